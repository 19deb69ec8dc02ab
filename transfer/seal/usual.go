package seal

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/x509"
	"errors"
	"io"
)

// usualKey is a key of the suite Usual.
type usualKey struct {
	signing ed25519.PrivateKey
	opening *ecdh.PrivateKey
}

func newUsual(r io.Reader) (private, error) {
	_, signing, err1 := ed25519.GenerateKey(r)
	opening, err2 := ecdh.X25519().GenerateKey(r)
	return usualKey{signing, opening}, errors.Join(err1, err2)
}

func (k usualKey) public() Public {
	verify, _ := k.signing.Public().(ed25519.PublicKey) // always is
	return Public{Suite: Usual, Verify: verify, SealTo: k.opening.PublicKey().Bytes()}
}

func (k usualKey) sign(message []byte) ([]byte, error) { return ed25519.Sign(k.signing, message), nil }

func (k usualKey) open(info, sealed []byte) ([]byte, error) {
	key, err := hpke.NewDHKEMPrivateKey(k.opening)
	if err != nil {
		return nil, err
	}
	return hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), info, sealed)
}

func (k usualKey) marshal() (signing, opening []byte, err error) {
	signing, err1 := x509.MarshalPKCS8PrivateKey(k.signing)
	opening, err2 := x509.MarshalPKCS8PrivateKey(k.opening)
	return signing, opening, errors.Join(err1, err2)
}

// usualOthers is the public half of a key of the suite Usual.
type usualOthers struct {
	checking ed25519.PublicKey
	sealing  hpke.PublicKey
}

func usualPublic(p Public) (public, error) {
	if len(p.Verify) != ed25519.PublicKeySize {
		return nil, badKey(errors.New("an Ed25519 key has 32 bytes"))
	}
	point, err := ecdh.X25519().NewPublicKey(p.SealTo)
	if err != nil {
		return nil, badKey(err)
	}
	sealing, err := hpke.NewDHKEMPublicKey(point)
	if err != nil {
		return nil, badKey(err)
	}
	return usualOthers{p.Verify, sealing}, nil
}

func (o usualOthers) verify(message, signature []byte) bool {
	return ed25519.Verify(o.checking, message, signature)
}

func (o usualOthers) seal(info, plain []byte) ([]byte, error) {
	return hpke.Seal(o.sealing, hpke.HKDFSHA256(), hpke.AES256GCM(), info, plain)
}

package seal

import (
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"fmt"
	"io"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm4"
	"github.com/emmansun/gmsm/smx509"
)

// nationalKey is a key of the suite National.
type nationalKey struct{ signing, opening *sm2.PrivateKey }

func newNational(r io.Reader) (private, error) {
	signing, err1 := sm2.GenerateKey(r)
	opening, err2 := sm2.GenerateKey(r)
	return nationalKey{signing, opening}, errors.Join(err1, err2)
}

func (k nationalKey) public() Public {
	return Public{Suite: National, Verify: point(&k.signing.PublicKey), SealTo: point(&k.opening.PublicKey)}
}

// point writes a public key as SEC 1 does, uncompressed. The curve of a key that was made or
// read here is always there.
func point(key *ecdsa.PublicKey) []byte {
	p, err := sm2.PublicKeyToECDH(key)
	if err != nil {
		return nil
	}
	return p.Bytes()
}

func (k nationalKey) sign(message []byte) ([]byte, error) {
	return sm2.SignASN1(rand.Reader, k.signing, message, sm2.DefaultSM2SignerOpts)
}

func (k nationalKey) marshal() (signing, opening []byte, err error) {
	signing, err1 := smx509.MarshalPKCS8PrivateKey(k.signing)
	opening, err2 := smx509.MarshalPKCS8PrivateKey(k.opening)
	return signing, opening, errors.Join(err1, err2)
}

// What National seals is the length of the wrapped key in two bytes, the key of SM4 wrapped
// by SM2, and the text under SM4-GCM. That key is used once, so its nonce is nought.
func (o nationalOthers) seal(info, plain []byte) ([]byte, error) {
	var once [sm4.BlockSize]byte
	if _, err := rand.Read(once[:]); err != nil {
		return nil, err
	}
	wrapped, err := sm2.EncryptASN1(rand.Reader, o.sealing, once[:])
	if err != nil {
		return nil, err
	}
	gcm, err := sm4GCM(once[:])
	if err != nil {
		return nil, err
	}
	out := append([]byte{byte(len(wrapped) >> 8), byte(len(wrapped))}, wrapped...)
	// A key that is used once needs no nonce of its own.
	return gcm.Seal(out, make([]byte, gcm.NonceSize()), plain, bind(info, wrapped)), nil //nolint:gosec // G407: see above
}

func (k nationalKey) open(info, sealed []byte) ([]byte, error) {
	if len(sealed) < 2 {
		return nil, errTooShort
	}
	n, rest := int(sealed[0])<<8|int(sealed[1]), sealed[2:]
	if n > len(rest) {
		return nil, errTooShort
	}
	once, err := sm2.Decrypt(k.opening, rest[:n])
	if err != nil {
		return nil, err
	}
	if len(once) != sm4.BlockSize {
		return nil, fmt.Errorf("the wrapped key has %d bytes", len(once))
	}
	gcm, err := sm4GCM(once)
	if err != nil {
		return nil, err
	}
	return gcm.Open(nil, make([]byte, gcm.NonceSize()), rest[n:], bind(info, rest[:n]))
}

var errTooShort = errors.New("too short to be sealed by SM2")

// bind is what is authenticated beside the text: the wrapped key too, so that it cannot be
// replaced by another wrapping of the same key.
func bind(info, wrapped []byte) []byte {
	return append(append([]byte("mingjian-sm2-seal/1\x00"), wrapped...), info...)
}

func sm4GCM(key []byte) (cipher.AEAD, error) {
	block, err := sm4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// nationalOthers is the public half of a key of the suite National.
type nationalOthers struct{ checking, sealing *ecdsa.PublicKey }

func nationalPublic(p Public) (public, error) {
	checking, err1 := sm2.NewPublicKey(p.Verify)
	sealing, err2 := sm2.NewPublicKey(p.SealTo)
	if err := errors.Join(err1, err2); err != nil {
		return nil, badKey(err)
	}
	return nationalOthers{checking, sealing}, nil
}

func (o nationalOthers) verify(message, signature []byte) bool {
	return sm2.VerifyASN1WithSM2(o.checking, nil, message, signature)
}

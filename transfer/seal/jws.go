package seal

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"github.com/mingjian/mingjian/fault"
)

// What is kept and shown to third parties is signed as JWS in its compact form (RFC 7515), so
// that anybody can check it without this program. EdDSA is the registered name of Ed25519;
// for SM2 over SM3 there is none, and "SM2" is ours.

// algorithm is the name of the suite's signature in the header of a JWS.
func (s Suite) algorithm() jose.SignatureAlgorithm {
	if s == National {
		return "SM2"
	}
	return jose.EdDSA
}

// A verifier lends a public key to the library.
type verifier struct {
	suite Suite
	of    public
}

func (v verifier) VerifyPayload(payload, signature []byte, alg jose.SignatureAlgorithm) error {
	if alg != v.suite.algorithm() || !v.of.verify(payload, signature) {
		return jose.ErrCryptoFailure
	}
	return nil
}

// Write signs payload as a JWS of that type: what was signed as one type is none of another.
func (k Key) Write(typ string, payload []byte) (string, error) {
	header, err := json.Marshal(written{k.public.Suite.algorithm(), k.public.ID(), typ})
	if err != nil {
		return "", fmt.Errorf("sign %s: %w", typ, err)
	}
	form := base64.RawURLEncoding
	text := make([]byte, 0, form.EncodedLen(len(header))+form.EncodedLen(len(payload))+form.EncodedLen(longestSignature)+2)
	text = form.AppendEncode(text, header)
	text = form.AppendEncode(append(text, '.'), payload)
	signature, err := k.halves.sign(text)
	if err != nil {
		return "", fmt.Errorf("sign %s: %w", typ, err)
	}
	return string(form.AppendEncode(append(text, '.'), signature)), nil
}

// written is the header that Write writes.
type written struct {
	Alg  jose.SignatureAlgorithm `json:"alg"`
	Key  string                  `json:"kid"`
	Type string                  `json:"typ"`
}

// longestSignature is that of SM2, in DER.
const longestSignature = 72

// A Header is what stands before the payload of a JWS. It proves nothing before the
// signature was checked: it says which key to check with.
type Header struct {
	Key  string `json:"kid"` // id of the key that signed
	Type string `json:"typ"` // what was signed
	Alg  string `json:"alg"`
}

// A Text is a JWS that was read and not checked yet.
type Text struct {
	Header
	jws *jose.JSONWebSignature
}

// Parse reads a JWS without checking anything.
func Parse(token string) (Text, error) {
	signed, err := parseJWS(token)
	if err != nil {
		return Text{}, notJWS(err)
	}
	p := signed.Signatures[0].Protected
	t := Text{Header{Key: p.KeyID, Alg: p.Algorithm}, signed}
	if typ, ok := p.ExtraHeaders[jose.HeaderType].(string); ok {
		t.Type = typ
	}
	return t, nil
}

// Peek reads the header of a JWS without checking anything.
func Peek(token string) (Header, error) {
	t, err := Parse(token)
	return t.Header, err
}

func parseJWS(token string) (*jose.JSONWebSignature, error) {
	if strings.Count(token, ".") != 2 {
		return nil, errors.New("it has not three parts")
	}
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{Usual.algorithm(), National.algorithm()})
	if err != nil {
		return nil, err
	}
	if len(signed.Signatures) != 1 || !json.Valid(signed.UnsafePayloadWithoutVerification()) {
		return nil, errors.New("it carries no JSON")
	}
	return signed, nil
}

func notJWS(err error) error {
	return fault.Invalidf("不是签名文本（JWS）。", "This is no signed text (JWS).").Because(err)
}

// Unproven returns what the text says, without any check: only to learn with which key to
// check it.
func (t Text) Unproven() []byte { return t.jws.UnsafePayloadWithoutVerification() }

// Proven returns the payload of a text of that type if one of the keys has signed it, and which.
func (t Text) Proven(typ string, keys []Public) ([]byte, Public, error) {
	if t.Type != typ {
		return nil, Public{}, fault.Invalidf("签名的是 %q，不是 %q。", "What was signed is %q, not %q.", t.Type, typ)
	}
	i := slices.IndexFunc(keys, func(p Public) bool { return p.ID() == t.Key })
	if i < 0 {
		return nil, Public{}, fault.Forbiddenf("签名所用的密钥 %s 不是该机构现用的密钥。", "The key %s that signed is no key in use of that agency.", t.Key)
	}
	of, err := keys[i].of()
	if err != nil {
		return nil, Public{}, err
	}
	payload, err := t.jws.Verify(verifier{keys[i].Suite, of})
	if err != nil {
		return nil, Public{}, fault.Forbiddenf("签名与内容不符：内容被改动，或者签名是伪造的。", "The signature does not fit: the text was changed or the signature forged.").Because(err)
	}
	return payload, keys[i], nil
}

// Read returns the payload of a JWS of that type if one of the keys has signed it, and which.
func Read(typ, token string, keys []Public) ([]byte, Public, error) {
	t, err := Parse(token)
	if err != nil {
		return nil, Public{}, err
	}
	return t.Proven(typ, keys)
}

// Unproven returns what a JWS says, without any check: only to learn with which key to
// check it.
func Unproven(token string) ([]byte, error) {
	t, err := Parse(token)
	if err != nil {
		return nil, err
	}
	return t.Unproven(), nil
}

// Package seal proves who sent something and keeps it from everybody but the one it is for.
// It joins algorithms that others wrote and examined into two suites; it invents none.
package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// A Suite is a set of algorithms that belong together. Both sides of an exchange may use
// different ones: what is signed is checked with the sender's, what is sealed is opened
// with the recipient's.
type Suite string

// The suites.
const (
	// Usual signs with Ed25519 (RFC 8032) and seals with HPKE (RFC 9180) over X25519,
	// HKDF-SHA256 and AES-256-GCM.
	Usual Suite = "ed25519"
	// National signs with SM2 over SM3 (GB/T 32918.2, GB/T 32905) and seals with SM2
	// (GB/T 32918.4) over a key of SM4-GCM (GB/T 32907) that is used once.
	National Suite = "sm2"
)

// Suites returns every suite, the usual one first.
func Suites() []Suite { return []Suite{Usual, National} }

// A Key signs what its owner sends and opens what was sealed for its owner. It holds two
// private keys, because a key that opens must not be made to sign.
type Key struct {
	public Public
	halves private
}

// private is the secret part of a key of one suite.
type private interface {
	sign(message []byte) ([]byte, error)
	open(info, sealed []byte) ([]byte, error)
	marshal() (signing, opening []byte, err error) // PKCS 8
}

// public is what a suite does with the public part.
type public interface {
	verify(message, signature []byte) bool
	seal(info, plain []byte) ([]byte, error)
}

// A Public is what others may know of a key.
type Public struct {
	Suite  Suite  `json:"suite" doc:"Algorithms: ed25519 or sm2."`
	Verify []byte `json:"verify" doc:"Public key that checks signatures."`
	SealTo []byte `json:"seal_to" doc:"Public key that seals what only the owner may read."`

	ready *ready // what is reckoned from the fields above; nil until Ready
}

// ready is what every use of a public key needs again.
type ready struct {
	id string
	of public
}

// Ready returns p with what its uses need reckoned once: for keys that are used often. A key
// that cannot be used stays as it is, and every use says so.
func (p Public) Ready() Public {
	p.ready = nil
	if of, err := p.of(); err == nil {
		p.ready = &ready{p.ID(), of}
	}
	return p
}

// New makes a key of the suite with random bytes of r.
func New(suite Suite, r io.Reader) (Key, error) {
	var halves private
	var err error
	switch suite {
	case Usual:
		halves, err = newUsual(r)
	case National:
		halves, err = newNational(r)
	default:
		return Key{}, unknownSuite(suite)
	}
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	return keyOf(halves), nil
}

func unknownSuite(s Suite) error {
	return fault.Invalidf("不支持算法组 %q；可用 ed25519、sm2。", "There is no suite of algorithms %q; use ed25519 or sm2.", s)
}

// Public returns what others may know of k.
func (k Key) Public() Public { return k.public }

// ID names the key: "k-" and 20 hexadecimal digits of its fingerprint.
func (p Public) ID() string {
	if p.ready != nil {
		return p.ready.id
	}
	return "k-" + p.sum()[:20]
}

// Fingerprint names the key in a form that two people can compare over the telephone: the
// SHA-256 of both public keys, in eight groups.
func (p Public) Fingerprint() string {
	return strings.Join(slices.Collect(groups(p.sum(), 8)), "-")
}

// groups cuts s into pieces of n bytes.
func groups(s string, n int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(s) > n && yield(s[:n]) {
			s = s[n:]
		}
		yield(s)
	}
}

// sum hashes the suite and both keys; each stands behind its length, so that no two
// different keys have the same text.
func (p Public) sum() string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(p.Suite), p.Verify, p.SealTo} {
		fmt.Fprintf(h, "%d:", len(part))
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// SameFingerprint compares fingerprints as people write them: with or without hyphens,
// blanks or capitals.
func SameFingerprint(a, b string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("-", "", " ", "", ":", "").Replace(s))
	}
	return plain(a) == plain(b)
}

// Check reports whether p can be used: a known suite and keys that lie on its curve.
func (p Public) Check() error {
	_, err := p.of()
	return err
}

// of returns what the suite does with the public keys.
func (p Public) of() (public, error) {
	if p.ready != nil {
		return p.ready.of, nil
	}
	switch p.Suite {
	case Usual:
		return usualPublic(p)
	case National:
		return nationalPublic(p)
	}
	return nil, unknownSuite(p.Suite)
}

// Equal reports whether p and q are the same key.
func (p Public) Equal(q Public) bool { return p.sum() == q.sum() }

// Sign signs the message. context says what the message is: a signature given for one
// thing is none for another.
func (k Key) Sign(context string, message []byte) ([]byte, error) {
	sig, err := k.halves.sign(inContext(context, message))
	if err != nil {
		return nil, fmt.Errorf("sign %s: %w", context, err)
	}
	return sig, nil
}

// Signed reports whether the owner of p has signed the message as a thing of that context.
func (p Public) Signed(context string, message, signature []byte) bool {
	of, err := p.of()
	return err == nil && of.verify(inContext(context, message), signature)
}

func inContext(context string, message []byte) []byte {
	return append(append([]byte(context), 0), message...)
}

// Seal makes what only the owner of p can read. about is sent beside it in the open and is
// bound to it: with another about it does not open.
func (p Public) Seal(about, plain []byte) ([]byte, error) {
	of, err := p.of()
	if err != nil {
		return nil, err
	}
	sealed, err := of.seal(about, plain)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// Open reads what was sealed for the owner of k.
func (k Key) Open(about, sealed []byte) ([]byte, error) {
	plain, err := k.halves.open(about, sealed)
	if err != nil {
		return nil, fault.Invalidf("无法解封：不是封给本机构这一密钥的，或者途中被改动。", "It does not open: it was not sealed for this key, or was changed on the way.").Because(err)
	}
	return plain, nil
}

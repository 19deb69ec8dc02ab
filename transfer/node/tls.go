package node

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// Connections are mutual TLS without any authority: each side knows the other by the key on
// its card, which a person has confirmed.

func (s *Self) tlsFile() string { return filepath.Join(s.dir, "keys", "tls.pem") }

func saveTLS(path string, key ed25519.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	err = pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	return nil
}

func loadTLS(path string, public []byte) (ed25519.PrivateKey, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.NotFoundf("无法读取密钥文件 %s。", "The key file %s cannot be read.", path).Because(err)
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, badTLS(path, nil)
	}
	any, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	key, ok := any.(ed25519.PrivateKey)
	if err != nil || !ok || !bytes.Equal(key.Public().(ed25519.PublicKey), public) {
		return nil, badTLS(path, err)
	}
	return key, nil
}

func badTLS(path string, err error) error {
	return fault.Invalidf("密钥文件 %s 已损坏，或者与名片不符。", "The key file %s is damaged or not the one of the card.", path).Because(err)
}

// Certificate returns a certificate of this agency's connection key, made anew for this
// process. Only the key in it counts.
func (s *Self) Certificate(now time.Time) (tls.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make a certificate: %w", err)
	}
	of := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: s.Card.Code}, DNSNames: []string{s.Card.Code},
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.AddDate(5, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, s.tls.Public(), s.tls)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: s.tls}, nil
}

// TLS returns the settings of connections of this agency. known decides by the public key of
// the other side whether it is somebody to talk to.
func (s *Self) TLS(now time.Time, known func(public []byte) error) (*tls.Config, error) {
	certificate, err := s.Certificate(now)
	if err != nil {
		return nil, err
	}
	return &tls.Config{
		Certificates: []tls.Certificate{certificate},
		MinVersion:   tls.VersionTLS13,
		ClientAuth:   tls.RequireAnyClientCert,
		// The key is compared with that of the card instead of a chain with those of authorities.
		InsecureSkipVerify: true, //nolint:gosec // VerifyConnection does it, on every connection
		VerifyConnection:   func(c tls.ConnectionState) error { return verify(c, known) },
	}, nil
}

func verify(c tls.ConnectionState, known func([]byte) error) error {
	public, err := PeerKey(c)
	if err != nil {
		return err
	}
	return known(public)
}

// PeerKey returns the public key of the other side of a connection.
func PeerKey(c tls.ConnectionState) ([]byte, error) {
	if len(c.PeerCertificates) == 0 {
		return nil, errors.New("the other side showed no certificate")
	}
	public, ok := c.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	if !ok {
		return nil, errors.New("the other side's certificate has no Ed25519 key")
	}
	return public, nil
}

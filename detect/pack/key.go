package pack

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// NewKey makes a key with random bytes of r.
func NewKey(r io.Reader) (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(r)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return key, nil
}

// SaveKey writes a key to a new file that only its owner may read. It never overwrites:
// a lost key cannot be made again.
func SaveKey(path string, key ed25519.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.Conflictf("文件 %s 已存在；密钥不会被覆盖，请另取文件名。", "the file %s exists; a key is never overwritten, choose another name.", path)
	}
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	err = pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("write key: %w", err)
	}
	return nil
}

// LoadKey reads a key that SaveKey wrote. It refuses a file that others may read.
func LoadKey(path string) (ed25519.PrivateKey, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fault.NotFoundf("无法读取密钥文件 %s；用 mingjian model key 生成。", "the key file %s cannot be read; mingjian model key makes one.", path).Because(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fault.Forbiddenf("密钥文件 %s 可被他人读取；请先 chmod 600。", "others may read the key file %s; chmod 600 it first.", path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	if block, _ := pem.Decode(b); block != nil {
		if any, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
			if key, ok := any.(ed25519.PrivateKey); ok {
				return key, nil
			}
		}
	}
	return nil, fault.Invalidf("%s 不是 Ed25519 私钥文件（PEM，PKCS 8）。", "%s is no file with an Ed25519 private key (PEM, PKCS 8).", path)
}

// Public returns the public half of a key.
func Public(key ed25519.PrivateKey) ed25519.PublicKey {
	public, _ := key.Public().(ed25519.PublicKey) // always is
	return public
}

// Fingerprint names a public key in a form that people can compare: the SHA-256 of its
// bytes, in eight groups.
func Fingerprint(public ed25519.PublicKey) string {
	sum := sha256.Sum256(public)
	s := hex.EncodeToString(sum[:])
	var groups []string
	for i := 0; i < len(s); i += 8 {
		groups = append(groups, s[i:i+8])
	}
	return strings.Join(groups, "-")
}

// sameFingerprint compares fingerprints as people write them.
func sameFingerprint(a, b string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("-", "", " ", "", ":", "").Replace(s))
	}
	return plain(a) == plain(b)
}

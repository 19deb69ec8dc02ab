package seal

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"github.com/mingjian/mingjian/fault"
)

func badKey(err error) error {
	return fault.Invalidf("公钥无法使用。", "The public key cannot be used.").Because(err)
}

// keyOf joins a private part with its public one.
func keyOf(halves private) Key {
	switch h := halves.(type) {
	case usualKey:
		return Key{h.public().Ready(), h}
	case nationalKey:
		return Key{h.public().Ready(), h}
	}
	return Key{}
}

// Save writes k to a new file that only its owner may read. It never overwrites: a lost key
// cannot be made again.
func Save(path string, k Key) error {
	signing, opening, err := k.halves.marshal()
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	var out bytes.Buffer
	for _, der := range [][]byte{signing, opening} {
		if err := pem.Encode(&out, &pem.Block{Type: "PRIVATE KEY", Bytes: der}); err != nil {
			return fmt.Errorf("write key: %w", err)
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.Conflictf("文件 %s 已存在；密钥不会被覆盖。", "The file %s exists; a key is never overwritten.", path)
	}
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	_, err = f.Write(out.Bytes())
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("write key: %w", err)
	}
	return nil
}

// Load reads a key that Save wrote. It refuses a file that others may read.
func Load(path string) (Key, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Key{}, fault.NotFoundf("无法读取密钥文件 %s。", "The key file %s cannot be read.", path).Because(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return Key{}, fault.Forbiddenf("密钥文件 %s 可被他人读取；请先 chmod 600。", "Others may read the key file %s; chmod 600 it first.", path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return Key{}, fmt.Errorf("read key: %w", err)
	}
	k, err := parse(b)
	if err != nil {
		return Key{}, fault.Invalidf("%s 不是本程序写出的机构密钥文件。", "%s is no key file of an agency that this program wrote.", path).Because(err)
	}
	return k, nil
}

// parse reads the two private keys of a file.
func parse(b []byte) (Key, error) {
	first, rest := pem.Decode(b)
	if first == nil {
		return Key{}, errors.New("there is no key in it")
	}
	second, _ := pem.Decode(rest)
	if second == nil {
		return Key{}, errors.New("there is one key in it, not two")
	}
	if halves, err := parseUsual(first.Bytes, second.Bytes); err == nil {
		return keyOf(halves), nil
	}
	halves, err := parseNational(first.Bytes, second.Bytes)
	if err != nil {
		return Key{}, err
	}
	return keyOf(halves), nil
}

var errNoSuite = errors.New("the keys belong to no known suite")

func parseUsual(a, b []byte) (private, error) {
	first, err1 := x509.ParsePKCS8PrivateKey(a)
	second, err2 := x509.ParsePKCS8PrivateKey(b)
	signing, ok1 := first.(ed25519.PrivateKey)
	opening, ok2 := second.(*ecdh.PrivateKey)
	if err := errors.Join(err1, err2); err != nil || !ok1 || !ok2 || opening.Curve() != ecdh.X25519() {
		return nil, errors.Join(err, errNoSuite)
	}
	return usualKey{signing, opening}, nil
}

func parseNational(a, b []byte) (private, error) {
	first, err1 := smx509.ParsePKCS8PrivateKey(a)
	second, err2 := smx509.ParsePKCS8PrivateKey(b)
	signing, ok1 := first.(*sm2.PrivateKey)
	opening, ok2 := second.(*sm2.PrivateKey)
	if err := errors.Join(err1, err2); err != nil || !ok1 || !ok2 {
		return nil, errors.Join(err, errNoSuite)
	}
	return nationalKey{signing, opening}, nil
}

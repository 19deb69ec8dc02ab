package audit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/mingjian/mingjian/fault"
)

// publicKey is the file in the log's folder that holds the public key, so that a copy of
// the folder can be checked by whoever knows the fingerprint from elsewhere.
const publicKey = "key.pub"

// loadKey reads the signing key, or makes it together with the public one. It lies outside
// the folder of the log, which is given away.
func loadKey(dir, keyFile string) (note.Signer, error) {
	text, err := os.ReadFile(keyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(dir, keyFile)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key of the log: %w", err)
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("read the key of the log: %w", err)
	}
	return signer, nil
}

func makeKey(dir, keyFile string) (note.Signer, error) {
	if _, err := os.Stat(filepath.Join(dir, "checkpoint")); err == nil {
		return nil, fault.Invalidf("操作记录已有签名，但签名密钥 %s 不在；请从备份恢复密钥。",
			"The log is signed, and its key %s is gone; restore it from a backup.", filepath.Base(keyFile))
	}
	private, public, err := note.GenerateKey(rand.Reader, "mingjian-"+strings.ToLower(rand.Text()[:10]))
	if err != nil {
		return nil, fmt.Errorf("make the key of the log: %w", err)
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(keyFile), 0o700), os.MkdirAll(dir, 0o700)); err != nil {
		return nil, fmt.Errorf("make the key of the log: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, publicKey), []byte(public+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("keep the public key of the log: %w", err)
	}
	if err := os.WriteFile(keyFile, []byte(private+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("keep the key of the log: %w", err)
	}
	return note.NewSigner(private)
}

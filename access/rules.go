package access

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// Rules are what an office decides about signing in.
type Rules struct {
	Factor []Role        // roles that need a second factor
	Length time.Duration // a session lasts at most so long, however busy
	Idle   time.Duration // and at most so long without a request
}

// DefaultRules are those of an office that has decided nothing.
func DefaultRules() Rules { return Rules{Length: 12 * time.Hour, Idle: 2 * time.Hour} }

func (r Rules) check() error {
	for _, role := range r.Factor {
		if !slices.Contains(Roles(), role) {
			return noSuchRole(role)
		}
	}
	if r.Idle < time.Minute || r.Length < r.Idle || r.Length > 7*24*time.Hour {
		return fault.Invalidf("会话的闲置时限不得少于 1 分钟、不得长于总时限；总时限不得长于 7 天。",
			"A session may idle no less than a minute and no longer than it lasts; it lasts 7 days at most.")
	}
	return nil
}

// KeySize is how many bytes the key has with which second factors are kept.
const KeySize = 32

// Use sets the rules and the key with which second factors are kept: whoever copies the
// database alone cannot make a code. Without a key nobody can set a second factor up.
func (s *Service) Use(r Rules, key []byte) error {
	if err := r.check(); err != nil {
		return err
	}
	s.rules = r
	if key == nil {
		return nil
	}
	if len(key) != KeySize {
		return fmt.Errorf("the key of second factors has %d bytes, not %d", len(key), KeySize)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return fmt.Errorf("use the key of second factors: %w", err)
	}
	s.vault, err = cipher.NewGCM(block)
	return err
}

// Rules returns the rules in force.
func (s *Service) Rules() Rules { return s.rules }

// NeedsFactor reports whether the rules ask a second factor of the role.
func (s *Service) NeedsFactor(r Role) bool { return slices.Contains(s.rules.Factor, r) }

// LoadKey reads the key from a file, or makes both. A file that is no key is an error: a
// new key would shut out everybody who has a second factor.
func LoadKey(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return makeKey(file)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key of second factors: %w", err)
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(key) != KeySize {
		return nil, fault.Invalidf("%s 不是第二因素的密钥文件，请从备份恢复。", "%s is no key of second factors; restore it from a backup.", file)
	}
	return key, nil
}

// makeKey writes a new key. Of two servers that start at once the first one makes it.
func makeKey(file string) ([]byte, error) {
	key := make([]byte, KeySize)
	rand.Read(key)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, fmt.Errorf("make the key of second factors: %w", err)
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return nil, fmt.Errorf("make the key of second factors: %w", err)
	}
	defer os.Remove(temp.Name())
	_, err = temp.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return nil, fmt.Errorf("make the key of second factors: %w", err)
	}
	if err := os.Link(temp.Name(), file); errors.Is(err, os.ErrExist) {
		return LoadKey(file)
	} else if err != nil {
		return nil, fmt.Errorf("make the key of second factors: %w", err)
	}
	return key, nil
}

// seal hides a second factor; whose it is goes into the seal, so that it opens no other
// account.
func (s *Service) seal(account, secret string) (string, error) {
	if s.vault == nil {
		return "", fault.Conflictf("本系统没有保存第二因素的密钥，请联系系统管理员。", "This installation has no key to keep second factors with; tell the administrator.")
	}
	nonce := make([]byte, s.vault.NonceSize())
	rand.Read(nonce)
	return base64.StdEncoding.EncodeToString(s.vault.Seal(nonce, nonce, []byte(secret), []byte(account))), nil
}

func (s *Service) unseal(account, sealed string) (string, error) {
	b, err := base64.StdEncoding.DecodeString(sealed)
	if err == nil && (s.vault == nil || len(b) < s.vault.NonceSize()) {
		err = errors.New("no key, or no seal")
	}
	if err != nil {
		return "", unreadable(account, err)
	}
	n := s.vault.NonceSize()
	secret, err := s.vault.Open(nil, b[:n], b[n:], []byte(account))
	if err != nil {
		return "", unreadable(account, err)
	}
	return string(secret), nil
}

func unreadable(account string, err error) error {
	return fault.Conflictf("无法读取您的第二因素：密钥与保存时不同。请联系系统管理员重置。",
		"Your second factor cannot be read: the key is not the one it was kept with. Ask the administrator to reset it.").
		Because(fmt.Errorf("open the second factor of %s: %w", account, err))
}

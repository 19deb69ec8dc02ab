package node

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// A Self is this agency: its card and the private keys that belong to it. It lies in a folder
// of its own; the keys never leave it and are in no backup that others read.
type Self struct {
	Card Card
	keys map[string]seal.Key // by id
	tls  ed25519.PrivateKey
	dir  string
}

const cardFile = "card.json"

// Init makes this agency in dir, with its first key. There may be none yet.
func Init(dir string, a Agency, suite seal.Suite, now time.Time, r io.Reader) (*Self, error) {
	if err := a.Check(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, cardFile)); err == nil {
		return nil, fault.Conflictf("本机构已经设立（%s）；换用新密钥请用 mingjian node rotate。", "This agency has been set up (%s); mingjian node rotate makes a new key.", filepath.Join(dir, cardFile))
	}
	if err := os.MkdirAll(filepath.Join(dir, "keys"), 0o700); err != nil {
		return nil, fmt.Errorf("set up the agency: %w", err)
	}
	s := &Self{Card: Card{Agency: a}, keys: map[string]seal.Key{}, dir: dir}
	var err error
	if s.Card.TLS, s.tls, err = ed25519.GenerateKey(r); err != nil {
		return nil, fmt.Errorf("set up the agency: %w", err)
	}
	if err := saveTLS(s.tlsFile(), s.tls); err != nil {
		return nil, err
	}
	return s, s.addKey(suite, now, r)
}

// Rotate makes a new key that signs from now on. The old one signs no more from the moment
// overlap after now, so that what is under way can still be checked, and opens what was
// sealed for it for as long as its file is kept.
func (s *Self) Rotate(suite seal.Suite, now time.Time, overlap time.Duration, r io.Reader) error {
	for i, k := range s.Card.Keys {
		if k.Until.IsZero() {
			s.Card.Keys[i].Until = now.Add(overlap).UTC().Truncate(time.Second)
		}
	}
	return s.addKey(suite, now, r)
}

// addKey makes a key, writes it, and then the card that names it: a crash between the two
// leaves a key that nothing names.
func (s *Self) addKey(suite seal.Suite, now time.Time, r io.Reader) error {
	key, err := seal.New(suite, r)
	if err != nil {
		return err
	}
	id := key.Public().ID()
	if err := seal.Save(s.keyFile(id), key); err != nil {
		return err
	}
	now = now.UTC().Truncate(time.Second)
	s.keys[id] = key
	s.Card.Keys = slices.Insert(s.Card.Keys, 0, DatedKey{Public: key.Public(), From: now})
	return s.save(now)
}

func (s *Self) keyFile(id string) string { return filepath.Join(s.dir, "keys", id+".pem") }

// Move changes where the agency is reached and what it is called.
func (s *Self) Move(a Agency, now time.Time) error {
	if err := a.Check(); err != nil {
		return err
	}
	if a.Code != s.Card.Code {
		return fault.Invalidf("机构代码不能更改：伙伴以它识别本机构。", "The code of the agency cannot change: partners know it by that.")
	}
	s.Card.Agency = a
	return s.save(now)
}

// save writes the card with the next number.
func (s *Self) save(now time.Time) error {
	s.Card.Number++
	s.Card.Made = now.UTC().Truncate(time.Second)
	b, err := json.MarshalIndent(s.Card, "", "  ")
	if err != nil {
		return fmt.Errorf("write card: %w", err)
	}
	path := filepath.Join(s.dir, cardFile)
	f, err := os.CreateTemp(s.dir, cardFile+".*")
	if err != nil {
		return fmt.Errorf("write card: %w", err)
	}
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write card: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write card: %w", err)
	}
	return nil
}

// Load reads this agency from dir.
func Load(dir string) (*Self, error) {
	b, err := os.ReadFile(filepath.Join(dir, cardFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.NotFoundf("本机构尚未设立；请先运行 mingjian node init。", "This agency has not been set up; run mingjian node init first.")
	}
	if err != nil {
		return nil, fmt.Errorf("read the agency: %w", err)
	}
	s := &Self{keys: map[string]seal.Key{}, dir: dir}
	if err := json.Unmarshal(b, &s.Card); err != nil {
		return nil, fault.Invalidf("%s 已损坏。", "%s is damaged.", filepath.Join(dir, cardFile)).Because(err)
	}
	if err := s.Card.Check(); err != nil {
		return nil, err
	}
	if s.tls, err = loadTLS(s.tlsFile(), s.Card.TLS); err != nil {
		return nil, err
	}
	for i, k := range s.Card.Keys {
		k.Public = k.Public.Ready()
		s.Card.Keys[i] = k
		id := k.Public.ID()
		key, err := seal.Load(s.keyFile(id))
		if fault.Is(err, fault.NotFound) && !k.Public.Equal(s.Card.Current()) {
			continue // an old key that was destroyed
		}
		if err != nil {
			return nil, err
		}
		if !key.Public().Equal(k.Public) {
			return nil, fault.Invalidf("密钥文件 %s 与名片不符。", "The key file %s is not the one of the card.", s.keyFile(id))
		}
		s.keys[id] = key
	}
	return s, nil
}

// Key returns the key that signs now.
func (s *Self) Key() seal.Key { return s.keys[s.Card.Current().ID()] }

// KeyOf returns the key of that id, to open what was sealed for it.
func (s *Self) KeyOf(id string) (seal.Key, bool) {
	k, ok := s.keys[id]
	return k, ok
}

// WriteCard returns the signed card, to be handed to partners. The keys that still sign at
// now stand behind it, so that partners who know one of them need not compare again.
func (s *Self) WriteCard(now time.Time) (string, error) {
	var keys []seal.Key
	for i, k := range s.Card.Keys {
		if key, ok := s.keys[k.Public.ID()]; ok && (i == 0 || k.At(now)) {
			keys = append(keys, key)
		}
	}
	return s.Card.write(keys)
}

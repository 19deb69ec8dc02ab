package lake

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// A disk is all that the lake needs of the file system in order to write. Tests put
// one in its place that fails, or kills the program, at a chosen step.
type disk struct {
	create  func(path string) (file, error)
	rename  func(from, to string) error
	syncDir func(dir string) error
}

// A file is being written.
type file interface {
	io.WriteCloser
	Sync() error
}

func systemDisk() disk {
	return disk{
		create:  func(path string) (file, error) { return os.Create(path) },
		rename:  os.Rename,
		syncDir: syncDir,
	}
}

// syncDir makes the names in a folder as durable as the files.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// A sealer is a new file that is hashed while it is written.
type sealer struct {
	*bufio.Writer
	f    file
	hash hash.Hash
	n    int64
}

func (d disk) seal(path string) (*sealer, error) {
	f, err := d.create(path)
	if err != nil {
		return nil, err
	}
	s := &sealer{f: f, hash: sha256.New()}
	s.Writer = bufio.NewWriterSize(writerFunc(s.write), 32<<10)
	return s, nil
}

type writerFunc func([]byte) (int, error)

// Write calls f.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func (s *sealer) write(p []byte) (int, error) {
	n, err := s.f.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// close makes what was written durable. It returns its hash and size, and err or what
// went wrong besides.
func (s *sealer) close(err error) (File, error) {
	if err == nil {
		err = s.Flush()
	}
	if err == nil {
		err = s.f.Sync()
	}
	err = errors.Join(err, s.f.Close())
	return File{SHA256: hex.EncodeToString(s.hash.Sum(nil)), Bytes: s.n}, err
}

// put writes a small file so that it appears whole or not at all.
func (l *Lake) put(path string, content []byte) error {
	tmp := filepath.Join(l.dir, "tmp", filepath.Base(path))
	s, err := l.disk.seal(tmp)
	if err != nil {
		return err
	}
	_, err = s.Write(content)
	if _, err := s.close(err); err != nil {
		return err
	}
	if err := l.disk.rename(tmp, path); err != nil {
		return err
	}
	return l.disk.syncDir(filepath.Dir(path))
}

// Package backup takes a copy of everything an installation holds while it runs, and puts
// it back. A backup is one tar file; its last two entries are a list of all files with
// their hashes and the hash of that list, so that one that was cut off, changed or added to
// is refused before anything is put in place.
package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A Manifest says what a backup holds. It is the last but one entry of the tar.
type Manifest struct {
	Format   int          `json:"format"`  // 1
	Made     time.Time    `json:"made"`    // when it was begun: every act acknowledged before is in it
	Program  string       `json:"program"` // version that made it
	Database string       `json:"database"`
	Server   bool         `json:"server,omitempty"` // the database was on a PostgreSQL server
	Entries  int64        `json:"entries"`          // of the record of acts that are in the log
	Snapshot string       `json:"snapshot,omitempty"`
	Keys     bool         `json:"keys"`               // private keys are in it
	Unsound  []fault.Text `json:"unsound,omitempty"`  // what was wrong with what was copied, before it was
	LeftOut  []string     `json:"left_out,omitempty"` // what lies in the home and is not known to belong there
	Files    []File       `json:"files"`              // in the order of the tar
}

// A File is one file of a backup.
type File struct {
	Name   string `json:"name"` // below the home, with slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// What a Manifest says of the database.
const (
	WithDatabase    = "sqlite"   // it is in the backup, as a SQLite file, wherever it was
	WithoutDatabase = "postgres" // it was on a server, and is not in the backup: earlier versions left it out
)

const (
	format       = 1
	manifestName = "manifest.json"
	sealName     = "manifest.sha256"
)

// A writer writes a backup under a temporary name.
type writer struct {
	f     *os.File
	tar   *tar.Writer
	files []File
	at    time.Time
}

func create(path string, at time.Time) (*writer, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &writer{f: f, tar: tar.NewWriter(f), at: at}, nil
}

// copy adds the file at path under a name and returns its hash.
func (w *writer) copy(ctx context.Context, name, path string) (sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	sum, err = w.add(name, info.Size(), reader{ctx, f})
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "", fault.Conflictf("%s 在备份时被改动，请重新备份。", "%s was changed while it was read; make the backup again.", name).Because(err)
	}
	return sum, err
}

// text adds a small file.
func (w *writer) text(name string, content []byte) error {
	_, err := w.add(name, int64(len(content)), bytes.NewReader(content))
	return err
}

func (w *writer) add(name string, size int64, r io.Reader) (string, error) {
	if err := w.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: w.at, Format: tar.FormatPAX}); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(w.tar, h), r, size); err != nil {
		return "", err
	}
	sum := hex.EncodeToString(h.Sum(nil))
	w.files = append(w.files, File{name, sum, size})
	return sum, nil
}

// finish writes the manifest and makes all of it durable.
func (w *writer) finish(m Manifest) error {
	m.Files = w.files
	list, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(list)
	return errors.Join(w.text(manifestName, list), w.text(sealName, []byte(hex.EncodeToString(sum[:])+"\n")),
		w.tar.Close(), w.f.Sync(), w.f.Close())
}

// A reader ends when its context does.
type reader struct {
	ctx context.Context
	r   io.Reader
}

// Read reads, unless it is time to stop.
func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// unpack writes what a backup holds into an empty folder and returns its manifest. All of
// it was checked when it returns without an error.
func unpack(ctx context.Context, file, dir string) (m Manifest, err error) {
	f, err := os.Open(file)
	if err != nil {
		return m, fault.Invalidf("无法读取备份 %s。", "The backup %s cannot be read.", file).Because(err)
	}
	defer f.Close()
	u := unpacker{dir: dir}
	if err := u.all(ctx, tar.NewReader(reader{ctx, f})); err != nil {
		return m, err
	}
	return u.manifest()
}

// An unpacker is one run over a backup.
type unpacker struct {
	dir        string
	files      []File
	list, seal []byte
}

func (u *unpacker) all(ctx context.Context, t *tar.Reader) error {
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = u.one(h, t)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return worded(err)
		}
	}
}

// worded gives what the reader of the tar says a sentence.
func worded(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, tar.ErrHeader) {
		return damaged("文件被截断，或者不是 mingjian backup 写的", "it was cut off, or was not written by mingjian backup").Because(err)
	}
	return fmt.Errorf("unpack the backup: %w", err)
}

func damaged(zh, en string) *fault.Error {
	return fault.Invalidf("备份不完整或已损坏（%s），没有恢复任何内容；请改用另一份备份。",
		"The backup is not whole or is damaged (%[2]s); nothing was restored. Use another one.", zh, en)
}

func (u *unpacker) one(h *tar.Header, r io.Reader) error {
	switch {
	case u.seal != nil:
		return damaged("末尾之后还有内容", "there is more after its end")
	case u.list != nil && h.Name != sealName, u.list == nil && h.Name == sealName:
		return damaged("清单不在末尾", "its list is not at its end")
	case h.Typeflag != tar.TypeReg || sparse(h) || !filepath.IsLocal(h.Name) || filepath.ToSlash(filepath.Clean(h.Name)) != h.Name:
		return damaged("含有不该有的内容", "it holds what no backup holds")
	case h.Name == manifestName || h.Name == sealName:
		return u.keep(h, r)
	}
	path := filepath.Join(u.dir, filepath.FromSlash(h.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return damaged("同一文件出现两次", "it holds a file twice").Because(err)
	}
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), r)
	u.files = append(u.files, File{h.Name, hex.EncodeToString(sum.Sum(nil)), n})
	return errors.Join(err, f.Sync(), f.Close())
}

// sparse reports whether an entry says that it is longer than what is in the file: a small
// file could fill the disk.
func sparse(h *tar.Header) bool {
	for name := range h.PAXRecords {
		if strings.HasPrefix(name, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// keep reads the list, or its hash. A list of a million files is far below the limit.
func (u *unpacker) keep(h *tar.Header, r io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(r, 1<<30))
	if err != nil {
		return err
	}
	if h.Name == sealName {
		u.seal = b
	} else {
		u.list = b
	}
	return nil
}

// manifest compares what was unpacked with the list.
func (u *unpacker) manifest() (m Manifest, err error) {
	if u.list == nil || u.seal == nil {
		return m, damaged("没有结尾的清单，文件被截断", "its list is missing: it was cut off")
	}
	if sum := sha256.Sum256(u.list); string(u.seal) != hex.EncodeToString(sum[:])+"\n" {
		return m, damaged("清单与其哈希不符", "its list does not have its hash")
	}
	if err := json.Unmarshal(u.list, &m); err != nil {
		return m, damaged("清单无法读取", "its list cannot be read").Because(err)
	}
	if m.Format != format {
		return m, fault.Invalidf("这份备份由更新的版本（%s）写成，请用该版本恢复。", "This backup was written by a newer version (%s); restore it with that.", m.Program)
	}
	if len(m.Files) != len(u.files) {
		return m, damaged("文件数与清单不符", "it does not hold as many files as its list")
	}
	for i, f := range m.Files {
		if f != u.files[i] {
			return m, fault.Invalidf("备份已损坏：%s 与其哈希不符，没有恢复任何内容；请改用另一份备份。",
				"The backup is damaged: %s does not have its hash; nothing was restored. Use another one.", f.Name)
		}
	}
	return m, nil
}

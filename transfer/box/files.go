package box

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"regexp"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// Files keeps attachments in a folder, each under its hash: the same file is there once, and
// what is read is what was signed.
type Files struct{ dir string }

// NewFiles returns the files kept in dir.
func NewFiles(dir string) Files { return Files{dir} }

// Dir returns the folder.
func (f Files) Dir() string { return f.dir }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Put keeps what r gives, at most limit bytes, and returns its hash and size. If want is not
// empty, what has another hash is refused and not kept.
func (f Files) Put(r io.Reader, want string, limit int64) (hash string, size int64, err error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	tmp, err := os.CreateTemp(f.dir, "tmp-*")
	if err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	defer os.Remove(tmp.Name()) // does nothing once it was renamed
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(tmp, sum), io.LimitReader(r, limit+1))
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	switch {
	case size > limit:
		return "", 0, fault.Invalidf("文件超过 %d 字节。", "The file has more than %d bytes.", limit)
	case want != "" && want != hash:
		return "", 0, fault.Invalidf("文件与其哈希不符，途中被改动。", "The file does not have the hash that was signed: it was changed on the way.")
	}
	if err := os.Rename(tmp.Name(), filepath.Join(f.dir, hash)); err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	return hash, size, nil
}

// Attach keeps the file at path and returns the attachment that names it.
func (f Files) Attach(path string) (dispatch.Attachment, error) {
	in, err := os.Open(path)
	if err != nil {
		return dispatch.Attachment{}, fault.Invalidf("无法读取附件 %s。", "The attachment %s cannot be read.", path).Because(err)
	}
	defer in.Close()
	hash, size, err := f.Put(in, "", MaxFile)
	if err != nil {
		return dispatch.Attachment{}, err
	}
	typ := mime.TypeByExtension(filepath.Ext(path))
	if typ == "" {
		typ = "application/octet-stream"
	}
	return dispatch.Attachment{Name: filepath.Base(path), Type: typ, Size: size, SHA256: hash}, nil
}

// MaxFile is the greatest size of an attachment: 8 GiB.
const MaxFile = 8 << 30

// Open opens the file with that hash.
func (f Files) Open(hash string) (*os.File, error) {
	if !hashForm.MatchString(hash) {
		return nil, noFile(hash, nil)
	}
	file, err := os.Open(filepath.Join(f.dir, hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(hash, err)
	}
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	return file, nil
}

// Sound reports whether the file with that hash is here and still has it.
func (f Files) Sound(hash string) error {
	file, err := f.Open(hash)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return fault.Conflictf("磁盘上的文件与其哈希不符，已被改动；请向提供机构重新索取。", "The file on disk no longer has its hash: it was changed. Ask its owner for it again.")
	}
	return nil
}

// Has reports whether the file with that hash is here.
func (f Files) Has(hash string) bool {
	if !hashForm.MatchString(hash) {
		return false
	}
	_, err := os.Stat(filepath.Join(f.dir, hash))
	return err == nil
}

func noFile(hash string, err error) error {
	return fault.NotFoundf("附件 %.16s… 尚未收到。", "The attachment %.16s… has not arrived.", hash).Because(err)
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingjian/mingjian/fault"
)

// folderCopies writes each copy to a file of its own.
type folderCopies struct {
	dir  string
	next map[string]int // of names that came more than once: the number of the next
}

// newFolderCopies prepares a folder for copies. It must be new or empty: no original may be
// overwritten, and no copy of an earlier run stay among the new ones.
func newFolderCopies(dir string) (*folderCopies, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.Invalidf("无法建立目录 %s。", "cannot make the folder %s.", dir).Because(err)
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Invalidf("无法读取目录 %s。", "cannot read the folder %s.", dir).Because(err)
	}
	if len(there) > 0 {
		return nil, fault.Conflictf("目录 %s 不是空的；请换一个新目录，以免覆盖已有文件。", "the folder %s is not empty; name a new one, so that nothing is overwritten.", dir)
	}
	return &folderCopies{dir: dir, next: map[string]int{}}, nil
}

// write puts a copy whole under its name, or not at all: under a temporary name first.
func (f *folderCopies) write(d maskedDocument) error {
	path, err := f.path(d.id)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(f.dir, ".mask-*")
	if err != nil {
		return fmt.Errorf("write the copy of %s: %w", d.source, err)
	}
	defer os.Remove(tmp.Name()) // does nothing after the rename
	_, err = tmp.WriteString(d.copy.Text)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write the copy of %s: %w", d.source, err)
	}
	return nil
}

// close makes the names last as the files do.
func (f *folderCopies) close() error {
	d, err := os.Open(f.dir)
	if err != nil {
		return fmt.Errorf("open the folder of the copies: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// path returns a path for an id that no file has yet. The file system is asked, for it may
// hold A.txt and a.txt to be one.
func (f *folderCopies) path(id string) (string, error) {
	name := fileName(id)
	for n := f.next[name]; ; n++ {
		path := filepath.Join(f.dir, name+".txt")
		if n > 0 {
			path = filepath.Join(f.dir, name+"-"+strconv.Itoa(n+1)+".txt")
		}
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			f.next[name] = n + 1
			return path, nil
		}
		if err != nil {
			return "", fmt.Errorf("look for %s: %w", path, err)
		}
	}
}

// maxFileName is how many bytes of an id a file name keeps. File systems allow 255, from which
// a number and the ending are taken.
const maxFileName = 200

// fileName makes an id safe as the name of a file, without its ending, on every system: no
// folder, no hidden file, no character or name that Windows reserves.
func fileName(id string) string {
	name := strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == utf8.RuneError || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '_'
		}
		return c
	}, id)
	for len(name) > maxFileName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	name = strings.TrimLeft(strings.Trim(name, " ."), ".")
	if stem, _, _ := strings.Cut(strings.ToUpper(name), "."); stem == "" || reserved(stem) {
		name = "_" + name
	}
	return name
}

// reserved reports whether Windows keeps an upper-case name for a device.
func reserved(name string) bool {
	switch name {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "COM") || strings.HasPrefix(name, "LPT"))
}

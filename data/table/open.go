package table

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/fault"
)

// Options say how a file is read. The zero value is right for a file that nobody knows.
type Options struct {
	// Known reports whether a heading is known, from the standards. It helps to find the row
	// of headings; nil if nothing is known.
	Known func(heading string) bool
}

// A Book is an open file with all its tables.
type Book struct {
	File   string // base name
	Sheets []Sheet
	Notes  []Problem // what was found in the file and is no table

	close []func() error
}

// Close releases the file. No rows of its sheets can be read afterwards.
func (b *Book) Close() error {
	var errs []error
	for _, f := range b.close {
		errs = append(errs, f())
	}
	b.close = nil
	return errors.Join(errs...)
}

// Open opens a file and finds its tables. The context ends the reading of rows too, later. A file that is no table at all, or of a format
// that cannot be read, gives a fault.Invalid that says what to do instead.
func Open(ctx context.Context, path string, o Options) (*Book, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.NotFoundf("没有文件“%s”。", "There is no file %q.", name).Because(err)
	}
	if err != nil {
		return nil, fault.Invalidf("无法打开文件“%s”。", "The file %q cannot be opened.", name).Because(err)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = fault.Invalidf("“%s”是文件夹，请选择其中的文件。", "%q is a folder; choose a file in it.", name)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b, err := OpenReader(ctx, f, info.Size(), name, o)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b.close = append(b.close, f.Close)
	return b, nil
}

// OpenReader is Open for a file of size bytes in r, called name. The reader stays the
// caller's to close, after the book.
func OpenReader(ctx context.Context, r io.ReaderAt, size int64, name string, o Options) (*Book, error) {
	b := &Book{File: name}
	err := guard(name, func() error { return b.add(ctx, input{at: r, size: size, name: name}, o) })
	if err == nil && len(b.Sheets) == 0 {
		err = fault.Invalidf("“%s”中没有表格数据。", "There are no rows in %q.", name)
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// An input is one file, or one member of an archive.
type input struct {
	at   io.ReaderAt
	size int64
	name string // base name
}

// head returns the first bytes of the file.
func (in input) head(n int) ([]byte, error) {
	b := make([]byte, min(int64(n), in.size))
	k, err := in.at.ReadAt(b, 0)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("read %s: %w", in.name, err)
	}
	return b[:k], nil
}

// reader returns a reader of the whole file.
func (in input) reader() io.Reader { return io.NewSectionReader(in.at, 0, in.size) }

// add finds the tables of one file by what is in it; the ending of its name counts for nothing.
func (b *Book) add(ctx context.Context, in input, o Options) error {
	head, err := in.head(4 << 10)
	if err != nil {
		return err
	}
	var grids []*grid
	switch {
	case len(head) == 0:
		return fault.Invalidf("“%s”是空文件。", "%q is empty.", in.name)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		grids, err = b.container(ctx, in, o)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		grids, err = openBinary(ctx, in)
	case bytes.HasPrefix(head, []byte("PAR1")):
		grids, err = openParquet(in)
	default:
		if err := foreign(in, head); err != nil {
			return err
		}
		switch start := beginning(head); {
		case startsPage(start):
			grids, err = openPage(ctx, in)
		case startsXML(start):
			grids, err = openXML(ctx, in)
		case bytes.HasPrefix(start, []byte("<?xml")):
			err = pageRefused(in)
		default:
			grids, err = openText(ctx, in)
		}
	}
	if err != nil {
		return err
	}
	return b.sheets(ctx, grids, o)
}

// sheets makes the sheets of a book of what its files hold.
func (b *Book) sheets(ctx context.Context, grids []*grid, o Options) error {
	for _, g := range grids {
		s, ok, err := g.sheet(ctx, o)
		if err != nil {
			return err
		}
		if !ok {
			b.Notes = append(b.Notes, problem("empty", "“%s”中没有数据。", "There is nothing in %q.", g.label()))
			continue
		}
		b.Sheets = append(b.Sheets, s)
	}
	return nil
}

// problem returns a Problem of a file or sheet.
func problem(code, zh, en string, args ...any) Problem {
	return Problem{Code: code, Says: fault.Invalidf(zh, en, args...).Public}
}

// memberProblem notes a file of an archive that is no table.
func memberProblem(name string, err error) Problem {
	_, says := fault.Split(err)
	return problem("no_table", "“%[1]s”：%[2]s", "%[1]s: %[3]s", name, says.ZH, says.EN)
}

// guard turns a panic of a reader that met a broken file into an error. The libraries for
// Parquet and for archives check most, not all, of what a file claims.
func guard(name string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = broken(name, fmt.Errorf("panic: %v", p))
		}
	}()
	return f()
}

// broken says that a file is damaged.
func broken(name string, cause error) *fault.Error {
	return fault.Invalidf("文件“%s”已损坏或不完整，请重新导出或重新传送。",
		"The file %q is damaged or incomplete; export or send it again.", name).Because(cause)
}

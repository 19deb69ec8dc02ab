package parcel

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

var made = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

type ends struct{ sender, recipient seal.Key }

func newEnds(t testing.TB, suite seal.Suite) ends {
	t.Helper()
	a, err1 := seal.New(suite, rand.Reader)
	b, err2 := seal.New(suite, rand.Reader)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return ends{a, b}
}

type closing struct{ *bytes.Buffer }

func (closing) Close() error { return nil }

// write returns the parts of a parcel.
func (e ends) write(t testing.TB, c Content, size int64) []*bytes.Buffer {
	t.Helper()
	var parts []*bytes.Buffer
	c.From, c.To, c.Made = "330102-jcy", "330102-ga", made
	n, err := Write(c, e.sender, e.recipient.Public(), size, func(int) (io.WriteCloser, error) {
		parts = append(parts, &bytes.Buffer{})
		return closing{parts[len(parts)-1]}, nil
	})
	if err != nil || n != len(parts) {
		t.Fatal(n, len(parts), err)
	}
	return parts
}

// read returns the letters and the files of a parcel.
func (e ends) read(parts ...[]byte) (letters, files [][]byte, err error) {
	var readers []io.Reader
	for _, p := range parts {
		readers = append(readers, bytes.NewReader(p))
	}
	r, err := Open(readers, func(id string) (seal.Key, bool) { return e.recipient, id == e.recipient.Public().ID() },
		func(string, time.Time) ([]seal.Public, error) { return []seal.Public{e.sender.Public()}, nil })
	if err != nil {
		return nil, nil, err
	}
	for {
		x, err := r.Next(1 << 20)
		if errors.Is(err, io.EOF) {
			return letters, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if x.File == nil {
			letters = append(letters, x.Letter)
			continue
		}
		b, err := io.ReadAll(x.File)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, b)
	}
}

func content(file []byte) Content {
	return Content{
		Letters: [][]byte{[]byte("函一"), []byte("函二")},
		Files:   []File{{hash(file), int64(len(file)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }}},
	}
}

func TestParcel(t *testing.T) {
	for _, suite := range seal.Suites() {
		e := newEnds(t, suite)
		file := bytes.Repeat([]byte("庭审录像"), 200_000)
		for _, size := range []int64{0, 700_000} {
			parts := e.write(t, content(file), size)
			if (size == 0) != (len(parts) == 1) {
				t.Errorf("%d parts of %d bytes", len(parts), size)
			}
			var all [][]byte
			for i := range parts { // the last first
				p := parts[len(parts)-1-i].Bytes()
				if size > 0 && int64(len(p)) > size+maxFrame {
					t.Errorf("a part has %d bytes", len(p))
				}
				if bytes.Contains(p, []byte("庭审")) {
					t.Error("the parcel can be read on the way")
				}
				all = append(all, p)
			}
			letters, files, err := e.read(all...)
			if err != nil || len(letters) != 2 || string(letters[1]) != "函二" || len(files) != 1 || !bytes.Equal(files[0], file) {
				t.Errorf("read %q, %d files, %v", letters, len(files), err)
			}
		}
	}
}

func TestDamage(t *testing.T) {
	e := newEnds(t, seal.Usual)
	whole := e.write(t, content([]byte("甲")), 0)[0].Bytes()
	parts := e.write(t, content(bytes.Repeat([]byte("甲"), 300_000)), 300_000)
	var cut [][]byte
	for _, p := range parts {
		cut = append(cut, p.Bytes())
	}
	if len(cut) < 3 {
		t.Fatalf("%d parts", len(cut))
	}
	other := newEnds(t, seal.Usual)
	for name, tc := range map[string][][]byte{
		"nothing":             nil,
		"empty":               {nil},
		"noise":               {[]byte("移送包\n一二三四五")},
		"without the first":   cut[1:],
		"without the last":    cut[:len(cut)-1],
		"without one between": append([][]byte{cut[0]}, cut[2:]...),
		"two parcels":         {cut[0], whole},
		"one part twice":      append(cut, cut[0]),
		"something behind it": {append(bytes.Clone(whole), 'x')},
		"cut off":             {whole[:len(whole)-1]},
		"a header alone":      {whole[:bytes.IndexByte(whole, '\n')+1]},
		"another sender":      {bytes.Replace(whole, []byte("330102-jcy"), []byte("330102-fxy"), 1)},
		"another recipient":   {bytes.Replace(whole, []byte("330102-ga"), []byte("330102-fy"), 1)},
		"for another key":     {other.write(t, content(nil), 0)[0].Bytes()},
		"signed by another":   {ends{other.sender, e.recipient}.write(t, content(nil), 0)[0].Bytes()},
		"a huge frame":        {append(bytes.Clone(whole[:bytes.IndexByte(whole, '\n')+1]), 0xff, 0xff, 0xff, 0xff)},
	} {
		kind, _ := fault.Split(func() error { _, _, err := e.read(tc...); return err }())
		if kind != fault.Invalid && kind != fault.Forbidden {
			t.Errorf("%s: %s", name, kind)
		}
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		letters, files, err := e.read(bad)
		if err == nil {
			t.Errorf("byte %d of %d was changed unseen: %q %q", i, len(whole), letters, files)
		}
	}
}

func FuzzOpen(f *testing.F) {
	e := newEnds(f, seal.Usual)
	f.Add(e.write(f, content([]byte("甲")), 0)[0].Bytes())
	f.Add(fmt.Appendf(nil, `{"format":"mingjian-parcel/1","id":"p","from":"a","to":"b","key":"%s","part":1}`+"\n\x00\x00\x00\x01a", e.recipient.Public().ID()))
	f.Fuzz(func(t *testing.T, b []byte) {
		if letters, _, err := e.read(b); err == nil && len(letters) != 2 {
			t.Errorf("read %q", letters)
		}
	})
}

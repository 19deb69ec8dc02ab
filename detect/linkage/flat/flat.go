// Package flat writes and reads columns of numbers and texts that are used where they lie: a
// file is read in one go, checked, and asked for single values without being decoded first.
// It knows nothing of what the columns hold.
//
// A file is a header of 16 bytes (a mark and the length of the whole), sections (length and
// text of the name, length and bytes of the content) and a checksum of everything before it.
// All numbers are little-endian. Files may be appended to each other; Cut tells them apart.
package flat

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/cespare/xxhash/v2"
)

const (
	mark   = "MJflat1\n"
	header = len(mark) + 8
	seal   = 8 // bytes of the checksum
)

// ErrUnfinished is returned for a file that ends before the length in its header: its writer
// was interrupted.
var ErrUnfinished = errors.New("the file ends too early")

// A Writer gathers sections and writes them as one file.
type Writer struct {
	heads   [][]byte
	content [][]byte
	length  int
}

// Bytes adds a section as it is. b must not change before WriteTo.
func (w *Writer) Bytes(name string, b []byte) {
	head := binary.LittleEndian.AppendUint16(nil, uint16(len(name)))
	head = binary.LittleEndian.AppendUint64(append(head, name...), uint64(len(b)))
	w.heads, w.content = append(w.heads, head), append(w.content, b)
	w.length += len(head) + len(b)
}

// U32 adds a section of numbers.
func (w *Writer) U32(name string, list []uint32) {
	b := make([]byte, 4*len(list))
	for i, x := range list {
		binary.LittleEndian.PutUint32(b[4*i:], x)
	}
	w.Bytes(name, b)
}

// I32 adds a section of numbers that are not negative.
func (w *Writer) I32(name string, list []int32) {
	b := make([]byte, 4*len(list))
	for i, x := range list {
		binary.LittleEndian.PutUint32(b[4*i:], uint32(x))
	}
	w.Bytes(name, b)
}

// U64 adds a section of long numbers.
func (w *Writer) U64(name string, list []uint64) {
	b := make([]byte, 8*len(list))
	for i, x := range list {
		binary.LittleEndian.PutUint64(b[8*i:], x)
	}
	w.Bytes(name, b)
}

// F64 adds a section of fractions.
func (w *Writer) F64(name string, list []float64) {
	b := make([]byte, 8*len(list))
	for i, x := range list {
		binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(x))
	}
	w.Bytes(name, b)
}

// Texts adds a section of texts: where each ends, then all of them. Together they may have
// 4 GB.
func (w *Writer) Texts(name string, n int, text func(i int) string) {
	ends := make([]byte, 4*n)
	var all []byte
	for i := range n {
		all = append(all, text(i)...)
		binary.LittleEndian.PutUint32(ends[4*i:], uint32(len(all)))
	}
	w.Bytes(name+"/ends", ends)
	w.Bytes(name, all)
}

// WriteTo writes the file.
func (w *Writer) WriteTo(out io.Writer) (int64, error) {
	total := header + w.length + seal
	sum := xxhash.New()
	both := io.MultiWriter(out, sum)
	written := int64(0)
	put := func(b []byte) error {
		n, err := both.Write(b)
		written += int64(n)
		return err
	}
	if err := put(binary.LittleEndian.AppendUint64([]byte(mark), uint64(total))); err != nil {
		return written, err
	}
	for i, head := range w.heads {
		if err := errors.Join(put(head), put(w.content[i])); err != nil {
			return written, err
		}
	}
	return written, put(binary.LittleEndian.AppendUint64(nil, sum.Sum64()))
}

// Cut splits what was appended to each other into its files, without checking them. What
// follows the last whole file is returned too, with ErrUnfinished if there is something.
func Cut(b []byte) (files [][]byte, rest []byte, err error) {
	for len(b) > 0 {
		if len(b) < header || string(b[:len(mark)]) != mark {
			return files, b, ErrUnfinished
		}
		n := binary.LittleEndian.Uint64(b[len(mark):])
		if n > uint64(len(b)) || n < uint64(header+seal) {
			return files, b, ErrUnfinished
		}
		files, b = append(files, b[:n:n]), b[n:]
	}
	return files, nil, nil
}

// A File is one that was read. The first thing missing or misshapen is kept: see Err.
type File struct {
	sections map[string][]byte
	err      error
}

// Open checks a file and finds its sections. It keeps b.
func Open(b []byte) (*File, error) {
	if len(b) < header+seal || string(b[:len(mark)]) != mark {
		return nil, errors.New("this is no such file")
	}
	if n := binary.LittleEndian.Uint64(b[len(mark):]); n != uint64(len(b)) {
		return nil, fmt.Errorf("the file has %d bytes instead of %d", len(b), n)
	}
	end := len(b) - seal
	if xxhash.Sum64(b[:end]) != binary.LittleEndian.Uint64(b[end:]) {
		return nil, errors.New("the checksum of the file differs")
	}
	f := &File{sections: map[string][]byte{}}
	for b = b[header:end]; len(b) > 0; {
		if len(b) < 2 {
			return nil, errors.New("a section is cut")
		}
		n := int(binary.LittleEndian.Uint16(b))
		if len(b) < 2+n+8 {
			return nil, errors.New("a section is cut")
		}
		name, size := string(b[2:2+n]), binary.LittleEndian.Uint64(b[2+n:])
		if b = b[2+n+8:]; size > uint64(len(b)) {
			return nil, fmt.Errorf("the section %s is cut", name)
		}
		f.sections[name], b = b[:size:size], b[size:]
	}
	return f, nil
}

// Err returns what was missing or misshapen among the sections asked for.
func (f *File) Err() error { return f.err }

// Has reports whether there is a section of this name.
func (f *File) Has(name string) bool { _, ok := f.sections[name]; return ok }

// Bytes returns a section as it is.
func (f *File) Bytes(name string) []byte { return f.section(name, 1) }

// section returns a section of numbers of some width.
func (f *File) section(name string, width int) []byte {
	b, ok := f.sections[name]
	switch {
	case !ok:
		f.fail("there is no section %s", name)
	case len(b)%width != 0:
		f.fail("the section %s has %d bytes", name, len(b))
		b = nil
	}
	return b
}

func (f *File) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

// U32 is a section of numbers.
type U32 struct{ b []byte }

// U32 returns a section of numbers.
func (f *File) U32(name string) U32 { return U32{f.section(name, 4)} }

// Len returns how many numbers there are.
func (u U32) Len() int { return len(u.b) / 4 }

// At returns number i.
func (u U32) At(i int) uint32 { return binary.LittleEndian.Uint32(u.b[4*i:]) }

// Below reports whether all numbers are below n.
func (u U32) Below(n int) bool {
	for b := u.b; len(b) > 0; b = b[4:] {
		if uint64(binary.LittleEndian.Uint32(b)) >= uint64(n) {
			return false
		}
	}
	return true
}

// Ascending reports whether no number is below the one before it.
func (u U32) Ascending() bool {
	last := uint32(0)
	for b := u.b; len(b) > 0; b = b[4:] {
		x := binary.LittleEndian.Uint32(b)
		if x < last {
			return false
		}
		last = x
	}
	return true
}

// Search returns the first place of ascending numbers whose number is at least x.
func (u U32) Search(x uint32) int {
	lo, hi := 0, u.Len()
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); u.At(mid) < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// U64 is a section of long numbers.
type U64 struct{ b []byte }

// U64 returns a section of long numbers.
func (f *File) U64(name string) U64 { return U64{f.section(name, 8)} }

// Len returns how many numbers there are.
func (u U64) Len() int { return len(u.b) / 8 }

// At returns number i.
func (u U64) At(i int) uint64 { return binary.LittleEndian.Uint64(u.b[8*i:]) }

// Ascending reports whether no number is below the one before it.
func (u U64) Ascending() bool {
	for i := 1; i < u.Len(); i++ {
		if u.At(i) < u.At(i-1) {
			return false
		}
	}
	return true
}

// Search returns the first place of ascending numbers whose number is at least x.
func (u U64) Search(x uint64) int {
	lo, hi := 0, u.Len()
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); u.At(mid) < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// F64 is a section of fractions.
type F64 struct{ U64 }

// F64 returns a section of fractions.
func (f *File) F64(name string) F64 { return F64{f.U64(name)} }

// At returns fraction i.
func (x F64) At(i int) float64 { return math.Float64frombits(x.U64.At(i)) }

// Texts is a section of texts.
type Texts struct {
	ends U32
	all  string
}

// Texts returns a section of texts.
func (f *File) Texts(name string) Texts {
	t := Texts{f.U32(name + "/ends"), string(f.Bytes(name))}
	last := 0
	if n := t.ends.Len(); n > 0 {
		last = int(t.ends.At(n - 1))
	}
	if !t.ends.Ascending() || last != len(t.all) {
		f.fail("the texts of %s do not fit", name)
		return Texts{}
	}
	return t
}

// Len returns how many texts there are.
func (t Texts) Len() int { return t.ends.Len() }

// At returns text i.
func (t Texts) At(i int) string {
	from := uint32(0)
	if i > 0 {
		from = t.ends.At(i - 1)
	}
	return t.all[from:t.ends.At(i)]
}

package flat_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/cespare/xxhash/v2"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/detect/linkage/flat"
)

func written(t testing.TB, w *flat.Writer) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := w.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatal(n, err)
	}
	return b.Bytes()
}

// TestWhatIsWrittenIsRead: every column comes back as it was.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := rapid.SliceOf(rapid.Uint32()).Draw(rt, "u32")
		b := rapid.SliceOf(rapid.Uint64()).Draw(rt, "u64")
		c := rapid.SliceOf(rapid.Float64()).Draw(rt, "f64")
		d := rapid.SliceOf(rapid.String()).Draw(rt, "texts")
		slices.Sort(a)
		slices.Sort(b)
		var w flat.Writer
		w.U32("a", a)
		w.U64("b", b)
		w.F64("c", c)
		w.Texts("d", len(d), func(i int) string { return d[i] })
		w.Bytes("e", []byte("x"))
		f, err := flat.Open(written(t, &w))
		if err != nil {
			rt.Fatal(err)
		}
		u, v, x, s := f.U32("a"), f.U64("b"), f.F64("c"), f.Texts("d")
		if f.Err() != nil || u.Len() != len(a) || v.Len() != len(b) || x.Len() != len(c) || s.Len() != len(d) || string(f.Bytes("e")) != "x" {
			rt.Fatal(f.Err())
		}
		for i := range a {
			if at, _ := slices.BinarySearch(a, a[i]); u.At(i) != a[i] || u.Search(a[i]) != at {
				rt.Fatalf("u32 %d", i)
			}
		}
		for i := range b {
			if at, _ := slices.BinarySearch(b, b[i]); v.At(i) != b[i] || v.Search(b[i]) != at {
				rt.Fatalf("u64 %d", i)
			}
		}
		for i := range c {
			if math.Float64bits(x.At(i)) != math.Float64bits(c[i]) {
				rt.Fatalf("f64 %d", i)
			}
		}
		for i := range d {
			if s.At(i) != d[i] {
				rt.Fatalf("text %d is %q", i, s.At(i))
			}
		}
		if !u.Ascending() || !v.Ascending() || len(a) > 0 && a[len(a)-1] < math.MaxUint32 && (!u.Below(int(a[len(a)-1])+1) || u.Below(int(a[len(a)-1]))) {
			rt.Fatal("order and bounds")
		}
	})
}

// TestDamage: no byte of a file can change unnoticed, and no end can be missing.
func TestDamage(t *testing.T) {
	var w flat.Writer
	w.U32("numbers", []uint32{1, 2, 3})
	w.Texts("texts", 2, func(i int) string { return []string{"甲", "乙"}[i] })
	whole := written(t, &w)
	for i := range whole {
		b := slices.Clone(whole)
		b[i] ^= 4
		if _, err := flat.Open(b); err == nil {
			t.Errorf("byte %d changed unnoticed", i)
		}
		if _, err := flat.Open(whole[:i]); err == nil {
			t.Errorf("a file of %d bytes was taken", i)
		}
		files, rest, err := flat.Cut(append(slices.Clone(whole), whole[:i]...))
		if i > 0 && (!errors.Is(err, flat.ErrUnfinished) || len(rest) != i) || len(files) != 1 {
			t.Fatalf("%d files, %d bytes left, %v", len(files), len(rest), err)
		}
	}
	if files, _, err := flat.Cut(append(slices.Clone(whole), whole...)); err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
	f, err := flat.Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	if f.U64("numbers"); f.Err() == nil {
		t.Error("12 bytes are no long numbers")
	}
	if f, _ = flat.Open(whole); f.Has("none") || f.Texts("none").Len() != 0 || f.Err() == nil {
		t.Error("what is missing must be told")
	}
}

// FuzzOpen reads any bytes with a right checksum.
func FuzzOpen(f *testing.F) {
	var w flat.Writer
	w.U32("a", []uint32{7})
	w.Texts("b", 1, func(int) string { return "x" })
	whole := written(f, &w)
	f.Add(whole[16 : len(whole)-8])
	f.Add([]byte{1, 0})
	f.Fuzz(func(_ *testing.T, sections []byte) {
		b := binary.LittleEndian.AppendUint64([]byte("MJflat1\n"), uint64(16+len(sections)+8))
		b = append(b, sections...)
		file, err := flat.Open(binary.LittleEndian.AppendUint64(b, xxhash.Sum64(b)))
		if err != nil {
			return
		}
		for i, a := 0, file.U32("a"); i < a.Len(); i++ {
			a.At(i)
		}
		for i, x := 0, file.Texts("b"); i < x.Len(); i++ {
			_ = x.At(i)
		}
	})
}

package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// bomb is a PDF file whose page draws a form that draws the next twice, and so on: a
// few kilobytes that take years.
func bomb() []byte {
	const depth = 30
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>endobj\n" +
		"4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n")
	for i := range depth {
		fmt.Fprintf(&b, "%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream endobj\n", 5+i, 6+i)
	}
	b.WriteString("trailer<</Root 1 0 R>>\n")
	return []byte(b.String())
}

func start(tb testing.TB) *Engine {
	tb.Helper()
	e, err := Start()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := e.Close(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

// TestFile starts PDFium once, as that takes longer than all the rest.
func TestFile(t *testing.T) {
	e := start(t)
	whole, err := os.ReadFile("../testdata/judgment.pdf")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("an endless file ends with its time", func(t *testing.T) { endless(t, e, whole) })
	t.Run("characters beyond the basic plane", func(t *testing.T) { beyond(t, e, whole) })
}

func endless(t *testing.T, e *Engine, whole []byte) {
	for _, look := range []struct {
		name string
		at   func(*File) error
	}{
		{"text", func(f *File) error { _, err := f.Page(0); return err }},
		{"picture", func(f *File) error { _, err := f.Draw(0); return err }},
	} {
		t.Run(look.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			f, err := e.Open(ctx, bomb())
			if err == nil {
				err = look.at(f)
				f.Close()
			}
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want the end of its time", err)
			}
		})
	}
	f, err := e.Open(t.Context(), whole)
	if err != nil {
		t.Fatalf("the next file: %v", err)
	}
	defer f.Close()
	if p, err := f.Page(1); err != nil || len(p.Lines) < 10 {
		t.Errorf("the next file has %d lines, %v", len(p.Lines), err)
	}
}

func beyond(t *testing.T, e *Engine, whole []byte) {
	f, err := e.Open(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := f.Page(0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, l := range p.Lines {
		n += strings.Count(l.Text, "乙𠮷某")
		if strings.ContainsRune(l.Text, '\uFFFD') {
			t.Errorf("%q was not read whole", l.Text)
		}
		if l.Left >= l.Right || l.Top >= l.Bottom || l.Right > p.Width || l.Bottom > p.Height {
			t.Errorf("%q stands nowhere: %+v on %v × %v", l.Text, l, p.Width, p.Height)
		}
	}
	if n != 4 {
		t.Errorf("the name was read %d times", n)
	}
}

// FuzzPage reads whatever calls itself a PDF file: it must end, in time, with pages or
// a reason.
func FuzzPage(f *testing.F) {
	e := start(f)
	f.Add([]byte("%PDF-1.7\n")) // not the bomb: each try that grows from it takes all its time
	f.Fuzz(func(t *testing.T, b []byte) {
		const small = 16 << 10
		if len(b) > small {
			t.Skip("too large to be tried often")
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		file, err := e.Open(ctx, b)
		if err != nil {
			return
		}
		defer file.Close()
		for i := range min(file.Pages(), 3) {
			p, err := file.Page(i)
			if err == nil && (p.Width < 0 || p.Height < 0) {
				t.Errorf("page %d is %v × %v", i, p.Width, p.Height)
			}
		}
	})
}

package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"time"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/data/record/source/pdf"
	"github.com/mingjian/mingjian/data/record/source/sheet"
	"github.com/mingjian/mingjian/fault"
)

const (
	// pdfTime is how long the text of one PDF file, or the drawing of one page, may
	// take. A hundred pages of text take some ten seconds at worst.
	pdfTime = time.Minute
	// maxPages is how many pages a PDF file may have. The longest published judgments
	// have a few hundred.
	maxPages = 2000
)

var errManyPages = errors.New("has more pages than a document may have")

// A scan is a PDF file being read.
type scan struct {
	bytes []byte
	pages []sheet.Page
	bare  []int // pages that are pictures or as good as that, counted from 0
}

// pdf reads a PDF file. Pages that are pictures are recognised if there are tools for
// it; else the file is refused if it has no other pages, or its picture pages are named
// after the text of the others.
func (w *walk) pdf(e entry) bool {
	s, err := w.scan(e)
	if err != nil {
		return w.refuse(e.source, w.pdfError(e.source, err))
	}
	d := Document{ID: baseName(e.name), Source: e.source}
	if len(s.bare) > 0 && w.tools != nil {
		if err := w.recognise(s); err != nil {
			return w.refuse(e.source, toolError(e.source, pictureKind(), err))
		}
		d.Recognised, s.bare = len(s.bare), nil
	}
	d.Text = sheet.Text(s.pages)
	switch {
	case len(s.bare) > 0 && blank(d.Text):
		return w.refuse(e.source, saysScan(e.source))
	case int64(len(d.Text)) > w.max:
		return w.refuse(e.source, saysTooBig(e.source, w.max))
	case !w.found(d):
		return false
	}
	return len(s.bare) == 0 || w.refuse(e.source, saysPictures(e.source, s.bare))
}

// scan reads the text layer of a PDF file.
func (w *walk) scan(e entry) (*scan, error) {
	b, err := io.ReadAll(&bounded{r: e.r, left: docxFactor * w.max})
	if err != nil {
		return nil, err
	}
	if w.pdfs == nil {
		if w.pdfs, err = pdf.Start(); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(w.ctx, pdfTime)
	defer cancel()
	f, err := w.pdfs.Open(ctx, b)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.Pages() > maxPages {
		return nil, errManyPages
	}
	s := &scan{bytes: b}
	return s, s.read(f, w.max)
}

// read reads the pages of f. A text layer of which no sense can be made counts as none:
// some programs write the numbers of glyphs instead of characters.
func (s *scan) read(f *pdf.File, limit int64) error {
	size := int64(0)
	for i := range f.Pages() {
		p, err := f.Page(i)
		if err != nil {
			return fmt.Errorf("read page %d: %w", i+1, err)
		}
		for _, l := range p.Lines {
			size += int64(len(l.Text))
		}
		if size > limit {
			return errTooLong
		}
		if text := sheet.Text([]sheet.Page{p}); !p.Blank() && charset.Plausible(text) < charset.LeastPlausible {
			p.Lines, p.Picture = nil, true // drawn, it can still be recognised
		}
		if p.Blank() && p.Picture {
			s.bare = append(s.bare, i)
		}
		s.pages = append(s.pages, p)
	}
	return nil
}

// recognise puts what the tools recognise in the place of the pages without text.
func (w *walk) recognise(s *scan) error {
	for _, i := range s.bare {
		picture, err := w.draw(s.bytes, i)
		if err != nil {
			return fmt.Errorf("draw page %d: %w", i+1, err)
		}
		pages, err := w.tools.Recognise(w.ctx, picture)
		if err != nil {
			return fmt.Errorf("recognise page %d: %w", i+1, err)
		}
		if len(pages) > 0 {
			s.pages[i] = pages[0]
		}
	}
	return nil
}

// draw returns a picture of page i of a PDF file, as PNG.
func (w *walk) draw(b []byte, i int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(w.ctx, pdfTime)
	defer cancel()
	f, err := w.pdfs.Open(ctx, b)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	drawn, err := f.Draw(i)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err = encoder.Encode(&out, drawn)
	return out.Bytes(), err
}

func (w *walk) pdfError(source string, err error) fault.Text {
	switch {
	case errors.Is(err, pdf.ErrLocked):
		return saysLockedPDF(source)
	case errors.Is(err, pdf.ErrBroken):
		return saysPDF(source)
	case errors.Is(err, context.DeadlineExceeded):
		return saysSlow(source)
	case errors.Is(err, errManyPages):
		return saysManyPages(source)
	case errors.Is(err, errTooLong):
		return saysTooBig(source, w.max)
	default:
		return saysError(source, err)
	}
}

// Package source finds the court documents in what a person names: files, folders,
// archives, JSON and standard input; as plain text, Word documents (.docx), PDF files,
// web pages, or objects with the fields in which China Judgments Online and programs
// that save it keep them; and, with programs that an office may have installed, as
// documents of older word processors and pictures of pages. It hands them on one after the other, in an order that is always
// the same, without ever holding more than one. What it cannot read it names in a
// sentence that says what is wrong and what to do, and goes on.
package source

import (
	"cmp"
	"context"
	"io"
	"iter"

	"github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/data/record/source/pdf"
	"github.com/mingjian/mingjian/fault"
)

// MaxDocument is how many bytes one document, or one line of JSON Lines, may have
// unless a Reader says otherwise: 16 MiB, some five million characters. The longest
// published judgments have a few hundred thousand.
const MaxDocument = 16 << 20

// A Document is the text of one court document and where it was found.
type Document struct {
	ID     string // the id of its line, or the file's name without its ending
	Text   string // valid UTF-8, without byte order mark; of plain text the line ends are as they were
	Source string // the path as the person named it, with member and line: a.zip!b/c.txt, x.jsonl:12
	Mended int    // characters that could not be decoded; each stands in Text as U+FFFD
	// Recognised is how many pages were pictures whose text a program recognised. It
	// makes mistakes: what rests on such a page must be compared with the page itself.
	Recognised int
}

// An Unread is something that was named and could not be read.
type Unread struct {
	Source string     `json:"source"` // as in Document
	Why    fault.Text `json:"why"`    // names the source, says what is wrong and what to do
}

// A Reader reads documents. The zero Reader has no standard input and allows
// MaxDocument bytes a document.
type Reader struct {
	Stdin       io.Reader // what the path - means
	MaxDocument int64     // bytes a document or line may have; 0 means MaxDocument
	// Tools convert what is no text; nil means that it is refused.
	Tools *convert.Tools
	Gauge *Gauge // told how far the reading has come; nil if nobody asks
}

// Read yields the documents in paths with the usual limit; see Reader.Read.
func Read(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[Document, *Unread] {
	return Reader{Stdin: stdin}.Read(ctx, paths)
}

// Read yields each document in paths, or what could not be read and why; of the two
// one is always set. Paths are taken in the order given, folders and archives in the
// order of their names. Names that a system hides (.DS_Store, __MACOSX, Thumbs.db) are
// passed over. Two documents may have the same ID. When ctx ends the sequence ends
// too, so the caller must look at ctx afterwards.
func (r Reader) Read(ctx context.Context, paths []string) iter.Seq2[Document, *Unread] {
	return func(yield func(Document, *Unread) bool) {
		w := &walk{ctx: ctx, stdin: r.Stdin, max: cmp.Or(r.MaxDocument, MaxDocument), tools: r.Tools, gauge: r.Gauge, yield: yield}
		defer w.close()
		for _, p := range paths {
			if !w.path(p) {
				return
			}
		}
	}
}

// Files yields the files that Read would read in paths, in its order, or what is none and why:
// for readers that work on several machines.
func Files(ctx context.Context, paths []string) iter.Seq2[string, *Unread] {
	return func(yield func(string, *Unread) bool) {
		w := &walk{ctx: ctx, each: func(p string) bool { return ctx.Err() == nil && yield(p, nil) },
			yield: func(_ Document, bad *Unread) bool { return yield("", bad) }}
		for _, p := range paths {
			if !w.path(p) {
				return
			}
		}
	}
}

// A walk is one reading. Its methods report whether to go on.
type walk struct {
	ctx   context.Context
	stdin io.Reader
	max   int64
	tools *convert.Tools
	gauge *Gauge
	yield func(Document, *Unread) bool
	each  func(path string) bool // takes files instead of reading them; nil reads
	buf   []byte                 // of the line being read, used again for the next
	pdfs  *pdf.Engine            // started with the first PDF file
}

// close ends what the reading started.
func (w *walk) close() {
	if w.pdfs != nil {
		_ = w.pdfs.Close() // it held nothing that could be lost
	}
}

// found hands on a document, or says why its ID or text will not do.
func (w *walk) found(d Document) bool {
	if blank(d.Text) {
		return w.refuse(d.Source, saysEmpty(d.Source))
	}
	if !usableID(d.ID) {
		return w.refuse(d.Source, saysID(d.Source))
	}
	return w.ctx.Err() == nil && w.yield(d, nil)
}

// refuse hands on what could not be read.
func (w *walk) refuse(source string, why fault.Text) bool {
	return w.ctx.Err() == nil && w.yield(Document{}, &Unread{Source: source, Why: why})
}

package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"

	"github.com/mingjian/mingjian/fault"
)

// docxText is the member of a Word document that holds its text (ECMA-376, part 1,
// section 11.3.10). Some programs number it: word/document2.xml.
const docxText = "word/document*.xml"

// docxFactor is how many times larger than the limit of a document a Word document may
// be, as a file and as markup: it holds pictures of seals besides the text, and more
// tags than words.
const docxFactor = 4

// errNotWord means that an office document is none of Word.
var errNotWord = errors.New("has no " + docxText)

// docx reads a Word document. It is a ZIP archive inside but one document to whoever
// names it, so it is never walked as an archive.
func (w *walk) docx(e entry) bool {
	text, err := w.docxText(e)
	if err != nil {
		return w.refuse(e.source, w.docxError(e.source, err))
	}
	return w.found(Document{ID: baseName(e.name), Text: text, Source: e.source})
}

func (w *walk) docxError(source string, err error) fault.Text {
	switch {
	case errors.Is(err, errNotWord):
		return kind{formOffice, "Excel、PPT 等办公文档", "an Excel, PowerPoint or other office document"}.says(source)
	case errors.Is(err, errLocked):
		return saysLocked(source)
	case errors.Is(err, errSwollen):
		return saysSwollen(source)
	case errors.Is(err, errTooLong):
		return saysTooBig(source, w.max)
	default:
		return saysDocx(source)
	}
}

// docxText returns the text of the Word document e.
func (w *walk) docxText(e entry) (string, error) {
	at, size, err := w.whole(e)
	if err != nil {
		return "", err
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return "", err
	}
	for _, f := range z.File {
		if is, err := path.Match(docxText, f.Name); err != nil || !is {
			continue
		}
		if f.Flags&flagEncrypted != 0 {
			return "", errLocked
		}
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		defer r.Close()
		unpacked := &valve{r: r, in: func() int64 { return size }, out: new(int64)}
		return wordText(&bounded{r: unpacked, left: docxFactor * w.max}, w.max)
	}
	if len(z.File) == 0 {
		return "", zip.ErrFormat
	}
	return "", errNotWord
}

// whole returns the bytes of e in a way that they can be read in any order, which a
// ZIP archive needs. What does not lie on disk is held in memory.
func (w *walk) whole(e entry) (io.ReaderAt, int64, error) {
	if e.at != nil {
		return e.at, e.size, nil
	}
	b, err := io.ReadAll(&bounded{r: e.r, left: docxFactor * w.max})
	return bytes.NewReader(b), int64(len(b)), err
}

// A bounded stream ends with errTooLong instead of growing longer than allowed.
type bounded struct {
	r    io.Reader
	left int64
}

// Read reads, or returns errTooLong.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooLong
	}
	return n, err
}

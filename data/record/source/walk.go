package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/fault"
)

// path reads one thing that the person named.
func (w *walk) path(p string) bool {
	if p == "-" {
		in := w.stdin
		if in == nil {
			in = strings.NewReader("")
		}
		return w.entry(entry{source: "-", name: "stdin", r: in, stdin: true})
	}
	info, err := os.Stat(p)
	if err != nil {
		return w.refuse(p, saysError(p, err))
	}
	if info.IsDir() {
		return w.folder(p)
	}
	return w.file(p)
}

// folder reads what is in a folder, in the order of the names, folders inside it too.
// A link to a folder is not followed, for it may lead back here; a pipe or a device is
// not opened, for it may never answer.
func (w *walk) folder(dir string) bool {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		p := filepath.Join(dir, e.Name())
		if hidden(e.Name()) {
			continue
		}
		if e.IsDir() {
			if !w.folder(p) {
				return false
			}
			continue
		}
		if !w.fileIn(p, e.Type()) {
			return false
		}
	}
	return err == nil || w.refuse(dir, saysError(dir, err))
}

// fileIn reads a file found in a folder if it is one.
func (w *walk) fileIn(p string, mode fs.FileMode) bool {
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(p)
		if err != nil {
			return w.refuse(p, saysError(p, err))
		}
		if info.IsDir() {
			return w.refuse(p, saysLink(p))
		}
		mode = info.Mode()
	}
	if !mode.IsRegular() {
		return w.refuse(p, saysSpecial(p))
	}
	return w.file(p)
}

// file opens and reads one file.
func (w *walk) file(p string) bool {
	if w.each != nil {
		return w.each(p)
	}
	f, err := os.Open(p)
	if err != nil {
		return w.refuse(p, saysError(p, err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return w.refuse(p, saysError(p, err))
	}
	in := &gauged{File: f, gauge: w.gauge, size: info.Size()}
	defer in.finish()
	e := entry{source: p, name: decodeName(filepath.Base(p)), r: in}
	if info.Mode().IsRegular() {
		e.at, e.size = f, info.Size()
	}
	return w.entry(e)
}

// An entry is something with a name and bytes: a file, a member of an archive, or
// standard input.
type entry struct {
	source   string
	name     string      // for the document's ID and the kind of file
	r        io.Reader   // the bytes from the start
	at       io.ReaderAt // the same bytes, for a file on disk; else nil
	size     int64       // of at
	member   bool        // it lies inside an archive
	unpacked bool        // it came out of gzip
	stdin    bool
}

// headSize is how many bytes are looked at to tell what a file really is.
const headSize = 4096

// entry finds out what e really is, whatever its name says, and reads it.
func (w *walk) entry(e entry) bool {
	br := bufio.NewReaderSize(e.r, 64<<10)
	head, err := br.Peek(headSize)
	if len(head) == 0 {
		if err != io.EOF {
			return w.refuse(e.source, saysError(e.source, err))
		}
		return w.refuse(e.source, saysEmpty(e.source))
	}
	e.r = br
	switch k := sniff(head, e.name); {
	case k.form == formWord, k.form == formZip && e.at == nil && ending(e.name) == ".docx":
		return w.docx(e)
	case k.form == formZip && e.at != nil:
		return w.zip(e)
	case k.form == formTar && !e.member:
		return w.tar(e)
	case k.form == formGzip && !e.unpacked:
		return w.gzip(e)
	case k.form == formPDF:
		return w.pdf(e)
	case k.form == formOld && w.tools != nil:
		return w.old(e, k)
	case k.form == formPicture && w.tools != nil:
		return w.picture(e, k)
	case k.form != formText && k.form != formPage:
		return w.refuse(e.source, k.says(e.source))
	case (isLinesName(e.name) || e.stdin || k.form == formPage) && startsObject(head), isLinesName(e.name) && k.form == formText:
		return w.lines(e, br)
	case k.form == formPage:
		return w.page(e)
	default:
		return w.text(e)
	}
}

// text reads a file that is one document.
func (w *walk) text(e entry) bool {
	return w.foundOr(w.decoded(e, charset.Decode))
}

// decoded reads e as one document with the text that decode gives.
func (w *walk) decoded(e entry, decode func([]byte) (string, int, bool)) (Document, *fault.Text) {
	d := Document{ID: baseName(e.name), Source: e.source}
	fail := func(why fault.Text) (Document, *fault.Text) { return d, &why }

	b, err := io.ReadAll(io.LimitReader(e.r, w.max+1))
	if err != nil {
		return fail(saysError(e.source, err))
	}
	if int64(len(b)) > w.max {
		return fail(saysTooBig(e.source, w.max))
	}
	var ok bool
	if d.Text, d.Mended, ok = decode(b); !ok {
		return fail(saysGarbled(e.source))
	}
	return d, nil
}

// gzip reads what one .gz file holds: a document, JSON Lines or a tar archive.
func (w *walk) gzip(e entry) bool {
	in := &counter{r: e.r}
	z, err := gzip.NewReader(in)
	if err != nil {
		return w.refuse(e.source, saysError(e.source, err))
	}
	defer z.Close() //nolint:errcheck // it was only read
	inner := e
	inner.r = &valve{r: z, in: func() int64 { return in.n }, out: new(int64)}
	inner.name = strings.TrimSuffix(strings.TrimSuffix(e.name, ".gz"), ".GZ")
	inner.at, inner.unpacked = nil, true
	return w.entry(inner)
}

// startsObject reports whether a text begins with an object or an array of them.
func startsObject(head []byte) bool {
	if enc := charset.MarkedUTF16(head); enc != nil {
		head, _ = enc.NewDecoder().Bytes(head)
	}
	head = bytes.TrimPrefix(head, []byte(charset.MarkUTF8))
	head = bytes.TrimLeft(head, " \t\r\n")
	inner, array := bytes.CutPrefix(head, []byte("["))
	return bytes.HasPrefix(head, []byte("{")) || array && bytes.HasPrefix(bytes.TrimLeft(inner, " \t\r\n["), []byte("{"))
}

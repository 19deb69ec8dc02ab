package source

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/data/record/source/pdf"
)

// small is how many bytes are tried at once: every branch can be reached with fewer,
// and the whole of a large input would be tried again for every byte left out of it.
const small = 64 << 10

// checked reads b as e, in memory, and holds what comes of it to the contract: each
// source gives usable documents or a reason. It gives back the documents.
func checked(t *testing.T, e entry, b []byte) []Document {
	t.Helper()
	if len(b) > small {
		t.Skip("too large to be tried often")
	}
	var docs []Document
	refused := 0
	w := &walk{ctx: t.Context(), max: 4096, pdfs: &pdf.Engine{}, yield: func(d Document, u *Unread) bool {
		if u == nil {
			docs = append(docs, d)
			return true
		}
		refused++
		if u.Why.ZH == "" || u.Why.EN == "" {
			t.Errorf("%s was refused without a word", u.Source)
		}
		return true
	}}
	e.r, e.at, e.size = bytes.NewReader(b), bytes.NewReader(b), int64(len(b))
	if !w.entry(e) {
		t.Error("reading stopped by itself")
	}
	if len(docs)+refused == 0 {
		t.Error("neither a document nor a reason")
	}
	for _, d := range docs {
		if !usableID(d.ID) || blank(d.Text) || !utf8.ValidString(d.Text) || d.Mended < 0 || d.Source == "" {
			t.Errorf("unusable document %+v", d)
		}
	}
	return docs
}

// FuzzRead reads any bytes under any name.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{invented, "", "{\"id\":1,\"text\":\"甲\"}\n{", "PK\x03\x04", "\x1f\x8b\x08\x00", "\xFF\xFE{\x00", "%PDF-",
		docxOf(f, "<w:p><w:r><w:t>甲</w:t></w:r></w:p>")} {
		f.Add([]byte(seed), "a.jsonl")
		f.Add([]byte(seed), "a.txt")
	}
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		if name == "" {
			t.Skip("every file has a name")
		}
		checked(t, entry{source: "f", name: name}, b)
	})
}

// FuzzDecode reads bytes of any encoding.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(invented))
	f.Add([]byte("\xEF\xBB\xBF甲\xE7"))
	for _, e := range []interface{ String(string) (string, error) }{
		simplifiedchinese.GB18030.NewEncoder(), charset.UTF16(encunicode.LittleEndian).NewEncoder(), charset.UTF16(encunicode.BigEndian).NewEncoder()} {
		s, err := e.String(invented)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(s))
		f.Add([]byte("<meta charset=gbk>" + s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > small {
			t.Skip("too large to be tried often")
		}
		for _, read := range []func([]byte) (string, int, bool){charset.Decode, decodePage} {
			text, mended, ok := read(b)
			if !utf8.ValidString(text) || mended < 0 || mended > strings.Count(text, "\uFFFD") || !ok && text != "" && charset.Plausible(text) >= charset.LeastPlausible {
				t.Errorf("%q gave %q, mended %d, %v", b, text, mended, ok)
			}
		}
	})
}

// FuzzArchive puts a member of any name and bytes into an archive, and any bytes in the
// place of some of the archive's own.
func FuzzArchive(f *testing.F) {
	f.Add("a.txt", []byte(invented), uint16(0), []byte(nil))
	f.Add("../a.json", []byte(`[{"text":"甲"}]`), uint16(30), []byte("x"))
	f.Add("b.docx", []byte("PK\x03\x04"), uint16(14), []byte{0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, name string, b []byte, at uint16, patch []byte) {
		if strings.HasSuffix(name, "/") {
			b = nil // a folder, into which nothing can be written
		}
		archive := []byte(zipped(t, name, string(b)))
		copy(archive[min(int(at), len(archive)):], patch)
		checked(t, entry{source: "f.zip", name: "f.zip"}, archive)
	})
}

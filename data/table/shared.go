package table

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// maxShared is how many bytes the shared texts of a workbook may have. They are kept in
// memory, because cells refer to them in any order.
const maxShared = 1 << 30

// A sharedStrings holds the texts that the cells of a workbook share, one after another in
// one text: a register may have millions.
type sharedStrings struct {
	text string
	ends []uint32
}

// at returns the text with number i; "" if there is none.
func (s *sharedStrings) at(i int) string {
	if i < 0 || i >= len(s.ends) {
		return ""
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]]
}

// readShared reads the part with the shared texts. Of a text with formats the pieces are
// joined; how it is pronounced is left out.
func (w *workbook) readShared(name string) error {
	r, err := w.part(name)
	if err != nil {
		return nil // some writers name the part and do not write it
	}
	defer r.Close()
	var all strings.Builder
	x, depth := newXMLScanner(r), 0
	for {
		t, err := x.next()
		switch {
		case errors.Is(err, io.EOF):
			w.shared.text = all.String()
			return nil
		case err != nil:
			return broken(w.name, err)
		case all.Len() > maxShared:
			return refuse("“%s”中的文字超过 %d MB，请另存为 CSV 后导入。", "There are more than %[2]d MB of text in %[1]q; save it as CSV and import that.", w.name, maxShared>>20)
		}
		switch {
		case bytes.Equal(t.name, []byte("rPh")):
			depth = b2i(!t.close && !t.empty)
		case bytes.Equal(t.name, []byte("t")) && t.close && depth == 0:
			all.WriteString(unescape(t.text))
		case bytes.Equal(t.name, []byte("si")) && (t.close || t.empty):
			w.shared.ends = append(w.shared.ends, uint32(all.Len()))
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

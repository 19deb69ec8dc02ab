package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// wordText returns the text of WordprocessingML (ECMA-376, part 1, section 17), in the
// order in which it is read: a line for each paragraph and row, a tab between cells.
// What was deleted with changes tracked is left out, what was inserted stays. It
// returns errTooLong if the text has more than limit bytes.
func wordText(r io.Reader, limit int64) (string, error) {
	w := word{frames: []frame{{}}}
	dec := xml.NewDecoder(r)
	for {
		token, err := dec.Token()
		switch {
		case errors.Is(err, io.EOF):
			return string(w.frames[0].text), nil
		case err != nil:
			return "", err
		case w.size > limit:
			return "", errTooLong
		}
		switch token := token.(type) {
		case xml.StartElement:
			if passedOver(token.Name.Local) {
				if err := dec.Skip(); err != nil {
					return "", err
				}
				continue
			}
			w.start(token.Name.Local)
		case xml.EndElement:
			w.end(token.Name.Local)
		case xml.CharData:
			if w.inText {
				w.write(string(token))
			}
		}
	}
}

// passedOver reports whether nothing inside an element is part of the text: deleted
// and moved-away text, the settings of paragraphs (whose tab stops are called tab
// too), formulas of fields, and the second form in which a text box is stored for
// programs that do not know the first (ECMA-376, part 3, section 10).
func passedOver(name string) bool {
	switch name {
	case "del", "moveFrom", "delText", "delInstrText", "instrText",
		"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback":
		return true
	}
	return false
}

// A word is the text of a Word document being put together.
type word struct {
	frames []frame // the page, and the text boxes open in each other
	inText bool
	size   int64
}

// A frame is the page or a text box.
type frame struct {
	text  []byte
	boxes []byte // text of the boxes anchored in the paragraph that is open
}

func (w *word) top() *frame { return &w.frames[len(w.frames)-1] }

func (w *word) write(s string) {
	w.size += int64(len(s))
	w.top().text = append(w.top().text, s...)
}

func (w *word) start(name string) {
	switch name {
	case "t":
		w.inText = true
	case "tab", "ptab":
		w.write("\t")
	case "br", "cr":
		w.write("\n")
	case "noBreakHyphen":
		w.write("-")
	case "txbxContent":
		w.frames = append(w.frames, frame{})
	}
}

func (w *word) end(name string) {
	top := w.top()
	switch name {
	case "t":
		w.inText = false
	case "p":
		// A box is read after the paragraph that it is anchored in, so as not to
		// tear a sentence apart.
		w.write("\n" + string(top.boxes))
		top.boxes = nil
	case "tc":
		top.text = bytes.TrimSuffix(top.text, []byte("\n"))
		w.write("\t")
	case "tr":
		top.text = bytes.TrimSuffix(top.text, []byte("\t"))
		w.write("\n")
	case "txbxContent":
		w.frames = w.frames[:len(w.frames)-1]
		w.top().boxes = append(w.top().boxes, top.text...)
	}
}

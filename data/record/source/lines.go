package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/fault"
)

// hopeless is how many lines at the start of a file may be broken before it is taken
// for something else than JSON Lines and left with one sentence instead of thousands.
const hopeless = 100

// lines reads JSON: Lines, one document a line, unless it looks spread. A broken line is named by its number
// and the next one is read.
func (w *walk) lines(e entry, br *bufio.Reader) bool {
	if head, _ := br.Peek(2); charset.MarkedUTF16(head) != nil {
		br = bufio.NewReaderSize(transform.NewReader(br, charset.MarkedUTF16(head).NewDecoder()), 64<<10)
	} else if head, _ := br.Peek(len(charset.MarkUTF8)); string(head) == charset.MarkUTF8 {
		if _, err := br.Discard(len(charset.MarkUTF8)); err != nil {
			return w.refuse(e.source, saysError(e.source, err))
		}
	}
	if head := opening(br); spread(head) || wrapper.Match(head) {
		return w.objects(e, br)
	}
	good, bad := 0, 0
	for n := 1; ; n++ {
		line, err := w.line(br)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errTooLong) {
			return w.refuse(e.source, saysError(e.source, err))
		}
		source := fmt.Sprintf("%s:%d", e.source, n)
		trimmed := bytes.TrimSpace(line)
		switch {
		case errors.Is(err, errTooLong):
			bad++
			if !w.refuse(source, saysTooBig(source, w.max)) {
				return false
			}
		case len(trimmed) == 0:
		case good == 0 && bad == hopeless:
			return w.refuse(e.source, saysNotLines(e.source))
		default:
			d, why := parseLine(trimmed, source, fmt.Sprintf("%s-%d", baseName(e.name), n))
			if why == nil {
				good++
			} else {
				bad++
			}
			if !w.foundOr(d, why) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return good+bad > 0 || w.refuse(e.source, saysEmpty(e.source))
		}
	}
}

// foundOr hands on d, or why it could not be read.
func (w *walk) foundOr(d Document, why *fault.Text) bool {
	if why != nil {
		return w.refuse(d.Source, *why)
	}
	return w.found(d)
}

var errTooLong = errors.New("line is longer than a document may be")

// line returns the next line without copying what does not fit: a line beyond the
// limit is passed over piece by piece and gives errTooLong. io.EOF comes with the last
// line, which may be empty. The line is good until the next call.
func (w *walk) line(br *bufio.Reader) ([]byte, error) {
	line, tooLong := w.buf[:0], false
	defer func() { w.buf = line }()
	for {
		if w.ctx.Err() != nil {
			return nil, w.ctx.Err()
		}
		piece, err := br.ReadSlice('\n')
		if tooLong = tooLong || int64(len(line)+len(piece)) > w.max; tooLong {
			line = line[:0]
		} else {
			line = append(line, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && tooLong:
			// The caller asks once more and then gets io.EOF alone.
			return nil, errTooLong
		case err != nil:
			return line, err
		case tooLong:
			return nil, errTooLong
		default:
			return line, nil
		}
	}
}

// opening returns the beginning of a stream of JSON, as far as the first line goes if
// the buffer can hold it.
func opening(br *bufio.Reader) []byte {
	head, _ := br.Peek(headSize)
	if len(head) == headSize && bytes.IndexByte(head, '\n') < 0 {
		head, _ = br.Peek(br.Size())
	}
	return head
}

// parseLine reads one line. A line without an id gets the one given.
func parseLine(line []byte, source, id string) (Document, *fault.Text) {
	d := Document{ID: id, Source: source}
	fail := func(why fault.Text) (Document, *fault.Text) { return d, &why }

	if !utf8.Valid(line) {
		text, mended, ok := charset.Decode(line)
		if !ok {
			return fail(saysGarbled(source))
		}
		line, d.Mended = []byte(text), mended
	}
	var usual struct { // which most lines are, so that the others are looked into later
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
	}
	err := json.Unmarshal(line, &usual)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fail(saysJSON(source, syntax.Offset))
	case err != nil && line[0] != '{':
		return fail(saysJSON(source, 1))
	case err == nil && usual.Text != nil:
		d.Text = prose(*usual.Text)
	default:
		var own string
		if d.Text, own = fieldsOf(line).document(0); blank(d.Text) {
			return fail(saysNoText(source))
		}
		d.ID = firstOf(own, id)
	}
	if len(usual.ID) > 0 && string(usual.ID) != "null" {
		d.ID = idOf(usual.ID)
	}
	return d, nil
}

// idOf returns the text of a JSON id: a string, a number as it is written, or what
// MongoDB exports. Anything
// else gives "", which no document may have.
func idOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	var object struct { // MongoDB's
		OID string `json:"$oid"`
	}
	if json.Unmarshal(raw, &object) == nil {
		return object.OID
	}
	return ""
}

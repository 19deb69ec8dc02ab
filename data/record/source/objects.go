package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/fault"
)

// spread reports whether JSON that begins with head has its objects spread over lines or
// several on one: an array, an object printed nicely, objects one after the other. Else
// it is JSON Lines, or so broken that it is best told line by line.
func spread(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] == '[' {
		return len(head) > 0
	}
	var c cutter
	for i, b := range head {
		if c.step(b); c.begun && c.depth == 0 { // the first object is whole; is it alone on its line?
			rest := bytes.TrimLeft(head[i+1:], " \t")
			return len(rest) > 0 && (rest[0] == '{' || rest[0] == ',')
		}
		if b == '\n' { // in a string it is no JSON; before a brace the line was cut off
			rest := bytes.TrimLeft(head[i+1:], " \t\r\n")
			return !c.inString && len(rest) > 0 && rest[0] != '{'
		}
	}
	return false
}

// wrapper is what programs put before a list of documents: an object whose first member
// that is no single value is the list. RECORDS is Navicat's word.
var wrapper = regexp.MustCompile(`^\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"\\]*"|[-+.0-9eE]+|true|false|null)\s*,)*\s*"(?i:records|data|rows|list|items|docs|documents|results?|resultlist|hits)"\s*:\s*\[\s*\{`)

// objects reads JSON whose objects do not stand one on a line. It holds one of them at a
// time; what is too large is passed over.
func (w *walk) objects(e entry, br *bufio.Reader) bool {
	br, recoded := recode(br)
	cuts := &cuts{walk: w, br: br, fresh: true}
	good, bad := 0, 0
	for n := 1; ; n++ {
		d := Document{Source: fmt.Sprintf("%s#%d", e.source, n)}
		var why *fault.Text
		object, err := cuts.next()
		switch {
		case errors.Is(err, io.EOF) && good+bad > 0:
			return true
		case errors.Is(err, io.EOF), good == 0 && bad == hopeless:
			return w.refuse(e.source, saysNoObjects(e.source))
		case errors.Is(err, errTooLong):
			says := saysTooBig(d.Source, w.max)
			why = &says
		case errors.Is(err, io.ErrUnexpectedEOF):
			return w.refuse(d.Source, saysCutObject(d.Source))
		case err != nil:
			return w.refuse(d.Source, saysError(d.Source, err))
		default:
			d, why = parseLine(object, d.Source, fmt.Sprintf("%s-%d", baseName(e.name), n))
			if recoded {
				d.Mended = strings.Count(d.Text, "\uFFFD")
			}
		}
		if why == nil {
			good++
		} else {
			bad++
		}
		if !w.foundOr(d, why) {
			return false
		}
	}
}

// recode returns a stream of UTF-8 and reports whether it was GB18030 before. There a
// brace may be half of a character, so that objects can be told apart only afterwards.
func recode(br *bufio.Reader) (*bufio.Reader, bool) {
	head, _ := br.Peek(headSize)
	for range utf8.UTFMax { // the last character may be cut
		if utf8.Valid(head) {
			return br, false
		}
		head = head[:len(head)-1]
	}
	in := simplifiedchinese.GB18030.NewDecoder()
	if text, _ := charset.Transcode(simplifiedchinese.GB18030, head); charset.Plausible(text) < charset.LeastPlausible {
		return br, false // UTF-8 with a broken byte, which is mended later
	}
	return bufio.NewReaderSize(transform.NewReader(br, in), 64<<10), true
}

// A cuts is a stream being cut into objects.
type cuts struct {
	*walk
	br     *bufio.Reader
	fresh  bool // at the start, or after a list: a wrapper may follow
	listed bool // in the list of a wrapper
}

// errListEnd says that the list of a wrapper is over.
var errListEnd = errors.New("end of the list")

// next returns the next document's object; io.EOF if there is none, errTooLong if it is
// larger than a document may be, and io.ErrUnexpectedEOF if it is cut off. It is good
// until the next call.
func (c *cuts) next() ([]byte, error) {
	for {
		if c.fresh {
			if err := c.unwrap(); err != nil {
				return nil, err
			}
		}
		err := c.toObject()
		if errors.Is(err, errListEnd) {
			c.listed, c.fresh = false, true
			_, err = c.take(cutter{depth: 1, begun: true}, false) // what is left of the wrapper
			if err == nil {
				continue
			}
		}
		if err != nil {
			return nil, err
		}
		return c.take(cutter{}, true)
	}
}

// unwrap passes over what stands before a list of documents, if anything does.
func (c *cuts) unwrap() error {
	head, _ := c.br.Peek(headSize)
	c.fresh = false
	before := wrapper.FindIndex(head)
	if before == nil {
		return nil
	}
	c.listed = true
	_, err := c.br.Discard(before[1] - 1) // all but the brace of the first document
	return err
}

// toObject passes over what stands between objects: white space, commas, the brackets of
// arrays, and whatever does not belong there.
func (c *cuts) toObject() error {
	for {
		b, err := c.br.ReadByte()
		switch {
		case err != nil:
			return err
		case b == '{':
			return c.br.UnreadByte()
		case b == ']' && c.listed:
			return errListEnd
		}
	}
}

// take reads on to where the cutter says that the object ends, and returns it if it is
// to be kept.
func (c *cuts) take(cut cutter, keep bool) ([]byte, error) {
	object, tooLong := c.buf[:0], false
	defer func() { c.buf = object }()
	for {
		piece, err := c.br.Peek(max(1, c.br.Buffered()))
		switch {
		case len(piece) == 0 && errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case len(piece) == 0:
			return nil, err
		case c.ctx.Err() != nil:
			return nil, c.ctx.Err()
		}
		n := cut.scan(piece)
		if tooLong = tooLong || int64(len(object)+n) > c.max; keep && !tooLong {
			object = append(object, piece[:n]...)
		}
		if _, err := c.br.Discard(n); err != nil {
			return nil, err
		}
		switch {
		case cut.depth > 0:
		case keep && tooLong:
			return nil, errTooLong
		default:
			return object, nil
		}
	}
}

// A cutter finds where an object ends (RFC 8259).
type cutter struct {
	depth             int // of braces and brackets
	begun             bool
	inString, escaped bool
}

// scan reads on through b and returns how many bytes of it belong to the object.
func (c *cutter) scan(b []byte) int {
	for i := 0; i < len(b); i++ {
		if c.inString && !c.escaped { // most of a document is one long string
			skip := bytes.IndexAny(b[i:], "\"\\")
			if skip < 0 {
				return len(b)
			}
			i += skip
		}
		if c.step(b[i]); c.begun && c.depth == 0 {
			return i + 1
		}
	}
	return len(b)
}

// step reads one byte.
func (c *cutter) step(b byte) {
	switch {
	case c.escaped:
		c.escaped = false
	case c.inString && b == '\\':
		c.escaped = true
	case b == '"':
		c.inString = !c.inString
	case c.inString:
	case b == '{' || b == '[':
		c.depth++
		c.begun = true
	case b == '}' || b == ']':
		c.depth--
	}
}

package table

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// maxToken is how many bytes a tag or the text between two tags may have. Excel allows a
// cell 32,767 characters.
const maxToken = 4 << 20

var errToken = errors.New("a tag or text is too long")

// An xmlScanner finds the tags of the large parts of a workbook, which are simple XML of
// some hundred megabytes: encoding/xml reads 1 to 2 MB of them in the time in which this
// reads 50. What is not well formed may pass as something else, but never ends in a panic.
type xmlScanner struct {
	r          io.Reader
	buf        []byte
	start, end int // what is still to be read
	err        error
	kept       []byte // text of a CDATA section
}

// A tag is a tag with the text before it. Its slices are good until the next one is read.
type tag struct {
	text  []byte // between the tag before and this one, not yet unescaped
	name  []byte // without prefix
	attrs []byte
	close bool // </c>
	empty bool // <c/>
}

func newXMLScanner(r io.Reader) *xmlScanner {
	return &xmlScanner{r: r, buf: make([]byte, 128<<10)}
}

// more reads on, and moves what is there to the start of the buffer or into a larger one.
func (x *xmlScanner) more() error {
	if x.err != nil {
		return x.err
	}
	if x.end == len(x.buf) && x.start > 0 {
		x.end = copy(x.buf, x.buf[x.start:x.end])
		x.start = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) > maxToken {
			return errToken
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n, err := x.r.Read(x.buf[x.end:])
	x.end += n
	x.err = err
	if n == 0 && err != nil {
		return err
	}
	return nil
}

// find returns where, from x.start+from on, sep stands, counted from x.start.
func (x *xmlScanner) find(from int, sep byte) (int, error) {
	for {
		if i := bytes.IndexByte(x.buf[x.start+from:x.end], sep); i >= 0 {
			return from + i, nil
		}
		from = x.end - x.start
		if err := x.more(); err != nil {
			return 0, err
		}
	}
}

// next returns the next tag. Comments, declarations and instructions are passed over, and
// the text of a CDATA section is taken for text.
func (x *xmlScanner) next() (tag, error) {
	x.kept = x.kept[:0]
	for {
		open, err := x.find(0, '<')
		if err != nil {
			return tag{}, err
		}
		shut, err := x.find(open+1, '>')
		if err != nil {
			return tag{}, err
		}
		if c := x.buf[x.start+open+1]; c == '!' || c == '?' {
			if err := x.special(open); err != nil {
				return tag{}, err
			}
			continue
		}
		if bytes.IndexByte(x.buf[x.start+open:x.start+shut], '"') >= 0 {
			if shut, err = x.closes(open, shut); err != nil {
				return tag{}, err
			}
		}
		b := x.buf[x.start : x.start+shut]
		x.start += shut + 1
		text := b[:open]
		if len(x.kept) > 0 {
			text = append(x.kept, text...)
		}
		return parseTag(text, b[open+1:]), nil
	}
}

// closes returns where the tag from open on really ends, if a > at shut stands in quotes.
func (x *xmlScanner) closes(open, shut int) (int, error) {
	for bytes.Count(x.buf[x.start+open:x.start+shut], []byte(`"`))%2 == 1 {
		var err error
		if shut, err = x.find(shut+1, '>'); err != nil {
			return 0, err
		}
	}
	return shut, nil
}

// special passes over what begins with <! or <? at open, and keeps the text before it and
// that of a CDATA section.
func (x *xmlScanner) special(open int) error {
	x.kept = append(x.kept, x.buf[x.start:x.start+open]...)
	x.start += open
	end, cdata := ">", false
	for x.end-x.start < len("<![CDATA[") {
		if x.more() != nil {
			break
		}
	}
	switch b := x.buf[x.start:x.end]; {
	case bytes.HasPrefix(b, []byte("<!--")):
		end = "-->"
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		end, cdata = "]]>", true
	}
	for from := 0; ; {
		at, err := x.find(from, '>')
		if err != nil {
			return err
		}
		if b := x.buf[x.start : x.start+at+1]; bytes.HasSuffix(b, []byte(end)) {
			if cdata {
				x.kept = append(x.kept, escapeXML(b[len("<![CDATA["):len(b)-len("]]>")])...)
			}
			x.start += at + 1
			return nil
		}
		from = at + 1
	}
}

func escapeXML(b []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("&"), []byte("&amp;")), []byte("<"), []byte("&lt;"))
}

// parseTag takes apart what stands between < and >.
func parseTag(text, b []byte) tag {
	t := tag{text: text}
	if len(b) > 0 && b[0] == '/' {
		t.close, b = true, b[1:]
	}
	if n := len(b); n > 0 && b[n-1] == '/' {
		t.empty, b = true, b[:n-1]
	}
	t.name = b
	for i, c := range b {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			t.name, t.attrs = b[:i], b[i:]
			break
		}
	}
	if i := bytes.IndexByte(t.name, ':'); i >= 0 {
		t.name = t.name[i+1:]
	}
	return t
}

// each calls f with every attribute of the tag.
func (t tag) each(f func(name, value []byte)) {
	b := t.attrs
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 || i+1 >= len(b) {
			return
		}
		name := bytes.TrimSpace(b[:i])
		b = bytes.TrimLeft(b[i+1:], " \t\r\n")
		if len(b) == 0 {
			return
		}
		shut := bytes.IndexByte(b[1:], b[0])
		if shut < 0 {
			return
		}
		f(name, b[1:1+shut])
		b = b[shut+2:]
	}
}

// attr returns the attribute called name, or "".
func (t tag) attr(name string) string {
	found := ""
	t.each(func(n, v []byte) {
		if string(n) == name {
			found = unescape(v)
		}
	})
	return found
}

// unescape returns text as it is meant: &amp; and, as workbooks write control characters,
// _x000D_. Bytes that are not UTF-8 are replaced.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 && !bytes.Contains(b, []byte("_x")) {
		return valid(b)
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		if r, n := entity(b); n > 0 {
			out = utf8.AppendRune(out, r)
			b = b[n:]
			continue
		}
		out = append(out, b[0])
		b = b[1:]
	}
	return valid(out)
}

func valid(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
}

// entity reads &…; or _xHHHH_ at the start of b.
func entity(b []byte) (r rune, length int) {
	if len(b) >= 7 && b[0] == '_' && b[1] == 'x' && b[6] == '_' {
		if v, err := strconv.ParseUint(string(b[2:6]), 16, 32); err == nil {
			return rune(v), 7
		}
	}
	if b[0] != '&' {
		return 0, 0
	}
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := string(b[1:end]); name {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		if name[0] != '#' {
			return 0, 0
		}
		base, digits := 10, name[1:]
		if len(digits) > 1 && (digits[0] == 'x' || digits[0] == 'X') {
			base, digits = 16, digits[1:]
		}
		v, err := strconv.ParseUint(digits, base, 32)
		if err != nil || v > utf8.MaxRune {
			return 0, 0
		}
		return rune(v), end + 1
	}
}

package table

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/encoding"
)

const (
	// maxObject is how many bytes one record of JSON may have; one on a line of its own, maxRecord.
	maxObject = 16 << 20
	// maxDepth is how deep objects in a record are taken apart; what lies deeper stays JSON.
	maxDepth = 16
)

var errTwice = errors.New("a name stands twice")

// startsJSON reports whether a text begins with an object or an array of objects.
func startsJSON(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	if rest, ok := strings.CutPrefix(text, "["); ok {
		rest = strings.TrimLeft(rest, " \t\r\n")
		return strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "]")
	}
	rest, ok := strings.CutPrefix(text, "{")
	rest = strings.TrimLeft(rest, " \t\r\n")
	return ok && (strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "}"))
}

// A jsonFile is a file of JSON objects: one a line, or one after another, or in one array.
type jsonFile struct {
	in    input
	enc   encoding.Encoding
	lines bool
	index map[string]int // column of a name
	names []string
}

// openJSON opens a file of JSON and goes through it once for the names its records have.
func openJSON(ctx context.Context, in input, enc encoding.Encoding) ([]*grid, error) {
	f := &jsonFile{in: in, enc: enc, index: map[string]int{}}
	var err error
	if f.lines, err = f.oneALine(); err != nil {
		return nil, err
	}
	g := &grid{file: in.name, format: FormatJSON, headings: []string{}}
	n := 0
	for _, raw := range f.records() {
		if n++; n%512 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if raw == nil {
			continue // what is wrong is told when the rows are read
		}
		walk(raw, "", 0, func(name, _ []byte) bool {
			if _, ok := f.index[string(name)]; !ok && len(f.names) < mostHeadings {
				f.index[string(name)] = len(f.names)
				f.names = append(f.names, string(name))
			}
			return true
		})
	}
	if len(f.names) == 0 {
		return nil, refuse("“%s”中没有 JSON 对象，每行应有一个。", "There are no JSON objects in %q; each line should have one.", in.name)
	}
	g.headings, g.width = f.names, len(f.names)
	g.lines = func() iter.Seq2[line, error] { return f.rows(g) }
	return []*grid{g}, nil
}

// oneALine reports whether the first line is a whole object.
func (f *jsonFile) oneALine() (bool, error) {
	r := bufio.NewReader(io.LimitReader(f.in.decoded(f.enc), maxObject))
	for {
		b, err := r.ReadBytes('\n')
		if b = bytes.TrimSpace(b); len(b) > 0 {
			return b[0] == '{' && json.Valid(b), nil
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// A numbered is where a record stands and, if it is none, why.
type numbered struct {
	number int
	err    error // errors that are not the record's own have number 0
}

// records yields the objects as they stand in the file, valid JSON, and nil for what is none.
func (f *jsonFile) records() iter.Seq2[numbered, []byte] {
	if f.lines {
		return f.byLine
	}
	return f.byObject
}

// byLine reads one object from each line. A line that is none does not hinder the next.
func (f *jsonFile) byLine(yield func(numbered, []byte) bool) {
	s := newCSVScanner(f.in.decoded(f.enc), dialect{newline: '\n'})
	for number := 1; ; number++ {
		n, err := s.lineLength(0)
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errLong):
			if !yield(numbered{number, err}, nil) {
				return
			}
			continue
		case err != nil:
			yield(numbered{0, err}, nil)
			return
		}
		raw := bytes.TrimSpace(s.buf[s.start : s.start+n])
		s.skipLine(n)
		if len(raw) == 0 {
			continue
		}
		at := numbered{number: number}
		if raw[0] != '{' || !json.Valid(raw) {
			at.err, raw = errors.New("no object"), nil
		}
		if !yield(at, raw) {
			return
		}
	}
}

// A metered reader stops when a record is longer than any can be.
type metered struct {
	r    io.Reader
	left int // bytes
}

// Read reads.
func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLong
	}
	n, err := m.r.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

// byObject reads objects that may run over several lines. The first thing that is no JSON
// ends it.
func (f *jsonFile) byObject(yield func(numbered, []byte) bool) {
	r := bufio.NewReaderSize(f.in.decoded(f.enc), 256<<10)
	array := false
	for {
		c, err := r.ReadByte()
		if err != nil {
			return
		}
		if array = c == '['; array || c == '{' {
			break
		}
	}
	start := "{"
	if array {
		start = "["
	}
	m := &metered{r: io.MultiReader(strings.NewReader(start), r), left: maxObject}
	d := json.NewDecoder(m)
	if array {
		if _, err := d.Token(); err != nil {
			return
		}
	}
	for number := 1; d.More(); number++ {
		var raw json.RawMessage
		m.left = maxObject
		if err := d.Decode(&raw); err != nil {
			if !errors.Is(err, io.EOF) {
				yield(numbered{0, err}, nil)
			}
			return
		}
		at := numbered{number: number}
		if raw[0] != '{' {
			at.err, raw = errors.New("no object"), nil
		}
		if !yield(at, raw) {
			return
		}
	}
	if _, err := d.Token(); err != nil && (array || !errors.Is(err, io.EOF)) { // else the ] or the end
		yield(numbered{0, err}, nil)
	}
}

// rows yields the records as lines.
func (f *jsonFile) rows(g *grid) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		last := 0
		set := make([]int, len(f.names)) // the record that last had the column
		n := 0
		for at, raw := range f.records() {
			if at.err != nil && at.number == 0 {
				yield(line{}, g.cut(last, at.err))
				return
			}
			last, n = at.number, n+1
			l := line{number: at.number}
			err := at.err
			if err == nil {
				l.cells, err = f.cells(raw, set, n)
			}
			switch {
			case errors.Is(err, errTwice):
				err = refuse("第 %s 条记录中同一字段出现两次。", "Record %s has the same name twice.", g.place(at.number))
			case errors.Is(err, errLong):
				err = refuse("第 %s 行过长，无法读取。", "Line %s is too long to be read.", g.place(at.number))
			case err != nil:
				err = refuse("第 %s 行不是完整的 JSON 对象。", "Line %s is not one whole JSON object.", g.place(at.number))
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// cells lays an object out in the columns.
func (f *jsonFile) cells(raw []byte, set []int, n int) ([]Cell, error) {
	cells := make([]Cell, len(f.names))
	once := walk(raw, "", 0, func(name, value []byte) bool {
		i, ok := f.index[string(name)]
		if !ok {
			return true // beyond the most columns there may be
		}
		if set[i] == n {
			return false
		}
		set[i], cells[i] = n, jsonCell(value)
		return true
	})
	if !once {
		return nil, errTwice
	}
	return cells, nil
}

// walk calls f with the name and the value, as JSON, of everything in an object. Names of
// what is inside objects in it are joined with dots. The JSON must be valid. It reports
// false if f did.
func walk(obj []byte, prefix string, depth int, f func(name, value []byte) bool) bool {
	i := skipSpace(obj, 1)
	for i < len(obj) && obj[i] != '}' {
		end := valueEnd(obj, i)
		name := jsonText(obj[i:end])
		i = skipSpace(obj, skipSpace(obj, end)+1)
		end = valueEnd(obj, i)
		value := obj[i:end]
		if prefix != "" {
			name = append([]byte(prefix), name...)
		}
		if value[0] == '{' && depth < maxDepth && skipSpace(value, 1) < len(value)-1 {
			if !walk(value, string(name)+".", depth+1, f) {
				return false
			}
		} else if !f(name, value) {
			return false
		}
		i = skipSpace(obj, end)
		if obj[i] == ',' {
			i = skipSpace(obj, i+1)
		}
	}
	return true
}

// skipSpace returns the first place from i on that is no white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// valueEnd returns where the JSON value that starts at i ends.
func valueEnd(b []byte, i int) int {
	depth := 0
	for ; i < len(b); i++ {
		switch b[i] {
		case '"':
			i = stringEnd(b, i)
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ':', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return i
			}
		}
	}
	return i
}

// stringEnd returns where the quotation mark stands that closes the one at i.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b) - 1
		}
		escaped := bytes.IndexByte(b[i:i+n], '\\')
		if escaped < 0 {
			return i + n
		}
		i += escaped + 1 // and the character after it
	}
	return len(b) - 1
}

// jsonText returns what a JSON string says.
func jsonText(b []byte) []byte {
	in := b[1 : len(b)-1]
	if bytes.IndexByte(in, '\\') < 0 {
		return in
	}
	var s string
	if json.Unmarshal(b, &s) != nil {
		return in
	}
	return []byte(s)
}

// jsonCell returns a value as a cell. Lists and what is too deep stay JSON.
func jsonCell(b []byte) Cell {
	switch b[0] {
	case '"':
		return Cell{valid(jsonText(b)), Text}
	case 't', 'f':
		return Cell{string(b), Boolean}
	case 'n':
		return Cell{}
	case '[', '{':
		if skipSpace(b, 1) >= len(b)-1 {
			return Cell{}
		}
		return Cell{valid(b), Text}
	}
	return Cell{string(b), Number}
}

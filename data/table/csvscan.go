package table

import (
	"bytes"
	"errors"
	"io"
)

const (
	// maxRecord is how many bytes one record of a text file may have.
	maxRecord = 4 << 20
	// maxQuoted is how far a quotation mark may be from the one that closes it. One that is
	// never closed must not swallow the file.
	maxQuoted = 256 << 10
)

var (
	errQuote = errors.New("a quotation mark is never closed")
	errLong  = errors.New("a record is too long")
)

// A csvScanner reads records with separators. It is lenient: a quotation mark inside an
// unquoted cell is a character as any other, and records may have any number of cells.
type csvScanner struct {
	dialect
	r          io.Reader
	buf        []byte
	start, end int // what of buf is still to be read
	err        error
	cells      []span // of the record at hand
	text       []byte // of a record with quotes, unquoted
}

// A span is where a cell lies in the text of its record.
type span struct{ from, to int }

func newCSVScanner(r io.Reader, d dialect) *csvScanner {
	return &csvScanner{dialect: d, r: r, buf: make([]byte, 0, 256<<10)}
}

// atEnd reports whether everything has been read.
func (s *csvScanner) atEnd() bool { return s.err != nil && s.start == s.end }

// fill reads more into the buffer behind what is there and reports whether there was any.
func (s *csvScanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.start > 0 && s.end == cap(s.buf) {
		copy(s.buf[:cap(s.buf)], s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == cap(s.buf) {
		grown := make([]byte, 2*cap(s.buf))
		copy(grown, s.buf[:s.end])
		s.buf = grown
	}
	s.buf = s.buf[:cap(s.buf)]
	n, err := s.r.Read(s.buf[s.end:])
	s.end += n
	s.err = err
	return n > 0 || err == nil
}

// next reads one record. After errQuote and errLong the next one can be read; any other
// error is the last.
func (s *csvScanner) next() ([]Cell, error) {
	n, err := s.lineLength(0)
	if err != nil {
		return nil, err
	}
	rec := s.buf[s.start : s.start+n]
	if bytes.IndexByte(rec, '"') >= 0 {
		return s.quoted()
	}
	s.skipLine(n)
	return s.make(s.split(trimReturn(rec))), nil
}

// lineLength returns how many bytes from s.start+from on stand before the next newline,
// plus from.
func (s *csvScanner) lineLength(from int) (int, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.start+from:s.end], s.newline); i >= 0 {
			return from + i, nil
		}
		from = s.end - s.start
		if from > maxRecord {
			return 0, s.dropLine()
		}
		if !s.fill() {
			return s.lastLine()
		}
	}
}

// lastLine ends the reading: with what is left, with the error that ended it, or at the end.
func (s *csvScanner) lastLine() (int, error) {
	switch {
	case !errors.Is(s.err, io.EOF):
		return 0, s.err
	case s.start == s.end:
		return 0, io.EOF
	}
	return s.end - s.start, nil
}

// dropLine passes over the rest of a line that is too long.
func (s *csvScanner) dropLine() error {
	for {
		if i := bytes.IndexByte(s.buf[s.start:s.end], s.newline); i >= 0 {
			s.start += i + 1
			return errLong
		}
		s.start = s.end
		if !s.fill() {
			return errLong
		}
	}
}

// skipLine moves behind n bytes and the newline after them.
func (s *csvScanner) skipLine(n int) { s.start = min(s.start+n+1, s.end) }

func trimReturn(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == '\r' || b[len(b)-1] == '\n') {
		b = b[:len(b)-1]
	}
	return b
}

// split finds the cells of a record without quotes.
func (s *csvScanner) split(rec []byte) []byte {
	s.cells = s.cells[:0]
	from := 0
	for {
		i := bytes.IndexByte(rec[from:], s.comma)
		if i < 0 {
			s.cells = append(s.cells, span{from, len(rec)})
			return rec
		}
		s.cells = append(s.cells, span{from, from + i})
		from += i + 1
	}
}

// make gives the cells of a record one text of their own to lie in.
func (s *csvScanner) make(rec []byte) []Cell {
	text := string(rec)
	cells := make([]Cell, len(s.cells))
	for i, c := range s.cells {
		cells[i].Text = text[c.from:c.to]
	}
	return cells
}

// quoted reads a record that has quotation marks and may run over several lines. A quotation
// mark that is never closed makes its first line unreadable, and reading goes on with the next.
func (s *csvScanner) quoted() ([]Cell, error) {
	s.cells, s.text = s.cells[:0], s.text[:0]
	at := 0 // in the buffer, from s.start
	for {
		from := len(s.text)
		var err error
		if s.byteAt(at) == '"' {
			at, err = s.inQuotes(at + 1)
		}
		if err != nil {
			n, lineErr := s.lineLength(0)
			if lineErr != nil {
				return nil, lineErr
			}
			s.skipLine(n)
			return nil, err
		}
		bare := len(s.text)
		at = s.bare(at)
		if at > maxRecord {
			s.start = min(s.start+at, s.end)
			return nil, s.dropLine()
		}
		if c := s.byteAt(at); c != int(s.comma) {
			s.text = append(s.text[:bare], trimReturn(s.text[bare:])...)
			s.cells = append(s.cells, span{from, len(s.text)})
			s.skipLine(at)
			return s.make(s.text), nil
		}
		s.cells = append(s.cells, span{from, len(s.text)})
		at++
	}
}

// byteAt returns the byte at s.start+at, reading on where needed, or -1 at the end.
func (s *csvScanner) byteAt(at int) int {
	for s.start+at >= s.end {
		if !s.fill() {
			return -1
		}
	}
	return int(s.buf[s.start+at])
}

// inQuotes copies a cell up to the quotation mark that closes it and returns where it ends.
func (s *csvScanner) inQuotes(at int) (int, error) {
	for first := at; ; {
		c := s.byteAt(at)
		switch {
		case c < 0 || at-first > maxQuoted:
			return 0, errQuote
		case c == '"' && s.byteAt(at+1) == '"':
			s.text = append(s.text, '"')
			at += 2
		case c == '"':
			return at + 1, nil
		default:
			s.text = append(s.text, byte(c))
			at++
		}
	}
}

// bare copies what stands before the next separator or newline and returns where it ends.
func (s *csvScanner) bare(at int) int {
	for {
		c := s.byteAt(at)
		if c < 0 || c == int(s.comma) || c == int(s.newline) || at > maxRecord {
			return at
		}
		s.text = append(s.text, byte(c))
		at++
	}
}

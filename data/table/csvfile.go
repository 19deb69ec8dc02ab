package table

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"math"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"github.com/mingjian/mingjian/data/charset"
)

// sampleSize is how many bytes of a text decide how its columns are separated.
const sampleSize = 64 << 10

// openText opens a text: JSON, or values with separators.
func openText(ctx context.Context, in input) ([]*grid, error) {
	sample, err := telling(in)
	if err != nil {
		return nil, err
	}
	enc := charset.Guess(sample)
	if enc == nil {
		return nil, refuse("“%s”不是可识别的表格文件（CSV、XLSX、JSON、Parquet），或其文字编码无法识别。",
			"%q is no table of a known form (CSV, XLSX, JSON, Parquet), or its encoding is unknown.", in.name)
	}
	head, err := in.head(sampleSize)
	if err != nil {
		return nil, err
	}
	text, _ := charset.Transcode(enc, head)
	text = trimMark(text)
	if startsJSON(text) {
		return openJSON(ctx, in, enc)
	}
	f := csvFile{in: in, enc: enc, dialect: dialectOf([]byte(text), int64(len(head)) == in.size)}
	g := &grid{file: in.name, format: FormatCSV}
	g.lines = func() iter.Seq2[line, error] { return f.lines(g) }
	return []*grid{g}, nil
}

// telling returns a piece of the file that tells its encoding: its start or, if that is all
// ASCII, the first piece that is not.
func telling(in input) ([]byte, error) {
	head, err := in.head(charset.SampleSize)
	if err != nil || !ascii(head) {
		return head, err
	}
	b := make([]byte, 256<<10)
	for at := int64(len(head)); at < in.size; at += int64(len(b)) {
		n, err := in.at.ReadAt(b, at)
		if err != nil && err != io.EOF {
			break // what is wrong will be told when the rows are read
		}
		if i := bytes.IndexFunc(b[:n], func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
			start := max(0, i-64)
			return b[start:min(n, start+charset.SampleSize)], nil
		}
	}
	return head, nil
}

// ascii reports whether b has neither bytes beyond ASCII nor the NULs of UTF-16.
func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf || c == 0 {
			return false
		}
	}
	return true
}

// decoded returns the file as UTF-8 without a byte order mark.
func (in input) decoded(enc encoding.Encoding) io.Reader {
	r := in.reader()
	if !charset.UTF8(enc) {
		r = transform.NewReader(r, enc.NewDecoder())
	}
	return &unmarked{r: r}
}

// An unmarked reader drops a UTF-8 byte order mark at the start.
type unmarked struct {
	r       io.Reader
	started bool
}

// Read reads.
func (u *unmarked) Read(p []byte) (int, error) {
	if u.started || len(p) < 3 {
		return u.r.Read(p)
	}
	u.started = true
	n, err := io.ReadAtLeast(u.r, p, 3)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	if bytes.HasPrefix(p[:n], []byte(charset.MarkUTF8)) {
		n = copy(p, p[3:n])
	}
	return n, err
}

func trimMark(s string) string {
	if len(s) >= 3 && s[:3] == charset.MarkUTF8 {
		return s[3:]
	}
	return s
}

// A dialect is how a CSV file separates cells and lines.
type dialect struct {
	comma   byte
	newline byte
	skip    int // lines at the top that are for the program only: sep=;
}

// dialectOf finds the separator with which most lines of the sample have the same number
// of cells. A sample that is not the whole file ends in the middle of a line.
func dialectOf(sample []byte, whole bool) dialect {
	d := dialect{comma: ',', newline: '\n'}
	if !bytes.ContainsRune(sample, '\n') && bytes.ContainsRune(sample, '\r') {
		d.newline = '\r'
	}
	if rest, ok := bytes.CutPrefix(sample, []byte("sep=")); ok && len(rest) > 1 && (rest[1] == '\r' || rest[1] == '\n') {
		d.comma, d.skip = rest[0], 1
		return d
	}
	best := 0.0
	for _, comma := range []byte{',', '\t', ';', '|'} {
		if score := evenness(sample, dialect{comma: comma, newline: d.newline}, whole); score > best {
			d.comma, best = comma, score
		}
	}
	return d
}

// evenness scores a dialect: the share of lines that have the commonest number of cells,
// times the bits of that number. One cell scores nothing.
func evenness(sample []byte, d dialect, whole bool) float64 {
	s := newCSVScanner(bytes.NewReader(sample), d)
	counts, all := map[int]int{}, 0
	for all < 200 {
		cells, err := s.next()
		if errors.Is(err, io.EOF) || s.atEnd() && !whole && all > 0 {
			break
		}
		if err == nil && filled(cells) > 0 {
			counts[len(cells)]++
			all++
		}
	}
	best := 0.0
	for n, k := range counts {
		best = max(best, float64(k)/float64(all)*math.Log2(float64(n)))
	}
	return best
}

// A csvFile is a text with separators.
type csvFile struct {
	in  input
	enc encoding.Encoding
	dialect
}

// lines yields the lines of the file. Blank ones are counted and not yielded.
func (f csvFile) lines(g *grid) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		s := newCSVScanner(f.in.decoded(f.enc), f.dialect)
		for number := 1; ; number++ {
			cells, err := s.next()
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, errQuote):
				err = refuse("第 %s 行有引号没有闭合，该行无法读取。", "Row %s has a quotation mark that is never closed; it cannot be read.", g.place(number))
			case errors.Is(err, errLong):
				err = refuse("第 %s 行过长（超过 %d MB），无法读取。", "Row %s is too long (more than %d MB) to be read.", g.place(number), maxRecord>>20)
			case err != nil:
				yield(line{}, g.cut(number-1, err))
				return
			case number <= f.skip || len(cells) == 1 && cells[0].Text == "":
				continue
			}
			if !yield(line{number, cells}, err) {
				return
			}
		}
	}
}

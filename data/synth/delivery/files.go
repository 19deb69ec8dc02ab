package delivery

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// A file takes the lines of one delivered file.
type file interface {
	// above writes what stands above the headings, and the headings.
	above(title string, headings []string) error
	// line writes one row and returns where it stands.
	line(texts []string, cells []Cell) (string, error)
	// close writes what is still held back.
	close() error
}

// newFile makes the file of a style that writes to w.
func newFile(s *Sheet, w io.Writer) (file, error) {
	switch s.Style.Format {
	case "xlsx":
		return newWorkbook(s, w)
	case "jsonl":
		return &lines{w: bufio.NewWriterSize(w, 1<<16), cols: s.Columns}, nil
	}
	return newSeparated(s.Style, w)
}

// separated is a text file with a separator.
type separated struct {
	csv *csv.Writer
	enc io.Closer
	n   int
}

func newSeparated(st Style, w io.Writer) (*separated, error) {
	f := &separated{}
	switch st.Charset {
	case "gb18030":
		enc := transform.NewWriter(w, simplifiedchinese.GB18030.NewEncoder())
		f.enc, w = enc, enc
	case "bom":
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	f.csv = csv.NewWriter(w)
	f.csv.Comma, f.csv.UseCRLF = st.Comma, st.Charset == "gb18030"
	return f, nil
}

func (f *separated) above(title string, headings []string) error {
	if title != "" {
		if _, err := f.line([]string{title}, nil); err != nil {
			return err
		}
	}
	whole := make([]string, len(headings))
	for i, h := range headings {
		whole[i] = strings.Replace(h, ">", "", 1)
	}
	_, err := f.line(whole, nil)
	return err
}

func (f *separated) line(texts []string, _ []Cell) (string, error) {
	f.n++
	return strconv.Itoa(f.n), f.csv.Write(texts)
}

func (f *separated) close() error {
	f.csv.Flush()
	if err := f.csv.Error(); err != nil {
		return err
	}
	if f.enc != nil {
		return f.enc.Close()
	}
	return nil
}

// lines is a file of JSON objects, one a line, as an interface of a platform gives them.
type lines struct {
	w    *bufio.Writer
	cols []Column
	keys [][]byte
	buf  []byte
	n    int
}

func (f *lines) above(_ string, headings []string) error {
	for _, h := range headings {
		k, err := json.Marshal(strings.Replace(h, ">", "", 1))
		if err != nil {
			return err
		}
		f.keys = append(f.keys, append(k, ':'))
	}
	return nil
}

func (f *lines) line(texts []string, _ []Cell) (string, error) {
	f.n++
	b := append(f.buf[:0], '{')
	for i, t := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, f.keys[i]...)
		switch k := f.cols[i].Kind; {
		case t == "":
			b = append(b, "null"...)
		case k == Yuan || k == Wan || k == Count:
			b = append(b, t...)
		default:
			v, err := json.Marshal(t)
			if err != nil {
				return "", err
			}
			b = append(b, v...)
		}
	}
	f.buf = append(b, "}\n"...)
	_, err := f.w.Write(f.buf)
	return strconv.Itoa(f.n), err
}

func (f *lines) close() error { return f.w.Flush() }

// A workbook is an XLSX file with one sheet.
type workbook struct {
	out    io.Writer
	book   *excelize.File
	stream *excelize.StreamWriter
	cols   []Column
	serial int // the style of dates that are numbers; 0 where dates are text
	values []any
	n      int
}

func newWorkbook(s *Sheet, w io.Writer) (*workbook, error) {
	f := &workbook{out: w, book: excelize.NewFile(), cols: s.Columns, values: make([]any, len(s.Columns))}
	var err error
	if f.stream, err = f.book.NewStreamWriter("Sheet1"); err != nil {
		return nil, err
	}
	if s.Style.Dates == "serial" {
		layout := "yyyy/m/d"
		f.serial, err = f.book.NewStyle(&excelize.Style{CustomNumFmt: &layout})
	}
	return f, err
}

// above writes title and headings. Headings of two parts take two rows: the cells of the
// upper one are merged over the columns of a group, and downward over single columns.
func (f *workbook) above(title string, headings []string) error {
	if title != "" {
		if err := f.put([]any{title}); err != nil {
			return err
		}
		if err := f.merge(1, 1, len(headings), 1); err != nil {
			return err
		}
	}
	upper, lower, grouped := make([]any, len(headings)), make([]any, len(headings)), false
	for i, h := range headings {
		group, part, two := strings.Cut(h, ">")
		grouped = grouped || two
		upper[i], lower[i] = group, nil
		if two {
			lower[i] = part
			if i > 0 && strings.HasPrefix(headings[i-1], group+">") {
				upper[i] = nil
			}
		}
	}
	if err := f.put(upper); err != nil || !grouped {
		return err
	}
	top := f.n
	if err := f.put(lower); err != nil {
		return err
	}
	return f.mergeHeadings(headings, top)
}

func (f *workbook) mergeHeadings(headings []string, top int) error {
	for i := 0; i < len(headings); {
		group, _, two := strings.Cut(headings[i], ">")
		j := i + 1
		for two && j < len(headings) && strings.HasPrefix(headings[j], group+">") {
			j++
		}
		down := top
		if !two {
			down = top + 1
		}
		if err := f.merge(i+1, top, j, down); err != nil {
			return err
		}
		i = j
	}
	return nil
}

func (f *workbook) merge(left, top, right, bottom int) error {
	if left == right && top == bottom {
		return nil
	}
	a, err := excelize.CoordinatesToCellName(left, top)
	if err != nil {
		return err
	}
	b, err := excelize.CoordinatesToCellName(right, bottom)
	if err != nil {
		return err
	}
	return f.stream.MergeCell(a, b)
}

func (f *workbook) put(values []any) error {
	f.n++
	at, err := excelize.CoordinatesToCellName(1, f.n)
	if err != nil {
		return err
	}
	return f.stream.SetRow(at, values)
}

// line writes sums and dates as numbers where the agency keeps them so, the rest as text.
func (f *workbook) line(texts []string, cells []Cell) (string, error) {
	for i, t := range texts {
		f.values[i] = nil
		if t == "" {
			continue
		}
		f.values[i] = t
		if cells == nil || cells[i].wide {
			continue
		}
		switch f.cols[i].Kind {
		case Yuan, Wan, Count:
			if n, err := strconv.ParseFloat(t, 64); err == nil {
				f.values[i] = n
			}
		case Date, Born:
			if f.serial != 0 {
				f.values[i] = excelize.Cell{StyleID: f.serial, Value: cells[i].N + serialOf1970}
			}
		}
	}
	return strconv.Itoa(f.n + 1), f.put(f.values[:len(texts)])
}

// serialOf1970 is 1 January 1970 in the calendar of spreadsheets.
const serialOf1970 = 25569

func (f *workbook) close() error {
	if err := f.stream.Flush(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := f.book.Write(f.out); err != nil {
		return err
	}
	return f.book.Close()
}

// Package sheet reads a CSV file into a table of mentions: it finds the encoding and the
// separator, and tells from headings and values what each column holds.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// Options say how to read a file.
type Options struct {
	ID    string                  // heading of the column that tells rows apart
	Kinds map[string]compare.Kind // of columns, by heading; the others are recognised
	Rows  func(done int)          // if given, is told how many rows were read
}

// Read reads a CSV file: UTF-8 with or without mark, UTF-16 with one, or GB18030, with
// commas, semicolons or tabs between the cells. Mistakes are told with their line.
func Read(b []byte, o Options) (*match.Table, error) {
	text, err := decode(b)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(text)
	r.ReuseRecord = true
	r.LazyQuotes = true
	heading, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fault.Invalidf("文件是空的。", "the file is empty.")
	}
	if err != nil {
		return nil, told(err)
	}
	c, err := columns(heading, o)
	if err != nil {
		return nil, err
	}
	rows, err := c.look(r, 500)
	if err != nil {
		return nil, err
	}
	return c.table(r, rows, o)
}

// decode returns the file as UTF-8.
func decode(b []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b)
		if err != nil {
			return nil, fault.Invalidf("文件不是完好的 UTF-16 文本。", "the file is no sound UTF-16 text.").Because(err)
		}
		return out, nil
	case utf8.Valid(b):
		return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err == nil {
		if at := bytes.Index(out, []byte("\uFFFD")); at >= 0 {
			return nil, fault.Invalidf("第 %d 行的文字既不是 UTF-8 也不是 GB18030。", "line %d is neither UTF-8 nor GB18030.", 1+bytes.Count(out[:at], []byte("\n")))
		}
		return out, nil
	}
	return nil, fault.Invalidf("文件既不是 UTF-8 也不是 GB18030 文本。", "the file is neither UTF-8 nor GB18030 text.").Because(err)
}

// separator returns what the first line has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, c := range ",\t;" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// told turns a mistake in the file into a sentence.
func told(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return err
	}
	if errors.Is(err, csv.ErrFieldCount) {
		return fault.Invalidf("第 %d 行的列数与表头不同。", "line %d has another number of cells than the headings.", p.Line)
	}
	return fault.Invalidf("第 %d 行无法读取（引号不成对？）。", "line %d cannot be read (a quotation mark without its partner?).", p.Line).Because(err)
}

// layout tells where the id and the fields stand in a row.
type layout struct {
	id      int
	columns []int // of the fields
	fields  []match.Field
	open    []bool // the kind is still to be recognised by the values
}

// columns reads the headings.
func columns(heading []string, o Options) (*layout, error) {
	c := &layout{id: -1}
	seen := map[string]bool{}
	for i, h := range heading {
		h = strings.TrimSpace(h)
		if h == o.ID && c.id < 0 {
			c.id = i
			continue
		}
		seen[h] = true
		kind, given := o.Kinds[h]
		recognised := given
		if !given {
			kind, recognised = Recognise(h)
		}
		c.columns = append(c.columns, i)
		c.fields = append(c.fields, match.Field{Name: strings.Clone(h), Kind: kind})
		c.open = append(c.open, !recognised)
	}
	if c.id < 0 {
		return nil, fault.Invalidf("表头中没有编号列 %s；有：%s。", "there is no column %s for the ids; there are: %s.", o.ID, strings.Join(heading, ", "))
	}
	for h := range o.Kinds {
		if !seen[h] && h != o.ID {
			return nil, fault.Invalidf("对照表中的列 %s 不在文件里。", "the column %s of the map is not in the file.", h)
		}
	}
	return c, nil
}

// look reads the first rows and recognises by their values what the headings did not tell.
func (c *layout) look(r *csv.Reader, n int) ([][]string, error) {
	var rows [][]string
	for len(rows) < n {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, told(err)
		}
		copied := make([]string, len(row))
		for i, v := range row {
			copied[i] = strings.Clone(v)
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, append(copied, fmt.Sprint(line)))
	}
	for k, i := range c.columns {
		if !c.open[k] {
			continue
		}
		var values []string
		for _, row := range rows {
			values = append(values, row[i])
		}
		c.fields[k].Kind = ByValues(values)
	}
	return rows, nil
}

// table reads all rows.
func (c *layout) table(r *csv.Reader, first [][]string, o Options) (*match.Table, error) {
	t := match.NewTable(c.fields...)
	values := make([]string, len(c.columns))
	add := func(row []string, line string) error {
		id := strings.TrimSpace(row[c.id])
		if id == "" {
			return fault.Invalidf("第 %s 行没有编号。", "line %s has no id.", line)
		}
		for k, i := range c.columns {
			values[k] = strings.TrimSpace(row[i])
		}
		if err := t.Add(strings.Clone(id), values...); err != nil {
			return fault.Invalidf("第 %s 行：编号 %s 已经出现过。", "line %s: the id %s has occurred before.", line, id).Because(err)
		}
		return nil
	}
	for _, row := range first {
		if err := add(row[:len(row)-1], row[len(row)-1]); err != nil {
			return nil, err
		}
	}
	for n := len(first) + 1; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, told(err)
		}
		line, _ := r.FieldPos(0)
		if err := add(row, fmt.Sprint(line)); err != nil {
			return nil, err
		}
		if o.Rows != nil && n%10000 == 0 {
			o.Rows(n)
		}
	}
}

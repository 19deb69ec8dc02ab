package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

func field(name string, t standard.Type, change ...func(*standard.Field)) standard.Field {
	f := standard.Field{Name: name, Title: fault.Text{ZH: "字段" + name, EN: "field " + name}, Type: t, Sensitivity: standard.Personal}
	for _, c := range change {
		c(&f)
	}
	return f
}

func keyField(f *standard.Field) { f.Key, f.Required = true, true }
func required(f *standard.Field) { f.Required = true }

// paid is a register with a key, visit one without.
func paid() standard.Standard {
	return standard.Standard{Name: "paid", Version: 1, Title: fault.Text{ZH: "缴费", EN: "Payments"}, Owner: "social_security", Kind: standard.Register,
		Coverage: &standard.Coverage{Date: "day", Every: "month", By: "office"},
		Fields: []standard.Field{field("no", standard.TypeText, keyField), field("name", standard.TypeText, required), field("sum", standard.TypeNumber),
			field("times", standard.TypeInteger), field("active", standard.TypeBoolean), field("day", standard.TypeDate), field("office", standard.TypeText, func(f *standard.Field) { f.Sensitivity = standard.Public }),
			field("person", standard.TypeText, func(f *standard.Field) { f.Derived = "linkage" })}}
}

func visit() standard.Standard {
	return standard.Standard{Name: "visit", Version: 1, Title: fault.Text{ZH: "就诊", EN: "Visits"}, Owner: "health", Kind: standard.Register,
		Fields: []standard.Field{field("name", standard.TypeText, required), field("day", standard.TypeDate)}}
}

// simply reads cells in the plainest way, so that the tests of the lake do not depend on
// the real reading of values.
func simply(f standard.Field, _ table.Column, on time.Time) func(table.Cell) (table.Value, error) {
	return func(c table.Cell) (table.Value, error) {
		text := strings.TrimSpace(c.Text)
		if text == "" {
			return table.Value{}, nil
		}
		unreadable := table.Value{Raw: c.Text, Problems: []table.Problem{{Field: f.Name, Code: "unreadable", Says: fault.Text{ZH: "读不懂", EN: "unreadable"}}}}
		v := table.Value{}
		var err error
		switch f.Type {
		case standard.TypeNumber:
			v.V, err = strconv.ParseFloat(text, 64)
		case standard.TypeInteger:
			v.V, err = strconv.ParseInt(text, 10, 64)
		case standard.TypeBoolean:
			v.V, err = strconv.ParseBool(text)
		case standard.TypeDate:
			var d time.Time
			if d, err = time.Parse(time.DateOnly, text); err == nil && d.After(on) {
				v.Problems = []table.Problem{{Field: f.Name, Code: "future"}}
			}
			v.V = d
		default:
			v.V = text
		}
		if err != nil {
			return unreadable, err
		}
		if text != c.Text {
			v.Raw = c.Text
		}
		return v, nil
	}
}

// sheet makes a sheet of lines with cells between |. A line that begins with ! cannot be read.
func sheet(headings string, lines ...string) table.Sheet {
	return table.Sheet{File: "in.csv", Headings: strings.Split(headings, "|"), Place: "1", Rows: func(yield func(table.Row, error) bool) {
		for i, line := range lines {
			row := table.Row{Place: strconv.Itoa(i + 2)}
			for text := range strings.SplitSeq(line, "|") {
				row.Cells = append(row.Cells, table.Cell{Text: text})
			}
			var err error
			if strings.HasPrefix(line, "!") {
				err = fault.Invalidf("第 %d 行引号没有结束。", "Row %d has an open quote.", i+2)
			}
			if !yield(row, err) {
				return
			}
		}
	}}
}

// delivery maps each column of a sheet to the field of the same name.
func delivery(s standard.Standard, sh table.Sheet) Delivery {
	h := sha256.New()
	for row, err := range sh.Rows {
		fmt.Fprintln(h, sh.Headings, row, err)
	}
	m := MappedSheet{Sheet: sh}
	for _, heading := range sh.Headings {
		c := Column{Heading: heading}
		if slices.ContainsFunc(s.Columns(), func(f standard.Field) bool { return f.Name == heading }) {
			c.Field, c.Score = heading, 1
		}
		m.Columns = append(m.Columns, c)
	}
	return Delivery{File: "in.csv", SHA256: hex.EncodeToString(h.Sum(nil)), Sheets: []MappedSheet{m}}
}

// registers opens a lake for tests of registers.
func registers(t testing.TB, dir string) *Lake {
	l := open(t, dir)
	l.cells = simply
	return l
}

const paidHeadings = "no|name|sum|times|active|day|office"

func importPaid(t testing.TB, l *Lake, lines ...string) TableReport {
	t.Helper()
	r, err := l.ImportTable(context.Background(), paid(), delivery(paid(), sheet(paidHeadings, lines...)), TableOptions{At: noon, Workers: 2, By: "张三丰", Agency: "人社局"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func current(t testing.TB, l *Lake) Snapshot {
	t.Helper()
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// records returns the rows of a register as texts, field after field, sorted.
func records(t testing.TB, s Snapshot, std standard.Standard) (all []string) {
	t.Helper()
	for _, path := range s.Files(std.Name) {
		p, done, err := openParquet(path)
		if err != nil {
			t.Fatal(err)
		}
		columns := columnsOf(p.Schema())
		for _, g := range p.RowGroups() {
			err := eachRowOf(context.Background(), g, func(rows []parquet.Row) error {
				for _, r := range rows {
					var cells []string
					for _, f := range std.Columns() {
						if n, ok := columns[f.Name]; ok {
							cells = append(cells, textOf(f, r[n]))
						}
					}
					all = append(all, strings.Join(cells, "|"))
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		done()
	}
	slices.Sort(all)
	return all
}

// aside returns what is in quarantine as "code field cells", sorted.
func inQuarantine(t testing.TB, s Snapshot) (all []string) {
	t.Helper()
	for q, err := range s.Quarantine(context.Background(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%s %s %s", q.Reasons[0].Code, q.Reasons[0].Field, strings.Join(q.Cells, "|")))
	}
	slices.Sort(all)
	return all
}

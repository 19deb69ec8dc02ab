package duck_test

import (
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestRegisterOfAnOlderStandard reads files of a register that were written before some of
// its fields joined the standard.
func TestRegisterOfAnOlderStandard(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	older := lib["marriage"]
	older.Fields = nil
	for _, f := range lib["marriage"].Fields {
		if f.Name != "authority" && f.Name != "ended_on" {
			older.Fields = append(older.Fields, f)
		}
	}
	headings := []string{"certificate_no", "husband", "wife", "registered_on"}
	var columns []lake.Column
	for _, h := range headings {
		columns = append(columns, lake.Column{Heading: h, Field: h})
	}
	rows := func(yield func(table.Row, error) bool) {
		yield(table.Row{Place: "2", Cells: []table.Cell{{Text: "J330698-2020-000001"}, {Text: "丁安远"}, {Text: "洪晓禾"}, {Text: "2020-05-20"}}}, nil)
	}
	l, err := lake.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := lake.Delivery{File: "a.csv", SHA256: "0", Sheets: []lake.MappedSheet{{Sheet: table.Sheet{Headings: headings, Rows: rows}, Columns: columns}}}
	if _, err := l.ImportTable(t.Context(), older, d, lake.TableOptions{At: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	e, err := duck.Open(t.Context(), duck.Options{Tables: s.Tables()})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	row, err := engine.One(t.Context(), e, "SELECT husband, registered_on, authority, ended_on, record_id, source_row FROM "+engine.AsRead(lib["marriage"]))
	if err != nil {
		t.Fatal(err)
	}
	if row["husband"] != "丁安远" || row["authority"] != nil || row["ended_on"] != nil || row["source_row"] != "2" || row["registered_on"] != time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC) {
		t.Errorf("got %v", row)
	}
}

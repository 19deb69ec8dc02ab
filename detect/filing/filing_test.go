package filing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// desk is a snapshot in which 钱大有 has brought nineteen suits in one court, one less than
// makes a professional lender in three years, asked with one model.
func desk(t *testing.T) filing.Desk {
	t.Helper()
	rows := map[string][]engine.Row{}
	first := time.Date(2023, 7, 3, 0, 0, 0, 0, time.UTC)
	for i := range 19 {
		id := fmt.Sprintf("d-%d", i)
		rows["judgment"] = append(rows["judgment"], engine.Row{"id": id, "case_no": fmt.Sprintf("（2023）云0101民初%d号", i), "court": "云川县人民法院", "area": "云01",
			"doc_type": "judgment", "procedure": "first", "cause": "民间借贷纠纷", "filed_on": first.AddDate(0, 0, 50*i), "claim_amount": 10000.0})
		rows["party"] = append(rows["party"],
			engine.Row{"judgment": id, "n": int64(1), "side": "claiming", "kind": "person", "name": "钱大有", "born_on": first.AddDate(-50, 0, 0), "masked": false},
			engine.Row{"judgment": id, "n": int64(2), "side": "defending", "kind": "person", "name": "借款人" + id, "masked": false})
	}
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	m, err := models.Get("civil/professional-lender")
	if err != nil {
		t.Fatal(err)
	}
	open := func(ctx context.Context, lib standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
		return duck.Open(ctx, duck.Options{Standards: lib, Rows: rows, Threads: 1, Few: true})
	}
	return filing.Desk{Snapshot: scan.Snapshot{Engine: e, ID: "s-1", AsOf: first.AddDate(3, 0, 0)}, Models: []models.Model{m}, Open: open}
}

func suit(plaintiff, born string) filing.Filing {
	return filing.Filing{Court: "云川县人民法院", Cause: "民间借贷纠纷", FiledOn: "2026-03-02", Amount: 50000,
		Parties: []filing.Litigant{{Side: "claiming", Kind: "person", Name: plaintiff, BornOn: born}, {Side: "defending", Kind: "person", Name: "新借款人"}},
		Note:    "借条：今借到钱大有人民币伍万元整，以现金方式收讫。借款人：新借款人。"}
}

// TestKept: a desk that is kept says what one says that is opened for one question, also when
// several ask at a time.
func TestKept(t *testing.T) {
	d := desk(t)
	kept, done, err := d.Keep(t.Context(), d.Snapshot.Engine)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	var wait sync.WaitGroup
	for _, f := range []filing.Filing{suit("钱大有", "1973-07-03"), suit("钱大有", ""), suit("孙小无", ""), suit("借款人d-3", "")} {
		want, err := d.Check(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		wait.Go(func() {
			got, err := kept.Check(t.Context(), f)
			if err != nil {
				t.Error(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s (-once +kept):\n%s", f.Parties[0].Name, d)
			}
		})
	}
	wait.Wait()
}

func TestCheck(t *testing.T) {
	d := desk(t)
	for _, tc := range []struct {
		name, plaintiff, born, how string
		touched                    int
	}{
		{"the twentieth suit", "钱大有", "1973-07-03", "name_and_birth", 1},
		{"a namesake of another age", "钱大有", "1990-01-01", "nobody", 0},
		{"nobody known", "孙小无", "", "nobody", 0},
		{"a name that was masked", "钱某", "", "nobody", 0},
	} {
		a, err := d.Check(t.Context(), suit(tc.plaintiff, tc.born))
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if len(a.Touched) != tc.touched || a.Parties[0].How != tc.how {
			t.Errorf("%s: %d findings, taken for %+v", tc.name, len(a.Touched), a.Parties[0])
		}
		if !strings.Contains(a.Says.ZH, "不是不予立案或者驳回的理由") || !strings.Contains(a.Says.EN, "no ground to refuse") {
			t.Errorf("%s: the answer does not say that it is no refusal: %v", tc.name, a.Says)
		}
		if tc.touched > 0 && (len(a.Touched[0].Cases) != 20 || !slices.Contains(a.Touched[0].Documents, filing.ID)) {
			t.Errorf("%s: the finding rests on %d cases, documents %v", tc.name, len(a.Touched[0].Cases), a.Touched[0].Documents)
		}
	}
	now, err := scan.Scan(t.Context(), d.Snapshot, d.Models[0], nil)
	if err != nil || len(now.Findings) != 0 {
		t.Errorf("a check left something behind: %v %v", now.Findings, err)
	}
}

// TestRowsAsImported: what the tables would hold of a document is what an import puts there.
func TestRowsAsImported(t *testing.T) {
	const id = "d-1"
	text := "云川县人民法院\n民事判决书\n（2023）云0101民初7号\n原告：钱大有，男，1973年7月3日出生。\n被告：孙小无，女，1980年1月2日出生。\n" +
		"原告钱大有诉被告孙小无民间借贷纠纷一案，本院于2023年7月3日立案。\n原告向本院提出诉讼请求：判令被告归还借款本金50000元。\n" +
		"事实和理由：2022年1月5日，被告向原告借款5万元，以现金方式交付，出具借条一份。\n本院认为，借贷关系成立。判决如下：\n被告于十日内归还原告借款5万元。\n审判员李某\n二〇二三年九月一日\n"
	l, err := lake.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	docs := func(yield func(source.Document, *source.Unread) bool) {
		yield(source.Document{ID: id, Text: text}, nil)
	}
	if _, err := l.ImportJudgments(t.Context(), docs, lake.ImportOptions{At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	e, err := duck.Open(t.Context(), duck.Options{Tables: s.Tables(), Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	lib := e.Standards()
	rows := lake.Rows(id, text, record.Index(id, text))
	if len(rows["party"]) != 2 || len(rows["judgment"]) != 1 {
		t.Fatalf("got %v", rows)
	}
	for table, want := range rows {
		if lib[table].Kind != standard.Reading || table == "document" {
			continue
		}
		n := 0
		for row, err := range e.Query(t.Context(), "SELECT * FROM "+e.Dialect().Name(engine.AsRead(lib[table]))) {
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(map[string]any(row), want[n]); d != "" {
				t.Errorf("%s, row %d (-imported +shown):\n%s", table, n, d)
			}
			n++
		}
		if n != len(want) {
			t.Errorf("%s has %d rows, want %d", table, n, len(want))
		}
	}
}

func TestFilingCannotBeUsed(t *testing.T) {
	err := filing.Filing{FiledOn: "2.3.2026", Amount: -1, Parties: []filing.Litigant{{Side: "left", Kind: "dog"}}}.Check()
	_, says := fault.Split(err)
	if !fault.Is(err, fault.Invalid) {
		t.Fatalf("got %v", err)
	}
	for _, word := range []string{"cause", "court", "filed_on", "negative", "parties[0]: name", "parties[0]: side", "parties[0]: kind", "a claiming"} {
		if !strings.Contains(says.EN, word) {
			t.Errorf("nothing about %q in %s", word, says.EN)
		}
	}
	if err := suit("钱大有", "").Check(); err != nil {
		t.Errorf("a sound filing: %v", err)
	}
}

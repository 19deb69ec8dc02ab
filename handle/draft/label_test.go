package draft_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
)

// TestLabels: one label stands for each subject of a model, with who and when; what it took the
// place of is in the log, and the next draft of the model has it too.
func TestLabels(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := draft.NewService(d), t.Context()
		analyst, leader := as("analyst", access.Analyst), as("leader", access.Leader)
		x := begin(t, s)
		for _, l := range []draft.Label{{Subject: "p-1", Verdict: draft.Right}, {Subject: "p-2", Verdict: draft.Unsure}, {Subject: "p-1", Verdict: draft.Wrong, Version: 3}, {Subject: "p-3", Verdict: draft.Right}, {Subject: "p-3"}} {
			who := leader
			if l.Subject == "p-2" {
				who = analyst
			}
			if _, err := s.Label(ctx, who, x.ID, l); err != nil {
				t.Fatal(err)
			}
		}
		list, err := s.Labels(ctx, analyst, x.ID)
		if err != nil || len(list) != 2 || list[0].Verdict != draft.Wrong || list[0].By != "leader" || list[0].Own || list[0].Version != 3 || !list[1].Own || list[0].At.IsZero() {
			t.Errorf("labels %+v, %v", list, err)
		}
		if got := draft.Decisions(list); len(got) != 1 || got[0] != (backtest.Decision{Subject: "p-1"}) {
			t.Errorf("decisions %+v", got)
		}
		entries, err := audit.NewLog(d).List(ctx, audit.Filter{Object: x.ID, Verbs: []audit.Verb{audit.LabelFinding}})
		if err != nil || len(entries) != 5 {
			t.Errorf("%d acts are recorded, %v", len(entries), err)
		}
		if _, err := s.Move(ctx, analyst, x.ID, draft.Move{To: draft.Dropped, Seen: x.Version}, sound); err != nil {
			t.Fatal(err)
		}
		if list, err = s.Labels(ctx, analyst, begin(t, s).ID); err != nil || len(list) != 2 {
			t.Errorf("the next draft has %+v, %v", list, err)
		}
	})
}

func TestWhoMayLabel(t *testing.T) {
	s := draft.NewService(dbtest.Open(t))
	x := begin(t, s)
	for who, kind := range map[access.Role]fault.Kind{access.Admin: fault.Forbidden, access.Citizen: fault.NotFound} {
		if _, err := s.Label(t.Context(), as("x", who), x.ID, draft.Label{Subject: "p-1", Verdict: draft.Right}); !fault.Is(err, kind) {
			t.Errorf("%s: %v", who, err)
		}
	}
	for _, l := range []draft.Label{{Subject: "p-1", Verdict: "maybe"}, {Verdict: draft.Right}, {Subject: strings.Repeat("x", 201), Verdict: draft.Right}, {Subject: "a\x00", Verdict: draft.Right}} {
		if _, err := s.Label(t.Context(), as("h", access.Handler), x.ID, l); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", l, err)
		}
	}
}

// TestAnnex: an annex names nobody whom the test found, and its workbook says what the test says.
func TestAnnex(t *testing.T) {
	example := func(kind, id, name string) backtest.Example {
		return backtest.Example{Subject: scan.Subject{Kind: kind, ID: id, Name: name}, Risk: 0.75, Cases: 3, Summary: fault.Text{ZH: name + "起诉3件", EN: name + " sues"}, Documents: []string{"d-1"},
			Reasons: []backtest.Reason{{Title: fault.Text{ZH: "起诉多", EN: "Many suits"}, Share: 0.5, Value: 3, Threshold: 2, Unit: "cases"}}}
	}
	r := backtest.Report{Model: "civil/own", Version: 2, Title: fault.Text{ZH: "自拟", EN: "Own"}, Snapshot: "s-1", From: "2026-01-31", To: "2026-02-28", Standing: 2,
		Months: []backtest.Month{{AsOf: "2026-01-31", First: true, New: 1}, {AsOf: "2026-02-28", New: 1}}, Examples: []backtest.Example{example("person", "p-1", "王建国")},
		Against: &backtest.Versus{Model: "civil/own", Version: 1, Sides: backtest.Sides{Gained: backtest.Side{Count: 2, Examples: []backtest.Example{example("person", "p-1", "王建国")}},
			Lost: backtest.Side{Count: 1, Examples: []backtest.Example{example("organisation", "o-1", "甲公司")}}}},
		Levels: []backtest.Level{{Standing: 2}}, Courts: []backtest.Court{{Court: "东县人民法院", New: 1, Few: true}}, Notes: []fault.Text{{ZH: "注", EN: "note"}},
		Parameters: []backtest.Setting{{ID: "least", Title: fault.Text{ZH: "最少", EN: "Least"}, Value: "3", Unit: "cases"}}}
	x := draft.NewAnnex(draft.Draft{ID: "r-1", Model: "civil/own", Version: 4, State: draft.Review, MakerName: "张三"}, draft.Test{ID: "t-1", Version: 3, By: "张三", Started: dbtest.Monday, Report: &r},
		[]draft.Label{{Subject: "p-1", Verdict: draft.Right, By: "李四", At: dbtest.Monday}, {Subject: "p-9", Verdict: draft.Right}}, dbtest.Monday)
	x.Stamp = "checkpoint 7"
	line, err := json.Marshal(x)
	if err != nil || strings.Contains(string(line), "建国") || strings.Contains(string(line), "d-1") || !strings.Contains(string(line), "甲公司") {
		t.Errorf("%v %s", err, line)
	}
	if r.Examples[0].Subject.Name != "王建国" || r.Against.Gained.Examples[0].Summary.ZH == "" {
		t.Error("the report itself was masked")
	}
	if len(x.Labels) != 1 {
		t.Errorf("labels %+v", x.Labels)
	}
	for lang, wants := range map[string][]string{"zh": {"王某", "甲公司", "属实", "李四", "起诉多 +0.50", "checkpoint 7", "东县人民法院", "最少", "另有 1 条未列出", "2026-02-28"}, "en": {"Many suits +0.50", "gained", "right", "too few to tell"}} {
		content, err := x.Workbook(lang)
		if err != nil {
			t.Fatal(err)
		}
		text := everything(t, content)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in the workbook", lang, want)
			}
		}
		if strings.Contains(text, "建国") {
			t.Errorf("%s: the workbook names somebody", lang)
		}
	}
}

// everything is the text of all cells of a workbook.
func everything(t *testing.T, content []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			out.WriteString(strings.Join(row, "|") + "\n")
		}
	}
	return out.String()
}

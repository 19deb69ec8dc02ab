package scan_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// given writes the rows of the blocks of a case file.
func given(t *testing.T, blocks string) map[string][]engine.Row {
	t.Helper()
	m, err := models.Read([]byte("id: civil/x\n"), []byte("cases:\n  - name: x\n    given:\n"+blocks))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := m.Cases[0].Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestWhyNot: a case that makes no finding is told what stops it, and by how much.
func TestWhyNot(t *testing.T) {
	as := func(cause, procedure, repeat, judgment string) string {
		return strings.NewReplacer("CAUSE", cause, "PROCEDURE", procedure).Replace(template(repeat, judgment))
	}
	suit := func(repeat, judgment string) string { return as("民间借贷纠纷", "first", repeat, judgment) }
	lender := model(t, "civil/professional-lender")
	for _, c := range []struct {
		name, blocks, number string
		outcome, step, says  string
		short                float64
	}{
		{"too few suits", suit("4", ""), "（2021）测01民初1号", "gate", "", "相差", 0.6},
		{"a finding", suit("12", ""), "（2021）测01民初3号", "found", "", "命中", 0},
		{"another cause", suit("1", "") + as("离婚纠纷", "first", "1", ", id: d-x"), "d-x", "step", "lending", "cause in", 0},
		{"an appeal", as("民间借贷纠纷", "second", "1", ", id: d-y"), "d-y", "step", "lending", `procedure == "first"（现为 second）`, 0},
		{"a masked name", strings.ReplaceAll(suit("1", ", id: d-z"), "masked: false", "masked: true"), "d-z", "step", "claims", "!masked", 0},
		{"collected twice", suit("1", "") + suit("1", ", id: d-w"), "d-w", "", "", "", 0},
		{"unknown", suit("1", ""), "（1999）测01民初1号", "unread", "", "没有", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: open(t, given(t, c.blocks)), ID: "s"}, lender, c.number)
			if err != nil {
				t.Fatal(err)
			}
			if c.outcome != "" && (got.Outcome != c.outcome || got.Step != c.step) || !strings.Contains(got.Says.ZH, c.says) || got.Says.EN == "" {
				t.Errorf("outcome %s at %q: %s\nwant %s at %q: …%s…", got.Outcome, got.Step, got.Says.ZH, c.outcome, c.step, c.says)
			}
			if c.short != 0 && (len(got.Subjects) != 1 || got.Subjects[0].Gate.Of[0].Short != c.short) {
				t.Errorf("the gate is %+v", got.Subjects)
			}
			if strings.Contains(got.Says.ZH, "乙1") {
				t.Errorf("a name that is not the subject's is shown: %s", got.Says.ZH)
			}
		})
	}
}

// template is a suit of one lender, repeated.
func template(repeat, judgment string) string {
	return `      - repeat: ` + repeat + `
        every: 10
        judgment: {case_no: "（2021）测01民初{n}号", court: 某县人民法院, area: 某中院, doc_type: judgment, procedure: PROCEDURE, cause: CAUSE, filed_on: 2021-01-05, decided_on: 2021-02-05, claim_amount: 10000` + judgment + `}
        party: [{side: claiming, name: 甲一, kind: person, born_on: 1970-01-01, role: plaintiff, masked: false}, {side: defending, name: "乙{n}", kind: person, born_on: 1980-01-01, role: defendant, masked: false}]
`
}

// TestWhyNotRegister: in a model over registers the record is asked for.
func TestWhyNotRegister(t *testing.T) {
	m := readModel(t, "testdata/register")
	const person = `name: 甲一, id_no: "330199195001010011"`
	for _, c := range []struct{ name, blocks, number, outcome, step, says string }{
		{"not held", `      - {pension_payment: [{` + person + `, status: paid, amount: 10, month: 2024-03-01}]}` + "\n", "r-pension_payment-d1-1-1", "step", "overlaps", "serving"},
		{"not paid", `      - {pension_payment: [{` + person + `, status: stopped, amount: 10, month: 2024-03-01}]}` + "\n", "r-pension_payment-d1-1-1", "step", "payments", "status in"},
		{"released before", `      - {pension_payment: [{` + person + `, status: paid, amount: 10, month: 2024-03-01}], custody: [{` + person + `, measure: serving, held_from: 2023-01-01, held_to: 2023-06-01}]}` + "\n",
			"r-pension_payment-d1-1-1", "step", "overlaps", "monthsBetween"},
		{"stopped", `      - {pension_payment: [{` + person + `, status: paid, amount: 10, month: 2024-03-01, stopped_on: 2024-02-01}], custody: [{` + person + `, measure: serving, held_from: 2024-01-01}]}` + "\n",
			"r-pension_payment-d1-1-1", "step", "never_stopped", "记录存在"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: open(t, given(t, c.blocks)), ID: "s"}, m, c.number)
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome != c.outcome || got.Step != c.step || !strings.Contains(got.Says.ZH, c.says) {
				t.Errorf("outcome %s at %q: %s\nwant %s at %q: …%s…", got.Outcome, got.Step, got.Says.ZH, c.outcome, c.step, c.says)
			}
		})
	}
}

// TestWhyNotEitherWay: where a model begins with a register and with documents, a case of either is followed, and
// what it only compares with is said to be that.
func TestWhyNotEitherWay(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, papers := model(t, "civil/judicial-confirmation"), 0
	for _, c := range m.Cases {
		rows, err := c.Rows(lib)
		if err != nil {
			t.Fatal(err)
		}
		if c.Kind != "hit" || len(rows["mediation_confirmation"]) > 0 {
			continue
		}
		papers++
		var got []string
		for _, r := range rows["judgment"] {
			w, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: open(t, rows), ID: "s"}, m, r["id"].(string))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, w.Outcome)
		}
		if !slices.Contains(got, "found") {
			t.Errorf("%s: its documents are %v", c.Name, got)
		}
	}
	if papers == 0 {
		t.Error("no case is told by documents alone")
	}
	m = model(t, "administrative/double-marriage") // begins with marriages: what a court says of one is compared with them
	w, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: open(t, given(t, strings.NewReplacer("CAUSE", "民间借贷纠纷", "PROCEDURE", "first").Replace(template("1", "")))), ID: "s"}, m, "（2021）测01民初1号")
	if err != nil || w.Outcome != "unread" || !slices.Contains(m.Inputs, "judgment") || !strings.Contains(w.Says.ZH, "只用于比对") {
		t.Errorf("a suit without a marriage: %+v, %v", w, err)
	}
}

// TestWhyNotGathered: of a case that gets to a step over networks, from which on no row is of
// one record, it says so. Records of other such models get an answer too.
func TestWhyNotGathered(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"civil/circular-transfer", "civil/batch-suits"} {
		m := model(t, id)
		c := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == "hit" })]
		rows, err := c.Rows(lib)
		if err != nil {
			t.Fatal(err)
		}
		first, key := m.Inputs[0], "id"
		if lib[first].Kind == standard.Register {
			key = standard.RecordID
		}
		w, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: open(t, rows), ID: "s"}, m, rows[first][0][key].(string))
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if want := map[bool]string{true: "gathered", false: w.Outcome}[id == "civil/circular-transfer"]; w.Outcome != want || w.Outcome == "unread" || w.Says.ZH == "" {
			t.Errorf("%s: %+v", id, w)
		}
	}
}

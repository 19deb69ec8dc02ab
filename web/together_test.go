package web_test

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/web"
)

// TestTogether: models that find one subject are named; those that depend on one another or
// rest on the same cases count once, and one that does not counts beside them.
func TestTogether(t *testing.T) {
	s := newSite(t)
	batch, other := card(), card()
	batch.ID, batch.Title, batch.Depends = "civil/batch-suits", fault.Text{ZH: "批量诉讼", EN: "Batches"}, []string{lender}
	other.ID, other.Title = "administrative/registry", fault.Text{ZH: "登记异常", EN: "Registry"}
	s.Models = func() []web.Card { return []web.Card{card(), batch, other} }
	of := func(model, subject string, p float64, cases ...string) scan.Finding {
		f := finding(subject, subject, 0.5, cases...)
		f.Model, f.Probability = model, scan.Probability{Value: p, Basis: fault.Text{ZH: "先验", EN: "prior"}}
		return f
	}
	register := func(findings ...scan.Finding) {
		t.Helper()
		_, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Models: []string{lender}, At: dbtest.Monday, Findings: findings})
		if err != nil {
			t.Fatal(err)
		}
	}
	get := func(subject string) web.ClueDetail {
		t.Helper()
		return decode[web.ClueDetail](t, s.as(t, access.Handler, "GET", "/api/clues/"+string(clue.NewID(lender, subject)), "").Body)
	}
	register(of(lender, "p-7", 0.5, "1", "2"), of(lender, "p-8", 0.4, "2", "3"))
	if got := get("p-7"); len(got.Together.Says) != 1 || len(got.Together.Pieces) != 0 || got.Together.Probability.Value != 0.5 {
		t.Errorf("found by one model: %+v", got.Together)
	}
	register(of(batch.ID, "p-7", 0.6, "8", "9"))
	if got := get("p-7").Together; len(got.Pieces) != 1 || got.Probability.Value != 0.6 || got.Says[1].ZH != "“批量诉讼”、“"+card().Title.ZH+"”相互依赖或者依据相同的案件，只按最强的一项（60%）计一次。" {
		t.Errorf("with a model that depends on it: %+v", got)
	}
	register(of(other.ID, "p-7", 0.5, "10"))
	got := get("p-7")
	if x := got.Together; len(x.Pieces) != 2 || x.Probability.Value <= 0.6 || x.Says[0].ZH != "该主体还被“登记异常”、“批量诉讼”命中。" || len(x.Says) != 3 {
		t.Errorf("with one that does not: %+v", x)
	}
	if !slices.ContainsFunc(got.Alike, func(a clue.Alike) bool { return a.Subject == "p-8" && a.Shared == 1 }) || len(got.Alike) != 1 || !got.MayMerge {
		t.Errorf("on the same cases are %+v, which the handler may merge: %v", got.Alike, got.MayMerge)
	}
}

package web_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/web"
)

// A bench is a workshop that takes a rule for sound if it says so, and whose tests are done at once.
type bench struct{ drafts *draft.Service }

func (bench) Source(id, from string) (string, string, error) {
	return "id: " + id + " # " + from, "cases: []", nil
}

func (bench) Check(_, rule, _ string) (web.ModelCheck, error) {
	if rule != "sound" {
		return web.ModelCheck{Faults: []web.ModelFault{{File: "model.yaml", Line: 3, Field: "rule", Says: fault.Text{ZH: "没有步骤", EN: "no steps"}}}}, nil
	}
	return web.ModelCheck{Tables: []web.ModelTable{{Name: "judgment", Operator: "input", Columns: []web.ModelColumn{}}}}, nil
}

func (bench) Try(context.Context, string, string, string) ([]web.CaseTrial, error) {
	return []web.CaseTrial{{ModelCase: web.ModelCase{Name: "x", Kind: "hit"}, Passed: true}}, nil
}

func (bench) Look(context.Context, string, string, string, string) (scan.Look, error) {
	test := func(text string, holds bool) scan.Tested { return scan.Tested{How: "test", Text: text, Holds: holds} }
	return scan.Look{AsOf: "2026-01-05", Steps: []scan.LookStep{{Step: "first", Operator: "filter", Columns: []models.Column{{Name: "cause", Type: standard.TypeText}}, Total: 1,
		Rows: []scan.LookRow{{Values: []scan.Value{"民间借贷纠纷"}, Tested: &scan.Tested{How: "all", Of: []scan.Tested{test("a", true), {How: "any", Of: []scan.Tested{test("b", false), test("c", false)}}}}}}}}}, nil
}

func (bench) Prove(_ context.Context, _, rule, _ string) error {
	if rule != "sound" {
		return fault.Invalidf("模型有 1 处问题。", "the model has a fault.")
	}
	return nil
}

func (b bench) Backtest(ctx context.Context, by access.Account, d draft.Draft, o draft.TestOrder) (draft.Test, error) {
	x, err := b.drafts.BeginTest(ctx, by, d.ID, o, "here")
	if err != nil {
		return x, err
	}
	return x, b.drafts.EndTest(ctx, by, x.ID, draft.TestEnd{State: draft.TestDone, Report: &backtest.Report{Model: "civil/own", Version: 2, From: "2026-01-31", To: "2026-03-31", Standing: 3,
		Examples: []backtest.Example{{Subject: scan.Subject{Kind: "person", ID: "p-1", Name: "王建国"}, Risk: 0.5}}}})
}

func (bench) PlanBacktest(_ context.Context, _ draft.Draft, o draft.TestOrder) (backtest.Plan, error) {
	return backtest.Plan{From: o.From, To: o.To, Months: 3, Seconds: 2}, nil
}

func (bench) Activate(context.Context) {}

func (b bench) StopBacktest(ctx context.Context, by access.Account, id string) error {
	_, err := b.drafts.StopTest(ctx, by, id)
	return err
}

func (bench) Facts(_ context.Context, dataset string) (web.DatasetFacts, error) {
	return web.DatasetFacts{Dataset: dataset}, nil
}

// TestModelFromDraftToForce: an analyst writes a model and submits it once it is sound, and a
// leader approves it; a handler may read it and no more.
func TestModelFromDraftToForce(t *testing.T) {
	s := newSite(t)
	ask := func(role access.Role, method, path, body string, want int) (d web.DraftBody) {
		t.Helper()
		w := s.as(t, role, method, path, body)
		if w.Code != want {
			t.Fatalf("%s %s as %s: %d %s", method, path, role, w.Code, w.Body)
		}
		if want < 300 && strings.HasPrefix(path, "/api/drafts") {
			if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
				t.Fatal(err)
			}
		}
		return d
	}
	ask(access.Handler, "POST", "/api/drafts", `{"model":"civil/own"}`, 403)
	ask(access.Analyst, "POST", "/api/drafts", `{"model":"Civil/Own"}`, 422)
	d := ask(access.Analyst, "POST", "/api/drafts", `{"model":"civil/own","from":"civil/lender"}`, 200)
	if d.Rule != "id: civil/own # civil/lender" || !d.Writable || len(d.Moves) != 2 {
		t.Fatalf("begun %+v", d)
	}
	path := "/api/drafts/" + d.ID
	ask(access.Analyst, "POST", path+"/moves", `{"to":"review","seen":1}`, 422)
	d = ask(access.Analyst, "POST", path+"/texts", `{"rule":"sound","cases":"","seen":1}`, 200)
	ask(access.Analyst, "POST", path+"/texts", `{"rule":"other","cases":"","seen":1}`, 409)
	d = ask(access.Analyst, "POST", path+"/moves", `{"to":"review","seen":2}`, 200)
	if d.State != draft.Review || d.Writable {
		t.Errorf("submitted %+v", d)
	}
	ask(access.Handler, "GET", path, "", 200)
	plan := s.as(t, access.Analyst, "GET", path+"/backtestplan?from=2026-01&to=2026-03", "")
	if p := decode[backtest.Plan](t, plan.Body); plan.Code != 200 || p.From != "2026-01" || p.Months != 3 || p.Inputs == nil {
		t.Errorf("plan %d %s", plan.Code, plan.Body)
	}
	ask(access.Handler, "GET", path+"/backtestplan", "", 403)
	ask(access.Analyst, "GET", path+"/backtestplan?from=2026", "", 422)
	ask(access.Handler, "POST", path+"/moves", `{"to":"approved","seen":3}`, 403)
	ask(access.Analyst, "POST", path+"/moves", `{"to":"approved","seen":3}`, 403)
	d = ask(access.Leader, "POST", path+"/moves", `{"to":"approved","seen":3,"starts":"2026-02-01"}`, 200)
	if d.State != draft.Approved || d.Starts.String() != "2026-02-01" || d.Judge == "" {
		t.Errorf("approved %+v", d)
	}
	ask(access.Citizen, "GET", path, "", 404)
}

// TestLookAtStep: the tests of a condition are told one by one, whatever joins them.
func TestLookAtStep(t *testing.T) {
	s := newSite(t)
	w := s.as(t, access.Analyst, "POST", "/api/modellooks", `{"model":"civil/own","rule":"x","cases":"","case":"x"}`)
	var look web.CaseLook
	if err := json.Unmarshal(w.Body.Bytes(), &look); err != nil || w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	row := look.Steps[0].Rows[0]
	if len(look.Steps) != 2 || row.Kept == nil || *row.Kept || len(row.Tests) != 3 || row.Tests[2].Text != "c" {
		t.Errorf("got %+v", look)
	}
}

// TestFindingsAreLabelled: who reads a test says whether what it lists is right, which counts from
// then on, and takes the test out with names hidden.
func TestFindingsAreLabelled(t *testing.T) {
	s := newSite(t)
	d := decode[web.DraftBody](t, s.as(t, access.Analyst, "POST", "/api/drafts", `{"model":"civil/own"}`).Body)
	path := "/api/drafts/" + d.ID
	if none := decode[web.BacktestRun](t, s.as(t, access.Handler, "GET", path+"/backtests", "").Body); none.State != "none" {
		t.Errorf("before any test: %+v", none)
	}
	if w := s.as(t, access.Analyst, "POST", path+"/backtests", `{"from":"2026-01"}`); w.Code != 202 || decode[web.BacktestRun](t, w.Body).Order.From != "2026-01" {
		t.Fatalf("begun: %d %s", w.Code, w.Body)
	}
	for _, tc := range []struct {
		role access.Role
		body string
		want int
	}{
		{access.Handler, `{"subject":"p-1","verdict":"wrong"}`, 200}, {access.Leader, `{"subject":"p-1","verdict":"right"}`, 200},
		{access.Leader, `{"subject":"p-2","verdict":"right"}`, 404}, {access.Leader, `{"subject":"p-1","verdict":"maybe"}`, 422},
		{access.Admin, `{"subject":"p-1","verdict":"right"}`, 403}, {access.Citizen, `{"subject":"p-1","verdict":"right"}`, 404},
	} {
		if w := s.as(t, tc.role, "POST", path+"/labels", tc.body); w.Code != tc.want {
			t.Errorf("%s says %s: %d %s", tc.role, tc.body, w.Code, w.Body)
		}
	}
	run := decode[web.BacktestRun](t, s.as(t, access.Handler, "GET", path+"/backtests", "").Body)
	if len(run.Labels) != 1 || run.Labels[0].Verdict != draft.Right || run.Report.Decided == nil || run.Report.Decided.Labels != 1 {
		t.Errorf("after that %+v, %+v", run.Labels, run.Report.Decided)
	}
	tests := decode[web.Backtests](t, s.as(t, access.Handler, "GET", path+"/tests", "").Body).Items
	if len(tests) != 1 || tests[0].ID != run.ID || tests[0].State != "done" || tests[0].Standing != 3 || tests[0].Ended == nil || tests[0].To != "2026-03-31" {
		t.Errorf("the tests are %+v", tests)
	}
	for choice, want := range map[string]int{run.ID: 200, "none": 404} {
		for _, what := range []string{"/backtests", "/annex"} {
			if w := s.as(t, access.Handler, "GET", path+what+"?test="+choice, ""); w.Code != want {
				t.Errorf("%s of test %s: %d %s", what, choice, w.Code, w.Body)
			}
		}
	}
	w := s.as(t, access.Analyst, "GET", path+"/annex", "")
	if x := decode[draft.Annex](t, w.Body); w.Code != 200 || x.SHA256 != "" || x.Report.Examples[0].Subject.Name != "王某" || len(x.Labels) != 1 {
		t.Errorf("annex %d %+v", w.Code, x)
	}
	if x := decode[draft.Annex](t, s.as(t, access.Leader, "POST", path+"/annex", "").Body); len(x.SHA256) != 64 {
		t.Errorf("taken %+v", x)
	}
	if w := s.as(t, access.Leader, "GET", path+"/annex/file", ""); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") || !strings.Contains(w.Header().Get("Content-Disposition"), "test-civil-own-v2-2026-03-31.xlsx") {
		t.Errorf("file %d %v", w.Code, w.Header())
	}
	if w := s.as(t, access.Admin, "GET", path+"/annex", ""); w.Code != 403 {
		t.Errorf("an administrator: %d", w.Code)
	}
	if w := s.as(t, access.Leader, "POST", path+"/labels", `{"subject":"p-1","verdict":"none"}`); w.Code != 200 || len(decode[web.BacktestRun](t, w.Body).Labels) != 0 {
		t.Errorf("taken back: %d", w.Code)
	}
}

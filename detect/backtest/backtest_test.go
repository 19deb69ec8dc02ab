package backtest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

func on(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func open(t testing.TB, rows map[string][]engine.Row, inputs ...string) scan.Snapshot {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e, append(inputs, "party")...); err != nil {
		t.Fatal(err)
	}
	return scan.Snapshot{Engine: e, ID: "s-1"}
}

// card is a small model: who brings so many suits.
const card = `id: civil/repeat
version: 2
branch: civil
title: {zh: 反复起诉, en: Suing again}
harm: {zh: 害, en: Harm}
point: {zh: 点, en: Point}
basis: [{law: 民事诉讼法, version: "2023-09-01", article: "115"}]
inputs: [judgment, party, place]
parameters:
  - {id: least, title: {zh: 最少, en: Least}, type: integer, default: 3, min: 1, max: 99, unit: cases}
rule:
  - step: claims
    join: {from: judgment, with: party, on: {id: judgment}, take: {who: entity, name: name, kind: kind, side: side}, where: 'side == "claiming"'}
  - step: suits
    derive: {from: claims, set: {since: filed_on}}
score:
  over: suits
  subject: {id: who, name: name, kind: kind}
  case: {document: id, number: case_no, court: court, amount: claim_amount, from: since, to: decided_on}
  measures:
    - {id: suits, take: cases, unit: cases}
  gate: suits >= params.least
  indicators:
    - id: many
      title: {zh: 多, en: Many}
      weight: 1
      value: suits
      from: 0
      full: 10
      says: {zh: "{suits}件", en: "{suits} suits"}
      evidence: [{dataset: judgment, field: case_no}]
exclusions:
  - {id: none, title: {zh: 无, en: None}, when: suits < 0, says: {zh: 无, en: None}, checked: {zh: 无, en: None}}
summary: {zh: "{subject}起诉{suits}件", en: "{subject} brings {suits} suits"}
`

func model(t testing.TB, replace ...string) models.Model {
	t.Helper()
	m, err := models.Read([]byte(strings.NewReplacer(replace...).Replace(card)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// suits is a snapshot: each plaintiff with the days on which suits were decided, each filed
// thirty days before.
func suits(plaintiffs map[string][]string) map[string][]engine.Row {
	rows := map[string][]engine.Row{}
	for _, name := range slices.Sorted(names(plaintiffs)) {
		for i, day := range plaintiffs[name] {
			id := fmt.Sprintf("%s-%d", name, i)
			court := "东县人民法院"
			if strings.HasPrefix(name, "西") {
				court = "西县人民法院"
			}
			rows["judgment"] = append(rows["judgment"], engine.Row{"id": id, "case_no": "案" + id, "court": court, "area": "某市", "doc_type": "judgment",
				"procedure": "first", "filed_on": on(day).AddDate(0, 0, -30), "decided_on": on(day), "claim_amount": 100.0})
			rows["party"] = append(rows["party"], engine.Row{"judgment": id, "n": int64(1), "side": "claiming", "kind": "person", "name": name, "span_start": int64(5), "span_end": int64(7)})
			rows["place"] = append(rows["place"], engine.Row{"judgment": id, "field": "case_no", "span_start": int64(1), "span_end": int64(4)})
		}
	}
	return rows
}

func names(m map[string][]string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func county() map[string][]engine.Row {
	return suits(map[string][]string{
		"东大有": {"2020-01-05", "2020-01-10", "2020-01-31", "2020-05-01"}, // three by the end of January
		"西大有": {"2020-01-05", "2020-02-10", "2020-03-02"},               // by the end of March
		"西小有": {"2020-01-05", "2020-04-10"},                             // never three
	})
}

func run(t testing.TB, m models.Model, o backtest.Options) (backtest.Report, error) {
	t.Helper()
	return backtest.Run(t.Context(), open(t, county()), m, o)
}

func TestMonths(t *testing.T) {
	live := model(t, "version: 2", "version: 1", "default: 3", "default: 2")
	var steps []int
	clock := on("2024-01-01")
	r, err := run(t, model(t), backtest.Options{From: on("2020-01-15"), Against: &live, Others: []models.Model{model(t, "civil/repeat", "civil/other", "default: 3", "default: 1")},
		Progress: func(done, _ int) { steps = append(steps, done) }, Clock: func() time.Time { clock = clock.Add(time.Second); return clock }})
	if err != nil {
		t.Fatal(err)
	}
	want := []backtest.Month{
		{AsOf: "2020-01-31", First: true, New: 1, Standing: 1},
		{AsOf: "2020-02-29", Standing: 1, Lost: 1},
		{AsOf: "2020-03-31", New: 1, Standing: 2},
		{AsOf: "2020-04-30", Standing: 2, Lost: 1},
		{AsOf: "2020-05-31", Standing: 2, Lost: 1},
	}
	if diff := cmp.Diff(want, r.Months); diff != "" {
		t.Error(diff)
	}
	if len(steps) != 5 || r.Cost.Seconds != 1 || r.Cost.Rows != 9 || r.Standing != 2 {
		t.Errorf("steps %v, cost %+v, standing %d", steps, r.Cost, r.Standing)
	}
	if a := r.Against; a.Gained.Count != 0 || a.Lost.Count != 1 || a.Lost.Examples[0].Subject.Name != "西小有" || a.Both.Count != 2 {
		t.Errorf("against %+v", r.Against)
	}
	if diff := cmp.Diff([]backtest.Overlap{{Model: "civil/other", Findings: 3, Common: 2, Subjects: 0.6667, Cases: 0.7778}}, r.Overlap); diff != "" {
		t.Error(diff)
	}
	if e := r.Effort; e.Minutes != backtest.DefaultMinutes || !strings.Contains(e.Source.EN, "assumption") || e.Backlog != 1 || e.Monthly != 0.25 || e.Busiest != 1 {
		t.Errorf("effort %+v", e)
	}
	checkLevels(t, r)
	// One new finding in four months: variance 0.25 over mean 0.25.
	if diff := cmp.Diff([]backtest.Court{{Court: "西县人民法院", New: 1, Share: 1, Documents: 0.5556, Dispersion: 1, Few: true}}, r.Courts); diff != "" {
		t.Error(diff)
	}
	if len(r.Examples) != 2 || r.Examples[0].Risk != 0.4 || r.Examples[0].Cases != 4 || r.Decided != nil || len(r.Notes) < 4 {
		t.Errorf("examples %+v, notes %v", r.Examples, r.Notes)
	}
	for _, lang := range []string{"zh", "en"} {
		var text strings.Builder
		if err := r.Print(&text, lang); err != nil || !strings.Contains(text.String(), "2020-03-31") || strings.Contains(text.String(), "%!") {
			t.Errorf("%v\n%s", err, text.String())
		}
	}
}

// checkLevels: of the two that are found, one has a risk of 0.3 since March; the other had it
// in the first month and has 0.4 since May.
func checkLevels(t *testing.T, r backtest.Report) {
	t.Helper()
	if len(r.Levels) != 21 || r.Levels[0].Standing != r.Standing || r.Levels[0].Backlog != r.Effort.Backlog || r.Levels[0].Monthly != r.Effort.Monthly {
		t.Fatalf("levels %+v", r.Levels)
	}
	for _, want := range []backtest.Level{
		{Least: 0.3, Standing: 2, Backlog: 1, Monthly: 0.25},
		{Least: 0.35, Standing: 1, Monthly: 0.25},
		{Least: 0.4, Standing: 1, Monthly: 0.25},
		{Least: 0.45},
		{Least: 1},
	} {
		i := slices.IndexFunc(r.Levels, func(l backtest.Level) bool { return math.Abs(l.Least-want.Least) < 1e-9 })
		if i < 0 {
			t.Errorf("no level %g", want.Least)
			continue
		}
		if got := r.Levels[i]; got.Standing != want.Standing || got.Backlog != want.Backlog || got.Monthly != want.Monthly {
			t.Errorf("level %g: %+v, want %+v", want.Least, got, want)
		}
	}
}

// TestHistoryIsFound: without months the test goes from the first date to the last; a date
// that is surely misread does not make it run for centuries.
func TestHistoryIsFound(t *testing.T) {
	r, err := run(t, model(t), backtest.Options{})
	if err != nil || r.From != "2020-01-31" || r.To != "2020-05-31" {
		t.Errorf("from %s to %s, %v", r.From, r.To, err)
	}
	rows := county()
	rows["judgment"] = append(rows["judgment"], engine.Row{"id": "x", "decided_on": on("1020-01-01")}, engine.Row{"id": "y"})
	_, err = backtest.Run(t.Context(), open(t, rows), model(t), backtest.Options{})
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "--from") {
		t.Errorf("got %v", err)
	}
	r, err = backtest.Run(t.Context(), open(t, rows), model(t), backtest.Options{From: on("2020-05-01")})
	if err != nil || r.Inputs[0].Undated != 1 || r.Inputs[0].Rows != 11 || !slices.ContainsFunc(r.Notes, func(n fault.Text) bool { return strings.Contains(n.EN, "1 rows without a date") }) {
		t.Errorf("inputs %+v, %v", r.Inputs, err)
	}
	if _, err := run(t, model(t), backtest.Options{From: on("2020-05-01"), To: on("2020-04-30")}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
	if _, err := backtest.Run(t.Context(), open(t, nil), model(t), backtest.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

// TestForesee: a plan says which months and rows, and what they are expected to take: linking once,
// each month as long as the last, with the other version beside it, and each other model once.
func TestForesee(t *testing.T) {
	live, other := model(t, "version: 2", "version: 1", "default: 3", "default: 2"), model(t, "civil/repeat", "civil/other")
	clock := on("2024-01-01")
	o := backtest.Options{From: on("2020-02-15"), Against: &live, Others: []models.Model{other}, Clock: func() time.Time { clock = clock.Add(time.Second); return clock }}
	linked := 0
	link := func(context.Context) error { linked++; return nil }
	p, err := backtest.Foresee(t.Context(), open(t, county()), model(t), o, link, time.Minute)
	if err != nil || linked != 1 {
		t.Fatalf("linked %d times, %v", linked, err)
	}
	if p.From != "2020-02-29" || p.To != "2020-05-31" || p.Months != 4 || p.Seconds != 1+(4+1)+4 || p.More || p.Inputs[0].Known != 9 {
		t.Errorf("plan %+v", p)
	}
	slow := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	if p, err = backtest.Foresee(t.Context(), open(t, county()), model(t), o, slow, time.Millisecond); err != nil || !p.More || p.Months != 4 {
		t.Errorf("given up: %+v, %v", p, err)
	}
	if _, err = backtest.Foresee(t.Context(), open(t, county()), model(t), o, func(context.Context) error { return io.ErrUnexpectedEOF }, time.Minute); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	o.To = on("2020-01-01")
	if _, err = backtest.Foresee(t.Context(), open(t, county()), model(t), o, link, time.Minute); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

// TestLag: what is published sixty days after the decision is found two months later.
func TestLag(t *testing.T) {
	r, err := run(t, model(t), backtest.Options{From: on("2020-01-01"), To: on("2020-06-01"), Lag: 60})
	if err != nil {
		t.Fatal(err)
	}
	var standing []int
	for _, m := range r.Months {
		standing = append(standing, m.Standing)
	}
	if diff := cmp.Diff([]int{0, 0, 1, 1, 2, 2}, standing); diff != "" {
		t.Error(diff)
	}
}

func TestDecisions(t *testing.T) {
	s := open(t, county())
	found, err := scan.Run(t.Context(), s.Engine, model(t, "default: 3", "default: 2"), "s", time.Time{})
	if err != nil || len(found) != 3 {
		t.Fatal(len(found), err)
	}
	id := map[string]string{}
	for _, f := range found {
		id[f.Subject.Name] = f.Subject.ID
	}
	r, err := backtest.Run(t.Context(), s, model(t), backtest.Options{Decisions: []backtest.Decision{
		{Subject: id["东大有"], Confirmed: true}, {Subject: id["西小有"]}, {Subject: "p-else", Confirmed: true}}})
	if err != nil {
		t.Fatal(err)
	}
	d := r.Decided
	if d.Precision.Count != 1 || d.Precision.Of != 1 || d.Kept.Count != 1 || d.Kept.Of != 2 || d.Dropped.Count != 1 || d.Dropped.Of != 1 || d.Agreement.Count != 2 || d.Agreement.Of != 3 || d.Undecided != 1 {
		t.Errorf("got %+v", d)
	}
	low, high := r.Levels[0], r.Levels[len(r.Levels)-1]
	if low.Precision != d.Precision || low.Kept != d.Kept || high.Precision.Of != 0 || high.Kept.Count != 0 || high.Kept.Of != 2 {
		t.Errorf("levels %+v, %+v", low, high)
	}
	// One of one: the interval of Wilson from 0.2065 to 1.
	if p := d.Precision; p.Low != 0.2065 || p.High != 1 || p.Value != 1 {
		t.Errorf("interval %+v", p)
	}
}

// TestLabels: what people say of findings counts besides what was decided of clues, never against
// it, for the draft and for the version it is compared with.
func TestLabels(t *testing.T) {
	live := model(t, "version: 2", "version: 1", "default: 3", "default: 2")
	s := open(t, county())
	found, err := scan.Run(t.Context(), s.Engine, live, "s", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	id := map[string]string{}
	for _, f := range found {
		id[f.Subject.Name] = f.Subject.ID
	}
	r, err := backtest.Run(t.Context(), s, model(t), backtest.Options{Against: &live, Decisions: []backtest.Decision{{Subject: id["东大有"], Confirmed: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if lost := r.Against.Lost.Examples; len(lost) != 1 || lost[0].Decided != "" || len(lost[0].Reasons) != 1 || lost[0].Reasons[0].Value != 2 || len(lost[0].Documents) != 2 || r.Examples[0].Decided != "right" {
		t.Errorf("lost %+v, examples %+v", r.Against.Lost, r.Examples)
	}
	if len(r.Parameters) != 1 || r.Parameters[0].Value != "3" || r.Decided.Labels != 0 || !r.Lists(id["西小有"]) || r.Lists("p-else") {
		t.Errorf("parameters %+v, decided %+v", r.Parameters, r.Decided)
	}
	// The lost one is no wrong: to lose it is right. The decision on the clue stands.
	judged := r.Judged([]backtest.Decision{{Subject: id["西小有"]}, {Subject: id["西大有"], Confirmed: true}, {Subject: id["东大有"]}})
	if d := judged.Decided; d.Precision.Count != 2 || d.Precision.Of != 2 || d.Dropped.Count != 1 || d.Labels != 2 || d.Undecided != 0 {
		t.Errorf("the draft %+v", d)
	}
	if d := judged.Against.Decided; d.Precision.Count != 2 || d.Precision.Of != 3 || d.Dropped.Of != 1 || d.Dropped.Count != 0 {
		t.Errorf("the live one %+v", d)
	}
	if judged.Levels[0].Precision != judged.Decided.Precision || r.Decided.Precision.Of != 1 || r.Levels[0].Precision.Of != 1 || r.Against.Decided.Precision.Of != 1 {
		t.Errorf("levels %+v; the report itself has changed: %+v", judged.Levels[0], r.Decided)
	}
}

// TestLookAheadIsRefused: a model that says in its text that it looks ahead, and models that
// hide it.
func TestLookAheadIsRefused(t *testing.T) {
	_, err := run(t, model(t, `side == "claiming"`, `side == "claiming" && decided_on < addDays(as_of, 90)`), backtest.Options{})
	var faults *models.Faults
	if !errors.As(err, &faults) || !strings.Contains(faults.List[0].Says.EN, "a day after as_of") {
		t.Errorf("got %v", err)
	}
	_, err = run(t, model(t, "since: filed_on", "since: 'addDays(decided_on, 40)'"), backtest.Options{})
	var ahead *scan.Ahead
	if !errors.As(err, &ahead) || !fault.Is(err, fault.Invalid) || ahead.Model != "civil/repeat" || ahead.Version != 2 || ahead.Step != "suits" || !strings.HasPrefix(ahead.Record, "案东大有") || ahead.AsOf != "2020-01-31" {
		t.Errorf("got %v", err)
	}
}

// uncut is an engine on which the trimming does nothing, as if the compiler had forgotten it.
type uncut struct{ engine.Engine }

func (u uncut) Query(ctx context.Context, sql string, args ...any) iter.Seq2[engine.Row, error] {
	const from = `FROM "judgment" WHERE (`
	return u.Engine.Query(ctx, strings.Replace(sql, from, from+"true OR ", 1), args...)
}

// TestWhatSlipsThroughIsFound: should a record of the future come through all the same, the
// finding that rests on it is an error that names it.
func TestWhatSlipsThroughIsFound(t *testing.T) {
	s := open(t, county())
	s.Engine = uncut{s.Engine}
	_, err := backtest.Run(t.Context(), s, model(t, "since: filed_on", `since: 'date("2019-01-01")'`, ", to: decided_on", ""), backtest.Options{From: on("2020-01-31"), To: on("2020-01-31")})
	var ahead *scan.Ahead
	if !errors.As(err, &ahead) || ahead.Step != "suits" || ahead.Record != "judgment 东大有-3" || ahead.Day != "2020-05-01" {
		t.Errorf("got %v", err)
	}
}

// TestCutIsTheSmallerSnapshot: a scan of the whole snapshot with what was known on a day
// finds what a scan of a snapshot of that day would have found, model by model.
func TestCutIsTheSmallerSnapshot(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		c := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == "hit" })]
		rows, err := c.Rows(lib)
		if err != nil {
			t.Fatal(err)
		}
		whole := open(t, rows, m.Inputs...)
		latest, err := scan.Latest(t.Context(), whole.Engine)
		if err != nil {
			t.Fatal(err)
		}
		for _, back := range []int{7} {
			day := latest.AddDate(0, 0, -back)
			whole.AsOf, whole.Known = day, &models.Cut{On: day}
			got, err := scan.Scan(t.Context(), whole, m, c.Params)
			if ahead := (*scan.Ahead)(nil); errors.As(err, &ahead) {
				continue // a case given with a date to come
			}
			if err != nil {
				t.Fatalf("%s/%s: %v", m.ID, c.Name, err)
			}
			small := open(t, trimmed(lib, rows, day), m.Inputs...)
			small.AsOf = day
			want, err := scan.Scan(t.Context(), small, m, c.Params)
			if err != nil {
				t.Fatal(err)
			}
			compared += len(want.Findings)
			ignore := cmp.FilterPath(func(p cmp.Path) bool { return strings.Contains(p.String(), "Against") }, cmp.Ignore())
			if diff := cmp.Diff(want.Findings, got.Findings, ignore); diff != "" {
				t.Errorf("%s/%s as of %s:\n%s", m.ID, c.Name, day.Format(time.DateOnly), diff)
			}
		}
	}
	if compared < 5 {
		t.Errorf("only %d findings were compared", compared)
	}
}

// trimmed leaves of a snapshot what was known on a day.
func trimmed(lib standard.Library, rows map[string][]engine.Row, day time.Time) map[string][]engine.Row {
	late := func(v any) bool { t, ok := v.(time.Time); return ok && t.After(day) }
	unknown := map[any]bool{}
	out := map[string][]engine.Row{}
	for _, r := range rows["judgment"] {
		if d := r["decided_on"]; late(d) || d == nil && late(r["filed_on"]) {
			unknown[r["id"]] = true
		}
	}
	for name, list := range rows {
		s := lib[name]
		for _, r := range list {
			kept := engine.Row{}
			for k, v := range r {
				f, _ := s.Field(k)
				hidden := s.Kind == standard.Register && slices.ContainsFunc(s.KnownBy(f), func(d string) bool { return late(r[d]) })
				if !hidden {
					kept[k] = v
				}
			}
			switch {
			case name == "judgment" && unknown[r["id"]], unknown[r["judgment"]]:
			case s.Kind == standard.Register && s.KnownOn() != "" && late(r[s.KnownOn()]):
			default:
				out[name] = append(out[name], kept)
			}
		}
	}
	return out
}

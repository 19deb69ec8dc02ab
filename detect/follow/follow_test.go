package follow_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/follow"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
)

// asOf is the day as of which all look.
var asOf = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)

// documents yields papers as they are imported.
func documents(list []synth.Document) iter.Seq2[source.Document, *source.Unread] {
	return func(yield func(source.Document, *source.Unread) bool) {
		for _, d := range list {
			if !yield(source.Document{ID: d.ID, Text: d.Text, Source: d.ID}, nil) {
				return
			}
		}
	}
}

func imported(t *testing.T, l *lake.Lake, list []synth.Document) lake.Snapshot {
	t.Helper()
	if _, err := l.ImportJudgments(t.Context(), documents(list), lake.ImportOptions{At: asOf}); err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// whole scans a snapshot whole.
func whole(t *testing.T, s lake.Snapshot, list []models.Model) []scan.Result {
	t.Helper()
	e := linked(t, s)
	results, err := scan.All(t.Context(), scan.Snapshot{Engine: e, ID: "s", AsOf: asOf}, list)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func linked(t *testing.T, s lake.Snapshot) *duck.Engine {
	t.Helper()
	e := files(t, s)
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return e
}

func files(t *testing.T, s lake.Snapshot) *duck.Engine {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Tables: s.Tables(), TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func open(t *testing.T, s lake.Snapshot, list []models.Model) *follow.Desk {
	t.Helper()
	once := filing.Desk{Snapshot: scan.Snapshot{Engine: linked(t, s), ID: s.ID, AsOf: asOf}, Models: list}
	d, err := follow.Open(t.Context(), once, s, files(t, s))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// A key is whom a model tells of, and by which exclusion they are left out, if they are.
type key struct{ Model, Subject, Exclusion string }

// told is what is known: findings, and who is left out.
type told map[key]any

func (k told) take(m models.Model, r scan.Result, anew []string) {
	maps.DeleteFunc(k, func(x key, _ any) bool { return x.Model == m.ID && slices.Contains(anew, x.Subject) })
	for _, f := range r.Findings {
		f.Snapshot = ""
		k[key{m.ID, f.Subject.ID, ""}] = f
	}
	for _, x := range r.Excluded {
		k[key{m.ID, x.Subject.ID, x.Exclusion}] = x
	}
}

// followed are models that new documents alone bring findings of.
func followed() []string {
	return []string{"civil/agent-concentration", "civil/company-debt", "civil/divorce-debt", "civil/professional-lender", "civil/repaid-debt-sued", "civil/routine-loan"}
}

// apart takes some papers out of a county, the last two of what was planted and of what looks like it.
func apart(county *synth.County, most int) (first, later []synth.Document) {
	out := map[string]bool{}
	taken := map[string]int{}
	for x := range county.Truth() {
		if taken[x.Model] < 3 && len(out) < most && (x.Model == "" || slices.Contains(followed(), x.Model)) {
			for _, id := range x.Documents[max(0, len(x.Documents)-2):] {
				out[id] = true
			}
			taken[x.Model]++
		}
	}
	for p := range county.Documents() {
		if out[p.ID] {
			later = append(later, p)
			continue
		}
		first = append(first, p)
	}
	return first, later
}

// TestOneByOne: documents that come one after the other cause, together, what a whole scan of
// everything finds: findings, scores, evidence and who is left out, field by field. Models that
// a desk left to a whole scan are named by it.
func TestOneByOne(t *testing.T) {
	var list []models.Model
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(followed(), m.ID) || m.ID == "civil/batch-suits" {
			list = append(list, m)
		}
	}
	county, err := synth.New(synth.Options{Seed: 5, Documents: 240})
	if err != nil {
		t.Fatal(err)
	}
	first, later := apart(county, 12)
	l, err := lake.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Remember(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := imported(t, l, first)
	desk := open(t, s, list)
	known := told{}
	for i, r := range whole(t, s, list) {
		known.take(list[i], r, nil)
	}
	left, caused := map[string]bool{}, 0
	for _, p := range later {
		s = imported(t, l, []synth.Document{p})
		n, ok, err := desk.Follow(t.Context(), s)
		if err != nil || !ok {
			t.Fatalf("the desk does not follow: %v", err)
		}
		caused += answered(t, desk, n, list, known, left)
	}
	want := told{}
	for i, r := range whole(t, s, list) {
		want.take(list[i], r, nil)
	}
	for _, k := range []told{known, want} {
		maps.DeleteFunc(k, func(x key, _ any) bool { return left[x.Model] })
	}
	if d := cmp.Diff(want, known); d != "" {
		t.Errorf("documents one by one and a whole scan differ (-whole +one by one):\n%s", d)
	}
	t.Logf("%d documents in %d caused %d findings; %d of %d models are left to a whole scan", len(later), len(first), caused, len(left), len(list))
	if caused < 5 || len(left) != 1 || !left["civil/batch-suits"] {
		t.Errorf("%d findings, %d models left: this tries too little: %v", caused, len(left), left)
	}
}

func answered(t *testing.T, desk *follow.Desk, n nearby.News, list []models.Model, known told, left map[string]bool) (caused int) {
	t.Helper()
	answers, err := desk.Ask(context.WithoutCancel(t.Context()), n, asOf, list)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		if a.Whole.EN != "" {
			left[a.Model.ID] = true
			continue
		}
		known.take(a.Model, a.Result, a.Subjects)
		caused += len(a.Result.Findings)
	}
	return caused
}

// TestDoesNotFollow: where more happened than that documents came, another desk has to be opened.
func TestDoesNotFollow(t *testing.T) {
	m, err := models.Get("civil/professional-lender")
	if err != nil {
		t.Fatal(err)
	}
	l, err := lake.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	paper := func(id, claim string) synth.Document {
		return synth.Document{ID: id, Text: fmt.Sprintf("云川县人民法院\n民事判决书\n（2023）云0101民初7号\n原告张三。\n%s", claim)}
	}
	desk := open(t, imported(t, l, []synth.Document{paper("a", "一")}), []models.Model{m})
	at := desk.Snapshot().ID
	_, ok, err := desk.Follow(t.Context(), imported(t, l, []synth.Document{paper("a", "二")}))
	if err != nil || ok || desk.Snapshot().ID != at {
		t.Errorf("a correction is followed: %v %v", ok, err)
	}
}

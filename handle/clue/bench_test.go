package clue_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// county is n invented findings: 20 models, 300 courts, names of 2 and 3 characters, 3 to
// 12 cases each, risks with most of the mass low.
func county(n int) []scan.Finding {
	r := rand.New(rand.NewPCG(1, 2))
	list := make([]scan.Finding, n)
	for i := range list {
		f := finding("")
		f.Model, f.Subject = fmt.Sprintf("civil/m%02d", i%20), scan.Subject{Kind: []string{"person", "organisation", "group"}[r.IntN(3)],
			ID: fmt.Sprintf("p-%d", i/2), Name: fmt.Sprintf("%c%c%c", []rune("王李张刘陈杨赵黄周吴")[r.IntN(10)], '一'+rune(r.IntN(4000)), '一'+rune(r.IntN(4000)))}
		f.Risk, f.Amount = r.Float64()*r.Float64(), float64(r.IntN(1e7))
		f.Courts = []string{fmt.Sprintf("第%d人民法院", r.IntN(300))}
		f.Cases = nil
		for range 3 + r.IntN(10) {
			f.Cases = append(f.Cases, fmt.Sprintf("（20%02d）甲%04d民初%d号", 15+r.IntN(6), r.IntN(300), r.IntN(30000)))
		}
		slices.Sort(f.Cases)
		says := fault.Text{ZH: "该人在一年内作为原告起诉的民间借贷案件数量", EN: "suits on loans as plaintiff in one year"}
		f.Indicators = []scan.Indicator{{ID: "volume", Title: says, Says: says, Share: 0.3}, {ID: "absent", Title: says, Says: says, Share: 0.2},
			{ID: "uniform", Title: says, Says: says, Share: 0.1}}
		list[i] = f
	}
	return list
}

// BenchmarkList measures one page and its counts among 200,000 clues, query by query:
//
//	go test ./handle/clue -run '^$' -bench List -benchtime 100x
//
// and reports the 95th percentile besides the mean.
func BenchmarkList(b *testing.B) {
	s := seeded(b, clues(b))
	for _, q := range []struct {
		name string
		f    clue.Filter
	}{
		{"all", clue.Filter{}},
		{"open", clue.Filter{States: []clue.State{clue.Found, clue.Screening}}},
		{"rare state", clue.Filter{States: []clue.State{clue.Accepted}, Sort: "-amount"}},
		{"model", clue.Filter{Models: []string{"civil/m07"}}},
		{"models by amount", clue.Filter{Models: []string{"civil/m07", "civil/m08"}, Sort: "-amount"}},
		{"risk", clue.Filter{MinRisk: 0.7, Sort: "-changed_at"}},
		{"court", clue.Filter{Court: "第17人民法院"}},
		{"part of a court", clue.Filter{Court: "第1", Sort: "cases"}},
		{"kind by name", clue.Filter{SubjectKind: "group", Sort: "subject"}},
		{"name", clue.Filter{Query: "王丁"}},
		{"surname", clue.Filter{Query: "王"}},
		{"case number", clue.Filter{Query: "（2017）甲0017民初12"}},
		{"serial number", clue.Filter{Query: "12345"}},
		{"nothing", clue.Filter{Query: "没有这个人"}},
	} {
		b.Run(q.name, func(b *testing.B) { timeList(b, s, q.f, 1) })
		if q.name == "all" || q.name == "model" {
			b.Run(q.name+", page 10", func(b *testing.B) { timeList(b, s, q.f, 10) })
		}
	}
}

func seeded(b *testing.B, n int) *clue.Service {
	b.Helper()
	d, err := db.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "bench.db"), func() time.Time { return dbtest.Monday })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	s := clue.NewService(d)
	start := time.Now()
	if got := register(b, s, "s-1", county(n)...); got.New < n*99/100 {
		b.Fatalf("got %+v", got)
	}
	b.Logf("registered %d findings in %v", n, time.Since(start).Round(time.Millisecond))
	for i, state := range map[int]clue.State{0: clue.Screening, 1: clue.Dismissed, 2: clue.Accepted} {
		p, err := s.List(b.Context(), handler(), clue.Filter{Sort: clue.Sorts()[i], Limit: 100})
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range p.Items {
			if state == clue.Accepted && c.State == clue.Found {
				move(b, s, c.ID, clue.Screening)
			}
			if slices.Contains(mustGet(b, s, c.ID).State.Moves(), state) {
				move(b, s, c.ID, state)
			}
		}
	}
	return s
}

func timeList(b *testing.B, s *clue.Service, f clue.Filter, page int) {
	b.Helper()
	for range page - 1 {
		f.Cursor = list(b, s, f).Next
	}
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		list(b, s, f)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(list(b, s, f).Total), "clues")
}

func list(b *testing.B, s *clue.Service, f clue.Filter) clue.Page {
	b.Helper()
	p, err := s.List(b.Context(), handler(), f)
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// clues returns how many clues to measure with: 200,000, or 20,000 with -short.
func clues(b *testing.B) int {
	b.Helper()
	if testing.Short() {
		return 20_000
	}
	return 200_000
}

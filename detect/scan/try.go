package scan

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// An Open opens an engine on rows that are in no file.
type Open func(ctx context.Context, rows map[string][]engine.Row) (engine.Engine, error)

// Try runs one case of a model the way a scan runs the model, and returns everything in
// which the result differs from what the case wants; nothing if the case passes. The
// error is set if the case could not be run at all.
func Try(ctx context.Context, m models.Model, c models.Case, open Open) ([]fault.Text, error) {
	lib, err := standard.Load()
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	return TryOn(ctx, lib, m, c, open)
}

// TryOn is Try on the standards of an office, which the engine that open opens must have.
func TryOn(ctx context.Context, lib standard.Library, m models.Model, c models.Case, open Open) ([]fault.Text, error) {
	r, err := RunCase(ctx, lib, m, c, open)
	if err != nil {
		return nil, err
	}
	return differences(c, r), nil
}

// RunCase runs a model on what a case gives, the way a scan runs the model.
func RunCase(ctx context.Context, lib standard.Library, m models.Model, c models.Case, open Open) (Result, error) {
	e, asOf, err := openCase(ctx, lib, m, c, open)
	if err != nil {
		return Result{}, err
	}
	defer e.Close()
	return Scan(ctx, Snapshot{Engine: e, ID: caseSnapshot, AsOf: asOf}, m, c.Params)
}

// caseRows returns what a case gives, with the ties between people that its registers tell.
func caseRows(ctx context.Context, lib standard.Library, m models.Model, c models.Case, open Open) (map[string][]engine.Row, error) {
	rows, err := c.Rows(lib)
	if err == nil && slices.Contains(m.Inputs, "tie") {
		rows["tie"], err = ties(ctx, lib, rows, open)
	}
	return rows, err
}

// A comparison gathers what is wrong with a result.
type comparison []fault.Text

func (d *comparison) add(zh, en string, args ...any) {
	*d = append(*d, fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)})
}

// differences compares a result with what the case wants: exactly these subjects.
func differences(c models.Case, r Result) []fault.Text {
	var d comparison
	var found, excluded, want []string
	for _, f := range r.Findings {
		found = append(found, f.Subject.Name)
		d.sane(f)
	}
	for _, x := range r.Excluded {
		excluded = append(excluded, x.Subject.Name)
	}
	for _, w := range c.Want {
		want = append(want, w.Subject)
		if i := slices.Index(found, w.Subject); i >= 0 {
			d.finding(w, r.Findings[i])
		}
	}
	slices.Sort(found)
	slices.Sort(want)
	slices.Sort(excluded)
	if !slices.Equal(found, want) {
		d.add("命中 %q，应为 %q", "found %q, want %q", found, want)
	}
	if excluded = slices.Compact(excluded); !slices.Equal(excluded, slices.Sorted(slices.Values(c.Excluded))) {
		d.add("排除 %q，应为 %q", "excluded %q, want %q", excluded, c.Excluded)
	}
	return d
}

func (d *comparison) finding(w models.Want, f Finding) {
	shares := map[string]float64{}
	for _, i := range f.Indicators {
		shares[i.ID] = i.Share
	}
	if f.Risk < w.Min || f.Risk > w.Max {
		d.add("%s 的风险系数为 %v，应在 %v 至 %v；各监督点 %v", "risk of %s is %v, want %v to %v; shares %v", w.Subject, f.Risk, w.Min, w.Max, shares)
	}
	for _, id := range w.Indicators {
		if _, ok := shares[id]; !ok {
			d.add("%s：缺少监督点 %s，现有 %v", "%s: indicator %s is missing; there are %v", w.Subject, id, shares)
		}
	}
	for _, id := range w.Absent {
		if _, ok := shares[id]; ok {
			d.add("%s：不应计入监督点 %s", "%s: indicator %s counts and should not", w.Subject, id)
		}
	}
	for _, id := range w.Against {
		if !slices.ContainsFunc(f.Against, func(a Against) bool { return a.ID == id }) {
			d.add("%s：缺少反对理由 %s", "%s: %s does not stand against", w.Subject, id)
		}
	}
	if w.Cases > 0 && len(f.Cases) != w.Cases {
		d.add("%s：%d 件案件，应为 %d 件", "%s: %d cases, want %d", w.Subject, len(f.Cases), w.Cases)
	}
}

// sane checks what must hold of every finding of every model.
func (d *comparison) sane(f Finding) {
	sum, cited := 0.0, map[string]bool{}
	for _, r := range f.Records {
		cited[r.Indicator] = true
		if r.RecordID == "" || r.Dataset == "" || r.Field == "" {
			d.add("证据记录不完整：%+v", "a record is incomplete: %+v", r)
		}
	}
	for _, i := range f.Indicators {
		sum += i.Share
		if i.Weight > 0 && !cited[i.ID] && i.CountedWith == "" {
			d.add("监督点 %s 没有依据任何记录", "indicator %s rests on no record", i.ID)
		}
		for _, s := range []string{i.Says.ZH, i.Says.EN} {
			if strings.ContainsAny(s, "{}") || strings.Contains(s, "（未知）") || strings.Contains(s, "(unknown)") {
				d.add("监督点 %s 的句子未填完：%q", "the sentence of indicator %s is not filled in: %q", i.ID, s)
			}
		}
	}
	if math.Abs(f.Risk-min(max(sum, 0), 1)) > 1e-5 {
		d.add("风险系数 %v 不等于各监督点之和 %v", "risk %v is not the sum of the shares %v", f.Risk, sum)
	}
	if f.Subject.Name == "" || strings.Contains(f.Subject.ID, f.Subject.Name) || len(f.Cases)+len(f.Documents)+len(f.Records) == 0 || len(f.Law) == 0 || f.From == "" || f.From > f.To {
		d.add("命中不完整：%s %s 至 %s", "the finding is incomplete: %s, %s to %s", f.Subject.ID, f.From, f.To)
	}
}

// ties works out who is tied to whom in the rows of a case, as mingjian link does in a lake.
func ties(ctx context.Context, lib standard.Library, rows map[string][]engine.Row, open Open) (list []engine.Row, err error) {
	e, err := open(ctx, rows)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	// Only of what the case gives: no register without records ties anybody.
	given := standard.Library{"tie": lib["tie"], "party": lib["party"], "agent": lib["agent"]}
	for name := range rows {
		given[name] = lib[name]
	}
	if err := linkage.Link(ctx, e, given.Names()...); err != nil {
		return nil, err
	}
	query, _ := linkage.Ties(e.Dialect(), given)
	for row, err := range e.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("work out the ties of a case: %w", err)
		}
		list = append(list, row)
	}
	return list, nil
}

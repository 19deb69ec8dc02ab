package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// Check reports everything that is wrong with m at once (*Faults), so that its author
// mends it in one go.
func (m Model) Check() error {
	lib, err := standard.Load()
	if err != nil {
		return fmt.Errorf("load the standards: %w", err)
	}
	laws, err := law.Load()
	if err != nil {
		return err
	}
	return m.CheckOn(lib, laws)
}

// CheckOn is Check on the standards of an office.
func (m Model) CheckOn(lib standard.Library, laws law.Register) error {
	b := newBuilder(m, Target{Standards: lib, Dialect: engine.Trial{}, AsOf: time.Unix(0, 0)})
	b.card()
	b.legalBasis(laws)
	b.model()
	b.weights()
	b.yield()
	list := append(b.faults.sorted(), m.checkCases(lib)...)
	if len(list) > 0 {
		return &Faults{m.ID, list}
	}
	return nil
}

// must notes a fault unless ok.
func (b *builder) must(ok bool, at place, zh, en string, args ...any) {
	if !ok {
		b.faults.add(at, zh, en, args...)
	}
}

func (b *builder) both(at place, t fault.Text) {
	b.must(t.ZH != "" && t.EN != "", at, "须有中文和英文", "is needed in Chinese and English")
}

// card checks what a person reads of the model.
func (b *builder) card() {
	b.must(b.folder == "" || b.folder == b.ID, place{"id"}, "编号“%s”与文件夹“%s”不符", "id %q is not the folder %q", b.ID, b.folder)
	b.must(modelID.MatchString(b.ID), place{"id"}, "编号须为 业务条线/名称，由小写字母、数字和连字符组成", "the id must be branch/name, of small letters, digits and hyphens")
	known := slices.Contains([]string{"civil", "criminal", "administrative", "public-interest"}, b.Branch)
	b.must(known, place{"branch"}, "没有业务条线“%s”", "there is no branch %q", b.Branch)
	b.must(!known || strings.HasPrefix(b.ID, b.Branch+"/"), place{"id"}, "编号须以业务条线开头", "the id must begin with the branch")
	b.must(b.Version > 0, place{"version"}, "版本须从 1 起", "the version must be 1 or more")
	for name, t := range map[string]fault.Text{"title": b.Title, "harm": b.Harm, "point": b.Point, "summary": b.Summary} {
		b.both(place{name}, t)
	}
	for i, p := range b.Parameters {
		b.both(place{"parameters", i, "title"}, p.Title)
	}
	for i, x := range b.Exclusions {
		for name, t := range map[string]fault.Text{"title": x.Title, "says": x.Says, "checked": x.Checked} {
			b.both(place{"exclusions", i, name}, t)
		}
	}
	for i, x := range b.Model.Against {
		b.both(place{"against", i, "says"}, x.Says)
		b.must(x.Kind == "fact" || x.Kind == "missing", place{"against", i, "kind"}, "须为 fact 或 missing", "must be fact or missing")
	}
	b.must(len(b.Exclusions) > 0, place{"exclusions"}, "须写明与之相似而合法的情形", "look-alikes that are no wrong must be named")
}

// weights checks the indicators: at full strength they must be able to reach 1, or a
// risk coefficient of 0.9 would mean different things in different models.
func (b *builder) weights() {
	at := place{"score", "indicators"}
	sum, seen := 0.0, map[string]bool{}
	for i, x := range b.Score.Indicators {
		b.must(identifier.MatchString(x.ID) && !seen[x.ID], at.of(i).of("id"), "监督点编号“%s”不合规或重复", "indicator id %q is malformed or stands twice", x.ID)
		seen[x.ID] = true
		b.both(at.of(i).of("title"), x.Title)
		b.both(at.of(i).of("says"), x.Says)
		b.must(x.Weight != 0 && math.Abs(x.Weight) <= 1, at.of(i).of("weight"), "权重须在 -1 与 1 之间且不为 0", "the weight must be between -1 and 1, and not 0")
		b.must(len(x.Evidence) > 0 || x.Weight < 0, at.of(i).of("evidence"), "须写明依据哪些记录", "the records it rests on must be named")
		sum += max(x.Weight, 0)
	}
	b.must(sum >= 1-1e-9, at, "正权重之和须不小于 1，现为 %.2f", "the positive weights must add up to at least 1, not %.2f", sum)
}

// sentences checks that every placeholder has a value.
func (b *builder) sentences(totals table) {
	known := func(at place, t fault.Text) {
		for _, name := range Placeholders(t) {
			_, measure := totals.column(name)
			param, isParam := strings.CutPrefix(name, "params.")
			ok := measure || isParam && b.types[param] != "" || name == "subject" || name == "as_of"
			b.must(ok, at, "占位符“%s”没有对应的指标或参数", "placeholder %q is neither a measure nor a parameter", name)
		}
	}
	known(place{"summary"}, b.Summary)
	for i, x := range b.Score.Indicators {
		known(place{"score", "indicators", i, "says"}, x.Says)
	}
	for i, x := range b.Exclusions {
		known(place{"exclusions", i, "says"}, x.Says)
		known(place{"exclusions", i, "checked"}, x.Checked)
	}
	for i, x := range b.Model.Against {
		known(place{"against", i, "says"}, x.Says)
	}
	for i, m := range b.Score.Measures {
		b.must(slices.Contains(Units(), m.Unit), place{"score", "measures", i, "unit"}, "没有单位“%s”", "there is no unit %q", m.Unit)
	}
}

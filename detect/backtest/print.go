package backtest

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// A printer writes a report for people in one language.
type printer struct {
	w    *tabwriter.Writer
	lang string
}

func newPrinter(w io.Writer, lang string) printer {
	return printer{tabwriter.NewWriter(w, 0, 4, 2, ' ', 0), lang}
}

// say writes a sentence; both are formatted with the same args.
func (p printer) say(zh, en string, args ...any) {
	fmt.Fprintf(p.w, fault.Text{ZH: zh, EN: en}.In(p.lang)+"\n", args...)
}

// Print writes the report for people, in language lang.
func (r Report) Print(w io.Writer, lang string) error {
	p := newPrinter(w, lang)
	p.say("%s 第 %d 版  %s  快照 %s", "%s version %d  %s  snapshot %s", r.Model, r.Version, r.Title.In(lang), r.Snapshot)
	p.say("回测 %s 至 %s，每月末只看当时已知的数据", "tested from %s to %s, each month with what was known at its end", r.From, r.To)
	p.months(r)
	p.against(r.Against)
	p.decided(r.Decided)
	p.say("\n工作量：每条线索 %g 分钟（%s）。首月积压 %.1f 小时，此后月均 %.2f 小时，最忙的月 %.1f 小时。",
		"\nwork: %g minutes a clue (%s). Backlog of the first month %.1f hours, then %.2f hours a month, the busiest month %.1f.",
		r.Effort.Minutes, r.Effort.Source.In(lang), r.Effort.Backlog, r.Effort.Monthly, r.Effort.Busiest)
	p.levels(r.Levels)
	p.overlap(r.Overlap)
	p.courts(r.Courts)
	p.examples(r.Examples)
	p.say("\n输入", "\ninputs")
	for _, in := range r.Inputs {
		p.say("  %s\t%d 行\t已知 %d\t无日期 %d", "  %s\t%d rows\t%d known\t%d undated", in.Title.In(lang), in.Rows, in.Known, in.Undated)
	}
	p.say("耗时 %.1f 秒，末月读 %d 行。", "took %.1f seconds, %d rows in the last month.", r.Cost.Seconds, r.Cost.Rows)
	p.say("\n须注意", "\nbear in mind")
	for _, n := range r.Notes {
		p.say("  · %s", "  · %s", n.In(lang))
	}
	return p.w.Flush()
}

func (p printer) months(r Report) {
	if r.Against == nil {
		p.say("\n月末\t新增\t在列\t消失", "\nmonth end\tnew\tstanding\tgone")
	} else {
		p.say("\n月末\t新增\t在列\t消失\t多出\t缺少", "\nmonth end\tnew\tstanding\tgone\tgained\tlost")
	}
	for _, m := range r.Months {
		if r.Against == nil {
			fmt.Fprintf(p.w, "%s\t%d\t%d\t%d\n", m.AsOf, m.New, m.Standing, m.Gone)
			continue
		}
		fmt.Fprintf(p.w, "%s\t%d\t%d\t%d\t+%d\t-%d\n", m.AsOf, m.New, m.Standing, m.Gone, m.Gained, m.Lost)
	}
}

func (p printer) against(v *Versus) {
	if v == nil {
		return
	}
	p.say("\n与 %s 第 %d 版比较", "\nagainst %s version %d", v.Model, v.Version)
	p.sides(v.Sides)
}

func (p printer) sides(s Sides) {
	for _, x := range []struct {
		title fault.Text
		side  Side
	}{{fault.Text{ZH: "多出", EN: "gained"}, s.Gained}, {fault.Text{ZH: "缺少", EN: "lost"}, s.Lost}, {fault.Text{ZH: "共有", EN: "both"}, s.Both}} {
		p.say("  %s %d", "  %s %d", x.title.In(p.lang), x.side.Count)
		if x.side.Count > 0 {
			p.list(x.side.Examples[:min(len(x.side.Examples), shown)], "    ")
		}
	}
}

func (p printer) list(list []Example, indent string) {
	for _, e := range list {
		fmt.Fprintf(p.w, "%s%.2f  %s  %s\n", indent, e.Risk, e.Subject.Name, e.Summary.In(p.lang))
	}
}

func (p printer) examples(list []Example) {
	if len(list) > 0 {
		p.say("\n末月风险最高的命中", "\nhighest risk in the last month")
		p.list(list, "  ")
	}
}

func (p printer) decided(d *Decided) {
	if d == nil {
		p.say("\n没有已决线索，无从比较。", "\nnothing has been decided: nothing to compare with.")
		return
	}
	p.say("\n与已决线索比较（95%% Wilson 区间）", "\nagainst decided clues (95%% Wilson intervals)")
	for _, x := range []struct {
		title fault.Text
		share Share
	}{
		{fault.Text{ZH: "命中且已决者中成立", EN: "precision: confirmed, of those found and decided"}, d.Precision},
		{fault.Text{ZH: "成立者中仍命中", EN: "kept: found, of those confirmed"}, d.Kept},
		{fault.Text{ZH: "不成立者中不再命中", EN: "dropped: not found, of those dismissed"}, d.Dropped},
		{fault.Text{ZH: "与人的判断一致", EN: "agreement"}, d.Agreement},
	} {
		p.say("  %s\t%s\t%d/%d\t%s–%s", "  %s\t%s\t%d/%d\t%s–%s", x.title.In(p.lang), percent(x.share), x.share.Count, x.share.Of, models.Percent(x.share.Low), models.Percent(x.share.High))
	}
	p.say("  命中而未决 %d", "  found and undecided %d", d.Undecided)
}

func percent(s Share) string {
	if s.Of == 0 {
		return "–"
	}
	return models.Percent(s.Value)
}

// levels prints the levels of risk at which less is found than at the one before.
func (p printer) levels(list []Level) {
	if len(list) == 0 || list[0].Standing == 0 {
		return
	}
	p.say("\n风险系数不低于\t末月在列\t月均小时\t准确率\t成立者仍命中", "\nrisk at least\tstanding\thours a month\tprecision\tkept")
	for i, l := range list {
		if i+1 == len(list) || list[i+1].Standing != l.Standing {
			fmt.Fprintf(p.w, "%.2f\t%d\t%.2f\t%s\t%s\n", l.Least, l.Standing, l.Monthly, percent(l.Precision), percent(l.Kept))
		}
	}
}

func (p printer) overlap(list []Overlap) {
	if len(list) == 0 {
		return
	}
	p.say("\n与其他模型重叠（Jaccard）\t命中\t共有\t主体\t案件", "\noverlap with other models (Jaccard)\tfindings\tcommon\tsubjects\tcases")
	for _, o := range list {
		fmt.Fprintf(p.w, "  %s\t%d\t%d\t%.2f\t%.2f\n", o.Model, o.Findings, o.Common, o.Subjects, o.Cases)
	}
}

func (p printer) courts(list []Court) {
	if len(list) == 0 {
		return
	}
	p.say("\n各法院（首月之后；按名称排列，不是排名）\t新增\t占命中\t占文书\t离散度", "\ncourts (after the first month; by name, no ranking)\tnew\tof findings\tof documents\tdispersion")
	for _, c := range list {
		few := ""
		if c.Few {
			few = fault.Text{ZH: "数量太少，不足以判断", EN: "too few to tell"}.In(p.lang)
		}
		fmt.Fprintf(p.w, "  %s\t%d\t%s\t%s\t%.2f\t%s\n", c.Court, c.New, models.Percent(c.Share), models.Percent(c.Documents), c.Dispersion, few)
	}
}

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

type clueCmd struct {
	database `embed:""`
	List     clueListCmd   `cmd:"" help:"${clue_list}"`
	Show     clueShowCmd   `cmd:"" help:"${clue_show}"`
	Export   clueExportCmd `cmd:"" help:"${clue_export}"`
	Aside    clueAsideCmd  `cmd:"" help:"${clue_aside}"`
	Assign   clueAssignCmd `cmd:"" help:"${clue_assign}"`
	Next     clueNextCmd   `cmd:"" help:"${clue_next}"`
	Bulk     clueBulkCmd   `cmd:"" help:"${clue_bulk}"`
	Undo     clueUndoCmd   `cmd:"" help:"${clue_undo}"`
	Merge    clueMergeCmd  `cmd:"" help:"${clue_merge}"`
	Split    clueSplitCmd  `cmd:"" help:"${clue_split}"`
	WhyNot   whyNotCmd     `cmd:"" name:"why-not" help:"${clue_whynot}"`
}

// A clueFilter is the flags that choose clues.
type clueFilter struct {
	State string `help:"${clue_state}"`
	Model string `help:"${clue_model}"`
	Put   string `name:"put-aside" help:"${clue_put}" enum:",none,only,any" default:""`
}

type clueListCmd struct {
	clueFilter `embed:""`
	Limit      int `help:"${clue_limit}" default:"50"`
}

type clueShowCmd struct {
	ID      string `arg:"" help:"${clue_id}"`
	Purpose string `help:"${show_purpose}" placeholder:"TEXT"`
}

type clueExportCmd struct {
	clueFilter `embed:""`
	Out        string `help:"${clue_out}" short:"o" placeholder:"FILE" type:"path"`
}

func (f clueFilter) filter() clue.Filter {
	var out clue.Filter
	for s := range strings.SplitSeq(f.State, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out.States = append(out.States, clue.State(s))
		}
	}
	for m := range strings.SplitSeq(f.Model, ",") {
		if m = strings.TrimSpace(m); m != "" {
			out.Models = append(out.Models, m)
		}
	}
	if f.Put != "none" {
		out.Aside = clue.Aside(f.Put)
	}
	return out
}

// Run lists clues, highest risk first.
func (c *clueListCmd) Run(a *app, parent *clueCmd) error {
	return a.withStore(parent.database, func(store *db.DB) error {
		clues := clue.NewService(store)
		if err := a.looked(store, audit.Search, "clues", string(access.Home)); err != nil {
			return err
		}
		out := bufio.NewWriter(a.term.out)
		table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
		if !a.json {
			fmt.Fprintln(table, a.pick("风险\t状态\t案件\t模型\t主体\t线索", "risk\tstate\tcases\tmodel\tsubject\tclue"))
		}
		total, more, err := eachClue(a, clues, c.filter(), c.Limit, func(row clue.Clue) error {
			if !a.json {
				_, err := fmt.Fprintf(table, "%.2f\t%s\t%d\t%s\t%s\t%s\n", row.Risk, row.State.In().In(a.lang), row.Cases, row.Model, row.Subject.Name, row.ID)
				return err
			}
			d, err := clues.Get(a.ctx, a.actor(), row.ID)
			if err != nil {
				return err
			}
			return a.printClue(out, d.Clue, d.Finding)
		})
		if err != nil {
			return err
		}
		if !a.json {
			table.Flush()
			text := a.pick("共 %d 条线索\n", "%d clues in all\n")
			if more {
				text = a.pick("共 %d 条以上线索\n", "more than %d clues in all\n")
			}
			fmt.Fprintf(out, text, total)
		}
		return out.Flush()
	})
}

// eachClue calls f for each clue of the filter in the order of the list, page by page,
// at most limit of them (0: all), and returns how many there are, or that there are more.
func eachClue(a *app, clues *clue.Service, f clue.Filter, limit int, do func(clue.Clue) error) (total int, more bool, err error) {
	f.Limit = clue.MaxLimit
	for done := 0; ; {
		page, err := clues.List(a.ctx, a.actor(), f)
		if err != nil {
			return 0, false, err
		}
		for _, row := range page.Items {
			if limit > 0 && done == limit {
				return page.Total, slices.ContainsFunc(page.More, func(s clue.State) bool { return len(f.States) == 0 || slices.Contains(f.States, s) }), nil
			}
			if err := do(row); err != nil {
				return 0, false, err
			}
			done++
		}
		if f.Cursor = page.Next; f.Cursor == "" {
			return done, false, nil
		}
	}
}

// printClue prints the finding's line with the clue's id, state and number of members added.
func (a *app) printClue(w io.Writer, c clue.Clue, f scan.Finding) error {
	line, err := clue.Exported{Clue: c, Finding: f}.Line(a.lang)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", line)
	return err
}

// Run shows one clue: what it rests on, what speaks against it, and the law.
func (c *clueShowCmd) Run(a *app, parent *clueCmd) error {
	purpose, err := stated(c.Purpose)
	if err != nil {
		return err
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		d, err := clue.NewService(store).Get(a.ctx, a.actor(), clue.ID(c.ID))
		if err != nil {
			return err
		}
		if err := a.looked(store, audit.LookClue, c.ID, string(d.Office), purpose); err != nil {
			return err
		}
		if a.json {
			return a.printClue(a.term.out, d.Clue, d.Finding)
		}
		also, err := a.corroboration(clue.NewService(store), d)
		if err != nil {
			return err
		}
		a.showClue(d, also)
		return nil
	})
}

// corroboration is what the open clues about the subject of d say together.
func (a *app) corroboration(clues *clue.Service, d clue.Detail) ([]scan.Corroboration, error) {
	list, err := a.chooseModels(nil)
	if err != nil {
		return nil, err
	}
	findings := []scan.Finding{d.Finding}
	for _, s := range d.SubjectRisk.Models {
		if s.Clue == d.ID {
			continue
		}
		other, err := clues.Get(a.ctx, a.actor(), s.Clue)
		if err != nil {
			return nil, err
		}
		findings = append(findings, other.Finding)
	}
	return scan.Corroborate(findings, list), nil
}

// showAlso says which other models point at the subject of f, and what all say together.
func (a *app) showAlso(f scan.Finding, c scan.Corroboration) {
	others := slices.DeleteFunc(c.Models(), func(m string) bool { return m == f.Model })
	if c.Kind != "subject" || len(others) == 0 {
		return
	}
	fmt.Fprintf(a.term.out, a.pick("另有模型命中同一主体：%s；合并概率 %s（%s）\n", "also found by %s; together %s (%s)\n"),
		strings.Join(others, a.pick("、", ", ")), models.Percent(c.Probability.Value), c.Probability.Basis.In(a.lang))
}

func (a *app) showClue(d clue.Detail, also []scan.Corroboration) {
	w, f := a.term.out, d.Finding
	a.showStanding(d.Clue)
	fmt.Fprintf(w, a.pick("%s 第 %d 版  快照 %s  风险系数 %.2f\n", "%s version %d  snapshot %s  risk coefficient %.2f\n"), f.Model, f.Version, f.Snapshot, f.Risk)
	if p := f.Probability; p.Basis.ZH != "" { // clues found before there was one have none until the next scan
		fmt.Fprintf(w, a.pick("成案概率 %s（%s）\n", "probability of being confirmed %s (%s)\n"), models.Percent(p.Value), p.Basis.In(a.lang))
	}
	for _, x := range also {
		a.showAlso(f, x)
	}
	fmt.Fprintf(w, "%s\n\n", f.Summary.In(a.lang))
	fmt.Fprintln(w, a.pick("依据", "Why"))
	for _, i := range f.Indicators {
		fmt.Fprintf(w, "  %+.2f  %s\n", i.Share, i.Says.In(a.lang))
	}
	fmt.Fprintln(w, a.pick("反对理由", "What speaks against"))
	for _, x := range f.Against {
		fmt.Fprintf(w, "  [%s] %s\n", x.Kind, x.Says.In(a.lang))
	}
	fmt.Fprintln(w, a.pick("法律依据", "Legal basis"))
	for _, b := range f.Law {
		fmt.Fprintf(w, a.pick("  %s（%s）第 %s 条\n", "  %s (%s) art. %s\n"), b.Law, b.Version, b.Article)
	}
	fmt.Fprintf(w, "%s (%d)\n  %s\n", a.pick("案件", "Cases"), len(f.Cases), strings.Join(f.Cases, "\n  "))
	a.showHistory(d.History)
	fmt.Fprintf(w, a.pick("重现：%s\n", "Repeat: %s\n"), f.Command())
}

// showHistory prints what happened to a clue: scans that found it, and people who moved it.
func (a *app) showHistory(events []clue.Event) {
	fmt.Fprintln(a.term.out, a.pick("经过", "History"))
	for _, e := range events {
		what := e.To.In().In(a.lang)
		switch {
		case e.Kind == clue.FactsChanged:
			what = a.pick("事实有变化", "other facts")
		case e.Kind == clue.WasGone:
			what = a.pick("最近一次扫描不再命中", "no longer found by the newest scan")
		case e.Kind == clue.PutAside && e.Until.IsZero():
			what = a.pick("恢复处理", "brought back")
		case e.Kind == clue.PutAside:
			what = fmt.Sprintf(a.pick("暂缓至 %s", "aside until %s"), e.Until)
		case e.Kind == clue.Held && e.Until.IsZero():
			what = a.pick("不再由专人办理", "freed")
		case e.Kind == clue.Held:
			what = fmt.Sprintf(a.pick("由%s办理至 %s", "with %s until %s"), e.Whom, e.Until)
		case e.Kind == clue.Undone:
			what += a.pick("（撤回批量操作）", " (a change of many was taken back)")
		}
		fmt.Fprintf(a.term.out, "  %s  %s  %s  %s\n", e.At.Local().Format("2006-01-02 15:04"), what, e.By, e.Note)
	}
}

// Run writes every clue of the filter as JSON Lines. A file is written whole or not at
// all: to a temporary name first.
func (c *clueExportCmd) Run(a *app, parent *clueCmd) error {
	if c.Put == "" {
		c.Put = "any" // an export is whole unless it is asked to be less
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		if c.Out == "" {
			return a.export(a.term.out, clue.NewService(store), c.filter())
		}
		tmp, err := os.CreateTemp(filepath.Dir(c.Out), ".clues-*")
		if err != nil {
			return fault.Invalidf("无法写入 %s。", "cannot write %s.", c.Out).Because(err)
		}
		defer os.Remove(tmp.Name()) // does nothing after the rename
		err = a.export(tmp, clue.NewService(store), c.filter())
		if err == nil {
			err = tmp.Sync()
		}
		if closeErr := tmp.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return err
		}
		return os.Rename(tmp.Name(), c.Out)
	})
}

func (a *app) export(to io.Writer, clues *clue.Service, f clue.Filter) error {
	w := bufio.NewWriter(to)
	for e, err := range clues.Export(a.ctx, a.actor(), f) {
		if err != nil {
			return err
		}
		if err := a.printClue(w, e.Clue, e.Finding); err != nil {
			return err
		}
	}
	return w.Flush()
}

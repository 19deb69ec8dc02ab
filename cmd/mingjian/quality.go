package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
)

type qualityCmd struct {
	Standard string `arg:"" optional:"" help:"${quality_standard}"`
	Import   string `help:"${quality_import}" placeholder:"IMPORT"`
	Snapshot string `help:"${scan_snapshot}"`
}

// Run prints how good the records of a register are or, without one, what was delivered of
// each and what was not.
func (c *qualityCmd) Run(a *app) error {
	lib, err := a.standards()
	if err != nil {
		return err
	}
	l, s, err := a.snapshot(c.Snapshot)
	if err != nil {
		return err
	}
	defer l.Close()
	switch {
	case c.Import != "":
		r, err := lake.ImportQuality(a.ctx, s, lib, c.Import)
		if err != nil {
			return err
		}
		return a.printQuality(r)
	case c.Standard == "":
		return a.printLedgers(s, lib)
	}
	std, err := registerOf(lib, c.Standard)
	if err != nil {
		return err
	}
	r, err := lake.Quality(a.ctx, s, lib, std.Name)
	if err != nil {
		return err
	}
	if err := a.printQuality(r); err != nil {
		return err
	}
	ledgers, err := lake.Coverage(a.ctx, s, standard.Library{std.Name: std}, a.now())
	if err != nil {
		return err
	}
	return a.printLedger(ledgers[0])
}

func (a *app) printQuality(r lake.QualityReport) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	w := a.term.out
	fmt.Fprintf(w, a.pick("%s：%d 条记录，来自 %d 次导入；隔离 %d 行。\n", "%s: %d records from %d imports; %d rows in quarantine.\n"),
		r.Title.In(a.lang), r.Rows, r.Imports, r.Quarantined)
	fmt.Fprintf(w, a.pick("唯一性：文件内完全重复 %d 行，标识相同而内容矛盾 %d 行，更正 %d 行。\n", "uniqueness: %d rows twice in a file, %d with the same key and other values, %d superseded.\n"),
		r.Delivered.Duplicate+r.Delivered.Repeated, r.Delivered.Conflicting, r.Delivered.Superseded)
	for _, n := range r.Shared {
		fmt.Fprintf(w, a.pick("同号异名：%s有 %d 个对应不止一个姓名或名称，涉及 %d 条记录。\n", "one number, several names: %s has %d of them, in %d records.\n"), n.Title.In(a.lang), n.Numbers, n.Records)
	}
	if d := r.Dates; d != nil && d.Earliest != "" {
		fmt.Fprintf(w, a.pick("时间：%s 至 %s；没有日期 %d 条，日期不可能 %d 条。\n", "dates: %s to %s; %d records without, %d with one that cannot be.\n"),
			d.Earliest, d.Latest, d.Undated, d.Odd)
	}
	for _, f := range r.Fields {
		fmt.Fprintf(w, "  %-24s %5.1f%%%s\n", f.Title.In(a.lang), 100*f.Share, a.problems(f.Problems))
		if f.Distinct != nil {
			fmt.Fprintf(w, a.pick("    不同的值 %d 个\n", "    %d different values\n"), *f.Distinct)
		}
		if f.Refers != nil {
			a.printReferral(*f.Refers)
		}
	}
	return nil
}

func (a *app) printReferral(r lake.Referral) {
	if r.Empty {
		fmt.Fprintf(a.term.out, a.pick("    引用 %s：该数据集还没有数据，无法核对\n", "    refers to %s, which has no records: nothing can be found in it\n"), r.Standard)
		return
	}
	fmt.Fprintf(a.term.out, a.pick("    引用 %s：%.1f%% 可以找到\n", "    refers to %s: %.1f%% found\n"), r.Standard, 100*r.Share)
}

// problems lists what is wrong with the values of a field.
func (a *app) problems(counts map[string]int64) string {
	var all []string
	for _, code := range sortedByCount(counts) {
		all = append(all, fmt.Sprintf("%s %d", a.problemWord(code), counts[code]))
	}
	if len(all) == 0 {
		return ""
	}
	return "  " + strings.Join(all, a.pick("，", ", "))
}

// printProblems prints the fields of some rows that have problems.
func (a *app) printProblems(s standard.Standard, t lake.Tally) {
	for _, f := range s.Columns() {
		if said := a.problems(t.Fields[f.Name].Problems); said != "" {
			fmt.Fprintf(a.term.out, a.pick("  质量 %s%s\n", "  quality %s%s\n"), f.Title.In(a.lang), said)
		}
	}
}

// problemWord calls a problem by its name; a code that nobody told is its own name.
func (a *app) problemWord(code string) string {
	words := map[string][2]string{
		"missing": {"缺失", "missing"}, "unreadable": {"无法读取", "unreadable"}, "conflicting": {"内容矛盾", "conflicting"}, "refused": {"行无法读取", "row unreadable"},
		"broken_off": {"文件中断", "file breaks off"}, "unclear_date": {"日期不明", "unclear date"}, "unknown_code": {"代码不明", "unknown code"},
		"rounded": {"号码丢失位数", "digits lost"}, "error_value": {"公式错误", "formula error"}, "unit": {"单位不明", "unit unknown"},
		"check_digit": {"校验码不符", "check digit"}, "form": {"格式不规范", "unusual form"}, "masked": {"有遮盖", "masked"}, "guessed": {"日期由序号推定", "date from a serial"},
		"out_of_range": {"超出范围", "out of range"}, "future": {"晚于今天", "in the future"}, "undecodable": {"乱码", "undecodable"},
		"month_only": {"只有年月", "month only"},
	}
	w, ok := words[code]
	if !ok {
		return code
	}
	return a.pick(w[0], w[1])
}

// printLedgers prints what was delivered of every register.
func (a *app) printLedgers(s lake.Snapshot, lib standard.Library) error {
	ledgers, err := lake.Coverage(a.ctx, s, lib, a.now())
	if err != nil {
		return err
	}
	var empty []string
	for _, c := range ledgers {
		if c.Empty && !a.json {
			empty = append(empty, c.Title.In(a.lang))
			continue
		}
		if err := a.printLedger(c); err != nil {
			return err
		}
	}
	if len(empty) > 0 {
		fmt.Fprintf(a.term.out, a.pick("没有任何数据（查不到不等于没有问题）：%s\n", "no records at all (nothing found does not mean nothing wrong): %s\n"), strings.Join(empty, a.pick("、", ", ")))
	}
	return nil
}

func (a *app) printLedger(c lake.CoverageLedger) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(c)
	}
	w := a.term.out
	fmt.Fprintf(w, a.pick("覆盖 %s：%d 条", "coverage of %s: %d records"), c.Title.In(a.lang), c.Rows)
	if c.From != "" {
		fmt.Fprintf(w, a.pick("，%s 至 %s", ", %s to %s"), c.From, c.To)
	}
	fmt.Fprintln(w)
	for _, says := range c.Lacking {
		fmt.Fprintln(w, a.pick("  缺：", "  missing: ")+says.In(a.lang))
	}
	if len(c.Missing) > 0 {
		fmt.Fprintf(w, a.pick("  缺：%s\n", "  missing: %s\n"), some(c.Missing))
	}
	if len(c.Late) > 0 {
		fmt.Fprintf(w, a.pick("  应到未到：%s\n", "  late: %s\n"), some(c.Late))
	}
	for _, v := range c.Values {
		if len(v.Missing) > 0 {
			fmt.Fprintf(w, a.pick("  %s 缺 %d 期：%s\n", "  %s lacks %d periods: %s\n"), v.Value, len(v.Missing), some(v.Missing))
		}
	}
	return nil
}

// some lists the first of many periods.
func some(all []string) string {
	const shown = 12
	if len(all) <= shown {
		return strings.Join(all, " ")
	}
	return strings.Join(all[:shown], " ") + fmt.Sprintf(" … (%d)", len(all))
}

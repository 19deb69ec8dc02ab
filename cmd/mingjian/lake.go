package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
)

type lakeCmd struct {
	Log    lakeLogCmd    `cmd:"" help:"${lake_log}"`
	Due    lakeDueCmd    `cmd:"" help:"${lake_due}"`
	Forget lakeForgetCmd `cmd:"" help:"${lake_forget}"`
}

type lakeLogCmd struct{}

// Run lists all imports, the oldest first.
func (c *lakeLogCmd) Run(a *app) error {
	l, s, err := a.snapshot("")
	if err != nil {
		return err
	}
	defer l.Close()
	return a.printImports(s.Manifest.Imports)
}

type lakeDueCmd struct{}

// Run lists the imports that should have been forgotten by now.
func (c *lakeDueCmd) Run(a *app) error {
	l, s, err := a.snapshot("")
	if err != nil {
		return err
	}
	defer l.Close()
	due := s.Manifest.Due(a.now())
	if len(due) == 0 && !a.json {
		fmt.Fprintln(a.term.out, a.pick("没有超过保存期限的数据。", "Nothing is past its time."))
	}
	return a.printImports(due)
}

func (a *app) printImports(imports []lake.Import) error {
	for _, i := range imports {
		if a.json {
			if err := json.NewEncoder(a.term.out).Encode(i); err != nil {
				return err
			}
			continue
		}
		a.printImport(i)
	}
	return nil
}

func (a *app) printImport(i lake.Import) {
	what, file, rows := "judgments", "", int64(i.Read)
	if i.Register != nil {
		what, file, rows = i.Register.Standard, i.Register.File, i.Register.Rows.Read
	}
	fmt.Fprintf(a.term.out, a.pick("%s  %s  %s %s  %d 行", "%s  %s  %s %s  %d rows"), i.ID, i.At.Local().Format("2006-01-02 15:04"), what, file, rows)
	for _, said := range []struct{ zh, en, value string }{
		{"单位", "agency", i.Agency}, {"授权", "authorisation", i.Authorisation}, {"用途", "purpose", i.Purpose}, {"经手", "by", i.By}, {"保存至", "keep until", day(i.RetainUntil)},
	} {
		if said.value != "" {
			fmt.Fprintf(a.term.out, "  %s %s", a.pick(said.zh, said.en), said.value)
		}
	}
	if f := i.Forgotten; f != nil {
		fmt.Fprintf(a.term.out, a.pick("  已删除 %s %s：%s", "  forgotten %s %s: %s"), day(f.At), f.By, f.Reason)
	}
	fmt.Fprintln(a.term.out)
}

// day writes a day, or nothing for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

type lakeForgetCmd struct {
	database `embed:""`
	Import   string `arg:"" help:"${import_id}"`
	Reason   string `required:"" help:"${reason}"`
	By       string `help:"${by}" env:"USER" placeholder:"NAME"`
	Yes      bool   `help:"${lake_yes}"`
}

// Run removes everything that came with an import, after asking.
func (c *lakeForgetCmd) Run(a *app) error {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return err
	}
	defer l.Close()
	r := lake.ForgetRequest{Import: c.Import, Reason: c.Reason, By: c.By, At: a.now()}
	if !c.Yes {
		plan, err := l.ForgetPlan(a.ctx, r)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.term.err, a.pick("将从所有快照中永久删除导入批次 %s 的 %d 条记录和 %d 行隔离数据；%d 个快照将不能再打开。输入 yes 继续：",
			"%s: %d records and %d rows in quarantine will be removed from all snapshots for good; %d snapshots cannot be opened any more. Type yes to go on: "),
			plan.Import, plan.Records, plan.Quarantined, len(plan.Snapshots))
		if answer, _ := bufio.NewReader(a.term.in).ReadString('\n'); strings.TrimSpace(answer) != "yes" {
			return fault.Invalidf("没有确认，什么也没有删除。", "Not confirmed; nothing was forgotten.")
		}
	}
	if err := a.trace(c.database, audit.Entry{Verb: audit.ForgetImport, Object: c.Import, Detail: map[string]string{"reason": c.Reason}}); err != nil {
		return err
	}
	f, err := l.Forget(a.ctx, r)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(f)
	}
	fmt.Fprintf(a.term.out, a.pick("已删除导入批次 %s：%d 条记录，%d 行隔离数据；%d 个快照不能再打开。\n", "forgotten: import %s with %d records and %d rows in quarantine; %d snapshots cannot be opened any more.\n"),
		f.Import, f.Records, f.Quarantined, len(f.Snapshots))
	if len(f.Repeated) > 0 {
		fmt.Fprintf(a.term.out, a.pick("以下批次也提供过其中一些记录，如仍应保留请重新导入其文件：%s\n", "these imports delivered some of the records too; import their files again if those are to stay: %s\n"), strings.Join(f.Repeated, " "))
	}
	fmt.Fprintln(a.term.out, a.pick("归并结果须用 mingjian link 重新生成；已登记的线索和案件不在数据湖中，须另行处理。",
		"Linkage has to be made again with mingjian link; clues and matters are not in the lake and have to be dealt with there."))
	return nil
}

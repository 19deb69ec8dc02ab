package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

type checkCmd struct {
	database `embed:""`
	File     string `arg:"" help:"${check_file}"`
	room     `embed:""`
}

// mostFiling is how many bytes a filing may have.
const mostFiling = 1 << 20

// Run says what the models find in a case that is about to be docketed.
func (c *checkCmd) Run(a *app) error {
	f, err := readFiling(c.File)
	if err != nil {
		return err
	}
	return a.withStore(c.database, func(store *db.DB) error {
		answer, err := a.check(f, c.room)
		if err != nil {
			return err
		}
		if err := audit.NewLog(store).Record(a.ctx, web.Checked(a.actor(), answer)); err != nil {
			return err
		}
		if a.json {
			return json.NewEncoder(a.term.out).Encode(answer)
		}
		a.printCheck(answer)
		return nil
	})
}

func readFiling(name string) (f filing.Filing, err error) {
	in, err := os.Open(name)
	if err != nil {
		return f, fault.Invalidf("无法打开 %s。", "%s cannot be opened.", name).Because(err)
	}
	defer in.Close()
	d := json.NewDecoder(io.LimitReader(in, mostFiling))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, fault.Invalidf("%s 不是立案材料的 JSON（不超过 1 MB）。", "%s is no filing in JSON of at most 1 MB.", name).Because(err)
	}
	return f, f.Check()
}

// check asks the models about a filing, as of the latest day in the present snapshot.
func (a *app) check(f filing.Filing, r room) (answer filing.Answer, err error) {
	list, err := a.chooseModels(nil)
	if err != nil {
		return answer, err
	}
	l, s, err := a.snapshot("")
	if err != nil {
		return answer, err
	}
	defer l.Close()
	d, err := a.openDesk(a.ctx, s, list, r)
	if err != nil {
		return answer, err
	}
	defer d.close()
	return d.Check(a.ctx, f)
}

func (a *app) printCheck(r filing.Answer) {
	out := a.term.out
	fmt.Fprintln(out, r.Says.In(a.lang))
	for _, p := range r.Parties {
		fmt.Fprintf(out, "  %s  %s  %s\n", p.Name, p.Entity, p.How)
	}
	for _, f := range r.Touched {
		fmt.Fprintf(out, "%.2f  %s  %s\n", f.Risk, f.Model, f.Summary.In(a.lang))
		for _, i := range f.Indicators {
			fmt.Fprintf(out, "      %+.2f  %s\n", i.Share, i.Says.In(a.lang))
		}
		for _, x := range f.Against {
			fmt.Fprintf(out, "      · %s\n", x.Says.In(a.lang))
		}
	}
	if n := len(r.NotAsked); n > 0 {
		fmt.Fprintf(out, a.pick("%d 个模型须整体扫描，未查。\n", "%d models need a whole scan and were not asked.\n"), n)
	}
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

type demoCmd struct {
	address `embed:""`
	Seed    uint64 `help:"${demo_seed}" default:"20"`
	People  int    `help:"${demo_people}" default:"12000"`
	Prepare bool   `help:"${demo_prepare}"`
}

// demoMark is the file that says that a home is a demonstration. It is written last, so
// that a preparation that was cut short is done again.
const demoMark = "demonstration"

// demoAccounts are the accounts of a demonstration, with published passwords: they exist
// in homes with a demoMark and nowhere else.
func demoAccounts() []web.DemoAccount {
	return []web.DemoAccount{
		{Name: "demo", Password: "mingjian-demo", Display: "示范办案人", Role: access.Handler},
		{Name: "leader", Password: "mingjian-demo", Display: "示范负责人", Role: access.Leader},
		{Name: "analyst", Password: "mingjian-demo", Display: "示范建模员", Role: access.Analyst},
		{Name: "admin", Password: "mingjian-demo", Display: "示范管理员", Role: access.Admin},
	}
}

// Run makes the demonstration if it is not there yet, and serves it.
func (c *demoCmd) Run(a *app) error {
	return a.withStore(database{}, func(store *db.DB) error {
		if err := c.prepare(a, store); err != nil {
			return err
		}
		if c.Prepare {
			return nil
		}
		return a.serve(store, workbench{addr: c.listenOn(), demo: demoAccounts(), rules: access.DefaultRules()})
	})
}

func (c *demoCmd) prepare(a *app, store *db.DB) error {
	mark := filepath.Join(a.home, demoMark)
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if err := c.refuseRealHome(a); err != nil {
		return err
	}
	fmt.Fprintln(a.term.err, a.pick("生成示范县……", "making the demonstration county …"))
	county := filepath.Join(a.home, "county")
	summary, err := synth.Write(a.ctx, synth.Options{Seed: c.Seed, People: c.People, Registers: true}, county)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.term.err, a.pick("导入 %d 份文书……\n", "importing %d documents …\n"), summary.Documents)
	if _, err := a.importJudgments([]string{filepath.Join(county, "judgments.jsonl")}, false, lake.ImportOptions{
		Agency: "示范法院", Authorisation: "示范", Purpose: demoPurpose}); err != nil {
		return err
	}
	if err := a.demoRegisters(filepath.Join(county, "registers")); err != nil {
		return err
	}
	fmt.Fprintln(a.term.err, a.pick("归并主体……", "telling who is who …"))
	if _, err := a.link(store, room{}, false); err != nil {
		return err
	}
	fmt.Fprintln(a.term.err, a.pick("运行监督模型……", "running the models …"))
	if err := (&scanCmd{engineChoice: engineChoice{Engine: "duckdb"}}).scanInto(a, store); err != nil {
		return err
	}
	if err := c.makeAccounts(a, store); err != nil {
		return err
	}
	return os.WriteFile(mark, []byte("示范数据，口令公开；不得放入真实文书。\nDemonstration data with published passwords; never put real documents here.\n"), 0o600)
}

// demoRegisters imports what the agencies of the county delivered, each file as it is, a
// corrected one after the one that it corrects.
func (a *app) demoRegisters(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	lib, err := a.standards()
	if err != nil {
		return err
	}
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return err
	}
	defer l.Close()
	bar := a.progress(a.pick("导入登记数据", "importing registers"))
	defer bar.clear()
	for i, file := range files {
		bar.set(int64(i))
		if err := a.demoRegister(l, lib, file); err != nil {
			return fmt.Errorf("import %s: %w", filepath.Base(file), err)
		}
	}
	return nil
}

func (a *app) demoRegister(l *lake.Lake, lib standard.Library, file string) error {
	book, err := table.Open(a.ctx, file, table.Options{Known: standard.Known(lib)})
	if err != nil {
		return err
	}
	defer book.Close() //nolint:errcheck // it was only read
	all, err := (&importTableCmd{Standard: "auto"}).deliveries(lib, book, nil)
	if err != nil {
		return err
	}
	sum, err := hashOf(file)
	if err != nil {
		return err
	}
	for _, d := range all {
		d.SHA256 = sum
		o := lake.TableOptions{Agency: d.standard.Title.ZH + "示范单位", Authorisation: "示范", Purpose: demoPurpose, By: "示范", At: a.now()}
		if _, err := l.ImportTable(a.ctx, d.standard, d.Delivery, o); err != nil {
			return err
		}
	}
	return nil
}

// demoPurpose is the purpose of every import of a demonstration.
const demoPurpose = "示范"

// refuseRealHome keeps published passwords out of a home that somebody works in: one
// that has documents that no demonstration made.
func (c *demoCmd) refuseRealHome(a *app) error {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := l.Current()
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, i := range s.Manifest.Imports {
		if i.Purpose != demoPurpose {
			return fault.Conflictf("%s 里已有别的文书，示范县不能放进去。请用 --home 指定另一个目录。",
				"%s holds other documents, so the demonstration cannot go there. Name another folder with --home.", a.home)
		}
	}
	return nil
}

func (c *demoCmd) makeAccounts(a *app, store *db.DB) error {
	accounts, err := access.NewService(store)
	if err != nil {
		return err
	}
	for _, d := range demoAccounts() {
		_, err := accounts.Make(a.ctx, a.actor(), access.Account{Name: d.Name, Display: d.Display, Role: d.Role, Demo: true}, d.Password)
		if err != nil && !fault.Is(err, fault.Conflict) { // made before the preparation was cut short
			return err
		}
	}
	return a.demoPast(store, accounts)
}

// isDemo reports whether the home is a demonstration.
func (a *app) isDemo() bool {
	_, err := os.Stat(filepath.Join(a.home, demoMark))
	return !errors.Is(err, fs.ErrNotExist)
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/pack"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

type modelInstallCmd struct {
	database `embed:""`
	File     string `arg:"" help:"${install_file}" type:"path"`
	Trust    string `help:"${install_trust}" placeholder:"FINGERPRINT"`
	DryRun   bool   `help:"${install_dry}" name:"dry-run"`
}

// caseTime is how long the cases of a foreign model may run.
const caseTime = 10 * time.Minute

// An installing is a package on its way into the home.
type installing struct {
	Package  pack.Package          `json:"-"`
	Manifest pack.Manifest         `json:"manifest"`
	Print    string                `json:"fingerprint"`
	Verdict  pack.Verdict          `json:"publisher"`
	Already  bool                  `json:"already_installed"`
	Differs  []fault.Text          `json:"standards_differ,omitempty"`
	Cautions []fault.Text          `json:"cautions,omitempty"`
	Cases    int                   `json:"cases_passed"`
	Coverage []lake.CoverageLedger `json:"coverage"`
	Done     bool                  `json:"installed"`
	model    models.Model
	shelf    pack.Shelf
}

// Run proves a package, tries it, shows what the data at hand covers, and installs it.
func (c *modelInstallCmd) Run(a *app) error {
	in, err := c.open(a)
	if err != nil {
		return err
	}
	lib, err := a.standards()
	if err != nil {
		return err
	}
	if err := in.check(a, lib); err != nil {
		return err
	}
	if err := in.try(a); err != nil {
		return err
	}
	if in.Coverage, err = a.coverageOf(in.model.Inputs, lib); err != nil {
		return err
	}
	if !c.DryRun && !in.Already {
		err := a.withStore(c.database, func(store *db.DB) error { return in.place(a, store) })
		if err != nil {
			return err
		}
		in.Done = true
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(in)
	}
	return in.print(a)
}

// open reads the package and decides whether it may be installed at all.
func (c *modelInstallCmd) open(a *app) (*installing, error) {
	p, err := pack.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	in := &installing{Package: p, Manifest: p.Manifest, Print: p.Fingerprint()}
	if in.shelf, err = a.shelf(); err != nil {
		return nil, err
	}
	if in.Verdict, err = in.shelf.Publishers.Check(p.Manifest, c.Trust); err != nil {
		return nil, err
	}
	own := 0
	if m, err := models.Get(p.Manifest.Model); err == nil {
		own = m.Version
	}
	in.Already, err = in.shelf.Admit(p, own)
	return in, err
}

// check compares the model with the standards of this office.
func (in *installing) check(a *app, lib standard.Library) error {
	if lacks := in.Manifest.Lacks(lib); len(lacks) > 0 {
		return fault.Invalidf("本院的数据标准满足不了模型 %s 的要求：%s", "the standards of this office do not have what the model %s needs:%s",
			in.Manifest.Model, list(lacks, a.lang))
	}
	in.Differs = in.Manifest.Differs(lib)
	laws, err := law.Load()
	if err != nil {
		return err
	}
	if in.model, err = models.Read(in.Package.Model(), in.Package.Cases()); err == nil {
		err = in.model.CheckOn(lib, laws)
	}
	if err := a.showFaults(err); err != nil {
		return err
	}
	m := in.model
	if m.ID != in.Manifest.Model || m.Version != in.Manifest.Version || m.Title != in.Manifest.Title {
		return fault.Invalidf("模型包的清单与其中的模型不符。", "the manifest of the package does not fit the model in it.")
	}
	in.Cautions = m.Cautions(laws)
	return nil
}

// try runs the cases.
func (in *installing) try(a *app) error {
	ctx, cancel := context.WithTimeout(a.ctx, caseTime)
	defer cancel()
	timed := *a
	timed.ctx = ctx
	passed, failed, err := timed.runCases(in.model)
	if err != nil {
		return err
	}
	if failed > 0 {
		return fault.Invalidf("模型 %s 的 %d 个用例在本机失败，没有安装。", "%[2]d cases of the model %[1]s fail on this machine; it is not installed.", in.model.ID, failed)
	}
	in.Cases = passed
	return nil
}

// place puts the model into the home and the act into the record: both, or neither.
func (in *installing) place(a *app, store *db.DB) error {
	if err := os.MkdirAll(in.shelf.Dir, 0o700); err != nil {
		return err
	}
	placed := false
	err := store.InTx(a.ctx, func(tx *db.Tx) error {
		if err := audit.Append(a.ctx, tx, in.entry(a)); err != nil {
			return err
		}
		// The publisher before the model: what lies in the home always has a known publisher.
		if err := in.shelf.Publishers.With(in.Manifest, a.now().Format(time.DateOnly)).Save(a.publishersFile()); err != nil {
			return err
		}
		err := in.shelf.Place(in.Package)
		placed = err == nil
		return err
	})
	if err == nil {
		return nil
	}
	if placed {
		err = errors.Join(err, in.shelf.Withdraw(in.Package))
	}
	return errors.Join(err, in.shelf.Publishers.Save(a.publishersFile()))
}

// entry is what the record says of the act.
func (in *installing) entry(a *app) audit.Entry {
	m := in.Manifest
	return audit.Entry{Actor: a.actor().ID, Verb: audit.InstallModel, Object: m.Model, Office: string(access.Home), Detail: map[string]string{
		"version": strconv.Itoa(m.Version), "publisher": m.Publisher, "fingerprint": in.Print,
		"manifest_sha256": in.Package.Sum(), "trusted_before": strconv.FormatBool(in.Verdict.Known),
	}}
}

// coverageOf says what the present snapshot has of each data set. Without a snapshot there
// is nothing of any.
func (a *app) coverageOf(inputs []string, lib standard.Library) ([]lake.CoverageLedger, error) {
	chosen := standard.Library{}
	for _, name := range inputs {
		chosen[name] = lib[name]
	}
	if _, err := os.Stat(a.lakeDir()); err != nil {
		return noData(chosen), nil // looking for it would make it
	}
	l, s, err := a.snapshot("")
	if fault.Is(err, fault.NotFound) {
		return noData(chosen), nil
	}
	if err != nil {
		return nil, err
	}
	defer l.Close()
	ledgers, err := lake.Coverage(a.ctx, s, chosen, a.now())
	if err != nil {
		return nil, err
	}
	rows := s.Manifest.Rows()
	for _, name := range slices.Sorted(maps.Keys(chosen)) {
		if std := chosen[name]; std.Kind != standard.Register {
			ledgers = append(ledgers, lake.CoverageLedger{Standard: name, Title: std.Title, Owner: std.Owner, Rows: rows[name], Empty: rows[name] == 0})
		}
	}
	return ledgers, a.datesOfJudgments(s, ledgers)
}

// noData is the coverage of a home without data.
func noData(lib standard.Library) (all []lake.CoverageLedger) {
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		all = append(all, lake.CoverageLedger{Standard: name, Title: lib[name].Title, Owner: lib[name].Owner, Empty: true})
	}
	return all
}

// datesOfJudgments fills in from when until when there are court documents: they are no
// register, and the ledger of the lake does not tell.
func (a *app) datesOfJudgments(s lake.Snapshot, ledgers []lake.CoverageLedger) error {
	i := slices.IndexFunc(ledgers, func(c lake.CoverageLedger) bool { return c.Standard == "judgment" && !c.Empty })
	if i < 0 {
		return nil
	}
	e, closeEngine, err := a.engineOn(s, room{})
	if err != nil {
		return err
	}
	defer closeEngine()
	row, err := engine.One(a.ctx, e, "SELECT min(decided_on) AS first, max(decided_on) AS last FROM judgment")
	if err != nil {
		return fmt.Errorf("dates of the court documents: %w", err)
	}
	if first, ok := row["first"].(time.Time); ok {
		ledgers[i].From = first.Format(time.DateOnly)
	}
	if last, ok := row["last"].(time.Time); ok {
		ledgers[i].To = last.Format(time.DateOnly)
	}
	return nil
}

// print tells the person what was found and done.
func (in *installing) print(a *app) error {
	m, w := in.Manifest, a.term.out
	fmt.Fprintf(w, a.pick("%s 第 %d 版 %s\n发布者：%s，%s，密钥指纹 %s\n", "%s version %d %s\npublished by %s, %s, fingerprint of the key %s\n"),
		m.Model, m.Version, m.Title.In(a.lang), m.Publisher, m.Created, in.Print)
	switch v := in.Verdict; {
	case v.Changed != "":
		fmt.Fprintf(w, a.pick("警告：该发布者此前用的是另一把密钥 %s。\n", "warning: until now this publisher signed with another key, %s.\n"), v.Changed)
	case !v.Known:
		fmt.Fprintln(w, a.pick("此发布者首次受到信任。", "this publisher is trusted for the first time."))
	}
	fmt.Fprintf(w, a.pick("签名和各部分校验值正确；%d 个用例在本机通过。\n", "the signature and the hashes of all parts are right; %d cases pass on this machine.\n"), in.Cases)
	for _, s := range in.Differs {
		fmt.Fprintln(w, s.In(a.lang))
	}
	a.printCautions(m.Model, in.Cautions)
	fmt.Fprintln(w, a.pick("本院数据的覆盖情况（没有数据的，查不到不等于没有问题）：", "what the data of this office covers (where there is none, nothing found does not mean nothing wrong):"))
	for _, c := range in.Coverage {
		if c.Empty {
			fmt.Fprintf(w, a.pick("覆盖 %s：没有任何数据\n", "coverage of %s: no records at all\n"), c.Title.In(a.lang))
		} else if err := a.printLedger(c); err != nil {
			return err
		}
	}
	switch {
	case in.Done:
		fmt.Fprintf(w, a.pick("已安装。用 mingjian scan --model %s 扫描。\n", "installed. mingjian scan --model %s runs it.\n"), m.Model)
	case in.Already:
		fmt.Fprintln(w, a.pick("此版本已经安装，没有改动。", "this version is installed already; nothing was changed."))
	default:
		fmt.Fprintln(w, a.pick("试运行，没有安装。", "a trial: nothing was installed."))
	}
	return nil
}

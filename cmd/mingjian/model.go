package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/engine/spark"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/web"
)

type modelCmd struct {
	List    modelListCmd    `cmd:"" help:"${model_list}"`
	Check   modelCheckCmd   `cmd:"" help:"${model_check}"`
	Test    modelTestCmd    `cmd:"" help:"${model_test}"`
	New     modelNewCmd     `cmd:"" help:"${model_new}"`
	Explain modelExplainCmd `cmd:"" help:"${model_explain}"`
	Key     modelKeyCmd     `cmd:"" help:"${model_key}"`
	Pack    modelPackCmd    `cmd:"" help:"${model_pack}"`
	Install modelInstallCmd `cmd:"" help:"${model_install}"`
	Remove  modelRemoveCmd  `cmd:"" help:"${model_remove}"`
	Schema  modelSchemaCmd  `cmd:"" help:"${model_schema}"`

	Backtest   modelBacktestCmd   `cmd:"" help:"${model_backtest}"`
	Compare    modelCompareCmd    `cmd:"" help:"${model_compare}"`
	Duplicates modelDuplicatesCmd `cmd:"" help:"${model_duplicates}"`
	Calibrate  modelCalibrateCmd  `cmd:"" help:"${model_calibrate}"`
}

type modelListCmd struct {
	Markdown bool `help:"${model_markdown}"`
}

type modelCheckCmd struct {
	Dir string `arg:"" optional:"" help:"${model_dir}" type:"path"`
}

type modelTestCmd struct {
	IDs []string `arg:"" optional:"" name:"id" help:"${model_id}"`
	Dir string   `help:"${model_dir}" type:"path"`
}

type modelExplainCmd struct {
	ID     string `arg:"" help:"${model_id}"`
	Dir    string `help:"${model_dir}" type:"path"`
	Engine string `help:"${explain_engine}" enum:"duckdb,spark" default:"duckdb"`
}

// Run lists the models.
func (c *modelListCmd) Run(a *app) error {
	if c.Markdown {
		return a.printModelsPage()
	}
	laws, err := law.Load()
	if err != nil {
		return err
	}
	library, err := a.library("")
	if err != nil {
		return err
	}
	cautions := map[string][]fault.Text{}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for m, err := range library {
		if err != nil && m.OfOffice {
			fmt.Fprintf(a.term.err, a.pick("模型 %s 不能使用：%v\n", "the model %s cannot be used: %v\n"), m.ID, a.said(err))
			continue
		}
		if err != nil {
			return err
		}
		if a.json {
			if err := json.NewEncoder(a.term.out).Encode(cardLine{modelCard(m.Model), m.Publisher, m.Fingerprint, m.Versions, m.Cautions(laws)}); err != nil {
				return err
			}
			continue
		}
		cautions[m.ID] = m.Cautions(laws)
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", m.ID, m.Version, m.Title.In(a.lang), strings.TrimSpace(m.Point.In(a.lang)+"  "+a.from(m)))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(cautions)) {
		a.printCautions(id, cautions[id])
	}
	return nil
}

// cardLine is a model as --json prints it.
type cardLine struct {
	web.Card
	Publisher   string       `json:"publisher,omitempty"`   // who signed the package it came in
	Fingerprint string       `json:"fingerprint,omitempty"` // of the publisher's key
	Installed   []int        `json:"installed,omitempty"`   // versions
	Cautions    []fault.Text `json:"cautions,omitempty"`    // of its legal basis
}

// printCautions says what must be known of the legal basis of a model.
func (a *app) printCautions(id string, cautions []fault.Text) {
	for _, says := range cautions {
		fmt.Fprintf(a.term.out, a.pick("%s 法律依据：%s\n", "%s legal basis: %s\n"), id, says.In(a.lang))
	}
}

// Run checks models and reports every fault of every one.
func (c *modelCheckCmd) Run(a *app) error {
	library, err := a.library(c.Dir)
	if err != nil {
		return err
	}
	laws, err := law.Load()
	if err != nil {
		return err
	}
	sound, broken := 0, 0
	for m, err := range library {
		var faults *models.Faults
		switch {
		case errors.As(err, &faults):
			broken++
			a.printFaults(faults)
		case err != nil:
			broken++
			fmt.Fprintln(a.term.err, a.said(err))
		default:
			sound++
			fmt.Fprintf(a.term.out, a.pick("%s 第 %d 版 正常 %s\n", "%s version %d sound %s\n"), m.ID, m.Version, a.from(m))
			a.printCautions(m.ID, m.Cautions(laws))
		}
	}
	if broken > 0 {
		return fault.Invalidf("%d 个模型有问题，%d 个正常。", "%d models are broken, %d are sound.", broken, sound)
	}
	return nil
}

func (a *app) printFaults(f *models.Faults) {
	for _, x := range f.List {
		at := x.Field
		if at != "" {
			at += ": "
		}
		fmt.Fprintf(a.term.err, "%s/%s:%d: %s%s\n", f.Model, x.File, x.Line, at, x.Says.In(a.lang))
	}
}

// Run runs the cases that models bring, on the engine that scans use.
func (c *modelTestCmd) Run(a *app) error {
	library, err := a.library(c.Dir)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, id := range c.IDs {
		wanted[id] = true
	}
	passed, failed := 0, 0
	for m, err := range library {
		if err != nil {
			return err
		}
		if len(wanted) > 0 && !wanted[m.ID] {
			continue
		}
		p, f, err := a.runCases(m.Model)
		if err != nil {
			return err
		}
		passed, failed = passed+p, failed+f
	}
	fmt.Fprintf(a.term.out, a.pick("%d 个用例通过，%d 个失败\n", "%d passed, %d failed\n"), passed, failed)
	switch {
	case failed > 0:
		return fault.Invalidf("%d 个用例失败。", "%d cases failed.", failed)
	case passed == 0:
		return fault.NotFoundf("没有要运行的用例。", "there is no case to run.")
	}
	return nil
}

func (a *app) runCases(m models.Model) (passed, failed int, err error) {
	lib, err := a.standards()
	if err != nil {
		return 0, 0, err
	}
	for _, c := range m.Cases {
		wrong, err := scan.TryOn(a.ctx, lib, m, c, caseOpener(lib))
		if err != nil {
			return passed, failed, fmt.Errorf("model %s, case %s: %w", m.ID, c.Name, err)
		}
		if len(wrong) == 0 {
			passed++
			continue
		}
		failed++
		for _, w := range wrong {
			fmt.Fprintf(a.term.out, "%s/%s: %s\n", m.ID, c.Name, w.In(a.lang))
		}
	}
	return passed, failed, nil
}

// Run shows a model's rule and the SQL it compiles to.
func (c *modelExplainCmd) Run(a *app) error {
	library, err := a.library(c.Dir)
	if err != nil {
		return err
	}
	for m, err := range library {
		if err != nil {
			return err
		}
		if m.ID != c.ID {
			continue
		}
		standards, err := a.standards()
		if err != nil {
			return err
		}
		var dialect engine.Dialect = duck.Dialect{}
		if c.Engine == "spark" {
			dialect = spark.Dialect{}
		}
		plan, err := models.Compile(m.Model, models.Target{Standards: standards, Dialect: dialect, AsOf: a.now().UTC().Truncate(24 * time.Hour)})
		if err != nil {
			return err
		}
		if from := a.from(m); from != "" {
			fmt.Fprintf(a.term.out, "%s %s\n\n", from, m.Fingerprint)
		}
		fmt.Fprintf(a.term.out, "# %s v%d %s\n\n%s\n\n%s\n\n", m.ID, m.Version, m.Title.In(a.lang), m.Harm.In(a.lang), m.Point.In(a.lang))
		_, err = fmt.Fprintln(a.term.out, plan.Explain())
		return err
	}
	return fault.NotFoundf("没有监督模型 %s。", "there is no model %s.", c.ID)
}

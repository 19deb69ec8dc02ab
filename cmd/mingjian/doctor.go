package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

type doctorCmd struct {
	database  `embed:""`
	sparkLake `embed:""`
	Program   string `help:"${spark_program}" name:"spark-program" env:"MINGJIAN_SPARK_PROGRAM" placeholder:"PATH"`
}

// A diagnosis is what one check found.
type diagnosis struct {
	Check string `json:"check"` // lake, database, audit, node, models, procedures, calendar, templates, convert, spark
	OK    bool   `json:"ok"`
	Says  string `json:"says"`
}

// Run checks everything the program stands on and says what is wrong with each part.
// The error is set if anything is.
func (c *doctorCmd) Run(a *app) error {
	checks := []struct {
		name string
		run  func(*app) (string, error)
	}{
		{"lake", checkLake},
		{"database", c.checkDatabase},
		{"audit", c.checkAudit},
		{"node", checkNode},
		{"models", checkModels},
		{"procedures", checkProcedures},
		{"calendar", checkCalendar},
		{"templates", checkTemplates},
		{"convert", checkTools},
		{"spark", c.checkSpark},
	}
	ill := 0
	for _, check := range checks {
		says, err := check.run(a)
		if err != nil {
			ill++
			_, public := fault.Split(err)
			if says = public.In(a.lang); !isKnown(err) {
				says = err.Error()
			}
		}
		if err := a.printDiagnosis(diagnosis{check.name, err == nil, says}); err != nil {
			return err
		}
	}
	if ill > 0 {
		return fault.Invalidf("有 %d 项检查不通过。", "%d checks failed.", ill)
	}
	return nil
}

func isKnown(err error) bool {
	var known *fault.Error
	return errors.As(err, &known)
}

func (a *app) printDiagnosis(d diagnosis) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(d)
	}
	verdict := a.pick("正常", "sound")
	if !d.OK {
		verdict = a.pick("异常", "ill")
	}
	_, err := fmt.Fprintf(a.term.out, "%-10s %s  %s\n", d.Check, verdict, d.Says)
	return err
}

func checkLake(a *app) (string, error) {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return "", err
	}
	defer l.Close()
	s, err := l.Current()
	if fault.Is(err, fault.NotFound) {
		return a.pick("还没有导入数据", "nothing has been imported yet"), nil
	}
	if err == nil {
		err = s.Verify(a.ctx)
	}
	if err != nil {
		return "", err
	}
	records, aside := registered(s.Manifest)
	return fmt.Sprintf(a.pick("快照 %s，%d 份文书，%d 条登记记录（隔离 %d 行），每个文件的校验值都对", "snapshot %s, %d documents, %d records of registers (%d rows in quarantine), every file has its hash"),
		s.ID, s.Manifest.Documents, records, aside), nil
}

// registered counts the records of registers and the rows of them in quarantine.
func registered(m lake.Manifest) (records, aside int64) {
	rows, seen := m.Rows(), map[string]bool{}
	for _, i := range m.Imports {
		if r := i.Register; r != nil && !seen[r.Standard] {
			seen[r.Standard] = true
			records += rows[r.Standard]
		}
	}
	for _, files := range m.Quarantine {
		for _, f := range files {
			aside += f.Rows
		}
	}
	return records, aside
}

func (c *doctorCmd) checkDatabase(a *app) (string, error) {
	err := a.withStore(c.database, func(*db.DB) error { return nil })
	return a.pick("可以打开，结构为最新", "opens, and has the present schema"), err
}

func checkModels(a *app) (string, error) {
	library, err := a.library("")
	if err != nil {
		return "", err
	}
	n := 0
	for _, err := range library {
		if err != nil {
			return "", err
		}
		n++
	}
	return fmt.Sprintf(a.pick("%d 个模型，规则卡都完整", "%d models, every rule card is whole"), n), nil
}

// checkProcedures reads the procedures of the program and those that the office keeps in its
// home, of which a broken one is left out everywhere else.
func checkProcedures(a *app) (string, error) {
	d, err := a.desk()
	if err != nil {
		return "", err
	}
	shipped, err := matter.NewLibrary(matter.Of(d.kind, d.laws, d.clock))
	if err != nil {
		return "", err
	}
	own := 0
	for p, err := range matter.Load(os.DirFS(a.proceduresDir()), d.laws, d.clock) {
		var faults *matter.Faults
		switch {
		case errors.As(err, &faults) && len(faults.List) > 0:
			x := faults.List[0]
			return "", fault.Invalidf("procedures/%[1]s 第 %[2]d 行 %[3]s 有误，本院的这一流程没有启用；共 %[4]d 处，用 mingjian procedure check 查看。",
				"procedures/%[1]s:%[2]d: %[3]s is wrong and the procedure is not in use; %[4]d faults in all, mingjian procedure check lists them.", x.File, x.Line, x.Field, len(faults.List))
		case err != nil:
			return "", err
		case shipped[p.ID] != nil:
			return "", fault.Invalidf("procedures/ 中的 %s 与程序自带的流程同名，没有启用；请移走或改编号。", "%s in procedures/ has the id of one that the program brings along and is not in use: remove or rename it.", p.ID)
		}
		own++
	}
	return fmt.Sprintf(a.pick("%d 个自带流程，%d 个本院流程，都完整", "%d procedures of the program and %d of the office, all whole"), len(shipped), own), nil
}

// checkTools says which programs --convert can use. None is needed, so none is ill.
func checkTools(a *app) (string, error) {
	tools := convert.Find(a.ctx)
	named := func(name, path, packages string) string {
		if path != "" {
			return name + " " + path
		}
		return name + a.pick(" 未安装（Debian 软件包 ", " not installed (Debian packages ") + packages + a.pick("）", ")")
	}
	return a.pick("可选：", "optional: ") +
		named("LibreOffice", tools.Office, convert.OfficePackage) + a.pick("；", "; ") +
		named("Tesseract", tools.OCR, convert.OCRPackages), nil
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

type modelNewCmd struct {
	ID   string `arg:"" help:"${new_id}"`
	From string `help:"${new_from}"`
	Dir  string `default:"." help:"${new_dir}" type:"path"`
}

// Run writes the two files of a new model, which are sound until they are changed.
func (c *modelNewCmd) Run(a *app) error {
	standards, err := a.standards()
	if err != nil {
		return err
	}
	laws, err := law.Load()
	if err != nil {
		return err
	}
	shop := &workshop{app: a, standards: standards, laws: laws}
	rule, cases, err := shop.Source(c.ID, c.From)
	if err != nil {
		return err
	}
	if _, err := shop.read(c.ID, rule, cases); err != nil {
		return fault.Invalidf("编号 %s 不能用：须为 业务条线/名称，业务条线为 civil、criminal、administrative 或 public-interest，名称由小写字母、数字和连字符组成。",
			"%s cannot be an id: it must be branch/name, the branch civil, criminal, administrative or public-interest, the name of small letters, digits and hyphens.", c.ID)
	}
	folder := filepath.Join(c.Dir, filepath.FromSlash(c.ID))
	if err := makeFolder(folder); err != nil {
		return err
	}
	for _, f := range []struct{ name, text string }{{"model.yaml", rule}, {"cases.yaml", cases}} {
		if err := os.WriteFile(filepath.Join(folder, f.name), []byte(f.text), 0o644); err != nil {
			return fault.Invalidf("无法写入 %s：%v", "%s cannot be written: %v", filepath.Join(folder, f.name), err)
		}
	}
	fmt.Fprintf(a.term.out, a.pick("%[1]s：model.yaml、cases.yaml 已写好，改写其内容即可。\n接着：mingjian model check %[2]s\n　　　mingjian model test --dir %[2]s %[3]s\n",
		"%[1]s: model.yaml and cases.yaml are there to be rewritten.\nNext: mingjian model check %[2]s\n      mingjian model test --dir %[2]s %[3]s\n"), folder, c.Dir, c.ID)
	return nil
}

// makeFolder makes a folder that is not there; the model that stands in one is nobody's to overwrite.
func makeFolder(folder string) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return fault.Invalidf("无法建立文件夹 %s：%v", "the folder %s cannot be made: %v", filepath.Dir(folder), err)
	}
	switch err := os.Mkdir(folder, 0o755); {
	case errors.Is(err, fs.ErrExist):
		return fault.Conflictf("%s 已经存在；请另取编号，或者先移走它。", "%s is there already; choose another id, or move it away first.", folder)
	case err != nil:
		return fault.Invalidf("无法建立文件夹 %s：%v", "the folder %s cannot be made: %v", folder, err)
	}
	return nil
}

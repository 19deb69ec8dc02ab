package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/template"
)

type templateCmd struct {
	List   templateListCmd   `cmd:"" help:"${template_list}"`
	Show   templateShowCmd   `cmd:"" help:"${template_show}"`
	Export templateExportCmd `cmd:"" help:"${template_export}"`
	Check  templateCheckCmd  `cmd:"" help:"${template_check}"`
}

type templateListCmd struct{}

// Run lists the templates.
func (c *templateListCmd) Run(a *app) error {
	l, err := template.Load(a.templatesDir())
	if err != nil {
		return err
	}
	if a.json {
		return eachLine(a.term.out, l.All())
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for _, s := range l.All() {
		_, own, err := l.Open(s.ID)
		whose := a.pick("程序自带", "of the program")
		switch {
		case err != nil:
			whose = a.pick("本院的，有误", "of the office, wrong")
		case own:
			whose = a.pick("本院的", "of the office")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.ID, s.Title.In(a.lang), whose)
	}
	return w.Flush()
}

type templateShowCmd struct {
	ID string `arg:"" help:"${template_id}"`
}

// Run shows what a template says and which fields it may have.
func (c *templateShowCmd) Run(a *app) error {
	l, err := template.Load(a.templatesDir())
	if err != nil {
		return err
	}
	t, _, err := l.Open(c.ID)
	if err != nil {
		return err
	}
	s, _ := l.Get(c.ID)
	if a.json {
		return json.NewEncoder(a.term.out).Encode(s)
	}
	fmt.Fprintf(a.term.out, "%s\n\n", strings.Join(t.Text(), "\n"))
	for _, f := range s.Fields {
		note := ""
		if f.Optional {
			note = a.pick("（可不填）", " (may stay empty)")
		}
		fmt.Fprintf(a.term.out, "{{%s}}  %s%s\n", f.Name, f.EN, note)
	}
	_, err = fmt.Fprintf(a.term.out, a.pick("各模板都可用：{{%s}}\n", "in every template: {{%s}}\n"), strings.Join(template.Common(), "}} {{"))
	return err
}

type templateExportCmd struct {
	Dir string   `arg:"" type:"path" help:"${template_dir}"`
	ID  []string `arg:"" optional:"" help:"${template_id}"`
}

// Run writes templates into a folder, to be changed in a word processor.
func (c *templateExportCmd) Run(a *app) error {
	l, err := template.Load(a.templatesDir())
	if err != nil {
		return err
	}
	if len(c.ID) == 0 {
		for _, s := range l.All() {
			c.ID = append(c.ID, s.ID)
		}
	}
	if err := os.MkdirAll(c.Dir, 0o750); err != nil {
		return fault.Invalidf("无法新建文件夹 %s。", "The folder %s cannot be made.", c.Dir).Because(err)
	}
	for _, id := range c.ID {
		t, _, err := l.Open(id)
		if err != nil {
			return err
		}
		raw, _ := t.File()
		path := filepath.Join(c.Dir, id+".docx")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			return fault.Invalidf("无法写入 %s。", "%s cannot be written.", path).Because(err)
		}
		fmt.Fprintln(a.term.out, path)
	}
	return nil
}

type templateCheckCmd struct {
	Dir string `arg:"" optional:"" type:"existingdir" help:"${template_checkdir}"`
}

// Run checks the office's own templates.
func (c *templateCheckCmd) Run(a *app) error {
	if c.Dir == "" {
		c.Dir = a.templatesDir()
	}
	faults, err := template.Problems(c.Dir)
	if err != nil {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(a.term.out, f.In(a.lang))
	}
	if len(faults) > 0 {
		return fault.Invalidf("文书模板有 %d 处不对。", "%d things are wrong with the templates.", len(faults))
	}
	return nil
}

// checkTemplates says whether the office's own templates are sound.
func checkTemplates(a *app) (string, error) {
	faults, err := template.Problems(a.templatesDir())
	if err != nil {
		return "", err
	}
	if len(faults) > 0 {
		return "", fault.Invalidf("文书模板有误：%[1]s", "templates are wrong: %[2]s", faults[0].ZH, faults[0].EN)
	}
	return a.pick("文书模板可用", "templates of papers are sound"), nil
}

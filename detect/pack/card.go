package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A cardWriter writes the rule card of a model for people to read.
type cardWriter struct {
	strings.Builder
	lang string
}

// card writes the rule card of m in Markdown, in zh or en.
func card(m models.Model, of Manifest, laws law.Register, lang string) string {
	w := &cardWriter{lang: lang}
	w.line("# %s", m.Title.In(lang))
	w.line("")
	w.say("`%s`，第 %d 版；发布者：%s，%s。", "`%s`, version %d; published by %s, %s.", m.ID, m.Version, of.Publisher, of.Created)
	w.section("危害", "Harm")
	w.line("%s", text(m.Harm.In(lang)))
	w.section("监督点", "Supervision point")
	w.line("%s", text(m.Point.In(lang)))
	w.basis(m, laws)
	w.inputs(of.Needs)
	w.parameters(m)
	w.score(m)
	w.limits(m)
	w.cases(m)
	return w.String()
}

func (w *cardWriter) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}

// say writes a line in the language of the card.
func (w *cardWriter) say(zh, en string, args ...any) {
	w.line(fault.Text{ZH: zh, EN: en}.In(w.lang), args...)
}

func (w *cardWriter) section(zh, en string) {
	w.line("\n## %s\n", fault.Text{ZH: zh, EN: en}.In(w.lang))
}

// row writes a row of a table.
func (w *cardWriter) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(text(c), "|", "\\|")
	}
	w.line("| %s |", strings.Join(cells, " | "))
}

func (w *cardWriter) head(zh, en []string) {
	cells := zh
	if w.lang == "en" {
		cells = en
	}
	w.row(slices.Clone(cells)...)
	w.line("|%s", strings.Repeat("---|", len(cells)))
}

// text writes on one line what an author spread over several.
func text(s string) string { return strings.Join(strings.Fields(s), " ") }

func (w *cardWriter) basis(m models.Model, laws law.Register) {
	w.section("法律依据", "Legal basis")
	for _, x := range m.Basis {
		if a, ok := laws.Get(x.Law, x.Version, x.Article); ok {
			w.line("- %s", a.Cite().In(w.lang))
		}
	}
	for _, says := range m.Cautions(laws) {
		w.line("\n> %s", says.In(w.lang))
	}
}

func (w *cardWriter) inputs(needs []Need) {
	w.section("所需数据", "Data it needs")
	w.head([]string{"数据标准", "名称", "版本", "规则读取的字段"}, []string{"standard", "title", "version", "fields the rule reads"})
	for _, n := range needs {
		var fields []string
		for _, f := range n.Fields {
			fields = append(fields, fmt.Sprintf("%s `%s`", f.Title.In(w.lang), f.Name))
		}
		w.row("`"+n.Standard+"`", n.Title.In(w.lang), fmt.Sprint(n.Version), strings.Join(fields, fault.Text{ZH: "、", EN: ", "}.In(w.lang)))
	}
}

func (w *cardWriter) parameters(m models.Model) {
	if len(m.Parameters) == 0 {
		return
	}
	w.section("参数", "Parameters")
	w.head([]string{"参数", "默认值", "允许范围", "出处"}, []string{"parameter", "default", "limits", "source"})
	for _, p := range m.Parameters {
		limits := "–"
		if p.Min != nil || p.Max != nil {
			limits = bound(p.Min) + " … " + bound(p.Max)
		}
		w.row(p.Title.In(w.lang), fmt.Sprint(p.Default), limits, w.source(p.Source))
	}
}

func bound(x *float64) string {
	if x == nil {
		return ""
	}
	return fmt.Sprint(*x)
}

// source says where a threshold was published.
func (w *cardWriter) source(s string) string {
	if s == "" {
		return fault.Text{ZH: "作者自定", EN: "the author's choice"}.In(w.lang)
	}
	return s
}

func (w *cardWriter) score(m models.Model) {
	w.section("监督点与权重", "Indicators and weights")
	w.head([]string{"监督点", "权重", "起点 … 满分", "出处", "说明"}, []string{"indicator", "weight", "from … full", "source", "says"})
	for _, x := range m.Score.Indicators {
		w.row(x.Title.In(w.lang), fmt.Sprint(x.Weight), fmt.Sprintf("%s: %s … %s", x.Value, x.From, x.Full), w.source(x.Source), x.Says.In(w.lang))
	}
}

// limits writes what the model leaves out and what speaks against its findings.
func (w *cardWriter) limits(m models.Model) {
	w.section("相似而合法的情形", "Look-alikes that are no wrong")
	for _, x := range m.Exclusions {
		w.line("- %s: %s", text(x.Title.In(w.lang)), text(x.Says.In(w.lang)))
	}
	if len(m.Against) > 0 {
		w.section("反对理由与数据缺口", "What speaks against, and what is missing")
	}
	for _, x := range m.Against {
		w.line("- %s", text(x.Says.In(w.lang)))
	}
}

func (w *cardWriter) cases(m models.Model) {
	w.section("用例", "Cases")
	w.say("%d 个用例随包附带，安装时运行：", "%d cases come with the package and are run when it is installed:", len(m.Cases))
	w.line("")
	for _, c := range m.Cases {
		w.line("- %s (%s)", text(c.Name), c.Kind)
	}
}

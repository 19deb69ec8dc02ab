package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

func (a *app) printMatch(lib standard.Library, m sheetMatch) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(m)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	if m.Sheet != "" {
		fmt.Fprintf(w, "# %s\n", m.Sheet)
	}
	if m.Standard == "" {
		fmt.Fprintln(w, a.pick("没有哪个登记数据有这些列。", "no register has these columns."))
		return w.Flush()
	}
	fmt.Fprintf(w, "%s %s", m.Standard, lib[m.Standard].Title.In(a.lang))
	if m.Score > 0 {
		fmt.Fprintf(w, a.pick("（可能性 %.2f）", " (likelihood %.2f)"), m.Score)
	}
	for i, o := range m.Others {
		before := a.pick("、", ", ")
		if i == 0 {
			before = a.pick("；也可能是 ", "; or perhaps ")
		}
		fmt.Fprintf(w, "%s%s %.2f", before, o.Standard, o.Score)
	}
	fmt.Fprintln(w)
	for _, c := range m.Columns {
		fmt.Fprintf(w, "%s\t%s\t%.2f\t%s\t%s\n", c.Heading, cmp.Or(c.Field, "-"), c.Score, c.Unit, c.Reason.In(a.lang))
	}
	return w.Flush()
}

// printStandard prints a standard as tables for the terminal.
func (a *app) printStandard(s standard.Standard) error {
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "# %s v%d %s\n", s.Name, s.Version, s.Title.In(a.lang))
	fmt.Fprintf(w, "%s\n%s\n", standard.Owners()[s.Owner].In(a.lang), s.Note.In(a.lang))
	if len(s.Aliases) > 0 {
		fmt.Fprintf(w, "%s%s\n", a.pick("常见名称：", "usually called: "), strings.Join(s.Aliases, "、"))
	}
	if c := s.Coverage; c != nil {
		fmt.Fprintln(w, coverage(s, a.lang))
	}
	fmt.Fprintf(w, "\n%s\n", a.pick("字段\t名称\t类型\t取值\t要求\t敏感级别\t常见列名", "field\ttitle\ttype\tvalues\tdemands\tsensitivity\tusual headings"))
	for _, f := range s.Columns() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Name, f.Title.In(a.lang), typeOf(f), values(f, a.lang), demands(f, a.lang), f.Sensitivity, strings.Join(f.Aliases, "、"))
	}
	if len(s.Mentions) > 0 {
		fmt.Fprintf(w, "\n%s\n", a.pick("主体\t名称\t种类\t特征\t标识", "mention\ttitle\tkind\ttraits\tentity"))
	}
	for _, m := range s.Mentions {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", m.Name, m.Title.In(a.lang), m.Kind, traitList(m), m.Entity)
	}
	if len(s.Ties) > 0 {
		fmt.Fprintf(w, "\n%s\n", a.pick("关系", "ties"))
	}
	for _, t := range s.Ties {
		fmt.Fprintln(w, tie(s, t, a.lang))
	}
	fmt.Fprintln(w)
	return w.Flush()
}

// fieldTitle returns what a field is called.
func fieldTitle(s standard.Standard, name, lang string) string {
	f, _ := s.Field(name)
	return f.Title.In(lang)
}

func coverage(s standard.Standard, lang string) string {
	c := s.Coverage
	every := map[string]fault.Text{"month": {ZH: "每月", EN: "every month"}, "quarter": {ZH: "每季", EN: "every quarter"}, "year": {ZH: "每年", EN: "every year"}}[c.Every]
	text := fault.Text{
		ZH: fmt.Sprintf("应有数据：%s，按“%s”计，最多迟 %d 天", every.ZH, fieldTitle(s, c.Date, "zh"), c.Days),
		EN: fmt.Sprintf("expected: rows %s, counted by %q, at most %d days late", every.EN, fieldTitle(s, c.Date, "en"), c.Days),
	}
	if c.By != "" {
		text.ZH += fmt.Sprintf("，每个“%s”都应有", fieldTitle(s, c.By, "zh"))
		text.EN += fmt.Sprintf(", from each %q", fieldTitle(s, c.By, "en"))
	}
	return text.In(lang)
}

func typeOf(f standard.Field) string {
	if f.Format != "" {
		return string(f.Type) + "/" + string(f.Format)
	}
	return string(f.Type)
}

// values says in which unit, between which bounds and with which codes a field is written.
func values(f standard.Field, lang string) string {
	var parts []string
	if f.Unit != "" {
		parts = append(parts, standard.Units()[f.Unit].In(lang))
	}
	if f.Least != "" || f.Most != "" {
		parts = append(parts, f.Least+"–"+f.Most)
	}
	for _, w := range f.Words {
		parts = append(parts, w.Code+" "+w.Title.In(lang))
	}
	if len(f.Words) == 0 {
		parts = append(parts, f.Codes...)
	}
	return strings.Join(parts, "; ")
}

func demands(f standard.Field, lang string) string {
	var parts []string
	if f.Key {
		parts = append(parts, fault.Text{ZH: "主键", EN: "key"}.In(lang))
	}
	switch {
	case len(f.Or) > 0:
		parts = append(parts, fault.Text{ZH: "必填，或者有 ", EN: "required, or "}.In(lang)+strings.Join(f.Or, ", "))
	case f.Required:
		parts = append(parts, fault.Text{ZH: "必填", EN: "required"}.In(lang))
	case f.Usual:
		parts = append(parts, fault.Text{ZH: "应有", EN: "expected"}.In(lang))
	}
	if len(f.Known) > 0 {
		parts = append(parts, fault.Text{ZH: "可知日期 ", EN: "known on "}.In(lang)+strings.Join(f.Known, ", "))
	}
	return strings.Join(parts, "; ")
}

func traitList(m standard.Mention) string {
	var list []string
	for _, t := range slices.Sorted(maps.Keys(m.By)) {
		list = append(list, string(t)+"="+m.By[t])
	}
	return strings.Join(list, " ")
}

func tie(s standard.Standard, t standard.Tie, lang string) string {
	kind, known := standard.TieKinds()[t.Kind]
	if !known {
		kind = fault.Text{ZH: "按“" + fieldTitle(s, t.Kind, "zh") + "”", EN: "by " + fieldTitle(s, t.Kind, "en")}
	}
	line := fmt.Sprintf("%s → %s: %s", t.From, t.To, kind.In(lang))
	if t.Since+t.Until != "" {
		line += fmt.Sprintf(" (%s – %s)", t.Since, t.Until)
	}
	return line
}

// standardsMarkdown writes the page docs/standards.md.
func standardsMarkdown(lib standard.Library, shown []string) string {
	var b strings.Builder
	b.WriteString(`# Data standards

Made by ` + "`make standards`" + ` from data/standard/library; do not edit. An office adds headings, words, fields and
standards of its own as YAML files in the folder standards of its home: see ` + "`standard.LoadWith`" + `.
`)
	for _, kind := range []standard.Kind{standard.Register, standard.Reading, standard.Result} {
		fmt.Fprintf(&b, "\n## %s\n", map[standard.Kind]string{standard.Register: "Registers of other agencies", standard.Reading: "What is read from court documents", standard.Result: "What the program works out"}[kind])
		for _, name := range shown {
			if s := lib[name]; s.Kind == kind {
				standardMarkdown(&b, s)
			}
		}
	}
	return b.String()
}

func standardMarkdown(b *strings.Builder, s standard.Standard) {
	fmt.Fprintf(b, "\n### %s: %s (%s)\n\n%s %s\n\n", s.Name, s.Title.ZH, s.Title.EN, s.Note.ZH, s.Note.EN)
	fmt.Fprintf(b, "Owner: %s (%s). Version %d.", standard.Owners()[s.Owner].ZH, standard.Owners()[s.Owner].EN, s.Version)
	if len(s.Aliases) > 0 {
		fmt.Fprintf(b, " Usually called %s.", strings.Join(s.Aliases, "、"))
	}
	b.WriteString("\n\n")
	if s.Coverage != nil {
		fmt.Fprintf(b, "%s%s.\n\n", strings.ToUpper(coverage(s, "en")[:1]), coverage(s, "en")[1:])
	}
	b.WriteString("| field | 中文名 | English | type | values | demands | sensitivity | usual headings |\n|---|---|---|---|---|---|---|---|\n")
	for _, f := range s.Columns() {
		words := values(f, "zh")
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", f.Name, cell(f.Title.ZH), cell(f.Title.EN), typeOf(f), cell(words), demands(f, "en"), f.Sensitivity, cell(strings.Join(f.Aliases, "、")))
	}
	for i, m := range s.Mentions {
		if i == 0 {
			b.WriteString("\nWho is named:\n\n")
		}
		fmt.Fprintf(b, "- **%s** %s (%s), %s: %s → %s\n", m.Name, m.Title.ZH, m.Title.EN, m.Kind, traitList(m), m.Entity)
	}
	for i, t := range s.Ties {
		if i == 0 {
			b.WriteString("\nRelations stated:\n\n")
		}
		fmt.Fprintf(b, "- %s\n", tie(s, t, "en"))
	}
}

// cell writes a text so that it stays in its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

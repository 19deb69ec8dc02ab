package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
)

// An explainer prints documents with the fields marked in the text.
type explainer struct {
	names map[string]string // the title of each field, by its JSON name
	rule  string            // heading of the list of fields
	paint bool              // colours, on a terminal
}

// listed tells by which standard the items of a list of record.Judgment are titled.
func listed() map[string]string {
	return map[string]string{
		"parties": "party", "agents": "agent", "judges": "judge", "prior_cases": "prior_case", "claims": "claim",
		"orders": "disposition", "costs": "cost", "citations": "citation", "loans": "loan", "repayments": "repayment",
		"notes": "debt_note", "securities": "security", "evidence": "evidence", "objections": "objection",
		"amounts": "amount", "elements": "element", "defects": "defect", "enforcement": "enforced_property",
	}
}

// newExplainer takes the titles from the data standards, in the language of the program.
func (a *app) newExplainer(paint bool) (*explainer, error) {
	lib, err := a.standards()
	if err != nil {
		return nil, err
	}
	e := &explainer{names: map[string]string{}, paint: paint, rule: a.pick("读出的字段", "fields read")}
	for _, f := range lib["judgment"].Fields {
		e.names[f.Name] = f.Title.In(a.lang)
	}
	// The standard has no column for these.
	e.names["clerks"], e.names["appeal_days"] = a.pick("书记员", "Clerk"), a.pick("上诉期", "Time for appeal")
	e.names["formerly"], e.names["foreign"] = a.pick("曾用名", "Former name"), a.pick("外币金额", "Sum of another currency")
	e.names["claim_foreign"] = a.pick("外币请求金额", "Claim in another currency")
	e.names["identifiers"], e.names["term"] = a.pick("号码标识", "Number or account"), a.pick("借期", "Term")
	e.names["applied_yuan"], e.names["applied_on"] = a.pick("申请执行金额", "Sum asked for"), a.pick("申请执行日期", "Applied on")
	e.names["paid_yuan"], e.names["open_yuan"] = a.pick("执行到位金额", "Sum enforced"), a.pick("未执行金额", "Sum still open")
	e.names["end"], e.names["end_reason"] = a.pick("执行结案方式", "How it ended"), a.pick("结案理由", "Why it ended")
	e.names["listed"], e.names["restricted"] = a.pick("失信名单", "Listed as dishonest"), a.pick("限制消费", "Consumption restricted")
	for name, of := range map[string]string{"sex": "party", "born_on": "party", "address": "party", "legal_rep": "party", "id_no": "party", "firm": "agent",
		"rate": "loan", "due_on": "loan", "purpose": "loan", "delivered": "loan", "withheld": "loan", "transferred": "loan"} {
		if f, ok := lib[of].Field(name); ok {
			e.names[name] = f.Title.In(a.lang)
		}
	}
	e.names["id_number"] = e.names["id_no"]
	for list, name := range listed() {
		e.names[list] = lib[name].Title.In(a.lang)
	}
	for _, s := range sections() {
		e.names["section/"+s.kind] = a.pick(s.zh, s.kind)
	}
	return e, nil
}

// sections names the parts of a document.
func sections() []struct{ kind, zh string } {
	return []struct{ kind, zh string }{
		{"head", "首部"}, {"parties", "当事人"}, {"procedure", "审理经过"}, {"claims", "诉讼请求"}, {"defence", "答辩"},
		{"evidence", "证据"}, {"facts", "查明事实"}, {"reasoning", "裁判理由"}, {"disposition", "裁判主文"}, {"tail", "尾部"},
	}
}

// A label is what is written at a passage: the titles of all fields that were read from it.
type label struct {
	title string
	at    record.Span
}

// labelled joins the markings of the same passage. Fields without a title are left out: each
// is a part of another.
func (e *explainer) labelled(marks []record.Marking) (out []label) {
	for _, m := range marks {
		title := e.names[m.Field]
		if title == "" {
			continue
		}
		n := len(out)
		switch {
		case n == 0 || out[n-1].at != m.Span:
			out = append(out, label{title, m.Span})
		case !strings.Contains(out[n-1].title, title):
			out[n-1].title += "、" + title
		}
	}
	return out
}

// explain writes the text with every field marked where it was read, and below it the list
// of the fields with their values and how sure the reader is.
func (e *explainer) explain(w io.Writer, id, text string) error {
	j := record.Parse(id, text)
	if _, err := fmt.Fprintf(w, "══ %s ══\n%s\n\n── %s ──\n", id, e.marked(text, j), e.rule); err != nil {
		return err
	}
	if err := record.Explain(w, text, j); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// one returns the explanation of one document.
func (e *explainer) one(doc source.Document) ([]byte, error) {
	var out bytes.Buffer
	err := e.explain(&out, doc.ID, doc.Text)
	return out.Bytes(), err
}

// marked returns the text with a rule above each section and the fields marked. Fields that
// lie in one another are marked so; where two cross, the inner is closed and opened again.
func (e *explainer) marked(text string, j record.Judgment) string {
	var out strings.Builder
	marks, parts := e.labelled(j.Markings()), j.Sections
	var open []label
	for i, c := range []rune(text) {
		for len(open) > 0 && closesAt(open, i) {
			open = e.closeAt(&out, open, i)
		}
		if len(parts) > 0 && parts[0].Span.Start == i {
			fmt.Fprintf(&out, "\n── %s ──\n", e.names["section/"+parts[0].Kind])
			parts = parts[1:]
		}
		for len(marks) > 0 && marks[0].at.Start == i {
			open = append(open, marks[0])
			e.begin(&out, open)
			marks = marks[1:]
		}
		out.WriteRune(shown(c))
	}
	for len(open) > 0 {
		open = e.closeAt(&out, open, len(text))
	}
	return out.String()
}

// closesAt reports whether one of the open fields ends at character i.
func closesAt(open []label, i int) bool {
	return slices.ContainsFunc(open, func(m label) bool { return m.at.End <= i })
}

// closeAt closes the innermost field that ends at character i; those opened inside it that go
// on are closed too and opened again.
func (e *explainer) closeAt(out *strings.Builder, open []label, i int) []label {
	k := len(open) - 1
	for k > 0 && open[k].at.End > i {
		k--
	}
	again := slices.Clone(open[k+1:])
	for n := len(open); n > k; n-- {
		e.end(out, open[:n])
	}
	open = open[:k]
	for _, m := range again {
		open = append(open, m)
		e.begin(out, open)
	}
	return open
}

// begin writes the label of the innermost open field.
func (e *explainer) begin(out *strings.Builder, open []label) {
	title := open[len(open)-1].title
	if e.paint {
		fmt.Fprintf(out, "\x1b[7m%s\x1b[0m%s", title, colours(open))
		return
	}
	out.WriteString("⟦" + title + "│")
}

// end ends the innermost open field.
func (e *explainer) end(out *strings.Builder, open []label) {
	if e.paint {
		out.WriteString("\x1b[0m" + colours(open[:len(open)-1]))
		return
	}
	out.WriteString("⟧")
}

// colours returns the sequence that colours text by how deep it lies: underlined, in one of
// six colours.
func colours(open []label) string {
	if len(open) == 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[4;%dm", 31+(len(open)-1)%6)
}

// shown keeps control characters of a document from the terminal.
func shown(c rune) rune {
	if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0 {
		return '�'
	}
	return c
}

package matter

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
)

// mostOfField is how many characters one field of a paper may have.
const mostOfField = 100_000

// kept is what the database keeps of one version of a paper. Versions from before there
// were templates have a body only.
type kept struct {
	To       string            `json:"to"`
	Body     string            `json:"body"`
	Template string            `json:"template,omitempty"`
	File     string            `json:"file,omitempty"` // hash of the template
	Values   map[string]string `json:"values,omitempty"`
	Directed bool              `json:"directed,omitempty"` // the template names an addressee, without whom it is not whole
}

// writePaper adds a version of a paper: what d says over what the version before said, and, in
// the first, over what the matter knows.
func (s *Service) writePaper(ctx context.Context, tx *db.Tx, f *file, p PaperRow, d PaperDraft) error {
	k, t, err := s.compose(ctx, tx, f, p, d)
	if err != nil {
		return err
	}
	raw, _ := t.File()
	_, err = tx.Exec(ctx, `INSERT INTO template_file (hash, id, content) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING`, k.File, k.Template, base64.StdEncoding.EncodeToString(raw))
	if err != nil {
		return fmt.Errorf("keep the template of a paper of matter %s: %w", f.ID, err)
	}
	fields, err := json.Marshal(k)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE matter_paper SET version = version + 1, prefix = $1 WHERE id = $2`, d.Prefix, p.ID)
	if err == nil {
		_, err = tx.Exec(ctx, `INSERT INTO matter_paper_text (paper, n, at, actor, display, fields) SELECT id, version, $1, $2, $3, $4 FROM matter_paper WHERE id = $5`,
			db.Time(f.at), f.by.ID, f.by.Display, string(fields), p.ID)
	}
	if err != nil {
		return fmt.Errorf("write a paper of matter %s: %w", f.ID, err)
	}
	f.event("paper", p.ID, law.Date{}, map[string]any{"state": "draft", "kind": p.Kind})
	return nil
}

// compose puts the next version of a paper together.
func (s *Service) compose(ctx context.Context, tx *db.Tx, f *file, p PaperRow, d PaperDraft) (k kept, t template.Template, err error) {
	spec := s.templates.For(f.Procedure, p.Title.ZH)
	if d.Body != "" {
		spec, _ = s.templates.Get(template.General)
	}
	if t, _, err = s.templates.Open(spec.ID); err != nil {
		return k, t, err
	}
	_, hash := t.File()
	k = kept{To: d.To, Template: spec.ID, File: hash, Values: map[string]string{}, Directed: spec.ID != template.General && t.Names(template.Addressee)}
	for name := range d.Values {
		if _, ok := spec.Field(name); !ok && name != template.Office {
			return k, t, fault.Invalidf("文书“%[1]s”没有“%[2]s”这一项。", "The paper %[1]s has no field %[2]s.", p.Title.ZH, name)
		}
	}
	known, err := s.sources(ctx, tx, f, p)
	if err != nil {
		return k, t, err
	}
	k.Values[template.Office] = known.office
	for _, x := range spec.Fields {
		k.Values[x.Name] = known.first(x)
	}
	if p.Text.Template == spec.ID {
		maps.Copy(k.Values, p.Text.Values)
	}
	maps.Copy(k.Values, d.Values)
	if d.Body != "" {
		k.Values[template.Body] = d.Body
	}
	for name, v := range k.Values {
		if !db.Storable(v) || utf8.RuneCountInString(v) > mostOfField {
			return k, t, fault.Invalidf("“%[1]s”不能超过 %[2]d 个字，不能有控制字符。", "%[1]s has at most %[2]d characters, and no control characters.", name, mostOfField)
		}
	}
	k.Body, err = bodyOf(t, k, spec)
	return k, t, err
}

// bodyOf is what the paper says, without what it gets when it is issued.
func bodyOf(t template.Template, k kept, spec template.Spec) (string, error) {
	if spec.ID == template.General {
		return k.Values[template.Body], nil
	}
	values := map[string]template.Value{}
	for _, name := range template.Common() {
		values[name] = template.Value{Optional: true}
	}
	for name, v := range k.Values {
		x, _ := spec.Field(name)
		values[name] = template.Value{Text: v, Optional: x.Optional}
	}
	values[template.Addressee] = template.Value{Text: k.To}
	values[template.Title] = template.Value{Text: spec.Title.ZH}
	out, err := t.Fill(values, template.Checkpoint)
	if err != nil {
		return "", err
	}
	back, err := template.Read(t.Name, out)
	return strings.Join(back.Text(), "\n"), err
}

// missing returns the fields of a paper that must be filled in and are not.
func (s *Service) missing(t template.Template, p PaperRow) (names []string) {
	spec, ok := s.templates.Get(p.Text.Template)
	if !ok {
		return nil
	}
	for _, u := range t.Fields() {
		x, own := spec.Field(u.Name)
		empty := own && strings.TrimSpace(p.Text.Values[x.Name]) == ""
		if u.Name == template.Addressee && spec.ID != template.General {
			own, empty = true, p.Text.To == ""
		}
		if own && empty && !x.Optional && !slices.Contains(names, u.Name) {
			names = append(names, u.Name)
		}
	}
	return names
}

// templateOf returns the template that a paper was written with.
func (s *Service) templateOf(ctx context.Context, tx *db.Tx, p PaperRow) (template.Template, error) {
	if p.Text.file == "" {
		t, _, err := s.templates.Open(template.General)
		return t, err
	}
	var text string
	if err := tx.QueryRow(ctx, `SELECT content FROM template_file WHERE hash = $1`, p.Text.file).Scan(&text); err != nil {
		return template.Template{}, fmt.Errorf("get the template of paper %s: %w", p.ID, err)
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return template.Template{}, fmt.Errorf("read the template of paper %s: %w", p.ID, err)
	}
	return template.Read(p.Text.Template+".docx", raw)
}

// A Copy says what a file of a paper is for.
type Copy struct {
	Version int    // which; 0: the newest
	Masked  bool   // names and identifiers of the parties that are persons are hidden, for publication
	Stamp   string // checkpoint of the log of acts, printed on it
}

// PaperFile returns a paper as a .docx file and its name without the ending.
func (s *Service) PaperFile(ctx context.Context, by access.Account, id ID, paper string, c Copy) (name string, content []byte, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		p, err := onePaper(ctx, tx, f, paper, c.Version)
		if err != nil {
			return err
		}
		name = p.Kind
		if p.Text.N != p.Version {
			name += fmt.Sprintf("-v%d", p.Text.N)
		}
		if c.Masked {
			if p.Text, err = f.hidden(ctx, tx, p.Text); err != nil {
				return err
			}
			name += "-masked"
		}
		content, err = s.render(ctx, tx, f, p, c)
		return err
	})
	return name, content, err
}

// render fills the template of a paper.
func (s *Service) render(ctx context.Context, tx *db.Tx, f *file, p PaperRow, c Copy) ([]byte, error) {
	t, err := s.templateOf(ctx, tx, p)
	if err != nil {
		return nil, err
	}
	spec, _ := s.templates.Get(p.Text.Template)
	day := p.IssuedOn
	if day.IsZero() {
		day = law.DateOf(p.Text.At)
	}
	values := map[string]template.Value{
		template.Title: {Text: p.Title.ZH}, template.Number: {Text: p.Number, Optional: true}, template.Addressee: {Text: p.Text.To, Optional: p.Text.file == "" || p.Text.Template == template.General},
		template.Matter: {Text: p.Text.title(f.Title)}, template.Cite: {Text: f.Called.ZH + f.Cite()}, template.Handler: {Text: f.Lead},
		template.Day: {Text: longDay(day)}, template.Draft: {Optional: true}, template.Checkpoint: {Text: c.Stamp, Optional: true},
	}
	if !out(p.State) || p.Text.N != p.Version {
		values[template.Draft] = template.Value{Text: "草稿"}
	}
	for name, v := range p.Text.Values {
		x, _ := spec.Field(name)
		values[name] = template.Value{Text: v, Optional: x.Optional}
	}
	if p.Text.file == "" {
		values[template.Office], values[template.Body] = template.Value{Optional: true}, template.Value{Text: p.Text.Body}
	}
	return t.Fill(values, template.Checkpoint)
}

// title is what people call the matter, without names if the text has none.
func (t PaperText) title(whole string) string {
	if t.hide == nil {
		return whole
	}
	return t.hide(whole)
}

// longDay writes a day as papers do: 2026年3月2日.
func longDay(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year(), int(d.Month()), d.Day())
}

// hidden returns the text without the names of the parties that are persons, and without what
// else tells who somebody is: identifiers, addresses below the county, the day of birth.
func (f *file) hidden(ctx context.Context, tx *db.Tx, t PaperText) (PaperText, error) {
	var pairs []string
	err := rows(ctx, tx, "parties", `SELECT kind, name, identifier FROM matter_party WHERE matter = $1 ORDER BY LENGTH(name) DESC, id`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			var kind, name, identifier string
			if err := r.Scan(&kind, &name, &identifier); err != nil {
				return err
			}
			if kind == "person" {
				pairs = append(pairs, name, string([]rune(name)[:1])+"某")
			}
			if identifier != "" {
				pairs = append(pairs, identifier, masked(identifier))
			}
			return nil
		})
	if err != nil {
		return t, err
	}
	names := strings.NewReplacer(pairs...)
	t.hide = func(s string) string { return hiddenNumbers(record.MaskDetails(names.Replace(s))) }
	t.To, t.Body = t.hide(t.To), t.hide(t.Body)
	values := map[string]string{}
	for name, v := range t.Values {
		values[name] = t.hide(v)
	}
	t.Values = values
	return t, nil
}

// longNumber is an identity number, a telephone number or an account.
var longNumber = regexp.MustCompile(`[0-9]{11,19}[Xx]?`)

// hiddenNumbers hides long numbers.
func hiddenNumbers(s string) string {
	return longNumber.ReplaceAllStringFunc(s, masked)
}

// PaperExport records the export of a paper: which version, whether masked, the hash of the file.
func PaperExport(by access.Account, id ID, paper string, c Copy, sum string) audit.Entry {
	return audit.Entry{Actor: by.ID, Verb: audit.Export, Object: string(id), Office: string(by.Office),
		Detail: map[string]string{"paper": paper, "version": fmt.Sprint(c.Version), "masked": fmt.Sprint(c.Masked), "sha256": sum}}
}

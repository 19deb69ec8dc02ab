// Package template knows the papers that can be drafted: documents of a word processor with
// fields that are filled with what a matter knows. The program brings one for each kind of
// paper that the rules name; an office can put a changed one in its place. Their form is
// ours, and they say so: the official forms are the Supreme People's Procuratorate's.
package template

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed library
var shipped embed.FS

// General is the id of the template for papers that have none of their own: one free text.
const General = "general"

// The fields that every template may use.
const (
	Office     = "院名"
	Title      = "文书名称"
	Number     = "文号"
	Addressee  = "受文单位"
	Matter     = "案件名称"
	Cite       = "案件编号"
	Handler    = "承办人"
	Day        = "日期"
	Draft      = "草稿"
	Checkpoint = "检查点"
	Body       = "正文" // of General only
)

// Common returns the fields that every template may use.
func Common() []string {
	return []string{Office, Title, Number, Addressee, Matter, Cite, Handler, Day, Draft, Checkpoint}
}

// A Spec says what a template is for and which fields it has.
type Spec struct {
	ID         string     `yaml:"id" json:"id" doc:"Its file is called so."`
	Title      fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	Papers     []string   `yaml:"papers" json:"papers" nullable:"false" doc:"Names of the papers that are drafted by it."`
	Procedures []string   `yaml:"procedures" json:"procedures" nullable:"false" doc:"Procedures in which; empty: all."`
	Fields     []Slot     `yaml:"fields" json:"fields" nullable:"false" doc:"Fields besides those that every template has."`
}

// A Slot is one field: one thing that a paper says.
type Slot struct {
	Name     string   `yaml:"name" json:"name" doc:"Name, as it stands in the template in double braces."`
	EN       string   `yaml:"en" json:"en" doc:"Name in English."`
	From     []string `yaml:"from" json:"from" nullable:"false" doc:"Where its first value comes from."`
	Optional bool     `yaml:"optional" json:"optional" doc:"It may stay empty."`
}

// Field returns the field of that name.
func (s Spec) Field(name string) (Slot, bool) {
	i := slices.IndexFunc(s.Fields, func(f Slot) bool { return f.Name == name })
	if i < 0 {
		return Slot{}, false
	}
	return s.Fields[i], true
}

// names returns the names of all fields that the template may use.
func (s Spec) names() []string {
	all := Common()
	for _, f := range s.Fields {
		all = append(all, f.Name)
	}
	return all
}

// A Library is the templates of the program, with those of the office in their place.
type Library struct {
	specs []Spec
	dir   string // of the office; empty: none
}

// Load returns the library. dir is where the office keeps its own templates, by id or by
// Chinese name (抗诉书.docx); it need not be there.
func Load(dir string) (Library, error) {
	b, err := shipped.ReadFile("library/templates.yaml")
	if err != nil {
		return Library{}, fmt.Errorf("read the templates: %w", err)
	}
	var list struct {
		Templates []Spec `yaml:"templates"`
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&list); err != nil {
		return Library{}, fmt.Errorf("read the templates: %w", err)
	}
	return Library{list.Templates, dir}, nil
}

// All returns every template.
func (l Library) All() []Spec { return slices.Clone(l.specs) }

// Get returns the template called id.
func (l Library) Get(id string) (Spec, bool) {
	i := slices.IndexFunc(l.specs, func(s Spec) bool { return s.ID == id })
	if i < 0 {
		return Spec{}, false
	}
	return l.specs[i], true
}

// For returns the template of a paper of a procedure: one made for that procedure before
// one for all, and the general one if there is neither.
func (l Library) For(procedure, paper string) Spec {
	var best Spec
	for _, s := range l.specs {
		if !slices.Contains(s.Papers, paper) {
			continue
		}
		if slices.Contains(s.Procedures, procedure) {
			return s
		}
		if len(s.Procedures) == 0 && best.ID == "" {
			best = s
		}
	}
	if best.ID == "" {
		best, _ = l.Get(General)
	}
	return best
}

// Open returns a template: that of the office if it has one, which must be sound.
func (l Library) Open(id string) (t Template, own bool, err error) {
	s, ok := l.Get(id)
	if !ok {
		return Template{}, false, fault.NotFoundf("没有文书模板“%s”。", "There is no template %q.", id)
	}
	name, b, err := l.own(s)
	if err != nil {
		return Template{}, true, err
	}
	if name == "" {
		name = id + ".docx"
		if b, err = shipped.ReadFile("library/" + name); err != nil {
			return Template{}, false, fmt.Errorf("read a template: %w", err)
		}
		t, err = Read(name, b)
		return t, false, err
	}
	if t, err = Read(name, b); err != nil {
		return t, true, err
	}
	if faults := t.Check(s.names()); len(faults) > 0 {
		return t, true, fault.Invalidf("文书模板有误：%[1]s。", "The template is wrong: %[2]s.", faults[0].ZH, faults[0].EN)
	}
	return t, true, nil
}

// own returns the office's file for a template, if there is one.
func (l Library) own(s Spec) (name string, b []byte, err error) {
	if l.dir == "" {
		return "", nil, nil
	}
	for _, name := range []string{s.ID + ".docx", s.Title.ZH + ".docx"} {
		b, err := readFile(filepath.Join(l.dir, name))
		if err == nil {
			return name, b, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return name, nil, fault.Invalidf("文书模板 %[1]s 无法读取。", "The template %[1]s cannot be read.", name).Because(err)
		}
	}
	return "", nil, nil
}

// readFile reads a file, not more of it than a template may have and one byte.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(io.LimitReader(f, MostBytes+1))
	return b.Bytes(), err
}

// Problems returns everything that is wrong with the templates in the folder dir.
func Problems(dir string) ([]fault.Text, error) {
	l, err := Load(dir)
	if err != nil {
		return nil, err
	}
	return l.Check()
}

// Check returns everything that is wrong with the office's own templates, also files that
// are taken for none.
func (l Library) Check() (faults []fault.Text, err error) {
	entries, err := os.ReadDir(l.dir)
	if l.dir == "" || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Invalidf("文书模板文件夹无法读取。", "The folder of templates cannot be read.").Because(err)
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") { // what word processors leave beside an open file
			continue
		}
		i := slices.IndexFunc(l.specs, func(s Spec) bool { return name == s.ID+".docx" || name == s.Title.ZH+".docx" })
		if i < 0 {
			faults = append(faults, fault.Text{
				ZH: name + "：不是任何文书模板的文件名；用 mingjian template list 查看编号和名称",
				EN: name + ": is the file name of no template; mingjian template list shows ids and names",
			})
			continue
		}
		faults = append(faults, l.checkFile(name, l.specs[i])...)
	}
	return faults, nil
}

func (l Library) checkFile(name string, s Spec) []fault.Text {
	b, err := readFile(filepath.Join(l.dir, name))
	if err != nil {
		return []fault.Text{{ZH: name + "：无法读取", EN: name + ": cannot be read"}}
	}
	t, err := Read(name, b)
	if err != nil {
		_, says := fault.Split(err)
		return []fault.Text{says}
	}
	return t.Check(s.names())
}

// File returns the file of the template and its hash.
func (t Template) File() (b []byte, hash string) {
	sum := sha256.Sum256(t.raw)
	return t.raw, hex.EncodeToString(sum[:])
}

package standard

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed library/*.yaml
var library embed.FS

// own reads the standards of the program. They never change, so they are read once.
var own = sync.OnceValues(func() (Library, error) {
	files, err := fs.Sub(library, "library")
	if err != nil {
		return nil, err
	}
	return load(files, "library", nil)
})

// Load returns the standards that come with the program. Every fault in them is reported
// at once (*Faults). The standards are shared: read them, do not change them.
func Load() (Library, error) {
	lib, err := own()
	return maps.Clone(lib), err
}

// LoadWith returns the standards of the program and those that an office keeps as *.yaml in
// a folder, which need not exist. A file there holds a new standard, named like the file, or
// extends one:
//
//	extends: marriage
//	aliases: [婚登台账]
//	fields:
//	  - {name: husband, aliases: [新郎]}
//	  - {name: photo_no, title: {zh: 照片编号, en: Photograph}, type: text, sensitivity: personal}
//
// It may add fields, headings and words, and change nothing else: models rely on the rest.
func LoadWith(dir string) (Library, error) {
	if dir == "" {
		return Load()
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return Load()
	}
	lib, err := Load()
	if err != nil {
		return nil, err
	}
	return load(os.DirFS(dir), dir, lib)
}

// A Fault is one thing wrong with a standard, and where.
type Fault struct {
	File string     `json:"file"`
	Line int        `json:"line,omitempty"` // 0 where it is in no line, but in what is missing
	Says fault.Text `json:"says"`
}

// Faults are all that is wrong with a set of standards. They are a fault of kind Invalid.
type Faults struct{ List []Fault }

// Error lists the faults in Chinese, one a line.
func (f *Faults) Error() string { return f.in("zh") }

// Unwrap returns the faults as what a person may be told.
func (f *Faults) Unwrap() error {
	return &fault.Error{Kind: fault.Invalid, Public: fault.Text{ZH: f.in("zh"), EN: f.in("en")}}
}

func (f *Faults) in(lang string) string {
	var lines []string
	for _, x := range f.List {
		at := x.File
		if x.Line > 0 {
			at += ":" + strconv.Itoa(x.Line)
		}
		lines = append(lines, at+": "+x.Says.In(lang))
	}
	return strings.Join(lines, "\n")
}

// A file is one YAML file: a standard, or what an office adds to one.
type file struct {
	Standard `yaml:",inline"`
	Extends  string `yaml:"extends"`
}

// A draft is a standard that is being put together, and where its parts were read.
type draft struct {
	Standard
	file string            // where a fault is reported
	text []byte            // of that file
	from map[string]string // the file of an office that adds to a part: fields husband
	at   map[string]int    // lines of the parts, once they are asked for
}

// line tells where a part stands in its file: fields husband, mentions wife, ties 0.
func (d *draft) line(part string) int {
	if line, known := d.at[part]; known {
		return line
	}
	if d.text != nil {
		at := lines(d.text)
		maps.Copy(at, d.at)
		d.at, d.text = at, nil
	}
	return d.at[part]
}

// load reads the standards in files, called folder in what it reports, on top of base.
func load(files fs.FS, folder string, base Library) (Library, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	l := &loader{folder: folder, lib: maps.Clone(base)}
	if l.lib == nil {
		l.lib = Library{}
	}
	var drafts []*draft
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read standard %s: %w", name, err)
		}
		if d := l.read(name, b, drafts); d != nil {
			drafts = append(drafts, d)
		}
	}
	for _, d := range drafts {
		l.check(d)
		d.complete()
		l.lib[d.Name] = d.Standard
	}
	for _, d := range drafts {
		l.references(d)
	}
	if len(l.faults) > 0 {
		return nil, &Faults{l.faults}
	}
	return l.lib, nil
}

// A loader gathers the standards and what is wrong with them.
type loader struct {
	folder string
	lib    Library
	faults []Fault
}

func (l *loader) fault(name string, line int, zh, en string, args ...any) {
	l.faults = append(l.faults, Fault{path.Join(l.folder, name), line, fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}})
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// read decodes one file strictly: a field that it does not know is an error.
func (l *loader) read(name string, b []byte, others []*draft) *draft {
	var f file
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		l.unreadable(name, err)
		return nil
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		l.fault(name, 0, "一个文件只能写一个标准", "a file holds one standard")
		return nil
	}
	if f.Extends != "" {
		return l.extend(name, f, lines(b), others)
	}
	stem := strings.TrimSuffix(name, ".yaml")
	if f.Name != stem {
		l.fault(name, lines(b)["name"], "名称“%s”与文件名不符", "name %q is not the file's name", f.Name)
	}
	if _, there := l.lib[f.Name]; there {
		l.fault(name, lines(b)["name"], "已有标准“%s”；要补充它，请写 extends: %s", "there is a standard %q; write extends: %s to add to it", f.Name, f.Name)
		return nil
	}
	return &draft{Standard: f.Standard, file: name, text: b, at: map[string]int{}, from: map[string]string{}}
}

// unreadable reports what YAML could not read, line by line.
func (l *loader) unreadable(name string, err error) {
	var wrong *yaml.TypeError
	all := []string{err.Error()}
	if errors.As(err, &wrong) {
		all = wrong.Errors
	}
	for _, text := range all {
		line := 0
		if m := yamlLine.FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1])
			text = m[2]
		}
		l.fault(name, line, "无法读取：%s", "unreadable: %s", text)
	}
}

// lines tells where the parts of a standard stand in its file.
func lines(b []byte) map[string]int {
	at := map[string]int{}
	var root yaml.Node
	if yaml.Unmarshal(b, &root) != nil || len(root.Content) == 0 {
		return at
	}
	top := root.Content[0]
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		at[key.Value] = key.Line
		if value.Kind != yaml.SequenceNode {
			continue
		}
		for n, item := range value.Content {
			at[fmt.Sprintf("%s %d", key.Value, n)] = item.Line
			for j := 0; j+1 < len(item.Content); j += 2 {
				if item.Content[j].Value == "name" {
					at[key.Value+" "+item.Content[j+1].Value] = item.Line
				}
			}
		}
	}
	return at
}

// extend adds what an office writes to the standard it names.
func (l *loader) extend(name string, f file, at map[string]int, others []*draft) *draft {
	var d *draft
	if i := slices.IndexFunc(others, func(o *draft) bool { return o.Name == f.Extends }); i >= 0 {
		d = others[i]
	} else if s, ok := l.lib[f.Extends]; ok {
		d = &draft{Standard: s.bare(), file: name, at: map[string]int{}, from: map[string]string{}}
	} else {
		l.fault(name, at["extends"], "没有可补充的标准“%s”", "there is no standard %q to extend", f.Extends)
		return nil
	}
	for _, key := range []string{"name", "version", "title", "owner", "kind", "note", "coverage", "known", "ties"} {
		if line, ok := at[key]; ok {
			l.fault(name, line, "补充标准时不能写 %s", "%s cannot be changed by extending", key)
		}
	}
	d.Aliases = append(slices.Clip(d.Aliases), f.Aliases...)
	for _, m := range f.Mentions {
		l.extendMention(d, name, m, at["mentions "+m.Name])
	}
	for _, x := range f.Fields {
		l.extendField(d, name, x, at["fields "+x.Name])
	}
	if slices.Contains(others, d) {
		return nil
	}
	return d
}

func (l *loader) extendMention(d *draft, name string, m Mention, line int) {
	d.at["mentions "+m.Name], d.from["mentions "+m.Name] = line, name
	i := slices.IndexFunc(d.Mentions, func(o Mention) bool { return o.Name == m.Name })
	if i < 0 {
		d.Mentions = append(slices.Clip(d.Mentions), m)
		return
	}
	if m.Kind != "" || m.Entity != "" || m.Main || len(m.By) > 0 || m.Title != (fault.Text{}) {
		l.fault(name, line, "主体“%s”只能补充别名", "of mention %s only aliases can be added", m.Name)
	}
	d.Mentions[i].Aliases = append(slices.Clip(d.Mentions[i].Aliases), m.Aliases...)
}

func (l *loader) extendField(d *draft, name string, x Field, line int) {
	d.at["fields "+x.Name], d.from["fields "+x.Name] = line, name
	i := slices.IndexFunc(d.Fields, func(o Field) bool { return o.Name == x.Name })
	if i < 0 {
		if x.Expected() {
			l.fault(name, line, "补充的字段“%s”不能是主键、必填或常有", "added field %s cannot be key, required or usual", x.Name)
		}
		d.Fields = append(slices.Clip(d.Fields), x)
		return
	}
	old := &d.Fields[i]
	rest := x
	rest.Name, rest.Aliases, rest.Words = "", nil, nil
	if !rest.empty() {
		l.fault(name, line, "字段“%s”只能补充别名和取值", "of field %s only aliases and words can be added", x.Name)
	}
	old.Aliases = append(slices.Clip(old.Aliases), x.Aliases...)
	old.Words = slices.Clone(old.Words)
	for _, w := range x.Words {
		if k := slices.IndexFunc(old.Words, func(o Word) bool { return o.Code == w.Code }); k >= 0 {
			old.Words[k].Aliases = append(slices.Clip(old.Words[k].Aliases), w.Aliases...)
			continue
		}
		old.Words = append(old.Words, w)
		if len(old.Codes) > 0 {
			old.Codes = append(slices.Clip(old.Codes), w.Code)
		}
	}
}

// empty reports whether nothing but name, aliases and words is said of a field.
func (f Field) empty() bool {
	return f.Title == (fault.Text{}) && f.Type == "" && f.Format == "" && !f.Expected() && len(f.Or) == 0 && f.Refers == "" &&
		len(f.Codes) == 0 && f.Unit == "" && f.Least == "" && f.Most == "" && f.Derived == "" && len(f.Known) == 0 && len(f.ToldIn) == 0 && f.As == "" && f.Sensitivity == ""
}

// bare returns a copy of s without what complete added.
func (s Standard) bare() Standard {
	s.Fields = slices.DeleteFunc(slices.Clone(s.Fields), isProvenance)
	s.Mentions = slices.Clone(s.Mentions)
	return s
}

// complete adds what the file need not say: codes named by words, and the columns that
// the import gives to every record of a register.
func (s *Standard) complete() {
	for i, f := range s.Fields {
		if len(f.Codes) == 0 && f.Type != TypeBoolean {
			for _, w := range f.Words {
				s.Fields[i].Codes = append(s.Fields[i].Codes, w.Code)
			}
		}
	}
	if s.Kind == Register {
		s.Fields = append(s.Fields, provenance()...)
	}
}

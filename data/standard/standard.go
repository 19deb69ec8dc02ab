// Package standard holds the data standards: the agreed shape of every data set, with
// the type, the codes and the sensitivity of each field and the agency that owns it.
// Imports are checked against them and models are typed against them.
package standard

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed library/*.yaml
var library embed.FS

// A Type is the type of a field.
type Type string

// The types. A number is a double, an integer has 64 bits, a date has no time of day.
const (
	TypeText    Type = "text"
	TypeInteger Type = "integer"
	TypeNumber  Type = "number"
	TypeBoolean Type = "boolean"
	TypeDate    Type = "date"
)

// A Sensitivity says who may see a field.
type Sensitivity string

// The sensitivities, after the classes of the Personal Information Protection Law
// (个人信息保护法 2021-08-20): art. 4 for personal, art. 28 for sensitive.
const (
	Public    Sensitivity = "public"
	Personal  Sensitivity = "personal"
	Sensitive Sensitivity = "sensitive"
)

// A Standard is the shape of one data set.
type Standard struct {
	Name    string     `yaml:"name" json:"name"`       // lower-case word, the name of the table
	Version int        `yaml:"version" json:"version"` // from 1, raised with every change
	Title   fault.Text `yaml:"title" json:"title"`
	Owner   string     `yaml:"owner" json:"owner"` // the agency that owns the data: court, police, …
	Note    fault.Text `yaml:"note" json:"note"`
	Fields  []Field    `yaml:"fields" json:"fields"`
}

// A Field is one column of a data set.
type Field struct {
	Name        string      `yaml:"name" json:"name"`
	Title       fault.Text  `yaml:"title" json:"title"`
	Type        Type        `yaml:"type" json:"type"`
	Key         bool        `yaml:"key" json:"key,omitempty"`         // the field names the record
	Refers      string      `yaml:"refers" json:"refers,omitempty"`   // the standard whose key this field holds
	Codes       []string    `yaml:"codes" json:"codes,omitempty"`     // the only values allowed, if any
	Unit        string      `yaml:"unit" json:"unit,omitempty"`       // yuan
	Derived     string      `yaml:"derived" json:"derived,omitempty"` // not in the file as delivered: what computes it
	Sensitivity Sensitivity `yaml:"sensitivity" json:"sensitivity"`
}

// Field returns the field called name.
func (s Standard) Field(name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}

// A Library is a set of standards by name.
type Library map[string]Standard

// Load returns the standards that come with the program. Every fault in them is
// reported at once.
func Load() (Library, error) {
	return load(library)
}

func load(files fs.FS) (Library, error) {
	names, err := fs.Glob(files, "library/*.yaml")
	if err != nil {
		return nil, err
	}
	lib, errs := Library{}, []error{}
	for _, name := range names {
		s, err := read(files, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		lib[s.Name] = s
	}
	for _, s := range lib {
		for _, f := range s.Fields {
			if _, ok := lib[f.Refers]; f.Refers != "" && !ok {
				errs = append(errs, fmt.Errorf("library/%s.yaml: field %s refers to unknown standard %q", s.Name, f.Name, f.Refers))
			}
		}
	}
	return lib, errors.Join(errs...)
}

// read decodes one file strictly: a field that it does not know is an error.
func read(files fs.FS, name string) (s Standard, err error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return s, err
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&s); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	var errs []error
	for _, why := range s.check(strings.TrimSuffix(path.Base(name), ".yaml")) {
		errs = append(errs, fmt.Errorf("%s: %s", name, why))
	}
	return s, errors.Join(errs...)
}

// check lists everything that is wrong with s.
func (s Standard) check(file string) (wrong []string) {
	must := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	must(s.Name == file, "name %q is not the file's name", s.Name)
	must(s.Version > 0, "version must be 1 or more")
	must(s.Title.ZH != "" && s.Title.EN != "", "title needs zh and en")
	must(s.Owner != "", "owner is missing")
	must(len(s.Fields) > 0, "there are no fields")
	seen := map[string]bool{}
	for _, f := range s.Fields {
		must(f.Name != "" && !seen[f.Name], "field name %q is empty or stands twice", f.Name)
		seen[f.Name] = true
		must(f.Title.ZH != "" && f.Title.EN != "", "field %s: title needs zh and en", f.Name)
		must(slices.Contains([]Type{TypeText, TypeInteger, TypeNumber, TypeBoolean, TypeDate}, f.Type), "field %s: unknown type %q", f.Name, f.Type)
		must(slices.Contains([]Sensitivity{Public, Personal, Sensitive}, f.Sensitivity), "field %s: unknown sensitivity %q", f.Name, f.Sensitivity)
	}
	return wrong
}

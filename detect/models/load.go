package models

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

//go:embed library
var library embed.FS

// All yields every model that comes with the program, each checked, by id.
func All() iter.Seq2[Model, error] {
	files, err := fs.Sub(library, "library")
	if err != nil {
		return func(yield func(Model, error) bool) { yield(Model{}, err) }
	}
	return Load(files)
}

// Get returns the model of the program with this id, or a fault of kind NotFound.
func Get(id string) (Model, error) {
	for m, err := range All() {
		if err != nil {
			return Model{}, err
		}
		if m.ID == id {
			return m, nil
		}
	}
	return Model{}, fault.NotFoundf("没有监督模型“%s”。", "There is no model %q.", id)
}

// Load yields every model in files, each checked: files/branch/name/model.yaml and
// cases.yaml. A broken model is an error that says everything that is wrong with it
// (*Faults); the ones after it are yielded all the same.
func Load(files fs.FS) iter.Seq2[Model, error] { return LoadWith(files, nil) }

// LoadWith is Load for models on the standards of an office (standard.LoadWith); nil is
// those of the program.
func LoadWith(files fs.FS, lib standard.Library) iter.Seq2[Model, error] {
	return func(yield func(Model, error) bool) {
		if lib == nil {
			var err error
			if lib, err = standard.Load(); err != nil {
				yield(Model{}, fmt.Errorf("load the standards: %w", err))
				return
			}
		}
		laws, err := law.Load()
		if err != nil {
			yield(Model{}, err)
			return
		}
		found, err := fs.Glob(files, "*/*/model.yaml")
		if err != nil {
			yield(Model{}, fmt.Errorf("list the models: %w", err))
			return
		}
		for _, file := range found {
			m, err := LoadFolder(files, path.Dir(file), path.Dir(file), lib, laws)
			if !yield(m, err) {
				return
			}
		}
	}
}

// LoadFolder returns the model in one folder of files, checked; its id must be id.
func LoadFolder(files fs.FS, folder, id string, lib standard.Library, laws law.Register) (Model, error) {
	b, err := fs.ReadFile(files, path.Join(folder, "model.yaml"))
	if err != nil {
		return Model{}, fmt.Errorf("read model %s: %w", folder, err)
	}
	cases, err := fs.ReadFile(files, path.Join(folder, "cases.yaml"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Model{}, fmt.Errorf("read the cases of model %s: %w", folder, err)
	}
	return ReadAs(id, b, cases, lib, laws)
}

// ReadAs decodes a model and its cases and checks them, whatever is wrong with their form; its
// id must be id.
func ReadAs(id string, model, cases []byte, lib standard.Library, laws law.Register) (Model, error) {
	m, list, whole := decode(model, cases)
	m.folder = id
	if whole {
		var more *Faults
		if err := m.CheckOn(lib, laws); errors.As(err, &more) {
			list = merge(list, more.List)
		} else if err != nil {
			return m, err
		}
	}
	if len(list) > 0 {
		return m, &Faults{id, list}
	}
	return m, nil
}

// merge adds the faults of meaning to those of form, leaving out what stands where the form is
// wrong already: a step whose operator is misspelt has none.
func merge(form, meaning []Fault) []Fault {
	list := slices.Clone(form)
	for _, f := range meaning {
		if !slices.ContainsFunc(form, func(x Fault) bool { return x.File == f.File && (x.Line == f.Line || within(x.Field, f.Field)) }) {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b Fault) int {
		return cmp.Or(-strings.Compare(a.File, b.File), a.Line-b.Line) // model.yaml before cases.yaml
	})
	return list
}

// within reports whether one place is what directly holds another.
func within(inner, outer string) bool {
	rest, ok := strings.CutPrefix(inner, outer)
	return ok && strings.Count(rest, ".") <= 1
}

// Read decodes a model and its cases without checking more than their form. A field
// that it does not know is a fault: a misspelt threshold must not be ignored.
func Read(model, cases []byte) (Model, error) {
	m, list, _ := decode(model, cases)
	if len(list) > 0 {
		return m, &Faults{m.ID, list}
	}
	return m, nil
}

// decode reads the two files of a model. whole tells whether they could be read as far as they
// have the right form, so that it makes sense to check what they mean.
func decode(model, cases []byte) (m Model, list []Fault, whole bool) {
	m = Model{Source: model, CaseSource: cases}
	var set caseFile
	l, k := &faultList{file: "model.yaml"}, &faultList{file: "cases.yaml"}
	whole = l.decode(model, &m)
	whole = k.decode(cases, &set) && whole
	m.Cases = set.expand()
	return m, append(l.sorted(), k.sorted()...), whole
}

// decode reads b into what it can hold of it and notes everything that is wrong with its form.
func (l *faultList) decode(b []byte, into any) (whole bool) {
	l.root = &yaml.Node{}
	if err := yaml.NewDecoder(bytes.NewReader(b)).Decode(l.root); errors.Is(err, io.EOF) {
		return true
	} else if err != nil {
		l.decoding(err)
		return false
	}
	l.shape(l.root.Content[0], reflect.TypeOf(into), nil)
	if l.root.Content[0].Kind != yaml.MappingNode {
		return false
	}
	if err := l.root.Decode(into); err != nil && len(l.list) == 0 {
		l.decoding(err)
		return false
	}
	return true
}

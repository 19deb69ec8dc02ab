package models

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"

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

// ReadAs decodes a model and its cases and checks them; its id must be id.
func ReadAs(id string, model, cases []byte, lib standard.Library, laws law.Register) (Model, error) {
	m, err := Read(model, cases)
	if err != nil {
		return m, err
	}
	m.folder = id
	return m, m.CheckOn(lib, laws)
}

// Read decodes a model and its cases without checking more than their form. A field
// that it does not know is a fault: a misspelt threshold must not be ignored.
func Read(model, cases []byte) (Model, error) {
	m := Model{Source: model, CaseSource: cases}
	l := &faultList{file: "model.yaml"}
	strict(model, &m, l)
	k := &faultList{file: "cases.yaml"}
	var set caseFile
	strict(cases, &set, k)
	m.Cases = set.expand()
	if all := append(l.sorted(), k.sorted()...); len(all) > 0 {
		return m, &Faults{m.ID, all}
	}
	return m, nil
}

func strict(b []byte, into any, l *faultList) {
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		l.decoding(err)
	}
}

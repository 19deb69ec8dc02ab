package main

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/pack"
	"github.com/mingjian/mingjian/fault"
)

// publishersFile holds the publishers whom the office trusts.
func (a *app) publishersFile() string { return filepath.Join(a.home, "publishers.json") }

// shelf is where the office keeps models beside those of the program.
func (a *app) shelf() (pack.Shelf, error) {
	publishers, err := pack.LoadPublishers(a.publishersFile())
	return pack.Shelf{Dir: filepath.Join(a.home, "models"), Publishers: publishers}, err
}

// shelfMark is equal as long as the models of the office stay the same.
func (a *app) shelfMark() string {
	var mark strings.Builder
	note := func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // what is not there is not noted
		}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			fmt.Fprintln(&mark, path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	}
	for _, root := range []string{filepath.Join(a.home, "models"), a.standardsDir(), a.publishersFile()} {
		_ = filepath.WalkDir(root, note) // note returns no error
	}
	return mark.String()
}

// library yields the models of a folder or, if dir is empty, those of the program and
// those of the office.
func (a *app) library(dir string) (iter.Seq2[pack.Shelved, error], error) {
	lib, err := a.standards()
	if err != nil {
		return nil, err
	}
	if dir == "" {
		shelf, err := a.shelf()
		return a.allModels(shelf, lib), err
	}
	files := os.DirFS(dir)
	if found, err := fs.Glob(files, "*/*/model.yaml"); err != nil || len(found) == 0 {
		return nil, fault.Invalidf("%s 里没有 <领域>/<编号>/model.yaml。", "there is no <branch>/<id>/model.yaml in %s.", dir)
	}
	return unsigned(models.LoadWith(files, lib)), nil
}

// unsigned yields models that came in no package.
func unsigned(list iter.Seq2[models.Model, error]) iter.Seq2[pack.Shelved, error] {
	return func(yield func(pack.Shelved, error) bool) {
		for m, err := range list {
			if !yield(pack.Shelved{Model: m}, err) {
				return
			}
		}
	}
}

func (a *app) allModels(shelf pack.Shelf, lib standard.Library) iter.Seq2[pack.Shelved, error] {
	return func(yield func(pack.Shelved, error) bool) {
		own := map[string]bool{}
		for m, err := range unsigned(models.All()) {
			own[m.ID] = true
			if !yield(m, err) {
				return
			}
		}
		for m, err := range officeModels(shelf, lib, own) {
			if !yield(m, err) {
				return
			}
		}
	}
}

// officeModels yields the models on the shelf. One that is called like one of the program,
// as may be after an update, is an error: a clue must name one model and no other.
func officeModels(shelf pack.Shelf, lib standard.Library, own map[string]bool) iter.Seq2[pack.Shelved, error] {
	return func(yield func(pack.Shelved, error) bool) {
		for m, err := range shelf.Models(lib) {
			if own[m.ID] {
				err = fault.Conflictf("程序自带模型 %[1]s，%[2]s 中同名的未使用；请移走或改编号。", "the program has a model %[1]s; the one in %[2]s is not used: remove or rename it.", m.ID, shelf.Dir)
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// chooseModels returns the models with these ids, or all. Of all, a broken one of the
// office is left out and named, so that it does not stop the others.
func (a *app) chooseModels(ids []string) (chosen []models.Model, err error) {
	library, err := a.library("")
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	for m, err := range library {
		switch {
		case len(ids) > 0 && !wanted[m.ID]:
			continue
		case err != nil && len(ids) == 0 && m.OfOffice:
			fmt.Fprintf(a.term.err, a.pick("模型 %s 未运行：%v\n", "the model %s is not run: %v\n"), m.ID, a.said(err))
			continue
		case err != nil:
			return nil, err
		}
		chosen = append(chosen, m.Model)
		delete(wanted, m.ID)
	}
	for _, id := range ids {
		if wanted[id] {
			return nil, fault.NotFoundf("没有监督模型“%s”。", "There is no model %q.", id)
		}
	}
	return chosen, nil
}

// said is what a person may be told of an error, on the command line all of it.
func (a *app) said(err error) string {
	if kind, public := fault.Split(err); kind != fault.Internal {
		return public.In(a.lang)
	}
	return err.Error()
}

// from marks a model that the program does not have itself.
func (a *app) from(m pack.Shelved) string {
	switch {
	case m.Publisher != "":
		return fmt.Sprintf(a.pick("发布者：%s", "published by %s"), m.Publisher)
	case m.OfOffice:
		return a.pick("本院自编", "the office's own")
	default:
		return ""
	}
}

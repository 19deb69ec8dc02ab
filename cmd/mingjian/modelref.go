package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// modelOf finds the model that ref names: an id, an id with its version, or the folder of a
// model. An id is looked for in dir or, if that is empty, in the library.
func (a *app) modelOf(ref, dir string) (models.Model, error) {
	id, version, versioned := strings.Cut(ref, "@")
	if dir != "" {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(id), "model.yaml")); err != nil {
			return models.Model{}, fault.NotFoundf("%s 里没有模型 %s。", "there is no model %[2]s in %[1]s.", dir, id)
		}
		ref, id = filepath.Join(dir, filepath.FromSlash(id)), filepath.Join(dir, filepath.FromSlash(id))
	}
	if _, err := os.Stat(filepath.Join(ref, "model.yaml")); err == nil {
		return a.toPack(ref)
	}
	m, err := a.toPack(id)
	if err != nil {
		return m, err
	}
	if n, err := strconv.Atoi(version); versioned && (err != nil || n != m.Version) {
		return m, fault.NotFoundf("这里没有模型 %s 的第 %s 版（有第 %d 版）；请给出该版本所在的文件夹。",
			"version %[2]s of model %[1]s is not here (version %[3]d is); give the folder that holds it.", id, version, m.Version)
	}
	return m, nil
}

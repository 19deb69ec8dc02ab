package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/mingjian/mingjian/fault"
)

// removedName is the folder on the shelf that keeps what was removed: clues cite models for
// as long as they may be disputed. Its name hides it from those who list models.
const removedName = ".removed"

// A Removed is a model that was taken from the shelf.
type Removed struct {
	Model    string `json:"model"`
	Versions []int  `json:"versions"`
	Kept     string `json:"kept"` // the folder that has it now
	from     string
}

// Removable reports why a model cannot be removed, if it cannot.
func (s Shelf) Removable(id string) error {
	switch {
	case !fs.ValidPath(id):
		return fault.Invalidf("“%s”不是模型编号。", "%q is no id of a model.", id)
	case s.written(id):
		return fault.Conflictf("%s 是本院自编的模型，不是安装的；请直接移走其文件夹 %s。", "%s is a model of the office itself and was not installed; move its folder %s away.", id, s.abs(id))
	case !slices.Contains(s.ids(), id) || len(s.versions(id)) == 0:
		return fault.NotFoundf("没有安装模型 %s。", "no model %s is installed.", id)
	}
	return nil
}

// Remove takes an installed model off the shelf, in one step with all of its versions.
func (s Shelf) Remove(id string) (Removed, error) {
	if err := s.Removable(id); err != nil {
		return Removed{}, err
	}
	x := Removed{Model: id, Versions: s.versions(id), Kept: s.abs(removedName + "/" + id), from: s.abs(id)}
	for n := 2; ; n++ {
		if _, err := os.Lstat(x.Kept); errors.Is(err, fs.ErrNotExist) {
			break
		}
		x.Kept = s.abs(removedName + "/" + id + "-" + strconv.Itoa(n)) // removed before
	}
	if err := os.MkdirAll(filepath.Dir(x.Kept), 0o700); err != nil {
		return Removed{}, fmt.Errorf("remove %s: %w", id, err)
	}
	if err := os.Rename(x.from, x.Kept); err != nil {
		return Removed{}, fmt.Errorf("remove %s: %w", id, err)
	}
	return x, errors.Join(syncFolder(filepath.Dir(x.from)), syncFolder(filepath.Dir(x.Kept)))
}

// Undo puts it back. What was not removed needs nothing.
func (x Removed) Undo() error {
	if x.from == "" {
		return nil
	}
	return os.Rename(x.Kept, x.from)
}

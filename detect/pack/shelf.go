package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Shelf is the folder in which an office keeps models beside those of the program:
//
//	civil/lender/model.yaml       written by the office itself
//	civil/broker/v1/model.yaml    installed from a package, with all of its parts
//	civil/broker/v2/model.yaml    a later version; the highest is the one that counts
type Shelf struct {
	Dir        string // need not exist
	Publishers Publishers
}

// A Shelved is a model on a shelf.
type Shelved struct {
	models.Model
	OfOffice    bool   // lies on the shelf; false for models of the program
	Publisher   string // who signed the package; empty if the office wrote it
	Fingerprint string // of the key
	Versions    []int  // that are installed, oldest first; none if the office wrote it
}

// Models yields the models of the shelf by id, each checked. A broken one is an error; the
// ones after it are yielded all the same.
func (s Shelf) Models(lib standard.Library) iter.Seq2[Shelved, error] {
	return func(yield func(Shelved, error) bool) {
		laws, err := law.Load()
		if err != nil {
			yield(Shelved{}, err)
			return
		}
		for _, id := range s.ids() {
			m, err := s.model(id, lib, laws)
			m.ID, m.OfOffice = id, true // a broken one must be named too
			if !yield(m, err) {
				return
			}
		}
	}
}

// ids lists what lies on the shelf: branch/name of every folder with a model.
func (s Shelf) ids() (ids []string) {
	for _, pattern := range []string{"*/*/model.yaml", "*/*/v*/model.yaml"} {
		found, _ := fs.Glob(os.DirFS(s.Dir), pattern) // the pattern is right
		for _, file := range found {
			parts := strings.Split(file, "/")
			ids = append(ids, parts[0]+"/"+parts[1])
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return strings.HasPrefix(id, ".") })
}

func (s Shelf) model(id string, lib standard.Library, laws law.Register) (Shelved, error) {
	versions, written := s.versions(id), s.written(id)
	switch {
	case written && len(versions) > 0:
		return Shelved{}, fault.Conflictf("模型 %s 既有本院自编的，又有安装的；请移走一个。", "there is a model %s of the office itself and one from a package; remove one.", id)
	case written:
		m, err := models.LoadFolder(os.DirFS(s.Dir), id, id, lib, laws)
		return Shelved{Model: m}, err
	}
	x := Shelved{Versions: versions}
	p, err := s.installed(id, versions[len(versions)-1])
	if err != nil {
		return x, err
	}
	x.Publisher, x.Fingerprint = p.Manifest.Publisher, p.Fingerprint()
	x.Model, err = models.LoadFolder(os.DirFS(s.Dir), s.folder(id, p.Manifest.Version), id, lib, laws)
	return x, err
}

// written reports whether the office wrote the model itself.
func (s Shelf) written(id string) bool {
	_, err := os.Stat(filepath.Join(s.Dir, filepath.FromSlash(id), modelName))
	return err == nil
}

// versions lists the installed versions of a model, oldest first.
func (s Shelf) versions(id string) (all []int) {
	entries, _ := os.ReadDir(filepath.Join(s.Dir, filepath.FromSlash(id))) // none, if it is not there
	for _, e := range entries {
		if n, err := strconv.Atoi(strings.TrimPrefix(e.Name(), "v")); err == nil && n > 0 && e.Name() == "v"+strconv.Itoa(n) {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

func (s Shelf) folder(id string, version int) string { return path.Join(id, "v"+strconv.Itoa(version)) }

func (s Shelf) abs(name string) string { return filepath.Join(s.Dir, filepath.FromSlash(name)) }

// installed reads an installed version and proves that nobody has changed it since.
func (s Shelf) installed(id string, version int) (Package, error) {
	dir := os.DirFS(s.abs(s.folder(id, version)))
	files := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !partName.MatchString(name) {
			return err
		}
		files[name], err = fs.ReadFile(dir, name)
		return err
	})
	if err != nil {
		return Package{}, fmt.Errorf("read the installed model %s: %w", id, err)
	}
	p, err := assemble(files)
	switch {
	case err != nil:
		return Package{}, fault.Invalidf("已安装的模型 %s 第 %d 版在安装后被改动过，不能使用；请重新安装，或改编号后作为本院自编模型保存。", "the installed model %s version %d was changed since it was installed and cannot be used; install it again, or keep it under another id as a model of the office.", id, version).Because(err)
	case p.Manifest.Model != id || p.Manifest.Version != version:
		return Package{}, fault.Invalidf("文件夹 %s 里放的是 %s 第 %d 版。", "the folder %s holds %s version %d.", s.folder(id, version), p.Manifest.Model, p.Manifest.Version)
	case !s.Publishers.Has(p.Manifest.Publisher, p.Fingerprint()):
		return Package{}, fault.Forbiddenf("模型 %s 的发布者“%s”（%s）不在受信任的发布者之列。", "the publisher of the model %s, %q (%s), is not among those whom the office trusts.", id, p.Manifest.Publisher, p.Fingerprint())
	}
	return p, nil
}

// Admit reports whether a package may be put on the shelf, and whether it lies there
// already. own is the version of the model of that id that the program itself has, or 0.
func (s Shelf) Admit(p Package, own int) (already bool, err error) {
	m := p.Manifest
	versions := s.versions(m.Model)
	switch {
	case own > 0:
		return false, fault.Conflictf("程序自带模型 %s（第 %d 版），不能用包里的第 %d 版替换；请发布者另取编号。", "the program has a model %s itself (version %d), which version %d of the package cannot replace; the publisher must give it another id.", m.Model, own, m.Version)
	case s.written(m.Model):
		return false, fault.Conflictf("本院自编的模型已用编号 %s；请先改其编号或移走。", "a model of the office itself is called %s; rename or remove it first.", m.Model)
	case len(versions) == 0:
		return false, nil
	}
	newest, err := s.installed(m.Model, versions[len(versions)-1])
	switch {
	case err != nil:
		return false, err
	case newest.Manifest.Publisher != m.Publisher:
		return false, fault.Conflictf("模型 %s 是“%s”发布的，“%s”的包不能替换它。", "the model %s was published by %q; a package of %q cannot replace it.", m.Model, newest.Manifest.Publisher, m.Publisher)
	case newest.Manifest.Version > m.Version:
		return false, fault.Conflictf("已安装模型 %s 第 %d 版，包里是较旧的第 %d 版。", "version %[2]d of the model %[1]s is installed; the package holds the older version %[3]d.", m.Model, newest.Manifest.Version, m.Version)
	case newest.Manifest.Version == m.Version && bytes.Equal(newest.Model(), p.Model()) && bytes.Equal(newest.Cases(), p.Cases()):
		return true, nil
	case newest.Manifest.Version == m.Version:
		return false, fault.Conflictf("已安装模型 %s 第 %d 版，内容与包里的同一版不同；发布者须提高版本号。", "version %[2]d of the model %[1]s is installed with other content than in the package; the publisher must raise the version.", m.Model, m.Version)
	}
	return false, nil
}

// Place puts a package on the shelf: all of it, or nothing. It becomes visible in one
// step, beside the versions that are there.
func (s Shelf) Place(p Package) error {
	target := s.abs(s.folder(p.Manifest.Model, p.Manifest.Version))
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return fmt.Errorf("install %s: %w", p.Manifest.Model, err)
	}
	temp, err := os.MkdirTemp(s.Dir, ".installing-*")
	if err != nil {
		return fmt.Errorf("install %s: %w", p.Manifest.Model, err)
	}
	defer os.RemoveAll(temp) // does nothing after the rename
	for _, name := range append([]string{manifestName, signatureName}, names(p.Manifest.Parts)...) {
		if err := writeFile(filepath.Join(temp, filepath.FromSlash(name)), p.file(name)); err != nil {
			return fmt.Errorf("install %s: %w", p.Manifest.Model, err)
		}
	}
	if _, err := os.Stat(target); err == nil {
		return fault.Conflictf("模型 %s 第 %d 版刚刚已由他人安装。", "version %[2]d of the model %[1]s has just been installed by somebody else.", p.Manifest.Model, p.Manifest.Version)
	}
	if err := os.Rename(temp, target); err != nil {
		return fmt.Errorf("install %s: %w", p.Manifest.Model, err)
	}
	return syncFolder(filepath.Dir(target))
}

// Write keeps a model that the office wrote itself, in the place of the version before: all of
// it or nothing. The cases go first, so that no new rule ever stands beside the cases of the
// old one for good: what was interrupted is written again by whoever asked for it.
func (s Shelf) Write(id string, rule, cases []byte) error {
	if len(s.versions(id)) > 0 {
		return fault.Conflictf("编号 %s 已用于安装的模型；请先卸载或另取编号。", "a model from a package is called %s; remove it or choose another id.", id)
	}
	for _, f := range []struct {
		name string
		b    []byte
	}{{casesName, cases}, {modelName, rule}} {
		path := s.abs(id + "/" + f.name)
		if err := writeFile(path+".new", f.b); err != nil {
			return fmt.Errorf("write the model %s: %w", id, err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			return fmt.Errorf("write the model %s: %w", id, err)
		}
	}
	return syncFolder(s.abs(id))
}

// Withdraw takes away what Place has just put there.
func (s Shelf) Withdraw(p Package) error {
	return os.RemoveAll(s.abs(s.folder(p.Manifest.Model, p.Manifest.Version)))
}

func names(parts []Part) (all []string) {
	for _, x := range parts {
		all = append(all, x.Name)
	}
	return all
}

// writeFile writes a file that only its owner may read, and makes sure that it is on the
// disk.
func writeFile(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder makes sure that a rename within the folder is on the disk.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

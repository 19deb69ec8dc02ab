package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/fault"
)

// mendIfIdle mends the lake unless an importer is running. Whoever may only read the
// folder leaves it as it is.
func (l *Lake) mendIfIdle(ctx context.Context) error {
	unlock, err := l.tryLock()
	if errors.Is(err, fs.ErrPermission) || err == nil && unlock == nil {
		return nil
	}
	if err != nil {
		return err
	}
	defer unlock()
	return l.mend(ctx)
}

// mend brings a lake whose importer was killed back to order. The caller holds the
// lock. A manifest is written after its files and before HEAD, so one that follows the
// current snapshot is whole and becomes current now; what was to be forgotten is forgotten;
// of the rest, files that no manifest names are removed. A manifest is never removed.
func (l *Lake) mend(ctx context.Context) error {
	err := func() error {
		if err := l.adopt(); err != nil {
			return err
		}
		begun, err := l.pending()
		if err != nil {
			return err
		}
		for _, f := range begun {
			if err := l.forget(ctx, f); err != nil {
				return err
			}
		}
		if err := l.sweep(); err != nil {
			return err
		}
		if len(begun) > 0 {
			if err := l.dropStates(); err != nil {
				return err
			}
		}
		for _, f := range begun {
			f.Done = true
			if err := l.note(f); err != nil {
				return err
			}
		}
		return nil
	}()
	if err != nil {
		return fmt.Errorf("mend the lake: %w", err)
	}
	return nil
}

// sweep removes what no manifest names.
func (l *Lake) sweep() error {
	left, err := l.unnamed()
	if err != nil {
		return err
	}
	if len(left) > 0 { // mostly the current snapshot names everything, and the others need not be read
		manifests, err := l.manifests()
		if err != nil {
			return err
		}
		for _, m := range manifests {
			for f := range m.files() {
				delete(left, f.Name)
			}
		}
	}
	for name := range left {
		if err := os.Remove(l.abs(name)); err != nil {
			return err
		}
	}
	return l.clearTmp()
}

// unnamed lists the data files that the current snapshot does not name.
func (l *Lake) unnamed() (map[string]bool, error) {
	left := map[string]bool{}
	for _, pattern := range []string{"data/*/*", "quarantine/*"} {
		names, err := fs.Glob(os.DirFS(l.dir), pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			left[name] = true
		}
	}
	head, err := l.head()
	if err != nil || head == "" {
		return left, err
	}
	m, err := readManifest(l.manifestPath(head))
	for f := range m.files() {
		delete(left, f.Name)
	}
	return left, err
}

// manifests reads all manifests, by snapshot.
func (l *Lake) manifests() (map[string]Manifest, error) {
	entries, err := os.ReadDir(l.abs("snapshots"))
	if err != nil {
		return nil, err
	}
	all := make(map[string]Manifest, len(entries))
	for _, e := range entries {
		m, err := readManifest(l.abs("snapshots/" + e.Name()))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		all[m.ID] = m
	}
	return all, nil
}

// adopt moves HEAD to the snapshot that follows it, if exactly one does, and on from
// there.
func (l *Lake) adopt() error {
	head, err := l.head()
	if err != nil {
		return err
	}
	parents, err := l.parents()
	if err != nil {
		return err
	}
	if _, ok := parents[head]; head != "" && !ok {
		return fault.New(fault.Internal, "当前快照 %s 的清单缺失；请从备份恢复 snapshots 文件夹。",
			"The manifest of the current snapshot %s is missing; restore the folder snapshots from a backup.", head)
	}
	next, children := head, map[string][]string{}
	for id, parent := range parents {
		children[parent] = append(children[parent], id)
	}
	for len(children[next]) == 1 {
		next = children[next][0]
	}
	if next == head {
		return nil
	}
	return l.setHead(next)
}

// parents returns the parent of each snapshot. Of a manifest it reads the beginning, where that
// stands: there may be thousands, and each names all files.
func (l *Lake) parents() (map[string]string, error) {
	entries, err := os.ReadDir(l.abs("snapshots"))
	if err != nil {
		return nil, err
	}
	all := make(map[string]string, len(entries))
	for _, e := range entries {
		id, parent, err := beginning(l.abs("snapshots/" + e.Name()))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		all[id] = parent
	}
	return all, nil
}

// beginning reads which snapshot a manifest is of and which was before it.
func beginning(path string) (id, parent string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	if _, err := d.Token(); err != nil {
		return "", "", err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return "", "", err
		}
		switch key {
		case "id":
			err = d.Decode(&id)
		case "parent":
			err = d.Decode(&parent)
		default: // they stand first
			return id, parent, nil
		}
		if err != nil {
			return "", "", err
		}
	}
	return id, parent, nil
}

// clearTmp removes what an import has not finished.
func (l *Lake) clearTmp() error {
	tmp := l.abs("tmp")
	entries, err := os.ReadDir(tmp)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(tmp, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

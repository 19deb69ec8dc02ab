package lake

import (
	"context"
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
		manifests, err := l.manifests()
		if err != nil {
			return err
		}
		if err := l.adopt(manifests); err != nil {
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
	manifests, err := l.manifests()
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, m := range manifests {
		for f := range m.files() {
			named[f.Name] = true
		}
	}
	return errors.Join(l.removeUnnamed(named), l.clearTmp())
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
func (l *Lake) adopt(manifests map[string]Manifest) error {
	head, err := l.head()
	if err != nil {
		return err
	}
	if _, ok := manifests[head]; head != "" && !ok {
		return fault.New(fault.Internal, "当前快照 %s 的清单缺失；请从备份恢复 snapshots 文件夹。",
			"The manifest of the current snapshot %s is missing; restore the folder snapshots from a backup.", head)
	}
	next, children := head, map[string][]string{}
	for id, m := range manifests {
		children[m.Parent] = append(children[m.Parent], id)
	}
	for len(children[next]) == 1 {
		next = children[next][0]
	}
	if next == head {
		return nil
	}
	return l.setHead(next)
}

// removeUnnamed removes the data files that no manifest names.
func (l *Lake) removeUnnamed(named map[string]bool) error {
	for _, pattern := range []string{"data/*/*", "quarantine/*"} {
		names, err := fs.Glob(os.DirFS(l.dir), pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			if named[name] {
				continue
			}
			if err := os.Remove(l.abs(name)); err != nil {
				return err
			}
		}
	}
	return nil
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

package lake

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/fault"
)

// A Kept is all that a copy of the lake needs: the small files as they were at one moment,
// and the names of those that never change. What linkage keeps for its next run is not in
// it: it can be made again.
type Kept struct {
	Head  string            // the current snapshot; empty before the first import
	Texts map[string][]byte // content by name: HEAD, manifests, what is left of forgotten imports
	Files []File            // named by the manifests, each once
}

// Kept lists what a copy needs. The error is fault.Conflict while an import is being
// forgotten: a copy must not have what is to be gone.
func (l *Lake) Kept() (Kept, error) {
	notes, err := l.notes()
	if err != nil {
		return Kept{}, fmt.Errorf("list the lake: %w", err)
	}
	if begun, err := l.pending(); err != nil || len(begun) > 0 {
		return Kept{}, errors.Join(err, forgettingNow())
	}
	k := Kept{Texts: notes}
	if k.Head, err = l.head(); err != nil {
		return Kept{}, fmt.Errorf("list the lake: %w", err)
	}
	if k.Head != "" {
		k.Texts["HEAD"] = []byte(k.Head + "\n")
	}
	seen := map[string]bool{}
	for id := k.Head; id != ""; {
		text, err := os.ReadFile(l.manifestPath(id))
		if err != nil {
			return Kept{}, fmt.Errorf("list the lake: %w", err)
		}
		s, err := l.Remains(id)
		if err != nil {
			return Kept{}, fmt.Errorf("list the lake: %w", err)
		}
		k.Texts["snapshots/"+id+".json"] = text
		for f := range s.Manifest.files() {
			if !seen[f.Name] {
				seen[f.Name] = true
				k.Files = append(k.Files, f)
			}
		}
		id = s.Manifest.Parent
	}
	return k, l.StillKept(k)
}

// StillKept returns fault.Conflict if an import was forgotten since k was listed.
func (l *Lake) StillKept(k Kept) error {
	now, err := l.notes()
	if err != nil {
		return fmt.Errorf("list the lake: %w", err)
	}
	for name := range k.Texts {
		if filepath.Dir(name) == "forgotten" && now[name] == nil {
			return forgettingNow()
		}
	}
	for name, text := range now {
		if !bytes.Equal(k.Texts[name], text) {
			return forgettingNow()
		}
	}
	return nil
}

// Path returns where a file of a manifest lies.
func (l *Lake) Path(f File) string { return l.abs(f.Name) }

func forgettingNow() error {
	return fault.Conflictf("正在删除一个导入批次（mingjian lake forget）；删除完成后请重新备份。",
		"An import is being forgotten (mingjian lake forget); make the backup again when that is done.")
}

// notes returns what is written down of forgotten imports, by name.
func (l *Lake) notes() (map[string][]byte, error) {
	entries, err := os.ReadDir(l.abs("forgotten"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	notes := map[string][]byte{}
	for _, e := range entries {
		name := "forgotten/" + e.Name()
		if notes[name], err = os.ReadFile(l.abs(name)); err != nil {
			return nil, err
		}
	}
	return notes, nil
}

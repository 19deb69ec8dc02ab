package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A Forgotten is what is kept of an import whose records are gone: that it was, by what
// right, and why it is no more. It has nothing of its content but the hash of the file.
type Forgotten struct {
	Import        string    `json:"import"`
	At            time.Time `json:"at"`
	By            string    `json:"by,omitempty"`
	Reason        string    `json:"reason"`
	Standard      string    `json:"standard,omitempty"` // empty for court documents
	Agency        string    `json:"agency,omitempty"`
	Authorisation string    `json:"authorisation,omitempty"`
	Purpose       string    `json:"purpose,omitempty"`
	ImportedAt    time.Time `json:"imported_at"`
	Content       string    `json:"content"`            // hash of what was imported
	Records       int64     `json:"records"`            // of it in the snapshot from which it was forgotten
	Quarantined   int64     `json:"quarantined"`        // rows of it that were in quarantine
	Snapshots     []string  `json:"snapshots"`          // that cannot be opened any more
	Repeated      []string  `json:"repeated,omitempty"` // later imports that delivered some of the same records; to have them back, import those again
	Done          bool      `json:"done"`               // nothing of it is left
}

// A ForgetRequest says what is to be forgotten, and why.
type ForgetRequest struct {
	Import string
	Reason string
	By     string
	At     time.Time
}

// gone says that a snapshot had records that were forgotten.
func (f Forgotten) gone(id string) error {
	return fault.NotFoundf("快照 %[1]s 含有已按规定删除的导入批次 %[2]s（%[3]s，%[4]s），不能再打开。",
		"Snapshot %[1]s had the import %[2]s, which was forgotten on %[3]s (%[4]s); it cannot be opened any more.",
		id, f.Import, f.At.Format(time.DateOnly), f.Reason)
}

// ForgetPlan tells what Forget would do.
func (l *Lake) ForgetPlan(ctx context.Context, r ForgetRequest) (Forgotten, error) {
	history, err := l.historyWithOrigins(ctx)
	if err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", err)
	}
	if len(history) == 0 {
		_, err := l.Current()
		return Forgotten{}, err
	}
	return plan(history, r)
}

func plan(history []Snapshot, r ForgetRequest) (Forgotten, error) {
	now := history[len(history)-1].Manifest
	i, err := now.Import(r.Import)
	if err != nil {
		return Forgotten{}, err
	}
	if i.Forgotten != nil {
		return Forgotten{}, fault.Conflictf("导入批次 %s 已经删除。", "The import %s has been forgotten already.", r.Import)
	}
	f := Forgotten{Import: i.ID, At: r.At, By: r.By, Reason: r.Reason, Agency: i.Agency, Authorisation: i.Authorisation, Purpose: i.Purpose,
		ImportedAt: i.At, Content: i.Content, Snapshots: []string{}}
	if i.Register != nil {
		f.Standard = i.Register.Standard
	}
	main := "document"
	if f.Standard != "" {
		main = f.Standard
	}
	f.Records, f.Quarantined = rowsFrom(now.Tables[main], i.ID), rowsFrom(now.Quarantine[main], i.ID)
	for _, s := range history {
		if known, err := s.Manifest.Import(i.ID); err == nil && known.Forgotten == nil {
			f.Snapshots = append(f.Snapshots, s.ID)
		}
	}
	f.Repeated = repeats(now, i)
	return f, nil
}

func rowsFrom(files []File, importID string) (n int64) {
	for _, f := range files {
		if f.Import == importID {
			n += f.Rows
		}
	}
	return n
}

// repeats lists the imports after i that found records of theirs already there.
func repeats(m Manifest, i Import) (ids []string) {
	after := false
	for _, other := range m.Imports {
		switch {
		case other.ID == i.ID:
			after = true
		case !after || other.Forgotten != nil:
		case i.Register == nil && other.Register == nil && other.Unchanged+other.Duplicate > 0,
			i.Register != nil && other.Register != nil && other.Register.Standard == i.Register.Standard && other.Register.Rows.Unchanged > 0:
			ids = append(ids, other.ID)
		}
	}
	return ids
}

// Forget removes everything that came with an import: its records, documents and rows in
// quarantine, from a new snapshot and from all earlier ones. Snapshots that had them cannot
// be opened any more; they say what was forgotten, and what is left of them can still be
// verified (Remains). What the import had corrected is again as it was before. Tables that
// were worked out from its records, as linkage does, are left out of the new snapshot and
// have to be made again.
//
// That it is to be forgotten is written down first, so a Forget that was killed is completed
// when the lake is next opened. The error is fault.NotFound if there is no such import, and
// fault.Conflict if it is forgotten already or another import is running.
func (l *Lake) Forget(ctx context.Context, r ForgetRequest) (Forgotten, error) {
	if strings.TrimSpace(r.Reason) == "" {
		return Forgotten{}, fault.Invalidf("请写明删除的理由。", "Say why it is to be forgotten.")
	}
	unlock, err := l.lock()
	if err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", explain(err))
	}
	defer unlock()
	if err := l.mend(ctx); err != nil {
		return Forgotten{}, explain(err)
	}
	f, err := l.ForgetPlan(ctx, r)
	if err != nil {
		return Forgotten{}, err
	}
	if err := l.note(f); err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", explain(err))
	}
	if err := l.mend(ctx); err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", explain(err))
	}
	f.Done = true
	return f, nil
}

// note writes what is to be forgotten, or what was.
func (l *Lake) note(f Forgotten) error {
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return l.put(l.abs("forgotten/"+f.Import+".json"), append(b, '\n'))
}

// pending returns what was begun to be forgotten and is not done.
func (l *Lake) pending() (all []Forgotten, err error) {
	entries, err := os.ReadDir(l.abs("forgotten"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(l.abs("forgotten"), e.Name()))
		if err != nil {
			return nil, err
		}
		var f Forgotten
		if err := json.Unmarshal(b, &f); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		if !f.Done {
			all = append(all, f)
		}
	}
	return all, nil
}

// forget takes an import out of the lake, as far as that is not done already; its files
// are removed by mend, when no manifest names them any more.
func (l *Lake) forget(ctx context.Context, f Forgotten) error {
	history, err := l.historyWithOrigins(ctx)
	if err != nil {
		return err
	}
	last := history[len(history)-1]
	if i, err := last.Manifest.Import(f.Import); err != nil {
		return err
	} else if i.Forgotten == nil {
		if err := l.leaveOut(ctx, history, f); err != nil {
			return err
		}
	}
	for _, s := range history {
		if i, err := s.Manifest.Import(f.Import); err != nil || i.Forgotten != nil {
			continue
		}
		m := s.Manifest.without(f)
		m.Forgotten = append(slices.Clip(m.Forgotten), f)
		if err := l.putManifest(m); err != nil {
			return err
		}
	}
	return nil
}

// leaveOut makes the snapshot that follows the current one and has nothing of an import.
func (l *Lake) leaveOut(ctx context.Context, history []Snapshot, f Forgotten) error {
	last := history[len(history)-1]
	next := last.next(f.At)
	m := next.without(f)
	if err := l.restore(ctx, &m, history, f); err != nil {
		return err
	}
	m.Documents = rowsIn(m.Tables["document"])
	moves := m.settle("f-" + strings.TrimPrefix(f.Import, "i-"))
	m.ID = m.id()
	return l.commit(m, moves)
}

// without returns a copy of m without what came with an import and what was worked out from
// its records.
func (m Manifest) without(f Forgotten) Manifest {
	imports, forgotten := slices.Clone(m.Imports), f
	forgotten.Done, forgotten.Snapshots = false, nil
	for n, i := range imports {
		if i.ID == f.Import {
			imports[n] = i.scrubbed(forgotten)
		}
	}
	m.Imports = imports
	left := func(lists map[string][]File) map[string][]File {
		all := map[string][]File{}
		for name, files := range lists {
			kept := slices.DeleteFunc(slices.Clone(files), func(file File) bool { return file.Import == f.Import || file.Import == "" })
			if len(kept) > 0 {
				all[name] = kept
			}
		}
		return all
	}
	m.Tables, m.Quarantine = left(m.Tables), left(m.Quarantine)
	return m
}

// scrubbed returns what may be kept of a forgotten import.
func (i Import) scrubbed(f Forgotten) Import {
	i.Forgotten = &f
	if i.Register != nil {
		r := *i.Register
		r.File, r.Sheets, r.Mended, r.Dropped = "", nil, nil, nil
		i.Register = &r
	}
	return i
}

func rowsIn(files []File) (n int64) {
	for _, f := range files {
		n += f.Rows
	}
	return n
}

package lake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// restore gives back to m what a forgotten import had superseded: for every record of
// earlier snapshots that is not in m, its last state in what remains of them.
func (l *Lake) restore(ctx context.Context, m *Manifest, history []Snapshot, f Forgotten) error {
	var before []Snapshot // the newest first, and of the same import none
	for _, s := range slices.Backward(history) {
		if _, err := s.Manifest.Import(f.Import); err != nil {
			before = append(before, s)
		}
	}
	if f.Standard != "" {
		return errors.Join(l.restoreRegister(ctx, m, before, f.Standard), l.restoreQuarantine(ctx, m, history, f))
	}
	return l.restoreDocuments(ctx, m, before)
}

// restoreRegister is restore for one register.
func (l *Lake) restoreRegister(ctx context.Context, m *Manifest, before []Snapshot, name string) error {
	there, err := loadRegister(ctx, Snapshot{Manifest: *m, dir: l.dir}, name)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, s := range before {
		for _, old := range s.Manifest.Tables[name] {
			if seen[old.Name] || slices.ContainsFunc(m.Tables[name], func(f File) bool { return f.Name == old.Name }) {
				continue
			}
			seen[old.Name] = true
			kept, err := l.restoreFile(ctx, s, name, old, there)
			if err != nil {
				return err
			}
			if kept.Rows > 0 {
				m.Tables[name] = append(m.Tables[name], kept)
			}
		}
	}
	return nil
}

// restoreFile copies the records of a file that are not there, and notes that they are.
func (l *Lake) restoreFile(ctx context.Context, s Snapshot, name string, old File, there registerIndex) (File, error) {
	had, err := loadRegister(ctx, Snapshot{Manifest: Manifest{Tables: map[string][]File{name: {old}}}, dir: l.dir}, name)
	if err != nil {
		return File{}, err
	}
	missed := map[recordKey]bool{}
	for k, p := range had.records {
		if _, ok := there.records[k]; !ok {
			missed[k], there.records[k] = true, p
		}
	}
	if len(missed) == 0 {
		return File{}, nil
	}
	i, err := s.Manifest.Import(old.Import)
	if err != nil {
		return File{}, err
	}
	return l.copyRegister(ctx, old, fmt.Sprintf("tmp/restored-%s-%d.parquet", name, len(there.records)), copying{
		at:   i.At,
		keep: func(_ *parquet.Schema, k recordKey, _ parquet.Row) bool { return missed[k] }})
}

// restoreDocuments is restore for court documents.
func (l *Lake) restoreDocuments(ctx context.Context, m *Manifest, before []Snapshot) error {
	there := map[string]bool{}
	for _, f := range m.Tables["document"] {
		ids, err := l.documentIDs(ctx, f)
		if err != nil {
			return err
		}
		for _, id := range ids {
			there[id] = true
		}
	}
	parts, err := newParts(l, *m, 1)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, s := range before {
		old, err := newParts(l, s.Manifest, 1)
		if err != nil {
			return err
		}
		for n, f := range s.Manifest.Tables["document"] {
			if seen[f.Name] || slices.ContainsFunc(m.Tables["document"], func(g File) bool { return g.Name == f.Name }) {
				continue
			}
			seen[f.Name] = true
			if err := parts.restore(ctx, old.list[n], f, there); err != nil {
				return err
			}
		}
	}
	if err := parts.fill(); err != nil {
		return err
	}
	for i, t := range tables() {
		var files []File
		for _, p := range parts.list {
			files = append(files, p.files[i])
		}
		m.Tables[t.name()] = files
	}
	return nil
}

func (l *Lake) documentIDs(ctx context.Context, f File) (ids []string, err error) {
	err = eachRow(ctx, l.abs(f.Name), func(rows []struct {
		ID string `parquet:"id"`
	}) error {
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return nil
	})
	return ids, err
}

// restore adds a part with the documents of old that are not there, and notes that they are.
func (p *parts) restore(ctx context.Context, old part, documents File, there map[string]bool) error {
	ids, err := p.lake.documentIDs(ctx, documents)
	if err != nil {
		return err
	}
	dead, missed := map[string]bool{}, 0
	for _, id := range ids {
		if dead[id] = there[id]; !there[id] {
			missed++
			there[id] = true
		}
	}
	if missed == 0 {
		return nil
	}
	files, err := p.eachTable(func(i int, t documentTable, tmp string) (File, error) {
		if old.files[i].Name == "" { // the part is older than the table
			return t.write(p.lake.disk, p.lake.abs(tmp), nil)
		}
		return t.copyWithout(ctx, p.lake.disk, p.lake.abs(old.files[i].Name), p.lake.abs(tmp), dead)
	})
	for i := range files {
		files[i].Import = documents.Import
	}
	p.list = append(p.list, part{files: files, fresh: true})
	return err
}

// historyWithOrigins returns the history with the import of every file of documents, also
// in manifests that were written before a File named it.
func (l *Lake) historyWithOrigins(ctx context.Context) ([]Snapshot, error) {
	history, err := l.history()
	if err != nil {
		return nil, err
	}
	known, owner := map[string]string{}, map[string]string{} // import by file, and by document
	for n := range history {
		m := &history[n].Manifest
		for k, f := range m.Tables["document"] {
			if f.Import == "" {
				if f.Import, err = l.origin(ctx, f, known, owner, *m); err != nil {
					return nil, err
				}
			}
			known[f.Name] = f.Import
			for _, t := range tables() {
				if files := m.Tables[t.name()]; k < len(files) {
					files[k].Import = f.Import
				}
			}
		}
	}
	return history, nil
}

// origin finds the import of a file's documents. A part that was rewritten has only
// documents that the snapshot before had already; any other came with the last import.
func (l *Lake) origin(ctx context.Context, f File, known, owner map[string]string, m Manifest) (string, error) {
	if id, ok := known[f.Name]; ok {
		return id, nil
	}
	var documents []string
	err := eachRow(ctx, l.abs(f.Name), func(rows []struct {
		ID     string `parquet:"id"`
		SHA256 string `parquet:"sha256"`
	}) error {
		for _, r := range rows {
			documents = append(documents, r.SHA256+r.ID)
		}
		return nil
	})
	if err != nil || len(m.Imports) == 0 || len(documents) == 0 {
		return "", err
	}
	origin := owner[documents[0]]
	for _, d := range documents {
		if owner[d] == "" {
			origin = m.Imports[len(m.Imports)-1].ID
		}
	}
	for _, d := range documents {
		owner[d] = origin
	}
	return origin, nil
}

// restoreQuarantine gives back to m the rows that a forgotten import had mended: all of
// earlier snapshots that are not in m, that nobody dropped and no other import mended.
func (l *Lake) restoreQuarantine(ctx context.Context, m *Manifest, history []Snapshot, f Forgotten) error {
	name, gone := f.Standard, map[string]bool{}
	for _, i := range m.Imports {
		if r := i.Register; r != nil && r.Standard == name {
			for _, id := range r.settled() {
				gone[id] = true
			}
		}
	}
	if err := l.eachAside(ctx, m.Quarantine[name], func(r asideName) { gone[r.ID] = true }); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, s := range slices.Backward(history) {
		for _, old := range s.Manifest.Quarantine[name] {
			if seen[old.Name] || old.Import == f.Import {
				continue
			}
			seen[old.Name] = true
			if err := l.restoreAside(ctx, m, name, old, gone); err != nil {
				return err
			}
		}
	}
	return nil
}

// restoreAside copies the rows of a file that are not gone and that no later import has
// delivered, and notes that they are there.
func (l *Lake) restoreAside(ctx context.Context, m *Manifest, name string, old File, gone map[string]bool) error {
	later, err := l.recordsAfter(ctx, *m, name, old.Import)
	if err != nil {
		return err
	}
	skip, missed := maps.Clone(gone), false
	err = l.eachAside(ctx, []File{old}, func(r asideName) {
		k, _ := parseKey(r.Record)
		if _, mended := later.records[k]; mended {
			skip[r.ID] = true
		}
		if !skip[r.ID] {
			gone[r.ID], missed = true, true
		}
	})
	if err != nil || !missed {
		return err
	}
	back, _, err := l.withoutRows(ctx, []File{old}, skip)
	m.Quarantine[name] = append(m.Quarantine[name], back...)
	return err
}

// recordsAfter returns the records of a register that came with imports after one.
func (l *Lake) recordsAfter(ctx context.Context, m Manifest, name, importID string) (registerIndex, error) {
	at := func(id string) int { return slices.IndexFunc(m.Imports, func(i Import) bool { return i.ID == id }) }
	files := slices.DeleteFunc(slices.Clone(m.Tables[name]), func(file File) bool { return at(file.Import) <= at(importID) })
	return loadRegister(ctx, Snapshot{Manifest: Manifest{Tables: map[string][]File{name: files}}, dir: l.dir}, name)
}

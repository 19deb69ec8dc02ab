package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// finish writes what is left and makes the new snapshot, unless nothing changed.
func (im *importer) finish(ctx context.Context) error {
	if err := im.parts.flush(); err != nil {
		return err
	}
	if err := im.parts.fill(); err != nil {
		return err
	}
	replaced := slices.ContainsFunc(im.parts.list, func(p part) bool { return len(p.dead) > 0 })
	if err := im.parts.rewrite(ctx); err != nil {
		return err
	}
	now := im.parent.Manifest
	if im.parts.changed() {
		var moves []move
		now, moves = im.manifest()
		if err := im.lake.commit(now, moves); err != nil {
			return err
		}
		im.report.Snapshot = now.ID
	}
	im.remember(now, replaced)
	return im.lake.clearTmp() // of parts that were rewritten at once
}

// A move gives a file its last name.
type move struct{ from, to string } // below the lake's folder

// manifest returns the manifest of the new snapshot, and what its new files will be
// called.
func (im *importer) manifest() (Manifest, []move) {
	m := im.parent.next(im.opts.At)
	m.Reader, m.Documents = im.lake.reader, 0
	m.Imports = append(m.Imports, im.provenance())
	for _, t := range tables() {
		m.Tables[t.name()] = nil
	}
	id, fresh, moves := m.Imports[len(m.Imports)-1].ID, 0, []move(nil)
	for _, p := range im.parts.list {
		if slices.ContainsFunc(p.files, File.temporary) {
			fresh++
		}
		for i, t := range tables() {
			f := p.files[i]
			if f.temporary() {
				tmp := f.Name
				f.Name = path.Join("data", t.name(), fmt.Sprintf("%s-%04d.parquet", id, fresh))
				moves = append(moves, move{tmp, f.Name})
				im.report.Bytes += f.Bytes
			}
			if p.added {
				f.Import = id
				im.report.Rows[t.name()] += f.Rows
			}
			m.Tables[t.name()] = append(m.Tables[t.name()], f)
		}
		m.Documents += rowsOf("document", p.files)
	}
	m.ID = m.id()
	return m, moves
}

// next returns a manifest of what s has, to be changed into the one that follows it.
func (s Snapshot) next(at time.Time) Manifest {
	m := s.Manifest
	m.ID, m.Parent, m.Created = "", s.ID, at
	m.Imports = slices.Clone(m.Imports)
	m.Tables, m.Quarantine = maps.Clone(m.Tables), maps.Clone(m.Quarantine)
	if m.Tables == nil {
		m.Tables = map[string][]File{}
	}
	if m.Quarantine == nil {
		m.Quarantine = map[string][]File{}
	}
	return m
}

// provenance returns the record of this import. Its id is made from what stood before
// and what was written, so that it is the same wherever the same import runs.
func (im *importer) provenance() Import {
	h := sha256.New()
	fmt.Fprintf(h, "parent %s\n", im.parent.ID)
	for _, p := range im.parts.list {
		for _, f := range p.files {
			if p.fresh {
				fmt.Fprintf(h, "file %s\n", f.SHA256)
			}
		}
	}
	return Import{
		ID: "i-" + short(h.Sum(nil)), At: im.opts.At, Agency: im.opts.Agency,
		Authorisation: im.opts.Authorisation, Purpose: im.opts.Purpose, By: im.opts.By, RetainUntil: im.opts.RetainUntil,
		Reader: im.lake.reader, Content: hex.EncodeToString(im.content.Sum(nil)), Counts: im.report.Counts,
	}
}

// commit makes the snapshot m the current one: first its files under their last names,
// then its manifest, then HEAD. Only the last step changes what anybody sees.
func (l *Lake) commit(m Manifest, moves []move) error {
	err := func() error {
		for _, mv := range moves {
			if err := os.MkdirAll(filepath.Dir(l.abs(mv.to)), 0o700); err != nil {
				return err
			}
			if err := l.disk.rename(l.abs(mv.from), l.abs(mv.to)); err != nil {
				return err
			}
		}
		if err := l.syncFolders(moves); err != nil {
			return err
		}
		if err := l.putManifest(m); err != nil {
			return err
		}
		return l.setHead(m.ID)
	}()
	if err != nil {
		return fmt.Errorf("commit snapshot %s: %w", m.ID, err)
	}
	return nil
}

// putManifest writes a manifest, in place of what it was before if it was there.
func (l *Lake) putManifest(m Manifest) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return l.put(l.manifestPath(m.ID), append(b, '\n'))
}

// syncFolders makes the last names of files durable, and those of folders that are new.
func (l *Lake) syncFolders(moves []move) error {
	folders := map[string]bool{}
	for _, mv := range moves {
		for dir := path.Dir(mv.to); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if err := l.disk.syncDir(l.abs(dir)); err != nil {
			return err
		}
	}
	return nil
}

// setHead makes a snapshot the current one.
func (l *Lake) setHead(id string) error { return l.put(l.abs("HEAD"), []byte(id+"\n")) }

// explain gives the failures of a disk that a person can mend a sentence; others stay
// as they are.
func explain(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.New(fault.Internal, "磁盘空间不足，导入没有完成；请清理磁盘后重新导入。",
			"The disk is full and the import was not completed; free some space and import again.").Because(err)
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM), errors.Is(err, syscall.EROFS):
		return fault.New(fault.Internal, "没有写入数据文件夹的权限，导入没有完成；请联系管理员。",
			"The data folder may not be written and the import was not completed; ask the administrator.").Because(err)
	}
	return err
}

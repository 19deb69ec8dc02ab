package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"syscall"

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
	if err := im.parts.rewrite(ctx); err != nil {
		return err
	}
	if im.parts.changed() {
		m, moves := im.manifest()
		if err := im.lake.commit(m, moves); err != nil {
			return err
		}
		im.report.Snapshot = m.ID
	}
	return im.lake.clearTmp() // of parts that were rewritten at once
}

// A move gives a file its last name.
type move struct{ from, to string } // below the lake's folder

// manifest returns the manifest of the new snapshot, and what its new files will be
// called.
func (im *importer) manifest() (Manifest, []move) {
	m := Manifest{
		Parent:  im.parent.ID,
		Created: im.opts.At,
		Reader:  im.lake.reader,
		Imports: append(slices.Clip(im.parent.Manifest.Imports), im.provenance()),
		Tables:  map[string][]File{},
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
				im.report.Rows[t.name()] += f.Rows
			}
			m.Tables[t.name()] = append(m.Tables[t.name()], f)
		}
		m.Documents += rowsOf("document", p.files)
	}
	m.ID = m.id()
	return m, moves
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
		Authorisation: im.opts.Authorisation, Purpose: im.opts.Purpose,
		Reader: im.lake.reader, Content: hex.EncodeToString(im.content.Sum(nil)), Counts: im.report.Counts,
	}
}

// commit makes the snapshot m the current one: first its files under their last names,
// then its manifest, then HEAD. Only the last step changes what anybody sees.
func (l *Lake) commit(m Manifest, moves []move) error {
	err := func() error {
		for _, mv := range moves {
			if err := l.disk.rename(l.abs(mv.from), l.abs(mv.to)); err != nil {
				return err
			}
		}
		for _, t := range tables() {
			if err := l.disk.syncDir(l.abs("data/" + t.name())); err != nil {
				return err
			}
		}
		b, err := json.MarshalIndent(m, "", "  ")
		if err != nil {
			return err
		}
		if err := l.put(l.manifestPath(m.ID), append(b, '\n')); err != nil {
			return err
		}
		return l.setHead(m.ID)
	}()
	if err != nil {
		return fmt.Errorf("commit snapshot %s: %w", m.ID, err)
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

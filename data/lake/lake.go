// Package lake keeps everything that was taken in, as Parquet files in snapshots that
// never change. A snapshot is a plain list of files in its manifest; a new import adds
// files and a new manifest, and moves the name of the current snapshot in one step.
// Nobody ever sees half an import: after a crash at any moment the lake shows the old
// snapshot or the new one.
//
// On disk:
//
//	data/TABLE/IMPORT-PART.parquet   the rows of one part of one import
//	quarantine/IMPORT-PART.parquet   rows of registers that were put aside
//	snapshots/SNAPSHOT.json          the manifest of a snapshot
//	HEAD                             the name of the current snapshot
//	forgotten/IMPORT.json            what is left to know of an import that was forgotten
//	state/                           what a calculation goes on from, see State
//	lock                             held by the one importer that may run
//	tmp/                             what an import has not finished yet
package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

// A Lake is a folder of snapshots. Any number of Lakes, in any number of processes, may
// be open on one folder; only one of them imports at a time.
type Lake struct {
	dir    string // absolute
	disk   disk
	parse  func(id, text string) record.Judgment
	reader string // version of parse
	part   partLimit
	cells  cellReader
	lanes  laneLimit
	memory *memory // of the last import; nil: none is kept
}

// Open opens the lake in dir, and makes it if it is not there. What an import that was
// killed left behind is removed, unless an importer is running now.
func Open(dir string) (*Lake, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open lake: %w", err)
	}
	l := &Lake{dir: dir, disk: systemDisk(), parse: record.Index, reader: record.ReaderVersion,
		part: usualPart(), cells: readCells, lanes: usualLanes()}
	for _, sub := range []string{"snapshots", "tmp", "data", "quarantine", "forgotten", "state"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, fmt.Errorf("open lake: %w", err)
		}
	}
	for _, t := range tables() {
		if err := os.MkdirAll(filepath.Join(dir, "data", t.name()), 0o700); err != nil {
			return nil, fmt.Errorf("open lake: %w", err)
		}
	}
	if err := l.mendIfIdle(context.Background()); err != nil {
		return nil, fmt.Errorf("open lake: %w", err)
	}
	return l, nil
}

// Close ends the use of the lake. Snapshots taken from it stay good.
func (l *Lake) Close() error { return nil }

// Current returns the current snapshot. Before the first import there is none, and the
// error is fault.NotFound.
func (l *Lake) Current() (Snapshot, error) {
	id, err := l.head()
	if err != nil {
		return Snapshot{}, fmt.Errorf("current snapshot: %w", err)
	}
	if id == "" {
		return Snapshot{}, fault.NotFoundf("还没有导入任何数据；请先运行 mingjian import judgments 文件或文件夹，或 mingjian import table 标准 文件。",
			"Nothing has been imported yet; first run mingjian import judgments FILE-OR-FOLDER, or mingjian import table STANDARD FILE.")
	}
	return l.Snapshot(id)
}

// Snapshot returns the snapshot named id, current or not. If there is none, or if records
// that it had were forgotten since, the error is fault.NotFound.
func (l *Lake) Snapshot(id string) (Snapshot, error) {
	s, err := l.Remains(id)
	if err != nil {
		return Snapshot{}, err
	}
	if len(s.Manifest.Forgotten) > 0 {
		return Snapshot{}, s.Manifest.Forgotten[0].gone(id)
	}
	return s, nil
}

// Remains returns what there is of the snapshot named id: all of it or, where imports were
// forgotten (Manifest.Forgotten), the files of the others.
func (l *Lake) Remains(id string) (Snapshot, error) {
	noSuch := fault.NotFoundf("没有快照 %s；请用 mingjian doctor 查看有哪些快照。",
		"There is no snapshot %s; mingjian doctor lists those there are.", id)
	if !strings.HasPrefix(id, "s-") || !filepath.IsLocal(id) || filepath.Base(id) != id {
		return Snapshot{}, noSuch
	}
	m, err := readManifest(l.manifestPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		return Snapshot{}, noSuch.Because(err)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("snapshot %s: %w", id, err)
	}
	return Snapshot{ID: id, Manifest: m, dir: l.dir}, nil
}

// Snapshots returns all snapshots that can be opened, the oldest first.
func (l *Lake) Snapshots() ([]Snapshot, error) {
	all, err := l.history()
	return slices.DeleteFunc(all, func(s Snapshot) bool { return len(s.Manifest.Forgotten) > 0 }), err
}

// history returns all snapshots, also those of which only something remains, the oldest
// first.
func (l *Lake) history() ([]Snapshot, error) {
	id, err := l.head()
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	var all []Snapshot
	for id != "" {
		s, err := l.Remains(id)
		if err != nil {
			return nil, fmt.Errorf("list snapshots: %w", err)
		}
		all = append(all, s)
		id = s.Manifest.Parent
	}
	slices.Reverse(all)
	return all, nil
}

// Head returns the name of the current snapshot, or "" before the first import. It costs less
// than Current.
func (l *Lake) Head() (string, error) { return l.head() }

// head returns the name of the current snapshot, or "" before the first import.
func (l *Lake) head() (string, error) {
	b, err := os.ReadFile(filepath.Join(l.dir, "HEAD"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	id := strings.TrimSpace(string(b))
	if !strings.HasPrefix(id, "s-") {
		return "", fmt.Errorf("HEAD names no snapshot: %q", id)
	}
	return id, nil
}

// abs turns a name below the lake's folder into a path.
func (l *Lake) abs(name string) string { return filepath.Join(l.dir, filepath.FromSlash(name)) }

func (l *Lake) manifestPath(id string) string {
	return filepath.Join(l.dir, "snapshots", id+".json")
}

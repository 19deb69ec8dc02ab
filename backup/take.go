package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Source is what is backed up. Others may go on working with all of it.
type Source struct {
	Home    string      // folder of the data
	DB      *db.DB      // the workflow database
	Log     audit.Place // the log of acts, in the home
	Program string      // version of this program
	Keys    bool        // private keys too
}

// Where things lie in a home, and so in a backup.
const (
	databaseName = "workflow.db"
	auditName    = "audit"
	lakeName     = "lake"
	filesName    = "transfer/files"
	workName     = ".mingjian-backup-" // begins the name of the folder that is worked in
)

// own are the files and folders that are copied as they lie; keys only if asked for.
func own() (files, keys []string) {
	return []string{"standards", "models", "procedures", "templates", "calendar", "publishers.json", "demonstration", filesName, "node/card.json"},
		[]string{"keys", "node/keys"}
}

// Take writes a backup to out, which must not be there yet: first under a temporary name,
// and under its own when all of it is on the disk.
//
// The order is what makes it consistent. The database is copied first, as it is at one
// moment. Everything else only grows, and what the database speaks of was there before it
// spoke: the files of the lake and of dispatches are copied after it and so are never
// behind it. The log is cut to the very entries that this copy of the database has noted
// in it, so neither is ahead of the other; acts that had not reached the log wait in the
// outbox of the copy.
func Take(ctx context.Context, s Source, now time.Time, out string) (Manifest, error) {
	if _, err := os.Lstat(out); err == nil {
		return Manifest{}, fault.Conflictf("%s 已存在；请另取文件名。", "%s is there already; choose another name.", out)
	}
	work, err := os.MkdirTemp(filepath.Dir(out), workName+"*")
	if err != nil {
		return Manifest{}, unwritable(filepath.Dir(out), err)
	}
	defer os.RemoveAll(work)
	tmp := filepath.Join(work, "backup.tar")
	w, err := create(tmp, now.UTC().Truncate(time.Second))
	if err != nil {
		return Manifest{}, unwritable(work, err)
	}
	t := taking{Source: s, w: w, work: work, m: Manifest{Format: format, Made: now.UTC(), Program: s.Program, Keys: s.Keys}}
	err = t.all(ctx)
	if err == nil {
		err = w.finish(t.m)
	} else {
		w.f.Close()
	}
	if err == nil {
		err = os.Rename(tmp, out)
	}
	if err != nil {
		return Manifest{}, unwritable(filepath.Dir(out), err)
	}
	t.m.Files = w.files
	return t.m, syncDir(filepath.Dir(out))
}

// unwritable gives the failures of a disk that a person can mend a sentence.
func unwritable(dir string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.New(fault.Internal, "%s 磁盘空间不足，备份没有完成。", "The disk of %s is full; the backup was not completed.", dir).Because(err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrNotExist):
		return fault.Invalidf("备份没有完成：文件夹不存在，或没有读写权限。", "The backup was not completed: a folder does not exist or may not be used.").Because(err)
	}
	return err
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// A taking is one backup under way.
type taking struct {
	Source
	w    *writer
	work string
	m    Manifest
}

func (t *taking) all(ctx context.Context) error {
	if err := t.leftOut(); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	for _, part := range []struct {
		name string
		copy func(context.Context) error
	}{{"the workflow database", t.database}, {"the log", t.log}, {"the lake", t.lake}, {"the files of the office", t.own}} {
		if err := part.copy(ctx); err != nil {
			return fmt.Errorf("back up %s: %w", part.name, err)
		}
	}
	return nil
}

// database copies the database and notes how far it has the log.
func (t *taking) database(ctx context.Context) error {
	t.m.Database, t.m.Server = WithDatabase, !t.DB.File()
	path := filepath.Join(t.work, databaseName)
	if err := t.DB.CopyTo(ctx, path); err != nil {
		return err
	}
	defer os.Remove(path)
	copied, err := db.Open(ctx, "sqlite:"+path, t.DB.Now)
	if err != nil {
		return err
	}
	t.m.Entries, err = audit.Noted(ctx, copied)
	if err := errors.Join(err, copied.Close()); err != nil {
		return err
	}
	_, err = t.w.copy(ctx, databaseName, path)
	return err
}

func (t *taking) log(ctx context.Context) error {
	to := filepath.Join(t.work, auditName)
	found, err := audit.CopyTo(ctx, t.Log, t.m.Entries, to)
	if err != nil {
		return err
	}
	for _, f := range found {
		t.m.Unsound = append(t.m.Unsound, f.Says)
	}
	return t.folder(ctx, auditName, to)
}

// lake copies all snapshots that are kept, and compares each file with its manifest.
func (t *taking) lake(ctx context.Context) error {
	dir := filepath.Join(t.Home, lakeName)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	l, err := lake.Open(dir)
	if err != nil {
		return err
	}
	defer l.Close()
	kept, err := l.Kept()
	if err != nil {
		return err
	}
	t.m.Snapshot = kept.Head
	for _, name := range slices.Sorted(maps.Keys(kept.Texts)) {
		if err := t.w.text(lakeName+"/"+name, kept.Texts[name]); err != nil {
			return err
		}
	}
	for _, f := range kept.Files {
		sum, err := t.w.copy(ctx, lakeName+"/"+f.Name, l.Path(f))
		if errors.Is(err, fs.ErrNotExist) {
			if err := l.StillKept(kept); err != nil {
				return err
			}
			t.unsound("数据湖文件 %s 缺失。", "The file %s of the lake is missing.", f.Name)
			continue
		}
		if err != nil {
			return err
		}
		if sum != f.SHA256 {
			t.unsound("数据湖文件 %s 与清单不符。", "The file %s of the lake differs from its manifest.", f.Name)
		}
	}
	return l.StillKept(kept)
}

func (t *taking) unsound(zh, en, name string) {
	t.m.Unsound = append(t.m.Unsound, fault.Text{ZH: fmt.Sprintf(zh, name), EN: fmt.Sprintf(en, name)})
}

func (t *taking) own(ctx context.Context) error {
	files, keys := own()
	if t.Keys {
		files = append(files, keys...)
	}
	for _, name := range files {
		path := filepath.Join(t.Home, filepath.FromSlash(name))
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if info.IsDir() {
			err = t.folder(ctx, name, path)
		} else {
			_, err = t.w.copy(ctx, name, path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// folder copies what lies in dir, under a name. What vanishes meanwhile was temporary, such as the
// folder of a model that is being installed, or was removed; links are not followed.
func (t *taking) folder(ctx context.Context, name, dir string) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir() && strings.HasPrefix(e.Name(), ".installing-"): // not whole yet
			return fs.SkipDir
		case e.IsDir(), name == filesName && strings.HasPrefix(e.Name(), "tmp-"): // not whole yet
			return nil
		case !e.Type().IsRegular():
			t.m.LeftOut = append(t.m.LeftOut, name+"/"+path)
			return nil
		}
		_, err = t.w.copy(ctx, name+"/"+path, filepath.Join(dir, filepath.FromSlash(path)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// leftOut notes what lies in the home and is not known to belong there: it is said, so that
// nobody believes it was copied.
func (t *taking) leftOut() error {
	entries, err := os.ReadDir(t.Home)
	if err != nil {
		return err
	}
	known := []string{databaseName, databaseName + "-wal", databaseName + "-shm", auditName, lakeName, "uploads", "keys", "node", "transfer"}
	files, _ := own()
	for _, e := range entries {
		if !slices.Contains(known, e.Name()) && !slices.Contains(files, e.Name()) && !strings.HasPrefix(e.Name(), workName) {
			t.m.LeftOut = append(t.m.LeftOut, e.Name())
		}
	}
	return nil
}

package main

import (
	"context"
	"maps"
	"os"
	"regexp"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// withStore runs f with the workflow database open.
func (a *app) withStore(d database, f func(*db.DB) error) error {
	if err := os.MkdirAll(a.home, 0o700); err != nil {
		return err
	}
	store, err := db.Open(a.ctx, a.databaseURL(d.DB), a.now)
	if err != nil {
		return err
	}
	defer store.Close()
	return f(store)
}

// looked records that somebody on the command line read the page of a clue or a matter, as
// the server does, and what for if they said so: nothing is shown before it is recorded.
func (a *app) looked(store *db.DB, verb audit.Verb, object, office string, purpose ...string) error {
	e := audit.Entry{Actor: a.actor().ID, Verb: verb, Object: object, Office: office}
	if says := strings.Join(purpose, ""); says != "" {
		e.Detail = map[string]string{"purpose": says}
	}
	return audit.NewLog(store).Record(a.ctx, e)
}

// traced runs f with the log open: what is done to the lake on the command line leaves a
// trace as it does in the workbench, or is not done at all. write makes one entry.
func (a *app) traced(d database, f func(write func(audit.Entry) error) error) error {
	return a.withStore(d, func(store *db.DB) error {
		log := audit.NewLog(store)
		return f(func(e audit.Entry) error {
			e.Actor, e.Office = a.actor().ID, string(access.Home)
			maps.DeleteFunc(e.Detail, func(_, value string) bool { return value == "" })
			return log.Record(a.ctx, e)
		})
	})
}

// trace writes one entry before something is shown.
func (a *app) trace(d database, e audit.Entry) error {
	return a.traced(d, func(write func(audit.Entry) error) error { return write(e) })
}

// snapshot returns the snapshot called id, or the current one.
func (a *app) snapshot(id string) (*lake.Lake, lake.Snapshot, error) {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return nil, lake.Snapshot{}, err
	}
	var s lake.Snapshot
	if id == "" {
		s, err = l.Current()
	} else {
		s, err = l.Snapshot(id)
	}
	if err != nil {
		l.Close()
		return nil, lake.Snapshot{}, err
	}
	return l, s, nil
}

// A room is how much an engine may take up. Nothing set leaves it to the engine.
type room struct {
	Memory string `help:"${scan_memory}" env:"MINGJIAN_MEMORY" placeholder:"SIZE"`
	Spill  string `help:"${scan_spill}" env:"MINGJIAN_SPILL" placeholder:"SIZE"`
}

// check finds a size that is none.
func (r room) check() error {
	size := regexp.MustCompile(`^[0-9]+(\.[0-9]+)? ?[KMGT]i?B$`)
	for _, s := range []string{r.Memory, r.Spill} {
		if s != "" && !size.MatchString(s) {
			return usageError{fault.Invalidf("大小 %s 应写作 4GB 或 512MB 的样子。", "the size %s should be written like 4GB or 512MB.", s)}
		}
	}
	return nil
}

// engineOn opens the engine on a snapshot, with a folder for what does not fit in memory.
func (a *app) engineOn(s lake.Snapshot, r room) (*duck.Engine, func(), error) {
	return a.engineOnFiles(s.Tables(), r, 1)
}

// engineOnFiles opens the engine on some files, for so many queries at a time.
func (a *app) engineOnFiles(tables map[string][]string, r room, asking int) (*duck.Engine, func(), error) {
	if err := r.check(); err != nil {
		return nil, nil, err
	}
	lib, err := a.standards()
	if err != nil {
		return nil, nil, err
	}
	spill, err := os.MkdirTemp("", "mingjian-spill-*")
	if err != nil {
		return nil, nil, err
	}
	e, err := duck.Open(a.ctx, duck.Options{Tables: tables, Standards: lib, MemoryLimit: r.Memory, TempDir: spill, TempLimit: r.Spill, Asking: asking})
	if err != nil {
		os.RemoveAll(spill)
		return nil, nil, err
	}
	return e, func() { e.Close(); os.RemoveAll(spill) }, nil
}

// caseOpener opens engines on the rows of a model's case.
func caseOpener(lib standard.Library) scan.Open {
	return func(ctx context.Context, rows map[string][]engine.Row) (engine.Engine, error) {
		return duck.Open(ctx, duck.Options{Rows: rows, Standards: lib, Threads: 1})
	}
}

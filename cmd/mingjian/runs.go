package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"sync"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// An intake looks into files of other agencies and imports them, one at a time.
type intake struct {
	files
	lake  *lake.Lake
	audit *audit.Log
	log   *slog.Logger
	ctx   context.Context // ends the imports when the program ends

	mu      sync.Mutex
	running *importRun
	runs    map[string]*importRun // of this life of the program
	done    sync.WaitGroup
}

// An importRun is one import at work, or what came of it.
type importRun struct {
	web.Run
	stop context.CancelFunc
}

func newIntake(ctx context.Context, f files, l *lake.Lake, log *audit.Log, errs *slog.Logger) *intake {
	return &intake{files: f, lake: l, audit: log, log: errs, ctx: ctx, runs: map[string]*importRun{}}
}

// wait returns when no import is at work.
func (in *intake) wait() { in.done.Wait() }

// Start begins an import and returns at once.
func (in *intake) Start(_ context.Context, by access.Account, o web.Order) (web.Run, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.running != nil {
		return web.Run{}, fault.Conflictf("%s 正在导入“%s”，请等它结束后再试。", "%s is importing %s; wait for it to end and try again.", in.running.By, in.running.File)
	}
	ctx, stop := context.WithCancel(in.ctx)
	r := &importRun{stop: stop, Run: web.Run{ID: "run-" + strings.ToLower(rand.Text()[:16]), State: "running", Standard: o.At.Standard, File: o.Name, By: by.Display, Started: in.now()}}
	in.running, in.runs[r.ID] = r, r
	in.done.Add(1)
	go func() {
		defer in.done.Done()
		defer stop()
		report, err := in.importFile(ctx, by, o, r)
		in.finish(r, report, err)
		if err == nil {
			o.Done()
		}
	}()
	return r.Run, nil
}

// importFile does the work and records it.
func (in *intake) importFile(ctx context.Context, by access.Account, o web.Order, r *importRun) (lake.TableReport, error) {
	s, done, err := in.at(ctx, o.File, o.At)
	if err != nil {
		return lake.TableReport{}, err
	}
	defer done() //nolint:errcheck // it was only read
	m := lake.MappedSheet{Sheet: s}
	for i, h := range s.Headings {
		c := lake.Column{Heading: h}
		if i < len(o.Columns) {
			c.Field, c.Unit = o.Columns[i].Field, o.Columns[i].Unit
		}
		m.Columns = append(m.Columns, c)
	}
	report, err := in.lake.ImportTable(ctx, in.standards[o.At.Standard], lake.Delivery{File: o.Name, SHA256: o.SHA256, Sheets: []lake.MappedSheet{m}},
		lake.TableOptions{Agency: o.Agency, Authorisation: o.Authorisation, Purpose: o.Purpose, By: by.Display, RetainUntil: o.RetainUntil,
			Mends: o.Mends, At: in.now(), Progress: func(rows int64) { in.tell(r, rows) }})
	if err != nil {
		return report, err
	}
	// The import stands, whatever becomes of the request that began it.
	return report, in.audit.Record(context.WithoutCancel(ctx), audit.Entry{Actor: by.ID, Verb: audit.ImportRecords, Object: report.Import, Office: string(by.Office),
		Detail: map[string]string{"standard": o.At.Standard, "sha256": o.SHA256, "authorisation": o.Authorisation, "snapshot": report.Snapshot}})
}

func (in *intake) tell(r *importRun, rows int64) {
	in.mu.Lock()
	defer in.mu.Unlock()
	r.Rows = rows
}

func (in *intake) finish(r *importRun, report lake.TableReport, err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.running = nil
	switch kind, public := fault.Split(err); {
	case err == nil:
		r.State, r.Import, r.Counts = "done", report.Import, countsOf(report.Rows)
		if report.Import != "" {
			r.Snapshot = report.Snapshot
		}
	case errors.Is(err, context.Canceled):
		r.State = "cancelled"
	default:
		r.State, r.Says = "failed", public
		if kind == fault.Internal {
			in.log.Error("import failed", "run", r.ID, "err", err)
		}
	}
}

// Run returns an import that runs or ran; an empty id is the one that runs.
func (in *intake) Run(_ context.Context, id string) (web.Run, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	r := in.runs[id]
	if id == "" {
		r = in.running
	}
	if r == nil {
		return web.Run{}, fault.NotFoundf("没有这次导入；程序重启后请在导入记录里查看结果。", "There is no such run; after a restart of the program, look for its result among the imports.")
	}
	return r.Run, nil
}

// Cancel stops an import that runs.
func (in *intake) Cancel(_ context.Context, _ access.Account, id string) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	r := in.runs[id]
	switch {
	case r == nil:
		return fault.NotFoundf("没有这次导入。", "There is no such run.")
	case r.State != "running":
		return fault.Conflictf("这次导入已经结束。", "This import has ended.")
	}
	r.stop()
	return nil
}

func countsOf(c lake.RowCounts) web.RowCounts {
	return web.RowCounts{Read: c.Read, Added: c.Added, Unchanged: c.Unchanged, Superseded: c.Superseded, Duplicate: c.Duplicate,
		Quarantined: c.Quarantined + c.Known, Mended: c.Mended}
}

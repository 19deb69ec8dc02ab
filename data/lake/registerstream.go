package lake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// rowsAtOnce is how many rows are handed on together.
const rowsAtOnce = 2048

// A batch is some rows of one sheet in the hands of a worker, who closes done when they
// are candidates.
type batch struct {
	sheet int
	rows  []delivered
	out   []candidate
	done  chan struct{}
}

// A delivered is one row of the file, or why it could not be read.
type delivered struct {
	row table.Row
	err error
}

// stream reads the file on one goroutine, its rows on several, and decides about them on
// another in the order of the file. All have ended when it returns.
func (im *registerImporter) stream(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	workers := cmp.Or(im.opts.Workers, runtime.GOMAXPROCS(0))
	jobs, order := make(chan *batch), make(chan *batch, 2*workers)
	g.Go(func() error {
		defer close(jobs)
		defer close(order)
		return im.read(ctx, func(b *batch) error { return errors.Join(pass(ctx, order, b), pass(ctx, jobs, b)) })
	})
	for range workers {
		g.Go(func() error {
			converters := make([]*converter, len(im.delivery.Sheets))
			for b := range jobs {
				if converters[b.sheet] == nil {
					converters[b.sheet] = im.lake.newConverter(im.layout, im.delivery.Sheets[b.sheet], im.id, im.opts.At)
				}
				b.convert(converters[b.sheet])
				close(b.done)
			}
			return nil
		})
	}
	g.Go(func() error {
		for b := range order {
			select {
			case <-b.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := im.take(b); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

func pass(ctx context.Context, ch chan<- *batch, b *batch) error {
	select {
	case ch <- b:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// read hands the rows of the file to send. A row that cannot be read goes on as such; an
// error that is not about a row ends the import.
func (im *registerImporter) read(ctx context.Context, send func(*batch) error) error {
	for n, sheet := range im.delivery.Sheets {
		b := newBatch(n)
		for row, err := range sheet.Rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err != nil && !fault.Is(err, fault.Invalid) {
				return fmt.Errorf("read %s: %w", im.delivery.File, err)
			}
			b.rows = append(b.rows, delivered{row, err})
			if len(b.rows) == rowsAtOnce {
				if err := send(b); err != nil {
					return err
				}
				b = newBatch(n)
			}
		}
		if err := send(b); err != nil {
			return err
		}
	}
	return nil
}

func newBatch(sheet int) *batch {
	return &batch{sheet: sheet, rows: make([]delivered, 0, rowsAtOnce), done: make(chan struct{})}
}

func (b *batch) convert(c *converter) {
	b.out = make([]candidate, len(b.rows))
	for i, d := range b.rows {
		if d.err != nil {
			b.out[i] = refusal(d.row, d.err)
			continue
		}
		b.out[i] = c.convert(d.row)
	}
}

// take decides about the rows of a batch and writes those that are new.
func (im *registerImporter) take(b *batch) error {
	headings, accepted := im.delivery.Sheets[b.sheet].Headings, make([]parquet.Row, 0, len(b.out))
	for i := range b.out {
		c := &b.out[i]
		im.report.Rows.Read++
		if len(c.reasons) == 0 && im.decide(c) {
			accepted = append(accepted, c.row)
		}
		if len(c.reasons) > 0 {
			if err := im.refuse(c, headings); err != nil {
				return err
			}
			continue
		}
		im.aside.deliver(c)
	}
	if im.opts.Progress != nil {
		im.opts.Progress(im.report.Rows.Read)
	}
	return im.files.write(accepted)
}

// decide tells what becomes of a row by the records that are there, and reports whether it
// is to be written. A row that contradicts an earlier one of the file gets a reason.
func (im *registerImporter) decide(c *candidate) bool {
	if len(im.layout.key) == 0 {
		n := im.repeats[c.key]
		im.repeats[c.key]++
		if n > 0 {
			im.report.Rows.Repeated++
			c.rename(im.layout, c.key.again(n))
		}
	}
	e, has := im.index.records[c.key]
	switch {
	case !has:
		im.report.Rows.Added++
	case e.seen && e.print == c.print:
		im.report.Rows.Duplicate++
		return false
	case e.seen:
		im.report.Rows.Conflicting++
		c.reasons = []table.Problem{im.layout.conflict()}
		return false
	case e.print == c.print:
		im.report.Rows.Unchanged++
		e.seen = true
		im.index.records[c.key] = e
		return false
	default:
		im.report.Rows.Superseded++
		im.index.drop(c.key, e.file)
		im.noteSuperseded(c)
	}
	im.index.records[c.key] = placed{print: c.print, file: -1, seen: true}
	return true
}

// conflict returns why the later of two rows is put aside.
func (l *layout) conflict() table.Problem {
	return table.Problem{Field: l.fields[l.key[0]].Name, Code: conflicting, Says: fault.Text{
		ZH: "同一文件中前面已有同一标识的记录，内容不同，不能都对；保留了前一行。",
		EN: "An earlier row of this file has the same key and other values; both cannot be right, and the earlier one was kept."}}
}

// noteSuperseded keeps the first rows that supersede others, to be compared with them when
// those are read.
func (im *registerImporter) noteSuperseded(c *candidate) {
	if len(im.differ) < examplesNamed {
		im.differ[c.key] = compared{*c, len(im.report.Superseded)}
		im.report.Superseded = append(im.report.Superseded, Superseded{Record: c.key.String(), Now: c.from.Place})
	}
}

// refuse puts a row aside.
func (im *registerImporter) refuse(c *candidate, headings []string) error {
	q := newQuarantined(im.layout.standard.Name, im.id, c, headings)
	known, err := im.aside.put(&q, c)
	if known {
		im.report.Rows.Known++
		return err
	}
	im.report.Rows.Quarantined++
	first := q.Reasons[0]
	im.report.Reasons[first.Field+":"+first.Code]++
	if len(im.report.Aside) < examplesNamed {
		im.report.Aside = append(im.report.Aside, q)
	}
	return err
}

// A laneLimit says over how many files the rows of an import are spread, so that several
// are written at once, and how many rows one may have.
type laneLimit struct {
	lanes int
	rows  int64
}

func usualLanes() laneLimit { return laneLimit{lanes: 4, rows: 1_000_000} }

// lanes write the new records of an import: batch after batch to one file after the other,
// so that what stands in which file depends on the rows alone and not on the machine.
type lanes struct {
	lake   *Lake
	layout *layout
	at     time.Time
	g      *errgroup.Group
	broken context.Context // done when a lane has failed
	feeds  []chan []parquet.Row
	files  [][]File // by lane
	next   int
}

func newLanes(l *Lake, lay *layout, at time.Time) *lanes {
	g, broken := errgroup.WithContext(context.Background())
	return &lanes{lake: l, layout: lay, at: at, g: g, broken: broken, files: make([][]File, l.lanes.lanes)}
}

// write hands rows to the next lane.
func (l *lanes) write(rows []parquet.Row) error {
	if len(rows) == 0 {
		return nil
	}
	n := l.next % len(l.files)
	l.next++
	if n == len(l.feeds) {
		feed := make(chan []parquet.Row, 1)
		l.feeds = append(l.feeds, feed)
		l.g.Go(func() (err error) {
			l.files[n], err = l.fill(n, feed)
			return err
		})
	}
	select {
	case l.feeds[n] <- rows:
		return nil
	case <-l.broken.Done():
		return errors.New("a file could not be written")
	}
}

// fill writes what comes to a lane into files.
func (l *lanes) fill(lane int, feed <-chan []parquet.Row) (files []File, err error) {
	var w *registerWriter
	for rows := range feed {
		if w == nil {
			name := fmt.Sprintf("tmp/%s-lane%d-%04d.parquet", l.layout.standard.Name, lane, len(files)+1)
			if w, err = newRegisterWriter(l.lake, name, l.layout.schema, l.layout, l.at); err != nil {
				return nil, err
			}
		}
		if err = w.write(rows); err != nil || w.rows >= l.lake.lanes.rows {
			f, err := w.close(err)
			if err != nil {
				return nil, err
			}
			files, w = append(files, f), nil
		}
	}
	if w != nil {
		f, err := w.close(nil)
		return append(files, f), err
	}
	return files, nil
}

// close ends all lanes and returns their files.
func (l *lanes) close(importID string) ([]File, error) {
	for _, feed := range l.feeds {
		close(feed)
	}
	if err := l.g.Wait(); err != nil {
		return nil, fmt.Errorf("write records: %w", err)
	}
	all := slices.Concat(l.files...)
	for i := range all {
		all[i].Import = importID
	}
	return all, nil
}

package lake

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

// A reading is one document on its way into the lake.
type reading struct {
	source.Document
	unread    *source.Unread   // why there is no document
	elsewhere *record.Judgment // what another process read in it; nil: it is parsed here
	sum       [sha256.Size]byte
	known     bool // the lake has this text under this id, so it was not parsed
	reader    string
	judgment  record.Judgment
	fields    string // the judgment as JSON
}

// inFlight is how many bytes of text may be between the source and the lake, besides
// the part being gathered. One document may always pass.
const inFlight = 32 << 20

// A task is a reading in the hands of a worker, who closes done when it is ready.
type task struct {
	*reading
	room int64 // bytes it takes of those in flight
	done chan struct{}
}

// readings parses documents on several cores and hands them to take in the order in
// which they came. take runs on one goroutine. All goroutines have ended when it returns.
func (im *importer) readings(ctx context.Context, docs iter.Seq2[*reading, error], take func(*reading) error) error {
	g, ctx := errgroup.WithContext(ctx)
	jobs, order := make(chan task), make(chan task, 16*im.workers)
	room := semaphore.NewWeighted(inFlight)
	g.Go(func() error {
		defer close(jobs)
		defer close(order)
		for r, err := range docs {
			if err != nil {
				return err
			}
			t := task{r, min(int64(len(r.Text)), inFlight), make(chan struct{})}
			if err := room.Acquire(ctx, t.room); err != nil {
				return err
			}
			if err := errors.Join(send(ctx, order, t), send(ctx, jobs, t)); err != nil {
				return err
			}
		}
		return nil
	})
	for range im.workers {
		g.Go(func() error {
			for t := range jobs {
				im.read(t.reading)
				close(t.done)
			}
			return nil
		})
	}
	g.Go(func() error {
		for t := range order {
			select {
			case <-t.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := take(t.reading); err != nil {
				return err
			}
			room.Release(t.room)
		}
		return nil
	})
	return g.Wait()
}

func send(ctx context.Context, ch chan<- task, t task) error {
	select {
	case ch <- t:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// read hashes and parses one document, unless the lake has it already.
func (im *importer) read(r *reading) {
	if r.unread != nil {
		return
	}
	r.ID, r.Text = strings.ToValidUTF8(r.ID, "\uFFFD"), strings.ToValidUTF8(r.Text, "\uFFFD")
	r.sum = sha256.Sum256([]byte(r.Text))
	if r.known = im.ledger.base.has(r); !r.known {
		im.parse(r)
	}
}

// parse reads the fields. A reader that fails on one document must not end the import
// of a hundred thousand: that document is reported as unread.
func (im *importer) parse(r *reading) {
	defer func() {
		if p := recover(); p != nil {
			r.unread = &source.Unread{Source: r.Source, Why: fault.Text{
				ZH: fmt.Sprintf("阅读器读 %s 时出错，这份文书没有导入；请把文书编号告诉管理员。", r.Source),
				EN: fmt.Sprintf("The reader failed on %s, which was not imported; please tell the administrator its id.", r.Source),
			}}
		}
	}()
	r.reader = im.lake.reader
	if r.elsewhere != nil {
		r.judgment, r.elsewhere = *r.elsewhere, nil
	} else {
		r.judgment = im.lake.parse(r.ID, r.Text)
	}
	r.encode()
}

// encode makes fields from judgment.
func (r *reading) encode() {
	fields, err := json.Marshal(r.judgment)
	if err != nil {
		panic(err) // an amount that is no number: the reader's fault, and parse reports it
	}
	r.fields = string(fields)
}

// rename gives a document another id.
func (r *reading) rename(id string) {
	if r.ID != id {
		r.ID, r.judgment.ID = id, id
		r.encode()
	}
}

// bytes is what a reading takes in memory, roughly.
func (r *reading) bytes() int { return len(r.Text) + len(r.fields) }

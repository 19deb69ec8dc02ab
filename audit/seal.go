package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/storage/posix"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Sealer carries entries from the outbox into the log. There is one at a time for one
// log: a lock on the folder keeps a second out.
type Sealer struct {
	mu    sync.Mutex
	db    *db.DB
	dir   string
	add   tessera.AddFn
	read  tessera.LogReader
	close func() error
	doubt bool // an addition failed in a way that leaves open whether it is in the log
}

// A Place is where a log lies and where its key does.
type Place struct {
	Dir string // folder of the log, which may be copied and given away
	Key string // file of the signing key, which may not
}

// OpenSealer opens the log, making it and its key if they are missing, and puts the
// database and the log in step: what was written to the log and not noted in the database,
// or the other way round, before a crash.
func OpenSealer(ctx context.Context, d *db.DB, at Place) (*Sealer, error) {
	if err := os.MkdirAll(at.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	unlock, err := lock(filepath.Join(at.Dir, ".lock"))
	if err != nil {
		return nil, err
	}
	s := &Sealer{db: d, dir: at.Dir}
	if err := s.open(ctx, at, unlock); err != nil {
		unlock()
		return nil, err
	}
	if err := s.recover(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Sealer) open(ctx context.Context, at Place, unlock func()) error {
	signer, err := loadKey(at.Dir, at.Key)
	if err != nil {
		return err
	}
	if err := dropUnfinished(at.Dir); err != nil {
		return err
	}
	driver, err := posix.New(ctx, posix.Config{Path: at.Dir})
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	opts := tessera.NewAppendOptions().WithCheckpointSigner(signer).WithBatching(batch, 5*time.Millisecond).
		WithCheckpointInterval(100 * time.Millisecond).WithCheckpointRepublishInterval(time.Hour)
	life, stop := context.WithCancel(context.WithoutCancel(ctx)) // ended by Close, when what was added is published
	appender, shutdown, reader, err := tessera.NewAppender(life, driver, opts)
	if err != nil {
		stop()
		return fmt.Errorf("open the log: %w", err)
	}
	s.add, s.read = appender.Add, reader
	s.close = func() error {
		err := shutdown(life)
		stop()
		unlock()
		return err
	}
	return nil
}

// Close publishes a checkpoint over everything added and releases the log.
func (s *Sealer) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.close()
}

// batch is how many entries go into the log at once.
const batch = 1000

// Run seals until ctx ends, and once more before it returns. What fails is told to failed
// and tried again: people's acts never wait for the log.
func (s *Sealer) Run(ctx context.Context, every time.Duration, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if _, err := s.Seal(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
			defer cancel()
			if _, err := s.Seal(last); err != nil {
				failed(err)
			}
			return
		case <-tick.C:
		}
	}
}

// Seal carries everything that waits in the outbox into the log and returns how many
// entries that were. It returns when they are in the log; the checkpoint over them is
// published a moment later, at the latest by Close.
func (s *Sealer) Seal(ctx context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	total := 0
	if s.doubt {
		if err := s.recover(ctx); err != nil {
			return 0, err
		}
		s.doubt = false
	}
	for {
		n, err := s.sealSome(ctx)
		s.doubt = s.doubt || err != nil
		total += n
		if err != nil || n < batch {
			return total, err
		}
	}
}

func (s *Sealer) sealSome(ctx context.Context) (int, error) {
	var waiting []row
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		waiting, err = rows(ctx, tx, `WHERE place = 0 ORDER BY id LIMIT $1`, batch)
		return err
	})
	if err != nil || len(waiting) == 0 {
		return 0, err
	}
	if waiting, err = s.salted(ctx, waiting); err != nil {
		return 0, err
	}
	futures := make([]tessera.IndexFuture, len(waiting))
	for i, r := range waiting {
		futures[i] = s.add(ctx, tessera.NewEntry(r.leaf()))
	}
	places := make(map[string]int64, len(waiting))
	for i, r := range waiting {
		index, err := futures[i]()
		if err != nil {
			return 0, fmt.Errorf("add entry %s to the log: %w", r.id, err)
		}
		places[r.id] = int64(index.Index) + 1
	}
	return len(waiting), s.note(ctx, places)
}

// salted gives a salt to entries that were written before there was a log.
func (s *Sealer) salted(ctx context.Context, list []row) ([]row, error) {
	for i := range list {
		r := &list[i]
		if r.commitment != "" {
			continue
		}
		r.salt = newSalt()
		r.commitment = r.commit()
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE audit_outbox SET salt = $1, commitment = $2 WHERE id = $3`, r.salt, r.commitment, r.id)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("salt entry %s: %w", r.id, err)
		}
	}
	return list, nil
}

// note writes the places of entries into the database.
func (s *Sealer) note(ctx context.Context, places map[string]int64) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Repeats(ctx); err != nil {
			return err
		}
		for part := range slices.Chunk(slices.Sorted(maps.Keys(places)), 100) { // one statement for many: a change of many clues brings thousands
			marks, args := make([]string, len(part)), make([]any, 0, 2*len(part))
			for i, id := range part {
				args = append(args, id, places[id])
				marks[i] = fmt.Sprintf("($%d, CAST($%d AS BIGINT))", len(args)-1, len(args))
			}
			if _, err := tx.Exec(ctx, `UPDATE audit_outbox SET place = column2 FROM (VALUES `+strings.Join(marks, ", ")+`) AS v WHERE id = column1`, args...); err != nil {
				return fmt.Errorf("note the places of %d entries, from %s: %w", len(part), part[0], err)
			}
		}
		return nil
	})
}

// recover puts log and database in step after a crash. Entries in the log that the
// database has not noted get their place; entries whose place the log has lost are written
// again, in their order. An entry in the log that the database does not know at all means
// that the database was set back: it stays in the log, where verify tells of it.
func (s *Sealer) recover(ctx context.Context) error {
	size, err := s.read.IntegratedSize(ctx)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the size of the log: %w", err)
	}
	var noted int64
	var lost []row
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if err = tx.QueryRow(ctx, `SELECT COALESCE(MAX(place), 0) FROM audit_outbox`).Scan(&noted); err != nil {
			return err
		}
		lost, err = rows(ctx, tx, `WHERE place > $1 ORDER BY place`, int64(size))
		return err
	})
	if err != nil {
		return fmt.Errorf("compare the log with the database: %w", err)
	}
	if err := s.again(ctx, int64(size), lost); err != nil {
		return err
	}
	places := map[string]int64{}
	for i := uint64(noted); i < size; i++ {
		id, err := s.idAt(ctx, i, size)
		if err != nil {
			return err
		}
		places[id] = int64(i) + 1
	}
	return s.note(ctx, places)
}

// again writes entries that the log has lost.
func (s *Sealer) again(ctx context.Context, size int64, lost []row) error {
	futures := make([]tessera.IndexFuture, len(lost))
	for i, r := range lost {
		futures[i] = s.add(ctx, tessera.NewEntry(r.leaf()))
	}
	for i, r := range lost {
		index, err := futures[i]()
		if err != nil {
			return fmt.Errorf("write entry %s again: %w", r.id, err)
		}
		if want := size + int64(i); int64(index.Index) != want {
			return fault.Conflictf("操作记录与数据库对不上：第 %d 条不在原位，请运行 mingjian audit verify。",
				"The log and the database do not fit: entry %d is not in its place; run mingjian audit verify.", want+1)
		}
	}
	return nil
}

func (s *Sealer) idAt(ctx context.Context, i, size uint64) (string, error) {
	b, err := client.GetEntryBundle(ctx, s.read.ReadEntryBundle, i/256, size)
	if err != nil {
		return "", fmt.Errorf("read entry %d of the log: %w", i+1, err)
	}
	var l Leaf
	if at := int(i % 256); at < len(b.Entries) {
		if err := json.Unmarshal(b.Entries[at], &l); err != nil {
			return "", fmt.Errorf("read entry %d of the log: %w", i+1, err)
		}
	}
	return l.ID, nil
}

// rows reads entries as they are kept, under a condition with one value.
func rows(ctx context.Context, tx *db.Tx, condition string, value any) ([]row, error) {
	found, err := tx.Query(ctx, `SELECT id, at, actor, verb, object, office, detail, salt, commitment FROM audit_outbox `+condition, value)
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	defer found.Close()
	var list []row
	for found.Next() {
		var r row
		if err := found.Scan(&r.id, &r.at, &r.actor, &r.verb, &r.object, &r.office, &r.detail, &r.salt, &r.commitment); err != nil {
			return nil, fmt.Errorf("read the outbox: %w", err)
		}
		list = append(list, r)
	}
	return list, found.Err()
}

// Checkpoint returns the newest signed checkpoint of the log in dir: what is printed on
// papers that leave the house. Empty if nothing is sealed yet.
func Checkpoint(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the checkpoint: %w", err)
	}
	return string(b), nil
}

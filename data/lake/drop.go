package lake

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A DropRequest says which rows in quarantine are given up, and why.
type DropRequest struct {
	Import string
	IDs    []string // of rows; empty: all of the import
	Reason string
	By     string
	At     time.Time
}

// DropQuarantine takes rows out of quarantine in a new snapshot, for good. Earlier snapshots
// keep them; who gave them up and why is kept with the import. It returns how many they were.
func (l *Lake) DropQuarantine(ctx context.Context, r DropRequest) (int64, error) {
	if strings.TrimSpace(r.Reason) == "" {
		return 0, fault.Invalidf("请写明放弃这些行的理由。", "Say why the rows are given up.")
	}
	unlock, err := l.lock()
	if err != nil {
		return 0, fmt.Errorf("drop quarantine: %w", explain(err))
	}
	defer unlock()
	n, err := l.drop(ctx, r)
	if err != nil {
		_ = l.clearTmp() // what stays is cleared by the next import
		return 0, fmt.Errorf("drop quarantine: %w", explain(err))
	}
	return n, l.clearTmp()
}

func (l *Lake) drop(ctx context.Context, r DropRequest) (int64, error) {
	if err := l.mend(ctx); err != nil {
		return 0, err
	}
	s, err := l.Current()
	if err != nil {
		return 0, err
	}
	i, err := s.Manifest.Import(r.Import)
	if err != nil {
		return 0, err
	}
	gone, ids, err := s.toDrop(ctx, r)
	if err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, fault.NotFoundf("导入批次 %s 在隔离区没有这样的行。", "The import %s has no such rows in quarantine.", r.Import)
	}
	m := s.next(r.At)
	name := i.Register.Standard
	left, n, err := l.withoutRows(ctx, m.Quarantine[name], gone)
	if err != nil {
		return 0, err
	}
	if m.Quarantine[name] = left; len(left) == 0 {
		delete(m.Quarantine, name)
	}
	register := *i.Register
	register.Dropped = append(slices.Clip(register.Dropped), Drop{At: r.At, By: r.By, Reason: r.Reason, IDs: ids})
	at := slices.IndexFunc(m.Imports, func(other Import) bool { return other.ID == r.Import })
	m.Imports[at].Register = &register
	sum := sha256.Sum256([]byte(s.ID + strings.Join(ids, " ") + r.Reason))
	moves := m.settle("d-" + short(sum[:]))
	m.ID = m.id()
	return n, l.commit(m, moves)
}

// toDrop returns the rows that a request means.
func (s Snapshot) toDrop(ctx context.Context, r DropRequest) (gone map[string]bool, ids []string, err error) {
	gone = map[string]bool{}
	for q, err := range s.Quarantine(ctx, "", r.Import) {
		if err != nil {
			return nil, nil, err
		}
		if len(r.IDs) == 0 || slices.Contains(r.IDs, q.ID) {
			gone[q.ID] = true
			ids = append(ids, q.ID)
		}
	}
	return gone, ids, nil
}

package lake

import (
	"context"
	"os"

	"github.com/mingjian/mingjian/fault"
)

// Remember makes imports through l keep in memory which documents the lake has, some 150 bytes
// for each, so that the next import need not read that again: a document that comes alone is
// then imported in a fraction of the time. What others import is noticed. No documents
// may be imported through l meanwhile.
func (l *Lake) Remember(ctx context.Context) error {
	l.memory = &memory{}
	entries, err := os.ReadDir(l.abs("snapshots"))
	if err != nil {
		return err
	}
	s, err := l.Current()
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	x, err := loadIndex(ctx, s, l.reader)
	if err != nil {
		return err
	}
	*l.memory = memory{s.Manifest, len(entries), x}
	return nil
}

// A memory is what an import leaves to the next.
type memory struct {
	manifest  Manifest // of the snapshot that it is of; without ID nothing is remembered
	snapshots int      // manifests in the folder
	index     index
}

// recall returns what is remembered of the current snapshot, if the lake is as the last import
// left it. What a killed importer leaves is a manifest too many; files that no manifest names are
// removed when the lake is next mended. The caller holds the lock.
func (l *Lake) recall() (m *memory, ok bool) {
	if m = l.memory; m == nil || m.manifest.ID == "" {
		return nil, false
	}
	head, err := l.head()
	if err != nil || head != m.manifest.ID {
		return nil, false
	}
	entries, err := os.ReadDir(l.abs("snapshots"))
	if err != nil || len(entries) != m.snapshots {
		return nil, false
	}
	begun, err := l.pending()
	return m, err == nil && len(begun) == 0
}

// remember keeps for the next import what this one has made of its index. Where documents were
// replaced the parts are numbered anew, and the next import reads all of it again.
func (im *importer) remember(now Manifest, replaced bool) {
	l := im.lake
	if l.memory == nil {
		return
	}
	*l.memory = memory{}
	entries, err := os.ReadDir(l.abs("snapshots"))
	if err != nil || replaced {
		return
	}
	x := im.ledger.base
	for id, h := range im.ledger.now {
		x.byID[id] = h
	}
	for text, n := range im.ledger.texts {
		x.texts[text] += int32(n)
	}
	*l.memory = memory{now, len(entries), x}
}

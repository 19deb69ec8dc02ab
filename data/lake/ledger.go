package lake

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// A key is a hash short enough to hold some for each document in memory.
type key [16]byte

func keyOf(s string) key {
	sum := sha256.Sum256([]byte(s))
	return key(sum[:16])
}

// A held is what is remembered of one document.
type held struct {
	text   key
	caseNo uint64 // hash of the case number; 0 means none
	part   int    // the part its rows are in
	stale  bool   // read by another version of the reader
}

// hashCase returns the hash of a case number, or 0 for none.
func hashCase(caseNo string) uint64 {
	if caseNo == "" {
		return 0
	}
	k := keyOf(caseNo)
	return binary.BigEndian.Uint64(k[:])
}

// A ledger tells which documents the lake has during an import: those of the snapshot
// before, and what the import has changed by now.
type ledger struct {
	base  index
	now   map[key]held // by id: added or replaced
	texts map[key]int  // by text: how many more documents have it than in base
}

// current returns what the lake has under an id.
func (l ledger) current(id key) (held, bool) {
	if h, ok := l.now[id]; ok {
		return h, true
	}
	h, ok := l.base.byID[id]
	return h, ok
}

// has reports whether the lake has r's text, as this reader reads it, under r's id or
// beside another document of that id.
func (l ledger) has(r *reading) bool { return has(l.current, r) }

// stale returns the id under which the lake has r's text as another version of the
// reader read it.
func (l ledger) stale(r *reading) (id string, h held, ok bool) {
	for _, id := range []string{r.ID, r.besideID()} {
		if h, ok := l.current(keyOf(id)); ok && h.stale && h.text == key(r.sum[:16]) {
			return id, h, true
		}
	}
	return "", held{}, false
}

// hasText reports whether the lake has a text under any id. A text whose place another
// has taken is not there any more.
func (l ledger) hasText(text key) bool { return int(l.base.texts[text])+l.texts[text] > 0 }

// put notes that the lake has h under an id now, in place of what it had.
func (l ledger) put(id key, h held) {
	if old, ok := l.current(id); ok {
		l.texts[old.text]--
	}
	l.texts[h.text]++
	l.now[id] = h
}

// restore notes that the lake has under an id again what it had in base.
func (l ledger) restore(id key) {
	l.put(id, l.base.byID[id])
	delete(l.now, id)
}

// An index tells which documents a snapshot has. It never changes, so several
// goroutines may use it.
type index struct {
	byID  map[key]held
	texts map[key]int32 // how many documents have a text
}

func (x index) get(id key) (held, bool) {
	h, ok := x.byID[id]
	return h, ok
}

// has is as in ledger.
func (x index) has(r *reading) bool { return has(x.get, r) }

func has(get func(id key) (held, bool), r *reading) bool {
	text := key(r.sum[:16])
	h, ok := get(keyOf(r.ID))
	if ok && h.text != text {
		h, ok = get(keyOf(r.besideID()))
	}
	return ok && h.text == text && !h.stale
}

// besideID is the id under which a document is kept whose own id another one has.
func (r *reading) besideID() string { return r.ID + "~" + hex.EncodeToString(r.sum[:4]) }

// loadIndex reads ids, hashes and case numbers of all documents of a snapshot. Those
// that a reader of another version has read are stale.
func loadIndex(ctx context.Context, s Snapshot, reader string) (index, error) {
	n := int(s.Manifest.Documents)
	x := index{make(map[key]held, n), make(map[key]int32, n)}
	documents, judgments := s.Files("document"), s.Files("judgment")
	for part := range documents {
		if err := x.load(ctx, part, documents[part], judgments[part], reader); err != nil {
			return index{}, fmt.Errorf("read snapshot %s: %w", s.ID, err)
		}
	}
	return x, nil
}

// load reads one part.
func (x index) load(ctx context.Context, part int, documents, judgments, reader string) error {
	type hashed struct {
		ID     string `parquet:"id"`
		SHA256 string `parquet:"sha256"`
		Reader string `parquet:"reader,dict"`
	}
	type numbered struct {
		ID     string `parquet:"id"`
		CaseNo string `parquet:"case_no,optional"`
	}
	err := eachRow(ctx, documents, func(rows []hashed) error {
		for _, r := range rows {
			sum, err := hex.DecodeString(r.SHA256)
			if err != nil || len(sum) != sha256.Size {
				return fmt.Errorf("document %s has no hash", r.ID)
			}
			x.byID[keyOf(r.ID)] = held{text: key(sum[:16]), part: part, stale: r.Reader != reader}
			x.texts[key(sum[:16])]++
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachRow(ctx, judgments, func(rows []numbered) error {
		for _, r := range rows {
			h := x.byID[keyOf(r.ID)]
			h.caseNo = hashCase(r.CaseNo)
			x.byID[keyOf(r.ID)] = h
		}
		return nil
	})
}

package lake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"runtime"
	"slices"

	"github.com/mingjian/mingjian/data/record/source"
)

// maxUnread is how many unread documents a Report names.
const maxUnread = 1000

// An importer is one import. Only its method read runs on several goroutines.
type importer struct {
	lake    *Lake
	opts    ImportOptions
	workers int
	parent  Snapshot // zero before the first import
	ledger  ledger
	parts   *parts
	content hash.Hash // over id and text of what was read
	report  Report
}

func (l *Lake) newImporter(ctx context.Context, opts ImportOptions) (*importer, error) {
	im := &importer{lake: l, opts: opts, workers: cmp.Or(opts.Workers, runtime.GOMAXPROCS(0)), content: sha256.New()}
	base, err := im.begin(ctx)
	if err != nil {
		return nil, err
	}
	if im.parts, err = newParts(l, im.parent.Manifest, im.workers); err != nil {
		return nil, err
	}
	im.ledger = ledger{base: base, now: map[key]held{}, texts: map[key]int{}}
	im.report = Report{Snapshot: im.parent.ID, Defects: map[string]int{}, Rows: map[string]int64{}}
	return im, nil
}

// begin finds the snapshot that the import starts from, and what documents it has.
func (im *importer) begin(ctx context.Context) (index, error) {
	l := im.lake
	if m, ok := l.recall(); ok {
		im.parent = Snapshot{ID: m.manifest.ID, Manifest: m.manifest, dir: l.dir}
		return m.index, nil
	}
	if err := l.mend(ctx); err != nil {
		return index{}, err
	}
	id, err := l.head()
	if err != nil {
		return index{}, err
	}
	if id != "" {
		if im.parent, err = l.Snapshot(id); err != nil {
			return index{}, err
		}
	}
	if l.memory != nil && slices.Equal(l.memory.manifest.Tables["document"], im.parent.Manifest.Tables["document"]) && id != "" {
		return l.memory.index, nil // only other records came
	}
	return loadIndex(ctx, im.parent, l.reader)
}

// take decides what becomes of one document.
func (im *importer) take(r *reading) error {
	if r.unread == nil {
		if err := im.place(r); err != nil {
			return err
		}
	}
	if r.unread != nil {
		im.refuse(*r.unread)
	}
	if im.opts.Progress != nil {
		im.opts.Progress(int64(im.report.Read + im.report.Unreadable))
	}
	return nil
}

func (im *importer) refuse(u source.Unread) {
	im.report.Unreadable++
	if len(im.report.Unread) < maxUnread {
		im.report.Unread = append(im.report.Unread, u)
	}
}

// place finds the place of a document among those that the lake has by now.
func (im *importer) place(r *reading) error {
	id, text := keyOf(r.ID), key(r.sum[:16])
	if im.ledger.has(r) {
		im.count(r)
		im.report.Unchanged++
		return nil
	}
	if base := im.ledger.base.byID[id]; base.text == text && !base.stale {
		// A text that came earlier in this import took its place; now it comes back.
		im.count(r)
		im.report.Superseded--
		im.report.Unchanged += 2
		now, _ := im.ledger.current(id)
		im.parts.drop(now.part, r.ID)
		im.parts.revive(base.part, r.ID)
		im.ledger.restore(id)
		return nil
	}
	if r.known { // no longer, and so not parsed yet
		im.parse(r)
	}
	if r.unread != nil {
		return nil
	}
	im.count(r)
	return im.settle(r)
}

// settle adds a document that was parsed, in the way its id, case number and text ask.
func (im *importer) settle(r *reading) error {
	text, caseNo := key(r.sum[:16]), hashCase(r.judgment.CaseNo)
	now, taken := im.ledger.current(keyOf(r.ID))
	old, before, stale := im.ledger.stale(r)
	switch {
	case stale:
		im.report.Reread++
		im.parts.drop(before.part, old)
		r.rename(old)
	case taken && caseNo != 0 && caseNo == now.caseNo:
		im.report.Superseded++
		im.parts.drop(now.part, r.ID)
	case im.ledger.hasText(text):
		im.report.Duplicate++
		return nil
	case taken:
		im.report.Kept++
		r.rename(im.freeID(r))
	default:
		im.report.Added++
	}
	return im.add(r, held{text: text, caseNo: caseNo})
}

// count counts a document that was read.
func (im *importer) count(r *reading) {
	im.report.Read++
	if r.Mended > 0 {
		im.report.Mended++
	}
	if r.Recognised > 0 {
		im.report.Recognised++
	}
	fmt.Fprintf(im.content, "%q %x\n", r.ID, r.sum)
}

// freeID returns an id for a document whose own is taken.
func (im *importer) freeID(r *reading) string {
	id := r.besideID()
	if _, taken := im.ledger.current(keyOf(id)); taken {
		id = fmt.Sprintf("%s~%x", r.ID, r.sum)
	}
	return id
}

// add puts a document into the open part.
func (im *importer) add(r *reading, h held) error {
	for _, d := range r.judgment.Defects {
		im.report.Defects[d.Field+"/"+d.Code]++
	}
	h.part = im.parts.open()
	im.ledger.put(keyOf(r.ID), h)
	return im.parts.add(r)
}

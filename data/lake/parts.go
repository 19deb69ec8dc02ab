package lake

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// A partLimit says when a part is full. A part is the unit that is sorted in memory
// and rewritten when a document in it is corrected.
type partLimit struct {
	documents int
	bytes     int // of text and fields
}

func usualPart() partLimit { return partLimit{documents: 20_000, bytes: 64 << 20} }

// A part is some documents: one file of each table, in the order of tables().
type part struct {
	files []File
	fresh bool            // written by this import, still under a temporary name
	added bool            // holds documents of this import, not only what is left of old ones
	dead  map[string]bool // documents whose rows have to go
}

// origin is the import whose documents a part holds.
func (p part) origin() string {
	for _, f := range p.files {
		if f.Import != "" {
			return f.Import
		}
	}
	return ""
}

// temporary reports whether a file was written by this import.
func (f File) temporary() bool { return strings.HasPrefix(f.Name, "tmp/") }

// parts are the parts of the snapshot being made: first those of the one before, then
// those that this import writes. The one that takes documents now, which is open, is
// only in memory.
type parts struct {
	lake    *Lake
	workers int
	list    []part
	buffer  []*reading
	size    int // bytes in buffer
	written int // files created, for their temporary names
}

func newParts(l *Lake, before Manifest, workers int) (*parts, error) {
	n := len(before.Tables["document"])
	p := &parts{lake: l, workers: workers, list: make([]part, n)}
	for _, t := range tables() {
		files, known := before.Tables[t.name()]
		if !known {
			files = make([]File, n) // for fill
		}
		if len(files) != n {
			return nil, fmt.Errorf("snapshot %s has %d parts of table %s and %d of table document", before.ID, len(files), t.name(), n)
		}
		for i, f := range files {
			p.list[i].files = append(p.list[i].files, f)
		}
	}
	return p, nil
}

// open returns the number of the part that takes the next document.
func (p *parts) open() int { return len(p.list) }

// add puts a document into the open part.
func (p *parts) add(r *reading) error {
	p.buffer = append(p.buffer, r)
	p.size += r.bytes()
	if len(p.buffer) < p.lake.part.documents && p.size < p.lake.part.bytes {
		return nil
	}
	return p.flush()
}

// drop removes the rows of a document from a part.
func (p *parts) drop(number int, id string) {
	if number == p.open() {
		i := slices.IndexFunc(p.buffer, func(r *reading) bool { return r.ID == id })
		p.size -= p.buffer[i].bytes()
		p.buffer = slices.Delete(p.buffer, i, i+1)
		return
	}
	if p.list[number].dead == nil {
		p.list[number].dead = map[string]bool{}
	}
	p.list[number].dead[id] = true
}

// revive takes back what drop did to a part that is not open.
func (p *parts) revive(number int, id string) { delete(p.list[number].dead, id) }

// flush writes the open part, sorted by id, and opens the next.
func (p *parts) flush() error {
	if len(p.buffer) == 0 {
		return nil
	}
	slices.SortFunc(p.buffer, func(a, b *reading) int { return strings.Compare(a.ID, b.ID) })
	files, err := p.eachTable(func(_ int, t documentTable, tmp string) (File, error) {
		return t.write(p.lake.disk, p.lake.abs(tmp), p.buffer)
	})
	if err != nil {
		return err
	}
	p.list = append(p.list, part{files: files, fresh: true, added: true})
	clear(p.buffer)
	p.buffer, p.size = p.buffer[:0], 0
	return nil
}

// eachTable makes a new file for each table, several at once. Until the commit its
// name is a temporary one.
func (p *parts) eachTable(write func(i int, t documentTable, tmp string) (File, error)) ([]File, error) {
	all := tables()
	files := make([]File, len(all))
	p.written++
	var g errgroup.Group
	g.SetLimit(p.workers)
	for i, t := range all {
		g.Go(func() (err error) {
			tmp := path.Join("tmp", fmt.Sprintf("%s-%04d.parquet", t.name(), p.written))
			files[i], err = write(i, t, tmp)
			files[i].Name = tmp
			return err
		})
	}
	return files, g.Wait()
}

// rewrite replaces each part in which documents died by a copy without them. The old
// files stay for the snapshots that name them.
func (p *parts) rewrite(ctx context.Context) error {
	var living []part
	for _, old := range p.list {
		if len(old.dead) == 0 {
			living = append(living, old)
			continue
		}
		files, err := p.eachTable(func(i int, t documentTable, tmp string) (File, error) {
			f, err := t.copyWithout(ctx, p.lake.disk, p.lake.abs(old.files[i].Name), p.lake.abs(tmp), old.dead)
			f.Import = old.files[i].Import
			return f, err
		})
		if err != nil {
			return err
		}
		if rowsOf("document", files) > 0 {
			living = append(living, part{files: files, fresh: true, added: old.added})
		}
	}
	p.list = living
	return nil
}

// fill gives each part an empty file in the tables that did not exist when it was written.
// What its documents say for them is not known until they are read anew.
func (p *parts) fill() error {
	for k, old := range p.list {
		for i, t := range tables() {
			if old.files[i].Name != "" {
				continue
			}
			tmp := path.Join("tmp", fmt.Sprintf("%s-none-%04d.parquet", t.name(), k+1))
			f, err := t.write(p.lake.disk, p.lake.abs(tmp), nil)
			if err != nil {
				return err
			}
			f.Name, f.Import = tmp, old.origin()
			old.files[i] = f
		}
	}
	return nil
}

// changed reports whether any part differs from the snapshot before.
func (p *parts) changed() bool {
	return slices.ContainsFunc(p.list, func(p part) bool { return p.fresh })
}

// rowsOf returns the rows of one table of a part.
func rowsOf(name string, files []File) int64 {
	return files[slices.IndexFunc(tables(), func(t documentTable) bool { return t.name() == name })].Rows
}

package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"path"
	"slices"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// Headings of the columns that rows in quarantine have in a file in which they are handed
// out to be corrected. By the first, a row that comes back names the one that it mends.
const (
	QuarantineHeading = "隔离编号"
	ReasonHeading     = "隔离原因"
)

// A Quarantined is one row that was put aside, with the cells as they were delivered.
type Quarantined struct {
	ID        string          `json:"id"` // q- and 20 hexadecimal digits
	Standard  string          `json:"standard"`
	Import    string          `json:"import"`
	SourceRow string          `json:"source_row"`
	Record    string          `json:"record,omitempty"` // the record_id it would have, if its key can be read
	Reasons   []table.Problem `json:"reasons"`
	Headings  []string        `json:"headings"`
	Cells     []string        `json:"cells"`
}

// A quarantineRow is a Quarantined as it is stored.
type quarantineRow struct {
	ID        string `parquet:"id"`
	Import    string `parquet:"import_id,dict"`
	SourceRow string `parquet:"source_row"`
	Record    string `parquet:"record_id,optional"`
	Field     string `parquet:"field,optional,dict"` // of the first reason
	Code      string `parquet:"code,dict"`           // of the first reason
	Reasons   string `parquet:"reasons,dict"`        // JSON
	Headings  string `parquet:"headings,dict"`       // JSON
	Cells     string `parquet:"cells"`               // JSON
}

// newQuarantined makes the entry of a row that is put aside.
func newQuarantined(name, importID string, c *candidate, headings []string) Quarantined {
	q := Quarantined{Standard: name, Import: importID, SourceRow: c.from.Place, Reasons: c.reasons, Headings: []string{}, Cells: []string{}}
	if c.named {
		q.Record = c.key.String()
	}
	for i, cell := range c.from.Cells {
		if i < len(headings) && (headings[i] == QuarantineHeading || headings[i] == ReasonHeading) {
			continue
		}
		q.Cells = append(q.Cells, cell.Text)
		if i < len(headings) {
			q.Headings = append(q.Headings, headings[i])
		}
	}
	return q
}

// name names the nth row of a file with these cells and reasons. The same row of a file
// that is delivered again has the same name.
func (q Quarantined) name(n int) string {
	codes := []string{}
	for _, r := range q.Reasons {
		codes = append(codes, r.Field+":"+r.Code)
	}
	b, err := json.Marshal([]any{q.Standard, q.Headings, q.Cells, codes, n})
	if err != nil {
		panic(err) // texts only
	}
	sum := sha256.Sum256(b)
	return "q-" + hex.EncodeToString(sum[:10])
}

func (q Quarantined) stored() quarantineRow {
	text := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			panic(err) // texts only
		}
		return string(b)
	}
	return quarantineRow{ID: q.ID, Import: q.Import, SourceRow: q.SourceRow, Record: q.Record, Field: q.Reasons[0].Field,
		Code: q.Reasons[0].Code, Reasons: text(q.Reasons), Headings: text(q.Headings), Cells: text(q.Cells)}
}

func (r quarantineRow) entry(name string) (Quarantined, error) {
	q := Quarantined{ID: r.ID, Standard: name, Import: r.Import, SourceRow: r.SourceRow, Record: r.Record}
	return q, errors.Join(json.Unmarshal([]byte(r.Reasons), &q.Reasons), json.Unmarshal([]byte(r.Headings), &q.Headings),
		json.Unmarshal([]byte(r.Cells), &q.Cells))
}

// Quarantine yields the rows in quarantine, by register and import in the order of their
// files. An empty standard or importID means all.
func (s Snapshot) Quarantine(ctx context.Context, standard, importID string) iter.Seq2[Quarantined, error] {
	return func(yield func(Quarantined, error) bool) {
		for _, name := range slices.Sorted(maps.Keys(s.Manifest.Quarantine)) {
			for _, f := range s.Manifest.Quarantine[name] {
				if standard != "" && standard != name || importID != "" && importID != f.Import {
					continue
				}
				if err := s.yieldQuarantine(ctx, name, f, yield); err != nil {
					if !errors.Is(err, errEnough) {
						yield(Quarantined{}, fmt.Errorf("read quarantine: %w", err))
					}
					return
				}
			}
		}
	}
}

// errEnough ends a reading that nobody wants to the end.
var errEnough = errors.New("enough")

func (s Snapshot) yieldQuarantine(ctx context.Context, name string, f File, yield func(Quarantined, error) bool) error {
	return eachRow(ctx, s.abs(f.Name), func(rows []quarantineRow) error {
		for _, r := range rows {
			q, err := r.entry(name)
			if err != nil {
				return err
			}
			if !yield(q, nil) {
				return errEnough
			}
		}
		return nil
	})
}

// An aside is the quarantine of one register during an import: what was in it, what leaves
// it and what is added.
type aside struct {
	lake     *Lake
	standard string
	importID string
	files    []File              // of the snapshot before
	known    map[string]bool     // what is in them, by id
	byKey    map[string][]string // ids by the record that a row would be
	byPlace  map[string]Quarantined
	mended   map[string]bool // ids that a row of this import mends
	again    map[string]bool // ids that this import puts aside again
	times    map[string]int  // how often a row with the same cells has come
	out      *sealer
	w        *parquet.GenericWriter[quarantineRow]
	written  int64
}

func newAside(ctx context.Context, l *Lake, s Snapshot, name, importID string) (*aside, error) {
	a := &aside{lake: l, standard: name, importID: importID, files: s.Manifest.Quarantine[name], known: map[string]bool{}, byKey: map[string][]string{},
		byPlace: map[string]Quarantined{}, mended: map[string]bool{}, again: map[string]bool{}, times: map[string]int{}}
	err := l.eachAside(ctx, a.files, func(r asideName) {
		a.known[r.ID] = true
		if r.Record != "" {
			a.byKey[r.Record] = append(a.byKey[r.Record], r.ID)
		}
	})
	return a, err
}

// An asideName is what a row in quarantine is called.
type asideName struct {
	ID     string `parquet:"id"`
	Record string `parquet:"record_id,optional"`
}

// eachAside hands the names of the rows in files of the quarantine to do.
func (l *Lake) eachAside(ctx context.Context, files []File, do func(asideName)) error {
	for _, f := range files {
		err := eachRow(ctx, l.abs(f.Name), func(rows []asideName) error {
			for _, r := range rows {
				do(r)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("read quarantine: %w", err)
		}
	}
	return nil
}

// expect gets ready for a file that has the rows of an earlier one in the same places.
func (a *aside) expect(ctx context.Context, mends string, s Snapshot) error {
	if mends == "" {
		return nil
	}
	i, err := s.Manifest.Import(mends)
	if err != nil {
		return err
	}
	if i.Register == nil || i.Register.Standard != a.standard {
		return fault.Invalidf("导入批次 %s 不是这个数据集的。", "The import %s is not one of this register.", mends)
	}
	for q, err := range s.Quarantine(ctx, a.standard, mends) {
		if err != nil {
			return err
		}
		a.byPlace[q.SourceRow] = q
	}
	return nil
}

// deliver notes which rows in quarantine a good row mends.
func (a *aside) deliver(c *candidate) {
	if len(a.known) == 0 {
		return
	}
	if a.known[c.mends] {
		a.mended[c.mends] = true
	}
	for _, id := range a.byKey[c.key.String()] {
		a.mended[id] = true
	}
	if q, ok := a.byPlace[c.from.Place]; ok && q.resembles(c.from) {
		a.mended[q.ID] = true
	}
}

// resembles reports whether most of what stands in a row in quarantine stands in row too.
func (q Quarantined) resembles(row table.Row) bool {
	filled, same := 0, 0
	for i, text := range q.Cells {
		if text == "" {
			continue
		}
		if filled++; i < len(row.Cells) && row.Cells[i].Text == text {
			same++
		}
	}
	return 2*same >= filled
}

// put adds a row, unless it is there already.
func (a *aside) put(q *Quarantined, c *candidate) (known bool, err error) {
	base := q.name(0)
	n := a.times[base]
	a.times[base]++
	q.ID = q.name(n)
	if a.known[q.ID] {
		a.again[q.ID] = true
		return true, nil
	}
	if a.known[c.mends] { // mended in part: what is still wrong takes the old row's place
		a.mended[c.mends] = true
	}
	if a.w == nil {
		if err := a.open(); err != nil {
			return false, err
		}
	}
	a.written++
	_, err = a.w.Write([]quarantineRow{q.stored()})
	return false, err
}

func (a *aside) temporary() string { return "tmp/" + a.standard + "-aside.parquet" }

func (a *aside) open() (err error) {
	if a.out, err = a.lake.disk.seal(a.lake.abs(a.temporary())); err == nil {
		a.w = parquet.NewGenericWriter[quarantineRow](a.out, usualOptions()...)
	}
	return err
}

// abandon ends the writing.
func (a *aside) abandon() {
	if a.w != nil {
		_, _ = a.out.close(errEnough)
	}
}

// leaving lists the rows that leave.
func (a *aside) leaving() (ids []string) {
	for _, id := range slices.Sorted(maps.Keys(a.mended)) {
		if !a.again[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// close writes what is left to write. It returns the files of the quarantine and which rows
// have left it.
func (a *aside) close(ctx context.Context) (files []File, left []string, err error) {
	left = a.leaving()
	gone := map[string]bool{}
	for _, id := range left {
		gone[id] = true
	}
	if files, _, err = a.lake.withoutRows(ctx, a.files, gone); err != nil {
		return nil, nil, err
	}
	if a.w == nil {
		return files, left, nil
	}
	f, err := a.out.close(a.w.Close())
	f.Name, f.Import, f.Rows = a.temporary(), a.importID, a.written
	return append(files, f), left, err
}

// withoutRows copies the files of a quarantine in which rows are gone without these. It
// returns the files and how many rows have gone.
func (l *Lake) withoutRows(ctx context.Context, files []File, gone map[string]bool) (kept []File, left int64, err error) {
	for _, old := range files {
		var rows []quarantineRow
		err := eachRow(ctx, l.abs(old.Name), func(some []quarantineRow) error {
			for _, r := range some {
				if !gone[r.ID] {
					rows = append(rows, r)
				}
			}
			return nil
		})
		if err != nil {
			return nil, 0, fmt.Errorf("read quarantine: %w", err)
		}
		if int64(len(rows)) == old.Rows {
			kept = append(kept, old)
			continue
		}
		left += old.Rows - int64(len(rows))
		if len(rows) == 0 {
			continue
		}
		name := "tmp/copy-" + path.Base(old.Name)
		f, err := sealRows(l.disk, l.abs(name), func(w *parquet.GenericWriter[quarantineRow]) error {
			_, err := w.Write(rows)
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		f.Name, f.Import = name, old.Import
		kept = append(kept, f)
	}
	return kept, left, nil
}

package nearby

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// An Index has the records of a snapshot that searches may need, in memory, with the rows of
// each value of a column at hand: a search asks a hundred questions with thousands of values
// each, and to ask an engine takes a hundred times as long. Texts are numbers in it, so that
// it takes less memory than the tables that it is made of.
type Index struct {
	words  *words
	tables map[string]*shelved
	spelt  map[string][]uint32 // names of parties that are written otherwise, by linkage.SameName
	moved  bool                // it was carried on to another snapshot
}

// A shelved is a data set: of each column the numbers of its words, 0 for unknown.
type shelved struct {
	standard standard.Standard
	columns  map[string]*column
	rows     int
	gone     map[uint32]bool // rows in whose place others came
}

// A column is the numbers of the words of one column, by row: those that were read, and those
// that came since. A copy of what was read, to make room for more, would take as much again.
type column struct {
	first, later []uint32
	sorted       []uint32            // the rows of first, in the order of their values; nil: rows are not found by it
	came         map[uint32][]uint32 // the rows of later by value
}

// at is the number of the word in a row.
func (c *column) at(row uint32) uint32 {
	if n := uint32(len(c.first)); row >= n {
		return c.later[row-n]
	}
	return c.first[row]
}

// add adds a row.
func (c *column) add(v uint32) {
	row := uint32(len(c.first) + len(c.later))
	c.later = append(c.later, v)
	if c.sorted != nil && v != 0 {
		if c.came == nil {
			c.came = map[uint32][]uint32{}
		}
		c.came[v] = append(c.came[v], row)
	}
}

// NewIndex reads an index from an engine whose tables are linked, with what these models read
// and, by data set, other columns by which records are to be found.
func NewIndex(ctx context.Context, e engine.Engine, list []models.Model, also map[string][]string) (*Index, error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	columns, err := columnsRead(list, lib, e.Dialect())
	if err != nil {
		return nil, err
	}
	x := &Index{words: newWords(), tables: map[string]*shelved{}, spelt: map[string][]uint32{}}
	by := lookedUp(list, lib, also)
	for dataset := range by {
		if !engine.Holds(e, dataset) {
			if lib[dataset].Kind == standard.Reading { // the first may come with a document
				x.tables[dataset] = x.empty(lib[dataset], by[dataset], columns[dataset])
			}
			continue
		}
		if x.tables[dataset], err = x.read(ctx, e, lib[dataset], by[dataset], columns[dataset]); err != nil {
			return nil, fmt.Errorf("make an index of %s: %w", dataset, err)
		}
	}
	if party := x.tables["party"]; party != nil && party.columns["name"] != nil {
		x.spellAll(party.columns["name"])
	}
	return x, nil
}

// lookedUp lists, by data set, the columns by which searches with these models look records
// up, and others.
func lookedUp(list []models.Model, lib standard.Library, also map[string][]string) map[string][]string {
	by := map[string][]string{}
	add := func(dataset, column string) {
		if _, known := lib[dataset].Field(column); known && !slices.Contains(by[dataset], column) {
			by[dataset] = append(by[dataset], column)
		}
	}
	add("entity", "id")
	add("place", "judgment")
	add("judgment", "id")
	add("party", "name")
	for _, m := range list {
		for _, k := range newTrail(m, lib, nil).keys() {
			add(k.dataset, k.column)
		}
	}
	for dataset, columns := range also {
		for _, c := range columns {
			add(dataset, c)
		}
	}
	return by
}

// keys lists the columns of data sets by which the records of a model are looked up.
func (t *trail) keys() (list []keyed) {
	add := func(table, column string) {
		if origins, ok := t.origin(table, column); ok {
			list = append(list, origins...)
		}
	}
	for _, name := range t.model.Inputs {
		add(name, recordKey(t.lib[name]))
	}
	for _, table := range t.scored() {
		add(table, t.model.Score.Subject.ID)
	}
	for _, s := range t.model.Rule {
		if m, ok := meetingOf(s); ok {
			if at, err := t.meets(m.from, m.with, m.on); err == nil {
				add(m.from, at.left)
				add(m.with, at.right)
			}
		}
		if g, ok := groupingOf(s); ok {
			ways, err := t.grouped(g.from, g.by)
			if err != nil {
				continue
			}
			for _, by := range ways {
				add(g.from, by)
			}
		}
	}
	return list
}

// columnsRead lists, by data set, the columns that a query of one of the models names; a name
// that means something else there is one too many, which is harmless.
func columnsRead(list []models.Model, lib standard.Library, d engine.Dialect) (map[string][]string, error) {
	read := map[string][]string{ // who is who rests on these, when documents come
		"party":    {"judgment", "n", "name", "kind", "masked", "born_on", "id_no", "entity", "span_start"},
		"judgment": {"id", "court", "area"},
	}
	for _, m := range list {
		plan, err := models.Compile(m, models.Target{Standards: Linked(lib), Dialect: d, AsOf: time.Unix(0, 0)})
		if err != nil {
			return nil, err
		}
		var all strings.Builder
		for _, s := range plan.Stages {
			all.WriteString(s.SQL)
		}
		for _, dataset := range append(m.Inputs, "entity", "place") {
			for _, f := range lib[dataset].Fields {
				if !slices.Contains(read[dataset], f.Name) && (strings.Contains(all.String(), d.Name(f.Name)) || strings.Contains(all.String(), "."+f.Name)) {
					read[dataset] = append(read[dataset], f.Name)
				}
			}
		}
	}
	return read, nil
}

// empty is a data set of which there are no records yet.
func (x *Index) empty(st standard.Standard, by, columns []string) *shelved {
	s := &shelved{standard: st, columns: map[string]*column{}}
	for _, c := range columns {
		s.columns[c] = &column{}
	}
	for _, c := range by {
		s.columns[c] = &column{sorted: []uint32{}}
	}
	return s
}

func (x *Index) read(ctx context.Context, e engine.Engine, st standard.Standard, by, columns []string) (*shelved, error) {
	s := &shelved{standard: st, columns: map[string]*column{}}
	for _, c := range by {
		if !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	err := s.take(x.words, columns, engine.Texts(ctx, e, st.Name, columns))
	if errors.Is(err, engine.ErrMarked) {
		err = s.take(x.words, columns, engine.EachText(ctx, e, st.Name, columns))
	}
	if err != nil {
		return nil, err
	}
	for _, c := range by {
		s.columns[c].sorted = inOrder(s.columns[c].first, x.words.len())
	}
	return s, nil
}

// take reads the columns of all rows.
func (s *shelved) take(w *words, columns []string, rows iter.Seq2[[]string, error]) error {
	values := make([][]uint32, len(columns))
	s.rows = 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, v := range row {
			values[i] = append(values[i], w.number(v))
		}
		s.rows++
	}
	for i, c := range columns {
		s.columns[c] = &column{first: slices.Clip(values[i])}
	}
	return nil
}

// Find returns the records of a data set that have a value in a column, up to so many.
func (x *Index) Find(dataset, column, value string, limit int) (rows []engine.Row) {
	s := x.tables[dataset]
	if s == nil {
		return nil
	}
	for row := range s.having(column, x.words.known(value)) {
		if rows = append(rows, x.row(s, row)); len(rows) == limit {
			break
		}
	}
	return rows
}

// row is a record with the columns that the index has.
func (x *Index) row(s *shelved, n uint32) engine.Row {
	row := make(engine.Row, len(s.columns))
	for c, values := range s.columns {
		f, _ := s.standard.Field(c)
		row[c] = valueOf(f.Type, values.at(n), x.words)
	}
	return row
}

// valueOf is what a number stands for in a column of a type. What is there was written by an
// engine, so it can be read.
func valueOf(t standard.Type, n uint32, w *words) any {
	if n == 0 {
		return nil
	}
	s := w.word(n)
	switch t {
	case standard.TypeInteger:
		if v, err := strconv.ParseInt(s, 10, 64); err == nil {
			return v
		}
	case standard.TypeNumber:
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			return v
		}
	case standard.TypeBoolean:
		return s == "true"
	case standard.TypeDate:
		if v, err := time.Parse(time.DateOnly, s); err == nil {
			return v
		}
	default:
		return s
	}
	return nil
}

// rows returns the records that are wanted, each once, up to one more than so many.
func (x *Index) rows(dataset string, by map[string]*wanted, limit int) (rows []engine.Row) {
	s := x.tables[dataset]
	seen := map[uint32]bool{}
	for _, at := range slices.Sorted(maps.Keys(by)) {
		w := by[at]
		met := x.tests(s, w.where)
		for _, key := range w.keys.sorted() {
			for row := range s.having(w.column, x.words.known(key)) {
				if seen[row] || !met(row) {
					continue
				}
				seen[row] = true
				if rows = append(rows, x.row(s, row)); len(rows) > limit {
					return rows
				}
			}
		}
	}
	return rows
}

// holds reports whether there are records of a data set.
func (x *Index) holds(dataset string) bool { return x.tables[dataset] != nil }

// inOrder lists the numbers of rows in the order of their values.
func inOrder(values []uint32, most int) []uint32 {
	at := make([]uint32, most+1)
	for _, v := range values {
		at[v+1]++
	}
	for i := 1; i < len(at); i++ {
		at[i] += at[i-1]
	}
	sorted := make([]uint32, len(values))
	for row, v := range values {
		sorted[at[v]] = uint32(row)
		at[v]++
	}
	return sorted
}

// has reports whether the index knows these columns of a data set, and rows by the first.
func (x *Index) has(dataset, in, out string, w wheres) bool {
	s := x.tables[dataset]
	if s == nil || in != every && (s.columns[in] == nil || s.columns[in].sorted == nil) || out != every && s.columns[out] == nil {
		return false
	}
	return !slices.ContainsFunc(w, func(d expr.Demand) bool { return s.columns[d.Column] == nil })
}

// values finds the values of a column in the rows that have one of keys in another and meet w,
// up to one more than so many.
func (x *Index) values(dataset, in string, keys set, out string, w wheres, limit int) (a told) {
	a.found = set{}
	s := x.tables[dataset]
	met, values := x.tests(s, w), s.columns[out]
	if out == every {
		return told{found: x.some(s, in, keys, met)}
	}
	seen := map[uint32]bool{}
	for key := range keys {
		if len(seen) > limit {
			break
		}
		for row := range s.having(in, x.words.known(key)) {
			v := values.at(row)
			if v == 0 && a.none || seen[v] || !met(row) {
				continue
			}
			if v == 0 {
				a.none = true
				continue
			}
			seen[v] = true
			if len(seen) > limit {
				break
			}
		}
	}
	for v := range seen {
		a.found[x.words.word(v)] = true
	}
	return a
}

// some is every if there is a row that has one of keys in a column and meets a condition.
func (x *Index) some(s *shelved, in string, keys set, met func(uint32) bool) set {
	for key := range keys {
		for row := range s.having(in, x.words.known(key)) {
			if met(row) {
				return of(every)
			}
		}
	}
	return set{}
}

// all yields all rows.
func (s *shelved) all(yield func(uint32) bool) {
	for row := range uint32(s.rows) {
		if !s.gone[row] && !yield(row) {
			return
		}
	}
}

// having yields the rows that have a value in a column.
func (s *shelved) having(column string, v uint32) iter.Seq[uint32] {
	if column == every {
		return s.all
	}
	return func(yield func(uint32) bool) {
		if v == 0 {
			return
		}
		c := s.columns[column]
		at, _ := slices.BinarySearchFunc(c.sorted, v, func(row, v uint32) int { return cmp.Compare(c.first[row], v) })
		for _, row := range c.sorted[at:] {
			if c.first[row] != v {
				break
			}
			if !s.gone[row] && !yield(row) {
				return
			}
		}
		for _, row := range c.came[v] {
			if !s.gone[row] && !yield(row) {
				return
			}
		}
	}
}

// tests returns what tells whether a row meets w.
func (x *Index) tests(s *shelved, w wheres) func(row uint32) bool {
	type test struct {
		values *column
		of     map[uint32]bool
		is     expr.Test
	}
	yes := x.words.known("true")
	list := make([]test, len(w))
	for i, d := range w {
		list[i] = test{s.columns[d.Column], map[uint32]bool{}, d.Is}
		for _, word := range d.Of {
			if n := x.words.known(word); n != 0 {
				list[i].of[n] = true
			}
		}
	}
	return func(row uint32) bool {
		for _, t := range list {
			v, ok := t.values.at(row), false
			switch t.is {
			case expr.Among:
				ok = t.of[v]
			case expr.Beside:
				ok = !t.of[v]
			case expr.True:
				ok = v != 0 && v == yes
			case expr.NotTrue:
				ok = v == 0 || v != yes
			case expr.Known:
				ok = v != 0
			case expr.Unknown:
				ok = v == 0
			}
			if !ok {
				return false
			}
		}
		return true
	}
}

// words numbers texts, from 1 on; 0 is what is unknown.
type words struct {
	bytes []byte
	ends  []uint64 // of each text, the one numbered 0 first
	slots []uint32 // numbers by fingerprint, 0 is a free place
}

func newWords() *words { return &words{ends: []uint64{0}, slots: make([]uint32, 1<<10)} }

// len is one more than the largest number.
func (w *words) len() int { return len(w.ends) }

// word is the text of a number.
func (w *words) word(n uint32) string {
	return string(w.bytes[w.ends[n-1]:w.ends[n]])
}

// known returns the number of a text, 0 if it has none.
func (w *words) known(s string) uint32 {
	n, _ := w.find(s)
	return n
}

// find returns the number of a text and the slot in which it stands or would stand.
func (w *words) find(s string) (n uint32, slot int) {
	mask := len(w.slots) - 1
	for slot = int(maphash.String(marking, s)) & mask; ; slot = (slot + 1) & mask {
		n = w.slots[slot]
		if n == 0 || string(w.bytes[w.ends[n-1]:w.ends[n]]) == s {
			return n, slot
		}
	}
}

// number returns the number of a text, a new one if it has none yet.
func (w *words) number(s string) uint32 {
	if s == engine.Unknown {
		return 0
	}
	n, slot := w.find(s)
	if n != 0 {
		return n
	}
	n = uint32(len(w.ends))
	w.bytes = append(w.bytes, s...)
	w.ends = append(w.ends, uint64(len(w.bytes)))
	w.slots[slot] = n
	if 2*len(w.ends) > len(w.slots) {
		w.grow()
	}
	return n
}

// grow makes more places.
func (w *words) grow() {
	w.slots = make([]uint32, 2*len(w.slots))
	for n := uint32(1); int(n) < len(w.ends); n++ {
		_, slot := w.find(w.word(n))
		w.slots[slot] = n
	}
}

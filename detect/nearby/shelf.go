package nearby

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A News is what is new in a snapshot. Documents and records of registers are only ever
// added in it: where some were corrected or removed a whole scan is needed.
type News struct {
	// Records are the ids of documents (data set judgment) and of records of registers that
	// are new, or in which somebody is now somebody else.
	Records map[string][]string
	// Was are the entities that mentions in Records were before, by data set.
	Was map[string][]string
	// Supposed are rows, linked, that are not in the snapshot: it is asked as if they were.
	Supposed map[string][]engine.Row
	// Named are entities that are called otherwise than before.
	Named []string
	// Rows are rows of results (tie, entity) that are new or gone.
	Rows map[string][]engine.Row
}

// Empty reports whether there is nothing new.
func (n News) Empty() bool {
	for _, list := range n.Records {
		if len(list) > 0 {
			return false
		}
	}
	for _, rows := range n.Rows {
		if len(rows) > 0 {
			return false
		}
	}
	return true
}

// And is what is new in either.
func (n News) And(more News) News {
	both := News{Named: slices.Concat(n.Named, more.Named)}
	join(&both.Records, n.Records, more.Records)
	join(&both.Was, n.Was, more.Was)
	join(&both.Supposed, n.Supposed, more.Supposed)
	join(&both.Rows, n.Rows, more.Rows)
	return both
}

func join[T any](to *map[string][]T, parts ...map[string][]T) {
	for _, part := range parts {
		for name, list := range part {
			if *to == nil {
				*to = map[string][]T{}
			}
			(*to)[name] = slices.Concat((*to)[name], list)
		}
	}
}

// shelves looks records up in a snapshot, and remembers what it was asked.
type shelves struct {
	engine engine.Engine // with linked tables
	index  *Index        // of them; may be nil
	lib    standard.Library
	news   News
	told   map[asked]told
	most   int            // how many values are gathered
	sizes  map[string]int // of data sets, as far as it was asked
}

// few implements shelf.
func (s *shelves) few(ctx context.Context, dataset string) error {
	n, err := s.size(ctx, dataset)
	if err == nil && n+len(s.news.Supposed[dataset]) > 10*s.most {
		err = whole("%s 的任何记录都可能与新记录相关，而其数量超过 %d", "any record of %s may have to do with the new ones, and there are more than %d of them", dataset, 10*s.most)
	}
	return err
}

// holds reports whether there can be records of a data set: the first may have come after the
// engine was opened.
func (s *shelves) holds(dataset string) bool {
	return engine.Holds(s.engine, dataset) || s.index != nil && s.index.holds(dataset)
}

// size is how many records of a data set there are in the snapshot.
func (s *shelves) size(ctx context.Context, dataset string) (n int, err error) {
	if n, known := s.sizes[dataset]; known {
		return n, nil
	}
	switch {
	case !s.holds(dataset):
	case s.index != nil && s.index.holds(dataset):
		n = s.index.tables[dataset].rows
	case s.index.carried(s.lib[dataset]):
		return 0, unread(dataset)
	default:
		if n, err = s.count(ctx, dataset); err != nil {
			return 0, fmt.Errorf("count the records of %s: %w", dataset, err)
		}
	}
	s.sizes[dataset] = n
	return n, nil
}

func (s *shelves) count(ctx context.Context, dataset string) (int, error) {
	d := s.engine.Dialect()
	for row, err := range s.engine.Query(ctx, "SELECT CAST(count(*) AS "+d.Type(standard.TypeInteger)+") AS n FROM "+d.Name(dataset)) {
		n, _ := row["n"].(int64)
		return int(n), err
	}
	return 0, nil
}

// at is what a row has in a column.
func at(row engine.Row, column string) any {
	if column == every {
		return every
	}
	return row[column]
}

// values implements shelf.
func (s *shelves) values(ctx context.Context, dataset, in string, keys set, out string, w wheres) (set, bool, error) {
	if len(keys) == 0 {
		return set{}, false, nil
	}
	if in == every {
		err := s.few(ctx, dataset)
		if _, many := Whole(err); many && out == every {
			return of(every), false, nil // one of so many may well meet w
		}
		if err != nil {
			return nil, false, err
		}
	}
	w = w.of(s.lib[dataset])
	q := asked{"", dataset, in, out, keys.mark(), w.String()}
	if a, ok := s.told[q]; ok {
		return a.found, a.none, a.err
	}
	a := told{found: set{}}
	for _, row := range s.news.Supposed[dataset] {
		if key, ok := at(row, in).(string); ok && keys[key] && w.met(row) {
			a.add(at(row, out))
		}
	}
	if s.index != nil && s.index.has(dataset, in, out, w) {
		more := s.index.values(dataset, in, keys, out, w, s.most+2)
		a.found.add(more.found)
		a.none = a.none || more.none
		s.told[q] = a
		return a.found, a.none, nil
	}
	if s.index.carried(s.lib[dataset]) {
		return nil, false, unread(dataset)
	}
	if !engine.Holds(s.engine, dataset) {
		s.told[q] = a
		return a.found, a.none, nil
	}
	what, limit := "DISTINCT "+s.engine.Dialect().Name(out)+" AS v", s.most+2
	if out == every {
		what, limit = s.engine.Dialect().Text(every)+" AS v", 1
	}
	for row, err := range s.engine.Query(ctx, s.query(dataset, what, wanted{in, keys, w}, limit)) {
		if err != nil {
			return nil, false, fmt.Errorf("look up %s of %s: %w", out, dataset, err)
		}
		a.add(row["v"])
	}
	s.told[q] = a
	return a.found, a.none, nil
}

// unread is the error of records that an index does not have, which was carried on since the
// engine was opened.
func unread(dataset string) error {
	return whole("内存索引中没有 %s 的这些列", "the index in memory does not have these columns of %s", dataset)
}

// unbounded is more rows than there are.
const unbounded = 1 << 40

// query selects something of the rows that are wanted. The keys come first and by themselves:
// with other conditions beside them an engine may go through all rows and use no index.
func (s *shelves) query(dataset, what string, x wanted, limit int) string {
	d := s.engine.Dialect()
	from := d.Name(dataset) + " WHERE " + among(d, x.column, x.keys)
	if len(x.where) > 0 {
		from = fmt.Sprintf("(SELECT * FROM %s LIMIT %d) k WHERE %s", from, unbounded, x.where.sql(d))
	}
	return fmt.Sprintf("SELECT %s FROM %s LIMIT %d", what, from, limit)
}

// add adds a value, or that one is unknown.
func (t *told) add(v any) {
	if v, ok := v.(string); ok {
		t.found[v] = true
	} else {
		t.none = true
	}
}

// among is the condition that a column has one of keys.
func among(d engine.Dialect, column string, keys set) string {
	if column == every {
		return "true"
	}
	list := keys.sorted()
	for i, k := range list {
		list[i] = d.Text(k)
	}
	return d.Name(column) + " IN (" + strings.Join(list, ", ") + ")"
}

// changed implements shelf.
func (s *shelves) changed(ctx context.Context, dataset, column string, w wheres) (set, bool, error) {
	st := s.lib[dataset]
	w = w.of(st)
	found, none := set{}, false
	for _, row := range slices.Concat(s.news.Rows[dataset], s.news.Supposed[dataset]) {
		if !w.met(row) {
			continue
		}
		if v, ok := at(row, column).(string); ok {
			found[v] = true
		} else {
			none = true
		}
	}
	records := s.news.Records[dataset]
	if st.Kind == standard.Reading {
		records = s.news.Records["judgment"]
	}
	more, unknown, err := s.values(ctx, dataset, recordKey(st), of(records...), column, w)
	if err != nil {
		return nil, false, err
	}
	found.add(more)
	if f, _ := st.Field(column); f.Derived != "" {
		was := of(s.news.Was[dataset]...)
		unknown = unknown || was[""] // it was nobody
		delete(was, "")
		found.add(was)
	}
	return found, none || unknown, nil
}

// rows returns the rows of a data set that are needed, each once.
func (s *shelves) rows(ctx context.Context, dataset string, by map[string]*wanted) (rows []engine.Row, err error) {
	supposed := s.news.Supposed[dataset]
	if !s.holds(dataset) {
		return supposed, nil
	}
	if s.index != nil && s.index.holds(dataset) {
		if rows = s.index.rows(dataset, by, 10*s.most); len(rows) > 10*s.most {
			return nil, tooMany(dataset, "*", 10*s.most)
		}
		return append(rows, supposed...), nil
	}
	if s.index.carried(s.lib[dataset]) {
		return nil, unread(dataset)
	}
	var before []*wanted
	for _, at := range slices.Sorted(maps.Keys(by)) {
		x := by[at]
		if len(x.keys) == 0 {
			continue
		}
		for row, err := range s.engine.Query(ctx, s.query(dataset, "*", *x, 10*s.most+1)) {
			if err != nil {
				return nil, fmt.Errorf("read the records of %s: %w", dataset, err)
			}
			if !slices.ContainsFunc(before, func(b *wanted) bool { return b.has(row) }) {
				rows = append(rows, row)
			}
		}
		if len(rows) > 10*s.most {
			return nil, tooMany(dataset, "*", 10*s.most)
		}
		before = append(before, x)
	}
	return append(rows, supposed...), nil
}

// has reports whether a row is among those that are wanted.
func (x *wanted) has(row engine.Row) bool {
	key, ok := at(row, x.column).(string)
	return ok && x.keys[key] && x.where.met(row)
}

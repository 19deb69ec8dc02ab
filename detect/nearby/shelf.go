package nearby

import (
	"context"
	"fmt"
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

// shelves looks records up in a snapshot, and remembers what it was asked.
type shelves struct {
	engine engine.Engine // with linked tables
	lib    standard.Library
	news   News
	told   map[asked]told
}

// values implements shelf.
func (s *shelves) values(ctx context.Context, dataset, in string, keys set, out string) (set, bool, error) {
	if len(keys) == 0 {
		return set{}, false, nil
	}
	q := asked{"", dataset, in, out, keys.mark()}
	if a, ok := s.told[q]; ok {
		return a.found, a.none, a.err
	}
	a := told{found: set{}}
	for _, row := range s.news.Supposed[dataset] {
		if key, ok := row[in].(string); ok && keys[key] {
			a.add(row[out])
		}
	}
	if !engine.Holds(s.engine, dataset) {
		s.told[q] = a
		return a.found, a.none, nil
	}
	d := s.engine.Dialect()
	query := "SELECT DISTINCT " + d.Name(out) + " AS v FROM " + d.Name(dataset) + " WHERE " + among(d, in, keys) + fmt.Sprintf(" LIMIT %d", most+2)
	for row, err := range s.engine.Query(ctx, query) {
		if err != nil {
			return nil, false, fmt.Errorf("look up %s of %s: %w", out, dataset, err)
		}
		a.add(row["v"])
	}
	s.told[q] = a
	return a.found, a.none, nil
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
	list := keys.sorted()
	for i, k := range list {
		list[i] = d.Text(k)
	}
	return d.Name(column) + " IN (" + strings.Join(list, ", ") + ")"
}

// changed implements shelf.
func (s *shelves) changed(ctx context.Context, dataset, column string) (set, bool, error) {
	st := s.lib[dataset]
	found, none := set{}, false
	for _, row := range slices.Concat(s.news.Rows[dataset], s.news.Supposed[dataset]) {
		if v, ok := row[column].(string); ok {
			found[v] = true
		} else {
			none = true
		}
	}
	records := s.news.Records[dataset]
	if st.Kind == standard.Reading {
		records = s.news.Records["judgment"]
	}
	more, unknown, err := s.values(ctx, dataset, recordKey(st), of(records...), column)
	if err != nil {
		return nil, false, err
	}
	found.add(more)
	if f, _ := st.Field(column); f.Derived != "" {
		found.add(of(s.news.Was[dataset]...))
	}
	return found, none || unknown, nil
}

// rows returns the rows of a data set that are needed.
func (s *shelves) rows(ctx context.Context, dataset string, by map[string]set) (rows []engine.Row, err error) {
	supposed := s.news.Supposed[dataset]
	if !engine.Holds(s.engine, dataset) {
		return supposed, nil
	}
	d := s.engine.Dialect()
	var or []string
	for column, keys := range by {
		if len(keys) > 0 {
			or = append(or, among(d, column, keys))
		}
	}
	if len(or) == 0 {
		return supposed, nil
	}
	query := "SELECT * FROM " + d.Name(dataset) + " WHERE " + strings.Join(or, " OR ") + fmt.Sprintf(" LIMIT %d", 10*most+1)
	for row, err := range s.engine.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("read the records of %s: %w", dataset, err)
		}
		rows = append(rows, row)
	}
	if len(rows) > 10*most {
		return nil, tooMany(dataset, "*")
	}
	return append(rows, supposed...), nil
}

package nearby

import (
	"context"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/detect/models"
)

// unfollowed is the error of a step in which rows meet otherwise than by equal columns.
func unfollowed(s models.Step) error {
	return whole("步骤“%s”是网络或文本比对", "step %q compares networks or texts", s.Name)
}

// An asked is a question about a table. The steps of a model are no tree, so the same is asked
// over and over.
type asked struct {
	what, table, column, out string
	keys                     uint64
	where                    string
}

// A told is what was answered.
type told struct {
	found set
	none  bool
	err   error
}

func (t *trail) once(q asked, ask func() (set, bool, error)) (set, bool, error) {
	if a, ok := t.told[q]; ok {
		return a.found, a.none, a.err
	}
	var a told
	a.found, a.none, a.err = ask()
	t.told[q] = a
	return a.found, a.none, a.err
}

// A meeting is a step that puts rows of two tables together.
type meeting struct {
	from, with string
	on, take   map[string]string
	must       bool // rows of from without a match are not in the result
	open       bool // of with, more rows count than those of which the result has anything
}

// meetingOf is what a join, an overlap or a missing step puts together.
func meetingOf(s models.Step) (m meeting, ok bool) {
	switch {
	case s.Join != nil:
		return meeting{s.Join.From, s.Join.With, s.Join.On, s.Join.Take, !s.Join.Optional, s.Join.Most != ""}, true
	case s.Overlap != nil:
		return meeting{s.Overlap.From, s.Overlap.With, s.Overlap.On, s.Overlap.Take, true, false}, true
	case s.Missing != nil:
		return meeting{s.Missing.From, s.Missing.With, s.Missing.On, nil, false, true}, true
	}
	return m, false
}

// A grouping is a step in which rows of one table that are equal in some columns decide
// about each other.
type grouping struct {
	from string
	by   []string
}

func groupingOf(s models.Step) (g grouping, ok bool) {
	switch {
	case s.Tally != nil:
		return grouping{s.Tally.From, s.Tally.By}, true
	case s.First != nil:
		return grouping{s.First.From, s.First.By}, true
	case s.Window != nil:
		return grouping{s.Window.From, s.Window.By}, true
	case s.Concentrate != nil:
		return grouping{s.Concentrate.From, s.Concentrate.Whole}, true
	}
	return g, false
}

// apart reports whether the rows of a step stand each for itself.
func apart(s models.Step) bool {
	return s.Filter != nil || s.Derive != nil || s.Union != nil
}

// met adds to what rows of a table must meet what the table's own condition asks.
func (t *trail) met(s models.Step, w wheres) wheres {
	if s.Missing != nil {
		return w // its condition is about what does not match
	}
	return w.and(t.demands[s.Name])
}

// changed returns the values of a column in the rows of a table that may be other than they
// were, of those rows that meet w.
func (t *trail) changed(ctx context.Context, table, column string, w wheres) (set, bool, error) {
	return t.once(asked{"changed", table, column, "", 0, w.String()}, func() (set, bool, error) { return t.findChanged(ctx, table, column, w) })
}

func (t *trail) findChanged(ctx context.Context, table, column string, w wheres) (set, bool, error) {
	s, step := t.steps[table]
	if !step {
		return t.shelf.changed(ctx, table, column, w)
	}
	w = t.met(s, w)
	if m, ok := meetingOf(s); ok {
		return t.changedMeeting(ctx, m, column, w)
	}
	if g, ok := groupingOf(s); ok {
		return t.changedGroups(ctx, s, g, column, w)
	}
	if !apart(s) {
		return nil, false, unfollowed(s)
	}
	all, none := set{}, false
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			return nil, false, whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", table, column)
		}
		found, unknown, err := t.changed(ctx, x.table, x.column, w.within(s, x.table))
		if err != nil {
			return nil, false, err
		}
		all.add(found)
		none = none || unknown && !x.known
	}
	return all, none, nil
}

// changedMeeting: rows change with those of either side.
func (t *trail) changedMeeting(ctx context.Context, m meeting, column string, w wheres) (set, bool, error) {
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return nil, false, err
	}
	here, there := w.sides(m)
	left, leftKey, right, rightKey, must := m.from, at.left, m.with, at.right, m.must
	if c, ok := m.take[column]; ok {
		left, leftKey, right, rightKey, column, here, there, must = right, rightKey, left, leftKey, c, there, here, true
	}
	all, none, err := t.changed(ctx, left, column, here)
	if err != nil {
		return nil, false, err
	}
	if must && (none || len(all) > 0) && t.alone(ctx, left, leftKey, here, right, rightKey, there) {
		all, none = set{}, false
	}
	keys, _, err := t.changed(ctx, right, rightKey, there)
	if err != nil {
		return nil, false, err
	}
	more, unknown, err := t.values(ctx, left, leftKey, keys, column, here)
	if err != nil {
		return nil, false, err
	}
	both := maps.Clone(all)
	both.add(more)
	return both, none || unknown, nil
}

// alone reports whether the changed rows of a table surely meet nothing in another. Where rows
// are gone it cannot tell what they met.
func (t *trail) alone(ctx context.Context, left, leftKey string, here wheres, right, rightKey string, there wheres) bool {
	if t.gone {
		return false
	}
	keys, _, err := t.changed(ctx, left, leftKey, here)
	if err != nil {
		return false
	}
	matched, _, err := t.present(ctx, right, rightKey, keys, there)
	return err == nil && len(matched) == 0
}

// changedGroups: with a row, its whole group changes.
func (t *trail) changedGroups(ctx context.Context, s models.Step, g grouping, column string, w wheres) (set, bool, error) {
	x := sourcesOf(s, column)[0]
	if !x.plain {
		return nil, false, whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", s.Name, column)
	}
	if slices.Contains(g.by, column) || column == every {
		return t.changed(ctx, g.from, column, w.among(g.by))
	}
	ways, err := t.grouped(g.from, g.by)
	if err != nil {
		return nil, false, err
	}
	all, none := set{}, false
	whom, through := w.among(g.by), w.through(s, g.from)
	for _, by := range ways {
		keys, nameless, err := t.changed(ctx, g.from, by, whom)
		if err != nil {
			return nil, false, err
		}
		found, unknown, err := t.values(ctx, g.from, by, keys, x.column, through)
		if err != nil {
			return nil, false, err
		}
		all.add(found)
		none = none || unknown
		if !nameless {
			break
		}
		whom, through = whom.without(by), through.without(by)
	}
	if !t.gone {
		return all, none, nil
	}
	// The group may have had a value that is in none of its rows any more.
	before, unknown, err := t.changed(ctx, g.from, x.column, w.through(s, g.from))
	all.add(before)
	return all, none || unknown, err
}

// values returns the values of one column in the rows of a table that have one of keys in
// another and meet w.
func (t *trail) values(ctx context.Context, table, in string, keys set, out string, w wheres) (set, bool, error) {
	if in == out {
		return keys, false, nil
	}
	return t.look(ctx, "values", table, in, keys, out, w)
}

// present returns those of keys that rows of a table that meet w may have in a column.
func (t *trail) present(ctx context.Context, table, column string, keys set, w wheres) (set, bool, error) {
	return t.look(ctx, "present", table, column, keys, column, w)
}

func (t *trail) look(ctx context.Context, what, table, in string, keys set, out string, w wheres) (set, bool, error) {
	if len(keys) == 0 {
		return set{}, false, nil
	}
	return t.once(asked{what, table, in, out, keys.mark(), w.String()}, func() (set, bool, error) { return t.findValues(ctx, what, table, in, keys, out, w) })
}

func (t *trail) findValues(ctx context.Context, what, table, in string, keys set, out string, w wheres) (set, bool, error) {
	s, step := t.steps[table]
	if !step {
		found, none, err := t.shelf.values(ctx, table, in, keys, out, w)
		if err == nil && len(found) > t.most {
			err = tooMany(table, out, t.most)
		}
		return found, none, err
	}
	w = t.met(s, w)
	if m, ok := meetingOf(s); ok {
		return t.valuesMeeting(ctx, what, m, in, keys, out, w)
	}
	if _, ok := groupingOf(s); !ok {
		if !apart(s) {
			return nil, false, unfollowed(s)
		}
	}
	all, none := set{}, false
	for _, x := range sourcesOf(s, in) {
		for _, y := range sourcesOf(s, out) {
			if !x.plain || !y.plain {
				return nil, false, whole("列“%s.%s”或“%s”是计算得出的", "the column %s.%s or %s is worked out", table, in, out)
			}
			if x.table != y.table {
				continue // of different tables of a union
			}
			found, unknown, err := t.valuesRows(ctx, what, s, x, keys, y, w.within(s, x.table))
			if err != nil {
				return nil, false, err
			}
			all.add(found)
			none = none || unknown && !y.known
		}
	}
	return all, none, nil
}

// valuesRows: both columns are those of one row or, where both were picked, of rows of a group.
func (t *trail) valuesRows(ctx context.Context, what string, s models.Step, x source, keys set, y source, w wheres) (set, bool, error) {
	if !x.picked || !y.picked || x.column == y.column {
		found, none, err := t.same(ctx, what, x.table, x.column, keys, y.column, w)
		return found, none || y.picked, err
	}
	ways, err := t.grouped(x.table, s.Tally.By)
	if err != nil {
		return nil, false, err
	}
	all := set{}
	for _, by := range ways {
		groups, nameless, err := t.values(ctx, x.table, x.column, keys, by, w)
		if err != nil {
			return nil, false, err
		}
		found, _, err := t.values(ctx, x.table, by, groups, y.column, w)
		if err != nil {
			return nil, false, err
		}
		all.add(found)
		if !nameless {
			break
		}
		w = w.without(by)
	}
	return all, true, nil
}

func (t *trail) valuesMeeting(ctx context.Context, what string, m meeting, in string, keys set, out string, w wheres) (set, bool, error) {
	here, there := w.sides(m)
	a, aFromRight := m.take[in]
	b, bFromRight := m.take[out]
	switch {
	case aFromRight && bFromRight:
		return t.same(ctx, what, m.with, a, keys, b, there)
	case !aFromRight && !bFromRight:
		return t.same(ctx, what, m.from, in, keys, out, here)
	}
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return nil, false, err
	}
	if aFromRight {
		over, _, err := t.values(ctx, m.with, a, keys, at.right, there)
		if err != nil {
			return nil, false, err
		}
		return t.values(ctx, m.from, at.left, over, out, here)
	}
	over, _, err := t.values(ctx, m.from, in, keys, at.left, here)
	if err != nil {
		return nil, false, err
	}
	found, _, err := t.values(ctx, m.with, at.right, over, b, there)
	return found, true, err // rows without a match have nothing there
}

// same asks a table the question that a step was asked.
func (t *trail) same(ctx context.Context, what, table, in string, keys set, out string, w wheres) (set, bool, error) {
	if what == "present" {
		return t.look(ctx, what, table, in, keys, out, w)
	}
	return t.values(ctx, table, in, keys, out, w)
}

// need notes the records on which the rows of a table rest that have one of keys in a column
// and meet w.
func (t *trail) need(ctx context.Context, table, column string, keys set, w wheres) error {
	if len(keys) == 0 {
		return nil
	}
	_, _, err := t.once(asked{"need", table, column, "", keys.mark(), w.String()}, func() (set, bool, error) {
		return nil, false, t.findNeed(ctx, table, column, keys, w)
	})
	return err
}

func (t *trail) findNeed(ctx context.Context, table, column string, keys set, w wheres) error {
	s, step := t.steps[table]
	if !step {
		if column == every {
			if err := t.shelf.few(ctx, table); err != nil {
				return err
			}
		}
		t.row(table, column, keys, w)
		return nil
	}
	w = t.met(s, w)
	if m, ok := meetingOf(s); ok {
		return t.needMeeting(ctx, m, column, keys, w)
	}
	if g, ok := groupingOf(s); ok {
		return t.needGroups(ctx, s, g, column, keys, w)
	}
	if !apart(s) {
		return unfollowed(s)
	}
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			return whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", table, column)
		}
		if err := t.need(ctx, x.table, x.column, keys, w.within(s, x.table)); err != nil {
			return err
		}
	}
	return nil
}

// many is from how many keys on it is asked which of them have a match at all.
const many = 20

// needMeeting needs the rows of one side by the keys, and those of the other that they meet. Of
// many rows few may meet anything: then those are needed by what they meet with.
func (t *trail) needMeeting(ctx context.Context, m meeting, column string, keys set, w wheres) error {
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return err
	}
	here, there := w.sides(m)
	first, firstKey, other, otherKey, must := m.from, at.left, m.with, at.right, m.must
	if c, ok := m.take[column]; ok {
		first, firstKey, other, otherKey, column, here, there, must = other, otherKey, first, firstKey, c, there, here, !m.open
	}
	over, _, err := t.values(ctx, first, column, keys, firstKey, here)
	if err != nil {
		return err
	}
	if must && len(over) >= many {
		matched, _, err := t.present(ctx, other, otherKey, over, there)
		if err == nil && 2*len(matched) < len(over) {
			if err := t.need(ctx, first, firstKey, matched, here); err != nil {
				return err
			}
			return t.need(ctx, other, otherKey, matched, there)
		}
	}
	if err := t.need(ctx, first, column, keys, here); err != nil {
		return err
	}
	return t.need(ctx, other, otherKey, over, there)
}

// needGroups needs whole groups.
func (t *trail) needGroups(ctx context.Context, s models.Step, g grouping, column string, keys set, w wheres) error {
	x := sourcesOf(s, column)[0]
	if !x.plain {
		return whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", s.Name, column)
	}
	if slices.Contains(g.by, column) || column == every {
		return t.need(ctx, g.from, column, keys, w.among(g.by))
	}
	ways, err := t.grouped(g.from, g.by)
	if err != nil {
		return err
	}
	whom, through := w.among(g.by), w.through(s, g.from)
	for _, by := range ways {
		groups, nameless, err := t.values(ctx, g.from, x.column, keys, by, through)
		if err != nil {
			return err
		}
		if err := t.need(ctx, g.from, by, groups, whom); err != nil || !nameless {
			return err
		}
		whom, through = whom.without(by), through.without(by)
	}
	return nil
}

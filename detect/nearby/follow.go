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
}

// meetingOf is what a join, an overlap or a missing step puts together.
func meetingOf(s models.Step) (m meeting, ok bool) {
	switch {
	case s.Join != nil:
		return meeting{s.Join.From, s.Join.With, s.Join.On, s.Join.Take}, true
	case s.Overlap != nil:
		return meeting{s.Overlap.From, s.Overlap.With, s.Overlap.On, s.Overlap.Take}, true
	case s.Missing != nil:
		return meeting{s.Missing.From, s.Missing.With, s.Missing.On, nil}, true
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

// changed returns the values of a column in the rows of a table that may be other than they
// were.
func (t *trail) changed(ctx context.Context, table, column string) (set, bool, error) {
	return t.once(asked{"changed", table, column, "", 0}, func() (set, bool, error) { return t.findChanged(ctx, table, column) })
}

func (t *trail) findChanged(ctx context.Context, table, column string) (set, bool, error) {
	s, step := t.steps[table]
	if !step {
		return t.shelf.changed(ctx, table, column)
	}
	if m, ok := meetingOf(s); ok {
		return t.changedMeeting(ctx, m, column)
	}
	if g, ok := groupingOf(s); ok {
		return t.changedGroups(ctx, s, g, column)
	}
	if !apart(s) {
		return nil, false, unfollowed(s)
	}
	all, none := set{}, false
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			return nil, false, whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", table, column)
		}
		found, unknown, err := t.changed(ctx, x.table, x.column)
		if err != nil {
			return nil, false, err
		}
		all.add(found)
		none = none || unknown
	}
	return all, none, nil
}

// changedMeeting: rows change with those of either side.
func (t *trail) changedMeeting(ctx context.Context, m meeting, column string) (set, bool, error) {
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return nil, false, err
	}
	left, leftKey, right, rightKey := m.from, at.left, m.with, at.right
	if c, ok := m.take[column]; ok {
		left, leftKey, right, rightKey, column = right, rightKey, left, leftKey, c
	}
	all, none, err := t.changed(ctx, left, column)
	if err != nil {
		return nil, false, err
	}
	keys, _, err := t.changed(ctx, right, rightKey)
	if err != nil {
		return nil, false, err
	}
	more, unknown, err := t.values(ctx, left, leftKey, keys, column)
	if err != nil {
		return nil, false, err
	}
	both := maps.Clone(all)
	both.add(more)
	return both, none || unknown, nil
}

// changedGroups: with a row, its whole group changes.
func (t *trail) changedGroups(ctx context.Context, s models.Step, g grouping, column string) (set, bool, error) {
	from := sourcesOf(s, column)
	if !from[0].plain {
		return nil, false, whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", s.Name, column)
	}
	if slices.Contains(g.by, column) {
		return t.changed(ctx, g.from, column)
	}
	by, err := t.grouped(g.from, g.by)
	if err != nil {
		return nil, false, err
	}
	keys, none, err := t.changed(ctx, g.from, by)
	if err != nil {
		return nil, false, err
	}
	if none {
		return nil, false, nameless(s.Name, by)
	}
	return t.values(ctx, g.from, by, keys, column)
}

// nameless is the error of rows that are grouped with all others of which nothing is known.
func nameless(step, column string) error {
	return whole("步骤“%s”按“%s”分组，而有记录没有该项", "step %q groups by %q, which some records do not tell", step, column)
}

// values returns the values of one column in the rows of a table that have one of keys in
// another.
func (t *trail) values(ctx context.Context, table, in string, keys set, out string) (set, bool, error) {
	if len(keys) == 0 {
		return set{}, false, nil
	}
	if in == out {
		return keys, false, nil
	}
	return t.once(asked{"values", table, in, out, keys.mark()}, func() (set, bool, error) { return t.findValues(ctx, table, in, keys, out) })
}

func (t *trail) findValues(ctx context.Context, table, in string, keys set, out string) (set, bool, error) {
	s, step := t.steps[table]
	if !step {
		found, none, err := t.shelf.values(ctx, table, in, keys, out)
		if err == nil && len(found) > most {
			err = tooMany(table, out)
		}
		return found, none, err
	}
	if m, ok := meetingOf(s); ok {
		return t.valuesMeeting(ctx, m, in, keys, out)
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
			found, unknown, err := t.values(ctx, x.table, x.column, keys, y.column)
			if err != nil {
				return nil, false, err
			}
			all.add(found)
			none = none || unknown
		}
	}
	return all, none, nil
}

func (t *trail) valuesMeeting(ctx context.Context, m meeting, in string, keys set, out string) (set, bool, error) {
	a, aFromRight := m.take[in]
	b, bFromRight := m.take[out]
	switch {
	case aFromRight && bFromRight:
		return t.values(ctx, m.with, a, keys, b)
	case !aFromRight && !bFromRight:
		return t.values(ctx, m.from, in, keys, out)
	}
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return nil, false, err
	}
	if aFromRight {
		over, _, err := t.values(ctx, m.with, a, keys, at.right)
		if err != nil {
			return nil, false, err
		}
		return t.values(ctx, m.from, at.left, over, out)
	}
	over, _, err := t.values(ctx, m.from, in, keys, at.left)
	if err != nil {
		return nil, false, err
	}
	found, _, err := t.values(ctx, m.with, at.right, over, b)
	return found, true, err // rows without a match have nothing there
}

// need notes the records on which the rows of a table rest that have one of keys in a column.
func (t *trail) need(ctx context.Context, table, column string, keys set) error {
	if len(keys) == 0 {
		return nil
	}
	_, _, err := t.once(asked{"need", table, column, "", keys.mark()}, func() (set, bool, error) { return nil, false, t.findNeed(ctx, table, column, keys) })
	return err
}

func (t *trail) findNeed(ctx context.Context, table, column string, keys set) error {
	s, step := t.steps[table]
	if !step {
		t.row(table, column, keys)
		return nil
	}
	if m, ok := meetingOf(s); ok {
		return t.needMeeting(ctx, m, column, keys)
	}
	if g, ok := groupingOf(s); ok {
		return t.needGroups(ctx, s, g, column, keys)
	}
	if !apart(s) {
		return unfollowed(s)
	}
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			return whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", table, column)
		}
		if err := t.need(ctx, x.table, x.column, keys); err != nil {
			return err
		}
	}
	return nil
}

// needMeeting needs the rows of one side by the keys, and those of the other that they meet.
func (t *trail) needMeeting(ctx context.Context, m meeting, column string, keys set) error {
	at, err := t.meets(m.from, m.with, m.on)
	if err != nil {
		return err
	}
	first, firstKey, other, otherKey := m.from, at.left, m.with, at.right
	if c, ok := m.take[column]; ok {
		first, firstKey, other, otherKey, column = other, otherKey, first, firstKey, c
	}
	if err := t.need(ctx, first, column, keys); err != nil {
		return err
	}
	over, _, err := t.values(ctx, first, column, keys, firstKey)
	if err != nil {
		return err
	}
	return t.need(ctx, other, otherKey, over)
}

// needGroups needs whole groups.
func (t *trail) needGroups(ctx context.Context, s models.Step, g grouping, column string, keys set) error {
	if !sourcesOf(s, column)[0].plain {
		return whole("列“%s.%s”是计算得出的", "the column %s.%s is worked out", s.Name, column)
	}
	if slices.Contains(g.by, column) {
		return t.need(ctx, g.from, column, keys)
	}
	by, err := t.grouped(g.from, g.by)
	if err != nil {
		return err
	}
	groups, none, err := t.values(ctx, g.from, column, keys, by)
	if err != nil {
		return err
	}
	if none {
		return nameless(s.Name, by)
	}
	return t.need(ctx, g.from, by, groups)
}

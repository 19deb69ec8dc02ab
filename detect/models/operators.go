package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

func (f *Filter) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), f.From)
	if !ok {
		return "", nil, false
	}
	where := b.condition(at.of("where"), f.Where, in)
	b.demand(b.current, f.Where, in)
	return "SELECT " + b.list("", in.names()) + " FROM " + b.quote(in.name) + " WHERE " + where, in.columns, true
}

func (j *Join) build(b *builder, at place) (string, []Column, bool) {
	left, ok := b.from(at.of("from"), j.From)
	right, also := b.from(at.of("with"), j.With)
	if !ok || !also {
		return "", nil, false
	}
	if j.Once {
		return j.once(b, at, left, right), left.columns, true
	}
	out := table{name: "join", columns: slices.Clone(left.columns)}
	selects := []string{b.list("l.", left.names())}
	on := b.on(at.of("on"), j.On, left, right)
	if j.Most != "" {
		right.name = j.few(b, at.of("most"), left, right)
	}
	for _, name := range sortedKeys(j.Take) {
		b.fresh(at.of("take").of(name), out, name)
		c, _ := b.column(at.of("take").of(name), right, j.Take[name])
		out.columns = append(out.columns, Column{name, c.Type})
		selects = append(selects, "r."+b.quote(c.Name)+" AS "+b.quote(name))
	}
	how := " JOIN "
	if j.Optional {
		how = " LEFT JOIN "
	}
	query := "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(left.name) + " l" + how + b.quote(right.name) + " r ON " + on
	if j.Where != "" {
		query = "SELECT * FROM (" + query + ") j WHERE " + b.condition(at.of("where"), j.Where, out)
		b.demand(b.current, j.Where, out)
	}
	return query, out.columns, true
}

// once is the query of a join that keeps the rows of its first table that have a match. The
// second table shows only what is compared, under names that the first cannot have. A
// condition is written so that it may be unknown where it does not hold: engines compare
// columns while they look for a match, and nothing more intricate.
func (j *Join) once(b *builder, at place, left, right table) string {
	b.must(!j.Optional && j.Most == "", at.of("once"), "once 不得与 optional、most 并用", "once excludes optional and most")
	b.must(j.Where != "" || len(j.Take) == 0, at.of("take"), "once 之下 take 只为 where 而设，此处没有 where", "with once, take serves where, and there is none")
	b.on(at.of("on"), j.On, left, right)
	shown, on, both := b.against(at, j.On, j.Take, left, right)
	if j.Where != "" {
		on = append(on, b.loose(at.of("where"), j.Where, both))
		b.demand(b.current, j.Where, both)
	}
	return "SELECT " + b.list("l.", left.names()) + " FROM " + b.quote(left.name) + " l SEMI JOIN (SELECT " + strings.Join(shown, ", ") +
		" FROM " + b.quote(right.name) + ") r ON " + strings.Join(on, " AND ")
}

// few adds the stages of the values that too many rows share, of what is not compared because
// of that, and of the rows that remain, whose name it returns.
func (j *Join) few(b *builder, at place, left, right table) string {
	most, reads := b.whole(at, j.Most, 1), b.reads
	b.reads = nil
	var keys, shown, here, there []string
	columns := []Column{}
	for i, l := range sortedKeys(j.On) {
		r, key := b.quote(j.On[l]), fmt.Sprintf("key_%d", i)
		keys, shown = append(keys, r), append(shown, r+" AS "+key)
		here, there = append(here, "h."+key+" = l."+b.quote(l)), append(there, "h."+key+" = r."+r)
		c, _ := right.column(j.On[l])
		columns = append(columns, Column{key, c.Type})
	}
	hubs := b.side("hubs", fmt.Sprintf("SELECT %s, count(*) AS n FROM %s GROUP BY %s HAVING count(*) > %d", strings.Join(shown, ", "), b.quote(right.name), strings.Join(keys, ", "), most),
		append(columns, Column{"n", standard.TypeInteger}), right.name)
	node := sortedKeys(j.On)[0] // of whom it is told: the document, or else what is compared
	if d := b.Score.Case.Document; d != "" {
		if _, ok := left.column(d); ok {
			node = d
		}
	}
	n, _ := left.column(node)
	b.cut("join", "SELECT l."+b.quote(node)+" AS node, CAST(sum(h.n) AS "+b.target.Dialect.Type(standard.TypeInteger)+") AS left_out FROM "+b.quote(left.name)+" l JOIN "+b.quote(hubs)+" h ON "+strings.Join(here, " AND ")+
		" GROUP BY l."+b.quote(node), n.Type, left.name, hubs)
	few := b.side("few", "SELECT "+b.list("r.", right.names())+" FROM "+b.quote(right.name)+" r ANTI JOIN "+b.quote(hubs)+" h ON "+strings.Join(there, " AND "), right.columns, right.name, hubs)
	b.reads = append(slices.DeleteFunc(reads, func(r string) bool { return r == right.name && r != left.name }), few)
	return few
}

// on writes the equalities of a join between l and r.
func (b *builder) on(at place, on map[string]string, left, right table) string {
	if len(on) == 0 {
		b.faults.add(at, "至少需要一对相等的列", "at least one pair of equal columns is needed")
	}
	var pairs []string
	for _, l := range sortedKeys(on) {
		lc, ok := b.column(at.of(l), left, l)
		rc, also := b.column(at.of(l), right, on[l])
		if ok && also && lc.Type != rc.Type {
			b.faults.add(at.of(l), "列“%s”与“%s”类型不同", "the columns %q and %q have different types", l, on[l])
		}
		pairs = append(pairs, "l."+b.quote(l)+" = r."+b.quote(on[l]))
	}
	return strings.Join(pairs, " AND ")
}

func (m *Missing) build(b *builder, at place) (string, []Column, bool) {
	left, ok := b.from(at.of("from"), m.From)
	right, also := b.from(at.of("with"), m.With)
	if !ok || !also {
		return "", nil, false
	}
	on := b.on(at.of("on"), m.On, left, right)
	if m.Where == "" {
		b.must(len(m.Take) == 0, at.of("take"), "take 只为 where 而设，此处没有 where", "take serves where, and there is none")
		return "SELECT " + b.list("l.", left.names()) + " FROM " + b.quote(left.name) + " l WHERE NOT EXISTS (SELECT 1 FROM " +
			b.quote(right.name) + " r WHERE " + on + ")", left.columns, true
	}
	return m.conditional(b, at, left, right), left.columns, true
}

// conditional is the query of a missing step whose matches must satisfy a condition.
func (m *Missing) conditional(b *builder, at place, left, right table) string {
	shown, equal, both := b.against(at, m.On, m.Take, left, right)
	equal = append(equal, b.condition(at.of("where"), m.Where, both))
	return "SELECT " + b.list("l.", left.names()) + " FROM " + b.quote(left.name) + " l WHERE NOT EXISTS (SELECT 1 FROM (SELECT " +
		strings.Join(shown, ", ") + " FROM " + b.quote(right.name) + ") r WHERE " + strings.Join(equal, " AND ") + ")"
}

// against prepares a table r that rows of left are only compared with. It shows what is
// compared, under names that left cannot have, so that every other name in a condition means
// left; both has what a condition may name.
func (b *builder) against(at place, on, take map[string]string, left, right table) (shown, equal []string, both table) {
	both = table{name: "match", columns: slices.Clone(left.columns)}
	for i, l := range sortedKeys(on) {
		key := b.quote(fmt.Sprintf("on %d", i))
		shown = append(shown, b.quote(on[l])+" AS "+key)
		equal = append(equal, "r."+key+" = l."+b.quote(l))
	}
	for _, name := range sortedKeys(take) {
		b.fresh(at.of("take").of(name), both, name)
		c, _ := b.column(at.of("take").of(name), right, take[name])
		both.columns = append(both.columns, Column{name, c.Type})
		shown = append(shown, b.quote(c.Name)+" AS "+b.quote(name))
	}
	return shown, equal, both
}

func (u *Union) build(b *builder, at place) (string, []Column, bool) {
	var queries []string
	var first table
	fine := len(u.Of) > 0
	for i, name := range u.Of {
		t, ok := b.from(at.of("of").of(i), name)
		if !ok {
			fine = false
			continue
		}
		if first.name == "" {
			first = t
			first.columns = b.live.kept(b.current, t.columns)
		}
		if b.live.columns == nil && len(t.columns) != len(first.columns) {
			b.faults.add(at.of("of").of(i), "“%s”的列与“%s”不同", "the columns of %q are not those of %q", name, first.name)
		}
		for _, c := range first.columns {
			if d, found := t.column(c.Name); !found || d.Type != c.Type {
				b.faults.add(at.of("of").of(i), "“%s”没有类型为 %s 的列“%s”", "%s has no column of type %s called %q", name, c.Type, c.Name)
			}
		}
		queries = append(queries, "SELECT "+b.list("", first.names())+" FROM "+b.quote(t.name))
	}
	return strings.Join(queries, " UNION ALL "), first.columns, fine
}

func (d *Derive) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), d.From)
	if !ok {
		return "", nil, false
	}
	keep := d.Keep
	if len(keep) == 0 {
		keep = in.names()
	}
	b.columns(at.of("keep"), in, keep)
	out := table{name: "derive"}
	selects := []string{}
	for _, name := range keep {
		if c, found := in.column(name); found {
			out.columns = append(out.columns, c)
			selects = append(selects, b.quote(name))
		}
	}
	for _, name := range sortedKeys(d.Set) {
		b.fresh(at.of("set").of(name), out, name)
		sql, typ := b.expression(at.of("set").of(name), d.Set[name], in)
		out.columns = append(out.columns, Column{name, typ})
		selects = append(selects, sql+" AS "+b.quote(name))
	}
	return "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(in.name), out.columns, true
}

func (f *First) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), f.From)
	if !ok || !b.columns(at.of("by"), in, f.By) {
		return "", nil, false
	}
	var order []string
	for i, o := range f.Order {
		name, down := strings.CutPrefix(o, "-")
		if _, found := b.column(at.of("order").of(i), in, name); found {
			order = append(order, b.quote(name)+map[bool]string{true: " DESC", false: ""}[down]+" NULLS LAST")
		}
	}
	for _, c := range b.live.telling(f, in.names()) { // so that equal rows fall the same way on every engine
		order = append(order, b.quote(c)+" NULLS LAST")
	}
	return "SELECT " + b.list("", in.names()) + " FROM (SELECT " + b.list("", in.names()) + ", row_number() OVER (PARTITION BY " + b.list("", f.By) +
		" ORDER BY " + strings.Join(order, ", ") + ") AS " + b.quote(" rank") + " FROM " + b.quote(in.name) + ") f WHERE " + b.quote(" rank") + " = 1", in.columns, true
}

func (y *Tally) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), y.From)
	if !ok || !b.columns(at.of("by"), in, y.By) {
		return "", nil, false
	}
	out := table{name: "tally"}
	selects := []string{}
	for _, name := range y.By {
		c, _ := in.column(name)
		out.columns = append(out.columns, c)
		selects = append(selects, b.quote(name))
	}
	for _, name := range sortedKeys(y.Set) {
		b.fresh(at.of("set").of(name), out, name)
		sql, typ := b.aggregate(at.of("set").of(name), y.Set[name], in)
		out.columns = append(out.columns, Column{name, typ})
		selects = append(selects, sql+" AS "+b.quote(name))
	}
	return "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(in.name) + " GROUP BY " + b.list("", y.By), out.columns, len(y.By) > 0
}

func (w *Window) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), w.From)
	if !ok || !b.columns(at.of("by"), in, w.By) {
		return "", nil, false
	}
	if c, found := b.column(at.of("on"), in, w.On); found && c.Type != standard.TypeDate {
		b.faults.add(at.of("on"), "列“%s”不是日期", "column %q is no date", w.On)
	}
	// Days are counted from a fixed day: every engine has windows over whole numbers.
	epoch := "CAST(" + b.target.Dialect.Text("1970-01-01") + " AS " + b.target.Dialect.Type(standard.TypeDate) + ")"
	frame := fmt.Sprintf("PARTITION BY %s ORDER BY %s RANGE BETWEEN %d PRECEDING AND CURRENT ROW", b.list("", w.By),
		b.target.Dialect.Call(engine.DaysBetween, epoch, b.quote(w.On)), b.whole(at.of("days"), w.Days, 1)-1)
	out := table{name: "window", columns: slices.Clone(in.columns)}
	selects := []string{b.list("", in.names())}
	for _, name := range sortedKeys(w.Set) {
		b.fresh(at.of("set").of(name), out, name)
		sql, typ := b.over(at.of("set").of(name), w.Set[name], in, frame)
		out.columns = append(out.columns, Column{name, typ})
		selects = append(selects, sql+" AS "+b.quote(name))
	}
	return "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(in.name) + " WHERE " + b.quote(w.On) + " IS NOT NULL", out.columns, true
}

func (c *Concentrate) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), c.From)
	if !ok || !b.columns(at.of("whole"), in, c.Whole) || !b.columns(at.of("part"), in, c.Part) {
		return "", nil, false
	}
	b.column(at.of("of"), in, c.Of)
	keys := slices.Concat(c.Whole, c.Part)
	out := table{name: "concentrate"}
	for _, k := range keys {
		col, _ := in.column(k)
		b.fresh(at, out, k)
		out.columns = append(out.columns, col)
	}
	for _, k := range []Column{{"n", standard.TypeInteger}, {"total", standard.TypeInteger}, {"share", standard.TypeNumber}} {
		b.fresh(at, out, k.Name)
		out.columns = append(out.columns, k)
	}
	of, number := b.quote(c.Of), b.target.Dialect.Type(standard.TypeNumber)
	parts := "SELECT " + b.list("", keys) + ", count(DISTINCT " + of + ") AS n FROM " + b.quote(in.name) + " GROUP BY " + b.list("", keys)
	wholes := "SELECT " + b.list("", c.Whole) + ", count(DISTINCT " + of + ") AS total FROM " + b.quote(in.name) + " GROUP BY " + b.list("", c.Whole)
	var on []string
	for _, k := range c.Whole {
		on = append(on, "p."+b.quote(k)+" = w."+b.quote(k))
	}
	return "SELECT " + b.list("p.", keys) + ", p.n, w.total, CAST(p.n AS " + number + ") / nullif(w.total, 0) AS share FROM (" +
		parts + ") p JOIN (" + wholes + ") w ON " + strings.Join(on, " AND "), out.columns, len(on) > 0
}

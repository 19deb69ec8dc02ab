package models

import (
	"maps"
	"slices"
)

// A lateness says which steps serve evidence only. They are worked out once it is known who
// is found, and for them alone: everybody who was ever sued by a debtor of another is many,
// who is found of them are few.
type lateness struct {
	steps map[string]bool
	whose map[string]string // the column in which a late step names the subject, if all who read it want only some subjects' rows
}

// late works out which steps only evidence needs.
func (m Model) late() lateness {
	l := lateness{map[string]bool{}, map[string]string{}}
	step := map[string]Step{}
	for _, s := range m.Rule {
		step[s.Name] = s
	}
	early := map[string]bool{}
	var need func(known map[string]bool, name string)
	need = func(known map[string]bool, name string) {
		s, ok := step[name]
		if !ok || known[name] || early[name] {
			return
		}
		known[name] = true
		for _, in := range s.inputs() {
			need(known, in)
		}
	}
	need(early, m.Score.Over)
	for _, x := range m.Score.Measures {
		need(early, x.Over)
	}
	whole := map[string]bool{}
	want := func(name, column string) {
		switch was, ok := l.whose[name]; {
		case !ok:
			l.whose[name] = column
		case was != column:
			whole[name] = true
		}
	}
	for _, x := range m.Score.Indicators {
		for _, e := range x.Evidence {
			need(l.steps, e.From)
			want(e.From, m.Score.Subject.ID)
		}
	}
	for _, s := range slices.Backward(m.Rule) {
		if !l.steps[s.Name] {
			continue
		}
		if whole[s.Name] {
			delete(l.whose, s.Name)
		}
		followed := map[string]int{}
		if column, ok := l.whose[s.Name]; ok {
			s.along(column, func(table, column string) string {
				followed[table]++
				want(table, column)
				return table
			})
		}
		for _, in := range s.inputs() {
			if followed[in]--; followed[in] < 0 {
				whole[in] = true
			}
		}
	}
	return l
}

// inputs lists the tables that a step reads, one as often as it reads it.
func (s Step) inputs() []string {
	_, op := s.operator()
	switch o := op.(type) {
	case *Filter:
		return []string{o.From}
	case *Join:
		return []string{o.From, o.With}
	case *Missing:
		return []string{o.From, o.With}
	case *Overlap:
		return []string{o.From, o.With}
	case *Union:
		return o.Of
	case *Derive:
		return []string{o.From}
	case *First:
		return []string{o.From}
	case *Tally:
		return []string{o.From}
	case *Window:
		return []string{o.From}
	case *Concentrate:
		return []string{o.From}
	case *Near:
		list := []string{o.From, o.Bands, o.Passages}
		if o.Common != nil {
			list = append(list, o.Common.Over)
		}
		return list
	case *Connect:
		return []string{o.From, o.Edges}
	case *Community:
		return []string{o.From, o.Edges}
	case *Cycle:
		return []string{o.From}
	case *Reach:
		return []string{o.From, o.Edges}
	}
	return nil
}

// along returns the step with each table through which a column passes unchanged in place of
// what it is replaced by. It visits only where rows with other values of the column make no
// difference to those with one: not where a step counts what it leaves out.
func (s Step) along(column string, replace func(table, column string) string) Step {
	_, op := s.operator()
	switch o := op.(type) {
	case *Filter:
		c := *o
		c.From, s.Filter = replace(o.From, column), &c
	case *Missing:
		c := *o
		c.From, s.Missing = replace(o.From, column), &c
	case *Join:
		c := *o
		switch taken, ok := o.Take[column]; {
		case o.Most != "" || ok && (o.Optional || o.Once):
			return s
		case ok:
			c.With = replace(o.With, taken)
		default:
			c.From = replace(o.From, column)
		}
		s.Join = &c
	case *Union:
		c := *o
		c.Of = slices.Clone(o.Of)
		for i, name := range o.Of {
			c.Of[i] = replace(name, column)
		}
		s.Union = &c
	case *Derive:
		c := *o
		source, set := o.Set[column]
		switch {
		case !set && (len(o.Keep) == 0 || slices.Contains(o.Keep, column)):
			c.From = replace(o.From, column)
		case set && identifier.MatchString(source):
			c.From = replace(o.From, source)
		}
		s.Derive = &c
	case *First:
		if slices.Contains(o.By, column) {
			c := *o
			c.From, s.First = replace(o.From, column), &c
		}
	case *Tally:
		if slices.Contains(o.By, column) {
			c := *o
			c.From, s.Tally = replace(o.From, column), &c
		}
	case *Window:
		if slices.Contains(o.By, column) {
			c := *o
			c.From, s.Window = replace(o.From, column), &c
		}
	}
	return s
}

// narrowed is a late step that reads only what belongs to those who are found.
func (b *builder) narrowed(s Step) Step {
	column, ok := b.lateness.whose[s.Name]
	if !ok {
		return s
	}
	return s.along(column, func(name, column string) string {
		t, ok := b.tables[name]
		_, has := t.column(column)
		if b.lateness.steps[name] || !ok || t.broken || !has {
			return name
		}
		reads := b.reads
		few := table{b.side("of "+name, "SELECT "+b.list("t.", t.names())+" FROM "+b.quote(t.name)+" t WHERE t."+b.quote(column)+" IN (SELECT subject FROM "+b.kept()+")", t.columns, t.name, foundStage), t.columns, false}
		b.reads = reads // the operator says what it reads
		b.tables[few.name] = few
		b.live.same(few.name, name)
		return few.name
	})
}

// same notes that a table is a part of the rows of another.
func (l liveness) same(name, as string) {
	if key, ok := l.key[as]; ok {
		l.key[name], l.once[name], l.loose[name] = key, l.once[as], maps.Clone(l.loose[as])
	}
}

package models

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
)

// A liveness says which columns of each step anything reads. The others need not be
// carried along: a document has thirty fields, and most steps want three.
type liveness struct {
	model   Model
	columns map[string]map[string]bool // by step; a column that is not there is dropped
	whole   map[string]bool            // steps of which every column is read

	// What rows of one document say alike, so that it cannot tell them apart: key is the
	// column of a step or input that names the document (or whatever else it is about), loose
	// are the columns that do not follow from it, and once says that no two rows share it.
	key   map[string]string
	loose map[string]map[string]bool
	once  map[string]bool
}

// live works out what is read, from the score back to the inputs. It may say too much of
// an expression, whose words are all taken for columns, and never says too little.
func (m Model) live() liveness {
	l := liveness{m, map[string]map[string]bool{}, map[string]bool{}, map[string]string{"judgment": "id"}, map[string]map[string]bool{}, map[string]bool{"judgment": true}}
	for _, s := range m.Rule {
		l.follow(s)
	}
	l.score()
	for _, s := range slices.Backward(m.Rule) {
		if l.columns[s.Name] == nil {
			l.whole[s.Name] = true // the answer does not need it: whoever asks for it wants to see it
		}
		l.step(s)
	}
	return l
}

var word = regexp.MustCompile(`[a-z_][a-z0-9_]*`)

// words lists what may be columns in expressions.
func words(expressions ...string) (all []string) {
	for _, e := range expressions {
		all = append(all, word.FindAllString(e, -1)...)
	}
	return all
}

// read notes that columns of a table are read.
func (l liveness) read(table string, columns ...string) {
	if l.columns[table] == nil {
		l.columns[table] = map[string]bool{}
	}
	for _, c := range columns {
		if c != "" {
			l.columns[table][c] = true
		}
	}
}

// through notes that whatever is read of a step is read of a table it goes on from.
func (l liveness) through(step, table string) {
	l.read(table, slices.Collect(maps.Keys(l.columns[step]))...)
	if l.whole[step] {
		l.whole[table] = true
	}
}

func (l liveness) score() {
	s, c := l.model.Score, l.model.Score.Case
	subject := s.Subject.ID
	l.read(s.Over, subject, s.Subject.Name, s.Subject.Kind, c.Key, c.Number, c.Document, c.Court, c.Amount, c.From, c.To)
	for _, m := range s.Measures {
		from := m.Over
		if from == "" {
			from = s.Over
		}
		l.read(from, subject, m.Of, c.Key, c.Number)
		l.read(from, words(m.Where, m.Among)...)
	}
	for _, a := range s.Actors {
		l.read(cmp.Or(a.From, s.Over), subject, c.key(), a.ID, a.Name)
	}
	for _, x := range s.Indicators {
		for _, e := range x.Evidence {
			from := e.From
			if from == "" {
				from = s.Over
			}
			l.read(from, subject, e.Record, c.Document)
			l.read(from, words(e.Where)...)
			l.read(from, slices.Collect(maps.Values(e.Match))...)
		}
	}
}

// step passes on what is read of a step to the tables that it reads.
func (l liveness) step(s Step) {
	_, op := s.operator()
	switch o := op.(type) {
	case *Filter:
		l.through(s.Name, o.From)
		l.read(o.From, words(o.Where)...)
	case *Join:
		l.through(s.Name, o.From)
		l.pair(o.From, o.With, o.On, o.Take, o.Where)
		if o.Most != "" {
			l.read(o.From, l.model.Score.Case.Document)
		}
	case *Overlap:
		l.through(s.Name, o.From)
		l.pair(o.From, o.With, o.On, o.Take, "")
		l.read(o.From, o.Span...)
		l.read(o.With, o.Other...)
	case *Missing:
		l.through(s.Name, o.From)
		l.pair(o.From, o.With, o.On, o.Take, o.Where)
	case *Union:
		for _, from := range o.Of {
			l.through(s.Name, from)
		}
	case *Derive:
		if len(o.Keep) == 0 {
			l.through(s.Name, o.From)
		}
		l.read(o.From, o.Keep...)
		l.read(o.From, words(slices.Collect(maps.Values(o.Set))...)...)
	case *First:
		l.through(s.Name, o.From)
		l.read(o.From, o.By...)
		l.read(o.From, words(o.Order...)...)
		if !l.decided(o) {
			l.whole[o.From] = true // equal rows are told apart by all they say
		}
		l.read(o.From, slices.Collect(maps.Keys(l.loose[o.From]))...)
	case *Tally:
		l.aggregates(o.From, o.By, o.Set)
	case *Window:
		l.through(s.Name, o.From)
		l.aggregates(o.From, append(slices.Clone(o.By), o.On), o.Set)
	default:
		l.network(s.Name, op)
	}
}

// network is step for the operators over networks and texts. What is not known here reads
// everything.
func (l liveness) network(step string, op operator) {
	switch o := op.(type) {
	case *Concentrate:
		l.read(o.From, append(slices.Concat(o.Whole, o.Part), o.Of)...)
	case *Near:
		l.read(o.From, append(slices.Clone(o.Within), o.ID)...)
		if o.Common != nil {
			l.read(o.Common.Over, o.Common.ID, o.Common.Of)
		}
		for _, prints := range []string{o.Bands, o.Passages} {
			l.whole[prints] = true
		}
	case *Connect:
		l.through(step, o.From)
		l.read(o.From, o.ID)
		l.read(o.Edges, "a", "b")
	case *Community:
		l.through(step, o.From)
		l.read(o.From, o.ID)
		l.read(o.Edges, "a", "b", o.Weight)
	case *Cycle:
		l.whole[o.From] = true
	case *Reach:
		l.through(step, o.From)
		l.read(o.From, o.Start, o.To)
		l.read(o.Edges, "a", "b", o.Kind, o.Record)
	}
}

func (l liveness) pair(from, with string, on, take map[string]string, where string) {
	l.read(from, slices.Collect(maps.Keys(on))...)
	l.read(from, words(where)...)
	l.read(with, slices.Collect(maps.Values(on))...)
	l.read(with, slices.Collect(maps.Values(take))...)
}

func (l liveness) aggregates(from string, by []string, set map[string]Aggregate) {
	l.read(from, by...)
	for _, a := range set {
		l.read(from, append(words(a.Where), a.Of)...)
	}
}

// decided reports whether the order of a first step leaves only rows of one document to
// be told apart.
func (l liveness) decided(f *First) bool {
	key := l.key[f.From]
	return key != "" && (slices.Contains(f.By, key) || slices.Contains(f.Order, key) || slices.Contains(f.Order, "-"+key))
}

// telling returns those of the columns of a first step's table that tell rows apart which
// its order leaves equal.
func (l liveness) telling(f *First, columns []string) []string {
	if !l.decided(f) {
		return columns
	}
	return slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return l.once[f.From] || !l.loose[f.From][c] })
}

// follow works out what follows from what in a step.
func (l liveness) follow(s Step) {
	_, op := s.operator()
	switch o := op.(type) {
	case *Filter:
		l.as(s.Name, o.From)
	case *Missing:
		l.as(s.Name, o.From)
	case *First:
		l.as(s.Name, o.From)
	case *Window:
		l.as(s.Name, o.From, slices.Collect(maps.Keys(o.Set))...)
	case *Connect:
		l.as(s.Name, o.From, o.As)
	case *Derive:
		if len(o.Keep) > 0 && !slices.Contains(o.Keep, l.key[o.From]) {
			return
		}
		var loose []string
		for name, source := range o.Set {
			if slices.ContainsFunc(words(source), func(w string) bool { return l.loose[o.From][w] }) {
				loose = append(loose, name)
			}
		}
		l.as(s.Name, o.From, loose...)
	case *Tally:
		if len(o.By) == 1 {
			l.key[s.Name], l.once[s.Name] = o.By[0], true
		}
	case *Join:
		if o.Once {
			l.as(s.Name, o.From)
			return
		}
		for from, with := range o.On {
			if l.once[o.With] && with == l.key[o.With] && !l.loose[o.From][from] { // at most one row to each, the same to all of a document
				l.as(s.Name, o.From)
				return
			}
		}
		l.as(s.Name, o.From, slices.Collect(maps.Keys(o.Take))...)
		l.once[s.Name] = false
	}
}

// as notes that a step says of its key what the table it goes on from says, but for some
// columns.
func (l liveness) as(step, from string, loose ...string) {
	if l.key[from] == "" {
		return
	}
	l.key[step], l.once[step], l.loose[step] = l.key[from], l.once[from], map[string]bool{}
	maps.Copy(l.loose[step], l.loose[from])
	for _, c := range loose {
		l.loose[step][c] = true
	}
}

// kept is what remains of the columns of a step. One is kept at least: a table has columns.
func (l liveness) kept(step string, columns []Column) []Column {
	if l.columns == nil || l.whole[step] || len(columns) == 0 {
		return columns
	}
	kept := slices.DeleteFunc(slices.Clone(columns), func(c Column) bool { return !l.columns[step][c.Name] })
	if len(kept) == 0 {
		return columns[:1]
	}
	return kept
}

// pruned drops the columns of a step that nothing reads.
func (b *builder) pruned(step, query string, columns []Column) (string, []Column) {
	kept := b.live.kept(step, columns)
	if len(kept) == len(columns) {
		return query, columns
	}
	t := table{columns: kept}
	return "SELECT " + b.list("", t.names()) + " FROM (" + query + ") kept", kept
}

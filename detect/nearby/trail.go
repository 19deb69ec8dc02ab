package nearby

import (
	"cmp"
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// A shelf is where the records are.
type shelf interface {
	// values returns the values of a column in the rows of a data set that have one of keys in
	// another column and meet w. Unknown values are left out; none says whether there were any.
	values(ctx context.Context, dataset, in string, keys set, out string, w wheres) (found set, none bool, err error)
	// changed returns the values of a column in the rows that are new, changed or gone and meet w.
	changed(ctx context.Context, dataset, column string, w wheres) (found set, none bool, err error)
	// few returns an error if there are too many rows of a data set to gather them all.
	few(ctx context.Context, dataset string) error
}

// every is a column of every table, in which all of its rows are equal. Where a step lets rows
// meet by nothing that can be followed, they are taken to be equal in this one: then all of them
// are gathered, if they are few.
const every = "*"

// A trail follows records through the steps of one model.
type trail struct {
	model models.Model
	lib   standard.Library
	shelf shelf
	steps map[string]models.Step
	needs needs // which rows of data sets are needed
	told  map[asked]told
	named set  // entities that are called otherwise now
	most  int  // how many values are gathered
	gone  bool // some rows are no more, or say now that somebody is somebody else

	demands map[string][]expr.Demand // what the conditions of steps ask
}

func newTrail(m models.Model, lib standard.Library, s shelf) *trail {
	t := &trail{model: m, lib: lib, shelf: s, steps: map[string]models.Step{}, needs: needs{}, told: map[asked]told{}, most: most}
	for _, step := range m.Rule {
		t.steps[step.Name] = step
	}
	return t
}

// scored lists the tables that the score reads.
func (t *trail) scored() []string {
	list := []string{t.model.Score.Over}
	add := func(name string) {
		if name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, m := range t.model.Score.Measures {
		add(m.Over)
	}
	for _, x := range t.model.Score.Indicators {
		for _, e := range x.Evidence {
			add(e.From)
		}
	}
	return list
}

// subjects returns everybody whom the changed records can bear on.
func (t *trail) subjects(ctx context.Context) (set, error) {
	all := set{}
	for _, table := range t.scored() {
		found, _, err := t.changed(ctx, table, t.model.Score.Subject.ID, nil)
		if err != nil {
			return nil, err
		}
		all.add(found)
	}
	if len(all) > 0 {
		all.add(t.named) // what a subject is called is told by its entity
	}
	if len(all) > t.most {
		return nil, tooMany(t.model.Score.Over, t.model.Score.Subject.ID, t.most)
	}
	return all, nil
}

// measured lists the tables that the measures of the score read.
func (t *trail) measured() []string {
	list := []string{t.model.Score.Over}
	for _, m := range t.model.Score.Measures {
		if m.Over != "" && !slices.Contains(list, m.Over) {
			list = append(list, m.Over)
		}
	}
	return list
}

// again forgets which rows are needed, so that they can be noted for others.
func (t *trail) again() {
	t.needs = needs{}
	maps.DeleteFunc(t.told, func(q asked, _ told) bool { return q.what == "need" })
}

// weigh notes every record on which it rests whether the subjects pass the gate.
func (t *trail) weigh(ctx context.Context, subjects set) error {
	for _, table := range t.measured() {
		if err := t.need(ctx, table, t.model.Score.Subject.ID, subjects, nil); err != nil {
			return err
		}
	}
	t.row("entity", "id", subjects, nil)
	return nil
}

// gather notes every record that what is said of the subjects can rest on.
func (t *trail) gather(ctx context.Context, subjects set) error {
	subject := t.model.Score.Subject.ID
	for _, table := range t.scored() {
		if err := t.need(ctx, table, subject, subjects, nil); err != nil {
			return err
		}
	}
	for _, x := range t.model.Score.Indicators {
		for _, e := range x.Evidence {
			if err := t.cited(ctx, e, subject, subjects); err != nil {
				return err
			}
		}
	}
	t.row("entity", "id", subjects, nil)
	return nil
}

// cited notes the records that evidence shows.
func (t *trail) cited(ctx context.Context, e models.Evidence, subject string, subjects set) error {
	from, record := e.From, e.Record
	if from == "" {
		from = t.model.Score.Over
	}
	if record == "" {
		record = t.model.Score.Case.Document
	}
	records, _, err := t.values(ctx, from, subject, subjects, record, nil)
	if err != nil {
		return err
	}
	t.row(e.Dataset, recordKey(t.lib[e.Dataset]), records, nil)
	if e.Dataset == "judgment" {
		t.row("place", "judgment", records, nil)
	}
	return nil
}

// recordKey is the column by which records of a data set are told apart: those of documents
// by the document.
func recordKey(s standard.Standard) string {
	if s.Kind == standard.Register {
		return standard.RecordID
	}
	for _, f := range s.Fields {
		if f.Refers == "judgment" {
			return f.Name
		}
	}
	return "id"
}

// needs are rows that are needed, by data set and then by how they are found.
type needs map[string]map[string]*wanted

// A wanted is some rows of a data set: those that have one of keys in a column and meet where.
type wanted struct {
	column string
	keys   set
	where  wheres
}

// add notes rows.
func (n needs) add(dataset string, w wanted) {
	if n[dataset] == nil {
		n[dataset] = map[string]*wanted{}
	}
	at := w.column + " " + w.where.String()
	if n[dataset][at] == nil {
		n[dataset][at] = &wanted{w.column, set{}, w.where}
	}
	n[dataset][at].keys.add(w.keys)
}

// row notes that rows of a data set are needed.
func (t *trail) row(dataset, column string, keys set, w wheres) {
	t.needs.add(dataset, wanted{column, keys, w.of(t.lib[dataset])})
}

// A link is an equality by which two tables meet.
type link struct{ left, right string }

// meets picks, of the equalities of a join, the one that tells most.
func (t *trail) meets(left, right string, on map[string]string) (link, error) {
	best, rank := link{every, every}, worst
	for _, l := range slices.Sorted(maps.Keys(on)) {
		r := max(t.rank(left, l), t.rank(right, on[l]))
		if r < rank {
			best, rank = link{l, on[l]}, r
		}
	}
	if rank == worst {
		for l, r := range on {
			if err := cmp.Or(t.barred(left, l), t.barred(right, r)); err != nil {
				return best, err
			}
		}
	}
	return best, nil
}

// grouped lists the columns by which a step groups that can be followed, first the one that
// tells most. Each tells only of rows that have a value there, so every is the last.
func (t *trail) grouped(from string, by []string) (ways []string, err error) {
	for _, c := range by {
		if t.rank(from, c) < worst {
			ways = append(ways, c)
		}
	}
	if len(ways) == 0 {
		for _, c := range by {
			if err := t.barred(from, c); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b string) int { return t.rank(from, a) - t.rank(from, b) })
	for len(ways) > 1 && t.rank(from, ways[len(ways)-1]) >= coarse {
		ways = ways[:len(ways)-1]
	}
	return append(ways, every), nil
}

// The rank of a column of which a value is shared by very many rows, and that of one that cannot
// be followed.
const (
	coarse = 5
	worst  = 9
)

// rank says how well a column tells rows apart: one that names a record or somebody better
// than another text.
func (t *trail) rank(table, column string) int {
	origins, ok := t.origin(table, column)
	if !ok || len(origins) == 0 {
		return worst
	}
	rank := 0
	for _, o := range origins {
		f, found := t.lib[o.dataset].Field(o.column)
		switch {
		case !found || f.Type != standard.TypeText:
			return worst
		case f.Refers != "" || f.Derived != "" || f.Key || f.Name == standard.RecordID || f.Name == "id":
		case strings.HasSuffix(f.Name, "_no"):
			rank = max(rank, 1)
		case len(f.Codes) > 0 || f.Name == "court" || f.Name == "area" || f.Name == "cause" || f.Name == "agency":
			rank = max(rank, coarse)
		default:
			rank = max(rank, 3)
		}
	}
	return rank
}

// origin returns the columns of data sets of which a column of a table has its values; false
// if they are worked out.
func (t *trail) origin(table, column string) (list []keyed, ok bool) {
	s, step := t.steps[table]
	if !step {
		return []keyed{{table, column}}, true
	}
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			return nil, false
		}
		more, ok := t.origin(x.table, x.column)
		if !ok {
			return nil, false
		}
		list = append(list, more...)
	}
	return list, true
}

// barred is the error of the network or the comparison of texts that a column comes from; nil
// if it comes from none.
func (t *trail) barred(table, column string) error {
	s, step := t.steps[table]
	if !step {
		return nil
	}
	_, meets := meetingOf(s)
	_, groups := groupingOf(s)
	if !meets && !groups && !apart(s) {
		return unfollowed(s)
	}
	for _, x := range sourcesOf(s, column) {
		if !x.plain {
			continue
		}
		if err := t.barred(x.table, x.column); err != nil {
			return err
		}
	}
	return nil
}

// A source is a column of a table that a step reads, from which a column of the step has
// its values; not plain means that they are worked out.
type source struct {
	table, column string
	plain         bool
	picked        bool // the value is that of some row of the group, or unknown
	known         bool // it has its values from there only in rows in which there is one
}

// sourcesOf says where a step has the values of one of its columns from.
func sourcesOf(s models.Step, column string) []source {
	from := func(table string) []source { return []source{{table: table, column: column, plain: true}} }
	switch {
	case s.Filter != nil:
		return from(s.Filter.From)
	case s.Missing != nil:
		return from(s.Missing.From)
	case s.First != nil:
		return from(s.First.From)
	case s.Join != nil:
		return taken(s.Join.From, s.Join.With, s.Join.Take, column)
	case s.Overlap != nil:
		if strings.HasPrefix(column, "overlap_") {
			return []source{{}}
		}
		return taken(s.Overlap.From, s.Overlap.With, s.Overlap.Take, column)
	case s.Union != nil:
		var all []source
		for _, name := range s.Union.Of {
			all = append(all, source{table: name, column: column, plain: true})
		}
		return all
	case s.Derive != nil:
		return derived(s.Derive, column)
	case s.Tally != nil && column == every:
		return from(s.Tally.From)
	case s.Concentrate != nil && column == every:
		return from(s.Concentrate.From)
	case s.Tally != nil:
		if a := s.Tally.Set[column]; a.Take == "min" || a.Take == "max" {
			return []source{{table: s.Tally.From, column: a.Of, plain: true, picked: true}}
		}
		return amongst(from(s.Tally.From), s.Tally.By, column)
	case s.Window != nil:
		if _, set := s.Window.Set[column]; set {
			return []source{{}}
		}
		return from(s.Window.From)
	case s.Concentrate != nil:
		return amongst(from(s.Concentrate.From), slices.Concat(s.Concentrate.Whole, s.Concentrate.Part), column)
	}
	return []source{{}}
}

// amongst is list if a step groups by the column, which is worked out otherwise.
func amongst(list []source, by []string, column string) []source {
	if !slices.Contains(by, column) {
		return []source{{}}
	}
	return list
}

func taken(from, with string, take map[string]string, column string) []source {
	if c, ok := take[column]; ok {
		return []source{{table: with, column: c, plain: true}}
	}
	return []source{{table: from, column: column, plain: true}}
}

// derived says where a derive step has a column from: from others as they are, or from one or
// another by a condition.
func derived(d *models.Derive, column string) (list []source) {
	expression, set := d.Set[column]
	if !set {
		return []source{{table: d.From, column: column, plain: true}}
	}
	columns, ok := choices(expression)
	if !ok {
		return []source{{}}
	}
	for _, c := range columns {
		list = append(list, source{table: d.From, column: c.column, plain: true, known: c.known})
	}
	return list
}

var bareColumn = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// A choice is a column that an expression may be; known says that it is not where that is unknown.
type choice struct {
	column string
	known  bool
}

// choices returns the columns of which an expression is one, as it is: x, or a condition
// between such; false if it works anything out.
func choices(expression string) (columns []choice, ok bool) {
	e := strings.TrimSpace(expression)
	for strings.HasPrefix(e, "(") && closes(e) == len(e)-1 {
		e = strings.TrimSpace(e[1 : len(e)-1])
	}
	switch {
	case e == "true" || e == "false" || e == "as_of" || strings.HasPrefix(e, "params."):
		return nil, false
	case bareColumn.MatchString(e):
		return []choice{{column: e}}, true
	}
	question := outside(e, '?')
	if question < 0 {
		return nil, false
	}
	colon := between(e[question+1:])
	if colon < 0 {
		return nil, false
	}
	yes, ok := choices(e[question+1 : question+1+colon])
	no, also := choices(e[question+2+colon:])
	if len(yes) == 1 && strings.TrimSpace(e[:question]) == "known("+yes[0].column+")" {
		yes[0].known = true
	}
	return append(yes, no...), ok && also
}

// closes is where the bracket that e begins with closes; -1 if it does not.
func closes(e string) int {
	depth, quote := 0, rune(0)
	for i, r := range e {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// outside is the place of the first mark in e that stands in no brackets and no text.
func outside(e string, mark rune) int {
	return scanFor(e, func(r rune, _ int) bool { return r == mark })
}

// between is the place of the colon that belongs to a condition whose question mark stands
// before e.
func between(e string) int {
	open := 0
	return scanFor(e, func(r rune, _ int) bool {
		switch r {
		case '?':
			open++
		case ':':
			open--
			return open < 0
		}
		return false
	})
}

func scanFor(e string, found func(r rune, at int) bool) int {
	depth, quote := 0, rune(0)
	for i, r := range e {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth == 0 && found(r, i):
			return i
		}
	}
	return -1
}

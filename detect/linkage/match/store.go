package match

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// storeVersion is raised when the form of saved results changes.
const storeVersion = 1

// saved is a result as it is written. Values made ready and keys are not: to make them again
// takes less time than to read them.
type saved struct {
	Version   int
	Fields    []Field
	IDs       texts
	Values    []texts
	Codes     [][]int32
	Model     Model
	Entity    texts // of each row
	Odds      []float64
	Merge     float64
	Candidate float64
	MaxBlock  int
	Decisions []Decision
	Conflicts []Conflict
	Blocks    []Block
}

// texts are many strings in one, because that is read much faster.
type texts struct {
	All  string
	Ends []uint32 // 4 GB of names would be too many anyway
}

func join32(list []string) texts {
	var b strings.Builder
	t := texts{Ends: make([]uint32, len(list))}
	for i, s := range list {
		b.WriteString(s)
		t.Ends[i] = uint32(b.Len())
	}
	t.All = b.String()
	return t
}

func (t texts) list() ([]string, error) {
	out := make([]string, len(t.Ends))
	from := uint32(0)
	for i, end := range t.Ends {
		if end < from || int(end) > len(t.All) {
			return nil, errors.New("the lengths of texts do not fit")
		}
		out[i] = t.All[from:end]
		from = end
	}
	return out, nil
}

// Save writes the result with its model, so that Load can go on where it ended. The pairs are
// not kept. What is written holds personal data in the clear: the caller protects it.
func (r *Result) Save(w io.Writer) error {
	l := r.linker
	s := saved{Version: storeVersion, Fields: l.table.fields, IDs: join32(l.table.ids), Model: *r.Model, Merge: l.opts.Merge,
		Candidate: l.opts.Candidate, MaxBlock: l.opts.MaxBlock, Decisions: l.opts.Decisions, Conflicts: r.Conflicts, Blocks: r.Blocks}
	for _, d := range l.table.columns {
		s.Values, s.Codes = append(s.Values, join32(d.values)), append(s.Codes, d.codes)
	}
	entities := make([]string, len(r.Assignments))
	for i, a := range r.Assignments {
		entities[i] = a.Entity
		s.Odds = append(s.Odds, a.Probability)
	}
	s.Entity = join32(entities)
	b := bufio.NewWriterSize(w, 1<<20)
	if err := gob.NewEncoder(b).Encode(s); err != nil {
		return fmt.Errorf("save linkage: %w", err)
	}
	return b.Flush()
}

// Load reads what Save wrote and makes it ready for Add and Explain.
func Load(ctx context.Context, in io.Reader, o Options) (*Result, error) {
	var s saved
	if err := gob.NewDecoder(bufio.NewReaderSize(in, 1<<20)).Decode(&s); err != nil {
		return nil, fault.Invalidf("保存的归并结果无法读取。", "the saved linkage cannot be read.").Because(err)
	}
	if s.Version != storeVersion {
		return nil, fault.Invalidf("归并结果是另一版本程序保存的，请重新归并。", "the linkage was saved by another version of the program; link again.")
	}
	t, entities, err := s.table()
	if err != nil {
		return nil, fault.Invalidf("保存的归并结果已损坏。", "the saved linkage is damaged.").Because(err)
	}
	o.Merge, o.Candidate, o.MaxBlock, o.Decisions = s.Merge, s.Candidate, s.MaxBlock, s.Decisions
	l := &linker{ctx: ctx, opts: o.withDefaults(), table: t}
	l.canonical(0)
	if err := l.prepare(); err != nil {
		return nil, err
	}
	if err := l.fits(&s.Model); err != nil {
		return nil, err
	}
	l.mask(0)
	l.buildIndex(s.Model.Rules)
	l.weights = l.weigh(&s.Model)
	r := &Result{Model: &s.Model, linker: l, Blocks: s.Blocks, Conflicts: s.Conflicts}
	r.restore(entities, s.Odds)
	return r, ctx.Err()
}

// table makes the table again.
func (s *saved) table() (*Table, []string, error) {
	t := NewTable(s.Fields...)
	var err error
	if t.ids, err = s.IDs.list(); err != nil {
		return nil, nil, err
	}
	entities, err := s.Entity.list()
	n := len(t.ids)
	if err != nil || len(entities) != n || len(s.Odds) != n || len(s.Values) != len(s.Fields) || len(s.Codes) != len(s.Fields) {
		return nil, nil, errors.Join(err, errors.New("the columns do not fit"))
	}
	t.rows = make(map[string]int32, n)
	for i, id := range t.ids {
		t.rows[id] = int32(i)
	}
	for c := range s.Values {
		d := &t.columns[c]
		if d.values, err = s.Values[c].list(); err != nil {
			return nil, nil, err
		}
		d.codes = s.Codes[c]
		if len(d.codes) != n || len(d.values) == 0 || d.values[0] != "" {
			return nil, nil, errors.New("a column does not fit")
		}
		for _, code := range d.codes {
			if code < 0 || int(code) >= len(d.values) {
				return nil, nil, errors.New("a value is missing")
			}
		}
		d.index = make(map[string]int32, len(d.values))
		for i, v := range d.values {
			d.index[v] = int32(i)
		}
	}
	return t, entities, nil
}

// restore makes the clusters from the entities of the rows.
func (r *Result) restore(entities []string, odds []float64) {
	l := r.linker
	c := l.newClusters()
	r.clusters = c
	r.entity = make([]string, len(l.order))
	first := make(map[string]int32, len(entities)/2)
	for i, row := range l.order {
		e := entities[row]
		r.entity[i] = e
		if f, ok := first[e]; ok {
			c.join(f, int32(i))
		} else {
			first[e] = int32(i)
		}
	}
	_, clashes := l.known()
	for _, d := range l.opts.Decisions {
		c.keep(d)
	}
	for _, x := range clashes {
		if c.root(x.a) != c.root(x.b) {
			c.forbid(x.a, x.b)
		}
	}
	r.Assignments = make([]Assignment, len(entities))
	for row, e := range entities {
		r.Assignments[row] = Assignment{ID: l.table.ids[row], Entity: e, Probability: odds[row]}
	}
	for _, hidden := range l.masked {
		if hidden {
			r.Counts.Masked++
		}
	}
	r.Counts.Mentions, r.Counts.Entities = len(entities), len(first)
}

package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A Told is one record that tells a relation.
type Told struct {
	Dataset  string
	Record   string
	Document string // id of the court document that it is part of; empty for a register
	Start    int    // characters of the document's text; both 0 if not known
	End      int
	Cells    []Cell // what the record says, in the order of its standard
}

// A Cell is one field of a record.
type Cell struct{ Field, Value string }

// mostTold is how many records are read for one relation.
const mostTold = 50

// Told returns the records that tell the relation of kind between a and b: at most fifty, by
// data set and record.
func (x *Index) Told(ctx context.Context, a, b, kind string) ([]Told, error) {
	edges, err := x.among(ctx, []string{a, b}, []string{kind})
	if err != nil || len(edges) == 0 {
		return nil, err
	}
	want := map[string]map[string]bool{} // records by data set
	add := func(dataset, record string) {
		if want[dataset] == nil {
			want[dataset] = map[string]bool{}
		}
		want[dataset][record] = true
	}
	if kind == "transfer" { // what comes back is another relation
		edges = slices.DeleteFunc(edges, func(e Edge) bool { return e.From != a })
	}
	for _, e := range edges {
		add(e.Dataset, e.Record)
	}
	switch {
	case kind == "transfer":
		err = x.transfers(ctx, a, b, add)
	case kind == "same_agent":
		clear(want)
		err = x.sameAgent(ctx, a, b, add)
	case kind == "same_address" || kind == "same_phone":
		err = x.sameTrait(ctx, a, b, kind, add)
	case x.linked:
		err = x.sameRecord(ctx, a, b, edges, add)
	}
	if err != nil {
		return nil, err
	}
	var told []Told
	for _, dataset := range slices.Sorted(maps.Keys(want)) {
		records := slices.Sorted(maps.Keys(want[dataset]))
		found, err := x.records(ctx, dataset, records[:min(len(records), mostTold)])
		if err != nil {
			return nil, err
		}
		told = append(told, found...)
	}
	return told[:min(len(told), mostTold)], nil
}

// transfers adds the transfers from one to the other.
func (x *Index) transfers(ctx context.Context, from, to string, add func(dataset, record string)) error {
	d := x.engine.Dialect()
	return x.each(ctx, fmt.Sprintf("SELECT 'bank_transfer' AS dataset, record_id AS record FROM bank_transfer WHERE payer_entity = %s AND payee_entity = %s ORDER BY made_on, record_id LIMIT %d",
		d.Text(from), d.Text(to), mostTold), add)
}

// sameAgent adds where agents act for both.
func (x *Index) sameAgent(ctx context.Context, a, b string, add func(dataset, record string)) error {
	d := x.engine.Dialect()
	who := func(client string) string {
		return "SELECT a FROM network_relation WHERE node = " + d.Text(client) + " AND kind = 'acts_for' AND b = " + d.Text(client)
	}
	return x.each(ctx, fmt.Sprintf("SELECT dataset, record FROM network_relation WHERE node IN (%s, %s) AND kind = 'acts_for' AND a IN (%s) AND a IN (%s) ORDER BY record LIMIT %d",
		d.Text(a), d.Text(b), who(a), who(b), mostTold), add)
}

// sameRecord adds the records of the same data sets that name both.
func (x *Index) sameRecord(ctx context.Context, a, b string, edges []Edge, add func(dataset, record string)) error {
	d := x.engine.Dialect()
	var sets []string
	for _, e := range edges {
		if x.lib[e.Dataset].Kind == standard.Register {
			sets = append(sets, e.Dataset)
		}
	}
	if len(sets) == 0 {
		return nil
	}
	return x.each(ctx, fmt.Sprintf("SELECT DISTINCT l.dataset, l.record FROM link l JOIN link m ON m.dataset = l.dataset AND m.record = l.record WHERE l.entity = %s AND m.entity = %s AND l.dataset IN (%s) ORDER BY l.dataset, l.record LIMIT %d",
		d.Text(a), d.Text(b), x.texts(sets), mostTold), add)
}

func (x *Index) each(ctx context.Context, query string, add func(dataset, record string)) error {
	for row, err := range x.engine.Query(ctx, query) {
		if err != nil {
			return fmt.Errorf("look for the records of a relation: %w", err)
		}
		add(text(row["dataset"]), text(row["record"]))
	}
	return nil
}

// mostMentions is how many mentions of two entities are compared to find what they share.
const mostMentions = 400

// sameTrait adds the records in which both have the same address or telephone.
func (x *Index) sameTrait(ctx context.Context, a, b, kind string, add func(dataset, record string)) error {
	trait := standard.TraitAddress
	if kind == "same_phone" {
		trait = standard.TraitPhone
	}
	type mention struct{ dataset, record, field, entity string }
	byTable := map[[2]string][]mention{} // by data set and field
	d := x.engine.Dialect()
	for row, err := range x.engine.Query(ctx, fmt.Sprintf("SELECT dataset, record, mention, entity FROM link WHERE entity IN (%s, %s) ORDER BY dataset, record, mention LIMIT %d", d.Text(a), d.Text(b), mostMentions)) {
		if err != nil {
			return fmt.Errorf("look for what two share: %w", err)
		}
		st := x.lib[text(row["dataset"])]
		i := slices.IndexFunc(st.Mentions, func(m standard.Mention) bool { return m.Name == text(row["mention"]) })
		if i < 0 {
			continue
		}
		if field, ok := st.Mentions[i].By[trait]; ok {
			at := [2]string{st.Name, field}
			byTable[at] = append(byTable[at], mention{st.Name, text(row["record"]), field, text(row["entity"])})
		}
	}
	have := map[string]map[string][][2]string{} // value → entity → records
	for at, mentions := range byTable {
		records := map[string]bool{}
		for _, m := range mentions {
			records[m.record] = true
		}
		found, err := x.records(ctx, at[0], slices.Sorted(maps.Keys(records)))
		if err != nil {
			return err
		}
		for _, r := range found {
			for _, c := range r.Cells {
				if c.Field != at[1] {
					continue
				}
				for _, m := range mentions {
					if m.record == r.Record {
						v := plainly(c.Value)
						if have[v] == nil {
							have[v] = map[string][][2]string{}
						}
						have[v][m.entity] = append(have[v][m.entity], [2]string{r.Dataset, r.Record})
					}
				}
			}
		}
	}
	for _, by := range have {
		if len(by) < 2 {
			continue
		}
		for _, records := range by {
			for _, r := range records {
				add(r[0], r[1])
			}
		}
	}
	return nil
}

// plainly leaves out of a value what spellings differ in.
func plainly(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \u3000\u00a0\t·•．・", r):
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, s))
}

// records reads records of one data set.
func (x *Index) records(ctx context.Context, dataset string, ids []string) (told []Told, err error) {
	st, ok := x.lib[dataset]
	if !ok || len(ids) == 0 {
		return nil, nil
	}
	d := x.engine.Dialect()
	id := d.Name(standard.RecordID)
	if st.Kind != standard.Register {
		var parts []string
		for _, f := range st.Key() {
			parts = append(parts, "CAST("+d.Name(f.Name)+" AS "+d.Type(standard.TypeText)+")")
		}
		id = cmp.Or(strings.Join(parts, " || '#' || "), "NULL")
	}
	var columns []string
	for _, f := range st.Fields {
		if f.Derived == "" {
			columns = append(columns, d.Name(f.Name))
		}
	}
	query := "SELECT " + id + " AS network_record, " + strings.Join(columns, ", ") + " FROM " + d.Name(engine.AsRead(st)) + " WHERE " + id + " IN (" + x.texts(ids) + ") ORDER BY network_record"
	for row, err := range x.engine.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("read records of %s: %w", dataset, err)
		}
		told = append(told, tell(st, row))
	}
	return told, nil
}

func tell(st standard.Standard, row engine.Row) Told {
	t := Told{Dataset: st.Name, Record: text(row["network_record"])}
	for _, f := range st.Fields {
		switch f.Name {
		case "span_start":
			t.Start = whole(row[f.Name])
		case "span_end":
			t.End = whole(row[f.Name])
		case "judgment":
			t.Document = text(row[f.Name])
		case standard.RecordID:
		default:
			if v := written(row[f.Name]); v != "" {
				t.Cells = append(t.Cells, Cell{f.Name, v})
			}
		}
	}
	return t
}

// written writes a value for people.
func written(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return ""
}

// Mentioned returns the entities that records name, sorted: each record as data set and id.
func (x *Index) Mentioned(ctx context.Context, records [][2]string) (entities []string, err error) {
	if !x.linked || len(records) == 0 {
		return nil, nil
	}
	d := x.engine.Dialect()
	pairs := make([]string, len(records))
	for i, r := range records {
		pairs[i] = "(dataset = " + d.Text(r[0]) + " AND record = " + d.Text(r[1]) + ")"
	}
	for row, err := range x.engine.Query(ctx, "SELECT DISTINCT entity FROM link WHERE "+strings.Join(pairs, " OR ")+" ORDER BY entity") {
		if err != nil {
			return nil, fmt.Errorf("look for who records name: %w", err)
		}
		entities = append(entities, text(row["entity"]))
	}
	return entities, nil
}

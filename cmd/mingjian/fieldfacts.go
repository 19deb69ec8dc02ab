package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// What is shown of a field is the most frequent values among the first rows of its data set, so that the question
// costs the same however many there are.
const (
	factRows    = 20_000
	mostFacts   = 4
	factLetters = 24 // of one value
)

// Facts returns how often each field of a data set is filled, and values of those that anybody
// may see. What was found for a snapshot is kept: it never changes.
func (w *workshop) Facts(ctx context.Context, dataset string) (web.DatasetFacts, error) {
	s, known := w.standards[dataset]
	if !known {
		return web.DatasetFacts{}, fault.NotFoundf("没有数据标准 %s。", "There is no standard called %s.", dataset)
	}
	snapshot, e, err := w.documents.present()
	if fault.Is(err, fault.NotFound) {
		return web.DatasetFacts{Dataset: dataset}, nil
	}
	if err != nil {
		return web.DatasetFacts{}, err
	}
	w.mu.Lock()
	facts, ok := w.facts[dataset]
	w.mu.Unlock()
	if ok && facts.snapshot == snapshot.ID {
		return facts.DatasetFacts, nil
	}
	facts = datasetFacts{web.DatasetFacts{Dataset: dataset}, snapshot.ID}
	if _, here := snapshot.Tables()[dataset]; here {
		if facts.Rows, facts.Fields, err = fieldFacts(ctx, e, s); err != nil {
			return web.DatasetFacts{}, fmt.Errorf("look at the fields of %s: %w", dataset, err)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.facts == nil {
		w.facts = map[string]datasetFacts{}
	}
	w.facts[dataset] = facts
	return facts.DatasetFacts, nil
}

// datasetFacts are facts with the snapshot that they are of.
type datasetFacts struct {
	web.DatasetFacts
	snapshot string
}

func fieldFacts(ctx context.Context, e engine.Engine, s standard.Standard) (rows int64, list []web.FieldFacts, err error) {
	table := e.Dialect().Name(engine.AsRead(s)) // as it is stored: nobody is asked who is who
	stored := map[string]bool{}
	for row, err := range e.Query(ctx, "DESCRIBE "+table) {
		if err != nil {
			return 0, nil, err
		}
		stored[fmt.Sprint(row["column_name"])] = true
	}
	var fields []standard.Field
	counts := []string{"count(*)"}
	for _, f := range s.Fields {
		if stored[f.Name] {
			counts = append(counts, fmt.Sprintf(`count(%q)`, f.Name))
			fields = append(fields, f)
		}
	}
	for i := range counts {
		counts[i] += fmt.Sprintf(" AS n%d", i)
	}
	counted, err := engine.One(ctx, e, "SELECT "+strings.Join(counts, ", ")+" FROM "+table)
	if err != nil {
		return 0, nil, err
	}
	for i, f := range fields {
		x := web.FieldFacts{Field: f.Name, Filled: counted[fmt.Sprintf("n%d", i+1)].(int64), Hidden: f.Sensitivity != standard.Public, Samples: []string{}}
		if !x.Hidden && x.Filled > 0 {
			if x.Samples, err = frequent(ctx, e, table, f.Name); err != nil {
				return 0, nil, err
			}
		}
		list = append(list, x)
	}
	return counted["n0"].(int64), list, nil
}

// frequent lists the most frequent values of a field.
func frequent(ctx context.Context, e engine.Engine, table, field string) (list []string, err error) {
	const query = `SELECT v FROM (SELECT left(CAST(%[1]q AS VARCHAR), %[3]d) AS v FROM %[2]s LIMIT %[4]d) WHERE v IS NOT NULL AND v <> '' GROUP BY v ORDER BY count(*) DESC, v LIMIT %[5]d`
	for row, err := range e.Query(ctx, fmt.Sprintf(query, field, table, factLetters, factRows, mostFacts)) {
		if err != nil {
			return nil, err
		}
		list = append(list, fmt.Sprint(row["v"]))
	}
	return list, nil
}

package models

import (
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// demand notes what the condition of a step asks of single columns of its rows.
func (b *builder) demand(step, source string, t table) {
	scope := expr.Scope{Columns: map[string]standard.Type{}, Params: b.types}
	for _, c := range t.columns {
		scope.Columns[c.Name] = c.Type
	}
	e, err := expr.Parse(source, scope)
	if err != nil {
		return // it was reported
	}
	b.demands[step] = e.Demands(func(name string) any { return b.params[name] })
}

package models

import (
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Reads returns, for each data set that m reads, the fields without which it cannot be
// compiled: what a model needs of the data. m must be sound on lib.
func Reads(m Model, lib standard.Library) map[string][]string {
	reads := map[string][]string{}
	for _, name := range m.Inputs {
		reads[name] = nil
		for _, f := range lib[name].Fields {
			if ReadsField(m, lib, name, f.Name) {
				reads[name] = append(reads[name], f.Name)
			}
		}
	}
	return reads
}

// ReadsField reports whether m, which must be sound on lib, cannot be compiled without a field
// of a data set.
func ReadsField(m Model, lib standard.Library, dataset, field string) bool {
	if !slices.Contains(m.Inputs, dataset) {
		return false
	}
	less := Target{Standards: standard.Library{}, Dialect: engine.Trial{}, AsOf: time.Unix(0, 0)}
	for _, other := range m.Inputs {
		less.Standards[other] = lib[other]
	}
	s := lib[dataset]
	s.Fields = slices.DeleteFunc(slices.Clone(s.Fields), func(f standard.Field) bool { return f.Name == field })
	less.Standards[dataset] = s
	_, err := Compile(m, less)
	return err != nil
}

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
		s := lib[name]
		for i, f := range s.Fields {
			less := Target{Standards: standard.Library{}, Dialect: engine.Trial{}, AsOf: time.Unix(0, 0)}
			for _, other := range m.Inputs {
				less.Standards[other] = lib[other]
			}
			s.Fields = slices.Delete(slices.Clone(lib[name].Fields), i, i+1)
			less.Standards[name] = s
			if _, err := Compile(m, less); err != nil {
				reads[name] = append(reads[name], f.Name)
			}
		}
	}
	return reads
}

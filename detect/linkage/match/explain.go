package match

import (
	"math"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/fault"
)

// A Weight is what one comparison adds to the evidence that two mentions are one subject.
type Weight struct {
	Column    string     `json:"column"`
	A         string     `json:"a"` // the values as they stand in the table: the caller masks them
	B         string     `json:"b"`
	Level     fault.Text `json:"level"`
	Bits      float64    `json:"bits"`      // of the level, by m and u
	Frequency float64    `json:"frequency"` // more, because the value is rarer than most, or less
	M         float64    `json:"m"`         // how often matches reach the level
	U         float64    `json:"u"`         // how often others do
}

// An Explanation is why two mentions are, or are not, taken for one subject. Prior and weights
// add up to Total; they are ready to be drawn as a waterfall.
type Explanation struct {
	A           string   `json:"a"`
	B           string   `json:"b"`
	Prior       float64  `json:"prior"` // in bits
	Weights     []Weight `json:"weights"`
	Total       float64  `json:"total"` // in bits
	Probability float64  `json:"probability"`
	Number      string   `json:"number,omitempty"`  // the column whose valid number decides it, whatever the weights say
	Opposed     bool     `json:"opposed,omitempty"` // different valid numbers: never merged
	Clash       bool     `json:"clash,omitempty"`   // the same number, but names and everything else clearly differ
	Masked      bool     `json:"masked,omitempty"`  // at least one is masked: never merged without a decision
	Unanchored  bool     `json:"unanchored,omitempty"`
	Together    bool     `json:"together"` // they are in one entity
}

// Explain tells field by field how the pair of mentions with ids a and b was weighed. It may be
// called from several goroutines at once, but not while Add runs.
func (r *Result) Explain(a, b string) (Explanation, error) {
	l := r.linker
	rows := [2]int32{-1, -1}
	for k, id := range []string{a, b} {
		row, ok := l.table.rows[id]
		if !ok {
			return Explanation{}, fault.NotFoundf("没有编号为 %s 的行。", "there is no row with the id %s.", id)
		}
		rows[k] = row
	}
	x, y := l.mention(rows[0]), l.mention(rows[1])
	p := l.levels(x, y)
	e := Explanation{A: a, B: b, Prior: l.weights.prior, Total: l.weights.prior,
		Opposed: l.opposed(x, y), Clash: l.sameNumber(x, y) && l.misused(p), Masked: l.masked[x] || l.masked[y], Unanchored: !l.anchored(p), Together: r.entity[x] == r.entity[y]}
	for i, f := range l.feats {
		w := l.weight(r.Model, i, p, x, y)
		if f.derived != nil {
			w.A, w.B = told(w.A, f, x), told(w.B, f, y)
		}
		e.Weights = append(e.Weights, w)
		e.Total += w.Bits + w.Frequency
		if f.kind == compare.Identifier && p.level(i) == f.top && f.column.Note(f.codes[x])&compare.Certain != 0 {
			e.Number = f.name
		}
	}
	e.Probability = probability(e.Total)
	if e.Number != "" && !e.Clash {
		e.Probability = probability(certainBits)
	}
	return e, nil
}

// told marks a value that was read from an identifier.
func told(v string, f *feature, i int32) string {
	if f.derived[i] {
		return v + " *"
	}
	return v
}

// weight explains one feature of a pair.
func (l *linker) weight(m *Model, i int, p pattern, x, y int32) Weight {
	f, level := l.feats[i], p.level(i)
	w := Weight{Column: f.name, A: f.words.values[f.codes[x]], B: f.words.values[f.codes[y]], Level: compare.Levels(f.kind)[level]}
	if level == compare.Missing {
		if (f.column.Note(f.codes[x])|f.column.Note(f.codes[y]))&compare.Masked != 0 {
			w.Level = fault.Text{ZH: "隐名，不计", EN: "masked, says nothing"}
		}
		if f.partner < 0 && l.explainedBySwap(i, p) {
			w.Level = fault.Text{ZH: "互换，见另一列", EN: "swapped, see the other column"}
		}
		return w
	}
	w.M, w.U = m.Features[i].M[level], m.Features[i].U[level]
	w.Bits = math.Log2(w.M / w.U)
	if level >= 2 {
		w.Frequency = float64(l.adjust(l.weights, i, level, x, y))
	}
	return w
}

// explainedBySwap reports whether the partner of feature i found the two swapped.
func (l *linker) explainedBySwap(i int, p pattern) bool {
	for k, f := range l.feats {
		if f.partner == i && p.level(k) == f.swapped {
			return true
		}
	}
	return false
}

// mention returns the number of the mention in a row.
func (l *linker) mention(row int32) int32 {
	return l.byRow[row]
}

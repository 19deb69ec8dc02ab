package match

import (
	"math"

	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// A pattern holds the level of each comparison of a pair, four bits each.
type pattern uint64

func (p pattern) level(i int) uint8 { return uint8(p >> (4 * i) & 15) }

func (p pattern) with(i int, level uint8) pattern {
	return p&^(15<<(4*i)) | pattern(level)<<(4*i)
}

// levels compares mentions a and b in everything.
func (l *linker) levels(a, b int32) pattern {
	var p pattern
	for i := range l.feats {
		p = p.with(i, l.level(i, a, b))
	}
	for i, f := range l.feats {
		if f.partner >= 0 {
			p = l.unswap(p, i, a, b)
		}
	}
	return p
}

// level compares mentions a and b in one feature.
func (l *linker) level(i int, a, b int32) uint8 {
	va, vb := l.code(i, a), l.code(i, b)
	f := l.feats[i]
	if va == 0 || vb == 0 {
		return compare.Missing
	}
	if f.derived != nil && (f.derived[a] || f.derived[b]) && l.numbered(a) && l.numbered(b) {
		return compare.Missing // the comparison of the identifiers has said it
	}
	if va == vb {
		return f.self[va]
	}
	return f.column.Level(va, vb)
}

// code returns the value of mention a in feature i. The values of one mention lie together:
// pairs jump about in memory, and each jump costs more than a comparison.
func (l *linker) code(i int, a int32) int32 { return l.codes[int(a)*len(l.feats)+i] }

// numbered reports whether mention a has an identifier that tells birth date and sex.
func (l *linker) numbered(a int32) bool {
	for _, list := range l.numbers {
		if list[a] != 0 {
			return true
		}
	}
	return false
}

// unswap looks whether what two features hold stands in each other's column. If so the first
// tells it and the second is silent, so that it counts once.
func (l *linker) unswap(p pattern, i int, a, b int32) pattern {
	f := l.feats[i]
	g := l.feats[f.partner]
	if p.level(i) > 2 || p.level(f.partner) > 2 || p.level(i) == 0 && p.level(f.partner) == 0 {
		return p
	}
	if compare.Crossed(f.column, f.codes[a], g.column, g.codes[b]) && compare.Crossed(f.column, f.codes[b], g.column, g.codes[a]) {
		return p.with(i, f.swapped).with(f.partner, compare.Missing)
	}
	return p
}

// weights holds the weight in bits of each level of each feature.
type weights struct {
	prior   float64 // in bits
	levels  [][]float32
	common  []float64   // see Parameter.Common
	classes [][]float32 // what the frequency of each value adds
	rarest  []float32   // what that of a value which occurs once adds
	best    []float32   // the most that the features from i on can add
}

// maxAdjust bounds what the frequency of a value adds to a weight or takes from it.
const maxAdjust = 12

// weigh turns a model into weights.
func (l *linker) weigh(m *Model) *weights {
	w := &weights{prior: math.Log2(m.Prior / (1 - m.Prior)), best: make([]float32, len(m.Features)+1)}
	for i, p := range m.Features {
		bits := make([]float32, len(p.M))
		for k := 1; k < len(bits); k++ {
			bits[k] = float32(math.Log2(p.M[k] / p.U[k]))
		}
		w.levels = append(w.levels, bits)
		w.common = append(w.common, p.Common)
		w.rarest = append(w.rarest, l.frequency(w, i, 1))
		classes := make([]float32, len(l.feats[i].counts))
		for c, n := range l.feats[i].counts {
			classes[c] = l.frequency(w, i, n)
		}
		w.classes = append(w.classes, classes)
	}
	for i := len(m.Features) - 1; i >= 0; i-- {
		most := float32(0)
		for k, bits := range w.levels[i] {
			if k >= int(l.feats[i].top)-1 {
				bits += w.rarest[i]
			}
			most = max(most, bits)
		}
		w.best[i] = w.best[i+1] + most
	}
	return w
}

// rare returns what the frequency of the values of a class adds.
func (w *weights) rare(i int, class uint32) float32 {
	if int(class) >= len(w.classes[i]) {
		return w.rarest[i] // a value that came later
	}
	return w.classes[i][class]
}

// frequency returns the bits by which a value that n mentions have counts more than an average
// one: Winkler's adjustment for frequencies (Frequency-Based Matching in Fellegi-Sunter Model
// of Record Linkage, 1988/1989), in the form of Splink's documentation ("Term-Frequency
// Adjustments"): u of the level is replaced by the share of this value.
func (l *linker) frequency(w *weights, i int, n int32) float32 {
	if w.common[i] <= 0 {
		return 0
	}
	share := float64(max(n, 1)) / float64(max(l.feats[i].known, 1))
	bits := math.Log2(w.common[i] / share)
	return float32(max(-maxAdjust, min(maxAdjust, bits)))
}

// adjust returns what the frequency of the values of a and b adds to the weight of a level.
// Where they are only nearly the same the commoner counts, by half.
func (l *linker) adjust(w *weights, i int, level uint8, a, b int32) float32 {
	f := l.feats[i]
	if level < f.top-1 || level < 2 || f.swapped != 0 && level == f.swapped || f.top == 2 && level < 2 {
		return 0
	}
	va, vb := l.code(i, a), l.code(i, b)
	bits := w.rare(i, f.class[va])
	if va != vb {
		bits = min(bits, w.rare(i, f.class[vb]))
	}
	if level == f.top {
		return bits
	}
	return bits / 2
}

// score returns the weight of a pair in bits, prior included, and its pattern. It gives up,
// with false, as soon as the pair cannot reach floor any more.
func (l *linker) score(w *weights, a, b int32, floor float32) (float32, pattern, bool) {
	var p pattern
	total := float32(w.prior)
	for i := range l.feats {
		level := l.level(i, a, b)
		p = p.with(i, level)
		total += w.levels[i][level]
		if level >= 2 {
			total += l.adjust(w, i, level, a, b)
		}
		if total+w.best[i+1] < floor && l.straight(p, i) {
			return total, p, false
		}
	}
	for i, f := range l.feats {
		if f.partner < 0 {
			continue
		}
		q := l.unswap(p, i, a, b)
		if q == p {
			continue
		}
		for _, k := range []int{i, f.partner} {
			total += w.levels[k][q.level(k)] - w.levels[k][p.level(k)] - l.adjust(w, k, p.level(k), a, b)
		}
		p = q
	}
	return total, p, total >= floor
}

// straight reports whether no feature compared so far may still turn out to be swapped.
func (l *linker) straight(p pattern, upTo int) bool {
	for i := range upTo + 1 {
		if f := l.feats[i]; f.partner >= 0 && p.level(i) <= 2 && (f.partner > upTo || p.level(f.partner) <= 2) && p.level(i) > 0 {
			return false
		}
	}
	return true
}

// probability turns bits into a probability.
func probability(bits float64) float64 { return 1 / (1 + math.Exp2(-bits)) }

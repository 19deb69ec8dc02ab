package compare

import "math/bits"

// A symbol is what the distances count in.
type symbol interface{ ~byte | ~rune }

// jaroWinkler returns the similarity of Jaro as Winkler raised it for equal beginnings
// (String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model, 1990):
// 1 for equal strings, 0 for those without a common symbol.
func jaroWinkler[T symbol](a, b []T) float64 {
	if before(b, a) {
		a, b = b, a // Jaro's way of pairing symbols depends on which string is first
	}
	j := jaro(a, b)
	if j < 0.7 {
		return j
	}
	n := 0
	for n < len(a) && n < len(b) && n < 4 && a[n] == b[n] {
		n++
	}
	return j + float64(n)*0.1*(1-j)
}

// before reports whether a is shorter than b or, if they are as long, smaller.
func before[T symbol](a, b []T) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// inCommon returns the most symbols that two strings can have in common, from which letters
// occur in only one of them: a bound that costs little.
func inCommon[T symbol](a, b []T) int {
	var x, y uint64
	for _, c := range a {
		x |= 1 << (uint32(c) & 63)
	}
	for _, c := range b {
		y |= 1 << (uint32(c) & 63)
	}
	return min(len(a)-bits.OnesCount64(x&^y), len(b)-bits.OnesCount64(y&^x))
}

// mayReach reports whether the similarity of Jaro and Winkler may reach least, by inCommon.
func mayReach[T symbol](a, b []T, common int, least float64) bool {
	if common <= 0 {
		return false
	}
	m := float64(common)
	j := (m/float64(len(a)) + m/float64(len(b)) + 1) / 3
	return j+0.4*(1-j) >= least
}

// jaro compares at most the first 64 symbols, so that a set of them fits one number.
func jaro[T symbol](a, b []T) float64 {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	window := max(0, max(len(a), len(b))/2-1)
	var usedA, usedB uint64
	m := 0
	for i, c := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if usedB>>j&1 == 0 && b[j] == c {
				usedA |= 1 << i
				usedB |= 1 << j
				m++
				break
			}
		}
	}
	if m == 0 {
		return 0
	}
	t, j := 0, 0
	for i := range a {
		if usedA>>i&1 == 0 {
			continue
		}
		for usedB>>j&1 == 0 {
			j++
		}
		if a[i] != b[j] {
			t++
		}
		j++
	}
	common := float64(m)
	return (common/float64(len(a)) + common/float64(len(b)) + (common-float64(t)/2)/common) / 3
}

// oneOff reports whether a and b differ by one symbol put in, left out or replaced, or by two
// neighbours transposed (Damerau, A technique for computer detection and correction of
// spelling errors, 1964).
func oneOff[T symbol](a, b []T) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	ra, rb := a[i:], b[i:]
	if len(a) < len(b) {
		return equal(ra, rb[1:])
	}
	if len(ra) == 0 {
		return false
	}
	return equal(ra[1:], rb[1:]) ||
		len(ra) > 1 && ra[0] == rb[1] && ra[1] == rb[0] && equal(ra[2:], rb[2:])
}

// within reports whether a and b are at most limit such errors apart, of which none overlap.
func within[T symbol](a, b []T, limit int) bool {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return len(a)+len(b) <= limit
	}
	if len(a) > 63 || len(b) > 63 {
		return false
	}
	return distance(a, b) <= limit
}

// distance counts the errors between two short strings.
func distance[T symbol](a, b []T) int {
	var rows [3][64]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			d := min(last[j], now[j-1]) + 1
			if a[i-1] == b[j-1] {
				d = min(d, last[j-1])
			} else {
				d = min(d, last[j-1]+1)
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

func equal[T symbol](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// overlap returns the share of what two ascending lists have in common (Dice's coefficient).
func overlap[T symbol | ~uint32](a, b []T) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// subsequence reports whether short can be made from long by leaving symbols out.
func subsequence[T symbol | ~uint16](short, long []T) bool {
	i := 0
	for _, c := range long {
		if i < len(short) && short[i] == c {
			i++
		}
	}
	return i == len(short)
}

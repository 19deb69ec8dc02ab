package compare

import (
	"slices"
	"strings"
)

// firms holds names of organisations, folded.
type firms struct {
	whole []firmPart // with the form of the firm unified
	core  []firmPart // without form and region: what tells one firm from others
	grams [][]uint32 // pairs of neighbouring characters of the core, ascending
}

type firmPart struct {
	text  []rune
	unit  string // the branch: 杭州分公司
	known bool   // the name begins with a region
}

func (f *firms) add(s string) uint32 {
	s = solid(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "有限责任公司", "有限公司"), "责任有限公司", "有限公司")
	body, unit := branch(s)
	core := body
	for _, w := range firmForms {
		if c, ok := strings.CutSuffix(core, w); ok && len(c) >= 6 {
			core = c
			break
		}
	}
	core, known := withoutRegion(core)
	f.whole = append(f.whole, firmPart{text: []rune(s)})
	f.core = append(f.core, firmPart{text: []rune(core), unit: unit, known: known})
	f.grams = append(f.grams, grams([]rune(core)))
	return uint32(len(f.whole) - 1)
}

// firmForms are the legal forms that end a name; some leave them out.
var firmForms = []string{"股份有限公司", "集团有限公司", "有限公司", "集团公司", "公司", "limited", "ltd", "inc", "llc", "corp"}

// branch cuts off the part of a name that tells a branch from its firm.
func branch(s string) (body, unit string) {
	for _, w := range []string{"分公司", "支行", "分行", "营业部", "分店", "分理处", "支公司"} {
		if !strings.HasSuffix(s, w) {
			continue
		}
		for _, end := range []string{"公司", "银行"} {
			if i := strings.Index(s, end); i > 0 && i+len(end) < len(s) {
				return s[:i+len(end)], s[i+len(end):]
			}
		}
	}
	return s, ""
}

// withoutRegion takes province and city off the beginning of a name, if enough is left.
func withoutRegion(s string) (string, bool) {
	rest := s
	for _, p := range provinces() {
		if r, ok := strings.CutPrefix(rest, p); ok {
			rest = strings.TrimPrefix(strings.TrimPrefix(r, "省"), "市")
			break
		}
	}
	for _, w := range []string{"市", "县", "区"} {
		if i := strings.Index(rest, w); i >= 6 && i <= 9 && len(rest)-i-len(w) >= 6 {
			rest = rest[i+len(w):]
			break
		}
	}
	if len(rest) < 6 {
		return s, false
	}
	return rest, rest != s
}

func (f *firms) level(a, b uint32) uint8 {
	if equal(f.whole[a].text, f.whole[b].text) {
		return 4
	}
	x, y := f.core[a], f.core[b]
	if x.unit != y.unit {
		return Differ // a branch is not its firm, nor another branch
	}
	switch {
	case equal(x.text, y.text):
		if x.known && y.known {
			return 2 // the same name in two regions
		}
		return 3
	case len(x.text) >= 5 && len(y.text) >= 5 && oneOff(x.text, y.text):
		return 2
	case overlap(f.grams[a], f.grams[b]) >= 0.75:
		return 2
	}
	return Differ
}

func (f *firms) key(way int, a uint32) uint64 {
	if way == 1 {
		return hashRunes(f.core[a].text)
	}
	return hashRunes(f.whole[a].text)
}

// grams returns the pairs of neighbouring characters, ascending.
func grams(s []rune) []uint32 {
	if len(s) < 2 {
		return nil
	}
	out := make([]uint32, len(s)-1)
	for i := range out {
		out[i] = uint32(s[i])<<16 ^ uint32(s[i+1])
	}
	slices.Sort(out)
	return out
}

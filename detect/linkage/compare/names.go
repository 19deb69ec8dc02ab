package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

// names holds the names of persons and organisations.
type names struct {
	kind   Kind
	start  []uint32 // where the characters of each name begin; one more at the end
	chars  []rune   // folded; without blanks if Chinese
	sounds []uint16 // as many as chars
	class  []nameClass
	firms  *firms           // of the names that are organisations'
	firm   map[int32]uint32 // place in firms
}

type nameClass uint8

const (
	silentName nameClass = iota
	hanName
	latinName
	maskedName
	firmName
)

func newNames(kind Kind) *names {
	return &names{kind: kind, start: []uint32{0}, firms: &firms{}, firm: map[int32]uint32{}}
}

func (n *names) Add(v string) {
	class := n.read(int32(len(n.class)), v)
	n.class = append(n.class, class)
	n.start = append(n.start, uint32(len(n.chars)))
}

// read makes value i ready and tells its class.
func (n *names) read(i int32, v string) nameClass {
	s := fold(v)
	switch {
	case MaskedName(v):
		if c, _ := utf8.DecodeRuneInString(s); unicode.Is(unicode.Han, c) && c != '某' {
			n.chars = append(n.chars, c) // the surname is shown
			n.sounds = append(n.sounds, 0)
		}
		return maskedName
	case s == "":
		return silentName
	case n.kind == Organisation || n.kind == Name && organisation(s):
		n.firm[i] = n.firms.add(s)
		return firmName
	case han(s):
		t := table()
		for k, c := range solid(s) {
			n.chars = append(n.chars, c)
			n.sounds = append(n.sounds, t.soundOf(c, k == 0 && n.kind != Given))
		}
		return hanName
	}
	n.chars = append(n.chars, []rune(s)...)
	n.sounds = append(n.sounds, make([]uint16, utf8.RuneCountInString(s))...)
	return latinName
}

// MaskedName reports whether a name was made unreadable and so identifies nobody. The letters
// xx hide something in a Chinese name only: Foxx is a name.
func MaskedName(v string) bool {
	if strings.ContainsAny(v, "某×*＊✕╳○●□■") {
		return true
	}
	return strings.ContainsFunc(v, func(c rune) bool { return unicode.Is(unicode.Han, c) }) && record.Masked(v)
}

// organisation reports whether a folded name is one of an organisation and not of a person.
func organisation(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 4 {
		return strings.HasSuffix(s, "公司")
	}
	if !han(s) {
		for w := range strings.FieldsSeq(s) {
			switch w {
			case "ltd", "limited", "inc", "corp", "llc", "plc", "gmbh", "company", "co", "bank", "university":
				return true
			}
		}
		return false
	}
	if n == 4 && !strings.HasSuffix(s, "公司") && !strings.HasSuffix(s, "银行") && !strings.HasSuffix(s, "法院") {
		return record.OrgClass(s) != record.ClassOther
	}
	for _, w := range firmEndings {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return n > 4 && record.OrgClass(s) != record.ClassOther
}

// firmEndings end the names of organisations of five characters and more.
var firmEndings = []string{"公司", "厂", "店", "行", "局", "部", "院", "社", "会", "所", "中心", "学校", "小学", "中学", "大学", "幼儿园",
	"合伙", "企业", "集团", "基金", "队", "站", "场", "馆", "园", "处", "铺", "坊", "超市", "政府", "厅", "署", "矿", "机构", "协会", "村", "户", "有限合伙"}

func (n *names) Note(a int32) Note {
	switch n.class[a] {
	case maskedName:
		return Masked | Silent
	case firmName:
		return OfFirm
	case silentName:
		return Silent
	}
	return 0
}

func (n *names) text(a int32) []rune { return n.chars[n.start[a]:n.start[a+1]] }

func (n *names) Level(a, b int32) uint8 {
	ca, cb := n.class[a], n.class[b]
	if ca == silentName || cb == silentName || ca == maskedName || cb == maskedName {
		return Missing
	}
	if ca != cb {
		if ca == firmName || cb == firmName {
			return Differ
		}
		return Missing // the same person may be written in two scripts
	}
	if ca == firmName {
		return n.firms.level(n.firm[a], n.firm[b])
	}
	x, y := n.text(a), n.text(b)
	if equal(x, y) {
		return Top(n.kind)
	}
	if ca == hanName {
		return hanLevel(x, y, n.sounds[n.start[a]:n.start[a+1]], n.sounds[n.start[b]:n.start[b+1]], n.kind == Name)
	}
	if n.kind == Name {
		return wholeLatin(x, y)
	}
	return partLatin(x, y)
}

// hanLevel compares two Chinese names that are not equal. With a surname in it a name of two
// characters of which one differs is another name; siblings share more.
func hanLevel(x, y []rune, sx, sy []uint16, whole bool) uint8 {
	if len(x) > len(y) {
		x, y, sx, sy = y, x, sy, sx
	}
	if len(x) == len(y) {
		return hanSameLength(x, y, sx, sy, whole)
	}
	if len(y)-len(x) == 1 && len(x) >= 2 && (subsequence(x, y) || subsequence(sx, sy)) {
		return 2
	}
	return Differ
}

func hanSameLength(x, y []rune, sx, sy []uint16, whole bool) uint8 {
	differ, sound, first, last := 0, 0, -1, -1
	for i := range x {
		if x[i] != y[i] {
			differ++
			if first < 0 {
				first = i
			}
			last = i
		}
		if sx[i] != sy[i] {
			sound++
		}
	}
	switch {
	case sound == 0, differ == 2 && x[first] == y[last] && x[last] == y[first]:
		return 3
	case (differ == 1 || sound == 1) && (len(x) >= 3 || !whole && len(x) == 2):
		return 2
	}
	return Differ
}

// partLatin compares two Latin given names or surnames that are not equal.
func partLatin(x, y []rune) uint8 {
	if min(len(x), len(y)) > 2 && oneOff(x, y) {
		return 3
	}
	if (len(x) == 1 || len(y) == 1) && x[0] == y[0] {
		return 2
	}
	return similar(x, y)
}

// similar returns 3, 2 or Differ as two Latin words that are not equal have much or little in
// common, in the same order or in another.
func similar(x, y []rune) uint8 {
	common := inCommon(x, y)
	if !mayReach(x, y, common, 0.8) {
		return Differ
	}
	j := jaroWinkler(x, y)
	switch {
	case j >= 0.92:
		return 3
	case j >= 0.8, float64(2*common) >= 0.85*float64(len(x)+len(y)) && anagram(x, y) >= 0.85:
		return 2
	}
	return Differ
}

// wholeLatin compares two whole Latin names that are not equal.
func wholeLatin(x, y []rune) uint8 {
	if !mayReach(x, y, inCommon(x, y), 0.86) {
		return Differ
	}
	a, b := strings.Fields(string(x)), strings.Fields(string(y))
	slices.Sort(a)
	slices.Sort(b)
	if slices.Equal(a, b) {
		return 3
	}
	j := max(jaroWinkler(x, y), jaroWinkler([]rune(strings.Join(a, " ")), []rune(strings.Join(b, " "))))
	switch {
	case oneOff(x, y), j >= 0.94:
		return 3
	case j >= 0.86:
		return 2
	}
	return Differ
}

// anagram returns the share of letters that two words have in common, in whatever order.
func anagram(x, y []rune) float64 {
	if len(x) < 4 || len(y) < 4 || len(x) > 32 || len(y) > 32 {
		return 0
	}
	var bx, by [32]rune
	a, b := bx[:copy(bx[:], x)], by[:copy(by[:], y)]
	slices.Sort(a)
	slices.Sort(b)
	return overlap(a, b)
}

// Key gathers names by their characters (0) and by their sound (1).
func (n *names) Key(way int, a int32) uint64 {
	switch n.class[a] {
	case silentName, maskedName:
		return 0
	case firmName:
		return n.firms.key(way, n.firm[a])
	case hanName:
		if way == 1 {
			return hashRunes(n.sounds[n.start[a]:n.start[a+1]])
		}
		return hashRunes(n.text(a))
	}
	if way == 1 {
		return hashText(skeleton(n.text(a), n.kind == Name))
	}
	return hashRunes(n.text(a))
}

// skeleton writes a Latin name by its first letter and the groups of its consonants, much as
// Soundex does (Russell, US patent 1261167, 1918), but without cutting it off. The words of a
// whole name come in one order.
func skeleton(x []rune, whole bool) string {
	if !whole {
		return string(skeletonOf(x))
	}
	words := strings.Fields(string(x))
	for i, w := range words {
		words[i] = string(skeletonOf([]rune(w)))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func skeletonOf(x []rune) []rune {
	const groups = "01230120022455012623010202" // of a to z
	var out []rune
	last := rune(0)
	for i, c := range x {
		if c < 'a' || c > 'z' {
			continue
		}
		g := rune(groups[c-'a'])
		if i == 0 {
			out = append(out, c)
		} else if g != '0' && g != last {
			out = append(out, g)
		}
		last = g
	}
	return out
}

// Cross compares the names a of n and b of m, which stand in different columns (a given name
// with a surname): true if they are the same or nearly so.
func (n *names) Cross(a int32, m *names, b int32) bool {
	if n.class[a] != m.class[b] || n.class[a] != latinName && n.class[a] != hanName {
		return false
	}
	x, y := n.text(a), m.text(b)
	return equal(x, y) || n.class[a] == latinName && min(len(x), len(y)) > 3 && mayReach(x, y, inCommon(x, y), 0.92) && jaroWinkler(x, y) >= 0.92
}

// RuledOut reports whether what a masked name shows cannot belong to the other: their
// surnames differ.
func RuledOut(c Column, a, b int32) bool {
	n, ok := c.(*names)
	if !ok || n.kind == Given || n.class[a] != maskedName && n.class[b] != maskedName {
		return false
	}
	if n.class[a] == latinName || n.class[b] == latinName {
		return false
	}
	x, y := n.text(a), n.text(b)
	return len(x) > 0 && len(y) > 0 && x[0] != y[0]
}

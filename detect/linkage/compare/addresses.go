package compare

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// The parts of a Chinese address, from the widest down.
const (
	partProvince = iota
	partCity
	partDistrict
	partTown
	partRoad
	partNumber
	partBuilding
	partUnit
	partRoom
	partCount
)

// weights say how much a part tells where somebody lives; the lower, the more.
var weights = [partCount]float32{0.5, 1, 1.5, 2, 3, 3, 1.5, 0.5, 2}

// parts holds a hash of each part of an address; 0 where it has none.
type parts [partCount]uint32

func (p *parts) any() bool { return *p != parts{} }

// ends are the characters that end a part, in the order of asking.
var ends = []struct {
	part int
	ends string
}{
	{partProvince, "省 自治区"}, {partCity, "市 盟 自治州 地区"}, {partDistrict, "区 县 旗"}, {partTown, "街道 镇 乡 村 庄 屯 社区 小区 新村 苑 花园"},
	{partRoad, "路 街 道 巷 弄 胡同 大道"}, {partNumber, "号"}, {partBuilding, "号楼 幢 栋 座 楼"}, {partUnit, "单元"}, {partRoom, "室 房 户"},
}

// split cuts a folded Chinese address into its parts.
func split(s []rune) parts {
	var p parts
	s = cutProvince(s, &p)
	from := 0
	for i := 0; i < len(s); i++ {
		part, n := endOf(s[i:], i-from)
		if n == 0 {
			continue
		}
		p.set(part, s[from:i])
		i += n - 1
		from = i + 1
	}
	p.rest(s[from:])
	return p
}

// An ending is a word that ends a part.
type ending struct {
	word []rune
	part int
}

// endings lists the words by their first character, the longest first.
var endings = sync.OnceValue(func() map[rune][]ending {
	m := map[rune][]ending{}
	for _, e := range ends {
		for w := range strings.FieldsSeq(e.ends) {
			r := []rune(w)
			m[r[0]] = append(m[r[0]], ending{r, e.part})
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b ending) int { return len(b.word) - len(a.word) })
	}
	return m
})

// endOf tells which part ends at the head of s, of which some characters stand before, and
// how many characters end it.
func endOf(s []rune, before int) (part, n int) {
	if before < 1 {
		return 0, 0
	}
	for _, e := range endings()[s[0]] {
		if len(e.word) <= len(s) && equal(e.word, s[:len(e.word)]) {
			return e.part, len(e.word)
		}
	}
	return 0, 0
}

// set notes a part; of two of one kind (a village in a town) both count.
func (p *parts) set(part int, s []rune) {
	if part == partDistrict && p[partCity] == 0 && len(s) >= 4 { // 杭州西湖区: the city without its word
		p.set(partCity, s[:2])
		s = s[2:]
	}
	h := uint32(hashRunes(s)) | 1
	if p[part] != 0 {
		h = p[part]*31 + h | 1
	}
	p[part] = h
}

// rest reads what no word ends: 3-2-501 is building, unit and room.
func (p *parts) rest(s []rune) {
	if len(s) == 0 {
		return
	}
	digits := strings.FieldsFunc(string(s), func(c rune) bool { return !unicode.IsDigit(c) })
	for i, d := range digits {
		part := partRoom - (len(digits) - 1 - i)
		if part >= partBuilding && p[part] == 0 {
			p.set(part, []rune(d))
		}
	}
	if len(digits) == 0 && p[partTown] == 0 {
		p.set(partTown, s)
	}
}

// cutProvince takes the name of a province off, with or without 省.
func cutProvince(s []rune, p *parts) []rune {
	t := string(s)
	for _, name := range provinces() {
		rest, ok := strings.CutPrefix(t, name)
		if !ok {
			continue
		}
		for _, w := range []string{"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"} {
			if r, ok := strings.CutPrefix(rest, w); ok {
				rest = r
				break
			}
		}
		p.set(partProvince, []rune(name))
		return []rune(rest)
	}
	return s
}

// provinces are the names of GB/T 2260 without the words for their kind.
var provinces = sync.OnceValue(func() []string {
	return strings.Fields(`北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川
		贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门`)
})

// alike returns how much of two addresses agrees, from 0 to 1. A wider part that one of them
// leaves out does not count; a narrower one counts half.
func (p *parts) alike(q *parts) float32 {
	var agree, all float32
	for i, w := range weights {
		switch {
		case p[i] == 0 && q[i] == 0:
		case p[i] == q[i]:
			agree += w
			all += w
		case p[i] != 0 && q[i] != 0:
			all += w
		case i > partTown:
			all += w / 2
		}
	}
	if all == 0 {
		return 0
	}
	return agree / all
}

// place compares two names of divisions.
func (p *parts) place(q *parts, x, y string) uint8 {
	if strings.HasSuffix(x, y) || strings.HasSuffix(y, x) {
		return 3
	}
	agree := uint8(Differ)
	for i := partProvince; i <= partTown; i++ {
		switch {
		case p[i] == 0 || q[i] == 0:
		case p[i] != q[i]:
			return agree
		case i == partProvince:
			agree = 2
		default:
			agree = 3
		}
	}
	return agree
}

// addresses holds addresses, Chinese or Latin.
type addresses struct {
	text  []string // folded, solid
	parts []parts
	start []uint32
	grams []uint32 // pairs of neighbouring characters of each, ascending
	han   []bool
}

func (a *addresses) Add(v string) {
	s := solid(fold(v))
	r := []rune(s)
	chinese := han(s)
	var p parts
	if chinese {
		p = split(r)
	}
	a.text, a.han, a.parts = append(a.text, s), append(a.han, chinese), append(a.parts, p)
	a.grams = append(a.grams, grams(r[:min(len(r), 64)])...)
	a.start = append(a.start, uint32(len(a.grams)))
}

func (a *addresses) Note(i int32) Note {
	if a.text[i] == "" {
		return Silent
	}
	return 0
}

func (a *addresses) Level(i, j int32) uint8 {
	x, y := a.text[i], a.text[j]
	switch {
	case x == "" || y == "":
		return Missing
	case x == y:
		return 6
	case a.han[i] != a.han[j]:
		return Missing
	}
	dice := overlap(a.grams[a.start[i]:a.start[i+1]], a.grams[a.start[j]:a.start[j+1]])
	if a.han[i] {
		return a.hanLevel(i, j, dice)
	}
	switch {
	case (dice >= 0.35 || min(len(x), len(y)) < 9) && within([]byte(x), []byte(y), 2):
		return 4
	case dice >= 0.7:
		return 3
	case dice >= 0.4:
		return 2
	}
	return Differ
}

func (a *addresses) hanLevel(i, j int32, dice float64) uint8 {
	p, q := &a.parts[i], &a.parts[j]
	s := p.alike(q)
	number := p[partNumber] != 0 && p[partNumber] == q[partNumber] || p[partRoom] != 0 && p[partRoom] == q[partRoom]
	neighbour := p[partNumber] != q[partNumber] && p[partNumber] != 0 && q[partNumber] != 0
	switch {
	case s >= 0.85 && number:
		return 4
	case !neighbour && (s >= 0.6 || dice >= 0.8):
		return 3
	case s >= 0.35, dice >= 0.5:
		return 2
	}
	return Differ
}

// Key gathers addresses by all of it (0) and by road, number and room or, if they have none,
// their first letters (1).
func (a *addresses) Key(way int, i int32) uint64 {
	s := a.text[i]
	if s == "" {
		return 0
	}
	if way == 0 {
		return hashText(s)
	}
	if a.han[i] {
		p := &a.parts[i]
		if p[partRoad]|p[partTown] == 0 || p[partNumber]|p[partRoom] == 0 {
			return 0
		}
		return mix(mix(uint64(p[partRoad]), uint64(p[partNumber])), uint64(p[partRoom])) | 1
	}
	return hashText(s[:min(len(s), 5)])
}

// Cross reports whether address i of a and address j of b, which stand in different columns,
// are the same or nearly so.
func (a *addresses) Cross(i int32, b *addresses, j int32) bool {
	x, y := a.text[i], b.text[j]
	if x == "" || y == "" || len(x) < 5 {
		return x == y && x != ""
	}
	dice := overlap(a.grams[a.start[i]:a.start[i+1]], b.grams[b.start[j]:b.start[j+1]])
	return dice >= 0.6 && within([]byte(x), []byte(y), 2)
}

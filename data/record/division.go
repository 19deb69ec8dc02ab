package record

import (
	_ "embed" // the table of divisions
	"slices"
	"strings"
	"sync"
)

//go:embed reference/divisions.csv
var divisionsCSV string

// divisions holds the codes of GB/T 2260 by name, and the codes of provinces and cities by
// their names without 省, 市 and their like. Many counties and districts share a name.
type divisions struct {
	codes   map[string][]string
	shorts  map[string]string
	longest map[string]int // by the first two characters of a name: how many the longest has
}

// divisionTable reads the embedded table once.
var divisionTable = sync.OnceValue(func() divisions {
	t := divisions{map[string][]string{}, map[string]string{}, map[string]int{}}
	for line := range strings.Lines(divisionsCSV) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), ",")
		if !digits(code) {
			continue // the heading
		}
		if !slices.Contains(t.codes[name], code) { // cities without districts stand twice
			t.codes[name] = append(t.codes[name], code)
		}
		t.start(name)
		if strings.HasSuffix(code, "00") {
			t.shorts[shortDivision(name)] = code
			t.start(shortDivision(name))
		}
	}
	return t
})

// start notes how a name starts.
func (t divisions) start(name string) {
	two := name[:prefixLength(name, 2)]
	t.longest[two] = max(t.longest[two], runes(name))
}

// shortDivision returns the name of a province or city without the word for its kind.
func shortDivision(name string) string {
	for _, w := range []string{"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区", "盟"} {
		if s, ok := strings.CutSuffix(name, w); ok {
			return s
		}
	}
	return name
}

// divisionPath finds the division that area names (广东省深圳市罗湖区) by taking its levels off
// from the left. Of namesakes the one that the digits hint of a court's code point to counts.
// It returns the code of the lowest division it found and what of area it could not read.
func divisionPath(area, hint string) (code, rest string) {
	t := divisionTable()
	for area != "" {
		name, next := t.step(area, code, hint)
		if next == "" {
			break
		}
		code, area = next, area[len(name):]
	}
	return code, area
}

// step finds the longest name at the start of area of a division below code; with code "", of
// any division that is the only one so called or the one hint points to.
func (t divisions) step(area, code, hint string) (name, found string) {
	parent := strings.TrimSuffix(strings.TrimSuffix(code, "00"), "00")
	longest := t.longest[area[:prefixLength(area, 2)]] // most names are far shorter than what is left of area
	for n := prefixLength(area, min(longest, 15)); n > 0; n -= lastSize(area[:n]) {
		name = area[:n]
		below := belowOf(t.codes[name], parent, code)
		if len(below) > 1 && code == "" {
			below = belowOf(below, hint[:min(len(hint), 4)], code)
		}
		if len(below) == 1 {
			return name, below[0]
		}
		if c := t.shorts[name]; c != "" && c != code && strings.HasPrefix(c, parent) && prefixOf(area[n:], []string{"省", "市", "区", "县", "州", "旗"}) == "" {
			return name, c
		}
	}
	return "", ""
}

// belowOf returns those of codes that start with the digits of parent and are not self.
func belowOf(codes []string, parent, self string) []string {
	if len(codes) == 1 && codes[0] != self && strings.HasPrefix(codes[0], parent) {
		return codes // the usual case without a copy
	}
	var out []string
	for _, c := range codes {
		if c != self && strings.HasPrefix(c, parent) {
			out = append(out, c)
		}
	}
	return out
}

// prefixLength returns the length in bytes of the first n characters of s.
func prefixLength(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := firstRune(s[i:])
		i += size
	}
	return i
}

// lastSize returns the length in bytes of the last character of s.
func lastSize(s string) int {
	_, size := lastRune(s)
	return size
}

// A courtName is what the name of a court tells.
type courtName struct {
	level    int    // see Court.Level; 0 if the name does not tell
	division string // six digits of GB/T 2260; empty if the table does not have the area
	formed   bool   // made as courts' names are made: divisions of the table, then 人民法院 or the like
}

// readCourtName takes the name of a court apart. A special court of a city or a railway is
// written under the place it is named after.
func readCourtName(name, hint string) courtName {
	name = strings.TrimPrefix(squeeze(name), "中华人民共和国")
	if strings.HasPrefix(name, "最高人民法院") || strings.HasSuffix(name, "最高人民法院") {
		return courtName{level: 1, formed: true}
	}
	area, level := cutCourtKind(name)
	if level == 0 {
		return courtName{}
	}
	code, rest := divisionPath(area, hint)
	formed := code != "" && (rest == "" || zone(rest))
	if !formed && level == 4 && strings.HasSuffix(code, "0000") {
		code = "" // a county that is no more: its province says too little
	}
	return courtName{level, code, formed}
}

// cutCourtKind cuts the kind of court off its name and returns the words for the area and the
// level. Maritime, intellectual-property and financial courts rank as intermediate courts,
// internet courts as basic ones.
func cutCourtKind(name string) (area string, level int) {
	if before, after, ok := strings.Cut(name, "高级人民法院"); ok {
		return before + strings.TrimSuffix(after, "分院"), 2
	}
	for _, k := range []struct {
		word  string
		level int
	}{
		{"中级人民法院", 3}, {"铁路运输中级法院", 3}, {"中级法院", 3}, {"海事法院", 3}, {"知识产权法院", 3}, {"金融法院", 3},
		{"互联网法院", 4}, {"铁路运输法院", 4}, {"铁路运输第一法院", 4}, {"铁路运输第二法院", 4}, {"人民法院", 4}, {"基层法院", 4}, {"林区法院", 4}, {"农垦法院", 4},
	} {
		if before, ok := strings.CutSuffix(name, k.word); ok {
			return withoutOrdinal(before), k.level
		}
	}
	return "", 0
}

// withoutOrdinal drops the number of courts of which a city has several: 北京市第一.
func withoutOrdinal(area string) string {
	i := lastIndex(area, "第")
	if i < 0 {
		return area
	}
	if _, n := number(area[i+len("第"):]); n > 0 && i+len("第")+n == len(area) {
		return area[:i]
	}
	return area
}

// zone reports whether words name an area that has a court but is no division: 经济技术开发区.
func zone(words string) bool {
	return runes(words) <= 14 && suffixOf(words, []string{
		"开发区", "新区", "园区", "矿区", "林区", "垦区", "试验区", "示范区", "管理区", "实验区", "合作区", "保税区", "农垦", "自由贸易港",
	}) != ""
}

// readCourtPlace tells the level of the court and the division it is named after.
func (r *reader) readCourtPlace() {
	if r.j.Court == "" {
		return
	}
	hint := ""
	if r.j.CaseNoParts != nil {
		hint = r.j.CaseNoParts.divisionDigits()
	}
	r.courtName = readCourtName(r.j.Court, hint)
	confidence := Led
	if c, ok := courts().byCode[r.j.CourtCode]; ok {
		confidence = Formal
		if !strings.HasSuffix(c.Name, "铁路运输法院") { // some of which the list ranks too high
			r.courtName.level = c.Level
		}
		if full := readCourtName(c.Name, hint); full.formed || r.courtName.division == "" {
			r.courtName.division = full.division // the list writes the province
		}
	}
	at := r.spanOf("court")
	if r.j.Court != "" && !r.courtUnknown() {
		r.replaceRead("court", at, Formal)
	}
	if r.j.CourtLevel = r.courtName.level; r.j.CourtLevel > 0 {
		r.setRead("court_level", at, confidence)
	}
	if r.j.CourtDivision = r.courtName.division; r.j.CourtDivision != "" {
		if !r.courtName.formed {
			confidence = Guessed
		}
		r.setRead("court_division", at, confidence)
	}
}

// courtUnknown reports whether the court is in no list and its name is not made as courts'
// names are: courts founded after the list was made are no defect of the text.
func (r *reader) courtUnknown() bool {
	return r.j.Court != "" && r.j.CourtCode == "" && !r.arbitral.Known() && !r.courtName.formed
}

package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// cutAddresses cuts the addresses of natural persons to the county: those of parties, where
// they are repeated too, and whatever follows 住 in the list of parties. Where an organisation
// has its seat (住所地) stays.
func (m *masker) cutAddresses() {
	seats := map[string]bool{}
	for _, p := range m.j.Parties {
		seats[p.Address] = seats[p.Address] || p.Kind == Organisation
	}
	homes := newNameTree()
	for _, p := range m.j.Parties {
		a := p.Address[:addressEnd(p.Address)]
		if p.Kind == Person && !seats[p.Address] && runes(a) > 4 {
			homes.add(a, HidAddress)
		}
	}
	homes.each(m.chars, nil, func(s Span, _ string) { m.cutAddress(s) })
	for _, w := range []string{"住", "户籍", "户口所在地", "经常居住地"} {
		for i := range occurrences(m.text, w) {
			if at := m.homeAt(i+len(w), w); at.Known() {
				m.cutAddress(m.span(at))
			}
		}
	}
}

// homeAt returns the address after a word for a dwelling that ends at byte i. Either the word
// opens a phrase and what follows begins as addresses do, or a sentence tells of a dwelling
// (租住于…) and names the county.
func (m *masker) homeAt(i int, word string) place {
	before, _ := utf8.DecodeLastRuneInString(m.text[:i-len(word)])
	opens := before == utf8.RuneError || blank(before) || strings.ContainsRune("，,。；;、（(现", before)
	if word == "住" && (strings.HasPrefix(m.text[i:], "所") && !strings.HasPrefix(m.text[i:], "所：") || prefixOf(m.text[i:], notDwelling) != "") {
		return place{}
	}
	for {
		w := prefixOf(m.text[i:], []string{"所在地", "登记地", "地址", "所", "址", "地", "：", ":", "于", "在", " ", "　", "住", "为", "是"})
		if w == "" {
			break
		}
		i += len(w)
	}
	end := i + addressEnd(m.text[i:])
	if !opens {
		return m.toldHome(place{i, end})
	}
	if s := m.text[i:end]; !containsAny(s, "省", "市", "县", "区", "旗", "州", "镇", "乡", "村", "路", "街", "号") {
		return place{}
	}
	return place{i, end}
}

// notDwelling are words that make 住 something else than a dwelling: 住院期间, 住宿费, 住房.
var notDwelling = []string{"院", "宿", "房", "建", "户", "持"}

// toldHome returns the address at the start of words of a sentence, if they begin with the
// name of a county or of what lies above it.
func (m *masker) toldHome(p place) place {
	if k := strings.IndexAny(m.text[p.Start:p.End], "的因向与和、“”"); k >= 0 {
		p.End = p.Start + k
	}
	a := []rune(m.text[p.Start:p.End])
	n := countyEnd(a)
	if n < 2 || n > 16 || strings.ContainsAny(string(a[:n]), "了其该本此一两房宅户人") {
		return place{}
	}
	return p
}

// addressEnd returns where the address at the start of s ends: at the end of the phrase, or
// where damage has joined the next entry to it.
func addressEnd(s string) int {
	for i, c := range s {
		if strings.ContainsRune("，,。；;\n（(：:", c) || i > 3*80 {
			return i
		}
		if i == 0 || c != '原' && c != '被' && c != '委' && c != '法' && c != '公' && c != '身' && c != '联' && c != '电' && c != '上' && c != '第' && c != '特' && c != '居' && c != '申' && c != '统' {
			continue
		}
		if prefixOf(s[i:], []string{"公民身份", "居民身份", "身份证", "联系电话", "联系方式", "电话", "统一社会", "原告", "被告", "上诉人", "被上诉人", "第三人", "申请"}) != "" || prefixOf(s[i:], agentWords) != "" || prefixOf(s[i:], repWords) != "" {
			return i - len(suffixOf(s[:i], []string{"、", " ", "　"}))
		}
	}
	return len(s)
}

// cutAddress removes of an address what is below the county, or all of it if no division is
// named.
func (m *masker) cutAddress(s Span) {
	next, _ := slices.BinarySearchFunc(m.caseNos, s.Start, func(n Span, i int) int { return n.End - i - 1 })
	if next < len(m.caseNos) {
		s.End = max(s.Start, min(s.End, m.caseNos[next].Start)) // damage has joined them
	}
	for s.End > s.Start && strings.ContainsRune("、，；。 　", m.chars[s.End-1]) {
		s.End-- // they part it from what follows
	}
	a := m.chars[s.Start:s.End]
	n := countyEnd(a)
	with := ""
	if n == 0 && strings.Trim(string(a), "×") != "" {
		with = "××"
	} else if n == 0 {
		return
	}
	for s := range m.free(Span{s.Start + n, s.End}) {
		if m.long {
			with = strings.Repeat("×", s.End-s.Start)
		}
		m.replace(edit{s, with, HidAddress})
		with = ""
	}
}

// countyEnd returns how many characters of an address name the divisions down to the county,
// 0 if none. Where the words leave a doubt it stops above the county rather than below it.
func countyEnd(a []rune) int {
	end, cities := 0, 0
	for i, c := range a {
		before := string(a[max(0, i-2):i])
		switch c {
		case '县', '旗':
			if i+1 == len(a) || a[i+1] != '区' { // 红旗区
				return i + 1
			}
		case '区':
			if strings.HasSuffix(before, "自治") {
				end = i + 1
				continue
			}
			if suffixOf(before, []string{"小", "社", "园", "院", "厂", "库"}) != "" || i < 2 {
				return end
			}
			if end = i + 1; !strings.HasSuffix(before, "地") {
				return end
			}
		case '市':
			if i+1 < len(a) && strings.ContainsRune("中南北辖场", a[i+1]) {
				continue // 市中区, 市场
			}
			end, cities = i+1, cities+1
			if cities == 2 {
				return end
			}
		case '省', '州', '盟':
			end = i + 1
		case '镇', '乡', '街', '路', '村', '弄', '巷', '号', '栋', '幢', '屯', '庄', '组', '道', '×', '*':
			if i-end > 1 && !divisionWord(a[i:]) {
				return end
			}
		}
	}
	return end
}

// divisionWord reports whether a character that elsewhere names a street or village is part of
// a division's name, as in 路桥区: the name goes on to 区, 县 or 市 within two characters.
func divisionWord(a []rune) bool {
	for k := 1; k < len(a) && k <= 2; k++ {
		if strings.ContainsRune("区县市旗", a[k]) {
			return true
		}
	}
	return false
}

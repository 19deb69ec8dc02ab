package record

import (
	"iter"
	"slices"
	"strings"
)

// Mask makes a copy of a document that is fit to be shown or exported. The judgment is what
// Parse read from the text. Names of natural persons become their surname and 某, addresses
// end at the county, birth dates at the year, and identifiers become ×: as art. 8, 9 and 10 of
// 最高人民法院关于人民法院在互联网公布裁判文书的规定 (法释〔2016〕19号) ask of what is
// published. Organisations, courts, judges and clerks stay, but where the name of an
// organisation contains that of a masked person, that part of it is masked. Names that the
// document has masked already stay.
//
// Only persons whom the reader found are masked: parties, agents, representatives, and those
// who follow a word such as 证人. A person named once in running text may stay.
//
// The function spans converts a span of the text into one of the copy. A span that touches
// hidden words covers all that stands for them.
func Mask(j Judgment, text string) (masked string, spans func(Span) Span) {
	m := newMasker(j, text)
	m.keep()
	m.hideIdentifiers()
	m.cutBirths()
	m.cutAddresses()
	m.hideNames()
	return m.write()
}

// An edit replaces the characters of a span.
type edit struct {
	at   Span
	with string
}

// A masker gathers the edits to one text. All its spans are in characters. What an edit has
// taken, no later one touches.
type masker struct {
	j     Judgment
	text  string
	chars []rune
	count counter
	taken []bool // by character: kept on purpose or edited
	edits []edit

	caseNos []Span // where the case numbers stand; even an address ends there
}

func newMasker(j Judgment, text string) *masker {
	m := &masker{j: j, chars: []rune(text)}
	m.text = string(m.chars) // each broken byte is a character now
	m.count = newCounter(m.text)
	m.taken = make([]bool, len(m.chars))
	return m
}

// span converts a place in bytes into characters.
func (m *masker) span(p place) Span { return Span{m.count.before(p.Start), m.count.before(p.End)} }

// take marks a span as done and reports whether all of it was free.
func (m *masker) take(s Span) bool {
	if s.Start < 0 || s.End > len(m.chars) || !s.Known() || slices.Contains(m.taken[s.Start:s.End], true) {
		return false
	}
	for i := s.Start; i < s.End; i++ {
		m.taken[i] = true
	}
	return true
}

// replace notes an edit unless something else has been done there.
func (m *masker) replace(s Span, with string) {
	if m.take(s) {
		m.edits = append(m.edits, edit{s, with})
	}
}

// keep protects what may look like a party's name and is none: the court, case numbers,
// judges and the clerk.
func (m *masker) keep() {
	for _, n := range caseNumbers(m.text) {
		m.caseNos = append(m.caseNos, m.span(n.at))
		m.take(m.span(n.at))
	}
	if strings.HasSuffix(m.j.Court, "法院") && runes(m.j.Court) <= 30 {
		m.each(m.j.Court, func(s Span) { m.take(s) })
	}
	last := 0
	for _, judge := range m.j.Judges {
		m.take(judge.Span)
		last = max(last, judge.Span.End)
	}
	m.keepClerk(last)
}

// keepClerk protects the name after 书记员 in the signatures, which follow character from.
func (m *masker) keepClerk(from int) {
	if from == 0 || from > len(m.chars) {
		return
	}
	for i := from; i < min(len(m.chars), from+120); i++ {
		word := string(m.chars[i:min(len(m.chars), i+12)])
		if n := spacedPrefix(word, "书记员"); n > 0 {
			m.take(m.signature(i + runes(word[:n])))
			return
		}
	}
}

// signature returns the name, of at most four characters, that stands after the word that ends
// before character i. Blanks may be in it.
func (m *masker) signature(i int) Span {
	for i < len(m.chars) && (m.chars[i] == '：' || blank(m.chars[i]) && m.chars[i] != '\n') {
		i++
	}
	s := Span{i, i}
	for s.End < len(m.chars) && s.End-s.Start < 4 && (m.chars[s.End] >= 0x3400 && m.chars[s.End] < 0xa000 || m.chars[s.End] == '　' || m.chars[s.End] == ' ') {
		s.End++
	}
	return s
}

// each calls f for every place where words stand in the text.
func (m *masker) each(words string, f func(Span)) {
	for i := range occurrences(m.text, words) {
		f(m.span(place{i, i + len(words)}))
	}
}

// occurrences yields the bytes of s where words begin, which do not overlap; none for no words.
func occurrences(s, words string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; words != ""; i += len(words) {
			k := strings.Index(s[i:], words)
			if k < 0 || !yield(i+k) {
				return
			}
			i += k
		}
	}
}

// hideIdentifiers puts one × for each character of an identifier: no digit stays.
func (m *masker) hideIdentifiers() {
	for _, id := range Identifiers(m.text) {
		m.replace(id.Span, strings.Repeat("×", id.Span.End-id.Span.Start))
	}
	for _, p := range m.j.Parties { // numbers that the head calls one, of whatever form
		if p.IDNumber != "" {
			m.each(p.IDNumber, func(s Span) { m.replace(s, strings.Repeat("×", s.End-s.Start)) })
		}
	}
}

// cutBirths leaves only the year of dates of birth.
func (m *masker) cutBirths() {
	for _, d := range days(m.text) {
		if _, n := yearAt(m.text[d.at.Start:]); n > 0 && d.full() && m.birth(d.at) {
			m.replace(m.span(d.at), m.text[d.at.Start:d.at.Start+n]+"年")
		}
	}
}

// birth reports whether the words around a date say that somebody was born then.
func (m *masker) birth(at place) bool {
	before := strings.TrimRight(m.text[max(0, at.Start-60):at.Start], " 　：:为是（(")
	if suffixOf(before, []string{"生于", "出生日期", "出生年月日", "出生", "出生时间"}) != "" {
		return true
	}
	after := strings.TrimLeft(m.text[at.End:], " 　（(")
	return strings.HasPrefix(after, "出生") ||
		strings.HasPrefix(after, "生") && prefixOf(after, []string{"生效", "生产", "生活", "生育", "生意", "生成", "生病"}) == ""
}

// write returns the copy and the function that converts spans.
func (m *masker) write() (string, func(Span) Span) {
	slices.SortFunc(m.edits, func(a, b edit) int { return a.at.Start - b.at.Start })
	var b strings.Builder
	b.Grow(len(m.text))
	copied := make([]Span, len(m.edits)) // where each edit stands in the copy
	from, shift := 0, 0
	for i, e := range m.edits {
		b.WriteString(string(m.chars[from:e.at.Start]))
		b.WriteString(e.with)
		copied[i] = Span{e.at.Start + shift, e.at.Start + shift + runes(e.with)}
		from, shift = e.at.End, copied[i].End-e.at.End
	}
	b.WriteString(string(m.chars[from:]))
	edits := m.edits
	return b.String(), func(s Span) Span {
		return Span{moved(edits, copied, s.Start, false), moved(edits, copied, s.End, true)}
	}
}

// moved returns where character i of the text stands in the copy. Inside an edit that is the
// start of what stands for it, or its end if the end of a span is asked for.
func moved(edits []edit, copied []Span, i int, end bool) int {
	n, _ := slices.BinarySearchFunc(edits, i, func(e edit, i int) int {
		if e.at.End <= i {
			return -1
		}
		return 1
	})
	switch {
	case n < len(edits) && i > edits[n].at.Start && end:
		return copied[n].End
	case n < len(edits) && i >= edits[n].at.Start && !end:
		return copied[n].Start
	case n == 0:
		return i
	}
	return i + copied[n-1].End - edits[n-1].at.End
}

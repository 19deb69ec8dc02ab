package record

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mask makes a copy of a document that is fit to be shown or exported. The judgment is what
// Parse read from the text. Names of natural persons become their surname and 某, addresses
// end at the county, birth dates at the year, and identifiers become ×, as
// 最高人民法院关于人民法院在互联网公布裁判文书的规定 (法释〔2016〕19号, art. 8 to 10) asks of
// what is published; see docs/operating.md for where the copy hides more than that. Courts,
// judges, clerks and organisations stay, but where their name is or contains that of a masked
// person, that part is masked. Names that the document has masked already stay.
//
// Only persons whom the reader found are masked: parties, agents, representatives, and those
// who follow a word such as 证人. A person named once in running text may stay. Where the
// copy cannot be vouched for, its Doubts say why.
//
// The copy is read again: where the other lengths of names move a rule's bounds, so that it reads
// otherwise, names get as many characters as they had (张某某), if that helps. Otherwise says that it
// did not.
func Mask(j Judgment, text string) MaskedCopy {
	m := newMasker(j, text)
	c := m.mask()
	was := structure(m.j)
	if structure(Parse(j.ID, c.Text)) == was {
		return c
	}
	m = newMasker(j, text)
	m.long = true
	if long := m.mask(); structure(Parse(j.ID, long.Text)) == was {
		return long
	}
	c.Otherwise = true
	return c
}

// MaskDetails hides in a text what tells who somebody is besides their name: addresses end at the
// county, birth dates at the year, and identifiers become ×. Case numbers and offices stay. The
// names are for whoever knows them.
func MaskDetails(text string) string {
	m := newMasker(Parse("", text), text)
	m.keepCaseNumbers()
	m.cutAddresses()
	m.keepOffices()
	m.hideIdentifiers()
	m.cutBirths()
	c, _ := m.copy()
	return c.Text
}

// mask makes the copy.
func (m *masker) mask() MaskedCopy {
	m.findNames()
	m.keepCaseNumbers()
	m.cutAddresses()
	m.keepOffices()
	m.hideIdentifiers()
	m.cutBirths()
	m.hide(m.names)
	c, chars := m.copy()
	c.Doubts = m.doubts(c, chars)
	return c
}

// structure returns in short what a copy must have like its original: the parts, the parties and
// what was read item by item, but for words that may name somebody.
func structure(j Judgment) string {
	var b strings.Builder
	fmt.Fprintln(&b, j.Court, j.CaseNo, j.DocType, j.Procedure, j.Cause, j.FiledOn, j.HeardOn, j.DecidedOn, j.Outcome, len(j.Judges), len(j.PriorCases), len(j.Notes), len(j.Securities), len(j.Repayments))
	for _, p := range j.Parties {
		fmt.Fprintln(&b, p.Role, p.RoleText, p.Side, p.Kind, p.Class, p.Sex, len(p.Agents), p.LegalRep != "")
	}
	for _, s := range j.Sections {
		b.WriteString(s.Kind + " ")
	}
	for _, a := range j.Amounts {
		fmt.Fprint(&b, a.Kind, a.Yuan, " ")
	}
	for _, o := range j.Orders {
		fmt.Fprint(&b, o.Kind, len(o.Payers), " ")
	}
	for _, c := range j.Costs {
		fmt.Fprint(&b, c.Kind, c.Yuan, len(c.Payers), " ")
	}
	for _, c := range j.Citations {
		b.WriteString(c.Law + c.Article + " ")
	}
	for _, l := range j.Loans {
		fmt.Fprint(&b, l.LentOn, l.Principal, l.Delivery, " ")
	}
	for _, e := range j.Evidence {
		fmt.Fprint(&b, e.Kind, e.By, " ")
	}
	for _, e := range j.Elements {
		b.WriteString(string(e.Kind) + " ")
	}
	for _, o := range j.Objections {
		b.WriteString(string(o.Kind) + " ")
	}
	return b.String()
}

// An edit replaces the characters of a span.
type edit struct {
	at   Span
	with string
	hid  string // what it hides: one of the Hid or ID constants
}

// A masker gathers the edits to one text. All its spans are in characters. What an edit has
// taken, no later one touches.
type masker struct {
	j     Judgment
	text  string // closed up, if it was spaced out
	given spacing
	chars []rune
	count counter
	taken []bool // by character: kept on purpose or edited
	edits []edit

	persons []named
	known   map[string]int  // by name: one more than the index of the person
	begin   map[rune]bool   // the characters that known names begin with
	orgs    map[string]bool // what the names of organisations that are parties begin with
	long    bool            // names keep their length
	odd     bool            // somebody is called what is no name
	names   *nameTree       // what stands for whom
	caseNos []Span          // where the case numbers stand; even an address ends there
}

func newMasker(j Judgment, text string) *masker {
	m := &masker{j: j, names: newNameTree()} // names may be left unknown: MaskDetails does
	if spacedOut(text) {
		text, m.given = closeUp(text)
		m.j = Parse(j.ID, text) // with its places in what is left
	}
	m.text, m.chars = text, []rune(text)
	if !utf8.ValidString(text) {
		m.text = string(m.chars) // each broken byte is a character now
	}
	m.count = newCounter(m.text, nil)
	m.taken = make([]bool, len(m.chars))
	return m
}

// span converts a place in bytes into characters.
func (m *masker) span(p place) Span { return Span{m.count.before(p.Start), m.count.before(p.End)} }

// keep marks a span as not to be touched.
func (m *masker) keep(s Span) {
	for i := max(s.Start, 0); i < min(s.End, len(m.chars)); i++ {
		m.taken[i] = true
	}
}

// replace notes an edit unless something else has been done there.
func (m *masker) replace(e edit) {
	s := e.at
	if s.Start < 0 || s.End > len(m.chars) || !s.Known() || slices.Contains(m.taken[s.Start:s.End], true) {
		return
	}
	m.keep(s)
	m.edits = append(m.edits, e)
}

// free yields the pieces of a span with which nothing has been done.
func (m *masker) free(s Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for i := s.Start; i < s.End; i++ {
			start := i
			for i < s.End && !m.taken[i] {
				i++
			}
			if i > start && !yield(Span{start, i}) {
				return
			}
		}
	}
}

// keepCaseNumbers protects the case numbers.
func (m *masker) keepCaseNumbers() {
	m.caseNos = suits(m.text, m.count)
	for _, s := range m.caseNos {
		m.keep(s)
	}
}

// keepOffices protects what may look like a party's name and is none: the court, judges and
// the clerk. Who signs with the very name of a masked person gets that person's other name,
// for a reader of the copy cannot tell the two apart.
func (m *masker) keepOffices() {
	if strings.HasSuffix(m.j.Court, "法院") && runes(m.j.Court) <= 30 {
		for i := range occurrences(m.text, m.j.Court) {
			m.keepOffice(m.span(place{i, i + len(m.j.Court)}))
		}
	}
	last := 0
	for _, judge := range m.j.Judges {
		m.keepOffice(judge.Span)
		last = max(last, judge.Span.End)
	}
	if last == 0 {
		return
	}
	for i := last; i < min(len(m.chars), last+120); i++ {
		word := string(m.chars[i:min(len(m.chars), i+12)])
		if n := spacedPrefix(word, "书记员"); n > 0 {
			m.keepOffice(m.signature(i + runes(word[:n])))
			return
		}
	}
}

// keepOffice protects a span unless it spells the name of a masked person.
func (m *masker) keepOffice(s Span) {
	if s.Start < 0 || s.End > len(m.chars) || !s.Known() {
		return
	}
	words := m.chars[s.Start:s.End]
	if _, n := m.names.longest(words, nil); n == 0 || strings.TrimSpace(string(words[n:])) != "" {
		m.keep(s)
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
	numbers := newNameTree() // those that stand again where nothing says what they are
	for _, id := range identifiers(m.chars, m.caseNos) {
		if id.Kind == IDTail { // it tells accounts apart and identifies none
			continue
		}
		m.cross(id.Span, id.Kind)
		if !id.Masked && len(id.Value) >= shortestRepeated {
			numbers.add(id.Value, id.Kind)
		}
	}
	// And those that the head calls one, of whatever form.
	for _, p := range m.j.Parties {
		if p.Kind == Organisation {
			numbers.add(p.IDNumber, IDCredit)
		} else {
			numbers.add(p.IDNumber, IDResident)
		}
	}
	numbers.each(m.chars, nil, m.cross)
}

// shortestRepeated is how long an identifier must be to be known again without the words around
// it.
const shortestRepeated = 6

// cross puts one × for each character of a span that is free.
func (m *masker) cross(s Span, kind string) {
	for s := range m.free(s) {
		m.replace(edit{s, strings.Repeat("×", s.End-s.Start), kind})
	}
}

// cutBirths leaves only the year of dates of birth. Dates are looked for around the character
// 生 only, without which none is one.
func (m *masker) cutBirths() {
	done := 0
	for i := range occurrences(m.text, "生") {
		from, to := max(done, i-aroundBirth), min(len(m.text), i+aroundBirth)
		for from < to && !utf8.RuneStart(m.text[from]) {
			from++
		}
		for _, d := range days(m.text[from:to]) {
			at := place{from + d.at.Start, from + d.at.End}
			if at.End+len("二十") > to && to < len(m.text) {
				break // perhaps cut short
			}
			done = max(done, at.End)
			if _, n := yearAt(m.text[at.Start:]); n > 0 && d.full() && m.birth(at) {
				m.replace(edit{m.span(at), m.text[at.Start:at.Start+n] + "年", HidBirth})
			}
		}
	}
}

// aroundBirth is how many bytes before and after 生 a date of birth is looked for.
const aroundBirth = 90

// birth reports whether the words around a date say that somebody was born then.
func (m *masker) birth(at place) bool {
	before := strings.TrimRight(m.text[max(0, at.Start-60):at.Start], " 　：:为是（(")
	if suffixOf(before, []string{"生于", "出生日期", "出生年月日", "出生", "出生时间"}) != "" {
		return true
	}
	after := strings.TrimLeft(m.text[at.End:], " 　（(")
	return strings.HasPrefix(after, "出生") ||
		strings.HasPrefix(after, "生") && prefixOf(after, []string{"生效", "生产", "生活", "生意", "生成", "生病"}) == ""
}

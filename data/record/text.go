package record

import (
	"strings"
	"unicode/utf8"
)

// A reader holds one text while it is read. Every Span inside is in bytes until
// toCharacters turns them all into characters, once, at the end.
type reader struct {
	text  string // closed up, if it was spaced out
	given spacing
	j     Judgment
	finds
	demands
	head      layout
	roll      nameRoll  // of the parties
	parts     []part    // the sections, in order, covering the text from the head on
	asked     int       // the index of the section asked for last
	follows   following // which characters follow one another in the text
	starts    []int32   // where the sentences start
	stops     []int32   // where the marks stand that end phrases
	looked    place     // the sentence looked at last
	lookedAt  int       // how many sentences start up to there
	stopped   int       // how many of the stops stood before the mark whose phrase was asked for last
	figures   []int32   // where a date or a sum may start
	cast      cast
	named     []mention      // where the parties are named, in order
	days      []day          // every date, in order
	sums      []sum          // every sum of yuan, in order
	foreign   []sum          // every sum of another currency, in order
	titles    []int32        // where 《 stands, in order
	numbers   []caseNumber   // every case number, in order
	courtName courtName      // what the court's name tells
	arbitral  place          // the name of the body of arbitration that issued the paper; not known for a court's
	report    bool           // a published report of a case, with headings instead of a form
	events    [maxRun]uint64 // see run
	pauses    [maxRun]int32  // see sift
	units     []entry        // the list of parties, see findParties
	pairs     []byte         // by three bytes of the text: the pairByte of the character that begins there and the one before
	fields    []fieldSpan    // where the single-valued fields were read
	chars     []int32        // the characters before each eight bytes, see counter
	near      []rune         // the characters around a run of letters and digits, see readIdentifiers
}

type fieldSpan struct {
	field      string
	at         Span
	confidence float64
}

// bit returns 1 for true and 0 for false.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fourBytes returns the first four bytes of s as one number, the first byte lowest.
func fourBytes(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// A place is a half-open range of bytes of the text.
type place = Span

// of returns the words of a place.
func (r *reader) of(p place) string { return r.text[p.Start:p.End] }

// after returns the words of p that follow what starts within p at a place. That may reach over
// the end of p: a text without marks is cut into sentences anywhere, inside a date or a name too.
func (r *reader) after(at, p place) string { return r.text[min(at.End, p.End):p.End] }

// upTo returns the words between the end of at, which starts before byte end, and that byte; none
// where it reaches over it: a word may begin inside a name.
func (r *reader) upTo(at place, end int) string { return r.text[min(at.End, end):end] }

// within returns the place p of the substring s of base, which starts at byte at.
func within(at, start, end int) place { return place{at + start, at + end} }

// prefixOf returns the first of words that s starts with, or "". Lists are ordered
// with the longer word first where one begins another.
func prefixOf(s string, words []string) string {
	for _, w := range words {
		if begins(s, w) {
			return w
		}
	}
	return ""
}

// begins is strings.HasPrefix that compares the last byte of w first, which tells Chinese words
// apart as their first does not. No text begins with the empty word.
func begins(s, w string) bool {
	n := len(w) - 1
	return uint(n) < uint(len(s)) && s[n] == w[n] && s[:n] == w[:n]
}

// suffixOf returns the first of words that s ends with, or "".
func suffixOf(s string, words []string) string {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// blank reports whether r is white space as it occurs in court documents,
// the ideographic space included.
func blank(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\ufeff', '\u200b':
		return true
	}
	return r >= '\u2000' && r <= '\u200a'
}

// trimPlace shrinks p so that it neither starts nor ends with white space or with
// one of the punctuation marks of cut.
func (r *reader) trimPlace(p place, cut string) place {
	for p.Start < p.End {
		c, n := charAt(r.text[:p.End], p.Start)
		if ideograph(c) || !blank(c) && !isMark(c, cut) {
			break
		}
		p.Start += n
	}
	for p.Start < p.End {
		c, n := lastRune(r.text[p.Start:p.End])
		if ideograph(c) || !blank(c) && !isMark(c, cut) {
			break
		}
		p.End -= n
	}
	return p
}

// ideograph reports whether c is a usual Chinese character, not a punctuation mark or a blank.
func ideograph(c rune) bool { return c >= 0x4e00 && c < 0xa000 }

// skipBlank returns the first offset from i on that holds no white space.
func skipBlank(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			i++
			continue
		case c != 0xc2 && c != 0xe2 && c != 0xe3 && c != 0xef: // the first bytes of the other blanks
			return i
		}
		c, n := charAt(s, i)
		if !blank(c) {
			break
		}
		i += n
	}
	return i
}

// sentence returns the sentence around byte i: from the last full stop, semicolon or
// line break before it to the next one, which is included. A half-width point between
// Chinese characters is a full stop too.
func sentence(s string, i int) place {
	return place{sentenceStart(s, i), sentenceEnd(s, i)}
}

// sentenceStart returns where the sentence that holds byte i starts.
func sentenceStart(s string, i int) int {
	for j := i; j > 0; j-- {
		switch s[j-1] {
		case '\n', ';':
			return j
		case '.':
			if pointEnds(s, j-1) {
				return j
			}
		case 0x82: // the last byte of 。 (E3 80 82)
			if j >= 3 && s[j-3:j] == "。" {
				return j
			}
		case 0x9b: // the last byte of ； (EF BC 9B)
			if j >= 3 && s[j-3:j] == "；" {
				return j
			}
		}
	}
	return 0
}

// sentenceEnd returns where the sentence that holds byte i ends.
func sentenceEnd(s string, i int) int {
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '\n', ';':
			return j
		case '.':
			if pointEnds(s, j) {
				return j + 1
			}
		case 0xe3:
			if strings.HasPrefix(s[j:], "。") {
				return j + 3
			}
		case 0xef:
			if strings.HasPrefix(s[j:], "；") {
				return j + 3
			}
		}
	}
	return len(s)
}

// pointEnds reports whether the half-width point at byte i ends a sentence: it stands
// between Chinese characters and not after a number or a letter.
func pointEnds(s string, i int) bool {
	return i > 0 && s[i-1] >= 0x80 && i+1 < len(s) && s[i+1] >= 0x80
}

// sentence returns the sentence of the text around byte i.
func (r *reader) sentence(i int) place { return place{r.sentenceStart(i), r.sentenceEnd(i)} }

// sentenceStart returns where the sentence that holds byte i starts.
func (r *reader) sentenceStart(i int) int {
	r.lookAt(i)
	return r.looked.Start
}

// sentenceEnd returns where the sentence that holds byte i ends.
func (r *reader) sentenceEnd(i int) int {
	r.lookAt(i)
	return r.looked.End
}

// lookAt makes the sentence that holds byte i the one looked at. Most questions are about the one
// looked at before. The end of the text, as a place, is a sentence of its own where it follows
// the end of one, else it belongs to the last.
func (r *reader) lookAt(i int) {
	if p := r.looked; p.Start <= i && i < p.End {
		return
	}
	n := upToNear(r.starts, i, r.lookedAt)
	r.lookedAt, r.looked = n, place{int(r.starts[n-1]), len(r.text)}
	if n < len(r.starts) {
		r.looked.End = int(r.starts[n])
	}
}

// upToNear is upTo that looks first right after the first n places, where the answer was found
// before: rules go through the text from its beginning to its end.
func upToNear(places []int32, i, n int) int {
	if n > 0 && n <= len(places) && int(places[n-1]) <= i {
		for limit := n + 4; n < limit; n++ {
			if n == len(places) || int(places[n]) > i {
				return n
			}
		}
	}
	return upTo(places, i)
}

// upTo returns how many of the places, which are in order, are not after byte i. It halves what is
// left without a branch: which half it is nobody can foretell.
func upTo(places []int32, i int) (n int) {
	left := len(places)
	for left > 1 {
		half := left / 2
		n += half * bit(int(places[n+half-1]) <= i)
		left -= half
	}
	if left == 1 {
		n += bit(int(places[n]) <= i)
	}
	return n
}

// paragraph returns where the run of sentences that holds byte i starts: after the last
// full stop or line break. Unlike sentenceStart it does not stop at semicolons.
func (r *reader) paragraph(i int) int {
	i = r.sentenceStart(i)
	for i > 0 && (r.text[i-1] == ';' || strings.HasSuffix(r.text[:i], "；")) {
		i = r.sentenceStart(i - 1)
	}
	return i
}

// clause returns the phrase around a mark: from the last separator of any strength before it
// to the next one after it, within its sentence. A colon separates only before a phrase: what it
// announces belongs to the words that announce it.
func (r *reader) clause(m mark) place {
	p := r.sentence(int(m.start))
	p.Start = r.runeStart(max(p.Start, int(m.start)-maxPhrase))
	p.End = max(r.runeStart(min(p.End, int(m.end)+maxPhrase)), int(m.end)) // a sentence may be cut inside a word
	n := upToNear(r.stops, int(m.start)-1, r.stopped)
	r.stopped = n
	if n > 0 {
		p.Start = max(p.Start, r.stopEnd(n-1))
	}
	for ; n < len(r.stops) && int(r.stops[n]) < p.End; n++ {
		if i := int(r.stops[n]); i >= int(m.end) && !strings.HasPrefix(r.text[i:], "：") && r.text[i] != ':' {
			p.End = i
			break
		}
	}
	return p
}

// stopEnd returns where the n-th of the marks that end phrases ends.
func (r *reader) stopEnd(n int) int {
	i := int(r.stops[n])
	if r.text[i] < utf8.RuneSelf {
		return i + 1
	}
	return i + 3
}

// maxPhrase bounds a phrase in bytes to either side of the word that is looked at.
const maxPhrase = 3 * 150

// runeStart returns i or, if byte i continues a character, where that character starts.
func (r *reader) runeStart(i int) int {
	for i > 0 && i < len(r.text) && r.text[i]&0xc0 == 0x80 {
		i--
	}
	return i
}

// closing returns the offset after the bracket that closes the one at the start of s,
// or 0 if s starts with no bracket or it is not closed within the same line.
// Round, square and hollow brackets of both widths close one another, because texts mix them.
func closing(s string) int {
	if s == "" || !mayBracket(s[0]) {
		return 0
	}
	depth := 0
	for i := 0; i < len(s); {
		c, n := charAt(s, i)
		i += n
		switch {
		case ideograph(c):
		case opens(c):
			depth++
		case closes(c):
			if depth--; depth == 0 {
				return i
			}
		case c == '\n':
			return 0
		}
		if depth == 0 {
			return 0
		}
	}
	return 0
}

func opens(c rune) bool {
	switch c {
	case '(', '（', '[', '［', '【', '〔', '〈', '﹝':
		return true
	}
	return false
}

func closes(c rune) bool {
	switch c {
	case ')', '）', ']', '］', '】', '〕', '〉', '﹞':
		return true
	}
	return false
}

// lastOpening returns where the last opening bracket of s stands, or -1.
func lastOpening(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if mayBracket(s[i]) {
			if c, _ := charAt(s, i); opens(c) {
				return i
			}
		}
	}
	return -1
}

// firstOpening returns where the first opening bracket of s stands, or -1.
func firstOpening(s string) int {
	for i := range len(s) {
		if mayBracket(s[i]) {
			if c, _ := charAt(s, i); opens(c) {
				return i
			}
		}
	}
	return -1
}

// mayBracket reports whether a bracket may start with the byte: surely not, if false.
func mayBracket(b byte) bool { return b == '(' || b == '[' || b == 0xe3 || b == 0xef }

// firstBlank returns where the first white space of s stands, or -1.
func firstBlank(s string) int {
	for i := range len(s) {
		switch s[i] {
		case ' ', '\t', '\r', '\n':
			return i
		case 0xc2, 0xe2, 0xe3, 0xef: // the first bytes of the other blanks
			if c, _ := charAt(s, i); blank(c) {
				return i
			}
		}
	}
	return -1
}

// indexMark is strings.IndexAny for marks that are no Chinese characters: over those it steps.
func indexMark(s, marks string) int {
	for i := 0; i < len(s); {
		if s[i] >= 0xe4 && s[i] <= 0xe9 {
			i += 3
			continue
		}
		c, n := charAt(s, i)
		if isMark(c, marks) {
			return i
		}
		i += n
	}
	return -1
}

// lastMark is strings.LastIndexAny for marks that are no Chinese characters.
func lastMark(s, marks string) int {
	for i := len(s); i > 0; {
		if i >= 3 && s[i-1] >= utf8.RuneSelf && s[i-3] >= 0xe4 && s[i-3] <= 0xe9 {
			i -= 3
			continue
		}
		c, n := lastRune(s[:i])
		if i -= n; isMark(c, marks) {
			return i
		}
	}
	return -1
}

// isMark reports whether c is one of marks, which are no Chinese characters.
func isMark(c rune, marks string) bool {
	switch {
	case ideograph(c):
		return false
	case c < utf8.RuneSelf:
		return strings.IndexByte(marks, byte(c)) >= 0
	case c < 0x800 || c >= 0x10000:
		return strings.ContainsRune(marks, c)
	}
	third := byte(c)&0x3f | 0x80
	for i := 2; i < len(marks); i++ {
		if marks[i] == third && marks[i-1] == byte(c>>6)&0x3f|0x80 && marks[i-2] == byte(c>>12)|0xe0 {
			return true
		}
	}
	return false
}

// charAt returns the character at byte i of valid text and its length.
func charAt(s string, i int) (rune, int) {
	if c := s[i]; c>>4 == 0xe && i+2 < len(s) {
		return rune(c&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	} else if c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// firstRune returns the character that valid text starts with and its length, 0 if s is empty.
func firstRune(s string) (rune, int) {
	if len(s) >= 3 && s[0]>>4 == 0xe {
		return wideRune(s), 3
	}
	return utf8.DecodeRuneInString(s)
}

// lastRune returns the last character of valid text and its length, 0 if s is empty.
func lastRune(s string) (rune, int) {
	n := len(s)
	if n >= 3 && s[n-1] >= utf8.RuneSelf && s[n-3]>>4 == 0xe {
		return wideRune(s[n-3:]), 3
	}
	return utf8.DecodeLastRuneInString(s)
}

// wideRune returns the character of three bytes that s starts with.
func wideRune(s string) rune {
	_ = s[2]
	return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f)
}

// runes counts the characters of valid text.
func runes(s string) int { return characters(s) }

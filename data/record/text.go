package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A reader holds one text while it is read. Every Span inside is in bytes until
// toCharacters turns them all into characters, once, at the end.
type reader struct {
	text  string
	j     Judgment
	marks []mark // the cue words of the text, in order
	demands
	tagged    []mark // the words of the rules of tags, in order
	head      layout
	roll      nameRoll  // of the parties
	parts     []part    // the sections, in order, covering the text from the head on
	follows   following // which characters follow one another in the text
	starts    []int32   // where the sentences start
	figures   []int32   // where a date or a sum may start
	cast      cast
	named     []mention    // where the parties are named, in order
	days      []day        // every date, in order
	sums      []sum        // every sum of yuan, in order
	foreign   []sum        // every sum of another currency, in order
	titles    []int32      // where 《 stands, in order
	numbers   []caseNumber // every case number, in order
	courtName courtName    // what the court's name tells
	report    bool         // a published report of a case, with headings instead of a form
	fields    []fieldSpan  // where the single-valued fields were read
}

type fieldSpan struct {
	field      string
	at         Span
	confidence float64
}

// A place is a half-open range of bytes of the text.
type place = Span

// of returns the words of a place.
func (r *reader) of(p place) string { return r.text[p.Start:p.End] }

// within returns the place p of the substring s of base, which starts at byte at.
func within(at, start, end int) place { return place{at + start, at + end} }

// prefixOf returns the first of words that s starts with, or "". Lists are ordered
// with the longer word first where one begins another.
func prefixOf(s string, words []string) string {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
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
		if ideograph(c) || !blank(c) && !strings.ContainsRune(cut, c) {
			break
		}
		p.Start += n
	}
	for p.Start < p.End {
		c, n := utf8.DecodeLastRuneInString(r.text[p.Start:p.End])
		if ideograph(c) || !blank(c) && !strings.ContainsRune(cut, c) {
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
	n, found := slices.BinarySearch(r.starts, int32(i))
	if found {
		return i
	}
	return int(r.starts[n-1])
}

// sentenceEnd returns where the sentence that holds byte i ends.
func (r *reader) sentenceEnd(i int) int {
	n, found := slices.BinarySearch(r.starts, int32(i))
	if found {
		n++
	}
	if n < len(r.starts) {
		return int(r.starts[n])
	}
	return len(r.text)
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
// to the next one after it, within its sentence.
func (r *reader) clause(m mark) place {
	p := place{r.sentenceStart(int(m.start)), r.sentenceEnd(int(m.start))}
	p.Start = r.runeStart(max(p.Start, int(m.start)-maxPhrase))
	p.End = r.runeStart(min(p.End, int(m.end)+maxPhrase))
	for i := int(m.start); i > p.Start; i-- {
		if separates(r.text, i-1, false) {
			p.Start = i
			break
		}
	}
	for i := int(m.end); i < p.End; i++ {
		if separates(r.text, i, true) {
			p.End = i
			break
		}
	}
	return p
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

// separates reports whether a separator of phrases begins at byte i of s or, if not begins,
// ends with it.
func separates(s string, i int, begins bool) bool {
	switch s[i] {
	case ',', ';', '\n':
		return true
	case ':':
		return !begins
	}
	if begins {
		return i+3 <= len(s) && phraseEnd(s[i:i+3], true)
	}
	return i >= 2 && phraseEnd(s[i-2:i+1], false)
}

// phraseEnd reports whether a character of three bytes separates phrases. A colon does only
// before a phrase: what it announces belongs to the words that announce it.
func phraseEnd(c string, after bool) bool {
	switch c {
	case "，", "。", "；", "“", "”":
		return true
	case "：":
		return !after
	}
	return false
}

// closing returns the offset after the bracket that closes the one at the start of s,
// or 0 if s starts with no bracket or it is not closed within the same line.
// Round, square and hollow brackets of both widths close one another, because texts mix them.
func closing(s string) int {
	depth := 0
	for i, c := range s {
		switch {
		case opens(c):
			depth++
		case closes(c):
			depth--
			if depth == 0 {
				return i + utf8.RuneLen(c)
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

// charAt returns the character at byte i of valid text and its length.
func charAt(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	} else if c>>4 == 0xe && i+2 < len(s) {
		return rune(c&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// runes counts the characters of s.
func runes(s string) int { return utf8.RuneCountInString(s) }

package record

// maxSentence bounds a sentence in bytes, so that a text without punctuation cannot make
// every look at a sentence a look at the whole text.
const maxSentence = 3 * 2000

// scan goes over the text once and notes where sentences and titles (《) start, where cue words
// stand, where a date or a sum may start, and which characters follow one another.
func (r *reader) scan() {
	l, digits, text := words(), figures(), r.text
	r.starts = append(make([]int32, 0, len(text)/64+8), 0)
	r.marks = make([]mark, 0, len(text)/48+8)
	r.tagged = make([]mark, 0, len(text)/96+8)
	r.figures = make([]int32, 0, len(text)/32+8)
	last := 0         // where the last sentence starts
	two := uint64(0)  // the two characters before, if they have three bytes each
	seen := uint64(0) // the last character that is no blank, if it has three bytes
	for i := 0; i < len(text); {
		if i-last >= maxSentence {
			r.starts, last = append(r.starts, int32(i)), i
		}
		c := text[i]
		if c < 0xe0 || c >= 0xf0 || i+3 > len(text) {
			size, stop := narrowAt(text, i)
			if c >= '0' && c <= '9' {
				r.figures = append(r.figures, int32(i))
			}
			if two = 0; c > ' ' && c != 0xc2 { // a blank, also of two bytes, parts no characters
				seen = 0
			}
			if i += size; stop {
				r.starts, last = append(r.starts, int32(i)), i
			}
			continue
		}
		wide := uint64(c) | uint64(text[i+1])<<8 | uint64(text[i+2])<<16
		if two&0xffffff != 0 {
			h := tripleHash(two, wide)
			if l.triples.has(h) {
				r.marks, r.tagged = l.find(text[i-6:], l.triples.first[h], mark{start: int32(i - 6)}, r.marks, r.tagged)
			}
		}
		before := two >> 24
		h := headHash(before | wide<<24)
		if before != 0 && l.pairs.has(h) {
			r.marks, r.tagged = l.find(text[i-3:], l.pairs.first[h], mark{start: int32(i - 3)}, r.marks, r.tagged)
		}
		if digits.has(rune(c&0xf)<<12 | rune(text[i+1]&0x3f)<<6 | rune(text[i+2]&0x3f)) {
			r.figures = append(r.figures, int32(i))
		}
		two = before | wide<<24
		i += 3
		if c >= 0xe4 && c < 0xef { // a Chinese character
			if seen != before {
				h = headHash(seen | wide<<24)
			}
			r.follows.note(h)
			seen = wide
			continue
		}
		switch wide {
		case fullStop, semicolon:
			r.starts, last = append(r.starts, int32(i)), i
		case titleMark:
			r.titles = append(r.titles, int32(i-3))
		}
		if wide != wideBlank && wide != byteOrderMark && wide&0xffff != 0x80e2 { // E2 80: blanks, dashes, quotes
			r.follows.note(headHash(seen | wide<<24))
			seen = wide
		}
	}
}

// The characters of three bytes that end a sentence, open a title or are blank, the first byte
// lowest.
const (
	fullStop  = 0x8280e3 // 。
	semicolon = 0x9bbcef // ；
	titleMark = 0x8a80e3 // 《
	wideBlank = 0x8080e3 // the ideographic space

	byteOrderMark = 0xbfbbef
)

// narrowAt returns the length of a character that has not three bytes and whether it ends a
// sentence: a line break, a semicolon, or a point between Chinese characters.
func narrowAt(s string, i int) (size int, stop bool) {
	switch c := s[i]; {
	case c < 0x80:
		return 1, c == '\n' || c == ';' || c == '.' && pointEnds(s, i)
	case c >= 0xf0:
		return 4, false
	}
	return 2, false
}

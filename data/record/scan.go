package record

import (
	"slices"
	"unicode/utf8"
)

// maxSentence bounds a sentence in bytes, so that a text without punctuation cannot make
// every look at a sentence a look at the whole text.
const maxSentence = 3 * 2000

// scan goes over the text once and notes where sentences and titles (《) start, where phrases
// end, where cue words stand, where a date or a sum may start, and which characters follow one
// another. It stops and returns false where the text is no valid UTF-8.
func (r *reader) scan() bool {
	l, text := words(), r.text
	r.makeRoom()
	prev := uint64(0) // the character before, if it has three bytes
	seen := uint64(0) // the last character that is no blank, if it has three bytes
	for i := 0; i < len(text); {
		if i-int(r.starts[len(r.starts)-1]) >= maxSentence {
			r.starts = append(r.starts, int32(i))
		}
		if l.leads[text[i]] && i >= 3 && i+6 <= len(text) {
			if seen != prev {
				r.follows.note(headHash(seen | threeBytes(text[i:])<<24))
			}
			from, ok := i, false
			if i, prev, ok = r.run(l, i, prev); !ok {
				return false
			}
			if i > from {
				seen = prev
				continue
			}
		}
		c := text[i]
		if c >= utf8.RuneSelf && !startsValid(text[i:]) {
			return false
		}
		if c < 0xe0 || c >= 0xf0 {
			prev = 0
			if c > ' ' && c != 0xc2 { // a blank, also of two bytes, parts no characters
				seen = 0
			}
			i = r.narrow(i)
			continue
		}
		wide := threeBytes(text[i:])
		h := headHash(prev | wide<<24)
		r.pairs[i/3] = pairByte(h)
		r.look(l, l.event(h, wide)|uint64(i)<<eventAt)
		i += 3
		if prev = wide; wide != wideBlank && wide != byteOrderMark && wide&0xffff != 0x80e2 { // E2 80: blanks, dashes, quotes
			r.follows.note(headHash(seen | wide<<24))
			seen = wide
		}
	}
	return true
}

// startsValid reports whether s starts with a whole character.
func startsValid(s string) bool {
	if len(s) >= 3 && s[0] > 0xe0 && s[0] < 0xed && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return true // punctuation, mostly
	}
	c, n := utf8.DecodeRuneInString(s)
	return c != utf8.RuneError || n > 1
}

// maxRun bounds in characters the run that one call of run goes over.
const maxRun = 64

// run goes over the Chinese characters and punctuation marks from byte i on and returns where
// they end, the last of them and whether they are valid UTF-8. Prev is the character before. As
// most of a text is such, the loop only notes where something may be to look at. It leaves out the
// first and the last character of the text, so that each has one before and one after it.
func (r *reader) run(l *lexicon, i int, prev uint64) (end int, last uint64, ok bool) {
	w := r.text[i:min(i+3*maxRun+1, len(r.text)-2)] // so that two characters follow the one before
	n, left, last, ok := r.gather(l, w, i+len(w), prev)
	n, signs := r.sift(l, n)
	r.at(l, r.text, r.events[:n])
	for _, at := range r.pauses[:signs] {
		r.sign(threeBytes(r.text[at:]), int(at)+3)
	}
	return i + len(w) - left, last, ok
}

// gather is the loop of run, of so few values that they stay in registers. W starts at the first
// character and ends before byte end. It returns how many events there are and how much of w it
// has not gone over.
func (r *reader) gather(l *lexicon, w string, end int, prev uint64) (n, left int, last uint64, ok bool) {
	tails, third := uint64(0), (end-len(w))/3
	for len(w) >= 4 {
		wide := uint64(fourBytes(w))
		if !l.leads[byte(wide)] {
			break
		}
		wide &= 0xffffff
		h := headHash(prev | wide<<24)
		e := l.event(h, wide)
		if e&(1<<eventApart) != 0 {
			break
		}
		r.follows.note(h)
		r.pairs[third] = pairByte(h)
		third++
		r.events[n&(maxRun-1)] = e | uint64(end-len(w))<<eventAt
		n += int((e + eventMask) >> eventAt) // one more, if there is anything
		tails |= wide ^ 0x808000             // the two high bits of a byte that continues a character are 10
		prev = wide
		w = w[3:]
	}
	return n, len(w), prev, tails&0xc0c000 == 0
}

// sift parts the first n events: it notes the figures, gathers the signs, and leaves of the others
// those at which a word may stand. It returns how many of these and how many signs there are. All
// that is done without a branch, for what an event is nobody can foretell.
func (r *reader) sift(l *lexicon, n int) (left, signs int) {
	text := r.text
	r.figures = slices.Grow(r.figures, maxRun)
	figures, found := r.figures[len(r.figures):len(r.figures)+maxRun], 0
	for k := range n {
		e := r.events[k&(maxRun-1)]
		at := e >> eventAt
		figures[found&(maxRun-1)] = int32(at)
		found += int(e >> eventFigure & 1)
		r.pauses[signs&(maxRun-1)] = int32(at)
		signs += int(e >> eventSign & 1)
		h := openingHash(text[at-3:])
		worth := e>>eventShort | l.opens[h/64]>>(h%64)
		r.events[left&(maxRun-1)] = e
		left += int((e&headIndex + headIndex) >> eventShort & worth & 1)
	}
	r.figures = r.figures[:len(r.figures)+found]
	return left, signs
}

// pairByte is the byte of a headHash by which pairs of characters are looked for.
func pairByte(h uint64) byte { return byte(h >> 56) }

// An event tells what may stand at a character of three bytes: what the table of heads has for it
// and the character before; whether a date or
// a sum may start there; whether it may be a mark; whether it may be a blank; and its byte.
const (
	eventShort  = 12 // headShort
	eventFigure = 16
	eventSign   = 17
	eventApart  = 18
	eventAt     = 19
	eventMask   = 1<<eventAt - 1
)

// event returns what may stand at a character, without its byte. H is the headHash of the one
// before and of it.
func (l *lexicon) event(h, wide uint64) uint64 {
	return uint64(l.heads[h>>(64-headBits)]) | uint64(l.kinds[kindHash(wide)])<<eventFigure
}

// look looks at what may stand at a character.
func (r *reader) look(l *lexicon, e uint64) {
	i := int(e >> eventAt)
	if e&headIndex != 0 && i >= 3 {
		r.at(l, r.text, []uint64{e})
	}
	if e>>eventFigure&1 != 0 {
		r.figures = append(r.figures, int32(i))
	}
	if e>>eventSign&1 != 0 {
		r.sign(threeBytes(r.text[i:]), i+3)
	}
}

// makeRoom makes the lists of scan as long as most texts need.
func (r *reader) makeRoom() {
	n := len(r.text)
	r.starts = append(slices.Grow(r.starts, n/64+8), 0)
	r.pairs = slices.Grow(r.pairs, n/3+1)[:n/3+1]
	clear(r.pairs)
	r.stops = slices.Grow(r.stops, n/24+8)
	r.marks = slices.Grow(r.marks, n/48+8)
	r.tagged = slices.Grow(r.tagged, n/96+8)
	r.figures = slices.Grow(r.figures, n/32+8)
}

// The characters of three bytes that mean something to scan, the first byte lowest.
const (
	fullStop  = 0x8280e3 // 。
	semicolon = 0x9bbcef // ；
	comma     = 0x8cbcef // ，
	colon     = 0x9abcef // ：
	opening   = 0x9c80e2 // “
	closed    = 0x9d80e2 // ”
	titleMark = 0x8a80e3 // 《
	wideBlank = 0x8080e3 // the ideographic space

	byteOrderMark = 0xbfbbef
)

// sign notes what a punctuation mark of three bytes that ends before byte i means.
func (r *reader) sign(wide uint64, i int) {
	switch wide {
	case comma, colon, opening, closed:
		r.stops = append(r.stops, int32(i-3))
	case fullStop, semicolon:
		r.stops = append(r.stops, int32(i-3))
		r.starts = append(r.starts, int32(i))
	case titleMark:
		r.titles = append(r.titles, int32(i-3))
	}
}

// narrow notes what the character at byte i means, which has not three bytes, and returns where
// it ends. A line break, a semicolon, or a point between Chinese characters ends a sentence.
func (r *reader) narrow(i int) (end int) {
	switch c := r.text[i]; {
	case c >= 0xf0:
		return i + 4
	case c >= 0x80:
		return i + 2
	case c >= '0' && c <= '9':
		r.figures = append(r.figures, int32(i))
	case c == '\n', c == ';':
		r.stops = append(r.stops, int32(i))
		r.starts = append(r.starts, int32(i+1))
	case c == ',', c == ':':
		r.stops = append(r.stops, int32(i))
	case c == '.' && pointEnds(r.text, i):
		r.starts = append(r.starts, int32(i+1))
	}
	return i + 1
}

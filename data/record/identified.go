package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// readIdentifiers reads what Identifiers finds. Each has a digit or @, but for a name of an account
// that is letters only, so that only what stands around these is taken apart.
func (r *reader) readIdentifiers() {
	skip, done, tails := r.numbers, 0, r.follows.mayHold("尾号")
	look := func(i int) {
		for len(skip) > 0 && skip[0].at.End <= i {
			skip = skip[1:]
		}
		if len(skip) > 0 && skip[0].at.Start <= i && !deedNumber(r.text, skip[0]) {
			done = skip[0].at.End
			return
		}
		if n := r.plainNumber(i, done, tails); n > 0 {
			done = i + n
			return
		}
		p := r.solidAround(i, done)
		if done = p.End; r.mayIdentify(p) {
			r.identifyIn(p)
		}
	}
	mail := r.nextAt(0)
	for _, f := range r.figures {
		i := int(f)
		for ; mail < i; mail = r.nextAt(mail + 1) {
			if mail >= done {
				look(mail)
			}
		}
		if i >= done && numeral(r.text[i:]) {
			look(i)
		}
	}
	for ; mail < len(r.text); mail = r.nextAt(mail + 1) {
		if mail >= done {
			look(mail)
		}
	}
}

// plainNumber returns the length of the digits at byte i that are surely no part of an identifier:
// few, or a sum, with no letter or sign at either end that could be one, as in most years and counts. It is
// 0 if they may be. What stands before byte from is read; tails tells whether digits may follow 尾号.
func (r *reader) plainNumber(i, from int, tails bool) int {
	n := narrowDigits(r.text[i:])
	if n == 0 || n > longestSum || tails || i > from && joinedBefore(r.text[from:i]) > 0 {
		return 0
	}
	point := false
	if s := r.text[i+n:]; len(s) > 2 && s[0] == '.' { // 20000.00
		if k := narrowDigits(s[1:]); k > 0 && k < shortestIdentifier {
			point, n = true, n+1+k
		}
	}
	s := r.text[i+n:]
	switch {
	case s != "" && (s[0] == ' ' || joinedAt(s) > 0):
		return 0
	case n < shortestIdentifier, point, measuredBy(s):
		return n
	}
	return 0
}

// longestSum is how many digits a number has at most that a word of measure makes a sum.
const longestSum = 14

// measuredBy reports whether s makes the number before it an amount, as measures does.
func measuredBy(s string) bool {
	c, _ := firstRune(s)
	return s != "" && strings.ContainsRune(measureSigns, c)
}

// nextAt returns where @ stands first from byte i on, or where the text ends.
func (r *reader) nextAt(i int) int {
	if k := strings.IndexByte(r.text[min(i, len(r.text)):], '@'); k >= 0 {
		return i + k
	}
	return len(r.text)
}

// numeral reports whether s starts with an Arabic digit of either width.
func numeral(s string) bool {
	return s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "\uff10"[:2]) && len(s) > 2 && s[2] >= 0x90 && s[2] <= 0x99
}

// solidAround returns the run of letters, digits, signs that join them and signs that hide them
// around byte i, but for what stands before byte from. Groups of digits may be parted by one blank.
func (r *reader) solidAround(i, from int) place {
	p := place{i, i}
	for p.Start > from {
		n := joinedBefore(r.text[from:p.Start])
		if n == 0 {
			break
		}
		p.Start -= n
	}
	for p.End < len(r.text) {
		n := joinedAt(r.text[p.End:])
		if n == 0 && r.text[p.End] == ' ' && p.End+1 < len(r.text) && joinedAt(r.text[p.End+1:]) > 0 {
			n = 1
		}
		if n == 0 {
			break
		}
		p.End += n
	}
	return p
}

// joinedAt returns the length of the character that s starts with if identifiers are made of such.
func joinedAt(s string) int {
	switch c := s[0]; {
	case c < utf8.RuneSelf:
		return bit(alnum(rune(c)) || strings.IndexByte("._%+-@*", c) >= 0)
	case c == 0xc2 || c == 0xc3 || c == 0xe2 || c == 0xef:
		if c, n := firstRune(s); blot(c) || c == '·' || c == '•' || alnum(halfWidth(c)) || strings.ContainsRune("＠．－＊", c) {
			return n
		}
	}
	return 0
}

// joinedBefore is joinedAt for the character that s ends with.
func joinedBefore(s string) int {
	n := lastSize(s)
	if joinedAt(s[len(s)-n:]) == 0 {
		return 0
	}
	return n
}

// mayIdentify reports whether an identifier may stand in a run: surely not, if false. Most runs are
// years, counts and sums.
func (r *reader) mayIdentify(p place) bool {
	n := runes(r.of(p))
	return n >= shortestIdentifier || strings.IndexByte(r.of(p), '@') >= 0 || n > 1 && strings.Contains(r.text[max(0, p.Start-3*12):p.Start], "尾号")
}

// shortestIdentifier is how many letters, digits and signs an identifier has at least, but for an
// address and the digits after 尾号.
const shortestIdentifier = 5

// identifyIn reads the identifiers that start in a run. It sees as much of the text around as
// any rule for them looks at.
func (r *reader) identifyIn(p place) {
	from, to := max(0, p.Start-3*beforeIdentifier), min(len(r.text), p.End+3*afterIdentifier)
	for from < p.Start && !utf8.RuneStart(r.text[from]) {
		from++
	}
	for to < len(r.text) && !utf8.RuneStart(r.text[to]) {
		to++
	}
	first, end := 0, 0 // of the run, in characters
	r.near = r.near[:0]
	for i, c := range r.text[from:to] {
		if from+i < p.Start {
			first++
		}
		if from+i < p.End {
			end++
		}
		r.near = append(r.near, c)
	}
	f := &finder{written: r.near, chars: narrow(r.near), follows: &r.follows}
	at, byteAt := 0, from // the same place, in characters and in bytes
	for i := first; i < end; {
		id, n := f.next(i)
		i += n
		if id.Kind == "" {
			continue
		}
		for ; at < id.Span.Start; at++ {
			byteAt += utf8.RuneLen(r.near[at])
		}
		id.Span = place{byteAt, byteAt + len(id.Value)}
		id.Value = r.of(id.Span)
		id.Party = r.entryAt(id.Span)
		r.j.Identifiers = append(r.j.Identifiers, id)
	}
}

// How many characters before and after a run the rules look at.
const (
	beforeIdentifier = 18
	afterIdentifier  = 4
)

// entryAt returns the name of the party in whose entry a place is, "" if it is in none.
func (r *reader) entryAt(p place) string {
	all := r.j.Parties
	n, _ := slices.BinarySearchFunc(all, p.Start+1, func(q Party, start int) int { return q.LineSpan.Start - start })
	if n > 0 && p.End <= all[n-1].LineSpan.End {
		return all[n-1].Name
	}
	return ""
}

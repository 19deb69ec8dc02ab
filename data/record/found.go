package record

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// What stands where in the text is found once, in one pass each, and kept in order: cue words
// (scan), names of parties, dates and sums. The rules then ask what stands within a place,
// which costs a search among what was found instead of another look at the text.

// A mention is a party's name, or its short name, in the text.
type mention struct {
	party int // index in Judgment.Parties
	at    place
}

// findNames finds the names of the parties and the short names that the text gives them.
// Where one name begins another, or they cross, the longer or the earlier counts.
func (r *reader) findNames() {
	names := r.cast.names
	r.named = slices.Grow(r.named[:0], 8*len(names))
	if len(names) <= fewNames {
		r.findEach(names)
		return
	}
	x := newNameIndex(names)
	for i := 0; i < len(r.text); {
		c, size := charAt(r.text, i)
		if x.begins(c) {
			if n := x.at(names, r.text[i:]); n != nil {
				size = len(n.name)
				r.named = append(r.named, mention{n.party, place{i, i + size}})
			}
		}
		i += size
	}
}

// fewNames are so few that an index of them would cost more than it saves.
const fewNames = 16

// findEach finds few names: it looks for the next of each, and takes the first of these. Of two
// at one place the longer counts, which stands first.
func (r *reader) findEach(names []castName) {
	var next [fewNames]int // where the next of each name stands
	for k := range names {
		next[k] = r.nameFrom(names[k].name, 0)
	}
	for {
		first, at := 0, len(r.text)
		for k := range names {
			if next[k] < at {
				first, at = k, next[k]
			}
		}
		if at == len(r.text) {
			return
		}
		end := at + len(names[first].name)
		r.named = append(r.named, mention{names[first].party, place{at, end}})
		for k := range names {
			if next[k] < end {
				next[k] = r.nameFrom(names[k].name, end)
			}
		}
	}
}

// nameFrom returns where a name stands first from byte i on, or where the text ends.
func (r *reader) nameFrom(name string, i int) int {
	end, pair := len(r.text), byte(0)
	if len(name) >= 6 && name[0]>>4 == 0xe && name[3]>>4 == 0xe {
		pair = pairByte(headHash(twoCharacters(name)))
	}
	if pair == 0 { // as where no pair stands
		if k := index(r.text[i:], name); k >= 0 && name != "" {
			return i + k
		}
		return end
	}
	for third := i/3 + 1; third < len(r.pairs); third++ {
		k := bytes.IndexByte(r.pairs[third:], pair)
		if k < 0 {
			break
		}
		third += k
		at := 3 * third // the second character of the name begins here or on the next two bytes
		for r.text[at] < 0xe0 {
			at++
		}
		if at -= 3; at >= i && begins(r.text[at:], name) {
			return at
		}
	}
	return end
}

// A nameIndex finds which of many names a text goes on with, at a cost that hardly grows with
// their number: a collective suit may have thousands.
type nameIndex struct {
	first [8]uint64  // by hash of a character: whether a name starts with it
	heads [512]int32 // by hash of two characters: one more than the place of the first name, 0 for none
	next  []int32    // by place of a name: the next with the same hash, as in heads
}

// newNameIndex makes the index of names, of which the longer stand first.
func newNameIndex(names []castName) *nameIndex {
	x := &nameIndex{next: make([]int32, len(names))}
	for i := len(names) - 1; i >= 0; i-- {
		c, size := charAt(names[i].name, 0)
		h := charHash(c)
		x.first[h/64] |= 1 << (h % 64)
		h = x.pair(c, names[i].name[size:])
		x.next[i], x.heads[h] = x.heads[h], int32(i+1)
	}
	return x
}

// begins reports whether a name may start with c: surely not, if false.
func (x *nameIndex) begins(c rune) bool {
	h := charHash(c)
	return x.first[h/64]>>(h%64)&1 != 0
}

// at returns the longest of names that s starts with, or nil.
func (x *nameIndex) at(names []castName, s string) *castName {
	c, size := charAt(s, 0)
	if size == len(s) {
		return nil
	}
	for n := x.heads[x.pair(c, s[size:])]; n != 0; n = x.next[n-1] {
		if strings.HasPrefix(s, names[n-1].name) {
			return &names[n-1]
		}
	}
	return nil
}

// pair hashes a character and the one that s starts with.
func (x *nameIndex) pair(c rune, s string) uint32 {
	d, _ := charAt(s, 0)
	return charHash(c*31 + d)
}

func charHash(c rune) uint32 { return uint32(c) * 0x9e3779b1 >> (32 - 9) }

// nameAt returns the party's name that s starts with, the longest if there are several.
func (c cast) nameAt(s string) *castName {
	for i := range c.names {
		if strings.HasPrefix(s, c.names[i].name) {
			return &c.names[i]
		}
	}
	return nil
}

// findFigures finds every date, every sum of money and every case number. Digits that end a
// party's name belong to neither: 陈某18万元 is eight, lent to 陈某1.
func (r *reader) findFigures() {
	r.days, r.sums = slices.Grow(r.days[:0], 16), slices.Grow(r.sums[:0], 16) // as many as most documents have
	names, lastYear, done, rest := r.named, 0, 0, goesOn()
	for _, f := range r.figures {
		i := int(f)
		if i < done || r.lone(i, rest) {
			continue
		}
		if n := r.countAt(i, rest); n > 0 {
			done = i + n
			continue
		}
		for len(names) > 0 && names[0].at.End <= i {
			names = names[1:]
		}
		if len(names) > 0 && names[0].at.Start <= i {
			continue
		}
		done = i + r.figureAt(i, &lastYear)
	}
	r.readBlankets()
}

// lone reports whether the figure at byte i is surely part of no date and no sum: a Chinese
// digit before a character that goes on with neither, as in 一审 or 第三人, or 同 and 当 not
// before 年. Rest is what goesOn returns.
func (r *reader) lone(i int, rest *runeSet) bool {
	if r.text[i]&0xf0 != 0xe0 || i+6 > len(r.text) {
		return false
	}
	if r.text[i+3]&0xf0 != 0xe0 {
		c := wideRune(r.text[i:])
		return c == '同' || c == '当'
	}
	c, d := wideRune(r.text[i:]), wideRune(r.text[i+3:])
	if c == '同' || c == '当' {
		return d != '年'
	}
	return ideograph(d) && !rest.has(d)
}

// countAt returns the length of the digits at byte i if they are surely part of no date, no sum
// and no case number: a character follows that goes on with none of these, as in 第12条 or 3名,
// and no word of money stands before them. It is 0 if they may be.
func (r *reader) countAt(i int, rest *runeSet) int {
	n := narrowDigits(r.text[i:])
	end := i + n
	if n == 0 || end+3 > len(r.text) || r.text[end] < 0xe4 || r.text[end] > 0xe9 || rest.has(wideRune(r.text[end:])) || i > 0 && mayEndCurrency(r.text[i-1]) {
		return 0
	}
	return n
}

// mayEndCurrency reports whether a word or sign that currencyBefore knows, or a blank after one,
// may end with a byte: surely not, if false.
func mayEndCurrency(b byte) bool {
	switch b {
	case ' ', '$', 'B', 'Y', 'D', 'R', 'P', 0x81, 0x83, 0xa3, 0xa5, 0xac, 0x91, 0x95:
		return true
	}
	return false
}

// goesOn is the set of the Chinese characters that a number, a date or a sum goes on with after
// its first, built once.
var goesOn = sync.OnceValue(func() *runeSet {
	return setOf(func(c rune) bool {
		return digit(c) >= 0 || unit(c) > 0 || strings.ContainsRune("年月日号元圆圓角分厘余多整正点美港欧日英韩澳加瑞新台卢泰越人民币块", c)
	})
})

// figureAt notes the date or sum that starts at byte i, or the case number of that year, and
// returns its length, or that of the number there that is none of them. A date that leaves out
// its year takes it from the one before.
func (r *reader) figureAt(i int, lastYear *int) int {
	if n := r.numberAt(i); n > 0 {
		return n
	}
	s := r.text[i:]
	if w := len("同年"); strings.HasPrefix(s, "同") || strings.HasPrefix(s, "当") {
		if len(s) < w || s[len("同"):w] != "年" || *lastYear == 0 {
			return 0
		}
		iso, n := monthAndDay(*lastYear, s[w:])
		if n == 0 {
			return 0
		}
		r.days = append(r.days, day{iso, place{i, i + w + n}})
		return w + n
	}
	if iso, n := dateAt(s); n > 0 {
		*lastYear = yearOf(iso)
		r.days = append(r.days, day{iso, place{i, i + n}})
		return n
	}
	v, n := number(s)
	if n == 0 {
		return 0
	}
	if iso, k := r.listedDay(i); k > 0 {
		r.days = append(r.days, day{iso, place{i, i + k}})
		return k
	}
	if m, ok := sumFrom(r.text, i, v, n); ok {
		r.addSum(m)
		return m.at.End - i
	}
	return n
}

// addSum notes a sum of money, those of other currencies apart: no field in yuan is to hold
// one.
func (r *reader) addSum(m sum) {
	if m.contradicts() {
		r.defect("amounts", "contradiction", "同一金额的大写与小写不一致。", m.at)
	}
	if m.currency != "" {
		r.foreign = append(r.foreign, m)
		return
	}
	r.sums = append(r.sums, m)
}

// listedDay reads a date that a list has cut short at byte i: 2013年8月19日、24日、9月3日 takes
// month and year from the date before it.
func (r *reader) listedDay(i int) (iso string, length int) {
	if len(r.days) == 0 {
		return "", 0
	}
	last := r.days[len(r.days)-1]
	if last.at.End < i-len("以及") || !last.full() || !slices.Contains([]string{"、", "和", "及", "与", "以及"}, r.text[last.at.End:i]) {
		return "", 0
	}
	s, year := r.text[i:], yearOf(last.iso)
	if iso, n := monthAndDay(year, s); n > 0 {
		return iso, n
	}
	d, n := smallNumber(s)
	w := prefixOf(s[n:], []string{"日", "号"})
	month, err := strconv.Atoi(last.iso[len("2006-"):len("2006-01")])
	if n == 0 || w == "" || err != nil || d < 1 || d > daysIn(year, month) {
		return "", 0
	}
	return isoDate(year, month, d), n + len(w)
}

// marksIn returns the cue words that start within p.
func (r *reader) marksIn(p place) []mark {
	return marksBetween(r.marks, p)
}

// cueIn returns the first mark of one of cues within p, and whether there is one.
func (r *reader) cueIn(p place, cues ...cue) (mark, bool) {
	for _, m := range r.marksIn(p) {
		if slices.Contains(cues, m.cue) {
			return m, true
		}
	}
	return mark{}, false
}

// daysIn returns the dates that start within p.
func (r *reader) daysIn(p place) []day {
	return between(r.days, p, func(d *day) int { return d.at.Start })
}

// sumsIn returns the sums of yuan that start within p.
func (r *reader) sumsIn(p place) []sum {
	return between(r.sums, p, func(s *sum) int { return s.at.Start })
}

// sumsOf returns the sums of yuan that start within p, with their places in its words.
func (r *reader) sumsOf(p place) []sum {
	found := slices.Clone(r.sumsIn(p))
	for i := range found {
		found[i].at.Start -= p.Start
		found[i].at.End = min(found[i].at.End-p.Start, p.End-p.Start)
	}
	return found
}

// foreignIn returns the sums of other currencies that start within p.
func (r *reader) foreignIn(p place) []sum {
	return between(r.foreign, p, func(s *sum) int { return s.at.Start })
}

// namesIn returns the mentions of parties that start within p.
func (r *reader) namesIn(p place) []mention {
	return between(r.named, p, func(m *mention) int { return m.at.Start })
}

// between returns those of sorted items that start within p.
func between[T any](items []T, p place, start func(*T) int) []T {
	from, to := 0, len(items)
	for from < to {
		if n := (from + to) / 2; start(&items[n]) < p.Start {
			from = n + 1
		} else {
			to = n
		}
	}
	first, to := from, len(items)
	for from < to {
		if n := (from + to) / 2; start(&items[n]) < p.End {
			from = n + 1
		} else {
			to = n
		}
	}
	return items[first:from]
}

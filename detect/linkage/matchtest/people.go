package matchtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// PeopleHeadings are the columns of an invented list of people with Latin names.
var PeopleHeadings = []string{"rec_id", "given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id"}

// People invents persons with Latin names, of each one clean row and a few that were copied
// with typing errors, lost cells and swapped names.
func People(seed uint64, persons, copies int, yield func(Mention) error) error {
	l := &latin{rand.New(rand.NewPCG(seed, 12))}
	given, surnames := l.words(400, 2), l.words(1500, 3)
	streets, suburbs := l.words(800, 3), l.words(300, 3)
	var all []Mention
	for p := range persons {
		row := []string{"", l.common(given), l.common(surnames), fmt.Sprint(1 + l.IntN(150)), l.common(streets) + " " + []string{"street", "place", "crescent"}[l.IntN(3)],
			l.common(suburbs), fmt.Sprintf("%04d", 2000+l.IntN(900)), []string{"nsw", "vic", "qld", "wa", "sa"}[l.IntN(5)],
			fmt.Sprintf("%04d%02d%02d", 1910+l.IntN(95), 1+l.IntN(12), 1+l.IntN(28)), fmt.Sprint(1000000 + l.IntN(9000000))}
		id := fmt.Sprintf("p%05d", p)
		all = append(all, Mention{Row: row, Person: id})
		for range l.IntN(copies + 1) {
			all = append(all, Mention{Row: l.copied(row), Person: id})
		}
	}
	l.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i, m := range all {
		m.Row = append([]string{fmt.Sprintf("r%05d", i)}, m.Row[1:]...)
		if err := yield(m); err != nil {
			return err
		}
	}
	return nil
}

type latin struct{ *rand.Rand }

// words invents words of a few syllables.
func (l *latin) words(n, syllables int) []string {
	out := make([]string, n)
	for i := range out {
		for range 1 + l.IntN(syllables) {
			out[i] += string("bcdfghjklmnprstvw"[l.IntN(17)]) + string("aeiou"[l.IntN(5)]) + []string{"", "", "n", "r", "s", "l"}[l.IntN(6)]
		}
	}
	return out
}

// common draws a word, the first ones much more often than the last.
func (l *latin) common(list []string) string {
	return list[int(math.Pow(l.Float64(), 2)*float64(len(list)))]
}

// copied copies a row with one to five mistakes.
func (l *latin) copied(row []string) []string {
	out := append([]string{}, row...)
	for range 1 + l.IntN(5) {
		i := 1 + l.IntN(len(out)-1)
		switch x := l.Float64(); {
		case x < 0.15:
			out[i] = ""
		case x < 0.2:
			out[1], out[2] = out[2], out[1]
		default:
			out[i] = l.typo(out[i])
		}
	}
	return out
}

// typo puts one mistake into a value: digits become digits, letters letters.
func (l *latin) typo(s string) string {
	if len(s) < 2 {
		return s
	}
	b := []byte(s)
	i := l.IntN(len(b) - 1)
	other := byte('a' + l.IntN(26))
	if strings.Trim(s, "0123456789") == "" {
		other = byte('0' + l.IntN(10))
	}
	switch l.IntN(4) {
	case 0:
		b[i], b[i+1] = b[i+1], b[i]
	case 1:
		b[i] = other
	case 2:
		return s[:i] + s[i+1:]
	default:
		return s[:i] + string(other) + s[i:]
	}
	return string(b)
}

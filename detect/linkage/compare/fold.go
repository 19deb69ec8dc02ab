package compare

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	pinyin "github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// fold writes a value so that spellings of one value are equal: half width, lower case,
// simplified characters, no accents, no signs. Words stay divided by single blanks.
func fold(s string) string {
	if plain(s) {
		return s
	}
	t := table()
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, c := range norm.NFKD.String(s) {
		switch {
		case c >= firstHan && c <= lastHan:
			c = rune(t.simple[c-firstHan])
		case unicode.IsLetter(c), unicode.IsDigit(c):
			c = unicode.ToLower(c)
		case unicode.Is(unicode.Mn, c), c == '·', c == '•', c == '‧', c == '\'', c == '’', c == '.':
			continue
		default:
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(c)
	}
	return b.String()
}

// plain reports whether folding changes nothing.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == ' ' && i > 0 && s[i-1] != ' ' && i < len(s)-1) {
			return false
		}
	}
	return true
}

// solid returns a folded value without blanks.
func solid(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

// han reports whether most characters of a value are Chinese.
func han(s string) bool {
	n, all := 0, 0
	for _, c := range s {
		all++
		if unicode.Is(unicode.Han, c) {
			n++
		}
	}
	return 2*n > all
}

const firstHan, lastHan = 0x4e00, 0x9fff

// characters tells of each common Chinese character its simplified form and its sound.
type characters struct {
	simple [lastHan - firstHan + 1]uint16
	sound  [lastHan - firstHan + 1]uint16
	spoken map[rune]uint16 // how surnames are read, where that differs
}

// table is made once; it is never changed.
var table = sync.OnceValue(func() *characters {
	t := &characters{spoken: map[rune]uint16{}}
	for i := range t.simple {
		t.simple[i] = uint16(firstHan + i)
	}
	eachVariant(func(variant, simple rune) {
		if variant >= firstHan && variant <= lastHan {
			t.simple[variant-firstHan] = uint16(simple)
		}
	})
	syllables := map[string]uint16{}
	number := func(reading string) uint16 {
		s := accentless(reading)
		if syllables[s] == 0 {
			syllables[s] = uint16(len(syllables) + 1)
		}
		return syllables[s]
	}
	for i := range t.sound {
		reading, _, _ := strings.Cut(pinyin.PinyinDict[firstHan+i], ",")
		if reading != "" {
			t.sound[i] = number(reading)
		} else {
			t.sound[i] = uint16(0x8000 | i) // like no other
		}
	}
	for pair := range strings.FieldsSeq(spokenSurnames) {
		c, n := utf8.DecodeRuneInString(pair)
		t.spoken[c] = number(pair[n:])
	}
	return t
})

// sound returns a number for the sound of a character, without its tone. The first character
// of a name is read as a surname.
func (t *characters) soundOf(c rune, first bool) uint16 {
	if first {
		if s, ok := t.spoken[c]; ok {
			return s
		}
	}
	if c >= firstHan && c <= lastHan {
		return t.sound[c-firstHan]
	}
	return uint16(c) | 0x4000
}

// spokenSurnames are read otherwise than the character usually is.
const spokenSurnames = `单shan 曾zeng 解xie 仇qiu 区ou 查zha 任ren 盖ge 翟zhai 覃qin 缪miao 乐yue 朴piao 冼xian 尉yu 华hua 纪ji 宁ning 燕yan 员yun 晁chao 佟tong 牟mu 洗xian 折she 黑he 逄pang 种chong 召shao 洪hong 祭zhai 秘bi 葛ge 万wan`

// accentless writes a syllable without tone and without what speakers of the south, and
// those who write down what they hear, confuse: zh and z, ng and n, n and l.
func accentless(syllable string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(syllable) {
		if c >= 'a' && c <= 'z' {
			b.WriteRune(c)
		} else if c == '\u0308' { // ü
			b.WriteByte('v')
		}
	}
	s := b.String()
	for _, w := range []string{"zh", "ch", "sh"} {
		if strings.HasPrefix(s, w) {
			s = w[:1] + s[2:]
		}
	}
	for _, w := range []string{"ang", "eng", "ing"} {
		if strings.HasSuffix(s, w) {
			s = s[:len(s)-1]
		}
	}
	if strings.HasPrefix(s, "n") {
		s = "l" + s[1:]
	}
	return s
}

// eachVariant calls f for each traditional or variant character with its simplified form.
func eachVariant(f func(variant, simple rune)) {
	for pair := range strings.FieldsSeq(variants) {
		c := []rune(pair)
		for _, v := range c[1:] {
			f(v, c[0])
		}
	}
}

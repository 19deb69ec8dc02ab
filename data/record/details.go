package record

import (
	"strings"
)

// describe reads what an entry says of a party besides its name.
func (r *reader) describe(p *Party, at place) {
	s := r.text[at.Start:at.End]
	p.Sex, p.SexSpan = sexIn(s, at.Start)
	p.BornOn, p.BornOnSpan = bornIn(s, at.Start)
	p.AddressSpan = addressIn(s, at.Start)
	p.Address = r.of(p.AddressSpan)
	if r.follows.mayHoldOneOf(formerWords()) || r.follows.mayHoldOneOf(formerBrackets()) {
		p.Formerly, p.FormerlySpan = formerName(s, at.Start)
	}
	if r.follows.mayHoldOneOf(idWords()) {
		p.IDNumberSpan = idIn(s, at.Start)
		p.IDNumber = r.of(p.IDNumberSpan)
	}
	if p.Kind == Person && p.Sex == "" && p.BornOn == "" && r.containsAny(s, "住所地", "营业场所", "统一社会信用代码", "组织机构代码", "营业执照") {
		p.Kind = Organisation
		p.Class = OrgClass(p.Name)
	}
}

// sexIn finds 男 or 女 standing alone between separators in s, which starts at byte at of the text.
func sexIn(s string, at int) (sex string, p place) {
	for _, w := range []struct{ word, sex string }{{"男", "male"}, {"女", "female"}} {
		for i := strings.Index(s, w.word); i >= 0; {
			after := s[i+len(w.word):]
			if prefixOf(after, []string{"，", ",", "、", "。", " ", "　", "1", "2", "汉"}) != "" && suffixOf(s[:i], []string{"，", ",", "、", "：", " ", "　", "）", ")"}) != "" {
				return w.sex, within(at, i, i+len(w.word))
			}
			k := strings.Index(after, w.word)
			if k < 0 {
				break
			}
			i += len(w.word) + k
		}
	}
	return "", place{}
}

// bornIn finds the date of birth: a date followed by 出生 or 生, or after 生于.
func bornIn(s string, at int) (iso string, p place) {
	d, ok := firstDate(s)
	if !ok || !d.full() {
		return "", place{}
	}
	after := strings.TrimLeft(s[d.at.End:], " 　（(")
	if strings.HasPrefix(after, "出生") || strings.HasPrefix(after, "生") ||
		suffixOf(strings.TrimRight(s[:d.at.Start], " 　：:"), []string{"生于", "出生于", "出生日期", "出生"}) != "" {
		return d.iso, within(at, d.at.Start, d.at.End)
	}
	return "", place{}
}

// addressIn returns the words after 住, 住所地 or their like up to the end of the phrase.
func addressIn(s string, at int) place {
	i, w := addressWords().first(s)
	if i < 0 {
		return place{}
	}
	rest := s[i+len(w):]
	for {
		w := prefixOf(rest, []string{"所在地", "地址", "登记地", "所地", "所", "址", "地", "：", ":", "于", "在", " ", "　", "住"})
		if w == "" {
			break
		}
		rest = rest[len(w):]
	}
	end := indexMark(rest, "，,。；;\n")
	if end < 0 {
		end = len(rest)
	}
	from := len(s) - len(rest)
	left := strings.TrimLeft(rest[:end], spaces)
	from += end - len(left)
	a := strings.TrimRight(left, spaces)
	if len(a) > 3*80 || a == "" {
		return place{}
	}
	return within(at, from, from+len(a))
}

// spaces are the blanks around an address.
const spaces = " \t\r\n\u00a0\u3000"

// addressWords are the words before an address.
var addressWords = listOf("住", "户籍", "经常居住地", "营业场所", "经营场所", "地址")

// idIn returns a resident identity number or unified social credit code as written. The words may
// also say where an address was taken from (身份证住址…), so that each of them is tried.
func idIn(s string, at int) place {
	for from := 0; ; {
		i, w := idWords().first(s[from:])
		if i < 0 {
			return place{}
		}
		from += i + len(w)
		rest := strings.TrimLeft(s[from:], "：:为是号码 　）)")
		end := strings.IndexFunc(rest, func(c rune) bool { return !identifies(c) })
		if end < 0 {
			end = len(rest)
		}
		if n := runes(rest[:end]); n >= 8 && n <= 20 {
			start := len(s) - len(rest)
			return within(at, start, start+end)
		}
	}
}

// idWords are the words before an identity number or a credit code.
var idWords = listOf("公民身份号码", "公民身份证号码", "居民身份证号码", "身份证号码", "身份证号", "身份号码", "统一社会信用代码", "身份证", "信用代码", "组织机构代码证", "组织机构代码")

// identifies reports whether c may be part of an identity number or a credit code, masked or not.
func identifies(c rune) bool {
	return arabic(c) || c >= 'A' && c <= 'Z' || c >= 'Ａ' && c <= 'Ｚ' || isMark(c, "x*-＊×✕●＿_")
}

// sameAddresses writes out the addresses that an entry takes from the one before: 住址同上.
func (r *reader) sameAddresses() {
	for i := 1; i < len(r.j.Parties); i++ {
		p := &r.j.Parties[i]
		if strings.HasPrefix(p.Address, "同上") || strings.HasPrefix(p.Address, "同前") {
			p.Address = r.j.Parties[i-1].Address
		}
	}
}

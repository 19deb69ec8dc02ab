package record

import (
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// maxCaseNo is the longest case number in bytes. Joined cases list many serials, but no
// list seen is longer; the bound keeps a bracketed year in running text from swallowing a page.
const maxCaseNo = 360

// A number is a case number found in a text.
type caseNumber struct {
	norm string // normal form, see NormalCaseNo
	at   place
}

// caseNumberAt reads a case number at the start of s: a year in brackets of any kind, the
// court's code, the type code and one or more serials, then 号. Length 0 means none.
func caseNumberAt(s string) (norm string, length int) {
	c, open := firstRune(s)
	if !opens(c) {
		return "", 0
	}
	year, n := yearAt(s[open:])
	if n == 0 {
		return "", 0
	}
	i := skipBlank(s, open+n)
	c, size := firstRune(s[i:])
	if !closes(c) || year < 1949 {
		return "", 0
	}
	i += size
	end := serialsEnd(s, i)
	if end == 0 {
		return "", 0
	}
	return inFigures(NormalCaseNo(s[:end]), year), end
}

// inFigures writes year and serial of a case number in normal form in Arabic digits, where the
// paper has them in Chinese ones (（二〇〇四）朝民初字第一二三号) or a letter for a nought.
func inFigures(norm string, year int) string {
	const digits = len("2004")
	i := strings.Index(norm, "）")
	if i != len("（")+digits {
		if i < 0 {
			return norm
		}
		norm = "（" + strconv.Itoa(year) + norm[i:]
	}
	from, end := strings.LastIndex(norm, "第")+len("第"), strings.LastIndex(norm, "号")
	if from < len("第") || end <= from || narrowDigits(norm[from:end]) == end-from {
		return norm
	}
	if serial := serialOf(norm[from:end]); serial != "" {
		return norm[:from] + serial + norm[end:]
	}
	return norm
}

// serialOf returns a serial in Arabic digits, or "" if it has other characters.
func serialOf(s string) string {
	var b []byte
	units := false
	for _, c := range s {
		switch d := digit(c); {
		case d >= 0:
			b = append(b, byte('0'+d))
		case strings.ContainsRune("OoＯО", c):
			b = append(b, '0')
		case unit(c) > 0 && unit(c) < 1e4:
			units = true
		default:
			return ""
		}
	}
	if units {
		v, n := number(s)
		if n != len(s) {
			return ""
		}
		return strconv.Itoa(int(v))
	}
	return string(b)
}

// serialsEnd returns the offset after the 号 that ends the case number whose body starts
// at i, or 0 if what follows is no case number.
func serialsEnd(s string, i int) int {
	digits, words := 0, 0
	for j := i; j < len(s) && j-i < maxCaseNo; {
		c, size := firstRune(s[j:])
		switch {
		case c == '号' && words > 0 && (digits > 0 || chineseSerial(s[i:j])):
			return j + size + further(s[j+size:])
		case arabic(c):
			digits++
		case c == '号' || isMark(c, "。；;：:，《》\"“”"):
			return 0
		case c == '\n' && digits == 0:
			return 0
		case c > 0x3400:
			words++
			if words > 24 {
				return 0
			}
		}
		j += size
	}
	return 0
}

// chineseSerial reports whether the body of a case number ends with a serial in Chinese digits.
func chineseSerial(body string) bool {
	i := lastIndex(body, "第")
	return i >= 0 && serialOf(strings.TrimSpace(body[i+len("第"):])) != ""
}

// further returns the length of what may follow 号 and still belongs to the number: 之一,
// or more serials as in 1号、2号.
func further(s string) int {
	n := 0
	if strings.HasPrefix(s, "之") {
		c, size := firstRune(s[len("之"):])
		if digit(c) >= 0 || c == '十' {
			n = len("之") + size
		}
	}
	for {
		w := prefixOf(s[n:], []string{"、", "，", ",", "至", "-", "—"})
		j := n + len(w)
		k := j
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if w == "" || k == j || !strings.HasPrefix(s[k:], "号") {
			return n
		}
		n = k + len("号")
	}
}

// NormalCaseNo writes a case number in the normal form: full-width round brackets, half-width
// digits, no white space. It does not check that s is a case number.
func NormalCaseNo(s string) string {
	var few [128]byte // on the stack: most numbers are shorter
	b := few[:0]
	for i := 0; i < len(s); {
		c, size := charAt(s, i)
		switch {
		case ideograph(c), c > ' ' && c < '~' && c != '(' && c != ')' && c != '[' && c != ']':
			b = append(b, s[i:i+size]...)
		case blank(c), c == '、' && !besideDigit(s, i):
		case opens(c):
			b = append(b, "（"...)
		case closes(c):
			b = append(b, "）"...)
		case c >= '０' && c <= '９':
			b = append(b, byte(c-'０')+'0')
		case c == '－' || c == '—' || c == '–' || c == '～' || c == '~':
			b = append(b, '-')
		default:
			b = utf8.AppendRune(b, c)
		}
		i += size
	}
	return string(b)
}

// besideDigit reports whether a digit or 号 stands on either side of the 、 at byte i, so that
// it separates serials; elsewhere it is damage.
func besideDigit(s string, i int) bool {
	before, _ := lastRune(s[:i])
	after, _ := firstRune(s[i+len("、"):])
	return arabic(before) || arabic(after) || before == '号'
}

// caseNumbers returns every case number in s.
func caseNumbers(s string) []caseNumber {
	var out []caseNumber
	for i := 0; i < len(s); {
		j := firstOpening(s[i:])
		if j < 0 {
			return out
		}
		i += j
		norm, n := caseNumberAt(s[i:])
		if n == 0 {
			_, n = firstRune(s[i:])
		} else {
			out = append(out, caseNumber{norm, place{i, i + n}})
		}
		i += n
	}
	return out
}

// procedureOf tells the proceeding from the type code of a case number in normal form,
// or "" if the code is none it knows. Codes: 最高人民法院关于人民法院案件案号的若干规定
// (法〔2015〕137号) and, for earlier numbers, the usage before 2016.
func procedureOf(norm string) Procedure {
	if c, ok := splitCaseNo(norm); ok {
		return procedureOfType(c.Type)
	}
	_, body, _ := strings.Cut(norm, "）")
	return procedureOfType(body)
}

// typeProcedures are the proceedings by the words of type codes. The first of which a code has a
// word is its proceeding.
var typeProcedures = []struct {
	procedure Procedure
	words     []string
}{
	{Preservation, []string{"财保", "证保", "行保", "民保"}},
	{Enforcement, []string{"执"}},
	{StateCompensation, []string{"法赔", "委赔", "赔他"}},
	{Commutation, []string{"刑更", "刑执"}},
	{Payment, []string{"民督", "督字", "商督", "民催", "催字", "民促", "督促"}},
	{Bankruptcy, []string{"破", "清"}},
	{Special, []string{"特", "调确", "确字", "仲"}},
	{RetrialReview, []string{"申", "监"}},
	{Retrial, []string{"再", "提", "抗"}},
	{Second, []string{"终"}},
	{First, []string{"初", "撤"}},
}

// typeGlossary has the words of typeProcedures, a group for each. It is built once.
var typeGlossary = sync.OnceValue(func() *glossary {
	groups := make([][]string, len(typeProcedures))
	for i, t := range typeProcedures {
		groups[i] = t.words
	}
	return newGlossary(groups...)
})

// procedureOfType tells the proceeding from a type code.
func procedureOfType(kind string) Procedure {
	groups := typeGlossary().in(kind)
	if groups == 0 {
		return ""
	}
	return typeProcedures[bits.TrailingZeros64(groups)].procedure
}

package table

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

// A class is what a cell looks like, to tell headings from values. Those beyond classText
// are values for certain.
type class int

const (
	classNone class = iota
	classText
	classNumber
	classDate
	classCode  // identity numbers, telephones, case numbers
	classCount // how many there are
)

// onlyDashes reports whether there is nothing in a text but dashes and strokes, as in a
// cell that has nothing to say.
func onlyDashes(s string) bool {
	for _, r := range s {
		switch r {
		case '-', '/', '\\', '—', '–', '－', '―', '─', '−', '／', '＼':
		default:
			return false
		}
	}
	return true
}

// classOf tells what a cell looks like.
func classOf(c Cell) class {
	switch c.Kind {
	case Number:
		return classNumber
	case Date:
		return classDate
	case Boolean:
		return classCode
	}
	text := cleanHeading(c.Text)
	switch {
	case onlyDashes(text):
		return classNone
	case len(text) > 200:
		return classCode
	case plainNumber(strings.TrimRight(strings.TrimLeft(text, "￥¥"), "元%％")):
		return classNumber
	case looksDate(text):
		return classDate
	case looksCode(text):
		return classCode
	}
	return classText
}

// plainNumber reports whether text is a number in Arabic digits of up to fifteen.
func plainNumber(text string) bool {
	if text == "" || strings.Trim(text, "0123456789.,-+()（）") != "" || strings.Trim(text, ".,-+()（）") == "" {
		return false
	}
	return len(text) < 16
}

// looksDate reports whether text begins with a whole day.
func looksDate(text string) bool {
	if c := text[0]; c < '1' || c > '2' {
		if r, _ := utf8.DecodeRuneInString(text); !strings.ContainsRune("一二１２", r) {
			return false
		}
	}
	iso, n := record.DayAt(text)
	return n > 0 && len(iso) == len("2006-01-02")
}

// looksCode reports whether text is an identity number, a telephone or a case number.
func looksCode(text string) bool {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits >= 5 && 2*digits >= utf8.RuneCountInString(text) {
		return true
	}
	return digits > 4 && strings.HasSuffix(text, "号") && strings.ContainsAny(text, "(（〔[")
}

// blankRune reports white space and characters of no width.
func blankRune(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '\v', '\f', 0, 0x85, 0xA0, 0x1680, 0x180E, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0xAD:
		return true
	}
	return r >= 0x2000 && r <= 0x200F || r >= 0x202A && r <= 0x202E
}

// blankText reports whether there is nothing to read in text.
func blankText(text string) bool {
	if text == "" {
		return true
	}
	if c := text[0]; c > ' ' && c < utf8.RuneSelf || c >= 0xE4 && c <= 0xE9 {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool { return !blankRune(r) }) < 0
}

// cleanHeading removes blanks and control characters wherever they stand.
func cleanHeading(text string) string {
	if strings.IndexFunc(text, odd) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if odd(r) {
			return -1
		}
		return r
	}, text)
}

func odd(r rune) bool { return blankRune(r) || r < ' ' || r == 0x7F }

// headingText is a heading as delivered, without line breaks and the blanks around it.
func headingText(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == 0x3000:
			return ' '
		case odd(r):
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}

// titleUnit returns the unit that the lines above the headings tell: 单位：万元. Of several
// (单位：万元、公顷) it is that of money.
func titleUnit(titles []line) (unit string) {
	for _, l := range titles {
		for _, c := range l.cells {
			text := cleanHeading(c.Text)
			for i := strings.Index(text, "单位"); i >= 0; i = strings.Index(text, "单位") {
				text = text[i+len("单位"):]
				for _, u := range unitsIn(text) {
					if unit == "" || strings.HasSuffix(u, "元") && !strings.HasSuffix(unit, "元") {
						unit = u
					}
				}
			}
		}
	}
	return unit
}

// unitsIn lists the units at the start of what follows the word 单位.
func unitsIn(text string) (all []string) {
	for rest := strings.TrimLeft(text, ":：为"); ; rest = strings.TrimLeft(rest, "、,，;；/和") {
		u := unitAt(rest)
		if u == "" {
			return all
		}
		all, rest = append(all, u), rest[len(u):]
	}
}

// unitOf returns the unit in a heading: 金额（万元）, 工资(元/月), 工资/元, 金额:万元,
// 销售额（含税，万元）, 罚款（元）金额.
func unitOf(text string) string {
	text = cleanHeading(text)
	for _, in := range inBrackets.FindAllString(text, -1) {
		for _, piece := range strings.FieldsFunc(strings.Trim(in, "()（）[]【】"), func(r rune) bool { return strings.ContainsRune(",，、;； ", r) }) {
			if u := unitWhole(piece); u != "" {
				return u
			}
		}
	}
	i := strings.LastIndexAny(text, "/:：_")
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return unitWhole(text[i+size:])
}

// inBrackets is what stands in brackets.
var inBrackets = regexp.MustCompile(`[(（\[【][^()（）\[\]【】]*[)）\]】]`)

// unitWhole returns the unit that a text is, alone, after 单位, or of money before 每 what: 元/月.
func unitWhole(text string) string {
	rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(text, "计量"), "单位"), ":：")
	u := unitAt(rest)
	if u == rest || strings.HasSuffix(u, "元") && strings.HasPrefix(rest[len(u):], "/") {
		return u
	}
	return ""
}

// unitAt returns the unit that text begins with, or "".
func unitAt(text string) string {
	for _, u := range []string{
		"亿元", "千万元", "百万元", "十万元", "万元", "千元", "百元", "人民币元", "元", "角", "分", "%", "％", "‰", "万平方米", "平方米", "㎡", "平米", "m²", "m2", "亩", "公顷", "平方公里", "立方米", "千升", "万升", "公升", "升",
		"小时", "工作日", "天", "日", "个月", "月", "年", "人次", "人", "次", "户", "份", "公里", "千米", "万吨", "吨", "千克", "公斤",
	} {
		if strings.HasPrefix(text, u) {
			return u
		}
	}
	return ""
}

func itoa(n int) string { return strconv.Itoa(n) }

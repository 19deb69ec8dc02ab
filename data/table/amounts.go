package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
)

// number reads a number or a sum of money in the unit of the field.
func (r *Reader) number(clean string, c Cell) outcome {
	if r.foreign {
		return failed(wrongUnit)
	}
	if v, ok := plainFloat(clean); ok && r.scale == (ratio{}) {
		return outcome{v: v, same: len(clean) == len(c.Text)}
	}
	if formulaError(clean) {
		return failed(errorValue)
	}
	f, p := r.figure(clean)
	if p != none {
		return failed(p)
	}
	v, ok := f.value()
	if !ok {
		return failed(unreadable)
	}
	return outcome{v: v}
}

// integer reads a whole number.
func (r *Reader) integer(clean string, c Cell) outcome {
	if r.foreign {
		return failed(wrongUnit)
	}
	if n, err := strconv.ParseInt(clean, 10, 64); err == nil && r.scale == (ratio{}) {
		return outcome{v: n, same: len(clean) == len(c.Text) && (clean[0] > '0' && clean[0] <= '9' || clean[0] == '-' || clean == "0")}
	}
	if formulaError(clean) {
		return failed(errorValue)
	}
	if n, ok := monthsIn(clean); ok && strings.HasPrefix(r.field.Unit, "months") && r.scale == (ratio{}) {
		return outcome{v: n}
	}
	f, p := r.figure(clean)
	if p != none {
		return failed(p)
	}
	v, ok := f.value()
	if !ok || v != math.Trunc(v) || math.Abs(v) > 1<<53 {
		return failed(unreadable)
	}
	return outcome{v: int64(v)}
}

// termText is a length of time in years and months: 一年六个月, 缓刑二年, 1年6个月.
var termText = regexp.MustCompile(`^(?:缓刑|有期徒刑|拘役|管制|考验期)*(?:([0-9一二两三四五六七八九十]{1,3})年)?(?:零|又)?(?:([0-9一二两三四五六七八九十]{1,3})个?月)?$`)

// monthsIn returns the months of a length of time that is written in words.
func monthsIn(s string) (int64, bool) {
	m := termText.FindStringSubmatch(solid(s, ""))
	if m == nil || m[1] == "" && m[2] == "" {
		return 0, false
	}
	years, ok := wholeNumber(m[1])
	months, well := wholeNumber(m[2])
	return 12*years + months, ok && well
}

// wholeNumber reads a whole number in digits or words, nothing as nought.
func wholeNumber(s string) (int64, bool) {
	v, n := record.NumberAt(s)
	return int64(v), n == len(s) && v == math.Trunc(v)
}

// powers are those powers of ten that a double holds exactly.
func power(n int) float64 {
	return [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}[n]
}

// plainFloat reads digits with at most one point and a sign, fifteen at most: one division
// then rounds as well as reading the decimal would.
func plainFloat(s string) (float64, bool) {
	i, negative := 0, false
	if len(s) > 1 && s[0] == '-' {
		i, negative = 1, true
	}
	whole, digits, point := int64(0), 0, -1
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			whole = whole*10 + int64(c-'0')
			if digits++; digits > wholeDigits {
				return 0, false
			}
		case c == '.' && point < 0 && digits > 0:
			point = digits
		default:
			return 0, false
		}
	}
	if digits == 0 || point == digits {
		return 0, false
	}
	v := float64(whole)
	if point >= 0 {
		v /= power(digits - point)
	}
	if negative {
		v = -v
	}
	return v, true
}

// A figure is a number as written, taken apart.
type figure struct {
	digits string // 1234.56, without sign and commas
	minus  bool
	scale  ratio
	words  float64 // the value, of a number in Chinese characters
	worded bool
}

// value returns the number that is nearest to what is written.
func (f figure) value() (float64, bool) {
	v := f.words
	if !f.worded {
		var err error
		v, err = strconv.ParseFloat(f.digits+"e"+strconv.Itoa(f.scale.power), 64)
		if err != nil {
			return 0, false
		}
	} else if f.scale.power != 0 {
		v *= math.Pow10(f.scale.power)
	}
	if f.scale.parts != 0 {
		v /= f.scale.parts
	}
	if f.minus {
		v = -v
	}
	return v, !math.IsInf(v, 0)
}

// figure takes a number apart: ￥1,234.56元, (1,234.56), 3.5万元, 12.5%, 叁拾万元整, 1.2E+05.
// A unit in the cell goes before that of the column.
func (r *Reader) figure(s string) (f figure, p problemCode) {
	s = solid(s, "'")
	s, f.minus = unsigned(s)
	for _, w := range []string{"人民币", "RMB", "CNY", "￥", "¥"} {
		s = strings.TrimPrefix(s, w)
	}
	if s, minus := unsigned(s); minus {
		f.minus = !f.minus
		return r.counted(f, s)
	}
	return r.counted(f, s)
}

// unsigned drops a sign, or the brackets that book-keepers write for one.
func unsigned(s string) (rest string, minus bool) {
	for _, b := range [][2]string{{"(", ")"}, {"（", "）"}} {
		if inner, ok := strings.CutPrefix(s, b[0]); ok {
			if inner, ok = strings.CutSuffix(inner, b[1]); ok {
				return inner, true
			}
		}
	}
	for _, w := range []string{"-", "−", "－", "负"} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest, true
		}
	}
	return strings.TrimPrefix(s, "+"), false
}

// counted reads the digits and the unit behind them.
func (r *Reader) counted(f figure, s string) (figure, problemCode) {
	n := digitsEnd(s)
	if n == 0 {
		return r.inWords(f, s)
	}
	digits, ok := ungrouped(s[:n])
	if !ok {
		return f, unreadable
	}
	if f.scale, ok = r.unitScale(s[n:]); !ok {
		return r.inWords(f, s)
	}
	f.digits = digits
	if i := strings.IndexAny(digits, "Ee"); i >= 0 {
		exponent, _ := strconv.Atoi(digits[i+1:])
		f.digits, f.scale.power = digits[:i], f.scale.power+exponent
	}
	return f, none
}

// inWords reads a number that is written with Chinese characters, all or some of them.
func (r *Reader) inWords(f figure, s string) (figure, problemCode) {
	f.worded = true
	if v, currency, n := record.SumAt(s); n == len(s) && n > 0 {
		if currency != "" {
			return f, wrongUnit
		}
		if f.scale = (ratio{}); r.field.Unit != "" && !strings.HasPrefix(r.field.Unit, unitYuan) {
			return f, wrongUnit
		}
		f.words = v
		return f, none
	}
	v, n := record.NumberAt(s)
	if n == 0 {
		return f, unreadable
	}
	var ok bool
	if f.scale, ok = r.unitScale(s[n:]); !ok {
		return f, unreadable
	}
	f.words = v
	return f, none
}

// digitsEnd returns where the digits at the start of s end, with commas, point and exponent.
func digitsEnd(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || s[n] == ',' || strings.HasPrefix(s[n:], "，")) {
		if s[n] >= 0x80 {
			n += len("，") - 1
		}
		n++
	}
	if n > 0 && n < len(s) && (s[n] == 'E' || s[n] == 'e') {
		k := n + 1
		if k < len(s) && (s[k] == '+' || s[k] == '-') {
			k++
		}
		if _, d := figures(s, k, 3); d > 0 {
			return k + d
		}
	}
	return n
}

// ungrouped drops thousands commas, and reports false if they divide no thousands.
func ungrouped(s string) (string, bool) {
	s = strings.ReplaceAll(s, "，", ",")
	if strings.IndexByte(s, ',') < 0 {
		_, err := strconv.ParseFloat(s, 64)
		return s, err == nil
	}
	whole, part, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if !allDigits(g) || len(g) > 3 || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	if strings.ContainsRune(part, ',') {
		return "", false
	}
	joined := strings.Join(groups, "")
	if part != "" {
		joined += "." + part
	}
	_, err := strconv.ParseFloat(joined, 64)
	return joined, err == nil
}

// A ratio is how many of the unit of a field another unit is: ten to a power, and divided by
// parts where it is no power of ten: a 亩 is a fifteenth of ten thousand square metres.
type ratio struct {
	power int
	parts float64 // 0: not divided
}

// tens are the ratios of units that differ by powers of ten.
func tens(powers map[string]int) map[string]ratio {
	all := make(map[string]ratio, len(powers))
	for unit, n := range powers {
		all[unit] = ratio{power: n}
	}
	return all
}

// unitScale returns the ratio of the unit behind a number to that of the field; for no unit,
// of that of the column.
func (r *Reader) unitScale(unit string) (ratio, bool) {
	if unit == "" {
		return r.scale, true
	}
	unit = strings.TrimRight(unit, "整正")
	if r.units != nil {
		scale, ok := r.units[unit]
		return scale, ok
	}
	switch unit {
	case "元", "人", "名", "次", "人次", "个", "件", "笔", "户", "套", "份", "条", "张", "期", "项", "%", "％":
		if unit == "%" || unit == "％" {
			return ratio{power: -2}, r.field.Type == standard.TypeNumber
		}
		return ratio{}, true
	case "万", "万元":
		return ratio{power: 4}, true
	case "亿", "亿元":
		return ratio{power: 8}, true
	}
	return ratio{}, false
}

// unitYuan is the unit of sums of money.
const unitYuan = "yuan"

// unitsOf returns the units in which the cells of a field with that unit may be written; nil if
// nothing is known of it.
func unitsOf(field string) map[string]ratio {
	switch {
	case strings.HasPrefix(field, unitYuan):
		return tens(map[string]int{"元": 0, "圆": 0, "人民币元": 0, "角": -1, "分": -2, "百元": 2, "千元": 3, "万元": 4, "万": 4, "十万元": 5, "百万元": 6, "千万元": 7, "亿元": 8, "亿": 8})
	case field == "percent":
		return tens(map[string]int{"%": 0, "％": 0, "‰": -1})
	case field == "days":
		return tens(map[string]int{"天": 0, "日": 0, "工作日": 0})
	case field == "months":
		return tens(map[string]int{"月": 0, "个月": 0})
	case field == "years":
		return tens(map[string]int{"年": 0, "岁": 0, "周岁": 0})
	case field == "people":
		return tens(map[string]int{"人": 0, "名": 0, "人次": 0})
	case field == "times":
		return tens(map[string]int{"次": 0, "人次": 0})
	case field == "hours":
		return tens(map[string]int{"小时": 0, "时": 0})
	case field == "square_metres":
		units := tens(map[string]int{"平方米": 0, "㎡": 0, "平米": 0, "m2": 0, "m²": 0, "公顷": 4, "万平方米": 4, "平方公里": 6})
		units["亩"] = ratio{power: 4, parts: 15}
		return units
	case field == "litres":
		return tens(map[string]int{"升": 0, "公升": 0, "L": 0, "l": 0, "千升": 3, "立方米": 3, "万升": 4})
	case field == "tonnes":
		return tens(map[string]int{"吨": 0, "t": 0, "T": 0, "公斤": -3, "千克": -3, "kg": -3, "万吨": 4})
	}
	return nil
}

// scaleOf returns the ratio of the unit of a column to that of the field. It reports true if the column is in a unit that cannot be turned into it. What a
// heading says beside a sum of money, as 工资/月, is no unit of it.
func scaleOf(c Column, f standard.Field) (scale ratio, foreign bool) {
	units := unitsOf(f.Unit)
	money := strings.HasPrefix(f.Unit, unitYuan)
	if units == nil || c.Unit == "" {
		return units[c.SheetUnit], false
	}
	if scale, ok := units[c.Unit]; ok {
		return scale, false
	}
	if money {
		return units[c.SheetUnit], false
	}
	return ratio{}, true
}

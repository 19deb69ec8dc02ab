package standard

import (
	"regexp"
	"slices"
	"strings"
)

// What values look like. A check digit is not looked at: a typing error does not make a
// resident ID something else.
var (
	looksResident = regexp.MustCompile(`^(?:[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx*]|[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}|\d{3,10}\*{4,12}\w{1,4})$`)
	looksCredit   = regexp.MustCompile(`^(?:[1-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}|[0-9A-Z]{8}-?[0-9X])$`)
	looksDate     = regexp.MustCompile(`^(?:\d{4}[-/.年]?\d{0,2}[-/.月]?\d{0,2}日?(?:[ T].*)?|\d{5}(?:\.\d+)?|\d{1,2}/\d{1,2}/\d{4}.*|[〇零一二三四五六七八九十年月日]+|长期.*|无.*)$`)
	looksPeriod   = regexp.MustCompile(`^(?:\d{4}|[〇零一二三四五六七八九]{4})[-/.年度第]*(?:[上下]半年|[1-4一二三四]季度?|Q[1-4]|\d{1,2}月?)?(?:[-至到~—－].+)?.{0,3}$`)
	looksNumber   = regexp.MustCompile(`^[-+(]?[¥￥]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?\)?(?:%|亿|万|千)?(?:元|人民币|美元|平方米|㎡|天|个?月|岁|年|人|次)?$|^[零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾百佰千仟万亿元角分整点]+$`)
	looksPhone    = regexp.MustCompile(`^(?:\+?86)?[-\s]?(?:1\d{2}[\d*]{8}|0\d{2,3}[-\s]?\d{7,8}|\d{7,8})(?:[;,、/\s].*)?$`)
	looksPlate    = regexp.MustCompile(`^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{4,6}[学警挂港澳]?$`)
	looksCase     = regexp.MustCompile(`^[(（〔\[]?\d{4}[)）〕\]].{2,20}[字初终执破督确特民刑行恢保监申再审更更].*号?$`)
	digitsOnly    = regexp.MustCompile(`^\d{6,}$`)
)

// fits returns the share of the cells that can be values of f, and how many cells say
// something. Where values of a field have no look of their own, n is 0.
func fits(f Field, sample []string) (share float64, n int) {
	look := lookOf(f)
	if look == nil {
		return 0, 0
	}
	good := 0
	for _, cell := range sample {
		cell = strings.TrimSpace(strings.Map(narrow, cell))
		if cell == "" || cell == "-" || cell == "/" || strings.EqualFold(cell, "null") {
			continue
		}
		n++
		if look(cell) {
			good++
		}
	}
	if n == 0 {
		return 0, 0
	}
	return float64(good) / float64(n), n
}

// lookOf returns what tells the values of f; nil if they look like any text.
func lookOf(f Field) func(string) bool {
	switch f.Format {
	case FormatResidentID:
		return looksResident.MatchString
	case FormatCreditCode:
		return looksCredit.MatchString
	case FormatPartyNo:
		return func(s string) bool { return looksResident.MatchString(s) || looksCredit.MatchString(s) }
	case FormatPhone:
		return looksPhone.MatchString
	case FormatPlate:
		return looksPlate.MatchString
	case FormatCaseNo:
		return looksCase.MatchString
	}
	switch {
	case f.Format == FormatPeriodFrom, f.Format == FormatPeriodTo:
		return func(s string) bool { return looksDate.MatchString(s) || looksPeriod.MatchString(s) }
	case f.Type == TypeDate:
		return looksDate.MatchString
	case f.Type == TypeNumber, f.Type == TypeInteger:
		return looksNumber.MatchString
	case len(f.Codes) > 0:
		return f.writes
	}
	return nil
}

// writes reports whether a cell is a code of f, or a way to write one.
func (f Field) writes(cell string) bool {
	return slices.Contains(f.Codes, cell) || slices.ContainsFunc(f.Words, func(w Word) bool {
		return w.Title.ZH == cell || strings.EqualFold(w.Title.EN, cell) || slices.Contains(w.Aliases, cell)
	})
}

// contradicts reports whether values show that a column is not f, whatever its heading
// says. Unknown codes contradict nothing: every agency has its own.
func contradicts(f Field, name bool, sample []string) bool {
	if name || f.Format == FormatPersonName || f.Format == FormatOrgName {
		share, n := share(sample, func(s string) bool {
			return digitsOnly.MatchString(s) || looksResident.MatchString(s) || looksCredit.MatchString(s)
		})
		return n >= 3 && share >= 0.8
	}
	if len(f.Codes) > 0 {
		return false
	}
	share, n := fits(f, sample)
	return n >= 3 && share < 0.1
}

func share(sample []string, is func(string) bool) (float64, int) {
	good, n := 0, 0
	for _, cell := range sample {
		if cell = strings.TrimSpace(strings.Map(narrow, cell)); cell != "" {
			n++
			if is(cell) {
				good++
			}
		}
	}
	return float64(good) / float64(max(n, 1)), n
}

// unmistakable reports whether values of a format can be recognised without a heading.
func unmistakable(f Format) bool {
	return f == FormatResidentID || f == FormatCreditCode || f == FormatPlate || f == FormatCaseNo
}

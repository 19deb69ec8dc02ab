package standard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A heading is one heading of a file taken apart.
type heading struct {
	text    string   // as delivered
	forms   []string // ways to read it, the most faithful first, in folded writing
	notes   []string // what stands in brackets and is neither unit nor remark, folded
	unit    string   // 万元, as written
	noted   []string // the heading with such a note before it, as 含税销售额 for 销售额（含税）, folded
	also    []string // with what stands in brackets amid it instead of the word before: 参考价 for 评估（参考）价, folded
	parts   []string // alternatives of a heading such as 姓名/名称, folded
	unnamed bool     // empty, or 列1, F1, Unnamed: 0: what programs write where there is none
}

// fold writes a heading the way headings are compared: half width, small letters, and
// nothing but letters and digits.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		r = narrow(r)
		switch {
		case unicode.IsUpper(r):
			return unicode.ToLower(r)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, s)
}

// narrow returns the half-width form of a full-width letter, digit or sign.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　', r == '\u00a0', r == '\u200b', r == '\ufeff':
		return ' '
	case r == '【', r == '〔', r == '［', r == '〈', r == '《':
		return '('
	case r == '】', r == '〕', r == '］', r == '〉', r == '》':
		return ')'
	case r == '[', r == '{', r == '<':
		return '('
	case r == ']', r == '}', r == '>':
		return ')'
	}
	return r
}

// The parts of headings that are no part of the name of a column.
var (
	numbering = regexp.MustCompile(`^[*★☆※#\s]*(?:\(?\d{1,3}[).、．:：]\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,3}[、.]\s*)?[*★\s]*`)
	bracketed = regexp.MustCompile(`\(([^()]*)\)`)
	// another is a second verb in brackets amid a heading, which says that the column has either:
	// 解矫（终止）日期, 入（退）库日期, 吊销（注销）原因.
	another = regexp.MustCompile(`([^()])\((?:退|补|减|免|终止|注销|撤销|吊销|解除|终结|续|变更|暂扣|收监|出监|离所|出所|开具|修理|减免|退还|确认|支付|取得|调整)\)([^()])`)
	// amid is a word in brackets before the end that it shares with the word outside: 评估（参考）价.
	amid      = regexp.MustCompile(`([\p{Han}])\((\p{Han}{1,3})\)(\p{Han}{1,3})(?:\([^()]*\))?$`)
	unitAtEnd = regexp.MustCompile(`[/:,，、;_\s-]+(?:单位[:：]?)?(` + unitWords + `)$`)
	unitAlone = regexp.MustCompile(`^(?:单位|计量单位)?[:：]?(` + unitWords + `)(?:/(?:月|人|次|户|人次|人月|每月))?$`)
	remark    = regexp.MustCompile(`^(?:必填|选填|非必填|可选|必录|可空|不可为空|单位|格式.*|例.*|如.*|填.*|请.*|下拉.*|文本|日期型?|数字|数值|字符.*|[ymdhs年月日/.\-: ]+|\d+位|18位|小写|打印|签字|盖章|人民币|公历|阳历|周岁|实足|全称|中文名?|详细|详址|如有|若有|多.*分隔|与.*一致|按.*|以.*为准|居民身份证|身份证|text|date|string|number|varchar.*|required|optional)$`)
	// ofWhen is of when a number is, before what it is: 本月销售量, 2024年结业人数.
	ofWhen   = regexp.MustCompile(`^(?:20\d\d年度?|本年度|本年|本月|本期|本季度?|当年度?|当月|当期|全年|年度|月度|累计|本年累计|其中)(?:累计)?`)
	invented = regexp.MustCompile(`^(?:列|字段|f|column|col|unnamed)\d*$`)
)

// unitWords are the units that headings have, the longer first.
const unitWords = `人民币元|亿元|千万元|百万元|万元|千元|元|角|分|%|％|‰|平方米|平米|㎡|m2|亩|公顷|立方米|千升|公升|升|千克|公斤|万吨|吨|个工作日|小时|工作日|个月|天|日|月|年|岁|人次|人|次|个|户|份`

// familyOf returns the unit of fields that a unit in a heading is written in, or a multiple of.
func familyOf(unit string) string {
	switch unit {
	case "人民币元", "亿元", "千万元", "百万元", "万元", "千元", "元", "角", "分":
		return "yuan"
	case "%", "％", "‰":
		return "percent"
	case "平方米", "平米", "㎡", "m2", "亩", "公顷":
		return "square_metres"
	case "千升", "公升", "升", "立方米":
		return "litres"
	case "万吨", "吨", "公斤", "千克":
		return "tonnes"
	case "个月", "月":
		return "months"
	case "天", "日", "工作日", "个工作日":
		return "days"
	case "岁":
		return "years"
	}
	return ""
}

// take reads a heading as delivered.
func take(text string) heading {
	if h, ok := decoded(text); ok {
		return h
	}
	h := heading{text: text}
	s := strings.TrimSpace(strings.Map(narrow, text))
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r", ""), "\n", "")
	if rest := s[len(numbering.FindString(s)):]; rest != "" {
		s = rest
	}
	s = strings.TrimRight(s, "*★:： ")
	whole := s
	s = another.ReplaceAllString(s, "$1$2")
	if m := amid.FindStringSubmatchIndex(s); m != nil {
		if in := s[m[4]:m[5]]; !unitAlone.MatchString(in) && !remark.MatchString(in) {
			h.also, s = append(h.also, fold(in+s[m[6]:m[7]])), s[:m[3]]+s[m[6]:]
		}
	}
	s = bracketed.ReplaceAllStringFunc(s, func(b string) string { return h.bracket(b[1 : len(b)-1]) })
	if m := unitAtEnd.FindStringSubmatchIndex(s); h.unit == "" && m != nil && m[0] > 0 {
		h.unit, s = s[m[2]:m[3]], s[:m[0]]
	}
	h.add(s)
	for _, n := range h.notes {
		h.noted = append(h.noted, n+fold(s))
	}
	if f := fold(whole); len(h.forms) > 0 && f != h.forms[0] {
		h.forms = append([]string{f}, h.forms...) // 乡镇（街道） and 刑期（月）, as one name
	}
	if rest := ofWhen.ReplaceAllString(fold(s), ""); rest != fold(s) && len([]rune(rest)) > 1 {
		h.forms = append(h.forms, rest)
	}
	h.unnamed = fold(text) == "" || invented.MatchString(fold(text))
	h.alternatives(whole)
	return h
}

// bracket looks at what stands in brackets: a unit and a remark are noted and gone, the
// rest is a note that must not contradict what stands outside.
func (h *heading) bracket(in string) string {
	in = strings.ToLower(strings.TrimSpace(in))
	pieces := []string{in}
	if strings.ContainsAny(in, ",，、;；") && !remark.MatchString(in) { // 含税，万元
		pieces = strings.FieldsFunc(in, func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	}
	for _, in := range pieces {
		in = strings.TrimSpace(in)
		if m := unitAlone.FindStringSubmatch(in); m != nil {
			if h.unit == "" {
				h.unit = m[1]
			}
		} else if in != "" && !remark.MatchString(in) {
			h.notes = append(h.notes, fold(in))
		}
	}
	return ""
}

// add adds a way to read the heading and, if it begins with the title of a group of
// columns that says nothing (基本信息), the way without.
func (h *heading) add(s string) {
	f := fold(s)
	if f == "" {
		return
	}
	h.forms = append(h.forms, f)
	for _, group := range neutralGroups() {
		if rest, ok := strings.CutPrefix(f, group); ok && rest != "" {
			h.forms = append(h.forms, rest)
			return
		}
	}
}

// alternatives takes 姓名/名称 and 身份证号码或组织机构代码 apart.
func (h *heading) alternatives(s string) {
	s = strings.NewReplacer("(", "/", ")", "").Replace(s)
	pieces := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '、' || r == '\\' || r == '|' || r == '或' })
	if len(pieces) < 2 {
		return
	}
	shareEnding(pieces)
	for _, p := range pieces {
		if f := fold(p); f != "" && !unitAlone.MatchString(f) && !remark.MatchString(f) {
			h.parts = append(h.parts, f)
		}
	}
}

// shareEnding gives what the last of some alternatives ends with to those that have no such
// ending: 屏蔽/删除时间 is 屏蔽时间 or 删除时间.
func shareEnding(pieces []string) {
	endings := []string{"时间", "日期", "日", "原因", "金额", "号码", "状态", "机关", "单位"}
	of := func(s string) string {
		i := slices.IndexFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
		if i < 0 {
			return ""
		}
		return endings[i]
	}
	last := of(strings.TrimSpace(pieces[len(pieces)-1]))
	for i, p := range pieces[:len(pieces)-1] {
		if p = strings.TrimSpace(p); last != "" && p != "" && of(p) == "" {
			pieces[i] = p + last
		}
	}
}

// canonical writes what differs in form only one way: 时间 and 年月日 as 日期, 号码 and 编号 as 号.
func canonical(f string) string {
	for _, w := range []string{"的", "之", "所"} {
		if strings.Count(f, w) == 1 && !strings.HasPrefix(f, w) && !strings.HasSuffix(f, w) && w != "所" {
			f = strings.Replace(f, w, "", 1)
		}
	}
	for _, e := range []struct{ from, to string }{
		{"年月日", "日期"}, {"时间", "日期"}, {"日期", "日期"}, {"时点", "日期"}, {"日", "日期"},
		{"号码", "号"}, {"编号", "号"}, {"编码", "号"}, {"序列号", "号"}, {"字号", "号"},
		{"数额", "金额"}, {"数目", "金额"}, {"钱数", "金额"}, {"款额", "金额"},
		{"机关", "单位"}, {"部门", "单位"},
	} {
		if stem, ok := strings.CutSuffix(f, e.from); ok && stem != "" {
			return stem + e.to
		}
	}
	return f
}

// benign reports whether the longer of two folded headings is the shorter with characters
// in it that change nothing.
func benign(a, b string) bool {
	long, short := []rune(a), []rune(b)
	if len(long) < len(short) {
		long, short = short, long
	}
	if len(short) < 3 || len(long)-len(short) > 3 {
		return false
	}
	i := 0
	for _, r := range long {
		switch {
		case i < len(short) && short[i] == r:
			i++
		case !strings.ContainsRune("的之及与和或所该其具体详细信息有关相代号码名称", r):
			return false
		}
	}
	return i == len(short)
}

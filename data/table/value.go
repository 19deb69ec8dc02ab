package table

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A Reader reads the cells of one column as a field of a standard. It is made once for a
// column and may be used by several goroutines.
//
// Nothing counts as written in a cell that is blank or holds only a mark for nothing: - — /
// 无 空 NULL N/A and the like. That holds for names too: nobody is called so. Where 无 is a
// word of the field's codes or the field is a yes or no, it is read as that.
type Reader struct {
	field    standard.Field
	column   Column
	read     func(r *Reader, clean string, c Cell) outcome
	words    map[string]any   // of codes and of yes and no, as told and with blanks and case put aside
	units    map[string]ratio // in which the cells may be written, see unitsOf
	scale    ratio            // of the column's unit to that of the field
	foreign  bool             // the column's unit cannot be turned into the field's
	least    bound
	most     bound
	problems [problemCodes]said
}

// An outcome is what became of a cell.
type outcome struct {
	v       any
	same    bool // v is written as the cell is
	problem problemCode
	failed  bool // there is no v, because of the problem
}

// NewReader returns a Reader of a field for a column. Today is what the bound "today" of a
// standard means.
func NewReader(f standard.Field, c Column, today time.Time) *Reader {
	r := &Reader{field: f, column: c, words: wordsOf(f), units: unitsOf(f.Unit)}
	r.scale, r.foreign = scaleOf(c, f)
	r.least, r.most = boundOf(f, f.Least, today), boundOf(f, f.Most, today)
	r.problems = sayings(f)
	r.read = reading(f)
	return r
}

// Read reads one cell: NewReader for whoever has no more than that.
func Read(f standard.Field, c Cell, unit string, today time.Time) (Value, error) {
	return NewReader(f, Column{Unit: unit}, today).Read(c)
}

// Read reads a cell. What cannot be read as the field demands gives an error (fault.Invalid),
// and a Value without V that says so among its problems; no sentence repeats what stands in
// the cell. An empty cell gives a Value without V and no error.
func (r *Reader) Read(c Cell) (Value, error) {
	if c.Text == "" {
		return Value{}, nil
	}
	clean := tidy(c.Text)
	if clean == "" {
		return Value{}, nil
	}
	if r.words != nil {
		if v, ok := r.word(clean); ok {
			return valueOf(v, c.Text), nil
		}
	}
	if len(clean) <= longestMark && nothing(clean) {
		return Value{Raw: c.Text}, nil
	}
	o := r.read(r, clean, c)
	if o.failed {
		said := &r.problems[o.problem]
		return Value{Raw: c.Text, Problems: said.once}, said.err
	}
	o = r.within(o)
	v := Value{V: o.v}
	if !o.same {
		v.Raw = c.Text
	}
	if o.problem != none {
		v.Problems = r.problems[o.problem].once
	}
	if o.v != nil && r.field.Type == standard.TypeText && strings.Contains(clean, "\uFFFD") {
		v.Problems = append(v.Problems[:len(v.Problems):len(v.Problems)], r.problems[undecodable].once...)
	}
	return v, nil
}

// valueOf returns a code or a yes or no, and the cell where that is written differently.
func valueOf(v any, text string) Value {
	switch v := v.(type) {
	case string:
		if v == text {
			return Value{V: v}
		}
	case bool:
		if v && text == "true" || !v && text == "false" {
			return Value{V: v}
		}
	}
	return Value{V: v, Raw: text}
}

// reading returns how the cells of a field are read.
func reading(f standard.Field) func(*Reader, string, Cell) outcome {
	switch f.Type {
	case standard.TypeDate:
		switch f.Format {
		case standard.FormatMonth:
			return (*Reader).month
		case standard.FormatPeriodFrom, standard.FormatPeriodTo:
			return (*Reader).period
		case standard.FormatFromMonth, standard.FormatToMonth:
			return (*Reader).lasting
		}
		return (*Reader).day
	case standard.TypeNumber:
		return (*Reader).number
	case standard.TypeInteger:
		return (*Reader).integer
	case standard.TypeBoolean:
		return (*Reader).noWord
	}
	if len(f.Codes) > 0 || len(f.Words) > 0 {
		return (*Reader).noWord
	}
	switch f.Format {
	case standard.FormatPersonName, standard.FormatOrgName:
		return (*Reader).name
	case standard.FormatResidentID:
		return (*Reader).residentID
	case standard.FormatCreditCode:
		return (*Reader).creditCode
	case standard.FormatPartyNo:
		return (*Reader).partyNo
	case standard.FormatAccount:
		return (*Reader).account
	case standard.FormatPhone:
		return (*Reader).phone
	case standard.FormatPlate:
		return (*Reader).plate
	case standard.FormatCaseNo:
		return (*Reader).caseNo
	case standard.FormatDivision:
		return (*Reader).division
	}
	return (*Reader).text
}

// kept returns a text that is well.
func kept(v, raw string) outcome { return outcome{v: v, same: v == raw} }

// doubted returns a text that is kept although something is wrong with it.
func doubted(v, raw string, p problemCode) outcome { return outcome{v: v, same: v == raw, problem: p} }

// failed returns what becomes of a cell that cannot be read.
func failed(p problemCode) outcome { return outcome{problem: p, failed: true} }

// text reads a text of no form.
func (r *Reader) text(clean string, c Cell) outcome {
	if scientific(clean) {
		return failed(rounded)
	}
	if formulaError(clean) {
		return failed(errorValue)
	}
	// The number of a judgment is written one way wherever it stands alone, or the columns that
	// name it in two registers (执行依据文号, 案号) would not meet.
	if strings.IndexAny(clean, "(（[〔") == 0 {
		if v, n := record.CaseNoAt(clean); n == len(clean) {
			return kept(v, c.Text)
		}
	}
	return kept(clean, c.Text)
}

// noWord refuses what is none of the words of the field.
func (r *Reader) noWord(clean string, _ Cell) outcome {
	if formulaError(clean) {
		return failed(errorValue)
	}
	code, ok := r.partly(folded(clean))
	switch {
	case r.field.Type == standard.TypeBoolean && ok:
		return outcome{v: code == "true"}
	case r.field.Type == standard.TypeBoolean:
		return r.done(clean)
	case ok:
		return outcome{v: code, problem: unknownCode}
	}
	return failed(unknownCode)
}

// done reads what begins with 未 as no and with 已 as yes: 未查询, 已报备. A field that itself
// asks for what was not done is none of these.
func (r *Reader) done(clean string) outcome {
	if strings.ContainsAny(r.field.Title.ZH, "未无不") {
		return failed(unreadable)
	}
	switch {
	case strings.HasPrefix(clean, "未") && !strings.HasPrefix(clean, "未知"):
		return outcome{v: false}
	case strings.HasPrefix(clean, "已"):
		return outcome{v: true}
	}
	return failed(unreadable)
}

// partly finds the code that a part of a text says, or the one of all the rest.
func (r *Reader) partly(form string) (code string, ok bool) {
	for _, w := range r.field.Words {
		if slices.ContainsFunc(w.Parts, func(p string) bool { return strings.Contains(form, p) }) {
			return w.Code, true
		}
		if w.Rest {
			code, ok = w.Code, true
		}
	}
	return code, ok
}

// word finds a code, or yes or no.
func (r *Reader) word(clean string) (any, bool) {
	if v, ok := r.words[clean]; ok {
		return v, true
	}
	form := folded(clean)
	if v, ok := r.words[form]; ok {
		return v, true
	}
	return r.worded(form)
}

// worded finds the code of a text that is a word of the field but for what registers add to
// one: a number before it (01-在册), a remark in brackets, a noun that says nothing (在册人员),
// what tells it more closely (农村五保供养), or a second word that means the same.
func (r *Reader) worded(form string) (any, bool) {
	if len(r.words) == 0 || r.field.Type != standard.TypeText {
		return nil, false
	}
	bare, notes := unbracketed(form)
	if v, ok := r.plainly(strings.TrimLeft(bare, "0123456789-_.、:：|")); ok {
		for _, note := range notes {
			if other, known := r.words[note]; known && other != v {
				return nil, false
			}
		}
		return v, true
	}
	if i := strings.IndexAny(bare, "0123456789一二两三四五六七八九十"); i > 0 { // 有期徒刑八个月
		if _, ok := monthsIn(bare[i:]); ok {
			return r.plainly(bare[:i])
		}
	}
	parts := strings.FieldsFunc(bare, func(c rune) bool { return strings.ContainsRune(joins, c) })
	if len(parts) < 2 {
		return nil, false
	}
	var one any
	for _, p := range parts {
		if v, ok := r.plainly(p); ok && (one == nil || one == v) {
			one = v
		} else if ok {
			return nil, false
		}
	}
	return one, one != nil
}

// joins are what registers write between two words.
const joins = "兼、,，;；/+"

// plainly finds a word, with or without a noun that says nothing, or the only one that a
// text ends with.
func (r *Reader) plainly(s string) (any, bool) {
	if v, ok := r.words[s]; ok {
		return v, true
	}
	for _, noun := range []string{"对象", "人员", "家庭", "状态", "户", "金", "类", "费"} {
		short, has := strings.CutSuffix(s, noun)
		if v, ok := r.words[short]; has && ok {
			return v, true
		}
		if v, ok := r.words[s+noun]; ok && len(s) > 3 {
			return v, true
		}
	}
	for i := range s { // the longest end first
		if i == 0 || len(s)-i < len("二字") || s[i] < utf8.RuneSelf {
			continue
		}
		if v, ok := r.words[s[i:]]; ok {
			_, two := r.words[s[:i]] // 次子女儿
			return v, !two && !strings.ContainsAny(s[:i], "不未非无否免拟待撤停解除转变改原前的之"+joins)
		}
	}
	return nil, false
}

// unbracketed returns a text without what stands in brackets, and that.
func unbracketed(s string) (bare string, notes []string) {
	var b, note strings.Builder
	in := false
	for _, c := range s {
		switch {
		case c == '（' || c == '(':
			in = true
		case c == '）' || c == ')':
			in = false
			notes = append(notes, note.String())
			note.Reset()
		case in:
			note.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), notes
}

// folded puts blanks and the case of letters aside.
func folded(s string) string { return strings.ToLower(cleanHeading(s)) }

// wordsOf returns what the words of a field mean; nil if it has none.
func wordsOf(f standard.Field) map[string]any {
	words := map[string]any{}
	add := func(word string, v any) {
		for _, w := range []string{word, folded(tidy(word))} {
			if _, taken := words[w]; !taken && w != "" {
				words[w] = v
			}
		}
	}
	value := func(code string) any { return code }
	if f.Type == standard.TypeBoolean {
		value = func(code string) any { return code == "true" }
	} else if f.Type != standard.TypeText {
		return nil
	}
	for _, code := range f.Codes {
		add(code, value(code))
	}
	for _, w := range f.Words { // titles first: no alias may take the place of one
		add(w.Code, value(w.Code))
		add(w.Title.ZH, value(w.Code))
		add(w.Title.EN, value(w.Code))
	}
	for _, w := range f.Words {
		for _, a := range w.Aliases {
			add(a, value(w.Code))
		}
	}
	if f.Type == standard.TypeBoolean {
		for _, w := range []string{"true", "是", "有", "√", "✓", "✔", "对", "真", "已", "y", "yes", "t", "1"} {
			add(w, true)
		}
		for _, w := range []string{"false", "否", "无", "没有", "不是", "×", "✗", "✘", "╳", "错", "假", "未", "n", "no", "f", "0"} {
			add(w, false)
		}
	}
	if len(words) == 0 {
		return nil
	}
	return words
}

// longestMark is how many bytes the longest mark for nothing has.
const longestMark = len("（空白）")

// nothing reports whether a text is a mark for nothing.
func nothing(s string) bool {
	switch s {
	case "无", "空", "暂无", "（无）", "(无)", "（空）", "(空)", "（空白）", "空白", "不详", "N/A", "n/a", "NA", "NULL", "null", "Null", "None", "none", "nil", "NaN", "nan", `\N`, "#N/A":
		return true
	}
	return onlyDashes(s)
}

// formulaError reports whether a cell shows that its formula failed.
func formulaError(s string) bool {
	switch s {
	case "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#CALC!", "#SPILL!":
		return true
	}
	return len(s) >= 3 && strings.Trim(s, "#") == ""
}

// within holds a value against the bounds of the field.
func (r *Reader) within(o outcome) outcome {
	if !r.least.set && !r.most.set || o.problem != none {
		return o
	}
	n, ok := measure(o.v)
	switch {
	case !ok:
	case r.least.set && n < r.least.at:
		o.problem = outOfRange
	case r.most.set && n > r.most.at && r.most.today:
		o.problem = future
	case r.most.set && n > r.most.at:
		o.problem = outOfRange
	}
	return o
}

// A bound is the least or the most that can be right: a number, or the seconds of a day.
type bound struct {
	at         float64
	set, today bool
}

// boundOf reads a bound of a standard. One that is not well written sets none; the standards
// are checked when they are loaded.
func boundOf(f standard.Field, s string, today time.Time) bound {
	if s == "today" {
		y, m, d := today.Date()
		return bound{at: float64(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()), set: true, today: true}
	}
	if f.Type == standard.TypeDate {
		day, err := time.Parse(time.DateOnly, s)
		return bound{at: float64(day.Unix()), set: err == nil}
	}
	v, ok := plainFloat(s)
	return bound{at: v, set: ok}
}

// measure returns the number by which a value is held against a bound.
func measure(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case time.Time:
		return float64(v.Unix()), true
	}
	return 0, false
}

// A problemCode is what can be wrong with a cell.
type problemCode int

const (
	none problemCode = iota
	unreadable
	unclearDate
	unknownCode
	rounded
	errorValue
	wrongUnit
	checkDigit
	form
	masked
	guessed
	outOfRange
	future
	undecodable
	monthOnly
	problemCodes // how many there are
)

// A said is a problem as it is told of one field.
type said struct {
	once []Problem
	err  *fault.Error
}

// sayings returns what is said of a field for each problem.
func sayings(f standard.Field) (all [problemCodes]said) {
	for i, p := range []struct{ code, zh, en string }{
		{},
		{"unreadable", "“%[1]s”的内容不是%[3]s，无法读取。", "%[2]s cannot be read: it is no %[4]s."},
		{"unclear_date", "“%[1]s”的日期不完整或有歧义（应有四位年份、月和日），无法确定是哪一天。", "%[2]s: the date is incomplete or can be read in several ways; a year of four digits, month and day are needed."},
		{"unknown_code", "“%[1]s”的内容不在允许的取值之内。", "%[2]s is none of the values that are allowed."},
		{"rounded", "“%[1]s”的号码被电子表格当作数字保存，15 位以后的数字已经丢失，无法还原；请将该列设为“文本”后重新导出。", "%[2]s: a spreadsheet kept the number as a number and lost the digits after the fifteenth; export again with the column as text."},
		{"error_value", "“%[1]s”的单元格显示公式错误，没有值。", "%[2]s: the formula of the cell failed, there is no value."},
		{"unit", "“%[1]s”的单位与标准不同，无法换算。", "%[2]s: the unit cannot be turned into that of the standard."},
		{"check_digit", "“%[1]s”的校验码不正确，已按原样保留，请核对。", "%[2]s: the check digit is wrong; it is kept as it is, please verify it."},
		{"form", "“%[1]s”的写法不合规范，已按原样保留，请核对。", "%[2]s is not of the usual form; it is kept as it is, please verify it."},
		{"masked", "“%[1]s”有遮盖，已按原样保留，不能据以认定是谁。", "%[2]s is partly hidden; it is kept as it is and identifies nobody."},
		{"guessed", "“%[1]s”是数字，已按电子表格的日期序号换算成日期，请核对。", "%[2]s is a number; it was taken for a day as spreadsheets count them, please verify it."},
		{"out_of_range", "“%[1]s”超出合理范围，请核对。", "%[2]s is outside the range that can be right, please verify it."},
		{"future", "“%[1]s”晚于今天，请核对。", "%[2]s lies in the future, please verify it."},
		{"undecodable", "“%[1]s”中有无法解码的字符。", "%[2]s has characters that could not be decoded."},
		{"month_only", "“%[1]s”只有年月，开始按该月第一天、结束按该月最后一天处理，请核对。", "%[2]s gives the month only; a beginning is taken for its first day, an end for its last, please verify it."},
	} {
		zh, en := typeName(f.Type)
		err := fault.Invalidf(p.zh, p.en, f.Title.In("zh"), f.Title.In("en"), zh, en)
		all[i] = said{[]Problem{{Field: f.Name, Code: p.code, Says: err.Public}}, err}
	}
	return all
}

// typeName calls a type by the words of people.
func typeName(t standard.Type) (zh, en string) {
	switch t {
	case standard.TypeDate:
		return "日期", "date"
	case standard.TypeNumber:
		return "数值", "number"
	case standard.TypeInteger:
		return "整数", "whole number"
	case standard.TypeBoolean:
		return "是或否", "yes or no"
	}
	return "文字", "text"
}

// caseNo writes the number of a court case in its normal form.
func (r *Reader) caseNo(clean string, c Cell) outcome {
	v, n := record.CaseNoAt(clean)
	if n == 0 || n != len(clean) {
		return doubted(clean, c.Text, form)
	}
	return kept(v, c.Text)
}

// division reads the code of a division, or finds that of the one that is named.
func (r *Reader) division(clean string, c Cell) outcome {
	if allDigits(clean) && (len(clean) == 6 || len(clean) == 9 || len(clean) == 12) {
		return kept(clean, c.Text)
	}
	if code, ok := record.DivisionNamed(cleanHeading(clean)); ok {
		return kept(code, c.Text)
	}
	return doubted(clean, c.Text, form)
}

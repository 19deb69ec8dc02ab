package record

import "strings"

// The kinds of identifier that Identifiers finds.
const (
	IDResident = "resident_id"  // 公民身份号码, 18 digits (GB 11643-1999) or 15 (before 1999)
	IDCredit   = "credit_code"  // 统一社会信用代码, 18 characters (GB 32100-2015)
	IDMobile   = "mobile"       // 手机号码
	IDLandline = "landline"     // 固定电话, with area code or after a word for a telephone
	IDBank     = "bank_account" // 银行账号, 卡号
	IDPlate    = "plate"        // 机动车号牌 (GA 36-2018)
	IDEmail    = "email"        // 电子邮箱
	IDPassport = "passport"     // 护照 or 通行证, only after such a word
)

// An Identifier is a number or sign that tells one person, account or vehicle from all others.
type Identifier struct {
	Kind  string // one of the constants above
	Value string // as written in the text
	// Valid reports whether the check character, or the Luhn digit of a bank card, is right.
	// Kinds without one are valid if their form is. Typing errors and early codes fail, so
	// an invalid one is still an identifier.
	Valid bool
	Span  Span // in characters of the text
}

// Identifiers returns the identifiers in a text in their order; they do not overlap. Case
// numbers, dates and amounts are none. Characters of full width are read as half-width ones.
func Identifiers(text string) []Identifier {
	f := newFinder(text)
	var out []Identifier
	for i := 0; i < len(f.chars); {
		id, n := f.at(i)
		if n == 0 {
			i++
			continue
		}
		if id.Kind != "" {
			id.Span = Span{i, i + n}
			id.Value = string(f.written[i : i+n])
			out = append(out, id)
		}
		i += n
	}
	return out
}

// A finder looks for identifiers in the characters of one text.
type finder struct {
	written []rune // as given
	chars   []rune // the same in half width
	skip    []Span // the case numbers
}

func newFinder(text string) *finder {
	f := &finder{written: []rune(text)}
	f.chars = make([]rune, len(f.written))
	for i, c := range f.written {
		f.chars[i] = halfWidth(c)
	}
	text = string(f.written) // each broken byte is a character now
	count := newCounter(text)
	for _, n := range caseNumbers(text) {
		f.skip = append(f.skip, Span{count.before(n.at.Start), count.before(n.at.End)})
	}
	return f
}

// halfWidth returns the half-width form of a full-width letter, digit or sign.
func halfWidth(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

// at returns the identifier at character i and its length. A length without a kind says how
// much of the text holds none; length 0 says nothing.
func (f *finder) at(i int) (Identifier, int) {
	if len(f.skip) > 0 && f.skip[0].Start == i {
		n := f.skip[0].End - i
		f.skip = f.skip[1:]
		return Identifier{}, n
	}
	if n := f.plate(i); n > 0 {
		return Identifier{Kind: IDPlate, Valid: true}, n
	}
	if !alnum(f.chars[i]) {
		return Identifier{}, 0
	}
	if n := f.email(i); n > 0 {
		return Identifier{Kind: IDEmail, Valid: true}, n
	}
	if id, n := f.solid(i); n > 0 {
		return id, n
	}
	if id, n := f.spaced(i); n > 0 {
		return id, n
	}
	return Identifier{}, f.run(i)
}

// run returns how many letters and digits follow one another from character i on.
func (f *finder) run(i int) int {
	n := 0
	for i+n < len(f.chars) && alnum(f.chars[i+n]) {
		n++
	}
	return n
}

// digits returns how many digits follow one another from character i on.
func (f *finder) digits(i int) int {
	n := 0
	for i+n < len(f.chars) && f.chars[i+n] >= '0' && f.chars[i+n] <= '9' {
		n++
	}
	return n
}

// solid reads an identifier that no blank or dash divides.
func (f *finder) solid(i int) (Identifier, int) {
	run, digits := f.run(i), f.digits(i)
	if id, n := f.resident(i, run, digits); n > 0 {
		return id, n
	}
	s := string(f.chars[i : i+run])
	switch {
	case run == 18 && creditForm(s) && (creditCheck(s) || f.told(i, "信用代码") || digits < 17):
		return Identifier{Kind: IDCredit, Valid: creditCheck(s)}, run
	case run > 18 && creditForm(s[:18]) && f.told(i, "信用代码"):
		return Identifier{Kind: IDCredit, Valid: creditCheck(s[:18])}, 18
	case run >= 7 && run <= 10 && f.told(i, "护照", "通行证"):
		return Identifier{Kind: IDPassport, Valid: true}, run
	case digits != run || f.measures(i+run):
		return Identifier{}, 0
	case mobileForm(s):
		return Identifier{Kind: IDMobile, Valid: true}, run
	case landlineForm(s), (run == 7 || run == 8) && s[0] > '1' && f.told(i, "电话", "座机", "传真"):
		return Identifier{Kind: IDLandline, Valid: true}, run
	case f.account(i, s):
		return Identifier{Kind: IDBank, Valid: luhn(s)}, run
	}
	return Identifier{}, 0
}

// resident reads a resident ID at the head of a run of letters and digits. One of 18 digits
// whose check is right may run together with what follows; a wrong one must stand alone.
func (f *finder) resident(i, run, digits int) (Identifier, int) {
	if run >= 18 && digits >= 17 {
		s := string(f.chars[i : i+18])
		form, told := residentForm(s), run == 18 && f.told(i, "身份")
		valid := form && residentCheck(s)
		if last := s[17]; last >= 'A' && last != 'X' && last != 'x' {
			form, told = false, false
		}
		if valid || form && run == 18 && !creditCheck(s) || told {
			return Identifier{Kind: IDResident, Valid: valid}, 18
		}
	}
	if run == 15 && digits == 15 {
		s := string(f.chars[i : i+15])
		form := residentForm(s)
		if f.told(i, "身份") || form && !f.told(i, accountWords...) && !f.measures(i+15) {
			return Identifier{Kind: IDResident, Valid: form}, 15
		}
	}
	return Identifier{}, 0
}

// spaced reads a telephone or account number written in groups: 138-0000-0000,
// 0571-88880000, 6222 0000 0000 0000.
func (f *finder) spaced(i int) (Identifier, int) {
	s, n, dash := f.groups(i)
	if n <= len(s) || f.measures(i+n) {
		return Identifier{}, 0
	}
	switch {
	case mobileForm(s):
		return Identifier{Kind: IDMobile, Valid: true}, n
	case dash && landlineForm(s):
		return Identifier{Kind: IDLandline, Valid: true}, n
	case residentForm(s) && len(s) == 18:
		return Identifier{Kind: IDResident, Valid: residentCheck(s)}, n
	case f.account(i, s):
		return Identifier{Kind: IDBank, Valid: luhn(s)}, n
	}
	return Identifier{}, 0
}

// groups joins the groups of digits from character i on that single blanks or dashes divide,
// and tells how many characters they take. No number is longer than the bound, so that a
// long table is not read again from each of its cells.
func (f *finder) groups(i int) (s string, n int, dash bool) {
	var b strings.Builder
	for {
		k := f.digits(i + n)
		b.WriteString(string(f.chars[i+n : i+n+k]))
		n += k
		j := i + n
		if k < 3 || n > 32 || j+1 >= len(f.chars) || f.chars[j] != ' ' && f.chars[j] != '-' || f.digits(j+1) < 3 {
			return b.String(), n, dash
		}
		dash = dash || f.chars[j] == '-'
		n++
	}
}

// told reports whether one of the words stands within the twelve characters before character
// i, and no other number between them.
func (f *finder) told(i int, words ...string) bool {
	start := i
	for start > 0 && i-start < 12 && !strings.ContainsRune("，。；,;\n", f.chars[start-1]) && !alnum(f.chars[start-1]) {
		start--
	}
	return containsAny(string(f.chars[start:i]), words...)
}

// measures reports whether the words at character i make the number before them an amount, a
// year or a piece of a larger number.
func (f *finder) measures(i int) bool {
	if i >= len(f.chars) {
		return false
	}
	if f.chars[i] == '.' && f.digits(i+1) > 0 {
		return true
	}
	return strings.ContainsRune("元万亿年月%美港", f.chars[i])
}

// plate returns the length of a vehicle's number plate at character i: the province, the
// letter of the office, five or six letters and digits, of which the last may be a word.
func (f *finder) plate(i int) int {
	if !strings.ContainsRune(plateProvinces, f.chars[i]) || i+6 >= len(f.chars) || f.chars[i+1] < 'A' || f.chars[i+1] > 'Z' {
		return 0
	}
	j := i + 2
	if strings.ContainsRune("·.•-", f.chars[j]) {
		j++
	}
	n, figures := f.run(j), 0
	for _, c := range f.chars[j : j+n] {
		if c <= '9' {
			figures++
		}
	}
	word := j+n < len(f.chars) && strings.ContainsRune("挂学警港澳领使", f.chars[j+n])
	switch {
	case figures == 0:
		return 0
	case n == 5 || n == 6:
		return j + n - i
	case n == 4 && word:
		return j + n + 1 - i
	}
	return 0
}

// plateProvinces are the characters for provinces on plates.
const plateProvinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

// email returns the length of an e-mail address at character i.
func (f *finder) email(i int) int {
	at := i
	for at < len(f.chars) && at-i <= 64 && (alnum(f.chars[at]) || strings.ContainsRune("._%+-", f.chars[at])) {
		at++
	}
	if at == len(f.chars) || f.chars[at] != '@' {
		return 0
	}
	end, point := at+1, 0
	for end < len(f.chars) && (alnum(f.chars[end]) || f.chars[end] == '.' && f.run(end+1) > 0 || f.chars[end] == '-') {
		if f.chars[end] == '.' {
			point = end
		}
		end++
	}
	if point == 0 || point < at+2 {
		return 0
	}
	return end - i
}

// alnum reports an ASCII letter or digit.
func alnum(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// accountWords announce a bank account.
var accountWords = []string{"卡号", "账号", "帐号", "账户", "帐户", "银行卡", "储蓄卡", "信用卡", "存折"}

// account reports whether the digits s, which start at character i, are a bank account: after
// a word for one, or by length and check digit a card's. Accounts of firms and old passbooks
// have fewer digits than the 16 to 19 of a card, or more. One order number in ten passes the
// check by chance, so what is called one is none.
func (f *finder) account(i int, s string) bool {
	if f.told(i, accountWords...) {
		return len(s) >= 10 && len(s) <= 25
	}
	return len(s) >= 16 && len(s) <= 19 && luhn(s) && !f.told(i, "订单", "单号", "条码", "条形码", "批号", "许可证")
}

package record

import "strings"

// The identifiers in this file are known by the words around them or by signs in them.

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

// email reads an e-mail address.
func (f *finder) email(i int) (Identifier, int) {
	at := i
	for at < len(f.chars) && at-i <= 64 && (alnum(f.chars[at]) || strings.ContainsRune("._%+-", f.chars[at])) {
		at++
	}
	if at == len(f.chars) || f.chars[at] != '@' {
		return Identifier{}, 0
	}
	end, point := at+1, 0
	for end < len(f.chars) && (alnum(f.chars[end]) || f.chars[end] == '.' && f.run(end+1) > 0 || f.chars[end] == '-') {
		if f.chars[end] == '.' {
			point = end
		}
		end++
	}
	if point == 0 || point < at+2 {
		return Identifier{}, 0
	}
	return Identifier{Kind: IDEmail, Valid: true}, end - i
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

// deedWords announce the certificate of a right in land or a house.
var deedWords = []string{"房权证", "产权证", "不动产权", "土地使用证", "土地使用权证", "土地证", "国用", "房产证", "房证", "他项权证"}

// suits returns the places, in characters, of the case numbers in a text, but for the numbers
// of deeds, which look alike: 浙（2018）杭州市不动产权第1号.
func suits(text string, count counter) []Span {
	var out []Span
	for _, n := range caseNumbers(text) {
		if !deedNumber(text, n) {
			out = append(out, Span{count.before(n.at.Start), count.before(n.at.End)})
		}
	}
	return out
}

// deedNumber reports whether what looks like the number of a case is that of a deed.
func deedNumber(text string, n caseNumber) bool {
	before := text[max(0, n.at.Start-len("土地使用证")):n.at.Start]
	return containsAny(n.norm, "产权", "房权", "房证", "土地", "国用") || suffixOf(before, []string{"国用", "产权", "房权证", "房证", "土地证", "土地使用证"}) != ""
}

// organisation reads an organisation code, whose check character a dash may set off.
func (f *finder) organisation(i, run int) (Identifier, int) {
	s := string(f.chars[i : i+run])
	if run == 8 && i+9 < len(f.chars) && f.chars[i+8] == '-' && f.run(i+9) == 1 {
		return Identifier{Kind: IDOrganisation, Valid: organisationCheck(s + string(f.chars[i+9]))}, 10
	}
	return Identifier{Kind: IDOrganisation, Valid: organisationCheck(s)}, run
}

// named reads the name of an account, which only the words before it show to be one.
func (f *finder) named(i int) (Identifier, int) {
	n := f.run(i)
	for i+n+1 < len(f.chars) && n < 40 && (f.chars[i+n] == '_' || f.chars[i+n] == '-') && f.run(i+n+1) > 0 {
		n += 1 + f.run(i+n+1)
	}
	kind := ""
	switch {
	case n < 5 || n > 40 || f.measures(i+n):
	case n <= 11 && f.digits(i) == n && f.told(i, "QQ号", "QQ", "Q号", "扣扣"), n <= 11 && f.afterLetters(i, "QQ"):
		kind = IDQQ
	case n >= 6 && f.told(i, "微信号", "微信账号", "微信帐号", "微信名"):
		kind = IDWeChat
	case f.told(i, "支付宝账", "支付宝帐", "支付宝号"):
		kind = IDAlipay
	case f.told(i, "淘宝账", "淘宝帐", "淘宝ID", "京东账", "用户名", "会员名", "会员账", "旺旺", "登录名", "平台账", "昵称", "账号", "账户名", "帐号"):
		kind = IDOnline
	}
	if kind == "" {
		return Identifier{}, 0
	}
	return Identifier{Kind: kind, Valid: true}, n
}

// afterLetters reports whether digits at character i follow letters that announce them, with
// or without 号 and signs between: QQ号：10001.
func (f *finder) afterLetters(i int, letters string) bool {
	if f.digits(i) != f.run(i) {
		return false
	}
	for i > 0 && strings.ContainsRune("号码：:为是 “(（", f.chars[i-1]) {
		i--
	}
	n := len(letters)
	return i >= n && strings.EqualFold(string(f.chars[i-n:i]), letters)
}

// blot reports a character that stands for a hidden one.
func blot(c rune) bool {
	switch c {
	case '*', '×', '＊', '✕', '╳':
		return true
	}
	return false
}

// blotted reads an identifier of which the document shows only a part. Length 0 also means
// that nothing is hidden here.
func (f *finder) blotted(i int) (Identifier, int) {
	n, blots, shown := 0, 0, 0
	for i+n < len(f.chars) && n < 40 {
		c := f.chars[i+n]
		switch {
		case blot(c):
			blots++
		case c >= '0' && c <= '9':
			shown++
		case (c == 'X' || c == 'x') && n > 0:
			if f.hides(i + n) {
				blots++
			} else {
				shown++
			}
		default:
			return f.blottedKind(i, n, blots, shown)
		}
		n++
	}
	return f.blottedKind(i, n, blots, shown)
}

// hides reports whether the X at character i is one of several that hide digits.
func (f *finder) hides(i int) bool {
	x := func(k int) bool { return k < len(f.chars) && (f.chars[k] == 'X' || f.chars[k] == 'x') }
	return x(i-1) || x(i+1)
}

// blottedKind tells of what kind the n characters at i are.
func (f *finder) blottedKind(i, n, blots, shown int) (Identifier, int) {
	if blots < 2 || shown < 3 || n < 7 || f.measures(i+n) || i+n < len(f.chars) && alnum(f.chars[i+n]) {
		return Identifier{}, 0
	}
	head := string(f.chars[i : i+2])
	kind := ""
	switch {
	case f.told(i, "身份"), n == 18 && provinceCode(head) && !f.told(i, accountWords...):
		kind = IDResident
	case f.told(i, accountWords...):
		kind = IDBank
	case n == 11 && head[0] == '1' && head[1] >= '3' && allDigits(head), f.told(i, "电话", "手机", "联系方式"):
		kind = IDMobile
	case f.told(i, "信用代码"):
		kind = IDCredit
	}
	if kind == "" {
		return Identifier{}, 0
	}
	return Identifier{Kind: kind, Masked: true}, n
}

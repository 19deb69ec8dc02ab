package record

import (
	"slices"
	"strings"
)

// A sum is an amount of money found in a text.
type sum struct {
	yuan     float64 // in the unit of the currency; of a sum in both scripts, what the digits say
	at       place   // in bytes of the text it was looked for in; both scripts where there are two
	currency string  // ISO 4217; empty for yuan
	rate     bool    // so much a day, a month or a piece: no total
	capitals float64 // what the capitals say where the sum stands in digits too, else 0
}

// contradicts reports whether the digits and the capitals of a sum differ.
func (m sum) contradicts() bool {
	return m.capitals != 0 && (m.capitals-m.yuan > 0.005 || m.yuan-m.capitals > 0.005)
}

// money reads a sum at the start of s: 43,840元, 30万元, 叁拾万元整, 79.5万, 3万余元, 1元5角,
// 100美元. A number without a word of money counts only with 万 or 亿. Length 0 means none.
func money(s string) (value float64, length int) {
	value, _, length = amount(s)
	return value, length
}

// amount is money that also tells the currency, empty for yuan.
func amount(s string) (value float64, currency string, length int) {
	v, n := number(s)
	if n == 0 {
		return 0, "", 0
	}
	return amountOf(s, v, n)
}

// amountOf reads as a sum what starts with a number of value v and n bytes.
func amountOf(s string, v float64, n int) (value float64, currency string, length int) {
	large := n > 3 && hasLarge(s[:n])
	next, size := firstRune(s[n:])
	if next == '余' || next == '多' {
		n += size
		if next, size = firstRune(s[n:]); unit(next) >= 1e4 {
			v, n, large = v*unit(next), n+size, true
			next, size = firstRune(s[n:])
		}
	}
	if next == '块' && strings.HasPrefix(s[n+size:], "钱") {
		return v, "", n + len("块钱")
	}
	if next == '元' || next == '圆' || next == '圓' {
		n += size
		part, k := small(s[n:])
		n += k
		n += len(prefixOf(s[n:], []string{"整", "正"}))
		code, k := currencyAfter(s[n:])
		return v + part, code, n + k
	}
	if code, k := currencyWord(next, s[n:]); k > 0 {
		return v, code, n + k
	}
	if large {
		return v, "", n
	}
	return 0, "", 0
}

// currencyAfter returns the currency whose name follows a sum that is told in 元: 20万元港币. A name
// that leads to the next sum is none: 20万元，港币10万元.
func currencyAfter(s string) (code string, length int) {
	c, size := firstRune(s)
	if size < 3 {
		return "", 0
	}
	i := size * bit(c == '（' || c == '(')
	next, _ := firstRune(s[i:])
	code, k := currencyWord(next, s[i:])
	if k == 0 {
		return "", 0
	}
	after, end := firstRune(s[i+k:])
	if i > 0 && closes(after) {
		return code, i + k + end
	}
	if i > 0 || digit(after) >= 0 {
		return "", 0
	}
	return code, k
}

// hasLarge reports whether a number has one of the units 万 and 亿.
func hasLarge(number string) bool {
	for i := 0; i+3 <= len(number); {
		if number[i]>>4 != 0xe {
			i++
			continue
		}
		switch wideRune(number[i:]) {
		case '万', '萬', '亿', '億':
			return true
		}
		i += 3
	}
	return false
}

// small reads the part of a sum below one yuan (5角3分) at the start of s.
func small(s string) (yuan float64, length int) {
	for _, u := range []struct {
		word  string
		worth float64
	}{{"角", 0.1}, {"分", 0.01}} {
		c, size := firstRune(s[length:])
		if d := digit(c); d >= 0 && strings.HasPrefix(s[length+size:], u.word) {
			yuan += float64(d) * u.worth
			length += size + len(u.word)
		}
	}
	return yuan, length
}

// totals leaves out the prices and payments by time, unless there is nothing else.
func totals(found []sum) []sum {
	whole := slices.DeleteFunc(slices.Clone(found), func(m sum) bool { return m.rate })
	if len(whole) == 0 {
		return found
	}
	return whole
}

// sumFrom reads the sum whose number starts at byte i of text, is v and has n bytes, and with it
// the same sum in the other script where that follows: 叁拾万元整（￥300000.00元） is one sum.
func sumFrom(text string, i int, v float64, n int) (sum, bool) {
	m, ok := sumOf(text, i, v, n)
	if !ok {
		return sum{}, false
	}
	m = withTwin(text, m)
	m.rate = perUnit(text, m.at)
	return m, true
}

// oneSumAt reads the sum in one script that starts at byte i of text. A word or sign of money
// before it counts as well as one after it: ￥300000.00, 港币20万元.
func oneSumAt(text string, i int) (sum, bool) {
	v, n := number(text[i:])
	if n == 0 {
		return sum{}, false
	}
	return sumOf(text, i, v, n)
}

// sumOf is oneSumAt for a number of value v and n bytes.
func sumOf(text string, i int, v float64, n int) (sum, bool) {
	value, code, k := amountOf(text[i:], v, n)
	if k > 0 && code != "" {
		return sum{yuan: value, at: place{i, i + k}, currency: code}, true
	}
	before := currencyBefore(text[:i])
	if k == 0 {
		if before == "" || !bareSum(text[i:i+n], text[i+n:], strings.HasSuffix(text[:i], "币")) {
			return sum{}, false
		}
		value, k = v, n
	}
	if before == "CNY" {
		before = ""
	}
	return sum{yuan: value, at: place{i, i + k}, currency: before}, true
}

// bareSum reports whether a number that only a sign or word before it makes money can be a
// sum. After 人民币 it often is none: 人民币一年期贷款基准利率.
func bareSum(number, after string, word bool) bool {
	c, _ := firstRune(after)
	if strings.ContainsRune("年月日%％‰个种期号至-—", c) && after != "" {
		return false
	}
	return !word || len(number) >= 3 && startsWithDigit(number)
}

// currencyWord returns the currency that s, which begins with c, starts with, and the length
// of its name.
func currencyWord(c rune, s string) (code string, length int) {
	var among []currencyName
	switch c {
	case '美', '港', '欧', '日', '英', 'U':
		among = usualCurrencies
	case '澳', '加', '新', '台', '韩', '卢', '瑞', '泰':
		among = rareCurrencies
	}
	for _, w := range among {
		if strings.HasPrefix(s, w.name) {
			return w.code, len(w.name)
		}
	}
	return "", 0
}

// A currencyName is how a text calls a currency of ISO 4217.
type currencyName struct{ name, code string }

var (
	usualCurrencies = []currencyName{
		{"美元", "USD"}, {"美金", "USD"}, {"USD", "USD"}, {"港元", "HKD"}, {"港币", "HKD"}, {"港幣", "HKD"},
		{"欧元", "EUR"}, {"日元", "JPY"}, {"日圆", "JPY"}, {"日币", "JPY"}, {"英镑", "GBP"},
	}
	rareCurrencies = []currencyName{
		{"澳元", "AUD"}, {"澳币", "AUD"}, {"澳大利亚元", "AUD"}, {"澳门元", "MOP"}, {"澳门币", "MOP"}, {"加元", "CAD"}, {"加币", "CAD"}, {"加拿大元", "CAD"}, {"新加坡元", "SGD"}, {"新加坡币", "SGD"}, {"新元", "SGD"},
		{"新台币", "TWD"}, {"台币", "TWD"}, {"韩元", "KRW"}, {"韩币", "KRW"}, {"卢布", "RUB"}, {"瑞士法郎", "CHF"}, {"泰铢", "THB"},
	}
	// currenciesBefore are the words and signs that stand before a sum.
	currenciesBefore = []currencyName{
		{"人民币", "CNY"}, {"￥", "CNY"}, {"¥", "CNY"}, {"€", "EUR"}, {"£", "GBP"}, {"美元", "USD"}, {"美金", "USD"}, {"港币", "HKD"}, {"港元", "HKD"},
		{"欧元", "EUR"}, {"日元", "JPY"}, {"日币", "JPY"}, {"英镑", "GBP"}, {"新台币", "TWD"}, {"台币", "TWD"}, {"澳门元", "MOP"}, {"澳门币", "MOP"},
		{"港幣", "HKD"}, {"澳元", "AUD"}, {"澳币", "AUD"}, {"加拿大元", "CAD"}, {"新加坡元", "SGD"}, {"新加坡币", "SGD"}, {"韩元", "KRW"}, {"韩币", "KRW"},
	}
	// currencyCodes are the Latin ones.
	currencyCodes = []currencyName{
		{"HK$", "HKD"}, {"US$", "USD"}, {"$", "USD"}, {"RMB", "CNY"}, {"CNY", "CNY"}, {"USD", "USD"}, {"HKD", "HKD"}, {"EUR", "EUR"}, {"JPY", "JPY"}, {"GBP", "GBP"},
	}
)

// currencyBefore returns the currency that s ends with, CNY for yuan; "" if s ends with none.
func currencyBefore(s string) string {
	if n := len(s); n > 0 && s[n-1] == ' ' {
		s = s[:n-1]
	}
	if s == "" {
		return ""
	}
	var among []currencyName
	switch s[len(s)-1] { // the last bytes of the words
	case '$', 'B', 'Y', 'D', 'R', 'P':
		among = currencyCodes
	case 0x81, 0x83, 0xa3, 0xa5, 0xac, 0x91, 0x95:
		switch c, _ := lastRune(s); c { // many other characters end with these bytes
		case '币', '幣', '￥', '¥', '€', '£', '元', '金', '镑':
			among = currenciesBefore
		}
	}
	for _, w := range among {
		if strings.HasSuffix(s, w.name) {
			return w.code
		}
	}
	return ""
}

// perUnit reports whether the sum at p is a price or a payment by time: 每日100元, 元/月,
// 每平方米8000元, 单价750元.
func perUnit(text string, p place) bool {
	after := text[p.End:]
	switch c, _ := firstRune(after); c {
	case '/', '／', '每':
		return true
	case '一':
		if prefixOf(after, []string{"一天", "一日", "一个月", "一年"}) != "" {
			return true
		}
	}
	before := text[:p.Start]
	if strings.HasSuffix(before, "单价") || strings.HasSuffix(before, "单价为") {
		return true
	}
	for range 8 {
		c, n := lastRune(before)
		switch c {
		case '每':
			return true
		case '，', ',', '。', '；', ';', '、', '：', '（', '(', '共', '计', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return false
		}
		before = before[:len(before)-n]
	}
	return false
}

// withTwin adds to m the same sum in the other script: in a bracket right after it, or
// announced by 大写 or 小写.
func withTwin(text string, m sum) sum {
	switch c, _ := firstRune(text[m.at.End:]); c {
	case '大', '小', '整', '（', '(', '【', '￥', '¥', '，', ',', '：', ':', ' ':
	default:
		return m
	}
	i, told, bracket := twinLead(text, m.at.End)
	if !told && !bracket {
		return m
	}
	first, second := startsWithDigit(text[m.at.Start:]), startsWithDigit(text[i:])
	twin, ok := oneSumAt(text, i)
	if !ok && told {
		twin.yuan, twin.at.End = number(text[i:])
		twin.at.End += i
		ok = twin.at.End > i
	}
	if !ok || first == second || twin.currency != "" && twin.currency != m.currency {
		return m
	}
	digits, capitals := m.yuan, twin.yuan
	if second {
		digits, capitals = capitals, digits
	}
	joined := sum{yuan: digits, capitals: capitals, currency: m.currency, at: place{m.at.Start, twin.at.End}}
	if !told && joined.contradicts() && !strings.ContainsAny(text[m.at.Start:twin.at.End], "壹贰叁肆伍陆柒捌玖拾佰仟") {
		return m // a bracket that tells something else
	}
	if bracket {
		joined.at.End += len(prefixOf(text[joined.at.End:], []string{"）", ")", "】"}))
	}
	return joined
}

// twinLead skips what stands between a sum and the same in the other script. Told tells that
// 大写, 小写 or ￥ announce it, bracket that it stands in an open bracket.
func twinLead(text string, i int) (at int, told, bracket bool) {
	for {
		if i < len(text) && text[i] >= '0' && text[i] <= '9' {
			return i, told, bracket
		}
		w := prefixOf(text[i:], []string{"（", "(", "大写", "小写", "￥", "¥", "：", ":", "人民币", "，", ",", "）", ")", "计", "金额", " ", "即", "【"})
		switch w {
		case "":
			return i, told, bracket
		case "（", "(", "【":
			bracket = true
		case "）", ")":
			if !bracket {
				return i, false, false
			}
			bracket = false
		case "大写", "小写", "￥", "¥":
			told = true
		}
		i += len(w)
	}
}

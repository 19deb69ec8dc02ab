package record

import (
	"slices"
	"strings"
)

// The kinds of identifier that Identifiers finds.
const (
	IDResident     = "resident_id"       // 公民身份号码, 18 digits (GB 11643-1999) or 15 (before 1999)
	IDCredit       = "credit_code"       // 统一社会信用代码, 18 characters (GB 32100-2015)
	IDOrganisation = "organisation_code" // 组织机构代码, 8 characters and a check character (GB 11714-1997)
	IDMobile       = "mobile"            // 手机号码
	IDLandline     = "landline"          // 固定电话, with area code or after a word for a telephone
	IDBank         = "bank_account"      // 银行账号, 卡号
	IDPlate        = "plate"             // 机动车号牌 (GA 36-2018)
	IDEmail        = "email"             // 电子邮箱
	IDPassport     = "passport"          // 护照, only after such a word
	IDPermit       = "travel_permit"     // 往来内地, 大陆, 港澳 or 台湾的通行证, 回乡证, 台胞证; only after such a word
	IDWeChat       = "wechat"            // 微信号
	IDQQ           = "qq"                // QQ号
	IDAlipay       = "alipay"            // 支付宝账号
	IDOnline       = "online_account"    // 淘宝账号, 用户名 and the like
	IDLicence      = "licence"           // 律师, 法律工作者执业证号
	IDDeed         = "deed"              // 不动产权证, 房屋所有权证 and the like
	IDTail         = "account_tail"      // the digits after 尾号: what a document shows of an account
)

// An Identifier is a number or sign that tells one person, account or vehicle from all others.
type Identifier struct {
	Kind  string `json:"kind"`  // one of the constants above
	Value string `json:"value"` // as written in the text
	// Valid reports whether the check character, or the Luhn digit of a bank card, is right.
	// Kinds without one are valid if their form is. Typing errors and early codes fail, so
	// an invalid one is still an identifier.
	Valid bool `json:"valid"`
	// Masked reports that the document itself hides a part of it: 3301**********0019. Such a
	// one is never valid.
	Masked bool      `json:"masked,omitempty"`
	Holder *Resident `json:"holder,omitempty"` // of a valid resident ID: what it says of its holder
	// Party is the name of the party in whose entry it stands; empty elsewhere. Only Parse
	// tells it.
	Party      string  `json:"party,omitempty"`
	Span       Span    `json:"span"`       // in characters of the text
	Confidence float64 `json:"confidence"` // see Judgment.Confidence; Formal where a check character is right
}

// Identifiers returns the identifiers in a text in their order; they do not overlap. Case
// numbers, dates and amounts are none. Characters of full width are read as half-width ones.
func Identifiers(text string) []Identifier {
	written := []rune(text)
	text = string(written) // each broken byte is a character now
	return identifiers(written, suits(text, newCounter(text, nil)))
}

// identifiers returns the identifiers among characters, but for those in the spans to skip,
// which are in order.
func identifiers(written []rune, skip []Span) []Identifier {
	f := &finder{written: written, chars: narrow(written)}
	var out []Identifier
	for i := 0; i < len(f.chars); {
		if len(skip) > 0 && i >= skip[0].Start {
			i, skip = max(i, skip[0].End), skip[1:]
			continue
		}
		id, n := f.next(i)
		if id.Kind != "" {
			out = append(out, id)
		}
		i += n
	}
	return out
}

// next reads the identifier that starts at character i, if one does, and returns how many
// characters from i on need not be looked at again, at least one.
func (f *finder) next(i int) (Identifier, int) {
	if c := f.chars[i]; !alnum(c) && !blot(c) {
		return Identifier{}, 1
	}
	id, n := f.at(i)
	if id.Kind == "" {
		return id, max(n, 1)
	}
	id.Value = string(f.written[id.Span.Start:id.Span.End])
	if h, ok := ReadResident(string(f.digitsOf(id))); ok {
		id.Holder = &h
	}
	id.Confidence = id.sureness()
	return id, max(n, 1)
}

// sureness returns how sure it is that this is an identifier of its kind: a right check character
// is hardly chance, a wrong one leaves the form and the words around it.
func (id Identifier) sureness() float64 {
	checked := id.Kind == IDResident || id.Kind == IDCredit || id.Kind == IDOrganisation || id.Kind == IDBank
	switch {
	case id.Masked, id.Valid && !checked:
		return Led
	case id.Valid:
		return Formal
	}
	return Guessed
}

// digitsOf returns the characters of a resident ID in half width, without the blanks and dashes
// that may divide them; nothing of anything else.
func (f *finder) digitsOf(id Identifier) []rune {
	if id.Kind != IDResident || !id.Valid {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.chars[id.Span.Start:id.Span.End]), func(c rune) bool { return !alnum(c) })
}

// A finder looks for identifiers in the characters of one text.
type finder struct {
	written []rune // as given
	chars   []rune // the same in half width
	runs    stretch
	figures stretch
	follows *following // of the text they are of; nil if nothing is known of it
}

// A stretch is the run that was looked at last, kept so that a long one is not read again
// from each of its characters.
type stretch struct{ start, end int }

// length returns how many characters from i on satisfy is.
func (s *stretch) length(chars []rune, i int, is func(rune) bool) int {
	if i < s.start || i >= s.end {
		s.start, s.end = i, i
		for s.end < len(chars) && is(chars[s.end]) {
			s.end++
		}
	}
	return s.end - i
}

// narrow returns the characters in half width; the same ones if all are.
func narrow(written []rune) []rune {
	wide := func(c rune) bool {
		return c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'ｚ' || c == '＠' || c == '．' || c == '－' || c == '＊'
	}
	if !slices.ContainsFunc(written, wide) {
		return written
	}
	chars := make([]rune, len(written))
	for i, c := range written {
		chars[i] = halfWidth(c)
	}
	return chars
}

// halfWidth returns the half-width form of a full-width letter, digit or sign.
func halfWidth(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

// at returns the identifier at the letter, digit or blot i and how many characters from i on
// need not be looked at again. Only the identifier's span says where it starts: a plate does
// at the character before.
func (f *finder) at(i int) (Identifier, int) {
	if i > 0 && f.chars[i] >= 'A' && f.chars[i] <= 'Z' && strings.ContainsRune(plateProvinces, f.chars[i-1]) {
		if n := f.plate(i - 1); n > 0 {
			return Identifier{Kind: IDPlate, Valid: true, Span: Span{i - 1, i - 1 + n}}, n - 1
		}
	}
	id, n := f.read(i)
	if n == 0 {
		return Identifier{}, f.run(i)
	}
	id.Span = Span{i, i + n}
	return id, n
}

// read reads the identifier that starts at character i.
func (f *finder) read(i int) (id Identifier, n int) {
	if id, n = f.blotted(i); n > 0 || blot(f.chars[i]) {
		return id, n
	}
	if id, n = f.email(i); n > 0 {
		return id, n
	}
	if f.run(i) > 1 {
		if id, n = f.solid(i); n > 0 {
			return id, n
		}
	}
	if id, n = f.spaced(i); n > 0 {
		return id, n
	}
	return f.named(i)
}

// run returns how many letters and digits follow one another from character i on.
func (f *finder) run(i int) int { return f.runs.length(f.chars, i, alnum) }

// digits returns how many digits follow one another from character i on.
func (f *finder) digits(i int) int {
	return f.figures.length(f.chars, i, func(c rune) bool { return c >= '0' && c <= '9' })
}

// solid reads an identifier that no blank or dash divides.
func (f *finder) solid(i int) (Identifier, int) {
	run, digits := f.run(i), f.digits(i)
	if id, n := f.resident(i, run, digits); n > 0 {
		return id, n
	}
	s := string(f.chars[i : i+run])
	switch {
	case digits == run && run <= longestSum && f.measures(i+run):
		return Identifier{}, 0
	case run == 18 && creditForm(s) && (creditCheck(s) || f.told(i, "信用代码") || digits < 17):
		return Identifier{Kind: IDCredit, Valid: creditCheck(s), Masked: !creditCheck(s) && hidesPart(s)}, run
	case run > 18 && creditForm(s[:18]) && f.told(i, "信用代码"):
		return Identifier{Kind: IDCredit, Valid: creditCheck(s[:18])}, 18
	case run >= 8 && run <= 11 && f.told(i, "通行证", "回乡证", "台胞证"):
		return Identifier{Kind: IDPermit, Valid: permitForm(s)}, run
	case run >= 7 && run <= 10 && f.told(i, "护照"):
		return Identifier{Kind: IDPassport, Valid: passportForm(s)}, run
	case run >= 8 && run <= 9 && f.told(i, "组织机构代码", "机构代码"):
		return f.organisation(i, run)
	case digits != run || f.measures(i+run):
		return Identifier{}, 0
	case run >= 2 && run <= 8 && f.told(i, "尾号"):
		return Identifier{Kind: IDTail, Valid: true, Masked: true}, run
	case run >= 10 && run <= 17 && f.told(i, "执业证", "执业许可证"):
		return Identifier{Kind: IDLicence, Valid: true}, run
	case run >= 5 && f.told(i, deedWords...):
		return Identifier{Kind: IDDeed, Valid: true}, run
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
		told = told || form && f.told(i, "身份") // and another number joined to it
		valid := form && residentCheck(s)
		if last := s[17]; last >= 'A' && last != 'X' && last != 'x' {
			form, told = false, false
		}
		if valid || form && run == 18 && !creditCheck(s) || told {
			return Identifier{Kind: IDResident, Valid: valid}, 18
		}
	}
	if digits == 26 && f.told(i, "身份") && residentForm(string(f.chars[i:i+15])) && mobileForm(string(f.chars[i+15:i+26])) {
		return Identifier{Kind: IDResident, Valid: true}, 15
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
	case dash && (landlineForm(s) || len(s) >= 7 && len(s) <= 12 && f.told(i, "电话", "座机", "传真", "热线")):
		return Identifier{Kind: IDLandline, Valid: landlineForm(s) || strings.HasPrefix(s, "400") && len(s) == 10}, n
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
	if f.follows != nil && !slices.ContainsFunc(words, f.follows.mayHold) {
		return false
	}
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
	return strings.ContainsRune(measureSigns, f.chars[i])
}

// measureSigns are what makes the number before it an amount or a date.
const measureSigns = "元万亿年月%美港"

// alnum reports an ASCII letter or digit.
func alnum(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

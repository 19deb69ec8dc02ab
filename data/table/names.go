package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
)

// name reads the name of a person or organisation. Blanks between Chinese characters only
// set it (张 三); the dot in names of some peoples is written as it is in identity cards,
// and the brackets in names of organisations as in the register of companies.
func (r *Reader) name(clean string, c Cell) outcome {
	if formulaError(clean) {
		return failed(errorValue)
	}
	v := clean
	if strings.ContainsAny(v, " ") {
		v = withoutSpacing(v)
	}
	if r.field.Format == standard.FormatPersonName {
		v = dotted(v)
	} else if strings.ContainsAny(v, "()") && !isASCII(v) {
		v = strings.NewReplacer("(", "（", ")", "）").Replace(v)
	}
	return kept(v, c.Text)
}

// dotted writes the dot in a name in the usual way.
func dotted(v string) string {
	if !strings.ContainsAny(v, "•‧・･．.●") || isASCII(v) {
		return v
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '•', '‧', '・', '･', '．', '.', '●':
			return '·'
		}
		return r
	}, v)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutSpacing drops the blanks that have a Chinese character on either side.
func withoutSpacing(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r == ' ' {
			before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:i], " "))
			after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i:], " "))
			if wide(before) || wide(after) {
				continue
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func wide(r rune) bool { return unicode.Is(unicode.Han, r) || r == '·' || r == '（' || r == '）' }

// residentID reads a resident ID of 18 or 15 characters.
func (r *Reader) residentID(clean string, c Cell) outcome {
	if record.ResidentForm(clean) && record.ResidentCheck(clean) && clean[17] != 'x' {
		return kept(clean, c.Text)
	}
	v := strings.ToUpper(solid(clean, "-'`‘’"))
	switch {
	case lostDigits(clean):
		return failed(rounded)
	case hidden(v):
		return doubted(v, c.Text, masked)
	case len(v) == 18 && record.ResidentForm(v):
		if record.ResidentCheck(v) {
			return kept(v, c.Text)
		}
		if strings.HasSuffix(v, "000") {
			return failed(rounded)
		}
		return doubted(v, c.Text, checkDigit)
	case len(v) == 15 && record.ResidentForm(v):
		return kept(v, c.Text)
	case len(v) == len("110101199003070011")+2 && record.ResidentID(v[:18]):
		return kept(v[:18], c.Text) // of a disabled person's card: the resident ID, kind and degree
	case len(v) == 18 && allDigits(v) && strings.HasSuffix(v, "000"):
		return failed(rounded)
	}
	return doubted(v, c.Text, form)
}

// creditCode reads a unified social credit code. What has another form may be a number of
// the time before such codes, and is kept.
func (r *Reader) creditCode(clean string, c Cell) outcome {
	if record.CreditCheck(clean) {
		return kept(clean, c.Text)
	}
	v := strings.ToUpper(solid(clean, "'`‘’"))
	switch {
	case lostDigits(clean):
		return failed(rounded)
	case hidden(v):
		return doubted(v, c.Text, masked)
	case record.CreditCheck(v):
		return kept(v, c.Text)
	case len(v) == 18:
		return doubted(v, c.Text, checkDigit)
	}
	return doubted(v, c.Text, form)
}

// partyNo reads the number of a person or an organisation, as its form tells.
func (r *Reader) partyNo(clean string, c Cell) outcome {
	if record.CreditCheck(clean) || len(clean) == 18 && (clean[0] == '9' || !allDigits(clean[:17])) && !hidden(clean) {
		return r.creditCode(clean, c) // divisions, with which resident IDs begin, are below 90
	}
	return r.residentID(clean, c)
}

// account reads the number of an account or bank card.
func (r *Reader) account(clean string, c Cell) outcome {
	if allDigits(clean) {
		return kept(clean, c.Text)
	}
	v := solid(clean, "-'`‘’")
	switch {
	case lostDigits(clean):
		return failed(rounded)
	case hidden(v):
		return doubted(v, c.Text, masked)
	case allDigits(v):
		return kept(v, c.Text)
	}
	return doubted(v, c.Text, form)
}

// lostDigits reports whether a number stands there as Excel shows long ones, 1.38E+10: in
// whatever number is cut off so, digits are missing.
func lostDigits(s string) bool {
	if len(s) < 4 || !strings.ContainsAny(s, "Ee") {
		return false
	}
	digits, exponent, ok := strings.Cut(strings.ToUpper(s), "E+")
	return ok && allDigits(exponent) && strings.Trim(digits, "0123456789.") == "" && digits != ""
}

// phone reads a telephone number: eleven digits of a mobile phone, or area code, dash and
// number.
func (r *Reader) phone(clean string, c Cell) outcome {
	if len(clean) == 11 && record.MobileForm(clean) {
		return kept(clean, c.Text)
	}
	if lostDigits(clean) {
		return failed(rounded)
	}
	v := solid(clean, "-()（）+'—–")
	if hidden(v) {
		return doubted(clean, c.Text, masked)
	}
	for _, prefix := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(v, prefix); ok && record.MobileForm(rest) {
			v = rest
		}
	}
	switch {
	case len(v) == 11 && record.MobileForm(v):
		return kept(v, c.Text)
	case record.LandlineForm(v):
		area := 4
		if v[1] <= '2' {
			area = 3
		}
		return kept(v[:area]+"-"+v[area:], c.Text)
	case allDigits(v) && (len(v) == 7 || len(v) == 8 || len(v) == 10 && strings.HasPrefix(v, "400")):
		return kept(v, c.Text)
	}
	return doubted(clean, c.Text, form)
}

// plate reads the number plate of a vehicle.
func (r *Reader) plate(clean string, c Cell) outcome {
	v := strings.ToUpper(solid(clean, "·•.-"))
	switch {
	case hidden(v):
		return doubted(v, c.Text, masked)
	case record.PlateForm(v):
		return kept(v, c.Text)
	}
	return doubted(v, c.Text, form)
}

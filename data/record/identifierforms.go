package record

import "strings"

// residentForm reports whether s has the form of a resident ID (GB 11643-1999, or the one of
// 15 digits before it): a province of GB/T 2260 and a birth date that a calendar has. The
// check character is not looked at.
func residentForm(s string) bool {
	if len(s) != 18 && len(s) != 15 || !allDigits(s[:15]) || !provinceCode(s[:2]) {
		return false
	}
	if len(s) == 15 {
		return birthDate("19" + s[6:12])
	}
	last := s[17]
	return allDigits(s[:17]) && (last >= '0' && last <= '9' || last == 'X' || last == 'x') && birthDate(s[6:14])
}

// residentCheck reports whether the last character of 18 is the one that ISO 7064 MOD 11-2
// demands.
func residentCheck(s string) bool {
	if len(s) != 18 || !allDigits(s[:17]) {
		return false
	}
	p := 0
	for i := range 17 {
		p = (p + int(s[i]-'0')) * 2 % 11
	}
	want := "0123456789X"[(12-p)%11]
	return s[17] == want || want == 'X' && s[17] == 'x'
}

// provinceCode reports whether two digits begin the divisions of a province. Codes below the
// province change over the years, so they are not looked up.
func provinceCode(s string) bool {
	switch s[0] {
	case '1', '2', '6':
		return s[1] >= '1' && s[1] <= '5' && (s[0] != '2' || s[1] <= '3')
	case '3':
		return s[1] >= '1' && s[1] <= '7'
	case '4':
		return s[1] >= '1' && s[1] <= '6'
	case '5':
		return s[1] >= '0' && s[1] <= '4'
	}
	return s == "71" || s == "81" || s == "82" || s == "83"
}

// birthDate reports whether eight digits are a date from 1900 on.
func birthDate(s string) bool {
	year, _ := arabicNumber(s[:4])
	month, _ := arabicNumber(s[4:6])
	d, _ := arabicNumber(s[6:8])
	return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && d >= 1 && d <= daysIn(year, month)
}

// creditAlphabet holds the characters of a unified social credit code in the order of their
// values (GB 32100-2015): no I, O, S, V, Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditForm reports whether s can be a unified social credit code: 18 characters of the
// alphabet, of which the third to the eighth are the digits of a division.
func creditForm(s string) bool {
	for i := range len(s) {
		if strings.IndexByte(creditAlphabet, s[i]) < 0 {
			return false
		}
	}
	return len(s) == 18 && allDigits(s[2:8]) && strings.IndexByte("123456789ANY", s[0]) >= 0
}

// creditCheck reports whether the last of 18 characters is the one GB 32100-2015 demands.
func creditCheck(s string) bool {
	if !creditForm(s) {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(creditAlphabet, s[i]) * weight
		weight = weight * 3 % 31
	}
	return s[17] == creditAlphabet[(31-sum%31)%31]
}

// mobileForm reports whether digits are a mobile number of mainland China, with or without 86.
func mobileForm(s string) bool {
	if len(s) == 13 {
		s = strings.TrimPrefix(s, "86")
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}

// landlineForm reports whether digits are an area code and a number of seven or eight digits.
func landlineForm(s string) bool {
	if len(s) < 10 || len(s) > 12 || s[0] != '0' || s[1] == '0' {
		return false
	}
	area := 4
	if s[1] <= '2' {
		area = 3
	}
	n := len(s) - area
	return (n == 7 || n == 8) && s[area] >= '2'
}

// luhn reports whether digits end in the check digit of ISO/IEC 7812-1, which bank cards carry.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && strings.Trim(s, "0") != ""
}

// allDigits reports whether s holds nothing but ASCII digits.
func allDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// organisationCheck reports whether the last of 9 characters is the one GB 11714-1997 demands.
func organisationCheck(s string) bool {
	if len(s) != 9 {
		return false
	}
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		v := strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", s[i])
		if v < 0 {
			return false
		}
		sum += v * weight
	}
	return s[8] == "0X987654321"[sum%11]
}

// passportForm reports whether s is numbered as passports of mainland China are (E, G, P, S, D
// or H with a digit or letter and seven digits), or might be a foreign one.
func passportForm(s string) bool {
	return len(s) >= 7 && len(s) <= 9 && allDigits(s[2:])
}

// permitForm reports whether s is numbered as the permits are with which residents of Hong
// Kong, Macao and Taiwan come to the mainland (H or M and 8 or 10 digits, 8 or 10 digits) or
// residents of the mainland go there (C, W, L or T and 7 or 8 digits or letters).
func permitForm(s string) bool {
	switch {
	case s[0] == 'H' || s[0] == 'M':
		return allDigits(s[1:]) && (len(s) == 9 || len(s) == 11)
	case strings.IndexByte("CWLT", s[0]) >= 0:
		return len(s) == 8 || len(s) == 9
	}
	return allDigits(s) && (len(s) == 8 || len(s) == 10)
}

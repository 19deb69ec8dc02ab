package record

// What follows reads single values: registers write dates, sums and numbers as court
// documents do.

// DayAt reads a date at the start of s in any of the forms courts use (2016-06-22,
// 2016年6月22日, 二〇一六年六月二十二日, 2016年6月). It returns it as ISO 8601 writes it, without
// the day if s has none, and its length in bytes, which is 0 if s starts with no date.
func DayAt(s string) (iso string, length int) { return dateAt(s) }

// NumberAt reads a number at the start of s in Arabic digits of either width, with or
// without thousands commas, or in Chinese ones (三十六, 叁拾伍万). Length 0 means none.
func NumberAt(s string) (value float64, length int) { return number(s) }

// SumAt reads a sum of money at the start of s: 43,840元, 30万元, 叁拾万元整, 100美元. The
// currency is empty for yuan. Length 0 means none.
func SumAt(s string) (value float64, currency string, length int) { return amount(s) }

// ResidentForm reports whether s has the form of a resident ID (GB 11643-1999, or the one of
// 15 digits before it). The check character is not looked at.
func ResidentForm(s string) bool { return residentForm(s) }

// ResidentCheck reports whether the last of 18 characters is the one GB 11643 demands.
func ResidentCheck(s string) bool { return residentCheck(s) }

// CreditCheck reports whether s is a unified social credit code with the check character
// that GB 32100 demands.
func CreditCheck(s string) bool { return creditCheck(s) }

// MobileForm reports whether s is a mobile number of mainland China, with or without 86.
func MobileForm(s string) bool { return allDigits(s) && mobileForm(s) }

// LandlineForm reports whether s is an area code and a number, in digits only.
func LandlineForm(s string) bool { return allDigits(s) && landlineForm(s) }

// PlateForm reports whether s is the number plate of a vehicle, without the dot.
func PlateForm(s string) bool {
	chars := []rune(s)
	if len(chars) < 7 {
		return false
	}
	f := &finder{written: chars, chars: chars}
	return f.plate(0) == len(chars)
}

// CaseNoAt reads a case number at the start of s and returns it in normal form, see
// NormalCaseNo, and its length in bytes, which is 0 if s starts with none.
func CaseNoAt(s string) (norm string, length int) { return caseNumberAt(s) }

// DivisionNamed returns the code in GB/T 2260 of a division named with those above it
// (浙江省绍兴市上虞区, 绍兴市) or, if no other is so called, alone. It reports false where the
// name leaves a doubt.
func DivisionNamed(name string) (code string, ok bool) {
	code, rest := divisionPath(name, "")
	return code, code != "" && rest == ""
}

package record

// ResidentID reports whether s is a resident ID: 18 characters whose check character is
// right, or 15 digits of the form before 1999, which has none.
func ResidentID(s string) bool {
	return residentForm(s) && (len(s) == 15 || residentCheck(s))
}

// LongResidentID returns the 18 characters that a resident ID of 15 digits became when the
// century and a check character were added (GB 11643-1999).
func LongResidentID(s string) string {
	if len(s) != 15 {
		return s
	}
	long := s[:6] + "19" + s[6:]
	p := 0
	for i := range len(long) {
		p = (p + int(long[i]-'0')) * 2 % 11
	}
	return long + "0123456789X"[(12-p)%11:][:1]
}

// CreditCode reports whether s is a unified social credit code with a right check character.
// One in thirty-one resident IDs with a typing error passes that check by chance, so what has
// the form of a resident ID is none.
func CreditCode(s string) bool { return len(s) == 18 && creditCheck(s) && !residentForm(s) }

package record

import (
	"strings"
	"sync"
)

// A Resident is what a resident ID says of its holder (GB 11643-1999, 4: six digits for the
// division where it was first given out, eight for the day of birth, three in sequence, odd for
// men, and a check character).
type Resident struct {
	Division string `json:"division"`        // code of GB/T 2260, as written: divisions come and go, the number stays
	Place    string `json:"place,omitempty"` // that division in words, as far as the table has it: the county, else the city or the province
	BornOn   string `json:"born_on"`         // ISO date
	Sex      string `json:"sex"`             // male, female
}

// ReadResident tells what a valid resident ID says, of 18 characters or, from before 1999, of 15
// digits. Anything else is none.
func ReadResident(s string) (Resident, bool) {
	if !ResidentID(s) {
		return Resident{}, false
	}
	s = LongResidentID(s)
	h := Resident{Division: s[:6], Place: placeOf(s[:6]), BornOn: s[6:10] + "-" + s[10:12] + "-" + s[12:14], Sex: "female"}
	if s[16]%2 == 1 {
		h.Sex = "male"
	}
	return h, true
}

// placeOf returns the division of a code in words, or the one above it that the table has.
func placeOf(code string) string {
	names := divisionNames()
	out := ""
	for i, c := range []string{code[:2] + "0000", code[:4] + "00", code} {
		if name := names[c]; name != "" && (i == 0 || c != code[:2]+"0000") && !strings.HasSuffix(out, name) {
			out += name
		}
	}
	return out
}

// divisionNames turns the table of divisions around.
var divisionNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for name, codes := range divisionTable().codes {
		for _, c := range codes {
			names[c] = name
		}
	}
	return names
})

// findIDFaults reports of each party what its identity number or credit code contradicts. That
// a number cannot be right is said only where it is written out: many are masked.
func (r *reader) findIDFaults() {
	for _, p := range r.j.Parties {
		s := string(narrow([]rune(p.IDNumber)))
		h, ok := ReadResident(s)
		if ok && p.BornOn != "" && !strings.HasPrefix(h.BornOn, p.BornOn) {
			r.defect("parties", "contradiction", "出生日期与公民身份号码不符。", p.IDNumberSpan)
		}
		if ok && p.Sex != "" && p.Sex != h.Sex {
			r.defect("parties", "contradiction", "性别与公民身份号码不符。", p.IDNumberSpan)
		}
		switch {
		case ok:
		case len(s) == 18 && residentForm(s):
			r.defect("parties", "unusual", "公民身份号码的校验码不符，号码可能有误。", p.IDNumberSpan)
		case creditForm(s) && !creditCheck(s) && !hidesPart(s):
			r.defect("parties", "unusual", "统一社会信用代码的校验码不符，代码可能有误。", p.IDNumberSpan)
		}
	}
}

// hidesPart reports whether a code has a run of the letter that courts put for what they hide; one
// alone may be a part of it.
func hidesPart(code string) bool { return strings.Contains(code, strings.Repeat("X", 3)) }

package record

import (
	_ "embed" // the table of courts
	"strconv"
	"strings"
	"sync"
)

// A Court is one people's court of the reference list.
type Court struct {
	Code  string // the list's code: 0010000, 001001000 …
	Name  string // full name with the province
	Level int    // 1 Supreme, 2 high, 3 intermediate, 4 basic
	// Area is the code of the intermediate court in whose area the court lies: its own
	// code if it is intermediate or has no intermediate court over it.
	Area string
}

//go:embed reference/courts.csv
var courtsCSV string

// courtTable is the list of courts, by code and by every name that means one court only.
type courtTable struct {
	byCode map[string]Court
	byName map[string]string // name → code; "" where a short name means two courts
}

// courts reads the embedded list once.
var courts = sync.OnceValue(func() courtTable {
	t := courtTable{map[string]Court{}, map[string]string{}}
	parent := map[string]string{}
	for line := range strings.Lines(courtsCSV) {
		f := strings.Split(strings.TrimSpace(line), ",")
		level, err := strconv.Atoi(f[2])
		if err != nil {
			continue // the heading
		}
		t.byCode[f[0]] = Court{Code: f[0], Name: f[1], Level: level}
		parent[f[0]] = f[3]
	}
	for code, c := range t.byCode {
		c.Area = areaOf(code, t.byCode, parent)
		t.byCode[code] = c
	}
	t.indexNames()
	return t
})

// areaOf walks up from a court to the intermediate court over it.
func areaOf(code string, byCode map[string]Court, parent map[string]string) string {
	for c := code; c != ""; c = parent[c] {
		if byCode[c].Level == 3 {
			return c
		}
	}
	return code
}

// indexNames enters every court under its full name and under its name without the
// province, unless two courts would share the short name.
func (t courtTable) indexNames() {
	for code, c := range t.byCode {
		t.byName[c.Name] = code
	}
	for code, c := range t.byCode {
		short := strings.TrimPrefix(c.Name, provinceOf(c.Name))
		if short == c.Name || runes(short) < 6 {
			continue
		}
		if other, taken := t.byName[short]; taken && other != code {
			t.byName[short] = ""
			continue
		}
		t.byName[short] = code
	}
}

// provinceOf returns the province, region or municipality that a name starts with, or "".
func provinceOf(name string) string {
	return prefixOf(name, []string{
		"中华人民共和国", "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省",
		"黑龙江省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省",
		"广西壮族自治区", "海南省", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省",
		"宁夏回族自治区", "新疆维吾尔自治区",
	})
}

// CourtByName finds a court by its name as documents write it: with or without the
// province, with or without 中华人民共和国, whatever the white space. The second result is
// false if the list has no such court or more than one.
func CourtByName(name string) (Court, bool) {
	t := courts()
	name = squeeze(name)
	code := t.byName[name]
	if code == "" {
		code = t.byName["中华人民共和国"+name]
	}
	if code == "" {
		code = t.byName[strings.TrimPrefix(name, provinceOf(name))]
	}
	if code == "" {
		return Court{}, false
	}
	return t.byCode[code], true
}

// Area returns the code of the intermediate court in whose area the court with the given
// code lies; courtCode itself if that court is intermediate, has none over it, or is unknown.
func Area(courtCode string) string {
	if c, ok := courts().byCode[courtCode]; ok {
		return c.Area
	}
	return courtCode
}

// squeeze removes all white space.
func squeeze(s string) string {
	if firstBlank(s) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if blank(c) {
			return -1
		}
		return c
	}, s)
}

// Area returns the intermediate-court area in which the court of j lies: the code of the
// intermediate court from the court list or, for a court that is not in the list, the
// province and the first two digits of the court's code in the case number (浙19 of
// 浙1902), which name the intermediate court since 2016. It is empty if neither is known.
func (j Judgment) Area() string {
	if area := Area(j.CourtCode); area != "" {
		return area
	}
	if j.Procedure == Arbitration {
		return "" // of no court
	}
	_, code, ok := strings.Cut(j.CaseNo, "）")
	if !ok {
		return ""
	}
	_, n := firstRune(code)
	if len(code) < n+2 || !digits(code[n:n+2]) {
		return "" // a high court (浙民初) or a number from before 2016
	}
	return code[:n+2]
}

// digits reports whether s is all ASCII digits.
func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

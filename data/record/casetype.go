package record

import (
	"slices"
	"strings"
)

// This file takes case numbers apart. Since 2016 a number is （year）+ code of the court + type
// code + serial + 号 (最高人民法院关于人民法院案件案号的若干规定 and its tables of courts and
// types, 法〔2015〕137号; the code of a specialised bench before the type code, as in
// 最高法知民终, since 法〔2018〕335号). Before, courts wrote （year）+ short name + type + 字第 +
// serial + 号, each after its own custom, so the border between name and type has to be found.

// splitCaseNo takes a case number in normal form apart. The second result is false if it has
// no year, no type or no serial.
func splitCaseNo(norm string) (CaseNumber, bool) {
	inside, body, ok := strings.Cut(strings.TrimPrefix(norm, "（"), "）")
	year, n := yearAt(inside)
	if !ok || n == 0 {
		return CaseNumber{}, false
	}
	c := CaseNumber{Year: year}
	head, serial, part := cutSerial(body)
	c.Serial, c.Part = serial, part
	if court := newCourtCode(head, year); court != "" {
		c.Court = court
		c.Type = strings.ReplaceAll(strings.ReplaceAll(head[len(court):], "字", ""), "第", "")
	} else {
		head = strings.TrimSuffix(head, "第")
		border := typeBorder(strings.TrimSuffix(head, "字"))
		c.Court, c.Type = head[:border], head[border:]
	}
	return c, c.Type != "" && c.Serial != ""
}

// cutSerial cuts the body of a number (粤0303民初23663号之一) before its serial. Joined cases
// have several: 12-15, 12、13.
func cutSerial(body string) (head, serial, part string) {
	end := lastIndex(body, "号")
	if end < 0 {
		return body, "", ""
	}
	part = body[end+len("号"):]
	start := end
	for start > 0 {
		c, size := lastRune(body[:start])
		if !arabic(c) && !strings.ContainsRune("、，,至-号之", c) {
			break
		}
		start -= size
	}
	serial = strings.TrimLeft(strings.ReplaceAll(body[start:end], "号", ""), "、，,至-之")
	return body[:start], serial, part
}

// newCourtCode returns the court's code that a number of 2016 or later starts with, or "":
// 最高法, a province with two or four digits, or a province alone for a high court.
func newCourtCode(head string, year int) string {
	if strings.HasPrefix(head, "最高法") {
		return "最高法"
	}
	c, size := firstRune(head)
	if provinceOfChar(c) == "" {
		return ""
	}
	n := size
	for n < len(head) && head[n] >= '0' && head[n] <= '9' {
		n++
	}
	switch {
	case n-size >= 2:
		return head[:n]
	case year >= 2016 && !strings.Contains(head, "字") && !strings.HasSuffix(head, "第"):
		return head[:size]
	}
	return ""
}

// provinceOfChar returns the first two digits of GB/T 2260 of the province that the first
// character of a court's code means; "军" and "兵" (the courts of the army and of the Xinjiang
// Corps) give "00" and "65".
func provinceOfChar(c rune) string {
	const chars = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军"
	const codes = "11121314152122233132333435363741424344454650515252535461626364656500"
	i := strings.IndexRune(chars, c)
	if i < 0 {
		return ""
	}
	k := i / len("京") * 2
	return codes[k : k+2]
}

// typeBorder returns where the type code starts in the court's short name and type of an old
// number (深罗法民一初): at the first branch character of the run of type characters that ends
// s. A court that is called like a branch (商丘, 民权) keeps its own character.
func typeBorder(s string) int {
	run := typeRun(s)
	at := strings.IndexFunc(s[run:], branchChar)
	if at < 0 {
		at = strings.LastIndexFunc(s, branchChar) // 灵少民陈初: the bench's place stands within the type
		if at < 0 {
			return 0
		}
		return at
	}
	at += run
	if at == 0 {
		first, size := firstRune(s)
		second, _ := firstRune(s[size:])
		if branchChar(second) && !slices.Contains([]string{"民商", "民知", "民执", "刑执"}, string(first)+string(second)) {
			return size
		}
	}
	for _, w := range []string{"少", "立", "立一", "立二"} {
		if strings.HasSuffix(s[:at], w) && len(s[:at]) > len(w) {
			return at - len(w)
		}
	}
	return at
}

// typeRun returns where the run of characters of type codes starts that ends s. What stands
// in brackets belongs to it: 民四（海）终.
func typeRun(s string) int {
	i := len(s)
	for i > 0 {
		c, size := lastRune(s[:i])
		if c == '）' {
			open := lastIndex(s[:i], "（")
			if open < 0 {
				return i
			}
			i = open
			continue
		}
		if !branchChar(c) && !strings.ContainsRune("初终再提申监抗恢异复保督催特破清算赔审更撤协调确仲辖管重速简裁外合附促一二三四五六七八九十", c) {
			return i
		}
		i -= size
	}
	return i
}

// branchChar reports whether c names the branch at the start of an old type code.
func branchChar(c rune) bool {
	switch c {
	case '民', '商', '知', '刑', '行', '执', '经':
		return true
	}
	return false
}

// branchOf tells the branch from a type code; "" if the code is none it knows.
func branchOf(kind string) Branch {
	switch {
	case containsAny(kind, "执"):
		return Executive
	case containsAny(kind, "破", "清", "民算"):
		return Insolvency
	case containsAny(kind, "刑"):
		return Criminal
	case containsAny(kind, "行保"):
		return Civil // preservation of conduct, asked for before a civil suit
	case containsAny(kind, "行"):
		return Administrative
	case containsAny(kind, "赔"):
		return Compensation
	case containsAny(kind, "民", "商", "知", "经", "财保", "证保", "督", "催"):
		return Civil
	}
	return ""
}

// readCaseNoParts takes the own number apart and tells the branch: by its type code, else by
// the words of the title.
func (r *reader) readCaseNoParts() {
	at := r.spanOf("case_no")
	if c, ok := splitCaseNo(r.j.CaseNo); ok {
		r.j.CaseNoParts = &c
		r.setRead("case_no_parts", at, Formal)
		r.j.Branch = branchOf(c.Type)
	}
	if r.j.Branch != "" {
		r.setRead("branch", at, Formal)
		return
	}
	at = r.spanOf("doc_type")
	if r.j.Branch = branchOfTitle(squeeze(r.of(at))); r.j.Branch != "" {
		r.setRead("branch", at, Led)
	}
}

// branchOfTitle tells the branch from the title of a paper.
func branchOfTitle(title string) Branch {
	for _, w := range []struct {
		word   string
		branch Branch
	}{
		{"民事", Civil}, {"刑事", Criminal}, {"行政", Administrative}, {"国家赔偿", Compensation}, {"执行", Executive}, {"破产", Insolvency}, {"支付令", Civil},
	} {
		if strings.HasPrefix(title, w.word) {
			return w.branch
		}
	}
	return ""
}

// sameCase reports whether two numbers in normal form mean one case: they differ at most in
// the part (之一).
func sameCase(a, b string) bool {
	return a == b || withoutPart(a) == withoutPart(b)
}

func withoutPart(norm string) string {
	if i := lastIndex(norm, "号"); i >= 0 {
		return norm[:i]
	}
	return norm
}

// divisionDigits returns the four or six digits of GB/T 2260 that the code of a court of 2016
// or later is made of (粤0303 → 440303, 浙 → 33), or "".
func (c CaseNumber) divisionDigits() string {
	char, size := firstRune(c.Court)
	p := provinceOfChar(char)
	if p == "" || strings.HasSuffix(c.Type, "字") || !digits(c.Court[size:]) {
		return "" // 宁 began the numbers of Nanjing too
	}
	return p + c.Court[size:]
}

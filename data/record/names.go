package record

import (
	"strings"
	"unicode/utf8"
)

// Masked reports whether a name does not identify anybody: 张某, 张某某, 李某1, 王×,
// 王**, 陈X甲, 某公司. Courts write such names under art. 8 and 9 of 最高人民法院关于
// 人民法院在互联网公布裁判文书的规定 (法释〔2016〕19号).
func Masked(name string) bool {
	name = squeeze(name)
	if name == "" {
		return false
	}
	for _, c := range name {
		switch c {
		case '某', '×', '*', '＊', '✕', '╳', '○', '●', '□', '■':
			return true
		}
	}
	if strings.Contains(name, "xx") || strings.Contains(name, "XX") {
		return true
	}
	return maskedLetter(name) || numbered(name)
}

// maskedLetter reports a Chinese surname followed by a letter (王X, 李x甲) or by a
// cyclical character alone (张甲).
func maskedLetter(name string) bool {
	first, n := firstRune(name)
	if first < 0x3400 || runes(name) > 4 {
		return false
	}
	rest := name[n:]
	if strings.HasPrefix(rest, "X") || strings.HasPrefix(rest, "x") || strings.HasPrefix(rest, "Ｘ") {
		return true
	}
	switch rest {
	case "甲", "乙", "丙", "丁", "戊":
		return true
	}
	return false
}

// numbered reports a short personal name that ends in a digit: 袁2, 李明1 are told apart
// by number because they have been cut.
func numbered(name string) bool {
	last, n := lastRune(name)
	return arabic(last) && runes(name) <= 4 && len(name) > n && !strings.ContainsFunc(name[:len(name)-n], func(c rune) bool { return c < 0x3400 })
}

// kindOf tells from its name whether a party is a person or an organisation.
func kindOf(name string) string {
	if className(name) != "" {
		return Organisation
	}
	return Person
}

// className is OrgClass for a name that may also be a person's: empty if nothing in the
// name is that of an organisation.
func className(name string) string {
	if runes(name) < 4 && !strings.HasSuffix(name, "公司") {
		if suffixOf(name, []string{"厂", "店", "行", "局", "部", "院", "社", "会", "所", "中心"}) == "" || runes(name) < 4 {
			return ""
		}
	}
	if c := OrgClass(name); c != ClassOther {
		return c
	}
	bare := name
	if c, n := lastRune(bare); closes(c) {
		if i := lastOpening(bare[:len(bare)-n]); i > 0 {
			bare = bare[:i]
		}
	}
	if suffixOf(bare, orgEndings) != "" || containsAny(bare, "（有限合伙）", "(有限合伙)", "集团", "事务所", "分公司", "股份") {
		return ClassOther
	}
	return ""
}

// orgEndings are the words that the names of organisations end with.
var orgEndings = []string{
	"公司", "厂", "店", "商行", "行", "局", "部", "院", "社", "会", "所", "中心", "学校", "小学", "中学", "大学", "幼儿园",
	"银行", "合伙", "企业", "集团", "基金", "组", "队", "站", "场", "馆", "园", "处", "室", "铺", "坊", "城", "超市", "经营部",
	"委", "府", "厅", "署", "科", "校", "矿", "农场", "林场", "吧", "楼", "庄", "堂", "网", "机构", "协会", "联盟", "工会",
	"支行", "分行", "信用社", "联社", "合作社", "管理人", "代表处", "办事处", "村", "商场", "市场", "广场", "宾馆", "酒店",
	"饭店", "药房", "药店", "诊所", "户", "摊", "档", "基地", "寺", "庙", "教堂", "台", "监狱", "医院", "专柜", "门市", "工作室", "Ltd", "LTD", "Ltd.", "Inc", "INC", "CORP", "S.A", "GmbH", "Limited", "LIMITED", "船", "俱乐部", "门诊",
}

// nameEnds are the characters that end a name.
const nameEnds = "，,。；;：:、\n\t　\"“”"

// nameAt returns the name that starts at byte i and ends before limit. Brackets inside a
// name belong to it (格兰仕（中山）家用电器有限公司); one at its end does only if it is part
// of a firm's name.
func (r *reader) nameAt(i, limit int) place {
	p := place{i, i}
	for p.End < limit {
		s := r.text[p.End:limit]
		c, n := firstRune(s)
		if !ideograph(c) && isMark(c, nameEnds) || c == ' ' && !latinGap(r.text[i:p.End], s[1:]) {
			break
		}
		if (c == '男' || c == '女') && p.End > i+3 && bareSex(s[n:]) {
			break
		}
		if k := closing(s); k > 0 {
			if !bracketInName(s[:k], s[k:]) {
				break
			}
			n = k
		}
		p.End += n
	}
	return r.trimPlace(p, ".")
}

// latinGap reports whether a blank stands between two words of a foreign name.
func latinGap(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	return before[len(before)-1] < 0x80 && after[0] < 0x80 && !arabic(rune(after[0]))
}

// bareSex reports whether the 男 or 女 before s is the party's sex, written without a
// comma, and not the end of a name that the sex follows (陈向男，男).
func bareSex(s string) bool {
	if prefixOf(strings.TrimLeft(s, "，,、 　"), []string{"男", "女"}) != "" {
		return false
	}
	return s == "" || prefixOf(s, []string{"，", ",", "、", "。", "1", "2", "汉", " ", "　"}) != ""
}

// bracketInName reports whether a bracket is part of a name: because the name goes on after
// it, or because it tells the form of a firm.
func bracketInName(bracket, after string) bool {
	if containsAny(bracket, "合伙", "集团", "个人独资") {
		return true
	}
	if containsAny(bracket, "以下", "简称", "曾用", "原名", "系", "又名", "别名", "反诉", "原审", "一审", "上诉", "负责人", "死亡", "已故", "身份证", "下称") {
		return false
	}
	c, _ := firstRune(after)
	return c != utf8.RuneError && !isMark(c, nameEnds+" （(")
}

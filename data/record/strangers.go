package record

import (
	"strings"
	"unicode/utf8"
)

// findStranger reports the first name after a role word of an order that is nobody's: of no
// party, in no form that the text gives it. A slip of the pen may leave an order without effect,
// and a name that has crept in from another paper shows a copied one.
func (r *reader) findStranger(p place, marks []mark) {
	if r.report || r.head.criminal || !r.hasSide(Claiming) || !r.hasSide(Defending) {
		return
	}
	for _, m := range marks {
		if m.cue != sayClaimant && m.cue != sayDefendant {
			continue
		}
		at := r.nameAfterRole(int(m.end), p.End)
		// An excerpt without a list of parties names none of those that were taken for parties.
		if at.Known() && !r.related(r.of(at)) && len(r.namesIn(r.last(secDisposition).at)) > 0 {
			r.defect("orders", "unusual", "裁判主文写明的人不在当事人之列。", at)
			return
		}
	}
}

// nameAfterRole returns the words right after a role word that look like a name and are none
// that findNames found.
func (r *reader) nameAfterRole(i, limit int) place {
	if k := closing(r.text[i:limit]); k > 0 {
		i += k // 原告（反诉被告）
	}
	if len(r.namesIn(place{i, i + 1})) > 0 {
		return place{}
	}
	s := r.text[i:r.runeStart(min(limit, i+maxNameInOrder))]
	if prefixOf(s, nameStops) != "" {
		return place{} // 被告于本判决
	}
	k, _ := firstOf(s, nameStops...)
	if k < 0 {
		return place{}
	}
	p := place{i, i + k}
	if name := r.of(p); personalName(name) || firmName(name) {
		return p
	}
	return place{}
}

// maxNameInOrder bounds in bytes how far the end of a name is looked for.
const maxNameInOrder = 3 * 32

// nameStops are the words that end a name in an order.
var nameStops = []string{"于", "应", "在", "自", "向", "对", "与", "和", "及", "、", "，", ",", "；", "（", "(", "之间", "支付", "偿还", "给付", "归还", "返还", "赔偿", "承担", "负担", "协助", "立即", "共同", "连带", "享有", "名下", "的", "离婚", "抚养", "借款", "货款", "工程款", "本金", "各项", "经济", "医疗", "工资", "人民币"}

// personalName reports whether words look like the name of a natural person: a surname in
// frequent use and one or two characters more that no thing ends with.
func personalName(s string) bool {
	if n := runes(s); n < 2 || n > 3 || len(s) != 3*n {
		return false
	}
	first, size := firstRune(s)
	last, _ := lastRune(s)
	return strings.ContainsRune(frequentSurnames, first) && !strings.ContainsRune("款金费额元息物车辆屋房方人何全部家等均各再已", last) && !strings.ContainsAny(s[size:], "〇一二三四五六七八九十百千万")
}

// frequentSurnames are the hundred most frequent surnames of the 2020 census without those that
// begin frequent words (方, 于, 任, 金, 钱, 高, 余).
const frequentSurnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋杜叶程魏苏吕丁沈姚卢姜崔谭陆范汪廖韦贾夏付邹熊孟秦邱侯江尹薛闫段雷龙黎贺陶顾毛郝龚邵"

// firmName reports whether words look like the name of a firm in full.
func firmName(s string) bool {
	n := runes(s)
	return n >= 8 && n <= 30 && suffixOf(s, []string{"有限公司", "有限责任公司", "股份公司", "合作社", "支行", "分公司"}) != "" && !containsAny(s, "被告", "原告", "第三人")
}

// related reports whether a name is of somebody whom the head names, be it shortened, masked
// otherwise or with more in it: a branch of a party, its agent, or who represents it.
func (r *reader) related(name string) bool {
	for _, p := range r.j.Parties {
		if kindred(name, p.Name) || kindred(name, p.Formerly) || kindred(name, p.LegalRep) || kindred(name, p.Follows) {
			return true
		}
		for _, a := range p.Agents {
			if kindred(name, a.Name) {
				return true
			}
		}
	}
	return false
}

// kindred reports whether two names may be the same name: the characters of the one stand in
// the other in their order, or one is masked and both have the same surname.
func kindred(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if inOrder(a, b) || inOrder(b, a) {
		return true
	}
	x, _ := firstRune(a)
	y, _ := firstRune(b)
	return x == y && (Masked(a) || Masked(b))
}

// inOrder reports whether the characters of s stand in t in their order.
func inOrder(s, t string) bool {
	for _, c := range s {
		i := strings.IndexRune(t, c)
		if i < 0 {
			return false
		}
		t = t[i+utf8.RuneLen(c):]
	}
	return true
}

package synth

import "strings"

// Dates on which the law that courts cite changed.
func civilCode() day   { return date(2021, 1, 1) }  // 民法典 in force
func procedure21() day { return date(2022, 1, 1) }  // 民事诉讼法 renumbered (2021 amendment)
func procedure23() day { return date(2024, 1, 1) }  // renumbered again (2023 amendment)
func lending20() day   { return date(2020, 8, 20) } // 民间借贷规定, first amendment of 2020
func lending21() day   { return date(2021, 1, 1) }  // and the second

const (
	cpl  = "《中华人民共和国民事诉讼法》"
	code = "《中华人民共和国民法典》"
	old  = "《中华人民共和国合同法》"
)

// cplArticle returns the number of an article of the Civil Procedure Law on day t, by
// what it is about. The 2021 and 2023 numbers were checked against the texts; those
// before 2022 are the ones real judgments of the time cite.
func cplArticle(t day, about string) int {
	v := 0
	if t >= procedure21() {
		v = 1
	}
	if t >= procedure23() {
		v = 2
	}
	switch about {
	case "proof":
		return [...]int{64, 67, 67}[v]
	case "default":
		return [...]int{144, 147, 147}[v]
	case "deemed":
		return [...]int{143, 146, 146}[v]
	case "withdraw":
		return [...]int{145, 148, 148}[v]
	case "delay":
		return [...]int{253, 260, 264}[v]
	case "appeal":
		return [...]int{170, 177, 177}[v]
	case "grounds":
		return [...]int{200, 207, 211}[v]
	case "review":
		return [...]int{204, 211, 215}[v]
	case "small":
		return [...]int{162, 165, 165}[v]
	case "orderclaim":
		return [...]int{214, 221, 225}[v]
	case "order":
		return [...]int{216, 223, 227}[v]
	}
	return 0
}

// article writes 第六百七十五条.
func article(n int) string { return "第" + longCardinal(n) + "条" }

// longCardinal writes numbers up to 9999: 一千零七十九.
func longCardinal(n int) string {
	if n < 1000 {
		return cardinal(n)
	}
	s := numerals[n/1000] + "千"
	rest := n % 1000
	switch {
	case rest == 0:
		return s
	case rest < 100:
		s += "零"
	}
	if rest >= 10 && rest < 20 {
		s += "一"
	}
	return s + cardinal(rest)
}

// cite writes 《…》第五条、第六条.
func cite(law string, articles ...int) string {
	var b strings.Builder
	b.WriteString(law)
	for i, n := range articles {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(article(n))
	}
	return b.String()
}

// laws lists what the judgment in s cites.
func (s *suit) laws() string {
	var cited []string
	oldLaw, newLaw := substance(s.topic)
	if s.oldLaw() {
		if s.decided >= civilCode() {
			cited = append(cited, "《最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定》第一条第二款")
		}
		cited = append(cited, oldLaw...)
	} else {
		cited = append(cited, newLaw...)
	}
	cited = append(cited, s.specialLaws()...)
	last := cite(cpl, cplArticle(s.decided, "proof")) + "第一款"
	if s.anyAbsent() {
		last += "、" + article(cplArticle(s.decided, "default"))
	}
	if s.proc == small {
		last += "、" + article(cplArticle(s.decided, "small"))
	}
	return strings.Join(append(cited, last), "，")
}

// oldLaw reports whether the facts fall under the law before the Civil Code.
func (s *suit) oldLaw() bool { return max(s.begun, s.due) < civilCode() }

func (s *suit) anyAbsent() bool {
	for _, p := range s.oppose {
		if p.came == absent {
			return true
		}
	}
	return false
}

// specialLaws are interpretations and laws beside the code.
func (s *suit) specialLaws() []string {
	var cited []string
	if s.topic == "loan" {
		const lending = "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》"
		if s.filed < lending21() {
			cited = append(cited, cite(lending, 26, 29))
		} else {
			cited = append(cited, cite(lending, 25, 28))
		}
	}
	if s.topic == "objection" && s.decided >= date(2022, 4, 10) {
		cited = append(cited, cite("《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》", 309, 310))
	}
	if s.other("guarantor") != nil {
		if s.oldLaw() {
			cited = append(cited, cite("《中华人民共和国担保法》", 18, 21, 31))
		} else {
			cited = append(cited, cite(code, 681, 688, 700))
		}
	}
	return cited
}

// substance returns the articles on the merits, before and under the Civil Code.
func substance(topic string) (before, after []string) {
	one := func(law string, n ...int) []string { return []string{cite(law, n...)} }
	switch topic {
	case "loan":
		return one(old, 196, 206, 207), one(code, 667, 675, 676)
	case "bank", "card", "micro":
		return one(old, 60, 107, 205, 206, 207), one(code, 509, 577, 674, 675, 676)
	case "npl":
		return one(old, 79, 80, 107, 206), one(code, 545, 546, 577, 675)
	case "sale", "supply":
		return one(old, 60, 107, 159, 161), one(code, 509, 577, 626, 628)
	case "property", "utility":
		return one(old, 60, 107, 109), one(code, 509, 577, 579)
	case "house":
		return one(old, 60, 107), one(code, 509, 577, 595)
	case "work":
		return one(old, 60, 251, 263), one(code, 509, 770, 782)
	case "service":
		return one(old, 60, 107, 109), one(code, 509, 577, 579)
	case "wage":
		pay := append(one("《中华人民共和国劳动法》", 50), cite("《中华人民共和国劳动合同法》", 30))
		return pay, pay
	case "divorce":
		return one("《中华人民共和国婚姻法》", 32, 36, 37), one(code, 1079, 1084, 1085)
	case "traffic":
		return append(one("《中华人民共和国侵权责任法》", 6, 16, 48), cite("《中华人民共和国道路交通安全法》", 76)),
			append(one(code, 1165, 1179, 1208, 1213), cite("《中华人民共和国道路交通安全法》", 76))
	case "subrogation":
		return append(one("《中华人民共和国侵权责任法》", 6), cite("《中华人民共和国保险法》", 60)),
			append(one(code, 1165), cite("《中华人民共和国保险法》", 60))
	case "mark":
		return one("《中华人民共和国商标法》", 57, 63), one("《中华人民共和国商标法》", 57, 63)
	case "objection":
		return nil, nil
	case "consumer":
		return one("《中华人民共和国食品安全法》", 34, 148), one("《中华人民共和国食品安全法》", 34, 148)
	}
	return nil, nil
}

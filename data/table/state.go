package table

import (
	"regexp"
	"strings"
)

// Registers of what a firm must have (an account for wages, a deposit, a guarantee) list those
// that have none as well, and those that had one: 未缴存, 专户已销户, 保函已到期. Where no column is
// the state, it stands in a remark or in the place of the number or the day that there is none of.

// secured is what such a register is about, as clauses call it.
const secured = `(?:农民工)?(?:工资|工程款)?(?:支付)?(?:保证金|专用账户|专户|账户|帐户|保函|保单|担保|保证保险)`

var (
	neverMade   = regexp.MustCompile(`^(?:` + secured + `)?(?:目前|至今|截至目前|暂|仍)?(?:尚未|均未|未|没有)(?:开立|开设|开户|设立|建立|缴存|存储|存入|缴纳|交纳|提供|出具|开具|办理|缴)` + `(?:` + secured + `)?$`)
	accountShut = regexp.MustCompile(`(?:已|予以|完成|办理)?销户|` + secured + `(?:已|已经)?(?:注销|撤销|关闭)|(?:已|已经)(?:注销|撤销|关闭)(?:该)?` + secured)
	givenBack   = regexp.MustCompile(`^(?:` + secured + `)?(?:金额|款项|本息)?(?:已|已经|已于.{1,12})(?:全额|全部)?(?:退还|返还|退回|解除|解保|释放)(?:` + secured + `)?$|` + secured + `(?:已|已经|已于.{1,12})(?:全额|全部)?(?:退还|返还|退回|解除|解保|释放|注销|撤销)`)
	ranOut      = regexp.MustCompile(`^(?:` + secured + `)?(?:已|已经|已于.{1,12})(?:到期|过期|失效|逾期)(?:未续.{0,2})?$|` + secured + `(?:已|已经|已于.{1,12})?(?:到期|过期|失效|逾期)(?:未续.{0,2})?$|到期未续`)
	// notYet is said of what is to be done or may happen, madeGood of what was done after all.
	notYet   = regexp.MustCompile(`拟|将|应|须|需|待|可|申请|准备|计划|如|若|前|未销|未到期|未注销|未退`)
	madeGood = regexp.MustCompile(`已补|补办|补缴|补存|已续|续保|续开|重新|另行|新开|改用|更换|转入|转存|替换|免`)
)

// stateIn reads from a text that what a register is about was never made, or is over; empty if the
// text does not say so plainly, or says that it was made good.
func stateIn(text string) string {
	text = solid(text, "")
	if madeGood.MatchString(text) {
		return ""
	}
	code := ""
	for _, clause := range clauses(text) {
		said := stateOf(strings.TrimSpace(clause))
		if said != "" && code != "" && said != code {
			return ""
		}
		if said != "" {
			code = said
		}
	}
	return code
}

func stateOf(clause string) string {
	switch {
	case notYet.MatchString(clause):
		return ""
	case neverMade.MatchString(clause):
		return "none"
	case accountShut.MatchString(clause) && !strings.Contains(clause, "保"):
		return "closed"
	case givenBack.MatchString(clause):
		return "released"
	case ranOut.MatchString(clause):
		return "expired"
	}
	return ""
}

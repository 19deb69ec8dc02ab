package standard

import (
	"regexp"
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// A column that nobody reads may say that there is nothing to blame: that a sum was paid back, a
// decision undone, an entry corrected. Whoever looks at what was found must know of it.

var (
	inFavour = regexp.MustCompile(`备注|说明|附注|退[回还费款]|已退|追回|扣回|冲[销减正]|撤[销回]|更正|纠正|改正|修正|恢复|误[登报发]|无罪|不起诉|免[予于除收缴]|减免|复议|诉讼|异议|申诉|核实|核查|查实|处[理置]情况|处理结果|整改|补[办正缴]|离职|解聘|停[发工]|豁免|例外|特殊情况|批准|同意`)
	notSo    = regexp.MustCompile(`人$|人员$|单位$|机关$|部门$|电话|编号$|文号$|序号`)
)

// Unheard returns what is to be said of columns that are no field and whose headings promise
// something that may speak for the people in the register; false if there are none.
func Unheard(columns []string) (fault.Text, bool) {
	var named []string
	for _, c := range columns {
		if f := fold(c); inFavour.MatchString(f) && !notSo.MatchString(f) && !slices.Contains(named, c) {
			named = append(named, c)
		}
	}
	if len(named) == 0 {
		return fault.Text{}, false
	}
	zh, en := "", ""
	for i, n := range named {
		if i > 0 {
			zh, en = zh+"、", en+", "
		}
		zh, en = zh+"“"+n+"”", en+"“"+n+"”"
	}
	return fault.Text{
		ZH: zh + "没有对应字段，没有读入；其中可能载有已退回、已撤销、已更正等对当事人有利的情况，核查由此发现的线索时须看原表。",
		EN: en + " is no field and was not read; it may say what speaks for the people concerned (paid back, undone, corrected): look at the file itself before following a clue that rests on it.",
	}, true
}

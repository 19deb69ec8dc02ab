package standard

import (
	"slices"
	"strings"
)

// synonyms are words that registers use for one another in headings; the first stands for
// all. What they tell apart elsewhere (缴费 and 应缴) must not stand in one group.
func synonyms() [][]string {
	return [][]string{
		{"发放", "打卡", "代发", "发薪", "支付待遇"},
		{"缴费", "缴纳", "缴款", "征缴", "缴交"},
		{"离婚", "离异", "解除婚姻"},
		{"借款", "出借", "借出", "放款", "借贷"},
		{"交易", "记账", "入账"},
		{"产生", "发生", "形成", "成立"},
		{"医院", "定点医疗机构", "定点医院", "医疗机构", "就诊机构", "就医机构", "院区"},
		{"经办", "主管", "征收", "承办"},
		{"罪名", "犯罪罪名", "涉嫌罪名", "所犯罪名"},
		{"评估", "评定", "鉴定"},
		{"注册资本", "认缴资本", "认缴出资", "注册资金"},
		{"处理", "办理", "办结"},
		{"异议", "争议"},
		{"陪同", "同住", "随行"},
		{"调解组织", "人民调解委员会", "调解委员会", "调委会", "调解机构"},
		{"派出所", "管辖所", "辖区所", "辖区派出所"},
		{"总承包", "施工总承包", "施工总包", "总包"},
		{"羁押人员", "被羁押人员", "在押人员", "被押人员", "被羁押人"},
		{"所有人", "所有权人", "权利人", "产权人", "所有者"},
		{"到期", "届满", "期满"},
		{"职务", "任职", "职位", "担任职务"},
		{"案件类型", "案件大类", "案件种类", "案件类别"},
		{"所属期", "费款期", "所属月", "所属月份", "款项期"},
		{"证书号", "证号", "证字号"},
		{"总价", "合同价", "价款", "成交价", "价格"},
		{"诉讼", "起诉"},
		{"户籍", "户口"},
		{"开工", "动工"},
		{"死亡", "身故", "去世", "亡故"},
		{"工资", "薪资", "薪酬", "劳动报酬"},
		{"职工", "员工", "工人", "务工人员", "农民工"},
		{"学校", "校名", "任教学校", "所在学校"},
		{"吊销", "撤销驾照"},
		{"入所", "收押", "入监"},
		{"出所", "离所", "释放", "出监"},
		{"拍卖", "竞拍"},
		{"起拍价", "起拍价格", "起始价", "保留价"},
		{"失信", "纳入失信"},
		{"列入", "纳入", "发布"},
		{"移出", "删除", "撤下", "屏蔽"},
	}
}

// A wording is a heading in one word of every group of synonyms.
type wording struct {
	text   string
	form   reduced
	asking bool // it asks for yes or no
}

// A speller writes headings with the first word of every group of synonyms, so that the
// longest word that fits is taken.
type speller struct{ replacer *strings.Replacer }

func newSpeller() speller {
	var pairs [][2]string
	for _, group := range synonyms() {
		pairs = append(pairs, [2]string{group[0], group[0]}) // stays as it is
		for _, w := range group[1:] {
			pairs = append(pairs, [2]string{w, group[0]})
		}
	}
	slices.SortStableFunc(pairs, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	var list []string
	for _, p := range pairs {
		list = append(list, p[0], p[1])
	}
	return speller{strings.NewReplacer(list...)}
}

// spell returns the wording of a folded heading, without what only says that the answer is
// yes or no.
func (s speller) spell(f string) wording {
	short := f
	for _, w := range []string{"后续是否", "是否", "有无", "有否"} {
		short = strings.Replace(short, w, "", 1)
	}
	text := s.replacer.Replace(short)
	return wording{text, reduce(text), short != f}
}

// inOtherWords finds the only field one of whose headings says the same in synonyms.
func (x *index) inOtherWords(form string) []hit {
	if x.spelled == nil {
		x.speller = newSpeller()
		for _, words := range x.words {
			list := make([]wording, len(words))
			for i, w := range words {
				list[i] = x.speller.spell(w)
			}
			x.spelled = append(x.spelled, list)
		}
	}
	said := x.speller.spell(form)
	var out []hit
	for i, words := range x.spelled {
		if said.asking && (x.fields[i].Type == TypeDate || x.fields[i].Type == TypeNumber) {
			continue // 是否签订 asks for no day
		}
		if slices.ContainsFunc(words, func(w wording) bool { return x.alike(i, said, w) }) {
			out = append(out, hit{i, scoreTail, BySimilar})
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// alike reports whether two wordings of field i say the same.
func (x *index) alike(i int, a, b wording) bool {
	if a.text == b.text {
		return true
	}
	if a.form.stem == "" || a.form.stem != b.form.stem {
		return false
	}
	return a.form.sort == b.form.sort || (a.form.sort == "" || b.form.sort == "") && sorted(x.fields[i], a.form.sort+b.form.sort)
}

package standard

import (
	"slices"
	"strings"
)

// A reduced is a heading without what says only what sort of value it is, so that 实际开工
// and 实际开工时间 are one, and so are 刑期起 and 刑期起始日期.
type reduced struct {
	stem string
	sort string // date, money, number or name, as the end of the heading says; empty if it says nothing
}

// reduce takes a folded heading apart. The stem is empty if too little remains to go by.
func reduce(f string) reduced {
	for _, w := range []string{"决定", "签订", "发生", "具体", "主要", "本次", "当前", "相关", "所属", "的"} {
		if short := strings.Replace(f, w, "", 1); short != f && len([]rune(short)) >= 4 {
			f = short
		}
	}
	r := reduced{stem: f}
	for _, e := range []struct{ end, sort string }{
		{"年月日", "date"}, {"日期", "date"}, {"时间", "date"}, {"日", "date"},
		{"金额", "money"}, {"数额", "money"}, {"总额", "money"}, {"额", "money"},
		{"号码", "number"}, {"编号", "number"}, {"编码", "number"}, {"代码", "number"}, {"文号", "number"}, {"号", "number"},
		{"名称", "name"},
	} {
		if stem, ok := strings.CutSuffix(r.stem, e.end); ok {
			r.stem, r.sort = stem, e.sort
			break
		}
	}
	for _, family := range [][]string{
		{"起", "起算", "起始", "开始", "自"}, {"止", "届满", "期满", "截止", "终止", "结束", "至"},
		{"原因", "事由", "理由"}, {"类别", "类型", "种类", "性质", "分类"}, {"状态", "情况"}, {"单位", "企业", "公司", "机构", "机关", "部门"}, {"账号", "账户", "帐号"},
	} {
		for _, word := range family[1:] {
			if stem, ok := strings.CutSuffix(r.stem, word); ok && len([]rune(stem)) > 1 {
				r.stem = stem + family[0]
			}
		}
	}
	if len([]rune(r.stem)) < 2 {
		return reduced{}
	}
	return r
}

// near finds the fields of which a heading is another form, and those of whose headings it
// is the end, if it is of one field only: 状态 for 项目状态.
func (x *index) near(form string) (out []hit) {
	r := reduce(form)
	if r.stem == "" {
		return x.inOtherWords(form)
	}
	for i, words := range x.words {
		for _, w := range words {
			o := reduce(w)
			if o.stem == r.stem && (o.sort == r.sort || (o.sort == "" || r.sort == "") && sorted(x.fields[i], o.sort+r.sort)) {
				out = append(out, hit{i, scoreNear, ByForm})
				break
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	if out = x.inOtherWords(form); len(out) > 0 {
		return out
	}
	return x.tail(form)
}

// sorted reports whether a field can be of the sort that the end of a heading says.
func sorted(f Field, sort string) bool {
	switch sort {
	case "date":
		return f.Type == TypeDate
	case "money":
		return f.Unit == "yuan"
	}
	return f.Type == TypeText
}

// tail finds the only field one of whose headings ends like form.
func (x *index) tail(form string) []hit {
	if n := len([]rune(form)); n < 2 || n > 4 || slices.Contains(vague(), form) {
		return nil
	}
	var out []hit
	for i, words := range x.words {
		if slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, form) }) {
			out = append(out, hit{i, scoreTail, BySimilar})
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// vague words end headings of many kinds, also of such as no standard has.
func vague() []string {
	return []string{"日期", "时间", "金额", "编号", "号码", "名称", "原因", "内容", "结果", "单位", "代码", "备注", "说明", "人员", "年月", "次数", "人数", "标志", "信息", "机关", "部门", "合计", "总额", "姓名"}
}

// spoken lists a word for a mention and those that registers use in its place.
func spoken(role string) []string {
	all := []string{role}
	for _, e := range []struct {
		end    string
		others []string
	}{
		{"单位", []string{"企业", "公司"}}, {"企业", []string{"单位", "公司"}}, {"机构", []string{"公司", "单位"}}, {"公司", []string{"单位", "企业"}},
		{"人员", []string{"人"}}, {"人", []string{"人员", "方", "一方"}},
	} {
		if stem, ok := strings.CutSuffix(role, e.end); ok && len([]rune(stem)) > 1 {
			for _, o := range e.others {
				all = append(all, stem+o)
			}
			break
		}
	}
	return all
}

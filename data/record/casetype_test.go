package record

import (
	"fmt"
	"testing"
)

func TestSplitCaseNo(t *testing.T) {
	for _, c := range []struct {
		in, want  string // year court type serial part
		branch    Branch
		procedure Procedure
	}{
		{"（2018）粤0303民初23663号", "2018 粤0303 民初 23663 -", Civil, First},
		{"（2018）粤0303民初23663号之一", "2018 粤0303 民初 23663 之一", Civil, First},
		{"（2017）浙01民终12-15号", "2017 浙01 民终 12-15 -", Civil, Second},
		{"（2017）浙01民终12、13号", "2017 浙01 民终 12、13 -", Civil, Second},
		{"（2017）浙01民终12号、13号", "2017 浙01 民终 12、13 -", Civil, Second},
		{"（2019）最高法知民终3号", "2019 最高法 知民终 3 -", Civil, Second},
		{"（2020）浙民申77号", "2020 浙 民申 77 -", Civil, RetrialReview},
		{"（2016）内0424民初字1072号", "2016 内0424 民初 1072 -", Civil, First},
		{"（2021）京74民特5号", "2021 京74 民特 5 -", Civil, Special},
		{"（2021）苏02执恢9号", "2021 苏02 执恢 9 -", Executive, Enforcement},
		{"（2021）苏0281执异9号", "2021 苏0281 执异 9 -", Executive, Enforcement},
		{"（2021）苏0281财保9号", "2021 苏0281 财保 9 -", Civil, Preservation},
		{"（2021）苏0281行保9号", "2021 苏0281 行保 9 -", Civil, Preservation},
		{"（2021）苏0281破申9号", "2021 苏0281 破申 9 -", Insolvency, Bankruptcy},
		{"（2021）苏0281强清9号", "2021 苏0281 强清 9 -", Insolvency, Bankruptcy},
		{"（2021）苏0281刑初9号", "2021 苏0281 刑初 9 -", Criminal, First},
		{"（2021）苏02刑更9号", "2021 苏02 刑更 9 -", Criminal, Commutation},
		{"（2021）苏0281行初9号", "2021 苏0281 行初 9 -", Administrative, First},
		{"（2021）苏02行赔终9号", "2021 苏02 行赔终 9 -", Administrative, Second},
		{"（2021）苏02委赔9号", "2021 苏02 委赔 9 -", Compensation, StateCompensation},
		{"（2021）苏0281民督9号", "2021 苏0281 民督 9 -", Civil, Payment},
		{"（2021）苏0281民撤9号", "2021 苏0281 民撤 9 -", Civil, First},
		{"（2021）苏02民辖终9号", "2021 苏02 民辖终 9 -", Civil, Second},
		{"（2014）庆城民初字第833号", "2014 庆城 民初字 833 -", Civil, First},
		{"（2014）深罗法民一初字第833-1号", "2014 深罗法 民一初字 833-1 -", Civil, First},
		{"（2012）沪一中民一（民）终字第12号", "2012 沪一中 民一（民）终字 12 -", Civil, Second},
		{"（2012）浙杭商外初字第12号", "2012 浙杭 商外初字 12 -", Civil, First},
		{"（2013）商民初字第12号", "2013 商 民初字 12 -", Civil, First},
		{"（2013）民民初字第12号", "2013 民 民初字 12 -", Civil, First},
		{"（2013）豫民商初字第12号", "2013 豫 民商初字 12 -", Civil, First},
		{"（2013）三民初字第12号", "2013 三 民初字 12 -", Civil, First},
		{"（2014）民申字第12号", "2014  民申字 12 -", Civil, RetrialReview},
		{"（2014）民二终字第12号", "2014  民二终字 12 -", Civil, Second},
		{"（2014）咸渭民执字第12号", "2014 咸渭 民执字 12 -", Executive, Enforcement},
		{"（2014）灵少民陈初字第12号", "2014 灵少 民陈初字 12 -", Civil, First},
		{"（2014）辽立一民终字第12号", "2014 辽 立一民终字 12 -", Civil, Second},
		{"（2015）豫民申12号", "2015 豫 民申 12 -", Civil, RetrialReview},
	} {
		n, ok := splitCaseNo(c.in)
		part := n.Part
		if part == "" {
			part = "-"
		}
		got := fmt.Sprintf("%d %s %s %s %s", n.Year, n.Court, n.Type, n.Serial, part)
		if !ok || got != c.want || branchOf(n.Type) != c.branch || procedureOf(c.in) != c.procedure {
			t.Errorf("splitCaseNo(%q) = %q, %v, branch %q, procedure %q; want %q, %q, %q", c.in, got, ok, branchOf(n.Type), procedureOf(c.in), c.want, c.branch, c.procedure)
		}
	}
	for _, in := range []string{"", "（2018）", "（2018）号", "（一八）粤0303民初1号", "粤0303民初1号"} {
		if n, ok := splitCaseNo(in); ok {
			t.Errorf("splitCaseNo(%q) = %+v, want none", in, n)
		}
	}
}

func TestDivisionDigits(t *testing.T) {
	for court, want := range map[string]string{"粤0303": "440303", "京01": "1101", "浙": "33", "兵0101": "650101", "深罗法": "", "": "", "黔0102": "520102"} {
		if got := (CaseNumber{Court: court}).divisionDigits(); got != want {
			t.Errorf("divisionDigits(%q) = %q, want %q", court, got, want)
		}
	}
}

package record

import "testing"

// Agents of trademarks and patents act beside lawyers, and in reviews instead of them.
func TestAgentFirms(t *testing.T) {
	for _, c := range []struct{ line, firm, kind string }{
		{"委托诉讼代理人：应三，云岭恒信知识产权代理有限公司商标代理人。", "云岭恒信知识产权代理有限公司", "trademark_agent"},
		{"委托代理人：应三，云岭明正专利代理事务所专利代理师。", "云岭明正专利代理事务所", "patent_agent"},
		{"委托诉讼代理人：应三，系云岭恒信商标事务所有限公司员工。", "云岭恒信商标事务所有限公司", "trademark_agent"},
		{"委托诉讼代理人：应三，云岭某某律师事务所律师、专利代理师。", "云岭某某律师事务所", "lawyer"},
		{"委托诉讼代理人：应三，该公司法务。", "", "employee"},
	} {
		j := Parse("t", "民事判决书\n原告：云岭恒昌有限公司。\n"+c.line+"\n被告：羊六，男。\n原告与被告羊六侵害商标权纠纷一案，本院受理后审理终结。")
		a := j.Parties[0].Agents
		if len(a) != 1 || a[0].Name != "应三" || a[0].Firm != c.firm || a[0].Kind != c.kind {
			t.Errorf("%s gives %+v", c.line, a)
		}
	}
}

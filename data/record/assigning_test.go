package record

import (
	"strings"
	"testing"
)

// Who assigned a debt and to whom, however the sentence says it.
func TestAssigning(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"2015年3月1日，张大山与李小河签订《债权转让协议》，约定张大山将其对被告享有的借款债权50万元转让给李小河。", "assignor 张大山 assignee 李小河"},
		{"中国工商银行股份有限公司云岭支行将上述债权转让给中国华融资产管理股份有限公司，并在报纸上发布债权转让公告。", "assignor 中国工商银行股份有限公司云岭支行 assignee 中国华融资产管理股份有限公司"},
		{"2018年9月3日，云岭银行依法将该债权转让给原告，原告系合法债权人。", "assignor 云岭银行 assignee 马五"},
		{"原告从云岭恒昌有限公司受让了上述债权。", "assignor 云岭恒昌有限公司 assignee 马五"},
		{"后原告受让了云岭恒昌有限公司对被告享有的债权。", "assignor 云岭恒昌有限公司 assignee 马五"},
		{"该债权由王大海转让给马五。", "assignor 王大海 assignee 马五"},
		{"债权转让人王大海于2019年5月1日将债权转让通知送达被告。", "assignor 王大海"},
		{"债权转让人：王大海，债权受让人：马五。", "assignor 王大海 assignee 马五"},
		{"案外人王大海于2019年5月1日与原告签订债权转让协议，将其对被告的债权转让给原告。", "assignor 王大海 assignee 马五"},
		{"第三人赵七将其享有的债权全部转让给原告马五。", "assignor 赵七 assignee 马五"},
		{"王某将对被告羊六的借款本息债权转让给了马五。", "assignor 王某 assignee 马五"},
		{"原告称其债权系合法取得。", ""},
		{"被告将其股权转让给赵七，用以抵偿所欠债权。", ""},
		{"债权人可以将债权的全部或者部分转让给第三人。", ""},
		{"该公司将股权转让给王大海。", ""},
	} {
		text := "某省某县人民法院\n民事判决书\n（2021）川0199民初3号\n原告：马五，女。\n被告：羊六，男。\n第三人：赵七，男。\n原告马五与被告羊六、第三人赵七民间借贷纠纷一案，本院受理后审理终结。\n经审理查明：" + c.sentence + "\n本院认为，判决如下：\n驳回原告的诉讼请求。\n"
		var got []string
		for _, e := range Parse("t", text).Elements {
			if e.Kind == ElAssignor || e.Kind == ElAssignee {
				got = append(got, string(e.Kind), e.Value)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.sentence, s, c.want)
		}
	}
}

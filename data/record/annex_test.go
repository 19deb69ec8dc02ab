package record

import (
	"strconv"
	"strings"
	"testing"
)

// A list after the signatures names those whom the head only counts.
func TestAnnex(t *testing.T) {
	for _, c := range []struct{ name, plaintiffs, list, want string }{
		{"names in a row", "原告：宿甲田等五人（名单附后）。", "附：原告名单\n宿甲田、白一、白二、赵三、钱四。", "宿甲田 白一 白二 赵三 钱四"},
		{"names after a colon", "原告：宿甲田等三人。", "附原告名单：宿甲田，白一，赵三", "宿甲田 白一 赵三"},
		{"numbered, with particulars", "原告：宿甲田等3人。", "附件一：三名原告基本情况\n1、宿甲田，男，1970年2月3日出生，汉族，住某县。\n2、白一，女，1971年2月3日出生，住某县城关镇。\n3．赵三，男。", "宿甲田 白一 赵三"},
		{"in Chinese numerals", "原告：宿甲田等三人。", "附：\n原告名单\n一、宿甲田\n二、王一\n三、赵三\n附：相关法律条文\n王五、赵六", "宿甲田 王一 赵三"},
		{"a table", "原告：宿某等4人（详见附表）。", "附表：各原告工资明细表\n序号 姓名 应付工资（元）\n1 宿某 15000\n2 白某1 12000\n3 王某 9800.50\n4 王某 7000\n合计 43800.50", "宿某 白某1 王某 王某"},
		{"part of them", "原告：宿某等32人。", "附：部分原告名单\n宿某、白某1、王某", "宿某*30 白某1 王某"},
		{"the head names two", "原告：张某1、李某2等四人。", "附：原告名单\n张某1、李某2、王某3、赵某4", "张某1 李某2 王某3 赵某4"},
		{"no list", "原告：宿某等32人。", "附：本判决适用的法律\n《中华人民共和国民法典》第六百七十五条", "宿某*32"},
		{"firms", "原告：云岭恒昌有限公司等三家公司。", "附：原告名单\n1.云岭恒昌有限公司\n2.云岭顺达汽车修理厂\n3.南岭县万家超市", "云岭恒昌有限公司 云岭顺达汽车修理厂 南岭县万家超市"},
		{"another side's list", "原告：宿某等32人。", "附：第三人名单\n白某1、王某", "宿某*32"},
		{"evidence", "原告：宿某等32人。", "附：证据明细表\n借条、收条、欠条", "宿某*32"},
	} {
		text := "某省某县人民法院\n民事判决书\n（2019）黔0304民初90601号\n" + c.plaintiffs + "\n被告：蒲四，男。\n原告与被告蒲四追索劳动报酬纠纷一案，本院于2019年1月8日立案后审理终结。\n" +
			"本院认为，应予支持。判决如下：\n被告蒲四支付原告工资。\n审判员　赖五\n二〇一九年三月十一日\n书记员　卓六\n" + c.list + "\n"
		j := Parse("t", text)
		var got []string
		for _, p := range j.Parties {
			if p.Role != Plaintiff {
				continue
			}
			name := p.Name
			if p.Together > 0 {
				name += "*" + strconv.Itoa(p.Together)
			}
			got = append(got, name)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
		checkSpans(t, text, j)
	}
}

// What the list tells of somebody is that one's, and the agents of the head act for all.
func TestAnnexTells(t *testing.T) {
	j := Parse("t", "民事判决书\n原告：宿某等二人。\n委托诉讼代理人：怀五，某某律师事务所律师。\n被告：蒲四，男。\n原告与被告蒲四买卖合同纠纷一案，本院受理。\n本院认为，判决如下：\n驳回。\n审判员　赖五\n二〇一九年三月十一日\n"+
		"附：原告名单\n1、宿某，男，1970年2月3日出生，住某县。\n2、白某，女，1971年2月3日出生，住某县城关镇。")
	p := j.Parties[len(j.Parties)-1]
	if p.Name != "白某" || p.BornOn != "1971-02-03" || p.Sex != "female" || p.Address != "某县城关镇" || len(p.Agents) != 1 || p.Agents[0].Name != "怀五" {
		t.Errorf("got %+v", p)
	}
}

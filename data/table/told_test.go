package table

import (
	"fmt"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
)

// TestToldAside: what a remark or a cell says of a day or a sum beside other words.
func TestToldAside(t *testing.T) {
	for _, c := range []struct{ as, text, want string }{
		{"completed", "2025-04-19补正起诉材料", "2025-04-19"},
		{"completed", "2025年4月8日通知补正，2025年4月19日补齐材料", "2025-04-19"},
		{"completed", "2025年4月8日通知补正", ""},
		{"completed", "限2025年4月15日前补正", ""},
		{"completed", "已补正", ""},
		{"mediation_end", "当事人同意诉前调解，2025-08-10调解不成转立案", "2025-08-10"},
		{"mediation_end", "2025年7月2日委派调解", ""},
		{"sum", "建设工程价款优先权82.5万元", "825000"},
		{"sum", "抵押本金8万元及利息，合计96200元", "96200"},
		{"sum", "一抵5万元，二抵3万元", ""},
		{"sum", "3套房", ""},
		{"sum", "无", ""},
	} {
		f := standard.Field{As: c.as}
		got := ""
		if v, ok := Told(f, c.text); ok {
			if got = fmt.Sprint(v); c.as != "sum" {
				got = v.(time.Time).Format(time.DateOnly)
			}
		}
		if got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.as, c.text, got, c.want)
		}
	}
}

// TestTold: what courts and prisons write in one cell is read as several values.
func TestTold(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	field := func(register, name string) standard.Field {
		f, ok := lib[register].Field(name)
		if !ok {
			t.Fatalf("%s has no field %s", register, name)
		}
		return f
	}
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		field, text string
		want        any
	}{
		{"penalty", "被告人甲一犯盗窃罪，判处有期徒刑一年六个月，缓刑二年，并处罚金人民币二万元", "fixed_term"},
		{"penalty", "宣告被告人无罪", "acquitted"},
		{"penalty", "犯危险驾驶罪，免予刑事处罚", "exempted"},
		{"penalty", "单处罚金5000元", "fine"},
		{"penalty", "拘役二个月，罚金三千元", "criminal_detention"},
		{"penalty", "驳回上诉，维持原判", nil},
		{"term_months", "判处有期徒刑一年六个月，缓刑二年", int64(18)},
		{"term_months", "犯甲罪，判处有期徒刑三年；犯乙罪，判处有期徒刑一年；决定执行有期徒刑三年六个月", int64(42)},
		{"probation_months", "拘役三个月，缓刑6个月", int64(6)},
		{"probation_months", "有期徒刑三年", nil},
		{"fine", "有期徒刑三年，并处罚金人民币二万元", 20000.0},
		{"fine", "罚金20000元（已缴纳5000元）", 20000.0},
		{"fine", "罚金2万", 20000.0},
		{"fine", "20000", 20000.0},
		{"fine", "三年", nil},
		{"fine", "罚金人民币3,500元，限判决生效之日起十日内缴纳", 3500.0},
		{"fine", "犯甲罪，罚金一万元；犯乙罪，罚金五千元；决定执行有期徒刑二年，并处罚金一万五千元", 15000.0},
		{"fine", "有期徒刑三年", nil},
		{"fine", "没收违法所得八千元", nil},
		{"confiscation", "没收个人财产五万元；追缴违法所得三万元", 50000.0},
		{"confiscation", "没收个人全部财产", nil},
		{"restitution", "追缴违法所得人民币12万元，上缴国库", 120000.0},
		{"restitution", "责令退赔被害人损失36000元", 36000.0},
		{"paid", "部分缴纳（已缴8000元，尚欠1.2万元）", 8000.0},
		{"paid", "2024年3月5日已缴五千元", 5000.0},
		{"paid", "先缴0.8万元，2025年5月补缴1.2万元，合计2万元", 20000.0},
		{"paid", "先缴8000元，应补缴1.2万元", 8000.0},
		{"paid", "先缴8000元，责令限期补缴1.2万元", 8000.0},
		{"paid", "已缴5000元，未补缴", 5000.0},
		{"paid", "累计已缴5000元", 5000.0},
		{"paid", "2024年3月已缴2000元，累计已缴5000元", 5000.0},
		{"fine", "犯甲罪，罚金一万元；犯乙罪，罚金五千元，共计一万五千元", 15000.0},
		{"paid", "未缴纳", nil},
	} {
		got, ok := Told(field("sentence", c.field), c.text)
		if !ok {
			got = nil
		}
		if got != c.want {
			t.Errorf("%s in %q is %v, want %v", c.field, c.text, got, c.want)
		}
	}
	for text, want := range map[string]any{
		"2024年3月5日刑满释放": day("2024-03-05"), "2023-06-01因病暂予监外执行": day("2023-06-01"), "减刑后于2022.11.30出监": day("2022-11-30"),
		"应于2030年1月1日释放": nil, "2024年撤销假释收监": nil, "表现良好": nil,
	} {
		got, ok := Told(field("custody", "held_to"), text)
		if !ok {
			got = nil
		}
		if got != want {
			t.Errorf("release in %q is %v, want %v", text, got, want)
		}
	}
}

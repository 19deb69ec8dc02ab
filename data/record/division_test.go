package record

import "testing"

func TestReadCourtName(t *testing.T) {
	for _, c := range []struct {
		name, hint string
		want       courtName
	}{
		{"中华人民共和国最高人民法院", "", courtName{1, "", true}},
		{"最高人民法院", "", courtName{1, "", true}},
		{"广东省高级人民法院", "", courtName{2, "440000", true}},
		{"新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院", "", courtName{2, "654000", true}},
		{"广东省深圳市中级人民法院", "", courtName{3, "440300", true}},
		{"北京市第一中级人民法院", "", courtName{3, "110000", true}},
		{"广东省深圳市罗湖区人民法院", "", courtName{4, "440303", true}},
		{"深圳市罗湖区人民法院", "", courtName{4, "440303", true}},
		{"浙江省杭州市临平区人民法院", "", courtName{4, "330113", true}}, // founded 2021
		{"北京市海淀区人民法院", "", courtName{4, "110108", true}},
		{"广东省东莞市第一人民法院", "", courtName{4, "441900", true}},
		{"义乌市人民法院", "", courtName{4, "330782", true}},
		{"朝阳区人民法院", "", courtName{4, "", false}}, // of Beijing or of Changchun?
		{"朝阳区人民法院", "2201", courtName{4, "220104", true}},
		{"上海海事法院", "", courtName{3, "310000", true}},
		{"广州知识产权法院", "", courtName{3, "440100", true}},
		{"上海金融法院", "", courtName{3, "310000", true}},
		{"杭州互联网法院", "", courtName{4, "330100", true}},
		{"济南铁路运输中级法院", "", courtName{3, "370100", true}},
		{"上海铁路运输法院", "", courtName{4, "310000", true}},
		{"苏州高新技术开发区人民法院", "", courtName{4, "320500", true}},
		{"广东省广州市无此区人民法院", "", courtName{4, "440100", false}},
		{"广东省无此县人民法院", "", courtName{4, "", false}},
		{"中国人民共和国最高人民法院", "", courtName{1, "", true}},
		{"某某市人民法院", "", courtName{4, "", false}},
		{"××县人民法院", "", courtName{4, "", false}},
		{"某某委员会", "", courtName{}},
		{"", "", courtName{}},
	} {
		if got := readCourtName(c.name, c.hint); got != c.want {
			t.Errorf("readCourtName(%q, %q) = %+v, want %+v", c.name, c.hint, got, c.want)
		}
	}
}

// Every court of the list has the level there that its name tells.
func TestCourtNamesAgreeWithTheList(t *testing.T) {
	wrong, unformed := 0, 0
	for _, c := range courts().byCode {
		n := readCourtName(c.Name, "")
		if n.level != c.Level {
			wrong++
			if wrong <= 10 {
				t.Logf("%s: level %d, want %d", c.Name, n.level, c.Level)
			}
		}
		if !n.formed {
			unformed++
			t.Log(c.Name, n)
		}
	}
	t.Logf("%d of %d courts have another level than their name tells, %d no known area", wrong, len(courts().byCode), unformed)
	if wrong > len(courts().byCode)/100 {
		t.Errorf("%d courts have another level than their name tells", wrong)
	}
}

package standard

import "testing"

// TestTheOnlyName: an office's own word for the person is taken for the name if nothing else can be.
func TestTheOnlyName(t *testing.T) {
	names := []string{"王甲一", "李乙二", "欧丙三", "张丁", "陈 戊"}
	numbers := []string{"110101199003070011", "110101199003070038", "110101199003070054", "110101199003070070", "110101199003070097"}
	days := []string{"2024-01-02", "2024-02-03", "2024-03-04", "2024-04-05", "2024-05-06"}
	wards := []string{"一监区", "二监区", "一监区", "二监区", "一监区"}
	for _, tc := range []struct {
		name     string
		headings []string
		samples  [][]string
		want     string // the heading taken for the name
	}{
		{"an office's word", []string{"新收人", "证件号码", "入所时间"}, [][]string{names, numbers, days}, "新收人"},
		{"somebody else beside", []string{"新收人", "经办民警", "证件号码", "入所时间"}, [][]string{names, names, numbers, days}, "新收人"},
		{"two that may be", []string{"新收人", "同案人", "证件号码", "入所时间"}, [][]string{names, names, numbers, days}, ""},
		{"not a name", []string{"收押对象", "证件号码", "入所时间"}, [][]string{wards, numbers, days}, ""},
		{"no values to look at", []string{"新收人", "证件号码", "入所时间"}, nil, ""},
		{"called so elsewhere", []string{"姓名", "新收人", "证件号码"}, [][]string{names, names, numbers}, "姓名"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			for _, m := range Match(standards(t)["custody"], tc.headings, tc.samples) {
				if m.Field == "name" {
					got = m.Heading
				}
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestHeadsAlone: a list that names heads of households only is about them, and a number that
// does not say whose it is, is theirs.
func TestHeadsAlone(t *testing.T) {
	members := []string{"王甲一", "李乙二", "欧丙三", "张丁"}
	for _, tc := range []struct {
		name     string
		headings []string
		samples  [][]string
		want     string // the heading taken for the name
	}{
		{"both of the head", []string{"户主姓名", "户主身份证号", "救助类别"}, nil, "户主姓名"},
		{"a number that says not whose", []string{"户主姓名", "身份证号", "救助类别"}, nil, "户主姓名"},
		{"members too", []string{"户主姓名", "姓名", "身份证号", "救助类别"}, nil, "姓名"},
		{"perhaps members too", []string{"户主姓名", "享受人", "身份证号"}, [][]string{{"陈戊", "陈戊", "陈戊", "刘己"}, members, nil}, "享受人"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			for _, m := range Match(standards(t)["hardship"], tc.headings, tc.samples) {
				if m.Field == "name" {
					got = m.Heading
				}
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestSharedEnding: alternatives may share the last word of a heading.
func TestSharedEnding(t *testing.T) {
	for heading, want := range map[string]string{
		"屏蔽/删除时间": "removed_on", "撤销（屏蔽）时间": "removed_on", "撤销、屏蔽原因": "removal_reason",
		"屏蔽/立案时间": "", // not one field
	} {
		if got := Match(standards(t)["dishonest_debtor"], []string{heading}, nil)[0]; got.Field != want {
			t.Errorf("%s: got %q (%s), want %q", heading, got.Field, got.Way, want)
		}
	}
}

package standard

import (
	"strings"
	"testing"
)

// TestCodeHeadings: tables taken straight out of national systems have codes for headings.
func TestCodeHeadings(t *testing.T) {
	lib := standards(t)
	for _, tc := range []struct{ standard, headings, want string }{
		{"pension_payment", "AAC001,AAC003,AAC002,AAE140,AAE002,AAE019", "social_no name id_no insurance month amount"},
		{"medical_payment", "setl_id,psn_no,psn_name,certno,gend,insutype,fixmedins_name,med_type,begndate,enddate,setl_time,medfee_sumamt,hifp_pay",
			"settlement_no insured_no name id_no sex insurance hospital kind admitted_on discharged_on settled_on total fund"},
		{"medical_payment", "setl_id,psn_no,psn_name,certno,fixmedins_name,med_type,adm_date,dscg_date,medfee_sumamt,fund_pay_sumamt",
			"settlement_no insured_no name id_no hospital kind admitted_on discharged_on total fund"},
		{"company", "ENTNAME,UNISCID,LEREP,CERNO,ENTTYPE,ESTDATE,REGSTATE_CN,DOM,OPSCOPE",
			"name credit_code representative representative_id_no kind established_on status address scope"},
		{"company", "UNISCID,ENTNAME,LEREP,CERNO,ENTTYPE,REGCAP,ESTDATE,REGSTATE,DOM,REGORG",
			"credit_code name representative representative_id_no kind capital established_on status address authority"},
	} {
		t.Run(tc.headings, func(t *testing.T) {
			all := Guess(lib, "导出.csv", strings.Split(tc.headings, ","), nil)
			if len(all) < 2 || all[0].Standard != tc.standard || all[0].Score < 0.6 || all[0].Score-all[1].Score < 0.05 {
				t.Fatalf("got %+v", all[:min(2, len(all))])
			}
			var fields []string
			for _, c := range all[0].Columns {
				fields = append(fields, c.Field)
				if c.Heading == "REGCAP" && c.Unit != "万元" {
					t.Errorf("capital is registered in 万元, got %q", c.Unit)
				}
			}
			if got := strings.Join(fields, " "); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// TestCodesMeanSomething: every name of a code is a heading that some register knows.
func TestCodesMeanSomething(t *testing.T) {
	known := Known(standards(t))
	for code, names := range codeHeadings() {
		if fold(code) != code {
			t.Errorf("%s is not folded", code)
		}
		found := false
		for _, n := range names {
			found = found || known(n)
		}
		if !found {
			t.Errorf("no register knows %s: %v", code, names)
		}
	}
}

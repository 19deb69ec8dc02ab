package standard

import (
	"slices"
	"testing"
)

// TestRegistersOfFirms: lists about firms, projects, land, fuel, courts and taxes as offices head
// them, invented, none of them the wording of a standard throughout. A heading stands before the
// field that it is; - where it is none.
func TestRegistersOfFirms(t *testing.T) {
	lib := standards(t)
	for _, tc := range []struct {
		file, standard string
		columns        [][2]string
	}{
		{"建设用地批后核查表", "farmland_use", [][2]string{{"批复文号", "document_no"}, {"用地者", "-"}, {"申请用地单位", "user"}, {"批复时间", "decided_on"}, {"占地面积（亩）", "area"}, {"其中耕地（亩）", "farmland_area"}, {"土地座落", "location"}, {"批准用途", "use"}}},
		{"2023年土地违法案件台账", "farmland_use", [][2]string{{"违法主体", "user"}, {"身份证号/统一社会信用代码", "user_id_no"}, {"图斑编号", "document_no"}, {"占用地类", "former"}, {"违法面积（平方米）", "area"}, {"处罚决定日期", "decided_on"}, {"整改落实情况", "outcome"}}},
		{"加油站进销存月报", "fuel_sale", [][2]string{{"油站名称", "station"}, {"年月", "period_from"}, {"油品标号", "product"}, {"期初库存（升）", "opening"}, {"进油量（升）", "purchased"}, {"付油量（升）", "litres"}, {"期末库存（升）", "closing"}, {"含税销售额（元）", "amount"}}},
		{"成品油零售企业销售统计", "fuel_sale", [][2]string{{"企业名称", "station"}, {"社会信用代码", "station_code"}, {"报告期", "period_from"}, {"品种", "product"}, {"销售量（吨）", "tonnes"}, {"营业额（万元）", "amount"}}},
		{"驾校招生统计表", "driving_training", [][2]string{{"驾培机构名称", "school"}, {"统计月份", "period_from"}, {"新招学员数（人）", "enrolled"}, {"结业人次", "finished"}, {"收费标准（元/人）", "fee"}}},
		{"撤销冒名登记申请台账", "identity_complaint", [][2]string{{"涉及企业名称", "company"}, {"社会信用代码", "company_code"}, {"被冒名人", "person"}, {"被冒名人身份证号", "person_id_no"}, {"申请时间", "complained_on"}, {"被登记职务", "role"}, {"调查结论", "finding"}}},
		{"在建工程清单", "construction_project", [][2]string{{"工程（项目）名称", "name"}, {"承建单位", "contractor"}, {"统一社会信用代码", "contractor_code"}, {"工程总造价（万元）", "price"}, {"开工令日期", "started_on"}, {"目前状态", "status"}, {"情况说明", "remark"}}},
		{"司法拍卖台账", "auction", [][2]string{{"执行案号", "case_no"}, {"拍品名称", "title"}, {"评估（询价）价格（万元）", "appraisal_price"}, {"起拍价（万元）", "start_price"}, {"抵押债权数额（万元）", "priority_amount"}, {"公告上网日期", "announced_on"}, {"竞拍开始时间", "started_on"}, {"被执行人（产权人）", "owner"}}},
		{"立案登记簿", "docket", [][2]string{{"案号", "case_no"}, {"原告", "plaintiff"}, {"被告", "defendant"}, {"首次提交材料日期", "received_on"}, {"要求补正日期", "asked_on"}, {"材料补齐日期", "completed_on"}, {"委派调解起", "mediation_from"}, {"委派调解止", "mediation_to"}, {"决定立案日期", "filed_on"}}},
		{"申报入库明细", "tax_payment", [][2]string{{"纳税人名称", "taxpayer"}, {"纳税人识别号", "taxpayer_id_no"}, {"征收项目名称", "tax"}, {"征收品目名称", "item"}, {"税款所属期间", "period_from"}, {"应税收入（元）", "base"}, {"入库税款（元）", "paid"}, {"入库时间", "paid_on"}}},
		{"SB_ZSXX", "tax_payment", [][2]string{{"NSRMC", "taxpayer"}, {"NSRSBH", "taxpayer_id_no"}, {"ZSXM", "tax"}, {"SKSSQQ", "period_from"}, {"SKSSQZ", "period_to"}, {"JSYJ", "base"}, {"SJSE", "paid"}, {"JKRQ", "paid_on"}}},
		{"DJ_ZSXX", "tax_payment", [][2]string{{"NSRSBH", "taxpayer_id_no"}, {"NSRMC", "taxpayer"}, {"ZSXM_MC", "tax"}, {"ZSPM_MC", "item"}, {"SKSSQQ", "period_from"}, {"SKSSQZ", "period_to"}, {"JSYJ", "base"}, {"YNSE", "due"}, {"SJJE", "paid"}, {"RKRQ", "paid_on"}}},
		{"农用地转用批复清单", "farmland_use", [][2]string{{"申请单位", "user"}, {"统一代码", "user_id_no"}, {"用地位置", "location"}, {"批准用地总面积（公顷）", "area"}, {"其中：耕地", "farmland_area"}, {"批准文号", "document_no"}, {"批准时间", "decided_on"}}},
		{"成品油购销存月报表", "fuel_sale", [][2]string{{"填报单位", "station"}, {"统计月份", "period_from"}, {"品名", "product"}, {"本月购进（吨）", "purchased_tonnes"}, {"本月销售（吨）", "tonnes"}, {"销售金额（万元）", "amount"}}},
		{"加油站税控数据汇总", "fuel_sale", [][2]string{{"税号", "station_code"}, {"站点名称", "station"}, {"月份", "period_from"}, {"加油升数", "litres"}, {"加油金额", "amount"}}},
		{"驾校培训学员年报", "driving_training", [][2]string{{"单位名称", "school"}, {"年份", "period_from"}, {"当年招收人数", "enrolled"}, {"本年结业人数", "finished"}, {"平均学费（元）", "fee"}, {"营业收入（万元）", "income"}}},
		{"单位参保缴费人数月报", "insurance_payment", [][2]string{{"统计月份", "month"}, {"单位名称", "employer"}, {"统一信用代码", "employer_code"}, {"养老保险参保人数", "people"}, {"缴费金额", "amount"}}},
		{"网拍标的明细", "auction", [][2]string{{"案件编号", "case_no"}, {"标的物", "title"}, {"评估总值", "appraisal_price"}, {"一拍起拍价", "start_price"}, {"公告发布时间", "announced_on"}, {"拍卖时间", "started_on"}, {"抵押权金额", "priority_amount"}, {"被执行人姓名", "owner"}}},
		{"限高令名单", "dishonest_debtor", [][2]string{{"案号", "case_no"}, {"被限制消费人", "debtor"}, {"身份证号码", "debtor_id_no"}, {"限高令日期", "listed_on"}, {"解除（撤销）日期", "removed_on"}, {"当前状态", "status"}}},
	} {
		var headings []string
		for _, c := range tc.columns {
			headings = append(headings, c[0])
		}
		all := Guess(lib, tc.file, headings, nil)
		if len(all) == 0 || all[0].Standard != tc.standard {
			t.Errorf("%s is taken for %v, not %s", tc.file, all[:min(2, len(all))], tc.standard)
			continue
		}
		for i, c := range all[0].Columns {
			if got, want := c.Field, tc.columns[i][1]; got != want && (want != "-" || got != "") {
				t.Errorf("%s: %s is %q, want %s", tc.file, c.Heading, got, want)
			}
		}
	}
}

// TestAmid: a word in brackets before an ending that both share says the same of another word; it
// must not be another field.
func TestAmid(t *testing.T) {
	lib := standards(t)
	for heading, want := range map[string]string{"评估（参考）价": "appraisal_price", "起拍（成交）价": "", "评估（市场）价": ""} {
		if got := Match(lib["auction"], []string{heading}, nil)[0]; got.Field != want {
			t.Errorf("%s is %q, want %q", heading, got.Field, want)
		}
	}
}

// TestBeside: a trait that does not say of whom is of whom the column before it names.
func TestBeside(t *testing.T) {
	lib := standards(t)
	for _, tc := range []struct{ headings, fields []string }{
		{[]string{"项目名称", "施工单位", "统一社会信用代码"}, []string{"name", "contractor", "contractor_code"}},
		{[]string{"项目名称", "建设单位", "统一社会信用代码", "施工单位", "统一社会信用代码"}, []string{"name", "builder", "builder_code", "contractor", "contractor_code"}},
		{[]string{"施工单位", "项目名称", "统一社会信用代码"}, []string{"contractor", "name", ""}},
		{[]string{"项目经理", "身份证号", "联系电话"}, []string{"manager", "manager_id_no", "manager_phone"}},
	} {
		var got []string
		for _, m := range Match(lib["construction_project"], tc.headings, nil) {
			got = append(got, m.Field)
		}
		if !slices.Equal(got, tc.fields) {
			t.Errorf("%v are %v, want %v", tc.headings, got, tc.fields)
		}
	}
}

// TestOneOf: a list of numbers is known by what it counts, not by a firm and a month.
func TestOneOf(t *testing.T) {
	lib := standards(t)
	for _, g := range Guess(lib, "各单位用电情况", []string{"统计月份", "单位名称", "社会信用代码", "用电量"}, nil) {
		if len(lib[g.Standard].OneOf) > 0 {
			t.Errorf("consumption of power may be %s", g.Standard)
		}
	}
}

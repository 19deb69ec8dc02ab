package record_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
)

// TestArbitralPapers: awards and settlements of arbitrators are read like courts' papers; a court's paper that is about an
// award is a court's.
func TestArbitralPapers(t *testing.T) {
	const parties = "申请人：齐甲，女，1991年5月21日出生，住某市某路1号。\n被申请人：某县腾达鞋业有限公司，住所地某县。法定代表人：蒋乙。\n"
	for _, c := range []struct {
		name, text                       string
		court, no, cause, filed, decided string
		kind                             record.DocType
		outcome                          record.Outcome
		parties                          []string
		claims, procedure, judge, defect string
	}{
		{
			name: "a settlement about wages",
			text: "某县劳动人事争议仲裁委员会\n仲裁调解书\n某劳人仲案字〔2024〕210号\n" + parties +
				"申请人请求：支付2022年1月至2024年3月工资338000元。\n本委于2024年5月6日立案，2024年5月7日组织调解。申请人未提供劳动合同、工资发放、考勤，仅提交被申请人出具的欠薪确认书；被申请人对欠薪全部认可。\n" +
				"双方达成如下协议：被申请人支付申请人工资338000元。\n仲裁员：毛丙\n二〇二四年五月七日\n书记员：周丁\n",
			court: "某县劳动人事争议仲裁委员会", no: "某劳人仲案字（2024）210号", cause: "追索劳动报酬纠纷", filed: "2024-05-06", decided: "2024-05-07",
			kind: record.Mediation, outcome: record.Settled, parties: []string{"齐甲", "某县腾达鞋业有限公司"}, claims: "338000", judge: "毛丙",
		},
		{
			name: "an award set apart",
			text: "某市劳动争议仲裁院\n仲 裁 裁 决 书\n某劳仲裁字[2023]第56号\n" + parties +
				"申请人与被申请人确认劳动关系争议一案，本委于2023年3月1日受理后，依法由仲裁员李戊独任审理，现已审理终结。\n仲裁请求：确认双方自2019年5月起存在劳动关系。\n本委认为，被申请人未提供证据。裁决如下：\n一、确认申请人与被申请人自2019年5月起存在劳动关系；\n二、驳回申请人的其他仲裁请求。\n" +
				"仲裁员 李戊\n2023年4月10日\n书记员 王己\n",
			court: "某市劳动争议仲裁院", no: "某劳仲裁字（2023）第56号", cause: "确认劳动关系争议", filed: "2023-03-01", decided: "2023-04-10",
			kind: record.AwardDoc, outcome: record.Partly, parties: []string{"齐甲", "某县腾达鞋业有限公司"}, judge: "李戊",
		},
		{
			name: "a commercial award, body and title in one line",
			text: "某某仲裁委员会裁决书\n（2024）某仲裁字第112号\n" + parties +
				"申请人称，双方系叔侄，请求裁决商铺归申请人所有。被申请人完全认可。本会于2024年6月3日受理，6月5日裁决。\n裁决：案涉商铺归申请人所有。\n首席仲裁员：赵庚\n仲裁员：钱辛\n仲裁员：孙壬\n二〇二四年六月五日\n",
			court: "某某仲裁委员会", no: "（2024）某仲裁字第112号", filed: "2024-06-03", decided: "2024-06-05",
			kind: record.AwardDoc, outcome: record.Supported, parties: []string{"齐甲", "某县腾达鞋业有限公司"}, judge: "赵庚",
		},
		{
			name:  "a court that does not enforce an award",
			text:  "某市中级人民法院\n执行裁定书\n（2024）某01执异75号\n申请执行人：齐甲，女。\n被执行人：某县腾达鞋业有限公司。\n某某仲裁委员会作出（2024）某仲裁字第112号裁决书，申请执行人申请执行。\n本院认为，裁定如下：\n驳回申请。\n审判员 李戊\n二〇二四年七月五日\n",
			court: "某市中级人民法院", no: "（2024）某01执异75号", decided: "2024-07-05", kind: record.Ruling, outcome: record.Rejected,
			parties: []string{"齐甲", "某县腾达鞋业有限公司"}, procedure: string(record.Enforcement), judge: "李戊", defect: "court",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := record.Parse("d", c.text)
			if c.procedure == "" {
				c.procedure = string(record.Arbitration)
			}
			var names []string
			for _, p := range j.Parties {
				names = append(names, p.Name)
			}
			if j.Court != c.court || j.CaseNo != c.no || j.Cause != c.cause || j.FiledOn != c.filed || j.DecidedOn != c.decided || j.DocType != c.kind || j.Outcome != c.outcome || string(j.Procedure) != c.procedure {
				t.Errorf("got %q %q %q %q %q %q %q %q", j.Court, j.CaseNo, j.Cause, j.FiledOn, j.DecidedOn, j.DocType, j.Outcome, j.Procedure)
			}
			if !slices.Equal(names, c.parties) {
				t.Errorf("parties %q", names)
			}
			if len(j.Judges) == 0 || j.Judges[0].Name != c.judge {
				t.Errorf("judges %+v", j.Judges)
			}
			if runes := []rune(c.text); string(runes[j.Spans["court"].Start:j.Spans["court"].End]) != c.court {
				t.Errorf("the court stands at %v", j.Spans["court"])
			}
			for _, d := range j.Defects {
				if !strings.HasPrefix(d.Field, c.defect) || c.defect == "" {
					t.Errorf("defect %+v", d)
				}
			}
			if c.claims != "" && (len(j.Amounts) == 0 || j.Area() != "") {
				t.Errorf("amounts %+v, area %q", j.Amounts, j.Area())
			}
		})
	}
}

// TestArbitralCause: the cause is what is asked for and stands where that is said; what the two settle on is not asked for.
func TestArbitralCause(t *testing.T) {
	const paper = "某县劳动人事争议仲裁委员会\n仲裁调解书\n某劳人仲案字〔2024〕210号\n申请人：齐甲，女，1991年5月21日出生。\n被申请人：某县腾达鞋业有限公司。\n" +
		"申请人请求：ASKED。\n本委于2024年5月6日立案。双方达成如下协议：双方确认劳动关系于2024年3月解除，被申请人支付工资3000元。\n仲裁员：毛丙\n二〇二四年五月七日\n"
	for asked, want := range map[string][2]string{
		"确认2019年5月至今存在劳动关系":       {"确认劳动关系纠纷", "确认2019年5月至今存在劳动关系"},
		"支付拖欠工资3000元":             {"追索劳动报酬纠纷", "工资"},
		"确认劳动关系于2024年3月解除，支付拖欠工资": {"追索劳动报酬纠纷", "工资"},
		"支付经济补偿金5000元":            {"劳动争议", "某县劳动人事争议仲裁委员会"},
	} {
		text := strings.Replace(paper, "ASKED", asked, 1)
		j := record.Parse("d", text)
		at := j.Spans["cause"]
		if got := string([]rune(text)[at.Start:at.End]); j.Cause != want[0] || got != want[1] {
			t.Errorf("%s: %s, said by %q", asked, j.Cause, got)
		}
		broken := record.Parse("d", "\xff\xfe\n"+text)
		if broken.Court != j.Court || broken.CaseNo != j.CaseNo || broken.Cause != j.Cause {
			t.Errorf("with broken bytes: %q %q %q", broken.Court, broken.CaseNo, broken.Cause)
		}
	}
}

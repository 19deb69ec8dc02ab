package record

import "strings"

// A station is what a word such as 再审申请人 says about a party.
type station struct {
	word string
	role Role
	side Side
}

// stations lists the words for parties, the longer first where one begins another. The side
// is that in the present proceeding; parties named only by their part in an earlier instance
// (原审被告) have none.
var stations = []station{
	{"再审申请人", Applicant, Claiming}, {"申请再审人", Applicant, Claiming}, {"再审被申请人", Respondent, Defending},
	{"被申请再审人", Respondent, Defending},
	{"申请执行人", Applicant, Claiming}, {"被申请执行人", Respondent, Defending}, {"被执行人", Respondent, Defending},
	{"申请复议人", Applicant, Claiming}, {"复议申请人", Applicant, Claiming}, {"异议申请人", Applicant, Claiming}, {"申请保全人", Applicant, Claiming}, {"被保全人", Respondent, Defending},
	{"申请人", Applicant, Claiming}, {"被申请人", Respondent, Defending},
	{"上诉人", Appellant, Claiming}, {"被上诉人", Appellee, Defending},
	{"申诉人", Applicant, Claiming}, {"被申诉人", Respondent, Defending},
	{"原审原告", RoleOther, SideUnknown}, {"原审被告", RoleOther, SideUnknown}, {"原审第三人", RoleOther, SideUnknown},
	{"一审原告", RoleOther, SideUnknown}, {"一审被告", RoleOther, SideUnknown}, {"一审第三人", RoleOther, SideUnknown},
	{"二审上诉人", RoleOther, SideUnknown}, {"二审被上诉人", RoleOther, SideUnknown},
	{"附带民事诉讼原告", Plaintiff, Claiming}, {"附带民事诉讼被告", Defendant, Defending},
	{"本诉原告", Plaintiff, Claiming}, {"本诉被告", Defendant, Defending},
	{"反诉原告", Plaintiff, Claiming}, {"反诉被告", Defendant, Defending},
	{"原告", Plaintiff, Claiming}, {"被告", Defendant, Defending}, {"第三人", ThirdParty, Third},
	{"案外人", RoleOther, SideUnknown}, {"异议人", Applicant, Claiming}, {"利害关系人", RoleOther, SideUnknown},
	{"起诉人", Plaintiff, Claiming}, {"被起诉人", Defendant, Defending},
	{"债权人", Applicant, Claiming}, {"债务人", Respondent, Defending},
	{"赔偿请求人", Applicant, Claiming}, {"抗诉机关", "", ""}, {"公益诉讼起诉人", Plaintiff, Claiming},
	{"支持起诉人", "", ""}, {"支持起诉机关", "", ""}, {"支持起诉单位", "", ""},
}

// stationAt returns the station word at the start of s.
func stationAt(s string) (station, bool) {
	if !startsStation(s) {
		return station{}, false
	}
	var best station
	for _, t := range stations {
		if len(t.word) > len(best.word) && strings.HasPrefix(s, t.word) {
			best = t
		}
	}
	return best, best.word != ""
}

// startsStation is a quick test on the first character of the words of stations.
func startsStation(s string) bool {
	return prefixOf(s, []string{"原", "被", "上", "再", "申", "第", "一", "二", "附", "本", "反", "案", "异", "利", "起", "债", "赔", "抗", "公", "支", "复"}) != ""
}

// agentWords are the words for those who act for a party, the longer first.
var agentWords = []string{
	"特别授权委托诉讼代理人", "特别授权委托代理人", "特别授权诉讼代理人", "一般授权委托代理人", "一般授权委托诉讼代理人", "共同委托诉讼代理人", "共同委托代理人",
	"委托诉讼代理人", "委托代理人", "诉讼代理人", "委托代理", "法定代理人", "指定代理人", "法定监护人", "指定监护人", "监护人", "特别授权代理人", "代理人", "辩护人", "法律援助人员",
}

// repWords are the words for those who represent an organisation, the longer first.
var repWords = []string{
	"法定代表人", "主要负责人", "诉讼代表人", "负责人", "代表人", "经营者", "业主", "执行事务合伙人", "执行合伙人", "投资人", "实际经营者", "法人代表",
}

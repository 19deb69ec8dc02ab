package record

import (
	"strings"
	"sync"
)

// A station is what a word such as 再审申请人 says about a party.
type station struct {
	word     string
	role     Role // empty for who is named among the parties and is none
	side     Side
	criminal bool // a word of criminal papers only; elsewhere it is part of a name or a sentence
}

// stations lists the words for parties as the document forms of the Supreme People's Court name
// them (民事诉讼文书样式 2016, 行政诉讼文书样式 2015, 法院刑事诉讼文书样式 1999, the forms of
// 国家赔偿 and of 企业破产). Where one begins another the longer counts. The side is that in the
// present proceeding; parties named only by their part in an earlier instance (原审被告) have
// none. In criminal papers who prosecutes claims and the accused defends, whoever appealed.
var stations = []station{
	{word: "再审申请人", role: Applicant, side: Claiming}, {word: "申请再审人", role: Applicant, side: Claiming},
	{word: "再审被申请人", role: Respondent, side: Defending}, {word: "被申请再审人", role: Respondent, side: Defending},
	{word: "申请执行人", role: Applicant, side: Claiming}, {word: "被申请执行人", role: Respondent, side: Defending}, {word: "被执行人", role: Respondent, side: Defending},
	{word: "申请复议人", role: Applicant, side: Claiming}, {word: "复议申请人", role: Applicant, side: Claiming}, {word: "异议申请人", role: Applicant, side: Claiming},
	{word: "申请保全人", role: Applicant, side: Claiming}, {word: "被保全人", role: Respondent, side: Defending},
	{word: "申请人", role: Applicant, side: Claiming}, {word: "被申请人", role: Respondent, side: Defending}, {word: "申请机关", role: Applicant, side: Claiming},
	{word: "上诉人", role: Appellant, side: Claiming}, {word: "被上诉人", role: Appellee, side: Defending},
	{word: "申诉人", role: Applicant, side: Claiming}, {word: "被申诉人", role: Respondent, side: Defending},
	{word: "原审原告", role: RoleOther, side: SideUnknown}, {word: "原审被告", role: RoleOther, side: SideUnknown}, {word: "原审第三人", role: RoleOther, side: SideUnknown},
	{word: "一审原告", role: RoleOther, side: SideUnknown}, {word: "一审被告", role: RoleOther, side: SideUnknown}, {word: "一审第三人", role: RoleOther, side: SideUnknown},
	{word: "二审上诉人", role: RoleOther, side: SideUnknown}, {word: "二审被上诉人", role: RoleOther, side: SideUnknown}, {word: "二审第三人", role: RoleOther, side: SideUnknown},
	{word: "原审上诉人", role: RoleOther, side: SideUnknown}, {word: "原审被上诉人", role: RoleOther, side: SideUnknown},
	{word: "本诉原告", role: Plaintiff, side: Claiming}, {word: "本诉被告", role: Defendant, side: Defending},
	{word: "反诉原告", role: Plaintiff, side: Claiming}, {word: "反诉被告", role: Defendant, side: Defending},
	{word: "原告", role: Plaintiff, side: Claiming}, {word: "被告", role: Defendant, side: Defending}, {word: "第三人", role: ThirdParty, side: Third},
	{word: "有独立请求权的第三人", role: ThirdParty, side: Third}, {word: "无独立请求权的第三人", role: ThirdParty, side: Third},
	{word: "案外人", role: RoleOther, side: SideUnknown}, {word: "异议人", role: Applicant, side: Claiming}, {word: "利害关系人", role: RoleOther, side: SideUnknown},
	{word: "起诉人", role: Plaintiff, side: Claiming}, {word: "被起诉人", role: Defendant, side: Defending},
	{word: "债权人", role: Applicant, side: Claiming}, {word: "债务人", role: Respondent, side: Defending},
	{word: "申报人", role: Respondent, side: Defending}, {word: "下落不明人", role: Respondent, side: Defending}, {word: "被宣告失踪人", role: Respondent, side: Defending}, {word: "被宣告死亡人", role: Respondent, side: Defending},
	{word: "被罚款人", role: Respondent, side: Defending}, {word: "被拘留人", role: Respondent, side: Defending}, {word: "被追加人", role: Respondent, side: Defending},
	{word: "赔偿请求人", role: Applicant, side: Claiming}, {word: "赔偿义务机关", role: Respondent, side: Defending}, {word: "复议机关", role: Respondent, side: Defending},
	{word: "抗诉机关", role: Prosecutor, side: SideUnknown}, {word: "公益诉讼起诉人", role: Prosecutor, side: Claiming}, {word: "公诉机关", role: Prosecutor, side: Claiming},
	{word: "原公诉机关", role: Prosecutor, side: Claiming}, {word: "支持起诉人"}, {word: "支持起诉机关"}, {word: "支持起诉单位"},

	{word: "被告人", role: Accused, side: Defending, criminal: true}, {word: "被告单位", role: Accused, side: Defending, criminal: true},
	{word: "原审被告人", role: Accused, side: Defending, criminal: true}, {word: "原审被告单位", role: Accused, side: Defending, criminal: true}, {word: "罪犯", role: Accused, side: Defending, criminal: true},
	{word: "自诉人", role: Plaintiff, side: Claiming}, {word: "原审自诉人", role: RoleOther, side: SideUnknown},
	{word: "被害人", role: Victim, side: Third, criminal: true}, {word: "被害单位", role: Victim, side: Third, criminal: true},
	{word: "附带民事诉讼原告人", role: Plaintiff, side: Claiming}, {word: "附带民事诉讼被告人", role: Defendant, side: Defending},
	{word: "附带民事诉讼原告", role: Plaintiff, side: Claiming}, {word: "附带民事诉讼被告", role: Defendant, side: Defending},
	{word: "附带民事公益诉讼起诉人", role: Prosecutor, side: Claiming}, {word: "附带民事公益诉讼被告", role: Defendant, side: Defending},
	{word: "刑事附带民事公益诉讼起诉人", role: Prosecutor, side: Claiming}, {word: "刑事附带民事公益诉讼被告", role: Defendant, side: Defending},
	{word: "原审附带民事诉讼原告人", role: RoleOther, side: SideUnknown}, {word: "原审附带民事诉讼被告人", role: RoleOther, side: SideUnknown},
}

// stationAt returns the station word at the start of s.
func stationAt(s string) (station, bool) {
	if !startsStation(s) {
		return station{}, false
	}
	w, n := stationGlossary().at(s)
	if w == "" {
		return station{}, false
	}
	return stations[n], true
}

// stationGlossary has the station words, each as a group of its own. It is built once.
var stationGlossary = sync.OnceValue(func() *glossary {
	groups := make([][]string, len(stations))
	for i, t := range stations {
		groups[i] = []string{t.word}
	}
	return newGlossary(groups...)
})

// civil returns the station that the word of a criminal one means in another paper: 被告 of
// 被告人, where 人 belongs to the name; none for the others.
func (t station) civil(s string) (station, bool) {
	if strings.HasPrefix(t.word, "被告") {
		return stationWord("被告"), true
	}
	if strings.HasPrefix(t.word, "原审被告") && strings.HasPrefix(s, "原审被告") {
		return stationWord("原审被告"), true
	}
	return station{}, false
}

func stationWord(word string) station {
	for _, t := range stations {
		if t.word == word {
			return t
		}
	}
	return station{}
}

// startsStation is a quick test on the first character of the words of stations.
func startsStation(s string) bool {
	c, _ := firstRune(s)
	switch c {
	case '原', '被', '上', '再', '申', '第', '一', '二', '附', '本', '反', '案', '异', '利', '起', '债', '赔', '抗', '公', '支', '复',
		'刑', '自', '罪', '下', '有', '无':
		return true
	}
	return false
}

// agentWords are the words for those who act for a party, the longer first.
var agentWords = []string{
	"特别授权委托诉讼代理人", "特别授权委托代理人", "特别授权诉讼代理人", "一般授权委托代理人", "一般授权委托诉讼代理人", "共同委托诉讼代理人", "共同委托代理人",
	"共同诉讼代理人", "委托诉讼代理人", "委托代理人", "诉讼代理人", "委托代理", "法定代理人", "指定代理人", "法定监护人", "指定监护人", "监护人", "特别授权代理人", "代理人",
	"共同委托辩护人", "指定辩护人", "委托辩护人", "辩护人", "值班律师", "法律援助人员", "出庭应诉负责人", "出庭负责人", "行政机关出庭负责人", "破产管理人", "管理人",
}

// helperGlossary has the agentWords as group 0 and the repWords as group 1. It is built once.
var helperGlossary = sync.OnceValue(func() *glossary { return newGlossary(agentWords, repWords) })

// repWords are the words for those who represent an organisation, the longer first.
var repWords = []string{
	"法定代表人", "法定代表（负责）人", "主要负责人", "诉讼代表人", "负责人", "代表人", "经营者", "业主", "执行事务合伙人", "执行合伙人", "投资人", "实际经营者", "法人代表",
	"清算组负责人", "清算组组长", "管理人负责人",
}

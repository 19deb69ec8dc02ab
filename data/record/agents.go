package record

import (
	"strings"
)

// addRep notes who represents the party named last.
func (r *reader) addRep(u entry) {
	if len(r.j.Parties) == 0 {
		return
	}
	p := &r.j.Parties[len(r.j.Parties)-1]
	name := r.nameAt(u.rest, u.at.End)
	if p.LegalRep == "" && name.Known() && runes(r.of(name)) <= 20 {
		p.LegalRep, p.LegalRepSpan = cleanName(r.of(name)), name
	}
	if p.Kind == Person && p.Together == 0 && p.Sex == "" && p.BornOn == "" && !r.containsAny(r.of(u.word), "诉讼代表人") {
		// Only an organisation has one; its name did not show it.
		p.Kind = Organisation
		p.Class = OrgClass(p.Name)
	}
	if p.Address == "" {
		p.AddressSpan = addressIn(r.text[name.End:u.at.End], name.End)
		p.Address = r.of(p.AddressSpan)
	}
}

// addAgents reads the agents of a unit and gives them to the parties they act for.
func (r *reader) addAgents(u entry) {
	var agents []Agent
	i := u.rest
	for {
		name := r.nameAt(i, u.at.End)
		if !name.Known() || runes(r.of(name)) > 24 {
			break
		}
		agents = append(agents, Agent{Name: cleanName(r.of(name)), Span: name, Confidence: Formal})
		if i = r.anotherAgent(name.End, u.at.End); i < 0 {
			break
		}
	}
	if len(agents) == 0 {
		return
	}
	from := agents[len(agents)-1].Span.End
	about := r.text[from:u.at.End]
	firm := firmIn(about, from)
	for k := range agents {
		agents[k].Firm, agents[k].FirmSpan = r.of(firm), firm
		agents[k].Kind = agentKind(r.of(u.word), about, agents[k].Firm)
	}
	for _, n := range r.principals(u) {
		r.j.Parties[n].Agents = append(r.j.Parties[n].Agents, agents...)
	}
}

// anotherAgent returns where a further agent's name starts, or -1: 孟高慈、马照.
func (r *reader) anotherAgent(i, limit int) int {
	s := r.text[i:limit]
	if n := closing(s); n > 0 {
		i, s = i+n, s[n:]
	}
	if !strings.HasPrefix(s, "、") {
		return -1
	}
	i += len("、")
	name := r.nameAt(i, limit)
	n := runes(r.of(name))
	if n < 2 || n > 4 || r.containsAny(r.of(name), "系", "住", "男", "女") {
		return -1
	}
	return i
}

// principals returns the indexes of the parties that the agents of a unit act for: those
// named before the agent word, all of a role for 二原告 or 共同, else the last party before it.
func (r *reader) principals(u entry) []int {
	parties := r.j.Parties[:u.before]
	last, by := u.before-1, entrusted(r.of(u.at))
	var named []int
	for i, p := range parties {
		if p.Name != "" && (strings.Contains(u.joint, p.Name) || strings.Contains(by, p.Name)) {
			named = append(named, i)
		}
	}
	if len(named) > 0 {
		return named
	}
	whole := r.of(place{u.at.Start, u.rest})
	if !strings.Contains(whole, "共同") && counting(whole) == 0 {
		return []int{last}
	}
	role := parties[last].Role
	if u.station.word != "" {
		role = u.station.role
	}
	var all []int
	for i, p := range parties {
		if p.Role == role {
			all = append(all, i)
		}
	}
	if all = lastOf(all, howMany(whole)); len(all) > 0 {
		return all
	}
	return []int{last}
}

// entrusted returns the words between 受 and 委托 of an entry, which name the principals:
// （受管某1、管某2的共同特别授权委托）.
func entrusted(s string) string {
	i, w := firstOf(s, "（受", "(受")
	if i < 0 {
		return ""
	}
	rest := s[i+len(w):]
	k := strings.Index(rest, "委托")
	return rest[:max(k, 0)]
}

// howMany reads the count in 二原告 or 上列三被告; 0 if there is none.
func howMany(s string) int {
	for _, w := range []struct {
		word string
		n    int
	}{{"二", 2}, {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}} {
		if strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "上列"), "上述"), w.word) {
			return w.n
		}
	}
	return 0
}

func lastOf(s []int, n int) []int {
	if n > 0 && n < len(s) {
		return s[len(s)-n:]
	}
	return s
}

// firmIn returns the law firm or employer that a description names.
func firmIn(s string, at int) place {
	for _, w := range firmWords {
		i := index(s, w)
		if i < 0 {
			continue
		}
		start := afterRune(s, lastMark(s[:i], "，,。；;：:、 　\n"))
		end := i + len(w)
		end += len(prefixOf(s[end:], []string{"有限公司", "（普通合伙）", "(普通合伙)", "（特殊普通合伙）"}))
		for _, lead := range []string{"均系", "系", "均为", "是", "为", "特别授权"} {
			start += len(prefixOf(s[start:end], []string{lead}))
		}
		return within(at, start, end)
	}
	return place{}
}

// firmWords end the names of those who send agents.
var firmWords = []string{
	"律师事务所", "法律服务所", "法律援助中心", "法律事务所", "法律服务中心", "法律援助处", "法律援助工作站",
	"专利代理事务所", "商标代理事务所", "专利商标事务所", "专利商标代理事务所", "知识产权代理事务所", "商标事务所", "专利事务所", "知识产权事务所",
	"知识产权代理有限公司", "知识产权代理有限责任公司", "专利代理有限公司", "专利代理有限责任公司", "商标代理有限公司", "商标代理有限责任公司", "专利商标代理有限公司", "知识产权服务有限公司",
}

// agentKind tells what sort of agent the words say somebody is.
func agentKind(word, about, firm string) string {
	switch {
	case containsAny(word, "法定代理", "监护", "管理人"):
		return "statutory"
	case strings.Contains(firm, "援助"), containsAny(about, "法律援助"):
		return "legal_aid"
	case containsAny(about, "法律工作者", "法律服务工作者"), strings.Contains(firm, "服务所"):
		return "legal_worker"
	case containsAny(about, "律师"):
		return "lawyer"
	case containsAny(about, "专利代理"):
		return "patent_agent"
	case containsAny(about, "商标代理人", "商标代理师"), containsAny(firm, "商标", "知识产权"):
		return "trademark_agent"
	case relative(about):
		return "relative"
	case strings.HasSuffix(word, "负责人"), containsAny(about, "该公司", "该局", "该行", "该单位", "民警", "员工", "职员", "职工", "经理", "主任", "法务", "工作人员", "董事", "干部", "顾问", "部长", "科长", "会计", "主管"):
		return "employee"
	}
	return "citizen"
}

// relative reports whether a description calls somebody a relative of the party.
func relative(s string) bool {
	return containsAny(s, "之子", "之女", "之父", "之母", "之夫", "之妻", "丈夫", "妻子", "父亲", "母亲", "儿子", "女儿", "配偶", "之兄", "之弟", "之姐", "之妹", "哥哥", "弟弟", "姐姐", "妹妹", "夫妻", "女婿", "儿媳", "侄", "外甥", "叔", "舅", "近亲属", "亲属", "祖父", "爷爷", "孙子")
}

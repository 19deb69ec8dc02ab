package record

import (
	"strings"
)

// readParties turns the units into parties with their agents.
func (r *reader) readParties() {
	units := r.findParties()
	for _, u := range units {
		switch u.kind {
		case unitParty:
			r.addParties(u)
		case unitRep:
			r.addRep(u)
		case unitAgent:
			r.addAgents(u)
		}
	}
	if len(r.j.Parties) == 0 {
		r.readUnlisted()
	}
	r.settleSides()
}

// addParties adds the party of a unit; several if the unit lists names.
func (r *reader) addParties(u entry) {
	if u.station.role == "" {
		return
	}
	at := r.trimPlace(u.at, "")
	i := u.rest
	for {
		name := r.nameAt(i, u.at.End)
		if !name.Known() || !plausible(r.of(name)) {
			return
		}
		p := Party{
			Role: u.station.role, Side: u.station.side, RoleText: squeeze(r.of(u.word)),
			Name: cleanName(r.of(name)), NameSpan: name, LineSpan: at,
		}
		r.classify(&p)
		if !r.listed(p) {
			r.j.Parties = append(r.j.Parties, p)
		}
		next := r.anotherName(name.End, u.at.End)
		if next < 0 {
			break
		}
		i = next
	}
	r.describe(&r.j.Parties[len(r.j.Parties)-1], place{u.rest, u.at.End})
}

// classify tells what a name shows: whether it is a person's or an organisation's, of what
// sort, and whether it identifies anybody.
func (r *reader) classify(p *Party) {
	p.Kind = kindOf(p.Name)
	p.Masked = Masked(p.Name)
	if p.Kind == Organisation {
		p.Class = OrgClass(p.Name)
	}
}

// plausible reports whether words can be the name of a party and are no piece of a sentence.
func plausible(name string) bool {
	n := runes(name)
	if n > 60 || containsAny(name, "《", "根据", "请求", "认为", "诉称", "辩称", "没有", "提出") || strings.HasPrefix(name, "的") {
		return false
	}
	return n <= 6 || latin(name) || strings.ContainsAny(name, "·•．.（(") || kindOf(name) == Organisation || !strings.Contains(name, "的")
}

// listed reports whether a party of the same name and role is already there.
func (r *reader) listed(p Party) bool {
	for _, q := range r.j.Parties {
		if q.Name == p.Name && q.Role == p.Role && !p.Masked {
			return true
		}
	}
	return false
}

// anotherName returns where a second name starts after a 、 at byte i, or -1. What follows
// must look like a name and nothing else: it is short and ends the entry, or is a firm.
func (r *reader) anotherName(i, limit int) int {
	if !strings.HasPrefix(r.text[i:limit], "、") {
		return -1
	}
	i += len("、")
	name := r.nameAt(i, limit)
	s := r.of(name)
	if s == "" || containsAny(s, "住", "男", "女", "族", "生", "号", "年", "系", "人", "委托", "案件", "原告", "被告", "基本") {
		return -1
	}
	if kindOf(s) == Organisation && runes(s) > 5 || runes(s) <= 4 && runes(s) >= 2 {
		return i
	}
	return -1
}

// cleanName removes what typists and crawlers leave inside a name: white space between
// Chinese characters, closing punctuation.
func cleanName(s string) string {
	if strings.ContainsFunc(s, blank) && !latin(s) {
		s = squeeze(s)
	}
	return strings.Trim(s, ".·")
}

// latin reports whether s is mostly written in Latin letters.
func latin(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] < 0x80 {
			n++
		}
	}
	return n*2 > len(s)
}

// settleSides gives a side to those whose role alone does not tell it: in a retrial ordered
// by the court itself the parties are 原审原告 and 原审被告 only.
func (r *reader) settleSides() {
	for _, p := range r.j.Parties {
		if p.Side == Claiming || p.Side == Defending {
			return
		}
	}
	for i := range r.j.Parties {
		p := &r.j.Parties[i]
		switch {
		case strings.HasSuffix(bareRole(p.RoleText), "原告"):
			p.Side = Claiming
		case strings.HasSuffix(bareRole(p.RoleText), "被告"):
			p.Side = Defending
		case strings.HasSuffix(bareRole(p.RoleText), "第三人"):
			p.Side = Third
		}
	}
}

// bareRole returns the role word without its bracket.
func bareRole(roleText string) string {
	if i := strings.IndexFunc(roleText, opens); i > 0 {
		return roleText[:i]
	}
	return roleText
}

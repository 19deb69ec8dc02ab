package record

import (
	"slices"
	"strings"
	"sync"
)

// readParties turns the units into parties.
func (r *reader) readParties() {
	r.j.Parties = slices.Grow(r.j.Parties, parties(r.units))
	for i, u := range r.units {
		switch u.kind {
		case unitParty:
			r.addParties(u)
		case unitRep:
			r.addRep(u)
		case unitAgent:
			r.units[i].before = len(r.j.Parties)
		}
	}
}

// readAgents gives the parties their agents.
func (r *reader) readAgents() {
	for _, u := range r.units {
		if u.kind == unitAgent && u.before > 0 {
			r.addAgents(u)
		}
	}
}

// settleParties reads what takes all parties together.
func (r *reader) settleParties() {
	if len(r.j.Parties) == 0 {
		r.readUnlisted()
	}
	r.sameAddresses()
	r.settleStanding()
}

// parties counts the entries that list parties.
func parties(units []entry) (n int) {
	for _, u := range units {
		n += bit(u.kind == unitParty && u.station.role != "")
	}
	return n
}

// addParties adds the party of a unit; several if the unit lists names.
func (r *reader) addParties(u entry) {
	if u.station.role == "" {
		return
	}
	first := len(r.j.Parties)
	at := r.trimPlace(u.at, "")
	i := u.rest
	for {
		name := r.nameAt(i, u.at.End)
		if !name.Known() || !plausible(r.of(name)) {
			break
		}
		name, together := r.standsFor(name)
		p := Party{
			Role: u.station.role, Side: u.station.side, RoleText: squeeze(r.of(u.word)), Confidence: Formal,
			Name: cleanName(r.of(name)), NameSpan: name, LineSpan: at,
			Together: max(0, together-(len(r.j.Parties)-first)), // 张某1、李某2等五人: 李某2 stands for four
		}
		r.classify(&p)
		r.j.Parties = append(r.j.Parties, p)
		next := r.anotherName(name.End, u.at.End)
		if next < 0 {
			break
		}
		i = next
	}
	r.describeAll(first, place{u.rest, u.at.End})
	r.dropListed(first)
}

// describeAll reads the particulars of the parties that one entry names: they are the last
// one's, but what is said with 均 is everybody's.
func (r *reader) describeAll(first int, at place) {
	added := r.j.Parties[first:]
	if len(added) == 0 {
		return
	}
	last := &added[len(added)-1]
	r.describe(last, at)
	if last.Address == "" || !r.containsAny(r.of(at), "均住", "均为", "均系") {
		return
	}
	for i := range added {
		added[i].Address, added[i].AddressSpan = last.Address, last.AddressSpan
	}
}

// standsFor cuts 等三十二人 and the like off a name and returns how many persons it says there
// are, 0 if it says nothing.
func (r *reader) standsFor(name place) (place, int) {
	s := r.of(name)
	i := lastIndex(s, "等")
	if i < len("某") {
		return name, 0
	}
	n, size := smallNumber(s[i+len("等"):])
	after := s[i+len("等")+size:]
	if after != "人" && (n == 0 || prefixOf(after, []string{"人", "名", "户", "位", "家"}) == "") {
		return name, 0
	}
	return r.trimPlace(place{name.Start, name.Start + i}, ""), n
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
	if n > 60 || narrativeNames().in(name) != 0 || strings.HasPrefix(name, "的") {
		return false
	}
	if kindOf(name) == Person && prefixOf(name, sentenceStarts) != "" {
		return false // 申请人未提供劳动合同、工资发放、考勤
	}
	return n <= 6 || latin(name) || indexMark(name, "·•．.（(") >= 0 || kindOf(name) == Organisation || !strings.Contains(name, "的")
}

// sentenceStarts are words that a sentence goes on with behind a party's role, and that no person's name begins with.
var sentenceStarts = []string{"未", "对", "仅", "称", "均", "已", "不", "在", "因", "主张", "认可", "当庭", "同意", "提交", "支付", "应当", "系", "完全", "全部", "予以", "当即", "表示", "以（", "以(", "以其", "以该", "以本案", "以案涉", "以仲裁", "请求"}

// dropListed drops those of the parties from index first on that are listed already. A masked
// name may be another person's, so a second one goes only if its whole entry says the same and
// says more than the name.
func (r *reader) dropListed(first int) {
	kept := r.j.Parties[:first]
	for _, p := range r.j.Parties[first:] {
		if !r.listed(p) {
			kept = append(kept, p)
		}
	}
	r.j.Parties = kept
	for _, p := range kept[first:] {
		r.roll.add(p.Name)
	}
}

// narrativeNames has the words that show that a piece of a sentence is no name. It is built once.
var narrativeNames = sync.OnceValue(func() *glossary {
	return newGlossary([]string{"《", "根据", "请求", "认为", "诉称", "辩称", "诉请", "答辩", "没有", "提出"})
})

// listed reports whether one of the parties on the roll is the same party in the same role.
func (r *reader) listed(p Party) bool {
	for i := r.roll.last(p.Name); i >= 0; i = r.roll.before(i) {
		q := r.j.Parties[i]
		if q.Name != p.Name || q.Role != p.Role {
			continue
		}
		if !p.Masked || numberedMask(p.Name) || nameOnly(p) && (!nameOnly(q) || r.opened(q) && !r.opened(p)) || (p.BornOn != "" || p.IDNumber != "" || runes(p.Address) > 4) && r.of(q.LineSpan) == r.of(p.LineSpan) {
			return true
		}
	}
	return false
}

// numberedMask reports whether a masked name has a number, by which a document tells those apart who
// are masked alike: 张某1.
func numberedMask(name string) bool {
	c, _ := lastRune(name)
	return c >= '0' && c <= '9'
}

// nameOnly reports whether an entry tells nothing of a party but the name, as where somebody whom the
// list has already is named once more: 被告张某、李某共同委托诉讼代理人.
func nameOnly(p Party) bool {
	return p.Sex == "" && p.BornOn == "" && p.IDNumber == "" && p.Address == ""
}

// opened reports whether a colon opens the entry of a party, as in the list of them.
func (r *reader) opened(p Party) bool { return strings.Contains(r.of(place(p.LineSpan)), "：") }

// A nameRoll finds the parties who may have a name at a cost that hardly grows with their
// number: a collective suit may have thousands.
type nameRoll struct {
	heads [256]int32 // by hash of a name: one more than the index of the last party, 0 for none
	links []int32    // by index of a party: the one before with the same hash, as in heads
}

// add notes the name of the party whose index is the number of those noted.
func (n *nameRoll) add(name string) {
	h := rollHash(name)
	n.links = append(n.links, n.heads[h])
	n.heads[h] = int32(len(n.links))
}

// last returns the index of the last party who may have the name, or -1.
func (n *nameRoll) last(name string) int { return int(n.heads[rollHash(name)]) - 1 }

// before returns the index of the party before that one who may have the same name, or -1.
func (n *nameRoll) before(i int) int { return int(n.links[i]) - 1 }

func rollHash(name string) uint8 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return uint8(h >> 24)
}

// anotherName returns where a second name starts after a 、 at byte i, or -1. What follows
// must look like a name and nothing else: it is short and ends the entry, or is a firm.
func (r *reader) anotherName(i, limit int) int {
	if !strings.HasPrefix(r.text[i:limit], "、") {
		return -1
	}
	i += len("、")
	name, _ := r.standsFor(r.nameAt(i, limit))
	s := r.of(name)
	if s == "" || r.containsAny(s, "住", "男", "女", "族", "生", "号", "年", "系", "人", "委托", "案件", "原告", "被告", "基本") {
		return -1
	}
	if kindOf(s) == Organisation && runes(s) > 5 || runes(s) <= 4 && runes(s) >= 2 || strings.Contains(s, "·") && runes(s) <= 16 {
		return i
	}
	return -1
}

// cleanName removes what typists and crawlers leave inside a name: white space between
// Chinese characters, closing punctuation.
func cleanName(s string) string {
	if firstBlank(s) >= 0 && !latin(s) {
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

// unnumbered returns a role word without the number by which the head tells several apart: 被告一.
func unnumbered(role string) string {
	c, n := lastRune(role)
	if digit(c) >= 0 && runes(role) > 2 {
		return role[:len(role)-n]
	}
	return role
}

// bareRole returns the role word without its bracket.
func bareRole(roleText string) string {
	if i := firstOpening(roleText); i > 0 {
		return roleText[:i]
	}
	return roleText
}

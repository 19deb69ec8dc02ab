package record

import "strings"

// A notice speaks to its addressee: 你诉张三买卖合同纠纷一案. Who stands on the other side is named there
// without a role word (民事诉讼文书样式 2016, 受理案件通知书, 应诉通知书).

// readNoticed reads from the sentence that tells the case of a notice the parties of a side that is
// missing, and gives the addressee the role that the kind of proceeding has.
func (r *reader) readNoticed() {
	if r.j.DocType != Notice || len(r.j.Parties) == 0 || r.report {
		return
	}
	claims, answers := noticeRoles(r.j.Procedure)
	at := r.trimPlace(place{r.head.body, min(len(r.text), r.sentenceEnd(skipBlank(r.text, r.head.body)))}, "")
	if at.End <= at.Start {
		return
	}
	if r.becomesDebtor(at) {
		return
	}
	for i := range r.j.Parties {
		if p := &r.j.Parties[i]; p.RoleText == "" && p.Role == Plaintiff && claims != "" {
			p.Role = claims
		}
	}
	if !r.hasSide(Claiming) || !r.hasSide(Defending) {
		head := r.head
		r.partiesFromCase()
		r.head.parties, r.head.body = head.parties, head.body
	}
	k, you := r.firstOf(r.of(at), "你方", "你单位", "你公司", "你行", "你社", "你们", "您", "你")
	if k < 0 || claims == "" {
		return
	}
	k += at.Start
	switch {
	case !r.hasSide(Defending) && r.hasSide(Claiming):
		i := k + len(you)
		if w := prefixOf(r.text[i:at.End], suedBy); w != "" {
			r.addUnnamed(station{role: answers, side: Defending}, place{i + len(w), r.caseNamesEnd(i+len(w), at.End)}, at)
		}
	case !r.hasSide(Claiming) && r.hasSide(Defending):
		if w := suffixOf(r.text[at.Start:k], suedBy); w != "" {
			from := at.Start + len(prefixOf(r.text[at.Start:k], []string{"本院已受理", "本院已立案受理", "本院受理的", "本院受理", "本院立案受理的", "本院立案受理", "本院立案执行的", "本院立案执行", "关于", "兹有"}))
			r.addUnnamed(station{role: claims, side: Claiming}, place{from, k - len(w)}, at)
		}
	}
}

// suedBy are the words between who brings a case and against whom.
var suedBy = []string{"起诉", "申请执行", "申请强制执行", "因与", "诉", "与", "和", "对"}

// noticeRoles returns what who brings a case and who answers are called in a kind of proceeding.
func noticeRoles(p Procedure) (claims, answers Role) {
	switch p {
	case First:
		return Plaintiff, Defendant
	case Second:
		return Appellant, Appellee
	case Enforcement, Retrial, RetrialReview, Special, Payment, Preservation:
		return Applicant, Respondent
	}
	return "", ""
}

// caseNamesEnd returns where the names end that start at byte i of a sentence: before the cause, or
// before 一案.
func (r *reader) caseNamesEnd(i, limit int) int {
	end := limit
	if k, _ := r.firstOf(r.text[i:limit], "一案", "，", "。", "的起诉"); k >= 0 {
		end = i + k
	}
	if c, ok := r.causeFromTable(place{i, end}); ok {
		return c.Start
	}
	if r.containsAny(r.text[i:end], "纠纷", "争议") {
		return i // a cause that no table has: where it begins nobody can tell
	}
	return end
}

// addUnnamed adds the names at p, which 、 or 和 separate, as parties of a station. One that cannot
// be a name makes all doubtful.
func (r *reader) addUnnamed(st station, p, line place) {
	var names []place
	for p.Start < p.End {
		end, next := p.End, p.End
		if k, w := r.firstOf(r.of(p), "、", "和", "及"); k > 0 {
			end, next = p.Start+k, p.Start+k+len(w)
		}
		name := r.trimPlace(place{p.Start, end}, "，、：")
		words := r.of(name)
		if n := runes(words); kindOf(words) == Person && (n < 2 || n > 4) && !Masked(words) && !strings.Contains(words, "·") || n > 40 || !plausible(words) || r.containsAny(words, "，", "。", "你") {
			return
		}
		names, p.Start = append(names, name), next
	}
	for _, name := range names {
		r.addNamed(st, place{}, name, line)
	}
}

// becomesDebtor reads 马五以你公司不能清偿到期债务为由，向本院申请对你公司进行破产清算: the addressee is the
// debtor, who stands first is the creditor. It reports whether the sentence says so.
func (r *reader) becomesDebtor(at place) bool {
	s := r.of(at)
	if !r.containsAny(s, "破产", "重整", "强制清算") || !r.containsAny(s, "对你") {
		return false
	}
	for i := range r.j.Parties {
		if p := &r.j.Parties[i]; p.RoleText == "" {
			p.Role, p.Side = Respondent, Defending
		}
	}
	if k, _ := r.firstOf(s, "以你", "以不能", "于"); k > 0 {
		r.addUnnamed(station{role: Applicant, side: Claiming}, place{at.Start, at.Start + k}, at)
	}
	return true
}

package record

import (
	"slices"
	"strings"
)

// Where a party stands is told by more than its first word: brackets say what it was called in
// earlier instances and in a counterclaim, and who opposes an objection depends on who objects.

// settleStanding reads the brackets of all role words and gives sides to those whose role alone
// does not tell them.
func (r *reader) settleStanding() {
	for i := range r.j.Parties {
		p := &r.j.Parties[i]
		p.Earlier, p.Counter = formerly(p.RoleText)
		r.settleRole(p)
	}
	r.settleObjection()
	r.settleSides()
	for i := range r.j.Parties {
		r.j.Parties[i].settleFirst()
	}
}

// settleFirst tells where a party stood in the first instance, by what its brackets call it there.
func (p *Party) settleFirst() {
	for _, e := range p.Earlier {
		if e.Role == Plaintiff || e.Role == Defendant || e.Role == ThirdParty {
			p.FirstSide = map[Role]Side{Plaintiff: Claiming, Defendant: Defending, ThirdParty: Third}[e.Role]
			return
		}
	}
}

// sideAtFirst is where party i stood in the first instance, as far as its entry tells, else where
// it stands now.
func (r *reader) sideAtFirst(i int) Side {
	if s := r.j.Parties[i].FirstSide; s != "" {
		return s
	}
	return r.j.Parties[i].Side
}

// roleSide returns where those stand now whom 原告 or 被告 names, by the side they had in the first
// instance; the same side if there is none or they stand on both.
func (r *reader) roleSide(first Side) Side {
	now := Side("")
	for i, p := range r.j.Parties {
		if r.sideAtFirst(i) != first || p.Side != Claiming && p.Side != Defending {
			continue
		}
		if now != "" && now != p.Side {
			return first
		}
		now = p.Side
	}
	if now == "" {
		return first
	}
	return now
}

// onlyAtFirst returns the name of the only party that had the side in the first instance, or "".
func (r *reader) onlyAtFirst(s Side) string {
	name := ""
	for i, p := range r.j.Parties {
		if r.sideAtFirst(i) != s {
			continue
		}
		if name != "" {
			return ""
		}
		name = p.Name
	}
	return name
}

// formerly reads what a party was called before, from its role words: 原审被告, or
// 再审申请人（一审被告、反诉原告、二审上诉人）. Words without an instance that name no part in a
// counterclaim tell nothing of the past: 异议人（被执行人）.
func formerly(roleText string) (earlier []EarlierRole, counter Side) {
	if len(roleText) <= len("被告人") {
		return nil, ""
	}
	for i, word := range roleWords(roleText) {
		instance, word, past := instanceOf(word)
		st, ok := stationAt(word)
		switch {
		case strings.HasPrefix(word, "反诉原告"), strings.HasPrefix(word, "反诉人"):
			counter = Claiming
		case strings.HasPrefix(word, "反诉被告"), strings.HasPrefix(word, "被反诉人"):
			counter = Defending
		case strings.HasPrefix(word, "反诉第三人"):
		case i > 0 && ok && strings.HasPrefix(word, "再审"):
			earlier = append(earlier, EarlierRole{Retrial, st.role})
		case past && ok && st.role != RoleOther:
			earlier = append(earlier, EarlierRole{instance, st.role})
		case i > 0 && len(earlier) > 0 && ok && (st.role == Appellant || st.role == Appellee):
			earlier = append(earlier, EarlierRole{Second, st.role}) // （原审被告、上诉人）
		}
	}
	return earlier, counter
}

// roleWords cuts the words of a role at its brackets and separators.
func roleWords(roleText string) []string {
	return strings.FieldsFunc(roleText, func(c rune) bool {
		switch c {
		case '、', '，', ',', '；', ';', '暨', '兼', '及':
			return true
		}
		return opens(c) || closes(c)
	})
}

// instanceOf takes the instance from the front of a role word. Past tells that the word is
// about an earlier instance.
func instanceOf(word string) (instance Procedure, rest string, past bool) {
	for _, w := range []struct {
		word     string
		instance Procedure
	}{
		{"原一审", First}, {"原二审", Second}, {"原再审", Retrial}, {"第一审", First}, {"第二审", Second}, {"一审", First}, {"二审", Second}, {"原审", ""},
	} {
		if rest, ok := strings.CutPrefix(word, w.word); ok {
			return w.instance, rest, true
		}
	}
	if rest, ok := strings.CutPrefix(word, "再审"); ok && prefixOf(rest, []string{"申请人", "被申请人"}) == "" {
		return Retrial, rest, true
	}
	return "", word, false
}

// settleRole mends a role that the bracket after it changes: 反诉原告（本诉被告） is a defendant,
// and in a criminal paper 上诉人（原审被告人） is the accused.
func (r *reader) settleRole(p *Party) {
	switch bare := bareRole(p.RoleText); {
	case bare == "反诉原告" && bracketSays(p.RoleText, "本诉被告", "原审被告"), bare == "反诉原告" && p.RoleText != bare && bracketSays(p.RoleText, "被告"):
		p.Role, p.Side = Defendant, Defending
	case bare == "反诉被告" && bracketSays(p.RoleText, "原告"):
		p.Role, p.Side = Plaintiff, Claiming
	case r.head.criminal && (p.Role == Appellant || p.Role == Applicant) && bracketSays(p.RoleText, "被告人", "被告单位") && !bracketSays(p.RoleText, "民事诉讼被告人"):
		p.Role, p.Side = Accused, Defending
	}
}

// bracketSays reports whether one of words stands in a bracket of the role.
func bracketSays(roleText string, words ...string) bool {
	return containsAny(strings.TrimPrefix(roleText, bareRole(roleText)), words...)
}

// settleObjection gives the sides of an objection against enforcement and of its review: who
// objects claims, and who asked for the enforcement answers (民事诉讼法(2023-09-01) 第二百三十六条,
// 第二百三十八条). The roles stay as printed.
func (r *reader) settleObjection() {
	review := slices.ContainsFunc(r.j.Parties, reviews)
	claims := objects
	if review {
		claims = reviews
	}
	if !slices.ContainsFunc(r.j.Parties, claims) || !slices.ContainsFunc(r.j.Parties, func(p Party) bool { return strings.Contains(p.RoleText, "执行人") }) {
		return
	}
	for i := range r.j.Parties {
		p := &r.j.Parties[i]
		switch {
		case claims(*p):
			p.Side = Claiming
		case strings.Contains(p.RoleText, "执行人"), p.Side == Claiming:
			p.Side = Defending
		case strings.HasPrefix(p.RoleText, "利害关系人"), strings.HasPrefix(p.RoleText, "案外人"):
			p.Side = Third
		}
	}
}

// objects reports whether a party objects to an act of enforcement.
func objects(p Party) bool {
	switch bareRole(p.RoleText) {
	case "异议人", "异议申请人", "案外人":
		return true
	}
	return bracketSays(p.RoleText, "异议人", "异议申请人")
}

// reviews reports whether a party asks for the review of a ruling on an objection.
func reviews(p Party) bool {
	bare := bareRole(p.RoleText)
	return bare == "复议申请人" || bare == "申请复议人" || bracketSays(p.RoleText, "复议申请人", "申请复议人")
}

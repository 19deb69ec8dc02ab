package record

import (
	"slices"
	"strings"
)

// readAssignedTies notes that who claims on an assigned debt is kin of the assignor or one of its
// insiders: 原告系第三人赵七之妻, 赵七与原告系姐弟, 原告系云岭公司的股东.
func (r *reader) readAssignedTies() {
	givers := r.assignors()
	if len(givers) == 0 {
		return
	}
	for _, m := range r.marks {
		if m.cue != cueKin && m.cue != cueOffice || int(m.start) < r.head.body || int(m.start) >= r.head.tail {
			continue
		}
		p := r.partAt(int(m.start))
		if p.kind == secDisposition || p.kind == secProcedure || r.law(int(m.start)) {
			continue
		}
		at := r.clause(m)
		if giver := r.assignedTie(m, at, givers); giver != "" {
			r.addElement(Element{Kind: ElAssigneeTied, Value: giver, Span: at, Confidence: Led})
		}
	}
}

// assignors returns who assigned the debt: whom the text names so and, in a suit on an assigned debt,
// who is joined as a third party.
func (r *reader) assignors() []string {
	var all []string
	assigned := false
	for _, e := range r.j.Elements {
		assigned = assigned || e.Kind == ElAssignment || e.Kind == ElAssignee
		if e.Kind == ElAssignor && !slices.Contains(all, e.Value) && !r.claims(e.Value) {
			assigned, all = true, append(all, e.Value)
		}
	}
	if !assigned && !strings.Contains(r.j.Cause, "债权转让") {
		return nil
	}
	for _, p := range r.j.Parties {
		if p.Side == Third && !slices.Contains(all, p.Name) {
			all = append(all, p.Name)
		}
	}
	return all
}

// claims reports whether a name is that of a party which claims.
func (r *reader) claims(name string) bool {
	for i, p := range r.j.Parties {
		if p.Name == name && r.sideAtFirst(i) == Claiming {
			return true
		}
	}
	return false
}

// assignedTie returns which of the assignors a phrase says that the claiming side is tied to, or "".
func (r *reader) assignedTie(m mark, at place, givers []string) string {
	split, end := splitTie, endsTie(r.text[m.end:at.End])
	words := r.text[at.Start:m.end]
	if m.cue == cueOffice {
		split, end, words = splitOffice, endsOffice(r.text[m.end:at.End]), r.text[at.Start:m.start]
	}
	left, mid, ok := split(words)
	if !ok || !end {
		return ""
	}
	for _, giver := range givers {
		if r.tiedToAssignor(m.cue, left, mid, giver) {
			return giver
		}
	}
	return ""
}

// tiedToAssignor reports whether the words around the verb name the claiming side and an assignor, and
// no one that answers.
func (r *reader) tiedToAssignor(c cue, left, mid, giver string) bool {
	const third = "第三人"
	names := func(s string) bool {
		return strings.Contains(s, giver) || r.onlyOf(third) == giver && strings.Contains(s, third)
	}
	claimsLeft, defendsLeft := r.sidesIn(left)
	claimsMid, defendsMid := r.sidesIn(mid)
	if defendsLeft || defendsMid {
		return false
	}
	if c == cueOffice {
		return claimsLeft && !names(left) && names(mid)
	}
	switch {
	case names(mid):
		return claimsLeft && !names(left)
	case claimsMid:
		return names(left) && !claimsLeft
	}
	return claimsLeft && names(left) && runes(mid) <= 8 && runes(strings.ReplaceAll(r.remainder(left), giver, "")) <= 4
}

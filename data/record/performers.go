package record

import "strings"

// A crew is a set of parties, by their index in Judgment.Parties; those after the 64th are
// left out.
type crew uint64

// An actor is a mention of parties within an order: a name, or a role word that stands for all
// of its side.
type actor struct {
	crew crew
	at   place // with the role word before the name
}

// actorsIn returns who is named within p, in order. A role word before a name belongs to it.
// The list is valid until the next call.
func (r *reader) actorsIn(p place, marks []mark) []actor {
	out, names, role := r.actors[:0], r.namesIn(p), -1
	for _, m := range marks {
		if !isRole(m.cue) {
			continue
		}
		for ; len(names) > 0 && names[0].at.Start < int(m.start); names = names[1:] {
			out, role = r.addActor(out, names[0], role), -1
		}
		role = int(m.end)
		out = append(out, actor{r.crewOf(m.cue), m.place()})
	}
	for _, n := range names {
		out, role = r.addActor(out, n, role), -1
	}
	r.actors = out
	return out
}

// addActor adds the party that n names, in place of the last actor if that is its role word,
// which ends at byte role; -1 for none.
func (r *reader) addActor(out []actor, n mention, role int) []actor {
	a := actor{at: n.at}
	if n.party < 64 {
		a.crew = 1 << n.party
	}
	if role >= 0 && role <= n.at.Start && roleOf(r.text[role:n.at.Start]) {
		a.at.Start = out[len(out)-1].at.Start
		out = out[:len(out)-1]
	}
	return append(out, a)
}

// roleOf reports whether what stands between a role word and a name lets the one belong to
// the other: nothing, or the number or the bracket of the role.
func roleOf(gap string) bool {
	gap = strings.TrimSpace(gap)
	return gap == "" || gap == "一" || gap == "二" || gap == "三" || gap == "人" || gap == "：" || closing(gap) == len(gap)
}

// crewOf returns the parties that a role word alone stands for.
func (r *reader) crewOf(c cue) crew {
	var out crew
	for i, p := range r.j.Parties {
		if i >= 64 {
			break
		}
		if p.Side == Claiming && (c == sayClaimant || c == sayBoth) || p.Side == Defending && (c == sayDefendant || c == sayBoth) || p.Side == Third && c == sayThird {
			out |= 1 << i
		}
	}
	return out
}

// namesOf returns the names of a crew in the order of the head, each once.
func (r *reader) namesOf(c crew) []string {
	var out []string
	for i, p := range r.j.Parties {
		if i < 64 && c&(1<<i) != 0 && (len(out) == 0 || out[len(out)-1] != p.Name) {
			out = append(out, p.Name)
		}
	}
	return out
}

// performers tells who is to pay or act by the order at p and who is to receive. In each
// phrase with a verb of payment those named before the verb pay, unless 向 or 对 stands before
// them, and those right after it receive.
func (r *reader) performers(p place, marks []mark) (payers, payees crew) {
	actors := r.actorsIn(p, marks)
	from := p.Start // where the phrase of the verb starts
	for _, m := range marks {
		if m.cue != sayPay && m.cue != sayBear && m.cue != sayPerform || int(m.start) < from {
			continue
		}
		verb := m.place()
		from = r.phraseFrom(place{from, verb.Start})
		pay := r.before(actors, place{from, verb.Start})
		if pay == 0 && payers == 0 {
			pay = r.before(actors, place{p.Start, verb.Start})
		}
		if strings.HasSuffix(r.text[:verb.Start], "已") || strings.HasSuffix(r.text[:verb.Start], "应当") && pay == 0 {
			continue
		}
		if payers == 0 {
			payers = pay
			payees |= r.receivers(actors, place{from, verb.Start}, verb.End)
		} else if pay&payees == 0 {
			payers |= pay
			payees |= r.receivers(actors, place{from, verb.Start}, verb.End) &^ payers
		}
		from = verb.End
	}
	return payers, payees &^ payers
}

// phraseFrom returns the start of the phrase that ends p. A phrase that only tells a time goes
// with the one before it.
func (r *reader) phraseFrom(p place) int {
	s := r.of(p)
	i := lastMark(s, "；;。\n")
	if k := lastIndex(s, "，"); k > i {
		i = k
	}
	return p.Start + afterRune(s, i)
}

// before returns who is named within p as acting: not after 向 or 对, not as an owner before
// 的, not in brackets; where 由 stands before somebody, only those after it.
func (r *reader) before(actors []actor, p place) crew {
	var out crew
	towards := -1 // the end of the last one that 向 or its like stands before
	for _, a := range actors {
		if a.at.Start < p.Start || a.at.End > p.End {
			continue
		}
		lead := r.text[p.Start:a.at.Start]
		switch {
		case strings.HasPrefix(r.text[a.at.End:p.End], "的"), r.bracketed(place{p.Start, a.at.Start}):
			continue
		case suffixOf(lead, []string{"向", "对", "给", "与", "从", "将", "把", "为", "于", "驳回"}) != "",
			towards >= 0 && suffixOf(r.text[towards:a.at.Start], listJoins) != "" && a.at.Start-towards <= len("以及"):
			towards = a.at.End
			continue
		case strings.HasSuffix(lead, "由"):
			out = 0
		}
		out |= a.crew
	}
	return out
}

// listJoins are the words that join names.
var listJoins = []string{"、", "和", "与", "及", "以及", "，"}

// receivers returns who receives: those named after 向 or 给 within p, which ends with the
// verb, and those right after the verb.
func (r *reader) receivers(actors []actor, p place, verb int) crew {
	var out crew
	last := verb
	for _, a := range actors {
		switch gap := a.at.Start - last; {
		case a.at.Start >= p.Start && a.at.End <= p.End:
			if suffixOf(r.text[:a.at.Start], []string{"向", "给"}) != "" || out != 0 && suffixOf(r.text[:a.at.Start], listJoins) != "" {
				out |= a.crew
			}
		case gap == 0, gap > 0 && gap <= len("以及") && last == verb && prefixOf(r.text[last:], []string{"给", "了", "予", "于", " ", "二", "两", "三", "四", "五", "六", "七", "八", "九", "各", "本案", "上述", "上列"}) != "",
			gap > 0 && last > verb && suffixOf(r.text[last:a.at.Start], listJoins) != "" && gap <= len("以及"):
			out |= a.crew
			last = a.at.End
		}
	}
	return out
}

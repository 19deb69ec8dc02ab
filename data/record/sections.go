package record

import (
	"cmp"
	"slices"
	"strings"
)

// The kinds of section, in the order in which a document has them.
const (
	secHead        = "head"
	secParties     = "parties"
	secProcedure   = "procedure"
	secClaims      = "claims"
	secDefence     = "defence"
	secEvidence    = "evidence"
	secFacts       = "facts"
	secReasoning   = "reasoning"
	secDisposition = "disposition"
	secTail        = "tail"
)

// A part is one section, in bytes. Earlier tells that it reports an earlier instance.
type part struct {
	kind    string
	earlier bool
	at      place
}

// splitSections divides the text after the parties. It walks over the cue words once;
// where several stand in one sentence the first decides.
func (r *reader) splitSections() {
	if r.report {
		r.splitReport()
		return
	}
	tail := r.head.tail
	r.markSayings()
	end := r.dispositionCue(tail)
	r.open(secHead, false, 0)
	if r.head.parties < len(r.text) {
		r.open(secParties, false, r.head.parties)
	}
	if r.head.body < tail {
		r.open(secProcedure, false, r.head.body)
	}
	for _, m := range r.marks {
		if int(m.start) < r.head.body || int(m.start) >= min(tail, end.startOr(tail)) {
			continue
		}
		r.turn(m)
	}
	if end.cue != cueNone {
		r.open(secDisposition, false, int(end.end))
	}
	if tail < len(r.text) {
		r.open(secTail, false, tail)
	}
	r.closeParts()
}

// startOr returns where a mark begins, or far for no mark.
func (m mark) startOr(far int) int {
	if m.cue == cueNone {
		return far
	}
	return int(m.start)
}

// dispositionCue finds the words after which the court's own disposition stands: the last
// before the tail, because earlier ones quote the lower courts.
func (r *reader) dispositionCue(tail int) mark {
	var best mark
	for _, m := range r.marks {
		if int(m.start) >= tail {
			break
		}
		if (m.cue == cueDisposition || m.cue == cueSettlement) && int(m.start) >= r.head.body {
			best = m
		}
	}
	return best
}

// turn opens the section that cue m announces, if it does.
func (r *reader) turn(m mark) {
	kind, earlier := sectionOf(m.cue)
	if kind == "" {
		return
	}
	now := r.parts[len(r.parts)-1]
	if m.cue == cueTold && (now.kind != secProcedure || now.earlier) || m.cue == cueAnswered && (now.kind != secProcedure && now.kind != secClaims || now.earlier) {
		return
	}
	from := max(r.paragraph(int(m.start)), r.head.body)
	if from <= now.at.Start && (now.kind != secProcedure || now.earlier) {
		return // an earlier cue of the same sentence has decided
	}
	if now.kind == secReasoning && !r.leavesReasoning(kind, from, m) {
		return
	}
	if kind == now.kind && earlier == now.earlier {
		return
	}
	if !r.leads(from, m) {
		return
	}
	r.open(kind, earlier, from)
}

// leavesReasoning reports whether a cue ends the court's reasoning. Only findings of fact
// do, when they open a sentence: some courts weigh the evidence under 本院认为 first.
func (r *reader) leavesReasoning(kind string, from int, m mark) bool {
	return kind == secFacts && strings.HasPrefix(r.text[from:], r.text[m.start:m.end])
}

// leads reports whether a cue is what its sentence, which starts at byte from, is about:
// little stands before it, and the sentence is no item of a list within an argument.
func (r *reader) leads(from int, m mark) bool {
	before := r.text[from:m.start]
	if len(before) > 3*120 {
		return false
	}
	now := r.parts[len(r.parts)-1].kind
	if now != secClaims && now != secDefence {
		return true
	}
	if numberedItem(r.text[from:]) && m.cue != cueFacts && m.cue != cueReasoning {
		return false
	}
	if m.cue == cueEarlier || m.cue == cueHeld {
		return r.startsLine(from) && len(before) <= 3*20 || prefixOf(r.text[m.end:], []string{"：", "事实", ":"}) != "" && before == ""
	}
	return true
}

// startsLine reports whether byte i is the first of a line.
func (r *reader) startsLine(i int) bool {
	return i == 0 || strings.HasSuffix(strings.TrimRight(r.text[:i], " \t　"), "\n")
}

// numberedItem reports whether s starts with a number of a list: 2、 （二） 三、.
func numberedItem(s string) bool {
	if n := closing(s); n > 0 && n <= 12 {
		return startsNumber(s)
	}
	_, n := number(s)
	return n > 0 && prefixOf(s[n:], []string{"、", ".", "．", "，"}) != ""
}

// sectionOf returns the section that a cue opens.
func sectionOf(c cue) (kind string, earlier bool) {
	switch c {
	case cueClaims, cueTold:
		return secClaims, false
	case cueDefence, cueAnswered:
		return secDefence, false
	case cueEvidence:
		return secEvidence, false
	case cueFacts:
		return secFacts, false
	case cueEarlier:
		return secFacts, true
	case cueHeld:
		return secProcedure, true
	case cueReasoning:
		return secReasoning, false
	}
	return "", false
}

func (r *reader) open(kind string, earlier bool, from int) {
	if len(r.parts) == 0 {
		r.parts = slices.Grow(r.parts, 16) // as many as most documents have
	}
	r.parts = append(r.parts, part{kind, earlier, place{Start: from}})
}

// closeParts lets every section end where the next begins and drops empty ones.
func (r *reader) closeParts() {
	kept := r.parts[:0]
	for i, p := range r.parts {
		p.at.End = len(r.text)
		if i+1 < len(r.parts) {
			p.at.End = r.parts[i+1].at.Start
		}
		if p.at.End > p.at.Start {
			kept = append(kept, p)
		}
	}
	r.parts = kept
	r.j.Sections = slices.Grow(r.j.Sections, len(kept))
	for _, p := range r.parts {
		r.j.Sections = append(r.j.Sections, Section{p.kind, r.trimPlace(p.at, "：:")})
	}
}

// each calls f with every section of one of kinds.
func (r *reader) each(f func(part), kinds ...string) {
	for _, p := range r.parts {
		for _, k := range kinds {
			if p.kind == k {
				f(p)
			}
		}
	}
}

// first returns the first section of the kind, or an empty one.
func (r *reader) first(kind string) part {
	for _, p := range r.parts {
		if p.kind == kind {
			return p
		}
	}
	return part{}
}

// last returns the last section of the kind, or an empty one.
func (r *reader) last(kind string) part {
	for i := len(r.parts) - 1; i >= 0; i-- {
		if r.parts[i].kind == kind {
			return r.parts[i]
		}
	}
	return part{}
}

// partAt returns the section that holds byte i. Most questions are about the one asked for before.
func (r *reader) partAt(i int) part {
	if n := r.asked; n < len(r.parts) && r.parts[n].at.Start <= i && i < r.parts[n].at.End {
		return r.parts[n]
	}
	n, found := slices.BinarySearchFunc(r.parts, i, func(p part, i int) int { return cmp.Compare(p.at.Start, i) })
	if !found {
		n--
	}
	if n < 0 || i >= r.parts[n].at.End {
		return part{}
	}
	r.asked = n
	return r.parts[n]
}

package record

import "strings"

// readAttendance reads who appeared: elements absent, plaintiff_absent and announcement,
// and the field absent_defendant.
func (r *reader) readAttendance() {
	present := false
	var defaulted mark // 缺席判决, which names nobody
	from := 0
	for _, m := range r.marks {
		if m.cue != cueAbsent && m.cue != cuePresent {
			continue
		}
		if int(m.start) < from || !r.attends(m) {
			continue
		}
		group := place{max(from, r.sentenceStart(int(m.start))), int(m.start)}
		from = int(m.end)
		switch {
		case m.cue == cuePresent && strings.HasSuffix(r.text[:m.start], "未"), m.cue == cuePresent && strings.HasSuffix(r.text[:m.start], "不"):
		case m.cue == cuePresent:
			present = true
			r.readDeputed(group)
		case strings.HasPrefix(r.text[m.start:], "缺席"):
			defaulted = m
		default:
			r.addAbsent(group, m)
		}
	}
	if !r.has(ElAbsent) && defaulted.cue != cueNone && r.hasSide(Defending) {
		r.addElement(Element{Kind: ElAbsent, Value: r.only(Defending), Span: r.clause(defaulted)})
	}
	for _, e := range r.j.Elements {
		if e.Kind == ElAbsent {
			r.setAbsent(true, e.Span)
			return
		}
	}
	if r.hasSide(Defending) && (present || r.answersInDefence() && (r.j.Procedure == First || r.j.Procedure == "")) {
		r.setAbsent(false, place{})
	}
}

func (r *reader) setAbsent(absent bool, at place) {
	r.j.AbsentDefendant = &absent
	r.setSpan("absent_defendant", at)
}

// hasSide reports whether a party stands on the side.
func (r *reader) hasSide(s Side) bool {
	for _, p := range r.j.Parties {
		if p.Side == s {
			return true
		}
	}
	return false
}

// attends reports whether a mark can speak of this hearing: not in the law that the court
// cites, not in what is told of an earlier instance, not of a witness.
func (r *reader) attends(m mark) bool {
	p := r.partAt(int(m.start))
	if p.kind == secTail || p.kind == secHead || p.earlier || int(m.start) < r.head.body {
		return false
	}
	if p.kind == secReasoning || p.kind == secDisposition {
		if strings.HasPrefix(r.text[m.end:], "的") || strings.HasPrefix(r.text[m.end:], "参加诉讼的") || r.law(int(m.start)) {
			return false
		}
	}
	return !r.containsAny(r.text[r.clause(m).Start:m.end], "证人", "鉴定人", "一审", "原审")
}

// addAbsent adds an element for each defending party that the words before the mark name as
// not having appeared.
func (r *reader) addAbsent(group place, m mark) {
	s := r.of(group)
	end := r.sentenceEnd(int(m.end))
	after := r.text[m.end:end]
	if i, _ := r.firstOf(after, "代理人"); i >= 0 && r.containsAny(after[i:], "到庭") && !r.containsAny(after[i:], "未到庭") && i < 3*24 {
		r.noteDeputed(s, place{group.Start, int(m.end)})
		return // 本人未到庭，其代理人到庭
	}
	if side, _ := r.cast.lastSide(s); side == Claiming && !r.cast.namesSide(s, Defending) {
		return
	}
	if i, _ := r.firstOf(s, r.cast.defending...); i > 0 {
		group.Start += i // what stands before speaks of others
	}
	at := r.trimPlace(place{group.Start, int(m.end)}, "，,。；;、")
	named := false
	for _, i := range r.cast.mentions(s) {
		if r.j.Parties[i].Side == Defending {
			r.addElement(Element{Kind: ElAbsent, Value: r.j.Parties[i].Name, Span: at})
			named = true
		}
	}
	if named {
		return
	}
	if r.cast.namesSide(s, Defending) && !r.has(ElAbsent) {
		r.addElement(Element{Kind: ElAbsent, Value: r.only(Defending), Span: at})
	}
}

// has reports whether an element of the kind has been found.
func (r *reader) has(k ElementKind) bool {
	for _, e := range r.j.Elements {
		if e.Kind == k {
			return true
		}
	}
	return false
}

// only returns the name of the only party of a side, or "".
func (r *reader) only(s Side) string {
	name := ""
	for _, p := range r.j.Parties {
		if p.Side != s {
			continue
		}
		if name != "" {
			return ""
		}
		name = p.Name
	}
	return name
}

// place returns the bytes of a mark.
func (m mark) place() place { return place{int(m.start), int(m.end)} }

// readDeputed notes that a claiming person came only through an agent: the words before
// 到庭 name the agent of the party and not the party: 原告张三的委托诉讼代理人李四到庭.
func (r *reader) readDeputed(group place) {
	s := r.of(group)
	for _, p := range r.j.Parties {
		if p.Side != Claiming || p.Kind != Person || p.Name == "" {
			continue
		}
		i := strings.Index(s, p.Name)
		if i < 0 {
			continue
		}
		after := strings.TrimPrefix(s[i+len(p.Name):], "的")
		if prefixOf(after, []string{"委托诉讼代理人", "委托代理人", "诉讼代理人", "特别授权", "共同委托", "代理人"}) != "" {
			r.addElement(Element{Kind: ElPlaintiffAbsent, Value: p.Name, Span: within(group.Start, i, len(s))})
		}
	}
	if i := strings.Index(s, "原告的委托"); i >= 0 && r.only(Claiming) != "" && kindOf(r.only(Claiming)) == Person {
		r.addElement(Element{Kind: ElPlaintiffAbsent, Value: r.only(Claiming), Span: within(group.Start, i, len(s))})
	}
}

// noteDeputed is for 原告本人未到庭，其委托诉讼代理人到庭.
func (r *reader) noteDeputed(s string, at place) {
	for _, i := range r.cast.mentions(s) {
		if p := r.j.Parties[i]; p.Side == Claiming && p.Kind == Person {
			r.addElement(Element{Kind: ElPlaintiffAbsent, Value: p.Name, Span: r.trimPlace(at, "，,。；;、")})
		}
	}
}

// addElement adds an element unless one of the same kind and value is there.
func (r *reader) addElement(e Element) {
	for _, f := range r.j.Elements {
		if f.Kind == e.Kind && f.Value == e.Value {
			return
		}
	}
	if e.Confidence == 0 {
		e.Confidence = Led
	}
	r.j.Elements = append(grown(r.j.Elements), e)
}

// grown returns a list with room for as many items as most documents have.
func grown[T any](list []T) []T {
	if list == nil {
		return make([]T, 0, 8)
	}
	return list
}

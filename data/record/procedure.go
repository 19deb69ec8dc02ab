package record

import "strings"

// readProcedure fills the procedure and the kind of paper from the words where the head
// does not tell them, and the dates of filing and hearing.
func (r *reader) readProcedure() {
	if r.j.Procedure == "" {
		r.j.Procedure = r.procedureFromWords()
	}
	if r.j.DocType == "" {
		r.j.DocType = r.docTypeFromWords()
	}
	r.readDates()
}

// procedureFromWords tells the proceeding from the parties' roles and the opening words.
func (r *reader) procedureFromWords() Procedure {
	for _, p := range r.j.Parties {
		switch {
		case strings.HasPrefix(p.RoleText, "再审申请人"), strings.HasPrefix(p.RoleText, "申请再审人"):
			if r.j.DocType == Ruling {
				return RetrialReview
			}
			return Retrial
		case strings.Contains(bareRole(p.RoleText), "执行人"):
			return Enforcement
		case p.Role == Appellant:
			return Second
		case p.Role == Plaintiff:
			return First
		}
	}
	if r.j.DocType == PaymentOrder {
		return Payment
	}
	return ""
}

// docTypeFromWords tells the kind of paper from the words before the disposition.
func (r *reader) docTypeFromWords() DocType {
	m := r.dispositionCue(r.head.tail)
	switch s := r.text[m.start:m.end]; {
	case m.cue == cueSettlement:
		return Mediation
	case strings.Contains(s, "判决"):
		return JudgmentDoc
	case strings.Contains(s, "裁定"):
		return Ruling
	}
	return ""
}

// readDates reads when the case was filed and heard, from the section on procedure.
func (r *reader) readDates() {
	p := r.first(secProcedure)
	s := r.of(p.at)
	for _, d := range days(s) {
		if !d.full() {
			continue
		}
		after := s[d.at.End:min(len(s), d.at.End+3*20)]
		switch {
		case r.j.FiledOn == "" && filed(after):
			r.j.FiledOn = d.iso
			r.setSpan("filed_on", within(p.at.Start, d.at.Start, d.at.End))
		case r.j.HeardOn == "" && heard(after):
			r.j.HeardOn = d.iso
			r.setSpan("heard_on", within(p.at.Start, d.at.Start, d.at.End))
		}
	}
}

func filed(after string) bool {
	i, _ := firstOf(after, "立案", "受理")
	j, _ := firstOf(after, "年", "。", "开庭")
	return i >= 0 && (j < 0 || i < j)
}

func heard(after string) bool {
	i, _ := firstOf(after, "开庭", "不公开", "进行了审理", "进行审理")
	j, _ := firstOf(after, "年", "。")
	return i >= 0 && (j < 0 || i < j)
}

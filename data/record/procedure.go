package record

import "strings"

// readProcedure fills the procedure and the kind of paper from the words where the head
// does not tell them.
func (r *reader) readProcedure() {
	if r.j.Procedure == "" {
		r.setProcedure(r.procedureFromWords(), place{}, Led)
	}
	if r.j.DocType == "" {
		r.j.DocType = r.docTypeFromWords()
	}
}

// setProcedure notes the proceeding, told by a case number at p or by words all over the head.
func (r *reader) setProcedure(kind Procedure, p place, confidence float64) {
	if kind != "" {
		r.j.Procedure = kind
		r.replaceRead("procedure", p, confidence)
	}
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

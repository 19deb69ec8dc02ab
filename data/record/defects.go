package record

import "strings"

// findDefects lists what could not be read or contradicts itself.
func (r *reader) findDefects() {
	if len(r.text) == 0 {
		r.defect("text", "missing", "文书正文为空。", place{})
		return
	}
	if len(r.j.Parties) == 0 {
		r.defect("parties", "missing", "未能读出当事人。", place{})
	}
	for _, f := range []struct{ field, value, says string }{
		{"court", r.j.Court, "未能读出法院名称。"},
		{"case_no", r.j.CaseNo, "未能读出案号。"},
		{"doc_type", string(r.j.DocType), "未能读出文书种类。"},
		{"procedure", string(r.j.Procedure), "未能判断审判程序。"},
		{"cause", r.j.Cause, "未能读出案由。"},
		{"decided_on", r.j.DecidedOn, "未能读出裁判日期。"},
		{"outcome", string(r.j.Outcome), "未能读出裁判结果。"},
	} {
		if f.value == "" && !(f.field == "cause" && r.noCause()) && !r.needless(f.field) {
			r.defect(f.field, "missing", f.says, place{})
		}
	}
	if len(r.j.Judges) == 0 && r.j.DocType != Notice && r.j.DocType != Decision { // those bear the seal only
		r.defect("judges", "missing", "未能读出审判人员。", place{})
	}
	r.findContradictions()
}

// noCause reports whether the paper is of a kind that need not name a cause.
func (r *reader) noCause() bool {
	switch r.j.Procedure {
	case Enforcement, Special, Payment, Bankruptcy, Arbitration:
		return true
	}
	return r.head.criminal || r.j.Branch == Administrative || r.j.DocType == Notice || r.j.DocType == Decision
}

// needless reports whether a field is one that notices and decisions do without: a notice decides
// nothing, and a fine belongs to no instance.
func (r *reader) needless(field string) bool {
	return field == "procedure" && (r.j.DocType == Notice || r.j.DocType == Decision) || field == "outcome" && r.j.DocType == Notice
}

// findContradictions reports dates out of order and a court that neither the list nor
// the table of divisions explains.
func (r *reader) findContradictions() {
	if r.courtUnknown() {
		r.defect("court", "unusual", "法院名称不在法院名录中，也不是由行政区划名称构成。", r.spanOf("court"))
	}
	if r.j.FiledOn != "" && r.j.DecidedOn != "" && r.j.FiledOn > r.j.DecidedOn {
		r.defect("filed_on", "contradiction", "立案日期晚于裁判日期。", r.spanOf("filed_on"))
	}
	if r.j.HeardOn != "" && r.j.DecidedOn != "" && r.j.HeardOn > r.j.DecidedOn {
		r.defect("heard_on", "contradiction", "开庭日期晚于裁判日期。", r.spanOf("heard_on"))
	}
	if y := caseYear(r.j.CaseNo); y != "" && r.j.DecidedOn != "" && y > r.j.DecidedOn[:4] {
		r.defect("case_no", "contradiction", "案号年份晚于裁判日期。", r.spanOf("case_no"))
	}
	if len(r.j.Parties) > 0 && !r.hasSide(Claiming) && !r.hasSide(Defending) {
		r.defect("parties", "unusual", "未能判断当事人在本程序中的地位。", place{})
	}
	r.findCrossed()
	r.findIDFaults()
	for _, p := range r.j.Parties {
		if runes(p.Name) > 40 || p.Kind == Person && runes(p.Name) > 12 && !latin(p.Name) {
			r.defect("parties", "unusual", "当事人名称异常。", p.NameSpan)
		}
	}
}

// caseYear returns the year of a case number in normal form.
func caseYear(norm string) string {
	if len(norm) < len("（2018）") || !strings.HasPrefix(norm, "（") {
		return "" // arbitrators put their code first
	}
	return norm[len("（") : len("（")+4]
}

func (r *reader) defect(field, code, says string, at place) {
	r.j.Defects = append(r.j.Defects, Defect{field, code, says, at})
}

// spanOf returns where a single-valued field was read.
func (r *reader) spanOf(field string) place {
	for _, f := range r.fields {
		if f.field == field {
			return f.at
		}
	}
	return place{}
}

// findCrossed reports roles that contradict one another: the same name on both sides, and roles
// that the proceeding does not have.
func (r *reader) findCrossed() {
	appeals, roll := false, &nameRoll{}
	for _, p := range r.j.Parties {
		roll.add(p.Name)
		appeals = appeals || p.Role == Appellant || p.Role == Prosecutor || p.Role == Accused
		if p.Masked || p.Side != Claiming && p.Side != Defending {
			continue
		}
		for k := roll.last(p.Name); k >= 0; k = roll.before(k) {
			q := r.j.Parties[k]
			if q.Name == p.Name && q.Side != p.Side && (q.Side == Claiming || q.Side == Defending) {
				r.defect("parties", "contradiction", "同一名称同时列为双方当事人。", p.NameSpan)
				break
			}
		}
	}
	switch {
	case len(r.j.Parties) == 0 || r.report || !r.hasSide(Claiming):
	case r.j.Procedure == Second && !appeals:
		r.defect("parties", "contradiction", "二审文书未列上诉人。", place{})
	case r.j.Procedure == First && !r.head.criminal && r.j.Parties[0].Role == Appellant:
		r.defect("parties", "contradiction", "一审文书列有上诉人。", r.j.Parties[0].NameSpan)
	}
}

package record

import "strings"

// readNotes reads the papers by which the debt is evidenced, each once. A mention that tells
// neither words nor date nor sum counts only where there is no other of its kind.
func (r *reader) readNotes() {
	lending := r.lending()
	for _, m := range r.marks {
		if m.cue != cueNote || int(m.start) < r.head.body || int(m.start) >= r.head.tail {
			continue
		}
		kind := noteKind(r.text[m.start:m.end])
		if kind == "contract" && (!lending || !r.namesPaper(m)) || r.partAt(int(m.start)).kind == secDisposition {
			continue
		}
		if r.negated(m, 14) || r.law(int(m.start)) || r.containsAny(r.of(r.clause(m)), "应当提供", "应提供", "应首先", "需要提供") {
			continue
		}
		r.addNote(r.noteAt(m, kind))
	}
}

// readNotedLoan completes the only loan of a document, where nothing tells its sum but the note
// that was written for it. Where a part is told to have gone by bank and the rest to be cash,
// that part is read as well.
func (r *reader) readNotedLoan() {
	if len(r.j.Loans) != 1 || r.j.Loans[0].Principal > 0 {
		return
	}
	var note *Note
	for i := range r.j.Notes {
		switch n := &r.j.Notes[i]; {
		case n.Kind != "iou" || n.sum() <= 0:
		case note != nil && note.sum() != n.sum():
			return // several notes: nobody can tell which is meant
		case note == nil:
			note = n
		}
	}
	if note == nil {
		return
	}
	l := &r.j.Loans[0]
	l.Principal = note.sum()
	if l.LentOn == "" {
		l.LentOn = note.SignedOn
	}
	if l.Lender == "" && l.Borrower == "" {
		l.Borrower, l.Lender = r.noteSides(note.Span)
	}
	r.j.Amounts = append(r.j.Amounts, amountIn("principal", sum{yuan: l.Principal}, note.Span))
	for _, m := range r.marks {
		if m.cue != cueWire || r.partAt(int(m.start)).kind != secFacts {
			continue
		}
		if rest := r.text[r.clause(m).End:r.sentenceEnd(int(m.end))]; r.containsAny(rest, "余款", "其余", "剩余", "差额", "另") && r.containsAny(rest, "现金") {
			l.Delivery = byBoth
			r.loanTransfer(l, m)
		}
	}
}

// noteSides returns who gave a note to whom, by the sentence it is told in: 韦某向钮某出具借条.
func (r *reader) noteSides(span place) (from, to string) {
	at := place{r.sentenceStart(span.Start), span.End}
	i, to := r.prepositionIn(at)
	if i < 0 || to == "" || !r.containsAny(r.text[i:at.End], "出具", "书写", "写下", "打下", "签下") {
		return "", ""
	}
	if from = r.partyBefore(r.saidFrom(at.Start, i), i); from == "" || from == to {
		return "", ""
	}
	return from, to
}

// noteKind returns the kind of note that a word names.
func noteKind(w string) string {
	switch w {
	case "借条", "借据", "借款单", "借款凭证", "借款借据":
		return "iou"
	case "欠条", "欠据":
		return "debt"
	case "收条":
		return "receipt"
	case "借款合同", "借款协议":
		return "contract"
	case "还款协议", "还款计划":
		return "plan"
	}
	return "other"
}

// noteAt reads what the sentence tells of the note at mark m.
func (r *reader) noteAt(m mark, kind string) Note {
	n := Note{Kind: kind, Span: r.clause(m), Confidence: Led}
	end := r.sentenceEnd(int(m.end))
	words := r.wording(m, end)
	if words.Known() {
		n.Wording = r.of(words)
		n.Span.End = words.End
		for _, s := range r.sumsIn(words) {
			if !s.rate {
				n.setSums(s, r.text)
				break
			}
		}
		// A paper ends with the day on which it was signed.
		if d := r.daysIn(words); len(d) > 0 && d[len(d)-1].full() && words.End-d[len(d)-1].at.End <= 3*4 {
			n.SignedOn = d[len(d)-1].iso
		}
	} else if s := r.noteSum(m); s != nil {
		n.setSums(*s, r.text)
	}
	if d, ok := r.noteDay(m); ok {
		n.SignedOn = d.iso
		n.Span.Start = min(n.Span.Start, d.at.Start)
	}
	return n
}

// setSums sets the sums of n as they are written: in digits, in capitals or in both.
func (n *Note) setSums(s sum, text string) {
	digits := startsWithDigit(text[s.at.Start:])
	switch {
	case s.capitals != 0:
		n.Yuan, n.Capitals = pointer(s.yuan), pointer(s.capitals)
	case digits:
		n.Yuan = pointer(s.yuan)
	default:
		n.Capitals = pointer(s.yuan)
	}
}

// maxLead bounds in bytes what may stand between a note and its quoted words, and maxWording
// those words.
const (
	maxLead    = 3 * 30
	maxWording = 3 * 300
)

// wording returns the quoted words of the note at m: between quotation marks that open soon
// after it, or from 载明 or 今借到 to the end of its sentence.
func (r *reader) wording(m mark, end int) place {
	near := r.text[m.end:r.runeStart(min(end, int(m.end)+maxLead))]
	if other := indexMark(near, "”"); other >= 0 {
		near = near[:other+len("”")]
	}
	if i, w := r.firstOf(near, "“", "\""); i >= 0 && r.quotes(near[:i]) {
		start := int(m.end) + i + len(w)
		limit := r.text[start:r.runeStart(min(len(r.text), start+maxWording))]
		if k := strings.Index(limit, closingQuote(w)); k > 3*5 && strings.ContainsAny(limit[:k], "借欠还收款") {
			return place{start, start + k}
		}
	}
	for _, q := range r.marksIn(place{int(m.end), int(m.end) + len(near)}) {
		if q.cue != cueQuote || strings.HasPrefix(r.text[q.end:], "的") {
			continue // 借条载明的30万元 tells of the note and does not quote it
		}
		p := place{int(q.end), min(end, int(q.end)+maxWording)}
		if strings.HasPrefix(r.text[q.start:], "今") || strings.HasPrefix(r.text[q.start:], "兹") {
			p.Start = int(q.start)
		}
		return r.trimPlace(place{p.Start, r.runeStart(p.End)}, "：:，,。；“”\"")
	}
	return place{}
}

// quotes reports whether the words between a note and a quotation mark announce its words: they
// name no other saying.
func (r *reader) quotes(between string) bool {
	return !r.containsAny(between, "。", "；", "称", "陈述", "签名", "签字", "后面", "背面", "询问", "中的", "上的")
}

// closingQuote returns the quotation mark that closes w.
func closingQuote(w string) string {
	if w == "“" {
		return "”"
	}
	return w
}

// noteSum returns the sum that stands with the note in its phrase: 金额为5万元的借条.
func (r *reader) noteSum(m mark) *sum {
	c := r.clause(m)
	for _, s := range r.sumsIn(c) {
		before := r.text[c.Start:s.at.Start]
		if !s.rate && !repays(before) && !r.containsAny(before, "违约金", "货款", "取款", "取现") {
			return &s
		}
	}
	return nil
}

// noteDay returns the day on which the note was written: the last date before it in its
// sentence, if a word of writing stands between the date and the end of the note's phrase.
func (r *reader) noteDay(m mark) (day, bool) {
	start := r.sentenceStart(int(m.start))
	found := r.daysIn(place{start, int(m.start)})
	if len(found) == 0 {
		return day{}, false
	}
	d := found[len(found)-1]
	between := r.upTo(d.at, int(m.start))
	told := r.text[max(start, d.at.Start-3*8):d.at.Start]
	if suffixOf(told, []string{"至", "到", "—", "-", "~", "～"}) != "" {
		return day{}, false // when a business ended, from which the debt is left
	}
	if !d.full() || repays(between) || r.containsAny(between, "鉴定", "判决", "裁定") || r.containsAny(told, "还款", "归还", "偿还", "期限", "到期") || prefixOf(between, []string{"前", "之前", "止", "至", "到", "起"}) != "" {
		return day{}, false
	}
	return d, r.containsAny(r.text[d.at.End:r.clause(m).End], "出具", "书写", "写", "签订", "立", "打了", "打下", "补", "签署", "签名的", "形成", "的借", "的欠", "的收")
}

// addNote adds a note, or what it tells more of one that is there.
func (r *reader) addNote(n Note) {
	bare := func(n Note) bool { return n.Wording == "" && n.SignedOn == "" && n.Yuan == nil && n.Capitals == nil }
	for i := range r.j.Notes {
		k := &r.j.Notes[i]
		if k.Kind != n.Kind || k.SignedOn != "" && n.SignedOn != "" && k.SignedOn != n.SignedOn || differ(k.sum(), n.sum()) {
			continue
		}
		if bare(n) {
			return
		}
		if n.Wording != "" && k.Wording == "" {
			k.Wording, k.Span = n.Wording, n.Span
		}
		if k.SignedOn == "" {
			k.SignedOn = n.SignedOn
		}
		if k.Yuan == nil {
			k.Yuan = n.Yuan
		}
		if k.Capitals == nil {
			k.Capitals = n.Capitals
		}
		return
	}
	r.j.Notes = append(r.j.Notes, n)
}

// sum returns the sum of a note, 0 if it is not known.
func (n Note) sum() float64 {
	switch {
	case n.Yuan != nil:
		return *n.Yuan
	case n.Capitals != nil:
		return *n.Capitals
	}
	return 0
}

// differ reports whether two sums are known and not the same.
func differ(a, b float64) bool { return a != 0 && b != 0 && a != b }

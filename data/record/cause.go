package record

import "strings"

// readCause reads the cause from the sentence that opens the narrative:
// 原告X与被告Y民间借贷纠纷一案.
func (r *reader) readCause() {
	if r.j.Cause != "" {
		return // a report's title has told it
	}
	if r.head.criminal {
		r.readCharge()
		return
	}
	for _, at := range r.causeSentences() {
		if p, ok := r.causeIn(at); ok {
			r.setCause(p)
			return
		}
	}
	if !r.readCauseLine() && r.arbitral.Known() {
		r.arbitralCause()
	}
}

// readCauseLine reads the line of its own that 要素式裁判文书 have for the cause below the parties.
func (r *reader) readCauseLine() bool {
	from := min(r.head.parties, r.head.body)
	block := r.text[from:r.head.body]
	i, _ := firstOf(block, "案由：", "案由:")
	if i < 0 {
		return false
	}
	p, ok := r.causeIn(within(from, i, i+sentenceEnd(block[i:], 0)))
	if ok {
		r.setCause(p)
	}
	return ok
}

func (r *reader) setCause(p place) {
	r.j.Cause = squeeze(r.of(p))
	confidence := Led
	if c := inTable(r.j.Cause); c != "" {
		r.j.Cause, confidence = c, Formal
	}
	r.setRead("cause", p, confidence)
}

// causeSentences returns the places where the cause may stand, the likeliest first.
func (r *reader) causeSentences() []place {
	// What names the cause stands at the start; further down others' cases are told.
	body := place{r.head.body, min(len(r.text), r.head.body+3*1200)}
	var out []place
	if r.head.body < len(r.text) {
		out = append(out, place{r.head.body, r.sentenceEnd(r.head.body)})
	}
	next := body.Start
	for _, m := range r.marksIn(body) {
		if m.cue != cueCase || int(m.start) < next || len(out) == 4 {
			continue
		}
		p := r.sentence(int(m.start))
		out, next = append(out, p), p.End
	}
	return append(out, place{r.arbitral.End, r.head.parties}) // the name of arbitrators tells of disputes, of none in particular
}

// causeIn finds a cause in a sentence: words that end before 一案 (or in 纠纷) and begin
// after the last name.
func (r *reader) causeIn(at place) (place, bool) {
	s := r.of(at)
	for i := 0; i < len(s); {
		k, w := causeEnds().first(s[i:])
		if k < 0 {
			return place{}, false
		}
		end := i + k
		i = end + len(w)
		if w == "之诉" {
			if t, ok := r.causeFromTable(place{at.Start, at.Start + i}); ok {
				return t, true // 提起申请执行人执行异议之诉
			}
			continue
		}
		if w == "纠纷" || w == "争议" {
			end = i
			if strings.HasPrefix(s[end:], "纠纷") {
				end += len("纠纷")
			}
			if prefixOf(s[end:], []string{"、", "及", "和", "（"}) != "" {
				continue // one of several causes, or a bracket: the name of the case goes on
			}
		}
		if p, ok := r.causeBefore(place{at.Start, at.Start + end}); ok {
			return p, true
		}
	}
	return place{}, false
}

// causeEnds are the words that end a cause or follow it.
var causeEnds = listOf("一案", "两案", "二案", "十案", "系列案", "纠纷", "争议", "案，", "案件", "案,", "之诉")

// causeBefore returns the cause that ends at the end of p: the words after the last name,
// if the table has them whole; else the longest cause of the table that ends there; else the
// words themselves.
func (r *reader) causeBefore(p place) (place, bool) {
	free := p
	free.Start = r.afterNames(p)
	free = r.trimPlace(free, "，,、：:”“\"（(")
	s := r.of(free)
	if known(s) {
		return free, true
	}
	if t, ok := r.causeFromTable(p); ok && !(strings.Contains(s, "借") && !strings.Contains(r.of(t), "借")) {
		return t, true
	}
	if s == "" || len(s) > 3*30 || !strings.HasSuffix(s, "纠纷") && !strings.HasSuffix(s, "争议") && !strings.HasSuffix(s, "之诉") && !(r.j.Branch == Administrative && suffixOf(s, acts) != "") {
		return place{}, false
	}
	return free, true
}

// acts end the causes of administrative suits, which name the act that is attacked
// (关于行政案件案由的暂行规定, 法发〔2020〕44号): 工伤认定一案, 房屋征收补偿决定一案.
var acts = []string{"处罚", "许可", "强制", "强制措施", "强制执行", "确认", "认定", "登记", "征收", "征用", "补偿", "赔偿", "复议", "公开", "协议", "裁决", "决定", "答复", "职责", "批准", "给付", "奖励", "收费", "处理", "允诺", "监督", "行为", "备案", "核定", "拆除", "批复", "审批"}

// known reports whether the table has the cause s or, of several joined causes, each.
func known(s string) bool {
	if inTable(s) != "" {
		return true
	}
	for i := range s { // 民间借贷借款合同纠纷: two causes without a sign between
		if i > 0 && s[i]&0xc0 != 0x80 && isCauseWith(s[:i], "纠纷") && isCause(s[i:]) {
			return true
		}
	}
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '、' || c == '及' || c == '和' })
	for _, p := range parts {
		if inTable(p) == "" {
			return false
		}
	}
	return len(parts) > 1
}

// inTable returns the cause of the table that s means: s itself, s with 纠纷, or s with 合同
// more or less (股权转让合同纠纷, 网络购物纠纷); "" if there is none.
func inTable(s string) string {
	stem := strings.TrimSuffix(s, "纠纷")
	if stem == "" {
		return ""
	}
	bare := strings.TrimSuffix(stem, "合同")
	switch {
	case isCause(s):
		return s
	case isCauseWith(stem, "纠纷"):
		return stem + "纠纷"
	case isCauseWith(bare, "纠纷"):
		return bare + "纠纷"
	case isCauseWith(stem, "合同纠纷"):
		return stem + "合同纠纷"
	}
	return ""
}

// afterNames returns where the words after the last name or its bracket start.
func (r *reader) afterNames(p place) int {
	s := r.of(p)
	best := 0
	for _, q := range r.j.Parties {
		if q.Name == "" {
			continue
		}
		if i := lastIndex(s, q.Name); i >= 0 {
			best = max(best, i+len(q.Name))
		}
	}
	if i := lastClosing(s[best:]); i > 0 {
		best += i
	}
	if i, w := lastOfWords(s[best:], "原告", "被告", "上诉人", "第三人", "申请人", "，", "公司"); i >= 0 {
		best += i + len(w)
	}
	for _, w := range []string{"等人", "等", "之间", "的", "因", "为", "有关", "发生"} {
		if strings.HasPrefix(s[best:], w) {
			best += len(w)
		}
	}
	return p.Start + best
}

// lastClosing returns the offset after the last closing bracket of s, or 0.
func lastClosing(s string) int {
	for end := len(s); end > 0; {
		c, n := lastRune(s[:end])
		if !ideograph(c) && closes(c) {
			return end
		}
		end -= n
	}
	return 0
}

// causeFromTable finds the longest cause of the table that ends where p ends.
func (r *reader) causeFromTable(p place) (place, bool) {
	s := r.of(p)
	for i := max(0, len(s)-3*40); i < len(s); i++ {
		if s[i]&0xc0 != 0x80 && (isCause(s[i:]) || len(s)-i >= 12 && isCauseWith(s[i:], "纠纷")) {
			return place{p.Start + i, p.End}, true
		}
	}
	return place{}, false
}

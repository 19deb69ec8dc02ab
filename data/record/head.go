package record

import (
	"strings"
)

// layout holds the offsets that cut a document into head, parties, body and tail, and what the
// head shows about all of it.
type layout struct {
	criminal bool // a paper of criminal justice

	title   int // where the title starts, or -1
	parties int // where the first party stands; the head lies before it
	body    int // where the parties end: 原告X与被告Y…纠纷一案
	tail    int // where the signatures start
}

// shortLines returns where the lines at the start of the text that are short enough for a
// head end.
func (r *reader) shortLines() int {
	i := 0
	for i < len(r.text) {
		end := strings.IndexByte(r.text[i:], '\n')
		if end < 0 {
			end = len(r.text) - i
		}
		if end > 3*60 {
			return i
		}
		i = min(i+end+1, len(r.text))
	}
	return i
}

// titles are the kinds of paper as their titles name them.
func titles() []struct {
	words string
	kind  DocType
} {
	return []struct {
		words string
		kind  DocType
	}{
		{"判决书", JudgmentDoc}, {"裁决书", AwardDoc}, {"裁定书", Ruling}, {"调解书", Mediation}, {"决定书", Decision},
		{"支付令", PaymentOrder}, {"通知书", Notice}, {"限制消费令", Notice}, {"分配方案", Decision},
	}
}

// readTitle finds the head, and in it the title (民事判决书).
func (r *reader) readTitle() {
	if len(r.j.Parties) == 0 || r.report {
		// Without a list nothing tells where the head ends: it has no long lines.
		r.head.parties = min(r.head.parties, r.shortLines())
	}
	head := r.text[:r.head.parties]
	if r.head.title = r.titleIn(head); r.head.title < 0 {
		r.head.title = r.readSpacedTitle(head)
	}
}

// titleIn returns where the line or phrase of the title starts, or -1. The last title counts: what
// stands before it is a heading of the portal.
func (r *reader) titleIn(head string) int {
	at, size := -1, 0
	for _, t := range titles() {
		if t.kind == AwardDoc && !r.arbitral.Known() {
			continue // a court's paper that is about an award
		}
		if i := lastIndex(head[at+1:], t.words); i >= 0 {
			at, size = at+1+i, len(t.words)
			r.j.DocType = t.kind
		}
	}
	if at < 0 {
		return -1
	}
	start := titleStart(head, at)
	r.setRead("doc_type", place{start, at + size}, Formal)
	return start
}

// titleStart returns where the title starts whose last word stands at byte at: after the court's
// name or a separator. Words that are too long for a title belong to something else.
func titleStart(head string, at int) int {
	for start := at; start > 0 && at-start <= 3*10; {
		c, size := lastRune(head[:start])
		if c == '院' || c == '会' || blank(c) || isMark(c, "：:、，。》）)") {
			return start
		}
		start -= size
	}
	for _, w := range []string{"刑事附带民事", "民事", "执行", "行政", "刑事", "国家赔偿", "司法", "破产"} {
		if strings.HasSuffix(head[:at], w) {
			return at - len(w)
		}
	}
	return at
}

// readSpacedTitle finds a title whose characters are set apart: 民 事 判 决 书.
func (r *reader) readSpacedTitle(head string) int {
	for start := 0; start < len(head); {
		end := start + max(strings.IndexByte(head[start:], '\n'), 0)
		if end == start {
			end = len(head)
		}
		line := squeeze(head[start:end])
		for _, t := range titles() {
			if strings.HasSuffix(line, t.words) && len(line) <= 3*12 && (t.kind != AwardDoc || r.arbitral.Known()) {
				r.j.DocType = t.kind
				r.setRead("doc_type", r.trimPlace(place{start, end}, ""), Formal)
				return start
			}
		}
		start = end + 1
	}
	return -1
}

// readCaseNo takes the last case number of the head: the portal repeats it, sometimes cut
// short, above the paper's own.
func (r *reader) readCaseNo() {
	found := caseNumbers(r.text[:r.head.parties])
	if len(found) == 0 {
		return
	}
	best := found[0]
	for _, f := range found[1:] {
		if len(f.norm) >= len(best.norm) {
			best = f
		}
	}
	r.j.CaseNo = best.norm
	r.setRead("case_no", best.at, Formal)
	r.setProcedure(procedureOf(best.norm), best.at, Formal)
}

// readCourt finds the court's name: the words ending in 法院 right before the title, or,
// without a title, the last line of the head that ends so.
func (r *reader) readCourt() {
	head, title := r.text[:r.head.parties], r.head.title
	if title < 0 {
		title = len(head)
	}
	end := lastIndex(head[:title], "法院")
	if end < 0 {
		if end = lastIndex(head, "法院"); end < 0 {
			r.readSpacedCourt(head)
			return
		}
	}
	end += len("法院")
	start := lastMark(head[:end], "\n\t 　、：:。，；）)") // also cuts 内容、 of the portal
	start = afterRune(head, start)
	p := r.trimPlace(place{start, end}, "《》\"“”")
	if r.containsAny(r.of(p), "人民法院", "海事法院", "铁路运输", "知识产权法院", "金融法院", "互联网法院", "中级法院", "森林法院", "林区", "农垦", "军事法院") {
		r.setCourt(p)
	}
}

// readSpacedCourt finds the court's name in a line of the head whose characters are set apart:
// 清 河 县 人 民 法 院.
func (r *reader) readSpacedCourt(head string) {
	for start := 0; start < len(head); {
		end := start + strings.IndexByte(head[start:], '\n')
		if end < start {
			end = len(head)
		}
		line := squeeze(head[start:end])
		if len(line) <= 3*40 && courtAtEnd(line) != "" {
			r.setCourt(r.trimPlace(place{start, end}, ""))
			return
		}
		start = end + 1
	}
}

// setCourt notes the court's name and finds its code.
func (r *reader) setCourt(p place) {
	r.j.Court = squeeze(r.of(p))
	r.setSpan("court", p)
	if c, ok := CourtByName(r.j.Court); ok {
		r.j.CourtCode = c.Code
	}
}

// afterRune returns the offset after the character that starts at i; 0 for i < 0.
func afterRune(s string, i int) int {
	if i < 0 {
		return 0
	}
	for k := i + 1; k <= len(s); k++ {
		if k == len(s) || s[k]&0xc0 != 0x80 {
			return k
		}
	}
	return len(s)
}

// setSpan notes where a single-valued field was read from words that announce it.
func (r *reader) setSpan(field string, p place) { r.setRead(field, p, Led) }

// setRead notes where a single-valued field was read and how sure that is.
func (r *reader) setRead(field string, p place, confidence float64) {
	if r.fields == nil {
		r.fields = make([]fieldSpan, 0, 32) // as many as most documents have
	}
	r.fields = append(r.fields, fieldSpan{field, p, confidence})
}

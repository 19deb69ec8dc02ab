package record

import (
	"strings"
)

// judgeWords are the words before a judge's name in the signature, the longer first.
func judgeWords() []struct{ word, role string } {
	return []struct{ word, role string }{
		{"代理审判长", "presiding"}, {"审判长", "presiding"}, {"助理审判员", "acting"}, {"代理审判员", "acting"}, {"人民陪审员", "juror"},
		{"陪审员", "juror"}, {"审判员", "judge"}, {"独任审判员", "judge"}, {"执行员", "judge"}, {"执行长", "presiding"}, {"院长", "presiding"},
	}
}

// signatureAt returns the judge's word at the start of s when a signature can start there.
func signatureAt(s string) (role string, length int) {
	for _, w := range judgeWords() {
		if n := spacedPrefix(s, w.word); n > 0 {
			return w.role, n
		}
	}
	return "", 0
}

// spacedPrefix returns the length of w at the start of s, where blanks may stand between its
// characters as in 审　判　长; 0 if s does not start with w.
func spacedPrefix(s, w string) int {
	if strings.HasPrefix(s, w) {
		return len(w)
	}
	i := 0
	for _, c := range w {
		i = skipBlankInLine(s, i)
		if !strings.HasPrefix(s[i:], string(c)) {
			return 0
		}
		i += len(string(c))
	}
	return i
}

// skipBlankInLine is skipBlank that stops at the end of the line.
func skipBlankInLine(s string, i int) int {
	for i < len(s) && s[i] != '\n' {
		j := skipBlank(s[:i+min(3, len(s)-i)], i)
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// findTail finds where the signatures start: the first judge's word at the start of a line
// or sentence in the last part of the text, followed by a name and a date.
func (r *reader) findTail() {
	r.head.tail = len(r.text)
	for i := len(r.text); i > r.head.body; {
		j := strings.LastIndex(r.text[r.head.body:i], "审")
		k := strings.LastIndex(r.text[r.head.body:i], "执")
		if j = max(j, k); j < 0 {
			break
		}
		i = r.head.body + j
		at := r.signatureStart(i)
		if at < 0 {
			continue
		}
		r.head.tail = at
		if r.noMoreAbove(at) {
			break
		}
	}
}

// signatureStart returns where the signature line starts in which the character at byte i
// stands, or -1 if it is not part of one.
func (r *reader) signatureStart(i int) int {
	start := i
	for _, lead := range []string{"人民陪", "代理", "助理", "独任", "陪"} {
		if strings.HasSuffix(r.text[:start], lead) {
			start -= len(lead)
			break
		}
	}
	if !r.strong(start) {
		return -1
	}
	_, n := signatureAt(r.text[start:])
	if n == 0 {
		return -1
	}
	end := sentenceEnd(r.text, start+n)
	if containsAny(r.text[start+n:end], "适用", "审理", "担任", "组成", "独任", "本案") {
		return -1
	}
	return start
}

// noMoreAbove reports whether the line above a signature is no signature.
func (r *reader) noMoreAbove(at int) bool {
	above := r.trimPlace(place{r.head.body, at}, "")
	line := sentenceStart(r.text, max(above.End-1, r.head.body))
	_, n := signatureAt(r.text[line:])
	return n == 0
}

// readTail reads the judges and the signature date.
func (r *reader) readTail() {
	i := r.head.tail
	for i < len(r.text) {
		i = skipBlank(r.text, i)
		role, n := signatureAt(r.text[i:])
		if n == 0 {
			break
		}
		i = r.addJudge(role, i+n)
	}
	r.readDecided(i)
}

// addJudge reads the name of a judge at byte i and returns where it ends.
func (r *reader) addJudge(role string, i int) int {
	i = skipStray(r.text, i)
	end := i
	for end < len(r.text) && r.text[end] != '\n' && end-i < 3*16 {
		s := r.text[end:]
		if _, n := signatureAt(s); n > 0 || prefixOf(s, []string{"二〇", "二○", "二０", "二0", "书记员", "法官助理", "书 记", "20", "本件", "。", "，", "代书记", "附"}) != "" {
			break
		}
		end++
		for end < len(r.text) && r.text[end]&0xc0 == 0x80 {
			end++
		}
	}
	p := r.trimPlace(place{i, end}, "。，、：:（）()")
	if n := runes(squeeze(r.of(p))); n >= 2 && n <= 12 {
		r.j.Judges = append(r.j.Judges, Judge{Name: squeeze(r.of(p)), Role: role, Span: p})
	}
	return end
}

// readDecided reads the date of the signature: the first date at or after byte i that
// stands near, else the last date on a line of its own before the signatures.
func (r *reader) readDecided(i int) {
	if len(r.j.Judges) > 0 {
		near := r.text[i:min(len(r.text), i+3*60)]
		near = strings.ToValidUTF8(near, "")
		if d, ok := firstDate(near); ok && d.full() {
			r.setDecided(within(i, d.at.Start, d.at.End), d.iso)
			return
		}
	}
	end := r.head.tail
	for end > r.head.body {
		line := sentenceStart(r.text, end-1)
		s := r.text[line:end]
		start := skipBlank(s, 0)
		if iso, n := dateAt(s[start:]); n > 0 && len(iso) == 10 && skipBlank(s, start+n) == len(s) {
			r.setDecided(within(line, start, start+n), iso)
			return
		}
		if end = line; len(r.text)-line > 3*400 {
			return
		}
		if end > 0 && line == end {
			end--
			for end > 0 && r.text[end]&0xc0 == 0x80 {
				end--
			}
		}
	}
}

func (r *reader) setDecided(p place, iso string) {
	r.j.DecidedOn = iso
	r.setSpan("decided_on", p)
	r.head.signed = p.End
}

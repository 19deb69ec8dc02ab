package record

import (
	"strings"
)

// judgeWords are the words before a judge's name in the signature, the longer first.
func judgeWords() []struct{ word, role string } {
	return []struct{ word, role string }{
		{"代理审判长", "presiding"}, {"审判长", "presiding"}, {"助理审判员", "acting"}, {"代理审判员", "acting"}, {"人民陪审员", "juror"},
		{"陪审员", "juror"}, {"审判员", "judge"}, {"独任审判员", "judge"}, {"执行员", "judge"}, {"执行长", "presiding"}, {"院长", "presiding"},
		{"首席仲裁员", "presiding"}, {"独任仲裁员", "judge"}, {"仲裁员", "judge"},
	}
}

// judgeStarts are the characters that judgeWords start with.
var judgeStarts = []string{"审", "代", "助", "人", "陪", "独", "执", "院", "首", "仲"}

// signatureAt returns the judge's word at the start of s when a signature can start there.
func signatureAt(s string) (role string, length int) {
	if i := skipBlankInLine(s, 0); prefixOf(s[i:], judgeStarts) == "" {
		return "", 0 // most sentences
	}
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
	for w != "" {
		i = skipBlankInLine(s, i)
		_, n := firstRune(w)
		if !strings.HasPrefix(s[i:], w[:n]) {
			return 0
		}
		i, w = i+n, w[n:]
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

// findTail finds where the signatures start: the first of the lines or sentences at the end
// of the text that begin with a judge's word.
func (r *reader) findTail() {
	r.head.tail = len(r.text)
	for k := len(r.starts) - 1; k >= 0 && int(r.starts[k]) >= r.head.body; k-- {
		start := skipBlank(r.text, int(r.starts[k]))
		if !r.signs(start) {
			continue
		}
		r.head.tail = start
		if r.noMoreAbove(start) {
			break
		}
	}
}

// signs reports whether a signature starts at byte i: a judge's word, and not a sentence that
// tells who tried the case.
func (r *reader) signs(i int) bool {
	_, n := signatureAt(r.text[i:])
	return n > 0 && !r.containsAny(r.text[i+n:r.sentenceEnd(i+n)], "适用", "审理", "担任", "组成", "独任", "本案")
}

// noMoreAbove reports whether the line above a signature is no signature. A line that other
// words have run into counts where a signature stands above it.
func (r *reader) noMoreAbove(at int) bool {
	line := r.lineAbove(at)
	if _, n := signatureAt(r.text[line:]); n > 0 {
		return false
	}
	if runInto(r.text[line:at]) == 0 {
		return true
	}
	_, n := signatureAt(r.text[r.lineAbove(line):])
	return n == 0
}

// lineAbove returns where the last sentence before byte at starts that is not empty.
func (r *reader) lineAbove(at int) int {
	above := r.trimPlace(place{r.head.body, at}, "")
	return r.sentenceStart(max(above.End-1, r.head.body))
}

// runInto returns where in a line of a signature its judge's word stands behind other words that
// a copy has run into it (有权申请执行审判员某某), or 0.
func runInto(line string) int {
	i, w := lastOfWords(line, "审判员", "陪审员")
	if i <= 0 {
		return 0
	}
	for _, full := range []string{"代理", "助理", "人民"} {
		if strings.HasSuffix(line[:i], full) {
			i -= len(full)
			w = full + w
			break
		}
	}
	name := strings.TrimSpace(line[i+len(w):])
	if n := runes(name); n < 2 || n > 4 || indexMark(name, "，。；、：") >= 0 {
		return 0
	}
	return i
}

// readTail reads the judges and the signature date.
func (r *reader) readTail() {
	i := r.head.tail
	for i < len(r.text) {
		i = skipBlank(r.text, i)
		role, n := signatureAt(r.text[i:])
		if n == 0 {
			line, _, _ := strings.Cut(r.text[i:], "\n")
			k := runInto(line)
			if k == 0 || len(r.j.Judges) == 0 {
				break
			}
			i += k
			continue
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
		r.j.Judges = append(r.j.Judges, Judge{Name: squeeze(r.of(p)), Role: role, Span: p, Confidence: Formal})
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
			r.setDecided(within(i, d.at.Start, d.at.End), d.iso, Formal)
			return
		}
	}
	end := r.head.tail
	for end > r.head.body {
		line := r.sentenceStart(end - 1)
		s := r.text[line:end]
		start := skipBlank(s, 0)
		if iso, n := dateAt(s[start:]); n > 0 && len(iso) == 10 && skipBlank(s, start+n) == len(s) {
			r.setDecided(within(line, start, start+n), iso, Led)
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

func (r *reader) setDecided(p place, iso string, confidence float64) {
	r.j.DecidedOn = iso
	r.setRead("decided_on", p, confidence)
}

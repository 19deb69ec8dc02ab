package record

import (
	"strings"
)

// This file reads what stands at the end of a paper: to which court and within how many days
// it may be appealed, and the clerks below the signatures.

// readAppealNotice reads 如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状 …，上诉于
// 某某中级人民法院.
func (r *reader) readAppealNotice() {
	for _, m := range r.marksIn(place{r.head.body, len(r.text)}) {
		if m.cue != cueAppeal || !strings.Contains(r.text[m.start:m.end], "不服") {
			continue
		}
		// A bracket with the court's account may cut the sentence.
		at := place{int(m.end), r.runeStart(min(len(r.text), int(m.end)+3*200))}
		if i := strings.IndexByte(r.of(at), '\n'); i >= 0 {
			at.End = at.Start + i
		}
		r.appealDays(at)
		r.appealCourt(at)
		if r.j.AppealDays > 0 || r.j.AppealCourt != "" {
			return
		}
	}
}

// appealDays reads the days between 之日起 and 日内.
func (r *reader) appealDays(at place) {
	s := r.of(at)
	i, w := r.firstOf(s, "之日起", "之次日起", "次日起", "第二日起", "后")
	if i < 0 || i > 3*30 {
		return
	}
	i = skipBlank(s, i+len(w))
	v, n := number(s[i:])
	if n == 0 || v < 1 || v > 60 || prefixOf(s[i+n:], []string{"日", "天", "个工作日"}) == "" {
		return
	}
	r.j.AppealDays = int(v)
	r.setRead("appeal_days", within(at.Start, i, i+n), Formal)
}

// appealCourt reads the court after 上诉于.
func (r *reader) appealCourt(at place) {
	s := r.of(at)
	i, w := r.firstOf(s, "上诉于", "上诉至", "本院或者直接向", "本院或直接向", "本院或者", "本院或")
	if i < 0 {
		return
	}
	i += len(w)
	end := strings.Index(s[i:], "法院")
	if end < 0 || end > 3*40 {
		return
	}
	p := r.trimPlace(within(at.Start, i, i+end+len("法院")), "：:")
	if indexMark(r.of(p), "，。；,") >= 0 || runes(r.of(p)) < 5 {
		return
	}
	r.j.AppealCourt = squeeze(r.of(p))
	confidence := Led
	if _, ok := CourtByName(r.j.AppealCourt); ok {
		confidence = Formal
	}
	r.setRead("appeal_court", p, confidence)
}

// readClerks reads the clerks and assistants below the signatures.
func (r *reader) readClerks() {
	first, last := 0, 0
	for i := r.head.tail; i < len(r.text) && i-r.head.tail < 3*600; {
		if i = skipBlank(r.text, i); strings.HasPrefix(r.text[i:], "附") {
			break // 附：相关法律条文
		}
		if n := clerkAt(r.text[i:]); n > 0 {
			p := r.clerkName(i + n)
			if p.Known() {
				r.j.Clerks = append(r.j.Clerks, squeeze(r.of(p)))
				if first == 0 {
					first = p.Start
				}
				last = p.End
				i = p.End
				continue
			}
		}
		_, size := firstRune(r.text[i:])
		i += max(size, 1)
	}
	if last > 0 {
		r.setRead("clerks", place{first, last}, Led)
	}
}

// clerkAt returns the length of a clerk's word at the start of s, 0 if there is none.
func clerkAt(s string) int {
	if prefixOf(s, []string{"书", "法", "代"}) == "" {
		return 0 // most characters
	}
	for _, w := range []string{"代理书记员", "代书记员", "书记员", "法官助理"} {
		if n := spacedPrefix(s, w); n > 0 {
			return n
		}
	}
	return 0
}

// clerkName returns the name at byte i: two to four characters, with blanks between them or not,
// up to the next word of a signature; longer names with a dot.
func (r *reader) clerkName(i int) place {
	for {
		j := skipBlankInLine(r.text, i)
		j += len(prefixOf(r.text[j:], []string{"：", ":", "（", "兼", "）"}))
		if j == i {
			break
		}
		i = j
	}
	end := i
	for end < len(r.text) && r.text[end] != '\n' && end-i < 3*16 {
		c, size := firstRune(r.text[end:])
		if clerkAt(r.text[end:]) > 0 || opens(c) || closes(c) || !blank(c) && c < 0x3400 && c != '×' && c != '·' && c != '*' {
			break
		}
		if prefixOf(r.text[end:], []string{"附", "本案", "二〇", "二○", "打印", "校对", "速录", "相关", "《", "注"}) != "" {
			break
		}
		end += size
	}
	p := r.trimPlace(place{i, end}, "")
	if n := runes(squeeze(r.of(p))); n < 2 || n > 5 && !strings.Contains(r.of(p), "·") {
		return place{}
	}
	return p
}

package record

import "strings"

// loanSides reads from the sentence of a loan who lent, who borrowed and what for.
func (r *reader) loanSides(l *Loan) {
	if l.LentOn == "" && l.Principal == 0 {
		return
	}
	at := place{r.sentenceStart(l.Span.Start), min(r.sentenceEnd(l.Span.Start), l.Span.End+3*24)}
	at.End = r.runeStart(at.End)
	to, object := r.prepositionIn(at)
	if to < 0 {
		i, w := r.firstOf(r.of(at), "借给", "贷给", "出借给", "转给", "汇给", "转账给", "支付给", "提供给", "元给")
		if i < 0 {
			l.Lender = r.sender(at)
			r.setPurpose(l, r.purpose(at, at.End), at)
			return
		}
		to = at.Start + i
		object, _ = r.partyAt(to + len(w))
	}
	subject := r.partyBefore(r.saidFrom(at.Start, to), to)
	gives := strings.HasPrefix(r.text[to:], "借给") || strings.HasSuffix(wordAt(r.text[to:]), "给") || r.gives(to, at.End)
	if gives {
		l.Lender, l.Borrower = subject, object
	} else {
		l.Lender, l.Borrower = object, subject
	}
	if l.Lender == l.Borrower {
		l.Lender, l.Borrower = "", ""
	}
	r.setPurpose(l, r.purpose(at, to), at)
}

// saidFrom returns where what is said begins before byte end: after 诉称 or 主张, whose subject is
// the speaker and not who lent; start where nobody is said to speak.
func (r *reader) saidFrom(start, end int) int {
	i, w := lastOfWords(r.text[start:end], "诉称", "辩称", "称：", "称，", "主张", "陈述")
	if i < 0 {
		return start
	}
	return start + i + len(w)
}

// sender returns the party that brought the suit and is said to send money to somebody who is no
// party: 原告向韩某账户汇款.
func (r *reader) sender(at place) string {
	i, _ := r.firstOf(r.of(at), "汇款", "转账", "转款", "打款")
	if i < 0 {
		return ""
	}
	end := at.Start + i
	name := r.partyBefore(r.saidFrom(at.Start, end), end)
	for i, p := range r.j.Parties {
		if p.Name == name && r.sideAtFirst(i) == Claiming {
			return name
		}
	}
	return ""
}

// wordAt returns the first words of s up to and with 给, at most four characters.
func wordAt(s string) string {
	if i := strings.Index(s[:min(len(s), 3*5)], "给"); i >= 0 {
		return s[:i+len("给")]
	}
	return ""
}

// gives reports whether the words after 向某人 tell of handing out money rather than of
// borrowing it.
func (r *reader) gives(from, to int) bool {
	s := r.text[from:to]
	if i := indexMark(s, "，。；"); i > 0 {
		s = s[:i]
	}
	given, _ := r.firstOf(s, "出借", "发放", "提供借款", "支付", "转账", "交付", "汇款", "放款", "转款", "提供贷款")
	taken, _ := r.firstOf(s, "借款", "借到", "借得", "借取", "借用", "借走", "借人民币", "借现金", "贷款")
	return given >= 0 && (taken < 0 || given < taken)
}

// prepositionIn finds the first 向, 从, 在, 找 or 跟 before a party within p and returns where it
// stands and that party's name; -1 if there is none.
func (r *reader) prepositionIn(p place) (at int, party string) {
	s := r.of(p)
	for i := 0; i < len(s); i += 3 {
		k, w := r.firstOf(s[i:], "向", "从", "在", "找", "跟")
		if k < 0 {
			return -1, ""
		}
		i += k
		if name, ok := r.partyAt(p.Start + i + len(w)); ok {
			return p.Start + i, name
		}
	}
	return -1, ""
}

// partyAt reports whether a party, by name or by role, is named at byte i, and returns its
// name where that is told. 其 in what the claiming side says stands for it: 被告向其借款.
func (r *reader) partyAt(i int) (name string, ok bool) {
	side := SideUnknown
	switch w := prefixOf(r.text[i:], []string{"原告", "被告", "我", "其"}); w {
	case "原告", "我":
		side = Claiming
		i += len(w)
	case "被告":
		side = Defending
		i += len(w)
	case "其":
		if !strings.HasPrefix(r.text[i:], "其借") {
			return "", false
		}
		if r.speaker(i) == SaidInClaim {
			return r.only(Claiming), true
		}
		return r.sayer(i), true
	}
	if found := r.namesIn(place{i, i + 1}); len(found) > 0 {
		return r.j.Parties[found[0].party].Name, true
	}
	if side == SideUnknown {
		return "", false
	}
	return r.onlyAtFirst(side), true
}

// sayer returns the name of the party whose words stand at byte i, where its sentence names it: 钮某诉称.
func (r *reader) sayer(i int) string {
	start := r.sentenceStart(i)
	k, _ := sayings().last(r.text[start:i])
	if k < 0 {
		return ""
	}
	if found := r.namesIn(place{start, start + k}); len(found) == 1 {
		return r.j.Parties[found[0].party].Name
	}
	return ""
}

// partyBefore returns the name of the one party named last before byte end and not before
// start, by name or role; "" if several are named together.
func (r *reader) partyBefore(start, end int) string {
	found := r.namesIn(place{start, end})
	if i, w := r.lastReason(start, end); i >= 0 { // 何某以恒远公司购买设备为由: what follows 以 is the reason
		for n := len(found); n > 1 && found[n-1].at.Start > i && found[n-1].at.Start < w; n-- {
			found = found[:n-1]
		}
	}
	for n := len(found); n > 0 && prefixOf(r.text[found[n-1].at.End:], []string{"担保", "提供担保", "作担保", "作为担保", "介绍", "保证", "作保"}) != ""; n-- {
		found = found[:n-1]
	}
	role, w := r.roleAlone(r.text[start:end])
	// A role word after the last name is somebody else: 原告王某诉称：被告.
	if n := len(found); n > 0 && start+role < found[n-1].at.End {
		if n > 1 && joins(r.text[found[n-2].at.End:found[n-1].at.Start]) {
			return ""
		}
		return r.j.Parties[found[n-1].party].Name
	}
	if role < 0 || suffixOf(r.text[:start+role], []string{"二", "两", "三", "四", "各", "原、"}) != "" {
		return ""
	}
	if w == "原告" {
		return r.onlyAtFirst(Claiming)
	}
	return r.onlyAtFirst(Defending)
}

// lastReason returns where the words of a reason (以…为由, 因…需要) stand last between two bytes: that of 以 or
// 因 and that of the end; -1 if there are none.
func (r *reader) lastReason(start, end int) (from, to int) {
	s := r.text[start:end]
	i, _ := lastOfWords(s, "为由", "为名")
	if i < 0 {
		return -1, -1
	}
	k, w := lastOfWords(s[:i], "以", "因")
	if k < 0 {
		return -1, -1
	}
	return start + k + len(w) - 1, start + i
}

// roleAlone returns where the last role word in s stands that no name follows, and the word; -1 if
// there is none.
func (r *reader) roleAlone(s string) (int, string) {
	for end := len(s); end > 0; {
		i, w := lastOfWords(s[:end], "原告", "被告")
		if i < 0 || r.cast.nameAt(s[i+len(w):]) == nil {
			return i, w
		}
		end = i
	}
	return -1, ""
}

// purpose returns what the money was for: 以…为由 or 因… before byte verb of the sentence p, or
// 用于… after it.
func (r *reader) purpose(p place, verb int) string {
	before := r.text[p.Start:verb]
	if end := lastIndex(before, "为由"); end >= 0 {
		if i, w := lastOfWords(before[:end], "以", "因"); i >= 0 {
			return sane(before[i+len(w) : end])
		}
	}
	after := r.text[verb:r.sentenceEnd(verb)]
	if i, w := r.firstOf(after, "用于", "用途为", "用途：", "借款用途是"); i >= 0 {
		return sane(cutAt(after[i+len(w):], "，", "。", "；", "并", "“", "”", "、约定", "\n"))
	}
	if i, w := lastOfWords(before, "因", "由于", "为了"); i >= 0 {
		return sane(cutAt(before[i+len(w):], "，", "于1", "于2", "急需", "需要", "，", "需", "分别", "先后"))
	}
	return ""
}

// setPurpose notes what a loan told in the sentence at is for, and where those words stand.
func (r *reader) setPurpose(l *Loan, words string, at place) {
	if i := strings.Index(r.text[at.Start:], words); words != "" && i >= 0 {
		l.Purpose, l.PurposeSpan = words, within(at.Start, i, i+len(words))
	}
}

// cutAt returns s up to the first of words.
func cutAt(s string, words ...string) string {
	if i, _ := firstOf(s, words...); i >= 0 {
		return s[:i]
	}
	return s
}

// sane returns s if it can be a purpose: a few words without figures; else "".
func sane(s string) string {
	s = strings.TrimSpace(s)
	if n := runes(s); n < 2 || n > 24 || indexMark(s, "0123456789。；：“”") >= 0 {
		return ""
	}
	return s
}

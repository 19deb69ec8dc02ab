package record

import (
	"cmp"
	"slices"
	"strings"
)

// Rulings on objections, reviews and special procedures tell what each side says without the
// words of a suit: 案外人闻某称，…; 申请执行人党某称，… (民事诉讼文书样式 2016, 执行).

// Some judgments and most settlements do so too (原告闻某陈述：…, 事实与理由：…, 被告党某表示借款属实), but
// there the same words may stand in the midst of what the court finds, so that they open a section
// only where none of the suit's own has been.

// markSayings adds to the cue words those lines that begin with a role and go on with 称, and those
// that tell of facts and reasons.
func (r *reader) markSayings() {
	claims, defence := cueTold, cueAnswered
	switch r.j.Procedure {
	case Enforcement, Special, Retrial:
		claims, defence = cueClaims, cueDefence
	}
	added := len(r.marks)
	for _, start := range r.starts {
		if int(start) < r.head.body || int(start) >= r.head.tail || !r.startsLine(int(start)) {
			continue
		}
		i := skipBlank(r.text, int(start))
		if w := prefixOf(r.text[i:], reasonsTold); w != "" {
			r.marks = append(r.marks, mark{cueTold, int32(i), int32(i + len(w))})
			continue
		}
		side, at := r.saysAt(i)
		if side == "" && r.j.DocType == Mediation {
			side, at = r.grantsAt(i)
		}
		switch side {
		case Claiming:
			r.marks = append(r.marks, mark{claims, int32(at), int32(at + len("称"))})
		case Defending:
			r.marks = append(r.marks, mark{defence, int32(at), int32(at + len("称"))})
		}
	}
	if len(r.marks) > added {
		slices.SortStableFunc(r.marks, func(a, b mark) int { return cmp.Compare(a.start, b.start) })
	}
}

// saysAt returns the side of the party whose words a line that starts at byte i reports, and
// where its 称 stands; an empty side if the line reports nobody's.
func (r *reader) saysAt(i int) (Side, int) {
	line := r.text[i:min(len(r.text), i+3*40)]
	k, _ := r.firstOf(line, "称，", "称：", "称:", "称,", "陈述：", "陈述:", "陈述，")
	if k <= 0 || indexMark(line[:k], "，。；：\n") >= 0 || strings.HasSuffix(line[:k], "简") {
		return "", 0
	}
	for _, p := range r.j.Parties {
		if p.Name != "" && strings.HasSuffix(line[:k], p.Name) || line[:k] == p.RoleText {
			return p.Side, i + k
		}
	}
	return "", 0
}

// reasonsTold are the words that open the facts and reasons of a claim.
var reasonsTold = []string{"事实与理由：", "事实和理由：", "事实及理由：", "事实、理由：", "事实与理由:", "事实和理由:"}

// grantsAt returns the side of the defending party that, by a line of a settlement that starts at
// byte i, answers the claim, and where the words do so.
func (r *reader) grantsAt(i int) (Side, int) {
	for _, p := range r.j.Parties {
		if p.Side != Defending || p.Name == "" {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(r.text[i:], p.RoleText), "："), p.Name)
		if n := len(r.text) - i - len(rest); n > 0 && prefixOf(rest, answering) != "" {
			return Defending, i + n
		}
	}
	return "", 0
}

// answering are the words with which an answer to a claim begins.
var answering = []string{"表示", "承认", "认可", "自认", "对原告", "对上述", "对诉讼请求", "对诉请", "对借款", "对欠款", "对债务", "无异议", "没有异议", "均无异议", "均认可", "均表示", "均承认"}

package record

import (
	"cmp"
	"slices"
	"strings"
)

// Rulings on objections, reviews and special procedures tell what each side says without the
// words of a suit: 案外人闻某称，…; 申请执行人党某称，… (民事诉讼文书样式 2016, 执行).

// markSayings adds to the cue words those lines of such a paper that begin with a role and go
// on with 称.
func (r *reader) markSayings() {
	switch r.j.Procedure {
	case Enforcement, Special, Retrial:
	default:
		return
	}
	added := len(r.marks)
	for _, start := range r.starts {
		if int(start) < r.head.body || int(start) >= r.head.tail || !r.startsLine(int(start)) {
			continue
		}
		if side, at := r.saysAt(skipBlank(r.text, int(start))); side == Claiming {
			r.marks = append(r.marks, mark{cueClaims, int32(at), int32(at + len("称"))})
		} else if side == Defending {
			r.marks = append(r.marks, mark{cueDefence, int32(at), int32(at + len("称"))})
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
	k, _ := r.firstOf(line, "称，", "称：", "称:", "称,")
	if k <= 0 || indexMark(line[:k], "，。；：\n") >= 0 || strings.HasSuffix(line[:k], "简") {
		return "", 0
	}
	for _, p := range r.j.Parties {
		if p.Name != "" && strings.HasSuffix(line[:k], p.Name) {
			return p.Side, i + k
		}
	}
	return "", 0
}

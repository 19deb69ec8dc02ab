package record

import "strings"

// readCharge reads the charge of a criminal paper as its cause: the words between 犯 and 罪 where
// it opens (指控被告人某某犯诈骗罪, 被告人某某犯盗窃罪一案), else those of the disposition.
func (r *reader) readCharge() {
	from := r.head.body
	for range 3 {
		if from >= r.head.tail {
			break
		}
		end := r.sentenceEnd(from)
		if p := r.chargeIn(place{from, end}); p.Known() {
			r.setCharge(p)
			return
		}
		from = end
	}
	if p := r.chargeIn(r.last(secDisposition).at); p.Known() {
		r.setCharge(p)
	}
}

func (r *reader) setCharge(p place) {
	r.j.Cause = squeeze(r.of(p))
	r.setSpan("cause", p)
}

// chargeIn returns the first charge within p, with those that 、 joins to it.
func (r *reader) chargeIn(p place) place {
	s := r.of(p)
	for i := 0; ; {
		k := strings.Index(s[i:], "犯")
		if k < 0 {
			return place{}
		}
		i += k + len("犯")
		n := chargeLength(s[i:])
		if n == 0 {
			continue
		}
		end := i + n
		for {
			w := prefixOf(s[end:], []string{"、", "和", "及"})
			more := chargeLength(s[end+len(w):])
			if w == "" || more == 0 {
				return within(p.Start, i, end)
			}
			end += len(w) + more
		}
	}
}

// maxCharge bounds the name of a charge in bytes: 掩饰、隐瞒犯罪所得、犯罪所得收益罪 has eighteen
// characters, 非法制造、买卖、运输、邮寄、储存枪支、弹药、爆炸物罪 has twenty-five.
const maxCharge = 3 * 30

// chargeLength returns the length of the charge that s starts with, 0 if it starts with none: two
// characters or more before 罪, which is not that of 犯罪.
func chargeLength(s string) int {
	s = s[:min(len(s), maxCharge)]
	for i := 0; ; {
		k := strings.Index(s[i:], "罪")
		if k < 0 {
			return 0
		}
		i += k
		if strings.HasSuffix(s[:i], "犯") {
			i += len("罪")
			continue // 掩饰、隐瞒犯罪所得罪
		}
		words := s[:i]
		if runes(words) < 2 || indexMark(words, "，。；：《（“") >= 0 || containsAny(words, "被告", "指控", "一案", "构成") {
			return 0
		}
		return i + len("罪")
	}
}

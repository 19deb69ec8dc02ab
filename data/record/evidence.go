package record

import (
	"strings"
	"sync"
)

// readEvidence reads the lists of evidence: each item, its kind and who put it in.
func (r *reader) readEvidence() {
	done := 0
	for _, m := range r.marks {
		if m.cue != cueSubmit || int(m.start) < max(done, r.head.body) || int(m.start) >= r.head.tail {
			continue
		}
		p := r.partAt(int(m.start))
		if p.kind == secDisposition || p.earlier || r.negated(m, 14) || r.law(int(m.start)) {
			continue
		}
		by := r.submitter(m)
		if by == "" {
			continue
		}
		if end := r.evidenceList(m, p, by); end > 0 {
			done = end
		}
	}
}

// submitter tells who puts in what the mark announces: the court where it collected it, else
// the side named last before the mark in its sentence.
func (r *reader) submitter(m mark) string {
	if strings.HasSuffix(r.text[m.start:m.end], "调取") || strings.HasSuffix(r.text[m.start:m.end], "调查") {
		return SaidByCourt
	}
	start := r.sentenceStart(int(m.start))
	start = max(start, int(m.start)-3*60)
	switch side, _ := r.cast.lastSide(r.text[r.runeStart(start):m.start]); side {
	case Claiming:
		return SaidInClaim
	case Defending:
		return SaidInDefence
	}
	if p := r.partAt(int(m.start)); p.kind == secClaims {
		return SaidInClaim
	} else if p.kind == secDefence {
		return SaidInDefence
	}
	return ""
}

// maxEvidence bounds the length in bytes of one list of evidence.
const maxEvidence = 3 * 2000

// evidenceList reads the list that follows a mark and returns where it ends, 0 if there is none.
// Numbered items (1、借条一份，证明……；2、……) may go on over sentences; others end with theirs.
func (r *reader) evidenceList(m mark, p part, by string) int {
	limit := min(p.at.End, int(m.end)+maxEvidence)
	if at := r.paperThatTells(m); at.Known() {
		return r.plainEvidence(at, by)
	}
	i := r.listStart(int(m.end), min(limit, r.sentenceEnd(int(m.end))))
	if i >= limit {
		return 0
	}
	if n := itemNumber(r.text[i:limit]); n > 0 {
		return r.numberedEvidence(i, limit, by)
	}
	end := min(limit, r.sentenceEnd(i))
	if at := r.trimPlace(place{i, end}, "，,。；;：:"); at.Known() {
		return r.plainEvidence(at, by)
	}
	return 0
}

// paperThatTells returns the paper whose words follow a mark: 被告提交的电子回单载明…. It is unknown if
// none does.
func (r *reader) paperThatTells(m mark) place {
	rest, ok := strings.CutPrefix(r.text[m.end:r.clause(m).End], "的")
	if !ok {
		return place{}
	}
	i, _ := firstOf(rest, "载明", "显示", "记载", "证实", "表明", "写明", "反映")
	if n := runes(rest[:max(i, 0)]); n < 2 || n > 16 || indexMark(rest[:i], "，。；：、") >= 0 || containsAny(rest[:i], "证据", "材料", "上述", "该") {
		return place{}
	}
	from := int(m.end) + len("的")
	return place{from, from + i}
}

// listStart skips what stands between a word of submitting and the list: 的证据有：.
func (r *reader) listStart(i, end int) int {
	for i < end {
		w := prefixOf(r.text[i:end], []string{"以下证据", "如下证据", "下列证据", "的证据材料", "的证据", "证据材料", "证据", "材料", "了", "如下", "以下", "包括", "主要", "分别为", "为", "是", "有", "：", ":", "；", " ", "\n", "　"})
		if w == "" {
			return i
		}
		i += len(w)
	}
	return i
}

// itemNumber returns the length of the number that an item of a list starts with: 1、 2. （3）
// 证据一、 第一组，; 0 if s starts with none.
func itemNumber(s string) int {
	i := len(prefixOf(s, []string{"证据材料", "证据", "第"}))
	named := i > 0
	if n := closing(s[i:]); n > 0 && n <= 12 && startsNumber(s[i:]) {
		return i + n
	}
	_, n := number(s[i:])
	if n == 0 || n > 6 {
		return 0
	}
	i += n
	if w := prefixOf(s[i:], []string{"组证据", "组"}); w != "" && named {
		i += len(w)
	}
	w := prefixOf(s[i:], []string{"、", ".", "．", "：", ":", "，", "；"})
	if w == "" && !named || w == "，" && !named {
		return 0
	}
	return i + len(w)
}

// numberedEvidence reads the items of a numbered list from byte i on and returns where it ends:
// where a sentence begins that starts with no number.
func (r *reader) numberedEvidence(i, limit int, by string) int {
	for i < limit {
		i = skipBlank(r.text[:limit], i)
		n := itemNumber(r.text[i:limit])
		if n == 0 {
			return i
		}
		end := min(limit, r.sentenceEnd(i+n))
		r.itemsIn(place{i + n, end}, by)
		i = max(end, i+n)
	}
	return limit
}

// itemsIn reads one item and those that follow its aim in the same sentence: 借条一份，证明借款
// 事实；2、……
func (r *reader) itemsIn(p place, by string) {
	s := r.of(p)
	i, _ := itemEnds().first(s)
	if i < 0 {
		i = len(s)
	}
	for _, name := range strings.Split(s[:i], "、") {
		at := strings.Index(s, name)
		r.addEvidence(within(p.Start, at, at+len(name)), by)
	}
}

// itemEnds are the words and marks that end an item of a list of evidence.
var itemEnds = listOf("，", ",", "。", "；", "：", "用以证明", "用于证明", "拟证明", "欲证明", "以证明", "以证", "证明：", "证实", "\n")

// plainEvidence reads items that only 、 or ， separates: 提交了借条、转账凭证等证据.
func (r *reader) plainEvidence(p place, by string) int {
	s := r.of(p)
	if i, _ := evidenceEnds().first(s); i >= 0 {
		s = s[:i]
	}
	for i := 0; i < len(s); {
		k := indexMark(s[i:], "、，,")
		if k < 0 {
			k = len(s) - i
		}
		r.addEvidence(within(p.Start, i, i+k), by)
		_, n := firstRune(s[i+k:])
		i += k + max(n, 1)
	}
	return p.Start + len(s)
}

// evidenceEnds are the words that end an unnumbered list of evidence.
var evidenceEnds = listOf("等证据", "为证", "证明", "在卷", "予以", "佐证", "证实", "经质证", "等材料", "加以", "。", "；", "，本院", "，被告", "，原告")

// addEvidence adds the item at p if its words name a piece of evidence.
func (r *reader) addEvidence(p place, by string) {
	p = r.trimPlace(p, "，,。；;：:、“”")
	what := r.of(p)
	if w := suffixOf(what, []string{"显示", "载明", "记载", "表明"}); w != "" {
		what = strings.TrimSuffix(what, w) // 照片显示: what it shows is no part of its name
	}
	for _, w := range []string{"的", "等", "及", "和", "以及", "其", "本人的"} {
		what = strings.TrimPrefix(strings.TrimSuffix(what, "等"), w)
	}
	if n := runes(what); n < 2 || n > 30 {
		return
	}
	kind := evidenceKind(what)
	if kind == "" {
		return
	}
	for _, e := range r.j.Evidence {
		if e.What == what && e.By == by {
			return
		}
	}
	at := strings.Index(r.text[p.Start:p.End], what)
	r.j.Evidence = append(grown(r.j.Evidence), Evidence{Kind: kind, What: what, By: by, Span: within(p.Start, at, at+len(what)), Confidence: Led})
}

// evidenceKind tells the kind of a piece of evidence (民事诉讼法(2023-09-01) 第六十六条) by its
// name; "" if the words are no name of one.
func evidenceKind(what string) string {
	words := evidenceGlossary().in(what)
	if !balanced(what) || anyOf(words, wordStatement, wordArgument) && (!anyOf(words, wordPaper) || anyOf(words, wordArgument)) {
		return ""
	}
	if strings.HasSuffix(what, "证据") || strings.HasSuffix(what, "保证") || prefixOf(what, []string{"如下", "以上", "相应", "既有"}) != "" {
		return ""
	}
	names := withoutCount(what)
	switch {
	case anyOf(words, wordWitness):
		return "witness"
	case anyOf(words, wordPicture):
		return "documentary"
	case anyOf(words, wordAppraisal) && suffixOf(names, []string{"意见", "书", "报告", "结论", "鉴定"}) != "":
		return "appraisal"
	case anyOf(words, wordInspection):
		return "inspection"
	case anyOf(words, wordRecording):
		return "audiovisual"
	case anyOf(words, wordElectronic):
		return "electronic"
	case anyOf(words, wordTelling):
		return "statement"
	case anyOf(words, wordThing):
		return "physical"
	case papers(names):
		return "documentary"
	}
	return ""
}

// The groups of evidenceGlossary.
const (
	wordStatement = iota // of a statement, unless a well-known paper is named: 借款合同, 担保承诺书
	wordArgument         // of an argument, whatever is named
	wordPaper            // a well-known paper
	wordWitness
	wordPicture
	wordAppraisal
	wordInspection
	wordRecording
	wordElectronic
	wordTelling
	wordThing
)

// evidenceGlossary has the words by which pieces of evidence and what is none are named. It is
// built once.
var evidenceGlossary = sync.OnceValue(func() *glossary {
	return newGlossary(
		[]string{"质证意见", "庭审质证", "应予", "要求", "不", "未", "表示", "提出", "具有", "的意见", "方式", "条件", "为", "系", "均", "已", "担保", "借款", "服务", "上述", "该"},
		[]string{"异议", "认为", "应当", "是否", "认可", "主张", "可以", "承担", "答辩", "本院"},
		[]string{"合同", "协议", "借条", "借据", "欠条", "收条", "承诺书", "保证书", "凭证", "回单", "申请书", "担保书"},
		[]string{"证人", "证言"},
		[]string{"照片", "图片", "票据", "发票"},
		[]string{"鉴定", "评估报告", "审计报告"},
		[]string{"勘验", "勘查笔录", "现场勘查"},
		[]string{"录音", "录像", "视频", "光盘", "监控"},
		[]string{"微信", "短信", "聊天", "邮件", "支付宝", "电子数据", "截图", "截屏", "网页"},
		[]string{"陈述", "自认"},
		[]string{"实物", "物证", "样品", "外包装"})
})

// balanced reports whether every bracket of s is closed in it.
func balanced(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		if b := s[i]; b != ')' && b != ']' && !mayBracket(b) {
			continue
		}
		switch c, _ := charAt(s, i); {
		case opens(c):
			depth++
		case closes(c):
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

// withoutCount cuts off the name of a piece of evidence how many sheets or copies there are.
func withoutCount(what string) string {
	for what != "" {
		switch c, n := lastRune(what); c {
		case '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '份', '张', '页', '组', '枚', '支', '套', '本', '册', '复', '印', '件', '原', '各',
			'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '（', '）', '(', ')', ' ':
			what = what[:len(what)-n]
		default:
			return what
		}
	}
	return ""
}

// papers reports whether words end as the names of papers do.
func papers(names string) bool {
	switch c, _ := lastRune(names); c {
	case '条', '据', '同', '议', '证', '单', '细', '水', '书', '函', '票', '账', '帐', '表', '知', '录', '告', '息', '照', '册', '图', '簿', '折', '卷', '纸', '历', '信', '执':
		return true
	}
	return suffixOf(names, []string{"证明", "说明", "材料", "资料", "文件", "附件", "复印件", "原件", "档案", "户口本", "存折", "凭", "章程", "诉状", "流水", "证件", "身份证复印件"}) != ""
}

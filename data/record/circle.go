package record

import (
	"math"
	"strings"
	"time"
)

// What the court finds of money that was paid out as a loan may show that it came back: 甲向乙转账, 乙同日转给丙, 丙次日转回甲. The
// transfers of one sequence are read with who paid and who was paid; a sequence that begins with the lender and the borrower
// and ends with the lender, or with his spouse or kin, by way of somebody else, is a circle (民间借贷司法解释(2020-12-29) 第十八条).

const (
	circleDays   = 10  // days from the first transfer to the last
	circleShare  = 0.1 // by how much the last sum may differ from the first
	circleWords  = 3   // how many words of transfer the findings of a circle have at least
	maxFlowNames = 30  // characters of a name
)

// A flow is one transfer as told: who paid whom, on which day of the sequence and how much; 0 where no sum is told.
type flow struct {
	payer, payee string
	day          time.Time // zero where it is that of the transfer before
	yuan         float64
	at           place
}

// readCircles notes, once, that the court found the money of a loan to have come back to who lent it.
func (r *reader) readCircles() {
	if !r.lending() {
		return
	}
	for _, p := range r.parts {
		if p.kind != secFacts || p.earlier {
			continue
		}
		if flowing(r.of(p.at)) < circleWords {
			continue
		}
		if lender, at := r.circleIn(r.flowsIn(p.at), r.holders(p.at)); lender != "" {
			r.addElement(Element{Kind: ElCircle, Value: lender, Span: at, Confidence: Led})
			return
		}
	}
}

// flowing counts what may be words of a transfer.
func flowing(s string) (n int) {
	for _, w := range flowRoots {
		n += strings.Count(s, w)
	}
	return n
}

// flowRoots stand in all of flowVerbs.
var flowRoots = []string{"转", "汇", "支出", "打入", "打给", "打款", "打回", "划", "存入", "付给", "返还给", "退", "流回", "回流", "回到"}

// flowVerbs are the words by which money passes from one to another, the longer first.
var flowVerbs = []string{
	"转账支付给", "转账给", "转帐给", "汇款给", "转款给", "打款给", "转回给", "退回给", "转账至", "转账到", "汇款至", "汇款到", "转款至", "转款到", "转回至", "转回到", "回流至", "回流到", "回到",
	"转账", "转帐", "汇款", "转款", "打款", "转给", "转至", "转到", "转入", "转往", "汇给", "汇至", "汇到", "汇入", "打给", "打入", "划给", "划至", "划入", "存入", "转付给", "付给", "支付给", "返还给", "退给",
	"转出", "支出", "汇出", "划出", "转回", "汇回", "打回", "流回", "回流", "退回",
}

// flowsIn returns the transfers that the sentences of a place tell, in their order.
func (r *reader) flowsIn(p place) []flow {
	var all []flow
	subject, day := "", time.Time{}
	for i := p.Start; i < p.End; {
		end := min(r.sentenceEnd(i), p.End)
		if end <= i {
			break
		}
		sentence := place{i, end}
		i = end
		if containsAny(r.of(sentence), "辩称", "主张", "诉称", "陈述称", "原告称", "被告称", "上诉人称", "自述") {
			continue
		}
		for from := sentence.Start; from < sentence.End; {
			to := r.phraseEnd(place{from, sentence.End})
			phrase := place{from, to}
			from = afterRune(r.text[:sentence.End], to)
			if d, ok := r.dayTold(phrase); ok {
				day = d
			}
			f, lead := r.flowOf(phrase, subject)
			if lead != "" {
				subject = lead
			}
			if f.payee == "" {
				if len(all) > 0 && all[len(all)-1].payee != "" {
					r.sumOnly(&all[len(all)-1], phrase)
				}
				continue
			}
			if f.payer == "" && len(all) > 0 {
				f.payer = all[len(all)-1].payee // 收款后即转给丙
			}
			if f.payer != "" && f.payer != f.payee {
				f.day, day = day, time.Time{}
				all = append(all, f)
			}
			subject = f.payer
		}
	}
	return all
}

// phraseEnd returns where the first phrase of p ends: at a mark that does not stand inside a number (22,600元).
func (r *reader) phraseEnd(p place) int {
	for at := p.Start; ; {
		k := indexMark(r.text[at:p.End], "，,；;。：:")
		if k < 0 {
			return p.End
		}
		at += k
		next := afterRune(r.text[:p.End], at)
		if at == p.Start || next >= p.End || !arabic(rune(r.text[at-1])) || !arabic(rune(r.text[next])) {
			return at
		}
		at = next
	}
}

// dayTold returns the first day that a phrase tells. A month alone is no day of a sequence: it counts as long before all of them.
func (r *reader) dayTold(p place) (time.Time, bool) {
	days := r.daysIn(p)
	if len(days) == 0 {
		return time.Time{}, false
	}
	if t, err := time.Parse(time.DateOnly, days[0].iso); err == nil {
		return t, true
	}
	return time.Unix(0, 0), true
}

// sumOnly gives a transfer without a sum the one that the next phrase tells, if that tells of nothing else.
func (r *reader) sumOnly(f *flow, phrase place) {
	if s := r.sumsIn(phrase); f.yuan == 0 && len(s) == 1 && !containsAny(r.of(phrase), "余额", "尚", "欠", "还款", "循环", "形成", "流水", "合计", "共计", "累计") {
		f.yuan = s[0].yuan
	}
}

// flowOf reads a phrase as a transfer, and who the phrase begins with; subject is whom the phrase before spoke of.
func (r *reader) flowOf(p place, subject string) (f flow, lead string) {
	s := r.of(p)
	lead = r.flowName(leading(s))
	if !containsAny(s, flowRoots...) {
		return flow{}, lead
	}
	i, verb := firstOf(s, flowVerbs...)
	if i < 0 || containsAny(s, "未", "没有", "不得", "应当", "请求", "约定") {
		return flow{}, lead
	}
	for _, w := range flowVerbs { // of those that begin there the longest
		if strings.HasPrefix(s[i:], w) && len(w) > len(verb) {
			verb = w
		}
	}
	before, after := s[:i], s[i+len(verb):]
	if k, w := lastOfWords(before, "向", "给"); k >= 0 && (w == "向" || k > 0) {
		f.payee = r.flowName(before[k+len(w):])
		before = before[:k]
	}
	if f.payee == "" {
		f.payee = r.flowName(r.behind(p, i+len(verb), after))
	}
	if f.payee == "" {
		return flow{}, lead
	}
	f.payer = r.flowName(leading(before))
	if f.payer == "" {
		f.payer = subject
		if containsAny(strings.ReplaceAll(before, "先后", ""), "后", "随即", "当即", "即", "再", "又") && leading(before) == "" {
			f.payer = ""
		}
	}
	if sums := r.sumsIn(p); len(sums) > 0 {
		f.yuan = sums[0].yuan
	}
	f.at = p
	return f, lead
}

// behind returns the words after a verb that may name who is paid: behind the sum and 至, without what they are called.
func (r *reader) behind(p place, from int, after string) string {
	if sums := r.sumsIn(place{p.Start + from, p.End}); len(sums) > 0 && sums[0].at.End <= p.End && strings.TrimLeft(r.text[p.Start+from:sums[0].at.Start], "了人民币共合计 ¥￥") == "" {
		after = r.text[sums[0].at.End:p.End]
	}
	return strings.TrimPrefix(strings.TrimPrefix(after, "了"), "全部")
}

// leading returns the words of a phrase that name who acts: up to what tells when, how and what.
func leading(s string) string {
	s = strings.TrimLeft(s, " 　")
	for {
		w := prefixOf(s, flowLeads)
		if w == "" {
			_, n := dateAt(s)
			w = s[:n]
		}
		if w == "" {
			w = shortDay(s)
		}
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	if i, _ := firstOf(s, "账户", "帐户", "于", "向", "将", "把", "从", "以", "在", "又", "再", "即", "遂", "随", "当", "同日", "次日", "翌日", "全额", "分", "先后", "收到", "收款", "后", "通过", "1", "2", "3", "4", "5", "6", "7", "8", "9"); i >= 0 {
		s = s[:i]
	}
	if i, _ := firstOf(s, flowVerbs...); i >= 0 {
		s = s[:i]
	}
	return s
}

// flowLeads may stand before who acts in a transfer.
var flowLeads = []string{"当日", "同日", "次日", "翌日", "当天", "同天", "第二天", "其后", "随后", "之后", "此后", "后", "而", "并", "且", "但", "该款", "款项", "再由", "由", "每次到账后", "到账后", "收款后", "经查", "其中", "如此", "上午", "下午", "即", "又", "再", "于", "同时"}

// shortDay returns the day or hour without a year at the start of words: 3月9日, 10时12分.
func shortDay(s string) string {
	i := 0
	for i < len(s) && arabic(rune(s[i])) {
		i++
	}
	w := prefixOf(s[i:], []string{"月", "日", "时", "分", "秒", ":", "："})
	if i == 0 || i > 2 || w == "" {
		return ""
	}
	return s[:i+len(w)]
}

// flowName returns the name that words of a transfer begin with: a party's as its head has it, the last figures of an account,
// a name of somebody else, or that of a party with the word of kinship behind it; "" if they name nobody.
func (r *reader) flowName(s string) string {
	s = strings.TrimLeft(s, " 　“”")
	for {
		w := prefixOf(s, []string{"案外人", "第三人", "户名为", "户名", "账户名为", "其名下", "出借人", "借款人", "给", "至", "到", "入", "由"})
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	if rest, ok := strings.CutPrefix(s, "尾号"); ok {
		rest = strings.TrimLeft(rest, "为是：:")
		n := 0
		for n < len(rest) && arabic(rune(rest[n])) {
			n++
		}
		if n >= 3 {
			return "尾号" + rest[:n]
		}
		return ""
	}
	bare := s[len(prefixOf(s, []string{"被上诉人", "上诉人", "原告", "被告", "申请人", "被申请人"})):]
	for i := range r.j.Parties {
		name := r.j.Parties[i].Name
		if rest, ok := strings.CutPrefix(bare, name); ok {
			return name + kinWord(rest)
		}
	}
	if bare != s { // a role that names its only party
		if name := r.onlyOf(s[:len(s)-len(bare)]); name != "" {
			return name + kinWord(bare)
		}
		s = bare
	}
	for _, w := range []string{"名下", "的", "账户", "帐户", "个人", "处", "作", "用于", "，"} {
		if i := strings.Index(s, w); i > 0 {
			s = s[:i]
		}
	}
	if i := strings.IndexAny(s, "0123456789"); i > 0 {
		s = s[:i]
	}
	if runes(s) > maxFlowNames {
		return ""
	}
	return bearer(s)
}

// kinWord returns the word of kinship that words begin with, behind the name of a party: 之夫, 丈夫, 的配偶.
func kinWord(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "的"), "之")
	return prefixOf(s, []string{"丈夫", "妻子", "配偶", "夫", "妻", "父亲", "母亲", "父", "母", "儿子", "女儿", "子", "女", "哥哥", "弟弟", "姐姐", "妹妹", "兄", "弟", "姐", "妹", "爱人"})
}

// holders tells whose the accounts are that the text names by their last figures: 尾号3317账户户主为彭某之配偶.
func (r *reader) holders(p place) map[string]string {
	all := map[string]string{}
	s := r.of(p)
	for from := 0; ; {
		i := strings.Index(s[from:], "尾号")
		if i < 0 {
			return all
		}
		from += i + len("尾号")
		account := r.flowName("尾号" + s[from:])
		end := len(s)
		if k := indexMark(s[from:], "，,；;。"); k >= 0 {
			end = from + k
		}
		if k, w := firstOf(s[from:end], "户主为", "户主系", "户名为", "户名系", "持有人为", "持有人系", "开户人为", "开户人系", "所有人为", "所有人系"); k >= 0 && account != "" {
			if name := r.flowName(s[from+k+len(w) : end]); name != "" {
				all[account] = name
			}
		}
	}
}

// circleIn looks for a sequence of transfers that begins with who claims and who answers and comes back, and returns whom
// the money came back to and where that is told.
func (r *reader) circleIn(flows []flow, holders map[string]string) (lender string, at place) {
	for i := range flows {
		if r.seatOf(flows[i].payer) != Claiming || r.seatOf(flows[i].payee) != Defending {
			continue
		}
		first, last, day := flows[i], i, flows[i].day
		end := day
		for k := i + 1; k < len(flows); k++ {
			f := flows[k]
			if f.payer != flows[last].payee {
				continue
			}
			if !f.day.IsZero() {
				end = f.day
			}
			if !day.IsZero() && (end.Sub(day) > circleDays*24*time.Hour || end.Before(day)) {
				break
			}
			last = k
			back := f.payee
			if h := holders[back]; h != "" {
				back = h
			}
			if k > i+1 && strings.HasPrefix(back, first.payer) && alikeSums(first.yuan, f.yuan) {
				return first.payer, place{first.at.Start, f.at.End}
			}
		}
	}
	return "", place{}
}

// alikeSums reports whether the sum that came back is about the one that was paid, as far as both are told.
func alikeSums(out, back float64) bool {
	return out == 0 || back == 0 || math.Abs(out-back) <= circleShare*out
}

// seatOf returns on which side of the first instance the party of a name stood.
func (r *reader) seatOf(name string) Side {
	for i, p := range r.j.Parties {
		if p.Name == name {
			return r.sideAtFirst(i)
		}
	}
	return SideUnknown
}

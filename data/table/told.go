package table

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
)

// Registers tell in one cell of text what standards keep in several fields: 判处有期徒刑二年，
// 缓刑三年，并处罚金人民币二万元. What is read here is one saying of such a text.

// Told looks in a text for what f is told as (see standard.Field.ToldIn). It reports false if
// the text does not say it, or not plainly.
func Told(f standard.Field, text string) (any, bool) {
	text = tidy(text)
	if text == "" {
		return nil, false
	}
	switch f.As {
	case "penalty":
		code := penaltyIn(text)
		return code, code != "" && slices.Contains(f.Codes, code)
	case "term":
		return months(executed(text), term)
	case "probation":
		return months(executed(text), probation)
	case "fine", "confiscation", "restitution", "paid":
		if v, ok := alone(text); ok && f.As == "fine" { // 财产刑：20000
			return v, true
		}
		return sumOf(executed(text), f.As)
	case "released":
		return releasedIn(text)
	case "completed":
		return toldDay(text, []string{"补正", "补齐", "补充材料", "材料齐备", "材料齐全"}, "要求", "通知", "告知", "责令", "退回", "需", "应", "未", "待", "限")
	case "mediation_end":
		return toldDay(text, []string{"调解不成", "调解未成", "调解失败", "调解终结", "终止调解", "调解未果", "未达成调解", "未能达成"})
	case "sum":
		return wholeSum(text)
	case "state":
		code := stateIn(text)
		return code, code != "" && slices.Contains(f.Codes, code)
	}
	return nil, false
}

// executed returns what is executed of a sentence for several crimes, else all of it.
func executed(text string) string {
	for _, w := range []string{"决定执行", "合并执行"} {
		if i := strings.LastIndex(text, w); i >= 0 {
			return text[i:]
		}
	}
	return text
}

const fewNumerals = `([0-9０-９一二两三四五六七八九十]{1,3})`

var (
	term      = regexp.MustCompile(`(?:有期徒刑|拘役|管制)(?:` + fewNumerals + `年)?(?:零|又)?(?:` + fewNumerals + `个?月)?`)
	probation = regexp.MustCompile(`缓刑(?:考验期限?)?(?:为)?(?:` + fewNumerals + `年)?(?:零|又)?(?:` + fewNumerals + `个?月)?`)
)

// months reads the first length of time that a pattern finds.
func months(text string, pattern *regexp.Regexp) (any, bool) {
	m := pattern.FindStringSubmatch(solid(text, ""))
	if m == nil || m[1] == "" && m[2] == "" {
		return nil, false
	}
	years, ok := wholeNumber(m[1])
	rest, well := wholeNumber(m[2])
	return 12*years + rest, ok && well
}

// penaltyIn returns the code of the principal penalty of an order, empty if it imposes none.
func penaltyIn(text string) string {
	order := executed(text)
	for _, p := range []struct{ word, code string }{
		{"无罪", "acquitted"}, {"免予刑事处", "exempted"}, {"免于刑事处", "exempted"}, {"免除刑事处罚", "exempted"}, {"免刑", "exempted"},
		{"死缓", "death_suspended"}, {"缓期二年", "death_suspended"}, {"缓期2年", "death_suspended"}, {"死刑", "death"},
		{"无期徒刑", "life"}, {"有期徒刑", "fixed_term"}, {"拘役", "criminal_detention"}, {"管制", "control"},
	} {
		if strings.Contains(order, p.word) {
			return p.code
		}
	}
	if strings.Contains(order, "罚金") {
		return "fine"
	}
	return ""
}

// sayingOf tells by which words a clause is about a sum. Those of earlier rows go first.
func sayingOf(clause string) string {
	for _, s := range []struct {
		as    string
		words []string
	}{
		{"", []string{"未缴", "未补缴", "应补缴", "需补缴", "须补缴", "待补缴", "拟补缴", "责令补缴", "责令其补缴", "限期补缴", "通知补缴", "要求补缴", "尚欠", "尚未", "未履行", "未执行", "余款", "余额", "剩余", "价值", "犯罪金额", "涉案"}},
		{"paid", []string{"已缴", "已交", "缴纳了", "已履行", "已执行", "实缴", "执行到位", "已退", "预缴", "先缴", "补缴", "又缴", "再缴", "续缴", "部分缴纳", "缴纳"}},
		{"fine", []string{"罚金"}},
		{"confiscation", []string{"没收财产", "没收个人", "没收其个人", "没收部分财产", "没收全部财产"}},
		{"restitution", []string{"退赔", "追缴", "退缴", "违法所得", "退出赃款", "赃款"}},
	} {
		if slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(clause, w) }) {
			return s.as
		}
	}
	return "none"
}

// sumOf adds up the sums of the clauses of one saying: 罚金五千元、没收财产一万元. A clause that
// gives the sum of those before it (合计2万元) is no part of them; of what was paid it counts if
// it is more.
func sumOf(text, as string) (any, bool) {
	total, found, last := 0.0, false, ""
	for _, clause := range clauses(text) {
		said := sayingOf(clause)
		if said == "none" { // 并处罚金，金额20000元
			said = last
		}
		last = said
		if said != as {
			continue
		}
		v, ok := firstSum(clause)
		switch {
		case !ok:
		case found && allTold(clause):
			if as == "paid" {
				total = max(total, v)
			}
		default:
			total, found = total+v, true
		}
	}
	return total, found && total > 0
}

// allTold reports whether a clause adds up what was told before.
func allTold(clause string) bool {
	return slices.ContainsFunc([]string{"合计", "共计", "总计", "累计"}, func(w string) bool { return strings.Contains(clause, w) })
}

// wholeSum reads the only sum of money of a text, or the one that adds up the others:
// 抵押本金8万元及利息，合计96200元. What has no 元 behind it is none.
func wholeSum(text string) (any, bool) {
	for _, w := range []string{"合计", "共计", "总计"} {
		if i := strings.LastIndex(text, w); i >= 0 {
			text = text[i:]
			break
		}
	}
	total, found := 0.0, 0
	for i := 0; i < len(text); {
		v, currency, n := record.SumAt(text[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
		} else {
			total, found = v, found+1
			if currency != "" {
				return nil, false
			}
		}
		i += n
	}
	return total, found == 1 && total > 0
}

// alone reads a text that is a sum and nothing else.
func alone(text string) (float64, bool) {
	if v, currency, n := record.SumAt(text); n == len(text) && n > 0 {
		return v, currency == "" && v > 0
	}
	v, n := record.NumberAt(text)
	return v, n == len(text) && v >= 100
}

// clauses takes a text apart where its sentences, brackets and enumerations end; not at the
// comma of 20,000.
func clauses(text string) (out []string) {
	start := 0
	for i, r := range text {
		comma := r == ',' && (i+1 >= len(text) || text[i+1] < '0' || text[i+1] > '9')
		if comma || strings.ContainsRune("，;；。、（）()\n|/＋+", r) {
			out = append(out, text[start:i])
			start = i + len(string(r))
		}
	}
	return append(out, text[start:])
}

// firstSum reads the first sum of money in a clause, with or without 元 behind it, that is no
// day and no length of time.
func firstSum(clause string) (float64, bool) {
	for i := 0; i < len(clause); {
		if _, n := record.DayAt(clause[i:]); n > 0 {
			i += n
			continue
		}
		if v, currency, n := record.SumAt(clause[i:]); n > 0 {
			return v, currency == ""
		}
		v, n := record.NumberAt(clause[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(clause[i:])
		} else if rest := clause[i+n:]; rest == "" || strings.HasPrefix(rest, "整") {
			return v, v >= 100
		}
		i += n
	}
	return 0, false
}

// releases are the words that say on what day somebody came out.
var releases = []string{"释放", "刑满", "出监", "离监", "出所", "离所", "假释", "暂予监外执行", "保外就医"}

// toldDay reads the last day of a clause with one of some words and none of those that say that
// it has not come about.
func toldDay(text string, words []string, never ...string) (any, bool) {
	holds := func(clause string) func(string) bool {
		return func(w string) bool { return strings.Contains(clause, w) }
	}
	var day any
	for _, clause := range clauses(text) {
		if !slices.ContainsFunc(words, holds(clause)) || slices.ContainsFunc(never, holds(clause)) {
			continue
		}
		if at, ok := firstDay(clause); ok {
			day = at
		}
	}
	return day, day != nil
}

// firstDay returns the first full date of a clause.
func firstDay(clause string) (day time.Time, ok bool) {
	for i := range clause {
		iso, n := record.DayAt(clause[i:])
		if day, err := time.Parse(time.DateOnly, iso); n > 0 && err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// releasedIn reads the day on which a remark says that somebody was let go: of the clauses with
// such a word and a full date the last.
func releasedIn(text string) (any, bool) {
	var day any
	for _, clause := range clauses(text) {
		if !slices.ContainsFunc(releases, func(w string) bool { return strings.Contains(clause, w) }) {
			continue
		}
		if strings.ContainsAny(clause, "拟应将未") || strings.Contains(clause, "撤销") {
			continue
		}
		if at, ok := firstDay(clause); ok {
			day = at
		}
	}
	return day, day != nil
}

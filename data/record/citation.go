package record

import (
	"strconv"
	"strings"
)

// maxTitle is the longest title of a law in bytes; the interpretations of the Supreme People's
// Court have long ones.
const maxTitle = 3 * 90

// readCitations gathers the articles of law that the text cites. Titles stand in 《》, well-known
// laws also without; 该法第…条 means the law cited before. Law texts printed after the signatures
// are no citations.
func (r *reader) readCitations() {
	titles, last := r.titles, lastLaw{}
	for _, m := range r.marks {
		if m.cue != cueArticle {
			continue
		}
		for len(titles) > 0 && titles[0] < m.start {
			r.citeTitle(int(titles[0]), &last)
			titles = titles[1:]
		}
		if int(m.start) >= max(r.head.body, last.end) && int(m.start) < r.head.tail {
			r.citeBare(m, &last)
		}
	}
	for _, t := range titles {
		r.citeTitle(int(t), &last)
	}
}

// A lastLaw is the law cited last, and where its title ends: titles within it are its own.
type lastLaw struct {
	name string
	end  int
}

// citeTitle reads the law whose title opens at byte i, with the articles after it.
func (r *reader) citeTitle(i int, last *lastLaw) {
	if i < max(r.head.body, last.end) || i >= r.head.tail {
		return
	}
	title, n := titleAt(r.text[i:])
	if n == 0 || introduced(r.text[:i]) {
		return
	}
	after := i + n
	if k := closing(r.text[after:]); k > 0 && k <= 3*80 {
		after += k // （以下简称《…》）
	}
	if k := articleStart(r.text[after:]); k >= 0 && (cited(title) || official(title)) {
		*last = lastLaw{title, after}
		r.citeArticles(title, i, after+k)
		return
	}
	if lawTitle(title) {
		*last = lastLaw{title, after}
		r.cite(Citation{Law: title, Span: place{i, i + n}, Confidence: Led})
	}
}

// titleAt returns the words between 《 at the start of s and the 》 that closes it, and the
// length with both. Titles name other titles: 《关于适用〈…〉的解释》, also written 《…《…》…》.
func titleAt(s string) (title string, length int) {
	depth := 0
	for i := 0; i+3 <= len(s) && i < maxTitle; {
		if s[i] == '\n' {
			break
		}
		if s[i] < 0xe0 || s[i] >= 0xf0 {
			i++
			continue
		}
		if s[i] != 0xe3 || s[i+1] != 0x80 {
			i += 3
			continue // none of 《 》 。
		}
		switch s[i : i+3] {
		case "《":
			depth++
		case "》":
			if depth--; depth == 0 {
				return s[len("《"):i], i + 3
			}
		case "。":
			return "", 0
		}
		i += 3
	}
	return "", 0
}

// introduced reports whether a short name follows: （以下简称《…》）.
func introduced(before string) bool {
	return suffixOf(before, []string{"简称", "下称", "简称为", "简称：", "下称：", "简称:"}) != ""
}

// lawTitle reports whether a title without an article is a law's.
func lawTitle(title string) bool {
	if official(title) {
		return cited(title)
	}
	return suffixOf(title, []string{"法", "法典", "条例", "民法通则", "民法总则", "司法解释"}) != "" && suffixOf(title, []string{"办法", "方法", "做法", "用法"}) == ""
}

// lawSuffixes are the words that titles of laws, interpretations and rules end with.
func lawSuffixes() []string {
	return []string{"法", "法典", "条例", "规定", "解释", "办法", "通则", "总则", "细则", "规则", "准则", "批复", "意见", "纪要", "决定", "通知", "解答", "复函", "答复", "公约"}
}

// official reports whether a title begins with who makes law; with an article after it, it is one
// even where the text lost its end.
func official(title string) bool {
	return prefixOf(title, []string{"中华人民共和国", "最高人民法院", "最高人民检察院", "国务院"}) != ""
}

// cited reports whether a title that an article follows is a law's. Contracts and articles of
// association have articles too, and some end like a law: 《劳动合同管理规定》 counts.
func cited(title string) bool {
	if c, _ := lastRune(title); closes(c) {
		title = beforeBracket(title) // （2018修订）, （试行）
	}
	return suffixOf(title, lawSuffixes()) != "" && !strings.Contains(title, "国家标准")
}

// articleStart returns where 第…条 starts near the start of s, or -1: at once, or after 的, （试行）
// or a comma.
func articleStart(s string) int {
	i := skipBlank(s, 0)
	for {
		w := prefixOf(s[i:], []string{"的", "，", ",", "、", "中", "之", "规定的", "”"})
		if w == "" {
			break
		}
		i += len(w)
	}
	if _, n := articleAt(s[i:]); n == 0 {
		return -1
	}
	return i
}

// articleAt reads 第二百五十二条, 第120条之一 or 第一百二十条之一 at the start of s.
func articleAt(s string) (article string, length int) {
	v, n := ordinal(s, "条")
	if n == 0 {
		return "", 0
	}
	article = strconv.Itoa(v)
	if rest, ok := strings.CutPrefix(s[n:], "之"); ok {
		c, size := firstRune(rest)
		if d := digit(c); d > 0 && prefixOf(rest[size:], []string{"间", "日", "后"}) == "" {
			return article + "-" + strconv.Itoa(d), n + len("之") + size
		}
	}
	return article, n
}

// An ordinals is one or more numbers before one 款 or 项: 第一、二款.
type ordinals struct {
	values [8]int16 // small, for it is returned by value
	count  int
}

// ordinal reads 第…unit with one number at the start of s: 第二百五十二条, 第（一）项.
func ordinal(s, unit string) (value, length int) {
	i := ordinalStart(s, unit)
	if i < 0 {
		return 0, 0
	}
	v, n := bracketed(s[i:])
	if n == 0 || !strings.HasPrefix(s[i+n:], unit) {
		return 0, 0
	}
	return v, i + n + len(unit)
}

// ordinalStart returns where the numbers of ordinalsAt start, or -1.
func ordinalStart(s, unit string) int {
	if begins(s, "第") {
		return len("第")
	}
	if unit == "项" {
		if c, _ := firstRune(s); opens(c) {
			return 0
		}
	}
	return -1
}

// ordinalsAt reads 第…unit at the start of s: 第一款, 第（一）项, 第一、二款; （一）项 also without 第.
func ordinalsAt(s, unit string) (list ordinals, length int) {
	i := ordinalStart(s, unit)
	if i < 0 {
		return list, 0
	}
	for list.count < len(list.values) {
		v, n := bracketed(s[i:])
		if n == 0 {
			break
		}
		list.values[list.count] = int16(v)
		list.count++
		i += n
		if strings.HasPrefix(s[i:], unit) {
			return list, i + len(unit)
		}
		i += len(prefixOf(s[i:], []string{"、", "，", "和", "及"}))
	}
	return ordinals{}, 0
}

// bracketed reads a whole number from 1, with or without brackets and blanks around it.
func bracketed(s string) (value, length int) {
	i := skipBlank(s, 0)
	if c, size := firstRune(s[i:]); opens(c) {
		i += size
	}
	v, n := number(s[i:])
	if n == 0 || v < 1 || v > 9999 || v != float64(int(v)) {
		return 0, 0
	}
	i = skipBlank(s, i+n)
	if c, size := firstRune(s[i:]); closes(c) {
		i += size
	}
	return int(v), i
}

// citeArticles reads the list of articles at byte i, the citation of which starts at from.
func (r *reader) citeArticles(law string, from, i int) {
	c := Citation{Law: law, Confidence: Formal}
	for {
		article, n := articleAt(r.text[i:])
		if n == 0 {
			break
		}
		c.Article, c.Paragraph, c.Item = article, 0, 0
		i = r.citeParts(c, from, i+n)
		sep, through := separator(r.text[i:])
		if sep == 0 && !strings.HasPrefix(r.text[i:], "第") {
			break
		}
		if through {
			r.citeRange(law, article, i+sep)
		}
		i += sep
		from = i
	}
}

// citeParts reads the 款 and 项 that follow an article and notes each; without any it notes the
// article. It returns where they end.
func (r *reader) citeParts(c Citation, from, i int) int {
	noted := false
	for {
		at := i
		if noted {
			sep, _ := separator(r.text[i:])
			at += sep
			from = at
		}
		paragraphs, p := ordinalsAt(r.text[at:], "款")
		items, n := ordinalsAt(r.text[at+p:], "项")
		if p+n == 0 || noted && at == i {
			break
		}
		i = at + p + n
		c.Span, noted = place{from, i}, true
		r.citeEach(&c, paragraphs, items)
	}
	if !noted {
		c.Span = place{from, i}
		r.cite(c)
	}
	return i
}

// citeEach notes a citation for each 款 and, of the last of them, for each 项.
func (r *reader) citeEach(c *Citation, paragraphs, items ordinals) {
	for k := range paragraphs.count {
		c.Paragraph, c.Item = int(paragraphs.values[k]), 0
		if k+1 < paragraphs.count || items.count == 0 {
			r.cite(*c)
		}
	}
	for k := range items.count {
		c.Item = int(items.values[k])
		r.cite(*c)
	}
}

// separator returns the length of what joins two articles, and whether it means all between:
// 、 和 及 以及 与 至 到.
func separator(s string) (length int, through bool) {
	w := prefixOf(s, []string{"、", "，", ",", "和", "及", "以及", "与", "或者", "或", "并", "至", "到", "-", "—"})
	n := skipBlank(s, len(w))
	if w == "" || !strings.HasPrefix(s[n:], "第") {
		return 0, false
	}
	return n, w == "至" || w == "到" || w == "-" || w == "—"
}

// maxRange bounds 第…条至第…条: a longer one means a chapter and not so many citations.
const maxRange = 30

// citeRange notes the articles between first and the one at byte i, which is not included.
func (r *reader) citeRange(law, first string, i int) {
	last, n := articleAt(r.text[i:])
	a, err := strconv.Atoi(first)
	b, err2 := strconv.Atoi(last)
	if n == 0 || err != nil || err2 != nil || b-a > maxRange {
		return
	}
	for k := a + 1; k < b; k++ {
		r.cite(Citation{Law: law, Article: strconv.Itoa(k), Span: place{i, i + n}, Confidence: Led})
	}
}

// cite adds a citation. Cited again in the court's reasoning it is shown there; a law named
// without an article counts only if none of its articles is cited.
func (r *reader) cite(c Citation) {
	for i := range r.j.Citations {
		q := &r.j.Citations[i]
		if q.Law != c.Law {
			continue
		}
		if c.Article == "" {
			return
		}
		if q.Article == "" {
			*q = c
			return
		}
		if q.Article == c.Article && q.Paragraph == c.Paragraph && q.Item == c.Item {
			if r.partAt(c.Span.Start).kind == secReasoning && r.partAt(q.Span.Start).kind != secReasoning {
				q.Span, q.Confidence = c.Span, c.Confidence
			}
			return
		}
	}
	if r.j.Citations == nil {
		r.j.Citations = make([]Citation, 0, 8) // as many as most documents have
	}
	r.j.Citations = append(r.j.Citations, c)
}

// citeBare reads a citation without 《》 whose 法第, 解释第 or the like is m: 合同法第六十条, or
// 该法第六十条 of the law cited last.
func (r *reader) citeBare(m mark, last *lastLaw) {
	at := int(m.end) - len("第")
	if _, n := articleAt(r.text[at:]); n == 0 {
		return
	}
	before := r.text[max(r.sentenceStart(at), at-maxTitle):at]
	if w := suffixOf(before, []string{"该法", "同法", "该解释", "该规定", "该条例", "该办法", "上述解释", "上述规定"}); w != "" && !strings.HasSuffix(before, "合同法") {
		if kind := strings.TrimLeft(w, "该同上述"); strings.Contains(last.name, kind) {
			r.citeArticles(last.name, at-len(w), at)
		}
		return
	}
	law := bareLaw(before)
	if law == "" {
		return
	}
	last.name = law
	r.citeArticles(law, at-len(law), at)
}

// bareLaw returns the law without 《》 that s ends with: 中华人民共和国合同法, 担保法解释,
// 最高人民法院关于…的规定; "" if it is none.
func bareLaw(s string) string {
	if i := lastIndex(s, "最高人民法院关于"); i >= 0 && indexMark(s[i:], "，。；：“”《》") < 0 && suffixOf(s, []string{"解释", "规定"}) != "" {
		return s[i:]
	}
	stem := strings.TrimSuffix(s, "解释")
	law := suffixOf(stem, bareLaws())
	if law == "" {
		return ""
	}
	law = s[len(stem)-len(law):]
	if full := "中华人民共和国" + law; strings.HasSuffix(s, full) {
		return full
	}
	return law
}

// bareLaws are the laws that courts cite without 《》, the longer first.
func bareLaws() []string {
	return []string{
		"道路交通安全法", "消费者权益保护法", "产品质量法", "食品安全法", "民事诉讼法", "刑事诉讼法", "行政诉讼法", "劳动合同法", "侵权责任法", "企业破产法", "反不正当竞争法",
		"国家赔偿法", "未成年人保护法", "妇女权益保障法", "行政处罚法", "行政许可法", "工伤保险条例", "招标投标法", "土地管理法", "电子商务法", "社会保险法", "劳动争议调解仲裁法",
		"合伙企业法", "城市房地产管理法", "农村土地承包法", "信托法", "证券法", "保险法", "票据法", "海商法", "担保法", "物权法", "合同法", "婚姻法", "继承法", "收养法", "公司法",
		"商标法", "专利法", "著作权法", "广告法", "药品管理法", "建筑法", "仲裁法", "劳动法", "破产法", "民法典", "民法总则", "民法通则", "刑法", "公证法", "拍卖法", "商业银行法",
	}
}

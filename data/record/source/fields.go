package source

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
)

// The names of fields below were seen in public programs that save documents of China
// Judgments Online, and in the samples and the dictionary of fields (s1 to s54) that
// they carry along. Names are compared without case and underscores.

// wholeFields hold a whole document, those with markup first: it keeps the paragraphs,
// and qwContent alone has the parties, which none of the site's own sections has.
func wholeFields() []string {
	return []string{"qwcontent", "html", "htmlcontent", "s21", "doccontent", "文书内容",
		"裁判文书内容", "正文", "文书正文", "全文", "文书全文", "裁判文书全文", "fulltext", "doctext", "judgmenttext", "cpwscontent", "content", "article"}
}

// sectionFields hold one section of a document, in its order: head, parties, record of
// the proceedings, claims and defences, facts, reasons, result, tail. Each section has
// the number of the site and the names in use before and after.
func sectionFields() [][]string {
	return [][]string{
		{"s22", "文本首部段落原文", "首部"},
		{"s53", "诉讼参与人信息部分原文", "当事人段"},
		{"s23", "诉讼记录段原文", "诉讼记录"},
		{"s24", "诉控辩原文", "诉控辩"},
		{"s25", "案件基本情况段原文", "案件基本情况", "事实"},
		{"s26", "裁判要旨段原文", "裁判要旨段", "理由原文", "理由"},
		{"s27", "判决结果段原文", "判决结果"},
		{"s28", "文本尾部原文", "尾部"},
	}
}

// Of sectionFields, those from firstBody to lastBody say what the case is about.
// leastBody of them make a document; one alone is the excerpt in a list of hits.
const (
	firstBody = 2
	lastBody  = 6
	leastBody = 2
)

// nestedFields hold an object with the fields, or a string or script with one.
func nestedFields() []string { return []string{"source", "data", "result", "doc"} }

// idFields hold the id, if there is no "id". What is called "id" among them is "_id", which
// databases add, and the id of an object inside another.
func idFields() []string { return []string{"docid", "文书id", "s5", "uuid", "rowkey", "id"} }

// deepest is how far objects with fields may lie in each other.
const deepest = 3

// A fields is an object of a line, by the simplified names of its fields.
type fields map[string]json.RawMessage

func fieldsOf(object []byte) fields {
	var given map[string]json.RawMessage
	if json.Unmarshal(object, &given) != nil {
		return nil
	}
	f := make(fields, len(given))
	for name, value := range given {
		f[strings.ReplaceAll(strings.ToLower(name), "_", "")] = value
	}
	return f
}

// find returns the first of the fields named that holds words, as a string or as a
// list of strings, one a paragraph.
func (f fields) find(names ...string) string {
	for _, name := range names {
		var one string
		if json.Unmarshal(f[name], &one) == nil && !blank(one) {
			return prose(one)
		}
		var many []string
		if json.Unmarshal(f[name], &many) == nil && !blank(strings.Join(many, "")) {
			return prose(strings.Join(many, "\n"))
		}
	}
	return ""
}

// id returns the id that one of idFields holds, or "".
func (f fields) id() string {
	for _, name := range idFields() {
		if id := idOf(f[name]); id != "" {
			return id
		}
	}
	return ""
}

// document returns the text of the document that the fields hold and its id. Either is
// "" if it is not among them.
func (f fields) document(depth int) (text, id string) {
	id = f.id()
	if whole := f.find(wholeFields()...); whole != "" {
		return f.headed(whole), id
	}
	if sections := f.sections(); sections != "" {
		return f.headed(sections), id
	}
	if depth >= deepest {
		return "", id
	}
	for _, name := range nestedFields() {
		inner, object := nested(f[name])
		text, innerID := inner, ""
		if object != nil {
			text, innerID = object.document(depth + 1)
		}
		if text != "" {
			return text, firstOf(id, innerID)
		}
	}
	return "", id
}

// nested returns the object that raw is or holds in a string, or else the text of the
// page or script in the string.
func nested(raw json.RawMessage) (string, fields) {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", fieldsOf(raw)
	}
	if object := fieldsOf([]byte(s)); object != nil {
		return "", object
	}
	if isMarkup(s) {
		return prose(s), nil
	}
	return "", nil
}

// sections returns the text put together from the sections, or "" if there are too few
// of them to be a document.
func (f fields) sections() string {
	var found []string
	body := 0
	for i, names := range sectionFields() {
		section := f.find(names...)
		if section == "" {
			continue
		}
		if i >= firstBody && i <= lastBody {
			body++
		}
		found = append(found, strings.TrimSpace(section))
	}
	if body < leastBody {
		return ""
	}
	return strings.Join(found, "\n")
}

// kindOfPaper finds at the end of a case's title what kind of document it is.
var kindOfPaper = regexp.MustCompile(`(?:民事|刑事|行政|执行|国家赔偿|刑事附带民事)?(?:判决书|裁定书|决定书|调解书|通知书|支付令)$`)

// headed returns text with the head that programs cut off and keep in fields of its
// own: court, kind of document and case number. A text that has its number has its
// head, and stays as it is.
func (f fields) headed(text string) string {
	const opening = 500 // characters in which the head must stand
	begins := plain(text, opening)
	number := f.find("s7", "案号", "案件号", "文书号", "casenumber", "caseno")
	if number == "" || strings.Contains(begins, plain(number, opening)) {
		return text
	}
	var head strings.Builder
	for _, line := range []string{
		f.find("s2", "法院名称", "法院", "审理法院", "审判法院", "裁判法院", "court", "courtname"),
		kindOfPaper.FindString(strings.TrimSpace(f.find("s1", "案件名称", "标题", "文书标题", "文书名称", "裁判文书名称", "title", "casename"))),
		number,
	} {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(begins, plain(line, opening)) {
			head.WriteString(line + "\n")
		}
	}
	return head.String() + text
}

// plain returns the first characters of s, at most limit, without white space and with
// one form of brackets, which published documents mix.
func plain(s string, limit int) string {
	n := 0
	return strings.Map(func(r rune) rune {
		switch {
		case n >= limit || unicode.IsSpace(r):
			return -1
		case r == '(' || r == '〔' || r == '[':
			r = '（'
		case r == ')' || r == '〕' || r == ']':
			r = '）'
		}
		n++
		return r
	}, s)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// tags are those that tell markup from text in which someone wrote < and >.
var tags = regexp.MustCompile(`(?i)^\s*<(?:!doctype|[a-z]+[\s>])|</(?:div|p|span|td|body|html)>|<br\s*/?>`)

// isMarkup reports whether s is markup, or a script that writes it.
func isMarkup(s string) bool {
	return strings.Contains(s, "<") && tags.MatchString(s) || heldObject.MatchString(s)
}

// prose returns s as text, whether it is text or markup.
func prose(s string) string {
	if isMarkup(s) {
		return pageText(s)
	}
	return s
}

// blank reports whether text has nothing but white space and marks of no width.
func blank(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == 0xFEFF || r == 0x200B }) == ""
}

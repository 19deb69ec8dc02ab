package standard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/mingjian/mingjian/data/record"
)

// Offices call the person whom a register is about by what they do to them: 被收押人, 受助人,
// 户主. No list of headings has them all. Where the name is a field that must be there and is
// not found, the only column whose heading speaks of a person and whose values are names of
// people is it.

var (
	speaksOfPerson = regexp.MustCompile(`(?:人员?|者|对象|学员|职工|户主|犯|姓名|名)$`)
	// otherPerson is somebody whom a row names beside the person it is about.
	otherPerson = regexp.MustCompile(`经办|经手|联系|填[报表写]|审[核批]|录入|登记人|记录|负责|代表|代理|监护|配偶|丈夫|妻|父|母|子女|家长|担保|法官|承办|办案|民警|医[师生]|主刀|书记|签[发收字]|制表|复核|证明|见证|介绍|推荐|单位|企业|公司|机构|项目|地名|品名|病名|罪名|案名|户名`)
)

// byOnly gives a name that must be there, and that no heading is called, to the only column
// that can be it.
func (x *index) byOnly(headings []string, samples [][]string, out []Matched) {
	for n, f := range x.fields {
		if !x.names[n] || !f.Expected() || f.Format != FormatPersonName || slices.ContainsFunc(out, func(m Matched) bool { return m.Field == f.Name }) {
			continue
		}
		only := -1
		for i, m := range out {
			if m.Way != Unknown || !speaksOfPerson.MatchString(headings[i]) || otherPerson.MatchString(headings[i]) || !peoplesNames(sampleOf(samples, i)) {
				continue
			}
			if only >= 0 {
				only = -1
				break
			}
			only = i
		}
		if only >= 0 {
			out[only].Field, out[only].Score, out[only].Way = f.Name, scoreOnly, ByOnly
		}
	}
}

// peoplesNames reports whether cells are names of people: nearly all two to four Chinese
// characters, most with a surname in use, and not few the same few over and over.
func peoplesNames(sample []string) bool {
	n, short, surnames := 0, 0, 0
	seen := map[string]bool{}
	for _, cell := range sample {
		cell = strings.Join(strings.Fields(cell), "")
		if cell == "" {
			continue
		}
		n++
		seen[cell] = true
		letters := []rune(cell)
		if len(letters) < 2 || len(letters) > 4 || strings.ContainsFunc(cell, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '某' }) {
			continue
		}
		short++
		if record.Surname(cell) {
			surnames++
		}
	}
	return n >= 3 && short*10 >= n*9 && surnames*10 >= n*6 && len(seen)*2 >= n
}

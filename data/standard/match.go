package standard

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// A Way says how a column was recognised.
type Way string

// The ways, the surest first.
const (
	ByTitle    Way = "title"    // the heading is the title or the name of the field
	ByAlias    Way = "alias"    // it is a usual heading of it
	ByForm     Way = "form"     // it is one of these but for numbering, brackets, 时间 for 日期 and the like
	ByPart     Way = "part"     // it is put together from a mention and a trait: 被执行人 and 证件号码
	ByBeside   Way = "beside"   // it is a trait by itself, and the column before it names whom it is of
	BySimilar  Way = "similar"  // it has only characters more that change nothing
	ByGroup    Way = "group"    // it is one of these below the title of a group of columns
	ByInitials Way = "initials" // it has the initials of the pinyin of one of these
	ByValues   Way = "values"   // there is no heading, and the values can be nothing else
	ByNumbers  Way = "numbers"  // it is another number of a person, and holds resident IDs
	ByOnly     Way = "only"     // a person must be named, and no other column names one
	Ambiguous  Way = "ambiguous"
	Repeated   Way = "repeated" // another column is the field with more reason
	Unlike     Way = "unlike"   // the values contradict the heading
	Unknown    Way = "unknown"
)

// A Matched is one column of a file and the field that it is.
type Matched struct {
	Heading string     `json:"heading"`         // as delivered
	Field   string     `json:"field,omitempty"` // empty if it is none, or nobody can be sure
	Score   float64    `json:"score"`           // 0 to 1
	Unit    string     `json:"unit,omitempty"`  // the unit in the heading, as written: 万元
	Way     Way        `json:"way"`
	Reason  fault.Text `json:"reason"`
}

// The scores of the ways. What scores less than enough is left unmatched: a wrong column
// is worse than one that somebody has to map by hand.
const (
	scoreTitle    = 1.0
	scoreAlias    = 0.98
	scoreForm     = 0.94
	scorePart     = 0.9
	scoreRole     = 0.88
	scoreSimilar  = 0.75
	scoreNear     = 0.72
	scoreInitials = 0.8
	scoreNumbers  = 0.78
	scoreBeside   = 0.7
	scoreTail     = 0.62
	scoreOnly     = 0.61
	scoreValues   = 0.4
	enough        = 0.6
	apart         = 0.015 // two fields that score less apart than this cannot be told apart
)

// Match says which field of s each column of a file is. samples holds some cells of each
// column, or is nil. No field is given to two columns, and a column that could be two
// fields is given to none.
func Match(s Standard, headings []string, samples [][]string) []Matched {
	return newIndex(s).match(headings, samples)
}

func (x *index) match(headings []string, samples [][]string) []Matched {
	out, best := make([]Matched, len(headings)), make([]hit, len(headings))
	short := initialsOnly(x.delivered(headings))
	var beside context
	if short {
		beside = contextOf(samples)
	}
	for i, text := range headings {
		h := take(text)
		out[i] = Matched{Heading: text, Unit: h.unit, Way: Unknown}
		best[i], out[i].Way = x.best(h, sampleOf(samples, i))
		if short && out[i].Way == Unknown {
			best[i], out[i].Way = settled(x.initials(fold(text), sampleOf(samples, i), beside))
		}
	}
	x.grouped(headings, samples, best, out)
	x.assign(headings, best, out)
	x.beside(headings, samples, out)
	x.identities(samples, out)
	x.instead(samples, out)
	x.byValues(headings, samples, out)
	x.byOnly(headings, samples, out)
	for i := range out {
		out[i].Score = math.Round(out[i].Score*100) / 100
		out[i].Reason = x.reason(out[i])
	}
	return out
}

func sampleOf(samples [][]string, i int) []string {
	if i < len(samples) {
		return samples[i]
	}
	return nil
}

// grouped looks again at two columns side by side that no field is called and that begin
// alike: with the title of a group, as in 财产刑罚金 and 财产刑已缴金额. What stands below it
// must name a field by itself and none that belongs to a person or organisation, since that
// of a group may be another.
func (x *index) grouped(headings []string, samples [][]string, best []hit, out []Matched) {
	for i := range out {
		if out[i].Way != Unknown {
			continue
		}
		for _, rest := range x.ungrouped(headings, i, out) {
			hits := slices.DeleteFunc(x.lookup(fold(rest)), func(f hit) bool {
				return x.owner[f.field] >= 0 || slices.Contains(vague(), fold(rest)) || x.foreign(take(headings[i]).unit, f.field)
			})
			if len(hits) != 1 || contradicts(x.fields[hits[0].field], false, sampleOf(samples, i)) {
				continue
			}
			best[i], out[i].Way = hit{hits[0].field, scoreNear, ByGroup}, ByGroup
			break
		}
	}
}

// known reports whether a column was recognised otherwise than by its group.
func (x *index) known(m Matched) bool { return m.Way != Unknown && m.Way != ByGroup }

// ungrouped lists what remains of heading i, folded and without its brackets, after what it
// begins with like a neighbour, the shortest beginning of two characters first.
func (x *index) ungrouped(headings []string, i int, of []Matched) (rests []string) {
	name := func(i int) []rune {
		if i < 0 || i >= len(headings) || x.known(of[i]) {
			return nil
		}
		forms := take(headings[i]).forms
		if len(forms) == 0 {
			return nil
		}
		return []rune(forms[len(forms)-1])
	}
	own, shared := name(i), 0
	for _, other := range [][]rune{name(i - 1), name(i + 1)} {
		n := 0
		for n < len(own) && n < len(other) && own[n] == other[n] {
			n++
		}
		shared = max(shared, n)
	}
	for n := 2; n <= shared && n+2 <= len(own); n++ {
		rests = append(rests, string(own[n:]))
	}
	return rests
}

// A hit is a field that a heading may mean. field is -1 for none.
type hit struct {
	field int
	score float64
	way   Way
}

// best returns the field that a heading means, if it is one and only one.
func (x *index) best(text heading, sample []string) (hit, Way) {
	hits := x.hits(text)
	for i := range hits {
		if contradicts(x.fields[hits[i].field], x.names[hits[i].field], sample) {
			hits[i].score -= map[bool]float64{true: 0.1, false: 0.35}[hits[i].way == ByTitle || hits[i].way == ByAlias]
		}
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return x.hasty(h, text, sample) })
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	switch {
	case len(hits) == 0:
		return hit{field: -1}, Unknown
	case hits[0].score < enough:
		return hit{field: -1}, Unlike
	case len(hits) > 1 && hits[0].score-hits[1].score < apart:
		if settled, ok := x.settle(hits, sample); ok {
			return settled, settled.way
		}
		return hit{field: -1}, Ambiguous
	}
	return hits[0], hits[0].way
}

// hasty reports whether a short heading that came near a date means one only by chance:
// 任职 may be a post as well. Values must say so.
func (x *index) hasty(h hit, text heading, sample []string) bool {
	f := x.fields[h.field]
	if h.score > scoreNear || f.Type != TypeDate || len([]rune(fold(text.text))) > 2 {
		return false
	}
	share, n := fits(f, sample)
	return n == 0 || share < 0.8
}

// settled returns the best of some hits if none other comes near.
func settled(hits []hit) (hit, Way) {
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	switch {
	case len(hits) == 0:
		return hit{field: -1}, Unknown
	case len(hits) > 1 && hits[0].score-hits[1].score < apart:
		return hit{field: -1}, Ambiguous
	}
	return hits[0], hits[0].way
}

// settle lets the values decide between fields that score the same.
func (x *index) settle(hits []hit, sample []string) (hit, bool) {
	var fit []hit
	for _, h := range hits {
		if hits[0].score-h.score >= apart {
			break
		}
		share, n := fits(x.fields[h.field], sample)
		switch {
		case n == 0 || share > 0.2 && share < 0.8:
			return hit{}, false
		case share >= 0.8:
			fit = append(fit, h)
		}
	}
	if len(fit) != 1 {
		return hit{}, false
	}
	return fit[0], true
}

// assign gives each field to the column that is it with most reason. Two columns with one
// heading are neither.
func (x *index) assign(headings []string, best []hit, out []Matched) {
	order := make([]int, 0, len(best))
	for i, b := range best {
		if b.field >= 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(best[j].score, best[i].score) })
	same := func(i, j int) bool { return best[i].field == best[j].field && fold(headings[i]) == fold(headings[j]) }
	taken := map[int]bool{}
	for _, i := range order {
		twice := slices.ContainsFunc(order, func(j int) bool { return j != i && same(i, j) })
		switch {
		case twice:
			out[i].Way = Ambiguous
		case taken[best[i].field]:
			out[i].Way = Repeated
		default:
			out[i].Field, out[i].Score, out[i].Way = x.fields[best[i].field].Name, best[i].score, best[i].way
		}
		taken[best[i].field] = true
	}
}

// beside gives a column whose heading is a trait and does not say of whom (统一社会信用代码) to
// whom the column before it names: 施工单位. Between the two only other traits of the same may stand.
func (x *index) beside(headings []string, samples [][]string, out []Matched) {
	for i := range out {
		if out[i].Field != "" || out[i].Way == Unlike {
			continue
		}
		forms := take(headings[i]).forms
		n := x.before(out[:i])
		if n < 0 || len(forms) == 0 {
			continue
		}
		for _, h := range x.trait(n, forms[len(forms)-1], false) {
			f := x.fields[h.field]
			share, cells := fits(f, sampleOf(samples, i))
			free := !slices.ContainsFunc(out, func(m Matched) bool { return m.Field == f.Name })
			if free && !x.names[h.field] && (cells == 0 || share >= 0.5) {
				out[i].Field, out[i].Score, out[i].Way = f.Name, scoreBeside, ByBeside
				break
			}
		}
	}
}

// identities gives a column of some number of a person, such as 社保号 and 个人编号, to the resident ID
// of the same person if that is what nearly all its cells are and no other column is it: social
// security has numbered people by their resident IDs for long, and lists of it go by either name.
func (x *index) identities(samples [][]string, out []Matched) {
	for i := range out {
		n, ok := x.number[out[i].Field]
		if !ok || x.owner[n] < 0 {
			continue
		}
		by := x.mentions[x.owner[n]].By
		id, told := x.number[by[TraitIDNo]]
		if by[TraitNumber] != out[i].Field || !told || slices.ContainsFunc(out, func(m Matched) bool { return m.Field == by[TraitIDNo] }) {
			continue
		}
		if share, cells := share(sampleOf(samples, i), looksResident.MatchString); cells >= 3 && share >= 0.9 {
			out[i].Field, out[i].Score, out[i].Way = x.fields[id].Name, scoreNumbers, ByNumbers
		}
	}
}

// before returns the mention that the last of some columns names, or whose traits follow its
// name there; -1 if there is none.
func (x *index) before(columns []Matched) int {
	of := -1
	for _, m := range slices.Backward(columns) {
		f, ok := x.number[m.Field]
		if !ok || x.owner[f] < 0 || of >= 0 && x.owner[f] != of {
			return -1
		}
		if of = x.owner[f]; x.names[f] {
			return of
		}
	}
	return -1
}

// instead gives a column that stands in for a field that no column is: of a list of households
// that names heads only, each head is whom its row is about. A number beside it that does not
// say whose it is, is the head's then; where another column may name the members, nothing moves.
func (x *index) instead(samples [][]string, out []Matched) {
	if len(out) < 2 { // a heading by itself is no list of households
		return
	}
	at := func(field string) int {
		return slices.IndexFunc(out, func(m Matched) bool { return m.Field == field })
	}
	bare := false
	for n, f := range x.fields {
		if len(f.Instead) == 0 || at(f.Name) < 0 {
			continue
		}
		if x.names[n] || slices.ContainsFunc(f.Instead, func(other string) bool { return at(other) >= 0 }) {
			return
		}
		bare = true
	}
	for i, m := range out {
		if bare && m.Field == "" && peoplesNames(sampleOf(samples, i)) {
			return
		}
	}
	for _, f := range x.fields {
		for _, other := range f.Instead {
			if i := at(other); i >= 0 {
				out[i].Field = f.Name
				break
			}
		}
	}
}

// byValues gives a column without heading to the only field that its values can be.
func (x *index) byValues(headings []string, samples [][]string, out []Matched) {
	claimed := map[int][]int{} // columns by field
	for i := range out {
		if !take(headings[i]).unnamed {
			continue
		}
		for n, f := range x.fields {
			if share, cells := fits(f, sampleOf(samples, i)); unmistakable(f.Format) && cells >= 3 && share >= 0.9 {
				claimed[n] = append(claimed[n], i)
			}
		}
	}
	for n, f := range x.fields {
		alone := !slices.ContainsFunc(x.fields, func(o Field) bool { return o.Name != f.Name && rival(o.Format, f.Format) })
		free := !slices.ContainsFunc(out, func(m Matched) bool { return m.Field == f.Name })
		if columns := claimed[n]; len(columns) == 1 && alone && free && out[columns[0]].Field == "" {
			m := &out[columns[0]]
			m.Field, m.Score, m.Way = f.Name, scoreValues, ByValues
		}
	}
}

// rival reports whether the values of one format may be those of the other.
func rival(a, b Format) bool {
	return a == b || a == FormatPartyNo && (b == FormatResidentID || b == FormatCreditCode) || b == FormatPartyNo && (a == FormatResidentID || a == FormatCreditCode)
}

// reason says to a person why a column is the field, or why it is none.
func (x *index) reason(m Matched) fault.Text {
	title := fault.Text{}
	if i, ok := x.number[m.Field]; ok {
		title = x.fields[i].Title
	}
	text := func(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }
	named := func(zh, en string) fault.Text {
		return fault.Text{ZH: fmt.Sprintf(zh, title.In("zh")), EN: fmt.Sprintf(en, title.In("en"))}
	}
	switch m.Way {
	case ByTitle:
		return named("与字段“%s”同名", "named %q")
	case ByAlias:
		return named("是“%s”的常用列名", "is a usual heading of %q")
	case ByForm:
		return named("写法略有不同，是“%s”", "is %q, written a little differently")
	case ByPart:
		return named("由主体和属性组成，是“%s”", "names a part and a trait: %q")
	case ByInitials:
		return named("是“%s”拼音的首字母，请核对", "has the initials of the pinyin of %q; please check")
	case ByGroup:
		return named("去掉与相邻列共有的分组标题后是“%s”", "is %q but for the title of a group that it shares with the column beside it")
	case ByBeside:
		return named("前一列写明是谁，本列是其“%s”，请核对", "follows the column that names whom it is of: %q; please check")
	case BySimilar:
		return named("与“%s”的列名只差无关紧要的字", "differs from a heading of %q only in words that change nothing")
	case ByValues:
		return named("没有列名，但取值只能是“%s”，请核对", "has no heading, but the values can only be %q; please check")
	case ByNumbers:
		return named("列名是个人的一种编号，取值是公民身份号码，是“%s”，请核对", "is called another number of the person, but holds resident IDs: %q; please check")
	case ByOnly:
		return named("“%s”不可缺少，只有这一列是人的姓名，请核对", "%q must be there, and no other column has names of people; please check")
	case Ambiguous:
		return text("可能是几个不同的字段，请人工指定", "may be several fields; map it by hand")
	case Repeated:
		return text("另一列更符合该字段", "another column is that field with more reason")
	case Unlike:
		return text("列名相近，但取值或括号内的说明不符，请人工指定", "the heading comes near, but values or a note in brackets contradict it; map it by hand")
	}
	return text("标准中没有这一列", "the standard has no such column")
}

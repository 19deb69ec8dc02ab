package record

import (
	"math"
	"math/bits"
	"strings"
	"sync"
)

// The elements of a field of law are told by a table of rules (tagsloan.go and its like): which
// words a sentence must have, and which it must not have, to state a fact. The words are found
// in the one pass over the text that finds the cue words; a sentence costs something only if
// it has the first words of a rule of the document's field.

// A field is a set of fields of law. Only the rules of a document's fields are asked.
type field uint16

// The fields of law.
const (
	fieldLoan        field = 1 << iota // 借款: banks and persons, and who buys or secures such debts
	fieldLabour                        // 劳动争议、人事争议
	fieldFamily                        // 婚姻家庭
	fieldBankruptcy                    // 破产
	fieldEnforcement                   // 执行、执行异议之诉
	fieldHouse                         // 房屋买卖、以物抵债
	fieldTraffic                       // 交通事故、保险
	fieldCompany                       // 公司
	fieldMark                          // 商标及其他知识产权
	fieldConfirm                       // 司法确认、督促程序
	fieldTrade                         // 买卖、承揽、建设工程 and the like: debts that are assigned
	fieldCount             = iota
	fieldAny         field = 1<<fieldCount - 1
)

// A tagRule tells by which words a sentence states a fact.
type tagRule struct {
	kind   ElementKind
	fields field
	// need lists groups of words, blanks between the words: the sentence must have a word of
	// each. Only sentences with a word of the first group are looked at, so it is the rarest.
	need []string
	// ordered: the words must stand one after the other in the order of need.
	ordered bool
	// within bounds, where it is not 0, the characters between a word and the next one of need.
	within int
	unless string // words that the sentence must not have
	// sum: a sum of money must stand within that many characters after a word of the first
	// group; 0 asks for none.
	sum   int
	not   string // kinds of section in which the rule does not hold, blanks between
	value tagValue
	sure  float64 // confidence: measured precision, else a step
}

// cueTags is the first number of the words of the rules in the lexicon, far above the cues.
const cueTags cue = 1 << 12

// maxTagged bounds how many elements of one kind a document gives: more tell no model more.
const maxTagged = 50

// A groupSet is a set of groups of words.
type groupSet [8]uint64

func (s *groupSet) add(i int)      { s[i>>6] |= 1 << (i & 63) }
func (s *groupSet) has(i int) bool { return s[i>>6]&(1<<(i&63)) != 0 }

func (s *groupSet) join(t *groupSet) {
	for i := range s {
		s[i] |= t[i]
	}
}

// covers reports whether s has all of t.
func (s *groupSet) covers(t *groupSet) bool {
	for i := range s {
		if t[i]&^s[i] != 0 {
			return false
		}
	}
	return true
}

func (s *groupSet) meets(t *groupSet) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

// A compiledTag is a rule with its words as groups.
type compiledTag struct {
	*tagRule
	groups       []int
	need, unless groupSet
	counter      int // which of the kinds it is
}

// A tagger holds all rules, compiled.
type tagger struct {
	words    []string   // by number
	sets     []groupSet // by number of a word: the groups it is in
	rules    []compiledTag
	first    [][]int // by group: the rules that start with it
	triggers [fieldCount]groupSet
	sayings  int             // the group of words that report a statement
	signs    [fieldCount]int // the groups of words by which a text without a cause shows its field
	kinds    int
}

// tags is the table of rules, compiled once.
var tags = sync.OnceValue(func() *tagger { return newTagger(tagRules()) })

// tagRules gathers the rules of all fields.
func tagRules() []tagRule {
	var all []tagRule
	for _, rules := range [][]tagRule{loanTags(), labourTags(), familyTags(), shamTags()} {
		all = append(all, rules...)
	}
	return all
}

func newTagger(rules []tagRule) *tagger {
	t := &tagger{first: make([][]int, 64*len(groupSet{}))}
	b := tagBuilder{t, map[string]int{}, map[string]int{}}
	kinds := map[ElementKind]int{}
	for i := range rules {
		c := compiledTag{tagRule: &rules[i]}
		for _, words := range c.tagRule.need {
			g := b.group(words)
			c.groups = append(c.groups, g)
			c.need.add(g)
		}
		if c.tagRule.unless != "" {
			c.unless.add(b.group(c.tagRule.unless))
		}
		if _, ok := kinds[c.kind]; !ok {
			kinds[c.kind] = len(kinds)
		}
		c.counter = kinds[c.kind]
		t.first[c.groups[0]] = append(t.first[c.groups[0]], len(t.rules))
		for f := range fieldCount {
			if c.fields&(1<<f) != 0 {
				t.triggers[f].add(c.groups[0])
			}
		}
		t.rules = append(t.rules, c)
	}
	t.sayings = b.group(tagSayings)
	for f := range fieldCount {
		t.signs[f] = b.group(fieldSigns(1 << f))
	}
	t.kinds = len(kinds)
	return t
}

// A tagBuilder numbers words and groups while the table is compiled.
type tagBuilder struct {
	*tagger
	word, known map[string]int
}

// group returns the number of a group of words, blanks between them.
func (b tagBuilder) group(words string) int {
	key := strings.Join(strings.Fields(words), " ")
	g, ok := b.known[key]
	if ok {
		return g
	}
	g = len(b.known)
	b.known[key] = g
	for w := range strings.FieldsSeq(words) {
		n, ok := b.word[w]
		if !ok {
			n = len(b.words)
			b.word[w] = n
			b.words, b.sets = append(b.words, w), append(b.sets, groupSet{})
		}
		b.sets[n].add(g)
	}
	return g
}

// cues are the words of the rules as lines of the lexicon.
func (t *tagger) cues() []cueRow {
	rows := make([]cueRow, len(t.words))
	for i, w := range t.words {
		rows[i] = cueRow{cueTags + cue(i), w}
	}
	return rows
}

// readTags marks the elements of the document's fields of law.
func (r *reader) readTags() {
	if t := tags(); len(r.tagged) > 0 {
		r.tagSentences(t, r.fieldsOfLaw(t))
	}
}

// tagSentences asks the rules of some fields of law, sentence by sentence.
func (r *reader) tagSentences(t *tagger, fields field) {
	if fields == 0 {
		return
	}
	var triggers groupSet
	for f := range fieldCount {
		if fields&(1<<f) != 0 {
			triggers.join(&t.triggers[f])
		}
	}
	from := r.narrative()
	pass := tagPass{r: r, t: t, fields: fields, counts: make([]uint8, t.kinds)}
	for hits := r.tagged; len(hits) > 0; {
		var have groupSet
		start, n := int(hits[0].start), 0
		end := r.sentenceEnd(start)
		for n < len(hits) && int(hits[n].start) < end {
			have.join(&t.sets[hits[n].cue-cueTags])
			n++
		}
		if have.meets(&triggers) && start >= from && start < r.head.tail {
			pass.sentence(r.sentence(start), hits[:n], &have, &triggers)
		}
		hits = hits[n:]
	}
}

// A tagPass is one walk over the sentences of a document.
type tagPass struct {
	r      *reader
	t      *tagger
	fields field
	counts []uint8 // elements so far, by kind
}

// sentence asks the rules whose first words stand in a sentence.
func (p *tagPass) sentence(at place, hits []mark, have, triggers *groupSet) {
	said, where := "", p.r.partAt(int(hits[0].start))
	for i := range have {
		for hot := have[i] & triggers[i]; hot != 0; hot &= hot - 1 {
			for _, n := range p.t.first[i*64+bits.TrailingZeros64(hot)] {
				c := &p.t.rules[n]
				if c.fields&p.fields == 0 || p.counts[c.counter] >= maxTagged || where.kind != "" && strings.Contains(c.not, where.kind) {
					continue
				}
				h, ok := p.holds(c, at, hits, have)
				if !ok {
					continue
				}
				if said == "" {
					said = p.speaker(where, hits, have)
				}
				if v := p.valueOf(c, h, at, said); v != "" || !c.value.needed() {
					p.add(c, v, at)
				}
			}
		}
	}
}

// add notes an element, once for each kind and sentence.
func (p *tagPass) add(c *compiledTag, value string, at place) {
	at = p.r.trimPlace(at, "")
	all := p.r.j.Elements
	for i := len(all) - 1; i >= 0 && all[i].Span == at; i-- {
		if all[i].Kind == c.kind {
			all[i].Confidence = max(all[i].Confidence, c.sure)
			return
		}
	}
	p.counts[c.counter]++
	p.r.j.Elements = append(grown(all), Element{Kind: c.kind, Value: value, Span: at, Confidence: c.sure})
}

// holds reports whether a rule holds in a sentence, and the word of its first group by which
// it does.
func (p *tagPass) holds(c *compiledTag, at place, hits []mark, have *groupSet) (mark, bool) {
	if !have.covers(&c.need) || have.meets(&c.unless) {
		return mark{}, false
	}
	near := c.ordered || c.within > 0
	for i := range hits {
		if p.in(hits[i], c.groups[0]) && (!near || p.follows(c, hits, i)) && p.sumAfter(c, hits[i], at) {
			return hits[i], true
		}
	}
	return mark{}, false
}

// sumAfter reports whether a sum of money stands as near after a hit as a rule asks.
func (p *tagPass) sumAfter(c *compiledTag, h mark, at place) bool {
	if c.sum == 0 {
		return true
	}
	to := min(at.End, int(h.end)+3*c.sum)
	return len(p.r.sumsIn(place{int(h.end), to})) > 0
}

// follows reports whether the other groups of a rule stand as it asks around hit i, which is
// of its first group.
func (p *tagPass) follows(c *compiledTag, hits []mark, i int) bool {
	last := hits[i]
	for _, g := range c.groups[1:] {
		next, ok := p.nearest(c, hits, last, g)
		if !ok {
			return false
		}
		last = next
	}
	return true
}

// nearest returns the hit of group g that is nearest to the last one, if it is near enough. The first
// one that is near enough may be too far from what has to stand near it in turn.
func (p *tagPass) nearest(c *compiledTag, hits []mark, last mark, g int) (best mark, ok bool) {
	reach := int32(3 * c.within)
	if c.within == 0 {
		reach = math.MaxInt32
	}
	for _, h := range hits {
		if !p.in(h, g) || c.ordered && h.start < last.end {
			continue
		}
		if gap := max(h.start-last.end, last.start-h.end); gap <= reach {
			best, ok = h, true
			reach = gap - 1 // of two equally near the first
		}
	}
	return best, ok
}

func (p *tagPass) in(h mark, group int) bool { return p.t.sets[h.cue-cueTags].has(group) }

// speaker tells who says a sentence. Outside claims and defence it is the court, unless the
// sentence reports a statement.
func (p *tagPass) speaker(where part, hits []mark, have *groupSet) string {
	switch {
	case where.kind == secClaims:
		return SaidInClaim
	case where.kind == secDefence:
		return SaidInDefence
	case where.kind == secEvidence || !have.has(p.t.sayings):
		return SaidByCourt
	}
	return p.r.speaker(int(hits[len(hits)-1].start))
}

// tagSayings are the words by which a sentence reports what a party says.
const tagSayings = `主张 辩称 诉称 抗辩 辩解 否认 承认 述称`

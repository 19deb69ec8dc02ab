package synth

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A grammar is the phrase book of the county: sections of Chinese text with choices
// and blanks. It is compiled once from phrases/*.txt; how to write one is told in
// README.md.
//
// A choice marked ~ is made by the habit of whoever signs the document, one marked ^
// by the habit of whoever drafted the claim, so that one judge, or one firm of
// lawyers, writes alike from case to case. An unmarked choice falls anew each time.
type grammar struct {
	sections map[string]*node
	slots    map[string]int // slot name → index in blanks.values
	nodes    int            // how many nodes have been numbered
}

// A voice tells whose habit decides a choice.
type voice byte

const (
	chance  voice = iota // nobody's: the document's own dice
	judge                // who signs
	drafter              // who drafted the claim
)

// A node is one piece of compiled text.
type node struct {
	id      int // stable within one phrase book; part of what a habit is made from
	text    string
	slot    int     // ≥ 0: the blank to fill in
	section string  // name of another section, resolved after all are read
	link    *node   // what section names
	voice   voice   // of a choice
	test    int     // ≥ 0: take choices[0] if this blank is filled, else choices[1]
	seq     []*node // one after the other
	choices []*node // one of them
}

// compile reads the phrase files and reports everything wrong with them at once.
func compile(files map[string]string, order []string) (*grammar, error) {
	g := &grammar{sections: map[string]*node{}, slots: map[string]int{}}
	var faults []string
	for _, name := range order {
		faults = append(faults, g.read(name, files[name])...)
	}
	for _, s := range g.sections {
		g.resolve(s, &faults)
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("compile phrase book: %s", strings.Join(faults, "; "))
	}
	return g, nil
}

// read adds the sections of one file.
func (g *grammar) read(file, text string) (faults []string) {
	var section *node
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, v := header(line)
			if g.sections[name] != nil {
				faults = append(faults, fmt.Sprintf("%s:%d: section %s is there twice", file, n, name))
			}
			section = g.node()
			section.voice = v
			g.sections[name] = section
		case section == nil:
			faults = append(faults, fmt.Sprintf("%s:%d: text before the first section", file, n))
		default:
			p := parser{g: g, rest: line}
			variant := p.sequence("")
			if p.rest != "" || p.fault != "" {
				faults = append(faults, fmt.Sprintf("%s:%d: %s near %q", file, n, p.fault, p.rest))
			}
			section.choices = append(section.choices, variant)
		}
	}
	return faults
}

// header splits "[name ~]" into the name and whose habit picks the variant.
func header(line string) (string, voice) {
	name, mark, _ := strings.Cut(strings.Trim(line, "[]"), " ")
	return name, voices(mark)
}

func voices(mark string) voice {
	switch mark {
	case "~":
		return judge
	case "^":
		return drafter
	}
	return chance
}

// node makes the next numbered node.
func (g *grammar) node() *node {
	g.nodes++
	return &node{id: g.nodes, slot: -1, test: -1}
}

// slot returns the index of the blank called name, adding it if it is new.
func (g *grammar) slot(name string) int {
	i, ok := g.slots[name]
	if !ok {
		i = len(g.slots)
		g.slots[name] = i
	}
	return i
}

// resolve links section names to sections.
func (g *grammar) resolve(n *node, faults *[]string) {
	if n.section != "" && n.link == nil {
		n.link = g.sections[n.section]
		if n.link == nil {
			*faults = append(*faults, "no section "+n.section)
		}
	}
	for _, c := range n.seq {
		g.resolve(c, faults)
	}
	for _, c := range n.choices {
		g.resolve(c, faults)
	}
}

// A parser reads one variant.
type parser struct {
	g     *grammar
	rest  string
	fault string
}

// sequence reads up to one of the stop characters, which it leaves.
func (p *parser) sequence(stops string) *node {
	n := p.g.node()
	for p.rest != "" && !strings.ContainsRune(stops, rune(p.rest[0])) {
		switch p.rest[0] {
		case '{':
			n.seq = append(n.seq, p.blank())
		case '<':
			n.seq = append(n.seq, p.choice())
		default:
			n.seq = append(n.seq, p.literal(stops))
		}
	}
	return n
}

// literal reads plain text; \n in it is a new line.
func (p *parser) literal(stops string) *node {
	n := p.g.node()
	end := strings.IndexAny(p.rest, "{<"+stops)
	if end < 0 {
		end = len(p.rest)
	}
	if end == 0 { // a stray } or the like
		end = 1
	}
	n.text = strings.ReplaceAll(p.rest[:end], `\n`, "\n")
	p.rest = p.rest[end:]
	return n
}

// blank reads {name} or {@section}.
func (p *parser) blank() *node {
	n := p.g.node()
	name, rest, ok := strings.Cut(p.rest[1:], "}")
	if !ok {
		p.fault, p.rest = "a { that is not closed", ""
		return n
	}
	p.rest = rest
	if section, ok := strings.CutPrefix(name, "@"); ok {
		n.section = section
	} else {
		n.slot = p.g.slot(name)
	}
	return n
}

// choice reads <a|b>, <~a|b>, <^a|b> or <?name:a|b>.
func (p *parser) choice() *node {
	n := p.g.node()
	p.rest = p.rest[1:]
	switch {
	case strings.HasPrefix(p.rest, "?"):
		name, rest, ok := strings.Cut(p.rest[1:], ":")
		if !ok {
			p.fault = "a test without :"
		}
		n.test, p.rest = p.g.slot(name), rest
	case strings.HasPrefix(p.rest, "~"), strings.HasPrefix(p.rest, "^"):
		n.voice, p.rest = voices(p.rest[:1]), p.rest[1:]
	}
	for {
		n.choices = append(n.choices, p.sequence("|>"))
		if p.rest == "" {
			p.fault = "a < that is not closed"
			return n
		}
		end := p.rest[0] == '>'
		p.rest = p.rest[1:]
		if end {
			break
		}
	}
	if n.test >= 0 && len(n.choices) == 1 {
		n.choices = append(n.choices, p.g.node())
	}
	if n.test >= 0 && len(n.choices) != 2 {
		p.fault = "a test needs one or two branches"
	}
	return n
}

// blanks is what one document fills into the phrase book, and whose habits it follows.
type blanks struct {
	g       *grammar
	dice    *rand.Rand
	judge   uint64 // habit of who signs
	drafter uint64 // habit of who drafted the claim
	values  []string
	missing []string // names of blanks that were asked for and empty; for the tests
}

func newBlanks(g *grammar) *blanks {
	return &blanks{g: g, values: make([]string, len(g.slots))}
}

// reset empties every blank, for the next document.
func (b *blanks) reset(dice *rand.Rand, judge, drafter uint64) {
	b.dice, b.judge, b.drafter = dice, judge, drafter
	clear(b.values)
	b.missing = b.missing[:0]
}

// set fills the blank called name. A blank that no phrase uses is no mistake: the
// phrase book may say less than the story knows.
func (b *blanks) set(name, value string) {
	if i, ok := b.g.slots[name]; ok {
		b.values[i] = value
	}
}

// flag fills the blank if on; phrases test it with <?name:…>.
func (b *blanks) flag(name string, on bool) {
	if on {
		b.set(name, "1")
	}
}

// filled reports whether the blank called name is filled.
func (b *blanks) filled(name string) bool {
	i, ok := b.g.slots[name]
	return ok && b.values[i] != ""
}

// has reports whether the phrase book has a section of that name.
func (b *blanks) has(section string) bool { return b.g.sections[section] != nil }

// say writes one variant of the section to dst.
func (b *blanks) say(dst []byte, section string) []byte {
	n := b.g.sections[section]
	if n == nil {
		b.missing = append(b.missing, "section "+section)
		return dst
	}
	return b.write(dst, n)
}

// phrase returns one variant of the section.
func (b *blanks) phrase(section string) string { return string(b.say(nil, section)) }

func (b *blanks) write(dst []byte, n *node) []byte {
	switch {
	case n.text != "":
		return append(dst, n.text...)
	case n.slot >= 0:
		if b.values[n.slot] == "" {
			b.miss(n.slot)
		}
		return append(dst, b.values[n.slot]...)
	case n.link != nil:
		return b.write(dst, n.link)
	case n.test >= 0:
		if b.values[n.test] != "" {
			return b.write(dst, n.choices[0])
		}
		return b.write(dst, n.choices[1])
	case len(n.choices) > 0:
		return b.write(dst, n.choices[b.pick(n)])
	}
	for _, c := range n.seq {
		dst = b.write(dst, c)
	}
	return dst
}

// pick chooses a branch by habit or by chance.
func (b *blanks) pick(n *node) int {
	if len(n.choices) == 1 {
		return 0
	}
	switch n.voice {
	case judge:
		return int(mix(b.judge, uint64(n.id)) % uint64(len(n.choices)))
	case drafter:
		return int(mix(b.drafter, uint64(n.id)) % uint64(len(n.choices)))
	}
	return b.dice.IntN(len(n.choices))
}

// miss notes that a blank was empty where a phrase needed it.
func (b *blanks) miss(slot int) {
	for name, i := range b.g.slots {
		if i == slot {
			b.missing = append(b.missing, name)
		}
	}
}

// mix makes one number from two, as good as random (the finaliser of SplitMix64).
func mix(a, b uint64) uint64 {
	x := a + 0x9e3779b97f4a7c15*(b+1)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

package synth

// A story is a planted wrong that shows only across registers, or an honest one that
// looks like it.
type story struct {
	n        int
	kind     string // Wrong or Lookalike
	class    string
	alike    string // which look-alike of the class
	strength string
	note     string
	who      []entity
	records  []rowRef
	absent   []string // registers whose record of it was not delivered
}

// A rowRef is a row of a file.
type rowRef struct {
	Standard string `json:"standard"`
	File     string `json:"file"`
	Row      string `json:"row"`
}

// A wrongdoing is one class of wrong: how often it is planted, how, and what looks like it.
type wrongdoing struct {
	class string
	rate  int // for each 100,000 inhabitants
	note  string
	plant func(*registry, dice, *story, float64) bool // false: there is no room for it
	alike []alike
}

// An alike is an honest story that looks like a wrong.
type alike struct {
	name  string
	note  string
	plant func(*registry, dice, *story) bool
}

// wrongdoings are all classes.
func wrongdoings() []wrongdoing {
	var all []wrongdoing
	for _, list := range [][]wrongdoing{paidWrongs(), penalWrongs(), licenceWrongs(), identityWrongs(), enforcementWrongs(),
		auctionWrongs(), siteWrongs(), careWrongs(), debtWrongs(), claimWrongs(), titleWrongs(), fundWrongs()} {
		all = append(all, list...)
	}
	return all
}

// plant plants every class at its rate, at least twice each, and each of its look-alikes
// about half as often.
func (g *registry) plant() {
	for k, c := range wrongdoings() {
		d := newDice(g.w.seed^0x77726f6e67, uint64(k))
		n := max(2, c.rate*g.w.people/100000)
		for i := range n {
			name, strength := strengthOf(i)
			g.tryStory(&story{kind: Wrong, class: c.class, strength: name, note: c.note},
				func(s *story) bool { return c.plant(g, d, s, strength) })
		}
		for _, a := range c.alike {
			for range max(1, n/2) {
				g.tryStory(&story{kind: Lookalike, class: c.class, alike: a.name, strength: Medium, note: a.note},
					func(s *story) bool { return a.plant(g, d, s) })
			}
		}
	}
}

// tryStory keeps the story if there was room for it.
func (g *registry) tryStory(s *story, plant func(*story) bool) {
	s.n = len(g.stories)
	if plant(s) {
		g.stories = append(g.stories, s)
		return
	}
	s.n = -1 // what it left behind belongs to no story
}

// about adds people and companies to a story.
func (s *story) about(who ...entity) { s.who = append(s.who, who...) }

// scale is a whole number between that of a weak story and that of a strong one.
func scale(strength float64, weak, strong int) int {
	return weak + int(float64(float64(strong-weak)*strength)+0.5)
}

// lately draws a working day of the years from one to another.
func lately(d dice, from, to int) day {
	first := date(from, 1, 8)
	return (first + day(d.IntN(int(date(to, 12, 5)-first)))).working()
}

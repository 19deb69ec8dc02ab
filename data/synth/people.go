package synth

// A person lives in the county, or is invented for one story.
type person struct {
	name    string
	woman   bool
	born    day
	address string
	number  string // resident ID with a correct check digit, of a division that does not exist
	folk    string // 汉族, 回族
	trade   string // 农民, 个体工商户; often not known

	n    int     // inhabitant n-1 of the county; 0 for somebody invented for one story
	mate *person // husband or wife, where the story has one
	of   *person // the relative for whom the story invented this person
}

// surname returns the first character of the name; the county has no double surnames.
func (p *person) surname() string { return p.name[:firstRune(p.name)] }

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// sex writes 男 or 女.
func (p *person) sex() string {
	if p.woman {
		return "女"
	}
	return "男"
}

// inhabitant returns person n of the county. The same n is the same person always;
// nobody is stored who does not go to court.
func (w *world) inhabitant(n int) *person {
	d := newDice(w.seed^0x70656f706c65, uint64(n))
	p := w.newPerson(d, "", date(1950, 1, 1)+day(d.IntN(46*365)))
	p.n = n + 1
	return p
}

// somebody draws an inhabitant.
func (w *world) somebody(d dice) *person { return w.inhabitant(d.IntN(w.people)) }

// stranger makes a person outside the population, so that nobody else in the county
// happens to be the same.
func (w *world) stranger(d dice) *person {
	return w.newPerson(d, "", date(1955, 1, 1)+day(d.IntN(42*365)))
}

// kin makes a relative of p: same surname, often the same address.
func (w *world) kin(d dice, p *person) *person {
	k := w.newPerson(d, p.surname(), p.born+day(d.between(-18*365, 12*365)))
	if d.chance(0.4) {
		k.address = p.address
	}
	k.of = p
	return k
}

// spouse makes the husband or wife of p.
func (w *world) spouse(d dice, p *person) *person {
	s := w.newPerson(d, "", p.born+day(d.between(-6*365, 6*365)))
	if s.woman == p.woman {
		s.woman = !p.woman
		s.name = w.names.full(d, s.woman)
		s.number = residentID(d, s.number[:6], s.born, s.woman)
	}
	if d.chance(0.8) {
		s.address = p.address
	}
	p.mate, s.mate = s, p
	return s
}

// namesake makes another person with the name of p.
func (w *world) namesake(d dice, p *person) *person {
	n := w.stranger(d)
	n.name = p.name
	return n
}

// olderThan moves the birth of p back until p was of that age on a day.
func (p *person) olderThan(years int, on day) {
	y, m, d := on.split()
	if latest := date(y-years, m, min(d, 28)); p.born > latest {
		p.born = latest - (p.born-latest)%365
		p.number = withCheck(p.number[:6] + p.born.digits() + p.number[14:17])
	}
}

func (w *world) newPerson(d dice, surname string, born day) *person {
	p := &person{woman: d.chance(0.36), born: min(born, date(1996, 6, 1)), folk: "汉族"}
	if surname == "" {
		surname = w.names.surnames.draw(d)
	}
	p.name = surname + w.names.given(d, p.woman)
	if d.chance(0.03) {
		p.folk = pick(d, "畲族", "回族", "苗族", "土家族", "满族")
	}
	if d.chance(0.3) {
		p.trade = pick(d, "农民", "务工", "个体工商户", "职工", "居民", "无固定职业", "教师", "驾驶员", "退休职工")
	}
	town := w.places.home(d)
	p.address = town.address(d)
	p.number = residentID(d, town.division, p.born, p.woman)
	return p
}

// residentID makes a number as GB 11643 describes it: division, birth date, sequence
// whose parity tells the sex, and the check digit of ISO 7064 MOD 11-2.
func residentID(d dice, division string, born day, woman bool) string {
	seq := d.between(1, 499)*2 + 1
	if woman {
		seq--
	}
	return withCheck(division + born.digits() + string([]byte{byte('0' + seq/100), byte('0' + seq/10%10), byte('0' + seq%10)}))
}

// withCheck adds the check digit to the first seventeen digits of a resident ID.
func withCheck(b string) string {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i := range len(b) {
		sum += int(b[i]-'0') * weights[i]
	}
	return b + "10X98765432"[sum%11:sum%11+1]
}

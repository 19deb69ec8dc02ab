package law

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

// A Ref names an article: 民事诉讼法, 2023-09-01, 85.
type Ref struct {
	Law     string `json:"law" yaml:"law"`
	Version string `json:"version" yaml:"version"`
	Article string `json:"article" yaml:"article"`
}

// A Limit is a time limit that the law sets (法定期限): how long, from what, for whom, and
// what may move its end.
type Limit struct {
	ID        string     `yaml:"id"`
	Title     fault.Text `yaml:"title"`
	Length    Period     `yaml:"length"`
	Options   []Period   `yaml:"options"` // lengths an office or a decision may choose instead
	From      fault.Text `yaml:"from"`    // the event it is counted from
	Who       fault.Text `yaml:"who"`     // who has to act in time
	Back      bool       `yaml:"back"`    // the act has to be done so long before the event
	Custody   bool       `yaml:"custody"` // somebody is in custody while it runs
	Fixed     bool       `yaml:"fixed"`   // a state that ends on its day, and no time to act in
	Counting  string     `yaml:"counting"`
	Excludes  []Ground   `yaml:"excludes"`
	Suspends  []Ground   `yaml:"suspends"`
	Extension *Extension `yaml:"extension"`
	Basis     []Ref      `yaml:"basis"`
	Source    string     `yaml:"source"` // where it was read, if no article of the register has its text
	Note      fault.Text `yaml:"note"`
}

// A Ground is why days are not counted.
type Ground struct {
	ID     string     `yaml:"id"`
	Title  fault.Text `yaml:"title"`
	Basis  []Ref      `yaml:"basis"`
	Source string     `yaml:"source"`
}

// An Extension is how far a limit may be extended and by whom.
type Extension struct {
	Length   Period     `yaml:"length"` // at most, each time; zero: as approved
	Times    int        `yaml:"times"`
	Approver fault.Text `yaml:"approver"`
	Basis    []Ref      `yaml:"basis"`
	Source   string     `yaml:"source"`
}

// A Counting is how one branch of the law counts: that the day of the event does not
// count, that an end on a rest day moves, that days on the road do not count.
type Counting struct {
	ID    string     `yaml:"id"`
	Title fault.Text `yaml:"title"`
	Note  fault.Text `yaml:"note"`
	Start []Ref      `yaml:"start"`
	Rest  []Ref      `yaml:"rest"`
	Road  []Ref      `yaml:"road"`
}

// Road is the ground of days on which a paper or a person was on the way (在途时间).
const Road = "road"

// Limits are all time limits, in the order of the file.
type Limits struct {
	laws      Register
	countings []Counting
	limits    []Limit
}

// LoadLimits returns the time limits that come with the program.
func LoadLimits() (Limits, error) {
	laws, err := Load()
	if err != nil {
		return Limits{}, err
	}
	b, err := files.ReadFile("deadlines.yaml")
	if err != nil {
		return Limits{}, fmt.Errorf("read the time limits: %w", err)
	}
	return parseLimits(b, laws)
}

func parseLimits(b []byte, laws Register) (Limits, error) {
	var file struct {
		Counting []Counting `yaml:"counting"`
		Limits   []Limit    `yaml:"limits"`
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return Limits{}, fmt.Errorf("read the time limits: %w", err)
	}
	all := Limits{laws, file.Counting, file.Limits}
	return all, all.check()
}

// check finds what the program would stumble over; whether the articles exist is a test.
func (l Limits) check() error {
	var faults []error
	seen := map[string]bool{}
	for _, x := range l.limits {
		if x.ID == "" || seen[x.ID] || x.Length.IsZero() || x.Title.ZH == "" || x.From.ZH == "" || x.Who.ZH == "" {
			faults = append(faults, fmt.Errorf("time limit %q stands twice or is not complete", x.ID))
		}
		if _, ok := l.counting(x); !ok {
			faults = append(faults, fmt.Errorf("time limit %q: no counting %q", x.ID, x.Counting))
		}
		seen[x.ID] = true
	}
	return errors.Join(faults...)
}

func (l Limits) counting(x Limit) (Counting, bool) {
	i := slices.IndexFunc(l.countings, func(c Counting) bool { return c.ID == x.Counting })
	if i < 0 {
		return Counting{}, false
	}
	return l.countings[i], true
}

// All returns every limit.
func (l Limits) All() []Limit { return slices.Clone(l.limits) }

// Get returns a limit by its id.
func (l Limits) Get(id string) (Limit, bool) {
	i := slices.IndexFunc(l.limits, func(x Limit) bool { return x.ID == id })
	if i < 0 {
		return Limit{}, false
	}
	return l.limits[i], true
}

// Cite returns how an article is cited, also if the register does not have it.
func (r Register) Cite(x Ref) fault.Text {
	if a, ok := r.Get(x.Law, x.Version, x.Article); ok {
		return a.Cite()
	}
	return fault.Text{
		ZH: fmt.Sprintf("《%s》（%s）第 %s 条", x.Law, x.Version, x.Article),
		EN: fmt.Sprintf("%s (%s), art. %s", x.Law, x.Version, x.Article),
	}
}

// Applying returns of each law in refs the version that applies on a day: the one in
// force then or, if the register does not know, the newest of them.
func (r Register) Applying(refs []Ref, day Date) []Ref {
	var all []Ref
	for i, x := range refs {
		if slices.ContainsFunc(refs[:i], func(y Ref) bool { return y.Law == x.Law && y.Version != x.Version }) {
			continue // this law is done
		}
		best := x
		for _, y := range refs {
			if y.Law == x.Law && r.fits(y, best, day) {
				best = y
			}
		}
		for _, y := range refs {
			if y.Law == best.Law && y.Version == best.Version && !slices.Contains(all, y) {
				all = append(all, y)
			}
		}
	}
	return all
}

// fits reports whether x applies on the day rather than y, another version of the law.
func (r Register) fits(x, y Ref, day Date) bool {
	a, _ := r.Get(x.Law, x.Version, x.Article)
	b, _ := r.Get(y.Law, y.Version, y.Article)
	if v, w := a.Valid(day.String()), b.Valid(day.String()); v != w {
		return v
	}
	return x.Version > y.Version
}

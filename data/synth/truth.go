package synth

import "slices"

// A Truth is one thing that was planted: a wrong, or an honest story that looks like one.
type Truth struct {
	Kind      string   `json:"kind"`  // wrong or lookalike
	Class     string   `json:"class"` // see README.md for the list
	Subject   Subject  `json:"subject"`
	People    []string `json:"people"`    // everybody on whom a finding about it would rest: names as the papers write them
	Documents []string `json:"documents"` // ids
	Cases     []string `json:"cases"`     // case numbers
	Model     string   `json:"model"`     // the model that ought to find it; empty for look-alikes
	Note      string   `json:"note"`      // one Chinese sentence for whoever reads the file
	Strength  string   `json:"strength"`  // strong, medium or weak: how plainly it shows
}

// A Subject is whom a truth is about.
type Subject struct {
	Kind   string `json:"kind"` // person, organisation or agent
	Name   string `json:"name"`
	BornOn string `json:"born_on,omitempty"` // ISO date, persons only
}

// The kinds of truth.
const (
	Wrong     = "wrong"
	Lookalike = "lookalike"
)

// The strengths.
const (
	Strong = "strong"
	Medium = "medium"
	Weak   = "weak"
)

// The models that the planted wrongs are meant for.
const (
	LenderModel          = "civil/professional-lender"
	BatchModel           = "civil/batch-suits"
	NoConfrontationModel = "civil/no-confrontation"
	CompanyDebtModel     = "civil/company-debt"
	RepaidModel          = "civil/repaid-debt-sued"
	TwoCourtsModel       = "civil/same-note-two-courts"
	DivorceDebtModel     = "civil/divorce-debt"
	RightsModel          = "civil/trademark-suits"
	ObjectionModel       = "civil/enforcement-objection"
)

// A plot is a truth while the county is being planned.
type plot struct {
	truth  Truth
	people []*person
	suits  []*suit
}

// plotAbout begins a plot with a person as its subject.
func (w *world) plotAbout(kind, class string, p *person) *plot {
	pl := &plot{truth: Truth{Kind: kind, Class: class, Subject: Subject{"person", p.name, p.born.iso()}}, people: []*person{p}}
	w.plots = append(w.plots, pl)
	return pl
}

// plotFirm begins a plot with a firm as its subject.
func (w *world) plotFirm(class string, f *firm, note string) *plot {
	pl := &plot{truth: Truth{Kind: Lookalike, Class: class, Subject: Subject{Kind: "organisation", Name: f.name}, Note: note, Strength: Strong}}
	w.plots = append(w.plots, pl)
	return pl
}

// tell turns the plots into truths, wrongs first, once the suits have their numbers.
func (w *world) tell() []Truth {
	var wrongs, lookalikes []Truth
	for _, pl := range w.plots {
		if len(pl.suits) == 0 {
			continue
		}
		pl.unmask()
		t := pl.truth
		for _, p := range pl.people {
			if !slices.Contains(t.People, p.name) && pl.names(p) {
				t.People = append(t.People, p.name)
			}
		}
		if len(t.People) == 0 {
			t.People = []string{t.Subject.Name}
		}
		for _, s := range pl.suits {
			t.Documents = append(t.Documents, s.id)
			t.Cases = append(t.Cases, s.no)
		}
		if t.Kind == Wrong {
			wrongs = append(wrongs, t)
		} else {
			lookalikes = append(lookalikes, t)
		}
	}
	return append(wrongs, lookalikes...)
}

// unmask makes sure that at least one paper gives the name of the subject: what
// nobody can read in the papers, nobody can be asked to find.
func (pl *plot) unmask() {
	if len(pl.people) == 0 || pl.names(pl.people[0]) {
		return
	}
	for _, s := range pl.suits {
		for _, x := range slices.Concat(s.claims, s.oppose) {
			if x.person == pl.people[0] {
				s.masked = false
				return
			}
		}
	}
}

// names reports whether one of the plot's papers gives the name of p unmasked.
func (pl *plot) names(p *person) bool {
	for _, s := range pl.suits {
		if s.masked {
			continue
		}
		for _, x := range slices.Concat(s.claims, s.oppose) {
			if x.person == p {
				return true
			}
		}
	}
	return false
}

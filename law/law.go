// Package law is the register of legal bases. Article numbers move when a law is
// amended, so a basis is always (law, version, article) and never a bare number. The
// official texts lie in texts/; a text is read when one of its articles is asked for.
package law

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed register.yaml deadlines.yaml texts
var files embed.FS

// A Status says how far an article may be relied on.
type Status string

// The statuses.
const (
	InForce    Status = "in_force"   // of the newest version that is known here
	Repealed   Status = "repealed"   // replaced by a later version, but right for older cases
	Unverified Status = "unverified" // nobody has compared it with an official text
)

// An Edition is one version of a law: the law as of one amendment.
type Edition struct {
	Law      string     // short title: 民事诉讼法
	Title    string     // full title
	English  string     // short title in English; ours, not official
	Version  string     // date of adoption or last amendment, ISO; a year if nobody here knows more
	From     string     // first day in force, ISO; empty if not known
	To       string     // last day in force; empty if it is in force or not known
	File     string     // name of the official text; empty if it is not here
	Source   fault.Text // of an unverified law: where its articles were read
	Note     fault.Text // what a reader must know of the text
	Replaced fault.Text // a later version is known whose text is not here
	Status   Status
}

// An Article is one article of one version of a law.
type Article struct {
	Edition
	Number  string // in digits: 18, 307-1
	Chapter string // the headings above it
	Text    string // word for word, paragraphs parted by line breaks; empty if unverified
	points  bool   // the text has numbered points and no articles
}

// A Register holds laws in the order of the file. Copies of it share what was read.
type Register struct{ laws []*entry }

// An entry is one law of the register with its articles.
type entry struct {
	Edition
	points   bool
	articles func() ([]Article, error) // reads the text at the first call
	places   func() map[string]int     // where an article stands among them, by number
}

// row is a law as register.yaml has it.
type row struct {
	Law      string     `yaml:"law"`
	Title    string     `yaml:"title"`
	English  string     `yaml:"english"`
	Version  string     `yaml:"version"`
	From     string     `yaml:"from"`
	To       string     `yaml:"to"`
	File     string     `yaml:"file"`
	Text     string     `yaml:"text"` // in texts/
	Points   bool       `yaml:"points"`
	Note     fault.Text `yaml:"note"`
	Replaced fault.Text `yaml:"replaced"`
	Source   fault.Text `yaml:"source"`
	Articles []string   `yaml:"articles"` // of a law without text
}

// Load returns the register that comes with the program. It reads no text.
func Load() (Register, error) {
	b, err := files.ReadFile("register.yaml")
	if err != nil {
		return Register{}, fmt.Errorf("read the register of laws: %w", err)
	}
	return parse(b)
}

func parse(b []byte) (Register, error) {
	var rows []row
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&rows); err != nil {
		return Register{}, fmt.Errorf("read the register of laws: %w", err)
	}
	var r Register
	for _, x := range rows {
		r.laws = append(r.laws, x.entry())
	}
	for _, e := range r.laws {
		e.Status = r.status(e)
	}
	return r, nil
}

func (x row) entry() *entry {
	e := &entry{points: x.Points, Edition: Edition{
		Law: x.Law, Title: x.Title, English: x.English, Version: x.Version, From: x.From, To: x.To,
		File: x.File, Source: x.Source, Note: x.Note, Replaced: x.Replaced,
	}}
	e.articles = sync.OnceValues(func() ([]Article, error) {
		if x.Text == "" {
			return e.named(x.Articles), nil
		}
		b, err := files.ReadFile("texts/" + x.Text)
		if err != nil {
			return nil, fmt.Errorf("read the text of %s: %w", x.Law, err)
		}
		return e.read(string(b)), nil
	})
	e.places = sync.OnceValue(func() map[string]int {
		all, _ := e.articles() // what is embedded can be read: TestRegister reads all of it
		places := make(map[string]int, len(all))
		for i, a := range all {
			places[a.Number] = i
		}
		return places
	})
	return e
}

// named returns articles of which only the number is known.
func (e *entry) named(numbers []string) (all []Article) {
	for _, n := range numbers {
		all = append(all, Article{Edition: e.Edition, Number: n})
	}
	return all
}

func (r Register) status(e *entry) Status {
	if e.File == "" {
		return Unverified
	}
	if e.To != "" || e.Replaced.ZH != "" || r.newest(e.Law) != e {
		return Repealed
	}
	return InForce
}

// Get returns an article of the register that comes with the program, and false if it
// is not there.
func Get(law, version, article string) (Article, bool) {
	r, err := Load()
	if err != nil {
		return Article{}, false
	}
	return r.Get(law, version, article)
}

// Get returns an article by the short title of its law, the version and its number.
func (r Register) Get(law, version, article string) (Article, bool) {
	for _, e := range r.laws {
		if e.Law == law && e.Version == version {
			i, ok := e.places()[article]
			if !ok {
				return Article{}, false
			}
			all, _ := e.articles()
			return all[i], true
		}
	}
	return Article{}, false
}

// Articles returns the articles of one version of a law in their order; none if the
// register does not have it.
func (r Register) Articles(law, version string) []Article {
	return slices.Clone(r.articles(law, version))
}

func (r Register) articles(law, version string) []Article {
	for _, e := range r.laws {
		if e.Law == law && e.Version == version {
			all, _ := e.articles() // what is embedded can be read: TestRegister reads all of it
			return all
		}
	}
	return nil
}

// All returns every article, in the order of the register and of the text.
func (r Register) All() []Article {
	var all []Article
	for _, e := range r.laws {
		all = append(all, r.articles(e.Law, e.Version)...)
	}
	return all
}

// Editions returns every version of every law, in the order of the register.
func (r Register) Editions() []Edition {
	var all []Edition
	for _, e := range r.laws {
		all = append(all, e.Edition)
	}
	return all
}

// Newest returns the newest version of a law, and false if the register has none.
func (r Register) Newest(law string) (Edition, bool) {
	if e := r.newest(law); e != nil {
		return e.Edition, true
	}
	return Edition{}, false
}

func (r Register) newest(law string) (found *entry) {
	for _, e := range r.laws {
		if e.Law == law && (found == nil || e.Version > found.Version) {
			found = e
		}
	}
	return found
}

// Find returns the versions of the laws that a person may mean by name: those called so,
// in Chinese or English, or else those with name in their title.
func (r Register) Find(name string) []Edition {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), "《》"))
	if name == "" {
		return nil
	}
	var exact, like []Edition
	for _, v := range r.Editions() {
		titles := []string{v.Law, strings.ToLower(v.Title), strings.ToLower(v.English), strings.TrimSuffix(v.File, ".md")}
		switch {
		case slices.Contains(titles, name):
			exact = append(exact, v)
		case strings.Contains(strings.Join(titles, "\n"), name):
			like = append(like, v)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return like
}

// Valid reports whether a was in force on day (ISO). An unverified article or one whose
// dates are not known is not.
func (a Article) Valid(day string) bool {
	return a.Status != Unverified && a.From != "" && day >= a.From && (a.To == "" || day <= a.To)
}

// Cite returns how the article is cited: 《民事诉讼法》（2023-09-01）第一百一十五条.
func (a Article) Cite() fault.Text {
	unit := "art."
	if a.points {
		unit = "point"
	}
	return fault.Text{
		ZH: fmt.Sprintf("《%s》（%s）%s", a.Law, a.Version, a.Heading()),
		EN: fmt.Sprintf("%s (%s), %s %s", a.English, a.Version, unit, a.Number),
	}
}

// Heading returns the number as the law prints it: 307-1 is 第三百零七条之一.
func (a Article) Heading() string {
	if a.points {
		return "第" + numeral(digits(a.Number)[0]) + "点"
	}
	return heading(a.Number)
}

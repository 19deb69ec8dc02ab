// Package law is the register of legal bases. Article numbers move when a law is
// amended, so a basis is always (law, version, article) and never a bare number.
package law

import (
	"bytes"
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed register.yaml
var files embed.FS

// A Status says how far an article may be relied on.
type Status string

// The statuses.
const (
	InForce    Status = "in_force"
	Repealed   Status = "repealed"   // replaced by a later version, but right for older cases
	Unverified Status = "unverified" // nobody has compared it with an official text
)

// An Article is one article of one version of a law.
type Article struct {
	Law     string // short title: 民事诉讼法
	Title   string // full title
	English string // short title in English; ours, not official
	Version string // date of adoption or last amendment, ISO
	Number  string // in digits: 18, 307-1
	Text    string // word for word, paragraphs parted by line breaks; empty if unverified
	From    string // first day in force, ISO; empty if not known
	To      string // last day in force; empty while it is in force
	Status  Status
}

// A Register holds laws in the order of the file.
type Register struct{ laws []version }

// A version is one law as of one amendment, as the file has it.
type version struct {
	Law      string            `yaml:"law"`
	Title    string            `yaml:"title"`
	English  string            `yaml:"english"`
	Version  string            `yaml:"version"`
	From     string            `yaml:"from"`
	To       string            `yaml:"to"`
	File     string            `yaml:"file"` // file of the official text it was checked with; empty: unverified
	Articles map[string]string `yaml:"articles"`
}

// Load returns the register that comes with the program.
func Load() (Register, error) {
	b, err := files.ReadFile("register.yaml")
	if err != nil {
		return Register{}, fmt.Errorf("read the register of laws: %w", err)
	}
	return parse(b)
}

func parse(b []byte) (Register, error) {
	var r Register
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&r.laws); err != nil {
		return Register{}, fmt.Errorf("read the register of laws: %w", err)
	}
	return r, nil
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
	for _, v := range r.laws {
		if text, ok := v.Articles[article]; ok && v.Law == law && v.Version == version {
			return v.article(article, text), true
		}
	}
	return Article{}, false
}

// All returns every article, in the order of the register and of its number.
func (r Register) All() []Article {
	var all []Article
	for _, v := range r.laws {
		start := len(all)
		for number, text := range v.Articles {
			all = append(all, v.article(number, text))
		}
		slices.SortFunc(all[start:], func(a, b Article) int {
			return slices.Compare(digits(a.Number), digits(b.Number))
		})
	}
	return all
}

func (v version) article(number, text string) Article {
	a := Article{v.Law, v.Title, v.English, v.Version, number, text, v.From, v.To, InForce}
	switch {
	case v.File == "" || text == "":
		a.Status = Unverified
	case v.To != "":
		a.Status = Repealed
	}
	return a
}

// Valid reports whether a was in force on day (ISO). An unverified article or one whose
// dates are not known is not.
func (a Article) Valid(day string) bool {
	return a.Status != Unverified && a.From != "" && day >= a.From && (a.To == "" || day <= a.To)
}

// Cite returns how the article is cited: 《民事诉讼法》（2023-09-01）第一百一十五条.
func (a Article) Cite() fault.Text {
	return fault.Text{
		ZH: fmt.Sprintf("《%s》（%s）%s", a.Law, a.Version, heading(a.Number)),
		EN: fmt.Sprintf("%s (%s), art. %s", a.English, a.Version, a.Number),
	}
}

// numberForm is how an article is numbered: one to four digits, and the digits of 之一.
var numberForm = regexp.MustCompile(`^[1-9]\d{0,3}(-[1-9]\d?)?$`)

func digits(number string) (parts []int) {
	for part := range strings.SplitSeq(number, "-") {
		n, _ := strconv.Atoi(part) // checked by numberForm in the test of the register
		parts = append(parts, n)
	}
	return parts
}

// heading returns the number as the law prints it: 307-1 is 第三百零七条之一.
func heading(number string) string {
	parts := digits(number)
	s := "第" + numeral(parts[0]) + "条"
	if len(parts) > 1 {
		s += "之" + numeral(parts[1])
	}
	return s
}

// numeral writes n, from 1 to 9999, in Chinese: 12 is 十二, 115 is 一百一十五.
func numeral(n int) string {
	const ones = "零一二三四五六七八九"
	digit := func(d int) string { return string([]rune(ones)[d]) }
	var b strings.Builder
	gap := false
	for _, place := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / place.value % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if d > 1 || place.value != 10 || b.Len() > 0 {
			b.WriteString(digit(d))
		}
		b.WriteString(place.name)
	}
	return b.String()
}

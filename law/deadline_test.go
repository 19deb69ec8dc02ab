package law

import (
	"os"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/fault"
)

func limits(t *testing.T) (Limits, Calendar) {
	t.Helper()
	l, err := LoadLimits()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	return l, cal
}

// worked is one line of testdata/deadlines.yaml.
type worked struct {
	Limit      string    `yaml:"limit"`
	From       Date      `yaml:"from"`
	Due        Date      `yaml:"due"`
	Why        string    `yaml:"why"`
	Doubt      string    `yaml:"doubt"`
	Length     Period    `yaml:"length"`
	Custody    bool      `yaml:"custody"`
	Excluded   []Stay    `yaml:"excluded"`
	Suspended  []Stay    `yaml:"suspended"`
	Extensions []Granted `yaml:"extensions"`
}

// TestWorkedByHand: the program counts as a person with a calendar does.
func TestWorkedByHand(t *testing.T) {
	l, cal := limits(t)
	b, err := os.ReadFile("testdata/deadlines.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []worked
	if err := yaml.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 60 {
		t.Errorf("only %d examples", len(all))
	}
	for _, w := range all {
		f := Facts{From: w.From, Length: w.Length, Custody: w.Custody, Excluded: w.Excluded, Suspended: w.Suspended, Extensions: w.Extensions}
		d, err := l.Deadline(w.Limit, f, cal)
		if err != nil || d.Due != w.Due {
			t.Errorf("%s from %s (%s): due %s, want %s, %v\n%s", w.Limit, w.From, w.Why, d.Due, w.Due, err, explanation(d))
			continue
		}
		explained(t, d)
		doubts := ""
		for _, c := range d.Cautions {
			if strings.Contains(c.EN, "holiday notice") {
				doubts += c.EN
			}
		}
		if (w.Doubt == "") != (doubts == "") || !strings.Contains(doubts, w.Doubt) {
			t.Errorf("%s from %s: it doubts %q, want %q", w.Limit, w.From, doubts, w.Doubt)
		}
	}
}

// explained: the explanation is whole in both languages, and its last line says the result.
func explained(t *testing.T, d Deadline) {
	t.Helper()
	for _, line := range d.Lines {
		if line.Says.ZH == "" || line.Says.EN == "" || strings.Contains(line.Says.ZH+line.Says.EN, "%!") {
			t.Errorf("%s: line %s says %q", d.Limit, line.Kind, line.Says)
		}
	}
	last := d.Lines[len(d.Lines)-1]
	if !d.Due.IsZero() && (last.Kind != "due" || !strings.Contains(last.Says.EN, d.Due.String()) || !strings.Contains(last.Says.ZH, d.Due.String())) {
		t.Errorf("%s: the last line is %q", d.Limit, last.Says)
	}
	if first := d.Lines[0]; first.Kind != "length" {
		t.Errorf("%s: the first line is %q", d.Limit, first.Says)
	}
}

func explanation(d Deadline) string {
	var b strings.Builder
	for _, line := range d.Lines {
		b.WriteString(line.Says.EN + "\n")
	}
	return b.String()
}

// TestRefusedFacts: what the limit does not allow is refused with a sentence.
func TestRefusedFacts(t *testing.T) {
	l, cal := limits(t)
	day := NewDate(2026, 3, 2)
	month := []Granted{{Length: Period{1, Months}}}
	for _, c := range []struct {
		name, limit string
		facts       Facts
		says        string
	}{
		{"unknown", "no-such-limit", Facts{From: day}, "no time limit"},
		{"no day", "civil-review", Facts{}, "state the day of the event: acceptance"},
		{"no extension in the law", "civil-review", Facts{From: day, Extensions: month}, "cannot be extended"},
		{"too long", "enforcement-suggestion-court", Facts{From: day, Extensions: []Granted{{Length: Period{2, Months}}}}, "by 1 month at most"},
		{"too often", "enforcement-suggestion-court", Facts{From: day, Extensions: append(month, month...)}, "1 time(s) at most"},
		{"too late", "enforcement-suggestion-court", Facts{From: day, Extensions: []Granted{{Length: Period{1, Months}, On: NewDate(2026, 6, 3)}}}, "overdue must be explained"},
		{"another length", "civil-review", Facts{From: day, Length: Period{4, Months}}, "3 months, not 4 months"},
		{"unknown ground", "civil-review", Facts{From: day, Excluded: []Stay{{From: day, To: day, Ground: "holiday"}}}, "knows no ground"},
		{"no suspension", "civil-protest-court", Facts{From: day, Suspended: []Stay{{From: day, To: day}}}, "no rule suspends"},
		{"backward", "civil-review", Facts{From: day, Excluded: []Stay{{From: day, To: day.AddDays(-1)}}}, "run backward"},
		{"eleven years", "civil-review", Facts{From: day, Excluded: []Stay{{From: day, To: day.AddDays(4000)}}}, "more than ten years"},
		{"back has none", "civil-hearing-notice", Facts{From: day, Excluded: []Stay{{From: day, To: day}}}, "counted back"},
		{"without length", "court-retrial-review", Facts{From: day, Extensions: []Granted{{}}}, "how long"},
	} {
		_, err := l.Deadline(c.limit, c.facts, cal)
		if kind, says := fault.Split(err); err == nil || kind == fault.Internal || !strings.Contains(says.EN, c.says) || says.ZH == "" {
			t.Errorf("%s: %v %q, want %q", c.name, err, says.EN, c.says)
		}
	}
}

// TestVersionOfTheDay: the article is cited by the version in force on the day of the event.
func TestVersionOfTheDay(t *testing.T) {
	l, cal := limits(t)
	for _, c := range []struct{ from, version, article string }{
		{"2022-01-01", "2021-12-24", "218"}, {"2023-12-31", "2021-12-24", "218"}, {"2024-01-01", "2023-09-01", "222"}, {"2026-05-01", "2023-09-01", "222"},
	} {
		from, _ := ParseDate(c.from)
		d, err := l.Deadline("civil-protest-court", Facts{From: from}, cal)
		if err != nil || d.Lines[0].Basis[0] != (Ref{"民事诉讼法", c.version, c.article}) || len(d.Lines[0].Basis) != 2 {
			t.Errorf("%s: %v %v", c.from, d.Lines[0].Basis, err)
		}
		if start := d.Lines[1]; start.Kind != "start" || len(start.Basis) != 1 || start.Basis[0].Version != c.version {
			t.Errorf("%s: counting begins by %v", c.from, start.Basis)
		}
	}
	early, err := l.Deadline("civil-protest-court", Facts{From: NewDate(2021, 12, 10)}, cal)
	if err != nil || len(early.Cautions) == 0 || !strings.Contains(early.Cautions[0].EN, "is not in the register: check it") {
		t.Errorf("%v %v", early.Cautions, err)
	}
}

// TestCautions: what nobody has compared with an official text says so.
func TestCautions(t *testing.T) {
	l, cal := limits(t)
	for id, says := range map[string]string{
		"civil-review":                 "not compared with an official text",
		"enforcement-objection-reply":  "was not compared",
		"public-interest-agency-reply": "amended at the end of 2020",
		"petition-procedural-reply":    "was not compared",
	} {
		d, err := l.Deadline(id, Facts{From: NewDate(2026, 3, 2)}, cal)
		var all string
		for _, c := range d.Cautions {
			all += c.EN + "\n"
		}
		if err != nil || !strings.Contains(all, says) {
			t.Errorf("%s: %q %v", id, all, err)
		}
	}
}

// TestLimitsAreComplete: every limit has both languages, and each article it cites is in
// the register in that version; a limit none of whose articles has a text says where it
// was read.
func TestLimitsAreComplete(t *testing.T) {
	l, _ := limits(t)
	for _, x := range l.All() {
		for _, text := range []fault.Text{x.Title, x.From, x.Who} {
			if text.ZH == "" || text.EN == "" {
				t.Errorf("%s is not complete: %q", x.ID, text)
			}
		}
		if (x.Note.ZH == "") != (x.Note.EN == "") {
			t.Errorf("%s: the note is in one language", x.ID)
		}
		sourced(t, l, x.ID, x.Basis, x.Source)
		for _, g := range append(x.Excludes, x.Suspends...) {
			if g.ID == "" || g.ID == Road || g.Title.ZH == "" || g.Title.EN == "" {
				t.Errorf("%s: a ground is not complete: %+v", x.ID, g)
			}
			source := g.Source
			if source == "" && x.Source != "" {
				source = x.Source
			}
			sourced(t, l, x.ID+"/"+g.ID, g.Basis, source)
		}
		if e := x.Extension; e != nil {
			if e.Approver.ZH == "" || e.Approver.EN == "" {
				t.Errorf("%s: nobody approves the extension", x.ID)
			}
			sourced(t, l, x.ID+"/extension", e.Basis, e.Source)
		}
	}
	for _, c := range l.countings {
		for _, refs := range [][]Ref{c.Start, c.Rest, c.Road} {
			sourced(t, l, c.ID, refs, "")
		}
	}
}

func sourced(t *testing.T, l Limits, id string, basis []Ref, source string) {
	t.Helper()
	read := false
	for _, x := range basis {
		a, ok := l.laws.Get(x.Law, x.Version, x.Article)
		if !ok {
			t.Errorf("%s: %s", id, l.laws.Absent(x.Law, x.Version, x.Article).EN)
		}
		read = read || a.Text != ""
	}
	if marked := strings.HasPrefix(source, "domain.md §4"); !read && !marked {
		t.Errorf("%s: no article with a text, and it does not say where it was read", id)
	}
}

// TestLengthStandsInTheArticle: where the text of the article is here, it has the number of
// the length. (三个月, 十五日, 六十日 or 60日.)
func TestLengthStandsInTheArticle(t *testing.T) {
	l, _ := limits(t)
	checked := 0
	for _, x := range l.All() {
		for _, ref := range x.Basis {
			a, _ := l.laws.Get(ref.Law, ref.Version, ref.Article)
			if a.Text == "" || ref.Law == "行政诉讼法" && ref.Article == "101" || ref.Law == "民事诉讼法解释" && ref.Article == "127" || x.ID == "employment-inquiry-yearly" {
				continue // cited beside the article that has the number; 每年
			}
			checked++
			if !strings.Contains(a.Text, inLaw(x.Length)[0]) && !strings.Contains(a.Text, inLaw(x.Length)[1]) {
				t.Errorf("%s: %s does not say %s", x.ID, a.Cite().ZH, x.Length)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d articles were read", checked)
	}
}

// inLaw returns a period as a law writes it, in Chinese and in Arabic numerals.
func inLaw(p Period) [2]string {
	unit := map[Unit]string{Days: "日", Months: "个月", Years: "年", WorkingDays: "个工作日"}[p.Unit]
	n := numeral(p.Length)
	if p == (Period{2, Months}) {
		n = "两" // and 二个月, below
		return [2]string{n + unit, "二" + unit}
	}
	return [2]string{n + unit, strings.TrimSuffix(p.Text().ZH, " "+unit) + unit}
}

// someFacts draws facts of limits that are counted forward.
func someFacts(t *rapid.T, x Limit) Facts {
	day := func(name string, lo, hi int) Date {
		return NewDate(2016, 1, 1).AddDays(rapid.IntRange(lo, hi).Draw(t, name))
	}
	f := Facts{From: day("from", 0, 3900)}
	stay := func(name string) Stay {
		from := f.From.AddDays(rapid.IntRange(-20, 200).Draw(t, name))
		return Stay{From: from, To: from.AddDays(rapid.IntRange(0, 60).Draw(t, name+" days"))}
	}
	for range rapid.IntRange(0, 3).Draw(t, "excluded") {
		s := stay("excluded from")
		s.Ground = Road
		f.Excluded = append(f.Excluded, s)
	}
	if len(x.Suspends) > 0 && rapid.Bool().Draw(t, "suspended") {
		f.Suspended = append(f.Suspended, stay("suspended from"))
	}
	return f
}

// TestProperties: a moved end is never a rest day and never more than a holiday later; more days not counted, an extension and a longer period
// never end earlier; the same facts give the same answer.
func TestProperties(t *testing.T) {
	l, cal := limits(t)
	all := l.All()
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SampledFrom(all).Draw(t, "limit")
		if x.Back {
			x, _ = l.Get("civil-review")
		}
		f := someFacts(t, x)
		due := func(f Facts) Date {
			d, err := l.Deadline(x.ID, f, cal)
			if err != nil {
				t.Fatal(err)
			}
			return d.Due
		}
		d := due(f)
		if !x.Custody && !x.Fixed && cal.Rest(d) {
			t.Errorf("%s is a rest day", d)
		}
		if !d.After(f.From) || d != due(f) {
			t.Errorf("from %s to %s, then to %s", f.From, d, due(f))
		}
		later := f
		later.From = f.From.AddDays(rapid.IntRange(1, 40).Draw(t, "later"))
		monotonic(t, x, f, later, due)
		more := f
		more.Excluded = append([]Stay{{From: d.AddDays(-rapid.IntRange(0, 30).Draw(t, "more")), To: d.AddDays(3), Ground: Road}}, f.Excluded...)
		if e := due(more); e.Before(d) {
			t.Errorf("with more days not counted it ends on %s, not on %s", e, d)
		}
		if e := x.Extension; e != nil && !e.Length.IsZero() {
			longer := f
			longer.Extensions = []Granted{{Length: e.Length}}
			if e := due(longer); e.Before(d) {
				t.Errorf("extended it ends on %s, not after %s", e, d)
			}
		}
		if held := (Facts{From: f.From, Custody: true}); due(held).After(due(Facts{From: f.From})) {
			t.Errorf("custody prolongs the period")
		}
	})
}

// monotonic: a later event does not end earlier. Of a limit in months from which days are
// once taken out it may, by as much as months differ: three of them have 89 to 92 days.
func monotonic(t *rapid.T, x Limit, f, later Facts, due func(Facts) Date) {
	plain := func(f Facts) Date { return due(Facts{From: f.From}) }
	if d, e := plain(f), plain(later); e.Before(d) {
		t.Errorf("from %s ends on %s, from %s on %s", f.From, d, later.From, e)
	}
	f.Custody, later.Custody = true, true // compared before the move off a rest day
	slack := 0
	if x.Length.Unit == Months || x.Length.Unit == Years {
		slack = 3
		f.Suspended, f.Excluded = nil, f.Excluded[:min(1, len(f.Excluded))]
		later.Suspended, later.Excluded = f.Suspended, f.Excluded
	}
	if d, e := due(f), due(later); e.Before(d.AddDays(-slack)) {
		t.Errorf("from %s ends on %s, from %s on %s", f.From, d, later.From, e)
	}
}

// TestLonger: a longer period of the same unit never ends earlier.
func TestLonger(t *testing.T) {
	l, cal := limits(t)
	x, _ := l.Get("civil-review")
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]Unit{Days, Months, Years, WorkingDays}).Draw(t, "unit")
		n := rapid.IntRange(1, 40).Draw(t, "n")
		f := someFacts(t, x)
		var last Date
		for _, n := range []int{n, n + 1} {
			c := &clock{Limits: l, limit: x, facts: f, cal: cal}
			c.facts.Length = Period{n, unit}
			d, err := c.run()
			if err != nil || d.Due.Before(last) {
				t.Fatalf("%d %s: %s, one less: %s (%v)", n, unit, d.Due, last, err)
			}
			last = d.Due
		}
	})
}

// TestStanding: a clock that stands has no days left to count.
func TestStanding(t *testing.T) {
	l, cal := limits(t)
	from := NewDate(2026, time.March, 2)
	d, err := l.Deadline("civil-review", Facts{From: from, Suspended: []Stay{{From: from}}}, cal)
	if n, ok := d.Left(from); err != nil || ok || n != 0 || d.Lines[len(d.Lines)-1].Kind == "due" {
		t.Errorf("%d %t %v", n, ok, err)
	}
	d, _ = l.Deadline("civil-review", Facts{From: from}, cal)
	if n, ok := d.Left(NewDate(2026, 6, 5)); n != -3 || !ok {
		t.Errorf("%d %t", n, ok)
	}
}

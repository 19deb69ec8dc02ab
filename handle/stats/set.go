package stats

import (
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A Thing is what the rows of a set are.
type Thing string

// The things that are counted.
const (
	Clues     Thing = "clue"
	Matters   Thing = "matter"
	Terms     Thing = "deadline" // of matters
	Papers    Thing = "paper"    // of matters
	Exchanges Thing = "exchange" // with other agencies, about clues
)

// A Set is some of what offices keep. Counted, it is a number; listed, it is what stands behind
// the number: both by the same condition.
type Set struct {
	ID    string
	Thing Thing
	Says  fault.Text // which ones, in words
	sql   string     // selects id, office, day, thing, model and note; see place.fill
}

// A place is what the condition of a set is filled with: whose rows, which days.
type place struct {
	offices []access.Office
	Window
	choice
	stages  map[matter.Stage][][2]string // procedure and statistic
	extends [][2]string                  // procedure and step
}

// A choice keeps a set to some of its rows.
type choice struct {
	model                string // the clues of one model
	procedure, statistic string // what is counted in one statistic
	youngest, oldest     int    // days; oldest 0: without end
}

// fill numbers the values of a condition, which never stand in the text. {offices} are the
// offices; {from} and {to} the first day of the period and the one after the last that counts;
// {then} the day after that as of which is counted; each with .at the moment at which it begins;
// {stage a b} the statistics of stages; {extends} the steps that extend a deadline.
func (p place) fill(text string) (string, []any) {
	var b strings.Builder
	var args []any
	bind := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), args
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(p.value(name, bind))
		text = after
	}
}

func (p place) value(name string, bind func(any) string) string {
	days := map[string]law.Date{"from": p.From, "to": p.end().AddDays(1), "then": p.AsOf.AddDays(1), "day": p.AsOf,
		"youngest": p.AsOf.AddDays(1 - p.youngest), "oldest": p.AsOf.AddDays(-p.oldest)}
	word, rest, _ := strings.Cut(name, " ")
	if day, ok := days[word]; ok {
		return bind(day.String())
	}
	if day, ok := days[strings.TrimSuffix(word, ".at")]; ok {
		return bind(db.Time(day.Begins()))
	}
	switch word {
	case "offices":
		marks := make([]string, len(p.offices))
		for i, o := range p.offices {
			marks[i] = bind(string(o))
		}
		return "(" + strings.Join(marks, ", ") + ")"
	case "stage":
		var list [][2]string
		for _, s := range strings.Fields(rest) {
			list = append(list, p.stages[matter.Stage(s)]...)
		}
		return pairs(list, bind)
	case "extends":
		return pairs(p.extends, bind)
	case "procedure":
		return bind(p.procedure)
	case "statistic":
		return bind(p.statistic)
	}
	panic("no value is called " + name) // the sets are ours, and a test fills each
}

// pairs is a table with the columns a and b; without rows if there are none.
func pairs(list [][2]string, bind func(any) string) string {
	if len(list) == 0 {
		return "(SELECT '' AS a, '' AS b WHERE 1 = 0)"
	}
	rows := make([]string, len(list))
	for i, p := range list {
		rows[i] = "SELECT " + bind(p[0]) + " AS a, " + bind(p[1]) + " AS b"
	}
	return "(" + strings.Join(rows, " UNION ALL ") + ")"
}

// of is the table of the set, kept to what was chosen, and its values.
func (s Set) of(p place) (string, []any) {
	text, args := p.fill(s.sql)
	if p.model == "" {
		return "(" + text + ") AS s", args
	}
	args = append(args, p.model)
	return fmt.Sprintf("(SELECT * FROM (%s) AS a WHERE a.model = $%d) AS s", text, len(args)), args
}

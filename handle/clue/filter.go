package clue

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Filter chooses clues; its zero value is every clue the actor may see, greatest risk
// first.
type Filter struct {
	States      []State  // in any of these; empty means all but Merged
	Models      []string // of any of these models; empty means all
	Court       string   // with a case of a court whose name contains this
	SubjectKind string   // person, organisation or group; empty means all
	MinRisk     float64  // risk at least this
	Query       string   // in the subject's name, a court's or a case number; see found
	Aside       Aside    // what is put aside; empty leaves it out
	Holder      string   // held today by this account; empty means by whomever
	Free        bool     // held today by nobody
	Due         bool     // held today, for at most heldSoon more days
	News        string   // with something that others did since this account last looked; empty means whether or not
	Sort        string   // one of Sorts; empty means -risk
	Cursor      string   // Next of the page before; empty means the first page
	Limit       int      // clues on a page, 1 to MaxLimit; 0 means 50
	today       law.Date // the day by which clues are held or put aside
	closed      []string // clues that a tie keeps the actor from
	walked      bool     // the list walks along an order other than by risk
}

// An Aside says what becomes of clues that are put aside today.
type Aside string

// The choices.
const (
	NoAside   Aside = ""     // they are left out
	OnlyAside Aside = "only" // nothing else
	AnyAside  Aside = "any"  // they are shown among the others
)

// heldSoon is for how many more days a clue is held that is due.
const heldSoon = 3

// MaxLimit is the greatest number of clues on one page.
const MaxLimit = 200

// check fills in what is empty and refuses what cannot be.
func (f *Filter) check() (order, error) {
	if f.Limit == 0 {
		f.Limit = 50
	}
	if f.Limit < 1 || f.Limit > MaxLimit {
		return order{}, fault.Invalidf("每页条数须为 1 至 %d。", "A page has 1 to %d clues.", MaxLimit)
	}
	for _, s := range f.States {
		if s != Merged && !slices.Contains(States(), s) {
			return order{}, fault.Invalidf("没有线索状态 %q。", "There is no state %q.", s)
		}
	}
	for _, text := range append([]string{f.Court, f.Query, f.SubjectKind, f.Holder, f.News}, f.Models...) {
		if !db.Storable(text) {
			return order{}, fault.Invalidf("查询中有无法识别的字符。", "The search has characters that cannot be read.")
		}
	}
	if !slices.Contains([]Aside{NoAside, OnlyAside, AnyAside}, f.Aside) {
		return order{}, fault.Invalidf("暂缓范围只能是 only 或 any。", "What is put aside can be chosen by only or any.")
	}
	f.Query = strings.TrimSpace(f.Query)
	f.Court = strings.TrimSpace(f.Court)
	return newOrder(f.Sort, f.Cursor)
}

// states returns those that f lists.
func (f Filter) states() []State {
	if len(f.States) == 0 {
		return States()
	}
	return f.States
}

// A where is a condition in SQL and its values, which never stand in the text.
type where struct {
	match string // WITH match (id) AS …: the few clues that it begins with; empty if it begins with all
	text  []string
	args  []any
}

// bind numbers the values, which are written ? in text.
func (w *where) bind(text string, args ...any) string {
	var b strings.Builder
	for _, a := range args {
		before, after, _ := strings.Cut(text, "?")
		w.args = append(w.args, a)
		fmt.Fprintf(&b, "%s$%d", before, len(w.args))
		text = after
	}
	return b.String() + text
}

func (w *where) and(text string, args ...any) { w.text = append(w.text, w.bind(text, args...)) }

func (w *where) String() string { return strings.Join(w.text, " AND ") }

// where returns everything in f but its states; what its text and the like have found is in c.
func (f Filter) where(office access.Office, c chosen) *where {
	w := f.plain(office, c.few)
	for _, m := range c.rest {
		w.and(m.row, m.rowArgs...)
	}
	return w
}

// plain is where without what has to be asked of each clue; few is what it begins with, or nil.
func (f Filter) plain(office access.Office, few *match) *where {
	w := &where{}
	if few != nil {
		w.match = "match (id) AS MATERIALIZED (" + w.bind(few.ids, few.idArgs...) + ")"
	}
	w.and("office = ?", string(office))
	if len(f.Models) > 0 {
		in(w, "model", f.Models)
	}
	for _, id := range f.closed {
		w.and("clue.id <> ?", id)
	}
	if f.SubjectKind != "" {
		w.and("subject_kind = ?", f.SubjectKind)
	}
	switch {
	case f.MinRisk > 0 && f.walked: // nor must a least risk lead SQLite to the order by risk, where thousands would be sorted
		w.and("risk + 0 >= ?", f.MinRisk)
	case f.MinRisk > 0:
		w.and("risk >= ?", f.MinRisk)
	}
	// || '' keeps SQLite from choosing an index by a day that nearly every clue satisfies,
	// and from sorting them all afterwards.
	switch f.Aside {
	case NoAside:
		w.and("aside_until || '' < ?", f.today.String())
	case OnlyAside:
		w.and("aside_until || '' >= ?", f.today.String())
	}
	if f.Holder != "" {
		w.and("held_until || '' >= ?", f.today.String())
	}
	if f.Due {
		w.and("held_until || '' >= ?", f.today.String())
		w.and("held_until || '' <= ?", f.today.AddDays(heldSoon).String())
	}
	if f.Free {
		w.and("held_until || '' < ?", f.today.String())
	}
	return w
}

// ids returns the statement that selects columns of the clues under w. It begins with what
// the text found, if any: CROSS JOIN keeps SQLite to that order.
func (w *where) ids(columns string) string {
	if w.match == "" {
		return "SELECT " + columns + " FROM clue WHERE " + w.String()
	}
	return "SELECT " + columns + " FROM match CROSS JOIN clue WHERE clue.id = match.id AND " + w.String()
}

// with returns the beginning of a statement that uses ids, and more tables if given.
func (w *where) with(more ...string) string {
	if w.match != "" {
		more = append([]string{w.match}, more...)
	}
	if len(more) == 0 {
		return ""
	}
	return "WITH " + strings.Join(more, ", ") + " "
}

func in[T ~string](w *where, column string, values []T) {
	marks := make([]string, len(values))
	args := make([]any, len(values))
	for i, v := range values {
		marks[i], args[i] = "?", string(v)
	}
	w.and(column+" IN ("+strings.Join(marks, ", ")+")", args...)
}

package box

import (
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// Clocks are the time limits that the law sets, and the days that count.
type Clocks struct {
	Limits   law.Limits
	Calendar law.Calendar
}

// WithClocks lets the box count the time limits of the law. Without them only the days count
// that senders ask for.
func (b *Box) WithClocks(c Clocks) *Box {
	b.clocks = &c
	return b
}

// A Leg is the clock of the answer that an exchange waits for. Both sides count it from the
// same moment: the recipient's receipt says when the letter arrived.
type Leg struct {
	Of    dispatch.Kind `json:"of" doc:"The kind that is to be answered."`
	Due   string        `json:"due" doc:"The last day, ISO; empty if none is set."`
	Asked string        `json:"asked" doc:"The day that the sender asked for, ISO; empty if none."`
	From  string        `json:"from" doc:"Day on which it arrived and from which the law counts, ISO; empty while no receipt has come."`
	Limit string        `json:"limit" doc:"Id of the time limit of the law; empty if the law sets none for what the sender rests on."`
	Title fault.Text    `json:"title" doc:"The time limit in words."`
	Who   fault.Text    `json:"who" doc:"Who has to act."`
	Law   []law.Ref     `json:"law" nullable:"false" doc:"The articles that set it."`
}

// limitsOf lists the time limits of the law that an answer to a kind can be under. Which one
// it is shows in what the sender rests on.
func limitsOf(k dispatch.Kind) []string {
	switch k {
	case dispatch.Protest:
		return []string{"civil-protest-court", "administrative-protest-court"}
	case dispatch.Suggestion:
		return []string{"civil-retrial-suggestion-court", "administrative-retrial-suggestion-court", "enforcement-suggestion-court", "public-interest-agency-reply"}
	case dispatch.ClueOffer:
		return []string{"criminal-police-filing", "criminal-police-explanation"}
	}
	return nil
}

// basisOf is what the data of a kind rests on.
func basisOf(data any) []dispatch.Law {
	switch v := data.(type) {
	case *dispatch.Offer:
		return v.Basis
	case *dispatch.Inquiry:
		return v.Basis
	case *dispatch.Paper:
		return v.Basis
	case *dispatch.Invitation:
		return v.Basis
	}
	return nil
}

// limit returns the time limit of the law for an answer: the first whose articles the sender
// names.
func (b *Box) limit(k dispatch.Kind, data any) (law.Limit, bool) {
	if b.clocks == nil {
		return law.Limit{}, false
	}
	cited := basisOf(data)
	for _, id := range limitsOf(k) {
		x, ok := b.clocks.Limits.Get(id)
		if ok && slices.ContainsFunc(x.Basis, func(r law.Ref) bool {
			return slices.Contains(cited, dispatch.Law{Law: r.Law, Version: r.Version, Article: r.Article})
		}) {
			return x, true
		}
	}
	return law.Limit{}, false
}

// unknownClock stands for the time limit of an exchange that was opened when nobody asked for it.
const unknownClock = "?"

// clockOf returns the id of the time limit of the law for an answer, empty if there is none.
func (b *Box) clockOf(k dispatch.Kind, data any) string {
	if b.clocks == nil {
		return unknownClock
	}
	x, _ := b.limit(k, data)
	return x.ID
}

// until returns the last day of a time limit that begins on a day, and whether it has one.
func (b *Box) until(limit string, from law.Date) (string, bool) {
	d, err := b.clocks.Limits.Deadline(limit, law.Facts{From: from}, b.clocks.Calendar)
	return d.Due.String(), err == nil && !d.Due.IsZero()
}

// leg returns the clock of the answer to what opened an exchange and arrived on a day, the zero
// day while nobody has said that it did. What the law sets counts before what was asked for.
func (b *Box) leg(k dispatch.Kind, data any, arrived law.Date) Leg {
	l := Leg{Of: k, Asked: dispatch.Due(data), Due: dispatch.Due(data), Law: []law.Ref{}}
	x, ok := b.limit(k, data)
	if !ok {
		return l
	}
	l.Limit, l.Title, l.Who, l.Law = x.ID, x.Title, x.Who, x.Basis
	if arrived.IsZero() {
		return l
	}
	l.From = arrived.String()
	if due, ok := b.until(x.ID, arrived); ok {
		l.Due = due
	}
	return l
}

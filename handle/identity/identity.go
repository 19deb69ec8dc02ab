// Package identity keeps what people decided about who is who: that two mentions in
// records are one person or organisation, that they are not, or that nobody can tell.
// Decisions outlive every run of linkage, which takes them as given, and can be taken
// back; nothing that was once decided is deleted.
package identity

import (
	"cmp"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Verdict is what was decided of two mentions.
type Verdict string

// The verdicts.
const (
	Same      Verdict = "same"      // 同一主体
	Different Verdict = "different" // 不是同一主体
	Unsure    Verdict = "unsure"    // 无法确定: looked at, and left as the machine has it
)

// A Mention is a person or organisation that one record names, as the tables link and
// candidate write it.
type Mention struct {
	Dataset string `json:"dataset"` // name of the standard
	Record  string `json:"record"`  // id of the record
	Mention string `json:"mention"` // its part in the record: party, husband, …
}

// compare orders mentions, so that a pair is kept the same way round whoever was first.
func (m Mention) compare(o Mention) int {
	return cmp.Or(strings.Compare(m.Dataset, o.Dataset), strings.Compare(m.Record, o.Record), strings.Compare(m.Mention, o.Mention))
}

func (m Mention) named() bool {
	for _, s := range []string{m.Dataset, m.Record, m.Mention} {
		if s == "" || !db.Storable(s) {
			return false
		}
	}
	return true
}

// A Decision is one verdict with who gave it, when and why.
type Decision struct {
	ID        string        `json:"id"` // d-…, in the order of time
	Office    access.Office `json:"-"`
	Left      Mention       `json:"left"`
	Right     Mention       `json:"right"`
	Verdict   Verdict       `json:"verdict"`
	Reason    string        `json:"reason"`
	By        string        `json:"by"` // id of the account
	Display   string        `json:"display"`
	At        time.Time     `json:"at"`
	UndoneAt  time.Time     `json:"undone_at"` // zero while it is in force
	UndoneBy  string        `json:"undone_by,omitempty"`
	UndoneWhy string        `json:"undone_why,omitempty"`
}

// InForce reports whether linkage takes the decision as given.
func (d Decision) InForce() bool { return d.UndoneAt.IsZero() }

// A Draft is a decision that somebody wants to make.
type Draft struct {
	Left, Right Mention
	Entities    []string // to which they belong now, if linkage has told: nobody decides about their own people
	Verdict     Verdict
	Reason      string // not empty
}

// maxReason is how many bytes a reason may have.
const maxReason = 2000

// check finds what is wrong with a draft and puts its pair in order.
func (d Draft) check() (Draft, error) {
	d.Reason = strings.TrimSpace(d.Reason)
	switch {
	case !d.Left.named() || !d.Right.named():
		return d, fault.Invalidf("请指明两处提及：数据集、记录和在记录中的身份。", "Name both mentions: data set, record and part in the record.")
	case d.Left == d.Right:
		return d, fault.Invalidf("两处提及是同一处，无需认定。", "Both are the same mention; there is nothing to decide.")
	case d.Verdict != Same && d.Verdict != Different && d.Verdict != Unsure:
		return d, fault.Invalidf("认定结果须为同一、不同或无法确定。", "The verdict must be same, different or unsure.")
	case d.Reason == "" || len(d.Reason) > maxReason || !db.Storable(d.Reason):
		return d, fault.Invalidf("请写明认定理由（不超过 %d 字节）。", "Give the reason of the decision, at most %d bytes.", maxReason)
	}
	if d.Left.compare(d.Right) > 0 {
		d.Left, d.Right = d.Right, d.Left
	}
	return d, nil
}

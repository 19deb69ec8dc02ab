// Package nearby finds what new records cause without going through all others. From a new
// record it follows the columns by which the steps of a model join and group, forward to the
// subjects that it can bear on, and from these back to every record that their findings rest
// on. The ordinary query of the model then runs on those few records, and what it says of
// those subjects is what it would say over the whole snapshot.
//
// That is so because a step lets rows meet only where they are equal in a column: rows that
// are equal in none of those followed cannot change the answer. Of conditions only what they
// ask of one column alone is looked at on the way, so too much may be gathered and never too
// little. Where rows meet otherwise (networks, texts alike, a key that is worked out), the
// model says so and is left to a whole scan.
package nearby

import (
	"fmt"
	"hash/maphash"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// most is how many values of a column are gathered for one model, if a search says nothing
// else: a bank has tens of thousands of suits, and to go through them is a whole scan's work.
// Of a data set ten times as many rows are gathered.
const most = 20_000

// A set is some values of a column.
type set map[string]bool

func (s set) add(other set) { maps.Copy(s, other) }

func (s set) sorted() []string { return slices.Sorted(maps.Keys(s)) }

// marking is what marks are made with; it is the same while the program runs.
var marking = maphash.MakeSeed()

// mark tells sets apart: a sum over fingerprints of their values.
func (s set) mark() uint64 {
	sum := uint64(len(s))
	for v := range s {
		sum += maphash.String(marking, v)
	}
	return sum
}

// of makes a set.
func of(values ...string) set {
	s := set{}
	for _, v := range values {
		s[v] = true
	}
	return s
}

// whole is the error of a model that cannot be asked about some records alone.
func whole(zh, en string, args ...any) error {
	return fault.Conflictf("须整体扫描："+zh, "a whole scan is needed: "+en, args...)
}

// Whole reports whether err says that only a whole scan can tell, and why.
func Whole(err error) (fault.Text, bool) {
	kind, says := fault.Split(err)
	return says, kind == fault.Conflict
}

// tooMany is the error of records that bear on too much.
func tooMany(dataset, column string, most int) error {
	return whole("与新记录相关的 %s.%s 超过 %d 项", "more than %[3]d of %[1]s.%[2]s have to do with the new records", dataset, column, most)
}

// keyed names a column of a data set.
type keyed struct{ dataset, column string }

func (k keyed) String() string { return fmt.Sprintf("%s.%s", k.dataset, k.column) }

package clue

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Scan is what models found on one snapshot. Only scans of the present snapshot are
// registered: clues that it no longer finds are marked stale.
type Scan struct {
	Office   access.Office  // whose clues they become; empty means access.Home
	Snapshot string         // the snapshot
	Models   []string       // ids of all models that ran to their end, also those that found nobody
	Findings []scan.Finding // at most one for each model and subject
	At       time.Time      // moment of the scan: every row of it carries the same
	// Subjects are, by model, those who alone were looked at, because only on them new records
	// can bear; nil: everybody was. Clues about others stay as they are.
	Subjects map[string][]string
}

// Registered counts what became of the findings of a scan.
type Registered struct {
	New       int `json:"new"`       // clues that were not there
	Unchanged int `json:"unchanged"` // the facts were known
	Changed   int `json:"changed"`   // other facts, same state
	Reopened  int `json:"reopened"`  // dismissed or put aside, and now there are new cases
	Joined    int `json:"joined"`    // clues that became members of another, which answers for their cluster
}

func (r *Registered) count(o outcome) {
	switch o {
	case isNew:
		r.New++
	case isChanged:
		r.Changed++
	case isReopened:
		r.Reopened++
	default:
		r.Unchanged++
	}
}

// An outcome is what one finding does to the clues.
type outcome int

const (
	isSame     outcome = iota // nothing but the snapshot it was last seen in
	isRescored                // same facts, told otherwise: another version of the model
	isNew
	isChanged
	isReopened
)

// batch is how many findings are registered in one transaction: few enough that people
// who decide at the same time hardly wait, and enough that each page of an index is not
// written over and over.
const batch = 2000

// Register turns the findings of a scan into clues. It is idempotent: after a failure
// in the middle, the same scan is registered again from the beginning.
func (s *Service) Register(ctx context.Context, by access.Account, sc Scan) (Registered, error) {
	if sc.Office == "" {
		sc.Office = access.Home
	}
	if !access.May(by, access.RegisterClues, sc.Office) {
		return Registered{}, fault.Forbiddenf("您没有登记线索的权限。", "You may not register clues.")
	}
	if err := sc.check(); err != nil {
		return Registered{}, err
	}
	var total Registered
	for part := range slices.Chunk(sc.Findings, batch) {
		done := total
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			if err := tx.Repeats(ctx); err != nil {
				return err
			}
			for _, f := range part {
				o, err := register(ctx, tx, sc, f)
				if err != nil {
					return fmt.Errorf("register a finding of %s version %d: %w", f.Model, f.Version, err)
				}
				done.count(o)
			}
			return nil
		})
		if err != nil {
			return total, err
		}
		total = done
	}
	if err := s.db.InTx(ctx, func(tx *db.Tx) error { return gone(ctx, tx, sc) }); err != nil {
		return total, err
	}
	if err := s.gather(ctx, sc, &total); err != nil {
		return total, err
	}
	return total, s.db.InTx(ctx, func(tx *db.Tx) error { return recordScan(ctx, tx, by, sc, total) })
}

// gone marks what the models no longer find.
func gone(ctx context.Context, tx *db.Tx, sc Scan) error {
	for _, m := range sc.Models {
		if err := tellGone(ctx, tx, sc, m); err != nil {
			return err
		}
		if err := markStale(ctx, tx, sc, m); err != nil {
			return err
		}
	}
	return nil
}

func recordScan(ctx context.Context, tx *db.Tx, by access.Account, sc Scan, total Registered) error {
	return audit.Append(ctx, tx, audit.Entry{
		Actor: by.ID, Verb: audit.Register, Object: sc.Snapshot, Office: string(sc.Office),
		Detail: map[string]string{
			"models": strings.Join(sc.Models, " "), "new": strconv.Itoa(total.New), "changed": strconv.Itoa(total.Changed),
			"reopened": strconv.Itoa(total.Reopened), "unchanged": strconv.Itoa(total.Unchanged),
			"joined": strconv.Itoa(total.Joined),
		}})
}

// check refuses what would make clues that nobody could answer for.
func (sc Scan) check() error {
	seen := make(map[ID]bool, len(sc.Findings))
	for _, f := range sc.Findings {
		id := NewID(f.Model, f.Subject.ID)
		switch {
		case f.Model == "" || f.Subject.ID == "" || f.Snapshot != sc.Snapshot:
			return fmt.Errorf("register %s version %d: a finding without model or subject, or of another snapshot than %s", f.Model, f.Version, sc.Snapshot)
		case !(f.Risk >= 0 && f.Risk <= 1):
			return fmt.Errorf("register %s version %d: the risk of %s is %v", f.Model, f.Version, id, f.Risk)
		case len(facts(f)) == 0:
			return fmt.Errorf("register %s version %d: %s rests on no case and no document", f.Model, f.Version, id)
		case seen[id]:
			return fmt.Errorf("register %s version %d: two findings about the subject of %s", f.Model, f.Version, id)
		}
		seen[id] = true
	}
	return nil
}

// facts returns what the finding rests on: its case numbers or, where no document bears
// one, its documents or, where there is none, the records of registers. The model's
// version is not a fact.
func facts(f scan.Finding) []string {
	switch {
	case len(f.Cases) > 0:
		return f.Cases
	case len(f.Documents) > 0:
		return f.Documents
	}
	var records []string
	for _, r := range f.Records {
		records = append(records, r.Dataset+" "+r.RecordID)
	}
	slices.Sort(records)
	return slices.Compact(records)
}

// fingerprint is equal for equal facts in whatever order.
func fingerprint(facts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(slices.Sorted(slices.Values(facts))), "\x00")))
	return hex.EncodeToString(sum[:])
}

// A body is a finding as it is kept, and the hash of everything in it but the snapshot.
type body struct{ text, hash string }

func newBody(f scan.Finding) (body, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return body{}, err
	}
	f.Snapshot = ""
	same, err := json.Marshal(f)
	if err != nil {
		return body{}, err
	}
	sum := sha256.Sum256(same)
	return body{string(text), hex.EncodeToString(sum[:])}, nil
}

// register writes one finding: find, decide, save, note in the history.
func register(ctx context.Context, tx *db.Tx, sc Scan, f scan.Finding) (outcome, error) {
	id := NewID(f.Model, f.Subject.ID)
	b, err := newBody(f)
	if err != nil {
		return isSame, err
	}
	old, err := getKnown(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return isNew, insertClue(ctx, tx, sc, f, b)
	}
	if err != nil {
		return isSame, err
	}
	if old.into != "" {
		return registerMember(ctx, tx, sc, f, b, old)
	}
	o, e := decide(old, f, b, law.DateOf(sc.At))
	switch o {
	case isSame:
		return o, touch(ctx, tx, sc, id, old)
	case isRescored:
		return o, replace(ctx, tx, sc, f, b, old)
	}
	old.state, old.changed = e.To, true
	if o == isReopened {
		old.reopened, old.reason, old.aside = true, "", ""
	}
	if err := replace(ctx, tx, sc, f, b, old); err != nil {
		return o, err
	}
	e.At = sc.At
	return o, addEvent(ctx, tx, id, e)
}

// registerMember is register for a clue that is merged into another: it stays merged and
// takes its new facts; they make of what it comes back to what they would have made of it, and
// wake the one that answers for it.
func registerMember(ctx context.Context, tx *db.Tx, sc Scan, f scan.Finding, b body, old known) (outcome, error) {
	alone := old
	alone.state, alone.aside = old.was.State, old.was.AsideUntil.String()
	o, e := decide(alone, f, b, law.DateOf(sc.At))
	id := NewID(f.Model, f.Subject.ID)
	switch o {
	case isSame:
		return o, touch(ctx, tx, sc, id, old)
	case isRescored:
		return o, replace(ctx, tx, sc, f, b, old)
	case isReopened:
		old.was.State, old.was.Reopened, old.was.Reason, old.was.AsideUntil = e.To, true, "", law.Date{}
	}
	old.changed = true
	if err := replace(ctx, tx, sc, f, b, old); err != nil {
		return o, err
	}
	e.At, e.From, e.To = sc.At, Merged, Merged
	if err := addEvent(ctx, tx, id, e); err != nil || e.NewCases == 0 {
		return isChanged, err
	}
	woken, err := wake(ctx, tx, sc, old.into, id, e.NewCases)
	if woken {
		return isReopened, err
	}
	return isChanged, err
}

// decide says what finding f, of body b, does to the known clue, and the event to note.
// What a person has decided on is not retold under their name: a decided clue takes a
// new finding only with other facts, and only new cases reopen one that is dismissed or, on
// the day of the scan, put aside.
func decide(old known, f scan.Finding, b body, today law.Date) (outcome, Event) {
	now := facts(f)
	switch {
	case fingerprint(now) == old.facts && (b.hash == old.bodyHash || old.state.Decided()):
		return isSame, Event{}
	case fingerprint(now) == old.facts:
		return isRescored, Event{}
	}
	e := Event{Kind: FactsChanged, From: old.state, To: old.state,
		NewCases: missingFrom(facts(old.old), now), GoneCases: missingFrom(now, facts(old.old))}
	if old.state == Dismissed && e.NewCases > 0 {
		e.To = Found
		return isReopened, e
	}
	if old.aside >= today.String() && e.NewCases > 0 {
		return isReopened, e
	}
	return isChanged, e
}

// missingFrom counts the different members of b that are not in a.
func missingFrom(a, b []string) int {
	have := make(map[string]bool, len(a)+len(b))
	for _, x := range a {
		have[x] = true
	}
	n := 0
	for _, x := range b {
		if !have[x] {
			have[x] = true
			n++
		}
	}
	return n
}

package audit_test

import (
	"encoding/json"
	"testing"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
)

// An act is proven to somebody who has nothing of the log, and nothing of the proof can be
// changed.
func TestProve(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := place(t.TempDir())
		act(t, d, 700, "a-1")
		if _, err := audit.Prove(t.Context(), d, at.Dir, audit.LookClue, "c-0"); err == nil {
			t.Error("proven before there is a log")
		}
		seal(t, d, at)
		for _, object := range []string{"c-0", "c-300", "c-699"} {
			p, err := audit.Prove(t.Context(), d, at.Dir, audit.LookClue, object)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			var sent audit.Inclusion
			if err := json.Unmarshal(b, &sent); err != nil || sent.Verify() != nil {
				t.Errorf("%s at %d of a log: %v, %v", object, p.Place, err, sent.Verify())
			}
		}
		if _, err := audit.Prove(t.Context(), d, at.Dir, audit.LookClue, "c-700"); !fault.Is(err, fault.NotFound) {
			t.Errorf("an act that never was: %v", err)
		}
		if _, err := audit.Prove(t.Context(), d, at.Dir, audit.Export, "c-1"); !fault.Is(err, fault.NotFound) {
			t.Errorf("an act of another sort: %v", err)
		}
	})
}

func TestProofCannotBeChanged(t *testing.T) {
	d, at, other := dbtest.Open(t), place(t.TempDir()), place(t.TempDir())
	act(t, d, 40, "a-1")
	seal(t, d, at)
	foreign := dbtest.Open(t)
	act(t, foreign, 40, "a-2")
	seal(t, foreign, other)
	strange, err := audit.Prove(t.Context(), foreign, other.Dir, audit.LookClue, "c-7")
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*audit.Inclusion){
		"actor":          func(p *audit.Inclusion) { p.Actor = "a-2" },
		"object":         func(p *audit.Inclusion) { p.Object = "c-8" },
		"detail":         func(p *audit.Inclusion) { p.Detail = `{"purpose":"无"}` },
		"time":           func(p *audit.Inclusion) { p.At = "2020-01-01T00:00:00.000000Z" },
		"salt":           func(p *audit.Inclusion) { p.Salt = "00" },
		"place":          func(p *audit.Inclusion) { p.Place++ },
		"before the log": func(p *audit.Inclusion) { p.Place = 0 },
		"behind the log": func(p *audit.Inclusion) { p.Place = 41 },
		"no hashes":      func(p *audit.Inclusion) { p.Hashes = nil },
		"hash":           func(p *audit.Inclusion) { p.Hashes[0][0] ^= 1 },
		"checkpoint":     func(p *audit.Inclusion) { p.Checkpoint = strange.Checkpoint },
		"another log":    func(p *audit.Inclusion) { p.Checkpoint, p.Key = strange.Checkpoint, strange.Key },
		"no key":         func(p *audit.Inclusion) { p.Key = "" },
		"cut checkpoint": func(p *audit.Inclusion) { p.Checkpoint = p.Checkpoint[:10] },
	} {
		p, err := audit.Prove(t.Context(), d, at.Dir, audit.LookClue, "c-7")
		if err != nil {
			t.Fatal(err)
		}
		spoil(&p)
		if kind, _ := fault.Split(p.Verify()); kind != fault.Forbidden && kind != fault.Invalid {
			t.Errorf("%s was changed unseen: %v", name, p.Verify())
		}
	}
}

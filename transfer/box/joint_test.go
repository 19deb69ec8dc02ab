package box

import (
	"context"
	"encoding/json"
	"fmt"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// three returns a procuratorate that knows the police and the labour bureau.
func three(t *testing.T) (lead, police, labour *office) {
	lead = newOffice(t, dbtest.Open(t), "330102-jcy", node.Procuratorate, seal.Usual)
	police = newOffice(t, dbtest.Open(t), "330102-ga", node.Police, seal.National)
	labour = newOffice(t, dbtest.Open(t), "330102-rsj", node.Administration, seal.Usual)
	meet(lead, police)
	meet(lead, labour)
	return lead, police, labour
}

// settle carries letters both ways until nothing is under way.
func settle(lead *office, others ...*office) {
	for range 4 {
		for _, o := range others {
			post(lead, o)
			post(o, lead)
		}
	}
}

func (o *office) board(id string) JointView {
	o.t.Helper()
	v, err := o.GetJoint(context.Background(), o.by, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

// change makes one change that must be taken.
func (o *office) change(id string, e dispatch.JointEvent) JointView {
	o.t.Helper()
	v, err := o.ChangeJoint(context.Background(), o.by, id, 0, e)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

// together opens a joint matter that both others join.
func together(t *testing.T, lead, police, labour *office) string {
	t.Helper()
	v, err := lead.OpenJoint(context.Background(), lead.by, JointStart{Title: "虚假欠薪专案", About: "二十四件追索劳动报酬案", Due: "2026-02-05", Members: []string{"330102-ga", "330102-rsj"}})
	if err != nil {
		t.Fatal(err)
	}
	settle(lead, police, labour)
	for _, o := range []*office{police, labour} {
		if _, err := o.step(o.board(v.ID).Exchanges[0].ID, dispatch.JointJoin); err != nil {
			t.Fatal(err)
		}
	}
	settle(lead, police, labour)
	return v.ID
}

const thatHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// TestJointMatter: three agencies work one matter: the plan reaches those who may see it, each
// tells of its own tasks, evidence goes from hand to hand with receipts, and the result ends it.
func TestJointMatter(t *testing.T) {
	lead, police, labour := three(t)
	id := together(t, lead, police, labour)
	ctx := t.Context()
	for _, o := range []*office{lead, police, labour} {
		if m := o.board(id).Board.Members; len(m) != 3 || slices.ContainsFunc(m, func(m dispatch.JointMember) bool { return m.State != "joined" }) {
			t.Fatalf("%s sees the members %v", o.self.Card.Code, m)
		}
	}
	task, open := newID("k", dbtest.Monday), newID("k", dbtest.Monday)
	lead.change(id, dispatch.JointEvent{Task: &dispatch.JointTask{ID: task, What: "询问原告", Who: "330102-ga", Due: "2026-01-20", For: []string{"330102-ga"}}})
	lead.change(id, dispatch.JointEvent{Task: &dispatch.JointTask{ID: open, What: "调取参保登记", Who: "330102-rsj", For: []string{}}})
	settle(lead, police, labour)
	if n := len(labour.board(id).Board.Tasks); n != 1 {
		t.Errorf("the labour bureau sees %d tasks, want its own only", n)
	}
	given := police.board(id).Board.Tasks[0].Given
	police.change(id, dispatch.JointEvent{Work: &dispatch.JointWork{Task: task, Given: given, State: "done", On: "2026-01-12", Note: "询问八人"}})
	if _, err := labour.ChangeJoint(ctx, labour.by, id, 0, dispatch.JointEvent{Task: &dispatch.JointTask{ID: newID("k", dbtest.Monday), What: "另行布置", Who: "330102-ga", For: []string{}}}); err == nil {
		t.Error("a member set a task")
	}
	piece := newID("v", dbtest.Monday)
	labour.change(id, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: piece, Title: "参保登记表", Kind: "document", SHA256: thatHash, Source: "本局登记", For: []string{"330102-jcy"}}})
	settle(lead, police, labour)
	if got := lead.board(id).Board; got.Tasks[0].State != "done" || len(got.Evidence) != 1 || len(police.board(id).Board.Evidence) != 0 {
		t.Fatalf("the lead sees %+v, the police %d pieces", got, len(police.board(id).Board.Evidence))
	}
	passOn(t, id, piece, lead, police, labour)

	if _, err := lead.EndJoint(ctx, lead.by, id, 0, dispatch.Outcome{Code: "established", Says: "二十四件均属虚构"}); err != nil {
		t.Fatal(err)
	}
	police.change(id, dispatch.JointEvent{Work: &dispatch.JointWork{Task: task, Given: given, State: "doing", On: "2026-01-13"}}) // crosses the end
	settle(lead, police, labour)
	for _, o := range []*office{lead, police, labour} {
		v := o.board(id)
		if v.Code != "established" || v.Ended.IsZero() {
			t.Errorf("%s: it ended as %q", o.self.Card.Code, v.Code)
		}
		for _, k := range v.Board.Tasks {
			if k.ID == task && k.State != "done" {
				t.Errorf("%s: the task is %s after what crossed the end", o.self.Card.Code, k.State)
			}
		}
	}
	if _, err := police.ChangeJoint(ctx, police.by, id, 0, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: piece, To: "330102-jcy"}}); err == nil {
		t.Error("a joint matter that ended was changed")
	}
	soundLog(t, lead)
}

func soundLog(t *testing.T, o *office) {
	t.Helper()
	list, err := audit.NewLog(o.db).List(t.Context(), audit.Filter{Limit: 500})
	n := 0
	for _, e := range list {
		if e.Verb == audit.ChangeJoint {
			n++
		}
	}
	if err != nil || n != 6 { // opened, two tasks, received, handed on, ended
		t.Errorf("the record has %d changes, %v", n, err)
	}
}

// passOn hands the piece from the labour bureau to the lead and on to the police.
func passOn(t *testing.T, id, piece string, lead, police, labour *office) {
	t.Helper()
	ctx := t.Context()
	labour.change(id, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: piece, To: "330102-jcy", Note: "专人送达"}})
	if _, err := lead.ChangeJoint(ctx, lead.by, id, 0, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: piece, To: "330102-ga"}}); err == nil {
		t.Error("handed on by who does not have it")
	}
	settle(lead, police, labour)
	hand := lead.board(id).Board.Evidence[0].Hands[0].ID
	lead.change(id, dispatch.JointEvent{Received: &dispatch.JointReceived{Evidence: piece, Handover: hand, SHA256: thatHash}})
	lead.change(id, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: piece, To: "330102-ga"}})
	settle(lead, police, labour)
	got := police.board(id).Board.Evidence // whoever gets it sees it, and where it has been
	if len(got) != 1 || len(got[0].Hands) != 2 || !got[0].Hands[0].SameHash || got[0].Holder != "330102-jcy" {
		t.Fatalf("the police see %+v", got)
	}
	police.change(id, dispatch.JointEvent{Received: &dispatch.JointReceived{Evidence: piece, Handover: got[0].Hands[1].ID, SHA256: strings.Repeat("0", 64), Note: "封条破损"}})
	settle(lead, police, labour)
	for _, o := range []*office{lead, labour} {
		p := o.board(id).Board.Evidence[0]
		if p.Holder != "330102-ga" || p.Hands[1].SameHash || p.Hands[1].GotNote != "封条破损" {
			t.Errorf("%s sees %+v", o.self.Card.Code, p)
		}
	}
}

// TestJointLies: what speaks for another agency is refused and raises an alarm, whoever leads.
func TestJointLies(t *testing.T) {
	lead, police, labour := three(t)
	id := together(t, lead, police, labour)
	lie := func(from, to *office, by string, e dispatch.JointEvent) {
		e.ID, e.By, e.Who, e.At = newID("e", dbtest.Monday), by, "某人", dbtest.Monday
		all := from.board(id).Exchanges
		x := all[slices.IndexFunc(all, func(x Exchange) bool { return x.Peer == to.self.Card.Code })]
		from.tx(func(ctx context.Context, tx *db.Tx) error {
			_, err := from.send(ctx, tx, from.by, x, dispatch.JointChange, dispatch.JointChanges{Items: []dispatch.JointEvent{e}}, nil)
			return err
		})
	}
	lie(police, lead, "330102-rsj", dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: newID("v", dbtest.Monday), Title: "伪称", Kind: "document", Source: "不明", For: []string{}}})
	lie(lead, police, "330102-ga", dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: newID("v", dbtest.Monday), Title: "伪称", Kind: "document", Source: "不明", For: []string{}}})
	settle(lead, police, labour)
	for _, o := range []*office{lead, police} {
		_, _, open, err := o.Alarms(t.Context(), AlarmFilter{Open: true})
		if err != nil || open != 1 || len(o.board(id).Board.Evidence) != 0 {
			t.Errorf("%s: %d alarms, %d pieces, %v", o.self.Card.Code, open, len(o.board(id).Board.Evidence), err)
		}
	}
	inv := &dispatch.Invitation{Joint: id, Title: "冒名牵头", Lead: "330102-ga", Members: []string{}, Due: "2026-02-01", Basis: []dispatch.Law{}}
	police.tx(func(ctx context.Context, tx *db.Tx) error {
		_, err := police.openWith(ctx, tx, police.by, Start{To: "330102-jcy", Kind: dispatch.JointInvite, Data: inv})
		return err
	})
	settle(lead, police, labour)
	if v := lead.board(id); v.Lead != "330102-jcy" || v.Title != "虚假欠薪专案" {
		t.Errorf("another took the lead: %+v", v.Joint)
	}
}

// TestJointConverges: three agencies act at random while letters are under way; at the end all
// see the same of what each may see.
func TestJointConverges(t *testing.T) {
	lead, police, labour := three(t)
	id := together(t, lead, police, labour)
	offices := []*office{lead, police, labour}
	for seed := range uint64(6) {
		r := mathrand.New(mathrand.NewPCG(seed, 17))
		for range 30 {
			o := offices[r.IntN(3)]
			if r.IntN(3) == 0 {
				post(lead, offices[1+r.IntN(2)])
				post(offices[1+r.IntN(2)], lead)
				continue
			}
			o.ChangeJoint(t.Context(), o.by, id, 0, some(r, o.board(id), o.self.Card.Code)) // many may not be made; that is the point
		}
	}
	settle(lead, police, labour)
	want := lead.board(id)
	for _, o := range offices[1:] {
		code := o.self.Card.Code
		got, full := seen(o.board(id).Board, code), seen(want.Board, code)
		if diff := cmp.Diff(full, got); diff != "" {
			t.Errorf("%s and the lead differ:\n%s", code, diff)
		}
	}
	if len(want.Board.Tasks) < 5 || len(want.Board.Evidence) < 5 {
		t.Errorf("hardly anything happened: %d tasks, %d pieces", len(want.Board.Tasks), len(want.Board.Evidence))
	}
}

// some returns a change that an agency might want to make.
func some(r *mathrand.Rand, v JointView, self string) dispatch.JointEvent {
	codes := []string{"330102-jcy", "330102-ga", "330102-rsj"}
	whom := [][]string{{}, {"330102-ga"}, {"330102-rsj"}, {"330102-ga", "330102-rsj"}}[r.IntN(4)]
	switch n := r.IntN(6); {
	case n == 0 || len(v.Board.Tasks) == 0:
		k := dispatch.JointTask{ID: newID("k", dbtest.Monday), What: "任务", Who: codes[r.IntN(3)], For: whom}
		if len(v.Board.Tasks) > 2 && r.IntN(2) == 0 {
			k.ID = v.Board.Tasks[r.IntN(len(v.Board.Tasks))].ID
		}
		return dispatch.JointEvent{Task: &k}
	case n == 1:
		k := v.Board.Tasks[r.IntN(len(v.Board.Tasks))]
		return dispatch.JointEvent{Work: &dispatch.JointWork{Task: k.ID, Given: k.Given, State: []string{"doing", "done", "hindered"}[r.IntN(3)], On: "2026-01-12", Note: fmt.Sprint(r.IntN(1000))}}
	case n == 2 || len(v.Board.Evidence) == 0:
		return dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: newID("v", dbtest.Monday), Title: "证据" + self, Kind: "document", Source: "来源", For: whom}}
	}
	p := v.Board.Evidence[r.IntN(len(v.Board.Evidence))]
	if n := len(p.Hands); n > 0 && p.Hands[n-1].Got.IsZero() {
		return dispatch.JointEvent{Received: &dispatch.JointReceived{Evidence: p.ID, Handover: p.Hands[n-1].ID}}
	}
	return dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: p.ID, To: codes[r.IntN(3)]}}
}

// seen is what an agency may see of a board, by id and as JSON.
func seen(b joint.Board, code string) map[string]string {
	all := map[string]string{}
	put := func(id string, v any) {
		text, _ := json.Marshal(v)
		all[id] = string(text)
	}
	for _, k := range b.Tasks {
		if b.Sees(code, dispatch.JointEvent{Task: &k.JointTask}) {
			put(k.ID, k)
		}
	}
	for _, p := range b.Evidence {
		if b.Sees(code, dispatch.JointEvent{Evidence: &p.JointEvidence}) {
			put(p.ID, p)
		}
	}
	return all
}

// TestEvidenceFile: the file of a piece goes to whoever may see the piece and to nobody else. The
// lead passes the piece on once the file has come from its owner, with what was done to it since.
func TestEvidenceFile(t *testing.T) {
	lead, police, labour := three(t)
	id := together(t, lead, police, labour)
	ctx := t.Context()
	const code = "330102-rsj"
	file := &dispatch.File{Name: "参保登记表.csv", Type: "text/csv", Size: 12}
	open, closed, other := newID("v", dbtest.Monday), newID("v", dbtest.Monday), strings.Repeat("ab", 32)
	labour.change(id, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: open, Title: "参保登记表", Kind: "electronic", SHA256: thatHash, File: file, Source: "本局登记", For: []string{}}})
	labour.change(id, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: open, To: "330102-ga"}})
	labour.change(id, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: closed, Title: "举报人身份", Kind: "document", SHA256: other, File: &dispatch.File{Name: "举报.pdf", Size: 3}, Source: "举报", For: []string{"330102-jcy"}}})
	settle(lead, police, labour)
	if n := len(lead.board(id).Board.Evidence); n != 2 || len(police.board(id).Board.Evidence) != 0 {
		t.Fatalf("before the files came the lead sees %d pieces, the police %d", n, len(police.board(id).Board.Evidence))
	}
	for _, hash := range []string{thatHash, other} {
		if want, err := lead.Missing(ctx, code, true); err != nil || !slices.ContainsFunc(want, func(m Missing) bool { return m.SHA256 == hash }) {
			t.Fatalf("the lead waits for %v, %v", want, err)
		}
		if err := lead.Carried(ctx, code, hash, true); err != nil {
			t.Fatal(err)
		}
	}
	settle(lead, police, labour)
	got := police.board(id).Board.Evidence
	if len(got) != 1 || got[0].File == nil || *got[0].File != *file || len(got[0].Hands) != 1 {
		t.Fatalf("the police see %+v", got)
	}
	want, err := police.Missing(ctx, "330102-jcy", true)
	if err != nil || len(want) != 1 || want[0] != (Missing{thatHash, 12}) {
		t.Errorf("the police wait for %v, %v", want, err)
	}
	if _, sent, err := lead.Named(ctx, "330102-ga", other, false); sent || err != nil {
		t.Errorf("what the police may not see was sent to them: %v", err)
	}
	if _, err := police.LookPiece(ctx, police.by, id, open); !fault.Is(err, fault.NotFound) {
		t.Errorf("before the file came: %v", err)
	}
	if err := police.Carried(ctx, "330102-jcy", thatHash, true); err != nil {
		t.Fatal(err)
	}
	if _, err := police.LookPiece(ctx, police.by, id, open); err != nil {
		t.Error(err)
	}
	if _, err := police.LookPiece(ctx, police.by, id, closed); !fault.Is(err, fault.NotFound) {
		t.Errorf("a piece that the police may not see: %v", err)
	}
	labour.change(id, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: open, Title: "参保登记表（更正）", Kind: "electronic", SHA256: thatHash, Source: "本局登记", For: []string{}}})
	settle(lead, police, labour)
	if p := police.board(id).Board.Evidence[0]; p.Title != "参保登记表（更正）" || p.File == nil {
		t.Errorf("after what is said of it changed: %+v", p)
	}
	_, err = labour.ChangeJoint(ctx, labour.by, id, 0, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{ID: newID("v", dbtest.Monday), Title: "无哈希", Kind: "document", File: file, Source: "本局", For: []string{}}})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("a file without a hash: %v", err)
	}
}

// TestClaimedFile: whoever only knows the hash of a file that the lead has from another agency
// shares nothing: the piece is not passed on.
func TestClaimedFile(t *testing.T) {
	lead, police, labour := three(t)
	id := together(t, lead, police, labour)
	piece := func() *dispatch.JointEvidence {
		return &dispatch.JointEvidence{ID: newID("v", dbtest.Monday), Title: "流水", Kind: "document", SHA256: thatHash, File: &dispatch.File{Name: "a.csv", Size: 5}, Source: "调取", For: []string{}}
	}
	mine := piece()
	mine.For = []string{"330102-jcy"}
	labour.change(id, dispatch.JointEvent{Evidence: mine})
	settle(lead, police, labour)
	if err := lead.Carried(t.Context(), "330102-rsj", thatHash, true); err != nil {
		t.Fatal(err)
	}
	police.change(id, dispatch.JointEvent{Evidence: piece()})
	settle(lead, police, labour)
	if n := len(labour.board(id).Board.Evidence); n != 1 {
		t.Errorf("the labour bureau sees %d pieces, want its own", n)
	}
	if there, err := lead.Came(t.Context(), "330102-ga", thatHash); there || err != nil {
		t.Errorf("the file has not come from the police: %v", err)
	}
}

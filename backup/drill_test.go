package backup_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/backup"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// A house is an installation in which people work.
type house struct {
	t     *testing.T
	home  string
	db    *db.DB
	clues *clue.Service
	lake  *lake.Lake
	ids   []clue.ID
}

func placeIn(home string) audit.Place {
	return audit.Place{Dir: filepath.Join(home, "audit"), Key: filepath.Join(home, "keys", "audit.key")}
}

// newHouse makes one with n clues that nobody has looked at and a lake of one document. Its
// database is on the server, or without one in the home.
func newHouse(t *testing.T, n int, server string) *house {
	t.Helper()
	h := &house{t: t, home: filepath.Join(t.TempDir(), "home")}
	if err := os.MkdirAll(h.home, 0o700); err != nil {
		t.Fatal(err)
	}
	h.db = openDB(t, h.home, server)
	h.clues = clue.NewService(h.db)
	var err error
	if h.lake, err = lake.Open(filepath.Join(h.home, "lake")); err != nil {
		t.Fatal(err)
	}
	h.deliver(0)
	var found []scan.Finding
	for i := range n {
		subject := fmt.Sprintf("o-%d", i)
		found = append(found, scan.Finding{Model: "civil/sham-wages", Version: 1, Snapshot: "s-1", Risk: 0.9,
			Subject: scan.Subject{Kind: "organisation", ID: subject, Name: "清溪县某建材厂"}, Cases: []string{fmt.Sprintf("（2021）浙0698民初%d号", i+1)},
			Documents: []string{"d-1"}, Courts: []string{"清溪县人民法院"}, Summary: fault.Text{ZH: "集中起诉", EN: "sued together"},
			Indicators: []scan.Indicator{{ID: "together", Title: fault.Text{ZH: "集中起诉", EN: "sued together"}, Share: 0.9}}})
		h.ids = append(h.ids, clue.NewID("civil/sham-wages", subject))
	}
	_, err = h.clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Models: []string{"civil/sham-wages"}, Findings: found, At: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"models/civil/own/model.yaml": "title: 自有模型\n", "calendar/2027.yaml": "year: 2027\n", "publishers.json": "[]\n",
		"node/card.json": "{}", "node/keys/k.pem": "secret", "transfer/files/tmp-1": "half", "notes.txt": "mine",
		"transfer/files/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": ""} {
		path := filepath.Join(h.home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func openDB(t *testing.T, home, server string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), cmp.Or(server, "sqlite:"+filepath.Join(home, "workflow.db")), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// deliver brings one more document into the lake.
func (h *house) deliver(n int) {
	h.t.Helper()
	var docs iter.Seq2[source.Document, *source.Unread] = func(yield func(source.Document, *source.Unread) bool) {
		yield(source.Document{ID: fmt.Sprint("d-", n), Source: "t", Text: fmt.Sprintf("清溪县人民法院\n民事判决书\n（2021）浙0698民初%d号\n", n+1)}, nil)
	}
	if _, err := h.lake.ImportJudgments(context.WithoutCancel(h.t.Context()), docs, lake.ImportOptions{At: time.Now(), Workers: 1}); err != nil {
		h.t.Error(err)
	}
}

// work screens clue after clue with several people until told to stop, and returns how many
// were acknowledged, which grows, and a function that ends it.
func (h *house) work(ctx context.Context) (acknowledged func() []clue.ID, wait func()) {
	sealer, err := audit.OpenSealer(ctx, h.db, placeIn(h.home))
	if err != nil {
		h.t.Fatal(err)
	}
	var mu sync.Mutex
	var done []clue.ID
	var next atomic.Int64
	var people, machine sync.WaitGroup
	for range 3 {
		people.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(h.ids) {
					return
				}
				if _, err := h.clues.Move(context.WithoutCancel(ctx), access.CommandLine(access.Home), h.ids[i], clue.Move{To: clue.Screening, Seen: 1}); err != nil {
					h.t.Error(err)
					return
				}
				mu.Lock()
				done = append(done, h.ids[i])
				mu.Unlock()
			}
		})
	}
	people.Go(func() {
		for n := 1; ctx.Err() == nil && n < 20; n++ {
			h.deliver(n)
		}
	})
	people.Go(func() { // models are installed, under a name of their own until they are whole
		for ctx.Err() == nil {
			temp, err := os.MkdirTemp(filepath.Join(h.home, "models"), ".installing-*")
			if err == nil {
				err = os.WriteFile(filepath.Join(temp, "model.yaml"), []byte("half"), 0o600)
			}
			if err := errors.Join(err, os.RemoveAll(temp)); err != nil {
				h.t.Error(err)
				return
			}
		}
	})
	stopped, stop := context.WithCancel(context.WithoutCancel(ctx))
	machine.Go(func() { sealer.Run(stopped, 5*time.Millisecond, func(err error) { h.t.Error(err) }) })
	acknowledged = func() []clue.ID {
		mu.Lock()
		defer mu.Unlock()
		return append([]clue.ID{}, done...)
	}
	return acknowledged, func() {
		people.Wait()
		stop()
		machine.Wait()
		if err := sealer.Close(); err != nil {
			h.t.Error(err)
		}
	}
}

// TestDrill: while people work, documents come in and acts are carried into the log, a
// backup is taken; the house burns down; what was acknowledged before the backup began is
// there, every act with its record and no record without its act, and the log verifies and
// goes on. So it is with a database in the home and with one on a server, wherever it is put.
func TestDrill(t *testing.T) {
	none := func(testing.TB) string { return "" }
	for _, tc := range []struct {
		name       string
		keys       bool
		clues      int
		where, new func(testing.TB) string
	}{
		{"in the home", true, 3000, none, none},
		{"without keys", false, 3000, none, none},
		{"on a server", true, 1000, dbtest.Server, dbtest.Server},
		{"from a server into the home", true, 1000, dbtest.Server, none},
	} {
		t.Run(tc.name, func(t *testing.T) { drill(t, newHouse(t, tc.clues, tc.where(t)), tc.keys, tc.new(t)) })
	}
}

func drill(t *testing.T, h *house, keys bool, server string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	acknowledged, wait := h.work(ctx)
	for len(acknowledged()) < 50 && !h.t.Failed() {
		time.Sleep(time.Millisecond)
	}
	before := acknowledged()
	out := filepath.Join(t.TempDir(), "b.tar")
	m, err := backup.Take(t.Context(), backup.Source{Home: h.home, DB: h.db, Log: placeIn(h.home), Keys: keys}, time.Now(), out)
	during := len(acknowledged()) - len(before)
	stop()
	wait()
	if err != nil || len(m.Unsound) > 0 {
		t.Fatal(err, m.Unsound)
	}
	if during == 0 {
		t.Error("nobody worked during the backup: the drill shows nothing")
	}
	home := filepath.Join(t.TempDir(), "new")
	r, err := backup.Restore(t.Context(), out, backup.Target{Home: home, Server: server, By: "local"}, time.Now)
	if err != nil || len(r.Found) > 0 {
		t.Fatal(err, r.Found)
	}
	t.Logf("%d acts before, %d during; %d entries in the log, snapshot %s, %d files", len(before), during, m.Entries, m.Snapshot, len(m.Files))
	d := openDB(t, home, server)
	checkActs(t, home, d, before)
	checkFiles(t, home, keys)
	if _, err := os.Stat(filepath.Join(home, "workflow.db")); (err == nil) != (server == "") {
		t.Errorf("a database in the home: %v", err)
	}
	if keys {
		goesOn(t, home, d, m.Entries)
	} else if len(r.Missing) != 2 {
		t.Errorf("missing %v, want the key of the log and those of the agency", r.Missing)
	}
	if server != "" {
		_, err := backup.Restore(t.Context(), out, backup.Target{Home: filepath.Join(t.TempDir(), "again"), Server: server, By: "local"}, time.Now)
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("over a database in which there is something: %v", err)
		}
	}
}

// checkActs looks for every act that was acknowledged, and for halves of acts.
func checkActs(t *testing.T, home string, d *db.DB, want []clue.ID) {
	t.Helper()
	moved := column(t, d, `SELECT id FROM clue WHERE state = 'screening'`)
	recorded := column(t, d, `SELECT object FROM audit_outbox WHERE verb = 'move'`)
	events := column(t, d, `SELECT clue FROM clue_event WHERE kind = 'move'`)
	for _, id := range want {
		if moved[string(id)] != 1 {
			t.Errorf("the act on %s was acknowledged and is lost", id)
		}
	}
	for id := range moved {
		if recorded[id] != 1 || events[id] != 1 {
			t.Errorf("%s was moved, recorded %d times and has %d events", id, recorded[id], events[id])
		}
	}
	if len(recorded) != len(moved) || len(events) != len(moved) {
		t.Errorf("%d moved, %d recorded, %d events", len(moved), len(recorded), len(events))
	}
	if n := column(t, d, `SELECT verb FROM audit_outbox`)["restore"]; n != 1 {
		t.Errorf("the restoring is recorded %d times", n)
	}
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		t.Fatal(err)
	}
	all, err := l.Snapshots()
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	for _, s := range all {
		if err := s.Verify(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func column(t *testing.T, d *db.DB, query string) map[string]int {
	t.Helper()
	all := map[string]int{}
	err := d.View(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var v string
			if err := rows.Scan(&v); err != nil {
				return err
			}
			all[v]++
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkFiles: the office's own files are there, keys only if they were asked for, and what
// was not whole is not.
func checkFiles(t *testing.T, home string, keys bool) {
	t.Helper()
	for name, want := range map[string]bool{"models/civil/own/model.yaml": true, "calendar/2027.yaml": true, "publishers.json": true, "node/card.json": true,
		"transfer/files/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": true,
		"node/keys/k.pem": keys, "keys/audit.key": keys, "transfer/files/tmp-1": false, "notes.txt": false} {
		if _, err := os.Stat(filepath.Join(home, filepath.FromSlash(name))); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
}

// goesOn carries what waits into the restored log and compares it with the database.
func goesOn(t *testing.T, home string, d *db.DB, had int64) {
	t.Helper()
	s, err := audit.OpenSealer(t.Context(), d, placeIn(home))
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Seal(t.Context())
	if err != nil || n == 0 {
		t.Fatalf("%d carried (%v), want at least the restoring", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	v, err := audit.VerifyDatabase(t.Context(), audit.Check{Dir: placeIn(home).Dir}, d)
	if err != nil || len(v.Findings) > 0 || v.Entries != had+int64(n) {
		t.Errorf("the log has %d entries after %d and %d: %v %v", v.Entries, had, n, v.Findings, err)
	}
}

package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/web"
)

// papersOf reads a delivery.
func papersOf(t *testing.T, file string) (list []web.ArrivedDocument) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		var d web.ArrivedDocument
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// cluesIn lists what is registered in a home, by clue, without what tells when.
func cluesIn(t *testing.T, home string) map[string]any {
	t.Helper()
	r := command(t, "", "clue", "list", "--json", "--limit", "500", "--home", home)
	if r.code != 0 {
		t.Fatalf("clue list: %s", r.err)
	}
	all := map[string]any{}
	for line := range strings.Lines(r.out) {
		var c map[string]any
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		delete(c, "snapshot")
		id, _ := c["id"].(string)
		subject, _ := c["subject"].(map[string]any)
		all[id+" "+c["model"].(string)+" "+subject["id"].(string)] = c
	}
	return all
}

// there reports whether the desk is on the present snapshot, and has told what is new there.
func there(t *testing.T, f *desks) bool {
	t.Helper()
	f.work.Lock()
	defer f.work.Unlock()
	head, err := f.lake.Head()
	if err != nil {
		t.Fatal(err)
	}
	return f.desk.Snapshot().ID == head && f.desk.owed.Empty()
}

// TestArrivals: documents that come to a server that watches become the clues that a whole scan
// of everything makes. One comes while the program is being killed, between its import and its
// clues, and one is imported by another process.
func TestArrivals(t *testing.T) {
	dir, home, all := t.TempDir(), t.TempDir(), t.TempDir()
	must := func(args ...string) {
		t.Helper()
		if r := command(t, "", args...); r.code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, r.code, r.err)
		}
	}
	must("synth", "--seed", "3", "--documents", "150", "--registers=false", dir)
	delivery := filepath.Join(dir, "judgments.jsonl")
	early, late := splitLines(t, delivery, 5)
	ids := []string{"civil/professional-lender", "civil/batch-suits", "civil/no-confrontation"}
	few := []string{"--as-of", "2026-06-30"}
	for _, id := range ids {
		few = append(few, "--model", id)
	}
	must("import", "judgments", early, "--home", home)
	must(append([]string{"scan", "--home", home}, few...)...)
	store, err := db.Open(t.Context(), "sqlite:"+filepath.Join(home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	a := &app{ctx: t.Context(), home: home, lang: "en", now: time.Now, term: terminal{os.Stdin, os.Stdout, os.Stderr}}
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		t.Fatal(err)
	}
	start := func() (*desks, func()) {
		f := newDesks(a, l, store, slog.New(slog.NewTextHandler(os.Stderr, nil)))
		f.tells = true
		f.cards = func() ([]models.Model, error) { return a.chooseModels(ids) }
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- f.keep(ctx) }()
		<-f.ready
		return f, func() { stop(); <-ended }
	}
	arrive := func(f *desks, d web.ArrivedDocument) web.Arrived {
		t.Helper()
		got, err := f.Arrive(t.Context(), access.Account{ID: "zhang", Display: "Zhang", Office: access.Home}, web.Arrival{Documents: []web.ArrivedDocument{d}})
		if err != nil || !got.Told || got.Counts.Read != 1 {
			t.Fatalf("%+v: %v", got, err)
		}
		return got
	}
	papers := papersOf(t, late)
	f, stop := start()
	if got := arrive(f, papers[0]); got.Counts.Added != 1 || len(got.NotAsked) == 0 {
		t.Errorf("the first: %+v", got)
	}
	if got := arrive(f, papers[0]); got.Counts.Unchanged != 1 {
		t.Errorf("the first again: %+v", got)
	}
	one := filepath.Join(dir, "one.jsonl")
	for i, p := range papers[1:3] {
		line, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, "one.jsonl", append(line, '\n'))
		if i == 1 {
			stop() // the program is gone when the next is imported
		}
		must("import", "judgments", one, "--home", home)
		for i == 0 && !there(t, f) {
			time.Sleep(50 * time.Millisecond)
		}
	}
	f, stop = start()
	defer stop()
	earlier := arrive(f, papers[3]).Snapshot
	head := arrive(f, papers[4]).Snapshot
	// A whole scan of the earlier snapshot ends now.
	s, err := l.Snapshot(earlier)
	if err != nil {
		t.Fatal(err)
	}
	at, err := readScanned(l)
	if err != nil || at[ids[0]].Snapshot != head {
		t.Fatalf("%+v: %v", at, err)
	}
	for id, r := range at {
		r.Snapshot = earlier
		at[id] = r
	}
	if err := putScanned(l, s, at); err != nil {
		t.Fatal(err)
	}
	for at[ids[0]].Snapshot != head {
		time.Sleep(50 * time.Millisecond)
		if at, err = readScanned(l); err != nil || t.Context().Err() != nil {
			t.Fatal(err)
		}
	}

	must("import", "judgments", delivery, "--home", all)
	must(append([]string{"scan", "--home", all}, few...)...)
	if d := cmp.Diff(cluesIn(t, all), cluesIn(t, home)); d != "" {
		t.Errorf("clues of a whole scan and of documents one by one (-whole +one by one):\n%s", d)
	}
}

package lake

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

func TestEmptyLakeSaysWhatToDo(t *testing.T) {
	_, err := open(t, t.TempDir()).Current()
	kind, text := fault.Split(err)
	if kind != fault.NotFound || !strings.Contains(text.ZH, "mingjian import judgments") || !strings.Contains(text.EN, "mingjian import judgments") {
		t.Errorf("got %v", err)
	}
}

func TestWhatBecomesOfADocument(t *testing.T) {
	for _, tc := range []struct {
		name   string
		before []string // imported first
		now    []string
		want   []string
		counts Counts
	}{
		{"new", nil, []string{"a=1|x", "b=2|y"}, []string{"a=1|x", "b=2|y"}, Counts{Read: 2, Added: 2}},
		{"unchanged", []string{"a=1|x"}, []string{"a=1|x"}, []string{"a=1|x"}, Counts{Read: 1, Unchanged: 1}},
		{"one more", []string{"a=1|x"}, []string{"a=1|x", "b=2|y"}, []string{"a=1|x", "b=2|y"}, Counts{Read: 2, Added: 1, Unchanged: 1}},
		{"correction", []string{"a=1|x", "b=2|y"}, []string{"a=1|z"}, []string{"a=1|z", "b=2|y"}, Counts{Read: 1, Superseded: 1}},
		{"correction of the only one", []string{"a=1|x"}, []string{"a=1|z"}, []string{"a=1|z"}, Counts{Read: 1, Superseded: 1}},
		{"correction of one just read", nil, []string{"a=1|x", "a=1|z"}, []string{"a=1|z"}, Counts{Read: 2, Added: 1, Superseded: 1}},
		{"correction of one in a part just written", nil, []string{"a=1|x", "b=2|", "c=3|", "d=4|", "a=1|z"}, []string{"a=1|z", "b=2|", "c=3|", "d=4|"}, Counts{Read: 5, Added: 4, Superseded: 1}},
		{"correction there and back", []string{"a=1|x"}, []string{"a=1|z", "a=1|x"}, []string{"a=1|x"}, Counts{Read: 2, Unchanged: 2}},
		{"there and back over two parts", []string{"a=1|x"}, []string{"a=1|z", "b=2|", "c=3|", "d=4|", "a=1|x"}, []string{"a=1|x", "b=2|", "c=3|", "d=4|"}, Counts{Read: 5, Added: 3, Unchanged: 2}},
		{"other case under the same id", []string{"a=1|x"}, []string{"a=2|x"}, []string{"a=1|x", "a~ffb0c44c=2|x"}, Counts{Read: 1, Kept: 1}},
		{"no case number under the same id", []string{"a=|x"}, []string{"a=|y"}, []string{"a=|x", "a~3ee3a991=|y"}, Counts{Read: 1, Kept: 1}},
		{"the other one again", []string{"a=1|x", "a=2|x"}, []string{"a=2|x", "a=1|x"}, []string{"a=1|x", "a~ffb0c44c=2|x"}, Counts{Read: 2, Unchanged: 2}},
		{"same text under another id", []string{"a=1|x"}, []string{"b=1|x", "c=1|x"}, []string{"a=1|x"}, Counts{Read: 2, Duplicate: 2}},
		{"a text that was superseded is no duplicate", []string{"a=1|x"}, []string{"a=1|z", "b=1|x"}, []string{"a=1|z", "b=1|x"}, Counts{Read: 2, Superseded: 1, Added: 1}},
		{"unread besides", nil, []string{"bad", "a=1|x"}, []string{"a=1|x"}, Counts{Read: 1, Added: 1, Unreadable: 1}},
		{"broken UTF-8", nil, []string{"a=1|\xFF"}, []string{"a=1|\uFFFD"}, Counts{Read: 1, Added: 1}},
	} {
		became := func(t *testing.T, remembers bool) {
			l := open(t, t.TempDir())
			if remembers {
				if err := l.Remember(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			first := ""
			if tc.before != nil {
				first = imported(t, l, tc.before...).Snapshot
			}
			before := content(t, l)
			r := imported(t, l, tc.now...)
			if got := content(t, l); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if r.Counts != tc.counts {
				t.Errorf("got %+v, want %+v", r.Counts, tc.counts)
			}
			if same := slices.Equal(before, tc.want); same != (r.Snapshot == first) {
				t.Errorf("same content: %v, snapshot before %q and now %q", same, first, r.Snapshot)
			}
			all, err := l.Snapshots()
			if err != nil || all[len(all)-1].ID != r.Snapshot {
				t.Errorf("the last of %d snapshots is not %s: %v", len(all), r.Snapshot, err)
			}
			for _, s := range all {
				checkWhole(t, s)
			}
			if again := imported(t, l, tc.now...); again.Snapshot != r.Snapshot {
				t.Errorf("the same import again made snapshot %s from %s", again.Snapshot, r.Snapshot)
			}
		}
		t.Run(tc.name, func(t *testing.T) { became(t, false) })
		t.Run(tc.name+", remembered", func(t *testing.T) { became(t, true) })
	}
}

func TestNewReaderReadsAnew(t *testing.T) {
	l := open(t, t.TempDir())
	list := []string{"a=1|x", "a=2|x", "b=3|y", "c=4|", "d=5|"}
	old := imported(t, l, list...).Snapshot
	l.reader = "next"
	l.parse = func(id, text string) record.Judgment {
		j := plain(id, text)
		j.Court = "河西县人民法院"
		return j
	}
	r := imported(t, l, list[:4]...)
	if want := (Counts{Read: 4, Reread: 4}); r.Counts != want {
		t.Errorf("got %+v, want %+v", r.Counts, want)
	}
	if got := content(t, l); len(got) != 5 || !slices.Contains(got, "a~ffb0c44c=2|x") {
		t.Errorf("got %q", got)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	checkWhole(t, s)
	for id, court := range map[string]string{"a": "河西县人民法院", "a~ffb0c44c": "河西县人民法院", "d": "清河县人民法院"} {
		if d, err := s.Document(t.Context(), id); err != nil || d.Judgment.Court != court || d.Judgment.ID != id {
			t.Errorf("%s: got %s of %s, %v, want %s", id, d.Judgment.Court, d.Judgment.ID, err, court)
		}
	}
	if again := imported(t, l, list[:4]...); again.Snapshot != r.Snapshot || again.Unchanged != 4 || r.Snapshot == old {
		t.Errorf("got %+v after %s", again, r.Snapshot)
	}
}

func TestLostHead(t *testing.T) {
	l := open(t, t.TempDir())
	imported(t, l, "a=1|x")
	last := imported(t, l, "b=2|y").Snapshot
	if err := os.Remove(filepath.Join(l.dir, "HEAD")); err != nil {
		t.Fatal(err)
	}
	if s, err := open(t, l.dir).Current(); err != nil || s.ID != last {
		t.Errorf("without HEAD: got %s, %v, want %s", s.ID, err, last)
	}
}

func TestNothingIsRemovedWhereAManifestIsMissing(t *testing.T) {
	l := open(t, t.TempDir())
	id := imported(t, l, "a=1|x").Snapshot
	files, err := filepath.Glob(filepath.Join(l.dir, "data", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(l.manifestPath(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(l.dir); err == nil || !strings.Contains(err.Error(), id) {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(l.dir, "data", "*", "*")); len(left) != len(files) {
		t.Errorf("%d of %d files are left", len(left), len(files))
	}
}

func TestReport(t *testing.T) {
	l := open(t, t.TempDir())
	var last int64
	r, err := l.ImportJudgments(t.Context(), docs("a=1|x", "bad", "b=2|y"), ImportOptions{
		At: noon, Agency: "清河县人民法院", Authorisation: "清检调〔2024〕7号", Purpose: "虚假诉讼监督", Progress: func(n int64) { last = n }})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"judgment": 2, "document": 2, "party": 4, "agent": 2, "judge": 2, "amount": 2, "loan": 4, "element": 4, "place": 4, "band": 4, "passage": 2, "defect": 2,
		"prior_case": 2, "claim": 2, "disposition": 2, "disposition_party": 6, "cost": 2, "citation": 2, "repayment": 2, "debt_note": 2,
		"security": 2, "evidence": 2, "objection": 2, "enforced_property": 2, "distribution": 2}
	if !maps.Equal(r.Rows, want) {
		t.Errorf("rows %v, want %v", r.Rows, want)
	}
	if r.Defects["court_code/missing"] != 2 || len(r.Unread) != 1 || r.Unread[0].Source != "bad" || r.Bytes == 0 || last != 3 {
		t.Errorf("got %+v, progress %d", r, last)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	i := s.Manifest.Imports[0]
	if i.Agency != "清河县人民法院" || i.Authorisation != "清检调〔2024〕7号" || i.Purpose != "虚假诉讼监督" || !i.At.Equal(noon) || i.Read != 2 || i.Unreadable != 1 || i.Reader != record.ReaderVersion {
		t.Errorf("provenance %+v", i)
	}
}

func TestNothingReadIsAnError(t *testing.T) {
	l := open(t, t.TempDir())
	r, err := l.ImportJudgments(t.Context(), docs("bad", "worse"), ImportOptions{At: noon})
	kind, text := fault.Split(err)
	if kind != fault.Invalid || !strings.Contains(text.ZH, "bad 读不了") || !strings.Contains(text.EN, "bad cannot be read") || len(r.Unread) != 2 {
		t.Errorf("got %v %+v", err, r)
	}
	if _, err := l.ImportJudgments(t.Context(), docs(), ImportOptions{At: noon}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no documents at all: got %v", err)
	}
	if _, err := l.Current(); !fault.Is(err, fault.NotFound) {
		t.Errorf("a snapshot was made of nothing: %v", err)
	}
}

func TestOnlyOneImporter(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	inner := error(nil)
	_, err := a.ImportJudgments(t.Context(), func(yield func(source.Document, *source.Unread) bool) {
		_, inner = b.ImportJudgments(t.Context(), docs("b=2|y"), ImportOptions{At: noon})
		if c, err := Open(dir); err != nil { // must not clear what a is writing
			t.Error(err)
		} else {
			c.Close()
		}
		docs("a=1|x")(yield)
	}, ImportOptions{At: noon})
	if err != nil || !fault.Is(inner, fault.Conflict) {
		t.Fatalf("got %v, and for the second %v", err, inner)
	}
	imported(t, b, "b=2|y")
	if got := content(t, a); !slices.Equal(got, []string{"a=1|x", "b=2|y"}) {
		t.Errorf("got %q", got)
	}
}

func TestSameImportsGiveTheSameSnapshot(t *testing.T) {
	list := []string{"c=3|", "a=1|x", "b=2|y", "d=4|", "a=9|x", "e=5|", "b=2|z", "f=6|"}
	var ids []string
	for i, workers := range []int{1, 4} {
		l := open(t, filepath.Join(t.TempDir(), "lake"))
		imported(t, l, "a=1|w", "z=0|")
		r, err := l.ImportJudgments(t.Context(), docs(list...), ImportOptions{At: noon.AddDate(i, 0, 0), Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.Snapshot)
	}
	if ids[0] != ids[1] {
		t.Errorf("got %s with one worker and %s with four, a year later", ids[0], ids[1])
	}
}

func TestCancelledImportChangesNothing(t *testing.T) {
	l := open(t, t.TempDir())
	first := imported(t, l, "a=1|x").Snapshot
	ctx, cancel := context.WithCancel(t.Context())
	_, err := l.ImportJudgments(ctx, docs("b=2|", "c=3|", "d=4|", "e=5|", "f=6|"), ImportOptions{At: noon, Progress: func(n int64) {
		if n == 4 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if s, err := l.Current(); err != nil || s.ID != first {
		t.Errorf("got %v %v, want %s", s.ID, err, first)
	}
	if left, _ := os.ReadDir(filepath.Join(l.dir, "tmp")); len(left) != 0 {
		t.Errorf("%d files were left behind", len(left))
	}
}

func TestReaderThatPanicsLosesOneDocument(t *testing.T) {
	l := open(t, t.TempDir())
	l.parse = func(id, text string) record.Judgment {
		if id == "b" {
			panic("out of range")
		}
		return plain(id, text)
	}
	r := imported(t, l, "a=1|x", "b=2|y", "c=3|z")
	if r.Added != 2 || r.Unreadable != 1 || !strings.Contains(r.Unread[0].Why.ZH, "in.jsonl:2") {
		t.Errorf("got %+v", r)
	}
}

func TestVerifyFindsWhatWasChanged(t *testing.T) {
	for _, tc := range []struct {
		name string
		harm func(t *testing.T, s Snapshot)
	}{
		{"a byte", func(t *testing.T, s Snapshot) {
			b, err := os.ReadFile(s.Files("party")[0])
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)/2] ^= 1
			if err := os.WriteFile(s.Files("party")[0], b, 0o644); err != nil {
				t.Fatal(err)
			}
		}},
		{"a missing file", func(t *testing.T, s Snapshot) {
			if err := os.Remove(s.Files("judge")[0]); err != nil {
				t.Fatal(err)
			}
		}},
		{"the manifest", func(t *testing.T, s Snapshot) { s.Manifest.Imports[0].Purpose = "其他" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			imported(t, l, "a=1|x")
			s, err := l.Current()
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Verify(t.Context()); err != nil {
				t.Fatal(err)
			}
			tc.harm(t, s)
			if err := s.Verify(t.Context()); !fault.Is(err, fault.Internal) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestSnapshotNamesAreNotPaths(t *testing.T) {
	l := open(t, t.TempDir())
	for _, id := range []string{"", "s-none", "../HEAD", "s-/../../x"} {
		if _, err := l.Snapshot(id); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: got %v", id, err)
		}
	}
}

// older makes the current snapshot one that was written before a table existed.
func older(t *testing.T, l *Lake, table string) {
	t.Helper()
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	m := s.Manifest
	delete(m.Tables, table)
	m.ID = m.id()
	if err := l.commit(m, nil); err != nil {
		t.Fatal(err)
	}
}

// A lake from before a table existed can be read and added to, more than once; documents
// that are corrected or read anew come into the table too.
func TestNewTable(t *testing.T) {
	l := open(t, t.TempDir())
	imported(t, l, "a=1|x", "b=2|x", "c=3|x", "d=4|x")
	older(t, l, "passage")
	steps := []struct {
		list []string
		rows int64 // of passages
	}{
		{[]string{"a=1|x"}, 0}, // nothing new: the snapshot stays
		{[]string{"e=5|x"}, 1},
		{[]string{"b=2|y"}, 2},
		{[]string{"f=6|x"}, 3},
	}
	for _, step := range steps {
		imported(t, l, step.list...)
		s, err := l.Current()
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, s)
		if got := s.Manifest.Rows()["passage"]; got != step.rows {
			t.Errorf("after %v there are %d passages, want %d", step.list, got, step.rows)
		}
	}
	l.reader = "next"
	imported(t, l, "a=1|x", "c=3|x", "d=4|x", "e=5|x", "f=6|x", "b=2|y")
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	checkWhole(t, s)
	if got := s.Manifest.Rows()["passage"]; got != 6 {
		t.Errorf("read anew there are %d passages, want 6", got)
	}
}

package lake

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// expect is the rule of ImportJudgments in its shortest form, over a map of texts by
// id: what a lake must hold after one more document.
func expect(has map[string]string, id, text string) {
	caseNo := func(text string) string { c, _, _ := strings.Cut(text, "|"); return c }
	beside := fmt.Sprintf("%s~%.8x", id, sha256.Sum256([]byte(text)))[:len(id)+9]
	old, taken := has[id]
	switch {
	case taken && old == text, has[beside] == text:
	case taken && caseNo(text) != "" && caseNo(old) == caseNo(text):
		has[id] = text
	case slices.Contains(slices.Collect(maps.Values(has)), text):
	case taken:
		has[beside] = text
	default:
		has[id] = text
	}
}

// TestLakeHoldsWhatItShould imports random lists of documents, with few ids, cases and
// texts so that they collide in every way, and compares the lake with expect.
func TestLakeHoldsWhatItShould(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(root, "")
		if err != nil {
			rt.Fatal(err)
		}
		l, err := Open(dir)
		if err != nil {
			rt.Fatal(err)
		}
		l.parse, l.disk = plain, lazyDisk()
		l.part = partLimit{documents: rapid.IntRange(1, 5).Draw(rt, "part"), bytes: 1 << 20}
		if rapid.Bool().Draw(rt, "remembers") {
			if err := l.Remember(context.Background()); err != nil {
				rt.Fatal(err)
			}
		}
		has := map[string]string{}
		document := rapid.Custom(func(rt *rapid.T) string {
			return fmt.Sprintf("%s=%s|%s", rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "id"),
				rapid.SampledFrom([]string{"", "1", "2"}).Draw(rt, "case"), rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "text"))
		})
		for range rapid.IntRange(1, 3).Draw(rt, "imports") {
			list := rapid.SliceOfN(document, 1, 8).Draw(rt, "documents")
			before := maps.Clone(has)
			was, _ := l.head()
			r, err := l.ImportJudgments(context.Background(), docs(list...), ImportOptions{At: noon, Workers: 2})
			if err != nil {
				rt.Fatal(err)
			}
			for _, d := range list {
				id, text, _ := strings.Cut(d, "=")
				expect(has, id, text)
			}
			var want []string
			for id, text := range has {
				want = append(want, id+"="+text)
			}
			slices.Sort(want)
			if got := content(t, l); !slices.Equal(got, want) {
				rt.Fatalf("got %q, want %q", got, want)
			}
			if same := maps.Equal(before, has); same != (r.Snapshot == was) {
				rt.Fatalf("content the same: %v, but snapshot before %s and now %s", same, was, r.Snapshot)
			}
			if c := r.Counts; c.Read != len(list) || c.Read != c.Added+c.Unchanged+c.Reread+c.Duplicate+c.Superseded+c.Kept || len(has)-len(before) != c.Added+c.Kept {
				rt.Fatalf("%d documents, %d more than before, and counts %+v", len(list), len(has)-len(before), c)
			}
			again, err := l.ImportJudgments(context.Background(), docs(list...), ImportOptions{At: noon})
			exempt := r.Duplicate > 0 && r.Superseded > 0 // as the comment of ImportJudgments says
			if err != nil || again.Snapshot != r.Snapshot && !exempt {
				rt.Fatalf("the same import again: %v, %v; snapshot was %s", again, err, r.Snapshot)
			}
			for _, d := range list {
				id, text, _ := strings.Cut(d, "=")
				expect(has, id, text)
			}
		}
		all, err := l.Snapshots()
		if err != nil {
			rt.Fatal(err)
		}
		for _, s := range all {
			checkWhole(t, s)
		}
	})
}

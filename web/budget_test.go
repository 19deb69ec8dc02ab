package web_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestFirstLoad holds how much a browser fetches before anything is shown: over an office's
// slow line each 100 kB is a second. What only some pages need is loaded with them.
func TestFirstLoad(t *testing.T) {
	const most = 400_000
	page, err := os.ReadFile("dist/index.html")
	if err != nil {
		t.Skip("the interface is not built: run make build")
	}
	packed, files := firstLoad(t, page)
	t.Logf("%d files, %d bytes packed", files, packed)
	if packed > most {
		t.Errorf("the first load is %d bytes packed, and may be %d", packed, most)
	}
}

// firstLoad packs what the page names and what that imports at once.
func firstLoad(t *testing.T, page []byte) (packed, files int) {
	t.Helper()
	named := regexp.MustCompile(`(?:src|href)="/(assets/[^"]+)"`)
	imported := regexp.MustCompile(`(?:from|import)\s*"\./([^"]+\.js)"`)
	var todo []string
	for _, m := range named.FindAllSubmatch(page, -1) {
		todo = append(todo, string(m[1]))
	}
	seen := map[string]bool{}
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		body, err := os.ReadFile(filepath.Join("dist", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range imported.FindAllSubmatch(body, -1) {
			todo = append(todo, "assets/"+string(m[1]))
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(body); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		packed += b.Len()
	}
	if len(seen) < 3 {
		t.Fatalf("only %d files are named in the page", len(seen))
	}
	return packed, len(seen)
}

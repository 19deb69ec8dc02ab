package source

import (
	"os"
	"path/filepath"
	"testing"
)

// TestGaugeGrowsToTheWhole reads a folder, an archive and lines and looks at the gauge.
func TestGaugeGrowsToTheWhole(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "民事判决书 甲", "b.jsonl": `{"id":"1","text":"民事判决书"}` + "\n" + `{"id":"2","text":"民事裁定书"}` + "\n", "c.png": "\x89PNG\r\n\x1a\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{dir, filepath.Join(dir, "missing.txt")}
	g := NewGauge(paths)
	last := -1.0
	for range (Reader{Gauge: g}).Read(t.Context(), paths) {
		share, known := g.Share()
		if !known || share < last || share > 1 {
			t.Errorf("share %v after %v, known: %v", share, last, known)
		}
		last = share
	}
	if share, known := g.Share(); share != 1 || !known {
		t.Errorf("in the end %v, known: %v", share, known)
	}
	for _, unknown := range []*Gauge{nil, NewGauge([]string{"-", dir}), NewGauge(nil)} {
		if share, known := unknown.Share(); known {
			t.Errorf("knows %v", share)
		}
	}
}

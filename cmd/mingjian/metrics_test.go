package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
)

// TestMonitoring: what is counted, that nobody is named, and that a database or a lake that
// cannot be read is said to be unready and shows no numbers.
func TestMonitoring(t *testing.T) {
	home := t.TempDir()
	screened(t, home)
	store, err := db.Open(t.Context(), "sqlite:"+filepath.Join(home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	a := &app{ctx: t.Context(), home: home}
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		t.Fatal(err)
	}
	m := newMeter()
	m.observe("GET /api/clues/{id}", 200, 30*time.Millisecond)
	m.observe("", 404, time.Millisecond)
	h := a.monitoring(store, l, m)
	ask := func(path string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", path, nil))
		return w.Code, w.Body.String()
	}
	code, text := ask("/metrics")
	for _, want := range []string{`mingjian_clues{state="screening"} 1`, `mingjian_clues{state="found"} 0`, "mingjian_dispatches_undelivered 0", "mingjian_audit_outbox 2",
		`mingjian_requests_total{route="GET /api/clues/{id}",status="200"} 1`, `mingjian_requests_total{route="other",status="404"} 1`, `mingjian_request_seconds_bucket{route="GET /api/clues/{id}",le="0.05"} 1`} {
		if code != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("%d without %s:\n%s", code, want, text)
		}
	}
	if strings.Contains(text, "建材") {
		t.Error("somebody is named")
	}
	for path, want := range map[string]int{"/health": 200, "/ready": 200, "/": 404, "/api/clues": 404} {
		if code, _ := ask(path); code != want {
			t.Errorf("%s: %d, want %d", path, code, want)
		}
	}
	if err := os.WriteFile(filepath.Join(a.lakeDir(), "HEAD"), []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, text := ask("/ready"); code != 503 || !strings.Contains(text, "lake") {
		t.Errorf("a damaged lake: %d %s", code, text)
	}
	store.Close()
	if code, text := ask("/ready"); code != 503 || !strings.Contains(text, "database") {
		t.Errorf("no database: %d %s", code, text)
	}
	if code, _ := ask("/metrics"); code != 500 {
		t.Errorf("numbers without a database: %d", code)
	}
	if code, _ := ask("/health"); code != 200 {
		t.Errorf("it answers, and says %d", code)
	}
}

package main

import (
	"os"
	"testing"
	"time"
)

// TestMain is one of the two agencies if it is told so.
func TestMain(m *testing.M) {
	if role := os.Getenv(childVariable); role != "" {
		os.Exit(child(role))
	}
	os.Exit(m.Run())
}

// TestFaults is the small version of make faults.
func TestFaults(t *testing.T) {
	r, err := run(t.Context(), options{exchanges: 40, crashes: 9, seed: 3, dir: t.TempDir(), patience: 5 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if r.Dispatches < 120 || r.Crashes != 9 || r.Cuts == 0 || r.Delays == 0 || r.Newer == 0 {
		t.Errorf("too little went wrong: %s", r)
	}
	t.Log(r)
}

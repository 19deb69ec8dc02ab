package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/graph"
)

// TestCirclesOfAMLSim: every circle of which all legs are among the simulated transfers is
// found, and in the engine the same accounts as by package graph.
func TestCirclesOfAMLSim(t *testing.T) {
	root := os.Getenv("MINGJIAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(root, "data", "graph")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: set MINGJIAN_SHARED", dir)
		}
		t.Skipf("%s is not here: set MINGJIAN_SHARED to look for planted circles", dir)
	}
	s, err := readSimulated(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.legs) != 117805 || len(s.circles) != 945 {
		t.Fatalf("%d transfers and %d labelled accounts", len(s.legs), len(s.circles))
	}
	e, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, x := range []search{{30, 0.1, false}, {149, 0, true}} {
		h, err := look(t.Context(), e, x.source(), x.params())
		if err != nil {
			t.Fatal(err)
		}
		cycles, _ := graph.Cycles(s.legs, graph.Cycling{Days: x.days, Tolerance: x.tolerance, Longest: 6, Unordered: x.unordered, Most: 200})
		accounts := map[string]bool{}
		for _, c := range cycles {
			for _, l := range c.Legs {
				accounts[l.From] = true
			}
		}
		if !maps.Equal(h.accounts, accounts) {
			t.Errorf("%+v: the engine found %d accounts, package graph %d", x, len(h.accounts), len(accounts))
		}
		if !x.unordered {
			continue
		}
		complete := s.complete()
		if precision, recall := agreed(h.rings, complete); len(complete) == 0 || recall.Hits < recall.Of || precision.Value() < 0.9 {
			t.Errorf("of %d complete circles %d are found, among %d", recall.Of, recall.Hits, precision.Of)
		}
	}
}

// TestFans: what is planted meets the definition where it says so, and is found.
func TestFans(t *testing.T) {
	var s simulated
	for i := range 2000 {
		s.legs = append(s.legs, graph.Leg{ID: string(rune('a'+i%26)) + strings.Repeat("x", i/26), From: strings.Repeat("p", i+1), To: strings.Repeat("p", (i+1)%2000+1), Day: 1 + i%100, Amount: 1})
	}
	s.plant()
	e, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	h, err := look(t.Context(), e, fanInYAML, nil)
	if err != nil {
		t.Fatal(err)
	}
	meeting := 0
	for _, x := range s.fans {
		if x.meets(7, 10) {
			meeting++
		}
		if h.accounts[x.payee] != x.meets(7, 10) {
			t.Errorf("%+v: found is %t", x, h.accounts[x.payee])
		}
	}
	if meeting == 0 || meeting == len(s.fans) || len(h.accounts) != meeting {
		t.Errorf("%d of %d meet the definition, %d found", meeting, len(s.fans), len(h.accounts))
	}
	m := &measure{}
	if err := m.fans(t.Context(), e, s); err != nil || !bytes.Contains(m.page.Bytes(), []byte("| precision | 1.000")) {
		t.Errorf("%v\n%s", err, m.page.String())
	}
}

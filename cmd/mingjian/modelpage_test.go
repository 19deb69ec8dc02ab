package main

import (
	"os"
	"testing"
)

// TestModelsPage: the page of the models is what the program says.
func TestModelsPage(t *testing.T) {
	committed, err := os.ReadFile("../../docs/models.md")
	if err != nil {
		t.Fatal(err)
	}
	r := command(t, "", "model", "list", "--markdown")
	if r.code != 0 || r.out != string(committed) {
		t.Errorf("docs/models.md is old: run make models (exit %d %s)", r.code, r.err)
	}
}

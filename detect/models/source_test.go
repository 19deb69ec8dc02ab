package models_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestSourceKeys: the key of a publication that a rule card names is explained in
// docs/sources.md, or nobody could look the threshold up.
func TestSourceKeys(t *testing.T) {
	b, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`\[([A-Z][0-9]+[a-z]?)\]`)
	for _, m := range all(t) {
		for _, k := range key.FindAllStringSubmatch(string(m.Source), -1) {
			if !strings.Contains(string(b), "\n| "+k[1]+" |") {
				t.Errorf("%s names the source [%s], which docs/sources.md does not have", m.ID, k[1])
			}
		}
	}
}

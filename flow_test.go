// Package mingjian_test guards the one rule of architecture that the compiler
// cannot see: a package imports only the ground, its own stage and earlier stages.
package mingjian_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/mingjian/mingjian/"

// flow lists the folders in the order in which they may know each other: first the
// ground, from the barest upwards, then the stages in the order data moves through them.
var flow = []string{
	"fault", "law", "audit", "access", "db", // the ground
	"data", "docs", "detect", "handle", "transfer", "web", // the stages; of docs only the examples of models
	"backup", "cmd",
}

// place returns where in the flow a package stands, or -1 if it is not ours.
func place(pkg string) int {
	rest, ours := strings.CutPrefix(pkg, module)
	if !ours {
		return -1
	}
	top, _, _ := strings.Cut(rest, "/")
	return slices.Index(flow, top)
}

func TestImportsFollowTheData(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), " ")
		from := place(pkg)
		if from < 0 {
			continue // this package, and the benchmarks, may import anything
		}
		for dep := range strings.FieldsSeq(imports) {
			to := place(dep)
			if strings.HasPrefix(dep, module) {
				seen++
			}
			// The ground is one stage: its packages may know each other in either direction
			// as far as the compiler allows (audit needs a transaction of db).
			if ground(from) && ground(to) {
				continue
			}
			if to > from {
				t.Errorf("%s imports %s, which comes after it", pkg, dep)
			}
		}
	}
	if seen == 0 {
		t.Error("no import between our own packages was seen: the test looks at the wrong module")
	}
}

// ground reports whether the place is one of the packages every stage stands on.
func ground(i int) bool { return i >= 0 && i < slices.Index(flow, "data") }

// TestEveryPackageHasAPlace stops a folder that nobody put into the flow.
func TestEveryPackageHasAPlace(t *testing.T) {
	out, err := exec.Command("go", "list", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	free := []string{"bench", "e2e", "tools"} // may import anything, nothing imports them
	for pkg := range strings.Lines(string(out)) {
		pkg = strings.TrimSpace(pkg)
		rest, ours := strings.CutPrefix(pkg, module)
		if !ours {
			continue // the root package of this test
		}
		top, _, _ := strings.Cut(rest, "/")
		if place(pkg) < 0 && !slices.Contains(free, top) {
			t.Errorf("%s has no place in the flow", pkg)
		}
	}
}

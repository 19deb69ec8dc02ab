package audit_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/audit"
)

// TestEveryVerbHasWords: every verb that the source names is of one kind and has words of
// its own in both languages.
func TestEveryVerbHasWords(t *testing.T) {
	source, err := os.ReadFile("audit.go")
	if err != nil {
		t.Fatal(err)
	}
	var listed []audit.Verb
	for _, k := range audit.Kinds() {
		listed = append(listed, k.Of()...)
	}
	found := regexp.MustCompile(`Verb = "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	said := map[string]bool{}
	for _, m := range found {
		v := audit.Verb(m[1])
		says := v.In()
		if !slices.Contains(listed, v) || says.ZH == "" || says.EN == "" || strings.Contains(says.ZH, m[1]) || said[says.ZH] || said[says.EN] {
			t.Errorf("%s: %v", v, says)
		}
		said[says.ZH], said[says.EN] = true, true
	}
	if len(found) < 60 || len(found) != len(listed) {
		t.Errorf("the source has %d verbs, the list %d", len(found), len(listed))
	}
}

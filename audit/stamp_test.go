package audit_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
)

// TestPrinted: what was printed on a paper still fits the log when it has grown, and fits
// neither another log nor a later or changed state.
func TestPrinted(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 40, "a-1")
	seal(t, d, at)
	text, err := audit.Checkpoint(at.Dir)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := audit.StampOf(text)
	if !ok || s.Size != 40 || len(s.String()) != len("40-3f2a-91c0-77ab-12de-90aa") || !strings.Contains(s.Says(), "--printed "+s.String()) {
		t.Fatalf("got %v %v", s, ok)
	}
	act(t, d, 300, "a-2")
	seal(t, d, at)
	for printed, wrong := range map[string]int{
		s.String():                  0,
		strings.ToUpper(s.String()): 0,
		strings.Replace(s.String(), "40-", "39-", 1):   1,
		strings.Replace(s.String(), "40-", "4000-", 1): 1,
	} {
		back, err := audit.ParseStamp(printed)
		if err != nil {
			t.Fatal(err)
		}
		v, err := audit.Verify(audit.Check{Dir: at.Dir, Printed: []audit.Stamp{back}})
		if err != nil || len(v.Findings) != wrong {
			t.Errorf("%s: %v %v", printed, v.Findings, err)
		}
	}
	for _, bad := range []string{"", "40", "40-", s.String()[:len(s.String())-1], s.String() + "x", "-1-" + s.Root, "x-" + s.Root} {
		if _, err := audit.ParseStamp(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, none := range []string{"", "log\n", "log\nx\nroot\n", "log\n0\nAAAA\n"} {
		if _, ok := audit.StampOf(none); ok {
			t.Errorf("a stamp of %q", none)
		}
	}
}

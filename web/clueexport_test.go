package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
)

// TestExportOfClues: the file names nobody unless somebody states a purpose, says how the log stood,
// and is recorded with its hash.
func TestExportOfClues(t *testing.T) {
	s := newSite(t)
	exports := func() (all []audit.Entry) {
		all, err := s.Audit.List(t.Context(), audit.Filter{Object: "clues", Verbs: []audit.Verb{audit.Export}})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for i, tc := range []struct {
		who           access.Role
		query         string
		status, lines int
		names         bool
		purpose       string
	}{
		{access.Handler, "", 200, 3, false, ""},
		{access.Handler, "?masked=true&q=李某", 200, 2, false, ""},
		{access.Handler, "?masked=false&purpose=报上级院核查", 200, 3, true, "报上级院核查"},
		{access.Handler, "?masked=false", 422, 0, false, ""},
		{access.Handler, "?masked=false&purpose=看", 422, 0, false, ""},
		{access.Analyst, "", 403, 0, false, ""},
		{access.Admin, "?masked=false&purpose=报上级院核查", 403, 0, false, ""},
	} {
		before := len(exports())
		w := s.as(t, tc.who, "GET", "/api/clues/file"+tc.query, "")
		text := w.Body.String()
		if w.Code != tc.status || strings.Contains(text, `"value":"王某"`) != tc.names || tc.status != 200 && strings.Contains(text, "王") {
			t.Errorf("%d: %d %s", i, w.Code, text)
		}
		all := exports()
		if tc.status != 200 {
			if len(all) != before {
				t.Errorf("%d: it is recorded", i)
			}
			continue
		}
		lines := strings.Split(strings.TrimSpace(text), "\n")
		var last struct {
			Export struct {
				Clues      int
				Masked     bool
				Checkpoint string
			}
		}
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || len(lines) != tc.lines || last.Export.Clues != tc.lines-1 || last.Export.Masked == tc.names {
			t.Errorf("%d: %d lines, %+v %v", i, len(lines), last, err)
		}
		sum := sha256.Sum256([]byte(text))
		text = hex.EncodeToString(sum[:])
		if e := all[len(all)-1]; len(all) != before+1 || e.Detail["sha256"] != text || e.Detail["purpose"] != tc.purpose {
			t.Errorf("%d: recorded %+v", i, e)
		}
		if !strings.Contains(lines[0], `"clue":"c-`) || !strings.Contains(lines[0], `"model":"`+lender) {
			t.Errorf("%d: the first line is %s", i, lines[0])
		}
	}
}

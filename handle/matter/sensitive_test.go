package matter

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
)

// TestSensitiveFields: what the procedure calls sensitive is hidden wherever it stands, and
// shown for a stated purpose to whoever may see it; both looks are recorded.
func TestSensitiveFields(t *testing.T) {
	now := time.Time{}
	dbtest.EachAt(t, func() time.Time { now = now.Add(time.Microsecond); return now }, func(t *testing.T, store *db.DB) {
		d := newDesk(t, store, &now, replaced(t, "b: {zh: 乙, en: b}}}", "b: {zh: 乙, en: b}}, sensitive: true}"))
		d.on("2026-03-02")
		m := d.open("a")
		if m.Course.Facts["kind"] != Hidden || !m.Masked {
			t.Errorf("opened: %+v", m.Course.Facts)
		}
		text := func(m Detail) string {
			b, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
		for _, tc := range []struct {
			by      access.Account
			purpose string
			shown   bool
		}{{d.handler, "", false}, {d.handler, "核对被监督人身份", true}, {d.leader, "审批前核对", true}} {
			got, err := d.Whole(t.Context(), tc.by, m.ID, tc.purpose)
			if err != nil {
				t.Fatal(err)
			}
			if shown := strings.Contains(text(got), `"kind":"a"`); shown != tc.shown || got.Masked == shown || (got.Purpose != "") != shown {
				t.Errorf("%s for %q: shown %v, %+v", tc.by.ID, tc.purpose, shown, got.Course)
			}
			last, err := audit.NewLog(store).List(t.Context(), audit.Filter{Object: string(m.ID), Newest: true, Limit: 1})
			if err != nil || len(last) != 1 || last[0].Verb != audit.LookMatter || last[0].Detail["purpose"] != tc.purpose {
				t.Errorf("recorded %+v, %v", last, err)
			}
		}
		if got, err := d.Get(t.Context(), d.handler, m.ID); err != nil || strings.Contains(text(got), `"kind":"a"`) {
			t.Errorf("got %+v, %v", got.Course, err)
		}
		if _, err := d.Whole(t.Context(), d.second, m.ID, "想看一看"); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody who does not handle it: %v", err)
		}
	})
}

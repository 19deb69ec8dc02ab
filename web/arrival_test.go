package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// arrivals takes every document and finds nothing.
type arrivals struct{}

func (arrivals) Arrive(_ context.Context, by access.Account, a web.Arrival) (web.Arrived, error) {
	return web.Arrived{Snapshot: "s-2", Told: true, Counts: web.RowCounts{Read: int64(len(a.Documents)), Added: int64(len(a.Documents))},
		Says: fault.Text{ZH: by.Display + a.Agency, EN: a.Purpose}}, nil
}

// TestPostJudgments: documents come with the basis on which they are here, from whoever may
// import.
func TestPostJudgments(t *testing.T) {
	s := newSite(t)
	body := func(documents, agency, retain string) string {
		return `{"documents":[` + documents + `],"agency":"` + agency + `","authorisation":"1","purpose":"核对线索","retain_until":"` + retain + `"}`
	}
	one := `{"id":"d-9","text":"某文书"}`
	for _, tc := range []struct {
		name, body, says string
		role             access.Role
		code             int
	}{
		{"an analyst", body(one, "某法院", ""), `"added":1`, access.Analyst, 200},
		{"lists are never null", body(one, "某法院", "2028-12-31"), `"not_asked":[]`, access.Analyst, 200},
		{"a handler may not", body(one, "某法院", ""), "", access.Handler, 403},
		{"nothing", body("", "某法院", ""), "", access.Analyst, 422},
		{"no text", body(`{"id":"d-9","text":" "}`, "某法院", ""), "编号和正文", access.Analyst, 422},
		{"no basis", body(one, " ", ""), "来源单位", access.Analyst, 422},
		{"kept until yesterday", body(one, "某法院", "2020-01-01"), "今后的日期", access.Analyst, 422},
	} {
		w := s.as(t, tc.role, "POST", "/api/judgments", tc.body)
		if w.Code != tc.code || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s: %d %s", tc.name, w.Code, w.Body)
		}
	}
}

package web_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
)

// TestPagesWhileRowsCome reads lists page by page while rows are added between the pages: what was
// there at the beginning is shown, and nothing twice.
func TestPagesWhileRowsCome(t *testing.T) {
	s := newSite(t)
	s.Identities, s.Decisions = pairs{}, identity.NewService(s.db)
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	rows := 0
	for range 7 {
		rows++
		s.addRows(t, rows)
	}
	for _, tc := range []struct {
		list  string
		who   access.Role
		least int
	}{
		{"/api/clues?", access.Handler, 9}, {"/api/clues?sort=risk&", access.Handler, 9}, {"/api/clues?sort=-amount&", access.Handler, 9}, {"/api/clues?state=found&q=某&", access.Handler, 9},
		{"/api/matters?", access.Leader, 7}, {"/api/matters?procedure=civil-effective-judgments&", access.Leader, 7}, {"/api/matters?urgent=true&", access.Leader, 0},
		{"/api/tasks?", access.Leader, 7}, {"/api/deadlines?", access.Leader, 7}, {"/api/papers?", access.Leader, 0}, {"/api/notices?", access.Handler, 0},
		{"/api/accounts?", access.Admin, 7}, {"/api/decisions?", access.Handler, 7}, {"/api/alarms?", access.Leader, 1}, {"/api/audit?", access.Leader, 20}, {"/api/audit?newest=true&", access.Leader, 20},
	} {
		first := s.page(t, tc.who, tc.list+"limit=200")
		if len(first.ids) < tc.least {
			t.Errorf("%s begins with %d rows", tc.list, len(first.ids))
			continue
		}
		seen := map[string]int{}
		for pages, cursor := 0, ""; pages < 200; pages++ {
			p := s.page(t, tc.who, tc.list+"limit=5"+cursor)
			for _, id := range p.ids {
				seen[id]++
			}
			if pages < 3 {
				rows++
				s.addRows(t, rows)
			}
			if p.next == "" {
				break
			}
			cursor = "&cursor=" + p.next
		}
		for id, n := range seen {
			if n > 1 {
				t.Errorf("%s shows %s %d times", tc.list, id, n)
			}
		}
		for _, id := range first.ids {
			if seen[id] == 0 {
				t.Errorf("%s does not show %s", tc.list, id)
			}
		}
	}
}

// addRows adds a row to every list that people fill.
func (s *site) addRows(t *testing.T, i int) {
	t.Helper()
	f := finding(fmt.Sprint("p-1", i), fmt.Sprint("某人", i), float64(i%10)/10, fmt.Sprintf("（2021）甲0101民初%d号", 100+i))
	f.Model, f.Amount = fmt.Sprint("civil/m-", i), float64(1000*(i%7))
	if _, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Models: []string{f.Model}, At: dbtest.Monday, Findings: []scan.Finding{f}}); err != nil {
		t.Fatal(err)
	}
	w := s.asks(t, access.Handler, "POST", "/api/matters", strings.NewReplacer(`"clues":["CLUE"],`, "", "王某", fmt.Sprint("某人", i)).Replace(openBody))
	if w.Code != 200 {
		t.Fatalf("open: %d %s", w.Code, w.Body)
	}
	m := decode[matter.Detail](t, w.Body)
	if w := s.asks(t, access.Handler, "POST", "/api/matters/"+string(m.ID)+"/tasks", `{"title":"约谈"}`, "If-Match", w.Header().Get("ETag")); w.Code != 200 {
		t.Fatalf("task: %d %s", w.Code, w.Body)
	}
	if _, err := s.Accounts.Make(t.Context(), access.CommandLine(access.Home), access.Account{Name: fmt.Sprint("row", i), Role: access.Citizen}, password); err != nil {
		t.Fatal(err)
	}
	if w := s.asks(t, access.Handler, "POST", "/api/identities/x/decisions", `{"verdict":"same","reason":"同一人"}`); w.Code >= 300 {
		t.Fatalf("decision: %d %s", w.Code, w.Body)
	}
	if _, err := s.Box.Receive(t.Context(), fmt.Append(nil, "no letter ", i)); err != nil {
		t.Fatal(err)
	}
}

// A readPage is the ids of the rows of a page, or what stands in a row that has none, and where
// the next one begins.
type readPage struct {
	ids  []string
	next string
}

func (s *site) page(t *testing.T, who access.Role, path string) (p readPage) {
	t.Helper()
	w := s.asks(t, who, "GET", path, "")
	var read struct {
		Items []map[string]any `json:"items"`
		Next  *string          `json:"next"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &read); err != nil || w.Code != 200 {
		t.Fatalf("%s: %d %s %v", path, w.Code, w.Body, err)
	}
	for _, row := range read.Items {
		id, ok := row["id"].(string)
		if !ok {
			id = fmt.Sprint(row["id"], row["matter"], row["deadline"], row["paper"], row["n"])
		}
		p.ids = append(p.ids, id)
	}
	if read.Next != nil {
		p.next = *read.Next
	}
	return p
}

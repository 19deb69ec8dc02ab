package web_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/web"
)

// village is a small network, made once: nothing writes to it. p-1 is the subject of the
// clue of the site; d-1 is one of its cases.
var village = sync.OnceValues(func() (*graph.Index, error) {
	ctx, day := context.Background(), time.Date(2023, 3, 5, 0, 0, 0, 0, time.UTC)
	party := func(judgment string, n int64, name string) engine.Row {
		return engine.Row{"judgment": judgment, "n": n, "name": name, "kind": "person", "role": "plaintiff", "span_start": int64(4), "span_end": int64(7)}
	}
	link := func(dataset, record, mention, entity string) engine.Row {
		return engine.Row{"dataset": dataset, "record": record, "mention": mention, "entity": entity}
	}
	rows := map[string][]engine.Row{
		"judgment":      {{"id": "d-1", "case_no": "（2023）浙0102民初1号", "court": "某法院", "decided_on": day}, {"id": "d-2", "case_no": "（2023）浙0102民初2号", "court": "某法院"}},
		"party":         {party("d-1", 1, "王某一"), party("d-1", 2, "李长河"), party("d-2", 1, "李长河")},
		"agent":         {{"judgment": "d-1", "party_n": int64(1), "n": int64(1), "name": "赵律师", "kind": "lawyer"}, {"judgment": "d-2", "party_n": int64(1), "n": int64(1), "name": "赵律师", "kind": "lawyer"}},
		"tie":           {{"kind": "spouse", "from_entity": "p-2", "to_entity": "p-3", "dataset": "marriage", "record": "r-1", "records": int64(1)}},
		"bank_transfer": {{"record_id": "r-9", "payer": "李长河", "payee": "孙远山", "amount": 5e4, "made_on": day}, {"record_id": "r-8", "payer": "孙远山", "payee": "李长河", "amount": 5e4, "made_on": day.AddDate(0, 0, 3)}},
		"link": {link("party", "d-1#1", "party", "p-1"), link("party", "d-1#2", "party", "p-2"), link("party", "d-2#1", "party", "p-2"), link("agent", "d-1#1", "agent", "a-1"), link("agent", "d-2#1", "agent", "a-1"),
			link("bank_transfer", "r-9", "payer", "p-2"), link("bank_transfer", "r-9", "payee", "p-3"), link("bank_transfer", "r-8", "payer", "p-3"), link("bank_transfer", "r-8", "payee", "p-2")},
		"entity": {{"id": "p-1", "kind": "person", "name": "王某一", "mentions": int64(1), "least": 1.0}, {"id": "p-2", "kind": "person", "name": "李长河", "mentions": int64(4), "least": 0.97},
			{"id": "p-3", "kind": "person", "name": "孙远山", "mentions": int64(2), "least": 1.0}, {"id": "a-1", "kind": "person", "name": "赵律师", "mentions": int64(2), "least": 1.0}},
	}
	e, err := duck.Open(ctx, duck.Options{Rows: rows, Threads: 1})
	if err != nil {
		return nil, err
	}
	if err := linkage.Link(ctx, e, "party", "agent", "bank_transfer"); err != nil {
		return nil, err
	}
	return graph.Prepare(ctx, e, "s-1")
})

func villageOf(context.Context) (*graph.Index, error) { return village() }

func drawn(t *testing.T, s *site, role access.Role, body string) web.NetworkView {
	t.Helper()
	w := s.as(t, role, "POST", "/api/network/pictures", body)
	if w.Code != 200 {
		t.Fatalf("%s: %d %s", body, w.Code, w.Body)
	}
	return decode[web.NetworkView](t, w.Body)
}

func named(v web.NetworkView) map[string]string {
	names := map[string]string{}
	for _, n := range v.Nodes {
		names[n.ID] = n.Name
	}
	return names
}

// TestNetworkMasksNames: what the page of the clue shows is shown, the rest for a purpose.
func TestNetworkMasksNames(t *testing.T) {
	s := newSite(t)
	v := drawn(t, s, access.Handler, `{"clue":"`+clueID+`","steps":3}`)
	if n := named(v); n["p-1"] != "王某一" || n["p-2"] != "李长河" || n["p-3"] != "孙**" || !v.Masked || !v.MayOpen || v.Total != len(v.Nodes) {
		t.Errorf("got %v", v)
	}
	if v := drawn(t, s, access.Handler, `{"clue":"`+clueID+`","steps":3,"purpose":"核对亲属关系"}`); named(v)["p-3"] != "孙远山" || v.Masked {
		t.Errorf("with a purpose: %v", named(v))
	}
	if v := drawn(t, s, access.Leader, `{"nodes":["p-2"],"purpose":"核对亲属关系"}`); named(v)["p-3"] != "孙**" || v.MayOpen {
		t.Errorf("a leader sees no registers: %v", named(v))
	}
	entries, err := s.Audit.List(t.Context(), audit.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	looks := 0
	for _, e := range entries {
		if e.Verb == audit.LookNetwork {
			looks++
		}
	}
	if looks != 3 {
		t.Errorf("%d looks were recorded", looks)
	}
}

func TestNetworkQuestions(t *testing.T) {
	s := newSite(t)
	v := drawn(t, s, access.Handler, `{"nodes":["p-1","p-3"],"asks":"path"}`)
	if fmt.Sprint(v.Path.Nodes) != "[p-1 a-1 p-2 p-3]" || !v.Path.Found {
		t.Errorf("path: %v", v.Path)
	}
	v = drawn(t, s, access.Handler, `{"nodes":["p-1"],"asks":"agent"}`)
	if n := named(v); len(n) != 3 || n["a-1"] == "" || n["p-2"] == "" {
		t.Errorf("agent: %v", n)
	}
	v = drawn(t, s, access.Handler, `{"nodes":["p-3"],"asks":"money"}`)
	if len(v.Rings) != 1 || !v.Whole || len(v.Edges) != 2 || fmt.Sprint(v.Rings[0].Days) != "[2023-03-05 2023-03-08]" {
		t.Errorf("money: %v %v", v.Rings, v.Edges)
	}
	for body, says := range map[string]string{`{}`: "从哪条线索", `{"nodes":["p-1"],"asks":"path"}`: "两端", `{"clue":"c-0"}`: "线索"} {
		if w := s.as(t, access.Handler, "POST", "/api/network/pictures", body); w.Code < 400 || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}

// TestOpeningMovesNothing: what is drawn stays where it is.
func TestOpeningMovesNothing(t *testing.T) {
	s := newSite(t)
	v := drawn(t, s, access.Handler, `{"nodes":["p-2"],"steps":1,"limit":2,"kept":[{"id":"p-2","x":7.5,"y":-3}],"open":{"node":"p-2","kinds":["spouse"]}}`)
	i := slices.IndexFunc(v.Nodes, func(n web.NetworkNode) bool { return n.ID == "p-2" })
	if len(v.Nodes) != 2 || v.Nodes[i].X != 7.5 || v.Nodes[i].Y != -3 || named(v)["p-3"] == "" {
		t.Errorf("got %v", v.Nodes)
	}
}

func TestRelationTellsItsRecords(t *testing.T) {
	s := newSite(t)
	ask := func(body string) web.RelationRecords {
		t.Helper()
		w := s.as(t, access.Handler, "POST", "/api/network/evidence", body)
		if w.Code != 200 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return decode[web.RelationRecords](t, w.Body)
	}
	r := ask(`{"nodes":["p-2"],"from":"p-2","to":"d-1","kind":"party"}`)
	if len(r.Items) != 1 || r.Items[0].Document != "d-1" || fmt.Sprint(r.Items[0].Span) != "[4 7]" || strings.Contains(fmt.Sprint(r), "李长河") || !r.Masked {
		t.Errorf("party: %v", r)
	}
	if r = ask(`{"nodes":["p-2"],"from":"p-2","to":"p-3","kind":"transfer","purpose":"核对资金往来"}`); len(r.Items) != 1 || !strings.Contains(fmt.Sprint(r), "李长河") {
		t.Errorf("transfer: %v", r)
	}
}

func TestFindSubjects(t *testing.T) {
	s := newSite(t)
	for q, want := range map[string]string{"长河": "李**", "李长河": "李长河"} {
		got := decode[web.SubjectPage](t, s.as(t, access.Handler, "GET", "/api/network/subjects?q="+q, "").Body)
		if len(got.Items) != 1 || got.Items[0].Name != want {
			t.Errorf("%s: %v", q, got)
		}
	}
}

// TestSavedNetwork: the file is what its hash says, and stays with the matter.
func TestSavedNetwork(t *testing.T) {
	s := newSite(t)
	s.Files = box.NewFiles(t.TempDir())
	local := access.CommandLine(access.Home)
	if _, err := s.Clues.Move(t.Context(), local, clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	m := decode[matter.Detail](t, s.asks(t, access.Handler, "POST", "/api/matters", strings.Replace(openBody, "CLUE", clueID, 1)).Body)
	path, body := "/api/matters/"+string(m.ID)+"/exhibits", `{"title":"关系图","question":{"matter":"`+string(m.ID)+`"}}`
	if w := s.asks(t, access.Handler, "POST", path, body); w.Code != 422 {
		t.Errorf("without If-Match: %d %s", w.Code, w.Body)
	}
	if w := s.asks(t, access.Analyst, "POST", path, body, "If-Match", `"1"`); w.Code != 404 {
		t.Errorf("not a member: %d %s", w.Code, w.Body)
	}
	w := s.asks(t, access.Handler, "POST", path, body, "If-Match", `"1"`)
	if w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	d := decode[matter.Detail](t, w.Body)
	e := d.Evidence[len(d.Evidence)-1]
	file := s.as(t, access.Handler, "GET", path+"/"+e.SHA256, "")
	sum := sha256.Sum256(file.Body.Bytes())
	if e.Kind != "electronic" || hex.EncodeToString(sum[:]) != e.SHA256 || !strings.Contains(file.Body.String(), `"snapshot": "s-1"`) {
		t.Errorf("%v: %d %s", e, file.Code, file.Body)
	}
	if w := s.as(t, access.Handler, "GET", path+"/"+strings.Repeat("0", 64), ""); w.Code != 404 {
		t.Errorf("another file: %d", w.Code)
	}
}

// TestNetworkOfOnesOwn: whoever is tied to a subject does not unfold it, from wherever they begin.
func TestNetworkOfOnesOwn(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	who, _, err := s.Accounts.SignIn(t.Context(), "handler", password, access.From{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accounts.Declare(t.Context(), who.Account, access.Tie{Subject: "p-2", Relation: "配偶"}); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string][2]string{
		"begun with them":  {"pictures", `{"nodes":["p-2"]}`},
		"a way to them":    {"pictures", `{"nodes":["p-1","p-2"],"asks":"path"}`},
		"unfolded":         {"pictures", `{"nodes":["p-1"],"open":{"node":"p-2","kinds":["spouse"]}}`},
		"said to be open":  {"pictures", `{"nodes":["p-1"],"opened":["p-2"]}`},
		"what it rests on": {"evidence", `{"nodes":["p-1"],"from":"p-2","to":"d-1","kind":"party"}`},
		"with a purpose":   {"pictures", `{"nodes":["p-2"],"purpose":"核对亲属关系"}`},
	} {
		if w := s.as(t, access.Handler, "POST", "/api/network/"+x[0], x[1]); w.Code != 403 || strings.Contains(w.Body.String(), "李") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := s.as(t, access.Leader, "POST", "/api/network/pictures", `{"nodes":["p-2"]}`); w.Code != 200 {
		t.Errorf("others are kept out too: %d %s", w.Code, w.Body)
	}
}

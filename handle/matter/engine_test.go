package matter

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

func smallEngine(t testing.TB) Engine {
	t.Helper()
	p, err := read(t)
	if err != nil {
		t.Fatal(err)
	}
	_, clock := clockAndLaws(t)
	return NewEngine(p, clock)
}

func day(t testing.TB, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func opened(t testing.TB, e Engine, kind string) Matter {
	t.Helper()
	m, err := e.Open("clue", Act{On: day(t, "2026-03-02"), By: person("handler"), Fields: map[string]any{"kind": kind}})
	if err != nil {
		t.Fatal(err)
	}
	m.Issued = []string{"report"}
	return m
}

func proposed(t testing.TB, e Engine) Matter {
	t.Helper()
	m, err := e.Take(opened(t, e, "a"), Act{Step: "close", On: day(t, "2026-03-03"), By: person("handler"), Fields: map[string]any{"reason": "已经查明"}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestRefusals: why, of which kind, and with which words.
func TestRefusals(t *testing.T) {
	e := smallEngine(t)
	ok := Act{Step: "close", On: day(t, "2026-03-03"), By: person("handler"), Fields: map[string]any{"reason": "已经查明"}}
	change := func(f func(*Act)) Act {
		a := ok
		f(&a)
		return a
	}
	bare := opened(t, e, "a")
	bare.Issued = nil
	unknown := opened(t, e, "a")
	delete(unknown.Facts, "kind")
	for _, tc := range []struct {
		name string
		m    Matter
		a    Act
		why  string
		kind fault.Kind
		zh   string
	}{
		{"role", opened(t, e, "a"), change(func(a *Act) { a.By = person("analyst") }), "role", fault.Forbidden, "岗位"},
		{"state", Matter{State: "closed", OpenedOn: day(t, "2026-03-02")}, ok, "state", fault.Conflict, "处于“办结”"},
		{"day", opened(t, e, "a"), change(func(a *Act) { a.On = day(t, "2026-03-01") }), "day", fault.Invalid, "2026-03-02"},
		{"missing field", opened(t, e, "a"), change(func(a *Act) { a.Fields = nil }), "field:reason", fault.Invalid, "请填写“理由”"},
		{"wrong field", opened(t, e, "a"), change(func(a *Act) { a.Fields = map[string]any{"reason": "短"} }), "field:reason", fault.Invalid, "至少 4 个字"},
		{"foreign field", opened(t, e, "a"), change(func(a *Act) { a.Fields = map[string]any{"reason": "已经查明", "x": 1} }), "field:x", fault.Invalid, "不填写"},
		{"control character", opened(t, e, "a"), change(func(a *Act) { a.Fields = map[string]any{"reason": "已经\x00查明"} }), "field:reason", fault.Invalid, "控制字符"},
		{"paper", bare, ok, "paper:report", fault.Conflict, "《报告》"},
		{"rule", opened(t, e, "b"), ok, "no-b", fault.Conflict, "乙类不行。（《民事诉讼法解释》（2022-04-01）第四百一十二条）"},
		{"fact", unknown, ok, "fact:kind", fault.Invalid, "须先查明“种类”"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before, _ := json.Marshal(tc.m)
			m, err := e.Take(tc.m, tc.a)
			kind, says := fault.Split(err)
			if refusal(err) != tc.why || kind != tc.kind || !strings.Contains(says.ZH, tc.zh) || says.EN == "" {
				t.Errorf("got %q %s %q, want %q %s …%s…", refusal(err), kind, says, tc.why, tc.kind, tc.zh)
			}
			if after, _ := json.Marshal(m); string(after) != string(before) {
				t.Errorf("the refusal left something behind:\n%s\n%s", before, after)
			}
		})
	}
}

// TestApprovals: the maker's own approval, the wrong order and the wrong people.
func TestApprovals(t *testing.T) {
	e := smallEngine(t)
	good := Given{By: "leader", Person: person("leader"), On: day(t, "2026-03-05")}
	for _, tc := range []struct {
		name string
		g    func(*Given)
		why  string
	}{
		{"good", func(*Given) {}, ""},
		{"a handler", func(g *Given) { g.Person = person("handler-2") }, "role"},
		{"the maker", func(g *Given) { g.Person.ID = "handler" }, "apart"},
		{"another approval", func(g *Given) { g.By = Committee }, "approval:leader"},
		{"before the proposal", func(g *Given) { g.On = day(t, "2026-03-02") }, "day"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := good
			tc.g(&g)
			m, err := e.Approve(proposed(t, e), g)
			if refusal(err) != tc.why {
				t.Fatalf("got %v, want %q", err, tc.why)
			}
			if tc.why != "" {
				return
			}
			if m.State != "closed" || m.Outcome != "done" || m.ClosedOn != g.On || m.Terms[0].Ended != g.On {
				t.Errorf("got %+v", m)
			}
		})
	}
	if _, err := e.Approve(opened(t, e, "a"), good); refusal(err) != "approval" {
		t.Errorf("approved nothing: %v", err)
	}
}

// TestWaiting: while a step waits, only what changes nothing can be done.
func TestWaiting(t *testing.T) {
	e := smallEngine(t)
	m := proposed(t, e)
	if m.State != "open" || e.Waits(m) != "leader" || m.Outcome != "" {
		t.Fatalf("got %+v", m)
	}
	again := Act{Step: "close", On: day(t, "2026-03-04"), By: person("handler"), Fields: map[string]any{"reason": "已经查明"}}
	if _, err := e.Take(m, again); refusal(err) != "approval:leader" {
		t.Errorf("got %v", err)
	}
	m, err := e.Take(m, Act{Step: "pause", On: day(t, "2026-03-04"), By: person("handler")})
	if err != nil {
		t.Fatal(err)
	}
	m, err = e.Approve(m, Given{By: "leader", Person: person("leader"), On: day(t, "2026-03-04")})
	if err != nil || m.State != "closed" || m.Terms[0].Status(day(t, "2026-03-05")) != "ended" {
		t.Errorf("got %+v, %v", m, err)
	}
}

// TestReturn: a leader needs a reason, whoever proposed it does not; others may not.
func TestReturn(t *testing.T) {
	e := smallEngine(t)
	for _, tc := range []struct {
		by     Person
		reason string
		why    string
	}{
		{person("leader"), "证据不足，补充调查", ""},
		{person("leader"), "不行", "field:reason"},
		{person("handler"), "", ""},
		{person("handler-2"), "证据不足，补充调查", "role"},
	} {
		m, err := e.Return(proposed(t, e), tc.by, tc.reason)
		if refusal(err) != tc.why || (err == nil) != (m.Waiting == nil) {
			t.Errorf("%s %q: got %v, want %q", tc.by.ID, tc.reason, err, tc.why)
		}
	}
}

// TestOverdue: it is seen, must be explained, and is explained once it is overdue only.
func TestOverdue(t *testing.T) {
	e := smallEngine(t)
	m := opened(t, e, "a")
	if _, err := e.Explain(m, "review", "承办人更换", person("handler"), day(t, "2026-06-02")); refusal(err) != "state" {
		t.Errorf("explained before it was overdue: %v", err)
	}
	late := Act{Step: "pause", On: day(t, "2026-06-03"), By: person("handler")}
	if _, err := e.Take(m, late); refusal(err) != "overdue:review" {
		t.Errorf("got %v", err)
	}
	if _, err := e.Explain(m, "review", "忙", person("handler"), late.On); refusal(err) != "field:why" {
		t.Errorf("got %v", err)
	}
	m, err := e.Explain(m, "review", "承办人更换", person("handler"), late.On)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Take(m, late); refusal(err) != "overdue:review" {
		t.Errorf("taken before a leader approved the reason: %v", err)
	}
	for who, want := range map[string]string{"handler-2": "role", "handler": "role"} {
		if _, err := e.Accept(m, "review", Given{By: "leader", Person: person(who), On: late.On}); refusal(err) != want {
			t.Errorf("%s: %v", who, err)
		}
	}
	if m, err = e.Accept(m, "review", Given{By: "leader", Person: person("leader"), On: late.On}); err != nil || m.Terms[0].Due != day(t, "2026-06-02") {
		t.Fatal(err)
	}
	if _, err := e.Accept(m, "review", Given{By: "leader", Person: person("leader"), On: late.On}); refusal(err) != "state" {
		t.Errorf("approved twice: %v", err)
	}
	if m, err = e.Take(m, late); err != nil {
		t.Fatal(err)
	}
	if s := m.Terms[0].Status(day(t, "2026-06-10")); s != "overdue" {
		t.Errorf("a pause after the last day makes it %s", s)
	}
}

// TestChoices: what a person may do next, with what already speaks against it.
func TestChoices(t *testing.T) {
	e := smallEngine(t)
	got := map[string]string{}
	for _, c := range e.Choices(opened(t, e, "b"), person("handler"), day(t, "2026-03-03")) {
		got[c.Step.ID] = c.Refused.ZH
	}
	want := map[string]string{"pause": "", "resume": "", "close": "乙类不行。（《民事诉讼法解释》（2022-04-01）第四百一十二条）"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if all := e.Choices(opened(t, e, "b"), person("admin"), day(t, "2026-03-03")); len(all) != 0 {
		t.Errorf("an administrator may do %v", all)
	}
}

// TestMatterSurvivesJSON: what is kept is what was there.
func TestMatterSurvivesJSON(t *testing.T) {
	e := smallEngine(t)
	m := proposed(t, e)
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Matter
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, back, cmp.Exporter(func(reflect.Type) bool { return true })); d != "" {
		t.Error(d)
	}
}

// TestNoStepBreaksAMatter takes steps at random: a matter that is closed stays as it is,
// a state comes from a step, a refusal changes nothing, and no deadline runs twice.
func TestNoStepBreaksAMatter(t *testing.T) {
	e := smallEngine(t)
	rapid.Check(t, func(r *rapid.T) {
		m := opened(t, e, rapid.SampledFrom([]string{"a", "b"}).Draw(r, "kind"))
		on := m.OpenedOn
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			on = on.AddDays(rapid.IntRange(-2, 30).Draw(r, "days"))
			before, _ := json.Marshal(m)
			next, err := randomAct(r, e, m, on)
			after, _ := json.Marshal(m)
			if string(before) != string(after) {
				r.Fatalf("the matter was changed in place:\n%s\n%s", before, after)
			}
			if b, _ := json.Marshal(next); err != nil && string(b) != string(before) {
				r.Fatalf("a refusal changed the matter: %v", err)
			}
			if m.ClosedOn != (law.Date{}) && len(next.Taken) != len(m.Taken) {
				r.Fatal("a closed matter went on")
			}
			m = next
			running := 0
			for _, x := range m.Terms {
				if x.Ended.IsZero() {
					running++
				}
			}
			if running > 1 || m.State == "closed" && running > 0 {
				r.Fatalf("%d deadlines run", running)
			}
		}
	})
}

func randomAct(r *rapid.T, e Engine, m Matter, on law.Date) (Matter, error) {
	who := person(rapid.SampledFrom([]string{"handler", "handler-2", "leader", "analyst"}).Draw(r, "who"))
	switch rapid.IntRange(0, 5).Draw(r, "what") {
	case 0:
		return e.Approve(m, Given{By: "leader", Person: who, On: on})
	case 1:
		return e.Return(m, who, "理由说明清楚")
	case 2:
		return e.Explain(m, "review", "理由说明清楚", person("handler"), on)
	}
	step := rapid.SampledFrom([]string{"pause", "resume", "close", "start", "nothing"}).Draw(r, "step")
	fields := map[string]any{}
	if step == "close" {
		fields["reason"] = "已经查明"
	}
	return e.Take(m, Act{Step: step, On: on, By: who, Fields: fields})
}

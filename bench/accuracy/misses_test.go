package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
)

// scored is what the scoring script prints, of invented documents.
const scored = `  cause ol-1: want 'A纠纷', got 'B纠纷'
  judges (recall)* ol-2: want ['甲'], got []
  party role g01 某某公司: want {'plaintiff'}, got 'defendant'
field                  precision    recall        F1     exact      n
court                      1.000     1.000     1.000     1.000      3
overall F1 = 0.9
`

func TestMissesOf(t *testing.T) {
	got := missesOf(scored)
	want := []miss{{document: "ol-1", field: "cause"}, {document: "ol-2", field: "judges (recall)*"}, {document: "g01", field: "party role"}}
	if len(got) != len(want) {
		t.Fatalf("%d misses, want %d: %+v", len(got), len(want), got)
	}
	for i, m := range got {
		if m.document != want[i].document || m.field != want[i].field || len(m.print) != 8 {
			t.Errorf("miss %d: %+v, want %+v and a print", i, m, want[i])
		}
	}
}

// TestNewMissIsNotLookedAt: a miss is never told to be looked at because another one of the same
// document and field was.
func TestNewMissIsNotLookedAt(t *testing.T) {
	misses := missesOf(scored)
	table := []looked{{misses[0].document, misses[0].field, misses[0].print, labelWrong, "the text says B"}}
	other := missesOf("  cause ol-1: want 'A纠纷', got 'C纠纷'\n")
	for _, c := range []struct {
		m    miss
		want verdict
	}{{misses[0], labelWrong}, {misses[1], notLookedAt}, {other[0], notLookedAt}} {
		if got := judge([]miss{c.m}, table)[0].verdict; got != c.want {
			t.Errorf("%+v: %q, want %q", c.m, got, c.want)
		}
	}
	var page strings.Builder
	missTable(&page, judge(append(misses, other...), table))
	for _, want := range []string{"| label | 1 |", "| not looked at yet | 3 |", "| ol-1 | cause | label | the text says B |", "| ol-2 | judges (recall) | not looked at yet | print: "} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, page.String())
		}
	}
	if strings.Contains(page.String(), "某某公司") {
		t.Errorf("the page names a party:\n%s", page.String())
	}
}

func TestTableOfMisses(t *testing.T) {
	all, err := readLooked(missesYAML)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("the table is empty")
	}
	number := regexp.MustCompile(`[（(]\d{4}[）)]|\d{6}`)
	for _, l := range all {
		if number.MatchString(l.Reason) {
			t.Errorf("%s, %s: the reason holds a case number: %s", l.Document, l.Field, l.Reason)
		}
	}
}

func TestReadLookedRefuses(t *testing.T) {
	const good = "- {document: a-1, field: cause, print: \"12345678\", verdict: label, reason: why}\n"
	if _, err := readLooked([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"another verdict": strings.Replace(good, "label", "court", 1),
		"no reason":       strings.Replace(good, "why", `""`, 1),
		"no print":        strings.Replace(good, "12345678", "", 1),
		"twice":           good + good,
		"unknown key":     strings.Replace(good, "reason", "because", 1),
	} {
		if _, err := readLooked([]byte(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCountSure(t *testing.T) {
	labels := []labelling{
		{id: "a-1", values: raw("cause", `"A纠纷"`, "court", `"甲法院"`)},
		{id: "a-2", values: raw("cause", `"A纠纷"`)},
		{id: "a-3", values: raw("cause", `"A纠纷"`)},
		{id: "g1", gold: true, values: raw("cause", `"A纠纷"`, "completeness", `"excerpt_to_facts"`, "outcome", `"unknown"`, "judgment_date", `null`)},
	}
	sure := func(id string, c map[string]float64) record.Judgment { return record.Judgment{ID: id, Confidence: c} }
	parsed := []record.Judgment{
		sure("a-1", map[string]float64{"cause": record.Formal, "court": record.Formal}),
		sure("a-2", map[string]float64{"cause": record.Led}),
		sure("a-3", map[string]float64{"cause": record.Led, "court": record.Led}), // no label for the court
		sure("g1", map[string]float64{"cause": record.Led, "outcome": record.Led, "decided_on": record.Formal}),
	}
	misses := []judged{{miss{"a-2", "cause", ""}, bothRight, ""}, {miss{"a-3", "cause", ""}, notLookedAt, ""}}
	got := countSure(labels, parsed, misses)
	want := []sureCount{
		{"court", record.Formal, 1, 0, 0},
		{"cause", record.Formal, 1, 0, 0},
		{"cause", record.Led, 2, 2, 1},
	}
	if len(got) != len(want) {
		t.Fatalf("counts %+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("count %d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

// raw makes the values of a labelling from names and JSON.
func raw(pairs ...string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return out
}

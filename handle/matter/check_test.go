package matter

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// small is a sound procedure; tests break it.
const small = `id: small
version: 1
branch: civil
title: {zh: 小, en: Small}
summary: {zh: 小流程。, en: A small procedure.}
basis:
  - {law: 民事诉讼法, version: "2023-09-01", article: "220"}
origins: [application, clue]
fields:
  kind: {title: {zh: 种类, en: Kind}, schema: {type: string, enum: [a, b]}, labels: {a: {zh: 甲, en: a}, b: {zh: 乙, en: b}}}
  reason: {title: {zh: 理由, en: Reasons}, schema: {type: string, minLength: 4}}
  day: {title: {zh: 日期, en: Day}, schema: {type: string, format: date}}
states:
  - {id: open, title: {zh: 办理中, en: open}}
  - {id: closed, title: {zh: 办结, en: closed}, end: true}
deadlines:
  - {id: review, title: {zh: 审查, en: review}, period: civil-review, whose: office}
papers:
  - {id: report, title: {zh: 报告, en: report}}
  - {id: transfer, title: {zh: 移送函, en: letter of transfer}}
rules:
  - id: no-b
    title: {zh: 乙不行, en: Not b}
    on: [close]
    must: kind != "b"
    law: [{law: 民事诉讼法解释, version: "2022-04-01", article: "412"}]
    says: {zh: 乙类不行。, en: Not for b.}
outcomes:
  - {id: done, title: {zh: 完成, en: done}}
statistics:
  - {id: all, title: {zh: 全部, en: all}, counts: {opened: true}}
  - {id: a, title: {zh: 甲类, en: a}, counts: {when: known(kind) && kind == "a"}, of: all}
steps:
  - id: start
    title: {zh: 开始, en: Start}
    opens: true
    by: [handler]
    may: [kind, day]
    deadlines: [{start: review}]
  - id: pause
    title: {zh: 调卷, en: Retrieve}
    from: [open]
    by: [handler]
    deadlines: [{pause: review, for: file-retrieval}]
  - id: resume
    title: {zh: 调回, en: Retrieved}
    from: [open]
    by: [handler]
    deadlines: [{resume: review}]
  - id: close
    title: {zh: 办结, en: Close}
    from: [open]
    to: closed
    outcome: done
    by: [handler]
    asks: [reason]
    papers: [report]
    approvals: [{by: leader}]
cases:
  - name: all
    origin: clue
    run:
      - {step: start, on: 2026-03-02, fields: {kind: b}, due: {review: 2026-06-02}}
      - {step: close, on: 2026-03-03, fields: {reason: 已经查明}, refused: no-b}
  - name: other
    origin: clue
    run:
      - {step: start, on: 2026-03-02, fields: {kind: a}}
      - {step: pause, on: 2026-03-03, due: {review: paused}}
      - {step: resume, on: 2026-03-03, due: {review: 2026-06-03}}
      - {step: close, on: 2026-03-03, fields: {reason: 已经查明}}
    outcome: done
    counted: [a, all]
`

// read reads small with each old text replaced by the one after it.
func read(t testing.TB, replace ...string) (*Procedure, error) {
	t.Helper()
	laws, clock := clockAndLaws(t)
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(small, replace[i]) {
			t.Fatalf("%q is not in the procedure", replace[i])
		}
	}
	return Read("small.yaml", []byte(strings.NewReplacer(replace...).Replace(small)), laws, clock)
}

func TestSmallIsSound(t *testing.T) {
	p, err := read(t)
	if err != nil {
		t.Fatal(err)
	}
	_, clock := clockAndLaws(t)
	if err := NewEngine(p, clock).Test(); err != nil {
		t.Error(err)
	}
}

// TestCheck: each slip is found, at its line.
func TestCheck(t *testing.T) {
	for _, tc := range []struct {
		name, old, new string
		field, says    string
	}{
		{"id", "id: small", "id: other", "id", "name of the file"},
		{"unknown key", "version: 1", "version: 1\nvresion: 2", "", "vresion"},
		{"branch", "branch: civil", "branch: civl", "branch", "civl"},
		{"translation", "summary: {zh: 小流程。, en: A small procedure.}", "summary: {zh: 小流程。}", "summary", "Chinese and English"},
		{"article", `article: "412"`, `article: "9999"`, "rules[0].law[0]", "9999"},
		{"origin", "origins: [application, clue]", "origins: [application, dream]", "origins[1]", "dream"},
		{"schema", "minLength: 4", "minLength: four", "fields.reason.schema", "JSON Schema"},
		{"field type", "{type: string, minLength: 4}", "{type: object}", "fields.reason.schema", "a field is"},
		{"label", "b: {zh: 乙, en: b}", "c: {zh: 乙, en: b}", "fields.kind.labels.b", "Chinese and English"},
		{"condition", `must: kind != "b"`, `must: kind != 3`, "rules[0].must", "no matching overload"},
		{"condition's fact", `must: kind != "b"`, `must: kinds != "b"`, "rules[0].must", "undeclared reference"},
		{"known of nothing", `when: known(kind) &&`, `when: known(knid) &&`, "statistics[1].counts.when", "does not have"},
		{"condition's limit", `must: kind != "b"`, `must: today <= lastDay("no-limit", day)`, "rules[0].must", "no-limit"},
		{"limit", "period: civil-review", "period: civil-reveiw", "deadlines[0].period", "civil-reveiw"},
		{"two lengths", "period: civil-review", "period: civil-review, until: day", "deadlines[0]", "exactly one of period"},
		{"named day", "period: civil-review", "until: kind", "deadlines[0].until", "no field with a day"},
		{"named months", "period: civil-review", "months: day", "deadlines[0].months", "whole number"},
		{"named time stands", "period: civil-review", "until: day", "steps[1].deadlines[0].pause", "only start and end"},
		{"ground", "for: file-retrieval", "for: holiday", "steps[1].deadlines[0].for", "holiday"},
		{"extension", "[{resume: review}]", "[{extend: review}]", "steps[2].deadlines[0].extend", "cannot be extended"},
		{"two effects", "[{resume: review}]", "[{resume: review, end: review}]", "steps[2].deadlines[0]", "exactly one"},
		{"day", "[{start: review}]", "[{start: review, from: kind}]", "steps[0].deadlines[0].from", "no field with a day"},
		{"role", "by: [handler]\n    may", "by: [hander]\n    may", "steps[0].by[0]", "hander"},
		{"step of a rule", "on: [close]", "on: [cloze]", "rules[0].on[0]", "cloze"},
		{"outcome", "    outcome: done\n    by", "    by", "steps[3].outcome", "has an outcome"},
		{"state", "to: closed", "to: close", "steps[3].to", "close"},
		{"unreachable", "    to: closed\n    outcome: done\n", "", "states[1]", "no step leads to it"},
		{"no way out", "    to: closed\n    outcome: done\n", "", "states[0]", "never end"},
		{"unused field", "asks: [reason]", "asks: []", "fields.reason", "no step asks"},
		{"unstarted deadline", "deadlines: [{start: review}]", "deadlines: []", "deadlines[0]", "no step starts it"},
		{"two openings", "  - id: pause\n", "  - id: pause\n    opens: true\n", "steps", "exactly one step"},
		{"approval", "approvals: [{by: leader}]", "approvals: [{by: mayor}]", "steps[3].approvals[0].by", "leader or committee"},
		{"paper", "papers: [report]", "papers: [letter]", "steps[3].papers[0]", "letter"},
		{"counting", "counts: {opened: true}", "counts: {opened: true, step: [close]}", "statistics[0].counts", "exactly one way"},
		{"denominator", "of: all", "of: nothing", "statistics[1].of", "nothing"},
		{"twice", "- {id: report, title: {zh: 报告, en: report}}", "- {id: report, title: {zh: 报告, en: report}}\n  - {id: report, title: {zh: 报告, en: report}}", "papers[1].id", "stands twice"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := read(t, tc.old, tc.new)
			var faults *Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got %v", err)
			}
			if !slices.ContainsFunc(faults.List, func(f Fault) bool {
				return f.Field == tc.field && strings.Contains(f.Says.EN, tc.says) && f.Line > 0 && f.Says.ZH != ""
			}) {
				t.Errorf("got %v, want at %s: …%s…", faults, tc.field, tc.says)
			}
		})
	}
}

// TestAllFaultsAtOnce: an author mends a file in one go.
func TestAllFaultsAtOnce(t *testing.T) {
	_, err := read(t, "branch: civil", "branch: civl", "to: closed", "to: close", `must: kind != "b"`, "must: 3")
	var faults *Faults
	if !errors.As(err, &faults) || len(faults.List) < 4 {
		t.Fatalf("got %v", err)
	}
	if !slices.IsSortedFunc(faults.List, func(a, b Fault) int { return a.Line - b.Line }) {
		t.Errorf("not in the order of lines: %v", faults)
	}
}

// TestCasesMustShowEverything: a rule that never refused in a case is not tested.
func TestCasesMustShowEverything(t *testing.T) {
	_, clock := clockAndLaws(t)
	for _, tc := range []struct{ old, new, says string }{
		{"refused: no-b", "refused: state", `refused for "no-b"`},
		{"      - {step: close, on: 2026-03-03, fields: {reason: 已经查明}, refused: no-b}\n", "", "refused by rule no-b"},
		{"due: {review: 2026-06-02}", "due: {review: 2026-06-03}", "deadline review: 2026-06-02, not 2026-06-03"},
		{"counted: [a, all]", "counted: [all]", "it is counted in"},
		{"outcome: done\n    counted", "counted", "it ends with outcome"},
		{"fields: {reason: 已经查明}}\n", "fields: {reason: 短}}\n", "field:reason"},
	} {
		p, err := read(t, tc.old, tc.new)
		if err != nil {
			t.Fatal(err)
		}
		if err := NewEngine(p, clock).Test(); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("got %v, want …%s…", err, tc.says)
		}
	}
}

// TestSchema: the schema that editors are given takes what the loader takes.
func TestSchema(t *testing.T) {
	b, err := json.Marshal(Schema())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("p.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("p.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"small": small, "library": fileText(t, "library/civil-effective-judgments.yaml")} {
		if err := s.Validate(asJSON(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.Validate(asJSON(t, strings.Replace(small, "opens: true", "opnes: true", 1))) == nil {
		t.Error("a misspelt key passes")
	}
}

func fileText(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// asJSON is a YAML document as a JSON value; days are texts, as editors have them.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var v Values
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(map[string]any(v))
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

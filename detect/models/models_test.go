package models_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// all returns the library; a broken model fails the test with everything wrong with it.
func all(t testing.TB) []models.Model {
	t.Helper()
	var list []models.Model
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	if len(list) < 3 {
		t.Fatalf("the library has %d models", len(list))
	}
	return list
}

// TestVersions: a clue cites model and version for as long as it may be disputed, so a
// model never changes under a version that has been used. versions.sum only grows.
func TestVersions(t *testing.T) {
	for _, m := range all(t) {
		file := "library/" + m.ID + "/versions.sum" // "version sha256", one line each
		sum, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		line := fmt.Sprintf("%d %x\n", m.Version, sha256.Sum256(m.Source))
		if !strings.Contains(string(sum), line) {
			t.Errorf("%s has changed: raise its version and add this line to %s:\n%s", m.ID, file, line)
		}
	}
}

func TestGet(t *testing.T) {
	if m, err := models.Get("civil/batch-suits"); err != nil || m.ID != "civil/batch-suits" {
		t.Errorf("got %q, %v", m.ID, err)
	}
	if _, err := models.Get("civil/nothing"); !fault.Is(err, fault.NotFound) {
		t.Errorf("error is %v, want one of kind NotFound", err)
	}
}

// TestCompileIsStable: one model always gives the same SQL, so that it can be compared.
func TestCompileIsStable(t *testing.T) {
	lib := standards(t)
	for _, m := range all(t) {
		target := models.Target{Standards: lib, Dialect: duck.Dialect{}}
		first, err := models.Compile(m, target)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if again, err := models.Compile(m, target); err != nil || !reflect.DeepEqual(again, first) {
				t.Fatalf("%s: the SQL differs from one compilation to the next (%v)", m.ID, err)
			}
		}
		if !strings.Contains(first.Explain(), m.Rule[0].Name) {
			t.Errorf("%s: the explanation does not name its first step", m.ID)
		}
	}
}

func standards(t testing.TB) standard.Library {
	t.Helper()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// source is a small model that is right; the tests break it in one place each.
const source = `id: civil/test
version: 1
branch: civil
title: {zh: 测试, en: Test}
harm: {zh: 害, en: Harm}
point: {zh: 点, en: Point}
basis:
  - {law: 民事诉讼法, version: "2023-09-01", article: "115"}
inputs: [judgment, party, place]
parameters:
  - {id: least, title: {zh: 最少, en: Least}, type: integer, default: 2, min: 1, max: 9, unit: cases}
rule:
  - step: claims
    join: {from: judgment, with: party, on: {id: judgment}, take: {who: entity, name: name, kind: kind, side: side}, where: 'side == "claiming"'}
score:
  over: claims
  subject: {id: who, name: name, kind: kind}
  case: {document: id, number: case_no, court: court, amount: claim_amount, from: filed_on, to: decided_on}
  measures:
    - {id: suits, take: cases, unit: cases}
    - {id: twice, is: suits * 2}
  gate: suits >= params.least
  indicators:
    - id: many
      title: {zh: 多, en: Many}
      weight: 1
      value: suits
      from: params.least
      full: 5
      says: {zh: "{suits}件", en: "{suits} suits of {params.least}"}
      evidence:
        - {dataset: judgment, field: case_no}
exclusions:
  - {id: none, title: {zh: 无, en: None}, when: twice < 0, says: {zh: 无, en: None}, checked: {zh: 无, en: None}}
summary: {zh: "{subject}", en: "{subject} as of {as_of}"}
`

const cases = `cases:
  - {name: a, kind: hit, given: [{repeat: 3, judgment: {case_no: "c{n}"}, party: [{side: claiming, name: 甲, kind: organisation}]}], want: [{subject: 甲, min: 0, max: 1}]}
  - {name: b, kind: miss, given: [{judgment: {}}], want: []}
  - {name: c, kind: boundary, given: [{judgment: {}}], want: []}
  - {name: d, kind: look-alike, given: [{judgment: {}}], want: []}
  - {name: e, kind: missing, given: [{judgment: {}}], want: []}
`

// read decodes and checks a model, and returns what is wrong with it.
func read(t *testing.T, model, cases string) *models.Faults {
	t.Helper()
	laws, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	_, err = models.ReadAs("civil/test", []byte(model), []byte(cases), standards(t), laws)
	var f *models.Faults
	if err != nil && !errors.As(err, &f) {
		t.Fatalf("error is %T %v, want *Faults", err, err)
	}
	return f
}

func TestTheSmallModelIsRight(t *testing.T) {
	if f := read(t, source, cases); f != nil {
		t.Fatal(f)
	}
}

// TestFaults breaks the small model in one place at a time: each fault is reported in
// both languages with its line and field, and little else with it.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ old, bad, field, says string }{
		{"version: 1\n", "version: 0\n", "version", "1 or more"},
		{"branch: civil", "branch: civic", "branch", "no branch"},
		{"title: {zh: 测试, en: Test}", "title: {zh: 测试}", "title", "Chinese and English"},
		{`article: "115"`, `article: "9115"`, "basis[0]", "has no art. 9115; the register has arts. 1 to 306"},
		{"inputs: [judgment, party, place]", "inputs: [judgment, party, places, place]", "inputs[2]", "no standard"},
		{"default: 2,", "default: 20,", "parameters[0].default", "within the limits"},
		{"default: 2,", `default: "2",`, "parameters[0].default", "of type integer"},
		{"from: judgment, with: party", "from: judgments, with: party", "rule[0].join.from", "no step or input"},
		{"on: {id: judgment}", "on: {id: judgement}", "rule[0].join.on.id", "has no column"},
		{"on: {id: judgment}", "on: {id: n}", "rule[0].join.on.id", "different types"},
		{"take: {who: entity,", "take: {id: side, who: entity,", "rule[0].join.take.id", "already"},
		{`side == "claiming"`, `side = "claiming"`, "rule[0].join.where", "Syntax error"},
		{`side == "claiming"`, `side > 3`, "rule[0].join.where", "no matching overload"},
		{`side == "claiming"`, `side + "x"`, "rule[0].join.where", "a condition is needed"},
		{"- step: claims", "- step: party", "rule[0].step", "taken"},
		{"join: {from", "jion: {from", "rule[0].jion", `no field "jion" here; there are: step, note, filter, join`},
		{"version: 1\n", "version: one\n", "version", "must be a whole number, not \"one\""},
		{"version: 1\n", "version: 1\nversion: 2\n", "version", "twice"},
		{"inputs: [judgment, party, place]", "inputs: judgment", "inputs", "must be a list"},
		{"title: {zh: 测试, en: Test}", "title: 测试", "title", "name: value"},
		{"gate: suits >= params.least", "gate: [suits]", "score.gate", "must be text; here is a list"},
		{"amount: claim_amount", "amount: court", "score.case.amount", "must have type number"},
		{"take: cases, unit", "take: case, unit", "score.measures[0].take", "no way to aggregate"},
		{"unit: cases}\n    - {id: twice", "unit: suits}\n    - {id: twice", "score.measures[0].unit", "no unit"},
		{"is: suits * 2", "is: suit * 2", "score.measures[1].is", "undeclared"},
		{"gate: suits >= params.least", "gate: suits >= params.lest", "score.gate", "undeclared"},
		{"value: suits", "value: suit", "score.indicators[0].value", "no column"},
		{"from: params.least", "from: params.most", "score.indicators[0].from", "no parameter"},
		{"full: 5", "full: five", "score.indicators[0].full", "neither a number"},
		{"weight: 1\n", "weight: 0.5\n", "score.indicators", "at least 1"},
		{"{suits} suits of", "{suit} suits of", "score.indicators[0].says", "placeholder"},
		{"field: case_no}", "field: case_number}", "score.indicators[0].evidence[0].field", "has no field"},
		{"dataset: judgment", "dataset: loan", "score.indicators[0].evidence[0].dataset", "no input"},
		{"when: twice < 0", "when: twice", "exclusions[0].when", "a condition is needed"},
		{"{subject} as of", "{name} of {nobody} as of", "summary", "nobody"},
	} {
		if !strings.Contains(source, c.old) {
			t.Fatalf("the model does not contain %q", c.old)
		}
		broken := strings.Replace(source, c.old, c.bad, 1)
		f := read(t, broken, cases)
		if f == nil {
			t.Errorf("%q was accepted", c.bad)
			continue
		}
		line := 1 + strings.Count(broken[:strings.Index(broken, c.bad)], "\n")
		x := f.List[0]
		if len(f.List) > 3 || x.Field != c.field || !strings.Contains(x.Says.EN, c.says) || x.Says.ZH == "" || x.Line < line-3 || x.Line > line+1 {
			t.Errorf("%q: got %v\nwant a fault at %s near line %d that says %q", c.bad, f, c.field, line, c.says)
		}
	}
}

// TestAllFaultsAtOnce: an author mends everything in one go.
func TestAllFaultsAtOnce(t *testing.T) {
	broken := strings.NewReplacer("version: 1\n", "version: 0\n", "gate: suits", "gate: suites", `side == "claiming"`, `side == 1`, "weight: 1\n", "weight: 2\n", "unit: cases}\n    - {id: twice", "units: cases}\n    - {id: twice").Replace(source)
	f := read(t, broken, strings.Replace(cases, "kind: hit", "kind: hot", 1))
	if f == nil || len(f.List) < 5 {
		t.Fatalf("got %v, want a fault for each of the broken places", f)
	}
	for _, want := range []string{"score.measures[0].units: there is no field", "model.yaml:2: version", "model.yaml:14: rule[0].join.where", "cases.yaml:"} {
		if !strings.Contains(f.Error(), want) {
			t.Errorf("%v\ndoes not contain %q", f, want)
		}
	}
}

func TestCasesAreChecked(t *testing.T) {
	for _, c := range []struct{ old, bad, says string }{
		{"kind: missing, ", "kind: miss, ", "no case of kind missing"},
		{"judgment: {case_no", "judgment: {number: 1, case_no", "no field"},
		{"name: 甲, kind: organisation}", "name: 甲, kind: organisation, entity: x}", "no field"},
		{"name: 甲, kind: organisation}", "name: 甲, masked: maybe}", "is no boolean"},
		{"max: 1}", "max: 1, indicators: [few]}", "no indicator"},
		{"want: []", "whant: []", "whant"},
		{"party: [", "parties: [", "no standard"},
	} {
		if f := read(t, source, strings.Replace(cases, c.old, c.bad, 1)); f == nil || !strings.Contains(f.Error(), c.says) {
			t.Errorf("%q: got %v, want %q", c.bad, f, c.says)
		}
	}
}

// TestLoad: a folder of an office is read like the library; a broken model does not
// hide the ones after it, and an id must be that of its folder.
func TestLoad(t *testing.T) {
	files := fstest.MapFS{
		"civil/broken/model.yaml": {Data: []byte("id: [")},
		"civil/moved/model.yaml":  {Data: []byte(source)},
		"civil/moved/cases.yaml":  {Data: []byte(cases)},
		"civil/test/model.yaml":   {Data: []byte(source)},
		"civil/test/cases.yaml":   {Data: []byte(cases)},
	}
	var good, bad []string
	for m, err := range models.Load(files) {
		if err != nil {
			bad = append(bad, err.Error())
			continue
		}
		good = append(good, m.ID)
	}
	if len(good) != 1 || good[0] != "civil/test" || len(bad) != 2 || !strings.Contains(bad[0], "model civil/broken:\nmodel.yaml:1: is not YAML") || !strings.Contains(bad[1], "is not the folder") {
		t.Errorf("good %v, bad %v", good, bad)
	}
}

func TestParams(t *testing.T) {
	m, err := models.Read([]byte(source), []byte(cases))
	if err != nil {
		t.Fatal(err)
	}
	compile := func(params map[string]any) (models.Plan, error) {
		return models.Compile(m, models.Target{Standards: standards(t), Dialect: duck.Dialect{}, Params: params})
	}
	for _, bad := range []map[string]any{{"least": 10}, {"least": 1.5}, {"least": "3"}, {"most": 3}} {
		if _, err := compile(bad); err == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
	p, err := compile(map[string]any{"least": 3.0}) // as JSON decodes it
	if err != nil || p.Params["least"] != int64(3) {
		t.Errorf("got %v, %v", p.Params, err)
	}
	if from, full := p.Bounds(m.Score.Indicators[0]); from != 3 || full != 5 {
		t.Errorf("bounds are %v and %v", from, full)
	}
}

// FuzzRead: whatever stands in a file, reading and checking end with a model or with
// faults, never with a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(source), []byte(cases))
	f.Add([]byte("rule: [{step: a, near: {}}, {step: b, connect: {from: a}}]\nscore: {over: b}"), []byte("cases: [{given: [{repeat: 2, x: [{}]}]}]"))
	f.Add([]byte("a: &a [*a]"), []byte("[]"))
	f.Fuzz(func(t *testing.T, model, cases []byte) {
		if len(model)+len(cases) > 20_000 || strings.Contains(string(cases), "repeat: ") && len(cases) < 200 {
			t.Skip("long files and huge repetitions only take long")
		}
		m, err := models.Read(model, cases)
		if err != nil {
			return
		}
		m.Cases = nil // their repetitions may be huge
		_ = m.Check() // faults are as good as none here
	})
}

func TestSay(t *testing.T) {
	values := map[string]models.Quantity{
		"n": {Number: 20, Unit: "cases"}, "p": {Number: 0.655, Unit: "share"}, "small": {Number: 9999.5, Unit: "yuan"},
		"big": {Number: 1234567, Unit: "yuan"}, "name": {Text: "甲"}, "half": {Number: 2.5}, "zero": {},
	}
	get := func(name string) (models.Quantity, bool) { q, ok := values[name]; return q, ok }
	for source, want := range map[string]fault.Text{
		"{n} {p} {half} {zero}":     {ZH: "20 66% 2.5 0", EN: "20 66% 2.5 0"},
		"{small} {big}":             {ZH: "9999.5元 123.46万元", EN: "10,000 yuan 1,234,567 yuan"},
		"{name}{nothing}{Not} {{n}": {ZH: "甲（未知）{Not} {20", EN: "甲(unknown){Not} {20"},
	} {
		if got := models.Say(fault.Text{ZH: source, EN: source}, get); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
	if got := models.Placeholders(fault.Text{ZH: "{b}{a}", EN: "{a} {params.x}"}); strings.Join(got, " ") != "a b params.x" {
		t.Errorf("placeholders %v", got)
	}
}

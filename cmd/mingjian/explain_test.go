package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
)

// TestExplainMarksFields reads a document and expects its fields marked in its own text, which
// is there unchanged once the marks are taken away.
func TestExplainMarksFields(t *testing.T) {
	text := fmt.Sprintf(invented, 7)
	got := command(t, text, "parse", "--explain")
	if got.code != 0 {
		t.Fatalf("exit code %d: %s", got.code, got.err)
	}
	for _, want := range []string{"案号", "│（2021）浙0698民初7号⟧", "── 审理经过 ──", "⟦当事人│丁安远⟧", "── 读出的字段 ──", "case_no | （2021）浙0698民初7号"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing from\n%s", want, got.out)
		}
	}
	body, _, _ := strings.Cut(got.out, "── 读出的字段")
	_, body, _ = strings.Cut(body, "\n")
	bare := regexp.MustCompile(`⟦[^│]*│|⟧|\n── \S+ ──\n|\s`).ReplaceAllString(body, "")
	if want := regexp.MustCompile(`\s`).ReplaceAllString(text, ""); bare != want {
		t.Errorf("without marks:\n%s\nwant\n%s", bare, want)
	}
	if en := command(t, text, "parse", "--explain", "--lang", "en"); !strings.Contains(en.out, "Case number") {
		t.Errorf("in English:\n%s", en.out)
	}
}

// TestMarksNest marks fields that touch, lie in one another and cross.
func TestMarksNest(t *testing.T) {
	j := record.Judgment{
		Amounts:   []record.Amount{{Span: record.Span{Start: 1, End: 4}}},
		Elements:  []record.Element{{Span: record.Span{Start: 3, End: 6}}},
		Citations: []record.Citation{{Span: record.Span{Start: 4, End: 5}}},
		Costs:     []record.Cost{{Span: record.Span{Start: 1, End: 4}}},
		Judges:    []record.Judge{{Span: record.Span{Start: 0, End: 1}}},
	}
	e := &explainer{names: map[string]string{"amounts": "甲", "elements": "乙", "citations": "丙", "costs": "丁"}}
	if got, want := e.marked("012345\x1b", j), "0⟦甲、丁│12⟦乙│3⟧⟧⟦乙│⟦丙│4⟧5⟧�"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	e.paint = true
	if got := e.marked("0123", record.Judgment{Amounts: []record.Amount{{Span: record.Span{Start: 1, End: 2}}}}); got != "0\x1b[7m甲\x1b[0m\x1b[4;31m1\x1b[0m23" {
		t.Errorf("in colours: %q", got)
	}
}

// TestEveryListIsTitled compares the lists of a judgment with the titles that the standards give.
func TestEveryListIsTitled(t *testing.T) {
	a := &app{lang: "zh"}
	e, err := a.newExplainer(false)
	if err != nil {
		t.Fatal(err)
	}
	for list := range listed() {
		if e.names[list] == "" {
			t.Errorf("%s has no title", list)
		}
	}
}

// FuzzExplain marks the fields of any text: what was begun is ended, and the text is there whole
// and in its order.
func FuzzExplain(f *testing.F) {
	f.Add(fmt.Sprintf(invented, 7))
	f.Add("⟦│⟧\x1b[7m原告：张三，男。\n被告：李四\xff")
	e, err := (&app{lang: "zh"}).newExplainer(false)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := e.marked(text, record.Parse("f", text))
		begun, ended := strings.Count(got, "⟦")-strings.Count(text, "⟦"), strings.Count(got, "⟧")-strings.Count(text, "⟧")
		if begun != ended {
			t.Errorf("%d marks begun, %d ended:\n%s", begun, ended, got)
		}
		rest := []rune(got)
		for _, c := range text {
			k := slices.Index(rest, shown(c))
			if k < 0 {
				t.Fatalf("%q is missing from\n%s", c, got)
			}
			rest = rest[k+1:]
		}
		var out strings.Builder
		if err := e.explain(&out, "f", text); err != nil {
			t.Error(err)
		}
	})
}

package record

import (
	"errors"
	"strings"
	"testing"
	"unicode"
)

func TestExplain(t *testing.T) {
	text := "某法院\n原告：张三，\n男。"
	yuan := 1200.5
	j := Judgment{
		ID: "x", Court: "某法院", ClaimAmount: &yuan, Clerks: []string{"甲乙", "丙丁"},
		Parties: []Party{{
			Role: Plaintiff, Side: Claiming, Name: "张三", Kind: Person, NameSpan: Span{7, 9}, LineSpan: Span{4, 13},
			Earlier: []EarlierRole{{First, Defendant}, {Role: Plaintiff}}, Agents: []Agent{{Name: "李四", Kind: "lawyer", Span: Span{0, 3}}},
		}},
		Elements:   []Element{{Kind: ElAbsent, Span: Span{10, 12}}},
		Spans:      map[string]Span{"court": {0, 3}},
		Confidence: map[string]float64{"court": Led},
	}
	want := `id | x
court | 某法院 | "某法院"@0 | 0.90
clerks | 甲乙、丙丁
parties
  - | "原告：张三，↵男。"@4
    role | plaintiff
    side | claiming
    name | 张三 | "张三"@7
    kind | person
    earlier
      instance: first | role: defendant
      role: plaintiff
    agents
      name: 李四 | kind: lawyer | "某法院"@0
claim_amount | 1200.5
elements
  kind: absent | "↵男"@10
`
	var b strings.Builder
	if err := Explain(&b, text, j); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("Explain wrote\n%s\nwant\n%s", b.String(), want)
	}
}

func TestExplainCutsLongWords(t *testing.T) {
	text := strings.Repeat("长", 500)
	var b strings.Builder
	if err := Explain(&b, text, Judgment{Sections: []Section{{"facts", Span{0, 500}}}}); err != nil {
		t.Fatal(err)
	}
	if len(b.String()) > 3*80 || !strings.Contains(b.String(), " … ") {
		t.Errorf("a section of 500 characters is explained as %q", b.String())
	}
}

// A full refuses everything.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestExplainTellsThatWritingFailed(t *testing.T) {
	if err := Explain(full{}, "", Judgment{}); !errors.Is(err, errFull) {
		t.Errorf("Explain to a full disk = %v, want %v", err, errFull)
	}
}

// FuzzExplain explains what was read of any text: the lines tell of fields, and nothing of the
// text gets out of its line.
func FuzzExplain(f *testing.F) {
	for _, path := range documents(f) {
		f.Add(readText(f, path))
	}
	f.Add("原告：张三，\r男。\x1b[7m\u2028被告：李四\x00")
	f.Fuzz(func(t *testing.T, text string) {
		j := Parse("f", text)
		var first, second strings.Builder
		if err := errors.Join(Explain(&first, text, j), Explain(&second, text, j)); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Error("the same document is explained in two ways")
		}
		for line := range strings.Lines(first.String()) {
			name, _, _ := strings.Cut(strings.TrimLeft(strings.TrimRight(line, "\n"), " "), " ")
			if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_:-/0123456789") != "" || strings.ContainsFunc(strings.TrimSuffix(line, "\n"), unicode.IsControl) {
				t.Fatalf("%q is no line about a field", line)
			}
		}
	})
}

package linkage_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
)

// A mention is one party of one document.
type mention struct {
	name, kind, area, born string
	masked                 bool
}

func (m mention) rows(i int) (judgment, party engine.Row) {
	id := fmt.Sprintf("d%d", i)
	judgment = engine.Row{"id": id}
	if m.area != "" {
		judgment["area"] = m.area
	}
	party = engine.Row{"judgment": id, "n": int64(1), "name": m.name, "kind": m.kind, "masked": m.masked}
	if m.born != "" {
		born, err := time.Parse(time.DateOnly, m.born)
		if err != nil {
			panic(err)
		}
		party["born_on"] = born
	}
	return judgment, party
}

// fataler is what *testing.T and *rapid.T share.
type fataler interface {
	Helper()
	Context() context.Context
	Fatal(args ...any)
}

// entities links the mentions and returns the entity of each, in their order.
func entities(t fataler, mentions ...mention) []string {
	t.Helper()
	rows := map[string][]engine.Row{}
	for i, m := range mentions {
		j, p := m.rows(i)
		rows["judgment"], rows["party"] = append(rows["judgment"], j), append(rows["party"], p)
	}
	return linked(t, rows, "party", len(mentions))
}

func linked(t fataler, rows map[string][]engine.Row, table string, n int) []string {
	t.Helper()
	ctx := t.Context()
	e, err := duck.Open(ctx, duck.Options{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := linkage.Link(ctx, e); err != nil {
		t.Fatal(err)
	}
	found := make([]string, n)
	for row, err := range e.Query(ctx, "SELECT judgment, entity FROM "+table) {
		if err != nil {
			t.Fatal(err)
		}
		var i int
		if _, err := fmt.Sscanf(row["judgment"].(string), "d%d", &i); err != nil {
			t.Fatal(err)
		}
		found[i] = row["entity"].(string)
	}
	return found
}

func TestSame(t *testing.T) {
	const person, org = "person", "organisation"
	for _, c := range []struct {
		name string
		a, b mention
		same bool
	}{
		{"organisation, brackets and spaces", mention{name: "甲（测试）有限公司", kind: org}, mention{name: "甲(测试) 有限公司", kind: org, area: "乙"}, true},
		{"organisation, full-width letters", mention{name: "ＡＢＣ有限公司", kind: org}, mention{name: "abc有限公司", kind: org}, true},
		{"two organisations", mention{name: "甲有限公司", kind: org}, mention{name: "甲实业有限公司", kind: org}, false},
		{"person and organisation of one name", mention{name: "甲", kind: org, area: "x"}, mention{name: "甲", kind: person, area: "x"}, false},
		{"same birth date, other area", mention{name: "王甲", kind: person, area: "x", born: "1980-01-02"}, mention{name: "王甲", kind: person, area: "y", born: "1980-01-02"}, true},
		{"other birth date, same area", mention{name: "王甲", kind: person, area: "x", born: "1980-01-02"}, mention{name: "王甲", kind: person, area: "x", born: "1990-01-02"}, false},
		{"no date, same area", mention{name: "王甲", kind: person, area: "x"}, mention{name: "王甲", kind: person, area: "x"}, true},
		{"no date, other area", mention{name: "王甲", kind: person, area: "x"}, mention{name: "王甲", kind: person, area: "y"}, false},
		{"no date, date known in the area", mention{name: "王甲", kind: person, area: "x"}, mention{name: "王甲", kind: person, area: "x", born: "1980-01-02"}, true},
		{"no date, date known elsewhere", mention{name: "王甲", kind: person, area: "x"}, mention{name: "王甲", kind: person, area: "y", born: "1980-01-02"}, false},
		{"area unknown", mention{name: "王甲", kind: person}, mention{name: "王甲", kind: person}, false},
		{"masked", mention{name: "王某", kind: person, area: "x", masked: true}, mention{name: "王某", kind: person, area: "x", masked: true}, false},
		{"masked, but not marked so", mention{name: "王某甲", kind: person, area: "x"}, mention{name: "王某甲", kind: person, area: "x"}, false},
		{"masked with a birth date", mention{name: "王×", kind: person, born: "1980-01-02"}, mention{name: "王×", kind: person, born: "1980-01-02"}, false},
		{"no name", mention{kind: person, area: "x"}, mention{kind: person, area: "x"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := entities(t, c.a, c.b)
			if (got[0] == got[1]) != c.same {
				t.Errorf("entities %v, want same: %v", got, c.same)
			}
		})
	}
}

// TestAmbiguousDate: with two birth dates for one name in an area, a mention without
// date is neither of the two.
func TestAmbiguousDate(t *testing.T) {
	got := entities(t, mention{name: "王甲", kind: "person", area: "x", born: "1980-01-02"},
		mention{name: "王甲", kind: "person", area: "x", born: "1990-01-02"}, mention{name: "王甲", kind: "person", area: "x"})
	if got[2] == got[0] || got[2] == got[1] || got[0] == got[1] {
		t.Errorf("entities %v, want three", got)
	}
}

func TestAgents(t *testing.T) {
	judgments := []engine.Row{{"id": "d0", "area": "x"}, {"id": "d1", "area": "y"}, {"id": "d2", "area": "x"}, {"id": "d3", "area": "x"}, {"id": "d4", "area": "y"}, {"id": "d5", "area": "x"}, {"id": "d6", "area": "x"}}
	agent := func(i int, name, firm string) engine.Row {
		return engine.Row{"judgment": fmt.Sprintf("d%d", i), "party_n": int64(1), "n": int64(1), "name": name, "firm": firm}
	}
	got := linked(t, map[string][]engine.Row{"judgment": judgments, "agent": {
		agent(0, "李律", "测试律师事务所"), agent(1, "李律", "测试 律师事务所"), // one lawyer in two areas
		agent(2, "李律", ""), agent(3, "李律", ""), agent(4, "李律", ""), // without firm: by area
		agent(5, "李某", ""), agent(6, "李某", ""), // masked
	}}, "agent", 7)
	if got[0] != got[1] || got[2] != got[3] {
		t.Errorf("split: %v", got)
	}
	for _, pair := range [][2]int{{0, 2}, {2, 4}, {5, 6}} {
		if got[pair[0]] == got[pair[1]] {
			t.Errorf("merged %v: %v", pair, got)
		}
	}
}

// TestEveryMentionKept: linking neither drops nor doubles a mention, ids have their form
// and contain no name.
func TestEveryMentionKept(t *testing.T) {
	form := regexp.MustCompile(`^[po]-[0-9a-f]{16}$`)
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) mention {
			return mention{
				name: rapid.SampledFrom([]string{"王甲", "王 甲", "李乙", "张某", "甲公司", "甲公司（分）"}).Draw(t, "name"),
				kind: rapid.SampledFrom([]string{"person", "organisation"}).Draw(t, "kind"),
				area: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "area"),
				born: rapid.SampledFrom([]string{"", "1980-01-02", "1990-01-02"}).Draw(t, "born"),
			}
		})
		mentions := rapid.SliceOfN(one, 1, 12).Draw(t, "mentions")
		got := entities(t, mentions...)
		for i, m := range mentions {
			if !form.MatchString(got[i]) || strings.Contains(got[i], m.name) {
				t.Fatalf("mention %+v has entity %q", m, got[i])
			}
		}
	})
}

// TestOrderChangesNothing: who is who does not depend on the order in which documents
// arrived.
func TestOrderChangesNothing(t *testing.T) {
	var mentions, reversed []mention
	for _, name := range []string{"王甲", "王 甲", "李乙"} {
		for _, area := range []string{"x", "y"} {
			for _, born := range []string{"", "1980-01-02", "1990-01-02"} {
				mentions = append(mentions, mention{name: name, kind: "person", area: area, born: born})
			}
		}
	}
	for _, m := range mentions {
		reversed = append([]mention{m}, reversed...)
	}
	got, back := entities(t, mentions...), entities(t, reversed...)
	for i := range mentions {
		if got[i] != back[len(back)-1-i] {
			t.Errorf("mention %+v has entity %q or %q, depending on the order", mentions[i], got[i], back[len(back)-1-i])
		}
	}
}

package main

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestKinship: near relatives and the firms in which they have an interest, as the law draws
// the circle; not who only lives there, not a marriage that has ended, not a cousin.
func TestKinship(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	tie := func(kind, from, to string, until any) engine.Row {
		return engine.Row{"kind": kind, "from_entity": from, "to_entity": to, "until": until}
	}
	e, err := duck.Open(t.Context(), duck.Options{Standards: lib, Threads: 1, Rows: map[string][]engine.Row{
		"entity": {{"id": "p-me", "kind": "person", "id_no": "110101199003070011"}, {"id": "o-1", "kind": "organisation", "id_no": "110101199003070022"}},
		"tie": {
			tie("spouse", "p-wife", "p-me", nil), tie("spouse", "p-me", "p-former", dbtest.Monday.AddDate(-1, 0, 0)),
			tie("parent", "p-father", "p-me", nil), tie("parent", "p-me", "p-child", nil), tie("parent", "p-father", "p-sister", nil),
			tie("sibling", "p-me", "p-brother", nil), tie("parent", "p-sister", "p-niece", nil), tie("household", "p-lodger", "p-me", nil),
			tie("legal_rep", "p-wife", "o-firm", nil), tie("employer", "o-office", "p-me", nil), tie("shareholder", "p-niece", "o-other", nil),
			tie("officer", "p-child", "o-left", dbtest.Monday.AddDate(0, -1, 0)),
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	k := kinship{engine: func() (engine.Engine, error) { return e, nil }, now: func() time.Time { return dbtest.Monday }}
	if got, err := k.Person(t.Context(), "110101199003070011"); err != nil || got != "p-me" {
		t.Errorf("got %q %v", got, err)
	}
	for _, number := range []string{"110101199003070022", "110101199003070033"} { // a firm's, nobody's
		if got, err := k.Person(t.Context(), number); err != nil || got != "" {
			t.Errorf("%s: got %q %v", number, got, err)
		}
	}
	near, err := k.Near(t.Context(), "p-me")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range near {
		got = append(got, n.Entity+" "+n.Relation)
	}
	slices.Sort(got)
	want := "[o-firm 配偶任法定代表人的单位 o-office 本人工作的单位 p-brother 兄弟姐妹 p-child 子女 p-father 父母 p-me 本人 p-sister 兄弟姐妹 p-wife 配偶]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	none := kinship{engine: func() (engine.Engine, error) { return nil, nil }}
	if near, err := none.Near(t.Context(), "p-me"); err != nil || near != nil {
		t.Errorf("without registers: %v %v", near, err)
	}
}

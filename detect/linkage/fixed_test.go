package linkage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
)

// TestFew: what is said of some parties and agents alone is what Link says of them among all, by
// the fixed rules and where mingjian link has run.
func TestFew(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	born := time.Date(1980, 1, 31, 0, 0, 0, 0, time.UTC)
	rows := map[string][]engine.Row{
		"judgment": {{"id": "a", "court": "甲县人民法院", "area": "甲"}, {"id": "b", "court": "甲县人民法院", "area": "甲"}, {"id": "c#1", "court": "乙县人民法院"}},
		"party": {
			{"judgment": "a", "n": int64(1), "kind": "person", "name": "王二·麻", "masked": false},
			{"judgment": "b", "n": int64(1), "kind": "person", "name": "王二麻", "born_on": born, "masked": false},
			{"judgment": "b", "n": int64(2), "kind": "person", "name": "王二麻", "born_on": born, "id_no": "11010119800131001x", "masked": false},
			{"judgment": "c#1", "n": int64(1), "kind": "organisation", "name": "甲（集团）公司", "masked": false},
			{"judgment": "c#1", "n": int64(2), "kind": "person", "name": "王某", "masked": true},
			{"judgment": "c#1", "n": int64(3), "kind": "person", "name": "ｌｉ 四", "masked": false},
			{"judgment": "a", "n": int64(2), "kind": "person", "name": "LI四", "masked": false},
		},
		"agent": {
			{"judgment": "a", "party_n": int64(1), "n": int64(1), "name": "赵五", "firm": "某所"},
			{"judgment": "b", "party_n": int64(1), "n": int64(1), "name": "赵五", "firm": "某所"},
			{"judgment": "b", "party_n": int64(2), "n": int64(2), "name": "赵五"},
		},
	}
	links := []engine.Row{{"dataset": "party", "record": "a#1", "mention": "party", "entity": "p-1"}, {"dataset": "agent", "record": "b#2", "mention": "agent", "entity": "a-1"}}
	for name, linked := range map[string][]engine.Row{"fixed rules": nil, "links": links} {
		rows["link"] = linked
		all, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1, Few: true})
		if err != nil {
			t.Fatal(err)
		}
		defer all.Close()
		if err := linkage.Link(t.Context(), all, "party", "agent"); err != nil {
			t.Fatal(err)
		}
		if is, err := linkage.Linked(t.Context(), all); err != nil || is != (linked != nil) {
			t.Errorf("%s: linked is %v: %v", name, is, err)
		}
		pool, err := duck.NewPool(t.Context(), linkage.Delivered(lib), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer pool.Close()
		few, err := pool.Lend(t.Context(), map[string][]engine.Row{"party_as_read": rows["party"], "agent_as_read": rows["agent"], "judgment": rows["judgment"], "link": linked})
		if err != nil {
			t.Fatal(err)
		}
		got, err := linkage.Few(t.Context(), few, lib, linked != nil)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string][]engine.Row{}
		for _, table := range []string{"party", "agent"} {
			for row, err := range all.Query(t.Context(), "SELECT * FROM "+table+" ORDER BY judgment, n") {
				if err != nil {
					t.Fatal(err)
				}
				want[table] = append(want[table], row)
			}
		}
		byKey := func(rows []engine.Row) map[any]engine.Row {
			by := map[any]engine.Row{}
			for _, r := range rows {
				by[[2]any{r["judgment"], r["n"]}] = r
			}
			return by
		}
		for table := range want {
			if d := cmp.Diff(byKey(want[table]), byKey(got[table])); d != "" || len(want[table]) == 0 {
				t.Errorf("%s, %s (-all +few):\n%s", name, table, d)
			}
		}
		few.Close()
	}
	for _, names := range [][2]string{{"王二·麻", "王二麻"}, {"ｌｉ 四", "LI四"}, {"甲（集团）公司", "甲〔集团〕公司"}} {
		if linkage.SameName(names[0]) != linkage.SameName(names[1]) {
			t.Errorf("%q and %q are one name", names[0], names[1])
		}
	}
}

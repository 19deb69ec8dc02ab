package linkage_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
)

// world is two couples, one of whom sues by the agent of many.
func world() map[string][]engine.Row {
	day := func(s string) time.Time {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	rows := map[string][]engine.Row{
		"link": {
			{"dataset": "marriage", "record": "r-1", "mention": "husband", "entity": "p-1"},
			{"dataset": "marriage", "record": "r-1", "mention": "wife", "entity": "p-2"},
		},
		"marriage": {{"record_id": "r-1", "husband": "王甲", "wife": "李乙", "registered_on": day("2010-05-01"), "ended_on": day("2020-05-01")}},
	}
	party := func(document, entity, address string) {
		rows["judgment"] = append(rows["judgment"], engine.Row{"id": document})
		rows["party"] = append(rows["party"], engine.Row{"judgment": document, "n": int64(1), "name": "某", "kind": "person", "address": address})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "party", "record": document + "#1", "mention": "party", "entity": entity})
	}
	party("d-1", "p-1", "清渠县柳堤路12号")
	party("d-2", "p-3", "清渠县柳堤路１２号")
	party("d-3", "p-4", "清渠县")
	for i := range 30 {
		id := fmt.Sprintf("c-%d", i)
		party(id, "p-c"+id, "望台市集体宿舍100号楼")
		rows["agent"] = append(rows["agent"], engine.Row{"judgment": id, "party_n": int64(1), "n": int64(1), "name": "赵律"})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "agent", "record": id + "#1", "mention": "agent", "entity": fmt.Sprintf("p-l%d", i/15)})
	}
	return rows
}

func tied(t *testing.T, rows map[string][]engine.Row) (ties []string, cut int) {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	query, shared := linkage.Ties(e.Dialect(), lib)
	for row, err := range e.Query(t.Context(), query) {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%v %v %v %v#%v", row["kind"], row["from_entity"], row["to_entity"], row["dataset"], row["record"])
		if since, ok := row["since"].(time.Time); ok {
			line += " " + since.Format(time.DateOnly) + " " + row["until"].(time.Time).Format(time.DateOnly)
		}
		ties = append(ties, line)
	}
	for _, err := range e.Query(t.Context(), shared) {
		if err != nil {
			t.Fatal(err)
		}
		cut++
	}
	return ties, cut
}

func TestTies(t *testing.T) {
	ties, cut := tied(t, world())
	for _, want := range []string{
		"spouse p-1 p-2 marriage#r-1 2010-05-01 2020-05-01",
		"same_address p-1 p-3 party#d-1#1",
	} {
		if !slices.Contains(ties, want) {
			t.Errorf("there is no tie %q", want)
		}
	}
	count := map[string]int{}
	for _, line := range ties {
		var kind string
		fmt.Sscan(line, &kind)
		count[kind]++
	}
	// Two agents act for fifteen each; thirty live in one dormitory, which ties nobody.
	if count["same_agent"] != 2*15*14/2 || count["same_address"] != 1 || count["spouse"] != 1 {
		t.Errorf("ties by kind: %v", count)
	}
	if cut != 1 {
		t.Errorf("%d shared values were left out, want the dormitory", cut)
	}
}

package linkage_test

import (
	"fmt"
	"slices"
	"strings"
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

// TestHousehold: the relation to the head says who of the two is the parent, and payments
// of every month are one tie.
func TestHousehold(t *testing.T) {
	rows := map[string][]engine.Row{}
	month := func(m time.Month) time.Time { return time.Date(2024, m, 1, 0, 0, 0, 0, time.UTC) }
	for i, relation := range []string{"head", "spouse", "child", "parent", "grandchild"} {
		record := fmt.Sprintf("r-%d", i)
		rows["household"] = append(rows["household"], engine.Row{"record_id": record, "name": relation, "relation": relation, "head": "head"})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "household", "record": record, "mention": "person", "entity": "p-" + relation},
			engine.Row{"dataset": "household", "record": record, "mention": "head", "entity": "p-head"})
	}
	for m := time.January; m <= time.June; m++ {
		record := fmt.Sprintf("s-%d", m)
		rows["insurance_payment"] = append(rows["insurance_payment"], engine.Row{"record_id": record, "name": "某", "month": month(m)})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "insurance_payment", "record": record, "mention": "person", "entity": "p-child"},
			engine.Row{"dataset": "insurance_payment", "record": record, "mention": "employer", "entity": "o-1"})
	}
	ties, _ := tied(t, rows)
	want := []string{
		"employer o-1 p-child insurance_payment#s-1 2024-01-01 2024-06-01",
		"household p-grandchild p-head household#r-4",
		"parent p-head p-child household#r-2",
		"parent p-parent p-head household#r-3",
		"spouse p-spouse p-head household#r-1",
	}
	if !slices.Equal(ties, want) {
		t.Errorf("got %q", ties)
	}
}

// TestFamilyRelations: a list of relatives says what each is to the person asked about; who is
// neither spouse, parent, child nor sibling is not said to live there.
func TestFamilyRelations(t *testing.T) {
	rows := map[string][]engine.Row{}
	for i, relation := range []string{"spouse", "child", "parent", "sibling", "other"} {
		record := fmt.Sprintf("r-%d", i)
		rows["family_relation"] = append(rows["family_relation"], engine.Row{"record_id": record, "name": "某甲", "relative": relation, "relation": relation})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "family_relation", "record": record, "mention": "person", "entity": "p-1"},
			engine.Row{"dataset": "family_relation", "record": record, "mention": "relative", "entity": "p-" + relation})
	}
	ties, _ := tied(t, rows)
	want := []string{
		"parent p-1 p-child family_relation#r-1",
		"parent p-parent p-1 family_relation#r-2",
		"sibling p-sibling p-1 family_relation#r-3",
		"spouse p-spouse p-1 family_relation#r-0",
	}
	if !slices.Equal(ties, want) {
		t.Errorf("got %q", ties)
	}
}

// TestHouseholdWithoutHeads: where no record names the head, the one who is called so in the
// same household is it; a dormitory and a household of two heads have none.
func TestHouseholdWithoutHeads(t *testing.T) {
	rows := map[string][]engine.Row{}
	put := func(home, relation string) {
		record := fmt.Sprintf("r-%02d", len(rows["household"]))
		rows["household"] = append(rows["household"], engine.Row{"record_id": record, "name": relation, "relation": relation, "household_no": home})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "household", "record": record, "mention": "person", "entity": "p-" + home + relation})
	}
	for _, relation := range []string{"head", "spouse", "child", "grandchild"} {
		put("a", relation)
	}
	put("b", "child") // alone
	put("", "head")
	put("", "child")
	put("c", "spouse")
	put("c", "child")                                                      // the head is in another file
	for i, relation := range []string{"head", "spouse", "head", "child"} { // two offices, one number
		record := fmt.Sprintf("r-e%d", i)
		rows["household"] = append(rows["household"], engine.Row{"record_id": record, "name": relation, "relation": relation, "household_no": "e"})
		rows["link"] = append(rows["link"], engine.Row{"dataset": "household", "record": record, "mention": "person", "entity": fmt.Sprintf("p-e%d", i)})
	}
	for i := range 30 {
		put("d", fmt.Sprintf("other%d", i))
	}
	ties, _ := tied(t, rows)
	want := []string{
		"household p-achild p-agrandchild household#r-02",
		"household p-achild p-aspouse household#r-02",
		"household p-agrandchild p-ahead household#r-03",
		"household p-agrandchild p-aspouse household#r-03",
		"household p-cchild p-cspouse household#r-08",
		"parent p-ahead p-achild household#r-02",
		"spouse p-aspouse p-ahead household#r-01",
	}
	if !slices.Equal(ties, want) {
		t.Errorf("got %q", ties)
	}
}

// TestHouseholdOfNamedHeads: a head who is told by the name only is the one who is called so in
// the same household, by the relation or, without one, by the name; where the records of a number name two heads
// nobody is tied, and a head with a number is found by it and not by the household.
func TestHouseholdOfNamedHeads(t *testing.T) {
	rows := map[string][]engine.Row{}
	put := func(home, name, relation, head, number string) {
		record := fmt.Sprintf("r-%02d", len(rows["household"]))
		row := engine.Row{"record_id": record, "name": name, "household_no": home, "head": head}
		if relation != "" {
			row["relation"] = relation
		}
		entity := "n-" + record // nobody else: a name alone says nothing
		if number != "" {
			row["head_id_no"], entity = number, "p-"+number
		}
		rows["household"] = append(rows["household"], row)
		rows["link"] = append(rows["link"], engine.Row{"dataset": "household", "record": record, "mention": "person", "entity": "p-" + home + name},
			engine.Row{"dataset": "household", "record": record, "mention": "head", "entity": entity})
	}
	put("a", "甲", "head", "甲", "")
	put("a", "乙", "sibling", "甲", "")
	put("b", "甲", "", "甲", "") // the head has no relation to himself
	put("b", "丙", "child", "甲", "")
	put("c", "甲", "head", "甲", "") // two offices, one number
	put("c", "丁", "spouse", "戊", "")
	put("d", "甲", "head", "甲", "1")
	put("d", "乙", "spouse", "甲", "1")
	ties, _ := tied(t, rows)
	ties = slices.DeleteFunc(ties, func(s string) bool { return strings.Contains(s, "n-r-") })
	want := []string{
		"household p-d甲 p-1 household#r-06",
		"parent p-b甲 p-b丙 household#r-03",
		"sibling p-a乙 p-a甲 household#r-01",
		"spouse p-d乙 p-1 household#r-07",
	}
	if !slices.Equal(ties, want) {
		t.Errorf("got %q", ties)
	}
}

// TestHouseholdByAddress: where no number tells the household, the address does of those who
// state their relation to its one head; a district, a masked address and one with two heads
// are no home.
func TestHouseholdByAddress(t *testing.T) {
	rows := map[string][]engine.Row{}
	put := func(home, address string, relations ...string) {
		for i, relation := range relations {
			record := fmt.Sprintf("r-%02d", len(rows["household"]))
			row := engine.Row{"record_id": record, "name": "某", "address": address}
			if relation != "" {
				row["relation"] = relation
			}
			rows["household"] = append(rows["household"], row)
			rows["link"] = append(rows["link"], engine.Row{"dataset": "household", "record": record, "mention": "person", "entity": fmt.Sprintf("p-%s%d", home, i)})
		}
	}
	put("a", "清渠县柳堤路12号3幢", "head", "spouse", "child", "")
	put("b", "清渠县", "head", "spouse")
	put("c", "清渠县柳堤路**号*幢", "head", "spouse")
	put("d", "清渠县柳堤路99号公寓", "head", "spouse", "head", "spouse")
	put("e", "清渠县柳堤路88号公寓", "spouse", "child") // no head
	ties, _ := tied(t, rows)
	want := []string{"parent p-a0 p-a2 household#r-02", "spouse p-a1 p-a0 household#r-01"}
	if ties = slices.DeleteFunc(ties, func(s string) bool {
		return strings.HasPrefix(s, "same_address") || strings.HasPrefix(s, "household p-a")
	}); !slices.Equal(ties, want) {
		t.Errorf("got %q", ties)
	}
}

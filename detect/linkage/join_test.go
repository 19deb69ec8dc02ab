package linkage_test

import (
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
)

func marriage(record, husband, id string) engine.Row {
	return engine.Row{"record_id": record, "husband": husband, "husband_id_no": id, "wife": "李乙"}
}

// couples links two marriages of one man and returns his entity and his wife's in each.
func couples(t *testing.T, links []engine.Row, names ...string) (husbands, wives []string) {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: map[string][]engine.Row{
		"link": links, "marriage": {marriage("r-1", "王甲", "11010519491231002X"), marriage("r-2", "王 甲", "11010519491231002x")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := linkage.Link(t.Context(), e, names...); err != nil {
		t.Fatal(err)
	}
	for row, err := range e.Query(t.Context(), "SELECT husband_entity, wife_entity FROM marriage ORDER BY record_id") {
		if err != nil {
			t.Fatal(err)
		}
		husbands, wives = append(husbands, row["husband_entity"].(string)), append(wives, row["wife_entity"].(string))
	}
	return husbands, wives
}

// TestRegisterBeforeLinking: one identifier is one person, a name alone is nobody else.
func TestRegisterBeforeLinking(t *testing.T) {
	husbands, wives := couples(t, nil)
	if husbands[0] != husbands[1] {
		t.Errorf("one resident ID gave two people: %v", husbands)
	}
	if wives[0] == wives[1] {
		t.Errorf("a name alone gave one person: %v", wives)
	}
}

// TestRegisterAfterLinking: the table link decides, and who is not in it stands alone.
func TestRegisterAfterLinking(t *testing.T) {
	link := func(record, mention, entity string) engine.Row {
		return engine.Row{"dataset": "marriage", "record": record, "mention": mention, "entity": entity, "probability": 1.0, "how": "weights"}
	}
	husbands, wives := couples(t, []engine.Row{link("r-1", "husband", "p-1"), link("r-1", "wife", "p-2"), link("r-2", "wife", "p-2")}, "marriage")
	if husbands[0] != "p-1" || husbands[1] == "p-1" || wives[0] != "p-2" || wives[1] != "p-2" {
		t.Errorf("husbands %v, wives %v", husbands, wives)
	}
}

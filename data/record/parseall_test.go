package record

import (
	"reflect"
	"strings"
	"testing"
)

// Many documents read together give what each gives alone, whatever stands beside it.
func TestParseAll(t *testing.T) {
	var docs []Text
	for _, path := range documents(t) {
		docs = append(docs, Text{path, readText(t, path)})
	}
	docs = append(docs, Text{"empty", ""}, Text{"broken", "原告\xff被告"}, Text{"long", strings.Repeat(docs[0].Text, 300)})
	docs = append(docs, docs...)
	all := ParseAll(docs)
	if len(all) != len(docs) {
		t.Fatalf("%d judgments of %d documents", len(all), len(docs))
	}
	for i, d := range docs {
		if want := Parse(d.ID, d.Text); !reflect.DeepEqual(all[i], want) {
			t.Errorf("%s is read differently among others", d.ID)
		}
	}
	if got := ParseAll(nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

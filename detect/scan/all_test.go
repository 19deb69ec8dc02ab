package scan_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestAll: models that run abreast say what they say one after the other, in their order.
func TestAll(t *testing.T) {
	e, err := duck.Open(t.Context(), duck.Options{Rows: lenders(30), Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	var list []models.Model
	for _, id := range []string{"civil/professional-lender", "civil/batch-suits", "civil/professional-lender", "civil/late-docketing", "civil/no-confrontation"} {
		list = append(list, model(t, id))
	}
	s := scan.Snapshot{Engine: e, ID: "s-1"}
	got, err := scan.All(t.Context(), s, list)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for i, m := range list {
		want, err := scan.Scan(t.Context(), s, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("%s: %v, want %v", m.ID, got[i], want)
		}
		found += len(want.Findings)
	}
	if found == 0 {
		t.Error("nothing was found: the test compares nothing")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := scan.All(ctx, s, list); err == nil {
		t.Error("a scan that was called off came to an end")
	}
}

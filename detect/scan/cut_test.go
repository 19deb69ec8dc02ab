package scan_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/scan"
)

func TestCircleModel(t *testing.T) {
	m := readModel(t, "testdata/circle")
	for _, c := range m.Cases {
		t.Run(c.Name, func(t *testing.T) {
			wrong, err := scan.Try(t.Context(), m, c, inMemory)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range wrong {
				t.Error(w.EN)
			}
		})
	}
}

// TestCuts: what a bounded step leaves out stands in the result and on the findings that
// it touches, and nowhere else.
func TestCuts(t *testing.T) {
	m := readModel(t, "testdata/circle")
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := m.Cases[0].Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	r, err := scan.Scan(t.Context(), scan.Snapshot{Engine: open(t, rows), ID: "s"}, m, nil)
	if err != nil || len(r.Cuts) != 0 || len(r.Findings) != 3 {
		t.Fatalf("cuts are %+v, %d findings, %v", r.Cuts, len(r.Findings), err)
	}
	// 乙二 pays four others a little who pay it back much, a month later.
	for i := range 4 {
		other := map[string]any{"payer": fmt.Sprint("某", i), "payer_id_no": fmt.Sprintf("33019919600101%04d", i)}
		second := map[string]any{"payer": "乙二", "payer_id_no": "330199195002020022"}
		for j, x := range [][2]map[string]any{{second, other}, {other, second}} {
			rows["bank_transfer"] = append(rows["bank_transfer"], engine.Row{"record_id": fmt.Sprintf("r-%d-%d", i, j), "made_on": time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC),
				"amount": 10.0 + 100*float64(j), "payer_kind": "person", "payee_kind": "person",
				"payer": x[0]["payer"], "payer_id_no": x[0]["payer_id_no"], "payee": x[1]["payer"], "payee_id_no": x[1]["payer_id_no"]})
		}
	}
	r, err = scan.Scan(t.Context(), scan.Snapshot{Engine: open(t, rows), ID: "s"}, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := scan.Cut{Step: "circles", Operator: "cycle", Nodes: 1, Rows: 4, Says: r.Cuts[0].Says}
	if len(r.Cuts) != 1 || r.Cuts[0] != want || r.Cuts[0].Says.ZH == "" {
		t.Errorf("cuts are %+v", r.Cuts)
	}
	for _, f := range r.Findings {
		told := slices.ContainsFunc(f.Against, func(a scan.Against) bool { return a.ID == "cut_circles" && a.Kind == "missing" })
		if told != (f.Subject.Name == "乙二") {
			t.Errorf("%s: against is %+v", f.Subject.Name, f.Against)
		}
	}
	if len(r.Findings) != 3 {
		t.Errorf("%d findings, want the same as before", len(r.Findings))
	}
}

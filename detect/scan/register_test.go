package scan_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestRegisterModel: a model over registers alone has no court document, cites records by
// their id, counts its occurrences by a key, reads ties, and counts a fact told twice once.
func TestRegisterModel(t *testing.T) {
	m := readModel(t, "testdata/register")
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

func readModel(t *testing.T, folder string) models.Model {
	t.Helper()
	var files [2][]byte
	for i, name := range []string{"/model.yaml", "/cases.yaml"} {
		b, err := os.ReadFile(folder + name)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	m, err := models.Read(files[0], files[1])
	if err == nil {
		err = m.Check()
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestGroup: of indicators that tell one fact only the strongest adds to the risk, and the
// others say which one it is.
func TestGroup(t *testing.T) {
	m := readModel(t, "testdata/register")
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := m.Cases[0].Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	found, err := scan.Run(t.Context(), open(t, rows), m, "s", time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d findings, %v", len(found), err)
	}
	f := found[0]
	if f.Risk != 1 || len(f.Cases) != 0 || len(f.Documents) != 0 || f.Amount != 6000 || f.From != "2024-03-01" || f.To != "2024-11-01" {
		t.Errorf("finding is %+v", f)
	}
	for _, i := range f.Indicators {
		if i.ID == "paid_twice" && (i.Share != 0 || i.CountedWith != "paid") {
			t.Errorf("the weaker indicator is %+v", i)
		}
	}
	seen := map[string]int{}
	for _, r := range f.Records {
		seen[r.Dataset+"."+r.Field]++
	}
	if seen["pension_payment.month"] != 2 || seen["custody.held_from"] != 1 {
		t.Errorf("records are %v", seen)
	}
}

// TestSubjectName: a subject bears the name that most records write, once linkage has told
// who is who; a slip in one row of one register does not rename anybody.
func TestSubjectName(t *testing.T) {
	m := readModel(t, "testdata/register")
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := m.Cases[0].Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	before, err := scan.Run(t.Context(), open(t, rows), m, "s", day)
	if err != nil || len(before) != 1 || before[0].Subject.Name != "甲一" {
		t.Fatalf("found %+v, %v", before, err)
	}
	rows["entity"] = []engine.Row{{"id": before[0].Subject.ID, "kind": "person", "name": "甲壹"}, {"id": "p-0", "kind": "person", "name": "乙二"}}
	after, err := scan.Run(t.Context(), open(t, rows), m, "s", day)
	if err != nil || len(after) != 1 || after[0].Subject.Name != "甲壹" || !strings.HasPrefix(after[0].Summary.ZH, "甲壹") {
		t.Errorf("found %+v, %v", after, err)
	}
}

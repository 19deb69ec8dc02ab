package standard

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestLibraryLoads(t *testing.T) {
	lib, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"judgment", "party", "agent", "judge", "amount", "loan", "element", "place", "band", "passage", "defect", "document"} {
		if _, ok := lib[name]; !ok {
			t.Errorf("there is no standard %s", name)
		}
	}
	if f, ok := lib["party"].Field("name"); !ok || f.Sensitivity != Personal {
		t.Errorf("a party's name must be personal, got %+v", f)
	}
}

func TestEveryFaultIsReportedAtOnce(t *testing.T) {
	files := fstest.MapFS{
		"library/a.yaml": {Data: []byte("name: a\nversion: 1\ntitel: {zh: 甲}\n")},
		"library/b.yaml": {Data: []byte("name: c\nversion: 0\ntitle: {zh: 乙, en: B}\nowner: court\nfields:\n  - {name: x, title: {zh: 某, en: x}, type: float, sensitivity: public}\n")},
	}
	_, err := load(files)
	if err == nil {
		t.Fatal("two broken standards were accepted")
	}
	for _, want := range []string{"library/a.yaml", "line 3", "titel", "is not the file's name", "version must be", `unknown type "float"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not say %q:\n%v", want, err)
		}
	}
}

package models_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/law"
)

// TestCitations: every article that a card of the library or of the manual cites exists in
// that version of the official text, or is marked unverified with its source.
func TestCitations(t *testing.T) {
	laws, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	folder := officialTexts(t)
	cited := 0
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range m.Basis {
			cited++
			a, ok := laws.Get(x.Law, x.Version, x.Article)
			switch {
			case !ok:
				t.Errorf("%s: %s", m.ID, laws.Absent(x.Law, x.Version, x.Article).EN)
			case a.Status == law.Unverified && a.Source.EN == "":
				t.Errorf("%s: %s is unverified and has no source", m.ID, a.Cite().EN)
			case a.Status != law.Unverified && !stands(t, filepath.Join(folder, a.File), a):
				t.Errorf("%s: %s is not in %s", m.ID, a.Cite().EN, a.File)
			}
		}
	}
	if cited == 0 {
		t.Fatal("no card cites anything")
	}
}

// stands reports whether the file has the article with the first words of the register.
func stands(t *testing.T, file string, a law.Article) bool {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	heading := strings.Replace(regexp.QuoteMeta(a.Heading()), "条", " ?条", 1)
	if strings.HasSuffix(a.Heading(), "点") { // a reply in points: 一、
		heading = strings.TrimSuffix(strings.TrimPrefix(a.Heading(), "第"), "点") + "、"
	}
	first, _, _ := strings.Cut(a.Text, "\n")
	return regexp.MustCompile(`(?m)^` + heading + `\s*` + regexp.QuoteMeta(first)).Match(b)
}

// officialTexts finds the folder of the official texts, or skips the test.
func officialTexts(t *testing.T) string {
	t.Helper()
	root := os.Getenv("MINGJIAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	folder := filepath.Join(root, "data", "law")
	if _, err := os.Stat(folder); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: set MINGJIAN_SHARED", folder)
		}
		t.Skipf("%s is not here: set MINGJIAN_SHARED to compare with the official texts", folder)
	}
	return folder
}

func TestCautions(t *testing.T) {
	laws, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := models.Model{Basis: []models.Basis{
		{Law: "民事诉讼法", Version: "2023-09-01", Article: "115"},
		{Law: "民事诉讼法", Version: "2021-12-24", Article: "115"},
		{Law: "法发〔2021〕10号", Version: "2021", Article: "4"},
	}}
	says := m.Cautions(laws)
	if len(says) != 2 || !strings.Contains(says[0].EN, "2023-09-01") || !strings.Contains(says[1].ZH, "未与官方文本核对") {
		t.Errorf("cautions: %v", says)
	}
}

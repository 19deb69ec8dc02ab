package web_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/web"
)

// TestFigures: a leader reads the figures and the rows behind each, takes them out with and
// without names, and prints them; each time they leave the program it is recorded.
func TestFigures(t *testing.T) {
	s := newSite(t)
	var r stats.Report
	s.read(t, access.Leader, "/api/figures?period=year", &r)
	if r.Figures[0].ID != "clues-found" || r.Figures[0].Now.Numerator != 2 || r.Window.From.String() != "2026-01-01" || r.Least != stats.Least {
		t.Fatalf("got %+v of %+v", r.Figures[0], r.Window)
	}
	var p web.FigureRows
	s.read(t, access.Leader, "/api/figures/clues-found/rows?period=year&limit=1", &p)
	if len(p.Items) != 1 || p.Next == nil || p.Items[0].Sort.EN != card().Title.EN {
		t.Fatalf("rows: %+v", p)
	}
	s.read(t, access.Leader, "/api/figures/clues-found/rows?period=year&limit=1&cursor="+*p.Next, &p)
	if len(p.Items) != 1 || p.Next != nil {
		t.Fatalf("second page: %+v", p)
	}
	for _, tt := range []struct {
		role access.Role
		path string
		want int
	}{
		{access.Handler, "/api/figures", http.StatusForbidden},
		{access.Admin, "/api/figures/file", http.StatusForbidden},
		{access.Analyst, "/api/figures/clues-found/rows", http.StatusNotFound},
		{access.Leader, "/api/figures?office=nowhere", http.StatusNotFound},
		{access.Leader, "/api/figures/nothing/rows", http.StatusNotFound},
		{access.Leader, "/api/figures?as_of=2030-01-01", http.StatusUnprocessableEntity},
		{access.Leader, "/api/figures?period=week", http.StatusUnprocessableEntity},
	} {
		if got := s.as(t, tt.role, "GET", tt.path, ""); got.Code != tt.want {
			t.Errorf("%s of %s: got %d, want %d: %s", tt.path, tt.role, got.Code, tt.want, got.Body)
		}
	}
	looks := func() int {
		var page web.AuditPage
		s.read(t, access.Leader, "/api/audit?object=figure%20clues-found&verb=look-figures", &page)
		return len(page.Items)
	}
	if n := looks(); n != 2 { // two pages were read above
		t.Errorf("%d looks at the rows of a figure are recorded, want 2", n)
	}
	before := s.exports(t)
	masked, open := s.book(t, ""), s.book(t, "&masked=false")
	if text := sheetText(t, masked, "明细"); !strings.Contains(text, "王某") || !strings.Contains(sheetText(t, masked, "说明"), "只留姓氏") {
		t.Errorf("masked rows: %s", text)
	}
	for _, want := range []string{"指标", "口径", "各院"} {
		if sheetText(t, open, want) == "" {
			t.Errorf("the sheet %s is empty", want)
		}
	}
	if got := s.as(t, access.Leader, "POST", "/api/figures/prints?period=year", ""); got.Code != http.StatusOK {
		t.Errorf("print: %d %s", got.Code, got.Body)
	}
	if got := s.exports(t) - before; got != 3 {
		t.Errorf("%d exports are recorded, want 3", got)
	}
}

// read asks for something and decodes it.
func (s *site) read(t *testing.T, role access.Role, path string, into any) {
	t.Helper()
	got := s.as(t, role, "GET", path, "")
	if got.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, got.Code, got.Body)
	}
	if err := json.Unmarshal(got.Body.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

func (s *site) book(t *testing.T, more string) []byte {
	t.Helper()
	got := s.as(t, access.Leader, "GET", "/api/figures/file?period=year"+more, "")
	if got.Code != http.StatusOK || !strings.Contains(got.Header().Get("Content-Disposition"), "figures-2026-01-01") {
		t.Fatalf("file: %d %s", got.Code, got.Header())
	}
	return got.Body.Bytes()
}

// sheetText is every cell of a sheet.
func sheetText(t *testing.T, book []byte, sheet string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, " ") + "\n")
	}
	return b.String()
}

// exports counts the acts of taking figures out.
func (s *site) exports(t *testing.T) int {
	t.Helper()
	var page web.AuditPage
	s.read(t, access.Leader, "/api/audit?object=figures&verb=export", &page)
	return len(page.Items)
}

package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/web"
)

// TestLaws: the laws with their versions and days in force, the articles of one, a search within
// it and over all, page after page.
func TestLaws(t *testing.T) {
	s := newSite(t)
	laws := decode[web.LawEditions](t, s.as(t, access.Handler, "GET", "/api/laws", "").Body).Items
	versions := map[string]int{}
	for _, l := range laws {
		versions[l.Law]++
		if l.Law == "民事诉讼法" && l.Version == "2023-09-01" && (l.From != "2024-01-01" || l.Status != "in_force" || l.Articles != 306) {
			t.Errorf("got %+v", l)
		}
	}
	if versions["民事诉讼法"] < 2 || len(laws) < 20 {
		t.Errorf("got %d laws, %v", len(laws), versions)
	}
	find := func(query string) web.ArticlePage {
		t.Helper()
		w := s.as(t, access.Handler, "GET", "/api/laws/articles?"+query, "")
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", query, w.Code, w.Body)
		}
		return decode[web.ArticlePage](t, w.Body)
	}
	const civil = "law=民事诉讼法"
	whole := find(civil + "&limit=200")
	if whole.Total != 306 || len(whole.Items) != 200 || whole.Items[114].Article != "115" || whole.Items[0].Chapter == "" || whole.Items[0].Heading != "第一条" {
		t.Fatalf("got %d, %+v", whole.Total, whole.Items[0])
	}
	rest := find(civil + "&limit=200&cursor=" + url.QueryEscape(*whole.Next))
	if len(rest.Items) != 106 || rest.Items[0].Article != "201" || rest.Next != nil {
		t.Errorf("got %d, %+v", len(rest.Items), rest.Items[0])
	}
	for query, least := range map[string]int{civil + "&q=检察建议": 1, civil + "&q=检察+再审": 2, "q=检察建议": 5, civil + "&q=第一百一十五条": 1, civil + "&q=115": 1, civil + "&version=2021-12-24&q=115": 0} {
		got := find(query)
		if got.Total < least {
			t.Errorf("%s: %d", query, got.Total)
		}
		for _, a := range got.Items {
			for _, w := range strings.Fields("检察建议 检察 再审") {
				if strings.Contains(query, w) && !strings.Contains(a.Text, w) {
					t.Errorf("%s: %s %s", query, a.Law, a.Article)
				}
			}
		}
	}
	for query, status := range map[string]int{"": 422, "law=无此法": 404, civil + "&version=1900": 404, civil + "&cursor=x": 422, "q=再审&limit=200&cursor=" + url.QueryEscape(*whole.Next): 422} {
		if w := s.as(t, access.Handler, "GET", "/api/laws/articles?"+query, ""); w.Code != status {
			t.Errorf("%s: %d %s, want %d", query, w.Code, w.Body, status)
		}
	}
	for _, role := range access.Roles() { // laws are public
		for _, path := range []string{"/api/laws", "/api/laws/articles?" + civil, "/api/laws/article?" + civil + "&version=2023-09-01&article=115", "/api/limits", "/api/limits/civil-review/deadline?from=2026-01-05", "/api/holidays"} {
			if w := s.as(t, role, "GET", path, ""); w.Code != 200 {
				t.Errorf("%s, %s: %d %s", role, path, w.Code, w.Body)
			}
		}
	}
	if w := s.as(t, "", "GET", "/api/laws", ""); w.Code != 401 {
		t.Errorf("signed out: %d", w.Code)
	}
}

// TestWhatIfServed: a limit is counted from a day, with what stopped and extended it, as the
// command line counts it.
func TestWhatIfServed(t *testing.T) {
	s := newSite(t)
	limits := decode[web.TimeLimits](t, s.as(t, access.Handler, "GET", "/api/limits", "").Body).Items
	review := web.TimeLimit{}
	for _, l := range limits {
		if l.ID == "civil-review" {
			review = l
		}
		if len(l.Basis) == 0 != l.Unchecked || l.Unchecked && l.Source == "" {
			t.Errorf("%s rests on nothing", l.ID)
		}
	}
	if review.Length.String() == "" || len(review.Excludes) == 0 || len(review.Basis) == 0 || review.Basis[0].Cite.ZH == "" {
		t.Fatalf("got %+v of %d", review, len(limits))
	}
	for query, due := range map[string]string{
		"from=2026-01-05": "2026-04-07", // 5 April is a Sunday within Qingming, until the 6th
		"from=2026-01-05&excluded=file-retrieval:2026-02-01..2026-02-10": "2026-04-15",
	} {
		w := s.as(t, access.Handler, "GET", "/api/limits/civil-review/deadline?"+query, "")
		got := decode[web.CountedDeadline](t, w.Body)
		if w.Code != 200 || got.Due.String() != due || len(got.Lines) < 3 || len(got.Lines[0].Basis) == 0 {
			t.Errorf("%s: %d %+v, want %s", query, w.Code, got, due)
		}
	}
	for path, status := range map[string]int{
		"/api/limits/none/deadline?from=2026-01-05": 404, "/api/limits/civil-review/deadline": 422, "/api/limits/civil-review/deadline?from=2026-02-30": 422,
		"/api/limits/civil-review/deadline?from=2026-01-05&excluded=x": 422, "/api/limits/civil-review/deadline?from=2026-01-05&length=9%20years": 422,
	} {
		if w := s.as(t, access.Handler, "GET", path, ""); w.Code != status {
			t.Errorf("%s: %d %s, want %d", path, w.Code, w.Body, status)
		}
	}
}

// TestHolidays: which notices are known, what they say, which is missing and who brings it in.
func TestHolidays(t *testing.T) {
	s := newSite(t)
	got := decode[web.Holidays](t, s.as(t, access.Handler, "GET", "/api/holidays", "").Body)
	last := got.Items[len(got.Items)-1]
	if len(got.Items) < 5 || last.Year < 2026 || last.Notice == "" || len(last.Off) < 6 || len(last.Work) == 0 || len(got.Missing) != 0 || !strings.Contains(got.Says.ZH, "系统管理员") {
		t.Errorf("got %+v, missing %v", last, got.Missing)
	}
}

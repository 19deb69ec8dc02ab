package stats_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/law"
)

// TestStory asks of one story all that can be asked: to live it takes longer than to ask.
func TestStory(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			name string
			test func(*testing.T)
		}{{"figures", w.figures}, {"parts", w.parts}, {"rows are the number", w.rowsAreTheNumber}, {"who may read", w.whoMayRead}, {"refused", w.refused}, {"workbook", w.workbook}, {"withheld", w.withheld}} {
			t.Run(tt.name, tt.test)
		}
	})
}

// figures holds every figure, at two moments, to numbers worked out by hand from the story.
func (w *world) figures(t *testing.T) {
	for _, tt := range []struct {
		name string
		q    stats.Query
		want map[string]string // now, before
	}{
		{"second quarter as of 20 May", stats.Query{On: date(t, "2026-04-01"), AsOf: date(t, "2026-05-20")}, map[string]string{
			"clues-found": "14, 1", "clue-settled": "8/14, 1/1", "clue-joined": "3/14, 0/1", "clue-yield": "5/7, 0/1", "look-alikes": "1/2, 1/1",
			"matters-opened": "5, 1", "matters-closed": "4, 0", "matter-remedied": "3/5, 1/1", "case-to-item": "5/3, 0/0",
			"suggestions": "2, 1", "adoption": "2/2, 0/1", "adoption-answered": "2/3, 0/0", "promise-kept": "0/1, 0/0", "protests": "1, 0", "protest-change": "0/0, 0/0",
			"suit-support": "0/0, 0/0", "crime-filed": "0/0, 0/0",
			"in-time": "4/4, 0/0", "replies-in-time": "2/3, 0/0", "overdue": "0/2, 0/1", "papers-served": "1/2, 0/0", "exchange-answered": "1/2, 0/0"}},
		{"second quarter as of 30 June", stats.Query{On: date(t, "2026-06-30"), AsOf: date(t, "2026-06-30")}, map[string]string{
			"clues-found": "14, 2", "clue-settled": "9/14, 1/2", "clue-joined": "3/14, 0/2", "clue-yield": "4/7, 0/1", "look-alikes": "1/3, 1/1",
			"matters-opened": "7, 1", "matters-closed": "6, 0", "matter-remedied": "6/7, 1/1", "case-to-item": "7/5, 0/0",
			"suggestions": "3, 1", "adoption": "2/3, 0/1", "adoption-answered": "2/3, 0/0", "promise-kept": "1/1, 0/0", "protests": "2, 0", "protest-change": "1/2, 0/0",
			"suit-support": "1/2, 0/0", "crime-filed": "1/2, 0/0",
			"in-time": "6/6, 0/0", "replies-in-time": "2/3, 0/0", "overdue": "0/2, 0/1", "papers-served": "1/2, 0/0", "exchange-answered": "2/2, 0/0"}},
		{"the lower office, the quarter after", stats.Query{Office: lower}, map[string]string{
			"clues-found": "0, 1", "clue-settled": "0/0, 0/1", "matters-opened": "0, 1", "matter-remedied": "0/0, 1/1", "suggestions": "0, 1",
			"overdue": "1/1, 0/1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := w.Report(t.Context(), leader(access.Home), tt.q)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, f := range r.Figures {
				if tt.want[f.ID] != "" || len(tt.want) > 10 {
					got[f.ID] = said(f.Form, f.Now) + ", " + said(f.Form, f.Before)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func said(f stats.Form, n stats.Number) string {
	if f == stats.Count {
		return fmt.Sprint(n.Numerator)
	}
	return fmt.Sprintf("%d/%d", n.Numerator, n.Denominator)
}

// parts: the funnel, the ages, the models, the offices and the statistics of procedures.
func (w *world) parts(t *testing.T) {
	r, err := w.Report(t.Context(), leader(access.Home), stats.Query{On: date(t, "2026-04-01"), AsOf: date(t, "2026-05-20")})
	if err != nil {
		t.Fatal(err)
	}
	var funnel, clueAges, matterAges, offices []string
	for _, p := range r.Funnel {
		funnel = append(funnel, fmt.Sprint(p.Set, " ", p.Rows))
	}
	for _, p := range r.ClueAges {
		clueAges = append(clueAges, fmt.Sprint(p.Says.EN, ": ", p.Rows))
	}
	for _, p := range r.MatterAges {
		matterAges = append(matterAges, fmt.Sprint(p.Says.EN, ": ", p.Rows))
	}
	for _, d := range r.Divisions {
		offices = append(offices, fmt.Sprint(d.Division, " ", d.Name, " ", d.Found, d.Opened, d.Remedied, d.Overdue))
	}
	for _, tt := range []struct {
		name      string
		want, got []string
	}{
		{"funnel", []string{"clues-found 14", "clues-settled 8", "clues-joined 3", "clues-remedied 3", "clues-followed 1", "clues-verified 0"}, funnel},
		{"clue ages", []string{"0 to 2 days: 1", "3 to 10 days: 1", "11 to 30 days: 0", "more than 30 days: 5"}, clueAges},
		{"matter ages", []string{"0 to 30 days: 1", "31 to 90 days: 1", "91 to 180 days: 0", "more than 180 days: 0"}, matterAges},
		{"offices", []string{"330100 甲市院 13 4 3 0", "330102 乙县院 1 1 0 0", "330103 丙县院 0 0 0 0"}, offices},
	} {
		if d := cmp.Diff(tt.want, tt.got); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
	if len(r.Models) != 2 || r.Models[1].Model != lender || r.Models[1].Title.EN != "model "+lender || r.Models[1].Found != 11 || r.Models[1].Decided != 8 || r.Models[1].Dismissed != 2 ||
		r.Models[1].LookAlike != 1 || said(stats.Rate, r.Models[1].Yield) != "5/7" || r.Models[1].Yield.Rate != nil || said(stats.Rate, r.Models[1].Before) != "0/1" {
		t.Errorf("models: %+v", r.Models)
	}
	if len(r.Procedures) != 1 || r.Procedures[0].Procedure != "plain" {
		t.Fatalf("procedures: %+v", r.Procedures)
	}
	adopted := r.Procedures[0].Statistics[2]
	if adopted.Statistic != "adopted" || adopted.Of != "made" || adopted.OfTitle.EN != "suggestions" || said(stats.Rate, adopted.Now) != "2/2" || said(stats.Rate, adopted.Before) != "0/1" {
		t.Errorf("adopted: %+v", adopted)
	}
}

// rowsAreTheNumber: whatever number the page shows, in whatever window, its rows are as
// many, each stands there once, and where the declaration says so those above are among those below.
func (w *world) rowsAreTheNumber(t *testing.T) {
	by := leader(access.Home)
	for _, q := range []stats.Query{{On: date(t, "2026-04-01"), AsOf: date(t, "2026-05-20")}, {Kind: stats.Year}, {Kind: stats.Half, On: date(t, "2026-01-01"), Alone: true}, {Kind: stats.Month, On: date(t, "2026-04-01")}} {
		r, err := w.Report(t.Context(), by, q)
		if err != nil {
			t.Fatal(err)
		}
		count := func(name string, want int, x stats.Wish) map[string]bool {
			t.Helper()
			x.Query, x.Limit = q, 3
			keys, n := w.keys(by, x)
			if n != want {
				t.Errorf("%s of %+v: %d rows, and the number is %d", name, q, n, want)
			}
			return keys
		}
		for _, f := range r.Figures {
			above := count(f.ID, f.Now.Numerator, stats.Wish{Set: f.Numerator})
			count(f.ID+" before", f.Before.Numerator, stats.Wish{Set: f.Numerator, Before: true})
			count(f.ID+" a year earlier", f.YearBefore.Numerator, stats.Wish{Set: f.Numerator, YearAgo: true})
			if f.Denominator == "" {
				continue
			}
			count(f.ID+" below a year earlier", f.YearBefore.Denominator, stats.Wish{Set: f.Denominator, YearAgo: true})
			below := count(f.ID+" below", f.Now.Denominator, stats.Wish{Set: f.Denominator})
			for key := range above {
				if !below[key] && !slices.Contains([]string{"adoption", "case-to-item"}, f.ID) {
					t.Errorf("%s: %s is above and not below", f.ID, key)
				}
			}
		}
		for _, p := range slices.Concat(r.Funnel, r.ClueAges, r.MatterAges) {
			count(p.Set, p.Rows, stats.Wish{Set: p.Set, Youngest: p.From, Oldest: p.To})
		}
		for _, m := range r.Models {
			count(m.Model, m.Found, stats.Wish{Set: "clues-found", Model: m.Model})
			count(m.Model, m.Decided, stats.Wish{Set: "clues-decided", Model: m.Model})
			count(m.Model, m.Yield.Numerator, stats.Wish{Set: "clues-confirmed", Model: m.Model})
			count(m.Model, m.LookAlike, stats.Wish{Set: "clues-lookalike", Model: m.Model})
		}
		for _, d := range r.Divisions {
			own := q
			q.Office, q.Alone = d.ID, true
			count(d.Name, d.Found, stats.Wish{Set: "clues-found"})
			count(d.Name, d.Remedied, stats.Wish{Set: "remedies"})
			count(d.Name, d.Overdue, stats.Wish{Set: "terms-overdue"})
			q = own
		}
		for _, k := range r.Procedures {
			for _, s := range k.Statistics {
				count(s.Statistic, s.Now.Numerator, stats.Wish{Set: "statistic", Procedure: k.Procedure, Statistic: s.Statistic})
			}
		}
	}
}

// keys pages through the rows of a set and returns what they are of, and how many they are.
func (w *world) keys(by access.Account, x stats.Wish) (of map[string]bool, n int) {
	w.t.Helper()
	of = map[string]bool{}
	seen := map[string]bool{}
	for {
		p, err := w.Rows(w.t.Context(), by, x)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, r := range p.Items {
			if seen[r.Key] {
				w.t.Errorf("%s: %s stands there twice", x.Set, r.Key)
			}
			if r.Name == "" || r.Of == "" || r.Sort.ZH == "" || r.OfficeName == "" || r.Day.IsZero() {
				w.t.Errorf("%s: a row says nothing: %+v", x.Set, r)
			}
			seen[r.Key], of[r.Of] = true, true
			n++
		}
		if x.Cursor = p.Next; x.Cursor == "" {
			return of, n
		}
	}
}

// whoMayRead: a leader reads the figures of their office and of those below; of others
// there are none. Nobody else reads any.
func (w *world) whoMayRead(t *testing.T) {
	for _, tt := range []struct {
		name   string
		by     access.Account
		office access.Office
		want   fault.Kind
	}{
		{"own", leader(lower), "", ""},
		{"above", leader(lower), access.Home, fault.NotFound},
		{"beside", leader(lower), "county-b", fault.NotFound},
		{"none", leader(access.Home), "nowhere", fault.NotFound},
		{"apart", leader(access.Home), "apart", fault.NotFound},
		{"no text", leader(access.Home), "a\x00b", fault.NotFound},
		{"a handler", access.Account{ID: "a-h", Role: access.Handler, Office: access.Home}, "", fault.Forbidden},
		{"an administrator", access.Account{ID: "a-a", Role: access.Admin, Office: access.Home}, "", fault.Forbidden},
	} {
		_, err1 := w.Report(t.Context(), tt.by, stats.Query{Office: tt.office})
		_, err2 := w.Rows(t.Context(), tt.by, stats.Wish{Set: "clues-found", Query: stats.Query{Office: tt.office}})
		_, err3 := w.Export(t.Context(), tt.by, stats.Query{Office: tt.office})
		for _, err := range []error{err1, err2, err3} {
			if kind, _ := fault.Split(err); (err != nil || tt.want != "") && kind != tt.want {
				t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
			}
		}
	}
	r, err := w.Report(t.Context(), leader(lower), stats.Query{Kind: stats.Year})
	if err != nil || len(r.Offices) != 1 || r.Figures[0].Now.Numerator != 1 {
		t.Errorf("a lower office sees %+v, %v", r.Offices, err)
	}
}

// withheld: what a leader is tied to is counted, and is there without a name.
func (w *world) withheld(t *testing.T) {
	by := leader(access.Home)
	w.exec(`INSERT INTO account (id, name, display, role, office, password, created_at) VALUES ($1, 'l', 'l', 'leader', 'home', '', '')`, by.ID)
	w.exec(`INSERT INTO recusal (id, office, account, subject, relation, source, at) VALUES ('r-1', 'home', $1, 'p-y1', '亲属', 'declared', '')`, by.ID)
	q := stats.Query{Kind: stats.Year}
	for set, want := range map[string]int{"clues-found": 1, "matters-opened": 2, "terms-ended": 2} {
		p, err := w.Rows(t.Context(), by, stats.Wish{Set: set, Query: q, Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, r := range p.Items {
			if r.Withheld {
				n++
				if r.Of != "" || r.Name != "" || r.Number != "" || strings.Contains(r.Key, string(w.ids["y1"])) {
					t.Errorf("%s: it tells %+v", set, r)
				}
			}
		}
		if n != want {
			t.Errorf("%s: %d rows are withheld, want %d", set, n, want)
		}
	}
}

// workbook: it says what the page says, hides names unless told not to, and bears the stamp.
func (w *world) workbook(t *testing.T) {
	q := stats.Query{Kind: stats.Year}
	read := func(b stats.Book) (sheets map[string]string) {
		t.Helper()
		r, content, err := w.Workbook(t.Context(), leader(access.Home), q, b)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sheets = map[string]string{}
		for _, name := range f.GetSheetList() {
			rows, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				sheets[name] += strings.Join(row, "|") + "\n"
			}
		}
		if got := fmt.Sprint(r.Figures[0].Title.ZH, "|", r.Figures[0].Now.Numerator, "|"); b.Language == "zh" && !strings.Contains(sheets["指标"], got) {
			t.Errorf("%s is not in %s", got, sheets["指标"])
		}
		return sheets
	}
	masked, plain := read(stats.Book{Language: "zh", Masked: true, Stamp: "检查点-7"}), read(stats.Book{Language: "en"})
	if len(masked) != 8 || !strings.Contains(masked["说明"], "检查点-7") || !strings.Contains(masked["口径"], "占法院审结数") {
		t.Errorf("sheets: %q, about: %s", slices.Sorted(maps.Keys(masked)), masked["说明"])
	}
	for _, name := range []string{"y10", "甲案", "依职权监督案"} {
		if strings.Contains(masked["明细"], name) || !strings.Contains(plain["Rows"], name) {
			t.Errorf("%s: hidden %t, told %t", name, !strings.Contains(masked["明细"], name), strings.Contains(plain["Rows"], name))
		}
	}
	if !strings.Contains(masked["明细"], "y某") || !strings.Contains(masked["明细"], "〔2026〕1号") {
		t.Errorf("the masked rows say too little: %s", masked["明细"])
	}
	if _, _, err := w.Workbook(t.Context(), access.Account{ID: "a-h", Role: access.Handler, Office: access.Home}, q, stats.Book{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a handler gets %v", err)
	}
}

// TestConfirms: what the figures take for right and for telling is what [clue.Confirms] does.
func TestConfirms(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ask := func(state clue.State, reason clue.Code, outcome string) (right, says bool) {
			err := d.View(t.Context(), func(tx *db.Tx) error {
				return tx.QueryRow(t.Context(), `SELECT CASE WHEN 1 = 1`+stats.Right+` THEN 1 ELSE 0 END, CASE WHEN 1 = 1`+stats.Spoken+` THEN 1 ELSE 0 END
					FROM (SELECT CAST($1 AS TEXT) AS to_state, CAST($2 AS TEXT) AS reason) AS e CROSS JOIN (SELECT CAST($3 AS TEXT) AS code) AS o`, string(state), string(reason), outcome).Scan(&right, &says)
			})
			if err != nil {
				t.Fatal(err)
			}
			return right && says, says
		}
		for _, state := range []clue.State{clue.Accepted, clue.Transferred} {
			if right, says := ask(state, "", ""); !right || !says {
				t.Errorf("%s: %t, %t", state, right, says)
			}
		}
		for _, r := range clue.Reasons() {
			right, says := ask(clue.Dismissed, r.Code, "")
			if wantRight, wantSays := clue.Confirms(clue.Dismissed, r.Code); right != wantRight || says != wantSays {
				t.Errorf("dismissed as %s: %t, %t", r.Code, right, says)
			}
		}
		for code, want := range map[string][2]bool{"not_established": {false, true}, "not_filed": {false, true}, "other": {false, false}, "filed": {true, true}} {
			if right, says := ask(clue.Transferred, "", code); right != want[0] || says != want[1] {
				t.Errorf("transferred with %s: %t, %t", code, right, says)
			}
		}
	})
}

// refused: what cannot be asked is said in a sentence.
func (w *world) refused(t *testing.T) {
	by := leader(access.Home)
	for _, tt := range []struct {
		name string
		wish stats.Wish
		want fault.Kind
	}{
		{"no set", stats.Wish{Set: "nothing"}, fault.NotFound},
		{"no period", stats.Wish{Set: "cases", Query: stats.Query{Kind: "week"}}, fault.Invalid},
		{"tomorrow", stats.Wish{Set: "cases", Query: stats.Query{AsOf: date(t, "2026-09-11")}}, fault.Invalid},
		{"before the period", stats.Wish{Set: "cases", Query: stats.Query{On: date(t, "2026-07-01"), AsOf: date(t, "2026-06-30")}}, fault.Invalid},
		{"long ago", stats.Wish{Set: "cases", Query: stats.Query{On: date(t, "1999-12-31")}}, fault.Invalid},
		{"cursor", stats.Wish{Set: "cases", Cursor: "xx"}, fault.Invalid},
		{"limit", stats.Wish{Set: "cases", Limit: 201}, fault.Invalid},
		{"model", stats.Wish{Set: "cases", Model: "a\x00"}, fault.Invalid},
		{"statistic", stats.Wish{Set: "statistic", Procedure: "plain"}, fault.Invalid},
		{"age", stats.Wish{Set: "clues-aged", Youngest: -1}, fault.Invalid},
		{"two periods", stats.Wish{Set: "cases", Before: true, YearAgo: true}, fault.Invalid},
	} {
		if _, err := w.Rows(t.Context(), by, tt.wish); !fault.Is(err, tt.want) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
}

// TestWindows: which stretch is compared with which.
func TestWindows(t *testing.T) {
	for _, tt := range []struct {
		kind                                         stats.Kind
		on, asOf, from, to, before, beforeAsOf, year string
		whole                                        bool
	}{
		{stats.Month, "2026-03-10", "2026-03-31", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28", "2025-03-31", true},
		{stats.Month, "2026-03-10", "2026-03-10", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-10", "2025-03-10", false},
		{stats.Quarter, "2026-06-30", "2026-06-30", "2026-04-01", "2026-06-30", "2026-01-01", "2026-03-31", "2025-06-30", true},
		{stats.Quarter, "2026-05-01", "2026-07-15", "2026-04-01", "2026-06-30", "2026-01-01", "2026-04-15", "2025-07-15", true},
		{stats.Half, "2026-09-01", "2026-08-31", "2026-07-01", "2026-12-31", "2026-01-01", "2026-02-28", "2025-08-31", false},
		{stats.Year, "2026-09-01", "2026-02-28", "2026-01-01", "2026-12-31", "2025-01-01", "2025-02-28", "2025-02-28", false},
	} {
		w, err := stats.WindowOf(tt.kind, date(t, tt.on), date(t, tt.asOf))
		if err != nil {
			t.Fatal(err)
		}
		b, y := w.Before(), w.YearBefore()
		got := []law.Date{w.From, w.To, b.From, b.AsOf, y.AsOf}
		for i, want := range []string{tt.from, tt.to, tt.before, tt.beforeAsOf, tt.year} {
			if got[i].String() != want {
				t.Errorf("%s of %s as of %s: part %d is %s, want %s", tt.kind, tt.on, tt.asOf, i, got[i], want)
			}
		}
		if w.Whole() != tt.whole {
			t.Errorf("%s as of %s: whole %t", tt.kind, tt.asOf, w.Whole())
		}
	}
}

// TestDeclared: every figure says what it is, in both languages, of sets that are there; and
// every set is used or can be asked for.
func TestDeclared(t *testing.T) {
	sets := map[string]stats.Set{}
	for _, s := range stats.Sets() {
		if sets[s.ID].ID != "" || s.Says.ZH == "" || s.Says.EN == "" {
			t.Errorf("set %q is there twice, or says nothing", s.ID)
		}
		sets[s.ID] = s
	}
	ids := map[string]bool{}
	for _, f := range stats.Figures() {
		if ids[f.ID] || f.Title.ZH == "" || f.Title.EN == "" || f.Cohort.ZH == "" || f.Cohort.EN == "" || f.Source.ZH == "" || f.Source.EN == "" {
			t.Errorf("figure %q is there twice, or says too little", f.ID)
		}
		ids[f.ID] = true
		if sets[f.Numerator].ID == "" || (f.Form != stats.Count) != (sets[f.Denominator].ID != "") {
			t.Errorf("figure %q counts %q over %q", f.ID, f.Numerator, f.Denominator)
		}
	}
}

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/law"
)

func TestDeadlineCommand(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "calendar"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(home, "calendar"), "2027.yaml", []byte("year: 2027\nnotice: 通知\noff: [{name: 元旦, from: 2027-01-01, to: 2027-01-04}]\n"))
	for _, c := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"list", nil, 0, []string{"civil-review", "3 个月", "民事监督案件审查期限"}},
		{"National Day", []string{"court-civil-appeal-judgment", "--from", "2026-09-18"}, 0, []string{"2026-10-03（周六，国庆节放假）", "《民事诉讼法》（2023-09-01）第八十五条", "最后一日：2026-10-08（周四）"}},
		{"in English", []string{"court-civil-appeal-judgment", "--from", "2026-09-18", "--lang", "en"}, 0, []string{"Last day: 2026-10-08 (Thursday)", "Civil Procedure Law (2023-09-01), art. 171"}},
		{"excluded", []string{"civil-review", "--from", "2026-03-02", "--excluded", "file-retrieval:2026-03-03..2026-03-12", "--lang", "en"}, 0, []string{"retrieving the court's files", "2026-06-12", "Caution:"}},
		{"excluded, no ground", []string{"civil-review", "--from", "2026-03-02", "--excluded", "2026-03-03..2026-03-12", "--lang", "en"}, 0, []string{"no ground is stated", "2026-06-12"}},
		{"standing", []string{"civil-review", "--from", "2026-03-02", "--suspended", "2026-04-01..", "--lang", "en"}, 0, []string{"has not been started again"}},
		{"extended", []string{"enforcement-suggestion-court", "--from", "2025-11-30", "--extended", "1 month@2026-02-10", "--lang", "en"}, 0, []string{"2026-03-30"}},
		{"working days", []string{"petition-procedural-reply", "--from", "2026-09-28", "--length", "7 working days", "--lang", "en"}, 0, []string{"2026-10-13"}},
		{"custody", []string{"arrest-review", "--from", "2026-09-17", "--custody", "--lang", "en"}, 0, []string{"Last day: 2026-10-02"}},
		{"own calendar", []string{"court-civil-appeal-judgment", "--from", "2026-12-20", "--lang", "en"}, 0, []string{"Last day: 2027-01-05"}},
		{"year not loaded", []string{"court-civil-appeal-judgment", "--from", "2028-03-01", "--lang", "en"}, 0, []string{"The holiday notice of 2028 is not loaded"}},
		{"unknown", []string{"no-such", "--from", "2026-01-01", "--lang", "en"}, 1, []string{"there is no time limit"}},
		{"no day", []string{"civil-review", "--lang", "en"}, 1, []string{"state the day of the event"}},
		{"bad day", []string{"civil-review", "--from", "2026-02-30", "--lang", "en"}, 1, []string{"is no date"}},
		{"bad range", []string{"civil-review", "--from", "2026-03-02", "--excluded", "2026-03-03", "--lang", "en"}, 1, []string{"is no range of days"}},
		{"bad length", []string{"civil-review", "--from", "2026-03-02", "--length", "soon", "--lang", "en"}, 1, []string{"is no period"}},
		{"no extension", []string{"civil-review", "--from", "2026-03-02", "--extended", "1 month", "--lang", "en"}, 1, []string{"cannot be extended"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := command(t, "", append([]string{"deadline", "--home", home}, c.args...)...)
			for _, says := range c.says {
				if r.code != c.code || !strings.Contains(r.out+r.err, says) {
					t.Errorf("exit %d, said %s %s, want %q", r.code, r.out, r.err, says)
				}
			}
		})
	}
}

// TestDoctorKnowsTheCalendar: from November the notice of the next year is asked for.
func TestDoctorKnowsTheCalendar(t *testing.T) {
	for day, want := range map[string]string{
		"2026-10-31": "2013 to 2026", "2026-11-01": "that of 2027 is missing", "2027-06-01": "that of 2027 is missing",
	} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		says, err := checkCalendar(&app{home: t.TempDir(), lang: "en", now: func() time.Time { return now }})
		if err != nil || !strings.Contains(says, want) || strings.Contains(says, "missing") != strings.Contains(want, "missing") {
			t.Errorf("%s: %q %v", day, says, err)
		}
	}
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "calendar"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(home, "calendar"), "2027.yaml", []byte("year: 2027\n"))
	if _, err := checkCalendar(&app{home: home, lang: "en", now: time.Now}); err == nil || !strings.Contains(err.Error(), "2027.yaml") {
		t.Errorf("a broken calendar: %v", err)
	}
}

func TestDeadlineJSON(t *testing.T) {
	r := command(t, "", "deadline", "civil-protest-court", "--from", "2023-06-01", "--json", "--home", t.TempDir())
	var d law.Deadline
	if err := json.Unmarshal([]byte(r.out), &d); err != nil {
		t.Fatal(err, r.out, r.err)
	}
	if d.Due.String() != "2023-07-03" || d.Lines[0].Basis[0].Article != "218" || d.Limit != "civil-protest-court" {
		t.Errorf("%+v", d)
	}
	r = command(t, "", "deadline", "--json")
	if n := strings.Count(r.out, "\n"); r.code != 0 || n < 60 || !strings.Contains(r.out, `"length":"7 days","options":["7 working days"]`) {
		t.Errorf("exit %d, %d lines: %s", r.code, n, r.err)
	}
}

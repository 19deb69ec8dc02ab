package law

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// TestCalendarIsComplete: the years follow each other, each with its seven holidays (named
// together where two fall into one) and its source, and nothing is off and worked at once.
func TestCalendarIsComplete(t *testing.T) {
	cal, err := LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	years := cal.Years()
	if years[0] > 2013 || years[len(years)-1] < 2026 || len(years) != years[len(years)-1]-years[0]+1 {
		t.Errorf("years %v", years)
	}
	for _, y := range years {
		n, _ := cal.Notice(y)
		var names string
		for _, o := range n.Off {
			names += o.Name + " "
		}
		for _, name := range []string{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"} {
			if !strings.Contains(names, name) {
				t.Errorf("%d: no %s in %s", y, name, names)
			}
		}
		if len(n.Sources) == 0 || !strings.Contains(n.Title, "节假日安排") {
			t.Errorf("%d: no source", y)
		}
		for _, d := range n.Work {
			if cal.off[d] != "" || cal.Rest(d) {
				t.Errorf("%s is worked and off", d)
			}
		}
		for _, md := range [][2]int{{1, 1}, {5, 1}, {10, 1}, {10, 2}, {10, 3}} {
			if d := NewDate(y, time.Month(md[0]), md[1]); !cal.Rest(d) {
				t.Errorf("%s is a working day", d)
			}
		}
	}
}

func TestCalendarDays(t *testing.T) {
	cal, err := LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2026-11-28": "rest Saturday", "2026-11-30": "work Monday", "2026-02-14": "work Saturday, made a working day",
		"2026-10-05": "rest Monday, off for National Day", "2018-12-29": "work Saturday, made a working day", "2023-01-02": "rest Monday, off for New Year", "2025-10-06": "rest Monday, off for National Day and Mid-Autumn Festival",
	} {
		d, err := ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		got := map[bool]string{true: "rest ", false: "work "}[cal.Rest(d)] + cal.What(d).EN
		if got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// TestOwnCalendar: an office loads the notice of a new year, mends one, adds local days.
func TestOwnCalendar(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"2027.yaml":  "year: 2027\nnotice: 某年通知\noff: [{name: 国庆节, from: 2027-10-01, to: 2027-10-07}]\nwork: [2027-10-09]\n",
		"2025.yaml":  "year: 2025\nnotice: 更正的通知\noff: [{name: 国庆节, from: 2025-10-01, to: 2025-10-03}]\n",
		"local.yaml": "year: 2026\nadds: true\nnotice: 自治区放假规定\noff: [{name: 地方节日, from: 2026-04-20, to: 2026-04-20}]\n",
		"README.md":  "not read",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cal, err := OpenCalendar(dir)
	if err != nil {
		t.Fatal(err)
	}
	for day, rest := range map[string]bool{"2027-10-07": true, "2027-10-09": false, "2025-10-06": false, "2026-04-20": true, "2026-02-20": true} {
		if d, _ := ParseDate(day); cal.Rest(d) != rest {
			t.Errorf("%s: rest is %t", day, !rest)
		}
	}
	if _, ok := cal.doubt(NewDate(2026, 12, 31)); ok {
		t.Error("2027 is loaded, and the end of 2026 is still in doubt")
	}
	if _, err := OpenCalendar(filepath.Join(dir, "missing")); err != nil {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestBrokenCalendar(t *testing.T) {
	for text, says := range map[string]string{
		"year: 2027\nnotice: 通知\nholidays: []\n":                                        "holidays",
		"year: 2027\nnotice: 通知\nwork: [2027-03-01]\n":                                  "no Saturday or Sunday",
		"year: 2027\nnotice: 通知\noff: [{name: 春节, from: 2027-02-10, to: 2027-02-05}]\n": "off: 春节",
		"year: 2027\nnotice: 通知\noff: [{name: 春节, from: 2026-02-01, to: 2026-02-05}]\n": "off: 春节",
		"year: 2027\n": "notice: missing",
		"notice: 通知\n": "year: 0",
		"year: 2027\nnotice: 通知\nwork: [2027-02-30]\n": "",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := OpenCalendar(dir)
		if kind, public := fault.Split(err); err == nil || kind != fault.Invalid || !strings.Contains(public.EN, "x.yaml") || !strings.Contains(public.EN, says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range [][3]string{
		{"2026-01-31", "1", "2026-02-28"}, {"2024-01-31", "1", "2024-02-29"}, {"2026-12-31", "2", "2027-02-28"},
		{"2026-03-31", "-1", "2026-02-28"}, {"2024-02-29", "12", "2025-02-28"}, {"2026-05-15", "-6", "2025-11-15"},
	} {
		d, err := ParseDate(c[0])
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{"1": 1, "2": 2, "-1": -1, "12": 12, "-6": -6}[c[1]]
		if got := d.AddMonths(n).String(); got != c[2] {
			t.Errorf("%s and %d months is %s, want %s", c[0], n, got, c[2])
		}
	}
	// Half past eleven in the evening in London is the next morning in Beijing.
	if d := DateOf(time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC)); d != NewDate(2026, 3, 2) {
		t.Errorf("the day in Beijing is %s", d)
	}
	if NewDate(2026, 3, 1).DaysSince(NewDate(2024, 3, 1)) != 730 || NewDate(2024, 3, 1).DaysSince(NewDate(2024, 2, 1)) != 29 {
		t.Error("days are miscounted")
	}
	for _, bad := range []string{"", "2026-02-30", "2026/1/1", "26-01-01", "2026-1-1"} {
		if _, err := ParseDate(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is a date: %v", bad, err)
		}
	}
	var d Date
	if err := d.UnmarshalText(nil); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("%v %v", d, err)
	}
}

func TestPeriod(t *testing.T) {
	for text, want := range map[string]Period{
		"15 days": {15, Days}, "1 day": {1, Days}, "3 months": {3, Months}, "2 years": {2, Years}, "7 working days": {7, WorkingDays}, "1 month": {1, Months},
	} {
		p, err := ParsePeriod(text)
		if err != nil || p != want || p.String() != text {
			t.Errorf("%q: %v %q %v", text, p, p.String(), err)
		}
	}
	for _, bad := range []string{"", "0 days", "-1 days", "3", "months", "3 weeks", "99999 days"} {
		if _, err := ParsePeriod(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is a period: %v", bad, err)
		}
	}
}

package scan_test

import (
	"testing"
	"time"

	"github.com/mingjian/mingjian/detect/scan"
)

// TestLookSince: what came after a day tells that it goes on; silence comes with how far the data
// reach, so that nothing is called stopped of which there are no data.
func TestLookSince(t *testing.T) {
	m, e := model(t, "civil/professional-lender"), open(t, lenders(25))
	before, err := scan.Run(t.Context(), e, m, "s-1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	first, second := about(t, before, "钱大有"), about(t, before, "钱二有") // sue until 25 and 12 January
	for _, tc := range []struct {
		name  string
		then  scan.Finding
		day   string
		later int
		until string
	}{
		{"goes on", first, "2020-01-20", 5, "2020-01-25"},
		{"stopped while the data go on", second, "2020-01-12", 0, "2020-01-25"},
		{"goes on less", second, "2020-01-10", 2, "2020-01-25"},
		{"no data of after the day", first, "2020-01-25", 0, "2020-01-25"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := scan.LookSince(t.Context(), scan.Snapshot{Engine: e, ID: "s-1"}, m, tc.then, on(tc.day))
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Later) != tc.later || got.Finding == nil || len(got.Reach) != 1 || got.Reach[0].Until.Format(time.DateOnly) != tc.until {
				t.Errorf("got %d later, found %v, %d data sets", len(got.Later), got.Finding != nil, len(got.Reach))
			}
			for _, l := range got.Later {
				if l.Dataset != "judgment" || !l.Day.After(on(tc.day)) {
					t.Errorf("later: %+v", l)
				}
			}
		})
	}
}

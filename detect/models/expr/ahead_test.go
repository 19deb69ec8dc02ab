package expr_test

import (
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// TestAhead: filed is the day of an event, due is set in advance.
func TestAhead(t *testing.T) {
	scope := expr.Scope{Columns: map[string]standard.Type{"filed": standard.TypeDate, "due": standard.TypeDate, "n": standard.TypeInteger},
		Params: map[string]standard.Type{"days": standard.TypeInteger}}
	for _, c := range []struct {
		source string
		want   []expr.Ahead
	}{
		{"filed <= addDays(as_of, 30)", []expr.Ahead{{At: "1:17", Day: true}}},
		{"due <= addDays(as_of, params.days)", []expr.Ahead{{At: "1:15", Day: true}}},
		{"filed <= addDays(as_of, n)", []expr.Ahead{{At: "1:17", Day: true}}},
		{"filed < addDays(addDays(as_of, -10), 20)", []expr.Ahead{{At: "1:16", Day: true}}},
		{"filed > as_of", []expr.Ahead{{At: "1:7"}}},
		{"as_of < filed", []expr.Ahead{{At: "1:7"}}},
		{"daysBetween(as_of, filed) >= 1", []expr.Ahead{{At: "1:27"}}},
		{"daysBetween(filed, as_of) < 0", []expr.Ahead{{At: "1:27"}}},
		{"0 > daysBetween(filed, as_of)", []expr.Ahead{{At: "1:3"}}},
		{"n == 1 && addDays(filed, -30) > as_of", []expr.Ahead{{At: "1:31"}}},

		{"filed >= addDays(as_of, -365)", nil},
		{"filed < (known(due) ? due : addDays(as_of, 1))", nil}, // by the end of today
		{"filed >= addDays(as_of, -params.days)", nil},
		{"filed < addDays(addDays(as_of, -20), 10)", nil},
		{"filed >= as_of", nil}, // today
		{"addDays(filed, 30) > as_of", nil},
		{"!(filed > as_of)", nil},
		{"daysBetween(filed, as_of) <= 30", nil},
		{"due > as_of", nil},
		{"daysBetween(as_of, due) <= 30", nil},
		{"n > 3 ? filed < as_of : due < as_of", nil},
	} {
		e, err := expr.Parse(c.source, scope)
		if err != nil {
			t.Fatalf("%s: %v", c.source, err)
		}
		got := e.Ahead(expr.Binding{Dialect: engine.Trial{}, Param: func(string) any { return int64(30) }, AsOf: time.Unix(0, 0)},
			func(column string) bool { return column == "filed" })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.source, got, c.want)
		}
	}
}

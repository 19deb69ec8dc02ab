package expr

import (
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

func scope() Scope {
	return Scope{
		Columns: map[string]standard.Type{
			"t1": standard.TypeText, "t2": standard.TypeText, "i1": standard.TypeInteger, "i2": standard.TypeInteger,
			"n1": standard.TypeNumber, "n2": standard.TypeNumber, "b1": standard.TypeBoolean, "b2": standard.TypeBoolean,
			"d1": standard.TypeDate, "d2": standard.TypeDate,
		},
		Params: map[string]standard.Type{"limit": standard.TypeInteger, "causes": TypeTexts},
	}
}

func TestTypes(t *testing.T) {
	for source, want := range map[string]standard.Type{
		`t1`: standard.TypeText, `t1 + "x"`: standard.TypeText, `i1 * 2 - params.limit`: standard.TypeInteger,
		`n1 / 2.0`: standard.TypeNumber, `double(i1) / n1`: standard.TypeNumber, `b1`: standard.TypeBoolean,
		`i1 < n1`: standard.TypeBoolean, `t1 in params.causes`: standard.TypeBoolean, `t1 in ["a", "b"]`: standard.TypeBoolean,
		`addDays(d1, 3)`: standard.TypeDate, `daysBetween(d1, as_of)`: standard.TypeInteger, `year(d1)`: standard.TypeInteger,
		`known(t1) ? t1 : "x"`: standard.TypeText, `d1 >= date("2020-02-29")`: standard.TypeBoolean, `date(t1)`: standard.TypeDate, `date(t1) > d1`: standard.TypeBoolean, `size(t1)`: standard.TypeInteger,
	} {
		e, err := Parse(source, scope())
		if err != nil {
			t.Errorf("%s: %v", source, err)
		} else if e.Type != want {
			t.Errorf("%s has type %s, want %s", source, e.Type, want)
		}
	}
}

// TestRefused: what is not typed, not translatable or not total is refused when it is
// read, with the place where it stands.
func TestRefused(t *testing.T) {
	for source, why := range map[string]string{
		``: "empty", `t3 == "a"`: "undeclared", `params.limti > 1`: "undeclared", `t1 > 1`: "no matching overload", `t1 == null`: "null",
		`t1.matches("a+")`: "cannot be used", `date("2020-02-30") > d1`: "no day", `d1 - d2 > duration("1h")`: "daysBetween",
		`[1, 2]`: "no column can hold", `i1 % 2 == 0`: "cannot be used", `i1 in [1, i2]`: "written-out", `t1 in ["a", 1]`: "type", `{"a": 1}.a == 1`: "cannot be used|only columns",
		`params.causes == ["a"]`: "only columns", `size(params.causes) > 1`: "texts only", `[t1].exists(x, x == "a")`: "undeclared",
		"t1 == \"\\x00\"": "NUL", `t1 == 'a`: "Syntax error", `getFullYear(d1) == 1`: "no matching overload", `d1.getFullYear() == 2020`: "cannot be used", `params.causes`: "no column can hold",
	} {
		e, err := Parse(source, scope())
		if err == nil {
			t.Errorf("%s was accepted as %s", source, e.Type)
			continue
		}
		ok := false
		for w := range strings.SplitSeq(why, "|") {
			ok = ok || strings.Contains(err.Error(), w)
		}
		if !ok {
			t.Errorf("%s: %v, want it to say %q", source, err, why)
		}
	}
	_, err := Parse("t1 == \"a\" &&\n  t9 == \"b\"", scope())
	if err == nil || !strings.HasPrefix(err.Error(), "2:3: ") {
		t.Errorf("the place is missing: %v", err)
	}
}

func TestNames(t *testing.T) {
	e, err := Parse(`t1 in params.causes && (b1 || t1 == "t2") && d1 < as_of`, scope())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(e.Names(), " "); got != "as_of b1 d1 params.causes t1" {
		t.Errorf("got %s", got)
	}
}

// FuzzParse: whatever an author types, reading it ends with an expression or an error,
// and an expression can be translated.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`t1 == "a"`, `i1 + 1 > params.limit`, `!(b1 && known(d1))`, `t1 in ["%s", "%d"]`, `b1 ? n1 : 0.5`, `date("2020-01-01")`, "((((", `"\u0000"`, `-9223372036854775808 == i1`, `1e400 > n1`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 300 {
			t.Skip("long texts only make the parser slow")
		}
		e, err := Parse(source, scope())
		if err != nil {
			return
		}
		if _, err := e.SQL(Binding{Dialect: engine.Trial{}, Param: func(string) any { return int64(1) }, AsOf: time.Unix(0, 0)}); err != nil {
			t.Errorf("%q was accepted, but %v", source, err)
		}
	})
}

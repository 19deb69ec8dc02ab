package spark

import (
	"reflect"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
)

// TestCut: calls of components are found wherever they stand, and only they; what is read
// more than once is shared.
func TestCut(t *testing.T) {
	d := Dialect{}
	inner := d.Components("SELECT 'it''s' AS node", "SELECT a, b FROM `e`")
	outer := d.Components("SELECT node FROM ("+inner+") i", `SELECT 'mingjian_components(''\\' AS a, b FROM `+"`e`")
	var p plan
	p.add([]engine.Part{{Name: "e", SQL: "SELECT * FROM `base`"}, {Name: "once", SQL: "SELECT * FROM `e`"}})
	sql := p.cut("SELECT " + d.Text(`mingjian_components('a', 'b')`) + " AS `mingjian_components(` FROM (" + outer + ") c JOIN `once` o")
	if want := "SELECT " + d.Text(`mingjian_components('a', 'b')`) + " AS `mingjian_components(` FROM (SELECT node, component FROM `components 2`) c JOIN `once` o"; sql != want {
		t.Errorf("got  %s\nwant %s", sql, want)
	}
	want := []part{
		{Name: "e", SQL: "SELECT * FROM `base`", Shared: true},
		{Name: "once", SQL: "SELECT * FROM `e`"},
		{Name: "components 1", Nodes: "SELECT 'it''s' AS node", Edges: "SELECT a, b FROM `e`"},
		{Name: "components 2", Nodes: "SELECT node FROM (SELECT node, component FROM `components 1`) i", Edges: `SELECT 'mingjian_components(''\\' AS a, b FROM ` + "`e`"},
	}
	if got := p.list(sql); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// TestTextIsRead: literal reads what Text wrote.
func TestTextIsRead(t *testing.T) {
	for _, s := range []string{"", "'", `\`, `\'`, `a\\b''c`, "\n", "`", "${x}"} {
		if got, rest := literal(Dialect{}.Text(s) + ", 'x'"); got != s || rest != ", 'x'" {
			t.Errorf("%q came back as %q, followed by %q", s, got, rest)
		}
	}
}

package linkage_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

func library(t testing.TB) standard.Library {
	t.Helper()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func bytesOf(t testing.TB, x interface{ Save(io.Writer) error }) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := x.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// keptTown is the state of the town, and what was found.
func keptTown(t *testing.T, o linkage.Options) ([]byte, *linkage.Answer, func(dataset, record, mention string) linkage.LinkRow) {
	t.Helper()
	o.Keep = true
	a, link := resolved(t, town(t), o)
	return bytesOf(t, a), a, link
}

// later adds rows to a state.
func later(t *testing.T, c linkage.Context, rows map[string][]engine.Row, files ...[]byte) (*linkage.Update, error) {
	t.Helper()
	st, err := linkage.OpenState(c, files...)
	if err != nil {
		t.Fatal(err)
	}
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	return st.Add(t.Context(), e, c, match.AddOptions{})
}

// arrivals are the wife of one marriage in a suit and a payroll, somebody new, a masked
// party, and a firm in four records of which one has its code.
func arrivals(t *testing.T) []map[string][]engine.Row {
	t.Helper()
	party := func(document, name, kind, id string, masked bool) map[string][]engine.Row {
		row := engine.Row{"judgment": document, "n": int64(1), "name": name, "kind": kind, "masked": masked}
		if id != "" {
			row["id_no"] = id
		}
		return map[string][]engine.Row{"judgment": {{"id": document, "area": "浙19"}}, "party": {row}}
	}
	return []map[string][]engine.Row{
		party("n-1", "李秀英", "person", validID(t, liID), false),
		party("n-2", "孙新来", "person", "", false),
		party("n-3", "王某", "person", "", true),
		party("n-4", "澜州清渠建设工程有限公司", "organisation", "", false),
		party("n-5", "澜州清渠建设工程有限公司", "organisation", "", false),
		party("n-6", "李秀英", "person", validID(t, liID), false),
		party("n-7", "澜州清渠建设工程有限公司", "organisation", creditCode(t, "91331901MA2H12345"), false),
		party("n-8", "澜州清渠建设工程有限公司", "organisation", "", false),
	}
}

// TestLater adds records one after another, and compares what comes of it with a run over all.
func TestLater(t *testing.T) {
	rows := town(t)
	rows["party"] = append(rows["party"], engine.Row{"judgment": "o-1", "n": int64(1), "name": "澜州市旧名单位有限公司", "kind": "organisation"})
	rows["judgment"] = append(rows["judgment"], engine.Row{"id": "o-1", "area": "浙19"})
	a, _ := resolved(t, rows, linkage.Options{Keep: true})
	files := [][]byte{bytesOf(t, a)}
	c := linkage.Context{Library: library(t)}
	table := map[string][]engine.Row{"link": asRows(a), "entity": entityRows(a)}
	for i, fresh := range arrivals(t) {
		u, err := later(t, c, fresh, files...)
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		if len(u.Links) != 1 {
			t.Fatalf("%d: %+v", i, u.Links)
		}
		files = append(files, bytesOf(t, u))
		table = mergedTables(t, u, table)
		for name, list := range fresh {
			rows[name] = append(rows[name], list...)
		}
	}
	whole, link := resolved(t, rows, linkage.Options{})
	once, steps, how := map[linkage.Mention]string{}, map[linkage.Mention]string{}, map[linkage.Mention]string{}
	for _, l := range whole.Links {
		once[l.Mention] = l.Entity
	}
	for _, r := range table["link"] {
		m := linkage.Mention{Dataset: r["dataset"].(string), Record: r["record"].(string), Mention: r["mention"].(string)}
		steps[m], how[m] = r["entity"].(string), r["how"].(string)
	}
	if len(steps) != len(once) {
		t.Errorf("%d mentions in steps, %d at once", len(steps), len(once))
	}
	of := func(record string) linkage.Mention {
		return linkage.Mention{Dataset: "party", Record: record + "#1", Mention: "party"}
	}
	wife := linkage.Mention{Dataset: "marriage", Record: "r-1", Mention: "wife"}
	for _, tc := range []struct {
		a, b     linkage.Mention
		together bool
	}{
		{of("n-1"), wife, true}, {of("n-6"), wife, true}, {of("n-4"), of("n-5"), true}, {of("n-4"), of("n-7"), true}, {of("n-4"), of("n-8"), true}, {of("n-3"), of("d-4"), false}, {of("n-2"), wife, false}, {of("n-4"), of("o-1"), false},
	} {
		if (steps[tc.a] == steps[tc.b]) != tc.together || (once[tc.a] == once[tc.b]) != tc.together {
			t.Errorf("%s and %s: in steps %t, at once %t", tc.a.Record, tc.b.Record, steps[tc.a] == steps[tc.b], once[tc.a] == once[tc.b])
		}
	}
	if how[wife] != "identifier" || how[of("n-1")] != "identifier" || how[of("n-4")] != "words" || how[of("n-5")] != "words" || how[of("n-2")] != "alone" {
		t.Errorf("how: %s %s %s %s %s", how[wife], how[of("n-1")], how[of("n-4")], how[of("n-5")], how[of("n-2")])
	}
	entities := map[string]engine.Row{}
	for _, r := range table["entity"] {
		entities[r["id"].(string)] = r
	}
	if len(entities) != len(whole.Entities) {
		t.Errorf("%d entities in steps, %d at once", len(entities), len(whole.Entities))
	}
	at := slices.IndexFunc(whole.Entities, func(e linkage.EntityRow) bool { return e.ID == link("party", "n-1#1", "party").Entity })
	if e, want := entities[steps[wife]], whole.Entities[at]; e["mentions"] != want.Mentions || e["datasets"] != want.Datasets || e["id_no"] != want.IDNo || e["name"] != want.Name {
		t.Errorf("the wife is %v, at once %+v", e, want)
	}
}

// asRows gives links as an engine has them.
func asRows(a *linkage.Answer) (rows []engine.Row) {
	for values := range a.LinkRows() {
		rows = append(rows, named([]string{"dataset", "record", "mention", "entity", "probability", "how", "via_dataset", "via_record", "via_mention", "bits", "weights"}, values))
	}
	return rows
}

func entityRows(a *linkage.Answer) (rows []engine.Row) {
	for values := range a.EntityRows() {
		rows = append(rows, named([]string{"id", "kind", "name", "id_no", "born_on", "born_from", "sex", "mentions", "datasets", "least"}, values))
	}
	return rows
}

func named(columns []string, values []any) engine.Row {
	row := engine.Row{}
	for i, c := range columns {
		row[c] = values[i]
	}
	return row
}

// mergedTables are the tables as an update leaves them.
func mergedTables(t *testing.T, u *linkage.Update, before map[string][]engine.Row) map[string][]engine.Row {
	t.Helper()
	lib := library(t)
	e, err := duck.Open(t.Context(), duck.Options{Rows: before})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	after := map[string][]engine.Row{}
	for values, err := range u.LinkRows(t.Context(), e, lib["link"]) {
		if err != nil {
			t.Fatal(err)
		}
		after["link"] = append(after["link"], named(columnsOf(lib["link"]), values))
	}
	for values, err := range u.EntityRows(t.Context(), e, lib["entity"]) {
		if err != nil {
			t.Fatal(err)
		}
		after["entity"] = append(after["entity"], named(columnsOf(lib["entity"]), values))
	}
	key := func(r engine.Row) string { return fmt.Sprint(r["dataset"], "\x1f", r["record"], "\x1f", r["mention"]) }
	if !slices.IsSortedFunc(after["link"], func(a, b engine.Row) int { return cmp2(key(a), key(b)) }) {
		t.Error("the links are out of order")
	}
	return after
}

func cmp2(a, b string) int { return bytes.Compare([]byte(a), []byte(b)) }

func columnsOf(s standard.Standard) (names []string) {
	for _, f := range s.Fields {
		names = append(names, f.Name)
	}
	return names
}

// TestOpenState: a state is gone on with only where nothing but records has changed, and it
// is said why not.
func TestOpenState(t *testing.T) {
	one := linkage.Decision{Left: linkage.Mention{Dataset: "party", Record: "d-2#1", Mention: "party"},
		Right: linkage.Mention{Dataset: "party", Record: "d-1#1", Mention: "party"}, Verdict: match.Different}
	file, _, _ := keptTown(t, linkage.Options{Decisions: []linkage.Decision{one}})
	lib := library(t)
	other := maps.Clone(lib)
	marriage := other["marriage"]
	marriage.Mentions = marriage.Mentions[:1]
	other["marriage"] = marriage
	for _, tc := range []struct {
		name  string
		c     linkage.Context
		files [][]byte
		kind  fault.Kind
	}{
		{"decisions", linkage.Context{Library: lib}, [][]byte{file}, fault.Conflict},
		{"standards", linkage.Context{Library: other, Decisions: []linkage.Decision{one}}, [][]byte{file}, fault.Conflict},
		{"damage", linkage.Context{Library: lib, Decisions: []linkage.Decision{one}}, [][]byte{file[:len(file)/2]}, fault.Invalid},
		{"the first twice", linkage.Context{Library: lib, Decisions: []linkage.Decision{one}}, [][]byte{file, file}, fault.Invalid},
		{"no file", linkage.Context{Library: lib}, nil, fault.Invalid},
	} {
		_, err := linkage.OpenState(tc.c, tc.files...)
		if _, says := fault.Split(err); !fault.Is(err, tc.kind) || says.ZH == "" {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	st, err := linkage.OpenState(linkage.Context{Library: lib, Decisions: []linkage.Decision{one}}, file)
	if err != nil {
		t.Fatal(err)
	}
	if st.Mentions() != 609 || st.Report().Mentions != 609 {
		t.Errorf("%d mentions", st.Mentions())
	}
}

// TestOutgrown: parameters from few records are not used for many.
func TestOutgrown(t *testing.T) {
	file, _, _ := keptTown(t, linkage.Options{})
	fresh := map[string][]engine.Row{}
	for i := range 150 {
		id := fmt.Sprintf("n-%d", i)
		fresh["judgment"] = append(fresh["judgment"], engine.Row{"id": id, "area": "浙19"})
		fresh["party"] = append(fresh["party"], engine.Row{"judgment": id, "n": int64(1), "kind": "person", "name": fmt.Sprintf("周%c%c", rune('一'+i), rune('丁'+i)),
			"born_on": time.Date(1970, 1, i, 0, 0, 0, 0, time.UTC)})
	}
	c := linkage.Context{Library: library(t)}
	if _, err := later(t, c, fresh, file); !fault.Is(err, fault.Conflict) {
		t.Errorf("a quarter more: %v", err)
	}
	fresh["party"] = fresh["party"][:50]
	if _, err := later(t, c, fresh, file); err != nil {
		t.Errorf("a twelfth more: %v", err)
	}
	if _, err := later(t, c, map[string][]engine.Row{"party": {{"judgment": "x", "n": int64(1), "kind": "organisation", "name": "首次出现的单位"}}}, file); !fault.Is(err, fault.Conflict) {
		t.Errorf("the first organisation: %v", err)
	}
}

// TestKeptTwice: the same records give the same state.
func TestKeptTwice(t *testing.T) {
	a, _, _ := keptTown(t, linkage.Options{})
	b, _, _ := keptTown(t, linkage.Options{})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error("two runs keep different states")
	}
}

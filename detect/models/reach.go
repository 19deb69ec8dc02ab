package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// A Reach tells who is connected with whom, in how many steps and by what: kin of kin, a
// firm of a shareholder's spouse. It adds to each row of From for which there is a way
//
//	reached   the node at its end, if To is not given
//	distance  steps; 0 where both ends are one node
//	through   the nodes on the way, but for its ends: a/b
//	path      the kinds of its edges: spouse/parent, if Kind is given
//	records   the records of its edges: r-1/r-2, if Record is given
//
// Of several shortest ways, it is the one through the smallest nodes. Rows without a way
// are left out.
type Reach struct {
	From  string `yaml:"from"`
	Start string `yaml:"start"` // column of from: where the way begins
	To    string `yaml:"to"`    // column of from: where it must end; empty: everything within reach
	Edges string `yaml:"edges"` // table with the columns a and b
	Kind  string `yaml:"kind"`  // column of edges: what kind of edge, a text
	// Record is the column of edges that names the record.
	Record string `yaml:"record"`
	// Oneway: edges lead from a to b only. To tell parent from child, list each edge in both
	// directions, each with its own kind.
	Oneway bool  `yaml:"oneway"`
	Within Value `yaml:"within"` // steps, 1 to 4
	// Most is how many neighbours a node has at most for a way to lead through it or on from
	// it. A larger one (a bank, a court's agent) is reached, and what is beyond is left out
	// and reported; a single step to To is always found.
	Most Value `yaml:"most"`
}

// mostSteps is how far ways are followed.
const mostSteps = 4

func (r *Reach) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), r.From)
	edges, also := b.from(at.of("edges"), r.Edges)
	if !ok || !also {
		return "", nil, false
	}
	b.reads = []string{in.name} // the edges are read beside the step
	start := b.typed(at.of("start"), in, r.Start, standard.TypeText)
	b.typed(at.of("edges"), edges, "a", standard.TypeText)
	b.typed(at.of("edges"), edges, "b", standard.TypeText)
	if r.To != "" {
		b.typed(at.of("to"), in, r.To, standard.TypeText)
	}
	if r.Kind != "" {
		b.typed(at.of("kind"), edges, r.Kind, standard.TypeText)
	}
	if r.Record != "" {
		b.column(at.of("record"), edges, r.Record)
	}
	x := reaching{b: b, Reach: *r, start: start, within: b.within(at.of("within"), r.Within, 1, mostSteps), most: b.whole(at.of("most"), r.Most, 1)}
	x.neighbours(edges)
	x.starts(in)
	answer := x.answer(x.levels())
	return x.beside(at, in, answer)
}

// A reaching writes the stages of a reach step.
type reaching struct {
	b *builder
	Reach
	start        Column
	within, most int
	ways, asked  string // stages
}

// columns are those of a stage with ways of k steps.
func (x *reaching) columns(k int) []Column {
	columns := []Column{{"s", x.start.Type}}
	for i := 1; i <= k; i++ {
		for _, letter := range []string{"n", "k", "e"} {
			columns = append(columns, Column{fmt.Sprint(letter, i), standard.TypeText})
		}
	}
	return columns
}

// neighbours lists each edge once in each direction that it can be gone, and how many
// neighbours the node has that it leaves.
func (x *reaching) neighbours(edges table) {
	b, text := x.b, x.b.target.Dialect.Type(standard.TypeText)
	kind, record := "''", "''"
	if x.Kind != "" {
		kind = b.quote(x.Kind)
	}
	if x.Record != "" {
		record = "CAST(" + b.quote(x.Record) + " AS " + text + ")"
	}
	list := fmt.Sprintf("SELECT a, b, coalesce(%s, '') AS kind, coalesce(%s, '') AS rec FROM %s WHERE a <> b", kind, record, b.quote(edges.name))
	if !x.Oneway {
		list += " UNION ALL " + strings.Replace(list, "SELECT a, b,", "SELECT b, a,", 1)
	}
	x.ways = b.side("ways", "SELECT a, b, kind, rec, count(*) OVER (PARTITION BY a) AS degree FROM (SELECT a, b, kind, rec, row_number() OVER (PARTITION BY a, b ORDER BY kind, rec) AS place FROM (\n"+
		list+"\n) e) f WHERE place = 1",
		[]Column{{"a", x.start.Type}, {"b", x.start.Type}, {"kind", standard.TypeText}, {"rec", standard.TypeText}, {"degree", standard.TypeInteger}}, edges.name)
}

// starts lists what is asked: pairs, or single nodes. Where only the first of a pair has
// too many neighbours, the way is looked for from the other end.
func (x *reaching) starts(in table) {
	b := x.b
	from := fmt.Sprintf("SELECT DISTINCT %s AS s FROM %s WHERE %[1]s IS NOT NULL", b.quote(x.Start), b.quote(in.name))
	columns := []Column{{"s", x.start.Type}}
	if x.To != "" {
		from = fmt.Sprintf("SELECT DISTINCT %s AS s, %s AS t FROM %s WHERE %[1]s IS NOT NULL AND %[2]s IS NOT NULL", b.quote(x.Start), b.quote(x.To), b.quote(in.name))
		columns = append(columns, Column{"t", x.start.Type}, Column{"turned", standard.TypeBoolean})
		hubs := fmt.Sprintf("(SELECT DISTINCT a FROM %s WHERE degree > %d)", b.quote(x.ways), x.most)
		turned := "hs.a IS NOT NULL AND ht.a IS NULL"
		if x.Oneway {
			turned = "false"
		}
		from = "SELECT CASE WHEN turned THEN t ELSE s END AS s, CASE WHEN turned THEN s ELSE t END AS t, turned FROM (SELECT p.s, p.t, " + turned + " AS turned FROM (" + from +
			") p LEFT JOIN " + hubs + " hs ON hs.a = p.s LEFT JOIN " + hubs + " ht ON ht.a = p.t) q"
	}
	x.asked = b.side("asked", from, columns, in.name, x.ways)
}

// levels adds a stage for each number of steps, with one way to each node that is not
// reached in fewer, and reports the nodes that are not gone through.
func (x *reaching) levels() (levels []string) {
	b, last := x.b, x.within
	if x.To != "" {
		last-- // the last step is looked up, not gone
	}
	reached := []string{"SELECT DISTINCT s AS node FROM " + b.quote(x.asked)}
	for k := 1; k <= last; k++ {
		kept, from, end, reads := []string{"p.s"}, "(SELECT DISTINCT s FROM "+b.quote(x.asked)+")", "p.s", []string{x.asked, x.ways}
		var order []string
		seen := []string{"w.b <> p.s"}
		for i := 1; i < k; i++ {
			kept = append(kept, fmt.Sprintf("p.n%[1]d, p.k%[1]d, p.e%[1]d", i))
			order = append(order, fmt.Sprintf("p.n%d", i))
			seen = append(seen, fmt.Sprintf("NOT EXISTS (SELECT 1 FROM %s v WHERE v.s = p.s AND v.n%d = w.b)", b.quote(levels[i-1]), i))
			from, end = b.quote(levels[k-2]), fmt.Sprintf("p.n%d", k-1)
		}
		reads = append(reads, levels...)
		query := fmt.Sprintf(`SELECT %[1]s, w.b AS n%[2]d, w.kind AS k%[2]d, w.rec AS e%[2]d, row_number() OVER (PARTITION BY p.s, w.b ORDER BY %[3]s) AS place
FROM %[4]s p JOIN %[5]s w ON w.a = %[6]s WHERE w.degree <= %[7]d AND %[8]s`, strings.Join(kept, ", "), k, strings.Join(append(order, "p.s"), ", "), from, b.quote(x.ways), end, x.most, strings.Join(seen, " AND "))
		levels = append(levels, b.side(fmt.Sprintf("steps of %d", k), "SELECT * FROM (\n"+query+"\n) l WHERE place = 1", x.columns(k), reads...))
		if k < x.within {
			reached = append(reached, fmt.Sprintf("SELECT DISTINCT n%d FROM %s", k, b.quote(levels[k-1])))
		}
	}
	if x.within == 1 && x.To != "" {
		reached = []string{"SELECT s AS node FROM " + b.quote(x.asked) + " WHERE false"} // single steps are all found
	}
	b.cut("reach", fmt.Sprintf("SELECT w.a AS node, count(*) AS left_out FROM %s w WHERE w.degree > %d AND w.a IN (%s) GROUP BY w.a", b.quote(x.ways), x.most, strings.Join(reached, " UNION ALL ")),
		x.start.Type, append([]string{x.asked, x.ways}, levels...)...)
	return levels
}

// answer adds the stage with one shortest way for each thing that is asked.
func (x *reaching) answer(levels []string) string {
	b := x.b
	columns := []Column{{"s", x.start.Type}, {"t", x.start.Type}, {"distance", standard.TypeInteger}, {"through", standard.TypeText}, {"path", standard.TypeText}, {"records", standard.TypeText}}
	var queries []string
	if x.To == "" {
		for i, level := range levels {
			k := i + 1
			queries = append(queries, fmt.Sprintf("SELECT s, n%d AS t, %s FROM %s", k, named(x.told(k, column, false)), b.quote(level)))
		}
		return b.side("found", strings.Join(queries, "\nUNION ALL\n"), columns, levels...)
	}
	queries = append(queries, "SELECT s, t, turned, '' AS sought, "+named(x.told(0, column, false))+" FROM "+b.quote(x.asked)+" WHERE s = t")
	for k := 1; k <= x.within; k++ {
		queries = append(queries, x.pairs(k, levels))
	}
	ranked := "SELECT *, row_number() OVER (PARTITION BY s, t, turned ORDER BY distance, sought, path, records) AS place FROM (\n" + strings.Join(queries, "\nUNION ALL\n") + "\n) u"
	return b.side("found", "SELECT CASE WHEN turned THEN t ELSE s END AS s, CASE WHEN turned THEN s ELSE t END AS t, distance, through, path, records FROM ("+ranked+") r WHERE place = 1",
		columns, append([]string{x.asked, x.ways}, levels...)...)
}

// pairs is the query of the pairs that are k steps from one another: the last step is
// looked up by both its ends.
func (x *reaching) pairs(k int, levels []string) string {
	from, end, guard := x.b.quote(x.asked)+" a", "a.s", ""
	if k > 1 {
		from += fmt.Sprintf(" JOIN %s p ON p.s = a.s", x.b.quote(levels[k-2]))
		end, guard = fmt.Sprintf("p.n%d", k-1), fmt.Sprintf(" AND w.degree <= %d", x.most)
	}
	step := func(letter string, i int) string {
		if i == k {
			return map[string]string{"k": "w.kind", "e": "w.rec"}[letter]
		}
		return "p." + column(letter, i)
	}
	told, back := x.told(k, step, false), x.told(k, step, true)
	sought := told[1]
	for i := range told {
		told[i] = "CASE WHEN a.turned THEN " + back[i] + " ELSE " + told[i] + " END"
	}
	return fmt.Sprintf("SELECT a.s, a.t, a.turned, %s AS sought, %s FROM %s JOIN %s w ON w.a = %s AND w.b = a.t%s", sought, named(told), from, x.b.quote(x.ways), end, guard)
}

// column is the column of step i of a way: n its node, k its kind, e its record.
func column(letter string, i int) string { return fmt.Sprint(letter, i) }

// told writes distance, nodes, kinds and records of a way of k steps, from its end if it
// was looked for from there.
func (x *reaching) told(k int, step func(letter string, i int) string, turned bool) [4]string {
	d := x.b.target.Dialect
	list := func(letter string, n int) string {
		var parts []string
		for i := range n {
			parts = append(parts, step(letter, i+1))
		}
		if turned {
			slices.Reverse(parts)
		}
		if len(parts) == 0 {
			return "''"
		}
		return strings.Join(parts, " || "+d.Text("/")+" || ")
	}
	return [4]string{fmt.Sprintf("CAST(%d AS %s)", k, d.Type(standard.TypeInteger)), list("n", k-1), list("k", k), list("e", k)}
}

func named(values [4]string) string {
	return values[0] + " AS distance, " + values[1] + " AS through, " + values[2] + " AS path, " + values[3] + " AS records"
}

// beside puts the ways beside the rows of in.
func (x *reaching) beside(at place, in table, found string) (string, []Column, bool) {
	b := x.b
	out := table{name: "reach", columns: append([]Column{}, in.columns...)}
	selects, on := []string{b.list("i.", in.names())}, "f.s = i."+b.quote(x.Start)
	add := func(name, column string, typ standard.Type) {
		b.fresh(at, out, name)
		out.columns = append(out.columns, Column{name, typ})
		selects = append(selects, "f."+column+" AS "+b.quote(name))
	}
	if x.To == "" {
		add("reached", "t", x.start.Type)
	} else {
		on += " AND f.t = i." + b.quote(x.To)
	}
	add("distance", "distance", standard.TypeInteger)
	add("through", "through", standard.TypeText)
	if x.Kind != "" {
		add("path", "path", standard.TypeText)
	}
	if x.Record != "" {
		add("records", "records", standard.TypeText)
	}
	return "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(in.name) + " i JOIN " + b.quote(found) + " f ON " + on, out.columns, true
}

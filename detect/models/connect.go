package models

import (
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/data/standard"
)

// A Connect gives each row the group that it is connected with, directly or by others.
type Connect struct {
	From  string `yaml:"from"`
	ID    string `yaml:"id"`
	Edges string `yaml:"edges"` // table with the columns a and b
	As    string `yaml:"as"`    // name of the new column
	// Most is how many neighbours a node has at most to connect them; the edges of a larger
	// one are left out and reported. Empty: all edges count.
	Most Value `yaml:"most"`
	// Size is how many nodes a group has at most. Those of a larger one stand alone, each in
	// its own group, and are reported. Empty: groups of any size.
	Size Value `yaml:"size"`
}

// A Community gives each row the group within which nodes are connected more closely than
// with others: each node takes, round by round, the label that most of its neighbours
// (and itself) have, by weight, of equal ones the smallest. At first each has its own. It
// parts what Connect holds together by a single edge. Nodes without edges stand alone.
type Community struct {
	From   string `yaml:"from"`
	ID     string `yaml:"id"`
	Edges  string `yaml:"edges"`  // table with the columns a and b
	Weight string `yaml:"weight"` // column of edges with a whole number; empty: each pair counts 1
	As     string `yaml:"as"`     // name of the new column
	Rounds Value  `yaml:"rounds"` // 1 to 12
	Most   Value  `yaml:"most"`   // as in Connect; needed here
}

// mostRounds is how often labels are passed on.
const mostRounds = 12

// a network is the edges that a connect or community step follows: a stage with the columns
// a and b; if there is a limit, with weight besides, and each pair once in both directions.
type network struct {
	id      Column
	edges   string
	hubs    string // stage: node and left_out, empty without a limit
	columns []Column
}

// network adds the stages of the edges; most 0 is no limit.
func (b *builder) network(at place, from, id, edges, weight string, most int) (in table, n network, ok bool) {
	in, ok = b.from(at.of("from"), from)
	e, also := b.from(at.of("edges"), edges)
	if !ok || !also {
		return in, n, false
	}
	b.reads = []string{in.name} // the edges are read beside the step
	n.id, _ = b.column(at.of("id"), in, id)
	for _, name := range []string{"a", "b"} {
		if c, found := b.column(at.of("edges"), e, name); found && c.Type != n.id.Type {
			b.faults.add(at.of("edges"), "列“%s”的类型须为 %s", "column %q must have type %s", name, n.id.Type)
		}
	}
	if most == 0 {
		b.reads, n.edges = append(b.reads, e.name), e.name
		return in, n, true
	}
	sum, whole := "CAST(1 AS ", b.target.Dialect.Type(standard.TypeInteger)+")"
	if weight != "" {
		b.typed(at.of("weight"), e, weight, standard.TypeInteger)
		sum = "CAST(sum(" + b.quote(weight) + ") AS "
	}
	n.columns = []Column{{"a", n.id.Type}, {"b", n.id.Type}, {"weight", standard.TypeInteger}}
	way := "SELECT %s AS a, %s AS b" + map[bool]string{true: ", " + b.quote(weight)}[weight != ""] + " FROM " + b.quote(e.name) + " WHERE a <> b"
	n.edges = b.side("edges", "SELECT a, b, "+sum+whole+" AS weight FROM ("+fmt.Sprintf(way, "a", "b")+" UNION ALL "+fmt.Sprintf(way, "b", "a")+") w GROUP BY a, b", n.columns, e.name)
	n.hubs = b.side("hubs", fmt.Sprintf("SELECT a AS node, count(*) AS left_out FROM %s GROUP BY a HAVING count(*) > %d", b.quote(n.edges), most),
		[]Column{{"node", n.id.Type}, {"left_out", standard.TypeInteger}}, n.edges)
	hub := func(end string) string {
		return "NOT EXISTS (SELECT 1 FROM " + b.quote(n.hubs) + " h WHERE h.node = e." + end + ")"
	}
	n.edges = b.side("edges followed", "SELECT a, b, weight FROM "+b.quote(n.edges)+" e WHERE "+hub("a")+" AND "+hub("b"), n.columns, n.edges, n.hubs)
	return in, n, true
}

func (c *Connect) build(b *builder, at place) (string, []Column, bool) {
	most, size := 0, 0
	if c.Most != "" {
		most = b.whole(at.of("most"), c.Most, 1)
	}
	if c.Size != "" {
		size = b.whole(at.of("size"), c.Size, 1)
	}
	in, n, ok := b.network(at, c.From, c.ID, c.Edges, "", most)
	if !ok {
		return "", nil, false
	}
	b.fresh(at.of("as"), in, c.As)
	columns := []Column{{"node", n.id.Type}, {"component", n.id.Type}}
	groups := b.side("groups", b.target.Dialect.Components("SELECT DISTINCT "+b.quote(c.ID)+" AS node FROM "+b.quote(in.name)+" WHERE "+b.quote(c.ID)+" IS NOT NULL",
		"SELECT a, b FROM "+b.quote(n.edges)), columns, in.name, n.edges)
	component := "g.component"
	var cut []string
	reads := []string{}
	if most > 0 {
		cut, reads = append(cut, "SELECT node, left_out FROM "+b.quote(n.hubs)), append(reads, n.hubs)
	}
	if size > 0 {
		groups = b.side("groups counted", "SELECT node, component, count(*) OVER (PARTITION BY component) AS nodes FROM "+b.quote(groups), append(columns, Column{"nodes", standard.TypeInteger}), groups)
		component = fmt.Sprintf("CASE WHEN g.nodes > %d THEN g.node ELSE g.component END", size)
		cut, reads = append(cut, fmt.Sprintf("SELECT node, nodes AS left_out FROM %s WHERE nodes > %d", b.quote(groups), size)), append(reads, groups)
	}
	b.cutEach("connect", cut, n.id.Type, reads...)
	return "SELECT " + b.list("t.", in.names()) + ", " + component + " AS " + b.quote(c.As) + " FROM " + b.quote(in.name) + " t JOIN " + b.quote(groups) + " g ON g.node = t." + b.quote(c.ID),
		append(slices.Clone(in.columns), Column{c.As, n.id.Type}), true
}

// cutEach adds the stage that says what the step at hand leaves out for several reasons.
func (b *builder) cutEach(operator string, queries []string, node standard.Type, reads ...string) {
	switch len(queries) {
	case 0:
	case 1:
		b.cut(operator, queries[0], node, reads...)
	default:
		b.cut(operator, "SELECT node, CAST(sum(left_out) AS "+b.target.Dialect.Type(standard.TypeInteger)+") AS left_out FROM ("+unionAll(queries)+") c GROUP BY node", node, reads...)
	}
}

func (c *Community) build(b *builder, at place) (string, []Column, bool) {
	rounds, most := b.within(at.of("rounds"), c.Rounds, 1, mostRounds), b.whole(at.of("most"), c.Most, 1)
	in, n, ok := b.network(at, c.From, c.ID, c.Edges, c.Weight, most)
	if !ok {
		return "", nil, false
	}
	b.fresh(at.of("as"), in, c.As)
	b.cut("community", "SELECT node, left_out FROM "+b.quote(n.hubs), n.id.Type, n.hubs)
	columns := []Column{{"node", n.id.Type}, {"label", n.id.Type}}
	label := b.side("labels 0", "SELECT DISTINCT a AS node, a AS label FROM "+b.quote(n.edges), columns, n.edges)
	for i := range rounds {
		votes := fmt.Sprintf("SELECT e.a AS node, l.label, e.weight FROM %[1]s e JOIN %[2]s l ON l.node = e.b UNION ALL SELECT node, label, 1 FROM %[2]s", b.quote(n.edges), b.quote(label))
		label = b.side(fmt.Sprintf("labels %d", i+1), "SELECT node, label FROM (SELECT node, label, row_number() OVER (PARTITION BY node ORDER BY votes DESC, label) AS place FROM (SELECT node, label, sum(weight) AS votes FROM (\n"+
			votes+"\n) v GROUP BY node, label) s) r WHERE place = 1", columns, n.edges, label)
	}
	b.reads = append(b.reads, label)
	return "SELECT " + b.list("t.", in.names()) + ", coalesce(l.label, t." + b.quote(c.ID) + ") AS " + b.quote(c.As) + " FROM " + b.quote(in.name) + " t LEFT JOIN " + b.quote(label) + " l ON l.node = t." + b.quote(c.ID) +
		" WHERE t." + b.quote(c.ID) + " IS NOT NULL", append(slices.Clone(in.columns), Column{c.As, n.id.Type}), true
}

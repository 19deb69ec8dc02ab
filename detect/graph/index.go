package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// An Index is a snapshot prepared to be looked at: every relation stands there twice, beside
// each of its ends and in the order of the ends, so that what surrounds a node is read from
// one place however many relations there are. Making it reads the snapshot once.
type Index struct {
	Snapshot string // its id
	engine   engine.Engine
	lib      standard.Library
	linked   bool // mingjian link has run: the tables link and entity say who is who
}

// KindOfNode is what a node is.
type KindOfNode string

// The kinds of nodes.
const (
	Person       KindOfNode = "person"
	Organisation KindOfNode = "organisation"
	Agent        KindOfNode = "agent"
	Case         KindOfNode = "case"
)

// Kinds returns every kind of relation of an index in the order in which people look at them:
// the suits first, then who acts for whom, money, family, offices, and what is only shared.
func Kinds() []string {
	return []string{"party", "agent", "acts_for", "transfer", "spouse", "parent", "sibling", "household", "guardian", "legal_rep", "officer",
		"shareholder", "employer", "guarantor", "creditor", "same_agent", "same_address", "same_phone", "other"}
}

// Direct returns the kinds that are drawn unless others are asked for: all but those that
// follow from others. Who shares an agent acts through the same one, and an agent has a part
// in the cases of whom they act for.
func Direct() []string {
	return slices.DeleteFunc(Kinds(), func(k string) bool { return k == "same_agent" || k == "agent" })
}

// Prepare makes the index of what e has. It needs the tables that linkage.Link defines for
// party, agent and bank_transfer.
func Prepare(ctx context.Context, e engine.Engine, snapshot string) (*Index, error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	x := &Index{Snapshot: snapshot, engine: e, lib: lib, linked: engine.Holds(e, "link") && engine.Holds(e, "entity")}
	for _, t := range []struct{ name, query string }{{"network_one", x.relations()}, {"network_relation", x.twice()}, {"network_node", x.nodes()}} {
		if err := e.Define(ctx, t.name, t.query); err != nil {
			return nil, fmt.Errorf("prepare the network: %w", err)
		}
	}
	return x, nil
}

const relationColumns = "kind, a, b, role, since, until, amount, dataset, record, records"

// relations selects every relation once. What a court document tells is dated by its suit:
// from the filing, or else the decision, to the decision.
func (x *Index) relations() string {
	d := x.engine.Dialect()
	day, word, number := d.Type(standard.TypeDate), d.Type(standard.TypeText), d.Type(standard.TypeNumber)
	in := func(table, kind, role, from, to, join string) string {
		return fmt.Sprintf(`SELECT %[1]s AS kind, %[2]s AS a, %[3]s AS b, min(coalesce(%[4]s, '')) AS role, min(coalesce(j.filed_on, j.decided_on)) AS since, max(j.decided_on) AS until, 0 AS amount,
	%[5]s AS dataset, min(t.judgment || '#' || CAST(t.n AS %[6]s)) AS record, count(*) AS records FROM %[7]s t %[8]sLEFT JOIN judgment j ON j.id = t.judgment GROUP BY %[2]s, %[3]s`,
			d.Text(kind), from, to, role, d.Text(table), word, table, join)
	}
	parts := []string{
		"SELECT kind, from_entity AS a, to_entity AS b, '' AS role, since, until, 0 AS amount, dataset, record, records FROM tie WHERE kind <> 'transfer'",
		"SELECT 'transfer', payer_entity, payee_entity, '', min(made_on), max(made_on), sum(amount), 'bank_transfer', min(record_id), count(*) FROM bank_transfer GROUP BY payer_entity, payee_entity",
		in("party", "party", "t.role", "t.entity", "t.judgment", ""),
		in("agent", "agent", "t.kind", "t.entity", "t.judgment", ""),
		in("agent", "acts_for", "t.kind", "t.entity", "p.entity", "JOIN party p ON p.judgment = t.judgment AND p.n = t.party_n "),
	}
	return "SELECT kind, a, b, role, CAST(since AS " + day + ") AS since, CAST(until AS " + day + ") AS until, CAST(amount AS " + number +
		") AS amount, dataset, record, records FROM (\n" + strings.Join(parts, "\nUNION ALL\n") + "\n) r WHERE a <> b AND a <> '' AND b <> ''"
}

// twice puts each relation beside both of its ends.
func (x *Index) twice() string {
	return "SELECT node, other, " + relationColumns + " FROM (SELECT a AS node, b AS other, " + relationColumns + " FROM network_one UNION ALL SELECT b, a, " + relationColumns +
		" FROM network_one) r ORDER BY node, kind, other"
}

// nodes selects every node with what it is called.
func (x *Index) nodes() string {
	d := x.engine.Dialect()
	whole, number := d.Type(standard.TypeInteger), d.Type(standard.TypeNumber)
	kind := "CASE WHEN id LIKE 'a-%' THEN 'agent' WHEN id LIKE 'o-%' THEN 'organisation' ELSE 'person' END"
	entities := "SELECT id, min(name) AS name, count(*) AS mentions, 1 AS least FROM (SELECT entity AS id, name FROM party UNION ALL SELECT entity, name FROM agent) m GROUP BY id"
	if x.linked {
		entities = "SELECT id, name, mentions, least FROM entity UNION ALL SELECT m.id, m.name, m.mentions, m.least FROM (" + entities + ") m LEFT JOIN entity e ON e.id = m.id WHERE e.id IS NULL"
	}
	return "SELECT id, kind, name, detail, decided, CAST(mentions AS " + whole + ") AS mentions, CAST(least AS " + number + ") AS least FROM (SELECT id, " + kind +
		" AS kind, coalesce(name, '') AS name, '' AS detail, CAST(NULL AS " + d.Type(standard.TypeDate) + ") AS decided, mentions, least FROM (" + entities + ") e\nUNION ALL\n" +
		"SELECT id, 'case', coalesce(case_no, ''), coalesce(court, '') || ' ' || coalesce(cause, ''), decided_on, 1, 1 FROM judgment) n ORDER BY id"
}

// Edges returns the relations of nodes, so that an index is a Source.
func (x *Index) Edges(ctx context.Context, nodes []string, perKind int) ([]Edge, []Count, error) {
	return x.of(ctx, nodes, nil, perKind)
}

var _ Source = (*Index)(nil)

// of returns the relations of nodes that are of kinds (nil is all), at most perKind of each.
func (x *Index) of(ctx context.Context, nodes, kinds []string, perKind int) ([]Edge, []Count, error) {
	if len(nodes) == 0 {
		return nil, nil, nil
	}
	query := fmt.Sprintf(`SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY node, kind) AS total,
	row_number() OVER (PARTITION BY node, kind ORDER BY other, record, dataset, role) AS place
FROM network_relation WHERE node IN (%s)%s) r WHERE place <= %d ORDER BY node, kind, place`, x.texts(nodes), x.only(kinds), perKind)
	var edges []Edge
	var counts []Count
	for row, err := range x.engine.Query(ctx, query) {
		if err != nil {
			return nil, nil, fmt.Errorf("read the relations of %d nodes: %w", len(nodes), err)
		}
		c := Count{Node: text(row["node"]), Kind: text(row["kind"]), Of: whole(row["total"])}
		if k := len(counts); k == 0 || counts[k-1].Node != c.Node || counts[k-1].Kind != c.Kind {
			counts = append(counts, c)
		}
		counts[len(counts)-1].Shown++
		edges = append(edges, edge(row))
	}
	return unique(edges), sorted(counts), nil
}

// among returns every relation of kinds between two of nodes.
func (x *Index) among(ctx context.Context, nodes, kinds []string) ([]Edge, error) {
	if len(nodes) < 2 {
		return nil, nil
	}
	list := x.texts(nodes)
	var edges []Edge
	for row, err := range x.engine.Query(ctx, "SELECT * FROM network_relation WHERE node IN ("+list+") AND other IN ("+list+") AND node = a"+x.only(kinds)) {
		if err != nil {
			return nil, fmt.Errorf("read the relations among %d nodes: %w", len(nodes), err)
		}
		edges = append(edges, edge(row))
	}
	return unique(edges), nil
}

// tally counts the relations of nodes by kind.
func (x *Index) tally(ctx context.Context, nodes []string) (counts []Count, err error) {
	if len(nodes) == 0 {
		return nil, nil
	}
	for row, err := range x.engine.Query(ctx, "SELECT node, kind, count(*) AS total FROM network_relation WHERE node IN ("+x.texts(nodes)+") GROUP BY node, kind ORDER BY node, kind") {
		if err != nil {
			return nil, fmt.Errorf("count the relations of %d nodes: %w", len(nodes), err)
		}
		counts = append(counts, Count{Node: text(row["node"]), Kind: text(row["kind"]), Of: whole(row["total"])})
	}
	return counts, nil
}

// within counts the nodes at most steps from start, the neighbours of opened and shown.
func (x *Index) within(ctx context.Context, q Question, shown []string) (int, error) {
	with, last := []string{"s0 AS (SELECT id AS n FROM network_node WHERE id IN (" + x.texts(q.Start) + "))"}, "s0"
	for k := 1; k <= q.Steps; k++ {
		next := fmt.Sprintf("s%d", k)
		with = append(with, next+" AS (SELECT n FROM "+last+" UNION SELECT other FROM network_relation WHERE node IN (SELECT n FROM "+last+")"+x.only(q.Kinds)+")")
		last = next
	}
	all := "SELECT n FROM " + last
	if len(q.Opened) > 0 {
		all += " UNION SELECT other FROM network_relation WHERE node IN (" + x.texts(q.Opened) + ")"
	}
	if len(shown) > 0 {
		all += " UNION SELECT id FROM network_node WHERE id IN (" + x.texts(shown) + ")"
	}
	row, err := engine.One(ctx, x.engine, "WITH "+strings.Join(with, ", ")+" SELECT count(*) AS total FROM ("+all+") x")
	if err != nil {
		return 0, fmt.Errorf("count the network: %w", err)
	}
	return whole(row["total"]), nil
}

// A Named is a node with what it is called.
type Named struct {
	ID       string     `json:"id" doc:"Id of the entity or court document."`
	Kind     KindOfNode `json:"kind" enum:"person,organisation,agent,case" doc:"What it is."`
	Name     string     `json:"name" doc:"What it is called; of a case its number."`
	Detail   string     `json:"detail,omitempty" doc:"Of a case: court and cause."`
	Decided  string     `json:"decided,omitempty" doc:"Of a case: day of the decision, ISO; empty if unknown."`
	Mentions int        `json:"mentions" doc:"How many records name it."`
	Least    float64    `json:"least" doc:"Smallest probability that one of its mentions is this entity."`
}

// Named returns those of nodes that the snapshot knows, sorted.
func (x *Index) Named(ctx context.Context, nodes []string) ([]Named, error) {
	if len(nodes) == 0 {
		return nil, nil
	}
	return x.named(ctx, "id IN ("+x.texts(nodes)+") ORDER BY id")
}

// Find returns people, organisations and agents whose name contains part, those that are
// called exactly so first and then those that most records name.
func (x *Index) Find(ctx context.Context, part string, most int) ([]Named, error) {
	d := x.engine.Dialect()
	return x.named(ctx, fmt.Sprintf("kind <> 'case' AND %s ORDER BY CASE WHEN name = %s THEN 0 ELSE 1 END, mentions DESC, id LIMIT %d",
		d.Call(engine.Contains, "name", d.Text(part)), d.Text(part), most))
}

func (x *Index) named(ctx context.Context, where string) (found []Named, err error) {
	for row, err := range x.engine.Query(ctx, "SELECT * FROM network_node WHERE "+where) {
		if err != nil {
			return nil, fmt.Errorf("read names of nodes: %w", err)
		}
		least, _ := row["least"].(float64)
		found = append(found, Named{ID: text(row["id"]), Kind: KindOfNode(text(row["kind"])), Name: text(row["name"]), Detail: strings.TrimSpace(text(row["detail"])),
			Decided: date(row["decided"]), Mentions: whole(row["mentions"]), Least: least})
	}
	return found, nil
}

// legs returns the transfers between two of nodes, at most most of them.
func (x *Index) legs(ctx context.Context, nodes []string, most int) (legs []Leg, whole bool, err error) {
	list := x.texts(nodes)
	query := fmt.Sprintf(`SELECT record_id, payer_entity, payee_entity, made_on, amount FROM bank_transfer WHERE payer_entity IN (%s) AND payee_entity IN (%s)
	AND made_on IS NOT NULL AND amount IS NOT NULL ORDER BY made_on, record_id LIMIT %d`, list, list, most+1)
	for row, err := range x.engine.Query(ctx, query) {
		if err != nil {
			return nil, false, fmt.Errorf("read transfers among %d nodes: %w", len(nodes), err)
		}
		amount, _ := row["amount"].(float64)
		legs = append(legs, Leg{ID: text(row["record_id"]), From: text(row["payer_entity"]), To: text(row["payee_entity"]), Day: daysOf(row["made_on"]), Amount: amount})
	}
	if len(legs) > most {
		return legs[:most], false, nil
	}
	return legs, true, nil
}

func (x *Index) texts(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = x.engine.Dialect().Text(s)
	}
	return strings.Join(quoted, ", ")
}

// only is the condition that a relation is of kinds; nil is any.
func (x *Index) only(kinds []string) string {
	if len(kinds) == 0 {
		return ""
	}
	return " AND kind IN (" + x.texts(kinds) + ")"
}

func edge(row engine.Row) Edge {
	amount, _ := row["amount"].(float64)
	return Edge{From: text(row["a"]), To: text(row["b"]), Kind: text(row["kind"]), Role: text(row["role"]), Since: date(row["since"]), Until: date(row["until"]),
		Amount: amount, Dataset: text(row["dataset"]), Record: text(row["record"]), Records: whole(row["records"])}
}

func whole(v any) int {
	n, _ := v.(int64)
	return int(n)
}

package graph

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
)

// A Snapshot tells the edges of entities and cases as the tables of an engine have them:
// ties, transfers, and who is party or agent in which case. It needs the tables that
// linkage.Link defines.
type Snapshot struct{ Engine engine.Engine }

var _ Source = Snapshot{}

// Edges returns the edges of nodes. Only they are read, so that a snapshot of any size can
// be looked at.
func (s Snapshot) Edges(ctx context.Context, nodes []string, perKind int) ([]Edge, []Count, error) {
	if len(nodes) == 0 {
		return nil, nil, nil
	}
	var edges []Edge
	var counts []Count
	for row, err := range s.Engine.Query(ctx, s.query(nodes, perKind)) {
		if err != nil {
			return nil, nil, fmt.Errorf("read the relations of %d nodes: %w", len(nodes), err)
		}
		total, _ := row["total"].(int64)
		c := Count{Node: text(row["node"]), Kind: text(row["kind"]), Of: int(total)}
		if k := len(counts); k == 0 || counts[k-1].Node != c.Node || counts[k-1].Kind != c.Kind {
			counts = append(counts, c)
		}
		counts[len(counts)-1].Shown++
		records, _ := row["records"].(int64)
		amount, _ := row["amount"].(float64)
		edges = append(edges, Edge{From: text(row["a"]), To: text(row["b"]), Kind: c.Kind, Role: text(row["role"]), Since: date(row["since"]), Until: date(row["until"]),
			Amount: amount, Dataset: text(row["dataset"]), Record: text(row["record"]), Records: int(records)})
	}
	return unique(edges), sorted(counts), nil
}

// query lists the edges of nodes, each beside the node that it is of, at most perKind of
// each kind, with how many there are.
func (s Snapshot) query(nodes []string, perKind int) string {
	d := s.Engine.Dialect()
	quoted := make([]string, len(nodes))
	for i, n := range nodes {
		quoted[i] = d.Text(n)
	}
	in := " IN (" + strings.Join(quoted, ", ") + ")"
	relations := []string{
		"SELECT kind, from_entity AS a, to_entity AS b, '' AS role, since, until, 0 AS amount, dataset, record, records FROM tie WHERE kind <> 'transfer' AND (from_entity" + in + " OR to_entity" + in + ")",
		"SELECT 'transfer', payer_entity, payee_entity, '', min(made_on), max(made_on), sum(amount), 'bank_transfer', min(record_id), count(*) FROM bank_transfer WHERE payer_entity" + in +
			" OR payee_entity" + in + " GROUP BY payer_entity, payee_entity",
		s.members("party", "role", in),
		s.members("agent", "kind", in),
	}
	list := "kind, a, b, role, since, until, amount, dataset, record, records"
	return "WITH " + d.With("relation", "SELECT kind, a, b, role, since, until, CAST(amount AS "+d.Type("number")+") AS amount, dataset, record, records FROM (\n"+strings.Join(relations, "\nUNION ALL\n")+"\n) r WHERE a <> b", true) +
		fmt.Sprintf(`
SELECT node, total, %[1]s FROM (SELECT *, count(*) OVER (PARTITION BY node, kind) AS total,
	row_number() OVER (PARTITION BY node, kind ORDER BY other, a, b, record, dataset, role, since, until, amount, records) AS place
FROM (SELECT a AS node, b AS other, %[1]s FROM relation WHERE a%[2]s UNION ALL SELECT b, a, %[1]s FROM relation WHERE b%[2]s) e) t
WHERE place <= %[3]d ORDER BY node, kind, place`, list, in, perKind)
}

// members lists who has a part in which case.
func (s Snapshot) members(table, role, in string) string {
	d := s.Engine.Dialect()
	day, text := d.Type("date"), d.Type("text")
	return fmt.Sprintf("SELECT '%[1]s', entity, judgment, coalesce(%[2]s, ''), CAST(NULL AS %[3]s), CAST(NULL AS %[3]s), 0, '%[1]s', judgment || '#' || CAST(n AS %[4]s), 1 FROM %[1]s WHERE entity%[5]s OR judgment%[5]s",
		table, role, day, text, in)
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func date(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return ""
}

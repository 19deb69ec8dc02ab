package duck

import (
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Dialect is the SQL of DuckDB.
type Dialect struct{}

var _ engine.Dialect = Dialect{}

// Name returns s in double quotes.
func (Dialect) Name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// Text returns s in single quotes; DuckDB gives a backslash no meaning there.
func (Dialect) Text(s string) string { return `'` + strings.ReplaceAll(s, `'`, `''`) + `'` }

// Type returns DuckDB's name of t.
func (Dialect) Type(t standard.Type) string {
	switch t {
	case standard.TypeInteger:
		return "BIGINT"
	case standard.TypeNumber:
		return "DOUBLE"
	case standard.TypeBoolean:
		return "BOOLEAN"
	case standard.TypeDate:
		return "DATE"
	default:
		return "VARCHAR"
	}
}

// Call returns the call of f.
func (Dialect) Call(f engine.Function, args ...string) string {
	list := strings.Join(args, ", ")
	switch f {
	case engine.StartsWith:
		return "starts_with(" + list + ")"
	case engine.EndsWith:
		return "ends_with(" + list + ")"
	case engine.Contains:
		return "contains(" + list + ")"
	case engine.ContainsAny:
		return "regexp_matches(" + list + ")"
	case engine.Length:
		return "length(" + list + ")"
	case engine.Plain:
		return engine.Plainly(args[0], func(x, pattern, with string) string {
			return "regexp_replace(" + x + ", " + Dialect{}.Text(pattern) + ", " + Dialect{}.Text(strings.ReplaceAll(with, "$", `\`)) + ", 'g')"
		}, Dialect{}.Text)
	case engine.DaysBetween:
		return "date_diff('day', " + list + ")"
	case engine.AddDays:
		return "(" + args[0] + " + CAST(" + args[1] + " AS INTEGER))"
	case engine.DivideWhole:
		return "(" + args[0] + " // " + args[1] + ")"
	case engine.Fingerprint:
		return "sha256(" + list + ")"
	case engine.CountDistinct:
		return "count(DISTINCT " + args[0] + ") OVER (" + args[1] + ")"
	case engine.JoinDistinct:
		return "string_agg(DISTINCT " + args[0] + ", " + args[1] + " ORDER BY " + args[0] + ")"
	default:
		panic("duck: unknown function " + string(f))
	}
}

// With returns a member of a WITH list.
func (d Dialect) With(name, query string, shared bool) string {
	if shared {
		return d.Name(name) + " AS MATERIALIZED (\n" + query + "\n)"
	}
	return d.Name(name) + " AS (\n" + query + "\n)"
}

// Components gathers what is connected round by round: each node hangs on the smallest of
// its neighbours, and the edges between those are followed on. Texts that are alike are
// alike each with each, so little is left after that, along which the smallest label is
// spread. USING KEY keeps one label a node, so a group of n documents costs n rows and not
// n². The names inside contain a space, so that no table of a model can be meant.
func (Dialect) Components(nodes, edges string) string {
	var s strings.Builder
	s.WriteString(`WITH RECURSIVE "component nodes" AS MATERIALIZED (` + nodes + `),
"component edges" AS MATERIALIZED (` + edges + `),
"component known" AS MATERIALIZED (SELECT a, b FROM "component edges"
	WHERE a <> b AND a IN (SELECT node FROM "component nodes") AND b IN (SELECT node FROM "component nodes")),
"component ways 0" AS MATERIALIZED (SELECT a, b FROM "component known" UNION ALL SELECT b, a FROM "component known")`)
	found, joins := "", ""
	for i := range gatherings {
		fmt.Fprintf(&s, `,
"component up %[1]d" AS MATERIALIZED (SELECT a AS node, least(a, min(b)) AS up FROM "component ways %[1]d" GROUP BY a),
"component half %[1]d" AS MATERIALIZED (SELECT DISTINCT u.up AS a, w.b FROM "component ways %[1]d" w JOIN "component up %[1]d" u ON u.node = w.a),
"component ways %[2]d" AS MATERIALIZED (SELECT DISTINCT w.a, u.up AS b FROM "component half %[1]d" w JOIN "component up %[1]d" u ON u.node = w.b WHERE w.a <> u.up)`, i, i+1)
		at := "n.node"
		if i > 0 {
			at = fmt.Sprintf("u%d.up", i-1)
		}
		joins += fmt.Sprintf("\nLEFT JOIN \"component up %[1]d\" u%[1]d ON u%[1]d.node = %[2]s", i, at)
		found = fmt.Sprintf("u%d.up, ", i) + found
	}
	fmt.Fprintf(&s, `,
"component spread"(node, component) USING KEY (node) AS (
	SELECT DISTINCT a, a FROM "component ways %[1]d"
	UNION
	(SELECT w.b, min(s.component)
	FROM "component spread" s JOIN "component ways %[1]d" w ON w.a = s.node JOIN recurring."component spread" r ON r.node = w.b
	WHERE s.component < r.component
	GROUP BY w.b)
)
SELECT n.node, coalesce(s.component, %[2]sn.node) AS component FROM "component nodes" n%[3]s
LEFT JOIN "component spread" s ON s.node = u%[4]d.up`, gatherings, found, joins, gatherings-1)
	return s.String()
}

// gatherings is how often nodes hang on their smallest neighbour before labels are spread.
const gatherings = 2

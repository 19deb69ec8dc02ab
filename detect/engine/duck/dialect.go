package duck

import (
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

// Components spreads the smallest label along the edges. USING KEY keeps one label a
// node, so a group of n documents costs n rows and not n². The names inside contain a
// space, so that no table of a model can be meant.
func (Dialect) Components(nodes, edges string) string {
	return `WITH RECURSIVE "component nodes" AS MATERIALIZED (` + nodes + `),
"component edges" AS MATERIALIZED (` + edges + `),
"component ways" AS MATERIALIZED (SELECT a, b FROM "component edges" UNION SELECT b, a FROM "component edges"),
"component spread"(node, component) USING KEY (node) AS (
	SELECT node, node FROM "component nodes"
	UNION
	(SELECT w.b, min(s.component)
	FROM "component spread" s JOIN "component ways" w ON w.a = s.node JOIN recurring."component spread" r ON r.node = w.b
	WHERE s.component < r.component
	GROUP BY w.b)
)
SELECT node, component FROM "component spread"`
}

package spark

import (
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Dialect is the SQL of Spark with ANSI mode on, as it is since Spark 4.
type Dialect struct{}

var _ engine.Dialect = Dialect{}

// Name returns s in backquotes.
func (Dialect) Name(s string) string { return "`" + strings.ReplaceAll(s, "`", "``") + "`" }

// Text returns s in single quotes; Spark gives a backslash its usual meaning there.
func (Dialect) Text(s string) string {
	return `'` + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + `'`
}

// Type returns Spark's name of t.
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
		return "STRING"
	}
}

// Call returns the call of f.
func (Dialect) Call(f engine.Function, args ...string) string {
	list := strings.Join(args, ", ")
	switch f {
	case engine.StartsWith:
		return "startswith(" + list + ")"
	case engine.EndsWith:
		return "endswith(" + list + ")"
	case engine.Contains:
		return "contains(" + list + ")"
	case engine.ContainsAny:
		return "regexp_like(" + list + ")"
	case engine.Length:
		return "CAST(length(" + list + ") AS BIGINT)"
	case engine.Plain:
		return engine.Plainly(args[0], func(x, pattern, with string) string {
			return "regexp_replace(" + x + ", " + Dialect{}.Text(pattern) + ", " + Dialect{}.Text(with) + ")"
		}, Dialect{}.Text)
	case engine.DaysBetween:
		return "CAST(datediff(" + args[1] + ", " + args[0] + ") AS BIGINT)"
	case engine.AddDays:
		return "date_add(" + args[0] + ", CAST(" + args[1] + " AS INT))"
	case engine.DivideWhole:
		return "(" + args[0] + " div " + args[1] + ")"
	case engine.Fingerprint:
		return "sha2(" + list + ", 256)"
	case engine.CountDistinct: // Spark counts no distinct values over a window
		return "CAST(size(collect_set(" + args[0] + ") OVER (" + args[1] + ")) AS BIGINT)"
	case engine.JoinDistinct:
		return "CASE WHEN count(" + args[0] + ") > 0 THEN array_join(array_sort(collect_set(" + args[0] + ")), " + args[1] + ") END"
	default:
		panic("spark: unknown function " + string(f))
	}
}

// With returns a member of a WITH list.
func (d Dialect) With(name, query string, _ bool) string {
	return d.Name(name) + " AS (\n" + query + "\n)"
}

// Components is no SQL of Spark, whose recursive queries keep every row that they ever
// made: the engine finds the call in a query and has it worked out before (see cut).
func (d Dialect) Components(nodes, edges string) string {
	return "SELECT node, component FROM " + componentsCall + d.Text(nodes) + ", " + d.Text(edges) + ")"
}

// Package engine is the contract between the models and whatever answers their
// queries. DuckDB, inside the program, is one such engine; a model says nothing about
// which one it runs on. What engines spell differently is in Dialect and nowhere else.
package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
)

// A Row is one row of an answer by column name. Values are nil, string, int64,
// float64, bool or time.Time (a date, at midnight UTC); every engine converts its own
// types to these.
type Row map[string]any

// An Engine answers queries over one snapshot. Every engine must pass enginetest.Run.
type Engine interface {
	// Query yields rows in the order the SQL asks for. The caller may stop early. A
	// failed query yields one error and nothing after it.
	Query(ctx context.Context, sql string, args ...any) iter.Seq2[Row, error]
	// Define works out query once and keeps its rows as table name for later
	// queries. A table of that name defined before is replaced; a table of the
	// snapshot is never touched.
	Define(ctx context.Context, name, query string) error
	// Dialect returns how this engine wants its SQL spelled.
	Dialect() Dialect
	// Close frees what the engine holds. Queries after it fail.
	Close() error
}

// A Part is a named query which later parts, and the query they all serve, may read.
type Part struct {
	Name   string
	SQL    string
	Shared bool // more than one other reads it, so that it is worth working out once
}

// A Stager is an engine that works out the parts of a query one after the other, because
// one statement of them all is too much for it.
type Stager interface {
	// QueryParts is Query of a statement that may read parts.
	QueryParts(ctx context.Context, parts []Part, sql string) iter.Seq2[Row, error]
}

// QueryParts yields the rows of a query over parts, in the way that suits the engine.
func QueryParts(ctx context.Context, e Engine, parts []Part, sql string) iter.Seq2[Row, error] {
	if s, ok := e.(Stager); ok {
		return s.QueryParts(ctx, parts, sql)
	}
	return e.Query(ctx, Statement(e.Dialect(), parts, sql))
}

// Abreast is how many queries at a time an engine answers sooner than one after the other:
// one that works on a single query, or does not say, wants the next when it is done.
func Abreast(e Engine) int {
	if a, ok := e.(interface{ Abreast() int }); ok {
		return max(1, a.Abreast())
	}
	return 1
}

// Keep tells an engine that many queries will read these data sets, so that it may hold
// them at hand. Their rows stay what they are.
func Keep(ctx context.Context, e Engine, names ...string) error {
	k, ok := e.(interface {
		Keep(ctx context.Context, name string) error
	})
	if !ok {
		return nil
	}
	for _, name := range names {
		if err := k.Keep(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// Statement writes a query and its parts as one statement.
func Statement(d Dialect, parts []Part, sql string) string {
	if len(parts) == 0 {
		return sql
	}
	members := make([]string, len(parts))
	for i, p := range parts {
		members[i] = d.With(p.Name, p.SQL, p.Shared)
	}
	return "WITH " + strings.Join(members, ",\n") + "\n" + sql
}

// A Dialect is how an engine spells the few things that SQL engines spell differently.
// Everything else that this program sends to an engine must be SQL that all of them read.
type Dialect interface {
	// Name returns an identifier, quoted so that nothing in it can act as SQL.
	Name(s string) string
	// Text returns a text literal that means exactly s.
	Text(s string) string
	// Type returns the name of the type that holds values of t.
	Type(t standard.Type) string
	// Call returns the call of f on args, which are SQL. How many there must be
	// stands beside each Function.
	Call(f Function, args ...string) string
	// With returns one member of a WITH list; shared says that more than one later
	// member reads it, so that it is worth working out once.
	With(name, query string, shared bool) string
	// Components returns a query with the columns node and component: for each node
	// of the query nodes (column node) the smallest node that the query edges
	// (columns a and b, without direction) connects it with. Both read tables and
	// parts of the query (QueryParts), and no member of a WITH list beside them.
	Components(nodes, edges string) string
}

// A Function is something that engines spell differently.
type Function string

// The functions, with their arguments.
const (
	StartsWith    Function = "starts with"    // (text, prefix)
	EndsWith      Function = "ends with"      // (text, suffix)
	Contains      Function = "contains"       // (text, part)
	ContainsAny   Function = "contains any"   // (text, characters as a class: [a-z某])
	Length        Function = "length"         // (text), in characters
	Plain         Function = "plain"          // (text): see Plainly
	DaysBetween   Function = "days between"   // (from, to), negative if to is earlier
	AddDays       Function = "add days"       // (date, days)
	DivideWhole   Function = "divide whole"   // (whole number, whole number other than 0), cut toward 0
	Fingerprint   Function = "fingerprint"    // (text): SHA-256 in lower-case hex
	CountDistinct Function = "count distinct" // (value, window) over a window
	JoinDistinct  Function = "join distinct"  // (text, separator): aggregate, sorted
)

// Columns says which columns an input table has, for engines and models alike: those
// of its standard, in order.
func Columns(s standard.Standard) []string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return names
}

// AsRead is the name under which the rows of s are found as they were delivered: the
// name of the standard or, where some of its fields are derived, another one, because
// only whoever derives them may define the table under its own name.
func AsRead(s standard.Standard) string {
	for _, f := range s.Fields {
		if f.Derived != "" {
			return s.Name + "_as_read"
		}
	}
	return s.Name
}

// One returns the only row of query. Any other number of rows is an error.
func One(ctx context.Context, e Engine, query string, args ...any) (Row, error) {
	var found []Row
	for row, err := range e.Query(ctx, query, args...) {
		if err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("query gave %d rows, want 1", len(found))
	}
	return found[0], nil
}

// Standards returns the standards whose tables e has: those it was opened with, if it tells
// them, or else those of the program.
func Standards(e Engine) (standard.Library, error) {
	if known, ok := e.(interface{ Standards() standard.Library }); ok {
		return known.Standards(), nil
	}
	return standard.Load()
}

// Holds reports whether e has records of a data set as they were delivered. An engine that
// cannot tell without looking may have some of any.
func Holds(e Engine, name string) bool {
	teller, tells := e.(interface{ Holds(name string) bool })
	return !tells || teller.Holds(name)
}

// Unknown is how Texts writes a value that is unknown.
const Unknown = "\x01"

// Texts yields some columns of all rows of a table, each value written as text (dates as
// 2026-01-31, unknown ones as Unknown), in the way that is quickest for the engine. The
// slices are used again for the next row.
func Texts(ctx context.Context, e Engine, name string, columns []string) iter.Seq2[[]string, error] {
	type reader interface {
		Texts(ctx context.Context, name string, columns []string) iter.Seq2[[]string, error]
	}
	if r, ok := e.(reader); ok {
		return r.Texts(ctx, name, columns)
	}
	return EachText(ctx, e, name, columns)
}

// ErrMarked is the error of Texts where a text has a character in it that an engine marks its
// ends with: EachText can read it.
var ErrMarked = errors.New("a text has a control character in it")

// EachText is Texts value by value.
func EachText(ctx context.Context, e Engine, name string, columns []string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		values := make([]string, len(columns))
		for row, err := range e.Query(ctx, "SELECT * FROM "+e.Dialect().Name(name)) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i, c := range columns {
				values[i] = Text(row[c])
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}

// Text is a value as Texts writes it.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return Unknown
	case string:
		return v
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// Plainly returns SQL for a name as it is compared with others: small letters and figures without
// blanks, brackets and punctuation, numbers in figures, and what tells a section of works written
// one way. 云川县 安置小区（二期）第十一标段工程 is 云川县安置小区2期11标. An engine says how it replaces a
// pattern (in which $1 is its first group) and writes a text.
func Plainly(name string, replace func(text, pattern, with string) string, text func(string) string) string {
	const digits = "[一二三四五六七八九]"
	x := replace("lower("+name+")", `[^\p{L}\p{N}]`, "")
	for _, step := range [][2]string{
		{"(" + digits + ")十(" + digits + ")", "$1$2"}, {"(" + digits + ")十", "$10"}, {"十(" + digits + ")", "1$1"}, {"十", "10"},
		{"(^|[^a-z])iii([标期])", "$13$2"}, {"(^|[^a-z])ii([标期])", "$12$2"}, {"(^|[^a-z])i([标期])", "$11$2"},
	} {
		x = replace(x, step[0], step[1])
	}
	x = "translate(" + x + ", " + text("一二三四五六七八九零〇０１２３４５６７８９ⅰⅱⅲⅳⅴⅵⅶⅷⅸ") + ", " + text("12345678900"+"0123456789"+"123456789") + ")"
	for _, step := range [][2]string{{"第([0-9]+)", "$1"}, {"标段?([0-9]+)$", "$1标"}, {"标段", "标"}, {"(工程|项目|施工)+$", ""}} {
		x = replace(x, step[0], step[1])
	}
	return x
}

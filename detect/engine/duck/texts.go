package duck

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/mingjian/mingjian/detect/engine"
)

// What rows and their fields end with while Texts reads them.
const (
	endOfRow   = "\x1e"
	endOfField = "\x1f"
)

// Texts is for engine.Texts. Many rows come in one long text, which costs a tenth of reading
// them value by value.
func (e *Engine) Texts(ctx context.Context, name string, columns []string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		if err := e.ready(ctx, name); err != nil {
			yield(nil, err)
			return
		}
		fields := make([]string, len(columns))
		for i, c := range columns {
			fields[i] = "coalesce(CAST(" + Dialect{}.Name(c) + " AS VARCHAR), '" + engine.Unknown + "')"
		}
		query := fmt.Sprintf("SELECT string_agg(%s, '%s') FROM (SELECT *, row_number() OVER () // 50000 AS part FROM %s) GROUP BY part",
			strings.Join(fields, " || '"+endOfField+"' || "), endOfRow, Dialect{}.Name(name))
		rows, err := e.db.QueryContext(ctx, query)
		if err != nil {
			yield(nil, redact("read "+name, err))
			return
		}
		defer rows.Close()
		values := make([]string, len(columns))
		for rows.Next() {
			var all string
			if err := rows.Scan(&all); err != nil {
				yield(nil, redact("read "+name, err))
				return
			}
			for row := range strings.SplitSeq(all, endOfRow) {
				if !split(row, values) {
					yield(nil, fmt.Errorf("read %s: %w", name, engine.ErrMarked))
					return
				}
				if !yield(values, nil) {
					return
				}
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, redact("read "+name, err))
		}
	}
}

// split puts the fields of a row into values, and reports whether there are as many.
func split(row string, values []string) bool {
	for i := range values {
		field, rest, more := strings.Cut(row, endOfField)
		if more != (i < len(values)-1) {
			return false
		}
		values[i], row = field, rest
	}
	return true
}

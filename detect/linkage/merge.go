package linkage

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// The functions of this file give the rows of a table of linkage as an update leaves them: e
// has the tables as they were. The old rows pass through one by one, those of candidates
// excepted, of which there are few.

// LinkRows yields the rows of the table link.
func (u *Update) LinkRows(ctx context.Context, e engine.Engine, s standard.Standard) iter.Seq2[[]any, error] {
	fresh := slices.Collect(first((&Answer{Links: u.Links}).LinkRows()))
	return merged(old(ctx, e, s, "dataset, record, mention", func(row engine.Row) bool {
		m := Mention{textOf(row, "dataset"), textOf(row, "record"), textOf(row, "mention")}
		if now, joined := u.Alone[m]; joined && row["how"] == "alone" {
			row["how"], row["probability"], row["weights"] = now.How, now.Probability, now.Weights
			row["via_dataset"], row["via_record"], row["via_mention"] = now.Via.Dataset, now.Via.Record, now.Via.Mention
			if now.Weights != "" {
				row["bits"] = now.Bits
			}
		}
		u.rename(row, "entity")
		return true
	}), fresh, func(a, b []any) int {
		return cmp.Or(compared(a[0], b[0]), compared(a[1], b[1]), compared(a[2], b[2]))
	})
}

// EntityRows yields the rows of the table entity.
func (u *Update) EntityRows(ctx context.Context, e engine.Engine, s standard.Standard) iter.Seq2[[]any, error] {
	changed := make(map[string]bool, len(u.Entities))
	for _, r := range u.Entities {
		changed[r.ID] = true
	}
	fresh := slices.Collect(first((&Answer{Entities: u.Entities}).EntityRows()))
	return merged(old(ctx, e, s, "id", func(row engine.Row) bool {
		id := textOf(row, "id")
		_, lost := u.Renamed[id]
		return !lost && !changed[id]
	}), fresh, func(a, b []any) int { return compared(a[0], b[0]) })
}

// CandidateRows yields the rows of the table candidate: of each kind the most probable.
func (u *Update) CandidateRows(ctx context.Context, e engine.Engine, s standard.Standard) iter.Seq2[[]any, error] {
	at := func(field string) int {
		return slices.IndexFunc(s.Fields, func(f standard.Field) bool { return f.Name == field })
	}
	kind, probability := at("kind"), at("probability")
	return func(yield func([]any, error) bool) {
		all := slices.Collect(first((&Answer{Candidates: u.Candidates}).CandidateRows()))
		for row, err := range old(ctx, e, s, "kind", func(row engine.Row) bool {
			u.rename(row, "left_entity")
			u.rename(row, "right_entity")
			return row["left_entity"] != row["right_entity"]
		}) {
			if err != nil {
				yield(nil, err)
				return
			}
			all = append(all, row)
		}
		slices.SortStableFunc(all, func(a, b []any) int {
			return cmp.Or(compared(b[probability], a[probability]), compared(a[0], b[0]), compared(a[1], b[1]), compared(a[2], b[2]),
				compared(a[4], b[4]), compared(a[5], b[5]), compared(a[6], b[6]))
		})
		count := map[any]int{}
		for _, row := range all {
			if count[row[kind]]++; count[row[kind]] <= mostCandidates && !yield(row, nil) {
				return
			}
		}
	}
}

// rename puts the name that an entity has now in the place of the one it had.
func (u *Update) rename(row engine.Row, column string) {
	if now, renamed := u.Renamed[textOf(row, column)]; renamed {
		row[column] = now
	}
}

func textOf(row engine.Row, column string) string { s, _ := row[column].(string); return s }

// old yields the rows of a table for which keep is true, with one value for each field of its
// standard, in the order of some columns.
func old(ctx context.Context, e engine.Engine, s standard.Standard, order string, keep func(engine.Row) bool) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		var columns []string
		for _, f := range s.Fields {
			columns = append(columns, e.Dialect().Name(f.Name))
		}
		for row, err := range e.Query(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+s.Name+" ORDER BY "+order) {
			if err != nil {
				yield(nil, fmt.Errorf("read the earlier %s: %w", s.Name, err))
				return
			}
			if !keep(row) {
				continue
			}
			values := make([]any, len(s.Fields))
			for i, f := range s.Fields {
				values[i] = row[f.Name]
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}

// merged yields the rows of two ordered lists in one order.
func merged(a iter.Seq2[[]any, error], b [][]any, compare func(a, b []any) int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range a {
			if err != nil {
				yield(nil, err)
				return
			}
			for len(b) > 0 && compare(b[0], row) < 0 {
				if !yield(b[0], nil) {
					return
				}
				b = b[1:]
			}
			if !yield(row, nil) {
				return
			}
		}
		for _, row := range b {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// first yields the rows of a sequence that cannot fail.
func first(rows iter.Seq2[[]any, error]) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for row, err := range rows {
			if err != nil || !yield(row) {
				return
			}
		}
	}
}

// compared orders two values of one column, texts or numbers; whatever else has no order.
func compared(a, b any) int {
	switch a := a.(type) {
	case string:
		b, _ := b.(string)
		return strings.Compare(a, b)
	case float64:
		b, _ := b.(float64)
		return cmp.Compare(a, b)
	}
	return 0
}

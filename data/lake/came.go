package lake

import (
	"context"
	"fmt"
	"reflect"
	"slices"
)

// Came returns the rows of the documents that s has more than an earlier snapshot, as Rows does,
// without their texts. ok is false if anything else is different in tables for which wanted is
// true: other records came, or some were corrected or removed.
func (s Snapshot) Came(ctx context.Context, earlier Snapshot, wanted func(table string) bool) (rows map[string][]map[string]any, ok bool, err error) {
	more, ok := s.Since(earlier, wanted)
	if !ok {
		return nil, false, nil
	}
	rows = map[string][]map[string]any{}
	for _, t := range tables() {
		if t.name() == "document" {
			delete(more, t.name())
			continue
		}
		for _, file := range more[t.name()] {
			if rows[t.name()], err = t.read(ctx, file, rows[t.name()]); err != nil {
				return nil, false, fmt.Errorf("read what came to %s: %w", t.name(), err)
			}
		}
		delete(more, t.name())
	}
	return rows, len(more) == 0, nil
}

// read appends the rows of a file by column.
func (t tableOf[T]) read(ctx context.Context, path string, rows []map[string]any) ([]map[string]any, error) {
	err := eachRow(ctx, path, func(part []T) error {
		rows = slices.Grow(rows, len(part))
		for _, row := range part {
			rows = append(rows, cellsOf(reflect.ValueOf(row)))
		}
		return nil
	})
	return rows, err
}

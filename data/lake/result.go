package lake

import (
	"context"
	"fmt"
	"iter"
	"path"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A ResultTable is a table that the program worked out from the records of a snapshot.
type ResultTable struct {
	Standard standard.Standard // of kind standard.Result
	// Rows yields the rows, always in the same order for the same records: one value for
	// each field of the standard, nil, string, int64, float64, bool or time.Time (a day).
	Rows iter.Seq2[[]any, error]
}

// PutResults puts tables in the place of those of their names, in a new snapshot that
// follows base and is current at once. Where every table is as it was, base stays. The error
// is fault.Conflict if base is not current any more: what was worked out is out of date.
func (l *Lake) PutResults(ctx context.Context, base Snapshot, at time.Time, tables ...ResultTable) (Snapshot, error) {
	unlock, err := l.lock()
	if err != nil {
		return Snapshot{}, fmt.Errorf("put results: %w", explain(err))
	}
	defer unlock()
	s, err := l.putResults(ctx, base, at, tables)
	if err != nil {
		_ = l.clearTmp() // what stays is cleared by the next import
		return Snapshot{}, fmt.Errorf("put results: %w", explain(err))
	}
	return s, l.clearTmp()
}

func (l *Lake) putResults(ctx context.Context, base Snapshot, at time.Time, tables []ResultTable) (Snapshot, error) {
	if err := l.mend(ctx); err != nil {
		return Snapshot{}, err
	}
	current, err := l.head()
	if err != nil {
		return Snapshot{}, err
	}
	if current != base.ID {
		return Snapshot{}, fault.Conflictf("计算期间有新的数据导入，结果已过时；请重新运行。", "Records were imported meanwhile, so the result is out of date; run it again.")
	}
	m := base.next(at)
	var moves []move
	for _, t := range tables {
		f, err := l.writeResult(ctx, t)
		if err != nil {
			return Snapshot{}, fmt.Errorf("table %s: %w", t.Standard.Name, err)
		}
		tmp := f.Name
		f.Name = path.Join("data", t.Standard.Name, "w-"+f.SHA256[:20]+".parquet")
		if !slices.Equal(m.Tables[t.Standard.Name], []File{f}) {
			m.Tables[t.Standard.Name] = []File{f}
			moves = append(moves, move{tmp, f.Name})
		}
	}
	if len(moves) == 0 {
		return base, nil
	}
	m.ID = m.id()
	if err := l.commit(m, moves); err != nil {
		return Snapshot{}, err
	}
	return l.Snapshot(m.ID)
}

// writeResult writes a table under a temporary name.
func (l *Lake) writeResult(ctx context.Context, t ResultTable) (File, error) {
	group := parquet.Group{}
	for _, f := range t.Standard.Fields {
		group[f.Name] = nodeOf(t.Standard, f)
	}
	schema := parquet.NewSchema(t.Standard.Name, group)
	tmp := path.Join("tmp", t.Standard.Name+"-result.parquet")
	out, err := l.disk.seal(l.abs(tmp))
	if err != nil {
		return File{}, err
	}
	w := parquet.NewGenericWriter[any](out, append(usualOptions(), schema)...)
	rows, err := writeRows(ctx, w, columnsOf(schema), t)
	if err == nil {
		err = w.Close()
	}
	f, err := out.close(err)
	f.Name, f.Rows = tmp, rows
	return f, err
}

func writeRows(ctx context.Context, w *parquet.GenericWriter[any], column map[string]int, t ResultTable) (n int64, err error) {
	row := make(parquet.Row, len(t.Standard.Fields))
	for values, err := range t.Rows {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return n, err
		}
		if len(values) != len(t.Standard.Fields) {
			return n, fmt.Errorf("a row has %d values for %d fields", len(values), len(t.Standard.Fields))
		}
		for i, f := range t.Standard.Fields {
			v, known := stored(values[i])
			if known && values[i] != "" {
				row[column[f.Name]] = v.Level(0, 1, column[f.Name])
			} else {
				row[column[f.Name]] = parquet.NullValue().Level(0, 0, column[f.Name])
			}
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

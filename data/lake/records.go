package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
)

// A Record is one row of a register, written as cells of a file.
type Record struct {
	ID        string
	Import    string
	SourceRow string
	Values    []string // one for each of the standard's Columns; what could not be read is as it was delivered
}

// Records yields the records of a register, file after file.
func (s Snapshot) Records(ctx context.Context, std standard.Standard) iter.Seq2[Record, error] {
	fields := std.Columns()
	return func(yield func(Record, error) bool) {
		for _, f := range s.Manifest.Tables[std.Name] {
			err := s.yieldRecords(ctx, f, fields, yield)
			if errors.Is(err, errEnough) {
				return
			}
			if err != nil {
				yield(Record{}, fmt.Errorf("read %s: %w", f.Name, err))
				return
			}
		}
	}
}

func (s Snapshot) yieldRecords(ctx context.Context, f File, fields []standard.Field, yield func(Record, error) bool) error {
	p, done, err := openParquet(s.abs(f.Name))
	if err != nil {
		return err
	}
	defer done()
	columns := columnsOf(p.Schema())
	for _, group := range p.RowGroups() {
		err := eachRowOf(ctx, group, func(rows []parquet.Row) error {
			for _, row := range rows {
				if !yield(recordOf(row, columns, fields), nil) {
					return errEnough
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func recordOf(row parquet.Row, columns map[string]int, fields []standard.Field) Record {
	text := func(name string) string { return string(row[columns[name]].ByteArray()) }
	r := Record{ID: text(standard.RecordID), Import: text(standard.ImportID), SourceRow: text(standard.SourceRow), Values: make([]string, len(fields))}
	var raw map[string]string
	if v := row[columns[standard.Raw]]; !v.IsNull() {
		_ = json.Unmarshal(v.ByteArray(), &raw) // written by this program
	}
	for i, f := range fields {
		switch n, ok := columns[f.Name]; {
		case ok && !row[n].IsNull():
			r.Values[i] = textOf(f, row[n])
		case ok:
			r.Values[i] = raw[f.Name]
		}
	}
	return r
}

package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

// A Document is one court document as the lake has it.
type Document struct {
	ID       string
	Text     string
	Source   string          // where it was read from, as the person who imported it named it
	Judgment record.Judgment // without Bands and Passages, which are in tables of their own
}

// Document returns the document with the given id. If the snapshot has none the error is
// fault.NotFound. It reads a few pages of a file for each part, so it takes about a
// millisecond however many documents there are in a part.
func (s Snapshot) Document(ctx context.Context, id string) (Document, error) {
	for _, path := range s.Files("document") {
		if err := ctx.Err(); err != nil {
			return Document{}, err
		}
		r, err := findRow(path, id)
		if err != nil {
			return Document{}, fmt.Errorf("find document %s: %w", id, err)
		}
		if r == nil {
			continue
		}
		d := Document{ID: r.ID, Text: r.Text, Source: r.Source}
		if err := json.Unmarshal([]byte(r.Fields), &d.Judgment); err != nil {
			return Document{}, fmt.Errorf("fields of document %s: %w", id, err)
		}
		return d, nil
	}
	return Document{}, fault.NotFoundf("快照里没有文书 %s。", "The snapshot has no document %s.", id)
}

// findRow returns the row of a document in a file sorted by id, or nil.
func findRow(path, id string) (*documentRow, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p, err := parquet.OpenFile(f, info.Size()) // with the page index, without which a seek reads everything before it
	if err != nil {
		return nil, err
	}
	for _, group := range p.RowGroups() {
		n, err := rowNumber(group, id)
		if err != nil {
			return nil, err
		}
		if n >= 0 {
			return rowAt(group, n)
		}
	}
	return nil, nil
}

// rowNumber returns the number of a document's row in a row group, or -1. The Bloom
// filter settles nearly all groups that do not have it, the page index finds the page.
func rowNumber(group parquet.RowGroup, id string) (int64, error) {
	leaf, ok := group.Schema().Lookup("id")
	if !ok {
		return -1, errors.New("there is no column id")
	}
	chunk, want := group.ColumnChunks()[leaf.ColumnIndex], parquet.ByteArrayValue([]byte(id))
	if filter := chunk.BloomFilter(); filter != nil {
		if may, err := filter.Check(want); err != nil || !may {
			return -1, err
		}
	}
	index, err := chunk.ColumnIndex()
	if err != nil {
		return -1, err
	}
	offsets, err := chunk.OffsetIndex()
	if err != nil {
		return -1, err
	}
	page := parquet.Search(index, want, chunk.Type())
	if page >= index.NumPages() {
		return -1, nil
	}
	first := offsets.FirstRowIndex(page)
	i, err := position(chunk, first, want)
	if i < 0 || err != nil {
		return -1, err
	}
	return first + i, nil
}

// position returns where in the page that starts at row first the value stands, or -1.
func position(chunk parquet.ColumnChunk, first int64, want parquet.Value) (int64, error) {
	pages := chunk.Pages()
	defer pages.Close()
	if err := pages.SeekToRow(first); err != nil {
		return -1, err
	}
	page, err := pages.ReadPage()
	if err != nil {
		return -1, err
	}
	defer parquet.Release(page)
	values := make([]parquet.Value, page.NumValues())
	n, err := page.Values().ReadValues(values)
	if err != nil && !errors.Is(err, io.EOF) {
		return -1, err
	}
	for i, v := range values[:n] {
		if parquet.Equal(v, want) {
			return int64(i), nil
		}
	}
	return -1, nil
}

// rowAt reads one row.
func rowAt(group parquet.RowGroup, n int64) (*documentRow, error) {
	r := parquet.NewGenericRowGroupReader[documentRow](group)
	defer r.Close() //nolint:errcheck // it was only read
	if err := r.SeekToRow(n); err != nil {
		return nil, err
	}
	rows := make([]documentRow, 1)
	if got, err := r.Read(rows); got != 1 {
		return nil, fmt.Errorf("read row %d: %w", n, err)
	}
	return &rows[0], nil
}

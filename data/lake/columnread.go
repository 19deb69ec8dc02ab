package lake

import (
	"context"
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
)

// eachPage hands the values of a column chunk to do: those that are there or, if asked for,
// missing ones too.
func eachPage(ctx context.Context, chunk parquet.ColumnChunk, values []parquet.Value, missing bool, do func(parquet.Value)) error {
	pages := chunk.Pages()
	defer pages.Close()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = eachOf(page, values, missing, do)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
}

func eachOf(page parquet.Page, values []parquet.Value, missing bool, do func(parquet.Value)) error {
	r := page.Values()
	for {
		n, err := r.ReadValues(values)
		for _, v := range values[:n] {
			if missing || !v.IsNull() {
				do(v)
			}
		}
		if errors.Is(err, io.EOF) || n == 0 && err == nil {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

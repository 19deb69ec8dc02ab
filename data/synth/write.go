package synth

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
)

// A Summary says what Write wrote.
type Summary struct {
	Documents  int // papers
	Characters int // of all papers together
	Wrongs     int
	Lookalikes int
}

// Write invents the county of o and writes it to the folder dir, made if need be, as
// agencies deliver: judgments.jsonl, one document a line, and beside it truth.jsonl,
// which no agency has. Each file appears whole or not at all.
func Write(ctx context.Context, o Options, dir string) (Summary, error) {
	c, err := New(o)
	if err != nil {
		return Summary{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Summary{}, fmt.Errorf("make folder of the county: %w", err)
	}
	var sum Summary
	counted := func(yield func(Document) bool) {
		for d := range c.Documents() {
			sum.Documents++
			sum.Characters += len([]rune(d.Text))
			if !yield(d) {
				return
			}
		}
	}
	if err := writeLines(ctx, filepath.Join(dir, "judgments.jsonl"), counted); err != nil {
		return Summary{}, err
	}
	for t := range c.Truth() {
		if t.Kind == Wrong {
			sum.Wrongs++
		} else {
			sum.Lookalikes++
		}
	}
	if err := writeLines(ctx, filepath.Join(dir, "truth.jsonl"), c.Truth()); err != nil {
		return Summary{}, err
	}
	return sum, nil
}

// writeLines writes one JSON object a line.
func writeLines[T any](ctx context.Context, path string, lines iter.Seq[T]) error {
	return writeWhole(path, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for x := range lines {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := enc.Encode(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeWhole writes a file under another name, brings it to disk and renames it, so
// that nobody reads half of it.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	b := bufio.NewWriterSize(f, 1<<16)
	if err = write(b); err != nil {
		return err
	}
	if err = b.Flush(); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

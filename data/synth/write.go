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

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A Summary says what Write wrote.
type Summary struct {
	Documents  int // papers
	Characters int // of all papers together
	Wrongs     int
	Lookalikes int

	RegisterFiles      int // with corrected ones
	Records            int // rows of all registers
	Spoiled            int // rows that cannot be used
	Entities           int // people and companies
	Mentions           int // of them in papers and registers
	RegisterWrongs     int // wrongs that show only across registers
	RegisterLookalikes int
}

// Write invents the county of o and writes it to the folder dir, made if need be, as
// agencies deliver: judgments.jsonl, one document a line, and beside it truth.jsonl,
// which no agency has. Each file appears whole or not at all. With o.Registers the
// folder registers holds the registers of the other agencies, and beside it lies what is
// true of them; README.md describes the files. With o.Folder the same
// papers lie also in the folder papers, one text file each, some in GB18030 as older
// systems export them.
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
	if o.Registers {
		if err := c.writeRegisters(ctx, dir, &sum); err != nil {
			return Summary{}, err
		}
	}
	if o.Folder {
		return sum, writeFolder(ctx, filepath.Join(dir, "papers"), c.Documents())
	}
	return sum, nil
}

// writeFolder writes each paper into a file of its own, in a folder that takes its
// name only when it is complete. A folder of an earlier run is replaced.
func writeFolder(ctx context.Context, path string, papers iter.Seq[Document]) (err error) {
	part, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("write folder %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(part)
			err = fmt.Errorf("write folder %s: %w", path, err)
		}
	}()
	n := 0
	for d := range papers {
		if err := ctx.Err(); err != nil {
			return err
		}
		text := []byte(d.Text)
		if n++; n%oldCharset == 0 {
			if text, err = simplifiedchinese.GB18030.NewEncoder().Bytes(text); err != nil {
				return fmt.Errorf("encode document %s: %w", d.ID, err)
			}
		}
		if err := os.WriteFile(filepath.Join(part, d.ID+".txt"), text, 0o644); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// oldCharset: one file in so many is in GB18030.
const oldCharset = 20

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

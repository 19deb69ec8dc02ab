package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
)

// A row belongs to one document.
type row interface{ document() string }

// A documentTable writes and copies the Parquet files of one table.
type documentTable interface {
	name() string
	// write writes the rows of the documents, in their order, into a new file.
	write(d disk, path string, docs []*reading) (File, error)
	// shown returns the rows of a document by column.
	shown(r *reading) []map[string]any
	// read appends the rows of a file by column.
	read(ctx context.Context, path string, rows []map[string]any) ([]map[string]any, error)
	// copyWithout copies a file without the rows of the documents in dead.
	copyWithout(ctx context.Context, d disk, from, to string, dead map[string]bool) (File, error)
}

// tables lists the tables of court documents.
func tables() []documentTable {
	return []documentTable{
		tableOf[agentRow]{"agent", agentRows, nil},
		tableOf[amountRow]{"amount", amountRows, nil},
		tableOf[bandRow]{"band", bandRows, nil},
		tableOf[citationRow]{"citation", citationRows, nil},
		tableOf[claimRow]{"claim", claimRows, nil},
		tableOf[costRow]{"cost", costRows, nil},
		tableOf[debtNoteRow]{"debt_note", debtNoteRows, nil},
		tableOf[defectRow]{"defect", defectRows, nil},
		tableOf[dispositionRow]{"disposition", dispositionRows, nil},
		tableOf[dispositionPartyRow]{"disposition_party", dispositionPartyRows, nil},
		tableOf[distributionRow]{"distribution", distributionRows, nil},
		tableOf[documentRow]{"document", documentRows, documentOptions()},
		tableOf[elementRow]{"element", elementRows, nil},
		tableOf[enforcedPropertyRow]{"enforced_property", enforcedPropertyRows, nil},
		tableOf[evidenceRow]{"evidence", evidenceRows, nil},
		tableOf[judgeRow]{"judge", judgeRows, nil},
		tableOf[judgmentRow]{"judgment", judgmentRows, nil},
		tableOf[loanRow]{"loan", loanRows, nil},
		tableOf[objectionRow]{"objection", objectionRows, nil},
		tableOf[partyRow]{"party", partyRows, nil},
		tableOf[passageRow]{"passage", passageRows, nil},
		tableOf[placeRow]{"place", placeRows, nil},
		tableOf[priorCaseRow]{"prior_case", priorCaseRows, nil},
		tableOf[repaymentRow]{"repayment", repaymentRows, nil},
		tableOf[securityRow]{"security", securityRows, nil},
	}
}

// documentOptions make one document quick to find among many, and keep whole texts out
// of the statistics.
func documentOptions() []parquet.WriterOption {
	return []parquet.WriterOption{
		parquet.BloomFilters(parquet.SplitBlockFilter(10, "id")),
		parquet.SkipPageBounds("text"), parquet.SkipPageBounds("fields"),
		parquet.SkipPageStatistics("text"), parquet.SkipPageStatistics("fields"),
	}
}

// A tableOf is the table whose rows are of type T.
type tableOf[T row] struct {
	called  string
	rows    func(*reading) []T
	options []parquet.WriterOption
}

func (t tableOf[T]) name() string { return t.called }

func (t tableOf[T]) write(d disk, path string, docs []*reading) (File, error) {
	return t.seal(d, path, func(w *parquet.GenericWriter[T]) error {
		for _, r := range docs {
			if _, err := w.Write(t.rows(r)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t tableOf[T]) copyWithout(ctx context.Context, d disk, from, to string, dead map[string]bool) (File, error) {
	return t.seal(d, to, func(w *parquet.GenericWriter[T]) error {
		return eachRow(ctx, from, func(rows []T) error {
			for i := range rows {
				if dead[rows[i].document()] {
					continue
				}
				if _, err := w.Write(rows[i : i+1]); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// seal writes a Parquet file with what fill writes.
func (t tableOf[T]) seal(d disk, path string, fill func(*parquet.GenericWriter[T]) error) (File, error) {
	f, err := sealRows(d, path, fill, t.options...)
	if err != nil {
		return File{}, fmt.Errorf("write table %s: %w", t.called, err)
	}
	return f, nil
}

// sealRows writes a Parquet file of rows of type T with what fill writes.
func sealRows[T any](d disk, path string, fill func(*parquet.GenericWriter[T]) error, options ...parquet.WriterOption) (File, error) {
	s, err := d.seal(path)
	if err != nil {
		return File{}, err
	}
	rows := int64(0)
	w := parquet.NewGenericWriter[T](s, append(usualOptions(), options...)...)
	err = fill(w)
	if err == nil {
		err = w.Close()
		rows = w.File().NumRows()
	}
	f, err := s.close(err)
	f.Rows = rows
	return f, err
}

// usualOptions make the same file from the same rows on every machine.
func usualOptions() []parquet.WriterOption {
	const widest = 4 * 255 // bytes of an ID; bounds cut inside a character are no use to anybody
	return []parquet.WriterOption{
		parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("mingjian", "1", "0"),
		parquet.MaxRowsPerRowGroup(122_880), // what DuckDB itself writes, and reads in parallel
		parquet.ColumnIndexSizeLimit(func([]string) int { return widest }),
	}
}

// eachRow hands the rows of a Parquet file to do, some hundreds at a time. T may have
// some of the file's columns only; no others are read.
func eachRow[T any](ctx context.Context, path string, do func([]T) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	r := parquet.NewGenericReader[T](p)
	defer r.Close() //nolint:errcheck // it was only read
	rows := make([]T, 512)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.Read(rows)
		if doErr := do(rows[:n]); doErr != nil {
			return doErr
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

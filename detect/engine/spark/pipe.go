package spark

import (
	"context"
	"fmt"
	"iter"
)

// A Pipe runs a program over the lines of a text file, or over those given, on the executors.
type Pipe struct {
	File    string   // as the executors reach it
	Lines   []string // instead of a file, without line ends
	Command []string // the program and what it is called with
	Ship    string   // a program of this machine that is brought to the executors first; empty: it is there
}

// Pipe yields what the program writes, in the order of the lines. It gives
// each line as (line,n), with the number of the line counted from 0, and may write any
// number of lines without carriage returns. The executors work at the same time and keep what they wrote on their
// disks until it is read.
func (c *Cluster) Pipe(ctx context.Context, p Pipe) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		rows, err := c.rows(ctx, "pipe", map[string]any{"file": p.File, "lines": p.Lines, "command": p.Command, "ship": p.Ship})
		if err != nil {
			yield("", err)
			return
		}
		defer rows.close()
		for {
			row, err := rows.next()
			if err != nil {
				yield("", err)
				return
			}
			if row == nil {
				return
			}
			line, ok := row["line"].(string)
			if !ok {
				yield("", fmt.Errorf("spark pipe: a line is no text"))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
	}
}

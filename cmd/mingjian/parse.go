package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

type parseCmd struct {
	Paths []string `arg:"" optional:"" help:"${parse.paths}"`
}

// Run prints one JSON line a document, in the order of the input, using all cores. It
// needs no home. What cannot be read is named on standard error; the exit code is 1 only
// if nothing could be read.
func (c *parseCmd) Run(a *app) error {
	paths := c.Paths
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	out := bufio.NewWriterSize(a.term.out, 1<<20)
	bar := a.progress(a.pick("已阅读", "read"))
	read, unread := 0, 0
	err := parseAll(a.ctx, paths, a.term.in, func(line []byte, bad *source.Unread) error {
		if bad != nil {
			unread++
			bar.clear()
			a.complain(*bad)
			return nil
		}
		read++
		bar.set(int64(read))
		_, err := out.Write(line)
		return err
	})
	bar.clear()
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err == nil && read == 0 {
		err = fault.Invalidf("没有读到任何文书（%d 处无法读取）。", "no document could be read (%d could not).", unread)
	}
	return err
}

// A parsed is one document's line, or why there is none. It is sent once it is ready.
type parsed struct {
	line []byte
	err  error
	bad  *source.Unread
}

// parseAll reads documents and parses them on all cores. The channel of channels keeps
// the order of the input and bounds how many documents are in memory.
func parseAll(ctx context.Context, paths []string, stdin io.Reader, emit func([]byte, *source.Unread) error) error {
	g, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	type job struct {
		doc  source.Document
		done chan parsed
	}
	jobs := make(chan job, workers)
	queue := make(chan chan parsed, workers*4)
	g.Go(func() error {
		defer close(queue)
		defer close(jobs)
		for doc, bad := range source.Read(ctx, paths, stdin) {
			done := make(chan parsed, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if bad != nil {
				done <- parsed{bad: bad}
				continue
			}
			select {
			case jobs <- job{doc, done}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return ctx.Err()
	})
	for range workers {
		g.Go(func() error {
			for j := range jobs {
				j.done <- parseOne(j.doc, record.Parse)
			}
			return nil
		})
	}
	g.Go(func() error {
		for done := range queue {
			select {
			case p := <-done:
				if p.err != nil {
					return p.err
				}
				if err := emit(p.line, p.bad); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}

// parseOne reads one document. A reader that fails on it must not end the run of a
// hundred thousand: that document is named as unread.
func parseOne(doc source.Document, parse func(id, text string) record.Judgment) (p parsed) {
	defer func() {
		if recover() != nil {
			p = parsed{bad: &source.Unread{Source: doc.Source, Why: fault.Text{
				ZH: "阅读器读 " + doc.Source + " 时出错，已跳过；请把文书编号告诉管理员。",
				EN: "The reader failed on " + doc.Source + ", which was passed over; please tell the administrator its id.",
			}}}
		}
	}()
	line, err := json.Marshal(parse(doc.ID, doc.Text))
	return parsed{line: append(line, '\n'), err: err}
}

package main

import (
	"bufio"
	"encoding/json"
	"iter"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	tool "github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/fault"
)

type parseCmd struct {
	Paths   []string `arg:"" optional:"" help:"${parse_paths}"`
	Explain bool     `help:"${parse_explain}"`
	Convert bool     `help:"${convert}"`
	Engine  string   `help:"${parse_engine}" enum:"local,spark" default:"local"`
	// Numbered is how executors of Spark call us: the name of the file whose lines they hold.
	Numbered string `hidden:"" placeholder:"FILE"`
	// NumberedIn is how they call us where each line names a file: the folder from which it is named.
	NumberedIn string `hidden:"" placeholder:"DIR"`
	// ForLake is how they call us for an import: the answers hold whole documents.
	ForLake      bool `hidden:""`
	sparkReading `embed:""`
}

// Run prints one JSON line a document, in the order of the input, using all cores. It
// needs no home. What cannot be read is named on standard error; the exit code is 1 only
// if nothing could be read.
func (c *parseCmd) Run(a *app) error {
	switch {
	case c.Numbered != "":
		return c.numbered(a)
	case c.NumberedIn != "":
		return c.numberedFiles(a)
	case c.Engine == "spark":
		return c.onSpark(a)
	}
	paths := c.Paths
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	out := bufio.NewWriterSize(a.term.out, 1<<20)
	bar := a.progress(a.pick("已阅读", "read"))
	read, unread := 0, 0
	print := parseAll
	if c.Explain {
		e, err := a.newExplainer(a.colours())
		if err != nil {
			return err
		}
		print = each(e.one)
	}
	err := eachInOrder(a.ctx, a.documents(paths, c.Convert, bar), print, func(line []byte, bad *source.Unread) error {
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
	if err == nil {
		err = nothingRead(read, unread)
	}
	return err
}

// nothingRead is the failure of a run that read nothing; nil if it read something.
func nothingRead(read, unread int) error {
	if read > 0 {
		return nil
	}
	return fault.Invalidf("没有读到任何文书（%d 处无法读取）。", "no document could be read (%d could not).", unread)
}

// parseAll reads documents and returns their lines.
func parseAll(docs []source.Document) ([][]byte, error) {
	texts := make([]record.Text, len(docs))
	for i, doc := range docs {
		texts[i] = record.Text{ID: doc.ID, Text: doc.Text}
	}
	lines := make([][]byte, len(docs))
	for i, j := range record.ParseAll(texts) {
		line, err := json.Marshal(j)
		if err != nil {
			return nil, err
		}
		lines[i] = append(line, '\n')
	}
	return lines, nil
}

// documents reads what is in paths, with the programs that are installed if convert, and lets
// the bar show how far that has come.
func (a *app) documents(paths []string, convert bool, b *bar) iter.Seq2[source.Document, *source.Unread] {
	r := source.Reader{Stdin: a.term.in}
	if b.on {
		b.gauge = source.NewGauge(paths)
		r.Gauge = b.gauge
	}
	if convert {
		tools := tool.Find(a.ctx)
		r.Tools = &tools
	}
	return r.Read(a.ctx, paths)
}

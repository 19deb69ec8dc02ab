package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/spark"
	"github.com/mingjian/mingjian/fault"
)

// A sparkCluster says how to reach an existing cluster of Apache Spark.
type sparkCluster struct {
	Master string   `help:"${spark_master}" name:"spark-master" env:"MINGJIAN_SPARK_MASTER" placeholder:"URL"`
	Home   string   `help:"${spark_home}" name:"spark-home" env:"SPARK_HOME" placeholder:"DIR"`
	Conf   []string `help:"${spark_conf}" name:"spark-conf" env:"MINGJIAN_SPARK_CONF" placeholder:"NAME=VALUE" sep:";"`
}

// config is the same for package spark.
func (c sparkCluster) config() (spark.Config, error) {
	conf := map[string]string{}
	for _, s := range c.Conf {
		name, value, ok := strings.Cut(s, "=")
		if !ok || !strings.HasPrefix(name, "spark.") {
			return spark.Config{}, usageError{fault.Invalidf("--spark-conf 应写作 spark.名称=值 的样子，而不是 %s。",
				"--spark-conf should be written like spark.name=value, not %s.", s)}
		}
		conf[name] = value
	}
	return spark.Config{Home: c.Home, Master: c.Master, Conf: conf}, nil
}

// A sparkLake says besides where the cluster finds the lake.
type sparkLake struct {
	sparkCluster `embed:""`
	Lake         string `help:"${spark_lake}" name:"spark-lake" env:"MINGJIAN_SPARK_LAKE" placeholder:"URL"`
}

// open opens a snapshot on the cluster.
func (c sparkLake) open(a *app, s lake.Snapshot) (engine.Engine, func(), error) {
	config, err := c.config()
	if err != nil {
		return nil, nil, err
	}
	lib, err := a.standards()
	if err != nil {
		return nil, nil, err
	}
	tables, err := c.tables(a.lakeDir(), s)
	if err != nil {
		return nil, nil, err
	}
	e, err := spark.Open(a.ctx, config, spark.Options{Tables: tables, Standards: lib})
	if err != nil {
		return nil, nil, err
	}
	return e, func() { _ = e.Close() }, nil
}

// tables returns where the cluster finds the files of a snapshot: at the same path as we
// do, or below the address of a copy of the lake.
func (c sparkLake) tables(dir string, s lake.Snapshot) (map[string][]string, error) {
	tables := map[string][]string{}
	for name, files := range s.Tables() {
		for _, file := range files {
			at, err := filepath.Abs(file)
			if err != nil {
				return nil, err
			}
			if c.Lake != "" {
				below, err := filepath.Rel(dir, file)
				if err != nil {
					return nil, err
				}
				at = strings.TrimSuffix(c.Lake, "/") + "/" + filepath.ToSlash(below)
			}
			tables[name] = append(tables[name], at)
		}
	}
	return tables, nil
}

// A sparkReading says besides where the executors find the program that reads there.
type sparkReading struct {
	sparkCluster `embed:""`
	Program      string `help:"${spark_program}" name:"spark-program" env:"MINGJIAN_SPARK_PROGRAM" placeholder:"PATH"`
}

// A parsedLine is what an executor answers of one document: the line that parse prints, or
// for an import all that was read, or why there is none.
type parsedLine struct {
	Line json.RawMessage `json:"line,omitempty"`
	Read *carried        `json:"read,omitempty"`
	Bad  *source.Unread  `json:"bad,omitempty"`
}

// A carried is a document on its way from an executor into the lake.
type carried struct {
	Document source.Document  `json:"document"`
	Judgment record.Judgment  `json:"judgment"`
	Bands    []uint64         `json:"bands,omitempty"` // which the JSON of a judgment lacks
	Passages []record.Passage `json:"passages,omitempty"`
	Reader   string           `json:"reader"`
}

// readForLake reads a document for the lake, whose texts are valid UTF-8.
func readForLake(d source.Document) carried {
	d.ID, d.Text = strings.ToValidUTF8(d.ID, "\uFFFD"), strings.ToValidUTF8(d.Text, "\uFFFD")
	j := record.Index(d.ID, d.Text)
	return carried{d, j, j.Bands, j.Passages, record.ReaderVersion}
}

func (c carried) parsed() lake.Parsed {
	c.Judgment.Bands, c.Judgment.Passages = c.Bands, c.Passages
	return lake.Parsed{Document: c.Document, Judgment: c.Judgment, Reader: c.Reader}
}

// onSpark reads documents on the executors of a cluster and prints what reading them here
// prints.
func (c *parseCmd) onSpark(a *app) error {
	w := lineWriter{app: a}
	err := c.reader(c.Paths, c.Convert, false).each(a, func(p parsedLine) error { return w.write(p) })
	if err != nil {
		return err
	}
	return w.end()
}

// importOnSpark imports documents that the executors of a cluster read. What they read comes
// here, where alone is known what the lake has.
func (c *importJudgmentsCmd) importOnSpark(a *app, o lake.ImportOptions) (lake.Report, error) {
	return a.importInto(o, func(l *lake.Lake, o lake.ImportOptions, _ *bar) (lake.Report, error) {
		return l.ImportParsed(a.ctx, func(yield func(lake.Parsed, error) bool) {
			err := c.reader(c.Paths, c.Convert, true).each(a, func(p parsedLine) error {
				doc := lake.Parsed{Unread: p.Bad}
				if p.Read != nil {
					doc = p.Read.parsed()
				}
				if !yield(doc, nil) {
					return errEnough
				}
				return nil
			})
			if err != nil && !errors.Is(err, errEnough) {
				yield(lake.Parsed{}, err)
			}
		}, o)
	})
}

// errEnough ends a reading of which nobody wants more.
var errEnough = errors.New("no more is wanted")

// A clusterReader reads documents on a cluster. JSON Lines in UTF-8 are shared out line by
// line; any other file is read whole by one executor, which must reach it under the name
// that it has here.
type clusterReader struct {
	sparkReading
	paths   []string
	options []string // of parse on the executors

	cluster *spark.Cluster
	ship    string // the program that is sent along; empty: the executors have it
	answer  func(parsedLine) error
	ctx     context.Context
}

func (c sparkReading) reader(paths []string, convert, forLake bool) clusterReader {
	r := clusterReader{sparkReading: c, paths: paths}
	if convert {
		r.options = append(r.options, "--convert")
	}
	if forLake {
		r.options = append(r.options, "--for-lake")
	}
	return r
}

// each hands what the executors answer to answer, in the order of the documents.
func (r clusterReader) each(a *app, answer func(parsedLine) error) error {
	config, err := r.config()
	if err != nil {
		return err
	}
	if len(r.paths) == 0 || slices.Contains(r.paths, "-") {
		return usageError{fault.Invalidf("请写明集群可以读到的文件或文件夹。", "Name files or folders that the cluster can reach.")}
	}
	if r.cluster, err = spark.Start(a.ctx, config); err != nil {
		return err
	}
	defer func() { _ = r.cluster.Close() }() // what it gave was handed on
	r.ctx, r.answer = a.ctx, answer
	if err := r.locate(); err != nil {
		return err
	}
	for _, p := range r.paths {
		if sharedOut(p) {
			err = r.read(spark.Pipe{File: p, Command: r.command("--numbered", p)})
		} else {
			err = r.files(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// locate says where the executors find the program: it is sent along unless they have it.
func (r *clusterReader) locate() (err error) {
	if r.Program != "" {
		return nil
	}
	if r.ship, err = os.Executable(); err == nil {
		r.Program = "./" + filepath.Base(r.ship) // they put what is sent into the folder they work in
	}
	return err
}

// command is how executors call the program.
func (r clusterReader) command(args ...string) []string {
	return slices.Concat([]string{r.Program, "parse"}, args, r.options)
}

// sharedOut reports whether a file is one of JSON Lines in UTF-8, which Spark can cut into
// lines. One that this machine does not reach is taken for it by its name.
func sharedOut(p string) bool {
	if ext := strings.ToLower(path.Ext(p)); ext != ".jsonl" && ext != ".ndjson" {
		return false
	}
	f, err := os.Open(p)
	if err != nil {
		return true
	}
	defer f.Close() // it was only read
	head := make([]byte, 1<<20)
	n, _ := io.ReadFull(f, head) // a short file is as good
	head = head[:n]
	for n == 1<<20 && len(head) > n-utf8.UTFMax && !utf8.Valid(head) {
		head = head[:len(head)-1] // a character may be cut
	}
	return utf8.Valid(head)
}

// atOnce is how many files are handed to the cluster at once.
const atOnce = 20_000

// files reads the files that p names, each whole.
func (r clusterReader) files(p string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	var lines []string
	flush := func() error {
		if len(lines) == 0 {
			return nil
		}
		defer func() { lines = nil }()
		return r.read(spark.Pipe{Lines: lines, Command: r.command("--numbered-in", here)})
	}
	for file, bad := range source.Files(r.ctx, []string{p}) {
		if bad == nil && strings.ContainsAny(file, "\n\r") {
			bad = &source.Unread{Source: strconv.Quote(file), Why: fault.Text{ZH: "文件名中有换行，请改名。", EN: "Its name has a line break; rename it."}}
		}
		if bad != nil {
			if err := r.answer(parsedLine{Bad: bad}); err != nil {
				return err
			}
			continue
		}
		if lines = append(lines, file); len(lines) == atOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return errors.Join(r.ctx.Err(), flush())
}

func (r clusterReader) read(p spark.Pipe) error {
	p.Ship = r.ship
	for line, err := range r.cluster.Pipe(r.ctx, p) {
		var answer parsedLine
		if err == nil {
			err = json.Unmarshal([]byte(line), &answer)
		}
		if err == nil {
			err = r.answer(answer)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A lineWriter prints the answers of executors as parse prints its own.
type lineWriter struct {
	*app
	read, unread int
}

func (w *lineWriter) write(p parsedLine) error {
	if p.Bad != nil {
		w.unread++
		w.complain(*p.Bad)
		return nil
	}
	w.read++
	_, err := w.term.out.Write(append(p.Line, '\n'))
	return err
}

func (w *lineWriter) end() error { return nothingRead(w.read, w.unread) }

// numbered reads the lines of one file that Spark hands to an executor, each as (line,n),
// and answers of each with a parsedLine.
func (c *parseCmd) numbered(a *app) error {
	answer := answerer(a, c.ForLake)
	for given, err := range numberedLines(a.term.in) {
		if err != nil {
			return err
		}
		doc, bad := source.Line(given.line, c.Numbered, given.n)
		if doc == nil && bad == nil {
			continue
		}
		if err := answer(doc, bad); err != nil {
			return err
		}
	}
	return nil
}

// numberedFiles reads the files that Spark hands to an executor by their names, and answers
// of each document with a parsedLine.
func (c *parseCmd) numberedFiles(a *app) error {
	answer := answerer(a, c.ForLake)
	_ = os.Chdir(c.NumberedIn) // names from the root need no folder; others are then said not to be there
	for given, err := range numberedLines(a.term.in) {
		if err != nil {
			return err
		}
		for doc, bad := range a.documents([]string{string(given.line)}, c.Convert, &bar{}) {
			if err := answer(&doc, bad); err != nil {
				return err
			}
		}
		if err := a.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// answerer returns what writes the answer about a document, or about what is none.
func answerer(a *app, forLake bool) func(*source.Document, *source.Unread) error {
	out := json.NewEncoder(a.term.out)
	out.SetEscapeHTML(false)
	return func(doc *source.Document, bad *source.Unread) error {
		if bad != nil {
			return out.Encode(parsedLine{Bad: bad})
		}
		m := makeOne(*doc, func(d source.Document) (p parsedLine, err error) {
			if forLake {
				read := readForLake(d)
				return parsedLine{Read: &read}, nil
			}
			p.Line, err = json.Marshal(record.Parse(d.ID, d.Text))
			return p, err
		})
		if m.err != nil {
			return m.err
		}
		m.it.Bad = m.bad
		return out.Encode(m.it)
	}
}

// A numberedLine is a line and its number, counted from 1.
type numberedLine struct {
	line []byte
	n    int
}

// numberedLines reads (line,n) with n counted from 0.
func numberedLines(r io.Reader) iter.Seq2[numberedLine, error] {
	return func(yield func(numberedLine, error) bool) {
		in := bufio.NewReaderSize(r, 1<<20)
		for {
			given, err := in.ReadBytes('\n')
			if errors.Is(err, io.EOF) && len(given) == 0 {
				return
			}
			if err != nil {
				yield(numberedLine{}, err)
				return
			}
			given = bytes.TrimSuffix(bytes.TrimPrefix(given, []byte("(")), []byte(")\n"))
			comma := bytes.LastIndexByte(given, ',')
			n, err := strconv.Atoi(string(given[comma+1:]))
			if comma < 0 || err != nil {
				yield(numberedLine{}, errors.New("a line without its number"))
				return
			}
			if !yield(numberedLine{given[:comma], n + 1}, nil) {
				return
			}
		}
	}
}

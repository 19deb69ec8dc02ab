package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

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

// A parsedLine is what an executor answers of one line: the line that parse prints, or why
// there is none.
type parsedLine struct {
	Line json.RawMessage `json:"line,omitempty"`
	Bad  *source.Unread  `json:"bad,omitempty"`
}

// onSpark reads documents on the executors of a cluster, file by file, and prints what
// reading them here prints.
func (c *parseCmd) onSpark(a *app) error {
	config, err := c.config()
	if err != nil {
		return err
	}
	for _, p := range c.Paths {
		if ext := strings.ToLower(path.Ext(p)); ext != ".jsonl" && ext != ".ndjson" {
			return usageError{fault.Invalidf("Spark 只阅读 JSON Lines 文件（.jsonl）；%s 请先转换，或在本机阅读。",
				"Spark reads files of JSON Lines (.jsonl) only; convert %s first, or read it on this machine.", p)}
		}
	}
	if len(c.Paths) == 0 {
		return usageError{fault.Invalidf("请写明集群可以读到的文件。", "Name files that the cluster can reach.")}
	}
	cluster, err := spark.Start(a.ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = cluster.Close() }() // what it gave was printed
	var p spark.Pipe
	program := c.Program
	if program == "" { // executors put what is shipped into the folder they work in
		if p.Ship, err = os.Executable(); err != nil {
			return err
		}
		program = "./" + filepath.Base(p.Ship)
	}
	w := &lineWriter{app: a}
	for _, file := range c.Paths {
		p.File, p.Command = file, []string{program, "parse", "--numbered", file}
		for line, err := range cluster.Pipe(a.ctx, p) {
			if err == nil {
				err = w.write(line)
			}
			if err != nil {
				return err
			}
		}
	}
	return w.end()
}

// A lineWriter prints the answers of executors as parse prints its own.
type lineWriter struct {
	*app
	read, unread int
}

func (w *lineWriter) write(line string) error {
	var p parsedLine
	if err := json.Unmarshal([]byte(line), &p); err != nil {
		return err
	}
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
	out := json.NewEncoder(a.term.out)
	out.SetEscapeHTML(false)
	for given, err := range numberedLines(a.term.in) {
		if err != nil {
			return err
		}
		doc, bad := source.Line(given.line, c.Numbered, given.n)
		if doc == nil && bad == nil {
			continue
		}
		answer := parsedLine{Bad: bad}
		if doc != nil {
			m := makeOne(*doc, func(d source.Document) ([]byte, error) { return json.Marshal(record.Parse(d.ID, d.Text)) })
			if m.err != nil {
				return m.err
			}
			answer = parsedLine{Line: m.it, Bad: m.bad}
		}
		if err := out.Encode(answer); err != nil {
			return err
		}
	}
	return nil
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

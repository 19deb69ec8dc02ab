// Package spark answers queries with an existing Apache Spark cluster, over the Parquet
// files of a snapshot on storage that the cluster can reach. A driver of our own, started
// with the cluster's spark-submit, takes the queries and streams rows back; what it does
// and how it is spoken to stands in driver.py.
package spark

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Options say what to open. The zero value opens a snapshot without records.
type Options struct {
	// Tables holds the places of the Parquet files of each table by the name of its
	// standard, as the executors reach them: /shared/x.parquet, s3a://bucket/x.parquet.
	Tables map[string][]string
	// Rows holds rows that are in no file, by the name of their standard. They come after
	// those of Tables.
	Rows map[string][]engine.Row

	// Standards are the tables there are; nil is what comes with the program.
	Standards standard.Library

	// Conf sets what Spark allows to set for each session: spark.sql.shuffle.partitions.
	Conf map[string]string
	// Nearby is how many edges of a network the driver joins by itself; those of a larger
	// one are joined on the executors. 0 is 200,000.
	Nearby int
}

// An Engine is one session of a cluster. It may be used by several goroutines, and works
// on one query at a time.
type Engine struct {
	cluster  *Cluster
	session  int
	snapshot standard.Library // whose tables may not be defined anew; read-only
	holds    map[string]bool  // data sets with files or rows; read-only
	owned    bool             // the cluster was started for this engine alone
}

var (
	_ engine.Engine = (*Engine)(nil)
	_ engine.Stager = (*Engine)(nil)
)

// Open starts a driver on a cluster and opens a snapshot there. Closing the engine ends
// the driver.
func Open(ctx context.Context, c Config, o Options) (*Engine, error) {
	cluster, err := Start(ctx, c)
	if err != nil {
		return nil, err
	}
	e, err := cluster.Open(ctx, o)
	if err != nil {
		return nil, errors.Join(err, cluster.Close())
	}
	e.owned = true
	return e, nil
}

// Open opens the files of a snapshot and proves that they can be read. A standard with
// derived fields is found under engine.AsRead, until somebody defines it.
func (c *Cluster) Open(ctx context.Context, o Options) (*Engine, error) {
	lib := o.Standards
	if lib == nil {
		var err error
		if lib, err = standard.Load(); err != nil {
			return nil, fmt.Errorf("load the standards: %w", err)
		}
	}
	request, err := o.request(lib)
	if err != nil {
		return nil, err
	}
	var answer struct{ Session int }
	if err := c.ask(ctx, "open", request, &answer); err != nil {
		return nil, err
	}
	return &Engine{cluster: c, session: answer.Session, snapshot: lib, holds: o.held()}, nil
}

// held lists the data sets of which there is anything.
func (o Options) held() map[string]bool {
	held := map[string]bool{}
	for name, files := range o.Tables {
		held[name] = len(files) > 0
	}
	for name, rows := range o.Rows {
		held[name] = held[name] || len(rows) > 0
	}
	return held
}

// An opening is the request that opens a session.
type opening struct {
	Small  bool              `json:"small"`
	Eager  bool              `json:"eager"`
	Nearby int               `json:"nearby"`
	Conf   map[string]string `json:"conf"`
	Tables []table           `json:"tables"`
}

func (o Options) request(lib standard.Library) (opening, error) {
	for _, name := range slices.Concat(slices.Collect(maps.Keys(o.Tables)), slices.Collect(maps.Keys(o.Rows))) {
		if _, ok := lib[name]; !ok {
			return opening{}, fmt.Errorf("open snapshot: no standard describes table %q", name)
		}
	}
	files := len(o.Tables) > 0
	r := opening{Small: !files, Eager: files, Nearby: o.Nearby, Conf: settings(files)}
	if r.Nearby == 0 {
		r.Nearby = 200_000
	}
	maps.Copy(r.Conf, o.Conf)
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		t, err := newTable(lib[name], o.Tables[name], o.Rows[name])
		if err != nil {
			return r, fmt.Errorf("open table %s: %w", name, err)
		}
		r.Tables = append(r.Tables, t)
	}
	return r, nil
}

// settings are the settings of a session that the SQL of Dialect relies on and, if there
// are rows in memory only, those that suit a few rows: one task, no generated code.
func settings(files bool) map[string]string {
	conf := map[string]string{
		"spark.sql.ansi.enabled":                  "true",
		"spark.sql.variable.substitute":           "false", // ${x} in a literal is text
		"spark.sql.session.timeZone":              "UTC",
		"spark.sql.runSQLOnFiles":                 "false",
		"spark.sql.parser.escapedStringLiterals":  "false",
		"spark.sql.caseSensitive":                 "true",
		"spark.sql.constraintPropagation.enabled": "false", // its cost doubles with each column computed from others
	}
	if !files {
		maps.Copy(conf, map[string]string{
			"spark.sql.adaptive.enabled":                      "false",
			"spark.sql.shuffle.partitions":                    "1",
			"spark.sql.codegen.wholeStage":                    "false",
			"spark.sql.codegen.factoryMode":                   "NO_CODEGEN",
			"spark.sql.autoBroadcastJoinThreshold":            "-1",
			"spark.sql.optimizer.runtime.bloomFilter.enabled": "false",
		})
	}
	return conf
}

// Query runs one query and yields its rows.
func (e *Engine) Query(ctx context.Context, query string, args ...any) iter.Seq2[engine.Row, error] {
	return e.query(ctx, nil, query, args)
}

// QueryParts works out the parts, each of those that are shared once, and yields the rows
// of query.
func (e *Engine) QueryParts(ctx context.Context, parts []engine.Part, query string) iter.Seq2[engine.Row, error] {
	return e.query(ctx, parts, query, nil)
}

func (e *Engine) query(ctx context.Context, parts []engine.Part, query string, args []any) iter.Seq2[engine.Row, error] {
	var p plan
	p.add(parts)
	sql := p.cut(query)
	request := struct {
		Session int    `json:"session"`
		Parts   []part `json:"parts"`
		SQL     string `json:"sql"`
		Args    []any  `json:"args"`
	}{e.session, p.list(sql), sql, args}
	return func(yield func(engine.Row, error) bool) {
		rows, err := e.cluster.rows(ctx, "query", request)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.close()
		for {
			row, err := rows.next()
			if row == nil && err == nil || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// Define works out query and keeps its rows on the executors.
func (e *Engine) Define(ctx context.Context, name, query string) error {
	for _, s := range e.snapshot {
		if engine.AsRead(s) == name {
			return fmt.Errorf("define %s: the snapshot has a table of that name", name)
		}
	}
	var p plan
	sql := p.cut(query)
	request := struct {
		Session int    `json:"session"`
		Name    string `json:"name"`
		SQL     string `json:"sql"`
		Parts   []part `json:"parts"`
	}{e.session, name, sql, p.list(sql)}
	return e.cluster.ask(ctx, "define", request, nil)
}

// Standards returns the standards whose tables the engine has.
func (e *Engine) Standards() standard.Library { return e.snapshot }

// Holds reports whether the snapshot has a file or row of a data set.
func (e *Engine) Holds(name string) bool { return e.holds[name] }

// Dialect returns the SQL of Spark.
func (e *Engine) Dialect() engine.Dialect { return Dialect{} }

// Close lets the executors forget what was defined, and ends the driver if it was started
// for this engine.
func (e *Engine) Close() error {
	if e.owned {
		return e.cluster.Close()
	}
	// Without a context: what was opened is closed whatever was cancelled.
	return e.cluster.ask(context.Background(), "close", map[string]int{"session": e.session}, nil)
}

// Command load measures the program under load, on SQLite and on PostgreSQL: how long every
// list, count and filter takes in an office with 200,000 clues and 1,000,000 tasks, how long
// a change of 10,000 clues takes, what 200 people working at once see, and whether anything
// that was acknowledged is lost when the program is killed.
//
//	make bench-load                  lists, bulk and users
//	make bench-workbench             the pages in a browser, and somebody with 5,000 neighbours
//	make crash                       a hundred kills on each engine
//	go run ./bench/load -bin bin/mingjian lists
//
// The office is made once and kept in -home. Program, PostgreSQL and this driver share the
// cores of the machine; the load of the machine stands beside each figure.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/db"
)

func main() {
	o := options{}
	flag.StringVar(&o.bin, "bin", "bin/mingjian", "the program")
	flag.StringVar(&o.home, "home", "tmp/load", "where the offices lie")
	flag.StringVar(&o.engines, "engines", "sqlite,postgres", "which databases")
	flag.IntVar(&o.clues, "clues", 200_000, "clues of the office")
	flag.IntVar(&o.matters, "matters", 200_000, "matters of the office, each with five tasks")
	flag.IntVar(&o.people, "users", 200, "people at once")
	flag.DurationVar(&o.length, "for", 5*time.Minute, "how long they work")
	flag.DurationVar(&o.think, "think", 7*time.Second, "how long each thinks between two acts, on average: exponentially distributed, at most ten times that, as in TPC-W (5.3.1.1); one second is an overload")
	flag.IntVar(&o.asks, "asks", 200, "how often each list is asked for")
	flag.StringVar(&o.only, "only", "", "measure only the lists whose role and path have this in them, or one of several between |, as in the table: \"leader /api/clues?q=王\"")
	flag.IntVar(&o.rounds, "rounds", 100, "kills")
	flag.BoolVar(&o.keep, "keep", false, "measure in the office itself and not in a fresh copy of it: saves time and room, and what bulk and users change stays")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// options are what can be set.
type options struct {
	bin, home, engines     string
	only                   string
	clues, matters, people int
	asks, rounds           int
	length, think          time.Duration
	keep                   bool
}

// A bench is one measurement on one engine.
type bench func(context.Context, options, office) error

func (o options) run(ctx context.Context, names []string) error {
	if slices.Contains(names, "hub") {
		if err := hub(ctx, o); err != nil {
			return fmt.Errorf("hub: %w", err)
		}
		if names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "hub" }); len(names) == 0 {
			return nil
		}
	}
	all := map[string]bench{"lists": lists, "bulk": bulk, "users": users, "workbench": workbench}
	for _, engine := range strings.Split(o.engines, ",") {
		if slices.Contains(names, "crash") {
			if err := crash(ctx, o, engine); err != nil {
				return fmt.Errorf("crash on %s: %w", engine, err)
			}
			continue
		}
		of, err := o.office(ctx, engine)
		if err != nil {
			return err
		}
		for _, name := range names {
			if all[name] == nil {
				return fmt.Errorf("there is no measurement %q: lists, bulk, users, workbench, hub or crash", name)
			}
			if err = all[name](ctx, o, of); err != nil {
				err = fmt.Errorf("%s on %s: %w", name, engine, err)
				break
			}
		}
		of.close()
		if err != nil {
			return err
		}
	}
	return nil
}

// An office is one home with its database.
type office struct {
	engine, home, database string
	pg                     *pg
}

func (of office) close() { of.pg.stop() }

// office returns the office on that engine; it is made if it is not there.
func (o options) office(ctx context.Context, engine string) (of office, err error) {
	home, err := filepath.Abs(o.home)
	if err != nil {
		return of, err
	}
	of = office{engine: engine, home: filepath.Join(home, engine)}
	made := filepath.Join(home, fmt.Sprintf("office-%d-%d-%d", o.clues, o.matters, o.people))
	file := filepath.Join(made, "workflow.db")
	if _, err := os.Stat(made + ".done"); err != nil {
		if err := os.RemoveAll(made); err != nil {
			return of, err
		}
		if err := fill(ctx, made, size{o.clues, o.matters, 5, o.people}); err != nil {
			return of, err
		}
		if err := errors.Join(os.RemoveAll(made+".lived"), os.WriteFile(made+".done", nil, 0o600)); err != nil {
			return of, err
		}
	}
	if err := upToDate(ctx, file); err != nil { // it may be of an earlier version
		return of, err
	}
	if _, err := os.Stat(made + ".lived"); err != nil { // nor may people have lived with it
		if err := errors.Join(lived(ctx, file), os.WriteFile(made+".lived", nil, 0o600)); err != nil {
			return of, err
		}
	}
	if err := os.Chmod(home, 0o755); err != nil { // PostgreSQL runs as another user
		return of, err
	}
	if engine == "postgres" && o.keep { // the log of acts goes with the database
		of.home = made + "-pg-home"
	} else if err := os.RemoveAll(of.home); err != nil {
		return of, err
	}
	if err := os.MkdirAll(of.home, 0o700); err != nil {
		return of, err
	}
	if engine == "sqlite" {
		if o.keep {
			of.home, of.database = made, "sqlite:"+file
			return of, nil
		}
		of.database = "sqlite:" + filepath.Join(of.home, "workflow.db")
		return of, errors.Join(copyFile(file, filepath.Join(of.home, "workflow.db")), copyLog(made, of.home))
	}
	if of.pg, err = startPostgres(ctx, made+"-pg"); err != nil {
		return of, err
	}
	of.database, err = of.pg.fresh(ctx, file, o.keep)
	return of, err
}

// copyLog copies the log of acts, if there is one, and its key: a database whose acts are in a log
// is not served without it.
func copyLog(from, to string) error {
	for _, name := range []string{"audit", "keys"} {
		if _, err := os.Stat(filepath.Join(from, name)); err != nil {
			continue
		}
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name))); err != nil {
			return err
		}
	}
	return nil
}

// upToDate brings a database to the present schema.
func upToDate(ctx context.Context, file string) error {
	d, err := db.Open(ctx, "sqlite:"+file, time.Now)
	if err != nil {
		return err
	}
	return d.Close()
}

// fresh returns a database that is a copy of the office, which is read once; or, to keep room,
// that one itself.
func (p *pg) fresh(ctx context.Context, file string, keep bool) (string, error) {
	in := func(name string) string { return strings.Replace(p.url, "/postgres?", "/"+name+"?", 1) }
	have, err := p.databases(ctx)
	if err != nil {
		return "", err
	}
	if !slices.Contains(have, "office_lived") {
		if err := p.exec(ctx, `DROP DATABASE IF EXISTS office_done WITH (FORCE)`, `DROP DATABASE IF EXISTS office WITH (FORCE)`, `DROP DATABASE IF EXISTS office_new WITH (FORCE)`, `CREATE DATABASE office_new`); err != nil {
			return "", err
		}
		if err := copyInto(ctx, file, in("office_new")); err != nil {
			return "", err
		}
		if err := p.exec(ctx, `ALTER DATABASE office_new RENAME TO office_lived`); err != nil {
			return "", err
		}
	}
	if keep {
		return in("office_lived"), p.exec(ctx, `DROP DATABASE IF EXISTS office WITH (FORCE)`, `CHECKPOINT`)
	}
	err = p.exec(ctx, `DROP DATABASE IF EXISTS office WITH (FORCE)`, `CREATE DATABASE office TEMPLATE office_lived`, `CHECKPOINT`)
	return in("office"), err
}

func say(text string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s "+text+"\n", append([]any{time.Now().Format("15:04:05")}, args...)...)
}

// load is the load of the machine over the last minute.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	one, _, _ := strings.Cut(string(b), " ")
	return one
}

// percentile returns what so many hundredths of the times are not above.
func percentile(sorted []time.Duration, hundredths float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*hundredths/100))]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }

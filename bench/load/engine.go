package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/mingjian/mingjian/db"
)

// A pg is a PostgreSQL server of our own, with the settings that it comes with.
type pg struct {
	url string
	cmd *exec.Cmd
}

// startPostgres runs a server on the data in dir, which it makes if it is not there. It may
// not run as root: root lends it the user postgres.
func startPostgres(ctx context.Context, dir string) (*pg, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return nil, errors.New("PostgreSQL is not installed: give the URL of a server with -pg, or install the package postgresql")
	}
	slices.Sort(found)
	bin, as := found[len(found)-1], &syscall.SysProcAttr{}
	if os.Getuid() == 0 {
		if as.Credential, err = lent(dir); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	if _, err := os.Stat(data); err != nil {
		c := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
		c.SysProcAttr = as
		if out, err := c.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("initdb: %w\n%s", err, out)
		}
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	p := &pg{url: fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port)}
	p.cmd = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", strconv.Itoa(port), "-k", dir, "-c", "shared_buffers=1GB", "-c", "max_wal_size=4GB") // as docs/operating.md advises
	p.cmd.SysProcAttr = as
	log, err := os.Create(filepath.Join(filepath.Dir(dir), "server.log")) // what the server says of its statements
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p.cmd.Stderr = log
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	for range 300 {
		conn, err := pgx.Connect(ctx, p.url)
		if err == nil {
			return p, conn.Close(ctx)
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.stop()
	return nil, errors.New("PostgreSQL does not answer")
}

// lent makes the folder belong to the user postgres.
func lent(dir string) (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2, os.MkdirAll(dir, 0o755), os.Chown(dir, uid, gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// stop ends the server in order and waits for it.
func (p *pg) stop() {
	if p == nil || p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// copyInto puts everything that a SQLite file holds into an empty PostgreSQL database, so
// that both engines are measured on the same office.
func copyInto(ctx context.Context, file, url string) error {
	d, err := db.Open(ctx, url, time.Now)
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	from, err := db.Open(ctx, "sqlite:"+file, time.Now)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer to.Close(ctx)
	tables, err := names(ctx, to, `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version'`)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if _, err := to.Exec(ctx, `ALTER TABLE `+t+` DISABLE TRIGGER ALL; DELETE FROM `+t); err != nil {
			return err
		}
	}
	return from.View(ctx, func(tx *db.Tx) error {
		for _, t := range tables {
			if err := copyTable(ctx, tx, to, t); err != nil {
				return fmt.Errorf("copy %s: %w", t, err)
			}
		}
		_, err := to.Exec(ctx, `VACUUM ANALYZE`)
		return err
	})
}

func names(ctx context.Context, conn *pgx.Conn, query string, args ...any) ([]string, error) {
	rows, err := conn.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// A sqliteRows is the rows of a table, as COPY takes them.
type sqliteRows struct {
	next   func() bool
	values func() ([]any, error)
	err    func() error
}

func (r sqliteRows) Next() bool             { return r.next() }
func (r sqliteRows) Values() ([]any, error) { return r.values() }
func (r sqliteRows) Err() error             { return r.err() }

func copyTable(ctx context.Context, tx *db.Tx, to *pgx.Conn, table string) error {
	columns, err := names(ctx, to, `SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`, table)
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `SELECT `+strings.Join(columns, ", ")+` FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	_, err = to.CopyFrom(ctx, pgx.Identifier{table}, columns, sqliteRows{next: rows.Next, err: rows.Err, values: func() ([]any, error) {
		row, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			at[i] = &row[i]
		}
		return row, rows.Scan(at...)
	}})
	if err == nil {
		_, err = to.Exec(ctx, `ALTER TABLE `+table+` ENABLE TRIGGER ALL`)
	}
	return err
}

// A server is the program as people run it.
type server struct {
	url string
	cmd *exec.Cmd
	log *os.File
}

// serve starts the program, with more flags if given, and waits until it answers.
func serve(ctx context.Context, bin, home, database string, more ...string) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &server{url: fmt.Sprintf("http://127.0.0.1:%d", port)}
	if s.log, err = os.OpenFile(filepath.Join(home, "..", filepath.Base(home)+".log"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600); err != nil {
		return nil, err
	}
	s.cmd = exec.Command(bin, append([]string{"serve", "--home", home, "--db", database, "--port", strconv.Itoa(port)}, more...)...)
	s.cmd.Stdout, s.cmd.Stderr = io.Discard, s.log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for range 600 {
		if s.up(ctx) {
			return s, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.kill()
	said, err := os.ReadFile(s.log.Name())
	return nil, errors.Join(fmt.Errorf("the program does not answer: it said %.2000s", said), err)
}

func (s *server) up(ctx context.Context) bool {
	code, _, err := (&client{base: s.url, http: plain()}).ask(ctx, "GET", "/api/health", nil, nil)
	return err == nil && code == 200
}

// stop ends it in order.
func (s *server) stop() error {
	_ = s.cmd.Process.Signal(os.Interrupt)
	err := s.cmd.Wait()
	s.log.Close()
	return err
}

// kill ends it as a power failure would, as far as a process can be.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	s.log.Close()
}

// processor is the time of the processor that the program has used.
func (s *server) processor() time.Duration {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / 100
}

func (p *pg) exec(ctx context.Context, statements ...string) error {
	conn, err := pgx.Connect(ctx, p.url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

func (p *pg) databases(ctx context.Context) ([]string, error) {
	conn, err := pgx.Connect(ctx, p.url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	return names(ctx, conn, `SELECT datname FROM pg_database`)
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Sync(), w.Close())
}

// processors are those who answer: the program and, if there is one, the database server.
type processors struct {
	program *server
	db      *pg
}

// rest waits until both have hardly worked for some seconds, or two minutes: what a start brings with it (deadlines
// told, plans made, a fresh copy vacuumed) is not what a list costs.
func (p processors) rest(ctx context.Context) error {
	calm := 0
	for before, i := p.used(), 0; calm < 3 && i < 120; i++ {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
		now := p.used()
		if calm++; now-before > 50*time.Millisecond {
			calm = 0
		}
		before = now
	}
	return nil
}

// used is the time of the processor that both have used since they were started. What runs in
// a process of PostgreSQL that has ended is in that of its parent.
func (p processors) used() time.Duration {
	total := p.program.processor()
	if p.db == nil {
		return total
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return total
	}
	for _, name := range all {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		text := string(b)
		fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
		own := strings.HasPrefix(text, strconv.Itoa(p.db.cmd.Process.Pid)+" ")
		if len(fields) < 15 || !own && fields[1] != strconv.Itoa(p.db.cmd.Process.Pid) {
			continue
		}
		from, to := 11, 13 // utime, stime
		if own {
			to = 15 // and of children that have ended
		}
		for _, field := range fields[from:to] {
			ticks, err := strconv.Atoi(field)
			if err == nil {
				total += time.Duration(ticks) * 10 * time.Millisecond
			}
		}
	}
	return total
}

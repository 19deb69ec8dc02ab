// Command figures measures the program on this machine and prints a table: how fast it
// reads, imports and scans, and how much memory that takes. Every figure is the median
// of several runs and names the work it was measured on.
//
//	make bench
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/data/lake"
)

func main() {
	bin := flag.String("bin", "bin/mingjian", "the built program")
	documents := flag.Int("documents", 100_000, "size of the synthetic county")
	rows := flag.Int("rows", 2_000_000, "rows of the register of the import; a quarter of them as a workbook")
	only := flag.String("only", "", "measure only this: reading, conditions, county, models, checks, news or registers")
	sizes := flag.String("sizes", "100000,1000000", "documents of the counties that all models scan")
	keep := flag.String("keep", "", "folder that keeps those counties for the next run; the largest takes 5 GB and half an hour to make")
	commands := flag.Int("commands", 3, "new documents that are brought in by commands, before those of a server that watches")
	runs := flag.Int("runs", 3, "runs of each measurement; the median counts")
	flag.Parse()
	b := bench{bin: *bin, runs: *runs, commands: *commands, keep: *keep, out: tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)}
	if err := b.all(*only, *sizes, *documents, *rows); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench runs measurements and prints them as rows of one table.
type bench struct {
	bin  string
	runs int
	keep string

	commands int
	out      *tabwriter.Writer
}

func (b bench) row(what, figure, work string) { fmt.Fprintf(b.out, "%s\t%s\t%s\n", what, figure, work) }

func (b bench) all(only, sizes string, documents, rows int) error {
	if b.keep == "" {
		var err error
		if b.keep, err = os.MkdirTemp("", "mingjian-bench-*"); err != nil {
			return err
		}
		defer os.RemoveAll(b.keep)
	}
	b.row("what", "median", "work")
	for _, part := range []struct {
		name string
		run  func() error
	}{
		{"reading", b.reading},
		{"county", func() error { return b.county(documents) }},
		{"conditions", b.conditions},
		{"models", func() error { return b.models(sizes) }},
		{"checks", func() error { return b.checks(sizes) }},
		{"news", func() error { return b.news(sizes) }},
		{"registers", func() error { return b.registers(rows, rows/4) }},
	} {
		if only != "" && only != part.name {
			continue
		}
		if err := part.run(); err != nil {
			return err
		}
	}
	return b.out.Flush()
}

// county measures the commands as a user runs them, over a synthetic county.
func (b bench) county(documents int) error {
	dir, err := os.MkdirTemp("", "mingjian-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	work := fmt.Sprintf("%d synthetic documents", documents)
	county := filepath.Join(dir, "county")
	took, _, err := b.command("synth", "--registers=false", "--seed", "1", "--documents", fmt.Sprint(documents), county)
	if err != nil {
		return err
	}
	b.row("synth", fmt.Sprintf("%.0f documents/s", float64(documents)/took.Seconds()), work)
	file := filepath.Join(county, "judgments.jsonl")
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	size := float64(info.Size()) / 1e6

	took, peak, err := b.best(func(int) []string { return []string{"parse", file} })
	if err != nil {
		return err
	}
	b.row("parse, all cores", fmt.Sprintf("%.0f documents/s, %.1f MB/s", float64(documents)/took.Seconds(), size/took.Seconds()), work)
	b.row("parse, peak memory", fmt.Sprintf("%d MB", peak), work)

	home := func(i int) string { return filepath.Join(dir, fmt.Sprint("home", i)) }
	took, peak, err = b.best(func(i int) []string { return []string{"import", "judgments", file, "--home", home(i)} })
	if err != nil {
		return err
	}
	rows, err := rowsOf(home(0))
	if err != nil {
		return err
	}
	b.row("import", fmt.Sprintf("%.0f documents/s, %.0f rows/s", float64(documents)/took.Seconds(), float64(rows)/took.Seconds()), fmt.Sprintf("%s, %d rows", work, rows))
	b.row("import, peak memory", fmt.Sprintf("%d MB", peak), work)

	took, peak, err = b.best(func(i int) []string { return []string{"scan", "--home", home(i)} })
	if err != nil {
		return err
	}
	b.row("scan, all models", fmt.Sprintf("%.1f s", took.Seconds()), work)
	b.row("scan, peak memory", fmt.Sprintf("%d MB", peak), work)
	return nil
}

// medians runs f and g in turn and returns the median processor time of each, that of freeing
// memory on other cores included: what one core does, whatever else the machine has to do.
func (b bench) medians(f, g func()) (time.Duration, time.Duration) {
	var first, second []time.Duration
	timed := func(f func()) time.Duration {
		start := processorTime()
		f()
		return processorTime() - start
	}
	for range max(b.runs, 5) {
		first, second = append(first, timed(f)), append(second, timed(g))
	}
	slices.Sort(first)
	slices.Sort(second)
	return first[len(first)/2], second[len(second)/2]
}

// processorTime returns how long the cores have worked for this process.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // it has no other failure than a wrong argument
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// best runs a command several times and returns the median time and the highest peak.
func (b bench) best(args func(run int) []string) (time.Duration, int64, error) {
	var all []time.Duration
	var peak int64
	for i := range b.runs {
		took, mb, err := b.command(args(i)...)
		if err != nil {
			return 0, 0, err
		}
		all, peak = append(all, took), max(peak, mb)
	}
	slices.Sort(all)
	return all[len(all)/2], peak, nil
}

// command runs the program and returns how long it took and its peak memory in MB.
func (b bench) command(args ...string) (time.Duration, int64, error) {
	cmd := exec.Command(b.bin, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		return 0, 0, fmt.Errorf("mingjian %s: %w\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return took, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss / 1024, nil
}

// load reads the texts of a JSON Lines file.
func load(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		texts = append(texts, d.Text)
	}
	return texts, lines.Err()
}

// rowsOf returns how many rows the current snapshot of a home has.
func rowsOf(home string) (n int64, err error) {
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		return 0, err
	}
	defer l.Close()
	s, err := l.Current()
	for _, rows := range s.Manifest.Rows() {
		n += rows
	}
	return n, err
}

// Command linkage measures record linkage: mingjian and Splink on the same files, on the same
// machine, one after the other, with the accuracy beside the time.
//
//	make bench-linkage
package main

import (
	"encoding/csv"
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

	"github.com/mingjian/mingjian/detect/linkage/matchtest"
)

func main() {
	bin := flag.String("bin", "bin/mingjian", "the built program")
	venv := flag.String("venv", "tmp/splink-venv", "Python with Splink; without it Splink is left out")
	shared := flag.String("data", filepath.Join(os.Getenv("MINGJIAN_SHARED"), "data", "linkage"), "folder of febrl4 and fake_1000")
	mentions := flag.Int("mentions", 1_000_000, "size of the invented register")
	runs := flag.Int("runs", 3, "runs of each measurement; the median counts")
	seed := flag.Uint64("seed", 7, "seed of the invented register")
	flag.Parse()
	b := bench{bin: *bin, python: filepath.Join(*venv, "bin", "python"), runs: *runs, out: tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)}
	if err := b.all(*shared, *seed, *mentions); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench runs measurements and prints them as rows of one table.
type bench struct {
	bin, python string
	runs        int
	out         *tabwriter.Writer
	dir         string
}

func (b *bench) all(shared string, seed uint64, mentions int) error {
	dir, err := os.MkdirTemp("", "mingjian-linkage-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	splink := exec.Command(b.python, "-c", "import splink").Run() == nil
	if !splink {
		fmt.Printf("Splink is left out: %s does not run it (make bench-linkage sets it up).\n", b.python)
	}
	fmt.Fprintln(b.out, "data\tprogram\tprecision\trecall\tF1\twall s\tuser s\tpeak MB\tremarks")
	sets := []set{{"febrl4", filepath.Join(shared, "febrl4.csv"), filepath.Join(shared, "febrl4.truth.csv"), "rec_id", nil},
		{"fake_1000", filepath.Join(shared, "fake_1000.csv"), filepath.Join(shared, "fake_1000.truth.csv"), "rec_id", nil}}
	register, err := b.register(seed, mentions)
	if err != nil {
		return err
	}
	for _, s := range append(sets, register) {
		if _, err := os.Stat(s.file); err != nil {
			fmt.Fprintf(b.out, "%s\tis not there (MINGJIAN_SHARED)\n", s.name)
			continue
		}
		if err := b.compare(s, splink); err != nil {
			return err
		}
	}
	if err := b.addition(seed, mentions); err != nil {
		return err
	}
	return b.out.Flush()
}

// A set is one file to link and the truth about it.
type set struct {
	name, file, truth, id string
	masked                map[string]bool
}

// register writes an invented register and its truth.
func (b *bench) register(seed uint64, n int) (set, error) {
	s := set{fmt.Sprintf("register of %d", n), filepath.Join(b.dir, "register.csv"), filepath.Join(b.dir, "truth.csv"), "编号", map[string]bool{}}
	f, err := os.Create(s.file)
	if err != nil {
		return s, err
	}
	defer f.Close()
	t, err := os.Create(s.truth)
	if err != nil {
		return s, err
	}
	defer t.Close()
	rows, truth := csv.NewWriter(f), csv.NewWriter(t)
	rows.Write(matchtest.Headings)
	truth.Write([]string{"rec_id", "entity_id"})
	err = matchtest.Register(seed, n, func(m matchtest.Mention) error {
		if m.Masked {
			s.masked[m.Row[0]] = true
		}
		truth.Write([]string{m.Row[0], m.Person})
		return rows.Write(m.Row)
	})
	rows.Flush()
	truth.Flush()
	return s, err
}

// compare links one set with both programs.
func (b *bench) compare(s set, splink bool) error {
	truth, err := readPairs(s.truth)
	if err != nil {
		return err
	}
	out := filepath.Join(b.dir, "out.csv")
	u, err := b.run(b.bin, "link", "table", s.file, "--id", s.id, "--out", out)
	if err != nil {
		return err
	}
	found, err := readPairs(out)
	if err != nil {
		return err
	}
	b.row(s, "mingjian", score(truth, found, s.masked), u, "")
	if !splink {
		return nil
	}
	model, _, _ := strings.Cut(s.name, " ")
	if u, err = b.run(b.python, "bench/linkage/splink_run.py", model, s.file, out); err != nil {
		return err
	}
	for _, threshold := range []float64{0.95, 0.5} {
		found, err := closure(out, threshold, truth)
		if err != nil {
			return err
		}
		b.row(s, "Splink", score(truth, found, s.masked), u, fmt.Sprintf("threshold %.2f", threshold))
	}
	return nil
}

func (b *bench) row(s set, program string, a accuracy, u usage, remark string) {
	if s.masked != nil {
		remark = strings.TrimSpace(fmt.Sprintf("%s %d pairs with a masked name joined", remark, a.masked))
	}
	fmt.Fprintf(b.out, "%s\t%s\t%.5f\t%.4f\t%.4f\t%.1f\t%.1f\t%d\t%s\n", s.name, program, a.precision, a.recall, a.f1, u.wall.Seconds(), u.user.Seconds(), u.peak, remark)
	b.out.Flush()
}

// usage is what a run took.
type usage struct {
	wall, user time.Duration
	peak       int64 // MB
}

// run runs a command several times and returns the medians of the times and the highest peak.
func (b *bench) run(name string, args ...string) (usage, error) {
	var walls, users []time.Duration
	var peak int64
	for range b.runs {
		cmd := exec.Command(name, args...)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		start := time.Now()
		if err := cmd.Run(); err != nil {
			return usage{}, fmt.Errorf("%s: %w\n%s", name, err, stderr.String())
		}
		walls = append(walls, time.Since(start))
		users = append(users, cmd.ProcessState.UserTime())
		peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss/1024)
	}
	slices.Sort(walls)
	slices.Sort(users)
	return usage{walls[len(walls)/2], users[len(users)/2], peak}, nil
}

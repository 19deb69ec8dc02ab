// Command linkage measures record linkage: mingjian and Splink on the same files, on the same
// machine, one after the other, with the accuracy beside the time.
//
//	make bench-linkage
package main

import (
	"encoding/csv"
	"errors"
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
	only := flag.Bool("addition", false, "only measure adding to a register that was linked")
	write := flag.String("write", "", "only write the invented register into this folder")
	flag.Parse()
	if *write != "" {
		if err := writeRegister(*write, *seed, *mentions); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	b := bench{bin: *bin, python: filepath.Join(*venv, "bin", "python"), runs: *runs, out: tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)}
	measure := b.all
	if *only {
		measure = b.alone
	}
	if err := measure(*shared, *seed, *mentions); err != nil {
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
	sets := []set{{"febrl4", filepath.Join(shared, "febrl4.csv"), filepath.Join(shared, "febrl4.truth.csv"), "rec_id"},
		{"fake_1000", filepath.Join(shared, "fake_1000.csv"), filepath.Join(shared, "fake_1000.truth.csv"), "rec_id"}}
	// A process starts with the peak memory of its parent, so this one stays small until all
	// programs have run: another writes the register, and the results are read at the end.
	self := exec.Command(os.Args[0], "-write", dir, "-seed", fmt.Sprint(seed), "-mentions", fmt.Sprint(mentions))
	self.Stderr = os.Stderr
	if err := self.Run(); err != nil {
		return fmt.Errorf("write the register: %w", err)
	}
	register := set{fmt.Sprintf("register of %d", mentions), filepath.Join(dir, "register.csv"), filepath.Join(dir, "truth.csv"), "编号"}
	var done []outcome
	for _, s := range append(sets, register) {
		if _, err := os.Stat(s.file); err != nil {
			fmt.Fprintf(b.out, "%s\tis not there (MINGJIAN_SHARED)\n", s.name)
			continue
		}
		list, err := b.compare(s, splink)
		if err != nil {
			return err
		}
		done = append(done, list...)
	}
	for _, o := range done {
		if err := b.row(o); err != nil {
			return err
		}
	}
	if err := b.addition(seed, mentions); err != nil {
		return err
	}
	return b.out.Flush()
}

// alone measures the addition only.
func (b *bench) alone(_ string, seed uint64, mentions int) error {
	dir, err := os.MkdirTemp("", "mingjian-linkage-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	fmt.Fprintln(b.out, "data\tprogram\tprecision\trecall\tF1\twall s\tuser s\tpeak MB\tremarks")
	return errors.Join(b.addition(seed, mentions), b.out.Flush())
}

// A set is one file to link and the truth about it.
type set struct {
	name, file, truth, id string
}

// An outcome is what a program made of a set.
type outcome struct {
	set
	program, file string
	usage
	thresholds []float64 // of scored pairs; none if the file holds entities
}

// writeRegister writes an invented register and its truth.
func writeRegister(dir string, seed uint64, n int) error {
	f, err := os.Create(filepath.Join(dir, "register.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	t, err := os.Create(filepath.Join(dir, "truth.csv"))
	if err != nil {
		return err
	}
	defer t.Close()
	rows, truth := csv.NewWriter(f), csv.NewWriter(t)
	err = errors.Join(rows.Write(matchtest.Headings), truth.Write([]string{"rec_id", "entity_id", "masked"}))
	if err != nil {
		return err
	}
	err = matchtest.Register(seed, n, func(m matchtest.Mention) error {
		return errors.Join(truth.Write([]string{m.Row[0], m.Person, fmt.Sprint(m.Masked)}), rows.Write(m.Row))
	})
	rows.Flush()
	truth.Flush()
	return errors.Join(err, rows.Error(), truth.Error())
}

// compare links one set with both programs.
func (b *bench) compare(s set, splink bool) ([]outcome, error) {
	model, _, _ := strings.Cut(s.name, " ")
	ours, theirs := filepath.Join(b.dir, model+".mingjian.csv"), filepath.Join(b.dir, model+".splink.csv")
	u, err := b.run(b.bin, "link", "table", s.file, "--id", s.id, "--out", ours)
	if err != nil {
		return nil, err
	}
	done := []outcome{{s, "mingjian", ours, u, nil}}
	if splink {
		if u, err = b.run(b.python, "bench/linkage/splink_run.py", model, s.file, theirs); err != nil {
			return nil, err
		}
		done = append(done, outcome{s, "Splink", theirs, u, []float64{0.95, 0.5}})
	}
	return done, nil
}

// row prints how well an outcome agrees with the truth.
func (b *bench) row(o outcome) error {
	truth, masked, err := readTruth(o.truth)
	if err != nil {
		return err
	}
	for _, t := range append(o.thresholds, 0)[:max(1, len(o.thresholds))] {
		var found map[string]string
		remark := ""
		if o.thresholds == nil {
			found, err = readPairs(o.file)
		} else {
			found, err = closure(o.file, t, truth)
			remark = fmt.Sprintf("threshold %.2f ", t)
		}
		if err != nil {
			return err
		}
		a := score(truth, found, masked)
		if len(masked) > 0 {
			remark += fmt.Sprintf("%d pairs with a masked name joined", a.masked)
		}
		fmt.Fprintf(b.out, "%s\t%s\t%.5f\t%.4f\t%.4f\t%s\t%d\t%s\n", o.name, o.program, a.precision, a.recall, a.f1, o.usage, o.peak, remark)
	}
	return nil
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

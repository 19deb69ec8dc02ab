package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// costly is how many of the models that take longest are named.
const costly = 6

// models measures a scan with all models over counties of several sizes, and how the cost
// grows from one to the next. Who is who is told by the fixed rules that stand before
// linkage has run.
func (b bench) models(list string) error {
	var before spent
	smaller := 0
	return b.atSizes(list, func(home string, n int) error {
		cost, err := b.scanned(home, n)
		if err != nil {
			return err
		}
		if smaller > 0 {
			b.row("scan, growth", fmt.Sprintf("%.1f times the CPU time, %.1f times the time", cost.cpu.Seconds()/before.cpu.Seconds(), cost.wall.Seconds()/before.wall.Seconds()),
				fmt.Sprintf("from %d to %d documents", smaller, n))
		}
		before, smaller = cost, n
		return onSnapshot(context.Background(), home, func(ctx context.Context, s lake.Snapshot, e *duck.Engine, _ string) error {
			return b.each(ctx, s, e, n)
		})
	})
}

// sizesOf reads a list of numbers of documents.
func sizesOf(list string) (all []int, err error) {
	for s := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of documents", s)
		}
		all = append(all, n)
	}
	return all, nil
}

// atSizes measures counties of several sizes, one after the other.
func (b bench) atSizes(list string, measure func(home string, n int) error) error {
	sizes, err := sizesOf(list)
	if err != nil {
		return err
	}
	for _, n := range sizes {
		home, err := b.imported(n)
		if err != nil {
			return err
		}
		if err := measure(home, n); err != nil {
			return err
		}
	}
	return nil
}

// imported returns a home with n documents of an invented county, imported; one that an
// earlier run has kept, if there is one.
func (b bench) imported(n int) (home string, err error) {
	county := filepath.Join(b.keep, fmt.Sprintf("county-%d", n))
	home = filepath.Join(b.keep, fmt.Sprintf("home-%d", n))
	if _, err := os.Stat(filepath.Join(home, "lake")); err == nil {
		return home, nil
	}
	if _, _, err = b.command("synth", "--registers=false", "--seed", "1", "--documents", fmt.Sprint(n), county); err != nil {
		return home, err
	}
	took, peak, err := b.command("import", "judgments", filepath.Join(county, "judgments.jsonl"), "--home", home)
	if err != nil {
		return home, errors.Join(err, os.RemoveAll(home))
	}
	b.row("import", fmt.Sprintf("%.0f s, %d MB", took.Seconds(), peak), fmt.Sprintf("%d synthetic documents", n))
	return home, os.RemoveAll(county)
}

// A spent is what a run has cost, the median of several.
type spent struct{ wall, cpu time.Duration }

// machineLoad is how many others wanted a core in the last minute, so that times can be judged.
func machineLoad() string {
	content, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(content), " ")
	return first
}

// scanned measures mingjian scan as a user runs it: all models, as many at a time as the engine
// does well.
func (b bench) scanned(home string, n int) (spent, error) {
	var wall, used []time.Duration
	var peak int64
	before := machineLoad()
	for range b.runs {
		cmd := exec.Command(b.bin, "scan", "--json", "--home", home)
		start := time.Now()
		if out, err := cmd.Output(); err != nil {
			return spent{}, fmt.Errorf("mingjian scan: %w\n%s", err, out)
		}
		wall = append(wall, time.Since(start))
		used = append(used, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss/1024)
	}
	slices.Sort(wall)
	slices.Sort(used)
	work := fmt.Sprintf("%d synthetic documents, all models, load %s before and %s after", n, before, machineLoad())
	b.row("scan", fmt.Sprintf("%.1f s, %.1f s of CPU", wall[len(wall)/2].Seconds(), used[len(used)/2].Seconds()), work)
	b.row("scan, peak memory", fmt.Sprintf("%d MB", peak), work)
	return spent{wall[len(wall)/2], used[len(used)/2]}, nil
}

// onSnapshot calls do with the snapshot of a home and an engine on it.
func onSnapshot(ctx context.Context, home string, do func(ctx context.Context, s lake.Snapshot, e *duck.Engine, spill string) error) error {
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := l.Current()
	if err != nil {
		return err
	}
	spill, err := os.MkdirTemp("", "mingjian-bench-spill-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(spill)
	e, err := duck.Open(ctx, duck.Options{Tables: s.Tables(), TempDir: spill})
	if err != nil {
		return err
	}
	defer e.Close()
	return do(ctx, s, e, spill)
}

// each measures each model alone, without the others beside it, and names those that take longest.
func (b bench) each(ctx context.Context, s lake.Snapshot, e *duck.Engine, n int) error {
	type cost struct {
		id        string
		wall, cpu time.Duration
	}
	var list []models.Model
	var inputs []string
	for m, err := range models.All() {
		if err != nil {
			return err
		}
		list, inputs = append(list, m), append(inputs, m.Inputs...)
	}
	var costs []cost
	measure := func(id string, f func() error) error {
		wall, used := time.Now(), cpuTime()
		err := f()
		costs = append(costs, cost{id, time.Since(wall), cpuTime() - used})
		return err
	}
	if err := measure("who is who", func() error { return linkage.Link(ctx, e, inputs...) }); err != nil {
		return err
	}
	asOf, err := scan.Latest(ctx, e)
	if err != nil {
		return err
	}
	for _, m := range list {
		err := measure(m.ID, func() error {
			_, err := scan.Scan(ctx, scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, m, nil)
			return err
		})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(costs, func(x, y cost) int { return cmp.Compare(y.cpu, x.cpu) })
	for _, c := range costs[:min(costly, len(costs))] {
		b.row("  "+c.id, fmt.Sprintf("%.2f s, %.2f s of CPU", c.wall.Seconds(), c.cpu.Seconds()), fmt.Sprintf("%d synthetic documents", n))
	}
	return nil
}

// cpuTime is what this program has used so far.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

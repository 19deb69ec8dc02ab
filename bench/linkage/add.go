package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/detect/linkage/matchtest"
	"github.com/mingjian/mingjian/detect/linkage/sheet"
)

// fresh is how many mentions are added to a register that was linked before.
const fresh = 10_000

// addition measures how long it takes to load what was saved, to add mentions to it and to
// write what was added to the disk.
func (b *bench) addition(seed uint64, n int) error {
	old, added, err := invent(seed, n)
	if err != nil {
		return err
	}
	ctx := context.Background()
	r, err := match.Link(ctx, old, match.Options{Seed: 1})
	if err != nil {
		return err
	}
	file := filepath.Join(b.dir, "saved")
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := errors.Join(r.Save(out), out.Close()); err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	r = nil //nolint:wastedassign // 2 GB that must not be weighed with what follows
	debug.FreeOSMemory()
	var loads, adds, writes, all []usage
	for range max(b.runs, 5) {
		var k *match.Kept
		var a *match.Addition
		load, err := timed(func() error {
			content, err := os.ReadFile(file)
			if err == nil {
				k, err = match.Open(content)
			}
			return err
		})
		if err != nil {
			return err
		}
		add, err := timed(func() error {
			a, err = k.Add(ctx, added, match.AddOptions{})
			return err
		})
		if err != nil {
			return err
		}
		write, err := timed(func() error { return appendTo(file, info.Size(), a) })
		if err != nil {
			return err
		}
		if err := os.Truncate(file, info.Size()); err != nil {
			return err
		}
		loads, adds, writes = append(loads, load), append(adds, add), append(writes, write)
		all = append(all, usage{wall: load.wall + add.wall + write.wall, user: load.user + add.user + write.user})
	}
	what := fmt.Sprintf("%d into %d", fresh, n)
	fmt.Fprintf(b.out, "%s\tload %d MB\t\t\t\t%s\t\n", what, info.Size()/1_000_000, median(loads))
	fmt.Fprintf(b.out, "%s\tresolve\t\t\t\t%s\t\n", what, median(adds))
	fmt.Fprintf(b.out, "%s\tappend and sync\t\t\t\t%s\t\n", what, median(writes))
	fmt.Fprintf(b.out, "%s\tall three\t\t\t\t%s\t\n", what, median(all))
	return nil
}

// appendTo writes an addition behind what was saved, to the disk.
func appendTo(file string, at int64, a *match.Addition) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Seek(at, io.SeekStart)
	return errors.Join(err, a.Save(f), f.Sync(), f.Close())
}

func (u usage) String() string { return fmt.Sprintf("%.1f\t%.1f", u.wall.Seconds(), u.user.Seconds()) }

func median(all []usage) usage {
	slices.SortFunc(all, func(a, b usage) int { return int(a.wall - b.wall) })
	return all[len(all)/2]
}

// timed measures what f takes in this process: time, and processor time of all cores together,
// that of the system (reading, memory) included.
func timed(f func() error) (usage, error) {
	var before, after syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		return usage{}, err
	}
	start := time.Now()
	if err := f(); err != nil {
		return usage{}, err
	}
	u := usage{wall: time.Since(start)}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		return u, err
	}
	u.user = time.Duration(after.Utime.Nano() - before.Utime.Nano() + after.Stime.Nano() - before.Stime.Nano())
	return u, nil
}

// invent makes a register and the mentions that arrive after it.
func invent(seed uint64, n int) (old, added *match.Table, err error) {
	old, added = match.NewTable(fields()...), match.NewTable(fields()...)
	i := 0
	err = matchtest.Register(seed, n+fresh, func(m matchtest.Mention) error {
		i++
		if i <= n {
			return old.Add(m.Row[0], m.Row[1:]...)
		}
		return added.Add(m.Row[0], m.Row[1:]...)
	})
	return old, added, err
}

// fields are the columns of an invented register.
func fields() []match.Field {
	var out []match.Field
	for _, h := range matchtest.Headings[1:] {
		kind, _ := sheet.Recognise(h)
		out = append(out, match.Field{Name: h, Kind: kind})
	}
	return out
}

package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/detect/linkage/matchtest"
	"github.com/mingjian/mingjian/detect/linkage/sheet"
)

// fresh is how many mentions are added to a register that was linked before.
const fresh = 10_000

// addition measures how long it takes to load what was saved and to add mentions to it.
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
	file, err := os.CreateTemp(b.dir, "saved-*")
	if err != nil {
		return err
	}
	defer file.Close()
	if err := r.Save(file); err != nil {
		return err
	}
	r = nil
	size, err := file.Seek(0, 1)
	if err != nil {
		return err
	}
	var loads, adds []usage
	for range b.runs {
		if _, err := file.Seek(0, 0); err != nil {
			return err
		}
		u, err := timed(func() error {
			r, err = match.Load(ctx, file, match.Options{Seed: 1})
			return err
		})
		if err != nil {
			return err
		}
		loads = append(loads, u)
		if u, err = timed(func() error {
			_, err := r.Add(ctx, added)
			return err
		}); err != nil {
			return err
		}
		adds = append(adds, u)
	}
	fmt.Fprintf(b.out, "saved register of %d\tload, %d MB\t\t\t\t%s\t\n", n, size/1_000_000, median(loads))
	fmt.Fprintf(b.out, "%d new mentions\tadd\t\t\t\t%s\t\n", fresh, median(adds))
	return nil
}

func (u usage) String() string { return fmt.Sprintf("%.1f\t%.1f", u.wall.Seconds(), u.user.Seconds()) }

func median(all []usage) usage {
	slices.SortFunc(all, func(a, b usage) int { return int(a.wall - b.wall) })
	return all[len(all)/2]
}

// timed measures what f takes in this process.
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
	u.user = time.Duration(after.Utime.Nano() - before.Utime.Nano())
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

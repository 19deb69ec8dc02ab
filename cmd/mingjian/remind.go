package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

type remindCmd struct {
	database `embed:""`
}

// Run writes the notices of today, as the server does by itself every hour.
func (c *remindCmd) Run(a *app) error {
	return a.withMatters(c.database, func(s *matter.Service) error {
		n, err := s.Remind(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			return json.NewEncoder(a.term.out).Encode(map[string]int64{"written": n})
		}
		_, err = fmt.Fprintf(a.term.out, a.pick("写出 %d 条提醒\n", "%d notices written\n"), n)
		return err
	})
}

const (
	remindEvery   = time.Hour
	calendarEvery = time.Minute
)

// remind writes notices while the server runs, and counts deadlines anew when a notice of
// holidays has come into the home.
func (a *app) remind(ctx context.Context, s *matter.Service, log *slog.Logger) error {
	tick := time.NewTicker(calendarEvery)
	defer tick.Stop()
	known, last := a.calendarMark(), time.Time{}
	for {
		if mark := a.calendarMark(); mark != known {
			known = mark
			if err := a.newCalendar(ctx, s); err != nil {
				log.Error("the calendar cannot be read anew", slog.Any("err", err))
			}
		}
		if now := a.now(); now.Sub(last) >= remindEvery {
			last = now
			if _, err := s.Remind(ctx); err != nil && ctx.Err() == nil {
				log.Error("notices were not written", slog.Any("err", err))
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// calendarMark changes when a file in the office's calendar does.
func (a *app) calendarMark() (mark string) {
	entries, err := os.ReadDir(a.calendarDir())
	if err != nil {
		return ""
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			mark += fmt.Sprintf("%s %d %d\n", e.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return mark
}

func (a *app) newCalendar(ctx context.Context, s *matter.Service) error {
	clock, err := matter.LoadClock(a.calendarDir())
	if err != nil {
		return err
	}
	s.SetClock(clock)
	_, err = s.Recount(ctx, access.CommandLine(access.Home), "放假通知有更新", false)
	return err
}

type lawCalendarCmd struct {
	List lawCalendarListCmd `cmd:"" help:"${calendar_list}"`
	Add  lawCalendarAddCmd  `cmd:"" help:"${calendar_add}"`
}

type lawCalendarListCmd struct{}

// Run lists the notices of holidays that deadlines are counted with.
func (c *lawCalendarListCmd) Run(a *app) error {
	cal, err := law.OpenCalendar(a.calendarDir())
	if err != nil {
		return err
	}
	var all []yearLine
	for _, year := range cal.Years() {
		n, _ := cal.Notice(year)
		all = append(all, yearLine{year, n.Title})
	}
	if a.json {
		return eachLine(a.term.out, all)
	}
	for _, y := range all {
		fmt.Fprintf(a.term.out, "%d  %s\n", y.Year, y.Notice)
	}
	return nil
}

// A yearLine is a year whose notice is known, as --json shows it.
type yearLine struct {
	Year   int    `json:"year"`
	Notice string `json:"notice"`
}

type lawCalendarAddCmd struct {
	database `embed:""`
	File     string `arg:"" type:"existingfile" help:"${calendar_file}"`
	DryRun   bool   `name:"dry-run" help:"${calendar_dry}"`
}

// Run installs a notice of holidays and counts the deadlines that run anew, telling which
// moved and why.
func (c *lawCalendarAddCmd) Run(a *app) error {
	b, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	n, err := law.ReadNotice(filepath.Base(c.File), b)
	if err != nil {
		return err
	}
	name := noticeFile(n, c.File)
	return a.withMatters(c.database, func(s *matter.Service) error {
		dir := a.calendarDir()
		if c.DryRun {
			dir, err = tryCalendar(dir, name, b)
			defer os.RemoveAll(dir)
			if err != nil {
				return err
			}
		} else if err := putWhole(filepath.Join(dir, name), b); err != nil {
			return err
		}
		clock, err := matter.LoadClock(dir)
		if err != nil {
			return err
		}
		s.SetClock(clock)
		moved, err := s.Recount(a.ctx, a.actor(), n.Title, c.DryRun)
		if err != nil {
			return err
		}
		return a.printMoved(moved)
	})
}

// noticeFile is the name that a notice has in the office's calendar: one file a year, and
// beside it those that add days.
func noticeFile(n law.Notice, from string) string {
	year := strconv.Itoa(n.Year)
	base := strings.TrimSuffix(filepath.Base(from), filepath.Ext(from))
	switch {
	case !n.Adds:
		return year + ".yaml"
	case base == year:
		return year + "-adds.yaml"
	}
	return base + ".yaml"
}

// tryCalendar returns a folder with the office's calendar and the notice in it; after a
// failure it may be half made.
func tryCalendar(dir, name string, b []byte) (string, error) {
	try, err := os.MkdirTemp("", "mingjian-calendar-*")
	if err != nil {
		return try, err
	}
	if _, err := os.Stat(dir); err == nil {
		if err := os.CopyFS(try, os.DirFS(dir)); err != nil {
			return try, err
		}
	}
	if err := os.Remove(filepath.Join(try, name)); err != nil && !os.IsNotExist(err) {
		return try, err
	}
	return try, os.WriteFile(filepath.Join(try, name), b, 0o600)
}

// putWhole writes a file so that it is there whole or not at all.
func putWhole(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // does nothing after the rename
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fault.Invalidf("无法写入 %s。", "%s cannot be written.", path).Because(err)
	}
	return os.Rename(f.Name(), path)
}

func (a *app) printMoved(moved []matter.Moved) error {
	if a.json {
		return eachLine(a.term.out, moved)
	}
	for _, m := range moved {
		fmt.Fprintf(a.term.out, "%s  %s  %s  %s → %s\n  %s\n", m.Matter, m.Title, m.Called.In(a.lang), m.Was, m.Now, m.Why.In(a.lang))
	}
	_, err := fmt.Fprintf(a.term.out, a.pick("%d 个期限的届满日有变动\n", "%d deadlines end on another day\n"), len(moved))
	return err
}

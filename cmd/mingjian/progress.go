package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"github.com/mingjian/mingjian/data/record/source"
)

// A bar shows how far a long command has come, on a terminal only: a log file does not
// want a thousand lines that overwrite each other.
type bar struct {
	out   *os.File
	what  string
	now   func() time.Time
	next  time.Time // not before this is it drawn again
	from  time.Time
	on    bool
	gauge *source.Gauge // how far the input has been read; nil if nobody measures it
}

// progress returns a bar that counts what.
func (a *app) progress(what string) *bar {
	fd := a.term.err.Fd()
	now := a.now()
	return &bar{out: a.term.err, what: what, now: a.now, from: now, next: now.Add(time.Second / 2),
		on: isatty.IsTerminal(fd) || isatty.IsCygwinTerminal(fd)}
}

// set shows n, a few times a second at most.
func (b *bar) set(n int64) {
	if !b.on {
		return
	}
	now := b.now()
	if now.Before(b.next) {
		return
	}
	b.next = now.Add(time.Second / 5)
	rate := float64(n) / now.Sub(b.from).Seconds()
	fmt.Fprintf(b.out, "\r\x1b[K%s%s %d  (%.0f/s)", b.drawn(), b.what, n, rate)
}

// drawn returns the bar as far as it is known how much there is to read: [████······] 40%
func (b *bar) drawn() string {
	const width = 24
	share, known := b.gauge.Share()
	if !known {
		return ""
	}
	full := int(share * width)
	return fmt.Sprintf("[%s%s] %3.0f%%  ", strings.Repeat("█", full), strings.Repeat("·", width-full), 100*share)
}

// clear takes the bar away so that a line can be printed.
func (b *bar) clear() {
	if b.on {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

// colours reports whether standard output is a terminal that wants colours (no-color.org).
func (a *app) colours() bool {
	f, ok := a.term.out.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && os.Getenv("NO_COLOR") == ""
}

// complain names something that could not be read, on standard error.
func (a *app) complain(bad source.Unread) {
	fmt.Fprintln(a.term.err, a.pick("未读取：", "not read: ")+bad.Why.In(a.lang))
}

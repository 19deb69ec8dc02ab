package delivery

import (
	"strconv"
	"strings"
	"time"
)

func onDay(n int64) time.Time { return time.Unix(n*86400, 0).UTC() }

func dayOf(y, m, d int) int64 {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// dateLayouts are the ways of writing a day.
func dateLayouts() map[string]string {
	return map[string]string{"iso": "2006-01-02", "slash": "2006/1/2", "dots": "2006.01.02", "digits": "20060102",
		"zh": "2006年1月2日", "time": "2006-01-02 00:00:00", "serial": "2006-01-02"}
}

// monthLayouts are the ways of writing a month.
func monthLayouts() map[string]string {
	return map[string]string{"iso": "2006-01", "slash": "2006/01", "dots": "2006.01", "digits": "200601",
		"zh": "2006年1月", "time": "2006-01", "serial": "200601"}
}

// A scribe writes cells as text.
type scribe struct {
	style       Style
	date, month string
	buf         []byte
}

func newScribe(s Style) *scribe {
	return &scribe{style: s, date: dateLayouts()[s.Dates], month: monthLayouts()[s.Dates]}
}

// text writes one cell.
func (w *scribe) text(k Kind, c Cell) string {
	if !c.Has {
		return ""
	}
	out := c.S
	switch k {
	case Date, Born:
		w.buf = onDay(c.N).AppendFormat(w.buf[:0], w.date)
		out = string(w.buf)
	case Month:
		w.buf = onDay(c.N).AppendFormat(w.buf[:0], w.month)
		out = string(w.buf)
	case Yuan:
		out = w.fixed(c.N, 2)
	case Wan:
		out = w.fixed(c.N, 6)
	case Count:
		out = strconv.FormatInt(c.N, 10)
	case Sex:
		if w.style.Sexes == "digits" {
			out = map[string]string{"男": "1", "女": "2"}[c.S]
		}
	}
	if c.wide {
		out = widen(out)
	}
	return out
}

// fixed writes a number of fen with the point so many digits from the right, without
// zeros behind it that say nothing; 万元 keep all that is needed to be exact.
func (w *scribe) fixed(n int64, digits int) string {
	s := strconv.FormatInt(n, 10)
	for len(s) <= digits {
		s = "0" + s
	}
	whole, part := s[:len(s)-digits], s[len(s)-digits:]
	part = strings.TrimRight(part, "0")
	if digits == 2 && (part != "" || w.style.Format == "csv") {
		return whole + "." + (part + "00")[:2]
	}
	if part == "" {
		return whole
	}
	return whole + "." + part
}

// widen writes digits at full width.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

package matter

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/law"
)

// ICalendar writes the deadlines that f chooses as a calendar (RFC 5545) which other programs
// read. It leaves the house of the program, so it names no person and no matter by its title:
// each entry is the name of the deadline and the number of the matter.
func (s *Service) ICalendar(ctx context.Context, by access.Account, f DueFilter, lang string, w io.Writer) error {
	var b strings.Builder
	line := func(text string) { b.WriteString(folded(text) + "\r\n") }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//Mingjian//deadlines//EN")
	line("CALSCALE:GREGORIAN")
	stamp := s.db.Now().UTC().Format("20060102T150405Z")
	for f.Limit = MaxLimit; ; {
		p, err := s.Due(ctx, by, f)
		if err != nil {
			return err
		}
		cites, err := s.cites(ctx, p.Items)
		if err != nil {
			return err
		}
		for _, d := range p.Items {
			line("BEGIN:VEVENT")
			line(fmt.Sprintf("UID:%s-%d@mingjian", d.Matter, d.N))
			line("DTSTAMP:" + stamp)
			line("DTSTART;VALUE=DATE:" + compact(d.Due))
			line("DTEND;VALUE=DATE:" + compact(d.Due.AddDays(1)))
			line("SUMMARY:" + escapedText(d.Called.In(lang)+" "+cites[d.Matter]))
			line("TRANSP:TRANSPARENT")
			line("END:VEVENT")
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	line("END:VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

// cites returns the numbers of the matters of deadlines.
func (s *Service) cites(ctx context.Context, all []Due) (map[ID]string, error) {
	out := map[ID]string{}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		for _, d := range all {
			var r Row
			if err := tx.QueryRow(ctx, `SELECT procedure, state, year, number FROM matter WHERE id = $1`, string(d.Matter)).Scan(&r.Procedure, &r.State, &r.Year, &r.Number); err != nil {
				return fmt.Errorf("get the number of matter %s: %w", d.Matter, err)
			}
			s.name(&r)
			out[d.Matter] = r.Called.ZH + r.Cite()
		}
		return nil
	})
	return out, err
}

func compact(d law.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func escapedText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "").Replace(s)
}

// folded breaks a line after 75 bytes at most, as the format wants, and not within a character.
func folded(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n+utf8.RuneLen(r) > 74 {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += utf8.RuneLen(r)
	}
	return b.String()
}

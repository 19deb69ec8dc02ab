package law

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/mingjian/mingjian/fault"
)

// A Unit is what a period is counted in.
type Unit string

// The units.
const (
	Days        Unit = "days"
	Months      Unit = "months"
	Years       Unit = "years"
	WorkingDays Unit = "working days"
)

// A Period is a length of time as the law gives it. The zero Period is none.
type Period struct {
	Length int
	Unit   Unit
}

var periodForm = regexp.MustCompile(`^([1-9]\d{0,3}) ?(working day|day|month|year)s?$`)

// ParsePeriod reads 15 days, 3 months, 2 years, 7 working days.
func ParsePeriod(s string) (Period, error) {
	m := periodForm.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fault.Invalidf("“%s”不是期限；写成 15 days、3 months、2 years 或 7 working days。", "%q is no period; write 15 days, 3 months, 2 years or 7 working days.", s)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return Period{}, fmt.Errorf("read a period: %w", err)
	}
	return Period{n, Unit(m[2] + "s")}, nil
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String returns the period as ParsePeriod reads it.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	unit := string(p.Unit)
	if p.Length == 1 {
		unit = unit[:len(unit)-1]
	}
	return fmt.Sprintf("%d %s", p.Length, unit)
}

// Text returns the period as a person reads it.
func (p Period) Text() fault.Text {
	unit := map[Unit]string{Days: "日", Months: "个月", Years: "年", WorkingDays: "个工作日"}[p.Unit]
	return fault.Text{ZH: fmt.Sprintf("%d %s", p.Length, unit), EN: p.String()}
}

// MarshalText returns the period as ParsePeriod reads it.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a period; no text is no period.
func (p *Period) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(b))
	return err
}

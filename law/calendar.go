package law

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed calendar
var calendars embed.FS

// A Calendar knows which days are rest days: Saturdays, Sundays and the holidays that the
// State Council announces each year, without the days it makes working days (调休). Of a
// year whose notice it does not have it knows the weekends only, and says so.
type Calendar struct {
	years map[int]Notice
	off   map[Date]string // a day off and its holiday
	work  map[Date]bool   // a day of a weekend on which one works
}

// A Notice is what was announced for one year.
type Notice struct {
	Year    int      `yaml:"year"`
	Title   string   `yaml:"notice"`  // as published
	Sources []string `yaml:"sources"` // where
	Adds    bool     `yaml:"adds"`    // local days beside those of the national notice
	Off     []Off    `yaml:"off"`
	Work    []Date   `yaml:"work"` // Saturdays and Sundays on which one works
}

// An Off is days off in a row.
type Off struct {
	Name string `yaml:"name"`
	From Date   `yaml:"from"`
	To   Date   `yaml:"to"`
}

// LoadCalendar returns the calendar that comes with the program.
func LoadCalendar() (Calendar, error) { return OpenCalendar("") }

// OpenCalendar returns the calendar that comes with the program and in it what the files
// of folder dir say (NAME.yaml): a notice replaces that of the same year, and one with
// adds: true adds its days. A folder that is not there has no files.
func OpenCalendar(dir string) (Calendar, error) {
	notices, err := readNotices(calendars, "calendar")
	if err != nil {
		return Calendar{}, err
	}
	if dir != "" {
		own, err := readNotices(os.DirFS(dir), ".")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Calendar{}, err
		}
		notices = append(notices, own...)
	}
	return newCalendar(notices), nil
}

func newCalendar(notices []Notice) Calendar {
	c := Calendar{years: map[int]Notice{}, off: map[Date]string{}, work: map[Date]bool{}}
	for _, n := range notices {
		if !n.Adds {
			c.years[n.Year] = n
		}
	}
	for _, n := range c.years {
		c.add(n)
	}
	for _, n := range notices {
		if n.Adds {
			c.add(n)
		}
	}
	return c
}

// With returns the calendar with the days of one more notice.
func (c Calendar) With(n Notice) Calendar {
	out := Calendar{years: maps.Clone(c.years), off: maps.Clone(c.off), work: maps.Clone(c.work)}
	if !n.Adds {
		out.years[n.Year] = n
	}
	out.add(n)
	return out
}

func (c Calendar) add(n Notice) {
	for _, o := range n.Off {
		for d := o.From; !d.After(o.To); d = d.AddDays(1) {
			c.off[d] = o.Name
		}
	}
	for _, d := range n.Work {
		c.work[d] = true
	}
}

func readNotices(from fs.FS, dir string) ([]Notice, error) {
	entries, err := fs.ReadDir(from, dir)
	if err != nil {
		return nil, fmt.Errorf("read the calendar: %w", err)
	}
	var all []Notice
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".yaml" {
			continue
		}
		b, err := fs.ReadFile(from, filepath.ToSlash(filepath.Join(dir, e.Name())))
		if err != nil {
			return nil, fmt.Errorf("read the calendar: %w", err)
		}
		n, err := parseNotice(b)
		if err != nil {
			return nil, fault.Invalidf("日历文件 %[1]s 有误：%[2]v", "the file %[1]s of the calendar is wrong: %[2]v", e.Name(), err).Because(err)
		}
		all = append(all, n)
	}
	return all, nil
}

// ReadNotice reads the file of a notice; name is told where it is wrong.
func ReadNotice(name string, b []byte) (Notice, error) {
	n, err := parseNotice(b)
	if err != nil {
		return n, fault.Invalidf("日历文件 %[1]s 有误：%[2]v", "the file %[1]s of the calendar is wrong: %[2]v", name, err).Because(err)
	}
	return n, nil
}

func parseNotice(b []byte) (n Notice, err error) {
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&n); err != nil {
		return n, err
	}
	return n, n.check()
}

// check finds what cannot be: a working day that is no weekend, days off that run backward.
func (n Notice) check() error {
	var faults []error
	if n.Year < 1949 || n.Year > 9999 {
		faults = append(faults, fmt.Errorf("year: %d", n.Year))
	}
	if n.Title == "" {
		faults = append(faults, errors.New("notice: missing"))
	}
	for _, o := range n.Off {
		// The days off of New Year may begin in December of the year before.
		if o.Name == "" || o.To.Before(o.From) || o.To.DaysSince(o.From) > 30 || o.From.Before(NewDate(n.Year-1, 12, 1)) || o.To.Year() > n.Year {
			faults = append(faults, fmt.Errorf("off: %s %s to %s", o.Name, o.From, o.To))
		}
	}
	for _, d := range n.Work {
		if !weekend(d) {
			faults = append(faults, fmt.Errorf("work: %s is no Saturday or Sunday", d))
		}
	}
	return errors.Join(faults...)
}

func weekend(d Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// Rest reports whether d is a rest day.
func (c Calendar) Rest(d Date) bool {
	return c.off[d] != "" || weekend(d) && !c.work[d]
}

// NextWorking returns d, or the first working day after it.
func (c Calendar) NextWorking(d Date) Date {
	for c.Rest(d) {
		d = d.AddDays(1)
	}
	return d
}

// LastWorking returns d, or the last working day before it.
func (c Calendar) LastWorking(d Date) Date {
	for c.Rest(d) {
		d = d.AddDays(-1)
	}
	return d
}

// Years returns the years whose notice is known, in their order.
func (c Calendar) Years() []int { return slices.Sorted(maps.Keys(c.years)) }

// Missing returns the years near a day whose notice is not known: its own and, from November on,
// when it is published, the next.
func (c Calendar) Missing(today Date) []int {
	missing, last := []int{}, today.Year()
	if today.Month() >= time.November {
		last++
	}
	for y := today.Year(); y <= last; y++ {
		if _, ok := c.years[y]; !ok {
			missing = append(missing, y)
		}
	}
	return missing
}

// Notice returns what was announced for a year, and false if that is not known.
func (c Calendar) Notice(year int) (Notice, bool) {
	n, ok := c.years[year]
	return n, ok
}

// What says what kind of day d is: 国庆节, 周六, 周六调休上班, 周四.
func (c Calendar) What(d Date) fault.Text {
	zh := "周" + string([]rune("日一二三四五六")[d.Weekday()])
	en := d.Weekday().String()
	switch name := c.off[d]; {
	case name != "":
		return fault.Text{ZH: zh + "，" + name + "放假", EN: en + ", off for " + english(name)}
	case c.work[d]:
		return fault.Text{ZH: zh + "，调休上班", EN: en + ", made a working day"}
	}
	return fault.Text{ZH: zh, EN: en}
}

// english returns the English name of a holiday, or of two that fall together.
func english(name string) string {
	first, second, two := strings.Cut(name, "、")
	if two {
		return english(first) + " and " + english(second)
	}
	switch name {
	case "元旦":
		return "New Year"
	case "春节":
		return "Spring Festival"
	case "清明节":
		return "Qingming"
	case "劳动节":
		return "Labour Day"
	case "端午节":
		return "Dragon Boat Festival"
	case "中秋节":
		return "Mid-Autumn Festival"
	case "国庆节":
		return "National Day"
	}
	return name // of a region, or of one year: as it is
}

// doubt says why it is not certain whether day d is a rest day, and false if it is.
func (c Calendar) doubt(d Date) (fault.Text, bool) {
	if _, ok := c.years[d.Year()]; !ok {
		return fault.Text{
			ZH: fmt.Sprintf("没有载入 %d 年的放假通知：%[1]d 年只按周六、周日计算休息日，结果须待通知公布后核对。", d.Year()),
			EN: fmt.Sprintf("The holiday notice of %d is not loaded: in %[1]d only Saturdays and Sundays count as rest days; check the result when the notice is published.", d.Year()),
		}, true
	}
	if _, ok := c.years[d.Year()+1]; !ok && d.Month() == time.December && d.Day() >= 25 {
		return fault.Text{
			ZH: fmt.Sprintf("没有载入 %d 年的放假通知，它可能调整 %d 年 12 月底的休息日。", d.Year()+1, d.Year()),
			EN: fmt.Sprintf("The holiday notice of %d is not loaded; it may change the rest days at the end of December %d.", d.Year()+1, d.Year()),
		}, true
	}
	return fault.Text{}, false
}

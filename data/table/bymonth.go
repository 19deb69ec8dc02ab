package table

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

// Lists of what is paid every month often have a row for each person and a column for each
// month: 姓名, 身份证号, 1月, 2月 … 合计. Registers have a record for each month.

// What the month and its sum are called in a table that ByMonth returns.
const (
	MonthPaid = "发放月份"
	SumPaid   = "发放金额"
)

const fewestMonths = 3 // two such columns may be this month and the last, or one of them a count

var (
	monthNamed   = regexp.MustCompile(`^(?:(20\d\d)(?:年度?|[-/.]))?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:发放|实发|应发|补贴|津贴|待遇|养老金)*(?:金额|额|数)?$`)
	monthFigures = regexp.MustCompile(`^(20\d\d)[-/.]?(0[1-9]|1[0-2])$`)
	addedUp      = regexp.MustCompile(`合计|总计|小计|累计|总额|总金额`)
	someYear     = regexp.MustCompile(`20\d\d`)
)

// ByMonth takes a table apart that has a column of sums for each of several months: a row for
// each month in which a row has a sum, with the other columns before it and without those that
// add the months up. It reports false for a table that is none, and where nothing tells the year.
func ByMonth(s Sheet) (Sheet, bool) {
	months, ok := s.months()
	if !ok {
		return s, false
	}
	var common []int
	for i, text := range s.Headings {
		if _, is := months[i]; !is && !addedUp.MatchString(text) {
			common = append(common, i)
		}
	}
	columns := make([]int, 0, len(months))
	for i := range s.Headings {
		if _, is := months[i]; is {
			columns = append(columns, i)
		}
	}
	out := columnsOf(s, common)
	out.Headings = append(out.Headings, MonthPaid, SumPaid)
	if len(s.Columns) > 0 {
		out.Columns = append(out.Columns, Column{}, s.Columns[columns[0]])
	}
	out.Notes = append(slices.Clone(s.Notes), Problem{Code: "by_month", Says: fault.Text{
		ZH: fmt.Sprintf("每行有%d个月的金额：每月拆为一条，“合计”一类的列不读。", len(columns)),
		EN: fmt.Sprintf("Each row has the sums of %d months: a record for each month; columns that add them up are not read.", len(columns)),
	}})
	out.Rows = monthly(s.Rows, common, columns, months)
	return out, true
}

// months tells which columns are months, and which; not where two are the same month.
func (s Sheet) months() (of map[int]time.Time, ok bool) {
	of = map[int]time.Time{}
	seen := map[time.Time]bool{}
	for i, text := range s.Headings {
		year, month := monthOf(text)
		if month == 0 {
			continue
		}
		if year == 0 {
			year = s.year()
		}
		t := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
		if year == 0 || seen[t] {
			return nil, false
		}
		of[i], seen[t] = t, true
	}
	return of, len(of) >= fewestMonths
}

// monthOf reads the month that a heading names, and its year if it has one.
func monthOf(heading string) (year, month int) {
	text := solid(tidy(heading), "")
	if i := strings.IndexAny(text, "(（"); i > 0 { // 1月（元）
		text = text[:i]
	}
	m := monthFigures.FindStringSubmatch(text)
	if m == nil {
		m = monthNamed.FindStringSubmatch(text)
	}
	if m == nil {
		return 0, 0
	}
	year, _ = strconv.Atoi(m[1])
	n, _ := wholeNumber(m[2])
	return year, int(n)
}

// year is the only year that what stands around the table names; 0 if none, or the first text
// that names any names two.
func (s Sheet) year() int {
	for _, text := range s.Around() {
		years := someYear.FindAllString(text, -1)
		slices.Sort(years)
		if years = slices.Compact(years); len(years) == 1 {
			year, _ := strconv.Atoi(years[0])
			return year
		} else if len(years) > 1 {
			return 0
		}
	}
	return 0
}

// monthly yields a row for each month of each row that has a sum other than nothing.
func monthly(rows iter.Seq2[Row, error], common, columns []int, months map[int]time.Time) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for r, err := range rows {
			if err != nil {
				if !yield(r, err) {
					return
				}
				continue
			}
			shared := r.some(common)
			for n, i := range columns {
				sum := r.at(i)
				if unpaid(sum.Text) {
					continue
				}
				cells := append(slices.Clone(shared), Cell{Text: months[i].Format("2006-01")}, sum)
				if !yield(Row{Place: r.Place + "/" + strconv.Itoa(n+1), Cells: cells}, nil) {
					return
				}
			}
		}
	}
}

// unpaid reports whether a cell says that nothing was paid.
func unpaid(text string) bool {
	if blankText(text) || nothing(text) {
		return true
	}
	v, n := record.NumberAt(strings.TrimSpace(text))
	return n == len(strings.TrimSpace(text)) && v == 0
}

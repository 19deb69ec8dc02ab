package compare

import (
	"strings"
	"time"
)

// dates holds birth dates as year × 10000 + month × 100 + day; month or day 0 is unknown.
type dates struct{ days []int32 }

func (d *dates) Add(v string) { d.days = append(d.days, ReadDate(v)) }

// ReadDate reads a date: 1970-03-05, 1970/3/5, 19700305, 1970年3月5日, also without day or
// month and with a time behind it. It returns year × 10000 + month × 100 + day, or 0.
func ReadDate(s string) int32 {
	var part [3]int32
	n, digits := 0, 0
	for _, c := range fold(strings.ReplaceAll(s, ".", "-")) {
		if c >= '0' && c <= '9' && n < 3 {
			if digits == [3]int{4, 2, 2}[n] {
				n, digits = n+1, 0
				if n == 3 {
					break
				}
			}
			part[n] = part[n]*10 + c - '0'
			digits++
			continue
		}
		if digits > 0 {
			n, digits = n+1, 0
		}
	}
	y, m, d := part[0], part[1], part[2]
	if y < 1850 || y > 2150 {
		return 0
	}
	if m > 12 && m <= 31 && d >= 1 && d <= 12 { // day before month
		m, d = d, m
	}
	return y*10000 + m*100 + d // a month of 18 is a typing error and compared as such
}

func (d *dates) Note(a int32) Note {
	if d.days[a] == 0 {
		return Silent
	}
	return 0
}

func (d *dates) Level(a, b int32) uint8 {
	x, y := d.days[a], d.days[b]
	switch {
	case x == 0 || y == 0:
		return Missing
	case x == y && x%100 != 0:
		return 6
	case x%100 == 0 || y%100 == 0:
		return partialDate(x, y)
	case dateTypo(x, y):
		return 5
	case x/100 == y/100:
		return 4
	}
	days := apart(x, y)
	switch {
	case days <= 31:
		return 4
	case days <= 366, x%10000 == y%10000:
		return 3
	case days <= 3660, digitsOff(x, y) <= 2:
		return 2
	}
	return Differ
}

// partialDate compares dates of which one has no day or no month.
func partialDate(x, y int32) uint8 {
	switch {
	case x/10000 != y/10000:
		if x/10000-y/10000 <= 1 && y/10000-x/10000 <= 1 {
			return 2
		}
		return Differ
	case x/100%100 == 0 || y/100%100 == 0:
		return 3
	case x/100 == y/100:
		return 4
	}
	return 2
}

// dateTypo reports whether two dates differ by one digit, two neighbours transposed, or day
// and month swapped.
func dateTypo(x, y int32) bool {
	if x/10000 == y/10000 && x/100%100 == y%100 && y/100%100 == x%100 {
		return true
	}
	if digitsOff(x, y) == 1 {
		return true
	}
	for p := int32(1); p < 10000000; p *= 10 {
		if x/p%10 != y/p%10 {
			a, b := x/p%100, y/p%100
			return a%10 == b/10 && a/10 == b%10 && x/(p*100) == y/(p*100) && x%p == y%p
		}
	}
	return false
}

// digitsOff counts the digits in which two dates differ.
func digitsOff(x, y int32) int {
	n := 0
	for x != y {
		if x%10 != y%10 {
			n++
		}
		x, y = x/10, y/10
	}
	return n
}

// apart returns how many days lie between two dates.
func apart(x, y int32) int {
	day := func(v int32) int64 {
		return time.Date(int(v/10000), time.Month(v/100%100), int(v%100), 0, 0, 0, 0, time.UTC).Unix() / 86400
	}
	n := day(x) - day(y)
	return int(max(n, -n))
}

// Key gathers dates by the day (0), by day and month without the year (1), and by the year (2).
func (d *dates) Key(way int, a int32) uint64 {
	v := uint64(d.days[a])
	switch {
	case v == 0 || way < 2 && v%100 == 0:
		return 0
	case way == 1:
		v %= 10000
	case way == 2:
		v /= 10000
	}
	return v<<8 | uint64(way)<<1 | 1
}

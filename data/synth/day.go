package synth

import "strconv"

// A day counts days from 1 January 1970. The county has no hours and no time zones.
type day int32

// date returns the day of a calendar date (the usual civil-calendar arithmetic with
// years that begin in March).
func date(y, m, d int) day {
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return day(era*146097 + doe - 719468)
}

// split returns year, month and day of the month.
func (t day) split() (y, m, d int) {
	z := int(t) + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	y = yoe + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, d
}

func (t day) year() int { y, _, _ := t.split(); return y }

// working returns t, or the next Monday if t is on a weekend.
func (t day) working() day {
	switch (int(t)%7 + 7) % 7 { // day 0 was a Thursday
	case 2:
		return t + 2
	case 3:
		return t + 1
	}
	return t
}

// zh writes 2021年3月5日.
func (t day) zh() string {
	y, m, d := t.split()
	b := strconv.AppendInt(make([]byte, 0, 20), int64(y), 10)
	b = append(b, "年"...)
	b = strconv.AppendInt(b, int64(m), 10)
	b = append(b, "月"...)
	b = strconv.AppendInt(b, int64(d), 10)
	return string(append(b, "日"...))
}

// month writes 2021年3月.
func (t day) month() string {
	y, m, _ := t.split()
	return strconv.Itoa(y) + "年" + strconv.Itoa(m) + "月"
}

// iso writes 2021-03-05.
func (t day) iso() string {
	y, m, d := t.split()
	b := strconv.AppendInt(make([]byte, 0, 10), int64(y), 10)
	for _, n := range [2]int{m, d} {
		b = append(b, '-', byte('0'+n/10), byte('0'+n%10))
	}
	return string(b)
}

// digits writes 20210305.
func (t day) digits() string {
	y, m, d := t.split()
	return strconv.Itoa(y*10000 + m*100 + d)
}

// signature writes 二〇二一年三月五日, as under a judgment.
func (t day) signature() string {
	y, m, d := t.split()
	b := make([]byte, 0, 40)
	for _, c := range strconv.Itoa(y) {
		b = append(b, numerals[c-'0']...)
	}
	b = append(append(b, "年"...), cardinal(m)...)
	b = append(append(b, "月"...), cardinal(d)...)
	return string(append(b, "日"...))
}

var numerals = [10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// cardinal writes a number from 1 to 999 in Chinese: 十五, 一百零七.
func cardinal(n int) string {
	h, t, o := n/100, n/10%10, n%10
	s := ""
	if h > 0 {
		s = numerals[h] + "百"
		if t == 0 && o > 0 {
			s += "零"
		}
	}
	if t > 0 {
		if t > 1 || h > 0 {
			s += numerals[t]
		}
		s += "十"
	}
	if o > 0 {
		s += numerals[o]
	}
	return s
}

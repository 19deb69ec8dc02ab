package record

// relativeDays returns the first date within p whose year is told from the day of writing (去年
// 八月), which is taken as the year in which the suit was filed; none where that is not known.
func (r *reader) relativeDays(p place) []day {
	m, ok := r.cueIn(p, cueRelative)
	if !ok {
		return nil
	}
	now := r.filingYear()
	if now == 0 {
		return nil
	}
	switch r.text[m.start:m.end] {
	case "去年":
		now--
	case "前年":
		now -= 2
	}
	iso, n := monthAndDay(now, r.text[m.end:])
	if n == 0 {
		return nil
	}
	return []day{{iso, place{int(m.start), int(m.end) + n}}}
}

// filingYear returns the year in which the case was filed, by the day of filing or else by the
// case number; 0 if neither is known.
func (r *reader) filingYear() int {
	if r.j.FiledOn != "" {
		return yearOf(r.j.FiledOn)
	}
	if y := caseYear(r.j.CaseNo); y != "" {
		return yearOf(y)
	}
	return 0
}

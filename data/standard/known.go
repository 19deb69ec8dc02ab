package standard

// Registers are delivered as they stand on the day of the delivery: a record of a person taken
// into custody last year may say already why they were released this year. To look at the past
// with what was known then (a backtest does), one must know since when a record, and each value
// in it, can have been known.

// KnownOn returns the date field that says since when a record can be known; empty if nothing
// says it. For a register it is that of the coverage unless the standard names another. Parts of
// a court document are known with the document.
func (s Standard) KnownOn() string {
	if s.Known == "" && s.Coverage != nil {
		return s.Coverage.Date
	}
	return s.Known
}

// KnownBy returns the date fields of the record on whose days the value of f can be known at the
// earliest. None means: since the record is.
//
//   - What a field names under known: a reason for release by the date of release. Where that date
//     is empty the value is taken for one of the beginning.
//   - A date that names nothing is that of an event, known on its own day. One that is set in
//     advance (due dates, ends of terms) names the date on which it was set.
//   - Who a mention is follows from its name.
func (s Standard) KnownBy(f Field) []string {
	if len(f.Known) > 0 {
		return f.Known
	}
	for _, m := range s.Mentions {
		if name, ok := s.Field(m.By[TraitName]); ok && m.Entity == f.Name {
			return name.Known
		}
	}
	if f.Type == TypeDate {
		return []string{f.Name}
	}
	return nil
}

// known checks that what says since when something is known are dates as delivered.
func (c checker) known() {
	dated := func(name string) bool {
		f, ok := c.d.Field(name)
		return ok && f.Type == TypeDate && f.Derived == ""
	}
	c.must(c.d.Known == "" || dated(c.d.Known), "known", "known 中的“%s”不存在或不是日期", "known: %q is no date field", c.d.Known)
	for _, f := range c.d.Fields {
		part := "fields " + f.Name
		c.must(len(f.Known) == 0 || c.d.Kind != Reading, part, "字段“%s”：法院文书中的内容随文书可知，不写 known", "field %s: what a court document says is known with the document; leave known out", f.Name)
		for _, name := range f.Known {
			c.must(dated(name), part, "字段“%s”：known 中的“%s”不存在或不是日期", "field %s: known: %q is no date field", f.Name, name)
		}
	}
}

package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// A right is by what right records are here, and until when.
type right struct {
	Agency        string `help:"${agency}"`
	Authorisation string `help:"${authorisation}" placeholder:"NO"`
	Purpose       string `help:"${purpose}"`
	RetainUntil   string `help:"${retain}" placeholder:"YYYY-MM-DD"`
	By            string `help:"${by}" env:"USER" placeholder:"NAME"`
}

// until returns the day of --retain-until, zero if it is not given.
func (r right) until() (time.Time, error) {
	if r.RetainUntil == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, r.RetainUntil)
	if err != nil {
		return day, usageError{fault.Invalidf("--retain-until 应写成 2027-12-31 的样子。", "--retain-until must look like 2027-12-31.").Because(err)}
	}
	return day, nil
}

type importTableCmd struct {
	database `embed:""`
	Standard string   `arg:"" help:"${table_standard}"`
	Files    []string `arg:"" help:"${table_files}" type:"path"`
	Map      string   `help:"${table_map}" placeholder:"FILE" type:"path"`
	Sheet    []string `help:"${table_sheet}" placeholder:"NAME"`
	Mends    string   `help:"${table_mends}" placeholder:"IMPORT"`
	DryRun   bool     `help:"${table_dry}"`
	right    `embed:""`
}

// Run imports files of a register, each as an import of its own, and prints what came of it.
func (c *importTableCmd) Run(a *app) error {
	until, err := c.until()
	if err != nil {
		return err
	}
	lib, err := a.standards()
	if err != nil {
		return err
	}
	by, err := c.columns()
	if err != nil {
		return err
	}
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return err
	}
	defer l.Close()
	return a.traced(c.database, func(write func(audit.Entry) error) error {
		for _, file := range c.Files {
			o := lake.TableOptions{Agency: c.Agency, Authorisation: c.Authorisation, Purpose: c.Purpose, By: c.By, RetainUntil: until, Mends: c.Mends}
			if err := c.file(a, l, lib, file, by, o, write); err != nil {
				return err
			}
		}
		return nil
	})
}

// columns reads --map.
func (c *importTableCmd) columns() (map[string]named, error) {
	if c.Map == "" {
		return nil, nil
	}
	b, err := os.ReadFile(c.Map)
	if err != nil {
		return nil, fault.Invalidf("无法打开列对照表 %s。", "The map of columns %s cannot be opened.", c.Map).Because(err)
	}
	return readMap(b)
}

// file imports one file, each register in it as an import of its own.
func (c *importTableCmd) file(a *app, l *lake.Lake, lib standard.Library, path string, by map[string]named, o lake.TableOptions, write func(audit.Entry) error) error {
	book, err := table.Open(a.ctx, path, table.Options{Known: standard.Known(lib)})
	if err != nil {
		return err
	}
	defer book.Close() //nolint:errcheck // it was only read
	all, err := c.deliveries(lib, book, by)
	if err != nil {
		return err
	}
	sum, err := hashOf(path)
	if err != nil {
		return err
	}
	a.printNotes(book, all)
	o.At = a.now()
	for _, d := range all {
		d.SHA256 = sum
		if d.says, err = unserved(lib, d.standard, d.Missing(d.standard)); err != nil {
			return err
		}
		if err := c.register(a, l, d, o, write); err != nil {
			return err
		}
	}
	return nil
}

// register imports the sheets of one register and writes the entry of it.
func (c *importTableCmd) register(a *app, l *lake.Lake, d delivered, o lake.TableOptions, write func(audit.Entry) error) error {
	a.printColumns(d.standard, d.Delivery)
	if c.DryRun {
		r, err := l.PreviewTable(a.ctx, d.standard, d.Delivery, o, previewed)
		if err != nil {
			return err
		}
		r.Lacking = slices.Concat(d.left, d.says, r.Lacking)
		return a.printPreview(d.standard, r)
	}
	bar := a.progress(a.pick("已读取行", "rows read"))
	defer bar.clear()
	o.Progress = bar.set
	r, err := l.ImportTable(a.ctx, d.standard, d.Delivery, o)
	if err != nil {
		return err
	}
	bar.clear()
	r.Lacking = slices.Concat(d.left, d.says, r.Lacking)
	err = write(audit.Entry{Verb: audit.ImportRecords, Object: cmp.Or(r.Import, d.SHA256),
		Detail: map[string]string{"standard": d.standard.Name, "sha256": d.SHA256, "authorisation": c.Authorisation, "snapshot": r.Snapshot}})
	if err != nil {
		return err
	}
	return a.printTable(d.standard, d.File, r)
}

// previewed is how many rows of each sheet a dry run reads.
const previewed = 1000

// hashOf returns the sha256 of a file.
func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A delivered is the sheets of a file that are one register.
type delivered struct {
	standard standard.Standard
	lake.Delivery
	left []fault.Text // sheets of the file that are no register and were left out
	says []fault.Text // what is expected of the register and not in the sheets, and who misses it
}

// deliveries finds the registers in a file, their sheets and what the columns of those are.
func (c *importTableCmd) deliveries(lib standard.Library, book *table.Book, by map[string]named) ([]delivered, error) {
	sheets, err := c.sheets(book)
	if err != nil {
		return nil, err
	}
	sheets = c.unfolded(lib, book.File, sheets)
	sheets = c.titled(lib, book.File, sheets)
	of, err := c.standards(lib, book.File, sheets)
	if err != nil {
		return nil, err
	}
	var out []delivered
	var every []lake.MappedSheet
	var left []fault.Text
	for i, sheet := range sheets {
		if of[i].Name == "" {
			left = append(left, leftOut(sheet))
			continue
		}
		n := slices.IndexFunc(out, func(d delivered) bool { return d.standard.Name == of[i].Name })
		if n < 0 {
			n, out = len(out), append(out, delivered{standard: of[i], Delivery: lake.Delivery{File: book.File}})
		}
		m := mapped(of[i], sheet, by)
		out[n].Sheets, every = append(out[n].Sheets, m), append(every, m)
	}
	for i := range out {
		all := out[i].Sheets
		out[i].Sheets = usable(out[i].standard, all, len(c.Sheet) > 0)
		for _, m := range all {
			if !slices.ContainsFunc(out[i].Sheets, func(o lake.MappedSheet) bool { return o.Name == m.Name }) {
				left = append(left, leftOut(m.Sheet))
			}
		}
	}
	if len(out) > 0 {
		out[0].left = left
	}
	if none := unused(by, every); len(none) > 0 {
		return nil, fault.Invalidf("列对照表里的这些列在 %s 中没有：%s", "%s has no such columns as the map names: %s", book.File, strings.Join(none, ", "))
	}
	return out, nil
}

// leftOut says that a sheet was not imported.
func leftOut(s table.Sheet) fault.Text {
	return fault.Text{
		ZH: "工作表“" + s.Name + "”认不出是哪种登记数据，没有导入；如需导入，请用 --sheet 指定工作表并写明标准名称。",
		EN: "The sheet " + s.Name + " is no register that could be told and was left out; to import it name it with --sheet, and the standard.",
	}
}

// usable leaves out the sheets of a workbook that lack what no record of the standard can be
// without, such as one that explains the others; unless all do, or the person named them.
func usable(s standard.Standard, sheets []lake.MappedSheet, asked bool) []lake.MappedSheet {
	if asked {
		return sheets
	}
	good := slices.DeleteFunc(slices.Clone(sheets), func(m lake.MappedSheet) bool {
		has := func(field string) bool {
			return slices.ContainsFunc(m.Columns, func(c lake.Column) bool { return c.Field == field })
		}
		none := !slices.ContainsFunc(s.Columns(), func(f standard.Field) bool { return f.Expected() && has(f.Name) })
		return none || len(s.Unmet(has)) > 0
	})
	if len(good) == 0 {
		return sheets
	}
	return good
}

// sheets returns the sheets to import: those named, else all that are not hidden.
func (c *importTableCmd) sheets(book *table.Book) (sheets []table.Sheet, err error) {
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
		if slices.Contains(c.Sheet, s.Name) || len(c.Sheet) == 0 && !s.Hidden {
			sheets = append(sheets, s)
		}
	}
	for _, want := range c.Sheet {
		if !slices.Contains(names, want) {
			return nil, fault.NotFoundf("%[1]s 里没有工作表“%[2]s”；有：%[3]s", "%[1]s has no sheet %[2]q; there are: %[3]s", book.File, want, strings.Join(names, ", "))
		}
	}
	return sheets, nil
}

// standards returns the standard of each sheet: the one that was named, or for auto the
// likeliest. A sheet that is none for sure goes with the first that is one, if it is a whole one
// of that too; else it has none.
func (c *importTableCmd) standards(lib standard.Library, file string, sheets []table.Sheet) ([]standard.Standard, error) {
	if c.Standard != "auto" {
		s, err := registerOf(lib, c.Standard)
		return slices.Repeat([]standard.Standard{s}, len(sheets)), err
	}
	if len(sheets) == 0 {
		return nil, fault.Invalidf("%s 里没有可导入的工作表。", "There is no sheet to import in %s.", file)
	}
	of := make([]standard.Standard, len(sheets))
	var first standard.Standard
	var doubt error
	for i, sheet := range sheets {
		s, err := guessed(lib, file, sheet)
		switch {
		case err != nil && doubt == nil:
			doubt = err
		case err == nil && (complete(s, sheet) || len(sheets) == 1):
			if of[i] = s; first.Name == "" {
				first = s
			}
		case err == nil && len(s.Unmet(fieldsOf(s, sheet))) == 0:
			of[i] = s // the import says what it lacks
		}
	}
	if i := slices.IndexFunc(of, func(s standard.Standard) bool { return s.Name != "" }); first.Name == "" && i >= 0 {
		first = of[i]
	}
	if first.Name == "" {
		s, err := guessed(lib, file, sheets[0])
		if err != nil {
			return nil, doubt
		}
		first = s // the import says what it lacks
	}
	for i := range of {
		if of[i].Name == "" && (len(c.Sheet) > 0 || complete(first, sheets[i])) {
			of[i] = first
		}
	}
	return of, nil
}

// titled adds to each sheet what its title or name says of every row of it.
func (c *importTableCmd) titled(lib standard.Library, file string, sheets []table.Sheet) []table.Sheet {
	out := make([]table.Sheet, len(sheets))
	for i, sheet := range sheets {
		s, err := guessed(lib, file, sheet)
		if c.Standard != "auto" {
			s, err = registerOf(lib, c.Standard)
		}
		if out[i] = sheet; err == nil {
			out[i] = titled(s, sheet)
		}
	}
	return out
}

// unfolded puts for a sheet with several records in a row, such as the shareholders of a
// company or the members of a household, what it holds: the sheet without them, and them.
// What would be no whole register stays as delivered.
func (c *importTableCmd) unfolded(lib standard.Library, file string, sheets []table.Sheet) (out []table.Sheet) {
	whole := func(s table.Sheet) bool {
		r, err := guessed(lib, file, s)
		if c.Standard != "auto" {
			r, err = registerOf(lib, c.Standard)
		}
		return err == nil && complete(r, s)
	}
	for _, sheet := range sheets {
		if s, ok := c.byMonth(lib, file, sheet); ok {
			out = append(out, s)
			continue
		}
		rest, parts := table.Unfold(sheet)
		var good []table.Sheet
		for _, p := range parts {
			if s, ok := sideBySide(lib, p); ok && whole(s) {
				good = append(good, s)
			}
		}
		switch {
		case len(good) == 0:
			out = append(out, sheet)
			continue
		case whole(rest):
			out = append(out, rest)
		case whole(sheet):
			out = append(out, sheet)
		}
		out = append(out, good...)
	}
	return out
}

// byMonth takes a sheet with a column of sums for each month apart, if its records by month are
// a whole register of what is paid in which month.
func (c *importTableCmd) byMonth(lib standard.Library, file string, sheet table.Sheet) (table.Sheet, bool) {
	s, ok := table.ByMonth(sheet)
	if !ok {
		return sheet, false
	}
	r, err := guessed(lib, file, s)
	if c.Standard != "auto" {
		r, err = registerOf(lib, c.Standard)
	}
	return s, err == nil && complete(r, titled(r, s)) && paidByMonth(r, s)
}

// paidByMonth reports whether a register knows the month and the sum of a sheet by month.
func paidByMonth(r standard.Standard, s table.Sheet) bool {
	month, sum := false, false
	for _, c := range recognised(r, s) {
		f, _ := r.Field(c.Field)
		month = month || c.Heading == table.MonthPaid && f.Format == standard.FormatMonth
		sum = sum || c.Heading == table.SumPaid && f.Type == standard.TypeNumber
	}
	return month && sum
}

// sideBySide returns the records that stood side by side as a sheet of the one register that
// they can be whole: one that demands a column of theirs and knows the most of them. What
// the row tells besides and that register does not know is left out.
func sideBySide(lib standard.Library, p table.Folded) (sheet table.Sheet, ok bool) {
	most := 1 // a name alone is no record
	for _, r := range lib {
		if r.Kind != standard.Register || !complete(r, p.Sheet) {
			continue
		}
		columns, own, demanded := recognised(r, p.Sheet), 0, false
		for _, i := range p.Own {
			f, known := r.Field(columns[i].Field)
			demanded = demanded || known && f.Expected()
			if known {
				own++
			}
		}
		switch {
		case !demanded || own < most:
		case own == most:
			ok = false // one as much as another
		default:
			most, ok = own, true
			sheet = p.Only(func(i int) bool { return columns[i].Field != "" })
		}
	}
	return sheet, ok
}

// complete reports whether a sheet has all columns that a delivery of a register is expected to have.
func complete(s standard.Standard, sheet table.Sheet) bool {
	has := fieldsOf(s, sheet)
	return len(s.Unmet(has)) == 0 && !slices.ContainsFunc(s.Missing(has), func(f standard.Field) bool { return !f.Required })
}

// fieldsOf tells which fields of a register a sheet has.
func fieldsOf(s standard.Standard, sheet table.Sheet) func(field string) bool {
	has := map[string]bool{}
	for _, c := range recognised(s, sheet) {
		has[c.Field] = true
	}
	return func(field string) bool { return has[field] }
}

// registerOf returns the standard of a register, by its name or what it is called.
func registerOf(lib standard.Library, name string) (standard.Standard, error) {
	for _, s := range lib {
		if s.Kind == standard.Register && (s.Name == name || s.Title.ZH == name || slices.Contains(s.Aliases, name)) {
			return s, nil
		}
	}
	var names []string
	for _, s := range lib {
		if s.Kind == standard.Register {
			names = append(names, s.Name)
		}
	}
	slices.Sort(names)
	return standard.Standard{}, usageError{fault.NotFoundf("没有登记数据标准 %s；有：%s，或写 auto 自动识别。",
		"There is no standard of a register called %s; there are: %s; or auto to recognise it.", name, strings.Join(names, ", "))}
}

// guessed returns the register that a sheet is, if one is likelier than all others. One whose
// demands a sheet meets need be less likely by itself, but more so than all whose demands it meets.
func guessed(lib standard.Library, file string, sheet table.Sheet) (standard.Standard, error) {
	const sure, whole, apart = 0.5, 0.4, 0.05
	all := keyed(standard.Guess(lib, file+" "+sheet.Name, sheet.Headings, samples(sheet)), lib, sheet)
	clear := func(all []standard.Guessed, least float64) bool {
		return len(all) > 0 && all[0].Score >= least && (len(all) == 1 || all[0].Score-all[1].Score >= apart)
	}
	if clear(all, sure) {
		return lib[all[0].Standard], nil
	}
	var met []standard.Guessed
	for _, g := range all {
		if g.Meets(lib[g.Standard], file+" "+sheet.Name) {
			met = append(met, g)
		}
	}
	if clear(met, whole) && all[0].Score-met[0].Score < apart {
		return lib[met[0].Standard], nil
	}
	var names []string
	for _, g := range all[:min(3, len(all))] {
		names = append(names, fmt.Sprintf("%s %.2f", g.Standard, g.Score))
	}
	return standard.Standard{}, usageError{fault.Invalidf("认不出 %s 是哪种登记数据（可能是：%s）；请写明标准名称。",
		"It cannot be told which register %s is (perhaps %s); name the standard.", file, strings.Join(names, ", "))}
}

// keyed keeps the registers whose key names the rows of a sheet. Where most rows repeat the
// key of another with other values, they are no records of that register: contributions by
// month are not companies, each of which the next month would replace.
func keyed(all []standard.Guessed, lib standard.Library, sheet table.Sheet) []standard.Guessed {
	const rows = 5000 // of a list by month, which names many before any comes again
	seen, err := first(sheet.Rows, rows)
	if err != nil {
		return all // reading it says what is wrong
	}
	return slices.DeleteFunc(all, func(g standard.Guessed) bool {
		var key []int
		for i, c := range g.Columns {
			if f, ok := lib[g.Standard].Field(c.Field); ok && f.Key {
				key = append(key, i)
			}
		}
		return len(key) > 0 && len(key) == len(lib[g.Standard].Key()) && repeats(seen, key)
	})
}

// repeats reports whether more rows repeat others in some columns, and are different from
// them, than not.
func repeats(rows []table.Row, columns []int) bool {
	const few = 10
	again := 0
	was := map[string]string{}
	for _, row := range rows {
		var key, all strings.Builder
		for i, c := range row.Cells {
			all.WriteString(c.Text + "\x00")
			if slices.Contains(columns, i) {
				key.WriteString(strings.TrimSpace(c.Text) + "\x00")
			}
		}
		if strings.Trim(key.String(), "\x00") == "" {
			continue
		}
		if other, ok := was[key.String()]; ok && other != all.String() {
			again++
		}
		was[key.String()] = all.String()
	}
	return len(rows) >= few && 2*again > len(rows)
}

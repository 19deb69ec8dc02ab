package delivery

import (
	"context"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Said is where one person or firm is named.
type Said struct {
	Standard, File, Row, Role, Entity string
	Masked                            bool
	Slips                             string // what is written wrong, by word; see README.md
}

// A Spoiled is a row that cannot be used, with the reason an import should give.
type Spoiled struct {
	Standard, File, Row, Field, Reason string
}

// A Teller takes down what is true of the files.
type Teller interface {
	Said(Said) error
	Spoiled(Spoiled) error
	Record(plot int, standard, file, row string)
	Undelivered(plot int, standard string)
}

// A Counts says what was written.
type Counts struct {
	Files   int
	Rows    int // with duplicates, without spoiled rows
	Spoiled int
	Missing int // rows in gaps
}

// A Create makes the file of a name and calls write with it.
type Create func(name string, write func(io.Writer) error) error

// Deliver writes the rows of a sheet and tells what is in the files. Where no row had a slip, nothing
// is corrected and no second file made.
func (s *Sheet) Deliver(ctx context.Context, create Create, seed uint64, rows iter.Seq[*Row], tell Teller) (Counts, error) {
	d := &deliverer{sheet: s, rates: Usual(), tell: tell}
	d.soiler = newSoiler(s, d.rates, rand.New(rand.NewPCG(seed, 0x64656c69766572)))
	d.scribe = newScribe(s.Style)
	d.texts = make([]string, len(s.Columns))
	name := s.Name()
	err := create(name, func(w io.Writer) error { return d.write(ctx, w, name, rows) })
	if err == nil && s.Mend && len(d.kept) > 0 {
		again := s.MendedName()
		err = create(again, func(w io.Writer) error { return d.mend(w, again) })
	}
	if err != nil {
		return Counts{}, fmt.Errorf("deliver %s: %w", s.Standard, err)
	}
	return d.counts, nil
}

// Name is the name of the file with its ending.
func (s *Sheet) Name() string { return s.File + "." + s.Style.Format }

// MendedName is the name of the corrected file.
func (s *Sheet) MendedName() string { return s.File + "_补正." + s.Style.Format }

// Headings are the headings as a reader sees them, two rows joined.
func (s *Sheet) Headings() []string {
	out := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		out[i] = strings.Replace(c.Heading, ">", "", 1)
	}
	return out
}

// A deliverer writes one sheet.
type deliverer struct {
	sheet  *Sheet
	rates  Rates
	tell   Teller
	soiler *soiler
	scribe *scribe
	texts  []string
	out    file
	name   string
	kept   []Row // to be delivered again without slips
	counts Counts
}

// keeps is how many rows a corrected file has at most.
const keeps = 40

func (d *deliverer) open(w io.Writer, name string) (err error) {
	d.counts.Files++
	d.name = name
	if d.out, err = newFile(d.sheet, w); err != nil {
		return err
	}
	headings := make([]string, len(d.sheet.Columns))
	for i, c := range d.sheet.Columns {
		headings[i] = c.Heading
	}
	return d.out.above(d.sheet.Style.Title, headings)
}

func (d *deliverer) write(ctx context.Context, w io.Writer, name string, rows iter.Seq[*Row]) error {
	if err := d.open(w, name); err != nil {
		return err
	}
	for r := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.missing(r) {
			continue
		}
		if err := d.row(r, d.soiler.soil(r)); err != nil {
			return err
		}
		if err := d.follow(r); err != nil {
			return err
		}
	}
	if err := d.below(); err != nil {
		return err
	}
	return d.out.close()
}

// missing reports whether the row was not delivered.
func (d *deliverer) missing(r *Row) bool {
	if !slices.ContainsFunc(d.sheet.Gaps, func(g Gap) bool { return g.covers(r) }) {
		return false
	}
	d.counts.Missing++
	for _, p := range r.Plots {
		d.tell.Undelivered(p, d.sheet.Standard)
	}
	return true
}

// row writes one row and tells whom it names.
func (d *deliverer) row(r *Row, cells []Cell) error {
	for i, c := range d.sheet.Columns {
		d.texts[i] = d.scribe.text(c.Kind, cells[i])
	}
	at, err := d.out.line(d.texts, cells)
	if err != nil {
		return err
	}
	d.counts.Rows++
	for _, p := range r.Plots {
		d.tell.Record(p, d.sheet.Standard, d.name, at)
		if slices.Contains(d.soiler.mask, true) { // whoever is masked, nobody can be asked to find
			d.tell.Undelivered(p, d.sheet.Standard)
		}
	}
	return d.said(r, at)
}

func (d *deliverer) said(r *Row, at string) error {
	for i, who := range r.Who {
		if who == "" {
			continue
		}
		err := d.tell.Said(Said{Standard: d.sheet.Standard, File: d.name, Row: at, Role: d.sheet.Roles[i], Entity: who,
			Masked: d.soiler.mask[i], Slips: d.soiler.slips[i]})
		if err != nil {
			return err
		}
	}
	return nil
}

// follow writes what comes after a row now and then: the same again, or a broken copy.
func (d *deliverer) follow(r *Row) error {
	if d.sheet.Mend && len(d.kept) < keeps && slices.ContainsFunc(d.soiler.slips, corrected) {
		c := *r
		c.Cells, c.Who, c.Plots = slices.Clone(r.Cells), slices.Clone(r.Who), nil
		d.kept = append(d.kept, c)
	}
	if d.soiler.chance(d.rates.Duplicate) {
		at, err := d.out.line(d.texts, d.soiler.cells)
		if err != nil {
			return err
		}
		d.counts.Rows++
		if err := d.said(r, at); err != nil {
			return err
		}
	}
	if d.counts.Rows == d.rates.BadAlwaysN || d.soiler.chance(d.rates.Bad) {
		return d.spoil()
	}
	return nil
}

// corrected reports whether slips are such that the agency notices them.
func corrected(slips string) bool {
	return strings.Contains(slips, "typo") || strings.Contains(slips, "missing")
}

// spoil writes the row that was written last once more, broken.
func (d *deliverer) spoil() error {
	var needed []int
	for i, c := range d.sheet.Columns {
		if c.Needed {
			needed = append(needed, i)
		}
	}
	if len(needed) == 0 {
		return nil
	}
	i := needed[d.soiler.IntN(len(needed))]
	reason := "missing"
	d.texts[i] = ""
	if k := d.sheet.Columns[i].Kind; k == Date && d.soiler.chance(0.5) {
		d.texts[i], reason = []string{"不详", "2023-13-45", "待核", "0000-00-00"}[d.soiler.IntN(4)], "unreadable"
	}
	at, err := d.out.line(d.texts, nil)
	if err != nil {
		return err
	}
	d.counts.Spoiled++
	return d.tell.Spoiled(Spoiled{d.sheet.Standard, d.name, at, d.sheet.Columns[i].Field, reason})
}

// below writes what stands below the table and is no record.
func (d *deliverer) below() error {
	foot := []struct{ text, reason string }{{d.sheet.Style.Note, "note"}}
	if d.sheet.Style.Total {
		foot = append([]struct{ text, reason string }{{"合计", "total"}}, foot...)
	}
	for _, f := range foot {
		if f.text == "" || d.sheet.Style.Format == "jsonl" {
			continue
		}
		line := make([]string, len(d.sheet.Columns))
		line[0] = f.text
		at, err := d.out.line(line, nil)
		if err != nil {
			return err
		}
		d.counts.Spoiled++
		if err := d.tell.Spoiled(Spoiled{d.sheet.Standard, d.name, at, "", f.reason}); err != nil {
			return err
		}
	}
	return nil
}

// mend writes the corrected file.
func (d *deliverer) mend(w io.Writer, name string) error {
	if err := d.open(w, name); err != nil {
		return err
	}
	for i := range d.kept {
		if err := d.row(&d.kept[i], d.soiler.plain(&d.kept[i])); err != nil {
			return err
		}
	}
	return d.out.close()
}

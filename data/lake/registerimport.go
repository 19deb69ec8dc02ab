package lake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// A Delivery is one file of a register, and which of its columns are which fields.
type Delivery struct {
	File   string // base name
	SHA256 string // of its bytes, hexadecimal
	Sheets []MappedSheet
}

// A MappedSheet is one sheet of a file.
type MappedSheet struct {
	table.Sheet
	Columns []Column // one for each heading, in their order
}

// TableOptions say by what right a file of a register is imported, and how.
type TableOptions struct {
	Agency        string           // that supplied the data
	Authorisation string           // number of the paper that allows its use
	Purpose       string           // what for
	By            string           // who imports it
	RetainUntil   time.Time        // the day after which it is to be forgotten; zero if none was set
	Mends         string           // an import whose rows in quarantine the file has in the same places, mended
	At            time.Time        // the time of the import
	Workers       int              // rows read at once; 0 means one a core
	Progress      func(rows int64) // told now and then, on one goroutine; may be nil
}

// A TableReport says what the import of a file did.
type TableReport struct {
	Snapshot   string           `json:"snapshot"`         // the current snapshot now
	Import     string           `json:"import,omitempty"` // empty if nothing changed
	Standard   string           `json:"standard"`
	Rows       RowCounts        `json:"rows"`
	Reasons    map[string]int64 `json:"reasons"`              // why rows were put aside: field:code
	Superseded []Superseded     `json:"superseded,omitempty"` // the first ones
	Aside      []Quarantined    `json:"quarantine,omitempty"` // the first rows put aside
	Passed     []table.Aside    `json:"passed,omitempty"`     // rows that are no records: totals, notes, repeated headings; by sheet
	Quality    Tally            `json:"quality"`              // of the rows that were added
	Bytes      int64            `json:"bytes"`                // written, in all files
	Missing    []string         `json:"missing,omitempty"`    // fields that a delivery is expected to have and of which no column is one
	Lacking    []fault.Text     `json:"lacking,omitempty"`    // what the file cannot tell, since it has none of some columns, and which it has that nobody reads
}

// A Superseded is a record in whose place another with the same key has come. It tells
// which fields differ and no value.
type Superseded struct {
	Record string   `json:"record"`
	Now    string   `json:"now"` // row of the new file
	Import string   `json:"import"`
	Was    string   `json:"was"` // row in the file of that import
	Fields []string `json:"fields"`
}

// examplesNamed is how many superseded rows and rows put aside a TableReport names.
const examplesNamed = 20

// ImportTable adds the rows of one file of a register to the lake as a new snapshot, which
// is made current at the end, in one step, or not at all. It streams: beside the file it
// needs memory for some 60 bytes a record of the register, old and new.
//
// A record is named by its key, or by all its values where the standard has no key or the row
// lacks a part of it. A row
// that is there already changes nothing, and if that is true of all the snapshot stays. A
// row with the key of an earlier import and other values supersedes that row; the report
// names such rows. The same key twice in one file with other values cannot both be right:
// the first row is kept and the later one is put aside. A row that lacks what the standard
// requires is put aside too; it leaves quarantine when a later file delivers the same key,
// names the row in a column called QuarantineHeading or, with TableOptions.Mends, has the
// same row mended in the same place.
//
// The error is fault.Invalid if columns are missing or mapped twice, all named, or if
// there are no rows; fault.Conflict if another import is running.
func (l *Lake) ImportTable(ctx context.Context, s standard.Standard, d Delivery, o TableOptions) (TableReport, error) {
	if err := d.check(s); err != nil {
		return TableReport{}, err
	}
	unlock, err := l.lock()
	if err != nil {
		return TableReport{}, fmt.Errorf("import table: %w", explain(err))
	}
	defer unlock()
	im, err := l.newRegisterImporter(ctx, s, d, o)
	if err != nil {
		return TableReport{}, fmt.Errorf("import table: %w", explain(err))
	}
	if err := im.run(ctx); err != nil {
		_ = l.clearTmp() // what stays is cleared by the next import
		return im.report, fmt.Errorf("import table: %w", explain(err))
	}
	return im.report, l.clearTmp()
}

// lock takes the lock of the one importer. The error is fault.Conflict if another has it.
func (l *Lake) lock() (unlock func(), err error) {
	unlock, err = l.tryLock()
	if err == nil && unlock == nil {
		return nil, fault.Conflictf("另一个导入正在进行；请等它结束后再试。", "Another import is running; wait for it to end and try again.")
	}
	return unlock, err
}

// check lists what is wrong with the mapping of each sheet.
func (d Delivery) check(s standard.Standard) error {
	var zh, en []string
	for _, sheet := range d.Sheets {
		z, e := sheet.check(s)
		zh, en = append(zh, z...), append(en, e...)
	}
	if len(d.Sheets) == 0 {
		return fault.Invalidf("文件 %s 里没有表格。", "There is no table in the file %s.", d.File)
	}
	if len(zh) > 0 {
		return fault.Invalidf("%[1]s 不能按“%[2]s”导入：%[3]s。可用 --map 指定列。", "%[1]s cannot be imported as %[4]s: %[5]s. Columns can be named with --map.",
			d.File, s.Title.ZH, strings.Join(zh, "；"), s.Title.EN, strings.Join(en, "; "))
	}
	return nil
}

func (m MappedSheet) check(s standard.Standard) (zh, en []string) {
	where := ""
	if m.Name != "" {
		where = m.Name + ": "
	}
	has := map[string]string{}
	fields := s.Columns()
	for _, c := range m.Columns {
		known := slices.ContainsFunc(fields, func(f standard.Field) bool { return f.Name == c.Field })
		switch other, twice := has[c.Field]; {
		case c.Field == "":
		case !known:
			zh, en = append(zh, where+"标准里没有字段 "+c.Field), append(en, where+"the standard has no field "+c.Field)
		case twice:
			zh = append(zh, fmt.Sprintf("%s列“%s”和“%s”都对应 %s", where, other, c.Heading, c.Field))
			en = append(en, fmt.Sprintf("%sthe columns %q and %q are both %s", where, other, c.Heading, c.Field))
		}
		has[c.Field] = c.Heading
	}
	there := func(field string) bool { _, ok := has[field]; return ok }
	for _, f := range s.Unmet(there) {
		zh, en = append(zh, where+"缺少列“"+f.Title.ZH+"”（"+f.Name+"）"+instead(s, f, "zh")), append(en, where+"no column for "+f.Title.EN+" ("+f.Name+")"+instead(s, f, "en"))
	}
	if len(s.OneOf) > 0 && !slices.ContainsFunc(s.OneOf, there) {
		zh = append(zh, where+"下列各列一个也没有："+titles(s, s.OneOf, "zh"))
		en = append(en, where+"none of these columns is there: "+titles(s, s.OneOf, "en"))
	}
	return zh, en
}

// instead names the fields that would do in the place of one that is missing.
func instead(s standard.Standard, f standard.Field, lang string) string {
	if len(f.Or) == 0 {
		return ""
	}
	return fault.Text{ZH: "，也没有可以代替它的列（", EN: ", nor for what would do in its place ("}.In(lang) +
		titles(s, f.Or, lang) + fault.Text{ZH: "）", EN: ")"}.In(lang)
}

// titles lists what fields are called.
func titles(s standard.Standard, names []string, lang string) string {
	var list []string
	for _, name := range names {
		f, _ := s.Field(name)
		list = append(list, f.Title.In(lang))
	}
	return strings.Join(list, fault.Text{ZH: "、", EN: ", "}.In(lang))
}

// A registerImporter is the import of one file of a register.
type registerImporter struct {
	lake     *Lake
	layout   *layout
	delivery Delivery
	opts     TableOptions
	id       string
	parent   Snapshot // zero before the first import
	index    registerIndex
	repeats  map[recordKey]int // in a register without key: how often a row has come
	aside    *aside
	files    *lanes
	report   TableReport
	differ   map[recordKey]compared // rows that superseded others, for the report
}

// A compared is a row that supersedes another that is still to be read.
type compared struct {
	row candidate
	n   int // number in report.Superseded
}

func (l *Lake) newRegisterImporter(ctx context.Context, s standard.Standard, d Delivery, o TableOptions) (*registerImporter, error) {
	if err := l.mend(ctx); err != nil {
		return nil, err
	}
	im := &registerImporter{lake: l, layout: layoutOf(s), delivery: d, opts: o, repeats: map[recordKey]int{}, differ: map[recordKey]compared{}}
	var err error
	if im.parent, err = l.present(); err != nil {
		return nil, err
	}
	im.id = im.importID()
	im.report = TableReport{Snapshot: im.parent.ID, Standard: s.Name, Reasons: map[string]int64{}, Missing: d.Missing(s), Lacking: d.lacking(s)}
	if im.index, err = loadRegister(ctx, im.parent, s.Name); err != nil {
		return nil, err
	}
	if im.aside, err = newAside(ctx, l, im.parent, s.Name, im.id); err != nil {
		return nil, err
	}
	if err := im.aside.expect(ctx, o.Mends, im.parent); err != nil {
		return nil, err
	}
	im.files = newLanes(l, im.layout, o.At)
	return im, nil
}

// present returns the current snapshot, or the zero Snapshot before the first import.
func (l *Lake) present() (Snapshot, error) {
	id, err := l.head()
	if err != nil || id == "" {
		return Snapshot{dir: l.dir}, err
	}
	return l.Snapshot(id)
}

// importID names the import by what it reads and what it is added to; so the same file
// gives the same files wherever it is imported.
func (im *registerImporter) importID() string {
	h := sha256.New()
	s := im.layout.standard
	about, err := json.Marshal([]any{im.parent.ID, s.Name, s.Version, im.delivery.SHA256, im.delivery.mapping(),
		im.opts.Agency, im.opts.Authorisation, im.opts.Purpose, im.opts.Mends})
	if err != nil {
		panic(err) // there is nothing in it that JSON cannot hold
	}
	h.Write(about)
	return "i-" + short(h.Sum(nil))
}

// has reports whether some column of some sheet is a field.
func (d Delivery) has(field string) bool {
	return slices.ContainsFunc(d.Sheets, func(m MappedSheet) bool {
		return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Field == field })
	})
}

// Missing names the fields that a delivery of s is expected to have and that no column of d is.
func (d Delivery) Missing(s standard.Standard) (names []string) {
	for _, f := range s.Missing(d.has) {
		names = append(names, f.Name)
	}
	return names
}

// unnamed says that the records of a delivery cannot be told by the key of the register.
func (d Delivery) unnamed(s standard.Standard) (fault.Text, bool) {
	var key []string
	for _, f := range s.Key() {
		if !d.has(f.Name) {
			key = append(key, f.Name)
		}
	}
	if len(key) == 0 {
		return fault.Text{}, false
	}
	return fault.Text{
		ZH: "没有“" + titles(s, key, "zh") + "”，记录只能以全部内容辨认：以后再来的更正不会代替这些记录，而是另成一条。",
		EN: "Without " + titles(s, key, "en") + " a record is known by all that it says: a later correction will not take its place but stand beside it.",
	}, true
}

// lacking returns what cannot be told from a delivery, and what it may tell that nobody reads.
func (d Delivery) lacking(s standard.Standard) []fault.Text {
	var unread []string
	for _, sheet := range d.Sheets {
		for _, c := range sheet.Columns {
			if c.Field == "" {
				unread = append(unread, c.Heading)
			}
		}
	}
	all := s.Lacking(d.has)
	if says, ok := d.unnamed(s); ok {
		all = append(all, says)
	}
	if says, ok := standard.Unheard(unread); ok {
		all = append(all, says)
	}
	return all
}

func (d Delivery) mapping() (all []MappedColumns) {
	for _, s := range d.Sheets {
		all = append(all, MappedColumns{s.Name, s.Columns})
	}
	return all
}

// run reads the file and commits what came of it.
func (im *registerImporter) run(ctx context.Context) error {
	if err := im.stream(ctx); err != nil {
		_, broken := im.files.close("")
		im.aside.abandon()
		return cmp.Or(broken, err) // what broke a lane tells more than that one is broken
	}
	if im.report.Rows.Read == 0 {
		return fault.Invalidf("文件 %s 里没有记录。", "There are no rows in the file %s.", im.delivery.File)
	}
	return im.finish(ctx)
}

// finish writes what is left and makes the new snapshot, unless nothing changed.
func (im *registerImporter) finish(ctx context.Context) error {
	for _, sheet := range im.delivery.Sheets {
		if sheet.Aside != nil {
			im.report.Passed = append(im.report.Passed, sheet.Aside())
		}
	}
	added, err := im.files.close(im.id)
	if err != nil {
		return err
	}
	left, rewritten, err := im.rewrite(ctx)
	if err != nil {
		return err
	}
	quarantine, mended, err := im.aside.close(ctx)
	if err != nil {
		return err
	}
	im.report.Rows.Mended = int64(len(mended))
	if len(added) == 0 && !rewritten && len(mended) == 0 && im.aside.written == 0 {
		return nil
	}
	return im.commit(append(left, added...), quarantine, mended)
}

// commit makes the new snapshot.
func (im *registerImporter) commit(records, quarantine []File, mended []string) error {
	name := im.layout.standard.Name
	m := im.parent.next(im.opts.At)
	m.Tables[name], m.Quarantine[name] = records, quarantine
	if len(quarantine) == 0 {
		delete(m.Quarantine, name)
	}
	m.Imports = append(m.Imports, Import{
		ID: im.id, At: im.opts.At, Agency: im.opts.Agency, Authorisation: im.opts.Authorisation, Purpose: im.opts.Purpose,
		By: im.opts.By, RetainUntil: im.opts.RetainUntil, Content: im.delivery.SHA256,
		Register: &Delivered{Standard: name, Version: im.layout.standard.Version, File: im.delivery.File, SHA256: im.delivery.SHA256,
			Sheets: im.delivery.mapping(), Mends: im.opts.Mends, Mended: mended, Rows: im.report.Rows},
	})
	for _, f := range records {
		if f.temporary() {
			im.report.Bytes += f.Bytes
		}
	}
	moves := m.settle(im.id)
	m.ID = m.id()
	if err := im.lake.commit(m, moves); err != nil {
		return err
	}
	im.report.Snapshot, im.report.Import = m.ID, im.id
	made := Snapshot{ID: m.ID, Manifest: m, dir: im.lake.dir}
	var err error
	im.report.Quality, err = made.tally(name, im.id)
	return err
}

// settle gives the new files of a manifest their last names, made from act, which is what
// makes the snapshot.
func (m *Manifest) settle(act string) (moves []move) {
	rename := func(files []File, dir, infix string) []File {
		files, n := slices.Clone(files), 0
		for i, f := range files {
			if f.temporary() {
				n++
				files[i].Name = fmt.Sprintf("%s/%s-%s%04d.parquet", dir, act, infix, n)
				moves = append(moves, move{f.Name, files[i].Name})
			}
		}
		return files
	}
	for name, files := range m.Tables {
		m.Tables[name] = rename(files, "data/"+name, "")
	}
	for name, files := range m.Quarantine {
		m.Quarantine[name] = rename(files, "quarantine", name+"-")
	}
	return moves
}

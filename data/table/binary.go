package table

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"iter"

	"github.com/richardlehane/mscfb"
)

// A workbook of Excel 97 to 2003 (.xls) is a compound file with a stream of records, each with its kind, its
// length and at most 8,224 bytes (BIFF8; [MS-XLS] 2.1.4). First come those of the workbook, then
// those of each sheet.

// maxBinary is how many bytes such a workbook may have. It is read whole: its sheets have 65,536 rows at most.
const maxBinary = 512 << 20

// The kinds of record that matter ([MS-XLS] 2.3).
const (
	recordFormula    = 0x0006
	recordEnd        = 0x000A
	recordDateMode   = 0x0022
	recordPassword   = 0x002F
	recordContinue   = 0x003C
	recordSheet      = 0x0085
	recordRKs        = 0x00BD
	recordRichLabel  = 0x00D6
	recordXF         = 0x00E0
	recordMerges     = 0x00E5
	recordShared     = 0x00FC
	recordSharedCell = 0x00FD
	recordNumber     = 0x0203
	recordLabel      = 0x0204
	recordBoolean    = 0x0205
	recordString     = 0x0207
	recordRK         = 0x027E
	recordFormat     = 0x041E
	recordBegin      = 0x0809
)

// biff8 is the version of Excel 97 to 2003.
const biff8 = 0x0600

// errBinary: what a workbook says of itself does not hold.
var errBinary = errors.New("a record of the workbook is cut or wrong")

// A binaryBook is such a workbook.
type binaryBook struct {
	stream  []byte
	days    Calendar
	formats map[int]look
	styles  []look   // by number of the style
	shared  []string // the texts of cells
	sheets  []binarySheet
}

// A binarySheet is where a sheet begins.
type binarySheet struct {
	name   string
	at     int
	hidden bool
}

// openBinary opens a workbook of Excel 97 to 2003.
func openBinary(ctx context.Context, in input) ([]*grid, error) {
	if in.size > maxBinary {
		return nil, refuse("“%s”是旧版二进制表格，超过 %d MB，请另存为 XLSX 或 CSV。", "%q is an old binary workbook of more than %d MB; save it as XLSX or CSV.", in.name, maxBinary>>20)
	}
	stream, err := workbookStream(in)
	if err != nil {
		return nil, err
	}
	w := &binaryBook{stream: stream, days: SerialsFrom1900, formats: map[int]look{}}
	if err := w.globals(); err != nil {
		return nil, binaryRefused(in, err)
	}
	var grids []*grid
	used := 0
	for _, s := range w.sheets {
		g, err := w.grid(ctx, in.name, s)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, binaryRefused(in, err)
		}
		if g.width > 0 {
			used++
		}
		grids = append(grids, g)
	}
	for _, g := range grids {
		g.several = used > 1
	}
	return grids, nil
}

// workbookStream returns the records of the workbook in a compound file.
func workbookStream(in input) ([]byte, error) {
	if err := plausible(in); err != nil {
		return nil, err
	}
	file, err := mscfb.New(in.at)
	if err != nil {
		return nil, broken(in.name, err)
	}
	for entry, err := file.Next(); err == nil; entry, err = file.Next() {
		switch entry.Name {
		case "EncryptedPackage":
			return nil, binaryRefused(in, errPassword)
		case "Workbook":
			if entry.Size > in.size {
				return nil, broken(in.name, errBinary)
			}
			b, err := io.ReadAll(io.LimitReader(entry, in.size))
			if err != nil {
				return nil, broken(in.name, err)
			}
			return b, nil
		}
	}
	return nil, refuse("“%s”不是 Excel 97 及以后的表格（可能是 Word 文档，或者 Excel 95 及更早的文件），请用 Excel 或 WPS 打开后另存为 XLSX。",
		"%q is no workbook of Excel 97 or later (perhaps a Word document, or a file of Excel 95 or before); open it in Excel or WPS and save it as XLSX.", in.name)
}

// plausible refuses a compound file that claims more sectors than it has ([MS-CFB] 2.2): mscfb makes room for
// as many as the file says.
func plausible(in input) error {
	head, err := in.head(512)
	if err != nil {
		return err
	}
	if len(head) < 512 {
		return broken(in.name, errBinary)
	}
	for _, at := range []int{40, 44, 64, 72} { // of the directory, of the table of sectors, of that of small ones and of its own list
		if int64(binary.LittleEndian.Uint32(head[at:])) > in.size/512 {
			return broken(in.name, errBinary)
		}
	}
	return nil
}

var errPassword = errors.New("the workbook is encrypted")

// binaryRefused says why a workbook cannot be read.
func binaryRefused(in input, err error) error {
	if errors.Is(err, errPassword) {
		return refuse("“%s”设有打开密码，请取消密码后重新保存。", "%q is protected by a password; remove it and save the file again.", in.name)
	}
	return broken(in.name, err)
}

// records yields the kind and the bytes of the records from a place on. A record that reaches beyond the
// end ends them.
func (w *binaryBook) records(at int) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for at >= 0 && at+4 <= len(w.stream) {
			kind, n := int(binary.LittleEndian.Uint16(w.stream[at:])), int(binary.LittleEndian.Uint16(w.stream[at+2:]))
			at += 4
			if at+n > len(w.stream) || !yield(kind, w.stream[at:at+n]) {
				return
			}
			at += n
		}
	}
}

// globals reads what is said of the whole workbook.
func (w *binaryBook) globals() error {
	var shared [][]byte // with what continues it
	first, last := true, 0
	for kind, b := range w.records(0) {
		if first && (kind != recordBegin || len(b) < 2 || binary.LittleEndian.Uint16(b) != biff8) {
			return errBinary
		}
		first = false
		switch kind {
		case recordEnd:
			w.shared = sharedTexts(shared)
			return nil
		case recordPassword:
			return errPassword
		case recordDateMode:
			if len(b) >= 2 && b[0] == 1 {
				w.days = SerialsFrom1904
			}
		case recordFormat:
			if len(b) >= 2 {
				w.formats[int(binary.LittleEndian.Uint16(b))] = lookOfCode(textOf(b[2:], 2))
			}
		case recordXF:
			if len(b) >= 4 {
				w.styles = append(w.styles, w.lookOf(int(binary.LittleEndian.Uint16(b[2:]))))
			}
		case recordSheet:
			w.addSheet(b)
		case recordShared:
			shared = [][]byte{b}
		case recordContinue:
			if last == recordShared {
				shared = append(shared, b)
				continue
			}
		}
		last = kind
	}
	return errBinary // broken off
}

// lookOf returns what a format makes of numbers. Formats stand before the styles that use them.
func (w *binaryBook) lookOf(format int) look {
	if l, ok := w.formats[format]; ok {
		return l
	}
	return lookOfFormat(format)
}

// addSheet takes in a sheet of cells. Charts and macros are passed over.
func (w *binaryBook) addSheet(b []byte) {
	if len(b) < 8 || b[5] != 0 || len(w.sheets) == maxMembers {
		return
	}
	w.sheets = append(w.sheets, binarySheet{name: textOf(b[6:], 1), at: int(binary.LittleEndian.Uint32(b)), hidden: b[4]&3 != 0})
}

// grid reads a sheet.
func (w *binaryBook) grid(ctx context.Context, file string, s binarySheet) (*grid, error) {
	r := binaryRows{book: w, rows: map[int][]Cell{}, grid: &grid{file: file, name: s.name, format: FormatXLS, days: w.days, hidden: s.hidden, lost: map[int]lost{}}}
	depth, n := 0, 0
	for kind, b := range w.records(s.at) {
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch {
		case n == 1 && kind != recordBegin:
			return nil, errBinary
		case kind == recordBegin: // of a chart within the sheet too
			depth++
		case kind == recordEnd:
			depth--
		case depth == 1:
			if err := r.take(kind, b); err != nil {
				return nil, err
			}
		}
		if depth == 0 {
			return r.finish()
		}
	}
	return nil, errBinary // broken off
}

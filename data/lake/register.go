package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/text/width"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// Columns of a register's files beside those of its standard. No model sees them.
const (
	problemsColumn    = "problems"    // what is wrong with the values of the row: field:code field:code
	fingerprintColumn = "fingerprint" // a hash of the values, by which a row that is delivered again is known
)

// A layout is how the records of one register lie in its files.
type layout struct {
	standard standard.Standard
	fields   []standard.Field // that an import fills
	demands  [][]int          // for each of fields that is required, the numbers of those of which a row must have one
	key      []int            // numbers in fields of those that name a record; none: all together do
	schema   *parquet.Schema
	column   map[string]int // number of each column in schema
	of       []int          // number of the column of each of fields
}

func layoutOf(s standard.Standard) *layout {
	l := &layout{standard: s, fields: s.Columns()}
	group := parquet.Group{
		standard.RecordID:  parquet.Required(parquet.String()),
		standard.ImportID:  parquet.Required(dictionary(parquet.String())),
		standard.SourceRow: parquet.Required(parquet.String()),
		standard.Raw:       parquet.Optional(parquet.String()),
		problemsColumn:     parquet.Optional(dictionary(parquet.String())),
		fingerprintColumn:  parquet.Required(parquet.Leaf(parquet.Int64Type)),
	}
	for i, f := range l.fields {
		group[f.Name] = nodeOf(s, f)
		if f.Key {
			l.key = append(l.key, i)
		}
	}
	l.schema = parquet.NewSchema(s.Name, group)
	l.column = columnsOf(l.schema)
	for _, f := range l.fields {
		var demand []int
		for _, name := range f.Demand() {
			demand = append(demand, slices.IndexFunc(l.fields, func(o standard.Field) bool { return o.Name == name }))
		}
		l.demands = append(l.demands, demand)
		l.of = append(l.of, l.column[f.Name])
	}
	return l
}

// columnsOf returns the number of each column of a flat schema.
func columnsOf(schema *parquet.Schema) map[string]int {
	numbers := map[string]int{}
	for i, path := range schema.Columns() {
		numbers[path[0]] = i
	}
	return numbers
}

// nodeOf returns how the values of a field are stored.
func nodeOf(s standard.Standard, f standard.Field) parquet.Node {
	switch f.Type {
	case standard.TypeInteger:
		return parquet.Optional(parquet.Leaf(parquet.Int64Type))
	case standard.TypeNumber:
		return parquet.Optional(parquet.Leaf(parquet.DoubleType))
	case standard.TypeBoolean:
		return parquet.Optional(parquet.Leaf(parquet.BooleanType))
	case standard.TypeDate:
		return parquet.Optional(parquet.Date())
	}
	if fewValues(s, f) {
		return parquet.Optional(dictionary(parquet.String()))
	}
	return parquet.Optional(parquet.String())
}

func dictionary(n parquet.Node) parquet.Node { return parquet.Encoded(n, &parquet.RLEDictionary) }

// fewValues reports whether the same values of a text come again and again.
func fewValues(s standard.Standard, f standard.Field) bool {
	repeated := []standard.Format{standard.FormatPersonName, standard.FormatOrgName, standard.FormatDivision}
	return !f.Key && (len(f.Codes) > 0 || slices.Contains(repeated, f.Format) || s.Coverage != nil && s.Coverage.By == f.Name)
}

// A recordKey is a record_id without its letters.
type recordKey [10]byte

// String returns the record_id.
func (k recordKey) String() string { return "r-" + hex.EncodeToString(k[:]) }

// parseKey returns the key of a record_id.
func parseKey(id string) (k recordKey, ok bool) {
	digits, ok := strings.CutPrefix(id, "r-")
	n, err := hex.Decode(k[:], []byte(digits)[:min(len(digits), 2*len(k))])
	return k, ok && err == nil && n == len(k) && len(digits) == 2*len(k)
}

// keyOfRow names the record in row: by its key or, where the register has none, by all
// values. buffer is used and returned for the next call.
func (l *layout) keyOfRow(row parquet.Row, buffer []byte) (recordKey, []byte) {
	buffer = append(append(buffer[:0], l.standard.Name...), 0)
	if len(l.key) == 0 {
		buffer = l.appendValues(buffer, row)
	}
	for _, i := range l.key {
		buffer = appendValue(buffer, row[l.of[i]], true)
	}
	sum := sha256.Sum256(buffer)
	return recordKey(sum[:10]), buffer
}

// keyOfAll names the record in row by all its values, among them those that nobody could read,
// since a part of its key is not there.
func (l *layout) keyOfAll(row parquet.Row, unread, buffer []byte) (recordKey, []byte) {
	buffer = append(append(buffer[:0], l.standard.Name...), 0)
	buffer = append(l.appendValues(buffer, row), unread...)
	sum := sha256.Sum256(buffer)
	return recordKey(sum[:10]), buffer
}

// again names the nth record that is equal to an earlier one in every value.
func (k recordKey) again(n int) recordKey {
	sum := sha256.Sum256(append(k[:], byte(n>>24), byte(n>>16), byte(n>>8), byte(n)))
	return recordKey(sum[:10])
}

// appendValues appends all values that are there, with the names of their fields, so that
// a field that joins the standard later changes nothing.
func (l *layout) appendValues(buffer []byte, row parquet.Row) []byte {
	for i, f := range l.fields {
		if v := row[l.of[i]]; !v.IsNull() {
			buffer = append(append(buffer, f.Name...), '=')
			buffer = appendValue(buffer, v, false)
		}
	}
	return buffer
}

// appendValue appends one value and an end. As part of a name a text is folded: wide and
// narrow characters, large and small letters and spaces make no difference there.
func appendValue(buffer []byte, v parquet.Value, fold bool) []byte {
	switch {
	case v.IsNull():
	case v.Kind() == parquet.ByteArray && fold:
		buffer = appendFolded(buffer, v.ByteArray())
	case v.Kind() == parquet.ByteArray:
		buffer = append(buffer, v.ByteArray()...)
	default:
		buffer = v.AppendBytes(buffer)
	}
	return append(buffer, 0)
}

func appendFolded(buffer, text []byte) []byte {
	start := len(buffer)
	for _, c := range text {
		switch {
		case c >= utf8.RuneSelf:
			return append(buffer[:start], foldWide(string(text))...)
		case c >= 'a' && c <= 'z':
			buffer = append(buffer, c-'a'+'A')
		case c > ' ':
			buffer = append(buffer, c)
		}
	}
	return buffer
}

func foldWide(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(width.Fold.String(text)), ""))
}

// A Column says what becomes of one column of a sheet.
type Column struct {
	Heading string     `json:"heading"`
	Field   string     `json:"field,omitempty"` // of the standard; empty: the column is left out
	Unit    string     `json:"unit,omitempty"`  // of the numbers in it, where a person told it
	Score   float64    `json:"score,omitempty"` // how sure the match is, 0 to 1
	Reason  fault.Text `json:"reason,omitzero"`
}

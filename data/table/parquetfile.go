package table

import (
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// openParquet opens a Parquet file.
func openParquet(in input) ([]*grid, error) {
	f, err := parquet.OpenFile(in.at, in.size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, broken(in.name, err)
	}
	p := parquetFile{file: f}
	g := &grid{file: in.name, format: FormatParquet, headings: []string{}}
	for _, path := range f.Schema().Columns() {
		leaf, ok := f.Schema().Lookup(path...)
		if !ok {
			return nil, broken(in.name, errors.New("a column is not in the schema"))
		}
		g.headings = append(g.headings, strings.Join(columnPath(path), "."))
		p.columns = append(p.columns, parquetColumn{repeated: leaf.MaxRepetitionLevel > 0, show: showOf(leaf.Node)})
	}
	if len(g.headings) == 0 || len(g.headings) > mostHeadings {
		return nil, refuse("“%s”的列数 %d 超出范围。", "%q has %d columns, which is out of range.", in.name, len(g.headings))
	}
	g.width = len(g.headings)
	g.lines = func() iter.Seq2[line, error] { return p.lines(g) }
	return []*grid{g}, nil
}

// columnPath leaves out of a path what only holds the elements of a list.
func columnPath(path []string) []string {
	if n := len(path); n >= 3 && path[n-2] == "list" && (path[n-1] == "element" || path[n-1] == "item") {
		return path[:n-2]
	}
	return path
}

// A parquetFile is an open Parquet file.
type parquetFile struct {
	file    *parquet.File
	columns []parquetColumn
}

// A parquetColumn says how the values of a column are shown.
type parquetColumn struct {
	repeated bool
	show     func(parquet.Value) Cell
}

// lines yields the rows. What a row group breaks off with is the last error.
func (p parquetFile) lines(g *grid) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		number := 0
		for _, group := range p.file.RowGroups() {
			more, err := p.group(group, &number, yield)
			if err != nil {
				yield(line{}, g.cut(number, err))
				return
			}
			if !more {
				return
			}
		}
	}
}

// group yields the rows of one row group and reports false if the caller stopped.
func (p parquetFile) group(group parquet.RowGroup, number *int, yield func(line, error) bool) (bool, error) {
	rows := group.Rows()
	defer rows.Close()
	buf := make([]parquet.Row, 256)
	for {
		n, err := rows.ReadRows(buf)
		for _, row := range buf[:n] {
			*number++
			if !yield(line{*number, p.cells(row)}, nil) {
				return false, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// cells shows a row. Several values of one column are joined as a list.
func (p parquetFile) cells(row parquet.Row) []Cell {
	cells := make([]Cell, len(p.columns))
	for _, v := range row {
		i := v.Column()
		if i < 0 || i >= len(cells) || v.IsNull() {
			continue
		}
		c := p.columns[i].show(v)
		if p.columns[i].repeated {
			if cells[i].Text != "" {
				c.Text = cells[i].Text + "、" + c.Text
			}
			c.Kind = Text
		}
		cells[i] = c
	}
	return cells
}

// showOf returns how the values of a column are shown, after what the schema says they mean.
func showOf(node parquet.Node) func(parquet.Value) Cell {
	physical := node.Type().Kind()
	logical := node.Type().LogicalType()
	if logical == nil {
		return showPhysical(physical)
	}
	switch t := logical.Value.(type) {
	case *format.DateType:
		return func(v parquet.Value) Cell { return dayCell(time.Unix(int64(v.Int32())*86400, 0).UTC()) }
	case *format.TimestampType:
		return showTimestamp(unitOfTime(t.Unit), t.IsAdjustedToUTC)
	case *format.TimeType:
		return showTime(physical, unitOfTime(t.Unit))
	case *format.DecimalType:
		return showDecimal(physical, int(t.Scale))
	case *format.UUIDType:
		return func(v parquet.Value) Cell { return Cell{uuid(v.ByteArray()), Text} }
	case *format.IntType:
		if !t.IsSigned {
			return showUnsigned(physical)
		}
	}
	return showPhysical(physical)
}

func showUnsigned(physical parquet.Kind) func(parquet.Value) Cell {
	return func(v parquet.Value) Cell {
		n := v.Uint64()
		if physical == parquet.Int32 {
			n = uint64(v.Uint32())
		}
		return Cell{strconv.FormatUint(n, 10), Number}
	}
}

// unitOfTime returns the unit in which times are counted.
func unitOfTime(u format.TimeUnit) time.Duration {
	if u.Value == nil {
		return time.Millisecond
	}
	return u.Value.Duration()
}

// showPhysical shows values of which the schema says no more than how they are stored.
func showPhysical(kind parquet.Kind) func(parquet.Value) Cell {
	switch kind {
	case parquet.Boolean:
		return func(v parquet.Value) Cell { return Cell{strconv.FormatBool(v.Boolean()), Boolean} }
	case parquet.Int32:
		return func(v parquet.Value) Cell { return Cell{strconv.Itoa(int(v.Int32())), Number} }
	case parquet.Int64:
		return func(v parquet.Value) Cell { return Cell{strconv.FormatInt(v.Int64(), 10), Number} }
	case parquet.Int96:
		return func(v parquet.Value) Cell {
			i := v.Int96()
			nanos := int64(uint64(i[0]) | uint64(i[1])<<32)
			return momentCell(time.Unix((int64(i[2])-julianEpoch)*86400, nanos), true)
		}
	case parquet.Float:
		return func(v parquet.Value) Cell { return floatCell(float64(v.Float()), 32) }
	case parquet.Double:
		return func(v parquet.Value) Cell { return floatCell(v.Double(), 64) }
	}
	return func(v parquet.Value) Cell { return Cell{valid(v.ByteArray()), Text} }
}

// julianEpoch is the Julian day of 1970-01-01, from which Hive and Spark count.
const julianEpoch = 2440588

// chinaTime is eight hours ahead of UTC all year round.
func chinaTime() *time.Location { return time.FixedZone("CST", 8*3600) }

// showTimestamp shows moments. One that is told in UTC is shown in the time of China: its
// days are the days of the register.
func showTimestamp(unit time.Duration, inUTC bool) func(parquet.Value) Cell {
	perSecond := int64(time.Second / unit)
	return func(v parquet.Value) Cell {
		n := v.Int64()
		return momentCell(time.Unix(n/perSecond, n%perSecond*int64(unit)), inUTC)
	}
}

// momentCell returns a moment as a cell.
func momentCell(m time.Time, inUTC bool) Cell {
	if m = m.UTC(); inUTC {
		m = m.In(chinaTime())
	}
	c := dayCell(m)
	if at := m.Format(time.TimeOnly); c.Kind == Date && at != "00:00:00" {
		c.Text += " " + at
	}
	return c
}

// dayCell returns a day as a cell.
func dayCell(m time.Time) Cell {
	if m.Year() < 1 || m.Year() > 9999 {
		return Cell{m.Format(time.RFC3339), Text}
	}
	return Cell{m.Format(time.DateOnly), Date}
}

// showTime shows times of day.
func showTime(physical parquet.Kind, unit time.Duration) func(parquet.Value) Cell {
	perSecond := int64(time.Second / unit)
	return func(v parquet.Value) Cell {
		n := v.Int64()
		if physical == parquet.Int32 {
			n = int64(v.Int32())
		}
		return Cell{clock(int(n / perSecond)), Text}
	}
}

// showDecimal shows decimals with all their digits.
func showDecimal(kind parquet.Kind, scale int) func(parquet.Value) Cell {
	return func(v parquet.Value) Cell {
		n := new(big.Int)
		switch kind {
		case parquet.Int32:
			n.SetInt64(int64(v.Int32()))
		case parquet.Int64:
			n.SetInt64(v.Int64())
		default:
			b := v.ByteArray()
			n.SetBytes(b)
			if len(b) > 0 && b[0] >= 0x80 { // two's complement
				n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
			}
		}
		return Cell{pointed(n.String(), scale), Number}
	}
}

// pointed sets the decimal point before the last scale digits and drops zeros at the end.
func pointed(digits string, scale int) string {
	if scale <= 0 || scale > 100 {
		return digits
	}
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	whole, part := digits[:len(digits)-scale], strings.TrimRight(digits[len(digits)-scale:], "0")
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}

func floatCell(v float64, bits int) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Cell{}
	}
	return Cell{strconv.FormatFloat(v, 'f', -1, bits), Number}
}

func uuid(b []byte) string {
	s := hex.EncodeToString(b)
	if len(s) != 32 {
		return s
	}
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

package spark

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A table tells the driver how to make the table of one standard.
type table struct {
	Name    string      `json:"name"`
	Columns [][2]string `json:"columns"` // name and type
	Empty   string      `json:"empty"`   // selects the columns and no rows
	Files   []string    `json:"files"`
	Rows    string      `json:"rows"` // selects the rows in memory; empty if there are none
}

func newTable(s standard.Standard, files []string, rows []engine.Row) (table, error) {
	t := table{Name: engine.AsRead(s), Files: files}
	fields := slices.DeleteFunc(slices.Clone(s.Fields), func(f standard.Field) bool { return f.Derived != "" })
	var unknown []string
	for _, f := range fields {
		t.Columns = append(t.Columns, [2]string{f.Name, Dialect{}.Type(f.Type)})
		unknown = append(unknown, "CAST(NULL AS "+Dialect{}.Type(f.Type)+") AS "+Dialect{}.Name(f.Name))
	}
	t.Empty = "SELECT " + strings.Join(unknown, ", ") + " WHERE false"
	if len(rows) == 0 {
		return t, nil
	}
	var err error
	t.Rows, err = written(fields, rows)
	return t, err
}

// written writes rows into a query; a column that a row does not name is unknown.
func written(fields []standard.Field, rows []engine.Row) (string, error) {
	var names, columns []string
	for _, f := range fields {
		names = append(names, Dialect{}.Name(f.Name))
		columns = append(columns, "CAST("+Dialect{}.Name(f.Name)+" AS "+Dialect{}.Type(f.Type)+") AS "+Dialect{}.Name(f.Name))
	}
	var lines []string
	for i, row := range rows {
		line, err := writtenRow(fields, row)
		if err != nil {
			return "", fmt.Errorf("row %d: %w", i+1, err)
		}
		lines = append(lines, line)
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM VALUES\n" + strings.Join(lines, ",\n") + "\nAS t(" + strings.Join(names, ", ") + ")", nil
}

func writtenRow(fields []standard.Field, row engine.Row) (string, error) {
	var values []string
	known := 0
	for _, f := range fields {
		v, ok := row[f.Name]
		if ok {
			known++
		}
		s, ok := value(v, f.Type)
		if !ok {
			return "", fmt.Errorf("field %s is %T, want %s", f.Name, v, f.Type)
		}
		values = append(values, s)
	}
	if known != len(row) {
		return "", fmt.Errorf("%d of its fields are not in the standard", len(row)-known)
	}
	return "(" + strings.Join(values, ", ") + ")", nil
}

// value writes a value of type t; false means that it is of another.
func value(v any, t standard.Type) (string, bool) {
	switch x := v.(type) {
	case nil:
		return "NULL", true
	case int64:
		return strconv.FormatInt(x, 10) + "L", t == standard.TypeInteger
	case float64:
		return "CAST('" + strconv.FormatFloat(x, 'g', -1, 64) + "' AS DOUBLE)", t == standard.TypeNumber
	case bool:
		return strconv.FormatBool(x), t == standard.TypeBoolean
	case time.Time:
		return "DATE'" + x.Format(time.DateOnly) + "'", t == standard.TypeDate
	case string:
		return Dialect{}.Text(x), t != standard.TypeInteger && t != standard.TypeNumber && t != standard.TypeBoolean && t != standard.TypeDate
	default:
		return "", false
	}
}

package lake

import (
	"reflect"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
)

// Rows returns what the tables of court documents would hold of a document if it were
// imported: by table, rows by column, with nil for what is unknown.
func Rows(id, text string, j record.Judgment) map[string][]map[string]any {
	r := &reading{Document: source.Document{ID: id, Text: text}, judgment: j}
	all := map[string][]map[string]any{}
	for _, t := range tables() {
		if rows := t.shown(r); len(rows) > 0 {
			all[t.name()] = rows
		}
	}
	return all
}

func (t tableOf[T]) shown(r *reading) (rows []map[string]any) {
	for _, row := range t.rows(r) {
		rows = append(rows, cellsOf(reflect.ValueOf(row)))
	}
	return rows
}

// cellsOf reads a row by the tags by which it would be written.
func cellsOf(row reflect.Value) map[string]any {
	cells := map[string]any{}
	for i := range row.NumField() {
		name, options, _ := strings.Cut(row.Type().Field(i).Tag.Get("parquet"), ",")
		if name == "" || name == "-" {
			continue
		}
		cells[name] = cellOf(row.Field(i), strings.Split(options, ","))
	}
	return cells
}

// cellOf is one value as an engine reads it; nil is unknown, as is what is optional and zero.
func cellOf(v reflect.Value, options []string) any {
	has := func(option string) bool {
		for _, o := range options {
			if o == option {
				return true
			}
		}
		return false
	}
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil(), v.Kind() != reflect.Pointer && has("optional") && v.IsZero():
		return nil
	case v.Kind() == reflect.Pointer:
		v = v.Elem()
	}
	switch {
	case has("date"):
		return time.Unix(v.Int()*24*60*60, 0).UTC()
	case v.CanInt():
		return v.Int()
	case v.CanFloat():
		return v.Float()
	case v.Kind() == reflect.Bool:
		return v.Bool()
	}
	return v.String()
}

package lake

import (
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
)

func readCells(f standard.Field, unit string, on time.Time) func(table.Cell) table.Value {
	return func(c table.Cell) table.Value { return table.Value{V: c.Text} }
}

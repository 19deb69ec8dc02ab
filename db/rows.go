package db

import (
	"encoding/json"
	"fmt"
)

// Rows are the rows that one statement writes, as one value of it: FROM json_rows($1) gives each of
// them as value, and value ->> 0, value ->> 1 … are its columns, which are texts: a number is cast. The
// statement reads the same for however many rows, and is compiled once; written out as VALUES, each of
// a thousand rows would bring a dozen values, which SQLite numbers by looking through all before it.
func Rows(rows [][]any) (string, error) {
	list, err := json.Marshal(rows)
	if err != nil {
		return "", fmt.Errorf("write %d rows: %w", len(rows), err)
	}
	return string(list), nil
}

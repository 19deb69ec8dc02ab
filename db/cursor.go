package db

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
)

// longestCursor is how long a cursor may be in bytes: a name and an id fit well.
const longestCursor = 1024

// Cursor returns a text by which a list goes on after mark, which tells the last row of a page
// by its values in the order of the list. Mark is written as JSON; one that cannot be gives an
// empty text, as if the list had ended.
func Cursor(mark any) string {
	b, err := json.Marshal(mark)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor reads what Cursor wrote into mark, and reports whether it is such. A cursor may
// come from anybody: what it tells is to be checked before it reaches a query.
func ReadCursor(cursor string, mark any) bool {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(cursor) > longestCursor {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(mark) == nil
}

package db

import (
	"context"
	"fmt"
	"unicode/utf8"
)

// PartLength is how many characters of a part of a text are kept.
const PartLength = 8

// last comes after every character there is.
const last = "\U0010FFFF"

// PutParts lets a text be found by any part of it, from one character on: table has, for each
// place in the text, what begins there, in at most [PartLength] characters, and the id of the
// row of owner that the text is of, and whether the text begins with something else. before is the text that it
// had, empty if it had none.
func (t *Tx) PutParts(ctx context.Context, table, owner, id, before, text string) error {
	if before == text {
		return nil
	}
	const parts = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < length(CAST($1 AS TEXT))) `
	if before != "" {
		if _, err := t.Exec(ctx, parts+`DELETE FROM `+table+` WHERE `+owner+` = $2 AND part IN (SELECT substr(CAST($1 AS TEXT), i, 8) FROM n)`, before, id); err != nil {
			return fmt.Errorf("forget the parts of a text: %w", err)
		}
	}
	_, err := t.Exec(ctx, parts+`INSERT INTO `+table+` (part, later, `+owner+`)
		SELECT substr(CAST($1 AS TEXT), i, 8), CASE WHEN MIN(i) > 1 THEN 1 ELSE 0 END, CAST($2 AS TEXT) FROM n WHERE length(CAST($1 AS TEXT)) > 0 GROUP BY 1`, text, id)
	if err != nil {
		return fmt.Errorf("keep the parts of a text: %w", err)
	}
	return nil
}

// PartRange returns between what the parts lie of the texts that contain text: from the first
// to before the second. whole is false if text is longer than what is kept: then some of what
// is found there does not contain it.
func PartRange(text string) (from, before string, whole bool) {
	n := 0
	for i := range text {
		if n == PartLength {
			return text[:i], text[:i] + last, false
		}
		n++
	}
	return text, text + last, utf8.ValidString(text)
}

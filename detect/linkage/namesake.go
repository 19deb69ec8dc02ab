package linkage

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/detect/engine"
)

// A Namesake is a party of an earlier document who is another entity since new ones came.
type Namesake struct {
	Document string
	Was      string // the entity before
}

// namesakes is the table of earlier parties who have the name of a new one.
const namesakes = "namesake_before"

// Namesakes finds whom the fixed rules take for somebody else since documents came: a date of
// birth or a number that one document tells is used for all parties of the name. The engine
// has the new documents too, and Link has defined the table party.
func Namesakes(ctx context.Context, e engine.Engine, documents []string) (moved []Namesake, err error) {
	if len(documents) == 0 || !engine.Holds(e, "party") {
		return nil, nil
	}
	d := rules{e.Dialect()}
	ids := make([]string, len(documents))
	for i, id := range documents {
		ids[i] = d.Text(id)
	}
	fresh := "judgment IN (" + strings.Join(ids, ", ") + ")"
	name := d.folded("name")
	err = e.Define(ctx, namesakes, "SELECT * FROM party_as_read WHERE kind = 'person' AND NOT "+fresh+
		" AND "+name+" IN (SELECT "+name+" FROM party_as_read WHERE kind = 'person' AND "+fresh+")")
	if err != nil {
		return nil, fmt.Errorf("look for namesakes: %w", err)
	}
	query := "SELECT DISTINCT b.judgment AS document, b.entity AS was FROM (" + d.partyIn(namesakes) +
		") b JOIN party p ON p.judgment = b.judgment AND p.n = b.n WHERE p.entity <> b.entity ORDER BY document, was"
	for row, err := range e.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("compare namesakes: %w", err)
		}
		document, _ := row["document"].(string)
		was, _ := row["was"].(string)
		moved = append(moved, Namesake{document, was})
	}
	return moved, nil
}

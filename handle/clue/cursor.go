package clue

import (
	"fmt"
	"math"
	"strings"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// Sorts returns the orders a caller may ask for. A name that is not here never reaches
// the SQL. Clues that are equal in it stand in the order of their ids.
func Sorts() []string {
	return []string{"risk", "-risk", "amount", "-amount", "cases", "-cases",
		"found_at", "-found_at", "changed_at", "-changed_at", "subject", "-subject"}
}

// An order is one of Sorts, and the place in it where a page begins.
type order struct {
	sort, column, direction string
	stated                  bool // its index begins with the state
	place                   *place
}

// A place is the last clue of a page: its value in the order, and its id.
type place struct {
	Sort string `json:"s"`
	Key  any    `json:"k"` // float64 or string, as the column
	ID   ID     `json:"i"`
}

func newOrder(sort, cursor string) (order, error) {
	if sort == "" {
		sort = "-risk"
	}
	name, descending := strings.CutPrefix(sort, "-")
	column, ok := map[string]string{"risk": "risk", "amount": "amount", "cases": "cases",
		"found_at": "found_at", "changed_at": "changed_at", "subject": "subject_name"}[name]
	if !ok {
		return order{}, fault.Invalidf("线索不能按 %q 排序。", "Clues cannot be sorted by %q.", sort)
	}
	o := order{sort: sort, column: column, direction: "ASC", stated: column == "risk" || column == "found_at" || column == "changed_at"}
	if descending {
		o.direction = "DESC"
	}
	if cursor == "" {
		return o, nil
	}
	var p place
	if !db.ReadCursor(cursor, &p) || p.Sort != sort || !o.fits(p.Key) || !db.Storable(string(p.ID)) {
		return order{}, fault.Invalidf("翻页标记无效，请从第一页开始。", "The cursor is not one of this list; begin with the first page.")
	}
	o.place = &p
	return o, nil
}

// fits reports whether key can be a value of the column.
func (o order) fits(key any) bool {
	switch k := key.(type) {
	case float64:
		return o.column == "risk" || o.column == "amount" ||
			o.column == "cases" && k == math.Trunc(k) && math.Abs(k) < 1<<31
	case string:
		return db.Storable(k) && (o.column == "found_at" || o.column == "changed_at" || o.column == "subject_name")
	}
	return false
}

// by is the order in SQL.
func (o order) by() string {
	return fmt.Sprintf(" ORDER BY clue.%s %s, clue.id %s", o.column, o.direction, o.direction)
}

// from adds the condition that a clue comes after the place.
func (o order) from(w *where) { o.after(w, "(clue."+o.column+", clue.id)") }

// after adds the condition that what columns say comes after the place.
func (o order) after(w *where, columns string) {
	if o.place == nil {
		return
	}
	than := ">"
	if o.direction == "DESC" {
		than = "<"
	}
	key := o.place.Key
	if o.column == "cases" {
		key = int64(key.(float64)) // PostgreSQL compares a whole number with nothing else
	}
	w.and(columns+" "+than+" (?, ?)", key, string(o.place.ID))
}

// cursor returns the one of the page that begins after c.
func (o order) cursor(c Clue) string {
	key := map[string]any{"risk": c.Risk, "amount": c.Amount, "cases": c.Cases,
		"found_at": db.Time(c.FoundAt), "changed_at": db.Time(c.ChangedAt), "subject_name": c.Subject.Name}[o.column]
	return db.Cursor(place{o.sort, key, c.ID})
}

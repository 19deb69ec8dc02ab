package matter

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// MaxLimit is the greatest number of items on one page.
const MaxLimit = 200

// A Filter chooses matters; its zero value is every open matter the actor may see, the most
// pressing first.
type Filter struct {
	Closed    bool    // those that have ended, instead of the open ones
	Procedure string  // of this procedure; empty: of all
	State     string  // in this state; empty: in all
	Waits     string  // waiting for this approval
	Mine      bool    // of which the actor is a member
	Overdue   bool    // with a deadline that has passed
	Urgent    bool    // that go first
	Clue      clue.ID // opened on this clue or joined by it
	Query     string  // in the title
	Sort      string  // one of Sorts; empty: urgency, of those that have ended -changed_at
	Cursor    string
	Limit     int

	rare bool // few stand where it asks: they are looked up and sorted
}

// Sorts returns the orders a caller may ask for. A name that is not here never reaches the SQL.
func Sorts() []string { return []string{"urgency", "-changed_at", "-opened_at", "next_due"} }

// urgency is where something stands in the order of urgency: before all else what the law lets go
// first, then what is overdue or due soonest, at last what has no day. Kept beside the day, it
// is one column that an index is of.
func urgency(urgent bool, due string) string {
	if due == "" {
		due = "9999"
	}
	if urgent {
		return "0" + due
	}
	return "1" + due
}

// A Page is one page of a list.
type Page[T any] struct {
	Items []T
	Next  string // cursor of the next page; empty on the last
}

// A where is a condition in SQL and its values, which never stand in the text.
type where struct {
	from string // what stands before the other tables
	few  bool   // from names few: they are looked up and sorted
	text []string
	args []any
}

// and adds a condition; each ? in it is one of the values.
func (w *where) and(text string, args ...any) {
	var b strings.Builder
	for _, a := range args {
		before, after, _ := strings.Cut(text, "?")
		w.args = append(w.args, a)
		fmt.Fprintf(&b, "%s$%d", before, len(w.args))
		text = after
	}
	w.text = append(w.text, b.String()+text)
}

// own keeps the list of a table to the matters of one account; column is the id of the matter in
// it. They are few: they are looked up and sorted (CROSS JOIN tells SQLite to begin with
// them), not looked for among all.
func (w *where) own(account, table, column string) {
	if w.few {
		w.and("EXISTS (SELECT 1 FROM matter_member WHERE matter_member.matter = "+column+" AND matter_member.account = ?)", account)
		return
	}
	w.begin("matter_member", table, "matter_member.matter = "+column+" AND matter_member.account = ?", account)
}

// begin lets the list begin with the rows of another table.
func (w *where) begin(with, table, join string, args ...any) {
	w.from, w.few = " FROM "+with+" CROSS JOIN "+table+" ", true
	w.and(join, args...)
}

// at keeps the list of a table to an office. Where it begins with few matters, the empty text
// keeps SQLite from looking among all of the office once for each of them.
func (w *where) at(table string, office access.Office) {
	column := table + ".office"
	if w.from != "" {
		column += " || ''"
	}
	w.and(column+" = ?", string(office))
}

// tables returns what the list reads: table, if it begins with nothing else.
func (w *where) tables(table string) string {
	if w.from == "" {
		return " FROM " + table + " "
	}
	return w.from
}

// page is the statement that reads so many items of the list of a table in an order. Where the
// list begins with few rows all of them are read and then sorted: PostgreSQL, which knows only
// how many an account has on average, would rather walk along the order past everybody's.
func (w *where) page(columns, table, join, order string, limit int) string {
	w.args = append(w.args, limit)
	query := "SELECT " + columns + w.tables(table) + join + "WHERE " + w.String()
	if w.from != "" {
		query = "WITH listed AS MATERIALIZED (" + query + ") SELECT * FROM listed"
		order = strings.ReplaceAll(order, table+".", "")
	}
	return query + fmt.Sprintf(" ORDER BY %s LIMIT $%d", order, len(w.args))
}

// titled is page with the titles of the matters behind columns, which are of the table alone.
// Where all of a few are read, only those of the page are asked for their title.
func (w *where) titled(columns, table, order string, limit int) string {
	if w.from == "" {
		w.and("matter.id = " + table + ".matter")
		return w.page(columns+", matter.title", table, "CROSS JOIN matter ", order, limit)
	}
	return "SELECT paged.*, matter.title FROM (" + w.page(columns, table, "", order, limit) + ") AS paged CROSS JOIN matter WHERE matter.id = paged.matter ORDER BY " +
		strings.ReplaceAll(order, table+".", "paged.")
}

func (w *where) String() string { return strings.Join(w.text, " AND ") }

// A mark is the last item of a page: its value in the order, and its id.
type mark struct {
	Sort string `json:"s"`
	Key  string `json:"k"`
	ID   string `json:"i"`
	N    int    `json:"n,omitempty"` // of a deadline within its matter
}

func parseMark(cursor, sort string) (p mark, err error) {
	if !db.ReadCursor(cursor, &p) || p.Sort != sort || !db.Storable(p.Key) || !db.Storable(p.ID) {
		return p, fault.Invalidf("翻页标记无效，请从第一页开始。", "The cursor is not one of this list; begin with the first page.")
	}
	return p, nil
}

// limitOf fills in and checks the number of items on a page.
func limitOf(n int) (int, error) {
	if n == 0 {
		n = 50
	}
	if n < 1 || n > MaxLimit {
		return 0, fault.Invalidf("每页条数须为 1 至 %d。", "A page has 1 to %d items.", MaxLimit)
	}
	return n, nil
}

// pageOf cuts the item that shows that there is another page.
func pageOf[T any](items []T, limit int, at func(T) mark) Page[T] {
	if len(items) <= limit {
		return Page[T]{Items: items}
	}
	items = items[:limit]
	return Page[T]{items, db.Cursor(at(items[limit-1]))}
}

// List returns one page of matters.
func (s *Service) List(ctx context.Context, by access.Account, f Filter) (p Page[Row], err error) {
	if f.Sort == "" {
		f.Sort = map[bool]string{false: "urgency", true: "-changed_at"}[f.Closed]
	}
	if f.Limit, err = limitOf(f.Limit); err != nil {
		return p, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		few, err := f.titled(ctx, tx)
		if err != nil {
			return err
		}
		if f.rare, err = f.few(ctx, tx, by.Office); err != nil {
			return err
		}
		w, order, err := f.where(by, law.DateOf(tx.Now), few)
		if err != nil {
			return err
		}
		if err := limits(ctx, tx, by, w, "matter", "matter.id"); err != nil {
			return err
		}
		query := w.page(columns, "matter", tables, order, f.Limit+1)
		items := []Row{}
		err = rows(ctx, tx, "matters", query, w.args, func(r interface{ Scan(...any) error }) error {
			row, err := s.scanRow(r, law.DateOf(tx.Now))
			items = append(items, row)
			return err
		})
		p = pageOf(items, f.Limit, func(r Row) mark { return mark{Sort: f.Sort, Key: r.key(f.Sort), ID: string(r.ID)} })
		return err
	})
	return p, err
}

// key is the value of a matter in an order.
func (r Row) key(sort string) string {
	switch sort {
	case "next_due":
		return r.NextDue.String()
	case "urgency":
		return r.press
	case "-opened_at":
		return db.Time(r.OpenedAt)
	}
	return db.Time(r.ChangedAt)
}

// titledAtMost is how many matters that a text finds are sorted; where it finds more, the list
// walks along its order and soon comes upon a page of them.
const titledAtMost = 2000

// titled reports whether the text of the filter is in the titles of few matters.
func (f Filter) titled(ctx context.Context, tx *db.Tx) (few bool, err error) {
	q := strings.TrimSpace(f.Query)
	if q == "" || !db.Storable(q) {
		return false, nil
	}
	from, before, _ := db.PartRange(q)
	var n int
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT COUNT(*) FROM (SELECT 1 FROM matter_part WHERE part >= $1 AND part < $2 LIMIT %d) AS found`, titledAtMost+1), from, before).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for a title: %w", err)
	}
	return n <= titledAtMost, nil
}

// few reports whether few matters of the office are of the procedure and in the state that are
// asked for, in the order of urgency: walking along it one would come upon them late.
func (f Filter) few(ctx context.Context, tx *db.Tx, office access.Office) (bool, error) {
	if f.Sort != "urgency" || f.Procedure+f.State == "" || !db.Storable(f.Procedure+f.State) {
		return false, nil
	}
	w := &where{}
	w.and("office = ?", string(office))
	w.and("closed = ?", number(f.Closed))
	for _, x := range []struct{ column, value string }{{"procedure", f.Procedure}, {"state", f.State}} {
		if x.value != "" {
			w.and(x.column+" = ?", x.value)
		}
	}
	var n int
	err := tx.QueryRow(ctx, fmt.Sprintf(`SELECT COUNT(*) FROM (SELECT 1 FROM matter WHERE %s LIMIT %d) AS found`, w, titledAtMost+1), w.args...).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("ask how many matters stand there: %w", err)
	}
	return n <= titledAtMost, nil
}

// where is the condition of the list; few says that the text finds few.
func (f Filter) where(by access.Account, today law.Date, few bool) (w *where, order string, err error) {
	column, than, direction := map[string]string{"urgency": "press", "-changed_at": "changed_at", "-opened_at": "opened_at", "next_due": "next_due"}[f.Sort], "<", "DESC"
	if column == "" {
		return nil, "", fault.Invalidf("案件不能按 %q 排序。", "Matters cannot be sorted by %q.", f.Sort)
	}
	for _, s := range []string{f.Procedure, f.State, f.Waits, f.Query, string(f.Clue)} {
		if !db.Storable(s) {
			return nil, "", fault.Invalidf("查询中有无法识别的字符。", "The search has characters that cannot be read.")
		}
	}
	w = &where{}
	switch q := strings.TrimSpace(f.Query); {
	case few && q != "":
		from, before, _ := db.PartRange(q)
		w.begin("(SELECT DISTINCT matter FROM matter_part WHERE part >= $1 AND part < $2) AS titled", "matter", "titled.matter = matter.id")
		w.args = append(w.args, from, before)
	case f.Clue != "":
		w.begin("matter_clue", "matter", "matter_clue.matter = matter.id AND matter_clue.clue = ?", string(f.Clue))
	case f.Mine:
		w.own(by.ID, "matter", "matter.id")
	}
	w.and("matter.office = ?", string(by.Office))
	w.and("matter.closed = ?", number(f.Closed))
	switch f.Sort {
	case "next_due":
		than, direction = ">", "ASC"
		w.and("matter.next_due <> ''")
	case "urgency":
		than, direction = ">", "ASC"
		f.press(w, today)
	}
	if column == "press" && (f.Waits != "" || f.rare) {
		column += " || ''" // they are few, and sorted; no database walks along the order past all others
	}
	f.and(w, by, today)
	if f.Cursor != "" {
		p, err := parseMark(f.Cursor, f.Sort)
		if err != nil {
			return nil, "", err
		}
		w.and("(matter."+column+", matter.id) "+than+" (?, ?)", p.Key, p.ID)
	}
	return w, fmt.Sprintf("matter.%s %s, matter.id %s", column, direction, direction), nil
}

// press says how far along the order of urgency a list can reach, where only some go first or are
// overdue: what comes after is not looked at.
func (f Filter) press(w *where, today law.Date) {
	switch {
	case f.Urgent:
		w.and("matter.press < ?", "1")
	case f.Overdue:
		w.and("matter.press < ?", urgency(false, today.String()))
	}
}

// and adds what a caller may filter by. Where the order is not the one that a column is indexed
// for, the empty text after it keeps a database from looking up all that have a value, and sorting them: the index
// of the order has the column too.
func (f Filter) and(w *where, by access.Account, today law.Date) {
	walked := ""
	if f.Sort != "-changed_at" && !w.few && !f.rare {
		walked = " || ''"
	}
	for _, x := range []struct{ column, value string }{{"procedure", f.Procedure}, {"state", f.State}} {
		if x.value != "" {
			w.and("matter."+x.column+walked+" = ?", x.value)
		}
	}
	if f.Waits != "" {
		w.and("matter.waits = ? AND matter.waits <> ''", f.Waits) // which the index of those that wait asks for
	}
	if f.Mine && !strings.HasPrefix(w.from, " FROM matter_member ") {
		w.own(by.ID, "matter", "matter.id")
	}
	if f.Clue != "" && !strings.HasPrefix(w.from, " FROM matter_clue ") {
		w.and("EXISTS (SELECT 1 FROM matter_clue WHERE matter_clue.matter = matter.id AND matter_clue.clue = ?)", string(f.Clue))
	}
	if f.Urgent {
		w.and("matter.urgent = 1")
	}
	if f.Overdue {
		column := "matter.next_due"
		if f.Sort != "next_due" {
			column += " || ''"
		}
		w.and(column+" <> '' AND "+column+" < ?", today.String())
	}
	if q := strings.TrimSpace(f.Query); q != "" {
		w.and(`matter.title LIKE ? ESCAPE '\'`, "%"+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(q)+"%")
	}
}

// A Due is one deadline in the list of what is due.
type Due struct {
	Matter   ID         `json:"matter" doc:"Id of the matter."`
	Title    string     `json:"matter_title" doc:"What people call the matter."`
	N        int        `json:"n" doc:"Number of the deadline within the matter."`
	Deadline string     `json:"deadline" doc:"Id of the deadline."`
	Called   fault.Text `json:"title" doc:"Name of the deadline."`
	Whose    string     `json:"whose" enum:"office,court,agency,police,party,superior,other" doc:"Who has to act in time."`
	Due      law.Date   `json:"due" doc:"Last day."`
	Left     int        `json:"left" doc:"Days that are left; below 0 when it is overdue."`
	Overdue  bool       `json:"overdue" doc:"The last day has passed."`
	Urgent   bool       `json:"urgent" doc:"The matter goes first, by a rule of its procedure."`
	Excused  bool       `json:"explained" doc:"Somebody has written why it is overdue."`
	Accepted bool       `json:"accepted" doc:"A leader has approved the reason."`
}

// A DueFilter chooses deadlines that run.
type DueFilter struct {
	Whose     string   // of these only; empty: of all
	From      law.Date // due on this day or later; zero: from the oldest
	To        law.Date // due on this day or earlier; zero: without end
	Mine      bool     // in matters of which the actor is a member
	ToApprove bool     // overdue, with a reason that waits for a leader's approval
	Cursor    string
	Limit     int
}

// Due returns one page of the deadlines that run, the most pressing first: what is overdue, of it
// what the law lets go first and then by the day; then day by day, on each day what goes first.
func (s *Service) Due(ctx context.Context, by access.Account, f DueFilter) (p Page[Due], err error) {
	if f.Limit, err = limitOf(f.Limit); err != nil {
		return p, err
	}
	return s.due(ctx, by, f)
}

// MostDue is how many deadlines a calendar shows at most.
const MostDue = 2000

// Calendar returns at most [MostDue] deadlines that run, and whether there are more.
func (s *Service) Calendar(ctx context.Context, by access.Account, f DueFilter) (list []Due, more bool, err error) {
	f.Limit = MostDue
	p, err := s.due(ctx, by, f)
	return p.Items, p.Next != "", err
}

func (s *Service) due(ctx context.Context, by access.Account, f DueFilter) (p Page[Due], err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &where{}
		if f.Mine {
			w.own(by.ID, "matter_term", "matter_term.matter")
		}
		if err := limits(ctx, tx, by, w, "matter_term", "matter_term.matter"); err != nil {
			return err
		}
		f.and(w, by)
		items, err := f.parts(ctx, tx, w, law.DateOf(tx.Now))
		p = pageOf(items, f.Limit, func(d Due) mark { return mark{"pressing", d.key(), string(d.Matter), d.N} })
		return err
	})
	return p, err
}

// The parts of the list of what is due, in their order; the key of a deadline begins with its part.
const (
	lateFirst = "0" // overdue, of a matter that goes first
	lateOther = "1" // overdue, of another
	toCome    = "2" // not overdue: day by day, on each what goes first
)

// key is where the deadline stands in the list.
func (d Due) key() string {
	rank := strconv.Itoa(number(!d.Urgent))
	if d.Overdue {
		return rank + d.Due.String()
	}
	return toCome + d.Due.String() + " " + rank
}

// parts reads one more than a page, part after part, each along an index of its order.
func (f DueFilter) parts(ctx context.Context, tx *db.Tx, w *where, today law.Date) ([]Due, error) {
	items, after, at := []Due{}, "", mark{}
	if f.Cursor != "" {
		var err error
		if at, err = parseMark(f.Cursor, "pressing"); err != nil {
			return nil, err
		}
		after = at.Key[:min(1, len(at.Key))]
	}
	for _, part := range []string{lateFirst, lateOther, toCome} {
		if part < after || len(items) > f.Limit {
			continue
		}
		v := &where{from: w.from, few: w.few, text: slices.Clone(w.text), args: slices.Clone(w.args)}
		order := "matter_term.due, matter_term.matter, matter_term.n"
		if part == toCome {
			v.and("matter_term.due >= ?", today.String())
			order = "matter_term.due, matter_term.rank, matter_term.matter, matter_term.n"
		} else {
			v.and("matter_term.due < ? AND matter_term.rank = "+part, today.String())
		}
		if part == after {
			day, rank, _ := strings.Cut(at.Key[1:], " ")
			if part == toCome {
				v.and("(matter_term.due, matter_term.rank, matter_term.matter, matter_term.n) > (?, ?, ?, ?)", day, number(rank == "1"), at.ID, at.N)
			} else {
				v.and("(matter_term.due, matter_term.matter, matter_term.n) > (?, ?, ?)", day, at.ID, at.N)
			}
		}
		more, err := due(ctx, tx, v, order, f.Limit+1-len(items))
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	return items, nil
}

// and adds what a caller may filter by to the matters that the list begins with.
func (f DueFilter) and(w *where, by access.Account) {
	w.at("matter_term", by.Office)
	w.and("matter_term.ended = '' AND matter_term.due <> ''")
	if f.Whose != "" {
		w.and("matter_term.whose = ?", f.Whose)
	}
	if !f.From.IsZero() {
		w.and("matter_term.due >= ?", f.From.String())
	}
	if !f.To.IsZero() {
		w.and("matter_term.due <= ?", f.To.String())
	}
	if f.ToApprove {
		w.and("matter_term.explained = 1 AND matter_term.accepted = 0")
	}
}

func due(ctx context.Context, tx *db.Tx, w *where, order string, limit int) ([]Due, error) {
	items, today := []Due{}, law.DateOf(tx.Now)
	query := w.titled(`matter_term.matter, matter_term.n, matter_term.deadline, matter_term.title_zh, matter_term.title_en, matter_term.whose, matter_term.due, matter_term.explained, matter_term.accepted, matter_term.rank`,
		"matter_term", order, limit)
	err := rows(ctx, tx, "deadlines", query, w.args, func(r interface{ Scan(...any) error }) error {
		var d Due
		var day string
		var rank int
		if err := r.Scan(&d.Matter, &d.N, &d.Deadline, &d.Called.ZH, &d.Called.EN, &d.Whose, &day, &d.Excused, &d.Accepted, &rank, &d.Title); err != nil {
			return err
		}
		err := d.Due.UnmarshalText([]byte(day))
		d.Left = d.Due.DaysSince(today)
		d.Overdue, d.Urgent = d.Left < 0, rank == 0
		items = append(items, d)
		return err
	})
	return items, err
}

// A TaskFilter chooses tasks.
type TaskFilter struct {
	Done     bool   // those that are done, instead of the open ones
	Mine     bool   // the actor's own
	Assignee string // of this account; empty: of anybody
	Overdue  bool   // whose last day has passed
	Cursor   string
	Limit    int
}

// Tasks returns one page of tasks, the most pressing first: those of matters that go first, then
// what is overdue or due soonest, at last those without a day.
func (s *Service) Tasks(ctx context.Context, by access.Account, f TaskFilter) (p Page[Task], err error) {
	if f.Limit, err = limitOf(f.Limit); err != nil {
		return p, err
	}
	if f.Mine {
		f.Assignee = by.ID
	}
	if !db.Storable(f.Assignee) {
		return p, noSuchAccount()
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &where{few: f.Assignee != ""} // their tasks are looked up already
		if err := limits(ctx, tx, by, w, "matter_task", "matter_task.matter"); err != nil {
			return err
		}
		w.at("matter_task", by.Office)
		w.and("matter_task.done = ?", number(f.Done))
		if f.Assignee != "" {
			w.and("matter_task.assignee = ?", f.Assignee)
		}
		if f.Overdue {
			today := law.DateOf(tx.Now).String()
			w.and("matter_task.due <> '' AND matter_task.due < ? AND matter_task.press < ?", today, urgency(false, today))
		}
		if f.Cursor != "" {
			at, err := parseMark(f.Cursor, "task")
			if err != nil {
				return err
			}
			w.and("(matter_task.press, matter_task.id) > (?, ?)", at.Key, at.ID)
		}
		items, err := tasks(ctx, tx, w, f.Limit+1)
		p = pageOf(items, f.Limit, func(t Task) mark { return mark{Sort: "task", Key: t.press, ID: t.ID} })
		return err
	})
	return p, err
}

func tasks(ctx context.Context, tx *db.Tx, w *where, limit int) ([]Task, error) {
	items := []Task{}
	query := w.titled(taskColumns, "matter_task", "matter_task.press, matter_task.id", limit)
	err := rows(ctx, tx, "tasks", query, w.args, func(r interface{ Scan(...any) error }) error {
		var of string
		t, err := scanTask(r, &of)
		t.Of = of
		items = append(items, t)
		return err
	})
	return items, err
}

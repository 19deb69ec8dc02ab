package stats

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// MaxLimit is the greatest number of rows on one page.
const MaxLimit = 200

// A Wish says which rows of which set are asked for.
type Wish struct {
	Query
	Set       string
	Before    bool   // of the period before …
	YearAgo   bool   // … or of the same one a year earlier
	Model     string // of this model only
	Procedure string // set statistic: of which procedure …
	Statistic string // … which statistic
	Youngest  int    // sets of an age: least days …
	Oldest    int    // … and most; 0 without end
	Cursor    string
	Limit     int // 1 to MaxLimit; 0 means 50
}

// A Row is one row of a set. Whoever is tied to a party of it, or may not know of it because it
// is known to few, is shown that it is there, and nothing of it: it counts all the same.
type Row struct {
	Key        string        `json:"key" doc:"Names the row in its set."`
	Thing      Thing         `json:"thing" enum:"clue,matter,deadline,paper,exchange" doc:"What the row is."`
	Of         string        `json:"of" doc:"Id of the clue or matter it is of; empty where it is withheld."`
	Office     access.Office `json:"office" doc:"Whose it is."`
	OfficeName string        `json:"office_name" doc:"Name of that office."`
	Day        law.Date      `json:"day" doc:"Day by which it is counted."`
	Name       string        `json:"name" doc:"Whom the clue is about, or what the matter is called; empty where it is withheld."`
	Number     string        `json:"number" doc:"Number of the matter; empty for a clue."`
	Sort       fault.Text    `json:"sort" doc:"Name of the model or the procedure."`
	Stands     fault.Text    `json:"stands" doc:"Where it stands now."`
	Note       fault.Text    `json:"note" doc:"Decision, statistic, deadline or paper; may be empty."`
	Withheld   bool          `json:"withheld" doc:"The caller is tied to a party of it, or it is known to few others."`

	person bool // the name is that of a person
	note   string
}

// A Page is one page of rows.
type Page struct {
	Items []Row
	Next  string // cursor of the next page; empty on the last
}

// A mark is the last row of a page.
type mark struct {
	Day string `json:"d"`
	Key string `json:"k"`
}

func parseMark(cursor string) (m mark, err error) {
	if !db.ReadCursor(cursor, &m) || !db.Storable(m.Day) || !db.Storable(m.Key) {
		return m, fault.Invalidf("翻页标记无效，请从第一页开始。", "The cursor is not one of this list; begin with the first page.")
	}
	return m, nil
}

// Rows returns one page of the rows of a set, the newest first.
func (s *Service) Rows(ctx context.Context, by access.Account, w Wish) (p Page, err error) {
	if w.Limit == 0 {
		w.Limit = 50
	}
	if w.Limit < 1 || w.Limit > MaxLimit {
		return p, fault.Invalidf("每页条数须为 1 至 %d。", "A page has 1 to %d rows.", MaxLimit)
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, at, err := s.scope(ctx, tx, by, access.ReadFigures, w.Query)
		if err != nil {
			return err
		}
		p, err = s.rows(ctx, tx, by, list, at, w)
		return err
	})
	return p, err
}

// chosen is the set of a wish and what it keeps to.
func (s *Service) chosen(w Wish) (Set, choice, error) {
	set, ok := s.sets[w.Set]
	c := choice{model: w.Model, procedure: w.Procedure, statistic: w.Statistic, youngest: w.Youngest, oldest: w.Oldest}
	for _, text := range []string{w.Model, w.Procedure, w.Statistic} {
		if !db.Storable(text) {
			return set, c, fault.Invalidf("查询中有无法识别的字符。", "The search has characters that cannot be read.")
		}
	}
	switch {
	case !ok:
		return set, c, fault.NotFoundf("没有统计集“%s”。", "There is no set %q.", w.Set)
	case w.Set == "statistic" && (w.Procedure == "" || w.Statistic == ""):
		return set, c, fault.Invalidf("请指明办案流程和统计项。", "Name the procedure and the statistic.")
	case w.Youngest < 0 || w.Oldest < 0 || w.Youngest > 36500 || w.Oldest > 36500:
		return set, c, fault.Invalidf("天数须为 0 至 36500。", "Days are 0 to 36500.")
	}
	return set, c, nil
}

func (s *Service) rows(ctx context.Context, tx *db.Tx, by access.Account, list []access.Procuratorate, at place, w Wish) (p Page, err error) {
	set, c, err := s.chosen(w)
	if err != nil {
		return p, err
	}
	if err := mayList(ctx, tx, by, set.Thing, list[0].ID); err != nil {
		return p, err
	}
	at.choice = c
	switch {
	case w.Before && w.YearAgo:
		return p, fault.Invalidf("上期和去年同段只能选一个。", "Ask for the period before or for a year earlier, not for both.")
	case w.Before:
		at = at.at(at.Window.Before())
	case w.YearAgo:
		at = at.at(at.Window.YearBefore())
	}
	table, args := set.of(at)
	where := ""
	if w.Cursor != "" {
		m, err := parseMark(w.Cursor)
		if err != nil {
			return p, err
		}
		args = append(args, m.Day, m.Key)
		where = fmt.Sprintf("WHERE (s.day, s.id) < ($%d, $%d) ", len(args)-1, len(args))
	}
	found, err := tx.Query(ctx, `SELECT s.id, s.office, s.day, s.thing, s.model, s.note FROM `+table+` `+where+`ORDER BY s.day DESC, s.id DESC LIMIT `+fmt.Sprint(w.Limit+1), args...)
	if err != nil {
		return p, fmt.Errorf("list %s: %w", set.ID, err)
	}
	defer found.Close()
	p.Items = []Row{}
	var days, models []string
	for found.Next() {
		r := Row{Thing: set.Thing}
		var day, model string
		if err := found.Scan(&r.Key, &r.Office, &day, &r.Of, &model, &r.note); err != nil {
			return p, fmt.Errorf("list %s: %w", set.ID, err)
		}
		if r.Day, err = dayOf(day); err != nil {
			return p, fmt.Errorf("list %s: %w", set.ID, err)
		}
		p.Items, days, models = append(p.Items, r), append(days, day), append(models, model)
	}
	if err := found.Err(); err != nil {
		return p, fmt.Errorf("list %s: %w", set.ID, err)
	}
	if len(p.Items) > w.Limit {
		p.Items = p.Items[:w.Limit]
		p.Next = db.Cursor(mark{days[w.Limit-1], p.Items[w.Limit-1].Key})
	}
	return p, s.named(ctx, tx, by, list, p.Items, models)
}

// mayList asks whether somebody may read the things that the rows are.
func mayList(ctx context.Context, tx *db.Tx, by access.Account, t Thing, office access.Office) error {
	right := access.ReadMatters
	if t == Clues || t == Exchanges {
		right = access.ReadClues
	}
	at, err := access.Locate(ctx, tx, by, access.In(office))
	if err != nil {
		return err
	}
	return access.Check(by, right, right, at, access.Purpose{})
}

// in is a list of ids for a condition.
func in(ids []string) (marks string, args []any) {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = fmt.Sprintf("$%d", i+1)
		args = append(args, id)
	}
	return "(" + strings.Join(list, ", ") + ")", args
}

// each calls scan for each row of a query.
func each(ctx context.Context, tx *db.Tx, query string, args []any, scan func(interface{ Scan(...any) error }) error) error {
	list, err := tx.Query(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("name rows: %w", err)
	}
	defer list.Close()
	for list.Next() {
		if err := scan(list); err != nil {
			return fmt.Errorf("name rows: %w", err)
		}
	}
	return list.Err()
}

// Package stats gives the numbers that those who lead an office read, and what stands behind
// each. Every number is a set of rows that a condition chooses: counted it is the number,
// listed it is the rows. Each is told with numerator, denominator and cohort, and with the same
// stretch of the period before and of the year before. Nothing here ranks offices or people.
package stats

import (
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A Service counts. It changes nothing but the record of who took figures out.
type Service struct {
	db         *db.DB
	procedures matter.Library
	model      func(id string) fault.Text // name of a model
	sets       map[string]Set
	stages     map[matter.Stage][][2]string
	extends    [][2]string
}

// NewService returns the figures of what is kept in d. model names the supervision models.
func NewService(d *db.DB, procedures matter.Library, model func(id string) fault.Text) *Service {
	s := &Service{db: d, procedures: procedures, model: model, sets: map[string]Set{}, stages: map[matter.Stage][][2]string{}}
	for _, x := range Sets() {
		s.sets[x.ID] = x
	}
	for _, p := range procedures.All() {
		for _, x := range p.Statistics {
			if x.Stage != "" {
				s.stages[x.Stage] = append(s.stages[x.Stage], [2]string{p.ID, x.ID})
			}
		}
		for _, step := range p.Steps {
			if extends(p, step) {
				s.extends = append(s.extends, [2]string{p.ID, step.ID})
			}
		}
	}
	return s
}

// extends reports whether a step extends a deadline of the office.
func extends(p *matter.Procedure, s matter.Step) bool {
	return slices.ContainsFunc(s.Deadlines, func(x matter.Effect) bool {
		d, _ := p.Deadline(x.Extend)
		return x.Extend != "" && d.Whose == "office"
	})
}

// Sets returns every set.
func Sets() []Set { return slices.Concat(clueSets(), matterSets()) }

// A Query says which figures are asked for.
type Query struct {
	Kind   Kind          // empty: quarter
	On     law.Date      // a day of the period; zero: AsOf
	AsOf   law.Date      // zero: today
	Office access.Office // with all offices below it; empty: the actor's own
	Alone  bool          // without those below
}

// scope is the offices and the window of a query, for whoever may read the figures of them.
func (s *Service) scope(ctx context.Context, tx *db.Tx, by access.Account, right access.Right, q Query) (list []access.Procuratorate, p place, err error) {
	if q.Office == "" {
		q.Office = by.Office
	}
	if !db.Storable(string(q.Office)) {
		return nil, p, noSuchOffice()
	}
	at, err := access.Locate(ctx, tx, by, access.In(q.Office))
	if err != nil {
		return nil, p, err
	}
	if err := access.Check(by, right, right, at, access.Purpose{}); err != nil {
		return nil, p, hidden(by, right, q.Office)
	}
	if list, err = access.Below(ctx, tx, q.Office); err != nil {
		return nil, p, err
	}
	if len(list) == 0 {
		return nil, p, noSuchOffice()
	}
	if q.Alone {
		list = list[:1]
	}
	p = place{stages: s.stages, extends: s.extends}
	for _, o := range list {
		p.offices = append(p.offices, o.ID)
	}
	p.Window, err = q.window(law.DateOf(tx.Now))
	return list, p, err
}

// hidden tells whoever may not read the figures of another office that there is no such office,
// and whoever may read none that they may not.
func hidden(by access.Account, right access.Right, o access.Office) error {
	if err := access.Must(by, right, right, access.Wide); err != nil || o == by.Office {
		return err
	}
	return noSuchOffice()
}

func noSuchOffice() error { return fault.NotFoundf("没有这个院。", "There is no such office.") }

func (q Query) window(today law.Date) (Window, error) {
	if q.Kind == "" {
		q.Kind = Quarter
	}
	if q.AsOf.IsZero() {
		q.AsOf = today
	}
	if q.On.IsZero() {
		q.On = q.AsOf
	}
	if q.AsOf.After(today) {
		return Window{}, fault.Invalidf("统计截止日不能晚于今天（%s）。", "Figures cannot be as of a day after today (%s).", today)
	}
	if q.On.Year() < 2000 {
		return Window{}, fault.Invalidf("统计周期不能早于 2000 年。", "There are no figures before the year 2000.")
	}
	return windowOf(q.Kind, q.On, q.AsOf)
}

// A tally is how many rows a set has, and how many of each office and model.
type tally struct {
	all     int
	offices map[access.Office]int
	models  map[string]int
}

func (s Set) tally(ctx context.Context, tx *db.Tx, p place) (t tally, err error) {
	t = tally{offices: map[access.Office]int{}, models: map[string]int{}}
	table, args := s.of(p)
	rows, err := tx.Query(ctx, `SELECT s.office, s.model, COUNT(*) FROM `+table+` GROUP BY s.office, s.model`, args...)
	if err != nil {
		return t, fmt.Errorf("count %s: %w", s.ID, err)
	}
	defer rows.Close()
	for rows.Next() {
		var office access.Office
		var model string
		var n int
		if err := rows.Scan(&office, &model, &n); err != nil {
			return t, fmt.Errorf("count %s: %w", s.ID, err)
		}
		t.all += n
		t.offices[office] += n
		t.models[model] += n
	}
	if err := rows.Err(); err != nil {
		return t, fmt.Errorf("count %s: %w", s.ID, err)
	}
	return t, nil
}

// Exported is the entry in the record that says that figures were taken out.
func Exported(by access.Account, r Report, as, hash string) audit.Entry {
	detail := map[string]string{"from": r.Window.From.String(), "to": r.Window.To.String(), "as_of": r.Window.AsOf.String(), "as": as}
	if hash != "" {
		detail["sha256"] = hash
	}
	return audit.Entry{Actor: by.ID, Verb: audit.Export, Object: "figures", Office: string(r.Office), Detail: detail}
}

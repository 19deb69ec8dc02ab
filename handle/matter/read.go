package matter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// unhidden returns everything about a matter, for whoever may see it.
func (s *Service) unhidden(ctx context.Context, tx *db.Tx, by access.Account, id ID) (d Detail, err error) {
	f, err := s.get(ctx, tx, by, id)
	if err != nil {
		return Detail{}, err
	}
	d = Detail{Row: f.Row, Course: f.m, Clues: []clue.ID{}, Law: f.engine.Basis, sensitive: map[string]bool{}}
	for name, x := range f.engine.Fields {
		if x.Sensitive {
			d.sensitive[name] = true
		}
	}
	clues, err1 := texts(ctx, tx, `SELECT clue FROM matter_clue WHERE matter = $1 ORDER BY clue`, string(id))
	for _, c := range clues {
		d.Clues = append(d.Clues, clue.ID(c))
	}
	var err2, err3, err4, err5, err6, err7, err8 error
	d.Links, err8 = s.links(ctx, tx, f)
	d.Members, err2 = members(ctx, tx, id)
	d.Parties, err3 = parties(ctx, tx, id)
	d.Tasks, err4 = s.tasksOf(ctx, tx, f.Row)
	d.Evidence, err5 = evidence(ctx, tx, id)
	d.Events, err6 = events(ctx, tx, id)
	d.Papers, err7 = papers(ctx, tx, f)
	if err := errors.Join(err1, err2, err3, err4, err5, err6, err7, err8); err != nil {
		return Detail{}, err
	}
	d.Choices = []Choice{}
	if f.permit(access.HandleMatters) == nil {
		d.Choices = f.engine.Choices(f.m, personOf(by), law.DateOf(tx.Now))
	}
	d.Counted, err = f.engine.Counted(f.m)
	return d, err
}

// rows calls scan for each row of a query.
func rows(ctx context.Context, tx *db.Tx, what, query string, args []any, scan func(interface{ Scan(...any) error }) error) error {
	list, err := tx.Query(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("list %s: %w", what, err)
	}
	defer list.Close()
	for list.Next() {
		if err := scan(list); err != nil {
			return fmt.Errorf("list %s: %w", what, err)
		}
	}
	if err := list.Err(); err != nil {
		return fmt.Errorf("list %s: %w", what, err)
	}
	return nil
}

// texts returns the only column of a query.
func texts(ctx context.Context, tx *db.Tx, query string, args ...any) (all []string, err error) {
	err = rows(ctx, tx, "names", query, args, func(r interface{ Scan(...any) error }) error {
		var s string
		err := r.Scan(&s)
		all = append(all, s)
		return err
	})
	return all, err
}

func members(ctx context.Context, tx *db.Tx, id ID) (all []Member, err error) {
	all = []Member{}
	err = rows(ctx, tx, "members", `SELECT account, display, part FROM matter_member WHERE matter = $1 ORDER BY part, display, account`, []any{string(id)},
		func(r interface{ Scan(...any) error }) error {
			var m Member
			err := r.Scan(&m.Account, &m.Display, &m.Part)
			all = append(all, m)
			return err
		})
	return all, err
}

func parties(ctx context.Context, tx *db.Tx, id ID) (all []Party, err error) {
	all = []Party{}
	err = rows(ctx, tx, "parties", `SELECT id, kind, part, name, identifier, note FROM matter_party WHERE matter = $1 ORDER BY id`, []any{string(id)},
		func(r interface{ Scan(...any) error }) error {
			var p Party
			err := r.Scan(&p.ID, &p.Kind, &p.Part, &p.Name, &p.Identifier, &p.Note)
			all = append(all, p)
			return err
		})
	return all, err
}

const taskColumns = `matter_task.id, matter_task.matter, matter_task.title_zh, matter_task.title_en, matter_task.role, matter_task.assignee,
	matter_task.deadline, matter_task.due, matter_task.made_at, matter_task.done, matter_task.done_at, matter_task.done_by, matter_task.version, matter_task.press`

func scanTask(r interface{ Scan(...any) error }, more ...any) (t Task, err error) {
	var due, made, done string
	err = r.Scan(append([]any{&t.ID, &t.Matter, &t.Title.ZH, &t.Title.EN, &t.Role, &t.Assignee, &t.Deadline, &due, &made, &t.Done, &done, &t.DoneBy, &t.Version, &t.press}, more...)...)
	if err != nil {
		return Task{}, err
	}
	var err1, err2 error
	t.MadeAt, err1 = db.ParseTime(made)
	t.DoneAt, err2 = db.ParseTime(done)
	err = errors.Join(err1, err2, t.Due.UnmarshalText([]byte(due)))
	return t, err
}

func (s *Service) tasksOf(ctx context.Context, tx *db.Tx, row Row) (all []Task, err error) {
	all = []Task{}
	err = rows(ctx, tx, "tasks", `SELECT `+taskColumns+` FROM matter_task WHERE matter = $1 ORDER BY done, press, id`, []any{string(row.ID)},
		func(r interface{ Scan(...any) error }) error {
			t, err := scanTask(r)
			t.Of = row.Title
			all = append(all, t)
			return err
		})
	return all, err
}

func evidence(ctx context.Context, tx *db.Tx, id ID) (all []Evidence, err error) {
	all = []Evidence{}
	err = rows(ctx, tx, "evidence", `SELECT id, title, kind, source, obtained, proves, sha256 FROM matter_evidence WHERE matter = $1 ORDER BY id`, []any{string(id)},
		func(r interface{ Scan(...any) error }) error {
			e, day := Evidence{Custody: []Custody{}}, ""
			if err := r.Scan(&e.ID, &e.Title, &e.Kind, &e.Source, &day, &e.Proves, &e.SHA256); err != nil {
				return err
			}
			err := e.Obtained.UnmarshalText([]byte(day))
			all = append(all, e)
			return err
		})
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Custody, err = custody(ctx, tx, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func custody(ctx context.Context, tx *db.Tx, evidence string) (all []Custody, err error) {
	all = []Custody{}
	err = rows(ctx, tx, "custody", `SELECT at, display, holder, note FROM matter_custody WHERE evidence = $1 ORDER BY n`, []any{evidence},
		func(r interface{ Scan(...any) error }) error {
			var c Custody
			var at string
			if err := r.Scan(&at, &c.By, &c.Holder, &c.Note); err != nil {
				return err
			}
			var err error
			c.At, err = db.ParseTime(at)
			all = append(all, c)
			return err
		})
	return all, err
}

func events(ctx context.Context, tx *db.Tx, id ID) (all []Event, err error) {
	all = []Event{}
	err = rows(ctx, tx, "events", `SELECT n, at, actor, display, kind, what, on_day, body FROM matter_event WHERE matter = $1 ORDER BY n`, []any{string(id)},
		func(r interface{ Scan(...any) error }) error {
			var e Event
			var at, day, body string
			if err := r.Scan(&e.N, &at, &e.Actor, &e.By, &e.Kind, &e.What, &day, &body); err != nil {
				return err
			}
			var err error
			e.At, err = db.ParseTime(at)
			err = errors.Join(err, e.On.UnmarshalText([]byte(day)))
			e.Body = json.RawMessage(body)
			all = append(all, e)
			return err
		})
	return all, err
}

package stats

import (
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
)

// named completes rows with what people know their things by. models holds their models.
func (s *Service) named(ctx context.Context, tx *db.Tx, by access.Account, offices []access.Procuratorate, rows []Row, models []string) error {
	if len(rows) == 0 {
		return nil
	}
	var ids []string
	for i := range rows {
		ids = append(ids, rows[i].Of)
		for _, o := range offices {
			if o.ID == rows[i].Office {
				rows[i].OfficeName = o.Name
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var err error
	if t := rows[0].Thing; t == Clues || t == Exchanges {
		err = s.nameClues(ctx, tx, rows, models, ids)
	} else {
		err = s.nameMatters(ctx, tx, rows, ids)
	}
	if err != nil {
		return err
	}
	tied, err := ties(ctx, tx, by, rows[0].Thing, ids)
	if err != nil {
		return err
	}
	few, err := matter.Withheld(ctx, tx, by, ids)
	if err != nil {
		return err
	}
	for i, r := range rows {
		if tied[r.Of] || few[r.Of] {
			rows[i] = Row{Key: fmt.Sprintf("withheld/%d", i+1), Thing: r.Thing, Office: r.Office, OfficeName: r.OfficeName, Day: r.Day, Sort: r.Sort, Withheld: true}
		}
	}
	return nil
}

func (s *Service) nameClues(ctx context.Context, tx *db.Tx, rows []Row, models, ids []string) error {
	type known struct {
		name, kind string
		state      clue.State
	}
	all := map[string]known{}
	marks, args := in(ids)
	err := each(ctx, tx, `SELECT id, subject_name, subject_kind, state FROM clue WHERE id IN `+marks, args, func(r interface{ Scan(...any) error }) error {
		var id string
		var k known
		err := r.Scan(&id, &k.name, &k.kind, &k.state)
		all[id] = k
		return err
	})
	for i := range rows {
		k := all[rows[i].Of]
		rows[i].Name, rows[i].person, rows[i].Sort, rows[i].Stands = k.name, k.kind != "organisation", s.model(models[i]), k.state.In()
		rows[i].Note = decisionTitle(rows[i].note)
	}
	return err
}

// decisionTitle is the name of a reason or of a state that a clue was brought to.
func decisionTitle(note string) fault.Text {
	for _, r := range clue.Reasons() {
		if string(r.Code) == note {
			return r.Title
		}
	}
	if slices.Contains(clue.States(), clue.State(note)) {
		return clue.State(note).In()
	}
	return fault.Text{}
}

func (s *Service) nameMatters(ctx context.Context, tx *db.Tx, rows []Row, ids []string) error {
	all := map[string]matter.Row{}
	marks, args := in(ids)
	err := each(ctx, tx, `SELECT id, title, procedure, year, number, state FROM matter WHERE id IN `+marks, args, func(r interface{ Scan(...any) error }) error {
		var m matter.Row
		err := r.Scan(&m.ID, &m.Title, &m.Procedure, &m.Year, &m.Number, &m.State)
		all[string(m.ID)] = m
		return err
	})
	for i := range rows {
		m := all[rows[i].Of]
		rows[i].Name, rows[i].Number, rows[i].person = m.Title, m.Cite(), true
		rows[i].Sort, rows[i].Stands = fault.Text{ZH: m.Procedure, EN: m.Procedure}, fault.Text{ZH: m.State, EN: m.State}
		p, err := s.procedures.Get(m.Procedure)
		if err != nil {
			continue // the program no longer brings it
		}
		rows[i].Sort = p.Title
		if st, ok := p.State(m.State); ok {
			rows[i].Stands = st.Title
		}
		rows[i].Note = noteTitle(p, rows[i].note)
	}
	return err
}

// noteTitle is the name of the statistic, deadline, paper, outcome or step that a row is about;
// ids that more than one of them has are asked for in this order.
func noteTitle(p *matter.Procedure, note string) fault.Text {
	for _, x := range p.Statistics {
		if x.ID == note {
			return x.Title
		}
	}
	if d, ok := p.Deadline(note); ok {
		return d.Title
	}
	for _, x := range p.Papers {
		if x.ID == note {
			return x.Title
		}
	}
	for _, x := range p.Outcomes {
		if x.ID == note {
			return x.Title
		}
	}
	if x, ok := p.Step(note); ok {
		return x.Title
	}
	return fault.Text{}
}

// ties returns the clues or matters among ids to a party of which the account is tied.
func ties(ctx context.Context, tx *db.Tx, by access.Account, t Thing, ids []string) (map[string]bool, error) {
	tied := map[string]bool{}
	marks, args := in(ids)
	args = append(args, by.ID)
	account := fmt.Sprintf("$%d", len(args))
	query := `SELECT clue.id FROM clue JOIN recusal r ON r.case_id = clue.id OR (r.subject <> '' AND r.subject = clue.subject_id)
		WHERE r.account = ` + account + ` AND r.lifted_at = '' AND clue.id IN ` + marks
	if t != Clues && t != Exchanges {
		query = `SELECT matter.id FROM matter JOIN recusal r ON r.account = ` + account + ` AND r.lifted_at = ''
			WHERE matter.id IN ` + marks + ` AND (r.case_id = matter.id OR EXISTS (
				SELECT 1 FROM matter_clue JOIN clue ON clue.id = matter_clue.clue WHERE matter_clue.matter = matter.id
				   AND (clue.id = r.case_id OR (r.subject <> '' AND r.subject = clue.subject_id))))`
	}
	err := each(ctx, tx, query, args, func(r interface{ Scan(...any) error }) error {
		var id string
		err := r.Scan(&id)
		tied[id] = true
		return err
	})
	return tied, err
}

// masked is the row as it leaves the program: of a person the family name, of a matter its
// number alone, because its title may name people.
func (r Row) masked() Row {
	switch {
	case r.Number != "":
		r.Name = ""
	case r.person && r.Name != "":
		r.Name = string([]rune(r.Name)[:1]) + "某"
	}
	return r
}

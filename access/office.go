package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// An Office is a procuratorate that works on this installation, by its id.
type Office string

// Home is the office whose data an installation holds: everything in the lake is its own, and
// what accounts of other offices may do there the policy says of Home, not of their office.
const Home Office = "home"

// A Level is where an office stands in the tree.
type Level string

// The levels, from the top.
const (
	National   Level = "national"
	Provincial Level = "provincial"
	City       Level = "city"
	County     Level = "county"
)

// Levels returns every level, from the top.
func Levels() []Level { return []Level{National, Provincial, City, County} }

// A Procuratorate is an office in the tree.
type Procuratorate struct {
	ID       Office `json:"id" doc:"Id of the office."`
	Name     string `json:"name" doc:"Its name."`
	Level    Level  `json:"level" enum:"national,provincial,city,county" doc:"Where it stands in the tree."`
	Division string `json:"division" doc:"Division it serves (GB/T 2260); may be empty."`
	Parent   Office `json:"parent" doc:"The office above; empty at the top."`
	Version  int    `json:"-"` // counts changes
}

// Offices returns the actor's office and all below it, from the top.
func (s *Service) Offices(ctx context.Context, by Account) (list []Procuratorate, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = below(ctx, tx, by.Office)
		return err
	})
	return list, err
}

// Name returns what an office is called.
func (s *Service) Name(ctx context.Context, o Office) (name string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p, err := office(ctx, tx, o)
		name = p.Name
		return err
	})
	return name, err
}

// A Staff is how many accounts an office has.
type Staff struct {
	People int // accounts
	Active int // of these, those that may sign in
}

// Staffs counts the accounts of the offices that the actor manages: of theirs and of all
// below it.
func (s *Service) Staffs(ctx context.Context, by Account) (map[Office]Staff, error) {
	if !Could(by, ManageAccounts) && by.Role != local {
		return nil, forbidden()
	}
	counted := map[Office]Staff{}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		mine, err := below(ctx, tx, by.Office)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT office, COUNT(*), SUM(1 - disabled) FROM account GROUP BY office`)
		if err != nil {
			return fmt.Errorf("count accounts: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var o Office
			var n Staff
			if err := rows.Scan(&o, &n.People, &n.Active); err != nil {
				return fmt.Errorf("count accounts: %w", err)
			}
			if slices.ContainsFunc(mine, func(p Procuratorate) bool { return p.ID == o }) {
				counted[o] = n
			}
		}
		return rows.Err()
	})
	return counted, err
}

// Reaches returns nil if the actor may use right on everything of one sort in an office:
// their own, or one to which the policy lets them look down.
func (s *Service) Reaches(ctx context.Context, by Account, right Right, o Office) error {
	return s.db.View(ctx, func(tx *db.Tx) error {
		r, err := Locate(ctx, tx, by, In(o))
		if err != nil {
			return err
		}
		return Check(by, right, right, r, Purpose{})
	})
}

// AddOnly is the version seen by whoever adds an office and changes none.
const AddOnly = -1

// PutOffice adds an office to the tree or changes one, if it is as it was seen: p.Version is
// the version that the person was looking at, [AddOnly], or 0, which is not asked. Errors are NotFound,
// Forbidden, Conflict or Invalid.
func (s *Service) PutOffice(ctx context.Context, by Account, p Procuratorate) error {
	if err := p.check(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := p.fits(ctx, tx); err != nil {
			return err
		}
		r, err := inTree(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := Check(by, ManageOffices, ManageOffices, r, Purpose{}); err != nil {
			return err
		}
		var now int
		err = tx.QueryRow(ctx, `SELECT version FROM office WHERE id = $1`, string(p.ID)).Scan(&now)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("put office %s: %w", p.ID, err)
		}
		if p.Version == AddOnly && now > 0 || p.Version > 0 && p.Version != now {
			return fault.Conflictf("该院已存在或者在您查看期间已有变动，请刷新后再操作。", "The office exists already, or somebody changed it while you were reading; reload it first.")
		}
		if err := putOffice(ctx, tx, p); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.PutOffice, Object: string(p.ID), Office: string(p.ID),
			Detail: map[string]string{"level": string(p.Level), "parent": string(p.Parent)}})
	})
}

// inTree is the office as a resource: where it stands now, or is to stand.
func inTree(ctx context.Context, tx *db.Tx, p Procuratorate) (Resource, error) {
	r := In(p.ID)
	if p.Parent == "" {
		return r, nil
	}
	over, err := above(ctx, tx, p.Parent)
	r.Above = append([]Office{p.Parent}, over...)
	return r, err
}

func (p Procuratorate) check() error {
	if !nameForm.MatchString(string(p.ID)) {
		return fault.Invalidf("院的代号须为 1 至 64 个字母、汉字、数字或 . _ - 。", "An office's id is 1 to 64 letters, digits or . _ -")
	}
	if name := strings.TrimSpace(p.Name); name == "" || len([]rune(name)) > 100 || !db.Storable(name) {
		return fault.Invalidf("请填写院名，不超过 100 个字。", "Give the office a name of at most 100 characters.")
	}
	if !slices.Contains(Levels(), p.Level) {
		return fault.Invalidf("没有层级 %q；可用：national、provincial、city、county。", "There is no level %q; there are national, provincial, city and county.", p.Level)
	}
	return nil
}

// fits refuses a place in the tree that is none: above itself, or below an office of no
// higher level.
func (p Procuratorate) fits(ctx context.Context, tx *db.Tx) error {
	if p.Parent == "" {
		return nil
	}
	up, err := office(ctx, tx, p.Parent)
	if err != nil {
		return err
	}
	if slices.Index(Levels(), up.Level) >= slices.Index(Levels(), p.Level) {
		return fault.Invalidf("%s 的层级不高于 %s，不能作为其上级院。", "%s does not stand above %s.", up.Name, p.Name)
	}
	children, err := below(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	for _, c := range children {
		if c.ID == p.Parent {
			return fault.Invalidf("%s 是 %s 的下级院，不能作为其上级院。", "%s stands below %s and cannot be above it.", up.Name, p.Name)
		}
	}
	return nil
}

// Above returns the offices above one, nearest first.
func (s *Service) Above(ctx context.Context, o Office) (list []Office, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = above(ctx, tx, o)
		return err
	})
	return list, err
}

// Locate completes r for a decision about by: the offices above its own, unless it is the
// actor's own office, where none is asked for.
func Locate(ctx context.Context, tx *db.Tx, by Account, r Resource) (Resource, error) {
	if r.Office == by.Office {
		return r, nil
	}
	var err error
	r.Above, err = above(ctx, tx, r.Office)
	return r, err
}

func office(ctx context.Context, tx *db.Tx, id Office) (p Procuratorate, err error) {
	var parent sql.NullString
	err = tx.QueryRow(ctx, `SELECT id, name, level, division, parent, version FROM office WHERE id = $1`, string(id)).
		Scan(&p.ID, &p.Name, &p.Level, &p.Division, &parent, &p.Version)
	if errors.Is(err, sql.ErrNoRows) {
		return p, fault.Invalidf("没有代号为 %s 的院。", "There is no office called %s.", id)
	}
	if err != nil {
		return p, fmt.Errorf("get office %s: %w", id, err)
	}
	p.Parent = Office(parent.String)
	return p, nil
}

func putOffice(ctx context.Context, tx *db.Tx, p Procuratorate) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO office (id, name, level, division, parent) VALUES ($1, $2, $3, $4, $5)
		 ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, division = excluded.division, parent = excluded.parent, version = office.version + 1`,
		string(p.ID), strings.TrimSpace(p.Name), string(p.Level), p.Division, sql.NullString{String: string(p.Parent), Valid: p.Parent != ""})
	if err != nil {
		return fmt.Errorf("put office %s: %w", p.ID, err)
	}
	return nil
}

// deepest bounds a walk through the tree: more than there are levels.
const deepest = 8

func above(ctx context.Context, tx *db.Tx, o Office) ([]Office, error) {
	var list []Office
	for range deepest {
		var parent sql.NullString
		err := tx.QueryRow(ctx, `SELECT parent FROM office WHERE id = $1`, string(o)).Scan(&parent)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("find what is above office %s: %w", o, err)
		}
		if err != nil || !parent.Valid {
			return list, nil
		}
		o = Office(parent.String)
		list = append(list, o)
	}
	return list, nil
}

// Below returns the office and all below it, from the top; none if there is no such office.
func Below(ctx context.Context, tx *db.Tx, o Office) ([]Procuratorate, error) {
	return below(ctx, tx, o)
}

// below returns the office and all below it, from the top.
func below(ctx context.Context, tx *db.Tx, o Office) ([]Procuratorate, error) {
	rows, err := tx.Query(ctx,
		`WITH RECURSIVE tree (id, depth) AS (
		     SELECT id, 0 FROM office WHERE id = $1
		     UNION ALL SELECT office.id, tree.depth + 1 FROM office JOIN tree ON office.parent = tree.id WHERE tree.depth < 8)
		 SELECT office.id, office.name, office.level, office.division, office.parent, office.version
		   FROM tree JOIN office ON office.id = tree.id ORDER BY tree.depth, office.id`, string(o))
	if err != nil {
		return nil, fmt.Errorf("list offices below %s: %w", o, err)
	}
	defer rows.Close()
	list := []Procuratorate{}
	for rows.Next() {
		var p Procuratorate
		var parent sql.NullString
		if err := rows.Scan(&p.ID, &p.Name, &p.Level, &p.Division, &parent, &p.Version); err != nil {
			return nil, fmt.Errorf("list offices below %s: %w", o, err)
		}
		p.Parent = Office(parent.String)
		list = append(list, p)
	}
	return list, rows.Err()
}

package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Tie keeps somebody from the cases of a party, or from one case (回避).
type Tie struct {
	ID       string    `json:"id"`
	Account  string    `json:"account"`
	Display  string    `json:"display"`
	Subject  string    `json:"subject"`
	Case     string    `json:"case"`
	Relation string    `json:"relation"`
	Source   TieSource `json:"source"`
	At       time.Time `json:"at"`
}

// A TieSource is who said that there is a tie.
type TieSource string

// The sources of ties.
const (
	Declared TieSource = "declared"
	Detected TieSource = "detected"
)

// Declare records that by is tied to a party or stands aside in one case. From then on the
// cases are closed to them. One that is in force already is no error.
func (s *Service) Declare(ctx context.Context, by Account, t Tie) (Tie, error) {
	t.Account, t.Source = by.ID, Declared
	return s.tie(ctx, by, by.Office, t)
}

// Detect records a tie that the records show between an account and an entity or a case.
// One that is in force already, and one that a leader has lifted, is not recorded again: the
// tie that comes back has no id then.
func (s *Service) Detect(ctx context.Context, by Account, t Tie) (Tie, error) {
	t.Source = Detected
	var office Office
	err := s.db.View(ctx, func(tx *db.Tx) error {
		a, err := byID(ctx, tx, t.Account)
		office = a.Office
		return err
	})
	if err != nil {
		return Tie{}, err
	}
	return s.tie(ctx, by, office, t)
}

func (s *Service) tie(ctx context.Context, by Account, office Office, t Tie) (Tie, error) {
	t.Relation = strings.TrimSpace(t.Relation)
	if n := len([]rune(t.Relation)); n == 0 || n > 200 || !db.Storable(t.Relation+t.Subject+t.Case) {
		return Tie{}, fault.Invalidf("请写明关系，不超过 200 个字。", "Say what ties you to the party, in at most 200 characters.")
	}
	if (t.Subject == "") == (t.Case == "") {
		return Tie{}, fault.Invalidf("请指明当事人或者案件，二者择一。", "Name either the party or the one case.")
	}
	t.ID = newID("t-")
	err := s.db.InTx(ctx, func(tx *db.Tx) error {
		t.At = tx.Now
		if t.Source == Detected {
			var lifted int
			err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM recusal WHERE account = $1 AND subject = $2 AND case_id = $3 AND source = 'detected' AND lifted_at <> ''`,
				t.Account, t.Subject, t.Case).Scan(&lifted)
			if err != nil {
				return fmt.Errorf("ask for a lifted tie: %w", err)
			}
			if lifted > 0 {
				t.ID = ""
				return nil
			}
		}
		n, err := tx.Exec(ctx,
			`INSERT INTO recusal (id, office, account, subject, case_id, relation, source, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			 ON CONFLICT DO NOTHING`,
			t.ID, string(office), t.Account, t.Subject, t.Case, t.Relation, string(t.Source), db.Time(tx.Now))
		if err != nil {
			return fmt.Errorf("record a tie: %w", err)
		}
		if n == 0 {
			t.ID = ""
			return nil
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.Recuse, Object: t.Account, Office: string(office),
			Detail: map[string]string{"tie": t.ID, "source": string(t.Source)}})
	})
	return t, err
}

// Lift ends a tie, with the reason; a leader decides it, never about themselves.
func (s *Service) Lift(ctx context.Context, by Account, id, why string) error {
	why = strings.TrimSpace(why)
	if !db.Storable(id) {
		return ATie.missing()
	}
	if n := len([]rune(why)); n < 4 || n > 500 || !db.Storable(why) {
		return fault.Invalidf("请用 4 至 500 个字说明为何解除回避。", "Say in 4 to 500 characters why the tie is lifted.")
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		var r Resource
		err := tx.QueryRow(ctx, `SELECT office, account FROM recusal WHERE id = $1 AND lifted_at = ''`, id).Scan(&r.Office, &r.Maker)
		if errors.Is(err, sql.ErrNoRows) {
			return ATie.missing()
		}
		if err != nil {
			return fmt.Errorf("get a tie: %w", err)
		}
		r.Kind, r.ID = ATie, id
		if r.Maker == by.ID && Could(by, DecideRecusal) {
			return fault.Forbiddenf("本人的回避由其他负责人决定。", "Another leader decides on your own tie.")
		}
		if err := Check(by, DecideRecusal, DecideRecusal, r, Purpose{}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE recusal SET lifted_at = $1, lifted_by = $2, why = $3 WHERE id = $4`, db.Time(tx.Now), by.ID, why, id); err != nil {
			return fmt.Errorf("lift a tie: %w", err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LiftRecusal, Object: r.Maker, Office: string(r.Office), Detail: map[string]string{"tie": id}})
	})
}

// Ties returns the ties in force of the account called id.
func (s *Service) Ties(ctx context.Context, id string) ([]Tie, error) {
	return s.ties(ctx, `recusal.account = $1`, id)
}

// OfficeTies returns the ties in force of everybody in the actor's office, to whoever
// decides on them.
func (s *Service) OfficeTies(ctx context.Context, by Account) ([]Tie, error) {
	if err := Check(by, DecideRecusal, DecideRecusal, In(by.Office), Purpose{}); err != nil {
		return nil, err
	}
	return s.ties(ctx, `recusal.office = $1`, string(by.Office))
}

func (s *Service) ties(ctx context.Context, condition string, value any) (list []Tie, err error) {
	list = []Tie{}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT recusal.id, recusal.account, account.display, recusal.subject, recusal.case_id, recusal.relation, recusal.source, recusal.at
			FROM recusal JOIN account ON account.id = recusal.account WHERE recusal.lifted_at = '' AND `+condition+` ORDER BY recusal.at, recusal.id`, value)
		if err != nil {
			return fmt.Errorf("list ties: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var t Tie
			var at string
			if err := rows.Scan(&t.ID, &t.Account, &t.Display, &t.Subject, &t.Case, &t.Relation, &t.Source, &at); err != nil {
				return fmt.Errorf("list ties: %w", err)
			}
			if t.At, err = db.ParseTime(at); err != nil {
				return err
			}
			list = append(list, t)
		}
		return rows.Err()
	})
	return list, err
}

// Tied returns the accounts that are kept from a case about the subject: to be asked in
// the transaction of an act, for [Resource.Tied]. Either of the two may be empty.
func Tied(ctx context.Context, tx *db.Tx, subject, caseID string) ([]string, error) {
	rows, err := tx.Query(ctx,
		`SELECT account FROM recusal
		  WHERE lifted_at = '' AND ((subject = $1 AND case_id = '' AND subject <> '') OR (subject = '' AND case_id = $2 AND case_id <> ''))`, subject, caseID)
	if err != nil {
		return nil, fmt.Errorf("ask who is tied to a party: %w", err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("ask who is tied to a party: %w", err)
		}
		list = append(list, id)
	}
	return list, rows.Err()
}

// TiedTo looks up for many cases at once what [Tied] tells of one; subjects and cases have
// the same length.
func TiedTo(ctx context.Context, tx *db.Tx, subjects, cases []string) (func(subject, caseID string) []string, error) {
	rows, err := tx.Query(ctx, `SELECT account, subject, case_id FROM recusal WHERE lifted_at = ''`)
	if err != nil {
		return nil, fmt.Errorf("ask who is tied to parties: %w", err)
	}
	defer rows.Close()
	bySubject, byCase := make(map[string][]string, len(subjects)), make(map[string][]string, len(cases))
	for i := range subjects {
		bySubject[subjects[i]], byCase[cases[i]] = nil, nil
	}
	for rows.Next() {
		var account, subject, caseID string
		if err := rows.Scan(&account, &subject, &caseID); err != nil {
			return nil, fmt.Errorf("ask who is tied to parties: %w", err)
		}
		if _, asked := bySubject[subject]; asked && subject != "" {
			bySubject[subject] = append(bySubject[subject], account)
		}
		if _, asked := byCase[caseID]; asked && caseID != "" {
			byCase[caseID] = append(byCase[caseID], account)
		}
	}
	return func(subject, caseID string) []string { return slices.Concat(bySubject[subject], byCase[caseID]) }, rows.Err()
}

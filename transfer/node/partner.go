package node

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// A Standing is whether a partner counts.
type Standing string

// The standings.
const (
	Pending   Standing = "pending"   // 待核对: nobody has compared the fingerprint yet
	Confirmed Standing = "confirmed" // 已核对
	Ended     Standing = "ended"     // 已终止: nothing more is sent or taken
)

// In returns the name of the standing for people.
func (s Standing) In() fault.Text {
	switch s {
	case Pending:
		return fault.Text{ZH: "待核对指纹", EN: "fingerprint to be compared"}
	case Confirmed:
		return fault.Text{ZH: "已核对", EN: "confirmed"}
	case Ended:
		return fault.Text{ZH: "已终止", EN: "ended"}
	}
	return fault.Text{ZH: "未知", EN: "unknown"}
}

// A Partner is another agency as this one knows it.
type Partner struct {
	Card     Card      `json:"card" doc:"The card that counts."`
	Standing Standing  `json:"standing" enum:"pending,confirmed,ended" doc:"Whether it counts."`
	Added    time.Time `json:"added" doc:"When its card was first read."`
	Changed  time.Time `json:"changed" doc:"When its card or standing last changed."`
}

// Add reads a card that was handed over. One of an agency that is not known waits until its
// fingerprint is confirmed. A newer card of a confirmed partner counts at once if a key that
// was confirmed and still signs stands behind it; any other waits like a first one.
func Add(ctx context.Context, tx *db.Tx, by access.Account, text string) (Partner, error) {
	signed, err := ReadCard(text)
	if err != nil {
		return Partner{}, err
	}
	card := signed.Card
	old, err := Get(ctx, tx, card.Code)
	switch {
	case fault.Is(err, fault.NotFound):
		p := Partner{Card: card, Standing: Pending, Added: tx.Now, Changed: tx.Now}
		return p, put(ctx, tx, by, p, text, audit.AddPartner)
	case err != nil:
		return Partner{}, err
	case old.Card.Number > card.Number || (old.Card.Number == card.Number && old.Card.Fingerprint() != card.Fingerprint()):
		return Partner{}, fault.Conflictf("已有 %s 的更新名片（第 %d 号），未采用第 %d 号。", "A newer card of %s, number %d, is known; number %d was not taken.", card.Code, old.Card.Number, card.Number)
	case old.Card.Number == card.Number:
		return old, nil
	}
	p := Partner{Card: card, Standing: Pending, Added: old.Added, Changed: tx.Now}
	if old.Standing == Confirmed && slices.ContainsFunc(old.Card.Publics(tx.Now), signed.by) {
		p.Standing = Confirmed
	}
	return p, put(ctx, tx, by, p, text, audit.AddPartner)
}

// by reports whether that key has signed the card.
func (s Signed) by(key seal.Public) bool { return slices.ContainsFunc(s.By, key.Equal) }

// Confirm notes that somebody compared the fingerprint with the partner by another way.
func Confirm(ctx context.Context, tx *db.Tx, by access.Account, code, fingerprint string) (Partner, error) {
	p, err := Get(ctx, tx, code)
	if err != nil {
		return Partner{}, err
	}
	if !seal.SameFingerprint(fingerprint, p.Card.Fingerprint()) {
		return Partner{}, fault.Conflictf("指纹与 %s 的名片不符：名片可能不是该机构的，请勿使用，并向对方核实。", "The fingerprint is not that of the card of %s: the card may be another's. Do not use it, and ask them.", code)
	}
	p.Standing, p.Changed = Confirmed, tx.Now
	return p, put(ctx, tx, by, p, "", audit.ConfirmPartner)
}

// End stops the exchange with a partner; what was exchanged stays.
func End(ctx context.Context, tx *db.Tx, by access.Account, code string) (Partner, error) {
	p, err := Get(ctx, tx, code)
	if err != nil {
		return Partner{}, err
	}
	p.Standing, p.Changed = Ended, tx.Now
	return p, put(ctx, tx, by, p, "", audit.EndPartner)
}

// put keeps p; an empty text leaves that of the card as it is.
func put(ctx context.Context, tx *db.Tx, by access.Account, p Partner, text string, verb audit.Verb) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO partner (agency, card, standing, added_at, changed_at) VALUES ($1, $2, $3, $4, $5)
		 ON CONFLICT (agency) DO UPDATE SET card = CASE WHEN $2 = '' THEN partner.card ELSE $2 END, standing = $3, changed_at = $5`,
		p.Card.Code, text, string(p.Standing), db.Time(p.Added), db.Time(p.Changed))
	if err != nil {
		return fmt.Errorf("keep partner %s: %w", p.Card.Code, err)
	}
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: verb, Object: p.Card.Code, Office: string(by.Office),
		Detail: map[string]string{"card": fmt.Sprint(p.Card.Number), "fingerprint": p.Card.Fingerprint(), "standing": string(p.Standing)}})
}

// Get returns the partner with that code.
func Get(ctx context.Context, tx *db.Tx, code string) (Partner, error) {
	list, err := partners(ctx, tx, code, readKept)
	if err == nil && len(list) == 0 {
		err = unknownPartner(code)
	}
	if err != nil {
		return Partner{}, err
	}
	return list[0], nil
}

func unknownPartner(code string) error {
	return fault.NotFoundf("没有机构 %q 的名片。", "There is no card of the agency %q.", code)
}

// CardOf returns the signed card of a partner, as it was handed over.
func CardOf(ctx context.Context, tx *db.Tx, code string) (text string, err error) {
	err = tx.QueryRow(ctx, `SELECT card FROM partner WHERE agency = $1`, code).Scan(&text)
	if err != nil {
		return "", fmt.Errorf("read the card of %s: %w", code, err)
	}
	return text, nil
}

// Partners returns all partners, by code.
func Partners(ctx context.Context, tx *db.Tx) ([]Partner, error) {
	return partners(ctx, tx, "", readKept)
}

// partners returns the partner with that code, or all for an empty one; read reads the cards.
func partners(ctx context.Context, tx *db.Tx, code string, read func(text string) (Card, error)) ([]Partner, error) {
	list := []Partner{}
	if code != "" && !codeForm.MatchString(code) {
		return list, nil
	}
	rows, err := tx.Query(ctx, `SELECT card, standing, added_at, changed_at FROM partner WHERE $1 = '' OR agency = $1 ORDER BY agency`, code)
	if err != nil {
		return nil, fmt.Errorf("read partners: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Partner
		var text, added, changed string
		if err := rows.Scan(&text, &p.Standing, &added, &changed); err != nil {
			return nil, fmt.Errorf("read partners: %w", err)
		}
		var err2, err3 error
		card, err1 := read(text)
		p.Card = card
		p.Added, err2 = db.ParseTime(added)
		p.Changed, err3 = db.ParseTime(changed)
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, fmt.Errorf("read partners: %w", err)
		}
		list = append(list, p)
	}
	if err := rows.Err(); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("read partners: %w", err)
	}
	return slices.Clip(list), nil
}

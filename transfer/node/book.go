package node

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/mingjian/mingjian/db"
)

// A Book remembers the cards that were read, because reading one costs more than most of what
// is done with it. Whether a partner counts is asked of the database each time. It is safe for
// concurrent use; its zero value is empty.
type Book struct {
	mu    sync.Mutex
	cards map[string]Card // by the text that was handed over
}

// rememberedAtMost is far more partners than an agency has.
const rememberedAtMost = 10_000

// Get returns the partner with that code, as [Get] does.
func (b *Book) Get(ctx context.Context, tx *db.Tx, code string) (p Partner, err error) {
	if !codeForm.MatchString(code) {
		return Partner{}, unknownPartner(code)
	}
	var text, added, changed string
	err = tx.QueryRow(ctx, `SELECT card, standing, added_at, changed_at FROM partner WHERE agency = $1`, code).Scan(&text, &p.Standing, &added, &changed)
	if errors.Is(err, sql.ErrNoRows) {
		return Partner{}, unknownPartner(code)
	}
	if err != nil {
		return Partner{}, fmt.Errorf("read partner %s: %w", code, err)
	}
	var err2, err3 error
	card, err1 := b.read(text)
	p.Card = card
	p.Added, err2 = db.ParseTime(added)
	p.Changed, err3 = db.ParseTime(changed)
	if err := errors.Join(err1, err2, err3); err != nil {
		return Partner{}, fmt.Errorf("read partner %s: %w", code, err)
	}
	return p, nil
}

// Partners returns all partners, by code, as [Partners] does.
func (b *Book) Partners(ctx context.Context, tx *db.Tx) ([]Partner, error) {
	return partners(ctx, tx, "", b.read)
}

// read returns the card of a text, whose keys are ready for use.
func (b *Book) read(text string) (Card, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c, ok := b.cards[text]; ok {
		return c, nil
	}
	c, err := readKept(text)
	if err != nil {
		return Card{}, err
	}
	for i := range c.Keys {
		c.Keys[i].Public = c.Keys[i].Public.Ready()
	}
	if b.cards == nil || len(b.cards) >= rememberedAtMost {
		b.cards = map[string]Card{}
	}
	b.cards[text] = c
	return c, nil
}

package linkage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// accounts are the holders of bank accounts and cards by number. Accounts are opened in the
// real name (个人存款账户实名制规定, unverified: not in the register of laws), so one account has one holder, and a
// statement that gives only the number of the other side means whoever some record calls its
// holder.
type accounts map[string]holder

// A holder is who one account belongs to, as the records say that give both.
type holder struct {
	name, number string // number: a valid resident ID or credit code, empty if none is told
	torn         bool   // two records name two
}

// accountOf returns the field that tells the account of a mention; empty if none does.
func accountOf(s source) string {
	name := s.mention.By[standard.TraitNumber]
	if f, ok := s.standard.Field(name); ok && f.Format == standard.FormatAccount {
		return name
	}
	return ""
}

// readAccounts reads who holds which account or card.
func readAccounts(ctx context.Context, e engine.Engine, lib standard.Library) (accounts, error) {
	all, r := accounts{}, rules{e.Dialect()}
	for _, s := range sources(lib) {
		if accountOf(s) == "" || !engine.Holds(e, s.standard.Name) {
			continue
		}
		numbers := []string{"t." + r.Name(accountOf(s))}
		if s.mention.Card != "" {
			numbers = append(numbers, "t."+r.Name(s.mention.Card))
		}
		for _, number := range numbers {
			query := "SELECT DISTINCT " + number + " AS account, " + r.trait(s, standard.TraitName) + " AS name, coalesce(" + r.trait(s, standard.TraitIDNo) + ", " +
				r.trait(s, standard.TraitCreditCode) + ") AS number FROM " + r.Name(engine.AsRead(s.standard)) + " t WHERE " + number + " <> ''"
			for row, err := range e.Query(ctx, query) {
				if err != nil {
					return nil, fmt.Errorf("read the accounts of %s: %w", s.standard.Name, err)
				}
				text := func(column string) string { v, _ := row[column].(string); return v }
				all.add(text("account"), text("name"), text("number"))
			}
		}
	}
	return all, nil
}

// add takes in what one record says of an account.
func (a accounts) add(account, name, number string) {
	number = strings.ToUpper(strings.TrimSpace(number))
	if !record.ResidentID(number) && !record.CreditCode(number) {
		number = ""
	}
	account, name = plainAccount(account), foldedName(name)
	if strings.ContainsAny(name, maskMarks) {
		name = ""
	}
	if account == "" || name == "" && number == "" {
		return
	}
	h := a[account]
	if h.name != "" && name != "" && h.name != name || h.number != "" && number != "" && record.LongResidentID(h.number) != record.LongResidentID(number) {
		h.torn = true
	}
	h.name, h.number = cmp.Or(h.name, name), cmp.Or(h.number, number)
	a[account] = h
}

// leastAccount is how many digits an account has at least; a masked or cut one means nobody.
const leastAccount = 8

// plainAccount writes an account the way it is looked up; empty if it is none.
func plainAccount(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, s)
	if len(s) < leastAccount || strings.ContainsFunc(s, func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }) {
		return ""
	}
	return s
}

// complete adds name and number of the holder to a mention that gives the account and does not
// say otherwise.
func (a accounts) complete(values []string) {
	at := func(t standard.Trait) *string { return &values[slices.Index(traits(), t)] }
	h, known := a[plainAccount(*at(standard.TraitNumber))]
	name := at(standard.TraitName)
	if !known || h.torn || *name != "" && h.name != "" && foldedName(*name) != h.name {
		return
	}
	*name = cmp.Or(*name, h.name)
	id, code := at(standard.TraitIDNo), at(standard.TraitCreditCode)
	if *id == "" && *code == "" && h.number != "" {
		*id, *code = h.number, h.number
	}
}

// accountsCame reports whether records tell of accounts.
func accountsCame(ctx context.Context, e engine.Engine, lib standard.Library) (bool, error) {
	for _, s := range sources(lib) {
		if accountOf(s) == "" || !engine.Holds(e, s.standard.Name) {
			continue
		}
		for _, err := range e.Query(ctx, "SELECT 1 AS one FROM "+e.Dialect().Name(engine.AsRead(s.standard))+" LIMIT 1") {
			if err != nil {
				return false, fmt.Errorf("look for accounts in %s: %w", s.standard.Name, err)
			}
			return true, nil
		}
	}
	return false, nil
}

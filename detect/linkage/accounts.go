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
	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// accounts are the holders of bank accounts and cards by number. Accounts are opened in the
// real name (个人存款账户实名制规定, unverified: not in the register of laws), so one account has one holder, and a
// statement that tells of a side by its account means whoever some record calls its holder.
//
// The account alone never says who somebody is whom the record calls otherwise. Where a name is
// no writing of the holder's, the number is a slip, a column has moved, or many are paid on one
// account (that of a payment institution, of a court, of an agent), and to take such a payment
// for the holder's would accuse somebody of what another did. So a number is lent only where the
// name agrees, in sound or writing at least; a mention without name is the holder.
type accounts map[string]*holder

// A holder is who one account belongs to, as the records say.
type holder struct {
	number string   // valid resident ID or credit code, empty if none is told
	torn   bool     // two numbers are told, or more names than one account has writings of
	names  []string // told with the number
	others []string // told without one
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
	if record.ResidentID(number) || record.CreditCode(number) {
		number = record.LongResidentID(number)
	} else {
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
	if h == nil {
		h = &holder{}
		a[account] = h
	}
	h.torn = h.torn || h.number != "" && number != "" && h.number != number
	h.number = cmp.Or(h.number, number)
	list := &h.others
	if number != "" {
		list = &h.names
	}
	switch {
	case name == "" || slices.Contains(*list, name):
	case len(*list) == mostNames:
		h.torn = true
	default:
		*list = append(*list, name)
	}
}

// mostNames bounds the names of an account; one with more is many people's.
const mostNames = 12

// bears reports whether a name is told of whoever holds the account, or is a writing of one
// that is.
func (h *holder) bears(name string) bool {
	return slices.ContainsFunc(h.names, func(own string) bool { return sameWriting(own, name) })
}

// one returns the name of the holder, empty if it is told of several people: what is told with
// a number counts before what is told without.
func (h *holder) one() string {
	told := h.names
	if len(told) == 0 {
		told = h.others
	}
	if len(told) == 0 {
		return ""
	}
	least := slices.Min(told)
	if slices.ContainsFunc(told, func(name string) bool { return !sameWriting(least, name) }) {
		return ""
	}
	return least
}

// sameWriting reports whether two folded names are one, written amiss at most: the same in
// sound, in another order, or with a part of the firm's name left out.
func sameWriting(a, b string) bool {
	return a == b || compare.Prepare(compare.Name, []string{a, b}).Level(0, 1) >= compare.Top(compare.Name)-1
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
	h := a[plainAccount(*at(standard.TraitNumber))]
	if h == nil || h.torn {
		return
	}
	name, id, code := at(standard.TraitName), at(standard.TraitIDNo), at(standard.TraitCreditCode)
	switch {
	case *name != "" && !h.bears(foldedName(*name)):
		return
	case *name == "" && len(h.names)+len(h.others) > 0:
		if *name = h.one(); *name == "" {
			return
		}
	}
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

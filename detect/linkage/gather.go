package linkage

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/match"
)

// A Mention is one naming of somebody in one record, as the tables of linkage write it.
type Mention struct {
	Dataset string
	Record  string
	Mention string // its part in the record
}

// key names a mention in one text.
func (m Mention) key() string { return m.Dataset + "\x1f" + m.Record + "\x1f" + m.Mention }

func (m Mention) compare(o Mention) int { return strings.Compare(m.key(), o.key()) }

// A crowd is everybody who is to be told apart: persons, organisations, or a population of
// which a standard says that its people are not looked for among others. Agents are one: a
// lawyer comes again in every tenth suit, so a name says more among agents than it does
// among parties, and the model must learn that apart.
// Mentions that tell the same valid identifier and all else the same are compared once, as
// one figure: a register of payments names everybody every month.
type crowd struct {
	kind    string // person or organisation
	apart   bool   // a population of its own: the same words are the same person
	letter  string // of its entities
	table   *match.Table
	figures []figure
	byID    map[string]int // figure of an id in the table
}

// A figure is what one row of the table stands for.
type figure struct {
	id      string
	values  []string // the traits, in the order of traits()
	name    string
	number  string // valid identifier, normal form; empty if none
	born    string
	sex     string
	members []Mention
}

// column is what the table of a crowd has for a trait.
func (c *crowd) columns() []match.Field {
	name := compare.Name
	if c.kind == organisation {
		name = compare.Organisation
	}
	kinds := map[standard.Trait]compare.Kind{
		standard.TraitName: name, standard.TraitIDNo: compare.Identifier, standard.TraitCreditCode: compare.Ignored,
		standard.TraitNumber: compare.Identifier, standard.TraitBornOn: compare.Birth, standard.TraitSex: compare.Sex,
		standard.TraitAddress: compare.Address, standard.TraitDivision: compare.Place, standard.TraitPhone: compare.Phone,
		standard.TraitFirm: compare.Organisation, area: compare.Place,
	}
	if c.kind == organisation {
		kinds[standard.TraitIDNo], kinds[standard.TraitCreditCode] = compare.Ignored, compare.Identifier
		kinds[standard.TraitSex], kinds[standard.TraitBornOn] = compare.Ignored, compare.Ignored
	}
	var fields []match.Field
	for _, t := range traits() {
		fields = append(fields, match.Field{Name: string(t), Kind: kinds[t]})
	}
	return fields
}

const (
	person       = "person"
	organisation = "organisation"
)

func newCrowd(kind, letter string) *crowd {
	c := &crowd{kind: kind, letter: letter, byID: map[string]int{}}
	c.table = match.NewTable(c.columns()...)
	return c
}

// add takes in one mention.
func (c *crowd) add(m Mention, values []string) {
	number := c.number(values)
	id := m.key()
	if number != "" || c.sameWords(values) {
		sum := sha256.Sum256([]byte(strings.Join(values, "\x1f")))
		id = "=" + hex.EncodeToString(sum[:12])
	}
	i, known := c.byID[id]
	if !known {
		i = len(c.figures)
		c.byID[id] = i
		c.figures = append(c.figures, figure{id: id, values: values, name: values[slices.Index(traits(), standard.TraitName)], number: number,
			born: values[slices.Index(traits(), standard.TraitBornOn)], sex: values[slices.Index(traits(), standard.TraitSex)]})
	}
	c.figures[i].members = append(c.figures[i].members, m)
}

// sameWords reports whether whoever is told of in the same words is taken for one.
//
// Organisations are, if the name is a whole one: no two are registered under one name by one
// authority, and most names begin with its place. In a population of its own people are too,
// by a name with a firm, or with the area of the court; of two agents of one name in one area
// without a firm this makes one. Both come again and again, so that how often their names
// occur tells nothing of how many bear them. So do the two sides of a bank statement and those
// for whom insurance is paid each month: a whole account or number that one owner has, with the
// same name and all else the same, is one person's, whatever the weights of the day say. Masked names are nobody's.
func (c *crowd) sameWords(values []string) bool {
	at := func(t standard.Trait) string { return values[slices.Index(traits(), t)] }
	name := at(standard.TraitName)
	switch {
	case strings.ContainsAny(name, maskMarks):
		return false
	case c.kind == organisation:
		return utf8.RuneCountInString(name) >= wholeName
	}
	if name != "" && plainAccount(at(standard.TraitNumber)) != "" {
		return true
	}
	return c.apart && name != "" && (at(standard.TraitFirm) != "" || at(area) != "")
}

// wholeName is how many characters the name of an organisation has at least; what is shorter
// is a short form that several have: 工商局, 一分厂.
const wholeName = 6

// number returns the valid identifier among the values, in its normal form.
func (c *crowd) number(values []string) string {
	trait, valid := standard.TraitIDNo, record.ResidentID
	if c.kind == organisation {
		trait, valid = standard.TraitCreditCode, record.CreditCode
	}
	if s := strings.ToUpper(strings.TrimSpace(values[slices.Index(traits(), trait)])); valid(s) {
		return record.LongResidentID(s)
	}
	return ""
}

// fold makes one figure of the organisations of one whole name, unless two numbers say that
// there are two of them.
func (c *crowd) fold() {
	if c.kind != organisation {
		return
	}
	groups := map[string][]figure{}
	for _, f := range c.figures {
		name := foldedName(f.name)
		if !wholeFirm(name) {
			name = "\x00" + f.id // stays by itself
		}
		groups[name] = append(groups[name], f)
	}
	c.figures = c.figures[:0]
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		c.figures = append(c.figures, together(groups[name])...)
	}
}

// together makes one of the figures of one name. Where they bear several numbers and one of
// these is far more usual than any other, the others are slips or namesakes and stay apart,
// and whoever bears no number is meant by the usual one; where none is, nobody can tell and
// all stay apart. What the one says is what its figure of the smallest id with a number says.
func together(list []figure) []figure {
	slices.SortFunc(list, func(a, b figure) int {
		return cmp.Or(-cmp.Compare(len(a.number), len(b.number)), strings.Compare(a.id, b.id))
	})
	number, clear := usual(list)
	if !clear {
		return list
	}
	var one *figure
	var apart []figure
	for i := range list {
		switch f := &list[i]; {
		case f.number != "" && f.number != number:
			apart = append(apart, *f)
		case one == nil:
			one = f
		default:
			one.members = append(one.members, f.members...)
		}
	}
	return append([]figure{*one}, apart...)
}

// farMore is how many times more often the usual number of a name must occur than the next.
const farMore = 5

// usual returns the number that most members of the figures bear, empty if none bears any,
// and whether it is clear: no other comes near.
func usual(list []figure) (number string, clear bool) {
	count := map[string]int{}
	for _, f := range list {
		if f.number != "" {
			count[f.number] += len(f.members)
		}
	}
	number = most(count)
	for other, n := range count {
		if other != number && farMore*n > count[number] {
			return "", false
		}
	}
	return number, true
}

// foldedName writes a name so that spellings of one name are equal, as the rules do in SQL.
func foldedName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u3000\u00a0\t·•．・", r) {
			return -1
		}
		return r
	}, strings.ToUpper(strings.NewReplacer("〔", "(", "〕", ")", "【", "(", "】", ")").Replace(width.Fold.String(name))))
}

// seal makes one figure of those of one name and then the table.
func (c *crowd) seal() error {
	c.fold()
	return c.fill()
}

// fill puts the members of each figure in order, so that nothing depends on the order in
// which an engine gave the rows, and makes the table.
func (c *crowd) fill() error {
	c.byID = make(map[string]int, len(c.figures))
	for i, f := range c.figures {
		slices.SortFunc(f.members, Mention.compare)
		c.byID[f.id] = i
		if err := c.table.Add(f.id, f.values...); err != nil {
			return err
		}
	}
	return nil
}

// crowds are the crowds of a snapshot by population and kind.
type crowds map[[2]string]*crowd

// of returns the crowd of a population, "" for all, and a kind.
func (c crowds) of(population, kind string) *crowd {
	at := [2]string{population, kind}
	if c[at] == nil {
		c[at] = newCrowd(kind, letterOf(population, kind))
		c[at].apart = population != ""
	}
	return c[at]
}

// letterOf is how the ids of entities of a crowd begin.
func letterOf(population, kind string) string {
	switch {
	case population != "":
		return population[:1] + "-"
	case kind == organisation:
		return "o-"
	}
	return "p-"
}

// gather reads everybody whom the records of an engine name.
func gather(ctx context.Context, e engine.Engine, lib standard.Library) (crowds, error) {
	all := crowds{}
	r := rules{e.Dialect()}
	accounts, err := readAccounts(ctx, e, lib)
	if err != nil {
		return nil, err
	}
	for _, s := range sources(lib) {
		for row, err := range e.Query(ctx, r.mentions(s)) {
			if err != nil {
				return nil, fmt.Errorf("read the mentions of %s: %w", s.standard.Name, err)
			}
			all.take(s, row, accounts)
		}
	}
	return all, nil
}

// inOrder returns the populations and kinds of crowds.
func inOrder[C any](all map[[2]string]C) [][2]string {
	return slices.SortedFunc(maps.Keys(all), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
}

// take adds the mention in a row to its crowd. Who has neither name nor number is nobody.
func (c crowds) take(s source, row engine.Row, accounts accounts) {
	text := func(column string) string { v, _ := row[column].(string); return v }
	values := make([]string, len(traits()))
	for i, t := range traits() {
		values[i] = text(string(t))
	}
	if accountOf(s) != "" {
		accounts.complete(values)
	}
	id := text("record")
	if id == "" || values[0] == "" && values[1] == "" && values[2] == "" {
		return
	}
	kind := text("kind")
	if kind != person && kind != organisation {
		kind = kindOf(values)
	}
	if kind == organisation {
		if values[2] == "" { // registers of both kinds have one column for either number
			values[2] = values[1]
		}
	}
	c.of(s.mention.Among, kind).add(Mention{s.standard.Name, id, s.mention.Name}, values)
}

// kindOf tells by the form of number and name what a mention is of which the record does not
// say it: whole names of organisations have six characters or more, those of Chinese people
// hardly ever.
func kindOf(values []string) string {
	number := strings.ToUpper(strings.TrimSpace(cmp.Or(values[2], values[1])))
	switch {
	case record.ResidentID(number):
		return person
	case record.CreditCode(number), utf8.RuneCountInString(values[0]) >= wholeName && record.OrgClass(values[0]) != record.ClassOther:
		return organisation
	}
	return person
}

// Package linkage says which mentions of a name are one person or one organisation. The
// standards of the data sets say who is mentioned where, and by which traits; Resolve
// works out who is who with the probabilities of package match, and Link adds the answer
// to the tables that models read.
//
// Before Resolve has run on a snapshot, fixed rules stand in. What they get wrong:
//
//   - False merges. Two people of one name without birth dates, in the area of one
//     intermediate court, become one person; so do two with the same birth date. With
//     common names this happens, and a finding can then hold the suits of two people:
//     whoever screens it must compare addresses first. A person without birth date is
//     also taken for the only one of that name in the area whose date is known.
//   - False splits. A person with a birth date in one area and none in another, a
//     firm that changed its name, a name misspelt once: each counts as two, and a
//     threshold may be missed.
//
// Masked names (张某, 李某1, 王×) identify nobody, with the rules or without. Each mention is
// an entity of its own, so masked documents raise no count at all: misses, never
// accusations.
//
// An entity id is a fingerprint. It shows no name at a glance, but whoever has a list
// of names and dates can compute it: it is a label, not anonymisation.
package linkage

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Link defines, for every data set whose records name somebody, the table under its own
// name with the derived columns that say who it is. It must run once after an engine is
// opened and before models run on it. Where names are given only those data sets are
// defined: a scan needs no others.
//
// If the snapshot has the table link, which mingjian link makes, it says who is who;
// mentions that came later stand alone. Else parties and agents follow the fixed rules
// below, and in registers persons of one resident ID and organisations of one whole name
// (or, without a name, of one credit code) are one entity.
func Link(ctx context.Context, e engine.Engine, names ...string) error {
	lib, err := engine.Standards(e)
	if err != nil {
		return fmt.Errorf("load the standards: %w", err)
	}
	linked, err := resolved(ctx, e)
	if err != nil {
		return err
	}
	d := rules{e.Dialect()}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(engine.Abreast(e))
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		s := lib[name]
		if len(s.Mentions) == 0 || len(names) > 0 && !slices.Contains(names, name) {
			continue
		}
		query := d.table(s, linked)
		if !engine.Holds(e, name) {
			query = d.nobody(s)
		}
		group.Go(func() error {
			if err := e.Define(ctx, name, query); err != nil {
				return fmt.Errorf("link %s: %w", name, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// resolved reports whether mingjian link has run on the snapshot.
func resolved(ctx context.Context, e engine.Engine) (bool, error) {
	if !engine.Holds(e, "link") {
		return false, nil
	}
	row, err := engine.One(ctx, e, "SELECT count(*) AS n FROM link")
	if err != nil {
		return false, fmt.Errorf("look for links: %w", err)
	}
	return row["n"] != int64(0), nil
}

// table selects the records of s with the entities of their mentions.
func (r rules) table(s standard.Standard, linked bool) string {
	switch {
	case linked:
		return r.joined(s)
	case s.Name == "party":
		return r.party()
	case s.Name == "agent":
		return r.agent()
	}
	return r.identified(s)
}

// nobody is the table of s without records.
func (r rules) nobody(s standard.Standard) string {
	columns := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		columns[i] = "CAST(NULL AS " + r.Type(f.Type) + ") AS " + r.Name(f.Name)
	}
	return "SELECT " + strings.Join(columns, ", ") + " WHERE false"
}

// rules writes the queries in the dialect of one engine.
type rules struct{ engine.Dialect }

// party gives each party its entity. Keys begin with what they rest on, so that a name
// with a date can never equal one with an area.
func (r rules) party() string { return r.partyIn("party_as_read") }

// partyIn is party of the parties in a table.
func (r rules) partyIn(table string) string {
	return `WITH mention AS (
	SELECT p.*, ` + r.folded("p.name") + ` AS folded,
		` + r.place() + ` AS place, ` + r.number("p.id_no") + ` AS number,
		coalesce(p.masked, false) OR ` + r.masked("p.name") + ` AS hidden
	FROM ` + table + ` p LEFT JOIN judgment j ON j.id = p.judgment
),
dated AS (
	SELECT folded, place, min(born_on) AS born_on
	FROM mention
	WHERE kind = 'person' AND NOT hidden AND born_on IS NOT NULL AND place IS NOT NULL
	GROUP BY folded, place
	HAVING count(DISTINCT born_on) = 1
),
numbered AS (
	SELECT folded, born_on, min(number) AS number
	FROM mention
	WHERE kind = 'person' AND NOT hidden AND born_on IS NOT NULL AND number IS NOT NULL
	GROUP BY folded, born_on
	HAVING count(DISTINCT number) = 1
),
keyed AS (
	SELECT m.*, CASE
		WHEN m.hidden OR m.folded = '' THEN ` + r.own() + `
		WHEN m.kind = 'organisation' THEN 'name|' || m.folded
		WHEN coalesce(m.number, u.number) IS NOT NULL THEN 'id|' || coalesce(m.number, u.number)
		WHEN coalesce(m.born_on, d.born_on) IS NOT NULL
			THEN 'born|' || m.folded || '|' || CAST(coalesce(m.born_on, d.born_on) AS ` + r.Type("text") + `)
		WHEN m.place IS NOT NULL THEN 'place|' || m.folded || '|' || m.place
		ELSE ` + r.own() + ` END AS key
	FROM mention m LEFT JOIN dated d ON d.folded = m.folded AND d.place = m.place
	LEFT JOIN numbered u ON u.folded = m.folded AND u.born_on = m.born_on
)
SELECT judgment, n, role, side, first_side, name, kind, masked, class, sex, born_on, address, id_no, legal_rep,
	CASE WHEN kind = 'organisation' THEN 'o-' ELSE 'p-' END || ` + r.id("key") + ` AS entity,
	span_start, span_end
FROM keyed`
}

// agent gives each agent its entity. A name and a firm are one person wherever they
// appear; without firm only within one area.
func (r rules) agent() string {
	return `WITH mention AS (
	SELECT a.*, ` + r.folded("a.name") + ` AS folded, ` + r.folded("a.firm") + ` AS house,
		` + r.place() + ` AS place, ` + r.masked("a.name") + ` AS hidden
	FROM agent_as_read a LEFT JOIN judgment j ON j.id = a.judgment
),
keyed AS (
	SELECT m.*, CASE
		WHEN m.hidden OR m.folded = '' THEN ` + r.own() + ` || '|' || coalesce(CAST(m.party_n AS ` + r.Type("text") + `), '')
		WHEN m.house <> '' THEN 'firm|' || m.folded || '|' || m.house
		WHEN m.place IS NOT NULL THEN 'place|' || m.folded || '|' || m.place
		ELSE ` + r.own() + ` END AS key
	FROM mention m
)
SELECT judgment, party_n, n, name, firm, kind, 'a-' || ` + r.id("key") + ` AS entity, span_start, span_end
FROM keyed`
}

// place is where a name without birth date is held to mean one person: the area of the
// intermediate court or, where that is not known, the court.
func (r rules) place() string {
	return `coalesce(nullif(j.area, ''), nullif(j.court, ''))`
}

// number is a whole identifier as every data set writes it; unknown if it is cut or masked.
func (r rules) number(column string) string {
	return "CASE WHEN " + r.Call(engine.Length, column) + " IN (15, 18) AND NOT " + r.masked(column) + " THEN upper(" + column + ") END"
}

// own is the key of a mention m that is nobody else: its place in its document.
func (r rules) own() string {
	return `'own|' || m.judgment || '|' || coalesce(CAST(m.n AS ` + r.Type("text") + `), '') || '|' || coalesce(CAST(m.span_start AS ` + r.Type("text") + `), '')`
}

// id is the part of an entity id after its letter: 16 hex digits, 64 bits.
func (r rules) id(key string) string {
	return `substr(` + r.Call(engine.Fingerprint, key) + `, 1, 16)`
}

// folded writes a name so that spellings of one name are equal: full-width letters,
// digits and brackets made half-width, spaces and middle dots removed.
func (r rules) folded(name string) string {
	var wide, narrow strings.Builder
	for c := '！'; c <= '～'; c++ {
		if strings.ContainsRune(unread, c) {
			continue
		}
		wide.WriteRune(c)
		narrow.WriteRune(c - '！' + '!')
	}
	wide.WriteString("〔〕【】" + unread) // what has no partner in the second list is removed
	narrow.WriteString("()()")
	whole := `coalesce(` + name + `, '')`
	// Few names need it and translating is slow: look first.
	return `upper(CASE WHEN ` + r.Call(engine.ContainsAny, whole, r.Text("[！-～〔〕【】"+unread+"]")) + ` THEN translate(` + whole + `, ` +
		r.Text(wide.String()) + `, ` + r.Text(narrow.String()) + `) ELSE ` + whole + ` END)`
}

// unread are the characters of a name that tell nobody apart.
const unread = " \u3000\u00a0\t·•．・"

// masked is true of a name that was made unreadable before publication.
func (r rules) masked(name string) string {
	return r.Call(engine.ContainsAny, "coalesce("+name+", '')", r.Text("["+maskMarks+"]"))
}

// maskMarks are the characters that stand for what was hidden.
const maskMarks = "某×＊*ⅹＸ╳□○"

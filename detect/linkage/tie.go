package linkage

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// mostSharing is how many entities may share an address, a telephone or an agent and still
// be tied by it. More than that is a dormitory, a hotline or a law firm, and ties each with
// each would grow with the square of them; what is left out is counted.
const mostSharing = 20

// A relation is how the relation to the head of a household, as registers write it, ties
// the two: who is the first of the tie.
type relation struct {
	kind     string
	headwise bool // the tie goes from the head to the member
}

// toHead tells what a member's relation to the head of the household makes the two.
func toHead() map[string]relation {
	return map[string]relation{
		"spouse":  {"spouse", false},
		"child":   {"parent", true},
		"parent":  {"parent", false},
		"sibling": {"sibling", false},
	}
}

// Ties returns the query of the table tie, on an engine whose tables Link has defined: what
// registers state of two mentions of a record, and who shares an address, a telephone or an
// agent. A pair of entities has one row for each data set that tells it: from the earliest to
// the latest day, and without an end if one record has none. shared, the second query, counts
// what was left out because too many share it: kind, value as a fingerprint, entities.
func Ties(d engine.Dialect, lib standard.Library) (ties, shared string) {
	r := rules{d}
	kinds, _ := lib["tie"].Field("kind")
	var stated, places []string
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		s := lib[name]
		for _, t := range s.Ties {
			stated = append(stated, r.stated(s, t, kinds.Codes))
			if t.Within != "" {
				stated = append(stated, r.within(s, t)...)
			}
		}
		for _, m := range s.Mentions {
			places = append(places, r.places(source{s, m})...)
		}
	}
	members := "SELECT DISTINCT kind, entity, value, dataset, record FROM (\n" + strings.Join(append(places, r.clients()), "\nUNION ALL\n") + "\n) x WHERE value <> ''"
	counts := "SELECT kind, value, count(DISTINCT entity) AS entities FROM member GROUP BY kind, value"
	ties = "WITH " + r.With("member", members, true) + ",\n" + r.With("sharing", counts, true) + ",\n" +
		r.With("tied", strings.Join(append(stated, r.sharing()), "\nUNION ALL\n"), false) + `
SELECT kind, from_entity, to_entity, min(since) AS since, CASE WHEN count(until) = count(*) THEN max(until) END AS until,
	dataset, min(record) AS record, count(*) AS records
FROM tied
WHERE kind IS NOT NULL AND from_entity IS NOT NULL AND to_entity IS NOT NULL AND from_entity <> to_entity
GROUP BY kind, from_entity, to_entity, dataset
ORDER BY kind, from_entity, to_entity, dataset`
	shared = "WITH " + r.With("member", members, true) + ",\n" + r.With("sharing", counts, true) + `
SELECT kind, ` + r.id("value") + ` AS value, entities FROM sharing WHERE entities > ` + fmt.Sprint(mostSharing) + ` ORDER BY entities DESC, kind, value`
	return ties, shared
}

// stated selects the ties that one line of a standard states. Its kind is one of kinds, or
// the field that tells the relation to the head of a household.
func (r rules) stated(s standard.Standard, t standard.Tie, kinds []string) string {
	kind, from, to := r.Text(t.Kind), "t."+r.Name(entityOf(s, t.From)), "t."+r.Name(entityOf(s, t.To))
	if field, ok := s.Field(t.Kind); ok && !slices.Contains(kinds, t.Kind) {
		kind, from, to = r.byRelation(field, from, to, t.Within != "")
	}
	return "SELECT " + kind + " AS kind, " + from + " AS from_entity, " + to + " AS to_entity, " +
		r.date(t.Since) + " AS since, " + r.date(t.Until) + " AS until, " + r.Text(s.Name) + " AS dataset, " +
		r.record(s) + " AS record FROM " + r.Name(s.Name) + " t"
}

// byRelation reads kind and direction of a tie between a member (from) and the head (to) of
// a household from a field, or between a relative and the person asked about. What is neither
// spouse, parent, child nor sibling is one household all the same; a relative need not be, so
// that a list of kin ties nobody then.
func (r rules) byRelation(f standard.Field, from, to string, atHome bool) (kind, first, second string) {
	kind, first, second = "CASE", "CASE", "CASE"
	field := "t." + r.Name(f.Name)
	for _, code := range slices.Sorted(maps.Keys(toHead())) {
		x, when := toHead()[code], " WHEN "+field+" = "+r.Text(code)+" THEN "
		kind += when + r.Text(x.kind)
		if x.headwise {
			first += when + to
			second += when + from
		}
	}
	rest := " END"
	if atHome {
		rest = " ELSE 'household' END"
	}
	if second == "CASE" {
		return kind + rest, from, to
	}
	return kind + rest, first + " ELSE " + from + " END", second + " ELSE " + to + " END"
}

// wholeAddress is how many characters an address of one home has at least: less is a district.
const wholeAddress = 8

// headCode says in the field of a relation to the head that somebody is the head.
const headCode = "head"

// within selects the ties of a household whose records do not say by a number who its head is:
// of each member with the only one who is called the head, by the relation or by the name that
// the records give of the head, and of the members with each other as one household. A name alone
// makes nobody one with another, so that a head told by the name only is looked for here. More than
// mostSharing are a dormitory and tie nobody; nor does a number with two heads or with two names of
// a head, which two offices have given to different households. Where an address stands
// in for the number there must be one head at it: several families may live at one address.
func (r rules) within(s standard.Standard, t standard.Tie) []string {
	field, _ := s.Field(t.Kind)
	home, relation, member, named := r.Name("home"), r.Name(t.Kind), r.Name(entityOf(s, t.From)), r.Name(entityOf(s, t.To))
	isHead := relation + " = " + r.Text(headCode)
	heads := "CASE WHEN " + isHead + " THEN " + r.told(s, t.From, standard.TraitName) + " ELSE " + r.told(s, t.To, standard.TraitName) + " END"
	at := "CASE WHEN " + r.Name(t.Within) + " <> '' THEN 'no|' || " + r.Name(t.Within)
	if t.Else != "" {
		address := r.folded(r.Name(t.Else))
		at += " WHEN " + relation + " IS NOT NULL AND " + r.Call(engine.Length, address) + fmt.Sprintf(" >= %d", wholeAddress) + " AND NOT " + r.masked(r.Name(t.Else)) + " THEN 'at|' || " + address
	}
	isHead += " OR " + relation + " IS NULL AND " + r.told(s, t.From, standard.TraitName) + " = " + r.told(s, t.To, standard.TraitName)
	rows := "(SELECT *, CASE WHEN " + isHead + " THEN " + member + " END AS own_head, " + heads + " AS head_name FROM (SELECT *, " + at + " END AS " + home + " FROM " + r.Name(s.Name) +
		" WHERE (" + named + " IS NULL OR " + r.told(s, t.To, standard.TraitIDNo) + " IS NULL) AND " + member + " IS NOT NULL) r WHERE " + home + " IS NOT NULL)"
	homes := "(SELECT " + home + " AS home, min(own_head) AS head FROM " + rows +
		" x GROUP BY " + home + fmt.Sprintf(" HAVING count(DISTINCT %s) BETWEEN 2 AND %d AND count(DISTINCT own_head) <= 1 AND count(DISTINCT head_name) <= 1", member, mostSharing) +
		" AND (count(DISTINCT own_head) = 1 OR min(" + home + ") >= 'no|'))"
	kind, from, to := r.byRelation(field, "t."+member, "h.head", true)
	rest := ", " + r.date("") + " AS since, " + r.date("") + " AS until, " + r.Text(s.Name) + " AS dataset, " + r.record(s) + " AS record FROM " + rows + " t"
	return []string{
		"SELECT " + kind + " AS kind, " + from + " AS from_entity, " + to + " AS to_entity" + rest +
			" JOIN " + homes + " h ON h.home = t." + home + " WHERE h.head IS NOT NULL",
		"SELECT 'household' AS kind, t." + member + " AS from_entity, o." + member + " AS to_entity" + rest +
			" JOIN " + homes + " h ON h.home = t." + home + " JOIN " + rows + " o ON o." + home + " = t." + home +
			" WHERE t." + member + " < o." + member + " AND (h.head IS NULL OR t." + member + " <> h.head AND o." + member + " <> h.head)",
	}
}

// told is the field that tells a trait of a mention; unknown where the standard has none.
func (r rules) told(s standard.Standard, mention string, trait standard.Trait) string {
	i := slices.IndexFunc(s.Mentions, func(m standard.Mention) bool { return m.Name == mention })
	if field, told := s.Mentions[i].By[trait]; told {
		return r.Name(field)
	}
	return "CAST(NULL AS " + r.Type(standard.TypeText) + ")"
}

// date is a date field of a record; unknown where there is none.
func (r rules) date(field string) string {
	if field == "" {
		return "CAST(NULL AS " + r.Type(standard.TypeDate) + ")"
	}
	return "t." + r.Name(field)
}

// places selects what a mention may share with others: its address, if it is one of a
// house, and its telephone.
func (r rules) places(s source) (queries []string) {
	for _, x := range []struct {
		trait standard.Trait
		kind  string
		least int // characters: less is a district or an extension, which everybody shares
	}{{standard.TraitAddress, "same_address", wholeAddress}, {standard.TraitPhone, "same_phone", 7}} {
		if field, told := s.mention.By[x.trait]; told {
			value := r.folded("t." + r.Name(field))
			queries = append(queries, "SELECT "+r.Text(x.kind)+" AS kind, t."+r.Name(s.mention.Entity)+" AS entity, "+value+" AS value, "+
				r.Text(s.standard.Name)+" AS dataset, "+r.record(s.standard)+" AS record FROM "+r.Name(s.standard.Name)+" t WHERE "+
				r.Call(engine.Length, value)+fmt.Sprintf(" >= %d", x.least)+" AND NOT "+r.masked("t."+r.Name(field)))
		}
	}
	return queries
}

// clients selects which parties an agent acts for.
func (r rules) clients() string {
	return `SELECT 'same_agent' AS kind, p.entity AS entity, a.entity AS value, 'party' AS dataset,
	p.judgment || '#' || CAST(p.n AS ` + r.Type(standard.TypeText) + `) AS record
FROM agent a JOIN party p ON p.judgment = a.judgment AND p.n = a.party_n
WHERE a.kind IS NULL OR a.kind NOT IN ('statutory', 'employee')`
}

// sharing ties each two entities that share something few share, once for each data set
// that tells it of the first.
func (r rules) sharing() string {
	return `SELECT a.kind, a.entity AS from_entity, b.entity AS to_entity, ` + r.date("") + ` AS since, ` + r.date("") + ` AS until, a.dataset, min(a.record) AS record
FROM member a JOIN member b ON b.kind = a.kind AND b.value = a.value AND a.entity < b.entity
JOIN sharing s ON s.kind = a.kind AND s.value = a.value
WHERE s.entities BETWEEN 2 AND ` + fmt.Sprint(mostSharing) + `
GROUP BY a.kind, a.entity, b.entity, a.dataset`
}

// entityOf returns the field that tells who a mention of s is.
func entityOf(s standard.Standard, mention string) string {
	i := slices.IndexFunc(s.Mentions, func(m standard.Mention) bool { return m.Name == mention })
	return s.Mentions[i].Entity // the loader has checked that there is one
}

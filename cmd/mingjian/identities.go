package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// identities shows the workbench the pairs that linkage left to people.
type identities struct {
	documents *documents
	standards standard.Library
}

// candidates selects pairs with the entities of both sides.
const candidates = `FROM candidate c LEFT JOIN entity l ON l.id = c.left_entity LEFT JOIN entity r ON r.id = c.right_entity WHERE `

// pairColumns are what is shown of a candidate and the entities of both sides.
const pairColumns = `c.*, l.name AS left_name, r.name AS right_name, l.mentions AS left_mentions, r.mentions AS right_mentions`

// mergedPairs selects pairs that linkage has merged, written like candidates: each mention and the
// one by which it belongs to its entity, once. Those of one number or one whole name have no
// weights and cannot be taken apart. Only the links that which allows are paired: pairing all of
// them first takes as long as the lake is large.
func mergedPairs(which string) string {
	return `FROM (SELECT DISTINCT ON (lo, hi) lo.dataset AS left_dataset, lo.record AS left_record, lo.mention AS left_mention, entity AS left_entity,
		hi.dataset AS right_dataset, hi.record AS right_record, hi.mention AS right_mention, entity AS right_entity, probability, bits, how AS why, weights
	FROM (SELECT CASE WHEN own < via THEN own ELSE via END AS lo, CASE WHEN own < via THEN via ELSE own END AS hi, * FROM (SELECT {dataset: dataset, record: record, mention: mention} AS own,
		{dataset: via_dataset, record: via_record, mention: via_mention} AS via, entity, probability, bits, how, weights FROM link WHERE weights <> '' AND (` + which + `)))
	ORDER BY lo, hi, probability) k JOIN entity l ON l.id = k.left_entity `
}

// mergedColumns are those of pairColumns for mergedPairs.
const mergedColumns = `k.*, l.kind, l.name AS left_name, l.name AS right_name, l.mentions AS left_mentions, l.mentions AS right_mentions`

// engine returns an engine on the present snapshot, and whether linkage has run on it.
func (i identities) engine() (engine.Engine, bool, error) {
	s, e, err := i.documents.present()
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return e, len(s.Files("candidate")) > 0 && len(s.Files("entity")) > 0, nil
}

// Pairs returns one page of pairs, the most probable first.
func (i identities) Pairs(ctx context.Context, f web.PairFilter) (out web.PairList, err error) {
	e, linked, err := i.engine()
	if err != nil || !linked {
		return out, err
	}
	out.Linked = true
	if f.Linked {
		return i.merged(ctx, e, f)
	}
	where, args := "(? = '' OR c.kind = ?) AND (? = '' OR contains(coalesce(l.name, ''), ?) OR contains(coalesce(r.name, ''), ?))", []any{f.Kind, f.Kind, f.Query, f.Query, f.Query}
	for _, id := range f.Without {
		where, args = where+" AND coalesce(c.left_entity, '') <> ? AND coalesce(c.right_entity, '') <> ?", append(args, id, id)
	}
	total, err := engine.One(ctx, e, "SELECT count(*) AS n "+candidates+where, args...)
	if err != nil {
		return out, err
	}
	out.Total = int(total["n"].(int64))
	query := `SELECT ` + pairColumns + ` ` + candidates + where +
		fmt.Sprintf(` ORDER BY c.probability DESC, c.left_record, c.right_record, c.left_mention, c.right_mention LIMIT %d OFFSET %d`, f.Limit, f.From)
	for row, err := range e.Query(ctx, query, args...) {
		if err != nil {
			return out, err
		}
		out.Pairs = append(out.Pairs, i.pair(row))
	}
	return out, nil
}

// merged returns one page of the pairs that were merged, the least sure first.
func (i identities) merged(ctx context.Context, e engine.Engine, f web.PairFilter) (out web.PairList, err error) {
	out.Linked = true
	which, args := "entity IN (SELECT id FROM entity WHERE (? = '' OR kind = ?) AND (? = '' OR contains(name, ?)) AND (? = '' OR id = ?)", []any{f.Kind, f.Kind, f.Query, f.Query, f.Entity, f.Entity}
	for _, id := range f.Without {
		which, args = which+" AND id <> ?", append(args, id)
	}
	which += ")"
	query := "SELECT " + mergedColumns + ", count(*) OVER () AS total " + mergedPairs(which) +
		fmt.Sprintf(" ORDER BY k.probability, k.bits, k.left_record, k.right_record, k.left_mention, k.right_mention LIMIT %d OFFSET %d", f.Limit, f.From)
	for row, err := range e.Query(ctx, query, args...) {
		if err != nil {
			return out, err
		}
		total, _ := row["total"].(int64)
		out.Total, out.Pairs = int(total), append(out.Pairs, i.pair(row))
	}
	return out, nil
}

func text(row engine.Row, column string) string { s, _ := row[column].(string); return s }

func (i identities) pair(row engine.Row) web.PairRow {
	p := web.PairRow{Kind: text(row, "kind"), Why: text(row, "why"), Left: i.side(row, "left"), Right: i.side(row, "right")}
	p.Probability, _ = row["probability"].(float64)
	p.Bits, _ = row["bits"].(float64)
	b, err := json.Marshal([]web.Spot{p.Left.Mention, p.Right.Mention})
	if err != nil {
		panic(err) // texts only
	}
	p.ID = base64.RawURLEncoding.EncodeToString(b)
	return p
}

func (i identities) side(row engine.Row, which string) web.Side {
	m := web.Spot{Dataset: text(row, which+"_dataset"), Record: text(row, which+"_record"), Mention: text(row, which+"_mention")}
	s := web.Side{Mention: m, Entity: text(row, which+"_entity"), Name: text(row, which+"_name")}
	s.Mentions, _ = row[which+"_mentions"].(int64)
	st := i.standards[m.Dataset]
	s.Title = st.Title
	if part, ok := mentionOf(st, m.Mention); ok && part.Title.ZH != st.Title.ZH {
		s.Title = fault.Text{ZH: st.Title.ZH + " · " + part.Title.ZH, EN: st.Title.EN + " · " + part.Title.EN}
	}
	return s
}

func mentionOf(st standard.Standard, name string) (standard.Mention, bool) {
	n := slices.IndexFunc(st.Mentions, func(m standard.Mention) bool { return m.Name == name })
	if n < 0 {
		return standard.Mention{}, false
	}
	return st.Mentions[n], true
}

// Pair returns one pair with what speaks for and against it.
func (i identities) Pair(ctx context.Context, id string) (p web.IdentityPair, err error) {
	gone := fault.NotFoundf("没有这一对提及，可能已经重新关联。", "There is no such pair; linkage may have run again.")
	var m []web.Spot
	b, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil || json.Unmarshal(b, &m) != nil || len(m) != 2 {
		return p, gone
	}
	e, linked, err := i.engine()
	if err != nil {
		return p, err
	}
	if !linked {
		return p, gone
	}
	either := "record IN (" + e.Dialect().Text(m[0].Record) + ", " + e.Dialect().Text(m[1].Record) + ")"
	for _, query := range []string{`SELECT ` + pairColumns + ` ` + candidates, `SELECT ` + mergedColumns + ` ` + mergedPairs(either) + `WHERE `} {
		row, err := i.first(ctx, e, query+`left_dataset = ? AND left_record = ? AND left_mention = ? AND right_dataset = ? AND right_record = ? AND right_mention = ? LIMIT 1`,
			m[0].Dataset, m[0].Record, m[0].Mention, m[1].Dataset, m[1].Record, m[1].Mention)
		if err != nil {
			return p, err
		}
		if row != nil {
			p.PairRow = i.pair(row)
			return p, i.explain(ctx, e, text(row, "weights"), &p)
		}
	}
	return p, gone
}

// Entities returns to which entities mentions belong now.
func (i identities) Entities(ctx context.Context, mentions ...web.Spot) (list []string, err error) {
	e, linked, err := i.engine()
	if err != nil || !linked {
		return nil, err
	}
	for _, m := range mentions {
		row, err := i.first(ctx, e, `SELECT entity FROM link WHERE dataset = ? AND record = ? AND mention = ? LIMIT 1`, m.Dataset, m.Record, m.Mention)
		if err != nil {
			return nil, err
		}
		if id := text(row, "entity"); row != nil && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list, nil
}

// first returns the first row of a query, or nil.
func (i identities) first(ctx context.Context, e engine.Engine, query string, args ...any) (engine.Row, error) {
	for row, err := range e.Query(ctx, query, args...) {
		return row, err
	}
	return nil, nil
}

// explain puts the weights of a pair beside what both records say.
func (i identities) explain(ctx context.Context, e engine.Engine, weights string, p *web.IdentityPair) error {
	left, err := i.traits(ctx, e, p.Left.Mention)
	if err != nil {
		return err
	}
	right, err := i.traits(ctx, e, p.Right.Mention)
	if err != nil {
		return err
	}
	var all []struct {
		Column          string
		Level           fault.Text
		Bits, Frequency float64
	}
	if weights != "" {
		if err := json.Unmarshal([]byte(weights), &all); err != nil {
			return fmt.Errorf("read the weights of a pair: %w", err)
		}
	}
	for _, w := range all {
		if w.Column == "prior" {
			p.Prior = w.Bits
			continue
		}
		p.Rows = append(p.Rows, web.PairTrait{Trait: w.Column, Level: w.Level, Bits: w.Bits + w.Frequency, Left: web.Cell{Text: left[w.Column]}, Right: web.Cell{Text: right[w.Column]}})
	}
	for _, trait := range traitOrder {
		known := slices.ContainsFunc(p.Rows, func(r web.PairTrait) bool { return r.Trait == trait })
		if !known && left[trait]+right[trait] != "" && !(trait == "credit_code" && p.Kind == "person") { // one column holds either number
			p.Rows = append(p.Rows, web.PairTrait{Trait: trait, Left: web.Cell{Text: left[trait]}, Right: web.Cell{Text: right[trait]}})
		}
	}
	return nil
}

// traitOrder is the order in which people compare.
var traitOrder = []string{"name", "id_no", "credit_code", "number", "born_on", "sex", "phone", "address", "division", "firm"}

// traits reads what a record says of a mention.
func (i identities) traits(ctx context.Context, e engine.Engine, m web.Spot) (map[string]string, error) {
	found := map[string]string{}
	st := i.standards[m.Dataset]
	part, ok := mentionOf(st, m.Mention)
	if !ok {
		return found, nil
	}
	columns := []string{}
	for trait, field := range part.By {
		columns = append(columns, fmt.Sprintf(`CAST(%q AS VARCHAR) AS %q`, field, string(trait)))
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + engine.AsRead(st) + " WHERE " + recordOf(st) + " = ? LIMIT 1"
	for row, err := range e.Query(ctx, query, m.Record) {
		if err != nil {
			return nil, err
		}
		for trait := range part.By {
			found[string(trait)] = text(row, string(trait))
		}
	}
	return found, nil
}

// recordOf names a record as linkage does.
func recordOf(st standard.Standard) string {
	if st.Kind == standard.Register {
		return standard.RecordID
	}
	parts := []string{}
	for _, f := range st.Key() {
		parts = append(parts, fmt.Sprintf(`CAST(%q AS VARCHAR)`, f.Name))
	}
	return cmp.Or(strings.Join(parts, " || '#' || "), "NULL")
}

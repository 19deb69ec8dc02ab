package main

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
)

// kinship tells access who is who and who stands close to whom, from the registers that
// were imported, as linkage put them together.
type kinship struct {
	engine func() (engine.Engine, error) // on the present snapshot, or nil before linkage has run on it
	clues  *clue.Service
	store  *db.DB
	now    func() time.Time
}

// kinshipOf returns what the documents and registers of the lake tell.
func (a *app) kinshipOf(d *documents, store *db.DB) kinship {
	present := func() (engine.Engine, error) {
		s, e, err := d.present()
		if fault.Is(err, fault.NotFound) || err == nil && (len(s.Files("entity")) == 0 || len(s.Files("tie")) == 0) {
			return nil, nil
		}
		return e, err
	}
	return kinship{present, clue.NewService(store), store, a.now}
}

// Person returns the entity with the identity number.
func (k kinship) Person(ctx context.Context, number string) (string, error) {
	e, err := k.engine()
	if err != nil || e == nil {
		return "", err
	}
	found := ""
	for row, err := range e.Query(ctx, `SELECT id FROM entity WHERE kind = 'person' AND upper(id_no) = ? ORDER BY id`, number) {
		if err != nil {
			return "", err
		}
		if found == "" {
			found = text(row, "id")
		}
	}
	return found, nil
}

// Near returns the person, their near relatives in the sense of the Criminal Procedure Law
// (2018-10-26), art. 108 (6), and the firms in which one of them has an interest (art. 29 (2)).
func (k kinship) Near(ctx context.Context, entity string) ([]access.Near, error) {
	e, err := k.engine()
	if err != nil || e == nil {
		return nil, err
	}
	near := []access.Near{{Entity: entity, Relation: "本人"}}
	add := func(entity, relation string) {
		if entity != "" && !slices.ContainsFunc(near, func(n access.Near) bool { return n.Entity == entity }) {
			near = append(near, access.Near{Entity: entity, Relation: relation})
		}
	}
	ties, err := k.ties(ctx, e, []string{entity}, "spouse", "parent", "sibling")
	if err != nil {
		return nil, err
	}
	var parents []string
	for _, t := range ties {
		switch {
		case t.kind == "spouse":
			add(t.other(entity), "配偶")
		case t.kind == "sibling":
			add(t.other(entity), "兄弟姐妹")
		case t.from == entity:
			add(t.to, "子女")
		default:
			add(t.from, "父母")
			parents = append(parents, t.from)
		}
	}
	siblings, err := k.ties(ctx, e, parents, "parent")
	if err != nil {
		return nil, err
	}
	for _, t := range siblings {
		if slices.Contains(parents, t.from) && t.to != entity {
			add(t.to, "兄弟姐妹")
		}
	}
	return near, k.interests(ctx, e, slices.Clone(near), add)
}

// interests adds the firms that the person or one of theirs leads, owns or works for.
func (k kinship) interests(ctx context.Context, e engine.Engine, people []access.Near, add func(entity, relation string)) error {
	var ids []string
	for _, p := range people {
		ids = append(ids, p.Entity)
	}
	ties, err := k.ties(ctx, e, ids, "officer", "legal_rep", "shareholder", "employer")
	if err != nil {
		return err
	}
	words := map[string]string{"officer": "任职的单位", "legal_rep": "任法定代表人的单位", "shareholder": "持股的单位", "employer": "工作的单位"}
	for _, t := range ties {
		for _, p := range people {
			if t.from == p.Entity || t.to == p.Entity {
				add(t.other(p.Entity), p.Relation+words[t.kind])
			}
		}
	}
	return nil
}

// An entityTie is a row of the table tie.
type entityTie struct{ kind, from, to string }

func (t entityTie) other(one string) string {
	if t.from == one {
		return t.to
	}
	return t.from
}

// ties returns the ties of some kinds that one of ids has today.
func (k kinship) ties(ctx context.Context, e engine.Engine, ids []string, kinds ...string) (list []entityTie, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := []any{}
	marks := func(values []string) string {
		for _, v := range values {
			args = append(args, v)
		}
		return strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
	}
	query := `SELECT DISTINCT kind, from_entity, to_entity FROM tie WHERE kind IN (` + marks(kinds) + `) AND (from_entity IN (` + marks(ids) + `) OR to_entity IN (` + marks(ids) + `))
		AND (until IS NULL OR until >= CAST(? AS DATE)) ORDER BY kind, from_entity, to_entity`
	for row, err := range e.Query(ctx, query, append(args, k.now().Format(time.DateOnly))...) {
		if err != nil {
			return nil, err
		}
		list = append(list, entityTie{text(row, "kind"), text(row, "from_entity"), text(row, "to_entity")})
	}
	return list, nil
}

// Cases returns the clues that rest on a document in which one of the entities is a party,
// and the matters that name one by its identity number.
func (k kinship) Cases(ctx context.Context, entities []string) (map[string][]string, error) {
	e, err := k.engine()
	if err != nil || e == nil || len(entities) == 0 {
		return nil, err
	}
	args := make([]any, len(entities))
	for i, id := range entities {
		args[i] = id
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(entities)), ", ")
	of := map[string][]string{} // entities by document
	for row, err := range e.Query(ctx, `SELECT DISTINCT entity, record FROM link WHERE dataset = 'party' AND entity IN (`+marks+`)`, args...) {
		if err != nil {
			return nil, err
		}
		document, _, _ := strings.Cut(text(row, "record"), "#")
		of[document] = append(of[document], text(row, "entity"))
	}
	numbers := map[string]string{} // entity by identity number
	for row, err := range e.Query(ctx, `SELECT id, id_no FROM entity WHERE id_no IS NOT NULL AND id_no <> '' AND id IN (`+marks+`)`, args...) {
		if err != nil {
			return nil, err
		}
		numbers[text(row, "id_no")] = text(row, "id")
	}
	cases := map[string][]string{}
	clues, err := k.clues.RestingOn(ctx, of)
	if err != nil {
		return nil, err
	}
	for id, about := range clues {
		for _, entity := range about {
			cases[entity] = append(cases[entity], string(id))
		}
	}
	matters, err := matter.Naming(ctx, k.store, numbers)
	for id, about := range matters {
		for _, entity := range about {
			cases[entity] = append(cases[entity], string(id))
		}
	}
	return cases, err
}

// tieEvery is how often a running server looks for new ties: what was imported, linked,
// scanned or opened meanwhile may have made some.
const tieEvery = 10 * time.Minute

// detecting looks for ties until ctx ends. What fails is told and tried again.
func (a *app) detecting(ctx context.Context, accounts *access.Service, k kinship, log *slog.Logger) error {
	tick := time.NewTicker(tieEvery)
	defer tick.Stop()
	for {
		if _, err := accounts.DetectTies(ctx, a.actor(), k); err != nil && ctx.Err() == nil {
			log.Error("ties were not looked for", slog.Any("err", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

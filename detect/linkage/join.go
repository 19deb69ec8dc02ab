package linkage

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// joined takes the entities of s from the table link.
func (r rules) joined(s standard.Standard) string {
	from := r.Name(engine.AsRead(s)) + " t"
	entity := map[string]string{}
	for i, m := range s.Mentions {
		link := fmt.Sprintf("l%d", i)
		from += "\nLEFT JOIN link " + link + " ON " + link + ".dataset = " + r.Text(s.Name) + " AND " + link + ".mention = " + r.Text(m.Name) +
			" AND " + link + ".record = " + r.record(s)
		entity[m.Entity] = "coalesce(" + link + ".entity, " + r.alone(source{s, m}) + ")"
	}
	return r.withEntities(s, from, entity)
}

// identified makes one entity of all organisations of one name and of all other mentions
// of s with the same identifier, and of each other mention one of its own. Parties of court
// documents have the same keys.
func (r rules) identified(s standard.Standard) string {
	entity := map[string]string{}
	for _, m := range s.Mentions {
		x := source{s, m}
		name := r.folded(r.trait(x, standard.TraitName))
		number := r.number("coalesce(" + r.trait(x, standard.TraitIDNo) + ", " + r.trait(x, standard.TraitCreditCode) + ", '')")
		key := "CASE WHEN " + r.kind(x) + " = 'organisation' AND " + name + " <> '' AND NOT " + r.masked(r.trait(x, standard.TraitName)) + " THEN 'name|' || " + name +
			" WHEN " + number + " IS NOT NULL THEN 'id|' || " + number + " END"
		entity[m.Entity] = "CASE WHEN " + key + " IS NOT NULL THEN " + r.letter(x) + " || " + r.id(key) + " ELSE " + r.alone(x) + " END"
	}
	return r.withEntities(s, r.Name(engine.AsRead(s))+" t", entity)
}

// withEntities selects the fields of s in their order, with entity for the derived ones.
func (r rules) withEntities(s standard.Standard, from string, entity map[string]string) string {
	var columns []string
	for _, f := range s.Fields {
		value := "t." + r.Name(f.Name)
		if e, derived := entity[f.Name]; derived {
			value = e
		}
		columns = append(columns, value+" AS "+r.Name(f.Name))
	}
	return "SELECT " + strings.Join(columns, ", ") + "\nFROM " + from
}

// alone is the entity of a mention that is nobody else; unknown where the record names
// nobody in that part.
func (r rules) alone(s source) string {
	told := "coalesce(" + r.trait(s, standard.TraitName) + ", " + r.trait(s, standard.TraitIDNo) + ", " + r.trait(s, standard.TraitCreditCode) + ")"
	return "CASE WHEN " + told + " IS NOT NULL THEN " + r.letter(s) + " || " +
		r.id(r.Text("own|"+s.standard.Name+"|"+s.mention.Name+"|")+" || coalesce("+r.record(s.standard)+", '')") + " END"
}

// letter is the beginning of an entity id, by the kind of the mention.
func (r rules) letter(s source) string {
	return "CASE WHEN " + r.kind(s) + " = 'organisation' THEN " + r.Text(letterOf(s.mention.Among, organisation)) +
		" ELSE " + r.Text(letterOf(s.mention.Among, person)) + " END"
}

// Earlier returns the entity of each mention in the table link: what an earlier run said,
// so that the next keeps the names of entities.
func Earlier(ctx context.Context, e engine.Engine) (map[Mention]string, error) {
	before := map[Mention]string{}
	for row, err := range e.Query(ctx, "SELECT dataset, record, mention, entity FROM link") {
		if err != nil {
			return nil, fmt.Errorf("read earlier links: %w", err)
		}
		text := func(column string) string { v, _ := row[column].(string); return v }
		before[Mention{text("dataset"), text("record"), text("mention")}] = text("entity")
	}
	return before, nil
}

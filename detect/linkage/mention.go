package linkage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A source is one part in the records of one data set: the husband in the marriages.
type source struct {
	standard standard.Standard
	mention  standard.Mention
}

// sources lists everything that names somebody, by data set and then as the standard has
// its mentions.
func sources(lib standard.Library) (all []source) {
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		for _, m := range lib[name].Mentions {
			all = append(all, source{lib[name], m})
		}
	}
	return all
}

// area is a trait that no field of a register tells: the area of the court whose document
// names the mention. It holds for what refers to a judgment.
const area standard.Trait = "area"

// traits lists what is read of a mention, in the order of the columns.
func traits() []standard.Trait {
	return []standard.Trait{
		standard.TraitName, standard.TraitIDNo, standard.TraitCreditCode, standard.TraitNumber, standard.TraitBornOn,
		standard.TraitSex, standard.TraitAddress, standard.TraitDivision, standard.TraitPhone, standard.TraitFirm, area,
	}
}

// mentions selects who is named: record, kind and the traits as text, as they were read.
func (r rules) mentions(s source) string {
	columns := []string{r.record(s.standard) + " AS record", r.kind(s) + " AS kind"}
	for _, trait := range traits() {
		columns = append(columns, r.trait(s, trait)+" AS "+r.Name(string(trait)))
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + r.Name(engine.AsRead(s.standard)) + " t"
	if document, ok := refersToJudgment(s.standard); ok {
		query += " LEFT JOIN judgment j ON j.id = t." + r.Name(document)
	}
	return query
}

// trait is one trait of a mention as text; unknown where the standard does not tell it.
func (r rules) trait(s source, trait standard.Trait) string {
	field, told := s.mention.By[trait]
	switch _, document := refersToJudgment(s.standard); {
	case told:
		return "CAST(t." + r.Name(field) + " AS " + r.Type(standard.TypeText) + ")"
	case trait == area && document:
		return r.place()
	}
	return "CAST(NULL AS " + r.Type(standard.TypeText) + ")"
}

// kind is person or organisation: what the standard says of all, or the field that says it
// of each.
func (r rules) kind(s source) string {
	if _, ok := s.standard.Field(s.mention.Kind); ok {
		return "t." + r.Name(s.mention.Kind)
	}
	return r.Text(s.mention.Kind)
}

// record is the id of a record of the table t as the tables of linkage write it: record_id in
// registers, elsewhere the fields of the key, with # between them.
func (r rules) record(s standard.Standard) string {
	if s.Kind == standard.Register {
		return "t." + r.Name(standard.RecordID)
	}
	var parts []string
	for _, f := range s.Key() {
		parts = append(parts, "CAST(t."+r.Name(f.Name)+" AS "+r.Type(standard.TypeText)+")")
	}
	return cmp.Or(strings.Join(parts, " || '#' || "), "NULL")
}

// refersToJudgment returns the field by which records of s name the document they are from.
func refersToJudgment(s standard.Standard) (field string, ok bool) {
	for _, f := range s.Fields {
		if f.Refers == "judgment" {
			return f.Name, true
		}
	}
	return "", false
}

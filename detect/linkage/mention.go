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
		value := r.trait(s, trait)
		switch { // who is told of without a number is looked up
		case trait == standard.TraitIDNo && s.standard.Name == docketed:
			value = "CASE WHEN t.kind = 'person' AND t.born_on IS NULL THEN coalesce(nullif(" + value + ", ''), f.number) ELSE " + value + " END"
		case trait == standard.TraitIDNo && sideOf(s) != "":
			value = "coalesce(nullif(" + value + ", ''), f.number)"
		}
		columns = append(columns, value+" AS "+r.Name(string(trait)))
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + r.Name(engine.AsRead(s.standard)) + " t"
	if document, ok := refersToJudgment(s.standard); ok {
		query += " LEFT JOIN judgment j ON j.id = t." + r.Name(document)
	}
	if s.standard.Name == docketed {
		query += " LEFT JOIN (" + r.onFile() + ") f ON f.case_no = j.case_no AND f.side = t.side AND f.folded = " + r.folded("t.name")
	}
	if side := sideOf(s); side != "" {
		query += " LEFT JOIN (" + r.onFile() + ") f ON f.case_no = t.case_no AND f.side = " + r.Text(side) + " AND f.folded = " + r.folded(r.trait(s, standard.TraitName))
	}
	return query
}

// sideOf is on which side those stand whom the courts' own registers mention, empty of all others.
func sideOf(s source) string {
	return map[string]string{"docket.plaintiff": "claiming", "docket.defendant": "defending", "enforcement_case.applicant": "claiming", "enforcement_case.debtor": "defending"}[s.standard.Name+"."+s.mention.Name]
}

// docketed are those whom the court's registers of the same case name too.
const docketed = "party"

// onFile selects the numbers that the courts' registers of cases tell of those who sue and are
// sued, by case, side and name. Papers often name a party and nothing else; that this is the
// party of that name on the docket of the very case is certain. Of an enforcement the register
// names the case it rests on as well.
func (r rules) onFile() string {
	var parts []string
	for _, at := range []struct{ table, no, side, name, number string }{
		{"docket_as_read", "case_no", "claiming", "plaintiff", "plaintiff_id_no"},
		{"docket_as_read", "case_no", "defending", "defendant", "defendant_id_no"},
		{"enforcement_case_as_read", "case_no", "claiming", "applicant", "applicant_id_no"},
		{"enforcement_case_as_read", "case_no", "defending", "debtor", "debtor_id_no"},
		{"enforcement_case_as_read", "basis_no", "claiming", "applicant", "applicant_id_no"},
		{"enforcement_case_as_read", "basis_no", "defending", "debtor", "debtor_id_no"},
	} {
		parts = append(parts, "SELECT "+at.no+" AS case_no, "+r.Text(at.side)+" AS side, "+r.folded(at.name)+" AS folded, "+
			r.number(at.number)+" AS number FROM "+at.table+" WHERE NOT "+r.masked(at.name))
	}
	return "SELECT case_no, side, folded, min(number) AS number FROM (" + strings.Join(parts, " UNION ALL ") + ") x" +
		" WHERE number IS NOT NULL AND case_no IS NOT NULL AND folded <> '' GROUP BY case_no, side, folded HAVING count(DISTINCT number) = 1"
}

// trait is one trait of a mention as text; unknown where the standard does not tell it.
func (r rules) trait(s source, trait standard.Trait) string {
	field, told := s.mention.By[trait]
	switch _, document := refersToJudgment(s.standard); {
	case told && trait == standard.TraitNumber && s.mention.Card != "":
		return "CAST(coalesce(nullif(t." + r.Name(field) + ", ''), t." + r.Name(s.mention.Card) + ") AS " + r.Type(standard.TypeText) + ")"
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

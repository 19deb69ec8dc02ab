package lake

import (
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
)

// schemaOf returns the schema that the files of a table really have.
func schemaOf(t documentTable) *parquet.Schema {
	switch t := t.(type) {
	case tableOf[agentRow]:
		return parquet.SchemaOf(agentRow{})
	case tableOf[amountRow]:
		return parquet.SchemaOf(amountRow{})
	case tableOf[bandRow]:
		return parquet.SchemaOf(bandRow{})
	case tableOf[defectRow]:
		return parquet.SchemaOf(defectRow{})
	case tableOf[documentRow]:
		return parquet.SchemaOf(documentRow{})
	case tableOf[elementRow]:
		return parquet.SchemaOf(elementRow{})
	case tableOf[judgeRow]:
		return parquet.SchemaOf(judgeRow{})
	case tableOf[judgmentRow]:
		return parquet.SchemaOf(judgmentRow{})
	case tableOf[loanRow]:
		return parquet.SchemaOf(loanRow{})
	case tableOf[partyRow]:
		return parquet.SchemaOf(partyRow{})
	case tableOf[passageRow]:
		return parquet.SchemaOf(passageRow{})
	case tableOf[placeRow]:
		return parquet.SchemaOf(placeRow{})
	case tableOf[priorCaseRow]:
		return parquet.SchemaOf(priorCaseRow{})
	case tableOf[claimRow]:
		return parquet.SchemaOf(claimRow{})
	case tableOf[dispositionRow]:
		return parquet.SchemaOf(dispositionRow{})
	case tableOf[costRow]:
		return parquet.SchemaOf(costRow{})
	case tableOf[citationRow]:
		return parquet.SchemaOf(citationRow{})
	case tableOf[repaymentRow]:
		return parquet.SchemaOf(repaymentRow{})
	case tableOf[debtNoteRow]:
		return parquet.SchemaOf(debtNoteRow{})
	case tableOf[securityRow]:
		return parquet.SchemaOf(securityRow{})
	case tableOf[evidenceRow]:
		return parquet.SchemaOf(evidenceRow{})
	case tableOf[objectionRow]:
		return parquet.SchemaOf(objectionRow{})
	case tableOf[enforcedPropertyRow]:
		return parquet.SchemaOf(enforcedPropertyRow{})
	case tableOf[distributionRow]:
		return parquet.SchemaOf(distributionRow{})
	case tableOf[dispositionPartyRow]:
		return parquet.SchemaOf(dispositionPartyRow{})
	default:
		panic(t)
	}
}

// typeOf returns the type that a column has in the words of the standards.
func typeOf(f parquet.Field) standard.Type {
	switch f.Type().String() {
	case "DATE":
		return standard.TypeDate
	case "STRING":
		return standard.TypeText
	}
	switch f.Type().Kind() {
	case parquet.Int64:
		return standard.TypeInteger
	case parquet.Double:
		return standard.TypeNumber
	case parquet.Boolean:
		return standard.TypeBoolean
	}
	return standard.Type("unknown: " + f.Type().String())
}

func TestTablesAgreeWithTheStandards(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	owned := 0
	for _, s := range lib {
		if s.Owner == "court" && slices.ContainsFunc(tables(), func(t documentTable) bool { return t.name() == s.Name }) {
			owned++
		}
	}
	if owned != len(tables()) {
		t.Errorf("%d of %d tables have a standard", owned, len(tables()))
	}
	for _, table := range tables() {
		t.Run(table.name(), func(t *testing.T) {
			var want, got []string
			for _, f := range lib[table.name()].Fields {
				if f.Derived == "" {
					want = append(want, f.Name+" "+string(f.Type))
				}
			}
			for _, f := range schemaOf(table).Fields() {
				got = append(got, f.Name()+" "+string(typeOf(f)))
			}
			if !slices.Equal(got, want) {
				t.Errorf("the columns are\n%q, the standard has\n%q", got, want)
			}
		})
	}
}

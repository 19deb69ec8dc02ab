package lake

import (
	"encoding/json"
	"testing"
)

// TestBodyRows compares the rows of the parts of a document's body with what the document
// says: nothing is NULL that it tells, and nothing is told that it does not.
func TestBodyRows(t *testing.T) {
	r := &reading{judgment: plain("a", "1|x")}
	r.ID = "a"
	for _, tc := range []struct {
		table string
		rows  any
		want  string
	}{
		{"prior_case", priorCaseRows(r), `[{"Judgment":"a","N":1,"CaseNo":"（2018）粤0303民初1号","Relation":"reviewed","Court":"","DocType":"","Procedure":"","DecidedOn":null,"Confidence":0.99,"SpanStart":1,"SpanEnd":2}]`},
		{"claim", claimRows(r), `[{"Judgment":"a","N":1,"Kind":"principal","Side":"claiming","Counterclaim":false,"Dropped":false,"Yuan":50000,"Words":"偿还借款5万元","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"disposition", dispositionRows(r), `[{"Judgment":"a","N":1,"Kind":"principal","Granted":true,"Agreed":false,"Yuan":50000,"Within":"","DueOn":17987,"Words":"被告偿还借款5万元","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"disposition_party", dispositionPartyRows(r), `[{"Judgment":"a","DispositionN":1,"N":1,"Duty":"payer","Name":"某某公司"},{"Judgment":"a","DispositionN":1,"N":2,"Duty":"payer","Name":"乙某"},{"Judgment":"a","DispositionN":1,"N":3,"Duty":"payee","Name":"甲某"}]`},
		{"cost", costRows(r), `[{"Judgment":"a","N":1,"Kind":"acceptance","Yuan":1050,"Payers":"某某公司、乙某","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"citation", citationRows(r), `[{"Judgment":"a","N":1,"Law":"中华人民共和国民法典","Article":"675","Paragraph":2,"Item":null,"Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"repayment", repaymentRows(r), `[{"Judgment":"a","N":1,"Yuan":null,"PaidOn":17683,"Of":"","SaidBy":"defence","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"debt_note", debtNoteRows(r), `[{"Judgment":"a","N":1,"Kind":"iou","Wording":"今借到甲某5万元","Yuan":50000,"Capitals":50000,"SignedOn":16953,"Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"security", securityRows(r), `[{"Judgment":"a","N":1,"Kind":"mortgage","Name":"乙某","Over":"房屋一套","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"evidence", evidenceRows(r), `[{"Judgment":"a","N":1,"Kind":"documentary","What":"借条一份","SaidBy":"claim","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"objection", objectionRows(r), `[{"Judgment":"a","N":1,"Kind":"repaid","Name":"乙某","Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"enforced_property", enforcedPropertyRows(r), `[{"Judgment":"a","N":1,"Kind":"house","Act":"auctioned","What":"房屋一套","Owner":"乙某","Yuan":50000,"ActedOn":18263,"Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
		{"distribution", distributionRows(r), `[{"Judgment":"a","N":1,"Name":"甲某","Yuan":50000,"Confidence":0,"SpanStart":1,"SpanEnd":2}]`},
	} {
		t.Run(tc.table, func(t *testing.T) {
			got, err := json.Marshal(tc.rows)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

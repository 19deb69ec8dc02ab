package linkage_test

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
)

// TestSidesByAccount: a statement that gives only the account or card of a side means its
// holder, unless two are told, the number is masked or the statement names somebody else; a
// name written amiss is the holder's.
func TestSidesByAccount(t *testing.T) {
	wang, li := validID(t, wangID), validID(t, liID)
	a, _ := resolved(t, map[string][]engine.Row{
		"bank_account": {
			{"record_id": "a-1", "holder": "王建国", "holder_id_no": wang, "account": "62220001", "card": "62289999"},
			{"record_id": "a-2", "holder": "李卫东", "holder_id_no": li, "account": "62220002"},
			{"record_id": "a-3", "holder": "王建国", "holder_id_no": wang, "account": "62220003"},
			{"record_id": "a-4", "holder": "李卫东", "holder_id_no": li, "account": "62220003"},
			{"record_id": "a-5", "holder": "李卫东", "holder_id_no": li, "account": "62220004"},
			{"record_id": "a-6", "holder": "李卫东", "holder_id_no": li, "account": "62220005"},
			{"record_id": "a-7", "holder": "李卫东", "holder_id_no": li, "account": "62220006"},
		},
		"bank_transfer": {
			{"record_id": "t-1", "holder_account": "6222 0001", "other_account": "62220002"},
			{"record_id": "t-2", "holder_card": "62289999", "other": "赵六", "other_account": "62220004"},
			{"record_id": "t-3", "holder": "王建国", "holder_account": "62220001", "other_account": "62220003"},
			{"record_id": "t-4", "holder": "王建国", "holder_account": "62220001", "other_account": "6222****"},
			{"record_id": "t-5", "holder": "王健国", "holder_account": "62220001", "other": "李卫军", "other_account": "62220002"},
			{"record_id": "t-6", "other": "王建国", "other_account": "62220005"},
			{"record_id": "t-7", "holder": "王建国", "holder_account": "62220001", "other": "李卫东", "other_account": "62220006"},
			{"record_id": "t-8", "holder": "王建国", "holder_id_no": wang, "other": "钱乙", "other_account": "62220006"},
			{"record_id": "t-9", "holder_account": "62220006", "other_account": "62220007"},
			{"record_id": "t-10", "holder": "王建国", "holder_id_no": wang, "other": "李卫东", "other_account": "62220007"},
			{"record_id": "t-11", "holder": "王建国", "holder_id_no": wang, "other": "钱乙", "other_account": "62220007"},
		},
	}, linkage.Options{})
	entity := func(record, mention string) string {
		dataset := "bank_transfer"
		if mention == "account" {
			dataset, mention = "bank_account", "holder"
		}
		i := slices.IndexFunc(a.Links, func(l linkage.LinkRow) bool {
			return l.Mention == linkage.Mention{Dataset: dataset, Record: record, Mention: mention}
		})
		if i < 0 {
			return "nobody"
		}
		return a.Links[i].Entity
	}
	first, second := entity("a-1", "account"), entity("a-2", "account")
	for _, c := range []struct {
		record, mention, is string
		same                bool
	}{
		{"t-1", "holder", first, true},  // the account, written with a space
		{"t-1", "other", second, true},  // the account of the other side
		{"t-2", "holder", first, true},  // the card of the account
		{"t-2", "other", second, false}, // the statement names another
		{"t-3", "holder", first, true},
		{"t-3", "other", first, false}, // two are called holders of it
		{"t-3", "other", second, false},
		{"t-4", "other", second, false}, // masked
		{"t-5", "holder", first, true},  // the name is written amiss
		{"t-5", "other", second, false}, // a brother, not the holder
		{"t-6", "other", second, false}, // somebody else by name, a known person even
		{"t-7", "other", second, true},  // the name agrees, though another row names somebody else
		{"t-9", "holder", second, true}, // without a name, whatever a single row says
		{"t-9", "other", second, false}, // two are named and nobody's number is told
	} {
		if got := entity(c.record, c.mention) == c.is; got != c.same {
			t.Errorf("%s %s is %s: one with %s is %v", c.record, c.mention, entity(c.record, c.mention), c.is, got)
		}
	}
}

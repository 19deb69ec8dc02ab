package linkage_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/linkage/match"
)

// An invented resident ID with a right check character, and what it says.
const (
	wangID = "33190119800101123X"
	liID   = "331901198203045678"
)

func validID(t *testing.T, digits string) string {
	t.Helper()
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(digits[i]-'0') * w
	}
	return digits[:17] + string("10X98765432"[sum%11])
}

// town is two marriages and the parties of some suits, among them the husband and a
// namesake of his, and some masked.
func town(t *testing.T) map[string][]engine.Row {
	t.Helper()
	born := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	rows := map[string][]engine.Row{
		"marriage": {
			{"record_id": "r-1", "husband": "王建国", "husband_id_no": validID(t, wangID), "wife": "李秀英", "wife_id_no": validID(t, liID)},
			{"record_id": "r-2", "husband": "赵甲", "wife": "钱乙"},
		},
	}
	party := func(document, name, id string, more engine.Row) {
		row := engine.Row{"judgment": document, "n": int64(1), "name": name, "kind": "person", "id_no": id}
		for k, v := range more {
			row[k] = v
		}
		rows["judgment"] = append(rows["judgment"], engine.Row{"id": document, "area": "浙19"})
		rows["party"] = append(rows["party"], row)
	}
	party("d-1", "王建国", validID(t, wangID), nil)
	party("d-2", "王建国", "", engine.Row{"born_on": born, "sex": "male", "address": "澜州市清渠县柳堤路12号"})
	party("d-3", "王建国", "", engine.Row{"born_on": born.AddDate(9, 3, 4), "sex": "male", "address": "澜州市望台市老街7号"})
	party("d-4", "王某", "", engine.Row{"masked": true})
	party("d-5", "王某", "", engine.Row{"masked": true})
	for i := range 600 { // others, so that a name tells something
		party(fmt.Sprintf("x-%d", i), fmt.Sprintf("%c%c%c", []rune("张刘陈杨黄")[i%5], []rune("伟芳娜敏静丽强")[i%7], []rune("磊军洋勇艳杰娟涛明超兰")[i%11]), "", engine.Row{"born_on": born.AddDate(-i%40, i%11, i*7%27)})
	}
	return rows
}

// resolved returns the answer and the entity of each mention.
func resolved(t *testing.T, rows map[string][]engine.Row, o linkage.Options) (*linkage.Answer, func(dataset, record, mention string) linkage.LinkRow) {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	a, err := linkage.Resolve(t.Context(), e, lib, o)
	if err != nil {
		t.Fatal(err)
	}
	return a, func(dataset, record, mention string) linkage.LinkRow {
		i := slices.IndexFunc(a.Links, func(l linkage.LinkRow) bool {
			return l.Mention == linkage.Mention{Dataset: dataset, Record: record, Mention: mention}
		})
		if i < 0 {
			t.Fatalf("no link for %s %s %s", dataset, record, mention)
		}
		return a.Links[i]
	}
}

// TestHoldersOfAccounts: who is paid on an account is whom another row names as its holder, even
// where the name is written amiss; not where rows tell two holders.
func TestHoldersOfAccounts(t *testing.T) {
	rows := town(t)
	number, other := validID(t, wangID), validID(t, liID)
	rows["bank_transfer"] = []engine.Row{
		{"record_id": "b-1", "payer": "钱乙", "payee": "王建国", "payee_account": "6222000000000001"},
		{"record_id": "b-2", "payer": "王健国", "payer_id_no": number, "payer_account": "6222000000000001", "payee": "孙丙"},
		{"record_id": "c-1", "holder": "孙丙", "other": "王建国", "other_account": "6222000000000003"}, // a statement by cards
		{"record_id": "c-2", "holder": "王建国", "holder_id_no": number, "holder_card": "6222000000000003", "other": "孙丙"},
		{"record_id": "b-3", "payer": "钱乙", "payee": "王建国", "payee_account": "6222000000000002"},
		{"record_id": "b-4", "payer": "王建国", "payer_id_no": number, "payer_account": "6222000000000002", "payee": "孙丙"},
		{"record_id": "b-5", "payer": "李秀英", "payer_id_no": other, "payer_account": "6222000000000002", "payee": "孙丙"},
	}
	_, link := resolved(t, rows, linkage.Options{})
	husband := link("marriage", "r-1", "husband").Entity
	if got := link("bank_transfer", "b-1", "payee").Entity; got != husband {
		t.Errorf("the holder of the account is %s, want %s", got, husband)
	}
	if got := link("bank_transfer", "c-1", "other").Entity; got != husband {
		t.Errorf("the holder of the card is %s, want %s", got, husband)
	}
	if got := link("bank_transfer", "b-3", "payee").Entity; got == husband {
		t.Error("an account of two holders names one of them")
	}
}

// TestPartiesOnTheDocket: whom a paper names without more is the party of that name and side on
// the docket of the case; not where the docket tells two, nor where the paper tells a birth date.
func TestPartiesOnTheDocket(t *testing.T) {
	rows := town(t)
	suit := func(document, no, side, name string, more engine.Row) {
		row := engine.Row{"judgment": document, "n": int64(1), "name": name, "kind": "person", "side": side}
		for k, v := range more {
			row[k] = v
		}
		rows["judgment"] = append(rows["judgment"], engine.Row{"id": document, "case_no": no, "area": "浙19"})
		rows["party"] = append(rows["party"], row)
	}
	suit("s-1", "（2023）浙1902民初1号", "claiming", "王建国", nil)
	suit("s-2", "（2023）浙1902民初2号", "defending", "王 建国", nil)
	suit("s-3", "（2023）浙1902民初3号", "claiming", "王建国", nil)                                                                // the docket names no such plaintiff
	suit("s-4", "（2023）浙1902民初4号", "claiming", "王建国", engine.Row{"born_on": time.Date(1951, 2, 3, 0, 0, 0, 0, time.UTC)}) // somebody else by the paper
	number, other := validID(t, wangID), validID(t, liID)
	rows["docket"] = []engine.Row{
		{"record_id": "k-1", "case_no": "（2023）浙1902民初1号", "plaintiff": "王建国", "plaintiff_id_no": number},
		{"record_id": "k-3", "case_no": "（2023）浙1902民初3号", "plaintiff": "李秀英", "plaintiff_id_no": other, "defendant": "王建国", "defendant_id_no": number},
		{"record_id": "k-4", "case_no": "（2023）浙1902民初4号", "plaintiff": "王建国", "plaintiff_id_no": number},
	}
	rows["enforcement_case"] = []engine.Row{
		{"record_id": "e-2", "case_no": "（2023）浙1902执9号", "basis_no": "（2023）浙1902民初2号", "debtor": "王建国", "debtor_id_no": number},
		{"record_id": "e-5", "case_no": "（2023）浙1902执10号", "debtor": "王建国"},
	}
	rows["docket"] = append(rows["docket"], engine.Row{"record_id": "k-5", "case_no": "（2023）浙1902执10号", "plaintiff": "赵甲", "defendant": "王建国", "defendant_id_no": number})
	_, link := resolved(t, rows, linkage.Options{})
	husband := link("marriage", "r-1", "husband").Entity
	if got := link("enforcement_case", "e-5", "debtor").Entity; got != husband {
		t.Errorf("the docket of an enforcement tells who the debtor is, yet it is %s", got)
	}
	for document, want := range map[string]bool{"s-1": true, "s-2": true, "s-3": false, "s-4": false} {
		if got := link("party", document+"#1", "party").Entity == husband; got != want {
			t.Errorf("%s names the husband: %v, want %v", document, got, want)
		}
	}
}

func TestResolveAcrossDataSets(t *testing.T) {
	a, link := resolved(t, town(t), linkage.Options{})
	husband, party := link("marriage", "r-1", "husband"), link("party", "d-1#1", "party")
	if husband.Entity != party.Entity || party.How != "identifier" {
		t.Errorf("one resident ID is two people: %+v, %+v", husband, party)
	}
	if dated := link("party", "d-2#1", "party"); dated.Entity != husband.Entity || dated.How != "weights" || dated.Weights == "" || dated.Via == (linkage.Mention{}) {
		t.Errorf("name and birth date as in the ID: %+v, want entity %s", dated, husband.Entity)
	}
	if namesake := link("party", "d-3#1", "party"); namesake.Entity == husband.Entity {
		t.Errorf("a namesake of another age is the same: %+v", namesake)
	}
	if one, two := link("party", "d-4#1", "party"), link("party", "d-5#1", "party"); one.Entity == two.Entity || one.How != "alone" {
		t.Errorf("masked names were merged: %+v, %+v", one, two)
	}
	if len(a.Links) != 4+605 || a.Report.Mentions != len(a.Links) || len(a.Entities) != a.Report.Persons {
		t.Errorf("%d links, %d entities, report %+v", len(a.Links), len(a.Entities), a.Report)
	}
	i := slices.IndexFunc(a.Entities, func(e linkage.EntityRow) bool { return e.ID == husband.Entity })
	if e := a.Entities[i]; e.Name != "王建国" || e.IDNo != validID(t, wangID) || e.Mentions != 3 || e.Datasets != 2 {
		t.Errorf("the entity is %+v", e)
	}
}

// TestDecisionsHold: what a person decided is followed and reported, and taking it back
// gives the old answer.
func TestDecisionsHold(t *testing.T) {
	mention := func(document string) linkage.Mention {
		return linkage.Mention{Dataset: "party", Record: document + "#1", Mention: "party"}
	}
	before, link := resolved(t, town(t), linkage.Options{})
	earlier := map[linkage.Mention]string{}
	for _, l := range before.Links {
		earlier[l.Mention] = l.Entity
	}
	old := link("party", "d-2#1", "party").Entity

	a, link := resolved(t, town(t), linkage.Options{Earlier: earlier, Decisions: []linkage.Decision{
		{Left: mention("d-2"), Right: linkage.Mention{Dataset: "marriage", Record: "r-1", Mention: "husband"}, Verdict: match.Different},
		{Left: mention("d-2"), Right: mention("d-1"), Verdict: match.Different},
		{Left: mention("d-4"), Right: mention("d-5"), Verdict: match.Same},
	}})
	if link("party", "d-2#1", "party").Entity == old || link("marriage", "r-1", "husband").Entity != old {
		t.Error("the larger part must keep the entity, and the other get a new one")
	}
	if link("party", "d-4#1", "party").Entity != link("party", "d-5#1", "party").Entity {
		t.Error("a decision about masked mentions was not followed")
	}
	if len(a.Report.Changes) == 0 {
		t.Error("no change is reported")
	}
	again, _ := resolved(t, town(t), linkage.Options{Earlier: earlier})
	if diff := cmp.Diff(before.Links, again.Links); diff != "" {
		t.Errorf("without the decisions the answer differs from before:\n%s", diff)
	}
}

// TestResolveOrder: the order of records changes nothing.
func TestResolveOrder(t *testing.T) {
	rows := town(t)
	want, _ := resolved(t, rows, linkage.Options{})
	for _, list := range rows {
		slices.Reverse(list)
	}
	got, _ := resolved(t, rows, linkage.Options{})
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(linkage.Answer{})); diff != "" {
		t.Error(diff)
	}
}

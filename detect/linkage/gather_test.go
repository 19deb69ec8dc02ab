package linkage_test

import (
	"fmt"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
)

// TestOrganisationsByWholeName: one whole name is one organisation, however it is spelled,
// unless two credit codes say that there are two; short and masked names are nobody's.
func TestOrganisationsByWholeName(t *testing.T) {
	const code, other = "91331921MA2G00001X", "91331902MA2G00002Y"
	rows := map[string][]engine.Row{}
	add := func(record, employer, number string) {
		rows["insurance_payment"] = append(rows["insurance_payment"], engine.Row{"record_id": record, "name": "某", "employer": employer, "employer_code": number})
	}
	add("r-1", "澜州和家物业服务有限公司", creditCode(t, code))
	add("r-2", "澜州 和家物业服务有限公司", "")
	add("r-3", "澜州（清渠）建材有限公司", creditCode(t, code))
	add("r-4", "澜州(清渠)建材有限公司", creditCode(t, other))
	add("r-5", "澜州(清渠)建材有限公司", "")
	add("r-6", "一分厂", "")
	add("r-7", "一分厂", "")
	add("r-8", "某某建材有限公司", "")
	add("r-9", "某某建材有限公司", "")
	for i := range 8 { // one slip among eight does not part a firm
		add(fmt.Sprintf("u-%d", i), "澜州远洋运输有限公司", creditCode(t, code))
	}
	add("u-slip", "澜州远洋运输有限公司", creditCode(t, other))
	add("u-none", "澜州远洋运输有限公司", "")
	_, link := resolved(t, rows, linkage.Options{})
	entity := func(record string) string { return link("insurance_payment", record, "employer").Entity }
	if entity("r-1") != entity("r-2") {
		t.Error("one whole name is two organisations")
	}
	if entity("u-none") != entity("u-0") || entity("u-slip") == entity("u-0") {
		t.Error("who bears no number is not the firm that all but one mean")
	}
	if entity("r-3") == entity("r-4") {
		t.Error("two credit codes are one organisation")
	}
	for _, pair := range [][2]string{{"r-6", "r-7"}, {"r-8", "r-9"}} {
		if entity(pair[0]) == entity(pair[1]) {
			t.Errorf("%v are one organisation", pair)
		}
	}
}

// TestPeopleByNameAndAccount: the sides of bank statements are one by name and whole account,
// however common either is; another name on the account, the name on another account, and a
// masked number are not.
func TestPeopleByNameAndAccount(t *testing.T) {
	rows := map[string][]engine.Row{}
	add := func(record, name, account string) {
		rows["bank_transfer"] = append(rows["bank_transfer"], engine.Row{"record_id": record, "holder": name, "holder_account": account})
	}
	add("r-1", "白荷", "6217078088768576788")
	add("r-2", "白荷", "6217078088768576788")
	add("r-3", "陆青", "6217078088768576788")
	add("r-4", "白荷", "6217078088768570000")
	add("r-7", "孟夏", "6217****6788")
	add("r-8", "孟夏", "6217****6788")
	_, link := resolved(t, rows, linkage.Options{})
	entity := func(record string) string { return link("bank_transfer", record, "holder").Entity }
	if entity("r-1") != entity("r-2") {
		t.Error("one name and account is two people")
	}
	for _, pair := range [][2]string{{"r-1", "r-3"}, {"r-1", "r-4"}, {"r-7", "r-8"}} {
		if entity(pair[0]) == entity(pair[1]) {
			t.Errorf("%v are one person", pair)
		}
	}
}

// creditCode returns the code with a right check character (GB 32100).
func creditCode(t *testing.T, code string) string {
	t.Helper()
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum := 0
	for i, w := range []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		for n, c := range alphabet {
			if byte(c) == code[i] {
				sum += n * w
			}
		}
	}
	return code[:17] + string(alphabet[(31-sum%31)%31])
}

// TestKindByForm: a record that does not say whether somebody is a person is read by the
// form of number and name.
func TestKindByForm(t *testing.T) {
	rows := map[string][]engine.Row{"docket": {
		{"record_id": "r-1", "case_no": "1", "plaintiff": "澜州和家物业服务有限公司"},
		{"record_id": "r-2", "case_no": "2", "plaintiff": "王建国"},
		{"record_id": "r-3", "case_no": "3", "plaintiff": "和家", "plaintiff_id_no": creditCode(t, "91331921MA2G00001X")},
	}}
	_, link := resolved(t, rows, linkage.Options{})
	for record, letter := range map[string]string{"r-1": "o", "r-2": "p", "r-3": "o"} {
		if e := link("docket", record, "plaintiff").Entity; e[:1] != letter {
			t.Errorf("%s is %s, want %s-…", record, e, letter)
		}
	}
}

package standard

import (
	"bufio"
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func standards(t testing.TB) Library {
	t.Helper()
	lib, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// A headed is one row of headings of the test data and the field of each.
type headed struct {
	standard, file   string
	headings, fields []string
}

func readHeadings(t testing.TB, name string) (all []headed) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		switch head, field, pair := strings.Cut(line, " = "); {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name, file, _ := strings.Cut(line[1:], "] ")
			all = append(all, headed{standard: name, file: file})
		case pair:
			last := &all[len(all)-1]
			last.headings, last.fields = append(last.headings, head), append(last.fields, strings.Trim(field, "-"))
		default:
			t.Fatalf("%s: %q", name, line)
		}
	}
	return all
}

// TestRealHeadings is the measure of the matching: how many columns of registers find
// their field without help, and that none finds a wrong one.
func TestRealHeadings(t *testing.T) {
	lib := standards(t)
	found, of, wrong := 0, 0, 0
	for _, row := range readHeadings(t, "testdata/headings.txt") {
		for i, m := range Match(lib[row.standard], row.headings, nil) {
			switch want := row.fields[i]; {
			case want != "" && m.Field == want:
				found, of = found+1, of+1
			case m.Field != "" && m.Field != want:
				wrong++
				if want != "" {
					of++
				}
				t.Errorf("%s: %s is matched with %s (%s), want %q", row.standard, m.Heading, m.Field, m.Way, want)
			case want != "":
				of++
				t.Logf("%s: %s is not matched (%s), want %s", row.standard, m.Heading, m.Way, want)
			}
		}
	}
	t.Logf("%d of %d columns matched (%.1f %%), %d wrong", found, of, 100*float64(found)/float64(of), wrong)
	if float64(found) < 0.98*float64(of) {
		t.Errorf("only %d of %d columns are matched", found, of)
	}
}

func TestGuessKnowsTheRegisters(t *testing.T) {
	lib := standards(t)
	rows := readHeadings(t, "testdata/headings.txt")
	right := 0
	for _, row := range rows {
		for _, name := range []string{row.file, ""} { // by its name as well, and by its headings alone
			all := Guess(lib, name, row.headings, nil)
			if len(all) > 0 && all[0].Standard == row.standard {
				right++
			} else if len(all) > 1 {
				t.Logf("%s %q is taken for %s %.2f, then %s %.2f", row.standard, name, all[0].Standard, all[0].Score, all[1].Standard, all[1].Score)
			}
		}
	}
	if right < len(rows)*2*95/100 {
		t.Errorf("%d of %d files were guessed right", right, 2*len(rows))
	}
}

// TestGuessAsksForTheDay: a list of seizures names courts, debtors and things as one of auctions
// does, but not when any was put up for sale.
func TestGuessAsksForTheDay(t *testing.T) {
	headings := []string{"执行案号", "执行法院", "被执行人", "身份证号", "财产名称", "坐落", "控制方式", "查封日期"}
	for _, g := range Guess(standards(t), "查封登记簿", headings, nil) {
		if g.Score >= 0.5 {
			t.Errorf("a list of seizures is taken for %s %.2f", g.Standard, g.Score)
		}
	}
}

func TestMatchForms(t *testing.T) {
	lib := standards(t)
	for _, c := range []struct{ standard, heading, field, unit string }{
		{"marriage", "男方 / 姓名", "husband", ""},
		{"marriage", "男方身份证件号码", "husband_id_no", ""},
		{"marriage", "３．女方　姓名", "wife", ""},
		{"marriage", "姓名", "", ""},
		{"marriage", "身份证号", "", ""},
		{"auction", "评估价（万元）", "appraisal_price", "万元"},
		{"auction", "起拍价/元", "start_price", "元"},
		{"auction", "成交价 单位：万元", "deal_price", "万元"},
		{"auction", "评估价（其他）", "", ""},
		{"labour_award", "被申请人", "respondent", ""},
		{"labour_award", "裁决文号", "case_no", ""},
		{"payment_order", "金额（元）", "amount", "元"},
		{"labour_award", "申请人（劳动者）", "applicant", ""},
		{"labour_award", "申请人（用人单位）", "", ""},
		{"labour_award", "被申请人姓名", "respondent", ""},
		{"enforcement_case", "被执行人身份证号码/组织机构代码", "debtor_id_no", ""},
		{"enforcement_case", "申请执行人姓名/名称", "applicant", ""},
		{"company", "*统一社会信用代码（18位）", "credit_code", ""},
		{"company", "注册资本(人民币元)", "capital", "人民币元"},
		{"household", "户主姓名", "head", ""},
		{"household", "被监护人姓名", "", ""},
		{"death", "出生日期(YYYY-MM-DD)", "born_on", ""},
		{"death", "死亡日期", "died_on", ""},
		{"insurance_payment", "参保单位", "employer", ""},
		{"insurance_payment", "参保人", "name", ""},
		{"payroll", "总包单位信用代码", "contractor_code", ""},
		{"payroll", "项目经理姓名", "", ""},
		{"minor_hotel_stay", "监护人信息联系电话", "guardian_phone", ""},
		{"death", "", "", ""},
	} {
		m := Match(lib[c.standard], []string{c.heading}, nil)[0]
		if m.Field != c.field || m.Unit != c.unit {
			t.Errorf("%s %q is %q %q (%s), want %q %q", c.standard, c.heading, m.Field, m.Unit, m.Way, c.field, c.unit)
		}
		if m.Reason.ZH == "" || m.Reason.EN == "" {
			t.Errorf("%q has no reason", c.heading)
		}
	}
}

// TestGroups: the titles over columns, which a file of two rows of headings puts before
// each, are no part of the name; what a group says of a person stays with that person.
func TestGroups(t *testing.T) {
	lib := standards(t)
	for _, c := range []struct{ standard, headings, fields string }{
		{"sentence", "案号 生效日期 财产刑罚金（万元） 财产刑没收财产（万元） 财产刑已缴金额", "case_no effective_on fine confiscation paid"},
		{"sentence", "辩护人姓名 辩护人电话 辩护人地址", "- - -"},
		{"household", "户籍地址 户籍地派出所", "address -"},
	} {
		var got []string
		for _, m := range Match(lib[c.standard], strings.Fields(c.headings), nil) {
			got = append(got, cmp.Or(m.Field, "-"))
		}
		if s := strings.Join(got, " "); s != c.fields {
			t.Errorf("%s %s: got %s, want %s", c.standard, c.headings, s, c.fields)
		}
	}
}

// TestValues: cells speak where headings do not, and against headings that they contradict.
func TestValues(t *testing.T) {
	lib := standards(t)
	ids := []string{"110105194912310021", "110105195003070035", "11010519491231003X"}
	days := []string{"2020-01-01", "2020/2/3", "20200405"}
	for _, c := range []struct {
		standard, heading string
		sample            []string
		field             string
	}{
		{"custody", "", ids, "id_no"},
		{"custody", "列3", ids, "id_no"},
		{"household", "", ids, ""}, // the person's or the head's
		{"custody", "在押人员", ids, ""},
		{"custody", "入所日期", days, "held_from"},
		{"custody", "", days, ""},
		{"custody", "其他", ids, ""},
		{"auction", "评估价", []string{"市场法", "成本法", "收益法"}, "appraisal_price"}, // the title itself is believed
	} {
		if m := Match(lib[c.standard], []string{c.heading}, [][]string{c.sample})[0]; m.Field != c.field {
			t.Errorf("%s %q with %q is %q (%s), want %q", c.standard, c.heading, c.sample, m.Field, m.Way, c.field)
		}
	}
}

func TestTwoOfOneHeadingAreNeither(t *testing.T) {
	got := Match(standards(t)["death"], []string{"姓名", "姓名", "死亡日期"}, nil)
	if got[0].Field != "" || got[1].Field != "" || got[2].Field != "died_on" {
		t.Errorf("got %+v", got)
	}
}

// TestOwnHeadingsMatch: a register with the titles of the standard as headings matches
// whole, and each alias alone finds its field.
func TestOwnHeadingsMatch(t *testing.T) {
	for _, s := range standards(t) {
		if s.Kind != Register {
			continue
		}
		var titles, names []string
		for _, f := range s.Columns() {
			titles, names = append(titles, f.Title.ZH), append(names, f.Name)
			for _, a := range f.Aliases {
				if m := Match(s, []string{a}, nil)[0]; m.Field != f.Name {
					t.Errorf("%s: the alias %s of %s is matched with %q", s.Name, a, f.Name, m.Field)
				}
			}
		}
		for _, headings := range [][]string{titles, names} {
			for i, m := range Match(s, headings, nil) {
				if m.Field != names[i] {
					t.Errorf("%s: %s is matched with %q (%s)", s.Name, headings[i], m.Field, m.Way)
				}
			}
		}
	}
}

// TestPartsAreOfOneField: no heading put together from the words for a part and a trait
// means two fields.
func TestPartsAreOfOneField(t *testing.T) {
	for _, s := range standards(t) {
		x := newIndex(s)
		for n := range x.mentions {
			for _, role := range x.roles[n] {
				for _, v := range traitVocabulary() {
					for _, word := range slices.Concat(v.person, v.organisation) {
						if hits := x.lookup(role + word); len(hits) > 1 && hits[0].score-hits[1].score < apart && hits[1].score-hits[0].score < apart {
							t.Errorf("%s: %s is both %s and %s", s.Name, role+word, x.fields[hits[0].field].Name, x.fields[hits[1].field].Name)
						}
					}
				}
			}
		}
	}
}

// TestIdentities: a column called some number of a person is the resident ID if it holds that
// and no other column is it.
func TestIdentities(t *testing.T) {
	lib := standards(t)
	ids, others := []string{"330106199001010011", "33010619900101002X", "330106199001010037"}, []string{"3300012345", "3300012346", "3300012347"}
	for _, c := range []struct {
		standard, headings string
		last               []string
		want               string
	}{
		{"insurance_payment", "姓名 社保号", ids, "name id_no"},
		{"insurance_payment", "姓名 社保号", others, "name social_no"},
		{"insurance_payment", "姓名 社保号", ids[:2], "name social_no"},
		{"insurance_payment", "姓名 社保号", []string{ids[0], ids[1], others[0]}, "name social_no"},
		{"insurance_payment", "姓名 身份证号 社保号", ids, "name id_no social_no"},
		{"medical_payment", "姓名 个人编号", ids, "name id_no"},
		{"bank_transfer", "本方户名 本方账号", ids, "holder holder_id_no"},
	} {
		headings := strings.Fields(c.headings)
		samples := make([][]string, len(headings))
		samples[len(samples)-1] = c.last
		var got []string
		for _, m := range Match(lib[c.standard], headings, samples) {
			got = append(got, m.Field)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %s %v: got %q, want %q", c.standard, c.headings, c.last, s, c.want)
		}
	}
}

func TestMatchIsOneToOne(t *testing.T) {
	lib := standards(t)
	names := lib.Names()
	var words []string
	for _, s := range lib {
		for _, f := range s.Fields {
			words = append(append(words, f.Title.ZH, f.Name), f.Aliases...)
		}
	}
	slices.Sort(words)
	rapid.Check(t, func(rt *rapid.T) {
		s := lib[rapid.SampledFrom(names).Draw(rt, "standard")]
		headings := rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(words), rapid.String())).Draw(rt, "headings")
		checkMatched(rt, s, headings, Match(s, headings, nil))
	})
}

type failer interface{ Errorf(string, ...any) }

func checkMatched(t failer, s Standard, headings []string, got []Matched) {
	if len(got) != len(headings) {
		t.Errorf("%d columns for %d headings", len(got), len(headings))
	}
	seen := map[string]bool{}
	for i, m := range got {
		if m.Heading != headings[i] || m.Score < 0 || m.Score > 1 || (m.Score > 0) != (m.Field != "") {
			t.Errorf("%+v for %q", m, headings[i])
		}
		if _, ok := s.Field(m.Field); m.Field != "" && (!ok || seen[m.Field]) {
			t.Errorf("field %q is unknown or given twice", m.Field)
		}
		seen[m.Field] = true
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("death", "逝者姓名\n死亡日期", "王某\n2020-01-01")
	f.Add("marriage", "男方/姓名\n(((", "110105194912310021")
	f.Add("company", "注册资本(万元\n1.）", "")
	lib := standards(f)
	f.Fuzz(func(t *testing.T, name, headings, cells string) {
		s := lib[name]
		columns := strings.Split(headings, "\n")
		var samples [][]string
		for range columns {
			samples = append(samples, strings.Split(cells, "\n"))
		}
		checkMatched(t, s, columns, Match(s, columns, samples))
	})
}

func BenchmarkGuess(b *testing.B) {
	lib, rows := standards(b), readHeadings(b, "testdata/headings.txt")
	for b.Loop() {
		Guess(lib, rows[0].file, rows[0].headings, nil)
	}
}

// TestInitials: headings that are all initials of the pinyin are read, among others none is.
func TestInitials(t *testing.T) {
	lib, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	headings := []string{"AH", "BZXR", "BZXR_ZJHM", "SQBDJE", "LARQ", "BZ9"}
	samples := [][]string{{"（2024）云0101执1号"}, {"某甲"}, {"330199199001010011"}, {"5000"}, {"20240105"}, {""}}
	want := []string{"case_no", "debtor", "debtor_id_no", "", "filed_on", ""}
	for i, m := range Match(lib["enforcement_case"], headings, samples) {
		if m.Field != want[i] && want[i] != "" || want[i] == "" && i == 5 && m.Field != "" {
			t.Errorf("%s is %q, want %q", m.Heading, m.Field, want[i])
		}
	}
	if m := Match(lib["enforcement_case"], []string{"AH", "被执行人"}, nil); m[0].Field != "" {
		t.Errorf("AH among other headings is %q", m[0].Field)
	}
	if m := Match(lib["enforcement_case"], []string{"LARQ", "AH"}, [][]string{{"甲", "乙", "丙"}, nil}); m[0].Field != "" {
		t.Errorf("LARQ with names below it is %q", m[0].Field)
	}
	if got := initialsOf("银行"); len(got) != 2 || initialsOf("㐀") != nil {
		t.Errorf("readings: %v", got)
	}
}

// TestBareState: in a register that has one state, a column that is called nothing but that is it.
func TestBareState(t *testing.T) {
	n := 0
	for name, s := range standards(t) {
		f, ok := s.Field("status")
		if s.Kind != Register || !ok || !strings.HasSuffix(f.Title.ZH, "状态") {
			continue
		}
		n++
		if got := Match(s, []string{"状态"}, nil); got[0].Field != "status" {
			t.Errorf("%s: got %+v", name, got[0])
		}
	}
	if n < 20 {
		t.Errorf("only %d registers have a state", n)
	}
}

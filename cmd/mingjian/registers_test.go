package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/lake"
)

// docket is a file of the register of filed cases as a court delivers it.
const docket = "案号,法院,原告,被告,立案日期,标的额,备注\n" +
	"（2023）浙0698民初1号,清溪县人民法院,丁安远,洪晓禾,2023-03-02,30000,\n" +
	"（2023）浙0698民初2号,清溪县人民法院,丁安远,吴若水,2023年4月5日,1.5万,\n" +
	"（2023）浙0698民初3号,清溪县人民法院,,吴若水,2023-05-06,8000,\n"

func importTable(t *testing.T, home, standard, file string, more ...string) (lake.TableReport, result) {
	t.Helper()
	r := command(t, "", append([]string{"import", "table", standard, file, "--home", home, "--json"}, more...)...)
	var report lake.TableReport
	if r.code == 0 {
		if err := json.Unmarshal([]byte(r.out), &report); err != nil {
			t.Fatalf("%v: %s", err, r.out)
		}
	}
	return report, r
}

// cells reads a CSV file as spreadsheets write it.
func cells(t *testing.T, b []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestARegisterFromDeliveryToForgetting(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file := write(t, dir, "立案.csv", []byte(docket))
	if r := command(t, "", "import", "table", "docket", file, "--home", home, "--dry-run"); r.code != 0 || !strings.Contains(r.out, "1 行将被隔离") || !strings.Contains(r.out, "备注 → 备注") {
		t.Fatalf("dry run: exit %d\n%s%s", r.code, r.out, r.err)
	}
	first, r := importTable(t, home, "docket", file, "--authorisation", "清检调〔2023〕7号", "--purpose", "虚假诉讼监督", "--agency", "清溪县人民法院", "--by", "周明", "--retain-until", "2024-01-01")
	if first.Rows.Added != 2 || first.Rows.Quarantined != 1 {
		t.Fatalf("got %+v\n%s", first, r.err)
	}
	if again, _ := importTable(t, home, "auto", file); again.Snapshot != first.Snapshot || again.Rows.Unchanged != 2 || again.Rows.Known != 1 {
		t.Errorf("the same file again: %+v", again)
	}

	out := filepath.Join(dir, "改正.csv")
	if r := command(t, "", "quarantine", "export", out, "--import", first.Import, "--home", home); r.code != 0 {
		t.Fatalf("quarantine export: %s", r.err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	rows := cells(t, b)
	if len(rows) != 2 || !slices.Equal(rows[0][:3], []string{"隔离编号", "隔离原因", "案号"}) || !strings.Contains(rows[1][1], "原告") {
		t.Fatalf("got %q", rows)
	}
	mended := write(t, dir, "改正.csv", bytes.Replace(b, []byte("法院,,"), []byte("法院,尤嘉言,"), 1))
	second, r := importTable(t, home, "docket", mended)
	if second.Rows.Added != 1 || second.Rows.Mended != 1 {
		t.Fatalf("got %+v\n%s", second, r.err)
	}
	if r := command(t, "", "quarantine", "list", "--home", home); !strings.Contains(r.out, "隔离区是空的") {
		t.Errorf("in quarantine: %s", r.out)
	}
	if r := command(t, "", "lake", "log", "--home", home); !strings.Contains(r.out, "清检调〔2023〕7号") || strings.Count(r.out, "docket") != 2 {
		t.Errorf("log: %s", r.out)
	}
	if r := command(t, "", "lake", "due", "--home", home); !strings.Contains(r.out, first.Import) || strings.Contains(r.out, second.Import) {
		t.Errorf("due: %s", r.out)
	}
	if r := command(t, "", "quality", "docket", "--home", home); r.code != 0 || !strings.Contains(r.out, "3 条记录") {
		t.Errorf("quality: %s%s", r.out, r.err)
	}
	if r := command(t, "", "scan", "--home", home, "--json"); r.code != 0 {
		t.Errorf("scan: %s", r.err)
	}
	if r := command(t, "no\n", "lake", "forget", first.Import, "--reason", "保存期限届满", "--home", home); r.code != 1 || !strings.Contains(r.err, "没有确认") {
		t.Errorf("not confirmed: exit %d %s", r.code, r.err)
	}
	if r := command(t, "", "lake", "forget", first.Import, "--reason", "保存期限届满", "--yes", "--home", home); r.code != 0 {
		t.Fatalf("forget: %s", r.err)
	}
	if r := command(t, "", "export", "table", "docket", "--home", home); strings.Contains(r.out, "丁安远") || !strings.Contains(r.out, "尤嘉言") {
		t.Errorf("after forgetting: %s", r.out)
	}
	gone(t, filepath.Join(home, "lake"), "丁安远", "洪晓禾")
	if r := command(t, "", "doctor", "--home", home); r.code != 0 {
		t.Errorf("doctor: %s", r.out)
	}
}

// gone fails the test if a word stands in any file of a folder.
func gone(t *testing.T, dir string, words ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) {
				t.Errorf("%s has %s", path, w)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestQuarantineIsGivenUpWithAReason(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	r, _ := importTable(t, home, "docket", write(t, dir, "立案.csv", []byte(docket)))
	if got := command(t, "", "quarantine", "drop", r.Import, "--home", home); got.code != 2 {
		t.Errorf("without reason: exit %d", got.code)
	}
	if got := command(t, "", "quarantine", "drop", r.Import, "--reason", "原告无法查明", "--home", home); got.code != 0 || !strings.Contains(got.out, "1") {
		t.Errorf("exit %d: %s%s", got.code, got.out, got.err)
	}
	if got := command(t, "", "quarantine", "list", "--home", home, "--json"); got.out != "" {
		t.Errorf("left: %s", got.out)
	}
	if got := command(t, "", "lake", "log", "--home", home, "--json"); !strings.Contains(got.out, "原告无法查明") {
		t.Errorf("log: %s", got.out)
	}
}

func TestColumnsAreNamedByHand(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file := write(t, dir, "a.csv", []byte("甲,乙,丙,丁,戊,己\n（2023）浙0698民初1号,清溪县人民法院,丁安远,洪晓禾,2023-03-02,3\n"))
	bad := command(t, "", "import", "table", "docket", file, "--home", home)
	if bad.code != 1 || !strings.Contains(bad.err, "缺少列") {
		t.Errorf("exit %d: %s", bad.code, bad.err)
	}
	m := write(t, dir, "map.yaml", []byte("甲: case_no\n乙: court\n丙: plaintiff\n丁: defendant\n戊: filed_on\n己: {field: claim_amount, unit: 万元}\n"))
	if r, got := importTable(t, home, "docket", file, "--map", m); r.Rows.Added != 1 {
		t.Fatalf("got %+v %s", r, got.err)
	}
	if r := command(t, "", "export", "table", "docket", "--home", home); !strings.Contains(r.out, ",30000,") {
		t.Errorf("got %s", r.out)
	}
	wrong := write(t, dir, "wrong.yaml", []byte("甲: case_no\n庚: court\n"))
	if got := command(t, "", "import", "table", "docket", file, "--map", wrong, "--home", home); got.code != 1 || !strings.Contains(got.err, "庚") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
	if got := command(t, "", "import", "table", "nothing", file, "--home", home); got.code != 2 || !strings.Contains(got.err, "insurance_payment") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
}

// TestWhatIsExportedIsTheSame imports random rows, exports them, imports the export and
// exports again.
func TestWhatIsExportedIsTheSame(t *testing.T) {
	row := rapid.Custom(func(t *rapid.T) string {
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		return strings.Join([]string{
			pick("no", "110", "00120", "７"), pick("name", "丁安远", "Ma Li", "阿依古丽·买买提", "尤 嘉言"),
			pick("kind", "养老保险", "失业", "110"), pick("month", "2023-01-01", "2023年2月1日", "2023/3/1"),
			pick("base", "3000", `"3,500.50"`, "0.1", "", "—"), pick("day", "2023-03-04", "20230405", ""), pick("office", `"清溪, ""县"" 中心"`, "=1+1", ""),
		}, ",")
	})
	for seed := range 4 {
		dir := t.TempDir()
		lines := rapid.SliceOfN(row, 1, 40).Example(seed)
		file := write(t, dir, "a.csv", []byte("个人编号,姓名,险种,费款所属期,缴费基数,到账日期,经办机构\n"+strings.Join(lines, "\n")+"\n"))
		home, other := filepath.Join(dir, "home"), filepath.Join(dir, "other")
		a, r := importTable(t, home, "insurance_payment", file)
		if r.code != 0 {
			t.Fatal(r.err)
		}
		if a.Rows.Added == 0 {
			t.Skipf("the reader of values puts all rows aside: %v", a.Reasons)
		}
		out := filepath.Join(dir, "out.csv")
		if r := command(t, "", "export", "table", "insurance_payment", "--out", out, "--home", home); r.code != 0 {
			t.Fatal(r.err)
		}
		if again, r := importTable(t, home, "insurance_payment", out); again.Rows.Unchanged != a.Rows.Added || again.Snapshot != a.Snapshot {
			t.Errorf("seed %d: the export is not what is there: %+v %s", seed, again, r.err)
		}
		importTable(t, other, "insurance_payment", out)
		first, second := command(t, "", "export", "table", "insurance_payment", "--home", home), command(t, "", "export", "table", "insurance_payment", "--home", other)
		if sorted(first.out) != sorted(second.out) || first.out == "" {
			t.Errorf("seed %d: exported\n%s\nand again\n%s", seed, first.out, second.out)
		}
	}
}

func sorted(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestHelpIsWhole looks at the help of every new command in both languages.
func TestHelpIsWhole(t *testing.T) {
	for _, args := range [][]string{{"import", "table"}, {"import", "judgments"}, {"export", "table"}, {"quarantine", "list"}, {"quarantine", "export"}, {"quarantine", "drop"},
		{"quality"}, {"lake", "log"}, {"lake", "due"}, {"lake", "forget"}, {"scan"}, {"link", "table"}, {"user", "add"}, {"model", "list"}, {"demo"}, {"synth"}} {
		for _, lang := range []string{"zh", "en"} {
			if r := command(t, "", append(args, "--help", "--lang", lang)...); r.code != 0 || strings.Contains(r.out, "${") {
				t.Errorf("%v: exit %d\n%s", args, r.code, r.out)
			}
		}
	}
}

func FuzzReadMap(f *testing.F) {
	f.Add([]byte("姓名: name\n"))
	f.Add([]byte("金额: {field: amount, unit: 万元}\n备注: '-'\n"))
	f.Add([]byte("a: [1]\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		columns, err := readMap(b)
		for heading, n := range columns {
			if err == nil && n.Field == "" {
				t.Errorf("%q has no field", heading)
			}
		}
	})
}

func TestUntil(t *testing.T) {
	if _, err := (right{RetainUntil: "next year"}).until(); err == nil {
		t.Error("a day that is none was taken")
	}
	if d, err := (right{RetainUntil: "2027-12-31"}).until(); err != nil || !d.Equal(time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %v %v", d, err)
	}
}

// TestRegistersOfAWorkbook: auto takes each sheet for the register that it is; a sheet that is
// none goes with the first and, if it has nothing of it, is left out.
func TestRegistersOfAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for i, sheet := range []struct {
		name string
		rows [][]any
	}{
		{"企业基本信息", [][]any{{"统一社会信用代码", "企业名称", "法定代表人", "成立日期", "登记状态"}, {"91330106MA27ABCD00", "清渠某甲贸易有限公司", "王某甲", "2019-01-02", "存续（在营、开业、在册）"}}},
		{"填表说明", [][]any{{"说明"}, {"请逐项填写"}}},
		{"主要人员", [][]any{{"企业名称", "统一社会信用代码", "姓名", "证件号码", "职务"}, {"清渠某甲贸易有限公司", "91330106MA27ABCD00", "王某甲", "330106199001010019", "执行董事兼总经理"}}},
	} {
		if i == 0 {
			f.SetSheetName("Sheet1", sheet.name)
		} else if _, err := f.NewSheet(sheet.name); err != nil {
			t.Fatal(err)
		}
		for n, row := range sheet.rows {
			if err := f.SetSheetRow(sheet.name, fmt.Sprintf("A%d", n+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	r := command(t, "", "import", "table", "auto", write(t, t.TempDir(), "企业登记.xlsx", b.Bytes()), "--home", home)
	for _, want := range []string{"→ 企业登记：读取 1 行，新增 1", "→ 企业主要人员：读取 1 行，新增 1", "隔离 0"} {
		if r.code != 0 || !strings.Contains(r.out, want) {
			t.Errorf("exit %d, no %q:\n%s%s", r.code, want, r.out, r.err)
		}
	}
}

// TestSeveralRecordsInARow: a company with its shareholders beside it, and a household with its
// members, are taken apart.
func TestSeveralRecordsInARow(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"企业.csv", "统一社会信用代码,企业名称,法定代表人,成立日期,登记状态,经营范围,股东1,股东1证件号,股东2,股东2证件号\n" +
			"91330106MA27ABCD00,清渠某甲贸易有限公司,王某甲,2019-01-02,存续,贸易,王某甲,330106199001010019,李某乙,330106199001010027\n",
			[]string{"→ 企业登记：读取 1 行，新增 1", "→ 企业股东及出资：读取 2 行，新增 2"}},
		{"导出.csv", "户号,户主,户主证件号码,住址,成员1,成员1证件号码,成员1与户主关系,成员2,成员2证件号码,成员2与户主关系\n" +
			"7,王某甲,330106199001010019,清渠某路1号,李某乙,330106199001010027,妻,王某丙,330106201501010017,之子\n",
			[]string{"→ 户籍人口：读取 2 行，新增 2"}},
	} {
		r := command(t, "", "import", "table", "auto", write(t, dir, c.name, []byte(c.text)), "--home", home)
		for _, want := range append(c.want, "隔离 0") {
			if r.code != 0 || !strings.Contains(r.out, want) {
				t.Errorf("%s: exit %d, no %q:\n%s%s", c.name, r.code, want, r.out, r.err)
			}
		}
	}
}

package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// binaries are workbooks of Excel 97 to 2003, made for these tests with xlwt and with LibreOffice.
func binaries(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	paths, err := filepath.Glob("testdata/*.xls")
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no workbooks", err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = b
	}
	return all
}

func TestBinary(t *testing.T) {
	const register = "名册!2: 序号|男方姓名|男方证件号|女方姓名|女方证件号|登记日期\n名册!4> 1#|甲|a|乙|b|2024-01-02\n名册!5> 2#|丙|c|丁|d|2024-01-02\n名册!6> 3#|戊|e|己|f|2024-01-05\n名册!7- total 合计 3"
	all := binaries(t)
	for name, sum := range map[string]string{"kinds.xls": "", "kinds-office.xls": "3#"} { // xlwt does not reckon
		book := open(t, name, all[name], Options{})
		if len(book.Sheets) != 3 || book.Sheets[0].Hidden || !book.Sheets[2].Hidden {
			t.Fatalf("%s: %d sheets", name, len(book.Sheets))
		}
		check(t, dump(book.Sheets[0]), "登记!1: 姓名|年龄|登记日期|在册|比例|时刻|金额|合计\n登记!2> 甲 & <乙>|30#|2024-01-02@|true?|12.5%#|12:00:00|0.3#|"+sum+
			"\n登记!3> 330106199001010011|007|2024-01-02 01:30:00@|false?|50%#||1234567890.5#|")
		check(t, dump(book.Sheets[1]), register)
		if lost := book.Sheets[2].Columns[1].Lost; lost == nil {
			t.Errorf("%s: a number of 18 digits kept as a number counts as whole", name)
		}
	}
	mac := open(t, "old-mac.xls", all["old-mac.xls"], Options{})
	check(t, dump(mac.Sheets[0]), "1: 姓名|日期\n2> 甲|2024-01-02@")
}

// TestBinarySharedTexts: texts that go over from one record into the next are whole, of one byte a character or two.
func TestBinarySharedTexts(t *testing.T) {
	sheet := open(t, "many.xls", binaries(t)["many.xls"], Options{}).Sheets[0]
	i := 0
	for row, err := range sheet.Rows {
		if err != nil {
			t.Fatal(err)
		}
		i++
		want := fmt.Sprintf("第%d条：", i) + strings.Repeat("内容甲乙丙丁", i%9)
		if i%3 == 0 {
			want = strings.TrimSpace(fmt.Sprintf("plain text %d ", i) + strings.Repeat("abc", i%50))
		}
		if number := fmt.Sprintf("N%04d", i); row.Cells[0].Text != number || strings.TrimSpace(row.Cells[1].Text) != want {
			t.Fatalf("row %d: got %v, want %s %s", i, row.Cells, number, want)
		}
	}
	if i != 399 {
		t.Errorf("%d rows", i)
	}
}

// TestBinaryBroken: a workbook that is cut, or is none, is refused in a sentence.
func TestBinaryBroken(t *testing.T) {
	b := binaries(t)["kinds.xls"]
	for n := 512; n < len(b)-512; n += 97 {
		if _, err := OpenReader(t.Context(), bytes.NewReader(b[:n]), int64(n), "a.xls", Options{}); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
	word := bytes.ReplaceAll(b, []byte("W\x00o\x00r\x00k\x00b\x00o\x00o\x00k"), []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u"))
	_, err := OpenReader(t.Context(), bytes.NewReader(word), int64(len(word)), "a.xls", Options{})
	if _, says := fault.Split(err); !strings.Contains(says.ZH, "不是 Excel 97 及以后的表格") {
		t.Errorf("a document of Word: %v", err)
	}
	at := bytes.Index(b, []byte{0x42, 0x00, 0x02, 0x00}) // the code page becomes what stands in an encrypted workbook
	locked := bytes.Clone(b)
	locked[at] = recordPassword
	_, err = OpenReader(t.Context(), bytes.NewReader(locked), int64(len(locked)), "a.xls", Options{})
	if _, says := fault.Split(err); !strings.Contains(says.ZH, "打开密码") {
		t.Errorf("an encrypted workbook: %v", err)
	}
}

// TestShortNumber: the examples are of [MS-XLS] 2.5.217 and by hand.
func TestShortNumber(t *testing.T) {
	for v, want := range map[uint32]float64{0x3FF00000: 1, 0x3FF00001: 0.01, 30<<2 | 2: 30, 0xFFFFFFFE: -1, 12345<<2 | 3: 123.45} {
		if got := shortNumber(v); got != want {
			t.Errorf("%08X is %v, want %v", v, got, want)
		}
	}
}

// FuzzBinary tries workbooks of Excel 97 to 2003.
func FuzzBinary(f *testing.F) {
	for _, b := range binaries(f) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			t.Skip()
		}
		sound(t, "a.xls", b)
	})
}

// TestBinaryMutated: whatever bytes a workbook has, it is read or refused, and asks for no more room than it may.
func TestBinaryMutated(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for name, b := range binaries(t) {
		for range 500 {
			c := bytes.Clone(b)
			for range 1 + dice.IntN(8) {
				c[dice.IntN(len(c))] = []byte{0, 0xFF, byte(dice.IntN(256))}[dice.IntN(3)]
			}
			sound(t, name, c)
		}
	}
}

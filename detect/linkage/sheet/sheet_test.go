package sheet_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/sheet"
	"github.com/mingjian/mingjian/fault"
)

func TestRead(t *testing.T) {
	const text = "编号,姓名,联系方式,说明\n1,王一,13800000000,甲\n2,\"王,二\",13900000000,乙\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"UTF-8": text, "with mark": "\xef\xbb\xbf" + text, "GB18030": gb, "UTF-16": utf16, "tabs": strings.ReplaceAll(strings.ReplaceAll(text, "\"王,二\"", "王二"), ",", "\t"), "CRLF": strings.ReplaceAll(text, "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			table, err := sheet.Read([]byte(in), sheet.Options{ID: "编号"})
			if err != nil {
				t.Fatal(err)
			}
			f := table.Fields()
			if table.Len() != 2 || table.ID(1) != "2" || f[0].Name != "姓名" || f[0].Kind != compare.Name || f[1].Kind != compare.Phone || f[2].Kind != compare.Ignored {
				t.Errorf("%d rows of %v", table.Len(), f)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, tc := range []struct{ name, text, zh, en string }{
		{"empty", "", "空", "empty"},
		{"no id column", "a,b\n1,2\n", "没有编号列 id", "no column id"},
		{"short line", "id,姓名\n1,王一\n2\n", "第 3 行", "line 3"},
		{"no id", "id,姓名\n1,王一\n\" \",王二\n", "第 3 行", "line 3"},
		{"the same id", "id,姓名\n1,王一\n\n1,王二\n", "第 4 行", "line 4"},
		{"neither encoding", "id,姓名\n1,\xff\xff\xff\n", "第 2 行", "line 2"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := sheet.Read([]byte(tc.text), sheet.Options{ID: "id"})
			_, says := fault.Split(err)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(says.ZH, tc.zh) || !strings.Contains(says.EN, tc.en) {
				t.Errorf("got %v (%s)", err, says.EN)
			}
		})
	}
	if _, err := sheet.Read([]byte("id,a\n1,2\n"), sheet.Options{ID: "id", Kinds: map[string]compare.Kind{"b": compare.Name}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a map of a column that is not there: %v", err)
	}
}

func TestRecognise(t *testing.T) {
	for heading, want := range map[string]compare.Kind{
		"姓名": compare.Name, "身份证号": compare.Identifier, "公民身份号码": compare.Identifier, "统一社会信用代码": compare.Identifier, "出生日期": compare.Birth, "性别": compare.Sex,
		"住址": compare.Address, "联系电话": compare.Phone, "户籍地址（必填）": compare.Address, "行政区划代码": compare.Place, "given_name": compare.Given, "First Name": compare.Given,
		"surname": compare.Surname, "dob": compare.Birth, "date_of_birth": compare.Birth, "soc_sec_id": compare.Identifier, "email": compare.Email, "city": compare.Place,
		"street_number": compare.Number, "address_1": compare.Address, "suburb": compare.Place, "postcode": compare.Postcode, "state": compare.Category, "source": compare.Ignored,
	} {
		if got, ok := sheet.Recognise(heading); got != want || !ok {
			t.Errorf("%s is taken for %s (%t)", heading, got, ok)
		}
	}
	if got, ok := sheet.Recognise("甲乙丙"); ok {
		t.Errorf("甲乙丙 is taken for %s", got)
	}
}

func TestByValues(t *testing.T) {
	for want, values := range map[compare.Kind][]string{
		compare.Email: {"a@b.com", "", "c@d.org"}, compare.Phone: {"13800000000", "13900000000"}, compare.Sex: {"男", "女"}, compare.Ignored: {"甲", "13800000000"},
	} {
		if got := sheet.ByValues(values); got != want {
			t.Errorf("%v are taken for %s", values, got)
		}
	}
}

func TestReadMap(t *testing.T) {
	got, err := sheet.ReadMap([]byte("# columns\n甲: name\n乙: ignore\n"))
	if err != nil || got["甲"] != compare.Name || got["乙"] != compare.Ignored {
		t.Errorf("%v, %v", got, err)
	}
	for text, line := range map[string]string{"甲: 姓名\n": "第 1 行", "甲: name\n乙: [name]\n": "第 2 行", "甲: name\n甲: name\n": "第 2 行", "- name\n": "第 1 行", "甲: : x\n": "YAML"} {
		if _, err := sheet.ReadMap([]byte(text)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got, err := sheet.ReadMap(nil); err != nil || len(got) != 0 {
		t.Errorf("an empty map: %v, %v", got, err)
	}
}

// plainFault fails if a mistake of the file is not told as one.
func plainFault(t *testing.T, err error) {
	t.Helper()
	if err != nil && !fault.Is(err, fault.Invalid) {
		t.Errorf("not told: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"id,姓名\n1,王一\n", "\xef\xbb\xbfid;a\n1;2", "id\ta\n\"1\t2\n", "\xff\xfei\x00", "id,\xcd\xf5\n1,2\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := sheet.Read(b, sheet.Options{ID: "id"})
		plainFault(t, err)
		if err == nil && table.Len() > 0 && table.ID(0) == "" {
			t.Error("a row without an id was taken")
		}
	})
}

func FuzzReadMap(f *testing.F) {
	f.Add([]byte("a: name\n"))
	f.Add([]byte("a: [b\n"))
	f.Add([]byte("- a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := sheet.ReadMap(b)
		plainFault(t, err)
	})
}

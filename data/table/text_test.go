package table

import (
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// TestCaseNumberInText: the number of a judgment in a column of texts is written as those in
// columns of case numbers are; other texts stay as they are.
func TestCaseNumberInText(t *testing.T) {
	f := standard.Field{Name: "basis_no", Type: standard.TypeText}
	number := standard.Field{Name: "case_no", Type: standard.TypeText, Format: standard.FormatCaseNo}
	for _, text := range []string{"(2023)浙0603刑初12号", "〔2023〕浙0603刑初12号", "（2023）浙0603刑初12号"} {
		got, err := Read(f, Cell{Text: text}, "", time.Time{})
		want, _ := Read(number, Cell{Text: text}, "", time.Time{})
		if err != nil || got.V != want.V {
			t.Errorf("%s: got %v, %v; as a case number %v", text, got.V, err, want.V)
		}
	}
	for _, text := range []string{"（2023）浙绍证字第12号公证书", "(附表)", "绍仲裁字〔2023〕12号"} {
		if got, err := Read(f, Cell{Text: text}, "", time.Time{}); err != nil || got.V != text {
			t.Errorf("%s: got %v, %v", text, got.V, err)
		}
	}
}

// TestWordsInPart: what is none of the words of a code but says one in part is that code, and
// the rest is the rest; what begins with 未 or 已 was not done or was.
func TestWordsInPart(t *testing.T) {
	kind := fieldOf(standard.TypeText, "", "")
	kind.Words = []standard.Word{
		{Code: "near", Title: fault.Text{ZH: "低保边缘家庭", EN: "Near"}, Parts: []string{"低保边缘"}},
		{Code: "minimum", Title: fault.Text{ZH: "低保", EN: "Minimum"}, Parts: []string{"低保"}},
		{Code: "other", Title: fault.Text{ZH: "其他", EN: "Other"}, Rest: true},
	}
	done := fieldOf(standard.TypeBoolean, "", "")
	undone := done
	undone.Title.ZH = "未报备"
	for _, c := range []struct {
		field      standard.Field
		text, want string
	}{
		{kind, "低保", "minimum ~"}, {kind, "低保人员子女", "minimum ~ unknown_code"}, {kind, "低保边缘人员", "near ~ unknown_code"}, {kind, "渔民", "other ~ unknown_code"},
		{done, "未查询", "false ~"}, {done, "已报备", "true ~"}, {done, "未知", "nil ~ unreadable!"}, {done, "在办", "nil ~ unreadable!"}, {undone, "未报备", "nil ~ unreadable!"},
		{fieldOf(standard.TypeDate, "", ""), "20240102103000", "2024-01-02 ~"}, {fieldOf(standard.TypeDate, "", ""), "20240102999999", "nil ~ unclear_date!"},
		{fieldOf(standard.TypeText, standard.FormatResidentID, ""), "11010519491231002X42", "11010519491231002X ~"},
	} {
		if got := told(Read(c.field, Cell{Text: c.text}, "", today())); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

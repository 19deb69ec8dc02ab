package table

import (
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
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

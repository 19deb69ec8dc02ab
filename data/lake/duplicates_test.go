package lake

import (
	"fmt"
	"testing"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
)

// payee is the register paid with a mention whose number is office.
func payee() standard.Library {
	s := paid()
	s.Mentions = []standard.Mention{{Name: "payee", Main: true, Kind: "person", Entity: "person",
		By: map[standard.Trait]string{standard.TraitName: "name", standard.TraitIDNo: "office"}}}
	return standard.Library{"paid": s}
}

func residentID(t *testing.T, digits string) string {
	t.Helper()
	for _, c := range "0123456789X" {
		if s := digits + string(c); record.ResidentID(s) {
			return s
		}
	}
	t.Fatalf("no resident ID begins %s", digits)
	return ""
}

func TestSharedNumbers(t *testing.T) {
	one, two, three := residentID(t, "33010619900101001"), residentID(t, "33010619900101003"), residentID(t, "33010619900101005")
	l := registers(t, t.TempDir())
	line := func(no int, name, id string) string { return fmt.Sprintf("%d|%s|||||%s", no, name, id) }
	importPaid(t, l, line(1, "王一", one), line(2, "王 一", one), line(3, "李二", two), line(4, "李某", two), line(5, "赵三", three),
		line(6, "甲", "123"), line(7, "乙", "123"), line(8, "丙", ""))
	report := func() QualityReport {
		q, err := Quality(t.Context(), current(t, l), payee(), "paid")
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	if got := report().Shared; len(got) != 0 {
		t.Errorf("spellings, masked names and numbers that are none: %+v", got)
	}
	importPaid(t, l, line(9, "赵四", three), line(10, "赵三", three[:17]+three[17:]))
	if got := report().Shared; len(got) != 1 || got[0].Numbers != 1 || got[0].Records != 3 || got[0].Field != "office" || got[0].Name != "name" {
		t.Errorf("one number and two names, in two files: %+v", got)
	}
}

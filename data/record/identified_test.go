package record

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestRecordHasIdentifiers(t *testing.T) {
	text := `浙江省嵊泗县人民法院
民事判决书
（2021）浙0922民初12号
原告：钟某甲，男，1970年3月5日出生，住浙江省嵊泗县，公民身份号码330106197003050014。
被告：嵊泗某某运输有限公司，统一社会信用代码91330106MA2AXXXXXX，联系电话0580-5080000。
原告诉称：2020年5月1日，被告驾驶浙L·A1234小型轿车，我方向其尾号0019的账户、卡号6222020000000000000转账20000元，邮箱为zhong@example.com。
审判员　方某某
二〇二一年六月一日
`
	j := Parse("x", text)
	type found struct{ kind, value, party string }
	var got []found
	for _, id := range j.Identifiers {
		got = append(got, found{id.Kind, id.Value, id.Party})
		if words := string([]rune(text)[id.Span.Start:id.Span.End]); words != id.Value {
			t.Errorf("%q stands at %q", id.Value, words)
		}
	}
	want := []found{
		{IDResident, "330106197003050014", "钟某甲"},
		{IDCredit, "91330106MA2AXXXXXX", "嵊泗某某运输有限公司"},
		{IDLandline, "0580-5080000", "嵊泗某某运输有限公司"},
		{IDPlate, "浙L·A1234", ""},
		{IDTail, "0019", ""},
		{IDBank, "6222020000000000000", ""},
		{IDEmail, "zhong@example.com", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if h := j.Identifiers[0].Holder; h == nil || h.BornOn != "1970-03-05" || h.Sex != "male" {
		t.Errorf("holder %+v", h)
	}
}

// TestRecordMissesNoIdentifier compares what the reader notes on its way with what a look at every
// character finds.
func TestRecordMissesNoIdentifier(t *testing.T) {
	n := 0
	for _, name := range []string{"judgments.jsonl", "gold.jsonl"} {
		for _, d := range samples(t, shared(t), name) {
			checkRecorded(t, d.ID, d.Text)
			n += len(Parse(d.ID, d.Text).Identifiers)
		}
	}
	if n < 300 {
		t.Errorf("only %d identifiers in all", n)
	}
}

// checkRecorded reports where Parse and Identifiers differ; never what they found, for that
// names real people.
func checkRecorded(t rapid.TB, id, text string) {
	t.Helper()
	if spacedOut(text) || !utf8.ValidString(text) {
		return
	}
	// Where no digit and no @ stands near, the reader does not look: masked wholly, they are of nobody.
	unlooked := func(id Identifier) bool {
		return !strings.ContainsFunc(id.Value, func(c rune) bool { c = halfWidth(c); return c >= '0' && c <= '9' || c == '@' })
	}
	want := slices.DeleteFunc(Identifiers(text), unlooked)
	got := slices.DeleteFunc(slices.Clone(Parse(id, text).Identifiers), unlooked)
	for i := range got {
		got[i].Party = ""
	}
	same := func(a, b Identifier) bool {
		return a.Kind == b.Kind && a.Value == b.Value && a.Span == b.Span && a.Valid == b.Valid && a.Masked == b.Masked && (a.Holder == nil) == (b.Holder == nil)
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !same(got[i], want[i]) {
			t.Errorf("%s: identifier %d of %d, wanted %d, differs", id, i, len(got), len(want))
			if i < len(got) {
				t.Error(got[i].Kind, got[i].Span)
			}
			if i < len(want) {
				t.Error(want[i].Kind, want[i].Span)
			}
			return
		}
	}
}

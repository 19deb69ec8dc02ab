package compare

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// levelOf compares two values both ways round.
func levelOf(t testing.TB, kind Kind, a, b string) uint8 {
	t.Helper()
	c := Prepare(kind, []string{a, b})
	x, y := c.Level(0, 1), c.Level(1, 0)
	if x != y {
		t.Errorf("%s: %q and %q compare to %d, the other way round to %d", kind, a, b, x, y)
	}
	return x
}

func TestLevels(t *testing.T) {
	const number = "330106199001011234" // wrong check character
	valid := func(body string) string {
		for _, c := range "0123456789X" {
			if s := body + string(c); Prepare(Identifier, []string{s}).Note(0)&Certain != 0 {
				return s
			}
		}
		return ""
	}
	id, other := valid("33010619900101123"), valid("33010619900101133")
	for _, tc := range []struct {
		kind Kind
		a, b string
		want uint8
	}{
		{Name, "王建国", "王建国", 4}, {Name, "王 建国", "王建國", 4}, {Name, "張偉", "张伟", 4},
		{Name, "张伟", "章炜", 3}, {Name, "王建国", "王国建", 3}, {Name, "单小明", "山小明", 3},
		{Name, "王建国", "王建军", 2}, {Name, "王小明", "王明", 2}, {Name, "欧阳娜", "欧阳娜娜", 2},
		{Name, "王伟", "王强", Differ}, {Name, "王建国", "李红梅", Differ}, {Name, "张某", "张伟", Missing},
		{Name, "李某1", "李某1", Missing}, {Name, "王×", "王×", Missing}, {Name, "王*", "王*", Missing}, {Name, "", "张伟", Missing},
		{Name, "张伟", "清溪县大利贸易有限公司", Differ},
		{Name, "清溪大利贸易有限公司", "清溪大利贸易有限责任公司", 4}, {Name, "大利（浙江）贸易有限公司", "大利(浙江)贸易有限公司", 4},
		{Name, "浙江省大利贸易有限公司", "大利贸易有限公司", 3}, {Name, "浙江大利贸易有限公司", "江苏大利贸易有限公司", 2},
		{Name, "大利银行股份有限公司杭州分行", "大利银行股份有限公司宁波分行", Differ}, {Name, "大利银行股份有限公司", "大利银行股份有限公司宁波分行", Differ},
		{Name, "John Smith", "Smith, John", 3}, {Name, "John Smith", "Jon Smith", 3}, {Name, "John Smith", "Mary Jones", Differ}, {Name, "张伟", "Zhang Wei", Missing},
		{Given, "madeline", "Madeline", 5}, {Given, "katie", "kati", 3}, {Given, "José", "jose", 5}, {Given, "esme", "madeline", Differ},
		{Surname, "thomson", "tmhsmoo", 2}, {Surname, "Foxx", "Foxx", 5},
		{Birth, "1970-03-05", "1970年3月5日", 6}, {Birth, "19700305", "1970/3/5", 6}, {Birth, "1970-03-05", "1970-05-03", 5},
		{Birth, "1970-03-05", "1970-03-06", 5}, {Birth, "1970-03-05", "1970-03-28", 4}, {Birth, "1970-03-05", "1970-04-01", 4},
		{Birth, "1970-03-05", "1970-11-20", 3}, {Birth, "1970-03-15", "1976-11-20", 2}, {Birth, "1970-03-15", "1991-11-20", Differ},
		{Birth, "1970", "1970-03-05", 3}, {Birth, "1970年3月", "1970-03-05", 4}, {Birth, "不详", "1970-03-05", Missing}, {Birth, "19931019", "19931819", 5},
		{Identifier, id, strings.ToLower(id), 4}, {Identifier, id, id[:6] + id[8:17], 4}, {Identifier, id, other, Differ},
		{Identifier, id, number[:16] + "4" + id[17:], 3}, {Identifier, "8051712", "8501712", 3}, {Identifier, "8051712", "8051713", 3},
		{Identifier, "330106********1234", id[:14] + "1234", 2}, {Identifier, "330106********1234", "330107" + id[6:14] + "1234", Differ}, {Identifier, "0000000", "0000000", Missing},
		{Phone, "138-0000-1111", "13800001111", 4}, {Phone, "+86 13800001111", "13800001111", 4}, {Phone, "13800001111", "13800001112", 3},
		{Phone, "0571-88881111", "88881111", 3}, {Phone, "138****1111", "13800001111", 2}, {Phone, "13800001111", "13955552222", Differ},
		{Email, "A@b.com", "a@B.com", 4}, {Email, "wuming92@example.com", "wuming92@exmple.cm", 3}, {Email, "wuming@x.com", "zhao@y.org", Differ},
		{Address, "浙江省杭州市西湖区文三路12号3幢501室", "西湖区文三路12号3幢501室", 4}, {Address, "浙江杭州西湖区文三路12号", "浙江省杭州市西湖区文三路12号", 4},
		{Address, "杭州市西湖区文三路12号", "杭州市西湖区文三路98号", 2}, {Address, "杭州市西湖区文三路12号", "宁波市鄞州区和平路3号", Differ},
		{Address, "kulgera s treet", "kulgera street", 6}, {Address, "kulgera stret", "kulgera street", 4}, {Address, "kulgera street", "davis place", Differ},
		{Place, "330106", "330106", 4}, {Place, "330106", "330108", 3}, {Place, "330106", "330782", 2}, {Place, "330106", "440305", Differ},
		{Place, "杭州市西湖区", "浙江省杭州市西湖区", 3}, {Place, "London", "Lonndon", 3}, {Place, "London", "Swindon", Differ},
		{Postcode, "2016", "2061", 2}, {Number, "12", "12", 3}, {Sex, "男", "M", 2}, {Sex, "男", "女", Differ}, {Category, "vic", "VIC", 2},
	} {
		if got := levelOf(t, tc.kind, tc.a, tc.b); got != tc.want {
			t.Errorf("%s: %q and %q compare to %d (%s), want %d", tc.kind, tc.a, tc.b, got, Levels(tc.kind)[got].EN, tc.want)
		}
	}
}

func TestSwapped(t *testing.T) {
	given, surname := Prepare(Given, []string{"holly"}), Prepare(Surname, []string{"Holly", "thomson"})
	if !Crossed(given, 0, surname, 0) || Crossed(given, 0, surname, 1) {
		t.Error("a given name in the column of surnames was not found, or another was")
	}
}

func TestRuledOut(t *testing.T) {
	c := Prepare(Name, []string{"张某", "张伟", "李伟", "某甲"})
	if RuledOut(c, 0, 1) || !RuledOut(c, 0, 2) || RuledOut(c, 1, 2) || RuledOut(c, 3, 2) {
		t.Error("only a masked name with another surname is ruled out")
	}
}

// values draws what may stand in a column: usual values and rubbish.
func values(kind Kind) *rapid.Generator[string] {
	usual := map[Kind][]string{
		Name: {"王建国", "王建军", "张某", "欧阳文静", "大利贸易有限公司", "john smith", "王×"}, Birth: {"1970-03-05", "19700503", "1970年3月", "不详", "99999999"},
		Identifier: {"330106900101123", "33010619900101123X", "8051712", "3301**********1234"}, Phone: {"13800001111", "138****1111", "0571-88881111"},
		Address: {"浙江省杭州市西湖区文三路12号3幢501室", "号号号", "12 kulgera street"}, Place: {"330106", "杭州市", "London"}, Email: {"a@b", "@", "wu@example.com"},
	}
	return rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z0-9 张伟王省市路号×*@-]{0,24}`), rapid.SampledFrom(append(usual[kind], "", "x")))
}

// TestSymmetric: whichever value comes first, the level is the same; a value is as like itself
// as can be or says nothing; what has the strictest key in common is the same.
func TestSymmetric(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				list := rapid.SliceOfN(values(kind), 2, 6).Draw(rt, "values")
				c := Prepare(kind, list)
				for i := range int32(len(list)) {
					for j := range int32(len(list)) {
						checkPair(rt, kind, c, list, i, j)
					}
				}
			})
		})
	}
}

func checkPair(t interface{ Fatalf(string, ...any) }, kind Kind, c Column, list []string, i, j int32) {
	level := c.Level(i, j)
	if back := c.Level(j, i); back != level {
		t.Fatalf("%q and %q: %d and %d", list[i], list[j], level, back)
	}
	if level > Top(kind) {
		t.Fatalf("%q and %q: level %d of %d", list[i], list[j], level, Top(kind))
	}
	if i == j && level == Differ {
		t.Fatalf("%q differs from itself", list[i])
	}
	if c.Note(i)&Masked != 0 && level != Missing {
		t.Fatalf("%q is masked and reaches level %d", list[i], level)
	}
	for way := range Ways(kind) {
		c.Key(way, i)
	}
}

func TestDistances(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.SliceOfN(rapid.ByteRange('a', 'd'), 0, 9)
		a, b := word.Draw(rt, "a"), word.Draw(rt, "b")
		d := distance(a, b)
		if (d == 1) != oneOff(a, b) {
			rt.Errorf("%s and %s are %d apart; oneOff says %t", a, b, d, oneOff(a, b))
		}
		if (d <= 2) != within(a, b, 2) {
			rt.Errorf("%s and %s are %d apart; within 2 says %t", a, b, d, within(a, b, 2))
		}
		j := jaroWinkler(a, b)
		if j != jaroWinkler(b, a) || j < 0 || j > 1 || j == 1 != (slices.Equal(a, b) && len(a) > 0) {
			rt.Errorf("%s and %s: %f", a, b, j)
		}
		if j >= 0.8 && !mayReach(a, b, inCommon(a, b), 0.8) {
			rt.Errorf("%s and %s reach %f, the bound says no", a, b, j)
		}
	})
}

func FuzzCompare(f *testing.F) {
	for _, s := range []string{"王建国", "张某", "1970年3月5日", "33010619900101123X", "浙江省杭州市西湖区文三路12号", "a@b.c", "138****0000", "大利贸易有限公司杭州分公司", "\xff", "号"} {
		f.Add(s, "王伟")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, kind := range Kinds() {
			c := Prepare(kind, []string{a, b})
			for i := range int32(2) {
				for j := range int32(2) {
					checkPair(t, kind, c, []string{a, b}, i, j)
				}
			}
		}
	})
}

func BenchmarkLevel(b *testing.B) {
	for _, tc := range []struct {
		kind Kind
		x, y string
	}{{Name, "王建国", "王建军"}, {Given, "madeline", "mitchell"}, {Birth, "1970-03-05", "1991-11-20"}, {Identifier, "330106199001011234", "330106199001013434"}, {Address, "浙江省杭州市西湖区文三路12号3幢501室", "杭州市西湖区文一路98号"}} {
		b.Run(string(tc.kind), func(b *testing.B) {
			c := Prepare(tc.kind, []string{tc.x, tc.y})
			for b.Loop() {
				c.Level(0, 1)
			}
		})
	}
}

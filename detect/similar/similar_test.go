package similar_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/similar"
)

// suit is an invented judgment whose facts are given.
func suit(plaintiff, defendant, facts string) string {
	return fmt.Sprintf(`清河县人民法院
民事判决书
（2019）清0101民初12号
原告：%[1]s，女，1970年3月2日出生，汉族，住清河县。
被告：%[2]s，男，1971年3月2日出生，汉族，住清河县。
原告%[1]s与被告%[2]s民间借贷纠纷一案，本院于2019年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。
经审理查明：%[3]s
本院认为，双方的约定有效。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：
被告%[2]s于本判决生效之日起十日内偿还原告%[1]s借款。
审判员　孙某
二〇一九年五月五日
`, plaintiff, defendant, facts)
}

// invented draws n characters that no document has in a row.
func invented(seed uint64, n int) string {
	out := make([]rune, n)
	for i := range out {
		seed = seed*6364136223846793005 + 1442695040888963407
		out[i] = '龥' - rune(seed>>33%1500)
	}
	return string(out)
}

func cut(text string, s record.Span) string { return string([]rune(text)[s.Start:s.End]) }

func TestCopiedPassage(t *testing.T) {
	one, two, copied := invented(1, 60), invented(2, 80), invented(3, 50)
	a := suit("钱大有", "李来福", one+"。"+copied[:75]+"，原告钱大有"+copied[75:]+"。")
	b := suit("周小满", "吴得水", copied[:75]+"，周小满"+copied[75:]+"。"+two+"。")
	c := similar.Compare(a, b)
	i := slices.IndexFunc(c.Passages, func(p similar.Passage) bool { return strings.Contains(cut(a, p.A), copied[75:]) })
	if i < 0 {
		t.Fatalf("the copied words are not among %+v", c.Passages)
	}
	p := c.Passages[i]
	if !strings.HasPrefix(cut(a, p.A), copied[:75]) || !strings.HasPrefix(cut(b, p.B), copied[:75]) || !strings.HasSuffix(cut(b, p.B), copied[75:]) {
		t.Errorf("the passage is %q and %q", cut(a, p.A), cut(b, p.B))
	}
	if p.Section != "facts" || p.Letters < 50 || p.Letters > 54 {
		t.Errorf("got %+v", p)
	}
	if c.ShareA <= 0.2 || c.ShareA >= 0.7 || c.ShareB <= 0.2 || c.ShareB >= 0.7 {
		t.Errorf("shares %.2f and %.2f of about a third", c.ShareA, c.ShareB)
	}
}

func TestStrangers(t *testing.T) {
	c := similar.Compare(suit("钱大有", "李来福", invented(1, 200)+"。"), suit("周小满", "吴得水", invented(2, 200)+"。"))
	if c.ShareA > 0.1 || c.ShareB > 0.1 {
		t.Errorf("strangers have %+v in common", c)
	}
	for _, text := range []string{"", "民事判决书", strings.Repeat("，", 100)} {
		if diff := cmp.Diff(similar.Comparison{}, similar.Compare(text, suit("钱大有", "李来福", invented(1, 200)))); diff != "" {
			t.Errorf("with %q: %s", text, diff)
		}
	}
}

// TestClones: two suits of a series are nearly the same, and either way round.
func TestClones(t *testing.T) {
	b, err := os.ReadFile("../../data/record/testdata/loan-cash.txt")
	if err != nil {
		t.Fatal(err)
	}
	one := string(b)
	two := strings.NewReplacer("钱伍德", "冯佰", "李柒文", "陈佰壹", "周捌英", "褚佰贰", "350000", "82000", "叁拾伍万元", "捌万贰仟元", "2017年5月1日", "2016年11月23日").Replace(one)
	for _, pair := range [][2]string{{one, two}, {two, one}} {
		c := similar.Compare(pair[0], pair[1])
		if c.ShareA < 0.95 || c.ShareB < 0.95 || len(c.Passages) == 0 {
			t.Errorf("clones share %.2f and %.2f in %d passages", c.ShareA, c.ShareB, len(c.Passages))
		}
		same := 0
		for _, p := range c.Passages {
			for _, x := range p.Same {
				same += x.A.End - x.A.Start
				if words := cut(pair[0], x.A); plain(words) != plain(cut(pair[1], x.B)) || strings.ContainsAny(words, "钱伍佰李柒周捌") {
					t.Errorf("not the same are %q and %q", words, cut(pair[1], x.B))
				}
			}
		}
		if same < 200 {
			t.Errorf("only %d characters are the same", same)
		}
	}
}

// plain leaves of words their letters and digits.
func plain(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, words)
}

// A stretch that was planted in two documents is found wherever it stands, and what is
// found is in order and equal.
func TestPlantedPassagesAreFound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed, n := rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(24, 60).Draw(rt, "n")
		copied := invented(seed, n)
		story := func(seed uint64, name string) string {
			before, after := rapid.IntRange(0, 120).Draw(rt, name+" before"), rapid.IntRange(0, 120).Draw(rt, name+" after")
			return invented(seed, before) + "。" + copied + "。" + invented(seed+1, after) + "。"
		}
		a, b := suit("钱大有", "李来福", story(seed+1, "a")), suit("周小满", "吴得水", story(seed+5, "b"))
		c := similar.Compare(a, b)
		check(rt, a, b, c)
		holds := func(p similar.Passage) bool {
			return strings.Contains(cut(a, p.A), copied) && strings.Contains(cut(b, p.B), copied)
		}
		if !slices.ContainsFunc(c.Passages, holds) {
			rt.Errorf("%d equal characters are not among %+v", n, c.Passages)
		}
	})
}

func check(t interface{ Errorf(string, ...any) }, a, b string, c similar.Comparison) {
	sizeA, sizeB, last := utf8.RuneCountInString(a), utf8.RuneCountInString(b), 0
	for _, p := range c.Passages {
		if p.A.Start < 0 || p.A.End > sizeA || p.B.Start < last || p.B.End > sizeB || !p.A.Known() || !p.B.Known() || p.Letters < 24 || p.Section == "" {
			t.Errorf("passage %+v after %d in texts of %d and %d characters", p, last, sizeA, sizeB)
		}
		last = p.B.End
		atA, atB := p.A.Start, p.B.Start
		for _, x := range p.Same {
			if x.A.Start < atA || x.B.Start < atB || !x.A.Known() || !x.B.Known() || x.A.End > p.A.End || x.B.End > p.B.End {
				t.Errorf("stretch %+v of %+v is out of place", x, p)
			}
			atA, atB = x.A.End, x.B.End
		}
	}
	if c.ShareA < 0 || c.ShareA > 1 || c.ShareB < 0 || c.ShareB > 1 {
		t.Errorf("shares %v and %v", c.ShareA, c.ShareB)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(suit("钱大有", "李来福", invented(1, 99)+"。"), suit("周小满", "吴得水", invented(1, 90)+"。"))
	f.Add(suit("钱大有", "李来福", strings.Repeat("借款", 99)), suit("李来福", "钱大有", strings.Repeat("借款", 50)))
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "\uFFFD"), strings.ToValidUTF8(b, "\uFFFD")
		c := similar.Compare(a, b)
		check(t, a, b, c)
		if again := similar.Compare(a, b); !cmp.Equal(c.Passages, again.Passages) {
			t.Errorf("a second look gives %+v after %+v", again, c)
		}
	})
}

// BenchmarkCompare compares two clones of some 3,500 characters.
func BenchmarkCompare(b *testing.B) {
	one, two := suit("钱大有", "李来福", invented(1, 3000)), suit("周小满", "吴得水", invented(1, 3000))
	for b.Loop() {
		similar.Compare(one, two)
	}
}

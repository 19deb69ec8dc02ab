package record

import (
	"fmt"
	"strings"
	"testing"
)

// TestNamesThatBeginOthers tells parties apart of whom one's name begins the other's, as those of
// masked documents often do.
func TestNamesThatBeginOthers(t *testing.T) {
	text := `清溪县人民法院
民事判决书
（2021）浙0698民初12号
原告：韦某，女，1970年3月4日出生，汉族，住清溪县。
被告：罗某，男，2004年3月4日出生，汉族，住清溪县。
被告：XX，男，1974年3月4日出生，汉族，住清溪县。
原告韦某与被告罗某、XX健康权纠纷一案，本院于2021年1月6日立案后，依法进行了审理。
原告韦某向本院提出诉讼请求：被告共同赔偿50000元。
被告罗某辩称，不同意原告的诉讼请求。
被告XX辩称，对事情不清楚。
审判员　　周明
二〇二一年九月四日
`
	for _, name := range []string{"罗大山", "罗某1", "罗某某"} {
		var got []string
		for _, e := range Parse("x", strings.ReplaceAll(text, "XX", name)).Elements {
			if e.Kind == ElDispute {
				got = append(got, e.Value)
			}
		}
		if want := fmt.Sprint([]string{"罗某", name}); fmt.Sprint(got) != want {
			t.Errorf("%s: disputed by %v, want %s", name, got, want)
		}
	}
}

func TestSidesOfNamesThatBeginOthers(t *testing.T) {
	c := cast{claiming: []string{"原告", "陈某"}, defending: []string{"被告", "陈某1"}, names: []castName{{"陈某1", 1}, {"陈某", 0}}}
	c.longer = c.longerNames()
	many := cast{names: []castName{{"陈某12", 2}, {"陈某1", 1}, {"陈某", 0}}}
	for i := range 2 * fewNames {
		many.names = append(many.names, castName{fmt.Sprint("甲乙丙", i+100), i + 3})
	}
	if got := fmt.Sprint(many.longerNames()); got != "map[陈某:[陈某12 陈某1] 陈某1:[陈某12]]" {
		t.Errorf("of many names: %s", got)
	}
	for s, want := range map[string][2]Side{
		"陈某1辩称":    {Defending, Defending},
		"陈某述称":     {Claiming, Claiming},
		"陈某向陈某1交付": {Claiming, Defending},
		"陈某1向陈某交付": {Defending, Claiming},
		"他人":       {SideUnknown, SideUnknown},
	} {
		last, _ := c.lastSide(s)
		if first := c.firstSide(s); first != want[0] || last != want[1] {
			t.Errorf("%s: first %s, last %s, want %v", s, first, last, want)
		}
	}
	if got := fmt.Sprint(c.mentions("陈某1辩称"), c.namesSide("陈某1辩称", Claiming)); got != "[1] false" {
		t.Errorf("陈某1 names %s", got)
	}
}

package record

import (
	"strings"
	"testing"
)

// spaced sets a text with a blank after every character, as some pages come out.
func spaced(text, blank string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Split(l, ""), blank)
	}
	return strings.Join(lines, "\n")
}

const airy = `清河县人民法院
民事判决书
（2022）冀0534民初512号
原告：马小军，男，1975年1月2日出生，汉族，住清河县武松街2号，公民身份号码13053419750102123X。
被告：王新华，男，1970年5月8日出生，汉族，住清河县长江街9号。
原告马小军与被告王新华民间借贷纠纷一案，本院于2022年2月10日立案后，依法适用简易程序，公开开庭进行了审理。原告马小军、被告王新华均到庭参加诉讼。本案现已审理终结。
原告马小军向本院提出诉讼请求：判令被告偿还借款本金20万元。事实和理由：2020年12月31日，被告向原告借款20万元，原告以现金方式交付，被告出具借条。
被告王新华辩称，对借款事实无异议，同意偿还。
本院认为，被告自认借款事实，予以确认。依照《中华人民共和国民法典》第六百六十七条、第六百七十五条规定，判决如下：
被告王新华于本判决生效之日起十日内偿还原告马小军借款本金20万元。
审判员　　刘天山
二〇二二年三月八日
书记员　　陈雪
`

func TestSpacedOutText(t *testing.T) {
	plain := Parse("a", airy)
	for name, gap := range map[string]string{"blank": " ", "no-break": "\u00a0", "wide": "\u3000", "thin": "\u2009"} {
		t.Run(name, func(t *testing.T) {
			text := spaced(airy, gap)
			got := Parse("a", text)
			if got.Court != plain.Court || got.CaseNo != plain.CaseNo || got.DecidedOn != plain.DecidedOn || got.Cause != plain.Cause {
				t.Errorf("got %s %s %s %s", got.Court, got.CaseNo, got.DecidedOn, got.Cause)
			}
			if len(got.Parties) != 2 || got.Parties[1].Name != "王新华" || len(got.Judges) != 1 || len(got.Orders) != 1 || *got.Orders[0].Yuan != 200000 {
				t.Fatalf("got %+v %+v %+v", got.Parties, got.Judges, got.Orders)
			}
			chars := []rune(text)
			sameWords := func(of string, g, w Span) {
				was := string([]rune(airy)[w.Start:w.End])
				is := string(chars[g.Start:g.End])
				if without(is) != without(was) || strings.TrimFunc(is, blank) != is {
					t.Errorf("%s stands at %q, not at %q", of, is, was)
				}
			}
			sameWords("party", got.Parties[1].NameSpan, plain.Parties[1].NameSpan)
			sameWords("order", got.Orders[0].Span, plain.Orders[0].Span)
			for field, at := range plain.Spans {
				sameWords(field, got.Spans[field], at)
			}
		})
	}
}

// without returns s without its blanks.
func without(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// The title and the signature of most documents are set so, the rest is not.
func TestSpacedTitleIsNoSpacedText(t *testing.T) {
	text := strings.NewReplacer("民事判决书", "民 事 判 决 书", "审判员", "审 判 员").Replace(airy)
	if spacedOut(text) {
		t.Error("a text with a spaced title is read as spaced out")
	}
	if spacedOut("原告 甲 乙 丙 丁") || spacedOut("") {
		t.Error("a line of names is read as spaced out")
	}
}

func TestSpacedOutTextIsMasked(t *testing.T) {
	text := spaced(airy, " ")
	c := Mask(Parse("a", text), text)
	for _, secret := range []string{"马小军", "王新华", "13053419750102", "武松街"} {
		if strings.Contains(without(c.Text), secret) {
			t.Errorf("the copy shows %s: %s", secret, c.Text)
		}
	}
	if len(c.Doubts) > 0 {
		t.Errorf("doubts: %v", c.Doubts)
	}
	at := Parse("a", text).Parties[0].NameSpan
	copied := c.Span(at)
	if got := string([]rune(c.Text)[copied.Start:copied.End]); got != "马某某" && got != "马某" {
		t.Errorf("the first party is called %q in the copy", got)
	}
}

// FuzzCloseUp closes texts up: nothing but blanks is left out, and every character is found
// again where it stood.
func FuzzCloseUp(f *testing.F) {
	f.Add(spaced(airy, " "))
	f.Add("a  b\u3000c\xff d\n \n e")
	f.Fuzz(func(t *testing.T, text string) {
		left, from := closeUp(text)
		was, is := []rune(text), []rune(left)
		if len(from) != len(is)+1 || int(from[len(is)]) != len(was) {
			t.Fatalf("%d places of %d characters; the end at %d of %d", len(from), len(is), from[len(from)-1], len(was))
		}
		for i, c := range is {
			if was[from[i]] != c {
				t.Fatalf("character %d is %q, not %q", i, was[from[i]], c)
			}
			if from.before(int(from[i])) != i {
				t.Fatalf("character %d is found at %d", i, from.before(int(from[i])))
			}
		}
		if without(text) != without(left) {
			t.Fatalf("%q became %q", text, left)
		}
	})
}

// TestSpacedCourt: the lines of the head alone are often set apart.
func TestSpacedCourt(t *testing.T) {
	const text = "云 川 县 人 民 法 院\n民 事 判 决 书\n（2023）云0101民初12号\n原告：柳某，男，1980年1月2日出生，汉族，住云川县。\n被告：郑某，男，1981年1月2日出生，汉族，住云川县。\n原告柳某与被告郑某民间借贷纠纷一案，本院于2023年1月2日立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。\n依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：\n被告郑某于本判决生效后十日内偿还原告柳某借款10000元。\n审判员　文某\n二〇二三年二月二日"
	j := Parse("x", text)
	if at := j.Spans["court"]; j.Court != "云川县人民法院" || at != (Span{0, 13}) {
		t.Errorf("court is %q at %v", j.Court, at)
	}
}

package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// typeset sets paragraphs as Chinese is printed: characters of size 10 on lines of so
// many, the first of each paragraph indented by two; perPage lines on a page, with a
// head and a number where asked.
func typeset(paragraphs []string, perLine, perPage int, furniture bool) []Page {
	const size, leading = 10, 16
	var lines []Line
	for _, p := range paragraphs {
		room := perLine - 2
		left := 2.0 * size
		for rest := []rune(p); len(rest) > 0; {
			n := min(room, len(rest))
			if n < len(rest) && strings.ContainsRune("，。；：、", rest[n]) {
				n-- // a stop must not begin a line
			}
			lines = append(lines, Line{Text: string(rest[:n]), Left: 100 + left, Right: 100 + left + float64(n)*size})
			rest, room, left = rest[n:], perLine, 0
		}
	}
	var pages []Page
	for n := 0; len(lines) > 0; n++ {
		p := Page{Width: 600, Height: 800}
		if furniture {
			p.Lines = append(p.Lines, Line{Text: "清河县人民法院民事判决书", Left: 200, Right: 320, Top: 10, Bottom: 20})
		}
		for i := range min(perPage, len(lines)) {
			l := lines[i]
			l.Top = 60 + float64(i)*leading
			l.Bottom = l.Top + size
			p.Lines = append(p.Lines, l)
		}
		lines = lines[min(perPage, len(lines)):]
		if furniture {
			p.Lines = append(p.Lines, Line{Text: fmt.Sprintf("- %d -", n+1), Left: 290, Right: 310, Top: 780, Bottom: 790})
		}
		pages = append(pages, p)
	}
	return pages
}

// tells reports whether so many lines of the pages are full that they show the right
// margin. A single long line among short ones may stick out of the print or fill it, and
// nobody who sees the page only can say which.
func tells(pages []Page) bool {
	var ends []float64
	for _, p := range body(scaled(pages)) {
		for _, l := range p.Lines {
			ends = append(ends, l.Right)
		}
	}
	const dot = 0.1
	full := 0
	for _, end := range ends {
		if slices.Max(ends)-end < dot {
			full++
		}
	}
	return full >= max(2, len(ends)/10)
}

func TestParagraphsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]rune("原告甲某与被告乙因借款纠纷本院依法审理现已终结判决如下"))
		paragraph := rapid.Custom(func(t *rapid.T) string {
			var b strings.Builder
			for range rapid.IntRange(1, 12).Draw(t, "sentences") {
				for range rapid.IntRange(4, 30).Draw(t, "words") {
					b.WriteRune(word.Draw(t, "word"))
				}
				b.WriteString("，")
			}
			return strings.TrimSuffix(b.String(), "，") + "。"
		})
		paragraphs := rapid.SliceOfN(paragraph, 6, 30).Draw(t, "paragraphs")
		pages := typeset(paragraphs, rapid.IntRange(24, 40).Draw(t, "line"), rapid.IntRange(8, 30).Draw(t, "page"), rapid.Bool().Draw(t, "furniture"))
		if unit := rapid.Float64Range(0.1, 10).Draw(t, "unit"); len(pages) > 1 { // as if that page had been recognised
			p := &pages[1]
			p.Width *= unit
			for i, l := range p.Lines {
				p.Lines[i] = Line{Text: l.Text, Left: l.Left * unit, Top: l.Top * unit, Right: l.Right * unit, Bottom: l.Bottom * unit}
			}
		}
		if len(pages) < 2 || !tells(pages) {
			t.Skip("nothing shows how wide the paper is")
		}
		want := strings.Join(paragraphs, "\n") + "\n"
		if got := Text(pages); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// at returns a line of the page with its own height of 10.
func at(left, top float64, text string) Line {
	width := 0.0
	for _, r := range text {
		if r < utf8.RuneSelf {
			width += 5
			continue
		}
		width += 10
	}
	return Line{Text: text, Left: left, Top: top, Right: left + width, Bottom: top + 10}
}

func TestText(t *testing.T) {
	full := strings.Repeat("字", 30) // ends at the right margin
	for _, tc := range []struct {
		name  string
		lines []Line
		want  string
	}{
		{"nothing", nil, ""},
		{"short lines stay", []Line{at(0, 0, full), at(0, 16, "原告：甲某。"), at(0, 32, "被告：乙某。"), at(0, 48, full)}, full + "原告：甲某。\n被告：乙某。\n" + full + "\n"},
		{"a stop ends where nothing is indented", []Line{at(0, 0, full[3:]+"。"), at(0, 16, "被告：乙某。"), at(0, 32, full)}, full[3:] + "。\n被告：乙某。\n" + full + "\n"},
		{"an amount goes down whole", []Line{at(0, 0, full), at(0, 16, strings.Repeat("字", 25)), at(0, 32, "1,234,567.89元。"), at(0, 48, full)},
			full + strings.Repeat("字", 25) + "1,234,567.89元。\n" + full + "\n"},
		{"two words", []Line{at(0, 0, strings.Repeat("a", 60)), at(0, 16, "b"), at(0, 32, full)}, strings.Repeat("a", 60) + " b\n" + full + "\n"},
		{"full-width spaces begin a paragraph", []Line{at(0, 0, full), at(0, 16, "　　原告"), at(0, 32, full)}, full + "\n　　原告\n" + full + "\n"},
		{"far below", []Line{at(0, 0, full), at(0, 16, full), at(0, 32, full), at(0, 80, "附：")}, full + full + full + "\n附：\n"},
		{"signatures at the right", []Line{at(0, 0, full), at(0, 16, full), at(200, 40, "审判员　丙某某某"), at(200, 56, "二〇一九年三月五")}, full + full + "\n审判员　丙某某某\n二〇一九年三月五\n"},
		{"number of the page", []Line{at(0, 0, full), at(0, 16, "甲。"), at(140, 780, "第3页 共8页")}, full + "甲。\n"},
		{"a number that is no page's", []Line{at(0, 0, "一"), at(0, 16, "甲"), at(0, 32, "15"), at(0, 48, "乙"), at(0, 64, "丙")}, "一\n甲\n15\n乙\n丙\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Text([]Page{{Width: 300, Height: 800, Lines: tc.lines}}); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFurnitureIsNoSentence(t *testing.T) {
	page := func(last string) Page {
		return Page{Width: 300, Height: 800, Lines: []Line{at(0, 0, "清河县人民法院"), at(0, 300, strings.Repeat(last[:3], 30)), at(0, 316, last)}}
	}
	got := Text([]Page{page("行。"), page("行。")})
	if n := strings.Count(got, "行。"); n != 2 {
		t.Errorf("%d of 2 ends of paragraphs are left in %q", n, got)
	}
	if strings.Contains(got, "法院") {
		t.Errorf("the head is left in %q", got)
	}
}

func TestPageNumbers(t *testing.T) {
	for _, text := range []string{"3", "- 3 -", "—3—", "－ 12 －", "第3页", "第 3 页 共 8 页", "第三页／共八页", "3/8", "Page 3 of 8"} {
		if !pageNumber.MatchString(text) {
			t.Errorf("%q is the number of a page", text)
		}
	}
	for _, text := range []string{"第三条", "2019年3月5日", "3.", "一", "（3）", "3元", "12345"} {
		if pageNumber.MatchString(text) {
			t.Errorf("%q is no number of a page", text)
		}
	}
}

// FuzzText puts any lines on pages: no character but furniture and white space may be
// lost or added.
func FuzzText(f *testing.F) {
	f.Add("原告：甲某\n被告：乙某。", uint16(10), uint16(300), uint8(2))
	f.Fuzz(func(t *testing.T, text string, left, width uint16, perPage uint8) {
		var p Page
		var pages []Page
		for i, line := range strings.Split(text, "\n") {
			p.Lines = append(p.Lines, Line{Text: line, Left: float64(left) * float64(i%3), Top: float64(i * 16), Right: float64(left) + float64(width), Bottom: float64(i*16) + 10})
			if len(p.Lines) > int(perPage) {
				pages, p = append(pages, p), Page{}
			}
		}
		if got := Text(append(pages, p)); letters(got) > letters(text) {
			t.Errorf("got more than there was: %q of %q", got, text)
		}
	})
}

package record

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// documents returns the names of the invented documents in testdata.
func documents(tb testing.TB) []string {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(paths) < 30 {
		tb.Fatalf("testdata holds %d documents (%v), want at least 30", len(paths), err)
	}
	return paths
}

func readText(tb testing.TB, path string) string {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// explained returns what a golden file holds: what Explain writes and how many bands there are.
func explained(tb testing.TB, text string, j Judgment) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Explain(&b, text, j); err != nil {
		tb.Fatal(err)
	}
	fmt.Fprintf(&b, "bands | %d\n", len(j.Bands))
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for _, path := range documents(t) {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			text := readText(t, path)
			got := explained(t, text, Index(name, text))
			golden := strings.TrimSuffix(path, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := readText(t, golden); string(got) != want {
				t.Errorf("%s differs from its golden file; run with -update and read the difference:\n%s", name, difference(want, string(got)))
			}
		})
	}
}

// difference lists the lines that only one of two texts has.
func difference(want, got string) string {
	var b strings.Builder
	only := func(sign, of, other string) {
		has := map[string]bool{}
		for line := range strings.Lines(other) {
			has[line] = true
		}
		for line := range strings.Lines(of) {
			if !has[line] {
				b.WriteString(sign + line)
			}
		}
	}
	only("- ", want, got)
	only("+ ", got, want)
	return b.String()
}

// cut returns the characters of a span.
func cut(text string, s Span) string { return string([]rune(text)[s.Start:s.End]) }

// spans returns every span of a judgment with the words it must cover; "" asks for none.
func spans(j Judgment) map[Span]string {
	out := map[Span]string{}
	told := map[string]bool{} // addresses: a second party's may say 同上
	for _, p := range j.Parties {
		out[p.NameSpan] = p.Name
		out[p.LineSpan] = ""
		out[p.SexSpan], out[p.BornOnSpan] = "", ""
		out[p.AddressSpan], out[p.IDNumberSpan] = p.Address, p.IDNumber
		if told[p.Address] {
			out[p.AddressSpan] = ""
		}
		told[p.Address] = true
		out[p.LegalRepSpan], out[p.FormerlySpan] = p.LegalRep, p.Formerly
		for _, a := range p.Agents {
			out[a.Span] = a.Name
			out[a.FirmSpan] = a.Firm
		}
		delete(out, Span{})
	}
	for _, x := range j.Judges {
		out[x.Span] = x.Name
	}
	for _, x := range j.Loans {
		out[x.Span] = ""
	}
	for _, x := range j.Claims {
		out[x.Span] = x.Text
	}
	for _, x := range j.Orders {
		out[x.Span] = x.Text
	}
	for _, x := range j.Amounts {
		out[x.Span] = ""
	}
	for _, x := range j.Elements {
		out[x.Span] = ""
	}
	for _, x := range j.Sections {
		out[x.Span] = ""
	}
	for _, x := range j.Defects {
		out[x.Span] = ""
	}
	for _, x := range j.Spans {
		out[x] = ""
	}
	return out
}

// checkSpans reports every span that leaves the text or does not cover its value.
func checkSpans(t interface{ Errorf(string, ...any) }, text string, j Judgment) {
	chars := []rune(text)
	for s, want := range spans(j) {
		if s.Start < 0 || s.End < s.Start || s.End > len(chars) {
			t.Errorf("span %v leaves a text of %d characters", s, len(chars))
			continue
		}
		if got := string(chars[s.Start:s.End]); want != "" && bare(got) != bare(want) {
			t.Errorf("span %v covers %q, want %q", s, got, want)
		}
	}
}

// bare removes what the reader may remove from a name.
func bare(s string) string { return strings.Trim(squeeze(s), ".·") }

func TestSpansCoverTheirValues(t *testing.T) {
	for _, path := range documents(t) {
		text := readText(t, path)
		j := Parse(path, text)
		checkSpans(t, text, j)
		if s := j.Spans["case_no"]; j.CaseNo != "" && NormalCaseNo(cut(text, s)) != j.CaseNo {
			t.Errorf("%s: case_no span covers %q", path, cut(text, s))
		}
		if s := j.Spans["decided_on"]; j.DecidedOn != "" {
			if iso, _ := dateAt(cut(text, s)); iso != j.DecidedOn {
				t.Errorf("%s: decided_on span covers %q, want %s", path, cut(text, s), j.DecidedOn)
			}
		}
	}
}

// TestSpansOnRealDocuments checks the same on the evaluation data, whose damage nobody invents.
func TestSpansOnRealDocuments(t *testing.T) {
	for _, d := range samples(t, shared(t), "judgments.jsonl") {
		checkSpans(t, d.Text, Parse(d.ID, d.Text))
	}
}

func TestParseSaysTheSameTwice(t *testing.T) {
	for _, path := range documents(t) {
		text := readText(t, path)
		a, _ := json.Marshal(Parse(path, text))
		b, _ := json.Marshal(Parse(path, text))
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two readings differ", path)
		}
	}
}

func TestParseEmpty(t *testing.T) {
	j := Parse("e", "")
	if j.ID != "e" || len(j.Defects) != 1 || j.Defects[0].Field != "text" {
		t.Errorf("Parse of an empty text = %+v, want one defect of the text", j)
	}
}

// TestReadersKeepNothing reads each document after another, with the reader that the other had,
// and with one of its own.
func TestReadersKeepNothing(t *testing.T) {
	paths := documents(t)
	for i, path := range paths {
		text := readText(t, path)
		own := new(reader)
		own.read(path, text)
		own.findDefects()
		own.toCharacters()
		Parse("other", readText(t, paths[(i+7)%len(paths)]))
		if got := Parse(path, text); !reflect.DeepEqual(got, own.j) {
			t.Errorf("%s: read otherwise after another document", path)
		}
	}
}

// damaged draws one of the documents and cuts, repeats and mixes pieces of it, at bytes, so
// that characters break too.
func damaged(rt *rapid.T, texts []string) string {
	s := rapid.SampledFrom(texts).Draw(rt, "text")
	for range rapid.IntRange(0, 8).Draw(rt, "wounds") {
		a := rapid.IntRange(0, len(s)).Draw(rt, "a")
		b := min(len(s), a+rapid.IntRange(0, 200).Draw(rt, "n"))
		switch rapid.IntRange(0, 3).Draw(rt, "kind") {
		case 0:
			s = s[:a] + s[b:]
		case 1:
			s = s[:b] + s[a:]
		case 2:
			other := rapid.SampledFrom(texts).Draw(rt, "other")
			k := rapid.IntRange(0, len(other)).Draw(rt, "k")
			s = s[:a] + other[k:min(len(other), k+120)] + s[a:]
		case 3:
			s = s[:a] + rapid.SampledFrom([]string{"（", "）", "\n", "，", "。", "原告", "元", "年", "号", "“", "\xff", " "}).Draw(rt, "c") + s[a:]
		}
	}
	return s
}

func TestParseSurvivesDamage(t *testing.T) {
	var texts []string
	for _, path := range documents(t) {
		texts = append(texts, readText(t, path))
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := damaged(rt, texts)
		checkSpans(rt, s, Parse("x", s))
	})
}

// TestParseSurvivesLackOfMarks reads documents that have lost their punctuation. Their sentences
// are cut by length: now here, now there, inside dates, sums, names and words.
func TestParseSurvivesLackOfMarks(t *testing.T) {
	marks := strings.NewReplacer("，", "", "。", "", "；", "", "：", "", "、", "", "\n", "")
	for _, path := range documents(t) {
		text := readText(t, path)
		head, body, _ := strings.Cut(text, "。")
		body = marks.Replace(body)
		for shift := range 6 {
			s := head + "。" + strings.Repeat("的", 5*shift) + strings.Repeat(body, 1+2*maxSentence/len(body))
			checkSpans(t, s, Parse(path, s))
			s = strings.Repeat("的", 7*shift) + marks.Replace(text) + body
			checkSpans(t, s, Parse(path, s))
		}
	}
}

// TestSentenceCutAnywhere lets the end of a sentence without marks fall on every character of
// words that rules look behind: of hearing, submitting, asking, paying and lending.
func TestSentenceCutAnywhere(t *testing.T) {
	head := "清河县人民法院\n民事判决书\n（2020）甲0101民初1号\n原告：张三，男。\n被告：李四，女。\n原告张三与被告李四民间借贷纠纷一案，本院立案后，依法进行了审理。"
	for _, words := range []string{
		"于2020年3月5日立案后于2020年4月6日公开开庭",
		"原告提交了以下证据借条一份转账凭证一份",
		"原告张三向本院提出诉讼请求判令被告李四偿还借款十万元",
		"判决如下被告李四于2020年12月31日前偿还原告张三借款100000元",
		"被告李四于2019年1月2日向原告张三借款现金50000元",
		"被告李四已于2019年6月7日病故其继承人李五参加诉讼",
	} {
		for cut := range len([]rune(words)) {
			for _, before := range []string{"", "本院认为", "原告诉称", "判决如下"} {
				fill := maxSentence/3 - cut - len([]rune(before))
				text := head + before + strings.Repeat("的", fill) + words + strings.Repeat("地", 20)
				checkSpans(t, text, Parse("x", text))
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, path := range documents(f) {
		f.Add(readText(f, path))
	}
	f.Add("原告（")
	f.Add("（2018）号\n原告：\n被告")
	f.Add("审判员\n二〇一八年")
	f.Fuzz(func(t *testing.T, s string) {
		j := Parse("f", s)
		if utf8.ValidString(s) {
			checkSpans(t, s, j)
		}
	})
}

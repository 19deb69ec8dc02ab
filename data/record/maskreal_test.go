package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// realTexts returns all documents of the evaluation data with the names that their labels give.
func realTexts(tb testing.TB) []labelled {
	dir := shared(tb)
	labels := labelNames(tb, dir)
	var out []labelled
	for _, file := range []string{"judgments.jsonl", "gold.jsonl", "loan_facts.jsonl"} {
		for _, d := range samples(tb, dir, file) {
			if d.Text != "" {
				out = append(out, labelled{d, labels[d.ID]})
			}
		}
	}
	return out
}

// A labelled is a document with the names of its parties, as the labels have them.
type labelled struct {
	sample
	names []string
}

// labelNames returns the names of the parties in the labels of judgments.jsonl.
func labelNames(tb testing.TB, dir string) map[string][]string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "data", "judgments.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		var d struct {
			ID     string
			Labels struct {
				Plaintiffs, Defendants []string
				ThirdParties           []string `json:"third_parties"`
				OtherParties           []string `json:"other_parties"`
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			tb.Fatal(err)
		}
		l := d.Labels
		for _, names := range [][]string{l.Plaintiffs, l.Defendants, l.ThirdParties, l.OtherParties} {
			out[d.ID] = append(out[d.ID], names...)
		}
	}
	return out
}

// open are signs of what a copy must not show, written without regard to how the masker looks
// for them. What is called an order, a licence or a case is no sign.
var open = map[string]*regexp.Regexp{
	"resident ID":     regexp.MustCompile(`(?:^|[^0-9A-Za-z.])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?:[^0-9]|$)`),
	"number named ID": regexp.MustCompile(`(?:身份证|身份号码|公民身份)[^，。；\d\n]{0,6}[\d*xX]{6,}`),
	"telephone":       regexp.MustCompile(`(?:电话|手机|座机)(?:号码|号)?[：:为是]{0,2}\d[\d-]{6,}`),
	"account":         regexp.MustCompile(`(?:[账帐]号|卡号)[：:为是]{0,2}\d[\d ]{9,}`),
	"plate":           regexp.MustCompile(`(?:^|[^\p{Han}])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?(?:[A-Z0-9]{5}|[DF][A-Z0-9]\d{4}|\d{5}[DF])(?:[^A-Z0-9]|$)`),
	"day of birth":    regexp.MustCompile(`[12]\d{3}年\d+月\d+日(?:出生|生[，。,])`),
	"address":         regexp.MustCompile(`(?m)(?:[，。,]|^)(?:现)?住(?:址)?[：:]?[^所址\P{Han}]\p{Han}{1,11}?[县区][\p{Han}]{1,8}?[镇乡村路街][^，。；,\n]*`),
	"witness":         regexp.MustCompile(`证人[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗][^某×\*XxＸ，。、\d]{1,2}(?:出庭|证言|到庭|的证)`),
}

// TestMaskRealDocuments masks every real document and counts what copies still show and which
// read otherwise. It prints counts only.
func TestMaskRealDocuments(t *testing.T) {
	shown, total, reshaped, held := map[string]int{}, 0, 0, 0
	persons, places, showing := 0, 0, 0
	for _, d := range realTexts(t) {
		j := Parse(d.ID, d.Text)
		c := Mask(j, d.Text)
		checkMoved(t, d.Text, c.Text, j, c.Span)
		if shape(Parse(d.ID, c.Text)) != shape(j) {
			reshaped++
		}
		total++
		if len(c.Doubts) > 0 {
			held++
			continue
		}
		persons += c.Persons
		places += c.Hidden[HidName]
		found := signs(d, c)
		for _, kind := range found {
			shown[kind]++
		}
		if len(found) > 0 {
			showing++
		}
		if leaksAnywhere(j, d.Text, c.Text) > 0 {
			t.Errorf("%s shows a name that the masker knows", d.ID)
		}
	}
	t.Logf("%d documents, %d held back, %d persons in %d places; %d copies show something: %v; %d read otherwise", total, held, persons, places, showing, shown, reshaped)
	if reshaped*100 > total {
		t.Errorf("%d of %d copies read otherwise", reshaped, total)
	}
	if held*100 > total {
		t.Errorf("%d of %d copies are held back", held, total)
	}
	if showing*100 > total {
		t.Errorf("%d of %d copies show something", showing, total)
	}
}

// signs returns the kinds of what a copy shows.
func signs(d labelled, c MaskedCopy) []string {
	var out []string
	for kind, sign := range open {
		if sign.MatchString(c.Text) {
			out = append(out, kind)
		}
	}
	for _, name := range d.names {
		// A longer name is an organisation's, or one that the document itself has masked.
		if n := runes(name); n >= 2 && n <= 3 && !Masked(name) && strings.Trim(name[len("王"):], "Ｘ") != "" && strings.Contains(c.Text, name) {
			out = append(out, "party")
		}
	}
	return out
}

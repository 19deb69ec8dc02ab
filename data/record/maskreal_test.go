package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// A labelled is a document with the names of those who take part in it, as the labels have them.
type labelled struct {
	sample
	names []string
}

// labelNames returns the names in the labels of judgments.jsonl and gold.jsonl: of parties, and
// in the latter of those who act for them.
func labelNames(tb testing.TB, dir string) map[string][]string {
	tb.Helper()
	out := map[string][]string{}
	for _, file := range []string{"judgments.jsonl", "gold.jsonl"} {
		b, err := os.ReadFile(filepath.Join(dir, "data", file))
		if err != nil {
			tb.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			var d struct {
				ID     string
				Labels struct {
					Plaintiffs, Defendants []string
					ThirdParties           []string `json:"third_parties"`
					OtherParties           []string `json:"other_parties"`
				}
				Parties []struct {
					Name, Kind string
					Agents     []string
					LegalRep   string `json:"legal_representative"`
				}
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				tb.Fatal(err)
			}
			l := d.Labels
			out[d.ID] = slices.Concat(out[d.ID], l.Plaintiffs, l.Defendants, l.ThirdParties, l.OtherParties)
			for _, p := range d.Parties {
				if p.Kind == Person {
					out[d.ID] = append(out[d.ID], p.Name)
				}
				out[d.ID] = append(append(out[d.ID], p.LegalRep), p.Agents...)
			}
		}
	}
	return out
}

// open are signs of what a copy must not show, written without regard to how the masker looks
// for them. What is called an order, a licence or a case is no sign.
var open = map[string]*regexp.Regexp{
	"resident ID":     regexp.MustCompile(`(?:^|[^0-9A-Za-z.])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?:[^0-9]|$)`),
	"number named ID": regexp.MustCompile(`(?:身份证|身份号码|公民身份)[^，。；\d\n]{0,6}[\d*xX]{6,}`),
	"telephone":       regexp.MustCompile(`(?:电话|手机|座机)(?:号码|号)?[：:为是]{0,2}\d[\d-]{6,}(?:[^\d×*xX-]|$)`),
	"account":         regexp.MustCompile(`(?:[账帐]号|卡号)[：:为是]{0,2}\d[\d ]{9,}`),
	"plate":           regexp.MustCompile(`(?:^|[^\p{Han}])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?(?:[A-Z0-9]{5}|[DF][A-Z0-9]\d{4}|\d{5}[DF])(?:[^A-Z0-9]|$)`),
	"day of birth":    regexp.MustCompile(`[12]\d{3}年\d+月\d+日(?:出生|生[，。,])`),
	"address":         regexp.MustCompile(`(?m)(?:[，。,]|^)(?:现)?住(?:址)?[：:]?[^所址\P{Han}]\p{Han}{1,11}?[县区][\p{Han}]{1,8}?[镇乡村路街][^，。；,\n]*`),
	"witness":         regexp.MustCompile(`证人[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗][^某×\*XxＸ，。、\d]{1,2}(?:出庭|证言|到庭|的证)`),
}

// movedElements are documents whose copies read otherwise in one element of the loan or of the
// answer, and why that is not mended.
var movedElements = map[string]string{
	"ol-36e5bb65":  "the document has masked one party to the name that another's begins with once masked, and what that other says is not told apart",
	"lts-b31963ea": "the rule of the element looks at so many characters, some of them a name's",
}

// TestMaskRealDocuments masks every real document. No copy shows anything of the originals, whether
// it is in doubt or not, and all copies read the same. It prints the numbers of
// documents and kinds only, never what they show.
func TestMaskRealDocuments(t *testing.T) {
	shown, total, held := map[string]int{}, 0, 0
	persons, places, showing := 0, 0, 0
	for _, d := range realTexts(t) {
		j := Parse(d.ID, d.Text)
		c := Mask(j, d.Text)
		checkMoved(t, d.Text, c.Text, j, c.Span)
		if fields := reshaped(shape(j), shape(Parse(d.ID, c.Text))); len(fields) > 0 && movedElements[d.ID] == "" {
			t.Errorf("the copy of %s reads otherwise in %v", d.ID, fields)
		}
		total++
		if c.Otherwise && movedElements[d.ID] == "" {
			t.Errorf("the copy of %s is said to read otherwise", d.ID)
		}
		if len(c.Doubts) > 0 {
			held++
		}
		persons += c.Persons
		places += c.Hidden[HidName]
		found := signs(d, j, c)
		for _, kind := range found {
			shown[kind]++
		}
		if len(found) > 0 {
			showing++
			t.Errorf("the copy of %s shows %v; doubts: %v", d.ID, found, c.Doubts)
		}
		if leaksAnywhere(j, d.Text, c.Text) > 0 {
			t.Errorf("%s shows a name that the masker knows", d.ID)
		}
	}
	t.Logf("%d documents, %d held back, %d persons in %d places; %d copies show something: %v", total, held, persons, places, showing, shown)
	if held*100 > total {
		t.Errorf("%d of %d copies are held back", held, total)
	}
}

// signs returns the kinds of what a copy shows.
func signs(d labelled, j Judgment, c MaskedCopy) []string {
	var out []string
	for kind, sign := range open {
		if sign.MatchString(c.Text) {
			out = append(out, kind)
		}
	}
	for _, id := range identifying(d.Text) {
		if !id.Masked && strings.Contains(c.Text, id.Value) {
			out = append(out, id.Kind)
		}
	}
	unsigned := c.Text
	for _, judge := range j.Judges {
		unsigned = strings.ReplaceAll(unsigned, judge.Name, "")
	}
	for _, name := range takingPart(d, j) {
		if strings.Contains(unsigned, name) {
			out = append(out, "name")
		}
	}
	for _, p := range j.Parties {
		if a := p.Address[:addressEnd(p.Address)]; p.Kind == Person && runes(a) > countyEnd([]rune(a))+3 && countyEnd([]rune(a)) > 0 && strings.Contains(c.Text, a) && !strings.ContainsAny(a, "×*xXＸ") {
			out = append(out, "home")
		}
	}
	return out
}

// takingPart returns the open names of the persons who take part in a case, by its labels and by
// what was read: parties, those who act for them and those who stand for organisations.
func takingPart(d labelled, j Judgment) []string {
	names := slices.Clone(d.names)
	for _, p := range j.Parties {
		if p.Kind == Person {
			names = append(names, p.Name)
		}
		names = append(append(names, p.LegalRep), agentNames(p)...)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		n := runes(name) // a longer one is an organisation's
		if code, _ := divisionPath(name, ""); code != "" {
			return true // so is what begins with a county
		}
		return n < 2 || n > 4 || Masked(name) || kindOf(name) == Organisation || strings.ContainsAny(name, "Ｘ某×*（）()")
	})
}

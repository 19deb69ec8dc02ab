package record

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/synth"
)

// maskDocument is invented; its parties share surnames, one has a compound one.
const maskDocument = `浙江省杭州市西湖区人民法院
民事判决书
（2018）浙0106民初90001号
原告：张伍德（曾用名张小伍），男，1970年3月5日出生，汉族，住浙江省杭州市西湖区云栖里12号，公民身份号码330106197003050019。
委托诉讼代理人：孙陆仁，浙江望湖律师事务所律师。
被告：欧阳柒文，女，1982年11月20日出生，汉族，住浙江省义乌市稠城街道荷花小区3幢，电话13800000000。
被告：张伍，男，1984年2月29日出生，汉族，住浙江省台州市路桥区梧桐街3号。
被告：杭州捌玖贸易有限公司，住所地浙江省杭州市余杭区梧桐街5号。
法定代表人：李拾，总经理。
原告张伍德与被告欧阳柒文、张伍、杭州捌玖贸易有限公司民间借贷纠纷一案，本院于2018年3月12日立案后，依法适用简易程序，公开开庭进行了审理。原告张伍德到庭参加诉讼，被告欧阳柒文、张伍经传票传唤，无正当理由拒不到庭参加诉讼。本案现已审理终结。
原告张伍德向本院提出诉讼请求：判令被告归还借款本金350000元。
经审理查明：2017年5月1日，欧阳柒文向张小伍借款350000元，原告转入卡号6222000000000000。证人王拾壹出庭作证。
本院认为，原告的诉讼请求，本院予以支持。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：
被告欧阳柒文、张 伍于本判决生效之日起十日内归还原告张伍德借款350000元。
审判员　吴玖明
二〇一八年四月二十五日
书记员　郑拾`

func TestMask(t *testing.T) {
	got := Mask(Parse("m", maskDocument), maskDocument).Text
	for _, want := range []string{
		"原告：张某1（曾用名张某1），男，1970年出生，汉族，住浙江省杭州市西湖区，公民身份号码" + strings.Repeat("×", 18) + "。",
		"委托诉讼代理人：孙某，浙江望湖律师事务所律师。",
		"被告：欧阳某，女，1982年出生，汉族，住浙江省义乌市，电话" + strings.Repeat("×", 11) + "。",
		"被告：张某2，男，1984年出生，汉族，住浙江省台州市路桥区。",
		"被告：杭州捌玖贸易有限公司，住所地浙江省杭州市余杭区梧桐街5号。\n法定代表人：李某，总经理。",
		"被告欧阳某、张某2经传票传唤",
		"欧阳某向张某1借款350000元，原告转入卡号××××××××××××××××。证人王某出庭作证。",
		"审判员　吴玖明\n二〇一八年四月二十五日\n书记员　郑拾",
		"浙江省杭州市西湖区人民法院\n民事判决书\n（2018）浙0106民初90001号\n",
		"2017年5月1日",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the copy lacks %q\n%s", want, got)
		}
	}
}

// Who is masked in the source already stays, and nobody else gets his name.
func TestMaskKeepsMaskedNames(t *testing.T) {
	text := "民事判决书\n（2018）浙0106民初90002号\n原告：张某，男。\n被告：张伍德，男。\n被告：李某甲，男。\n被告：John Smith，男。\n被告：阿依·古丽，女。\n原告张某与被告张伍德、李某甲民间借贷纠纷一案，本院于2018年3月12日立案。"
	got := Mask(Parse("m", text), text).Text
	for _, want := range []string{"原告：张某，", "被告：张某1，", "被告：李某甲，", "原告张某与被告张某1、李某甲", "被告：J某，", "被告：阿某，"} {
		if !strings.Contains(got, want) {
			t.Errorf("the copy lacks %q\n%s", want, got)
		}
	}
}

func TestAddressesEndAtTheCounty(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"浙江省杭州市西湖区云栖里12号", "浙江省杭州市西湖区"},
		{"浙江省义乌市稠城街道", "浙江省义乌市"},
		{"江苏省苏州市昆山市玉山镇", "江苏省苏州市昆山市"},
		{"山东省济南市市中区经七路1号", "山东省济南市市中区"},
		{"浙江省台州市路桥区南官大道", "浙江省台州市路桥区"},
		{"河南省新乡市红旗区", "河南省新乡市红旗区"},
		{"广西壮族自治区南宁市青秀区民族大道1号", "广西壮族自治区南宁市青秀区"},
		{"内蒙古自治区锡林郭勒盟正蓝旗上都镇", "内蒙古自治区锡林郭勒盟正蓝旗"},
		{"江西省景德镇市珠山区", "江西省景德镇市珠山区"},
		{"上海市浦东新区世纪大道1号", "上海市浦东新区"},
		{"荷花村三组", ""},
		{"", ""},
	} {
		a := []rune(c.address)
		if got := string(a[:countyEnd(a)]); got != c.want {
			t.Errorf("countyEnd(%s) leaves %s, want %s", c.address, got, c.want)
		}
	}
}

// hiddenNames returns the names of the persons whom the masker found.
func hiddenNames(j Judgment, text string) []string {
	m := newMasker(j, text)
	m.findPersons()
	var out []string
	for _, p := range m.persons {
		out = append(append(out, p.name), p.aliases...)
	}
	return out
}

// identifying returns the identifiers in a text but for the tails of accounts, which stay.
func identifying(text string) []Identifier {
	return slices.DeleteFunc(Identifiers(text), func(id Identifier) bool { return id.Kind == IDTail })
}

// openNames returns the names and identifiers that a copy of a document must not show.
func openNames(j Judgment, text string) []string {
	out := hiddenNames(j, text)
	for _, id := range identifying(text) {
		out = append(out, id.Value)
	}
	return out
}

// leaks counts the names and identifiers that a copy still shows. Judges and clerks sign with
// their own names, which may be the same.
func leaks(j Judgment, text, masked string) int {
	signed := masked
	for _, judge := range j.Judges {
		signed = strings.ReplaceAll(signed, judge.Name, "")
	}
	if i := strings.LastIndex(signed, "二〇"); i > 0 && len(j.Judges) > 0 {
		signed = signed[:i]
	}
	n := 0
	for _, name := range openNames(j, text) {
		if strings.Contains(signed, name) {
			n++
		}
	}
	return n + len(identifying(masked))
}

func TestMaskKeepsTheShape(t *testing.T) {
	texts := []string{maskDocument}
	for _, path := range documents(t) {
		texts = append(texts, readText(t, path))
	}
	for _, text := range texts {
		j := Parse("x", text)
		masked := Mask(j, text).Text
		again := Parse("x", masked)
		differ := reshaped
		if text == maskDocument { // one name for aliases and for what a blank parts tells more
			differ = lost
		}
		if diff := differ(shape(j), shape(again)); len(diff) > 0 {
			t.Errorf("%s: the copy reads otherwise in %v\n%s", j.CaseNo, diff, masked)
		}
		if n := leaks(j, text, masked); n > 0 {
			t.Errorf("%s: %d names or identifiers left in\n%s", j.CaseNo, n, masked)
		}
		if twice := Mask(again, masked).Text; twice != masked {
			t.Errorf("%s: masked twice differs\n%s\n%s", j.CaseNo, masked, twice)
		}
	}
}

// The papers of an invented county read the same once masked, and show nobody who is named in
// their head.
func TestMaskInventedCounty(t *testing.T) {
	county, err := synth.New(synth.Options{Seed: 7, People: 6000})
	if err != nil {
		t.Fatal(err)
	}
	total, otherwise := 0, 0
	for d := range county.Documents() {
		j := Parse(d.ID, d.Text)
		c := Mask(j, d.Text)
		checkMoved(t, d.Text, c.Text, j, c.Span)
		if len(c.Doubts) > 0 {
			t.Errorf("%s is in doubt: %v", d.ID, c.Doubts)
		}
		if showsParty(j, c.Text) || leaks(j, d.Text, c.Text) > 0 {
			t.Errorf("%s shows somebody:\n%s", d.ID, c.Text)
		}
		total++
		diff := reshaped(shape(j), shape(Parse(d.ID, c.Text)))
		if len(diff) == 0 {
			continue
		}
		otherwise++
		t.Logf("%s reads otherwise in %v", d.ID, diff)
		if !c.Otherwise {
			t.Errorf("the copy of %s does not say that it reads otherwise in %v", d.ID, diff)
		}
	}
	t.Logf("%d of %d papers read otherwise", otherwise, total)
	if otherwise*500 > total {
		t.Errorf("%d of %d papers read otherwise", otherwise, total)
	}
}

// The same holds whatever the parties are called, and no name of theirs stays.
func TestMaskWhateverTheNames(t *testing.T) {
	name := rapid.Custom(func(rt *rapid.T) string {
		surname := rapid.SampledFrom([]string{"张", "王", "李", "赵", "欧阳", "司马", "上官"}).Draw(rt, "surname")
		return surname + rapid.StringOfN(rapid.RuneFrom([]rune("佳斌婷磊娜倩")), 1, 2, -1).Draw(rt, "given")
	})
	rapid.Check(t, func(rt *rapid.T) {
		names := rapid.SliceOfNDistinct(name, 5, 5, rapid.ID[string]).Draw(rt, "names")
		text := strings.NewReplacer("张伍德", names[0], "欧阳柒文", names[1], "张伍", names[2], "张 伍", names[2], "孙陆仁", names[3], "李拾", names[4]).Replace(maskDocument)
		j := Parse("x", text)
		masked := Mask(j, text).Text
		if diff := lost(shape(j), shape(Parse("x", masked))); len(diff) > 0 {
			rt.Errorf("the copy reads otherwise in %v\n%s", diff, masked)
		}
		for _, n := range names {
			if strings.Contains(masked, n) {
				rt.Errorf("%s is left in\n%s", n, masked)
			}
		}
	})
}

// Nothing leaks and spans stay in bounds, however the document is damaged and whatever the
// names are.
func TestMaskLeaksNothing(t *testing.T) {
	var texts []string
	for _, path := range documents(t) {
		texts = append(texts, readText(t, path))
	}
	texts = append(texts, maskDocument)
	rapid.Check(t, func(rt *rapid.T) {
		text := damaged(rt, texts)
		surname := rapid.SampledFrom([]string{"张", "欧阳", "李", "司马"}).Draw(rt, "surname")
		given := rapid.StringOfN(rapid.RuneFrom([]rune("拾玖捌柒陆伍")), 1, 2, -1).Draw(rt, "given")
		text = strings.ReplaceAll(text, "张伍", surname+given)
		j := Parse("x", text)
		copied := Mask(j, text)
		masked, move := copied.Text, copied.Span
		checkMoved(rt, text, masked, j, move)
		if n := leaksAnywhere(j, text, masked); n > 0 {
			rt.Errorf("%d names left in\n%s\nof\n%s", n, masked, text)
		}
	})
}

// leaksAnywhere counts the names that the copy shows outside what is kept on purpose.
func leaksAnywhere(j Judgment, text, masked string) int {
	m := newMasker(j, text)
	m.findNames()
	m.keepCaseNumbers()
	m.keepOffices()
	n := 0
	for _, name := range hiddenNames(j, text) {
		tree, kept := newNameTree(), 0
		tree.add(name, "")
		tree.each(m.chars, nil, func(s Span, _ string) {
			if slices.Contains(m.taken[s.Start:s.End], true) {
				kept++
			}
		})
		if strings.Count(masked, name) > kept {
			n++
		}
	}
	return n
}

// checkMoved reports spans of the judgment that leave the copy, run backwards or, where
// nothing was hidden, cover other words than in the text.
func checkMoved(t interface{ Errorf(string, ...any) }, text, masked string, j Judgment, move func(Span) Span) {
	a, b := []rune(text), []rune(masked)
	for s := range spans(j) {
		m := move(s)
		if m.Start < 0 || m.End < m.Start || m.End > len(b) {
			t.Errorf("span %v becomes %v in a copy of %d characters", s, m, len(b))
		}
	}
	if whole := move(Span{0, len(a)}); whole != (Span{0, len(b)}) {
		t.Errorf("the whole text becomes %v of %d characters", whole, len(b))
	}
	if s := j.Spans["case_no"]; s.Known() {
		m := move(s)
		if string(a[s.Start:s.End]) != string(b[m.Start:m.End]) {
			t.Errorf("the case number %q becomes %q", string(a[s.Start:s.End]), string(b[m.Start:m.End]))
		}
	}
}

// FuzzMask masks any text: what is not said to be in doubt shows nobody and no number, and what is
// not said to read otherwise reads the same.
func FuzzMask(f *testing.F) {
	for _, path := range documents(f) {
		f.Add(readText(f, path))
	}
	f.Add(maskDocument)
	f.Add("原告：张三，男，1970年3月5日出生，住清溪县青石镇。\n被告：张三丰（曾用名李四）。\n证人王五、赵六，卡号6222 0000")
	f.Add("原告：张三，住")
	f.Add("原告：张三。\n被告：张四。\n判决如下：\n一、被告张四给付原告张三5000元，由张三元负担。")
	f.Fuzz(func(t *testing.T, s string) {
		j := Parse("f", s)
		copied := Mask(j, s)
		masked, move := copied.Text, copied.Span
		if !spacedOut(s) {
			checkMoved(t, s, masked, j, move)
		}
		if len(copied.Doubts) == 0 {
			m := newMasker(j, s)
			if n := leaksAnywhere(m.j, m.text, masked); n > 0 {
				t.Errorf("%d names are left in\n%s\nof\n%s", n, masked, s)
			}
			if left := identifying(masked); len(left) > 0 {
				t.Errorf("%v are left in\n%s\nof\n%s", left, masked, s)
			}
		}
		if left := identifying(MaskDetails(s)); len(left) > 0 {
			t.Errorf("%v are left of the details in\n%s", left, s)
		}
		if same := structure(Parse("f", masked)) == structure(newMasker(j, s).j); same == copied.Otherwise {
			t.Errorf("reads the same: %v, the copy says otherwise: %v\n%s\nof\n%s", same, copied.Otherwise, masked, s)
		}
	})
}

// showsParty reports whether a copy shows the full name or number of a party, however Mask
// chose whom to mask. A judge may have the same name.
func showsParty(j Judgment, masked string) bool {
	return slices.ContainsFunc(j.Parties, func(p Party) bool {
		judge := slices.ContainsFunc(j.Judges, func(x Judge) bool { return strings.Contains(x.Name, p.Name) })
		named := p.Kind == Person && !p.Masked && !judge && runes(p.Name) > 1 && strings.Contains(masked, p.Name)
		return named || p.IDNumber != "" && strings.Trim(p.IDNumber, "*-") != "" && strings.Contains(masked, p.IDNumber)
	})
}

// TestMaskDetails: in a text that is no judgment, what tells who somebody is goes, and what the
// matter is about stays.
func TestMaskDetails(t *testing.T) {
	const text = "申请人王甲，1980年1月2日出生，公民身份号码330199198001010017，住清渠县人民路5号，电话13800001234。\n（2025）甲0101民初1号案件由青石县人民法院审理，借款50000元。"
	got := MaskDetails(text)
	for _, word := range []string{"1月2日", "330199198001010017", "人民路", "13800001234"} {
		if strings.Contains(got, word) {
			t.Errorf("%s stays: %s", word, got)
		}
	}
	for _, word := range []string{"申请人王甲，1980年出生", "住清渠县，", "（2025）甲0101民初1号案件由青石县人民法院审理，借款50000元。"} {
		if !strings.Contains(got, word) {
			t.Errorf("no %s: %s", word, got)
		}
	}
	// whom a paper is for: a court, alone or with its judges, and nobody's name is known
	for _, same := range []string{"", "示范县人民法院", "示范县人民法院\n民事判决书\n（2024）示0101民初12号\n审判员　张三丰\n书记员　李四光\n"} {
		if got := MaskDetails(same); got != same {
			t.Errorf("%q became %q", same, got)
		}
	}
	if got := MaskDetails("第二段\n"); got != "第二段\n" {
		t.Errorf("got %q", got)
	}
}

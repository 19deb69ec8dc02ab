package synth

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// lawText returns the text of a law from the shared material, or skips the test.
func lawText(t *testing.T, file string) string {
	t.Helper()
	shared := os.Getenv("MINGJIAN_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	b, err := os.ReadFile(filepath.Join(shared, "data", "law", file+".md"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the texts of law are missing; set MINGJIAN_SHARED:", err)
		}
		t.Skip("the texts of law are not on this machine; set MINGJIAN_SHARED:", err)
	}
	return string(b)
}

// TestCitedArticlesSayWhatTheyAreCitedFor looks every cited article that can be looked
// up into the text in force on the day.
func TestCitedArticlesSayWhatTheyAreCitedFor(t *testing.T) {
	cpl21, cpl23 := "民事诉讼法(2021-12-24)", "民事诉讼法(2023-09-01)"
	lending := "最高人民法院关于审理民间借贷案件适用法律若干问题的规定(2020-12-29)"
	for _, tc := range []struct {
		law string
		n   int
		say string
	}{
		{cpl21, cplArticle(date(2022, 5, 5), "proof"), "有责任提供证据"},
		{cpl21, cplArticle(date(2022, 5, 5), "default"), "可以缺席判决"},
		{cpl21, cplArticle(date(2022, 5, 5), "deemed"), "可以按撤诉处理"},
		{cpl21, cplArticle(date(2022, 5, 5), "withdraw"), "申请撤诉"},
		{cpl21, cplArticle(date(2022, 5, 5), "delay"), "加倍支付迟延履行期间的债务利息"},
		{cpl21, cplArticle(date(2022, 5, 5), "appeal"), "第二审人民法院对上诉案件"},
		{cpl21, cplArticle(date(2022, 5, 5), "grounds"), "人民法院应当再审"},
		{cpl21, cplArticle(date(2022, 5, 5), "review"), "裁定驳回申请"},
		{cpl21, cplArticle(date(2022, 5, 5), "small"), "小额诉讼"},
		{cpl21, cplArticle(date(2022, 5, 5), "orderclaim"), "申请支付令"},
		{cpl21, cplArticle(date(2022, 5, 5), "order"), "发出支付令"},
		{cpl23, cplArticle(date(2024, 5, 6), "proof"), "有责任提供证据"},
		{cpl23, cplArticle(date(2024, 5, 6), "default"), "可以缺席判决"},
		{cpl23, cplArticle(date(2024, 5, 6), "deemed"), "可以按撤诉处理"},
		{cpl23, cplArticle(date(2024, 5, 6), "withdraw"), "申请撤诉"},
		{cpl23, cplArticle(date(2024, 5, 6), "delay"), "加倍支付迟延履行期间的债务利息"},
		{cpl23, cplArticle(date(2024, 5, 6), "appeal"), "第二审人民法院对上诉案件"},
		{cpl23, cplArticle(date(2024, 5, 6), "grounds"), "人民法院应当再审"},
		{cpl23, cplArticle(date(2024, 5, 6), "review"), "裁定驳回申请"},
		{cpl23, cplArticle(date(2024, 5, 6), "small"), "小额诉讼"},
		{cpl23, cplArticle(date(2024, 5, 6), "orderclaim"), "申请支付令"},
		{cpl23, cplArticle(date(2024, 5, 6), "order"), "发出支付令"},
		{lending, 25, "四倍"},
		{lending, 28, "逾期利率"},
		{"最高人民法院关于适用《民事诉讼法》的解释(2022-04-01)", 517, "终结本次执行程序"},
		{"劳动合同法(2012-12-28)", 30, "劳动报酬"},
		{"道路交通安全法(2021-04-29)", 76, "保险公司"},
	} {
		if got := articleText(lawText(t, tc.law), tc.n); !strings.Contains(got, tc.say) {
			t.Errorf("%s %s does not say %q: %s", tc.law, article(tc.n), tc.say, got)
		}
	}
}

// articleText cuts an article out of a law.
func articleText(law string, n int) string {
	next := regexp.MustCompile(`\n+第[一二三四五六七八九十百零]+条`)
	_, rest, ok := strings.Cut(law, "\n"+article(n))
	if !ok {
		return ""
	}
	if end := next.FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	return rest
}

func TestWritingNumbers(t *testing.T) {
	for n, want := range map[int]string{10: "十", 15: "十五", 76: "七十六", 107: "一百零七", 110: "一百一十", 253: "二百五十三", 517: "五百一十七", 1079: "一千零七十九", 1165: "一千一百六十五", 1208: "一千二百零八", 1015: "一千零一十五", 1000: "一千"} {
		if got := longCardinal(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
	for m, want := range map[money]string{50000: "伍万元整", 12300: "壹万贰仟叁佰元整", 1005: "壹仟零伍元整", 100200: "壹拾万零贰佰元整", 1200000: "壹佰贰拾万元整", 20030: "贰万零叁拾元整"} {
		if got := (m * yuan).capitals(); got != want {
			t.Errorf("%d is written %s, want %s", m, got, want)
		}
	}
	for d, want := range map[day]string{date(2021, 3, 5): "二〇二一年三月五日", date(2020, 11, 20): "二〇二〇年十一月二十日", date(2019, 12, 31): "二〇一九年十二月三十一日"} {
		if got := d.signature(); got != want {
			t.Errorf("signature %s, want %s", got, want)
		}
		if y, m, dd := d.split(); date(y, m, dd) != d {
			t.Errorf("day %d does not come back", d)
		}
	}
}

// TestCourtFee checks the fee against amounts that real judgments name.
func TestCourtFee(t *testing.T) {
	for claim, want := range map[money]money{1000: 50, 10000: 50, 60000: 1300, 100000: 2300, 200000: 4300, 500000: 8800, 1000000: 13800} {
		if got := courtFee(claim * yuan); got != want*yuan {
			t.Errorf("fee for %d is %d fen, want %d yuan", claim, got, want)
		}
	}
}

package lake

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
)

// suits gives n invented first-instance judgments of 3,500 characters on average, which
// no two share. The same seed gives the same documents.
func suits(seed uint64, n int) iter.Seq2[source.Document, *source.Unread] {
	return func(yield func(source.Document, *source.Unread) bool) {
		for i := range n {
			d := source.Document{ID: fmt.Sprintf("d-%d-%06d", seed, i), Text: suit(seed, i), Source: fmt.Sprintf("suits.jsonl:%d", i+1)}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// suit writes one judgment about invented people.
func suit(seed uint64, i int) string {
	r := rand.New(rand.NewPCG(seed, uint64(i)))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	name := func() string {
		return pick("赵", "钱", "孙", "李", "周", "吴", "郑", "王") + pick("某", "甲", "乙", "丙", "丁") + pick("一", "二", "三", "四", "五", "六")
	}
	a, b, c := name(), name(), name()
	var t strings.Builder
	fmt.Fprintf(&t, "清河县人民法院\n民事判决书\n（2019）清0101民初%d号\n", i+1)
	fmt.Fprintf(&t, "原告：%s，女，19%d年3月%d日出生，汉族，住清河县城关镇幸福路%d号。\n", a, 50+r.IntN(49), 1+r.IntN(28), 1+r.IntN(300))
	fmt.Fprintf(&t, "委托诉讼代理人：%s，清河县城关法律服务所法律工作者。\n被告：%s，男，汉族，住清河县河西镇。\n", c, b)
	fmt.Fprintf(&t, "原告%s与被告%s民间借贷纠纷一案，本院于2019年%d月%d日立案后，依法适用简易程序公开开庭进行了审理。原告到庭参加诉讼，被告经传票传唤无正当理由拒不到庭。本案现已审理终结。\n", a, b, 1+r.IntN(6), 1+r.IntN(28))
	fmt.Fprintf(&t, "%s向本院提出诉讼请求：1.判令被告偿还借款本金%d元及利息；2.诉讼费由被告负担。事实和理由：", a, 1000*(1+r.IntN(500)))
	for range 1 + r.IntN(3) {
		fmt.Fprintf(&t, "201%d年%d月%d日，被告%s因%s需要资金，向原告借款%d元，约定月利率%d%%，并出具借条一张，原告以%s交付。", r.IntN(9), 1+r.IntN(12), 1+r.IntN(28),
			b, pick("经营", "建房", "购车", "治病"), 100*(1+r.IntN(5000)), 1+r.IntN(3), pick("现金", "银行转账", "微信转账"))
	}
	for length := 3 * (2000 + r.IntN(3000)); t.Len() < length; {
		t.WriteString(pick("原告多次催要，被告至今没有回应", "双方对上述事实没有争议", "证人到庭陈述了当时的经过", "该证据的真实性本院予以确认",
			"被告未在规定期限内提交书面材料", "原告为证明其主张提交了若干材料", "上述材料与当事人陈述能够相互印证", "双方在同一村居住多年") +
			pick("，", "；", "。\n") + pick("后来", "其间", "对此", "此外", "同时") + pick("村委会", "邻居", "亲友", "单位") + pick("曾经调解", "出面说和", "知道此事", "没有参与") + "。")
	}
	fmt.Fprintf(&t, "\n本院认为，合法的借贷关系受法律保护。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：\n被告%s于本判决生效之日起十日内偿还原告%s借款本金%d元。\n审判员　%s\n二〇一九年%s月五日\n书记员　%s\n", b, a, 1000*(1+r.IntN(500)), name(), pick("七", "八", "九"), name())
	return t.String()
}

// heap is the memory that live and dead objects take together.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}

// BenchmarkImport imports invented documents with the real reader into an empty lake.
// Run it with -benchtime 100000x for a hundred thousand.
func BenchmarkImport(b *testing.B) {
	l, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	text, peak := int64(0), heap()
	counted := func(yield func(source.Document, *source.Unread) bool) {
		for d, u := range suits(1, b.N) {
			text += int64(len(d.Text))
			if !yield(d, u) {
				return
			}
		}
	}
	progress := func(done int64) {
		if done%256 == 0 {
			peak = max(peak, heap())
		}
	}
	b.ResetTimer()
	start := time.Now()
	r, err := l.ImportJudgments(b.Context(), counted, ImportOptions{At: noon, Progress: progress})
	if err != nil {
		b.Fatal(err)
	}
	seconds, rows := time.Since(start).Seconds(), int64(0)
	for _, n := range r.Rows {
		rows += n
	}
	b.ReportMetric(float64(b.N)/seconds, "documents/s")
	b.ReportMetric(float64(rows)/seconds, "rows/s")
	b.ReportMetric(float64(text)/1e6/seconds, "textMB/s")
	b.ReportMetric(float64(r.Bytes)/float64(text), "stored/text")
	b.ReportMetric(float64(peak)/(1<<20), "peakMB")
}

// BenchmarkDocument finds single documents among 20,000.
func BenchmarkDocument(b *testing.B) {
	l, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	const n = 20_000
	l.parse = func(id, _ string) record.Judgment { return record.Judgment{ID: id} }
	l.part = partLimit{documents: n / 5, bytes: 1 << 30}
	if _, err := l.ImportJudgments(b.Context(), suits(1, n), ImportOptions{At: noon}); err != nil {
		b.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		if _, err := s.Document(b.Context(), fmt.Sprintf("d-1-%06d", r.IntN(n))); err != nil {
			b.Fatal(err)
		}
	}
}

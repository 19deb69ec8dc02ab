package record

import (
	"strings"
	"testing"
)

func TestEvidence(t *testing.T) {
	for _, c := range []struct{ list, want string }{
		{"原告向本院提交以下证据：1、借条一份，证明借款事实；2、银行转账凭证一份，证明交付借款；3、录音光盘一张。", "documentary:借条一份:claim documentary:银行转账凭证一份:claim audiovisual:录音光盘一张:claim"},
		{"原告提交了借条、微信聊天记录、证人孙某的证言等证据。", "documentary:借条:claim electronic:微信聊天记录:claim witness:证人孙某的证言:claim"},
		{"被告吴某强向本院提交收条一份。", "documentary:收条一份:defence"},
		{"本院调取了银行流水一份。", "documentary:银行流水一份:finding"},
		{"原告提供笔迹鉴定意见书、现场勘验笔录、产品实物。", "appraisal:笔迹鉴定意见书:claim inspection:现场勘验笔录:claim physical:产品实物:claim"},
		{"上述事实，有原告提供的借条及当事人的陈述在卷佐证。", "statement:借条及当事人的陈述:claim"},
		{"被告吴某强未提交证据。", ""},
		{"被告郑某芳提供担保。", ""},
		{"被告对原告提交的证据无异议。", ""},
		{"原告提供借款5万元。", ""},
	} {
		text := strings.Replace(lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", "双方系朋友。"), "经审理查明", c.list+"\n经审理查明", 1)
		var got []string
		for _, e := range Parse("t", text).Evidence {
			got = append(got, e.Kind+":"+e.What+":"+e.By)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.list, s, c.want)
		}
	}
}

// The kinds of 民事诉讼法(2023-09-01) 第六十六条, by the name of the piece.
func TestEvidenceKind(t *testing.T) {
	for what, want := range map[string]string{
		"借条一份": "documentary", "身份证复印件": "documentary", "产品照片": "documentary", "鉴定费票据": "documentary",
		"当事人的陈述": "statement", "涉案商品实物": "physical", "监控录像": "audiovisual", "短信截图": "electronic",
		"证人证言": "witness", "司法鉴定意见书": "appraisal", "现场勘验笔录": "inspection",
		"无异议": "", "相应证据": "", "保质条件": "", "质证意见": "", "食用香料）": "", "一瓶饮料": "",
	} {
		if got := evidenceKind(what); got != want {
			t.Errorf("evidenceKind(%q) = %q, want %q", what, got, want)
		}
	}
}

package source

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestFields(t *testing.T) {
	type object = map[string]any
	quoted := func(o object) string {
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	const number = "（2019）清0101民初15号"
	sections := object{"s1": "甲某诉乙某一审民事判决书", "s2": "清河县人民法院", "s7": number, "s5": "abc", "s31": "2019-03-05",
		"s22": "清河县人民法院\n民事判决书\n" + number, "s23": "审理终结", "s25": "原告甲某诉称", "s26": "本院认为", "s27": "驳回", "s28": "审判员丙某"}
	joined := "清河县人民法院\n民事判决书\n" + number + "\n审理终结\n原告甲某诉称\n本院认为\n驳回\n审判员丙某"
	page := "<div>清河县人民法院</div><div>(2019)清0101民初15号</div><div>原告：甲某。</div>"
	shown := "清河县人民法院\n(2019)清0101民初15号\n原告：甲某。\n"
	whole := object{"s7": number, "s5": "abc", "s26": "本院认为", "s27": "驳回", "qwContent": "<!DOCTYPE HTML><HTML><BODY>" + page + "</BODY></HTML>"}
	script := `$(function() { var jsonHtmlData = ` + string(must(json.Marshal(quoted(object{"Title": "题", "Html": page})))) + `; });`
	for _, tc := range []struct {
		name     string
		object   object
		id, text string
		refused  bool
	}{
		{name: "sections", object: sections, id: "abc", text: joined},
		{name: "whole before sections", object: whole, id: "abc", text: shown},
		{name: "sections by name", object: object{"文书ID": "x", "判决结果段原文": "驳回", "文本首部段落原文": "首", "案件基本情况段原文": "情况", "当事人": "甲某"}, id: "x", text: "首\n情况\n驳回"},
		{name: "before 2019", object: object{"Title": "题", "PubDate": "2019-03-29", "Html": page}, id: "f-1", text: shown},
		{name: "string in an object", object: object{"id": "1", "doc_id": "x", "source": quoted(whole)}, id: "1", text: shown},
		{name: "object in an object", object: object{"data": whole}, id: "abc", text: shown},
		{name: "script in an object", object: object{"doc_id": "x", "source": script}, id: "x", text: shown},
		{name: "crawler", object: object{"docId": "x", "DocContent": "<html><head><title>题</title></head>" + page + "</html>"}, id: "x", text: shown},
		{name: "paragraphs", object: object{"uuid": "u", "content": []string{"原告：甲某。", "被告：乙某。"}}, id: "u", text: "原告：甲某。\n被告：乙某。"},
		{name: "head in fields", object: object{"title": "甲某与乙某借款纠纷民事判决书", "案号": number, "法院": "清河县人民法院", "正文": "原告：甲某。"}, id: "f-1",
			text: "清河县人民法院\n民事判决书\n" + number + "\n原告：甲某。"},
		{name: "head in text, other brackets", object: object{"案号": number, "法院": "清河县法院", "fulltext": "(2019) 清0101民初15号\n原告"}, id: "f-1", text: "(2019) 清0101民初15号\n原告"},
		{name: "text in markup", object: object{"id": "a", "text": "<p>甲</p><p>乙</p>"}, id: "a", text: "甲\n乙\n"},
		{name: "text that is no markup", object: object{"id": "a", "text": "《甲<乙>丙》 a<b"}, id: "a", text: "《甲<乙>丙》 a<b"},
		{name: "export of a database", object: object{"_id": object{"$oid": "5f3a"}, "案件号": number, "裁判文书内容": "原告：甲某。"}, id: "5f3a", text: number + "\n原告：甲某。"},
		{name: "hit of a search engine", object: object{"_index": "ws", "_id": "x9", "_source": object{"full_text": "原告：甲某。"}}, id: "x9", text: "原告：甲某。"},
		{name: "text before all", object: object{"id": "a", "text": "甲", "content": "乙"}, id: "a", text: "甲"},

		{name: "head only", object: object{"s5": "abc", "s1": "题", "s7": number, "s22": "首", "s28": "尾"}, refused: true},
		{name: "excerpt in a list of hits", object: object{"s5": "abc", "s7": number, "s26": "本院认为"}, refused: true},
		{name: "empty", object: object{"docId": "x", "DocContent": "<html><title>题</title></html>"}, refused: true},
		{name: "numbers", object: object{"content": 7, "source": 7, "data": []int{1}}, refused: true},
		{name: "too deep", object: object{"data": object{"data": object{"data": object{"data": whole}}}}, refused: true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), "f.jsonl"), quoted(tc.object)+"\n")
			g := collect(t, Reader{}, p)
			if tc.refused {
				if len(g.docs) != 0 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "没有 \"text\"") {
					t.Fatalf("got %+v, unread %+v", g.docs, g.unread)
				}
				return
			}
			if len(g.docs) != 1 || len(g.unread) != 0 {
				t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
			}
			if d := g.docs[0]; d.ID != tc.id || d.Text != tc.text {
				t.Errorf("got id %q text %q, want %q %q", d.ID, d.Text, tc.id, tc.text)
			}
		})
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func FuzzParseLine(f *testing.F) {
	f.Add([]byte(`{"s7":"1","s26":"甲","s27":"乙"}`))
	f.Add([]byte(`{"source":"{\"Html\":\"<p>甲\"}","doc_id":1}`))
	f.Add([]byte(`{"data":{"content":["甲",""]},"案号":"2"}`))
	f.Add([]byte(`{"_id":{"$oid":"5"},"裁判文书内容":"甲"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if len(line) == 0 {
			t.Skip("no line")
		}
		d, why := parseLine(line, "f:1", "f-1")
		if why == nil && strings.ToValidUTF8(d.Text, "") != d.Text {
			t.Errorf("%q gave %+v", line, d)
		}
	})
}

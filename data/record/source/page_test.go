package source

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/data/charset"
)

func TestPageText(t *testing.T) {
	for _, tc := range []struct {
		name, page, want string
	}{
		{"blocks", "<html><head><title>甲某诉乙某</title><style>p{}</style></head><body><div>清河县人民法院</div><p>民事判决书<br/>正文</p></body></html>", "清河县人民法院\n民事判决书\n正文\n"},
		{"published", "<!DOCTYPE HTML PUBLIC -//W3C//DTD HTML 4.0 Transitional//EN'><HTML><HEAD><TITLE></TITLE></HEAD><BODY><div style='TEXT-ALIGN: center;'>清河县人民法院</div><div id='1'>（2019）清0101民初15号</div><div></div></BODY></HTML>",
			"清河县人民法院\n（2019）清0101民初15号\n"},
		{"pieces with marks", "<a type='dir' name='WBSB'></a><div>清河县人民法院</div><a type='dir' name='DSRXX'></a><div>原告：甲某。</div>", "清河县人民法院\n原告：甲某。\n"},
		{"entities and spaces", "<div>&nbsp;&nbsp;审判员&nbsp;&nbsp;丙某&amp;丁某&#12288;</div><div>　　原告  甲某</div>", "审判员  丙某&丁某　\n　　原告 甲某\n"},
		{"lines in the markup", "<p>原告\n   甲某 Mr\r\nX 诉</p>\n", "原告甲某 Mr X 诉\n"},
		{"inline elements", "<p><b>甲</b><span>乙</span> <i>丙</i></p>", "甲乙 丙\n"},
		{"table", "<table><tr><td>姓名</td> <td>金额</td></tr><tr><td><p>甲</p></td><td>5</td></tr></table>", "姓名\t金额\n甲\n5\n"},
		{"scripts in between", "<div>甲<script>var a = '<div>乙</div>';</script>丙</div><!-- 丁 -->", "甲丙\n"},
		{"head never closed", "<html><head><title>窗</title><body>正文", "正文"},
		{"no width", "<p>甲\u200b某\ufeff</p>", "甲某\n"},
		{"the site around it", `<div>登录</div><div class="x PDF_pox"><html><head><title>题</title></head><body><div>甲某</div>乙某</body></html></div><div>打印</div>`, "甲某\n乙某\n"},
		{"written by a script", `<html><body><script>document.write("<div>甲某<\/div>"); document.write('<div>\u4e59某</div>')</script></body></html>`, "甲某\n乙某\n"},
		{"script alone", `document.write("<div>甲\"某<\/div>");`, "甲\"某\n"},
		{"object in a script", `$(function() {` + "\n" + `    var jsonHtmlData = "{\"Title\":\"题\",\"PubDate\":\"2019-03-29\",\"Html\":\"<div style='A'>甲某</div><div>\\\"乙\\\"某</div>\"}";` + "\n" + `    var jsonData = eval("(" + jsonHtmlData + ")");`, "甲某\n\"乙\"某\n"},
		{"script that only counts visits", `<div>正文</div><script>document.write("<div>计数</div>")</script>`, "正文\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := pageText(tc.page); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestPages(t *testing.T) {
	page := func(charset string) string {
		return "<!DOCTYPE html>\n<html><head><meta charset=\"" + charset + "\"><title>题</title></head><body><div>" + strings.ReplaceAll(strings.TrimSpace(invented), "\n", "</div>\n<div>") + "</div></body></html>"
	}
	gb := func(s string) string { return encode(t, simplifiedchinese.GB18030, s) }
	for _, tc := range []struct {
		name, file, content, says string
	}{
		{name: "UTF-8", file: "a.html", content: page("utf-8")},
		{name: "UTF-8 with mark", file: "a.htm", content: "\xEF\xBB\xBF" + page("utf-8")},
		{name: "GBK", file: "a.html", content: gb(page("gbk"))},
		{name: "GB2312 said in the old way", file: "a.html", content: gb(strings.Replace(page(""), `<meta charset="">`, `<META http-equiv=Content-Type content="text/html; charset=gb2312">`, 1))},
		{name: "GB18030 without a word", file: "a.html", content: gb(page(""))},
		{name: "converted, old word left", file: "a.html", content: page("gbk")},
		{name: "GBK that says UTF-8", file: "a.html", content: gb(page("utf-8"))},
		{name: "encoding of no name", file: "a.html", content: gb(page("x-none"))},
		{name: "UTF-16", file: "a.html", content: "\xFF\xFE" + encode(t, charset.UTF16(encunicode.LittleEndian), page("utf-16"))},
		{name: "by another name", file: "a.txt", content: page("utf-8")},
		{name: "named JSON", file: "a.json", content: page("utf-8")},
		{name: "XHTML", file: "a.xhtml", content: `<?xml version="1.0"?>` + page("utf-8")},
		{name: "in an archive", file: "a.zip", content: zipped(t, "b.html", page("utf-8"))},
		{name: "no tags at all", file: "a.html", content: strings.ReplaceAll(invented, "\n", "<br>")},

		{name: "shows nothing", file: "a.html", content: "<html><head><title>题</title></head><body><script>load()</script></body></html>", says: "没有显示"},
		{name: "noise", file: "a.html", content: "<html>" + strings.Repeat("\x01\x9c\x00\xe3\x88\x07\xf1\x12", 300), says: "不是文字"},
		{name: "too big", file: "a.html", content: "<html>" + strings.Repeat("文书", 200_000), says: "1 MB"},
		{name: "other XML", file: "a.xml", content: `<?xml version="1.0"?><案/>`, says: "XML 文件"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), tc.file), tc.content)
			g := collect(t, Reader{MaxDocument: 1 << 20}, p)
			if tc.says != "" {
				if len(g.docs) != 0 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, tc.says) {
					t.Fatalf("got %d documents and %+v, want one refusal with %q", len(g.docs), g.unread, tc.says)
				}
				return
			}
			if len(g.docs) != 1 || len(g.unread) != 0 {
				t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
			}
			if d := g.docs[0]; d.Text != invented || d.Mended != 0 {
				t.Errorf("got %q, mended %d", d.Text, d.Mended)
			}
		})
	}
}

func FuzzPageText(f *testing.F) {
	f.Add("<div>甲</div>")
	f.Add(`var jsonHtmlData = "{\"Html\":\"\u`)
	f.Add(`document.write('\x`)
	f.Fuzz(func(t *testing.T, page string) {
		page = strings.ToValidUTF8(page, "")
		if text := pageText(page); strings.ToValidUTF8(text, "") != text {
			t.Errorf("%q gave %q", page, text)
		}
	})
}

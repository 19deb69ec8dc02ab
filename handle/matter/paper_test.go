package matter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// TestPaperLife: drafted from the facts, rewritten, reviewed, given back, approved by
// another, numbered, sealed, served; only then can the step that needs it be taken.
func TestPaperLife(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		ctx := t.Context()
		r := func() Request { return Request{Seen: m.Version} }
		must := func(out Detail, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			m = out
		}
		must(d.DraftPaper(ctx, d.handler, m.ID, PaperDraft{Kind: "report", Prefix: "青检民监", To: "青石县人民法院"}, r()))
		p := m.Papers[0]
		if p.State != "draft" || p.Number != "" || !strings.Contains(p.Text.Body, "种类：甲") || p.Title.ZH != "报告" {
			t.Errorf("drafted %+v", p)
		}
		must(d.RewritePaper(ctx, d.handler, m.ID, p.ID, PaperDraft{To: "青石县人民法院", Body: "第一段\n第二段"}, r()))
		if m.Papers[0].Version != 2 || m.Papers[0].Text.Body != "第一段\n第二段" {
			t.Errorf("rewritten %+v", m.Papers[0])
		}
		move := func(by access.Account, to, note string) (Detail, error) {
			return d.MovePaper(ctx, by, m.ID, p.ID, PaperMove{To: to, Note: note, Receiver: map[bool]string{true: "收发室"}[to == "served"]}, r())
		}
		must(move(d.handler, "review", ""))
		for _, tc := range []struct {
			by       access.Account
			to, note string
			kind     fault.Kind
		}{
			{d.handler, "approved", "", fault.Forbidden}, // the maker
			{d.leader, "sealed", "", fault.Conflict},
			{d.leader, "draft", "改", fault.Invalid},
		} {
			if _, err := move(tc.by, tc.to, tc.note); !fault.Is(err, tc.kind) {
				t.Errorf("%s %s: got %v, want %s", tc.by.ID, tc.to, err, tc.kind)
			}
		}
		if _, err := d.RewritePaper(ctx, d.handler, m.ID, p.ID, PaperDraft{Body: "改写"}, r()); !fault.Is(err, fault.Conflict) {
			t.Errorf("rewritten under review: %v", err)
		}
		must(move(d.leader, "draft", "事实部分须补充"))
		must(move(d.handler, "review", ""))
		if len(m.Course.Issued) != 0 {
			t.Errorf("issued before it was approved: %q", m.Course.Issued)
		}
		must(move(d.leader, "approved", ""))
		if got := m.Papers[0]; got.Number != "青检民监〔2026〕1号" || len(m.Course.Issued) != 1 {
			t.Errorf("approved %+v, issued %q", got, m.Course.Issued)
		}
		must(move(d.handler, "sealed", ""))
		must(move(d.handler, "served", ""))
		must(d.DraftPaper(ctx, d.handler, m.ID, PaperDraft{Kind: "report", Prefix: "青检民监", Body: "又一份"}, r()))
		p = m.Papers[1]
		must(move(d.handler, "review", ""))
		must(move(d.leader, "approved", ""))
		if got := m.Papers[1].Number; got != "青检民监〔2026〕2号" {
			t.Errorf("the second is %s", got)
		}
		m = d.step(m, "close", map[string]any{"reason": "已经查明"})
		replayed(t, d, m)
	})
}

// TestPaperFile: a file that programs can open, with everything in it; in the masked copy
// no person can be recognised, and what was typed cannot break the file.
func TestPaperFile(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		m, err := d.AddParty(t.Context(), d.handler, m.ID, Party{Kind: "person", Part: "被监督人", Name: "欧阳某晴", Identifier: "330199198001010011"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		m, err = d.DraftPaper(t.Context(), d.handler, m.ID, PaperDraft{Kind: "report", Prefix: "青检民监", To: "某院", Body: "欧阳某晴（330199198001010011，电话13800000000）</w:t>&<\n第二段"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		for _, hide := range []bool{false, true} {
			name, content, err := d.PaperFile(t.Context(), d.handler, m.ID, m.Papers[0].ID, hide)
			if err != nil {
				t.Fatal(err)
			}
			text := words(t, content)
			for _, word := range []string{"欧阳某晴", "330199198001010011", "13800000000"} {
				if strings.Contains(text, word) == hide {
					t.Errorf("%s: %s in %q", name, word, text)
				}
			}
			for _, word := range []string{"报告", "某院", "</w:t>&<", "第二段", "草稿", "不是最高人民检察院规定的正式格式"} {
				if !strings.Contains(text, word) {
					t.Errorf("%s: no %s in %q", name, word, text)
				}
			}
		}
		if _, _, err := d.PaperFile(t.Context(), d.second, m.ID, m.Papers[0].ID, true); !fault.Is(err, fault.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
	})
}

// words reads the text of a .docx file as a program that opens it would.
func words(t *testing.T, content []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for x := xml.NewDecoder(f); ; {
		token, err := x.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

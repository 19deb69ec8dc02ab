package matter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
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
		if p.State != "draft" || p.Text.Directed || p.Number != "" || !strings.Contains(p.Text.Body, "种类：甲") || p.Title.ZH != "报告" {
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
		seen, err := d.Get(ctx, d.leader, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if maker, leader := m.Papers[0].Moves, seen.Papers[0].Moves; !slices.Equal(maker, []string{"draft", "withdrawn"}) || !slices.Contains(leader, "approved") || slices.Contains(leader, "sealed") {
			t.Errorf("the maker can take it to %q, the leader to %q", maker, leader)
		}
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

// TestPapersThatWait: the leader sees what waits for approval, page by page, whoever handles the matter
// what waits for the seal and service; nobody sees what is of matters they may not read.
func TestPapersThatWait(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		ctx := t.Context()
		var drafted []string
		move := func(by access.Account, m Detail, to string) Detail {
			t.Helper()
			out, err := d.MovePaper(ctx, by, m.ID, m.Papers[0].ID, PaperMove{To: to, Receiver: map[bool]string{true: "收发室"}[to == "served"]}, Request{Seen: m.Version})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		var matters []Detail
		for range 3 {
			m := d.open("a")
			m, err := d.DraftPaper(ctx, d.handler, m.ID, PaperDraft{Kind: "report", Prefix: "青检民监", Body: "一段"}, Request{Seen: m.Version})
			if err != nil {
				t.Fatal(err)
			}
			drafted = append(drafted, m.Papers[0].ID)
			matters = append(matters, move(d.handler, m, "review"))
		}
		list := func(by access.Account, f PaperFilter) (ids []string) {
			t.Helper()
			for {
				page, err := d.Papers(ctx, by, f)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range page.Items {
					ids = append(ids, x.Paper)
					if x.Called.ZH != "报告" || x.Title == "" || x.By == "" || x.Own != (by.ID == d.handler.ID) {
						t.Errorf("listed %+v", x)
					}
				}
				if f.Cursor = page.Next; f.Cursor == "" {
					slices.Sort(ids)
					return ids
				}
			}
		}
		slices.Sort(drafted)
		for _, by := range []access.Account{d.leader, d.handler} {
			if got := list(by, PaperFilter{Limit: 2}); !slices.Equal(got, drafted) {
				t.Errorf("%s is shown %q, want %q", by.ID, got, drafted)
			}
		}
		if got := list(d.leader, PaperFilter{Mine: true}); len(got) != 0 {
			t.Errorf("the leader handles %q", got)
		}
		m := move(d.leader, matters[0], "approved")
		if leader, own := list(d.leader, PaperFilter{State: "approved"}), list(d.handler, PaperFilter{State: "approved"}); len(leader) != 0 || !slices.Equal(own, []string{m.Papers[0].ID}) {
			t.Errorf("for the seal the leader is shown %q, the handler %q", leader, own)
		}
		move(d.handler, m, "sealed")
		if got := list(d.handler, PaperFilter{State: "sealed"}); !slices.Equal(got, []string{m.Papers[0].ID}) {
			t.Errorf("for service the handler is shown %q", got)
		}
		if got := list(d.leader, PaperFilter{}); len(got) != 2 {
			t.Errorf("still to approve: %q", got)
		}
		if got := list(d.second, PaperFilter{}); len(got) != 0 {
			t.Errorf("a handler of other matters is shown %q", got)
		}
		for _, f := range []PaperFilter{{State: "draft"}, {Limit: 1000}, {Cursor: "!"}, {Cursor: db.Cursor(mark{Sort: "paper sealed"})}} {
			if _, err := d.Papers(ctx, d.leader, f); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v", f, err)
			}
		}
		analyst := access.Account{ID: "u-9", Role: access.Analyst, Office: d.handler.Office}
		if _, err := d.Papers(ctx, analyst, PaperFilter{}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the analyst: %v", err)
		}
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
		m, err = d.DraftPaper(t.Context(), d.handler, m.ID, PaperDraft{Kind: "report", Prefix: "青检民监", To: "某院", Body: "欧阳某晴（330199198001010011，电话13800000000，1980年1月2日出生，住青石县人民路5号，（2025）甲0101民初1号案件当事人）</w:t>&<\n第二段"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		for _, hide := range []bool{false, true} {
			name, content, err := d.PaperFile(t.Context(), d.handler, m.ID, m.Papers[0].ID, Copy{Masked: hide, Stamp: "日志检查点 12"})
			if err != nil {
				t.Fatal(err)
			}
			text := words(t, content)
			for _, word := range []string{"欧阳某晴", "330199198001010011", "13800000000", "1月2日", "人民路5号"} {
				if strings.Contains(text, word) == hide {
					t.Errorf("%s: %s in %q", name, word, text)
				}
			}
			for _, word := range []string{"报告", "某院", "</w:t>&<", "第二段", "草稿", "不是最高人民检察院规定的正式格式", "日志检查点 12", "1980年", "住青石县", "（2025）甲0101民初1号"} {
				if !strings.Contains(text, word) {
					t.Errorf("%s: no %s in %q", name, word, text)
				}
			}
		}
		if _, _, err := d.PaperFile(t.Context(), d.second, m.ID, m.Papers[0].ID, Copy{Masked: true}); !fault.Is(err, fault.NotFound) {
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
	var b strings.Builder
	for _, name := range []string{"word/document.xml", "word/footer1.xml"} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for x := xml.NewDecoder(f); ; {
			token, err := x.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if c, ok := token.(xml.CharData); ok {
				b.Write(c)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestPaperFields: a paper of a kind that has a template begins with what the matter and its
// clues know, cannot be submitted while something is missing, keeps what is not changed, and
// goes on by the template it was written with.
func TestPaperFields(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		c := found(t, d.db, clue.Screening)
		m, err := d.Open(t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: "王某监督案", Fields: map[string]any{"kind": "a"}, Clues: []clue.ID{c},
			Parties: []Party{{Kind: "person", Part: "被监督人", Name: "王某"}}}, Request{})
		if err != nil {
			t.Fatal(err)
		}
		r := func() Request { return Request{Seen: m.Version} }
		must := func(out Detail, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			m = out
		}
		must(d.DraftPaper(t.Context(), d.handler, m.ID, PaperDraft{Kind: "transfer", Prefix: "青检移", Values: map[string]string{"移送理由": "涉嫌虚假诉讼罪"}}, r()))
		p := m.Papers[0]
		if !p.Text.Directed || p.Text.Template != "transfer-letter" || p.Text.Values["案件来源"] == "" || p.Text.Values["移送理由"] != "涉嫌虚假诉讼罪" || !strings.Contains(p.Text.Body, "〔待填：涉嫌人员和行为〕") {
			t.Errorf("drafted %+v", p.Text)
		}
		move := func(by access.Account, to string) (Detail, error) {
			return d.MovePaper(t.Context(), by, m.ID, p.ID, PaperMove{To: to}, r())
		}
		if _, err := move(d.handler, "review"); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "没有填写：受文单位、涉嫌人员和行为") {
			t.Errorf("submitted with holes: %v", err)
		}
		for _, bad := range []struct {
			d    PaperDraft
			kind fault.Kind
		}{{PaperDraft{Values: map[string]string{"无此项": "甲"}}, fault.Invalid}, {PaperDraft{Seen: 7}, fault.Conflict}, {PaperDraft{Values: map[string]string{"附件": "\x00"}}, fault.Invalid}} {
			if _, err := d.RewritePaper(t.Context(), d.handler, m.ID, p.ID, bad.d, r()); !fault.Is(err, bad.kind) {
				t.Errorf("%+v: %v", bad.d, err)
			}
		}
		must(d.RewritePaper(t.Context(), d.handler, m.ID, p.ID, PaperDraft{To: "青石县公安局", Seen: 1, Values: map[string]string{"涉嫌人员和行为": "王某\n多次虚构借款起诉"}}, r()))
		if got := m.Papers[0].Text; got.Values["移送理由"] != "涉嫌虚假诉讼罪" || strings.Contains(got.Body, "待填") {
			t.Errorf("rewritten %+v", got)
		}
		must(move(d.handler, "review"))
		must(move(d.leader, "approved"))
		d.on("2026-03-09")
		_, content, err := d.PaperFile(t.Context(), d.handler, m.ID, p.ID, Copy{})
		if err != nil {
			t.Fatal(err)
		}
		text := words(t, content)
		for _, word := range []string{"青检移〔2026〕1号", "青石县公安局：", "多次虚构借款起诉", "2026年3月2日", "移送函", "王某监督案", "a-handler"} {
			if !strings.Contains(text, word) {
				t.Errorf("no %s in %s", word, text)
			}
		}
		if strings.Contains(text, "草稿") || strings.Contains(text, "{{") || strings.Contains(text, "待填") {
			t.Errorf("issued: %s", text)
		}
		if _, content, err = d.PaperFile(t.Context(), d.handler, m.ID, p.ID, Copy{Version: 1}); err != nil || !strings.Contains(words(t, content), "草稿") {
			t.Errorf("the first version: %v", err)
		}
		if _, _, err = d.PaperFile(t.Context(), d.handler, m.ID, p.ID, Copy{Version: 9}); !fault.Is(err, fault.NotFound) {
			t.Errorf("a version that is none: %v", err)
		}
	})
}

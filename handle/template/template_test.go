package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/fault"
)

var update = flag.Bool("update", false, "write the golden files anew")

func library(t testing.TB, dir string) Library {
	t.Helper()
	l, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// docx makes a document of that body.
func docx(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"word/document.xml": `<w:document xmlns:w="x" xmlns:w14="y"><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/styles.xml":   `<w:styles xmlns:w="x">{{不动}}</w:styles>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func paragraphOf(runs ...string) string {
	return `<w:p w14:paraId="1"><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>` + strings.Join(runs, `</w:t></w:r><w:proofErr/><w:r><w:t>`) + `</w:t></w:r></w:p>`
}

func TestFill(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		want       []string
	}{
		{"plain", paragraphOf("案号：{{案号}}。"), []string{"案号：（2021）甲01民初1号。"}},
		{"over runs", paragraphOf("甲{", "{案", "号}}乙{{案号", "}}"), []string{"甲（2021）甲01民初1号乙（2021）甲01民初1号"}},
		{"spaces in the braces", paragraphOf("{{ 案号 }}"), []string{"（2021）甲01民初1号"}},
		{"a line each", paragraphOf("前：{{多行}}", "（{{案号}}）"), []string{"前：一", "二", "三（（2021）甲01民初1号）"}},
		{"a line each, in a cell", `<w:tbl><w:tr><w:tc>` + paragraphOf("{{多行}}") + `</w:tc></w:tr></w:tbl>`, []string{"一二三"}},
		{"left out", paragraphOf("附件：{{附件}}") + paragraphOf("正文"), []string{"正文"}},
		{"not left out: something else is filled in", paragraphOf("{{附件}}{{案号}}"), []string{"（2021）甲01民初1号"}},
		{"still to be filled in", paragraphOf("{{理由}}"), []string{"〔待填：理由〕"}},
		{"unknown", paragraphOf("{{无此字段}}"), []string{"〔待填：无此字段〕"}},
		{"marks of XML", paragraphOf("{{标记}}"), []string{"</w:t>&<"}},
		{"a field in a value stays text", paragraphOf("{{套}}"), []string{"{{案号}}"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tmpl, err := Read("甲.docx", docx(t, tc.body))
			if err != nil {
				t.Fatal(err)
			}
			out, err := tmpl.Fill(map[string]Value{
				"案号": {Text: "（2021）甲01民初1号"}, "多行": {Text: " 一\n\n 二\n三 \n"}, "附件": {Optional: true}, "理由": {}, "标记": {Text: "</w:t>&<"}, "套": {Text: "{{案号}}"},
				Checkpoint: {Text: "日志 12"},
			}, Checkpoint)
			if err != nil {
				t.Fatal(err)
			}
			back := valid(t, out)
			if diff := cmp.Diff(append(tc.want, "日志 12"), back.Text()); diff != "" {
				t.Error(diff)
			}
			if !bytes.Contains(member(t, out, "word/styles.xml"), []byte("{{不动}}")) {
				t.Error("what is no text was changed")
			}
		})
	}
}

// valid reads a document as a strict reader of XML does.
func valid(t testing.TB, out []byte) Template {
	t.Helper()
	back, err := Read("后.docx", out)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range back.parts {
		for d := xml.NewDecoder(bytes.NewReader(p.xml)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.name, err)
			}
		}
	}
	return back
}

func member(t testing.TB, raw []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestLibrary: each template is sound, uses each of its fields, says that it is not the
// official form, has a place for the checkpoint, and is filled in whole: with everything
// known no field is left, with nothing known each that is needed is marked.
func TestLibrary(t *testing.T) {
	l := library(t, "")
	for _, s := range l.All() {
		t.Run(s.ID, func(t *testing.T) {
			tmpl, own, err := l.Open(s.ID)
			if err != nil || own {
				t.Fatal(own, err)
			}
			for _, says := range tmpl.Check(s.names()) {
				t.Error(says.ZH)
			}
			var used []string
			for _, u := range tmpl.Fields() {
				used = append(used, u.Name)
			}
			for _, f := range s.Fields {
				if f.EN == "" || !slices.Contains(used, f.Name) || slices.Contains(Common(), f.Name) {
					t.Errorf("field %+v is not used, has no English name or another meaning", f)
				}
			}
			text := strings.Join(tmpl.Text(), "\n")
			if !strings.Contains(text, "不是最高人民检察院规定的正式格式样本") || !slices.Contains(used, Checkpoint) || s.Title.EN == "" {
				t.Errorf("it does not say what it is: %s", text)
			}
			full, sparse := map[string]Value{}, map[string]Value{}
			for _, name := range s.names() {
				f, _ := s.Field(name)
				full[name] = Value{Text: name + "之甲\n" + name + "之乙"}
				sparse[name] = Value{Optional: f.Optional || name == Draft || name == Number}
			}
			out := filled(t, tmpl, full)
			for _, name := range used {
				if name != Checkpoint && !strings.Contains(out, name+"之甲") {
					t.Errorf("%s is not filled in: %s", name, out)
				}
			}
			out = filled(t, tmpl, sparse)
			for _, name := range used {
				f, _ := s.Field(name)
				if needed := !sparse[name].Optional; name != Checkpoint && strings.Contains(out, Blank(name)) != needed {
					t.Errorf("%s: needed %v, optional %v: %s", name, needed, f.Optional, out)
				}
			}
		})
	}
}

func filled(t *testing.T, tmpl Template, values map[string]Value) string {
	t.Helper()
	out, err := tmpl.Fill(values, Checkpoint)
	if err != nil {
		t.Fatal(err)
	}
	back := valid(t, out)
	text := strings.Join(back.Text(), "\n")
	if left := back.Fields(); len(left) > 0 || strings.Contains(text, "{{") {
		t.Errorf("fields are left: %v", left)
	}
	return text
}

// TestTexts keeps what the templates say where a change of a .docx can be read.
func TestTexts(t *testing.T) {
	var b strings.Builder
	l := library(t, "")
	for _, s := range l.All() {
		tmpl, _, err := l.Open(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "## %s %s\n%s\n\n", s.ID, s.Title.ZH, strings.Join(tmpl.Text(), "\n"))
	}
	golden := filepath.Join("testdata", "texts.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("run go test ./handle/template -update and look at the change: %s", diff)
	}
}

// TestNamed: every paper that the rules name can be drafted by a template of its own, and no
// paper by two.
func TestNamed(t *testing.T) {
	l := library(t, "")
	for _, paper := range []string{
		"受理通知书", "通知书", "交办通知书", "指令调查通知书", "委托调查函", "调取证据通知书", "调取证据清单", "询问笔录", "调查笔录", "审查终结报告",
		"再审检察建议书", "提请抗诉报告书", "抗诉书", "检察建议书", "不支持监督申请决定书", "中止审查决定书", "终结审查决定书", "复查决定书",
		"说明案件执行情况通知书", "案件流程监控通知书", "处理结果审查登记表", "初步调查报告", "立案审批表", "立案决定书", "不立案决定书",
		"调查终结报告", "终结案件决定书", "移送案件线索通知书", "起诉书", "支持起诉意见书", "要求说明不立案理由通知书", "通知立案书", "纠正违法通知书",
		"移送函", "听证通知书", "听证笔录",
	} {
		if s := l.For("any", paper); s.ID == General {
			t.Errorf("%s has no template", paper)
		}
	}
	taken := map[string]string{}
	for _, s := range l.All() {
		for _, paper := range s.Papers {
			key := strings.Join(s.Procedures, ",") + " " + paper
			if taken[key] != "" {
				t.Errorf("%s: %s and %s", paper, taken[key], s.ID)
			}
			taken[key] = s.ID
		}
	}
	for procedure, want := range map[string]string{"public-interest-administrative": "suggestion-public-interest", "social-governance-suggestion": "suggestion-governance", "civil-enforcement": "suggestion"} {
		if got := l.For(procedure, "检察建议书"); got.ID != want {
			t.Errorf("%s: %s", procedure, got.ID)
		}
	}
	if got := l.For("any", "无此文书"); got.ID != General {
		t.Errorf("got %s", got.ID)
	}
}

// TestOwn: an office's template takes the place of ours; a wrong one is refused with its
// file, the place and what may stand there.
func TestOwn(t *testing.T) {
	dir := t.TempDir()
	l := library(t, dir)
	put := func(name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("抗诉书.docx", docx(t, paragraphOf("青石县人民检察院")+paragraphOf("{{抗诉", "理由}}")))
	if tmpl, own, err := l.Open("protest"); err != nil || !own || len(tmpl.Text()) != 2 {
		t.Errorf("got %v %v", own, err)
	}
	if faults, err := l.Check(); err != nil || len(faults) != 0 {
		t.Errorf("got %v %v", faults, err)
	}
	put("stay.docx", docx(t, paragraphOf("一")+paragraphOf("{{中止事由}}")+paragraphOf("{{案号")))
	put("refusal.docx", []byte("not a document"))
	put("备忘.txt", nil)
	put("~$抗诉书.docx", nil)
	_, _, err := l.Open("stay")
	if _, says := fault.Split(err); !fault.Is(err, fault.Invalid) || !strings.Contains(says.ZH, "stay.docx：正文第 2 段：没有“中止事由”这个字段；可用的字段：") {
		t.Errorf("got %v", err)
	}
	faults, err := l.Check()
	var all []string
	for _, f := range faults {
		all = append(all, f.ZH)
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"stay.docx：正文第 2 段", "stay.docx：正文第 3 段：双大括号不成对", "refusal.docx 不是 Word 文档", "备忘.txt：不是任何文书模板的文件名"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if err != nil || len(faults) != 4 {
		t.Errorf("got %d faults, %v", len(faults), err)
	}
	if _, _, err := l.Open("none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestRefused(t *testing.T) {
	var macros bytes.Buffer
	z := zip.NewWriter(&macros)
	for _, name := range []string{"word/document.xml", "word/vbaProject.bin"} {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"macros": macros.Bytes(), "empty": nil, "cut": docx(t, "")[:100], "not closed": docx(t, "<w:p>"), "wrongly closed": docx(t, "<w:p></w:r>"), "a document type": docx(t, "<!DOCTYPE x>"), "large": make([]byte, MostBytes+1)} {
		if _, err := Read("甲.docx", b); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "甲.docx") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRead: whatever is read can be filled in, and is a document again.
func FuzzRead(f *testing.F) {
	f.Add(paragraphOf("{{案", "号}}"), "一\n二")
	f.Add(`<w:tbl><w:tr><w:tc>`+paragraphOf("{{案号}}")+`</w:tc></w:tr></w:tbl>`, "<&>")
	f.Add(`<w:p><w:r><w:pict><w:p><w:r><w:t>{{案号}}</w:t></w:r></w:p></w:pict><w:t/><w:t>{{附件}}</w:t></w:r></w:p>`, "")
	f.Fuzz(func(t *testing.T, body, value string) {
		tmpl, err := Read("甲.docx", docx(t, body))
		if err != nil {
			return
		}
		out, err := tmpl.Fill(map[string]Value{"案号": {Text: value}, "附件": {Optional: true}, Checkpoint: {Text: value}}, Checkpoint)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read("后.docx", out); err != nil {
			t.Errorf("%q with %q: %v", body, value, err)
		}
	})
}

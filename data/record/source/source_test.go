package source

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/data/charset"
)

// invented is a short document about nobody.
const invented = "清河县人民法院\n民事判决书\n（2019）清0101民初15号\n原告：甲某，女，汉族，住清河县。\n被告：乙某。\n原告甲某诉称，被告向其借款人民币50,000元，至今未还。\n审判员　丙某\n二〇一九年三月五日\n"

// got is everything that one reading yielded.
type got struct {
	docs   []Document
	unread []*Unread
}

func collect(t *testing.T, r Reader, paths ...string) got {
	t.Helper()
	var g got
	for d, u := range r.Read(t.Context(), paths) {
		if u == nil {
			g.docs = append(g.docs, d)
			continue
		}
		g.unread = append(g.unread, u)
		if !strings.Contains(u.Why.ZH, u.Source) || !strings.Contains(u.Why.EN, u.Source) || strings.Contains(u.Why.ZH+u.Why.EN, "%!") {
			t.Errorf("the sentence does not name %q in both languages: %+v", u.Source, u.Why)
		}
	}
	return g
}

// ids gives the IDs of the documents in order.
func (g got) ids() (ids []string) {
	for _, d := range g.docs {
		ids = append(ids, d.ID)
	}
	return ids
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func encode(t *testing.T, enc encoding.Encoding, s string) string {
	t.Helper()
	b, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOneFile(t *testing.T) {
	gb := encode(t, simplifiedchinese.GB18030, invented)
	noise := strings.Repeat("\x01\x9c\x00\xe3\x88\x07\xf1\x12", 300)
	for _, tc := range []struct {
		name, file, content string
		id, says            string // one of the two
		mended              int
	}{
		{name: "UTF-8", file: "案一.txt", content: invented, id: "案一"},
		{name: "UTF-8 with mark", file: "a.txt", content: "\xEF\xBB\xBF" + invented, id: "a"},
		{name: "GB18030", file: "a.TXT", content: gb, id: "a"},
		{name: "UTF-16 LE with mark", file: "a.txt", content: "\xFF\xFE" + encode(t, charset.UTF16(encunicode.LittleEndian), invented), id: "a"},
		{name: "UTF-16 BE with mark", file: "a.txt", content: "\xFE\xFF" + encode(t, charset.UTF16(encunicode.BigEndian), invented), id: "a"},
		{name: "UTF-16 LE", file: "a.txt", content: encode(t, charset.UTF16(encunicode.LittleEndian), invented), id: "a"},
		{name: "UTF-16 BE", file: "a.txt", content: encode(t, charset.UTF16(encunicode.BigEndian), invented), id: "a"},
		{name: "one broken byte", file: "a.txt", content: strings.Replace(invented, "甲", "\xE7", 1), id: "a", mended: 1},
		{name: "no ending", file: "（2019）清0101民初15号", content: invented, id: "（2019）清0101民初15号"},
		{name: "dot in the name", file: "2019.03.05判决", content: invented, id: "2019.03.05判决"},
		{name: "text that starts like JSON", file: "a.txt", content: "{注}" + invented, id: "a"},

		{name: "empty", file: "a.txt", content: "", says: "是空的"},
		{name: "blank", file: "a.txt", content: "\uFEFF \r\n\t　\n", says: "是空的"},
		{name: "JPEG", file: "a.txt", content: "\xFF\xD8\xFF\xE0\x00\x10JFIF" + noise, says: "JPEG 图片"},
		{name: "PNG", file: "a.txt", content: "\x89PNG\r\n\x1a\n" + noise, says: "PNG 图片"},
		{name: "BMP", file: "a.txt", content: "BM\x36\x00\x0c\x00" + noise, says: "BMP 图片"},
		{name: "HEIC", file: "a.txt", content: "\x00\x00\x00\x18ftypheic" + noise, says: "HEIC 照片"},
		{name: "PDF", file: "a.txt", content: "%PDF-1.7\n" + noise, says: "不是完整的 PDF 文件"},
		{name: "old Word", file: "a.txt", content: "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + noise, says: "旧版 Word"},
		{name: "Word", file: "a.txt", content: "PK\x03\x04" + strings.Repeat("\x00", 26) + "[Content_Types].xml" + noise, says: "不是完整的 Word 文档"},
		{name: "OFD", file: "a.ofd", content: "PK\x03\x04" + strings.Repeat("\x00", 26) + "OFD.xml" + noise, says: "OFD"},
		{name: "program", file: "a.txt", content: "MZ\x90\x00" + noise, says: "Windows 程序"},
		{name: "RAR", file: "a.zip", content: "Rar!\x1a\x07\x00" + noise, says: "RAR 压缩包"},
		{name: "RTF", file: "a.txt", content: `{\rtf1` + invented, says: "RTF"},
		{name: "named Word, is nothing known", file: "a.docx", content: invented, says: "不是完整的 Word 文档"},
		{name: "CSV", file: "a.csv", content: "案号,法院\n", says: "import table"},
		{name: "noise", file: "a.txt", content: noise, says: "不是文字"},
		{name: "NUL bytes", file: "a.txt", content: strings.Repeat("\x00", 5000), says: "不是文字"},
		{name: "text that turns into noise", file: "a.txt", content: strings.Repeat(invented, 100) + strings.Repeat(noise, 40), says: "不是文字"},
		{name: "too big", file: "a.txt", content: strings.Repeat("文书", 200_000), says: "超过一份文书的上限"},
		{name: "id too long", file: strings.Repeat("a", 245) + ".txt", content: invented, id: strings.Repeat("a", 245)},
		{name: "line break in the name", file: "a\nb.txt", content: invented, says: "编号不能用"},
		{name: "cut gzip", file: "a.txt.gz", content: "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b", says: "已损坏或不完整"},
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
			if len(g.unread) != 0 || len(g.docs) != 1 {
				t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
			}
			d := g.docs[0]
			if d.ID != tc.id || d.Source != p || d.Mended != tc.mended {
				t.Errorf("got id %q source %q mended %d, want %q %q %d", d.ID, d.Source, d.Mended, tc.id, p, tc.mended)
			}
			if tc.mended == 0 && !strings.HasSuffix(d.Text, invented) {
				t.Errorf("the text came out different: %.40q", d.Text)
			}
		})
	}
}

func TestFolderIsReadInOrder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a/z.txt", "a/y.txt", "c.txt"} {
		write(t, filepath.Join(dir, name), invented)
	}
	for _, name := range []string{".DS_Store", "__MACOSX/a.txt", "a/._y.txt", "Thumbs.db", "desktop.ini", "~$b.docx"} {
		write(t, filepath.Join(dir, name), "not a document \x00")
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "dangling")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b.txt", filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	g := collect(t, Reader{}, dir, filepath.Join(dir, "missing.txt"))
	if want := []string{"y", "z", "b", "c", "link"}; !slices.Equal(g.ids(), want) {
		t.Errorf("got %q, want %q", g.ids(), want)
	}
	var unread []string
	for _, u := range g.unread {
		unread = append(unread, filepath.Base(u.Source))
	}
	if want := []string{"dangling", "loop", "missing.txt"}; !slices.Equal(unread, want) {
		t.Errorf("unread %q, want %q", unread, want)
	}
}

func TestForbiddenFileIsNamed(t *testing.T) {
	p := write(t, filepath.Join(t.TempDir(), "a.txt"), invented)
	if why := saysError(p, &os.PathError{Op: "open", Path: p, Err: os.ErrPermission}); !strings.Contains(why.ZH, "权限") {
		t.Errorf("got %+v", why)
	}
	if os.Geteuid() == 0 {
		t.Skip("the rest cannot be tested as root, who may read everything")
	}
	if err := os.Chmod(p, 0); err != nil {
		t.Fatal(err)
	}
	if g := collect(t, Reader{}, p); len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "权限") {
		t.Errorf("got %+v", g.unread)
	}
}

func TestStandardInput(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		ids      []string
		unread   int
	}{
		{"one text", invented, []string{"stdin"}, 0},
		{"GB18030", encode(t, simplifiedchinese.GB18030, invented), []string{"stdin"}, 0},
		{"lines", "\n  {\"id\":\"a\",\"text\":\"甲\"}\n{\"id\":\"b\",\"text\":\"乙\"}", []string{"a", "b"}, 0},
		{"lines in UTF-16", "\xFF\xFE" + encode(t, charset.UTF16(encunicode.LittleEndian), "{\"id\":\"a\",\"text\":\"甲\"}\n"), []string{"a"}, 0},
		{"nothing", "", nil, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := collect(t, Reader{Stdin: strings.NewReader(tc.in)}, "-")
			if !slices.Equal(g.ids(), tc.ids) || len(g.unread) != tc.unread {
				t.Errorf("got %q and %d unread, want %q and %d", g.ids(), len(g.unread), tc.ids, tc.unread)
			}
		})
	}
	if g := collect(t, Reader{}, "-"); len(g.unread) != 1 {
		t.Errorf("no standard input: got %+v", g)
	}
}

func TestCallerMayStop(t *testing.T) {
	in := strings.Repeat("{\"id\":\"a\",\"text\":\"甲\"}\n", 10)
	n := 0
	for range Read(t.Context(), []string{"-", "-"}, strings.NewReader(in)) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	m := 0
	for range Read(ctx, []string{"-"}, strings.NewReader(in)) {
		m++
		cancel()
	}
	if n != 3 || m != 1 {
		t.Errorf("went on after the caller stopped: %d, or after cancelling: %d", n, m)
	}
}

// endless is a line of n letters that is never in memory as a whole.
type endless struct{ left int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), e.left))
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= int64(n)
	return n, nil
}

func TestHugeLineIsPassedOverWithoutHoldingIt(t *testing.T) {
	const huge = 200 << 20
	in := io.MultiReader(
		strings.NewReader("{\"id\":\"a\",\"text\":\"甲\"}\n{\"id\":\"huge\",\"text\":\""), &endless{huge},
		strings.NewReader("\"}\n{\"id\":\"b\",\"text\":\"乙\"}\n{\"id\":\"tail\",\"text\":\""), &endless{huge})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	g := collect(t, Reader{Stdin: in}, "-")
	runtime.ReadMemStats(&after)
	if !slices.Equal(g.ids(), []string{"a", "b"}) {
		t.Errorf("got %q", g.ids())
	}
	if len(g.unread) != 2 || g.unread[0].Source != "-:2" || !strings.Contains(g.unread[0].Why.ZH, "16 MB") || g.unread[1].Source != "-:4" {
		t.Errorf("got %+v", g.unread)
	}
	// The buffer grows to the limit by steps, once; two huge lines are 400 MB.
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 8*MaxDocument {
		t.Errorf("%d bytes were allocated for lines that are passed over", allocated)
	}
}

func TestHugeTextIsRefused(t *testing.T) {
	g := collect(t, Reader{Stdin: &endless{200 << 20}}, "-")
	if len(g.docs) != 0 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "16 MB") {
		t.Errorf("got %+v", g)
	}
}

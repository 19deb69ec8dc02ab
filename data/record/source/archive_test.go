package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// zipped packs name, content, name, content … in that order.
func zipped(t testing.TB, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		h := &tar.Header{Name: pairs[i], Mode: 0o644, Size: int64(len(pairs[i+1]))}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestArchives(t *testing.T) {
	line := "{\"id\":\"l1\",\"text\":\"甲\"}\n"
	gbName := encode(t, simplifiedchinese.GBK, "判决/案一.txt")
	whole := zipped(t, "a.txt", invented, "b.txt", strings.Repeat(invented, 50), "c.txt", invented)
	ends := strings.LastIndex(whole, "PK\x03\x04") + 60 // inside the third member
	bomb := gzipped(t, strings.Repeat("\x00", 80<<20))
	for _, tc := range []struct {
		name, file, content string
		sources             []string // of the documents, after the archive's own path
		says                []string // of the unread, in order
	}{
		{name: "folders, sorted", file: "a.zip", content: zipped(t, "f/b.txt", invented, "f/a.txt", invented, "lines.jsonl", line+line),
			sources: []string{"!f/a.txt", "!f/b.txt", "!lines.jsonl:1", "!lines.jsonl:2"}},
		{name: "hidden members", file: "a.zip", content: zipped(t, "__MACOSX/._a.txt", "x\x00", ".DS_Store", "x", "d/", "", "a.txt", invented),
			sources: []string{"!a.txt"}},
		{name: "names in GBK", file: "a.zip", content: zipped(t, gbName, invented), sources: []string{"!判决/案一.txt"}},
		{name: "path that climbs out", file: "a.zip", content: zipped(t, "../../etc/a.txt", invented), sources: []string{"!../../etc/a.txt"}},
		{name: "a picture among documents", file: "a.zip", content: zipped(t, "a.txt", invented, "b.txt", "\xFF\xD8\xFF\xE0", "c.txt", invented),
			sources: []string{"!a.txt", "!c.txt"}, says: []string{"JPEG"}},
		{name: "archive in archive", file: "a.zip", content: zipped(t, "a.txt", invented, "b.zip", whole), sources: []string{"!a.txt"}, says: []string{"先解压"}},
		{name: "Word whose first member is another", file: "a.docx", content: zipped(t, "x.xml", "", "[Content_Types].xml", ""), says: []string{"办公文档"}},
		{name: "empty", file: "a.zip", content: zipped(t), says: []string{"是空的"}},
		{name: "zip named txt", file: "a.txt", content: zipped(t, "a.txt", invented), sources: []string{"!a.txt"}},
		{name: "cut off", file: "a.zip", content: whole[:ends], sources: []string{"!a.txt", "!b.txt"}, says: []string{"已损坏", "缺少末尾的目录"}},
		{name: "gzip", file: "a.txt.gz", content: gzipped(t, invented), sources: []string{""}},
		{name: "lines in gzip", file: "a.jsonl.gz", content: gzipped(t, line), sources: []string{":1"}},
		{name: "gzip in gzip", file: "a.txt.gz", content: gzipped(t, gzipped(t, invented)), says: []string{"先解压"}},
		{name: "tar", file: "a.tar", content: tarred(t, "b/a.txt", invented, ".hidden", "x"), sources: []string{"!b/a.txt"}},
		{name: "tar in gzip", file: "a.tgz", content: gzipped(t, tarred(t, "b.txt", invented, "a.txt", invented)), sources: []string{"!b.txt", "!a.txt"}},
		{name: "cut tar", file: "a.tar", content: tarred(t, "b.txt", invented, "a.txt", strings.Repeat(invented, 9))[:2000], sources: []string{"!b.txt"}, says: []string{"已损坏", "已损坏"}},
		{name: "bomb in lines", file: "a.jsonl.gz", content: bomb, says: []string{"大得反常"}},
		{name: "bomb in a zip", file: "a.zip", content: zipped(t, "a.txt", invented, "b.jsonl", strings.Repeat("\x00", 80<<20)), sources: []string{"!a.txt"}, says: []string{"大得反常"}},
		{name: "bomb as text", file: "a.txt.gz", content: bomb, says: []string{"16 MB"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), tc.file), tc.content)
			g := collect(t, Reader{}, p)
			var sources []string
			for _, d := range g.docs {
				sources = append(sources, strings.TrimPrefix(d.Source, p))
			}
			if !slices.Equal(sources, tc.sources) {
				t.Errorf("got documents %q, want %q", sources, tc.sources)
			}
			if len(g.unread) != len(tc.says) {
				t.Fatalf("got unread %+v, want %q", g.unread, tc.says)
			}
			for i, u := range g.unread {
				if !strings.Contains(u.Why.ZH, tc.says[i]) {
					t.Errorf("got %q, want %q", u.Why.ZH, tc.says[i])
				}
			}
		})
	}
}

func TestLockedMember(t *testing.T) {
	b := []byte(zipped(t, "a.txt", invented))
	b[6] |= flagEncrypted
	central := bytes.LastIndex(b, []byte("PK\x01\x02"))
	b[central+8] |= flagEncrypted
	p := write(t, filepath.Join(t.TempDir(), "a.zip"), string(b))
	if g := collect(t, Reader{}, p); len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "密码") {
		t.Errorf("got %+v", g)
	}
	cut := write(t, filepath.Join(t.TempDir(), "b.zip"), string(b[:central]))
	if g := collect(t, Reader{}, cut); len(g.unread) != 2 || !strings.Contains(g.unread[0].Why.ZH, "密码") {
		t.Errorf("got %+v", g)
	}
}

func TestChecksumIsChecked(t *testing.T) {
	b := []byte(zipped(t, "a.txt", invented, "b.txt", invented))
	central := bytes.Index(b, []byte("PK\x01\x02"))
	b[central+16] ^= 0xFF // the checksum of a.txt
	p := write(t, filepath.Join(t.TempDir(), "a.zip"), string(b))
	g := collect(t, Reader{}, p)
	if len(g.docs) != 1 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "已损坏") {
		t.Errorf("got %+v", g)
	}
}

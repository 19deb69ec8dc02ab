package spark_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/synth"
)

// TestProgram: the program gives on the cluster what it gives on one machine: documents
// read by the executors, what an import makes of them, and findings.
func TestProgram(t *testing.T) {
	c := needSpark(t)
	bin := os.Getenv("MINGJIAN_BIN")
	if bin == "" {
		bin = filepath.Join(t.TempDir(), "mingjian")
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "github.com/mingjian/mingjian/cmd/mingjian").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	cluster := []string{"--spark-master", c.master, "--spark-home", c.home}
	for name, value := range c.config().Conf {
		cluster = append(cluster, "--spark-conf", name+"="+value)
	}
	dir, home := t.TempDir(), t.TempDir()
	if _, err := synth.Write(t.Context(), synth.Options{Seed: 9, Documents: 600}, dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "judgments.jsonl")
	spoil(t, file)
	run := func(home string, args ...string) (out, says string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), bin, append(args, "--home", home)...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, stderr.String())
		}
		return stdout.String(), stderr.String()
	}
	folder := mixed(t)
	one := append(slices.Clone(cluster), "--spark-conf", "spark.cores.max=1") // where a second executor proves no more
	wantOut, wantSays := run(home, "parse", file, folder)
	gotOut, gotSays := run(home, append([]string{"parse", "--engine", "spark", file, folder}, one...)...)
	if gotOut != wantOut || gotSays != wantSays {
		t.Errorf("the executors read %d bytes and said %q; here %d bytes and %q", len(gotOut), gotSays, len(wantOut), wantSays)
	}
	for _, id := range []string{"一", "(2)", "l3", "l4", "d, e"} {
		if !strings.Contains(gotOut, `"id":"`+id+`"`) {
			t.Errorf("the document %s was not read", id)
		}
	}
	provenance := []string{"import", "judgments", file, folder, "--agency", "某法院", "--authorisation", "测1号", "--purpose", "试验", "--by", "甲", "--json"}
	onCluster := t.TempDir()
	_, wantSays = run(home, provenance...)
	_, gotSays = run(onCluster, append(append(provenance, "--engine", "spark"), cluster...)...)
	if gotSays != wantSays {
		t.Errorf("the import said %q, here %q", gotSays, wantSays)
	}
	sameLake(t, home, onCluster)
	if health, _ := run(home, append([]string{"doctor"}, one...)...); !strings.Contains(health, "在集群上读到快照") {
		t.Errorf("doctor says\n%s", health)
	}
	scan := []string{"scan", "--json", "--model", "civil/professional-lender"}
	want, _ := run(home, scan...)
	got, _ := run(home, append(append(scan, "--engine", "spark"), one...)...)
	if want == "" || got != want {
		t.Errorf("Spark finds\n%s\nDuckDB\n%s", got, want)
	}
}

// sameLake compares what two homes imported: the files, byte by byte, and the manifests but
// for the time.
func sameLake(t *testing.T, want, got string) {
	t.Helper()
	read := func(home string) (m lake.Manifest, files map[string]string) {
		l, err := lake.Open(filepath.Join(home, "lake"))
		if err != nil {
			t.Fatal(err)
		}
		s, err := l.Current()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		m, files = s.Manifest, map[string]string{}
		m.Created = time.Time{}
		for i := range m.Imports {
			m.Imports[i].At = time.Time{}
		}
		for _, list := range m.Tables {
			for _, f := range list {
				files[f.Name] = f.SHA256
			}
		}
		return m, files
	}
	a, wantFiles := read(want)
	b, gotFiles := read(got)
	if !maps.Equal(gotFiles, wantFiles) || len(wantFiles) == 0 {
		t.Errorf("the files differ:\n%v\n%v", gotFiles, wantFiles)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("the manifests differ:\n%+v\n%+v", b, a)
	}
}

// mixed is a folder with documents in several forms and encodings, and a file that is none.
func mixed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const text = "浙江省云川县人民法院\n民事判决书\n（2021）浙0101民初%d号\n原告：甲一。\n被告：乙二。\n二〇二一年三月一日\n"
	gb := func(s string) []byte {
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	line := func(n int) string {
		b, err := json.Marshal(map[string]string{"id": fmt.Sprintf("l%d", n), "text": fmt.Sprintf(text, n)})
		if err != nil {
			t.Fatal(err)
		}
		return string(b) + "\n"
	}
	for name, b := range map[string][]byte{
		"a/一.txt":    gb(fmt.Sprintf(text, 1)),
		"a/(2).html": []byte("<html><body><p>" + strings.ReplaceAll(fmt.Sprintf(text, 2), "\n", "</p><p>") + "</p></body></html>"),
		"b.jsonl":    gb(line(3) + line(4)),
		"c.txt":      {},
		"d, e.txt":   []byte(fmt.Sprintf(text, 5)),
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// spoil adds lines that cannot be read and one without an id.
func spoil(t *testing.T, file string) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("{\"id\": \"broken\"\n\n{\"text\": \"民事裁定书\\n（2020）测01民初1号\"}\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

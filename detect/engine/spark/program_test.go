package spark_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/mingjian/mingjian/data/synth"
)

// TestProgram: the program gives on the cluster what it gives on one machine: documents
// read by the executors, and findings.
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
	run := func(args ...string) (out, says string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), bin, append(args, "--home", home)...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, stderr.String())
		}
		return stdout.String(), stderr.String()
	}
	wantOut, wantSays := run("parse", file)
	gotOut, gotSays := run(append([]string{"parse", "--engine", "spark", file}, cluster...)...)
	if gotOut != wantOut || gotSays != wantSays {
		t.Errorf("the executors read %d bytes and said %q; here %d bytes and %q", len(gotOut), gotSays, len(wantOut), wantSays)
	}
	run("import", "judgments", file)
	scan := []string{"scan", "--json", "--model", "civil/professional-lender"}
	want, _ := run(scan...)
	got, _ := run(append(append(scan, "--engine", "spark"), cluster...)...)
	if want == "" || got != want {
		t.Errorf("Spark finds\n%s\nDuckDB\n%s", got, want)
	}
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

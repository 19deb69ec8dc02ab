package spark_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/engine/spark"
)

// TestPipe: a program sees each line with its number, on both executors, and what it
// writes comes back in the order of the lines.
func TestPipe(t *testing.T) {
	c := needSpark(t)
	file := filepath.Join(t.TempDir(), "lines.txt")
	var lines, want []string
	for i := range 5000 {
		lines = append(lines, fmt.Sprintf("第%d行, \"引号\"\r", i))
		want = append(want, fmt.Sprintf("(%s,%d)", strings.TrimSuffix(lines[i], "\r")+"#", i))
	}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line, err := range c.driver.Pipe(t.Context(), spark.Pipe{File: file, Command: []string{"tr", "\r", "#"}}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, line)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d lines came back of %d, or in another order", len(got), len(want))
	}
	for _, err := range c.driver.Pipe(t.Context(), spark.Pipe{File: file, Command: []string{"false"}}) {
		if err == nil {
			t.Error("a program that failed wrote a line")
		} else if strings.Contains(err.Error(), "第") {
			t.Errorf("the error quotes a line: %v", err)
		}
	}
}

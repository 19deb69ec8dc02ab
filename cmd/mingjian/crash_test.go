package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

type failing struct{}

// Run fails as a command does that has a fault.
func (failing) Run() error {
	return []error{}[len(os.Args)]
}

// TestCrashed: a fault in the program gives a sentence and a file for the developers, and no trace of
// the stack on the screen.
func TestCrashed(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for lang, begins := range map[string]string{"zh": "mingjian: 程序内部出错", "en": "mingjian: The program itself failed"} {
		t.Setenv("MINGJIAN_LANG", lang)
		var said bytes.Buffer
		parser, err := kong.New(&struct {
			Fail failing `cmd:""`
		}{})
		if err != nil {
			t.Fatal(err)
		}
		to, err := os.CreateTemp(t.TempDir(), "err")
		if err != nil {
			t.Fatal(err)
		}
		code := parseAndRun(t.Context(), parser, &cli{}, []string{"fail"}, terminal{os.Stdin, &said, to})
		text, err := os.ReadFile(to.Name())
		if err != nil {
			t.Fatal(err)
		}
		if got := string(text); code != exitFailed || !strings.HasPrefix(got, begins) || strings.Contains(got, "goroutine") {
			t.Errorf("%s: exit %d, %q", lang, code, got)
		}
		trace, err := os.ReadFile(regexp.MustCompile(`\S*mingjian-fault-\d+\.txt`).FindString(string(text)))
		if err != nil || !strings.Contains(string(trace), "index out of range") || !strings.Contains(string(trace), "failing.Run") {
			t.Errorf("%s: %v, %s", lang, err, trace)
		}
	}
}

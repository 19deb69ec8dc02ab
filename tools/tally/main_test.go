package main

import (
	"strings"
	"testing"
)

const run = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA/x"}
{"Action":"output","Package":"p","Test":"TestA/y","Output":"    want 1\n"}
{"Action":"fail","Package":"p","Test":"TestA/y"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:3: no data\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p"}
{"Action":"output","Package":"q","Output":"q.go:1: syntax error\n"}
{"Action":"fail","Package":"q"}
`

func TestCounts(t *testing.T) {
	var out strings.Builder
	c, err := read(strings.NewReader(run), &out)
	if err != nil {
		t.Fatal(err)
	}
	c.print(&out)
	got := out.String()
	for _, want := range []string{"want 1", "syntax error", "no data", "did not build or died: q"} {
		if !strings.Contains(got, want) {
			t.Errorf("output lacks %q:\n%s", want, got)
		}
	}
	if !strings.HasSuffix(got, "\n1 passed, 2 failed\n") {
		t.Errorf("got %q", got)
	}
}

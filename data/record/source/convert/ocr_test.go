package convert

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/record/source/sheet"
)

func TestPages(t *testing.T) {
	table := strings.Join([]string{
		"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
		"1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t",
		"4\t1\t1\t1\t1\t0\t10\t20\t300\t12\t-1\t",
		"5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96\t原告",
		"5\t1\t1\t1\t1\t2\t40\t20\t30\t12\t96\t:",
		"5\t1\t1\t1\t1\t3\t70\t20\t30\t12\t96\tA",
		"5\t1\t1\t1\t1\t4\t90\t20\t30\t12\t96\tB,1,000",
		"5\t1\t1\t1\t1\t5\t90\t20\t30\t12\t96\t元",
		"4\t1\t1\t1\t2\t0\t10\t40\t300\t2\t-1\t",
		"5\t1\t1\t1\t2\t1\t10\t40\t300\t2\t95\t ",
		"1\t2\t0\t0\t0\t0\t0\t0\t500\t700\t-1\t",
		"broken",
	}, "\n")
	want := []sheet.Page{
		{Width: 600, Height: 800, Picture: true, Lines: []sheet.Line{{Text: "原告：A B,1,000元", Left: 10, Top: 20, Right: 310, Bottom: 32}}},
		{Width: 500, Height: 700, Picture: true},
	}
	if diff := cmp.Diff(want, pages(table)); diff != "" {
		t.Error(diff)
	}
	if got := pages("5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96\t甲"); len(got) != 0 {
		t.Errorf("a word on no page: %+v", got)
	}
}

func TestAbsentTools(t *testing.T) {
	if _, err := (Tools{}).Docx(t.Context(), nil, ".doc"); !errors.Is(err, ErrAbsent) {
		t.Errorf("got %v", err)
	}
	if _, err := (Tools{}).PDF(t.Context(), nil); !errors.Is(err, ErrAbsent) {
		t.Errorf("got %v", err)
	}
	if _, err := (Tools{}).Recognise(t.Context(), nil); !errors.Is(err, ErrAbsent) {
		t.Errorf("got %v", err)
	}
}

func TestRun(t *testing.T) {
	for _, tc := range []struct {
		name, script, want string
		err                error
	}{
		{"output", "cat in", "words", nil},
		{"a file", "cat in in > out", "", nil},
		{"failure", "exit 3", "", ErrFailed},
		{"too much", "while :; do cat /bin/sh; done", "", ErrFailed},
		{"nothing of the user's", "test \"$HOME\" = \"$PWD\" && test -z \"$USER\" && ls", "in\n", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := run(t.Context(), job{program: "/bin/sh", args: []string{"-c", tc.script}, input: "in", bytes: []byte("words")})
			if !errors.Is(err, tc.err) || string(got) != tc.want {
				t.Errorf("got %.20q, %v", got, err)
			}
		})
	}
	j := job{program: "/bin/sh", args: []string{"-c", "ln -s /etc/passwd out"}, output: "out"}
	if _, err := run(t.Context(), j); !errors.Is(err, ErrFailed) {
		t.Errorf("a link for a file: %v", err)
	}
}

// TestCancelEndsTheWholeGroup: soffice is a script that starts another program; were
// that left behind, it would hold the output open and run would not return.
func TestCancelEndsTheWholeGroup(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := run(ctx, job{program: "/bin/sh", args: []string{"-c", "sleep 60 & sleep 60; wait"}})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 900*time.Millisecond {
		t.Errorf("took %v: a child was left behind and had to be waited for", took)
	}
}

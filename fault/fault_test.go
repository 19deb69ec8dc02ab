package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

func TestSplit(t *testing.T) {
	cause := errors.New("pq: password for 10.0.0.7")
	for _, tc := range []struct {
		name string
		err  error
		kind fault.Kind
		says string
	}{
		{"classified", fault.NotFoundf("没有线索 %s", "there is no clue %s", "c-1"), fault.NotFound, "没有线索 c-1"},
		{"wrapped", fmt.Errorf("get: %w", fault.Conflictf("已被修改", "changed")), fault.Conflict, "已被修改"},
		{"with cause", fault.Invalidf("无法读取", "unreadable").Because(cause), fault.Invalid, "无法读取"},
		{"unknown", cause, fault.Internal, "管理员"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			kind, text := fault.Split(tc.err)
			if kind != tc.kind || !strings.Contains(text.ZH, tc.says) {
				t.Errorf("got %s %q, want %s …%s…", kind, text.ZH, tc.kind, tc.says)
			}
			if strings.Contains(text.ZH+text.EN, "10.0.0.7") {
				t.Errorf("the cause is shown: %q", text)
			}
		})
	}
}

func TestCauseIsKept(t *testing.T) {
	cause := errors.New("disk full")
	err := fault.Invalidf("无法写入", "cannot write").Because(cause)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func TestTextFallsBack(t *testing.T) {
	if got := (fault.Text{ZH: "甲"}).In("en"); got != "甲" {
		t.Errorf("got %q", got)
	}
	if got := (fault.Text{EN: "a"}).In("zh"); got != "a" {
		t.Errorf("got %q", got)
	}
	if got := (fault.Text{ZH: "甲", EN: "a"}).In("en"); got != "a" {
		t.Errorf("got %q", got)
	}
}

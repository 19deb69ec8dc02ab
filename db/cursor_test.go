package db_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/db"
)

type mark struct {
	Key string  `json:"k"`
	N   float64 `json:"n"`
}

func TestCursor(t *testing.T) {
	var got mark
	if want := (mark{"甲/\x00?", 0.25}); !db.ReadCursor(db.Cursor(want), &got) || got != want {
		t.Errorf("came back as %+v", got)
	}
	for _, cursor := range []string{"", "x", "eyJ9", "eyJrIjoxfQ", db.Cursor(map[string]string{"other": "a"}), db.Cursor(mark{Key: strings.Repeat("a", 1024)})} {
		if db.ReadCursor(cursor, &mark{}) {
			t.Errorf("%.20q is taken for a cursor", cursor)
		}
	}
	if c := db.Cursor(func() {}); c != "" {
		t.Errorf("what cannot be written gives %q", c)
	}
}

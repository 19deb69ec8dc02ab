package clue_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/handle/clue"
)

func TestAbout(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("甲", "1号"), finding("乙", "2号"), finding("丙", "3号"))
		got, err := s.About(t.Context(), handler(), []string{"p-丙", "p-无", "p-甲", "\x00"})
		if err != nil || len(got) != 2 || got[0].Subject.ID != "p-丙" || got[1].Subject.ID != "p-甲" {
			t.Errorf("got %+v (%v)", got, err)
		}
		for _, by := range []access.Account{{ID: "a-2", Role: access.Admin, Office: access.Home}, {ID: "a-3", Role: access.Handler, Office: "elsewhere"}} {
			if got, err := s.About(t.Context(), by, []string{"p-甲"}); err != nil || len(got) != 0 {
				t.Errorf("%s of %s sees %+v (%v)", by.Role, by.Office, got, err)
			}
		}
	})
}

package access_test

import (
	"fmt"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

func put(t *testing.T, s *access.Service, id access.Office, level access.Level, parent access.Office) {
	t.Helper()
	if err := s.PutOffice(t.Context(), local(), access.Procuratorate{ID: id, Name: "院" + string(id), Level: level, Parent: parent}); err != nil {
		t.Fatal(err)
	}
}

func TestOffices(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, _ *clock) {
		put(t, s, "province", access.Provincial, "")
		put(t, s, "city", access.City, "province")
		put(t, s, "next", access.County, "city")
		if err := s.PutOffice(t.Context(), local(), access.Procuratorate{ID: access.Home, Name: "青石县人民检察院", Level: access.County, Parent: "city"}); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Above(t.Context(), access.Home); err != nil || fmt.Sprint(got) != "[city province]" {
			t.Errorf("above home: %v %v", got, err)
		}
		list, err := s.Offices(t.Context(), access.Account{Office: "city"})
		if err != nil || len(list) != 3 || list[0].ID != "city" || list[1].Name != "青石县人民检察院" {
			t.Errorf("below the city: %v %v", list, err)
		}
		admin := access.Account{ID: "a-9", Role: access.Admin, Office: "city"}
		for _, tc := range []struct {
			name string
			by   access.Account
			p    access.Procuratorate
			kind fault.Kind
		}{
			{"no name", local(), access.Procuratorate{ID: "x", Level: access.County}, fault.Invalid},
			{"no such level", local(), access.Procuratorate{ID: "x", Name: "x", Level: "village"}, fault.Invalid},
			{"an id with a blank", local(), access.Procuratorate{ID: "x y", Name: "x", Level: access.County}, fault.Invalid},
			{"below nothing", local(), access.Procuratorate{ID: "x", Name: "x", Level: access.County, Parent: "none"}, fault.Invalid},
			{"below its own level", local(), access.Procuratorate{ID: "x", Name: "x", Level: access.County, Parent: "next"}, fault.Invalid},
			{"below itself", local(), access.Procuratorate{ID: "province", Name: "x", Level: access.Provincial, Parent: "city"}, fault.Invalid},
			{"above one's own office", admin, access.Procuratorate{ID: "province", Name: "x", Level: access.Provincial}, fault.NotFound},
			{"by a handler", access.Account{ID: "a-8", Role: access.Handler, Office: "city"}, access.Procuratorate{ID: "x", Name: "x", Level: access.County, Parent: "city"}, fault.NotFound},
		} {
			if err := s.PutOffice(t.Context(), tc.by, tc.p); !fault.Is(err, tc.kind) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
			}
		}
		if err := s.PutOffice(t.Context(), admin, access.Procuratorate{ID: "third", Name: "三县院", Level: access.County, Parent: "city"}); err != nil {
			t.Errorf("an administrator of the city adds a county: %v", err)
		}
		checkAdministrators(t, s)
	})
}

// checkAdministrators: one manages the accounts of the office and those below, and to one
// of another office there is no such account.
func checkAdministrators(t *testing.T, s *access.Service) {
	t.Helper()
	above := access.Account{ID: "a-9", Role: access.Admin, Office: "city"}
	beside := access.Account{ID: "a-8", Role: access.Admin, Office: "next"}
	makeHandler(t, s, "zhang")
	if err := s.SetPassword(t.Context(), above, "zhang", "又一个很长的口令"); err != nil {
		t.Errorf("from above: %v", err)
	}
	if err := s.Disable(t.Context(), beside, "zhang", 0); !fault.Is(err, fault.NotFound) {
		t.Errorf("from beside: %v", err)
	}
	if _, err := s.Make(t.Context(), beside, access.Account{Name: "li", Role: access.Admin, Office: "city"}, password); !fault.Is(err, fault.Forbidden) {
		t.Errorf("from below: %v", err)
	}
}

func TestTies(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, _ *clock) {
		made := makeHandler(t, s, "zhang")
		for _, bad := range []access.Tie{{Subject: "p-1"}, {Relation: "亲属"}, {Relation: "亲属", Subject: "p-1", Case: "c-1"}} {
			if _, err := s.Declare(t.Context(), made, bad); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v", bad, err)
			}
		}
		first, err := s.Declare(t.Context(), made, access.Tie{Subject: "p-1", Relation: "亲属"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Detect(t.Context(), local(), access.Tie{Account: made.ID, Subject: "p-1", Relation: "配偶"}); err != nil {
			t.Errorf("the same again: %v", err)
		}
		if _, err := s.Declare(t.Context(), made, access.Tie{Case: "c-7", Relation: "曾任代理人"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Detect(t.Context(), local(), access.Tie{Account: "a-none", Subject: "p-1", Relation: "配偶"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("of nobody: %v", err)
		}
		tied := func(subject, one string) (ids []string) {
			err := d.View(t.Context(), func(tx *db.Tx) error {
				var err error
				ids, err = access.Tied(t.Context(), tx, subject, one)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return ids
		}
		for _, tc := range []struct {
			subject, one string
			want         int
		}{{"p-1", "c-1", 1}, {"p-2", "c-7", 1}, {"p-2", "c-1", 0}, {"", "", 0}} {
			if got := tied(tc.subject, tc.one); len(got) != tc.want {
				t.Errorf("%s %s: got %v", tc.subject, tc.one, got)
			}
		}
		leader := access.Account{ID: "a-5", Role: access.Leader, Office: access.Home}
		self := access.Account{ID: made.ID, Role: access.Leader, Office: access.Home}
		for by, kind := range map[access.Account]fault.Kind{made: fault.NotFound, self: fault.Forbidden} {
			if err := s.Lift(t.Context(), by, first.ID, "核实无此关系"); err == nil || !fault.Is(err, kind) && !fault.Is(err, fault.NotFound) {
				t.Errorf("lifted by %s: %v", by.Role, err)
			}
		}
		if err := s.Lift(t.Context(), leader, first.ID, "核实无此关系"); err != nil {
			t.Fatal(err)
		}
		if got := tied("p-1", ""); len(got) != 0 {
			t.Errorf("after it was lifted: %v", got)
		}
		if list, err := s.Ties(t.Context(), made.ID); err != nil || len(list) != 1 || list[0].Case != "c-7" {
			t.Errorf("got %v %v", list, err)
		}
	})
}

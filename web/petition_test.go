package web_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// TestPetitions: a citizen sends a petition, sees where it stands and nothing of anybody else's; the
// office has it as a matter that nobody handles yet.
func TestPetitions(t *testing.T) {
	s := newSite(t)
	w := s.asks(t, access.Citizen, "POST", "/api/petitions", `{"kind":"own_office","text":"请告知我的申请办到哪一步"}`)
	p := decode[matter.Petition](t, w.Body)
	if w.Code != 200 || p.State.ZH == "" || len(p.Due) != 2 || p.Text == "" {
		t.Fatalf("got %d %+v", w.Code, p)
	}
	mine := decode[web.PetitionList](t, s.as(t, access.Citizen, "GET", "/api/petitions", "").Body)
	if len(mine.Items) != 1 || mine.Items[0].ID != p.ID {
		t.Errorf("got %+v", mine)
	}
	if w := s.as(t, access.Citizen, "GET", "/api/matters/"+string(p.ID), ""); w.Code != 404 {
		t.Errorf("the matter itself: %d", w.Code)
	}
	if w := s.as(t, access.Leader, "GET", "/api/matters/"+string(p.ID), ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"lead":""`) {
		t.Errorf("to a leader: %d", w.Code)
	}
	for _, role := range []access.Role{access.Handler, access.Leader, access.Admin} {
		if w := s.as(t, role, "GET", "/api/petitions", ""); w.Code != 403 {
			t.Errorf("%s: %d", role, w.Code)
		}
	}
}

package clue_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// TestAlike: a cluster is what scan.Clusters makes of the findings, as far as it is still to be
// merged and may be seen.
func TestAlike(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		findings := []scan.Finding{finding("甲", "1", "2", "3"), finding("乙", "2", "3"), finding("丙", "3", "4"), finding("丁", "4", "5", "6", "7"), finding("戊", "9")}
		findings[1].Risk = 0.9
		register(t, s, "s-1", findings...)
		clusters := scan.Clusters(findings)
		if len(clusters) != 1 || len(clusters[0].Members) != 4 {
			t.Fatalf("the findings make %+v", clusters)
		}
		head := mustGet(t, s, idOf("乙")) // of the greatest risk: the scan has merged the others into it
		if len(head.Cluster) != 3 {
			t.Fatalf("the scan has made %+v", head.Cluster)
		}
		if _, err := s.Split(t.Context(), handler(), head.ID, clue.Splitting{Note: "逐件核对", Seen: head.Version}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Alike(t.Context(), handler(), idOf("甲"))
		if err != nil || len(got) != 3 {
			t.Fatalf("alike are %+v (%v), want all others of the cluster", got, err)
		}
		if first := got[0]; first.Subject != "乙" || first.Shared != 2 || first.Cases != 2 || first.Risk != 0.9 {
			t.Errorf("the first is %+v", first)
		}
		merge(t, s, idOf("甲"), idOf("乙"))
		if got, err = s.Alike(t.Context(), handler(), idOf("甲")); err != nil || len(got) != 2 {
			t.Errorf("after one is merged: %+v (%v)", got, err)
		}
		if got, err = s.Alike(t.Context(), handler(), idOf("戊")); err != nil || len(got) != 0 {
			t.Errorf("by itself: %+v (%v)", got, err)
		}
		away := access.Account{ID: "a-9", Role: access.Handler, Office: "elsewhere"}
		if _, err := s.Alike(t.Context(), away, idOf("甲")); !fault.Is(err, fault.NotFound) {
			t.Errorf("of another office: %v", err)
		}
	})
}

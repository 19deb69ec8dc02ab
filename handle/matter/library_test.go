package matter

import (
	"errors"
	"sync"
	"testing"

	"github.com/mingjian/mingjian/law"
)

var loadOnce = sync.OnceValues(func() (Clock, error) { return LoadClock("") })

func clockAndLaws(t testing.TB) (law.Register, Clock) {
	t.Helper()
	c, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	laws, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return laws, c
}

// TestLibrary checks every procedure and runs every case that it brings: from the first
// state to each outcome, each rule refusing with its article. A procedure added to the
// library of an agency is tested by being there.
func TestLibrary(t *testing.T) {
	laws, clock := clockAndLaws(t)
	for _, kind := range []string{"procuratorate", "court", "police", "administration", "administrator", "arbitration", "registry"} {
		n := 0
		for p, err := range Of(kind, laws, clock) {
			n++
			var faults *Faults
			if errors.As(err, &faults) {
				t.Error(faults)
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Run(kind+"/"+p.ID, func(t *testing.T) {
				if err := NewEngine(p, clock).Test(); err != nil {
					t.Error(err)
				}
			})
		}
		if n == 0 {
			t.Errorf("the library of kind %s is empty", kind)
		}
	}
}

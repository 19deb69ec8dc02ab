package pack

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// TestRemove: a removed model is not listed, its files stay, it can be installed and removed
// again, and what was not installed is not removed.
func TestRemove(t *testing.T) {
	first, second := packed(t, example(t), office, 1), packed(t, example(t, "version: 1\n", "version: 2\n"), office, 1)
	s := trusting(t, first, second)
	kept := map[string]bool{}
	for range 2 {
		x, err := s.Remove(id)
		if err != nil {
			t.Fatal(err)
		}
		if list, faults := all(t, s); len(list)+len(faults) > 0 {
			t.Errorf("still there: %v %v", list, faults)
		}
		if _, err := os.Stat(filepath.Join(x.Kept, "v2", modelName)); err != nil || kept[x.Kept] {
			t.Errorf("not kept: %+v, %v", x, err)
		}
		kept[x.Kept] = true
		if err := s.Place(second); err != nil {
			t.Fatal(err)
		}
	}
	x, err := s.Remove(id)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Undo(); err != nil {
		t.Fatal(err)
	}
	if list, _ := all(t, s); len(list) != 1 || list[0].Version != 2 {
		t.Errorf("after undoing: %+v", list)
	}
	for name, kind := range map[string]fault.Kind{"civil/nothing": fault.NotFound, "../civil/repeat-plaintiff": fault.Invalid, ".removed/civil": fault.NotFound} {
		if _, err := s.Remove(name); !fault.Is(err, kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	own := trusting(t)
	keep(t, own, id, first)
	if _, err := own.Remove(id); !fault.Is(err, fault.Conflict) {
		t.Errorf("a model of the office: %v", err)
	}
}

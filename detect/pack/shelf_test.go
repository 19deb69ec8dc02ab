package pack

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

const id = "civil/repeat-plaintiff"

func trusting(t *testing.T, packages ...Package) Shelf {
	t.Helper()
	s := Shelf{Dir: filepath.Join(t.TempDir(), "models")}
	if err := os.Mkdir(s.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		s.Publishers = s.Publishers.With(p.Manifest, "2026-11-28")
		if err := s.Place(p); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func all(t *testing.T, s Shelf) (list []Shelved, faults []string) {
	t.Helper()
	for m, err := range s.Models(standards(t)) {
		if err != nil {
			_, says := fault.Split(err)
			faults = append(faults, m.ID+": "+says.EN)
			continue
		}
		list = append(list, m)
	}
	return list, faults
}

// TestShelf: what is placed is found with its publisher, the newest version counts, and
// the older one stays.
func TestShelf(t *testing.T) {
	first, second := packed(t, example(t), office, 1), packed(t, example(t, "version: 1\n", "version: 2\n"), office, 1)
	s := trusting(t, first)
	if list, faults := all(t, s); len(faults) > 0 || len(list) != 1 || list[0].ID != id || list[0].Version != 1 || list[0].Publisher != office || !list[0].OfOffice {
		t.Fatalf("%+v, %v", list, faults)
	}
	if err := s.Place(second); err != nil {
		t.Fatal(err)
	}
	list, faults := all(t, s)
	if len(faults) > 0 || len(list) != 1 || list[0].Version != 2 || !slices.Equal(list[0].Versions, []int{1, 2}) {
		t.Fatalf("%+v, %v", list, faults)
	}
	if err := s.Place(second); !fault.Is(err, fault.Conflict) {
		t.Errorf("placed twice: %v", err)
	}
	if err := s.Withdraw(second); err != nil {
		t.Fatal(err)
	}
	if list, _ := all(t, s); len(list) != 1 || list[0].Version != 1 {
		t.Errorf("after withdrawing: %+v", list)
	}
	if left, err := filepath.Glob(filepath.Join(s.Dir, ".installing-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestNoShelf(t *testing.T) {
	if list, faults := all(t, Shelf{Dir: filepath.Join(t.TempDir(), "none")}); len(list)+len(faults) > 0 {
		t.Errorf("%v %v", list, faults)
	}
}

// TestAdmit: a package never takes the place of something else.
func TestAdmit(t *testing.T) {
	older, same, newer := packed(t, example(t), office, 1), packed(t, example(t, "version: 1\n", "version: 2\n"), office, 1), packed(t, example(t, "version: 1\n", "version: 3\n"), office, 1)
	other := packed(t, example(t, "version: 1\n", "version: 2\n", "反复起诉", "重复起诉"), office, 1)
	elsewhere := packed(t, example(t, "version: 1\n", "version: 3\n"), "别处人民检察院", 2)
	s := trusting(t, same)
	for _, c := range []struct {
		name    string
		p       Package
		own     int
		already bool
		says    string
	}{
		{"newer", newer, 0, false, ""},
		{"the same", same, 0, true, ""},
		{"older", older, 0, false, "holds the older version 1"},
		{"the same version, other content", other, 0, false, "must raise the version"},
		{"another publisher", elsewhere, 0, false, "cannot replace it"},
		{"the program has it", newer, 4, false, "the program has a model"},
	} {
		already, err := s.Admit(c.p, c.own)
		if _, says := fault.Split(err); already != c.already || (err != nil) != (c.says != "") || c.says != "" && !strings.Contains(says.EN, c.says) {
			t.Errorf("%s: %v, %v, want %q", c.name, already, err, c.says)
		}
	}
	own := trusting(t)
	keep(t, own, id, older)
	if _, err := own.Admit(newer, 0); !fault.Is(err, fault.Conflict) {
		t.Errorf("over a model of the office: %v", err)
	}
}

// keep puts the model of a package where the office keeps what it wrote itself.
func keep(t *testing.T, s Shelf, id string, p Package) {
	t.Helper()
	dir := filepath.Join(s.Dir, filepath.FromSlash(id))
	for _, name := range []string{modelName, casesName} {
		if err := writeFile(filepath.Join(dir, name), p.Parts[name]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestModelOfTheOffice(t *testing.T) {
	p := packed(t, example(t), office, 1)
	s := trusting(t)
	keep(t, s, id, p)
	if list, faults := all(t, s); len(faults) > 0 || len(list) != 1 || list[0].Publisher != "" || !list[0].OfOffice {
		t.Errorf("%+v, %v", list, faults)
	}
	s.Publishers = s.Publishers.With(p.Manifest, "2026-11-28")
	if err := s.Place(p); err != nil {
		t.Fatal(err)
	}
	if _, faults := all(t, s); len(faults) != 1 || !strings.Contains(faults[0], "remove one") {
		t.Errorf("written and installed: %v", faults)
	}
}

// TestChangedOnTheShelf: what somebody changed after it was installed is not run.
func TestChangedOnTheShelf(t *testing.T) {
	p := packed(t, example(t), office, 1)
	for name, c := range map[string]struct {
		change func(s Shelf, dir string) error
		says   string
	}{
		"rule": {func(_ Shelf, dir string) error {
			return os.WriteFile(filepath.Join(dir, modelName), append(p.Model(), '\n'), 0o600)
		}, "was changed since"},
		"signature": {func(_ Shelf, dir string) error { return os.Remove(filepath.Join(dir, signatureName)) }, "was changed since"},
		"folder":    {func(s Shelf, dir string) error { return os.Rename(dir, s.abs(s.folder(id, 2))) }, "holds " + id + " version 1"},
		"another's signature": {func(_ Shelf, dir string) error {
			other := packed(t, example(t, "weight: 0.6", "weight: 0.7"), office, 2)
			for _, name := range append([]string{manifestName, signatureName}, names(other.Manifest.Parts)...) {
				if err := writeFile(filepath.Join(dir, name), other.file(name)); err != nil {
					return err
				}
			}
			return nil
		}, "is not among those whom the office trusts"},
	} {
		t.Run(name, func(t *testing.T) {
			s := trusting(t, p)
			if err := c.change(s, s.abs(s.folder(id, 1))); err != nil {
				t.Fatal(err)
			}
			if list, faults := all(t, s); len(list) > 0 || len(faults) != 1 || !strings.Contains(faults[0], c.says) {
				t.Errorf("%+v, %v, want %q", list, faults, c.says)
			}
		})
	}
}

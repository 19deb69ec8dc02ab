package lake

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

func TestCorrectedFilesMend(t *testing.T) {
	bad := []string{"1|甲||||2023-01-01|东所", "|乙|5|||2023-01-02|东所", "3||6|||2023-01-03|西所"}
	for _, tc := range []struct {
		name  string
		mends bool
		lines []string
		left  []string
		want  int64
	}{
		{"in the same places", true, []string{bad[0], "2|乙|5|||2023-01-02|东所", "3|丙|6|||2023-01-03|西所"}, nil, 2},
		{"without being told, by key only", false, []string{bad[0], "2|乙|5|||2023-01-02|东所", "3|丙|6|||2023-01-03|西所"}, []string{"missing no |乙|5|||2023-01-02|东所"}, 1},
		{"another row in the place", true, []string{bad[0], "7|庚|9|||2024-09-09|北所"}, []string{"missing name 3||6|||2023-01-03|西所", "missing no |乙|5|||2023-01-02|东所"}, 0},
		{"one still wrong", true, []string{bad[0], bad[1], "3|丙|6|||2023-01-03|西所"}, []string{"missing no |乙|5|||2023-01-02|东所"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := registers(t, t.TempDir())
			first := importPaid(t, l, bad...)
			o := TableOptions{At: noon}
			if tc.mends {
				o.Mends = first.Import
			}
			d := delivery(paid(), sheet(paidHeadings, tc.lines...))
			r, err := l.ImportTable(t.Context(), paid(), d, o)
			if err != nil || r.Rows.Mended != tc.want {
				t.Fatalf("%+v %v", r.Rows, err)
			}
			if got := inQuarantine(t, current(t, l)); !slices.Equal(got, tc.left) {
				t.Errorf("left %q, want %q", got, tc.left)
			}
			if again, err := l.ImportTable(t.Context(), paid(), d, o); err != nil || again.Snapshot != r.Snapshot {
				t.Errorf("again: %+v %v", again, err)
			}
			checkNothingLeft(t, l)
		})
	}
}

func TestMendingNamesAnImportOfTheRegister(t *testing.T) {
	l := registers(t, t.TempDir())
	imported(t, l, "a=1|x")
	for _, id := range []string{"i-none", current(t, l).Manifest.Imports[0].ID} {
		_, err := l.ImportTable(t.Context(), paid(), delivery(paid(), sheet(paidHeadings, "1|甲|||||")), TableOptions{At: noon, Mends: id})
		if kind, _ := fault.Split(err); kind != fault.NotFound && kind != fault.Invalid {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestRowsNameWhatTheyMend(t *testing.T) {
	l := registers(t, t.TempDir())
	r := importPaid(t, l, "|乙|5||||", "|丙|6||||")
	h := QuarantineHeading + "|" + ReasonHeading + "|" + paidHeadings
	deliver := func(lines ...string) TableReport {
		r, err := l.ImportTable(t.Context(), paid(), delivery(paid(), sheet(h, lines...)), TableOptions{At: noon})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	got := deliver(r.Aside[0].ID+"|x|2|乙|5||||", r.Aside[1].ID+"|x||丙丙|6||||")
	if got.Rows.Mended != 2 || got.Rows.Added != 1 || got.Rows.Quarantined != 1 {
		t.Errorf("got %+v", got.Rows)
	}
	if left := inQuarantine(t, current(t, l)); !slices.Equal(left, []string{"missing no |丙丙|6||||"}) {
		t.Errorf("left %q", left)
	}
}

func TestDropQuarantine(t *testing.T) {
	l := registers(t, t.TempDir())
	r := importPaid(t, l, "|乙|5||||", "|丙|6||||")
	if _, err := l.DropQuarantine(t.Context(), DropRequest{Import: r.Import, At: noon}); !fault.Is(err, fault.Invalid) {
		t.Errorf("without reason: %v", err)
	}
	n, err := l.DropQuarantine(t.Context(), DropRequest{Import: r.Import, IDs: []string{r.Aside[0].ID}, Reason: "查无此人", By: "周明", At: noon})
	if err != nil || n != 1 {
		t.Fatal(n, err)
	}
	s := current(t, l)
	if got := inQuarantine(t, s); !slices.Equal(got, []string{"missing no |丙|6||||"}) {
		t.Errorf("got %q", got)
	}
	i, err := s.Manifest.Import(r.Import)
	if err != nil || len(i.Register.Dropped) != 1 || i.Register.Dropped[0].By != "周明" {
		t.Errorf("got %+v %v", i, err)
	}
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	checkNothingLeft(t, l)
}

func TestFileThatBreaksOffIsTold(t *testing.T) {
	l := registers(t, t.TempDir())
	sh := sheet(paidHeadings, "1|甲|||||")
	rows := sh.Rows
	d := delivery(paid(), sh)
	d.Sheets[0].Rows = func(yield func(table.Row, error) bool) {
		rows(yield)
		yield(table.Row{}, fault.Invalidf("文件在第 3 行中断。", "The file breaks off in row 3."))
	}
	r, err := l.ImportTable(t.Context(), paid(), d, TableOptions{At: noon})
	if err != nil || r.Reasons[":broken_off"] != 1 || !strings.Contains(r.Aside[0].Reasons[0].Says.ZH, "第 3 行") {
		t.Errorf("%+v %v", r, err)
	}
}

// TestTableImportThatFails lets each thing done to the disk fail in turn.
func TestTableImportThatFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	l := registers(t, dir)
	before := importPaid(t, l, "1|甲|10||||", "2|乙|5||||", "|丁|||||").Snapshot
	lines := []string{"2|乙二|6||||", "3|丙|7||||", "|戊|||||"}
	failing := func(at int) (l *Lake, steps int, r TableReport, err error) {
		l = registers(t, copyOf(t, dir))
		var done atomic.Int64 // records and quarantine are written at once
		l.disk = watched(lazyDisk(), func(step string) error {
			if done.Add(1) == int64(at) {
				return &os.PathError{Op: step, Path: dir, Err: syscall.ENOSPC}
			}
			return nil
		})
		r, err = l.ImportTable(t.Context(), paid(), delivery(paid(), sheet(paidHeadings, lines...)), TableOptions{At: noon, Workers: 1, Agency: "人社局", By: "张三丰"})
		return l, int(done.Load()), r, err
	}
	_, steps, whole, err := failing(0)
	if err != nil {
		t.Fatal(err)
	}
	for at := 1; at <= steps; at++ {
		l, _, _, err := failing(at)
		if kind, text := fault.Split(err); kind != fault.Internal || !strings.Contains(text.ZH, "磁盘空间不足") || !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("step %d of %d: %v", at, steps, err)
		}
		l = registers(t, l.dir)
		if s := current(t, l); s.ID != before && s.ID != whole.Snapshot {
			t.Fatalf("step %d of %d: the snapshot is %s", at, steps, s.ID)
		}
		checkNothingLeft(t, l)
		if again := importPaid(t, l, lines...); again.Snapshot != whole.Snapshot {
			t.Fatalf("step %d of %d: repeated, the import gave %s, undisturbed %s", at, steps, again.Snapshot, whole.Snapshot)
		}
	}
}

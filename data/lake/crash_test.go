package lake

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

// TestMain lets the test binary be the importer that the crash tests kill.
func TestMain(m *testing.M) {
	if dir := os.Getenv("MINGJIAN_TEST_IMPORT"); dir != "" {
		kill, _ := strconv.Atoi(os.Getenv("MINGJIAN_TEST_KILL"))
		importAsChild(dir, kill)
		return
	}
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = flag.Set("rapid.checks", "25") // an import writes eleven files for each part
	}
	goleak.VerifyTestMain(m)
}

// lazyDisk is a disk that does not wait for the platters; it is for tests that are not
// about losing power.
func lazyDisk() disk {
	d := systemDisk()
	create := d.create
	d.create = func(path string) (file, error) {
		f, err := create(path)
		return lazyFile{f}, err
	}
	d.syncDir = func(string) error { return nil }
	return d
}

type lazyFile struct{ file }

func (lazyFile) Sync() error { return nil }

// watched returns a disk that calls step before everything it does, and fails where
// step does.
func watched(d disk, step func(what string) error) disk {
	return disk{
		create: func(path string) (file, error) {
			if err := step("create " + filepath.Base(path)); err != nil {
				return nil, err
			}
			f, err := d.create(path)
			return watchedFile{f, step}, err
		},
		rename: func(from, to string) error {
			return errors.Join(step("rename "+filepath.Base(to)), d.rename(from, to))
		},
		syncDir: func(dir string) error {
			return errors.Join(step("sync folder "+filepath.Base(dir)), d.syncDir(dir))
		},
	}
}

type watchedFile struct {
	file
	step func(string) error
}

func (f watchedFile) Write(p []byte) (int, error) {
	if err := f.step("write"); err != nil {
		n, _ := f.file.Write(p[:len(p)/2]) // a full disk takes what still fits
		return n, err
	}
	return f.file.Write(p)
}

func (f watchedFile) Sync() error { return errors.Join(f.step("sync"), f.file.Sync()) }

// first and second are what the crash tests import: the second list corrects some of
// the first, brings new documents and some known ones. They are short, because it is done
// some sixty times, and make as many parts as longer ones in larger parts would.
func first() iter.Seq2[source.Document, *source.Unread] { return suits(1, 12) }

func second() iter.Seq2[source.Document, *source.Unread] {
	return func(yield func(source.Document, *source.Unread) bool) {
		for d, u := range suits(1, 6) {
			if d.ID < "d-1-000003" {
				d.Text += "（校对无误）\n"
			}
			if !yield(d, u) {
				return
			}
		}
		suits(2, 24)(yield)
	}
}

func importList(l *Lake, list iter.Seq2[source.Document, *source.Unread], progress func(int64)) (string, error) {
	l.part = partLimit{documents: 20, bytes: 1 << 30}
	r, err := l.ImportJudgments(context.Background(), list, ImportOptions{At: noon, Workers: 2, Progress: progress})
	return r.Snapshot, err
}

// importAsChild imports the second list and writes a line for each document and each
// thing done to the disk. Before step number kill, if that is not 0, it kills itself.
func importAsChild(dir string, kill int) {
	l, err := Open(dir)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	var steps atomic.Int64 // the tables of a part are written at once
	// A process that is killed loses nothing that it wrote: waiting for the platters would
	// prove nothing. What is done to the disk is counted all the same.
	l.disk = watched(lazyDisk(), func(what string) error {
		if steps.Add(1) == int64(kill) {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // it is dead before the next instruction of any goroutine matters
		}
		fmt.Println("disk", what)
		return nil
	})
	id, err := importList(l, second(), func(n int64) { fmt.Println("document", n) })
	fmt.Println("end", id, err)
}

// child starts an importer on dir.
func child(t *testing.T, dir string, kill int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), "MINGJIAN_TEST_IMPORT="+dir, "MINGJIAN_TEST_KILL="+strconv.Itoa(kill))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// begun returns a lake with the first list in it, the name of its snapshot, and the
// name that the snapshot after the second list has when nothing goes wrong.
func begun(t *testing.T) (dir, before, after string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "lake")
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if before, err = importList(l, first(), nil); err != nil {
		t.Fatal(err)
	}
	if l, err = Open(copyOf(t, dir)); err != nil {
		t.Fatal(err)
	}
	if after, err = importList(l, second(), nil); err != nil {
		t.Fatal(err)
	}
	return dir, before, after
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// checkAfterCrash opens a lake whose importer died and holds it to its promise: the old
// snapshot or the new one, whole; nothing left over; and the import can be repeated.
func checkAfterCrash(t *testing.T, dir, before, after string) (was string) {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != before && s.ID != after {
		t.Errorf("the snapshot is %s, neither the old %s nor the new %s", s.ID, before, after)
	}
	checkWhole(t, s)
	checkNothingLeft(t, l)
	l.disk = lazyDisk()
	again, err := importList(l, second(), nil)
	if err != nil || again != after {
		t.Errorf("the import repeated gave snapshot %s, %v; undisturbed it is %s", again, err, after)
	}
	old, err := l.Snapshot(before)
	if err != nil {
		t.Fatal(err)
	}
	checkWhole(t, old)
	return s.ID
}

// checkNothingLeft fails the test if there is a file that no manifest names.
func checkNothingLeft(t *testing.T, l *Lake) {
	t.Helper()
	all, err := l.history()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, s := range all {
		for f := range s.Manifest.files() {
			named[s.abs(f.Name)] = true
		}
	}
	found, err := filepath.Glob(filepath.Join(l.dir, "data", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	aside, err := filepath.Glob(filepath.Join(l.dir, "quarantine", "*"))
	if err != nil {
		t.Fatal(err)
	}
	found = append(found, aside...)
	tmp, err := filepath.Glob(filepath.Join(l.dir, "tmp", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(found, tmp...) {
		if !named[path] {
			t.Errorf("%s was left behind", path)
		}
	}
	if len(found) != len(named) {
		t.Errorf("%d files, %d named", len(found), len(named))
	}
}

// TestKilledAtAnyMoment kills an importer twenty times, each time after another line of
// its progress and so somewhere near that point.
func TestKilledAtAnyMoment(t *testing.T) {
	dir, before, after := begun(t)
	cmd, lines := child(t, copyOf(t, dir), 0)
	total := 0
	for lines.Scan() {
		total++
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	const seed = 20240301
	r, outcomes := rand.New(rand.NewPCG(seed, 1)), map[string]int{}
	for round := range 20 {
		after20 := 1 + r.IntN(total)
		work := copyOf(t, dir)
		cmd, lines := child(t, work, 0)
		last := ""
		for n := 0; n < after20 && lines.Scan(); n++ {
			last = lines.Text()
		}
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		for lines.Scan() { // until the pipe ends, so that Wait may be called
		}
		_ = cmd.Wait() // killed
		was := checkAfterCrash(t, work, before, after)
		outcomes[was]++
		t.Logf("seed %d round %d: killed after line %d of %d (%s), found %s", seed, round, after20, total, last, was)
	}
	if outcomes[before] == 0 {
		t.Errorf("no importer was killed before its end: %v", outcomes)
	}
}

// chosen returns which of n steps to try: the last ones, which are the commit, all;
// of those before, which repeat themselves for each table, some.
func chosen(n int) (steps []int) {
	for i := 1; i <= n; i++ {
		if i%10 == 1 || i > n-12 {
			steps = append(steps, i)
		}
	}
	return steps
}

// TestKilledAtChosenSteps kills an importer right before something it does to the disk.
func TestKilledAtChosenSteps(t *testing.T) {
	dir, before, after := begun(t)
	cmd, lines := child(t, copyOf(t, dir), 0)
	var steps []string
	for lines.Scan() {
		if what, ok := strings.CutPrefix(lines.Text(), "disk "); ok {
			steps = append(steps, what)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	outcomes := map[string]int{}
	for _, kill := range chosen(len(steps)) {
		work := copyOf(t, dir)
		cmd, lines := child(t, work, kill)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "end") {
				t.Errorf("step %d of %d was never reached", kill, len(steps))
			}
		}
		_ = cmd.Wait() // killed
		outcomes[checkAfterCrash(t, work, before, after)]++
		if t.Failed() {
			t.Fatalf("killed before step %d: %s", kill, steps[kill-1])
		}
	}
	if outcomes[before] == 0 || outcomes[after] == 0 {
		t.Errorf("the kills did not reach both sides of the commit: %v", outcomes)
	}
}

// TestDiskThatFails lets things done to the disk fail in turn.
func TestDiskThatFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	before := imported(t, open(t, dir), "a=1|x", "b=2|y").Snapshot
	list := []string{"a=1|z", "c=3|", "d=4|", "e=5|"}

	// failing imports the list into a copy whose disk fails at a step; 0 is none.
	failing := func(at int, failure error) (l *Lake, steps int, err error) {
		l = open(t, copyOf(t, dir))
		good := l.disk
		l.disk = watched(lazyDisk(), func(step string) error {
			if steps++; steps == at {
				return &os.PathError{Op: step, Path: dir, Err: failure}
			}
			return nil
		})
		_, err = l.ImportJudgments(t.Context(), docs(list...), ImportOptions{At: noon, Workers: 1})
		l.disk = good
		return l, steps, err
	}
	l, steps, err := failing(0, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := l.head()
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range chosen(steps) {
		failure := []error{syscall.ENOSPC, syscall.EACCES}[i%2]
		l, _, err := failing(at, failure)
		kind, text := fault.Split(err)
		if kind != fault.Internal || !strings.Contains(text.ZH, "导入没有完成") || !errors.Is(err, failure) {
			t.Fatalf("step %d of %d failed: got %v", at, steps, err)
		}
		if l, err = Open(l.dir); err != nil {
			t.Fatal(err)
		}
		l.parse, l.part = plain, partLimit{documents: 3, bytes: 1 << 20}
		s, err := l.Current()
		if err != nil || s.ID != before && s.ID != after {
			t.Fatalf("step %d of %d failed: the snapshot is %s, %v", at, steps, s.ID, err)
		}
		checkWhole(t, s)
		checkNothingLeft(t, l)
		if again := imported(t, l, list...).Snapshot; again != after {
			t.Fatalf("step %d of %d failed: repeated, the import gave %s, undisturbed %s", at, steps, again, after)
		}
	}
}

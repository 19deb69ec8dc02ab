package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// A State is what a long calculation keeps, so that its next run can go on from a snapshot
// instead of beginning again. It is no part of any snapshot: it can be lost without harm, only
// the newest is kept, and Forget removes it, because it holds what records say.
type State struct {
	Snapshot string `json:"snapshot"` // up to which it goes
	Files    []File `json:"files"`    // that follow each other
}

// State returns the state of this name and the content of its files. The error is
// fault.NotFound if there is none, and fault.Invalid if it is damaged.
func (l *Lake) State(name string) (State, [][]byte, error) {
	s, err := l.readState(name)
	if err != nil {
		return State{}, nil, err
	}
	var content [][]byte
	for _, f := range s.Files {
		b, err := os.ReadFile(l.abs(f.Name))
		if err == nil && int64(len(b)) != f.Bytes {
			err = fmt.Errorf("%s has %d bytes instead of %d", f.Name, len(b), f.Bytes)
		}
		if err != nil {
			return State{}, nil, badState(name, err)
		}
		content = append(content, b)
	}
	return s, content, nil
}

func badState(name string, err error) error {
	return fault.Invalidf("保存的 %s 状态已损坏。", "The saved state %s is damaged.", name).Because(err)
}

func (l *Lake) readState(name string) (s State, err error) {
	b, err := os.ReadFile(l.abs("state/" + name + ".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return s, fault.NotFoundf("没有保存的 %s 状态。", "There is no saved state %s.", name)
	}
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, badState(name, err)
	}
	for _, f := range s.Files { // nobody may be led to files elsewhere
		if ok, err := path.Match("state/"+name+"-*.bin", f.Name); err != nil || !ok {
			return s, badState(name, fmt.Errorf("file %q", f.Name))
		}
	}
	return s, nil
}

// PutState keeps what write writes as the state of a snapshot, behind the files of before or,
// where that is the zero State, in place of all. The error is fault.Conflict if the state is
// not before any more, or if records of the snapshot were forgotten meanwhile.
func (l *Lake) PutState(name string, before State, of Snapshot, write func(io.Writer) error) error {
	unlock, err := l.lock()
	if err != nil {
		return fmt.Errorf("keep state: %w", explain(err))
	}
	defer unlock()
	if err := l.putState(name, before, of, write); err != nil {
		_ = l.clearTmp() // what stays is cleared by the next import
		return fmt.Errorf("keep state: %w", explain(err))
	}
	return l.sweepStates()
}

func (l *Lake) putState(name string, before State, of Snapshot, write func(io.Writer) error) error {
	outdated := fault.Conflictf("计算期间数据或状态已变化，未保存状态。", "Records or the state changed meanwhile; the state was not kept.")
	if _, err := l.Snapshot(of.ID); err != nil {
		return outdated.Because(err)
	}
	if len(before.Files) > 0 {
		now, err := l.readState(name)
		if err != nil || now.Snapshot != before.Snapshot || !slices.Equal(now.Files, before.Files) {
			return outdated.Because(err)
		}
	}
	tmp := "tmp/" + name + "-state.bin"
	out, err := l.disk.seal(l.abs(tmp))
	if err != nil {
		return err
	}
	f, err := out.close(write(out))
	if err != nil {
		return err
	}
	f.Name = "state/" + name + "-" + f.SHA256[:20] + ".bin"
	if err := l.disk.rename(l.abs(tmp), l.abs(f.Name)); err != nil {
		return err
	}
	if err := l.disk.syncDir(l.abs("state")); err != nil {
		return err
	}
	b, err := json.MarshalIndent(State{of.ID, append(slices.Clip(before.Files), f)}, "", "  ")
	if err != nil {
		return err
	}
	return l.put(l.abs("state/"+name+".json"), append(b, '\n'))
}

// sweepStates removes the files that no state names.
func (l *Lake) sweepStates() error {
	entries, err := os.ReadDir(l.abs("state"))
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			s, err := l.readState(name)
			if err != nil {
				continue // whoever reads it is told, and makes another
			}
			for _, f := range s.Files {
				named[path.Base(f.Name)] = true
			}
		}
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".bin" && !named[e.Name()] {
			if err := os.Remove(l.abs("state/" + e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropStates removes all states: they hold what records say.
func (l *Lake) dropStates() error {
	entries, err := os.ReadDir(l.abs("state"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.Remove(l.abs("state/" + e.Name())); err != nil {
			return err
		}
	}
	return l.disk.syncDir(l.abs("state"))
}

// Since returns the files, by table, that s has more than an earlier snapshot has, of the
// tables for which wanted is true. ok is false if the earlier one has a file that s has not:
// records were corrected or removed.
func (s Snapshot) Since(earlier Snapshot, wanted func(table string) bool) (more map[string][]string, ok bool) {
	more = map[string][]string{}
	had := map[string]File{}
	for table, files := range earlier.Manifest.Tables {
		for _, f := range files {
			if wanted(table) {
				had[f.Name] = f
			}
		}
	}
	for table, files := range s.Manifest.Tables {
		for _, f := range files {
			if !wanted(table) {
				continue
			}
			if old, ok := had[f.Name]; ok && old.SHA256 == f.SHA256 {
				delete(had, f.Name)
				continue
			}
			more[table] = append(more[table], s.abs(f.Name))
		}
	}
	for _, f := range had {
		if f.Rows > 0 {
			return nil, false
		}
	}
	return more, true
}

package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/mingjian/mingjian/detect/linkage/flat"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// mostAdded is the share by which a saved state may grow before the command says that its
// parameters are getting old.
const mostAdded = 0.2

// add compares the rows of a file with those that an earlier run saved, and prints what
// each new row belongs to and which old ones now belong elsewhere. What is new is appended to
// the state.
func (c *linkTableCmd) add(a *app, t *match.Table) error {
	if c.Pairs != "" || c.Explain != "" {
		return usageError{fault.Invalidf("增补（--state 的文件已存在）时不能用 --pairs、--explain。", "--pairs and --explain cannot be used when rows are added to a saved state.")}
	}
	k, whole, err := a.openState(c.State)
	if err != nil {
		return err
	}
	added, err := k.Add(a.ctx, t, match.AddOptions{})
	if err != nil {
		return err
	}
	if err := appendState(c.State, whole, added); err != nil {
		return err
	}
	fmt.Fprintf(a.term.err, a.pick("新增 %d 行，比对 %d 对；原有 %d 行改属其他主体\n", "%d rows added, %d pairs compared; %d earlier rows now belong to another entity\n"),
		len(added.Assignments), added.Compared, len(added.Renamed))
	if n := k.Len() + t.Len() - k.First(); float64(n) > mostAdded*float64(k.First()) {
		fmt.Fprintf(a.term.err, a.pick("归并参数由 %d 行估计得出，此后已增补 %d 行；建议删除归并状态，对全部数据重新归并。\n",
			"The parameters were estimated from %d rows and %d have been added since; remove the saved state and link all rows again.\n"), k.First(), n)
	}
	write := func(w io.Writer) error {
		return writeAssignments(w, append(added.Assignments, added.Renamed...), a.json)
	}
	if c.Out != "" {
		return writeTo(c.Out, write)
	}
	return write(a.term.out)
}

// openState reads a saved state, and how many of its bytes are whole: the end may be missing
// if the program was killed while it appended.
func (a *app) openState(path string) (k *match.Kept, whole int64, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, fault.Invalidf("无法打开归并状态 %s。", "The saved state %s cannot be opened.", path).Because(err)
	}
	files, rest, err := flat.Cut(b)
	if err != nil && len(files) == 0 {
		files = [][]byte{b} // says what is wrong
	} else if len(rest) > 0 {
		fmt.Fprintf(a.term.err, a.pick("归并状态末尾有 %d 字节未写完（上次运行中断），已忽略；请再次增补当时的文件。\n",
			"The last %d bytes of the saved state are unfinished (a run was interrupted) and were left out; add that run's file again.\n"), len(rest))
	}
	k, err = match.Open(files...)
	return k, int64(len(b) - len(rest)), err
}

// appendState puts what was added behind the whole bytes of a state.
func appendState(path string, whole int64, added *match.Addition) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0o600)
	if err != nil {
		return fault.Invalidf("无法写入 %s。", "%s cannot be written.", path).Because(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Truncate(whole); err != nil {
		return err
	}
	if _, err := f.Seek(whole, io.SeekStart); err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	return errors.Join(added.Save(w), w.Flush(), f.Sync())
}

// saveState writes a result whole or not at all.
func saveState(path string, r *match.Result) error {
	if err := writeTo(path+".new", r.Save); err != nil {
		os.Remove(path + ".new")
		return err
	}
	return os.Rename(path+".new", path)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func writeAssignments(w io.Writer, list []match.Assignment, asJSON bool) error {
	if asJSON {
		out := json.NewEncoder(w)
		for _, x := range list {
			if err := out.Encode(x); err != nil {
				return err
			}
		}
		return nil
	}
	out := csv.NewWriter(w)
	if err := out.Write([]string{"id", "entity", "probability"}); err != nil {
		return err
	}
	for _, x := range list {
		if err := out.Write([]string{x.ID, x.Entity, strconv.FormatFloat(x.Probability, 'f', 6, 64)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

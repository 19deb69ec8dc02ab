package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// add compares the rows of a file with those that an earlier run saved, and prints what
// each new row belongs to and which old ones now belong elsewhere.
func (c *linkTableCmd) add(a *app, t *match.Table, o match.Options) error {
	if c.Pairs != "" || c.Explain != "" {
		return usageError{fault.Invalidf("增补（--state 的文件已存在）时不能用 --pairs、--explain。", "--pairs and --explain cannot be used when rows are added to a saved state.")}
	}
	f, err := os.Open(c.State)
	if err != nil {
		return fault.Invalidf("无法打开归并状态 %s。", "The saved state %s cannot be opened.", c.State).Because(err)
	}
	r, err := match.Load(a.ctx, bufio.NewReaderSize(f, 1<<20), o)
	f.Close()
	if err != nil {
		return err
	}
	added, err := r.Add(a.ctx, t)
	if err != nil {
		return err
	}
	if err := saveState(c.State, r); err != nil {
		return err
	}
	fmt.Fprintf(a.term.err, a.pick("新增 %d 行，比对 %d 对；原有 %d 行改属其他主体\n", "%d rows added, %d pairs compared; %d earlier rows now belong to another entity\n"),
		len(added.Assignments), added.Compared, len(added.Renamed))
	write := func(w io.Writer) error {
		return writeAssignments(w, append(added.Assignments, added.Renamed...), a.json)
	}
	if c.Out != "" {
		return writeTo(c.Out, write)
	}
	return write(a.term.out)
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

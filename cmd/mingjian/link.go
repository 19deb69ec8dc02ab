package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/detect/linkage/sheet"
	"github.com/mingjian/mingjian/fault"
)

type linkCmd struct {
	Lake  linkLakeCmd  `cmd:"" default:"withargs" help:"${link_lake}"`
	Table linkTableCmd `cmd:"" help:"${link_table}"`
}

type linkTableCmd struct {
	File    string  `arg:"" help:"${link_file}"`
	ID      string  `required:"" name:"id" help:"${link_id}" placeholder:"COLUMN"`
	Map     string  `help:"${link_map}" placeholder:"FILE" type:"path"`
	Out     string  `help:"${link_out}" placeholder:"FILE" type:"path"`
	Pairs   string  `help:"${link_pairs}" placeholder:"FILE" type:"path"`
	Explain string  `help:"${link_explain}" placeholder:"A,B"`
	Merge   float64 `help:"${link_merge}" default:"0.95" placeholder:"P"`
	Seed    uint64  `help:"${link_seed}" default:"1" placeholder:"N"`
	State   string  `help:"${link_state}" placeholder:"FILE" type:"path"`
}

// Run resolves the rows of one file and prints the entity of each.
func (c *linkTableCmd) Run(a *app) error {
	if c.Merge <= 0.5 || c.Merge >= 1 {
		return usageError{fault.Invalidf("--merge 应大于 0.5、小于 1。", "--merge must be above 0.5 and below 1.")}
	}
	debug.SetGCPercent(300) // this command makes much and drops little
	t, err := c.read(a)
	if err != nil {
		return err
	}
	bar := a.progress("")
	stages := a.linkStages()
	o := match.Options{Merge: c.Merge, Seed: c.Seed, Progress: func(s match.Stage, done, total int) {
		bar.what = fmt.Sprintf("%s %d/%d", stages[s], done, total)
		bar.set(int64(done))
	}}
	if c.State != "" && isFile(c.State) {
		return c.add(a, t)
	}
	r, err := match.Link(a.ctx, t, o)
	bar.clear()
	if err != nil {
		return err
	}
	if c.State != "" {
		if err := saveState(c.State, r); err != nil {
			return err
		}
	}
	if c.Pairs != "" {
		if err := writeTo(c.Pairs, func(w io.Writer) error { return writePairs(w, r) }); err != nil {
			return err
		}
	}
	a.reportLinkage(r)
	if c.Explain != "" {
		return c.explain(a, r)
	}
	write := func(w io.Writer) error { return writeEntities(w, r, a.json) }
	if c.Out != "" {
		return writeTo(c.Out, write)
	}
	return write(a.term.out)
}

// read reads the file and says on standard error what each column was taken for.
func (c *linkTableCmd) read(a *app) (*match.Table, error) {
	o := sheet.Options{ID: c.ID}
	if c.Map != "" {
		b, err := os.ReadFile(c.Map)
		if err != nil {
			return nil, fault.Invalidf("无法打开对照表 %s。", "the map %s cannot be opened.", c.Map).Because(err)
		}
		if o.Kinds, err = sheet.ReadMap(b); err != nil {
			return nil, err
		}
	}
	b, err := a.slurp(c.File)
	if err != nil {
		return nil, err
	}
	bar := a.progress(a.pick("已读取", "read"))
	o.Rows = func(n int) { bar.set(int64(n)) }
	t, err := sheet.Read(b, o)
	bar.clear()
	if err != nil {
		return nil, err
	}
	var used []string
	for _, f := range t.Fields() {
		used = append(used, f.Name+"="+string(f.Kind))
	}
	fmt.Fprintf(a.term.err, a.pick("共 %d 行；各列：%s\n", "%d rows; columns: %s\n"), t.Len(), strings.Join(used, " "))
	return t, nil
}

// slurp reads a whole file, or standard input for -.
func (a *app) slurp(file string) ([]byte, error) {
	var b []byte
	var err error
	if file == "-" {
		b, err = io.ReadAll(a.term.in)
	} else {
		b, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, fault.Invalidf("无法打开文件 %s。", "the file %s cannot be opened.", file).Because(err)
	}
	return b, nil
}

// reportLinkage says on standard error what somebody should know of a run.
func (a *app) reportLinkage(r *match.Result) {
	n := r.Counts
	fmt.Fprintf(a.term.err, a.pick("比对 %d 对，得 %d 个主体；%d 行为隐名；%d 对留待人工判断\n",
		"%d pairs compared, %d entities; %d rows are masked; %d pairs are left for a person to decide\n"),
		n.Compared, n.Entities, n.Masked, len(r.Candidates()))
	for i, c := range r.Conflicts {
		if i == 20 {
			fmt.Fprintf(a.term.err, a.pick("……另有 %d 处\n", "… and %d more\n"), len(r.Conflicts)-i)
			break
		}
		fmt.Fprintf(a.term.err, a.pick("未合并：%s 与 %s 的%s相同，但姓名明显不同，其他信息也不符\n",
			"not merged: %s and %s have the same %s, but clearly different names, and nothing else agrees\n"), c.A, c.B, c.Column)
	}
	for _, b := range r.Blocks {
		fmt.Fprintf(a.term.err, a.pick("%s 相同的有 %d 行（例如 %s），过多：只比对了其中 %d 对，%d 对未按此规则比对\n",
			"%s: %d rows agree (%s among them), too many: %d pairs were compared, %d were not by this rule\n"), b.Rule, b.Mentions, b.Example, b.Compared, b.Left)
	}
}

func writeEntities(w io.Writer, r *match.Result, asJSON bool) error {
	return writeAssignments(w, r.Assignments, asJSON)
}

func writePairs(w io.Writer, r *match.Result) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"a", "b", "probability", "bits", "merged", "masked"}); err != nil {
		return err
	}
	for _, p := range r.Pairs {
		row := []string{p.A, p.B, strconv.FormatFloat(p.Probability, 'f', 6, 64), strconv.FormatFloat(p.Bits, 'f', 2, 64), strconv.FormatBool(p.Merged), strconv.FormatBool(p.Masked)}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeTo writes a file whole.
func writeTo(file string, write func(io.Writer) error) error {
	f, err := os.Create(file)
	if err != nil {
		return fault.Invalidf("无法写入 %s。", "%s cannot be written.", file).Because(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = write(w)
	if flushed := w.Flush(); err == nil {
		err = flushed
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

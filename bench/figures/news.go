package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// newDocuments is how many documents come, one after the other.
const newDocuments = 5

// news measures how long it is from a new document to its clues: importing it and scanning for
// what it causes, into counties of several sizes that were scanned whole before.
func (b bench) news(list string) error {
	return b.atSizes(list, b.arriving)
}

func (b bench) arriving(kept string, n int) error {
	dir, err := os.MkdirTemp(filepath.Dir(kept), "news-*") // beside it, so that files can be linked
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	home := filepath.Join(dir, "home")
	if err := likeness(kept, home); err != nil {
		return err
	}
	if _, _, err := b.command("scan", "--home", home); err != nil {
		return err
	}
	documents, err := b.strangers(dir)
	if err != nil {
		return err
	}
	before := machineLoad()
	var all, scans, used []time.Duration
	for _, file := range documents {
		took, _, err := b.command("import", "judgments", file, "--home", home)
		if err != nil {
			return err
		}
		cmd := exec.Command(b.bin, "scan", "--new", "--home", home)
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("mingjian scan --new: %w\n%s", err, out)
		}
		scans = append(scans, time.Since(start))
		all = append(all, took+time.Since(start))
		used = append(used, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	for _, list := range [][]time.Duration{all, scans, used} {
		slices.Sort(list)
	}
	b.row("one new document to its clues", fmt.Sprintf("%.2f s, of which scan --new %.2f s, %.2f s of CPU", all[len(all)/2].Seconds(), scans[len(scans)/2].Seconds(), used[len(used)/2].Seconds()),
		fmt.Sprintf("%d synthetic documents, %d documents one by one, load %s before and %s after", n, len(documents), before, machineLoad()))
	return nil
}

// strangers makes documents of another county, each in a file of its own.
func (b bench) strangers(dir string) (files []string, err error) {
	county := filepath.Join(dir, "strangers")
	if _, _, err := b.command("synth", "--registers=false", "--seed", "7", "--documents", "50", county); err != nil {
		return nil, err
	}
	in, err := os.Open(filepath.Join(county, "judgments.jsonl"))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for len(files) < newDocuments && lines.Scan() {
		file := filepath.Join(dir, fmt.Sprintf("new-%d.jsonl", len(files)))
		if err := os.WriteFile(file, append(slices.Clone(lines.Bytes()), '\n'), 0o600); err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, lines.Err()
}

// likeness makes a home like another: Parquet files, which never change, are linked, all else is
// copied.
func likeness(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		there := filepath.Join(to, strings.TrimPrefix(path, from))
		switch {
		case d.IsDir():
			return os.MkdirAll(there, 0o700)
		case filepath.Ext(path) == ".parquet":
			return os.Link(path, there)
		case !d.Type().IsRegular():
			return nil
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		out, err := os.OpenFile(there, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, in); err != nil {
			out.Close()
			return err
		}
		return out.Close()
	})
}

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

// watchDocuments is how many documents come, one after the other, to a server that keeps an
// index.
const watchDocuments = 20

// news measures how long it is from a new document to its clues, into counties of several sizes
// that were scanned whole before: importing it and scanning for what it causes, on the command
// line and at a server that watches.
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
	if !scannedWhole(home) {
		if _, _, err := b.command("scan", "--home", home); err != nil {
			return err
		}
	}
	documents, err := b.strangers(dir)
	if err != nil {
		return err
	}
	if b.commands > 0 {
		if err := b.commanded(home, documents[:b.commands], n); err != nil {
			return err
		}
	}
	return b.watching(home, documents[b.commands:], n)
}

// scannedWhole reports whether a home was scanned before it was kept.
func scannedWhole(home string) bool {
	_, db := os.Stat(filepath.Join(home, "workflow.db"))
	_, noted := os.Stat(filepath.Join(home, "lake", "state", "scan.json"))
	return db == nil && noted == nil
}

// commanded brings documents in by two commands each.
func (b bench) commanded(home string, documents []string, n int) error {
	before := machineLoad()
	var all, scans, imports, used []time.Duration
	for _, file := range documents {
		imported, cpu, err := b.run("import", "judgments", file, "--home", home)
		if err != nil {
			return err
		}
		scanned, more, err := b.run("scan", "--new", "--home", home)
		if err != nil {
			return err
		}
		all, scans, imports, used = append(all, imported+scanned), append(scans, more), append(imports, cpu), append(used, cpu+more)
	}
	for _, list := range [][]time.Duration{all, scans, imports, used} {
		slices.Sort(list)
	}
	m := len(all) / 2
	b.row("one new document to its clues, commands", fmt.Sprintf("%.2f s, %.2f s of CPU: import %.2f, scan --new %.2f", all[m].Seconds(), used[m].Seconds(), imports[m].Seconds(), scans[m].Seconds()),
		fmt.Sprintf("%d synthetic documents, %d documents one by one, load %s before and %s after", n, len(documents), before, machineLoad()))
	return nil
}

// run runs a command and returns what it took, and took of the processor.
func (b bench) run(args ...string) (wall, cpu time.Duration, err error) {
	cmd := exec.Command(b.bin, args...)
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("mingjian %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// strangers makes documents of another county, each in a file of its own.
func (b bench) strangers(dir string) (files []string, err error) {
	county := filepath.Join(dir, "strangers")
	if _, _, err := b.command("synth", "--registers=false", "--seed", "7", "--documents", "100", county); err != nil {
		return nil, err
	}
	in, err := os.Open(filepath.Join(county, "judgments.jsonl"))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for len(files) < b.commands+watchDocuments+1 && lines.Scan() {
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

// Command accuracy counts what the reader and the models get right and wrong, and writes
// docs/accuracy.md. It runs the built program as a user would: `parse` on the labelled
// real documents, and `import` and `scan` on invented counties whose truth is known.
//
//	make accuracy
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/data/record"
)

func main() {
	bin := flag.String("bin", "bin/mingjian", "the built program")
	out := flag.String("out", "docs/accuracy.md", "where to write")
	models := flag.Bool("models", true, "score the models too, which takes minutes; without them the page is only printed")
	counties := flag.Int("counties", len(familySeeds()), "how many counties with registers to measure false litigation on")
	seeds := flag.String("seeds", "", "the counties with registers to measure false litigation on instead, by their seeds: 8112,8115")
	only := flag.String("only", "", "measure this part alone and print it: registers, suits or family")
	flag.Parse()
	chosen, err := chosenSeeds(*seeds, *counties)
	if err == nil {
		err = run(*bin, *out, *only, *models, chosen)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

// chosenSeeds returns the counties to measure false litigation on: those listed, else the first n of the measured ones.
func chosenSeeds(list string, n int) ([]uint64, error) {
	if list == "" {
		return familySeeds()[:min(max(1, n), len(familySeeds()))], nil
	}
	var seeds []uint64
	for s := range strings.SplitSeq(list, ",") {
		seed, err := strconv.ParseUint(strings.TrimSpace(s), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("-seeds takes numbers with commas between, not %q", list)
		}
		seeds = append(seeds, seed)
	}
	return seeds, nil
}

func run(bin, out, only string, models bool, counties []uint64) error {
	shared := os.Getenv("MINGJIAN_SHARED")
	if _, err := os.Stat(filepath.Join(shared, "data", "judgments.jsonl")); err != nil {
		return fmt.Errorf("the labelled documents are not at hand; set MINGJIAN_SHARED to the folder with data/ and tools/: %w", err)
	}
	work, err := os.MkdirTemp("", "mingjian-accuracy-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	m := measure{bin: bin, shared: shared, work: work, counties: counties}
	if only != "" {
		part, ok := map[string]func() error{"registers": m.registers, "suits": m.detection, "family": m.family}[only]
		if !ok {
			return fmt.Errorf("-only knows registers, suits and family, not %q", only)
		}
		err := part()
		fmt.Print(m.page.String())
		return err
	}
	fmt.Fprintf(&m.page, heading, record.ReaderVersion)
	if err := errors.Join(m.reading(), m.elements()); err != nil {
		return err
	}
	if !models {
		fmt.Print(m.page.String())
		return nil
	}
	if err := errors.Join(m.registers(), m.family(), m.network(), m.detection()); err != nil {
		return err
	}
	fmt.Print(m.page.String())
	return os.WriteFile(out, m.page.Bytes(), 0o644)
}

const heading = `# Accuracy

Written by ` + "`make accuracy`" + `; do not edit. Reader version %s.

The labelled documents are those of the evaluation data: real, names replaced; its README tells how the
labels were made and what is wrong with them. The reader's rules were written from how courts write, but
its misses on these documents were looked at, so expect somewhat less on others. The counties are
invented by ` + "`mingjian synth`" + ` and their truth is known; nobody looked at these seeds when writing
models. An invented county is easier than a real one: read its figures as an upper bound.
`

// A measure gathers the page.
type measure struct {
	bin, shared, work string
	counties          []uint64 // with registers, for the family of false litigation
	page              bytes.Buffer
}

// reading scores the reader on the labelled documents with the scoring script that comes
// with them, tells who is wrong in each miss, and how sure the reader was.
func (m *measure) reading() error {
	data := filepath.Join(m.shared, "data")
	fmt.Fprintf(&m.page, "\n## The reader\n")
	table, err := readLooked(missesYAML)
	if err != nil {
		return err
	}
	var misses []judged
	var labels []labelling
	var parsed []record.Judgment
	for _, s := range []struct{ title, input, flag, labels string }{
		{"judgments.jsonl: real documents with the portal's labels", filepath.Join(data, "judgments.jsonl"), "--labels", "judgments.jsonl"},
		{"gold.jsonl: real documents labelled by hand", filepath.Join(data, "texts"), "--gold", "gold.jsonl"},
	} {
		printed, err := m.command("parse", s.input)
		if err != nil {
			return err
		}
		scores, missed, err := m.score(printed, s.flag, filepath.Join(data, s.labels))
		if err != nil {
			return err
		}
		fmt.Fprintf(&m.page, "\n### %s\n\n```\n%s```\n", s.title, scores)
		misses = append(misses, judge(missed, table)...)
		read, err := lines[record.Judgment](printed)
		if err != nil {
			return fmt.Errorf("what parse printed of %s: %w", s.labels, err)
		}
		parsed = append(parsed, read...)
		l, err := readLabels(filepath.Join(data, s.labels), s.flag == "--gold")
		if err != nil {
			return err
		}
		labels = append(labels, l...)
	}
	missTable(&m.page, misses)
	sureTable(&m.page, countSure(labels, parsed, misses))
	return nil
}

// score runs the scoring script on what parse printed. It returns its table and the misses.
func (m *measure) score(printed []byte, flag, labels string) (string, []miss, error) {
	parsed := filepath.Join(m.work, filepath.Base(labels)+".parsed")
	if err := os.WriteFile(parsed, printed, 0o600); err != nil {
		return "", nil, err
	}
	out, err := exec.Command("python3", filepath.Join(m.shared, "tools", "eval_parse.py"), flag, labels, "--parsed", parsed, "--errors", "100000").Output()
	if err != nil {
		return "", nil, fmt.Errorf("eval_parse.py: %w", err)
	}
	errors, table := string(out), ""
	if i := strings.Index(errors, "field  "); i >= 0 {
		errors, table = errors[:i], errors[i:]
	}
	return table, missesOf(errors), nil
}

// command runs the program and returns what it printed.
func (m *measure) command(args ...string) ([]byte, error) {
	cmd := exec.Command(m.bin, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("mingjian %s: %w\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return out, nil
}

// lines decodes JSON Lines.
func lines[T any](b []byte) ([]T, error) {
	var all []T
	s := bufio.NewScanner(bytes.NewReader(b))
	s.Buffer(nil, 256<<20)
	for s.Scan() {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, s.Err()
}

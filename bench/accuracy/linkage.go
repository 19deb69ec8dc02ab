package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// A place is where a mention stands: data set, file, row and part in it.
type place struct{ dataset, file, row, role string }

// The county of the registers: of the size that the figures of linkage are asked for.
const (
	registerSeed        = 8201
	registerInhabitants = "100000"
)

// registers measures the import of the registers of a county, without any mapping by hand,
// and how well linkage tells who is who in them.
func (m *measure) registers() error {
	dir, home, err := m.withRegisters(registerSeed, registerInhabitants)
	if err != nil {
		return err
	}
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := l.Current()
	if err != nil {
		return err
	}
	if err := m.columns(dir, s); err != nil {
		return err
	}
	if err := m.linked(dir, s); err != nil {
		return err
	}
	return m.acrossRegisters(dir, home, s)
}

// withRegisters invents a county with its registers, imports all of it and links it.
func (m *measure) withRegisters(seed uint64, inhabitants string) (dir, home string, err error) {
	dir = filepath.Join(m.work, fmt.Sprint("registers", seed))
	home = filepath.Join(dir, "home")
	if _, err := m.command("synth", "--seed", fmt.Sprint(seed), "--people", inhabitants, dir); err != nil {
		return "", "", err
	}
	if _, err := m.command("import", "judgments", filepath.Join(dir, "judgments.jsonl"), "--home", home); err != nil {
		return "", "", err
	}
	files, err := filepath.Glob(filepath.Join(dir, "registers", "*"))
	if err != nil {
		return "", "", err
	}
	for _, f := range files {
		if _, err := m.command("import", "table", "auto", f, "--home", home, "--authorisation", "示范", "--purpose", "示范"); err != nil {
			return "", "", fmt.Errorf("import %s: %w", filepath.Base(f), err)
		}
	}
	_, err = m.command("link", "--home", home)
	return dir, home, err
}

// columns compares which columns became which fields with the truth.
func (m *measure) columns(dir string, s lake.Snapshot) error {
	truth, err := table(filepath.Join(dir, "columns.truth.csv"))
	if err != nil {
		return err
	}
	got := map[[2]string]string{} // file and heading
	for _, i := range s.Manifest.Imports {
		if i.Register == nil {
			continue
		}
		for _, sheet := range i.Register.Sheets {
			for _, c := range sheet.Columns {
				got[[2]string{i.Register.File, c.Heading}] = i.Register.Standard + "." + c.Field
			}
		}
	}
	var right, wrong, missed int
	var which []string
	for _, t := range truth {
		field, known := got[[2]string{t["file"], t["heading"]}]
		switch want := t["standard"] + "." + t["field"]; {
		case field == want:
			right++
		case !known || strings.HasSuffix(field, "."):
			missed++
		default:
			wrong++
			which = append(which, fmt.Sprintf("%s %s: %s, want %s", t["file"], t["heading"], field, want))
		}
	}
	p := &m.page
	fmt.Fprintf(p, "\n## Registers\n\nThe %d files of the invented county of seed %d (%s inhabitants), imported without a mapping by hand. "+
		"Their headings were written apart from the standards, but those that nothing matched were then added to them: of files nobody has looked at expect some nine in ten (decision 0015).\n", countFiles(truth), registerSeed, registerInhabitants)
	fmt.Fprintf(p, "\n| columns | | of |\n|---|---|---|\n| matched rightly | %d | %d |\n| not matched | %d | %d |\n| matched wrongly | %d | %d |\n",
		right, len(truth), missed, len(truth), wrong, len(truth))
	for _, w := range which {
		fmt.Fprintf(p, "\nWrong: %s\n", w)
	}
	return nil
}

func countFiles(truth []map[string]string) int {
	files := map[string]bool{}
	for _, t := range truth {
		files[t["file"]] = true
	}
	return len(files)
}

// linked compares the entities with the truth.
func (m *measure) linked(dir string, s lake.Snapshot) error {
	truth, err := table(filepath.Join(dir, "mentions.truth.csv"))
	if err != nil {
		return err
	}
	found, err := entities(s)
	if err != nil {
		return err
	}
	all, masked, absent := &pairs{}, 0, 0
	bySet := map[string]*pairs{}
	hidden := map[string]bool{} // entities of masked mentions
	sizes := map[string]int{}
	for _, e := range found {
		sizes[e]++
	}
	for _, t := range truth {
		e, ok := found[place{t["dataset"], t["file"], t["row"], t["role"]}]
		if !ok {
			absent++
			continue
		}
		if t["masked"] == "true" {
			masked++
			hidden[e] = true
			continue
		}
		if bySet[t["dataset"]] == nil {
			bySet[t["dataset"]] = &pairs{}
		}
		all.add(e, t["entity"])
		bySet[t["dataset"]].add(e, t["entity"])
	}
	merged := 0
	for e := range hidden {
		if sizes[e] > 1 {
			merged += sizes[e]
		}
	}
	p := &m.page
	fmt.Fprintf(p, "\n### Who is who\n\n%d mentions with known truth, %d of them masked. %d mentions of the truth are in no record (rows in quarantine, "+
		"rows delivered twice or corrected later). Counted are pairs of unmasked mentions in one entity.\n", len(truth), masked, absent)
	fmt.Fprintf(p, "\n| mentions of | | precision | recall | wrong pairs | missed pairs |\n|---|---|---|---|---|---|\n")
	all.row(p, "all data sets together")
	for _, name := range slices.Sorted(maps.Keys(bySet)) {
		bySet[name].row(p, name)
	}
	fmt.Fprintf(p, "\nMasked mentions in an entity with any other mention: %d of %d.\n", merged, masked)
	return nil
}

// pairs counts pairs of mentions by what was found and what is true.
type pairs struct {
	n                  int
	both, found, truth map[string]int
}

func (x *pairs) add(found, truth string) {
	if x.both == nil {
		x.both, x.found, x.truth = map[string]int{}, map[string]int{}, map[string]int{}
	}
	x.n++
	x.both[found+" "+truth]++
	x.found[found]++
	x.truth[truth]++
}

func (x *pairs) row(p interface{ Write([]byte) (int, error) }, name string) {
	right, found, truth := inPairs(x.both), inPairs(x.found), inPairs(x.truth)
	fmt.Fprintf(p, "| %s | %d | %.5f | %.5f | %d | %d |\n", name, x.n,
		synth.Rate{Hits: right, Of: found}.Value(), synth.Rate{Hits: right, Of: truth}.Value(), found-right, truth-right)
}

func inPairs(groups map[string]int) (n int) {
	for _, size := range groups {
		n += size * (size - 1) / 2
	}
	return n
}

// entities returns the entity of every mention by its place in the files as delivered.
func entities(s lake.Snapshot) (map[place]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	e, err := duck.Open(ctx, duck.Options{Tables: s.Tables()})
	if err != nil {
		return nil, err
	}
	defer e.Close()
	rows, err := rowsOfRecords(ctx, e, s)
	if err != nil {
		return nil, err
	}
	found := map[place]string{}
	for row, err := range e.Query(ctx, "SELECT dataset, record, mention, entity FROM link") {
		if err != nil {
			return nil, err
		}
		dataset, record, role, entity := row["dataset"].(string), row["record"].(string), row["mention"].(string), row["entity"].(string)
		if at, ok := rows[dataset+" "+record]; ok {
			found[place{dataset, at.file, at.row, role}] = entity
		} else if document, n, ok := strings.Cut(record, "#"); ok && dataset == "party" {
			found[place{dataset, "judgments.jsonl", document, n}] = entity
		}
	}
	return found, nil
}

// rowsOfRecords tells where each record of a register stands in the files.
func rowsOfRecords(ctx context.Context, e engine.Engine, s lake.Snapshot) (map[string]place, error) {
	lib, err := standard.Load()
	if err != nil {
		return nil, err
	}
	rows := map[string]place{}
	for _, i := range s.Manifest.Imports {
		if i.Register == nil {
			continue
		}
		query := "SELECT record_id, source_row FROM " + e.Dialect().Name(engine.AsRead(lib[i.Register.Standard])) + " WHERE import_id = " + e.Dialect().Text(i.ID)
		for row, err := range e.Query(ctx, query) {
			if err != nil {
				return nil, fmt.Errorf("rows of %s: %w", i.Register.Standard, err)
			}
			number := row["source_row"].(string)
			rows[i.Register.Standard+" "+row["record_id"].(string)] = place{file: i.Register.File, row: number[strings.LastIndex(number, "!")+1:]}
		}
	}
	return rows, nil
}

// table reads a CSV file with headings.
func table(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	headings, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	rows := make([]map[string]string, len(lines))
	for i, line := range lines {
		rows[i] = map[string]string{}
		for k, h := range headings {
			rows[i][h] = line[k]
		}
	}
	return rows, nil
}

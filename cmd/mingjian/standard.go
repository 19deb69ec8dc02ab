package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

type standardCmd struct {
	List   standardListCmd   `cmd:"" help:"${standard_list}"`
	Show   standardShowCmd   `cmd:"" help:"${standard_show}"`
	Schema standardSchemaCmd `cmd:"" help:"${standard_schema}"`
	Match  standardMatchCmd  `cmd:"" help:"${standard_match}"`
}

type standardListCmd struct{}

type standardShowCmd struct {
	Name     string `arg:"" optional:"" help:"${standard_name}"`
	All      bool   `help:"${standard_all}"`
	Markdown bool   `help:"${standard_markdown}"`
}

type standardSchemaCmd struct {
	Name string `arg:"" help:"${standard_name}"`
}

type standardMatchCmd struct {
	What     []string `arg:"" name:"file-or-heading" help:"${standard_what}"`
	Standard string   `help:"${standard_as}" placeholder:"NAME"`
}

// standardsDir is where an office keeps its own standards.
func (a *app) standardsDir() string { return filepath.Join(a.home, "standards") }

// standards returns the standards of the program and those of the office.
func (a *app) standards() (standard.Library, error) { return standard.LoadWith(a.standardsDir()) }

func (a *app) standard(name string) (standard.Standard, error) {
	lib, err := a.standards()
	if err != nil {
		return standard.Standard{}, err
	}
	s, ok := lib[name]
	if !ok {
		return s, fault.NotFoundf("没有数据标准“%s”；用 mingjian standard list 查看全部。", "there is no standard %q; mingjian standard list shows all.", name)
	}
	return s, nil
}

// Run lists the standards.
func (c *standardListCmd) Run(a *app) error {
	lib, err := a.standards()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for _, name := range lib.Names() {
		s := lib[name]
		if a.json {
			if err := json.NewEncoder(a.term.out).Encode(s); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%d\n", s.Name, s.Version, s.Title.In(a.lang), standard.Owners()[s.Owner].In(a.lang), len(s.Columns()))
	}
	return w.Flush()
}

// Run shows one standard, or all of them.
func (c *standardShowCmd) Run(a *app) error {
	if c.All == (c.Name != "") {
		return usageError{fault.Invalidf("请给出一个标准的名称，或用 --all。", "give the name of one standard, or --all.")}
	}
	lib, err := a.standards()
	if err != nil {
		return err
	}
	shown := lib.Names()
	if !c.All {
		if _, err := a.standard(c.Name); err != nil {
			return err
		}
		shown = []string{c.Name}
	}
	if c.Markdown {
		_, err := fmt.Fprint(a.term.out, standardsMarkdown(lib, shown))
		return err
	}
	for _, name := range shown {
		if a.json {
			err = json.NewEncoder(a.term.out).Encode(lib[name])
		} else {
			err = a.printStandard(lib[name])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Run prints the JSON Schema of a standard.
func (c *standardSchemaCmd) Run(a *app) error {
	s, err := a.standard(c.Name)
	if err != nil {
		return err
	}
	e := json.NewEncoder(a.term.out)
	e.SetIndent("", "  ")
	return e.Encode(standard.Schema(s))
}

// A sheetMatch is what one sheet, or a row of headings, was taken for.
type sheetMatch struct {
	Sheet    string             `json:"sheet,omitempty"`
	Standard string             `json:"standard,omitempty"`
	Score    float64            `json:"score,omitempty"` // of the guess
	Others   []guess            `json:"others,omitempty"`
	Columns  []standard.Matched `json:"columns"`
}

// A guess is a register that a file may be as well.
type guess struct {
	Standard string  `json:"standard"`
	Score    float64 `json:"score"`
}

// Run says which register a file or a row of headings is, and which field each column.
func (c *standardMatchCmd) Run(a *app) error {
	lib, err := a.standards()
	if err != nil {
		return err
	}
	if c.Standard != "" {
		if _, err := a.standard(c.Standard); err != nil {
			return err
		}
	}
	if info, err := os.Stat(c.What[0]); len(c.What) > 1 || errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		headings := c.What
		if len(headings) == 1 {
			headings = strings.FieldsFunc(headings[0], func(r rune) bool { return strings.ContainsRune(",，\t|;；", r) })
		}
		return a.printMatch(lib, matched(lib, c.Standard, "", headings, nil))
	}
	book, err := table.Open(a.ctx, c.What[0], table.Options{Known: standard.Known(lib)})
	if err != nil {
		return err
	}
	defer book.Close() //nolint:errcheck // it was only read
	for _, sheet := range book.Sheets {
		samples, err := sampled(sheet)
		if err != nil {
			return err
		}
		m := matched(lib, c.Standard, sheet.File+" "+sheet.Name, sheet.Headings, samples)
		m.Sheet = strings.TrimSpace(sheet.File + " " + sheet.Name)
		if err := a.printMatch(lib, m); err != nil {
			return err
		}
	}
	return nil
}

// sampled returns the cells of the first rows of a sheet, by column.
func sampled(sheet table.Sheet) ([][]string, error) {
	samples, rows := make([][]string, len(sheet.Headings)), 0
	for row, err := range sheet.Rows {
		if err != nil {
			continue // the import says which rows cannot be read
		}
		for i, cell := range row.Cells {
			if i < len(samples) {
				samples[i] = append(samples[i], cell.Text)
			}
		}
		if rows++; rows == 50 {
			break
		}
	}
	return samples, nil
}

// matched matches headings with the standard called name, or else the likeliest one.
func matched(lib standard.Library, name, file string, headings []string, samples [][]string) sheetMatch {
	if name != "" {
		return sheetMatch{Standard: name, Columns: standard.Match(lib[name], headings, samples)}
	}
	all := standard.Guess(lib, file, headings, samples)
	if len(all) == 0 {
		return sheetMatch{}
	}
	m := sheetMatch{Standard: all[0].Standard, Score: all[0].Score, Columns: all[0].Columns}
	for _, g := range all[1:min(len(all), 4)] {
		m.Others = append(m.Others, guess{g.Standard, g.Score})
	}
	return m
}

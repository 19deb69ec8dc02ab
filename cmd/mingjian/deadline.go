package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"text/tabwriter"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

type deadlineCmd struct {
	Rule      string   `arg:"" optional:"" help:"${deadline_rule}"`
	From      string   `help:"${deadline_from}" placeholder:"DATE"`
	Length    string   `help:"${deadline_length}" placeholder:"PERIOD"`
	Excluded  []string `help:"${deadline_excluded}" placeholder:"[GROUND:]DATE..DATE" sep:"none"`
	Suspended []string `help:"${deadline_suspended}" placeholder:"DATE..[DATE]" sep:"none"`
	Extended  []string `help:"${deadline_extended}" placeholder:"PERIOD[@DATE]" sep:"none"`
	Custody   bool     `help:"${deadline_custody}"`
}

// limitLine is a time limit as --json prints it.
type limitLine struct {
	ID      string       `json:"id"`
	Title   fault.Text   `json:"title"`
	Length  law.Period   `json:"length"`
	Options []law.Period `json:"options,omitempty"`
	From    fault.Text   `json:"from"`
	Who     fault.Text   `json:"who"`
	Basis   []law.Ref    `json:"basis"`
	Source  string       `json:"source,omitempty"` // of what is unverified
}

// Run computes a deadline and explains it, or lists the time limits.
func (c *deadlineCmd) Run(a *app) error {
	limits, err := law.LoadLimits()
	if err != nil {
		return err
	}
	if c.Rule == "" {
		return a.listLimits(limits)
	}
	facts, err := c.facts()
	if err != nil {
		return err
	}
	cal, err := law.OpenCalendar(filepath.Join(a.home, "calendar"))
	if err != nil {
		return err
	}
	d, err := limits.Deadline(c.Rule, facts, cal)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(d)
	}
	return a.printDeadline(d)
}

// facts reads what was said on the command line.
func (c *deadlineCmd) facts() (f law.Facts, err error) {
	given := law.Given{Length: c.Length, Excluded: c.Excluded, Suspended: c.Suspended, Extended: c.Extended, Custody: c.Custody}
	if c.From != "" {
		if given.From, err = law.ParseDate(c.From); err != nil {
			return f, err
		}
	}
	return given.Facts()
}

func (a *app) listLimits(limits law.Limits) error {
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for _, x := range limits.All() {
		if a.json {
			line := limitLine{x.ID, x.Title, x.Length, x.Options, x.From, x.Who, x.Basis, x.Source}
			if err := json.NewEncoder(a.term.out).Encode(line); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", x.ID, x.Length.Text().In(a.lang), x.Title.In(a.lang))
	}
	return w.Flush()
}

// printDeadline prints the explanation line by line, each with its articles below it.
func (a *app) printDeadline(d law.Deadline) error {
	laws, err := law.Load()
	if err != nil {
		return err
	}
	for i, line := range d.Lines {
		fmt.Fprintf(a.term.out, "%d. %s\n", i+1, line.Says.In(a.lang))
		for _, x := range line.Basis {
			fmt.Fprintf(a.term.out, "   %s\n", laws.Cite(x).In(a.lang))
		}
	}
	for _, says := range d.Cautions {
		fmt.Fprintf(a.term.out, a.pick("注意：%s", "Caution: %s")+"\n", says.In(a.lang))
	}
	return nil
}

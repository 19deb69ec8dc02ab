package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/mingjian/mingjian/access"
)

type officeCmd struct {
	database `embed:""`
	Put      officePutCmd  `cmd:"" help:"${office_put}"`
	List     officeListCmd `cmd:"" help:"${office_list}"`
}

type officePutCmd struct {
	ID       string `arg:"" help:"${office_id}"`
	Name     string `help:"${office_name}" required:""`
	Level    string `help:"${office_level}" enum:"national,provincial,city,county" default:"county"`
	Division string `help:"${office_division}"`
	Parent   string `help:"${office_parent}"`
}

type officeListCmd struct {
	ID string `arg:"" optional:"" default:"home" help:"${office_id}"`
}

// Run adds an office to the tree or changes one.
func (c *officePutCmd) Run(a *app, parent *officeCmd) error {
	return a.withAccounts(parent.database, func(s *access.Service) error {
		return s.PutOffice(a.ctx, a.actor(), access.Procuratorate{ID: access.Office(c.ID), Name: c.Name, Level: access.Level(c.Level),
			Division: c.Division, Parent: access.Office(c.Parent)})
	})
}

// Run lists an office and all below it.
func (c *officeListCmd) Run(a *app, parent *officeCmd) error {
	return a.withAccounts(parent.database, func(s *access.Service) error {
		list, err := s.Offices(a.ctx, access.CommandLine(access.Office(c.ID)))
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
		if !a.json {
			fmt.Fprintln(w, a.pick("代号\t院名\t层级\t上级院", "id\tname\tlevel\tabove"))
		}
		for _, p := range list {
			if a.json {
				if err := json.NewEncoder(a.term.out).Encode(p); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.ID, p.Name, p.Level, p.Parent)
		}
		return w.Flush()
	})
}

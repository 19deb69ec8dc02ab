package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

type userCmd struct {
	database `embed:""`
	Add      userAddCmd      `cmd:"" help:"${user_add}"`
	List     userListCmd     `cmd:"" help:"${user_list}"`
	Password userPasswordCmd `cmd:"" help:"${user_password}"`
	Disable  userDisableCmd  `cmd:"" help:"${user_disable}"`
}

type userAddCmd struct {
	Name    string `arg:"" help:"${user_name}"`
	Display string `help:"${user_display}"`
	Role    string `help:"${user_role}" enum:"handler,analyst,leader,admin,liaison,citizen" default:"handler"`

	Office     string `help:"${user_office}" default:"home"`
	Department string `help:"${user_department}"`
}

type userListCmd struct{}

type userPasswordCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

type userDisableCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run adds an account.
func (c *userAddCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		password, err := a.readPassword()
		if err != nil {
			return err
		}
		made, err := s.Make(a.ctx, a.actor(), access.Account{Name: c.Name, Display: c.Display, Role: access.Role(c.Role),
			Office: access.Office(c.Office), Department: c.Department}, password)
		if err != nil {
			return err
		}
		return a.printAccounts([]access.Account{made})
	})
}

// Run lists the accounts.
func (c *userListCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		list, err := s.List(a.ctx, a.actor())
		if err != nil {
			return err
		}
		return a.printAccounts(list)
	})
}

// Run changes a password.
func (c *userPasswordCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		password, err := a.readPassword()
		if err != nil {
			return err
		}
		return s.SetPassword(a.ctx, a.actor(), c.Name, password)
	})
}

// Run disables an account.
func (c *userDisableCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		return s.Disable(a.ctx, a.actor(), c.Name)
	})
}

// actor is who acts when the command line does.
func (a *app) actor() access.Account { return access.CommandLine(access.Home) }

// withAccounts runs f with the accounts of the workflow database.
func (a *app) withAccounts(d database, f func(*access.Service) error) error {
	return a.withStore(d, func(store *db.DB) error {
		s, err := access.NewService(store)
		if err != nil {
			return err
		}
		return f(s)
	})
}

// readPassword asks for a password without showing it, or reads one line where standard
// input is not a terminal.
func (a *app) readPassword() (string, error) {
	if fd := int(a.term.in.Fd()); term.IsTerminal(fd) {
		fmt.Fprint(a.term.err, a.pick("口令：", "password: "))
		b, err := term.ReadPassword(fd)
		fmt.Fprintln(a.term.err)
		return string(b), err
	}
	line, err := bufio.NewReader(a.term.in).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", fault.Invalidf("请从标准输入给出口令，例如：echo 口令 | mingjian user add 名字", "give the password on standard input: echo PASSWORD | mingjian user add NAME")
	}
	return line, nil
}

func (a *app) printAccounts(list []access.Account) error {
	if a.json {
		return eachLine(a.term.out, list)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("登录名\t姓名\t角色\t院\t停用", "name\tdisplay\trole\toffice\tdisabled"))
	for _, acc := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%v\n", acc.Name, acc.Display, acc.Role, acc.Office, acc.Disabled)
	}
	return w.Flush()
}

package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

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
	Enable   userEnableCmd   `cmd:"" help:"${user_enable}"`
	Move     userMoveCmd     `cmd:"" help:"${user_move}"`
	Unlock   userUnlockCmd   `cmd:"" help:"${user_unlock}"`
	Factor   userFactorCmd   `cmd:"" name:"drop-factor" help:"${user_factor}"`
	Link     userLinkCmd     `cmd:"" help:"${user_link}"`
	Sessions userSessionsCmd `cmd:"" help:"${user_sessions}"`
	End      userEndCmd      `cmd:"" name:"end-sessions" help:"${user_end}"`
	Identify userIdentifyCmd `cmd:"" help:"${user_identify}"`
	Ties     userTiesCmd     `cmd:"" help:"${user_ties}"`
	Detect   userDetectCmd   `cmd:"" name:"detect-ties" help:"${user_detect}"`
}

type userAddCmd struct {
	Name    string `arg:"" help:"${user_name}"`
	Display string `help:"${user_display}"`
	Role    string `help:"${user_role}" enum:"handler,analyst,leader,admin,liaison,citizen" default:"handler"`

	Office     string `help:"${user_office}" default:"home"`
	Department string `help:"${user_department}"`
}

type userListCmd struct {
	Office string `help:"${user_office}" default:"home"`
}

type userPasswordCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

type userLinkCmd struct {
	Name    string `arg:"" help:"${user_name}"`
	Issuer  string `help:"${user_issuer}" required:""`
	Subject string `help:"${user_subject}" required:""`
}

// Run links an account with somebody at the office's own sign-in service.
func (c *userLinkCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		return s.Link(a.ctx, a.actor(), c.Name, c.Issuer, c.Subject)
	})
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
		list, err := s.List(a.ctx, a.actor(), access.Office(c.Office))
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
		return s.Disable(a.ctx, a.actor(), c.Name, 0)
	})
}

type userEnableCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run lets a disabled account sign in again.
func (c *userEnableCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error { return s.Enable(a.ctx, a.actor(), c.Name, 0) })
}

type userMoveCmd struct {
	Name       string `arg:"" help:"${user_name}"`
	Display    string `help:"${user_display}"`
	Role       string `help:"${user_role}"`
	Office     string `help:"${user_office}"`
	Department string `help:"${user_department}"`
}

// Run gives an account another role, office, department or name; what is not given stays.
func (c *userMoveCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		card, err := s.Card(a.ctx, a.actor(), c.Name)
		if err != nil {
			return err
		}
		return s.Move(a.ctx, a.actor(), card.ID, access.Position{Display: cmp.Or(c.Display, card.Display), Role: cmp.Or(access.Role(c.Role), card.Role),
			Office: cmp.Or(access.Office(c.Office), card.Office), Department: cmp.Or(c.Department, card.Department)})
	})
}

type userUnlockCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run lets an account try again at once.
func (c *userUnlockCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error { return s.Unlock(a.ctx, a.actor(), c.Name) })
}

type userFactorCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run takes the second factor of an account away.
func (c *userFactorCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error { return s.ResetFactor(a.ctx, a.actor(), c.Name) })
}

type userSessionsCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run lists where an account is signed in.
func (c *userSessionsCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		list, err := s.Sessions(a.ctx, a.actor(), c.Name, "")
		if err != nil || a.json {
			return errors.Join(err, eachLine(a.term.out, list))
		}
		w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, a.pick("编号\t登录时间\t最近使用\t地址\t设备", "id\tsince\tlast used\taddress\tdevice"))
		for _, one := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", one.ID, one.At.Format(time.RFC3339), one.Used.Format(time.RFC3339), one.Address, one.Agent)
		}
		return w.Flush()
	})
}

type userEndCmd struct {
	Name    string `arg:"" help:"${user_name}"`
	Session string `help:"${user_session}" placeholder:"ID"`
}

// Run ends one session of an account, or all.
func (c *userEndCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		if c.Session != "" {
			return s.EndSession(a.ctx, a.actor(), c.Name, c.Session)
		}
		return s.EndSessions(a.ctx, a.actor(), c.Name, "")
	})
}

type userIdentifyCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run says which person of the records an account is, by the identity number on standard
// input, and prints the ties that this shows.
func (c *userIdentifyCmd) Run(a *app, u *userCmd) error {
	return a.withKinship(u.database, func(s *access.Service, k kinship) error {
		number, err := a.readPassword()
		if err != nil {
			return err
		}
		list, err := s.Identify(a.ctx, a.actor(), c.Name, k, number)
		if err != nil {
			return err
		}
		return a.printTies(list)
	})
}

type userTiesCmd struct {
	Name string `arg:"" help:"${user_name}"`
}

// Run lists whom an account is tied to.
func (c *userTiesCmd) Run(a *app, u *userCmd) error {
	return a.withAccounts(u.database, func(s *access.Service) error {
		card, err := s.Card(a.ctx, a.actor(), c.Name)
		if err != nil {
			return err
		}
		list, err := s.Ties(a.ctx, card.ID)
		if err != nil {
			return err
		}
		return a.printTies(list)
	})
}

type userDetectCmd struct{}

// Run looks for the ties of everybody who has said who they are.
func (c *userDetectCmd) Run(a *app, u *userCmd) error {
	return a.withKinship(u.database, func(s *access.Service, k kinship) error {
		n, err := s.DetectTies(a.ctx, a.actor(), k)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.term.out, a.pick("新发现 %d 项应当回避的关系。\n", "%d new ties were found.\n"), n)
		return nil
	})
}

// withKinship runs f with the accounts and what the records tell of people.
func (a *app) withKinship(d database, f func(*access.Service, kinship) error) error {
	return a.withStore(d, func(store *db.DB) error {
		s, err := access.NewService(store)
		if err != nil {
			return err
		}
		documents, err := openDocuments(a)
		if err != nil {
			return err
		}
		defer documents.close()
		return f(s, a.kinshipOf(documents, store))
	})
}

func (a *app) printTies(list []access.Tie) error {
	if a.json {
		return eachLine(a.term.out, list)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("编号\t关系\t来源\t当事人\t案件", "id\trelation\tsource\tparty\tcase"))
	for _, t := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", t.ID, t.Relation, t.Source, t.Subject, t.Case)
	}
	return w.Flush()
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

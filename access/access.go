// Package access knows who may sign in, who has, and what each may do. What each may do
// is written in Cedar, in the files of policy/, each rule with a sentence that an auditor
// can read; this package asks them. Whoever may not see a thing is told that it does not
// exist.
package access

import "github.com/mingjian/mingjian/fault"

// A Role is what somebody is employed to do.
type Role string

// The roles.
const (
	Handler Role = "handler" // 办案人员: screens clues and handles matters
	Analyst Role = "analyst" // 建模人员: writes and tests models
	Leader  Role = "leader"  // 领导: approves, decides, reads the numbers
	Admin   Role = "admin"   // 系统管理员: runs the program, reads no cases
	Liaison Role = "liaison" // 联络员: answers for another agency
	Citizen Role = "citizen" // 公民: sends a petition and asks for its state
)

// Roles returns every role.
func Roles() []Role { return []Role{Handler, Analyst, Leader, Admin, Liaison, Citizen} }

// In returns the name of the role for people.
func (r Role) In() fault.Text {
	switch r {
	case Handler:
		return fault.Text{ZH: "办案人员", EN: "handler"}
	case Analyst:
		return fault.Text{ZH: "建模人员", EN: "analyst"}
	case Leader:
		return fault.Text{ZH: "负责人", EN: "leader"}
	case Admin:
		return fault.Text{ZH: "系统管理员", EN: "administrator"}
	case Liaison:
		return fault.Text{ZH: "联络员", EN: "liaison"}
	case Citizen:
		return fault.Text{ZH: "公民", EN: "citizen"}
	}
	return fault.Text{ZH: string(r), EN: string(r)}
}

// An Account is somebody who may sign in; who acts is always told by one.
type Account struct {
	ID         string `json:"id"`         // made by the program: a-…
	Name       string `json:"name"`       // what is typed to sign in
	Display    string `json:"display"`    // what others are shown
	Role       Role   `json:"role"`       // what the person is employed to do
	Office     Office `json:"office"`     // where
	Department string `json:"department"` // in which part of the office; of a liaison, the code of the agency they answer for; may be empty
	Demo       bool   `json:"demo"`       // an account of the demonstration, with a published password
	Disabled   bool   `json:"disabled"`   // may no longer sign in

	Factor     bool `json:"second_factor"` // has a second factor
	MustChange bool `json:"must_change"`   // has a password from somebody else, to be changed at the next sign-in
	Outside    bool `json:"outside"`       // signs in by the office's own service
	Version    int  `json:"-"`             // counts what whoever manages it changes
}

// local is the role of the command line. No account can have it.
const local Role = "local"

// CommandLine returns the actor of the command line. Whoever can run it on the home
// folder can read the files in it, so nothing is kept from them; that they acted is
// recorded like any other act.
func CommandLine(office Office) Account {
	return Account{ID: "local", Name: "local", Display: "命令行", Role: local, Office: office}
}

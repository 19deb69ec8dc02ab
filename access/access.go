// Package access knows who may sign in, who has, and what each may do. The policy is
// one pure function, so that a test can list every case; whoever may not see a thing is
// told that it does not exist.
package access

import "slices"

// A Role is what somebody is employed to do.
type Role string

// The roles.
const (
	Handler Role = "handler" // 办案人员: screens clues and handles matters
	Analyst Role = "analyst" // 建模人员: writes and tests models
	Leader  Role = "leader"  // 领导: approves, decides, reads the numbers
	Admin   Role = "admin"   // 系统管理员: runs the program, reads no cases
)

// Roles returns every role.
func Roles() []Role { return []Role{Handler, Analyst, Leader, Admin} }

// An Office is a procuratorate that works on this installation, by its id.
type Office string

// Home is the office of an installation that serves one office only.
const Home Office = "home"

// A Right is something that a person may or may not do.
type Right string

// The rights.
const (
	ReadNumbers    Right = "read-numbers"    // totals that name nobody
	ReadModels     Right = "read-models"     // the rule cards
	ReadClues      Right = "read-clues"      // clues, with the people they name
	MoveClues      Right = "move-clues"      // screen, accept, dismiss, transfer, reopen
	ExportClues    Right = "export-clues"    // take many clues out at once
	ReadDocuments  Right = "read-documents"  // the text of court documents
	ReadAudit      Right = "read-audit"      // who did what
	ManageAccounts Right = "manage-accounts" // make and disable accounts, set passwords
	RegisterClues  Right = "register-clues"  // turn the findings of a scan into clues
	DecideIdentity Right = "decide-identity" // say that two mentions are one person or are not
	ImportRecords  Right = "import-records"  // bring in registers of other agencies and mend what was put aside
	ReadRecords    Right = "read-records"    // personal cells of registers, with a stated purpose
	ForgetImports  Right = "forget-imports"  // remove all that came with an import
)

// Rights returns every right.
func Rights() []Right {
	return []Right{ReadNumbers, ReadModels, ReadClues, MoveClues, ExportClues, ReadDocuments,
		ReadAudit, ManageAccounts, RegisterClues, DecideIdentity,
		ImportRecords, ReadRecords, ForgetImports}
}

// rights is the whole policy. An administrator runs the machine and is kept from what it
// holds; an analyst sees what a model finds and may say who is who, but does not decide
// what becomes of a clue. Registers are brought in by those who know data, analyst and
// administrator; the administrator sees their cells masked. That records are forgotten is
// decided above the one who brought them in.
func (r Role) rights() []Right {
	switch r {
	case Handler:
		return []Right{ReadNumbers, ReadModels, ReadClues, MoveClues, ExportClues, ReadDocuments, DecideIdentity, ReadRecords}
	case Analyst:
		return []Right{ReadNumbers, ReadModels, ReadClues, ReadDocuments, DecideIdentity, ImportRecords, ReadRecords}
	case Leader:
		return []Right{ReadNumbers, ReadModels, ReadClues, MoveClues, ExportClues, ReadDocuments, ReadAudit, DecideIdentity, ForgetImports}
	case Admin:
		return []Right{ReadNumbers, ReadModels, ReadAudit, ManageAccounts, ImportRecords, ForgetImports}
	case local:
		return Rights()
	}
	return nil
}

// An Account is somebody who may sign in; who acts is always told by one.
type Account struct {
	ID       string `json:"id"`       // made by the program: a-…
	Name     string `json:"name"`     // what is typed to sign in
	Display  string `json:"display"`  // what others are shown
	Role     Role   `json:"role"`     // what the person is employed to do
	Office   Office `json:"office"`   // where
	Demo     bool   `json:"demo"`     // an account of the demonstration, with a published password
	Disabled bool   `json:"disabled"` // may no longer sign in
}

// local is the role of the command line. No account can have it.
const local Role = "local"

// CommandLine returns the actor of the command line. Whoever can run it on the home
// folder can read the files in it, so nothing is kept from them; that they acted is
// recorded like any other act.
func CommandLine(office Office) Account {
	return Account{ID: "local", Name: "local", Display: "命令行", Role: local, Office: office}
}

// May reports whether the actor may use right on something that belongs to office.
func May(actor Account, right Right, office Office) bool {
	return !actor.Disabled && actor.Office == office && slices.Contains(actor.Role.rights(), right)
}

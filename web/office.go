package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// officeRoutes is what the API can do with offices, departments, roles and the ties of
// people to parties.
func (s *Server) officeRoutes(api huma.API) {
	route(s, api, get("/api/offices", "list-offices", "One's office and those below it", needs(access.ManageOffices)), s.listOffices)
	route(s, api, also(post("/api/offices", "put-office", "Add an office to the tree, or change one", needs(access.ManageOffices)), "Below one's own office only. If-Match names the version of the office that was seen; without it an office is added, and 409 says that there is one of that id.", http.StatusConflict), s.putOffice)
	route(s, api, get("/api/departments", "list-departments", "Departments of an office with who works there", needs(access.ManageAccounts)), s.listDepartments)
	route(s, api, also(post("/api/departments", "rename-department", "Give a department another name", needs(access.ManageAccounts)),
		"Everybody who works there goes with it."), s.renameDepartment)
	route(s, api, also(get("/api/colleagues", "list-colleagues", "People of one's office who may be given work", needs(access.AssignMatters)), "Without those who may no longer sign in."), s.listColleagues)
	route(s, api, also(get("/api/policy", "get-policy", "Who may do what, in words", needs(access.ReadAudit)), "Computed from the policy in force."), s.getPolicy)

	mine := needs(access.OwnAccount)
	route(s, api, also(get("/api/ties", "list-ties", "One's own ties to parties", mine), "The cases they close."), s.ownTies)
	route(s, api, also(post("/api/ties", "declare-tie", "Declare a tie to a party, or stand aside in one case", mine),
		"From then on the cases are closed to the caller. Only a leader lifts it."), s.declareTie)
	route(s, api, also(post("/api/account/persons", "identify-account", "Say who one is in the records, to have ties detected", mine),
		"The identity number is looked up and not kept. Answers with the ties that were found."), s.identify)
	route(s, api, get("/api/recusals", "list-recusals", "Ties in force of everybody in the office", needs(access.DecideRecusal)), s.listRecusals)
	route(s, api, also(post("/api/recusals/{id}/liftings", "lift-recusal", "Lift a tie, with the reason", of(access.ATie, access.DecideRecusal, access.DecideRecusal)),
		"Nobody lifts their own."), s.liftRecusal)
}

// OfficeTree is an office and those below it.
type OfficeTree struct {
	Items []OfficeRow `json:"items" nullable:"false" doc:"From the top."`
}

// An OfficeRow is an office with how many work there.
type OfficeRow struct {
	access.Procuratorate
	People  int `json:"people" doc:"Accounts in it."`
	Active  int `json:"active" doc:"Of these, those that may sign in."`
	Version int `json:"version" doc:"Counts changes; a change names it as If-Match."`
}

func (s *Server) listOffices(ctx context.Context, c caller, _ *struct{}) (*struct{ Body OfficeTree }, error) {
	found, err := s.Accounts.Offices(ctx, c.By)
	if err != nil {
		return nil, err
	}
	staffs, err := s.Accounts.Staffs(ctx, c.By)
	if err != nil {
		return nil, err
	}
	out := OfficeTree{Items: []OfficeRow{}}
	for _, p := range found {
		out.Items = append(out.Items, OfficeRow{p, staffs[p.ID].People, staffs[p.ID].Active, p.Version})
	}
	return &struct{ Body OfficeTree }{out}, nil
}

func (s *Server) putOffice(ctx context.Context, c caller, in *struct {
	Seen
	Body access.Procuratorate
}) (*struct{}, error) {
	in.Body.Version = access.AddOnly
	if in.Match != "" {
		seen, err := in.version()
		if err != nil {
			return nil, err
		}
		in.Body.Version = seen
	}
	return nil, s.Accounts.PutOffice(ctx, c.By, in.Body)
}

// Departments are the departments of an office.
type Departments struct {
	Items []access.Department `json:"items" nullable:"false" doc:"By name; the empty name is of those who are in none."`
}

// An OfficeQuery names an office, or by default one's own.
type OfficeQuery struct {
	Office access.Office `query:"office" maxLength:"64" doc:"Id of the office; empty means one's own."`
}

func (q OfficeQuery) of(c caller) access.Office {
	if q.Office == "" {
		return c.By.Office
	}
	return q.Office
}

func (s *Server) listDepartments(ctx context.Context, c caller, in *OfficeQuery) (*struct{ Body Departments }, error) {
	found, err := s.Accounts.Departments(ctx, c.By, in.of(c))
	return &struct{ Body Departments }{Departments{list(found)}}, err
}

// A DepartmentRenaming is another name of a department.
type DepartmentRenaming struct {
	From string `json:"from" minLength:"1" maxLength:"100" doc:"Its present name."`
	To   string `json:"to" minLength:"1" maxLength:"100" doc:"Its new one."`
}

func (s *Server) renameDepartment(ctx context.Context, c caller, in *struct {
	OfficeQuery
	Body DepartmentRenaming
}) (*struct{}, error) {
	return nil, s.Accounts.RenameDepartment(ctx, c.By, in.of(c), in.Body.From, in.Body.To)
}

// A Colleague is somebody who may be given work.
type Colleague struct {
	ID         string      `json:"id" doc:"Id of the account."`
	Display    string      `json:"display" doc:"Name."`
	Role       access.Role `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
	Department string      `json:"department" doc:"In which part of the office."`
}

// Colleagues are the people of an office.
type Colleagues struct {
	Items []Colleague `json:"items" nullable:"false" doc:"By the name that they sign in with."`
}

func (s *Server) listColleagues(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Colleagues }, error) {
	found, err := s.Accounts.Colleagues(ctx, c.By)
	if err != nil {
		return nil, err
	}
	out := Colleagues{Items: []Colleague{}}
	for _, a := range found {
		out.Items = append(out.Items, Colleague{a.ID, a.Display, a.Role, a.Department})
	}
	return &struct{ Body Colleagues }{out}, nil
}

// A Policy is who may do what.
type Policy struct {
	Roles      []NamedRole       `json:"roles" nullable:"false" doc:"The roles, in the order of the table."`
	Relations  []RelationRights  `json:"relations" nullable:"false" doc:"For each way of standing to a thing, who may do what to it."`
	Statements []PolicyStatement `json:"statements" nullable:"false" doc:"The rules; a prohibition wins, and what no rule permits is denied."`
}

// A NamedRole is a role with its name.
type NamedRole struct {
	ID   access.Role `json:"id" doc:"Id of the role."`
	Name fault.Text  `json:"name" doc:"What it is called."`
}

// RelationRights is one table of the policy.
type RelationRights struct {
	ID     string     `json:"id" enum:"own,member,theirs,maker,tied,secret,below,above,other" doc:"Id of the relation."`
	Name   fault.Text `json:"name" doc:"How somebody stands to the thing."`
	Rights []RightRow `json:"rights" nullable:"false" doc:"Every right that somebody has there."`
}

// A RightRow is a right with who has it.
type RightRow struct {
	ID    access.Right  `json:"id" doc:"Id of the right."`
	Name  fault.Text    `json:"name" doc:"What it allows."`
	Roles []access.Role `json:"roles" nullable:"false" doc:"Who has it."`
}

// A PolicyStatement is one rule of the policy.
type PolicyStatement struct {
	ID     string     `json:"id" doc:"Id of the rule."`
	Forbid bool       `json:"forbids" doc:"It forbids; else it permits."`
	Says   fault.Text `json:"says" doc:"It in words."`
	Law    string     `json:"law" doc:"Legal basis; may be empty."`
	Cedar  string     `json:"cedar" doc:"It as the program reads it."`

	Roles []access.Role `json:"roles" nullable:"false" doc:"Whom it concerns, computed by asking the policy."`
}

func (s *Server) getPolicy(context.Context, caller, *struct{}) (*struct{ Body Policy }, error) {
	out := Policy{Relations: []RelationRights{}, Statements: []PolicyStatement{}}
	for _, r := range access.Roles() {
		out.Roles = append(out.Roles, NamedRole{r, r.In()})
	}
	for _, t := range access.Matrix() {
		rights := []RightRow{}
		for _, g := range t.Grants {
			rights = append(rights, RightRow{g.Right, g.Right.In(), g.Roles})
		}
		out.Relations = append(out.Relations, RelationRights{t.ID, t.Name, rights})
	}
	concerns := access.Concerns()
	for _, st := range access.Statements() {
		out.Statements = append(out.Statements, PolicyStatement{st.ID, st.Forbid, st.Says, st.Law, st.Cedar, list(concerns[st.ID])})
	}
	return &struct{ Body Policy }{out}, nil
}

// A RecusalTie is what keeps somebody from the cases of a party, or from one case.
type RecusalTie struct {
	ID       string           `json:"id" doc:"Id of the tie; empty if one like it was in force already."`
	Account  string           `json:"account" doc:"Id of the account that is kept away."`
	Display  string           `json:"display" doc:"Their name."`
	Subject  string           `json:"subject" doc:"Entity of the party: every case about it is closed to the account; empty if case is set."`
	Case     string           `json:"case" doc:"Id of the one clue or matter that is closed to the account; empty if subject is set."`
	Relation string           `json:"relation" doc:"What ties them."`
	Source   access.TieSource `json:"source" enum:"declared,detected" doc:"declared: by the person. detected: by the records."`
	At       time.Time        `json:"at" doc:"When it was declared or detected."`
}

func recusalTie(t access.Tie) RecusalTie {
	return RecusalTie{t.ID, t.Account, t.Display, t.Subject, t.Case, t.Relation, t.Source, t.At}
}

// RecusalTies are ties in force.
type RecusalTies struct {
	Items []RecusalTie `json:"items" nullable:"false" doc:"The oldest first."`
}

func recusalTies(found []access.Tie, err error) (*struct{ Body RecusalTies }, error) {
	if err != nil {
		return nil, err
	}
	out := RecusalTies{Items: []RecusalTie{}}
	for _, t := range found {
		out.Items = append(out.Items, recusalTie(t))
	}
	return &struct{ Body RecusalTies }{out}, nil
}

func (s *Server) ownTies(ctx context.Context, c caller, _ *struct{}) (*struct{ Body RecusalTies }, error) {
	return recusalTies(s.Accounts.Ties(ctx, c.By.ID))
}

// A TieDeclaration is a tie that somebody declares.
type TieDeclaration struct {
	Subject  string `json:"subject,omitempty" maxLength:"64" doc:"Entity of the party; empty if case is set."`
	Case     string `json:"case,omitempty" maxLength:"64" doc:"Id of the one clue or matter; empty if subject is set."`
	Relation string `json:"relation" minLength:"1" maxLength:"200" doc:"What ties one to the party."`
}

func (s *Server) declareTie(ctx context.Context, c caller, in *struct{ Body TieDeclaration }) (*struct{ Body RecusalTie }, error) {
	made, err := s.Accounts.Declare(ctx, c.By, access.Tie{Subject: in.Body.Subject, Case: in.Body.Case, Relation: in.Body.Relation})
	return &struct{ Body RecusalTie }{recusalTie(made)}, err
}

// A PersonNumber is an identity number.
type PersonNumber struct {
	Number string `json:"number" minLength:"1" maxLength:"32" doc:"One's own resident identity number."`
}

func (s *Server) identify(ctx context.Context, c caller, in *struct{ Body PersonNumber }) (*struct{ Body RecusalTies }, error) {
	return recusalTies(s.Accounts.Identify(ctx, c.By, c.By.ID, s.Records, in.Body.Number))
}

func (s *Server) listRecusals(ctx context.Context, c caller, _ *struct{}) (*struct{ Body RecusalTies }, error) {
	return recusalTies(s.Accounts.OfficeTies(ctx, c.By))
}

// A Lifting is why a tie is lifted.
type Lifting struct {
	Why string `json:"why" minLength:"1" maxLength:"500" doc:"The reason, in at least 4 characters."`
}

func (s *Server) liftRecusal(ctx context.Context, c caller, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the tie."`
	Body Lifting
}) (*struct{}, error) {
	return nil, s.Accounts.Lift(ctx, c.By, in.ID, in.Body.Why)
}

package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// accountRoutes is what the API can do with accounts: one's own, and those one manages.
func (s *Server) accountRoutes(api huma.API) {
	mine := needs(access.OwnAccount)
	route(s, api, get("/api/account", "get-account", "One's own account", mine.early(access.NeedsChange, access.NeedsFactor)), s.ownAccount)
	route(s, api, tried(post("/api/account/passwords", "change-password", "Choose another password", mine.early(access.NeedsChange)),
		"Ends the caller's other sessions. Wrong present passwords count like wrong sign-ins."), s.changePassword)
	route(s, api, tried(post("/api/account/offers", "offer-factor", "Have a second factor made", mine.early(access.NeedsFactor)),
		"It counts once a code of it was sent. The password is asked again, unless the caller signed in for just this."), s.offerFactor)
	route(s, api, tried(post("/api/account/factors", "set-factor", "Prove the second factor that was made", mine.early(access.NeedsFactor)),
		"Answers with the recovery codes, which are shown this once. Ends the caller's other sessions."), s.setFactor)
	route(s, api, tried(post("/api/account/removals", "drop-factor", "Do without a second factor", mine), "403 where the role needs one."), s.dropFactor)
	route(s, api, tried(post("/api/account/codes", "renew-codes", "New recovery codes", mine), "The old ones open nothing any more."), s.renewCodes)
	route(s, api, get("/api/sessions", "list-sessions", "One's own sessions that run", mine), s.ownSessions)
	route(s, api, del("/api/sessions", "end-sessions", "End one's own sessions but this one", mine), s.endOwnSessions)
	route(s, api, del("/api/sessions/{id}", "end-session", "End one of one's own sessions", of(access.Person, access.OwnAccount, access.OwnAccount)), s.endOwnSession)

	route(s, api, also(get("/api/accounts", "list-accounts", "Accounts of an office", needs(access.ManageAccounts)), "Of the caller's office or of one below it."), s.listAccounts)
	route(s, api, also(get("/api/presences", "list-presences", "Who is signed in in an office", needs(access.ManageAccounts)), "In the caller's office or in one below it."), s.listPresences)
	route(s, api, also(post("/api/accounts", "make-account", "Make an account", needs(access.ManageAccounts)),
		"The person chooses a password of their own at the first sign-in.", http.StatusConflict), s.makeAccount)
	one := of(access.Person, access.ManageAccounts, access.ManageAccounts)
	route(s, api, get("/api/accounts/{id}", "get-managed-account", "One account", one), s.getAccount)
	route(s, api, also(post("/api/accounts/{id}/positions", "move-account", "Give an account another role, office or name", one), "Ends its sessions.", http.StatusConflict), s.moveAccount)
	route(s, api, also(post("/api/accounts/{id}/passwords", "reset-password", "Give an account another password", one),
		"Ends its sessions; the person chooses a password of their own at the next sign-in.", http.StatusConflict), s.resetPassword)
	route(s, api, also(post("/api/accounts/{id}/states", "disable-account", "Disable an account, or enable it again", one), "Disabling ends its sessions.", http.StatusConflict), s.disableAccount)
	route(s, api, also(del("/api/accounts/{id}/factor", "reset-factor", "Take the second factor of an account away", one), "For somebody who has lost it. Ends its sessions."), s.resetFactor)
	route(s, api, also(del("/api/accounts/{id}/lock", "unlock-account", "Let an account try again at once", one), "Forgets its wrong tries."), s.unlock)
	route(s, api, get("/api/accounts/{id}/sessions", "list-account-sessions", "Sessions of an account that run", one), s.accountSessions)
	route(s, api, del("/api/accounts/{id}/sessions", "end-account-sessions", "End all sessions of an account", one), s.endAccountSessions)
	route(s, api, del("/api/accounts/{id}/sessions/{session}", "end-account-session", "End one session of an account", one), s.endAccountSession)
}

// tried adds what can go wrong where a password or a code is checked.
func tried(op huma.Operation, description string) huma.Operation {
	return also(op, description, http.StatusConflict, http.StatusTooManyRequests)
}

// An OwnAccount is what people see of their own account.
type OwnAccount struct {
	Profile
	OfficeName string `json:"office_name" doc:"Name of the office."`
	Department string `json:"department" doc:"In which part of the office; may be empty."`
	Factor     bool   `json:"second_factor" doc:"There is a second factor."`
	Needs      bool   `json:"needs_factor" doc:"The role needs a second factor."`
	Outside    bool   `json:"outside" doc:"Signs in by the office's own service, where password and second factor are managed."`
	Codes      int    `json:"codes" doc:"Recovery codes that are left."`
	Length     int    `json:"length_minutes" doc:"A session lasts at most so long."`
	Idle       int    `json:"idle_minutes" doc:"And so long without a request."`
	Least      int    `json:"least_password" doc:"A password has at least so many characters."`
}

func (s *Server) ownAccount(ctx context.Context, c caller, _ *struct{}) (*struct{ Body OwnAccount }, error) {
	left, err := s.Accounts.CodesLeft(ctx, c.By.ID)
	if err != nil {
		return nil, err
	}
	name, err := s.Accounts.Name(ctx, c.By.Office)
	if err != nil {
		return nil, err
	}
	rules := s.Accounts.Rules()
	return &struct{ Body OwnAccount }{OwnAccount{Profile: s.profile(c.Session), OfficeName: name, Department: c.By.Department, Factor: c.By.Factor,
		Needs: s.Accounts.NeedsFactor(c.By.Role), Outside: c.By.Outside, Codes: left,
		Length: int(rules.Length.Minutes()), Idle: int(rules.Idle.Minutes()), Least: access.MinPassword}}, nil
}

// A PasswordChange is a new password of one's own.
type PasswordChange struct {
	Present  string `json:"present" minLength:"1" maxLength:"256" doc:"The present password."`
	Password string `json:"password" minLength:"1" maxLength:"256" doc:"The new one."`
}

func (s *Server) changePassword(ctx context.Context, c caller, in *struct{ Body PasswordChange }) (*struct{}, error) {
	return nil, s.Accounts.ChangePassword(ctx, c.Session, in.Body.Present, in.Body.Password)
}

// A PasswordProof shows that the person is still who signed in.
type PasswordProof struct {
	Password string `json:"password" maxLength:"256" doc:"One's present password."`
}

func (s *Server) offerFactor(ctx context.Context, c caller, in *struct{ Body PasswordProof }) (*struct{ Body access.Offer }, error) {
	offer, err := s.Accounts.OfferFactor(ctx, c.Session, in.Body.Password)
	return &struct{ Body access.Offer }{offer}, err
}

// A CodeProof is a code of the second factor.
type CodeProof struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Six digits of the authenticator, or a recovery code where one is taken."`
}

// RecoveryCodes are codes for whoever has lost the second factor.
type RecoveryCodes struct {
	Codes []string `json:"codes" nullable:"false" doc:"Each opens once. They are kept nowhere and shown this once."`
}

func (s *Server) setFactor(ctx context.Context, c caller, in *struct{ Body CodeProof }) (*struct{ Body RecoveryCodes }, error) {
	codes, err := s.Accounts.SetFactor(ctx, c.Session, in.Body.Code)
	return &struct{ Body RecoveryCodes }{RecoveryCodes{list(codes)}}, err
}

func (s *Server) dropFactor(ctx context.Context, c caller, in *struct{ Body PasswordProof }) (*struct{}, error) {
	return nil, s.Accounts.DropFactor(ctx, c.Session, in.Body.Password)
}

func (s *Server) renewCodes(ctx context.Context, c caller, in *struct{ Body PasswordProof }) (*struct{ Body RecoveryCodes }, error) {
	codes, err := s.Accounts.RecoveryCodes(ctx, c.Session, in.Body.Password)
	return &struct{ Body RecoveryCodes }{RecoveryCodes{list(codes)}}, err
}

// Sessions are sessions that run.
type Sessions struct {
	Items []access.SignedIn `json:"items" nullable:"false" doc:"The latest used first."`
}

func (s *Server) ownSessions(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Sessions }, error) {
	return s.sessionsOf(ctx, c, c.By.ID)
}

func (s *Server) sessionsOf(ctx context.Context, c caller, who string) (*struct{ Body Sessions }, error) {
	found, err := s.Accounts.Sessions(ctx, c.By, who, c.Token)
	return &struct{ Body Sessions }{Sessions{found}}, err
}

func (s *Server) endOwnSessions(ctx context.Context, c caller, _ *struct{}) (*struct{}, error) {
	return nil, s.Accounts.EndSessions(ctx, c.By, c.By.ID, c.Token)
}

func (s *Server) endOwnSession(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the session."`
}) (*struct{}, error) {
	return nil, s.Accounts.EndSession(ctx, c.By, c.By.ID, in.ID)
}

// An AccountRow is an account in a list of those one manages.
type AccountRow struct {
	ID         string        `json:"id" doc:"Id of the account."`
	Name       string        `json:"name" doc:"What is typed to sign in."`
	Display    string        `json:"display" doc:"What others are shown."`
	Role       access.Role   `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
	Office     access.Office `json:"office" doc:"Id of the office."`
	Department string        `json:"department" doc:"In which part of the office; of a liaison, the code of the agency they answer for."`
	Disabled   bool          `json:"disabled" doc:"May no longer sign in."`
	Factor     bool          `json:"second_factor" doc:"There is a second factor."`
	MustChange bool          `json:"must_change" doc:"Has a password from somebody else, to be changed at the next sign-in."`
	Outside    bool          `json:"outside" doc:"Signs in by the office's own service."`
	Version    int           `json:"version" doc:"Counts changes; a change names the version that the person was looking at, as If-Match."`
}

func accountRow(a access.Account) AccountRow {
	return AccountRow{a.ID, a.Name, a.Display, a.Role, a.Office, a.Department, a.Disabled, a.Factor, a.MustChange, a.Outside, a.Version}
}

// AccountList is the accounts of an office.
type AccountList struct {
	Items []AccountCard `json:"items" nullable:"false" doc:"By name."`
	Next  *string       `json:"next" doc:"Cursor of the next page; null on the last."`
	Total int           `json:"total" doc:"Accounts on all pages."`
}

func (s *Server) listAccounts(ctx context.Context, c caller, in *struct {
	OfficeQuery
	Cursor     string      `query:"cursor" maxLength:"64" doc:"next of the page before; empty for the first page."`
	Limit      int         `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Accounts on a page."`
	Query      string      `query:"q" maxLength:"64" doc:"Part of the name, of what others are shown, or of the department."`
	Role       access.Role `query:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"Only of this role."`
	Department string      `query:"department" maxLength:"100" doc:"Only of this department."`
	State      string      `query:"state" enum:"active,disabled,locked,waiting" doc:"active: may sign in. locked: after too many wrong tries. waiting: has a password from somebody else."`
}) (*struct{ Body AccountList }, error) {
	all, err := s.Accounts.Cards(ctx, c.By, in.of(c))
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a access.Card) bool {
		return in.Query != "" && !strings.Contains(strings.ToLower(a.Name+"\n"+a.Display+"\n"+a.Department), strings.ToLower(in.Query)) ||
			in.Role != "" && a.Role != in.Role || in.Department != "" && a.Department != in.Department || !inState(a, in.State)
	})
	cut, next, err := page(all, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := AccountList{Items: []AccountCard{}, Next: next, Total: len(all)}
	for _, a := range cut {
		out.Items = append(out.Items, s.accountCard(a))
	}
	return &struct{ Body AccountList }{out}, nil
}

func inState(a access.Card, state string) bool {
	switch state {
	case "active":
		return !a.Disabled
	case "disabled":
		return a.Disabled
	case "locked":
		return !a.LockedUntil.IsZero()
	case "waiting":
		return a.MustChange && !a.Disabled
	}
	return true
}

// Presences are sessions of the people of an office.
type Presences struct {
	Items []Presence `json:"items" nullable:"false" doc:"The latest used first."`
}

// A Presence is a session with whose it is.
type Presence struct {
	access.SignedIn
	Account string      `json:"account" doc:"Id of the account."`
	Display string      `json:"display" doc:"What others are shown."`
	Role    access.Role `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
}

func (s *Server) listPresences(ctx context.Context, c caller, in *OfficeQuery) (*struct{ Body Presences }, error) {
	found, err := s.Accounts.Present(ctx, c.By, in.of(c), c.Token)
	if err != nil {
		return nil, err
	}
	out := Presences{Items: []Presence{}}
	for _, p := range found {
		out.Items = append(out.Items, Presence{p.SignedIn, p.Account.ID, p.Account.Display, p.Account.Role})
	}
	return &struct{ Body Presences }{out}, nil
}

// A NewAccount is an account to be made.
type NewAccount struct {
	Name       string        `json:"name" minLength:"1" maxLength:"64" doc:"What is typed to sign in."`
	Display    string        `json:"display,omitempty" maxLength:"64" doc:"What others are shown; empty means the name."`
	Role       access.Role   `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
	Office     access.Office `json:"office,omitempty" maxLength:"64" doc:"Id of the office; empty means one's own."`
	Department string        `json:"department,omitempty" maxLength:"100" doc:"In which part of the office; of a liaison, the code of the agency they answer for."`
	Password   string        `json:"password" minLength:"1" maxLength:"256" doc:"For the first sign-in."`
}

func (s *Server) makeAccount(ctx context.Context, c caller, in *struct{ Body NewAccount }) (*struct{ Body AccountRow }, error) {
	b := in.Body
	if b.Office == "" {
		b.Office = c.By.Office
	}
	a, err := s.Accounts.Make(ctx, c.By, access.Account{Name: b.Name, Display: b.Display, Role: b.Role, Office: b.Office, Department: b.Department}, b.Password)
	return &struct{ Body AccountRow }{accountRow(a)}, err
}

// An AccountCard is an account with how its sign-ins stand.
type AccountCard struct {
	AccountRow
	MadeAt      time.Time  `json:"made_at" doc:"When it was made."`
	LockedUntil *time.Time `json:"locked_until" doc:"After too many wrong tries nothing is tried before; null if it is not locked."`
	Needs       bool       `json:"needs_factor" doc:"The role needs a second factor."`
	Codes       int        `json:"codes" doc:"Recovery codes that are left."`
	Sessions    int        `json:"sessions" doc:"Sessions that run."`
}

// An AccountPath names an account.
type AccountPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the account."`
}

// accountAnswer is an account with its version.
type accountAnswer struct {
	ETag string `header:"ETag"`
	Body AccountCard
}

func (s *Server) getAccount(ctx context.Context, c caller, in *AccountPath) (*accountAnswer, error) {
	card, err := s.Accounts.Card(ctx, c.By, in.ID)
	return &accountAnswer{etag(card.Version), s.accountCard(card)}, err
}

// Seen is the version of a thing that the person was looking at.
type Seen struct {
	Match string `header:"If-Match" maxLength:"40" doc:"ETag, or version, of what the person was looking at. 409 if it has changed since."`
}

// version returns it, or says that it is needed.
func (o Seen) version() (int, error) {
	n, ok := versionOf(o.Match)
	if !ok || n < 1 {
		return 0, fault.Invalidf("请求须带 If-Match，写明所见内容的版本（ETag）。", "The request needs If-Match with the ETag of what was seen.")
	}
	return n, nil
}

func (s *Server) accountCard(card access.Card) AccountCard {
	out := AccountCard{AccountRow: accountRow(card.Account), MadeAt: card.MadeAt, Needs: s.Accounts.NeedsFactor(card.Role), Codes: card.Codes, Sessions: card.Sessions}
	if !card.LockedUntil.IsZero() {
		out.LockedUntil = &card.LockedUntil
	}
	return out
}

// A PositionChange is another position of an account.
type PositionChange struct {
	Display    string        `json:"display" maxLength:"64" doc:"What others are shown; empty means the name."`
	Role       access.Role   `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
	Office     access.Office `json:"office" minLength:"1" maxLength:"64" doc:"Id of the office."`
	Department string        `json:"department" maxLength:"100" doc:"In which part of the office; of a liaison, the code of the agency they answer for."`
}

func (s *Server) moveAccount(ctx context.Context, c caller, in *struct {
	AccountPath
	Seen
	Body PositionChange
}) (*struct{}, error) {
	b := in.Body
	seen, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Accounts.Move(ctx, c.By, in.ID, access.Position{Display: b.Display, Role: b.Role, Office: b.Office, Department: b.Department, Seen: seen})
}

// A PasswordReset is a password for somebody else.
type PasswordReset struct {
	Password string `json:"password" minLength:"1" maxLength:"256" doc:"For the next sign-in."`
}

func (s *Server) resetPassword(ctx context.Context, c caller, in *struct {
	AccountPath
	Body PasswordReset
}) (*struct{}, error) {
	if in.ID == c.By.ID {
		return nil, fault.Conflictf("请在“我的账号”中修改自己的密码。", "Change your own password on the page of your account.")
	}
	return nil, s.Accounts.SetPassword(ctx, c.By, in.ID, in.Body.Password)
}

// An AccountState says whether an account may sign in.
type AccountState struct {
	Disabled bool `json:"disabled" doc:"May no longer sign in."`
}

func (s *Server) disableAccount(ctx context.Context, c caller, in *struct {
	AccountPath
	Seen
	Body AccountState
}) (*struct{}, error) {
	seen, err := in.version()
	if err != nil {
		return nil, err
	}
	if in.Body.Disabled {
		return nil, s.Accounts.Disable(ctx, c.By, in.ID, seen)
	}
	return nil, s.Accounts.Enable(ctx, c.By, in.ID, seen)
}

func (s *Server) resetFactor(ctx context.Context, c caller, in *AccountPath) (*struct{}, error) {
	if in.ID == c.By.ID {
		return nil, fault.Conflictf("请在“我的账号”中管理自己的第二因素。", "Manage your own second factor on the page of your account.")
	}
	return nil, s.Accounts.ResetFactor(ctx, c.By, in.ID)
}

func (s *Server) unlock(ctx context.Context, c caller, in *AccountPath) (*struct{}, error) {
	return nil, s.Accounts.Unlock(ctx, c.By, in.ID)
}

func (s *Server) accountSessions(ctx context.Context, c caller, in *AccountPath) (*struct{ Body Sessions }, error) {
	return s.sessionsOf(ctx, c, in.ID)
}

func (s *Server) endAccountSessions(ctx context.Context, c caller, in *AccountPath) (*struct{}, error) {
	return nil, s.Accounts.EndSessions(ctx, c.By, in.ID, c.Token)
}

func (s *Server) endAccountSession(ctx context.Context, c caller, in *struct {
	AccountPath
	Session string `path:"session" maxLength:"64" doc:"Id of the session."`
}) (*struct{}, error) {
	return nil, s.Accounts.EndSession(ctx, c.By, in.ID, in.Session)
}

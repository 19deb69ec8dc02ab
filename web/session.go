package web

import (
	"context"
	"net/http"

	"github.com/mingjian/mingjian/access"
)

// A Profile is what the interface knows of the person who is signed in.
type Profile struct {
	ID      string        `json:"id" doc:"Id of the account."`
	Name    string        `json:"name" doc:"What is typed to sign in."`
	Display string        `json:"display" doc:"What others are shown."`
	Role    access.Role   `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"handler: screens clues. analyst: writes models. leader: decides and reads the numbers. admin: runs the program and reads no cases. liaison: answers for another agency. citizen: asks for the state of a petition."`
	Office  access.Office `json:"office" doc:"Id of the office."`
	Demo    bool          `json:"demo" doc:"An account of the demonstration, whose password is published."`
	Single  bool          `json:"single" doc:"Signed in by the office's own service."`
	Linked  bool          `json:"linked" doc:"This agency is set up to exchange with others (mingjian node init). Without it every route about exchanges, partners and alarms answers 409."`
	Stage   access.Stage  `json:"stage" enum:",code,password,enrol" doc:"What the session waits for before it opens anything. code: a code of the second factor. password: a password of one's own. enrol: a second factor. Empty: nothing."`
}

func (s *Server) profile(in access.Session) Profile {
	a := in.Account
	return Profile{a.ID, a.Name, a.Display, a.Role, a.Office, a.Demo, in.Outside(), s.Box != nil, in.Stage}
}

type profileOutput struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   Profile
}

// A SignInRequest is what somebody typed to sign in.
type SignInRequest struct {
	Name     string `json:"name" minLength:"1" maxLength:"64" doc:"Name of the account."`
	Password string `json:"password" minLength:"1" maxLength:"256" doc:"Its password."`
}

func (s *Server) signIn(ctx context.Context, c caller, in *struct{ Body SignInRequest }) (*profileOutput, error) {
	begun, token, err := s.Accounts.SignIn(ctx, in.Body.Name, in.Body.Password, c.From)
	if err != nil {
		return nil, err
	}
	return s.begun(begun, token), nil
}

// giveCode completes a sign-in.
func (s *Server) giveCode(ctx context.Context, c caller, in *struct{ Body CodeProof }) (*profileOutput, error) {
	begun, token, err := s.Accounts.Code(ctx, c.Session, in.Body.Code)
	if err != nil {
		return nil, err
	}
	return s.begun(begun, token), nil
}

func (s *Server) begun(in access.Session, token string) *profileOutput {
	return &profileOutput{s.cookie(token, int(s.Accounts.Rules().Length.Seconds())), s.profile(in)}
}

func (s *Server) whoAmI(_ context.Context, c caller, _ *struct{}) (*struct{ Body Profile }, error) {
	return &struct{ Body Profile }{s.profile(c.Session)}, nil
}

type signOutOutput struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

func (s *Server) signOut(ctx context.Context, c caller, _ *struct{}) (*signOutOutput, error) {
	if err := s.Accounts.SignOut(ctx, c.By, c.Token); err != nil {
		return nil, err
	}
	return &signOutOutput{s.cookie("", -1)}, nil
}

// cookie holds the session's token where no script can read it and no other site's page
// can send it.
func (s *Server) cookie(token string, maxAge int) http.Cookie {
	//nolint:gosec // Secure is true wherever HTTPS is; a browser sends no such cookie to http://localhost in Safari
	return http.Cookie{Name: cookieName, Value: token, Path: "/", MaxAge: maxAge, HttpOnly: true,
		Secure: s.Secure, SameSite: http.SameSiteStrictMode}
}

// A DemoAccount is an account of a demonstration, with the password for everybody.
type DemoAccount struct {
	Name     string      `json:"name" doc:"Name of the account."`
	Password string      `json:"password" doc:"Its published password."`
	Display  string      `json:"display" doc:"What others are shown."`
	Role     access.Role `json:"role" enum:"handler,analyst,leader,admin,liaison,citizen" doc:"What the person is employed to do."`
}

// DemoAccounts are the accounts of a demonstration.
type DemoAccounts struct {
	Accounts []DemoAccount `json:"accounts" nullable:"false" doc:"Empty outside a demonstration."`
}

func (s *Server) demo(context.Context, caller, *struct{}) (*struct{ Body DemoAccounts }, error) {
	return &struct{ Body DemoAccounts }{DemoAccounts{list(s.Demo)}}, nil
}

// A Health says that the server answers.
type Health struct {
	Status string `json:"status" enum:"ok" doc:"Always ok."`
}

func (s *Server) health(context.Context, caller, *struct{}) (*struct{ Body Health }, error) {
	return &struct{ Body Health }{Health{"ok"}}, nil
}

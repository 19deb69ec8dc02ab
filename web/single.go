package web

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/fault"
)

const (
	tripCookie    = "mingjian_trip"    // what the browser keeps while its person is at the office's own service
	refusalCookie = "mingjian_refusal" // why they came back in vain
)

// singleRoutes sign people in by the office's own service (OpenID Connect).
func (s *Server) singleRoutes(api huma.API) {
	there := func(op huma.Operation) huma.Operation {
		op.DefaultStatus = http.StatusFound
		return op
	}
	route(s, api, get("/api/entrance", "get-entrance", "How people sign in here", anyone()), s.getEntrance)
	route(s, api, also(there(get("/api/single", "begin-single", "Go to the office's own sign-in service", anyone())),
		"404 where the office has none."), s.beginSingle)
	route(s, api, also(there(get("/api/single/return", "finish-single", "Come back from the office's own sign-in service", anyone())),
		"Begins a session and leads to the page that was asked for; where that was not to be, to the sign-in page, which is told why by GET /api/entrance."), s.finishSingle)
	route(s, api, also(there(get("/api/single/end", "end-single", "Sign out of the office's own sign-in service too", anyone())),
		"After DELETE /api/session. Leads to the service where it can be signed out of, else to the sign-in page."), s.endSingle)
	route(s, api, also(post("/api/accounts/{id}/links", "link-account", "Let an account sign in by the office's own service alone", of(access.Person, access.ManageAccounts, access.ManageAccounts)),
		"Ends its sessions; it has no password any more.", http.StatusConflict), s.linkAccount)
}

// An Entrance is how people sign in.
type Entrance struct {
	Single  *fault.Text `json:"single" doc:"Name of the office's own sign-in service; null where it has none."`
	Refusal *fault.Text `json:"refusal" doc:"Why the caller has just come back from it in vain; null if they have not."`
}

type entranceOutput struct {
	Cookies []http.Cookie `header:"Set-Cookie"`
	Body    Entrance
}

func (s *Server) getEntrance(_ context.Context, _ caller, in *struct {
	Refusal string `cookie:"mingjian_refusal" doc:"What the browser kept."`
}) (*entranceOutput, error) {
	out := &entranceOutput{}
	if s.Single != nil {
		title := s.Single.Title()
		out.Body.Single = &title
	}
	var why fault.Text
	if in.Refusal != "" && unpack(in.Refusal, &why) == nil && why.ZH != "" {
		out.Body.Refusal = &why
		out.Cookies = []http.Cookie{s.kept(refusalCookie, "/api/entrance", "", -1)}
	}
	return out, nil
}

type redirect struct {
	Location string        `header:"Location"`
	Cookies  []http.Cookie `header:"Set-Cookie"`
}

// A journey is what the browser keeps while its person is away.
type journey struct {
	oidc.Trip
	To string `json:"to"` // the page that was asked for
}

func (s *Server) beginSingle(ctx context.Context, _ caller, in *struct {
	To string `query:"to" maxLength:"2048" doc:"Page of the workbench to come back to."`
}) (*redirect, error) {
	if s.Single == nil {
		return nil, noSingle()
	}
	address, trip, err := s.Single.Begin(ctx)
	if err != nil {
		return s.turnedAway(ctx, err)
	}
	return &redirect{address, []http.Cookie{s.kept(tripCookie, "/api/single", pack64(journey{trip, in.To}), 600)}}, nil
}

func noSingle() error {
	return fault.NotFoundf("本系统没有设置统一登录。", "This installation has no sign-in service of its office.")
}

// kept is a cookie that is sent when the browser comes back from the other site, which one
// that is strict would not be.
func (s *Server) kept(name, path, value string, maxAge int) http.Cookie {
	//nolint:gosec // Secure is true wherever HTTPS is
	return http.Cookie{Name: name, Value: value, Path: path, MaxAge: maxAge, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode}
}

func (s *Server) finishSingle(ctx context.Context, c caller, in *struct {
	State string `query:"state" maxLength:"256" doc:"As it was sent there."`
	Code  string `query:"code" maxLength:"4096" doc:"What the service gives a token for."`
	Error string `query:"error" maxLength:"256" doc:"Why it gives none."`
	Trip  string `cookie:"mingjian_trip" doc:"What the browser kept."`
}) (*redirect, error) {
	if s.Single == nil {
		return nil, noSingle()
	}
	var kept journey
	if unpack(in.Trip, &kept) != nil {
		kept = journey{} // which no state is that of
	}
	over := s.kept(tripCookie, "/api/single", "", -1)
	token, err := s.arrive(ctx, c, kept, in.State, in.Code)
	if err != nil && in.Error != "" {
		err = errors.Join(err, errors.New("the service says "+in.Error))
	}
	if err != nil {
		back, err := s.turnedAway(ctx, err)
		if back != nil {
			back.Cookies = append(back.Cookies, over)
		}
		return back, err
	}
	return &redirect{local(kept.To), []http.Cookie{over, s.cookie(token, int(s.Accounts.Rules().Length.Seconds()))}}, nil
}

func (s *Server) arrive(ctx context.Context, c caller, kept journey, state, code string) (token string, err error) {
	who, err := s.Single.Finish(ctx, kept.Trip, state, code)
	if err != nil {
		return "", err
	}
	_, token, err = s.Accounts.SignInOutside(ctx, who, c.From)
	return token, err
}

// turnedAway leads to the sign-in page, where it is said why. What is our own fault is
// answered as anywhere.
func (s *Server) turnedAway(ctx context.Context, err error) (*redirect, error) {
	kind, says := fault.Split(err)
	if kind == fault.Internal {
		return nil, err
	}
	s.Log.LogAttrs(ctx, slog.LevelWarn, "single sign-on refused", slog.String("request_id", exchangeOf(ctx).id), slog.Any("err", err))
	return &redirect{"/", []http.Cookie{s.kept(refusalCookie, "/api/entrance", pack64(says), 120)}}, nil
}

// local is a page of the workbench: never one of another site.
func local(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/api/") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

func pack64(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // they are texts
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func unpack(text string, v any) error {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

func (s *Server) endSingle(ctx context.Context, _ caller, _ *struct{}) (*redirect, error) {
	if s.Single == nil {
		return &redirect{Location: "/"}, nil
	}
	address, err := s.Single.End(ctx)
	if err != nil || address == "" { // the session here has ended in any case
		address = "/"
	}
	return &redirect{Location: address}, nil
}

// A SubjectLink is who somebody is at the office's own service.
type SubjectLink struct {
	Subject string `json:"subject" minLength:"1" maxLength:"255" doc:"Their subject (sub) there."`
}

func (s *Server) linkAccount(ctx context.Context, c caller, in *struct {
	AccountPath
	Body SubjectLink
}) (*struct{}, error) {
	// Whoever may not see the account learns nothing, also not how people sign in.
	if _, err := s.Accounts.Card(ctx, c.By, in.ID); err != nil {
		return nil, err
	}
	if s.Single == nil {
		return nil, fault.Conflictf("本系统没有设置统一登录。", "This installation has no sign-in service of its office.")
	}
	return nil, s.Accounts.Link(ctx, c.By, in.ID, s.Single.Issuer(), strings.TrimSpace(in.Body.Subject))
}

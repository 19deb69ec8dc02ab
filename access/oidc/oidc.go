// Package oidc signs people in by the service of their office (OpenID Connect, code flow with
// PKCE). What that service says of a person counts only as far as the office has written
// down: a claim that is not in its table gives nothing.
package oidc

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// A Config is how an office reaches its service and what it believes of it.
type Config struct {
	Title    fault.Text // what people call it; empty means single sign-on
	Issuer   string     // address of the service, as it names itself
	ClientID string     // by which it knows this program
	Secret   string     // the secret that goes with it
	Redirect string     // address of this program to which it sends people back
	CA       []byte     // certificates (PEM) of a private authority; empty: those of the machine
	Scopes   []string
	Claims   Claims
	Now      func() time.Time
}

// Claims say which claims tell what of a person. Without Role, people sign in to accounts that
// an administrator has linked, and to nothing else.
type Claims struct {
	Name       string // what the account is called; empty means preferred_username
	Display    string // what others are shown; empty means name
	Department string // may be empty

	Role    string                   // a text or a list of texts, looked up in Roles
	Roles   map[string]access.Role   // value of the claim → role
	Office  string                   // looked up in Offices; empty means everybody is in Home
	Offices map[string]access.Office // value of the claim → office
}

// algorithms are those with which the service may sign: with keys that only it has. What it
// says of itself does not widen them.
func algorithms() []string {
	return []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA}
}

// A Provider is the service of an office. It is asked about itself when somebody first
// signs in, so that the program starts while the service does not answer.
type Provider struct {
	c      Config
	client *http.Client

	mu    sync.Mutex
	known *oidc.Provider
}

// New returns the service described by c.
func New(c Config) (*Provider, error) {
	if c.Issuer == "" || c.ClientID == "" || c.Redirect == "" {
		return nil, fault.Invalidf("统一登录须写明服务地址（issuer）、客户端标识（client id）和返回地址（redirect）。",
			"Signing in by the office's service needs its issuer, the client id and the address to come back to.")
	}
	for value, role := range c.Claims.Roles {
		if !slices.Contains(access.Roles(), role) {
			return nil, fault.Invalidf("统一登录的角色对照 %s：没有角色 %q。", "The table of roles of the office's service, %s: there is no role %q.", value, role)
		}
	}
	p := &Provider{c: c, client: &http.Client{Timeout: 15 * time.Second}}
	if len(c.CA) > 0 {
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(c.CA) {
			return nil, fault.Invalidf("统一登录的 CA 证书文件中没有证书（PEM）。", "The file of certificates of the office's service holds no certificate (PEM).")
		}
		p.client.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, Proxy: http.ProxyFromEnvironment}
	}
	return p, nil
}

// Title is what people call the service.
func (p *Provider) Title() fault.Text {
	if p.c.Title.ZH == "" {
		return fault.Text{ZH: "统一登录", EN: "single sign-on"}
	}
	return p.c.Title
}

// Issuer is the address of the service, as it names itself.
func (p *Provider) Issuer() string { return p.c.Issuer }

// End returns the address at which people sign out of the service itself; empty if it has
// none (OpenID Connect RP-Initiated Logout 1.0).
func (p *Provider) End(ctx context.Context) (string, error) {
	known, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	var more struct {
		End string `json:"end_session_endpoint"`
	}
	if err := known.Claims(&more); err != nil || more.End == "" {
		return "", err
	}
	u, err := url.Parse(more.End)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return "", fmt.Errorf("the service is signed out of at %q", more.End)
	}
	q := u.Query()
	q.Set("client_id", p.c.ClientID)
	if back, err := url.Parse(p.c.Redirect); err == nil {
		q.Set("post_logout_redirect_uri", back.Scheme+"://"+back.Host+"/")
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// discover asks the service about itself, once.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	// The keys are fetched with the context of discovery, long after this request.
	known, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.c.Issuer)
	if err != nil {
		return nil, fault.New(fault.Conflict, "统一登录服务暂时无法使用，请稍后再试或者联系系统管理员。", "The office's sign-in service cannot be used now; try later or tell the administrator.").Because(err)
	}
	p.known = known
	return known, nil
}

func (p *Provider) flow(known *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{ClientID: p.c.ClientID, ClientSecret: p.c.Secret, Endpoint: known.Endpoint(), RedirectURL: p.c.Redirect,
		Scopes: append([]string{oidc.ScopeOpenID, "profile"}, p.c.Scopes...)}
}

// A Trip is what the browser keeps while its person is at the service.
type Trip struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
}

// Begin returns the address at the service to which the browser is sent.
func (p *Provider) Begin(ctx context.Context) (address string, trip Trip, err error) {
	known, err := p.discover(ctx)
	if err != nil {
		return "", Trip{}, err
	}
	trip = Trip{rand.Text(), rand.Text(), oauth2.GenerateVerifier()}
	return p.flow(known).AuthCodeURL(trip.State, oidc.Nonce(trip.Nonce), oauth2.S256ChallengeOption(trip.Verifier)), trip, nil
}

// Finish takes what the service sent the browser back with and returns who it says it is.
// Errors are Denied, with the reason for the operator, or Forbidden.
func (p *Provider) Finish(ctx context.Context, trip Trip, state, code string) (access.Outsider, error) {
	if trip.State == "" || code == "" || subtle.ConstantTimeCompare([]byte(trip.State), []byte(state)) != 1 {
		return access.Outsider{}, denied(errors.New("the state is not that of this browser"))
	}
	known, err := p.discover(ctx)
	if err != nil {
		return access.Outsider{}, err
	}
	tokens, err := p.flow(known).Exchange(oidc.ClientContext(ctx, p.client), code, oauth2.VerifierOption(trip.Verifier))
	if err != nil {
		return access.Outsider{}, denied(err)
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := known.Verifier(&oidc.Config{ClientID: p.c.ClientID, SupportedSigningAlgs: algorithms(), Now: p.c.Now}).Verify(ctx, raw)
	if err != nil {
		return access.Outsider{}, denied(err)
	}
	claims := map[string]any{}
	if err := token.Claims(&claims); err != nil {
		return access.Outsider{}, denied(err)
	}
	if err := p.meant(token, claims, trip); err != nil {
		return access.Outsider{}, denied(err)
	}
	return p.person(token, claims)
}

// meant checks that the token is for this program and this sign-in.
func (p *Provider) meant(token *oidc.IDToken, claims map[string]any, trip Trip) error {
	switch azp, named := claims["azp"]; {
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(trip.Nonce)) != 1:
		return errors.New("the nonce is not that of this sign-in")
	case named && azp != p.c.ClientID, !named && len(token.Audience) > 1:
		return errors.New("the token was made for another program")
	case token.Subject == "":
		return errors.New("the token names nobody")
	}
	return nil
}

// person reads the claims by the table of the office.
func (p *Provider) person(token *oidc.IDToken, claims map[string]any) (access.Outsider, error) {
	c := p.c.Claims
	o := access.Outsider{Issuer: token.Issuer, Subject: token.Subject, Name: one(claims, c.Name, "preferred_username"), Display: one(claims, c.Display, "name")}
	if c.Department != "" {
		o.Department = one(claims, c.Department, "")
	}
	if c.Role == "" {
		return o, nil
	}
	o.Mapped = true
	for _, value := range many(claims[c.Role]) {
		role, ok := c.Roles[value]
		if ok && o.Role != "" && o.Role != role {
			return access.Outsider{}, fault.Forbiddenf("统一登录服务给了您不止一个角色，请联系系统管理员。", "The office's service gives you more than one role; tell the administrator.")
		}
		if ok {
			o.Role = role
		}
	}
	o.Office = access.Home
	if c.Office != "" {
		o.Office = c.Offices[one(claims, c.Office, "")]
	}
	return o, nil
}

// one is a claim that is a text.
func one(claims map[string]any, name, otherwise string) string {
	if name == "" {
		name = otherwise
	}
	text, _ := claims[name].(string)
	return text
}

// many is a claim that is a text or a list of texts.
func many(claim any) (list []string) {
	switch v := claim.(type) {
	case string:
		return []string{v}
	case []any:
		for _, x := range v {
			if text, ok := x.(string); ok {
				list = append(list, text)
			}
		}
	}
	return list
}

func denied(err error) error {
	return fault.New(fault.Denied, "统一登录没有成功，请重新登录。", "Signing in by the office's service failed; try again.").Because(fmt.Errorf("sign in by OpenID Connect: %w", err))
}

// Settings are a Config as an office writes it, in JSON; unknown fields are refused.
type Settings struct {
	Title      fault.Text        `json:"title"`            // what people call the service, in both languages; left out: single sign-on
	Issuer     string            `json:"issuer"`           // its address, as it names itself: https://id.example/realms/office
	ClientID   string            `json:"client_id"`        // by which it knows this program
	SecretFile string            `json:"secret_file"`      // file with the secret that goes with it; left out for a public client
	Redirect   string            `json:"redirect"`         // https://THIS-PROGRAM/api/single/return, as the service has it registered
	CAFile     string            `json:"ca_file"`          // certificates (PEM) of a private authority; left out: those of the machine
	Scopes     []string          `json:"scopes"`           // to be asked for besides openid and profile
	Name       string            `json:"name_claim"`       // claim with the account's name; left out: preferred_username
	Display    string            `json:"display_claim"`    // claim with what others are shown; left out: name
	Department string            `json:"department_claim"` // claim with the department; left out: none
	Role       string            `json:"role_claim"`       // claim looked up in roles; left out: accounts are made beforehand and linked by subject
	Roles      map[string]string `json:"roles"`            // value of that claim: handler, analyst, leader, admin, liaison or citizen
	Office     string            `json:"office_claim"`     // claim looked up in offices; left out: everybody is in the one office
	Offices    map[string]string `json:"offices"`          // value of that claim: id of an office here
}

// Read reads settings; files named in them are read by read.
func Read(text []byte, read func(name string) ([]byte, error), now func() time.Time) (*Provider, error) {
	var s Settings
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fault.Invalidf("统一登录的设置文件无法识别：%v。", "The settings of the office's sign-in service cannot be read: %v.", err)
	}
	c := Config{Title: s.Title, Issuer: s.Issuer, ClientID: s.ClientID, Redirect: s.Redirect, Scopes: s.Scopes, Now: now,
		Claims: Claims{Name: s.Name, Display: s.Display, Department: s.Department, Role: s.Role, Office: s.Office,
			Roles: map[string]access.Role{}, Offices: map[string]access.Office{}}}
	for value, role := range s.Roles {
		c.Claims.Roles[value] = access.Role(role)
	}
	for value, office := range s.Offices {
		c.Claims.Offices[value] = access.Office(office)
	}
	if s.SecretFile != "" {
		b, err := read(s.SecretFile)
		if err != nil {
			return nil, fmt.Errorf("read the secret of the office's sign-in service: %w", err)
		}
		c.Secret = strings.TrimSpace(string(b))
	}
	if s.CAFile != "" {
		b, err := read(s.CAFile)
		if err != nil {
			return nil, fmt.Errorf("read the certificates of the office's sign-in service: %w", err)
		}
		c.CA = b
	}
	return New(c)
}

package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/fault"
)

var now = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

const client, secret = "mingjian", "a secret with + and %"

// An issuer is a small OpenID Connect provider with keys of its own, over TLS by a private
// authority. What it says can be bent, to see that it is not believed then.
type issuer struct {
	*httptest.Server
	key, strange *ecdsa.PrivateKey
	claims       map[string]any
	bend         func(i *issuer, claims map[string]any) string // makes the token; nil: as it should be
	named        string                                        // what discovery calls itself; empty: its address
	challenge    string                                        // of the sign-in that is under way
	used         int                                           // codes that were exchanged
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	i := &issuer{claims: map[string]any{}}
	var err1, err2 error
	i.key, err1 = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	i.strange, err2 = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: i.key.Public(), KeyID: "k1", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("POST /token", i.token)
	i.Server = httptest.NewTLSServer(mux)
	t.Cleanup(i.Close)
	return i
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(err)
	}
}

func (i *issuer) discovery(w http.ResponseWriter, _ *http.Request) {
	name := i.named
	if name == "" {
		name = i.URL
	}
	answer(w, map[string]any{"issuer": name, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"ES256", "HS256", "none"}})
}

// token gives the token for the one code there is, to whoever knows the secret of the client
// and what the challenge was made of.
func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	id, word, basic := r.BasicAuth()
	if basic {
		id, _ = url.QueryUnescape(id)
		word, _ = url.QueryUnescape(word)
	} else {
		id, word = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if id != client || word != secret || r.FormValue("code") != "the-code" || base64.RawURLEncoding.EncodeToString(sum[:]) != i.challenge || i.used > 0 {
		w.WriteHeader(http.StatusBadRequest)
		answer(w, map[string]string{"error": "invalid_grant"})
		return
	}
	i.used++
	make := i.bend
	if make == nil {
		make = func(i *issuer, c map[string]any) string { return i.sign(jose.ES256, i.key, c) }
	}
	answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": make(i, maps.Clone(i.claims))})
}

func (i *issuer) sign(alg jose.SignatureAlgorithm, key any, claims map[string]any) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: "k1"}}, nil)
	if err != nil {
		panic(err)
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		panic(err)
	}
	return text
}

// provider is the service as an office has written it down.
func (i *issuer) provider(t *testing.T, claims oidc.Claims) *oidc.Provider {
	t.Helper()
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: i.Certificate().Raw})
	p, err := oidc.New(oidc.Config{Issuer: i.URL, ClientID: client, Secret: secret, Redirect: "https://mingjian.example/api/single/return",
		CA: ca, Claims: claims, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// depart begins a sign-in and lets the issuer know of it, as the browser would.
func (i *issuer) depart(t *testing.T, p *oidc.Provider) oidc.Trip {
	t.Helper()
	address, trip, err := p.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("state") != trip.State || q.Get("nonce") != trip.Nonce || q.Get("code_challenge_method") != "S256" || q.Get("response_type") != "code" ||
		!strings.Contains(q.Get("scope"), "openid") || strings.Contains(address, trip.Verifier) || len(trip.State) < 20 {
		t.Fatalf("the browser is sent to %s", address)
	}
	i.challenge, i.used = q.Get("code_challenge"), 0
	i.claims = map[string]any{"iss": i.URL, "aud": client, "sub": "u-1", "nonce": trip.Nonce, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
		"preferred_username": "zhang", "name": "张检察官", "groups": []string{"staff", "prosecutors"}, "unit": "330100", "dept": "第一检察部"}
	return trip
}

// table is what an office has written down.
func table() oidc.Claims {
	return oidc.Claims{Role: "groups", Roles: map[string]access.Role{"prosecutors": access.Handler, "chiefs": access.Leader},
		Office: "unit", Offices: map[string]access.Office{"330100": "city"}, Department: "dept"}
}

func TestSigningIn(t *testing.T) {
	i := newIssuer(t)
	p := i.provider(t, table())
	trip := i.depart(t, p)
	got, err := p.Finish(t.Context(), trip, trip.State, "the-code")
	want := access.Outsider{Issuer: i.URL, Subject: "u-1", Name: "zhang", Display: "张检察官", Department: "第一检察部", Mapped: true, Role: access.Handler, Office: "city"}
	if err != nil || got != want {
		t.Errorf("got %+v %v", got, err)
	}
	if _, err := p.Finish(t.Context(), trip, trip.State, "the-code"); !fault.Is(err, fault.Denied) {
		t.Errorf("the same code again: %v", err)
	}
}

// TestForgedTokens: whatever is wrong with a token, nobody is signed in.
func TestForgedTokens(t *testing.T) {
	i := newIssuer(t)
	p := i.provider(t, table())
	claim := func(name string, value any) func(*issuer, map[string]any) string {
		return func(i *issuer, c map[string]any) string {
			if c[name] = value; value == nil {
				delete(c, name)
			}
			return i.sign(jose.ES256, i.key, c)
		}
	}
	for name, bend := range map[string]func(*issuer, map[string]any) string{
		"of another issuer":     claim("iss", "https://evil.example"),
		"of no issuer":          claim("iss", nil),
		"for another program":   claim("aud", "another"),
		"for no program":        claim("aud", nil),
		"for two programs":      claim("aud", []string{client, "another"}),
		"made for another":      claim("azp", "another"),
		"of another sign-in":    claim("nonce", "stolen"),
		"of no sign-in":         claim("nonce", nil),
		"that has expired":      claim("exp", now.Add(-time.Minute).Unix()),
		"that never expires":    claim("exp", nil),
		"that is not valid yet": claim("nbf", now.Add(time.Hour).Unix()),
		"of nobody":             claim("sub", ""),
		"signed by a stranger":  func(i *issuer, c map[string]any) string { return i.sign(jose.ES256, i.strange, c) },
		"signed by the client": func(i *issuer, c map[string]any) string {
			return i.sign(jose.HS256, []byte(strings.Repeat(secret, 2)), c)
		},
		"signed with the public key": func(i *issuer, c map[string]any) string {
			b, err := i.key.PublicKey.Bytes()
			if err != nil {
				panic(err)
			}
			return i.sign(jose.HS256, b, c)
		},
		"signed by nobody": func(_ *issuer, c map[string]any) string { return plain(c) + "." },
		"with another's signature": func(i *issuer, c map[string]any) string {
			signed := i.sign(jose.ES256, i.key, map[string]any{"sub": "x"})
			return plain(c) + signed[strings.LastIndex(signed, "."):]
		},
		"changed afterwards": func(i *issuer, c map[string]any) string {
			parts := strings.Split(i.sign(jose.ES256, i.key, c), ".")
			c["sub"] = "u-2"
			return parts[0] + "." + encoded(c) + "." + parts[2]
		},
		"that is none":  func(*issuer, map[string]any) string { return "" },
		"that is noise": func(*issuer, map[string]any) string { return "a.b.c" },
	} {
		t.Run(name, func(t *testing.T) {
			trip := i.depart(t, p)
			i.bend = bend
			if got, err := p.Finish(t.Context(), trip, trip.State, "the-code"); !fault.Is(err, fault.Denied) || got != (access.Outsider{}) {
				t.Errorf("got %+v %v", got, err)
			}
			if i.used != 1 {
				t.Errorf("the token was not looked at: %d codes used", i.used)
			}
		})
	}
}

func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// plain is a token that claims to need no signature.
func plain(c map[string]any) string {
	return encoded(map[string]string{"alg": "none", "kid": "k1"}) + "." + encoded(c)
}

// TestForgedReturns: what comes back by another way than it went out is refused before
// anything is asked.
func TestForgedReturns(t *testing.T) {
	i := newIssuer(t)
	p := i.provider(t, table())
	trip := i.depart(t, p)
	for name, try := range map[string]struct {
		trip        oidc.Trip
		state, code string
	}{
		"another state":              {trip, "x", "the-code"},
		"no state":                   {trip, "", "the-code"},
		"no trip":                    {oidc.Trip{}, "", "the-code"},
		"no code":                    {trip, trip.State, ""},
		"another code":               {trip, trip.State, "x"},
		"another browser's verifier": {oidc.Trip{State: trip.State, Nonce: trip.Nonce, Verifier: strings.Repeat("v", 43)}, trip.State, "the-code"},
	} {
		if _, err := p.Finish(t.Context(), try.trip, try.state, try.code); !fault.Is(err, fault.Denied) || i.used != 0 {
			t.Errorf("%s: %v, %d codes used", name, err, i.used)
		}
	}
}

// TestClaims: nobody gets more than the table gives.
func TestClaims(t *testing.T) {
	i := newIssuer(t)
	for _, tc := range []struct {
		name   string
		table  oidc.Claims
		claims map[string]any
		role   access.Role
		office access.Office
		kind   fault.Kind
	}{
		{"a group that is not in the table", table(), map[string]any{"groups": []string{"admin", "leader", "root"}}, "", "city", ""},
		{"no groups", table(), map[string]any{"groups": nil}, "", "city", ""},
		{"groups of another form", table(), map[string]any{"groups": map[string]any{"prosecutors": true}}, "", "city", ""},
		{"one group as a text", table(), map[string]any{"groups": "chiefs"}, access.Leader, "city", ""},
		{"two roles", table(), map[string]any{"groups": []string{"chiefs", "prosecutors"}}, "", "", fault.Forbidden},
		{"another office", table(), map[string]any{"unit": "110000"}, access.Handler, "", ""},
		{"one office only", oidc.Claims{Role: "groups", Roles: table().Roles}, nil, access.Handler, access.Home, ""},
		{"accounts that are linked", oidc.Claims{}, nil, "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := i.provider(t, tc.table)
			trip := i.depart(t, p)
			maps.Copy(i.claims, tc.claims)
			got, err := p.Finish(t.Context(), trip, trip.State, "the-code")
			if tc.kind != "" {
				if !fault.Is(err, tc.kind) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || got.Role != tc.role || got.Office != tc.office || got.Mapped != (tc.table.Role != "") {
				t.Errorf("got %+v %v", got, err)
			}
		})
	}
}

// TestStrangeServices: one that is not reached by the private authority, that calls itself by
// another name, or that does not answer, signs nobody in.
func TestStrangeServices(t *testing.T) {
	i := newIssuer(t)
	unknown, err := oidc.New(oidc.Config{Issuer: i.URL, ClientID: client, Redirect: "https://mingjian.example/r"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := unknown.Begin(t.Context()); !fault.Is(err, fault.Conflict) {
		t.Errorf("without the authority: %v", err)
	}
	i.named = "https://evil.example"
	p := i.provider(t, table())
	if _, _, err := p.Begin(t.Context()); !fault.Is(err, fault.Conflict) {
		t.Errorf("by another name: %v", err)
	}
	i.named = ""
	if _, _, err := p.Begin(t.Context()); err != nil {
		t.Errorf("once it is put right: %v", err)
	}
}

func TestSettings(t *testing.T) {
	files := map[string]string{"secret": "s\n", "ca": "no certificate"}
	read := func(name string) ([]byte, error) { return []byte(files[name]), nil }
	for name, text := range map[string]string{
		"no JSON": `{`, "a field that is none": `{"isuer":"x"}`, "no client": `{"issuer":"https://x","redirect":"https://y"}`,
		"no such role": `{"issuer":"https://x","client_id":"c","redirect":"https://y","role_claim":"g","roles":{"a":"root"}}`,
		"no authority": `{"issuer":"https://x","client_id":"c","redirect":"https://y","ca_file":"ca"}`,
	} {
		if _, err := oidc.Read([]byte(text), read, time.Now); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := oidc.Read([]byte(`{"issuer":"https://x","client_id":"c","secret_file":"secret","redirect":"https://y","role_claim":"g","roles":{"a":"leader"}}`), read, time.Now); err != nil {
		t.Error(err)
	}
}

package web_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// A service is the sign-in service of an office, over TLS by a private authority. It signs
// everybody in as subject without asking, and gives each code out once.
type service struct {
	*httptest.Server
	key     *ecdsa.PrivateKey
	subject string
	bend    func(claims map[string]any) // what it says wrongly; nil: nothing
	waiting map[string]url.Values       // what was asked, by code
}

func newService(t *testing.T) *service {
	t.Helper()
	v := &service{subject: "u-1", waiting: map[string]url.Values{}}
	var err error
	if v.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	v.Server = httptest.NewTLSServer(mux)
	t.Cleanup(v.Close)
	say := func(w http.ResponseWriter, x any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(x); err != nil {
			t.Error(err)
		}
	}
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"issuer": v.URL, "authorization_endpoint": v.URL + "/authorize", "token_endpoint": v.URL + "/token", "jwks_uri": v.URL + "/keys",
			"end_session_endpoint": v.URL + "/end", "id_token_signing_alg_values_supported": []string{"ES256", "none"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		say(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: v.key.Public(), KeyID: "k1", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", func(w http.ResponseWriter, r *http.Request) {
		q, code := r.URL.Query(), rand.Text()
		v.waiting[code] = q
		http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"state": {q.Get("state")}, "code": {code}}.Encode(), http.StatusFound)
	})
	mux.HandleFunc("GET /end", func(w http.ResponseWriter, _ *http.Request) { say(w, "signed out") })
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		q, ok := v.waiting[r.FormValue("code")]
		delete(v.waiting, r.FormValue("code"))
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if !ok || base64.RawURLEncoding.EncodeToString(sum[:]) != q.Get("code_challenge") {
			w.WriteHeader(http.StatusBadRequest)
			say(w, map[string]string{"error": "invalid_grant"})
			return
		}
		claims := map[string]any{"iss": v.URL, "aud": "mingjian", "sub": v.subject, "nonce": q.Get("nonce"), "iat": dbtest.Monday.Unix(), "exp": dbtest.Monday.Add(5 * time.Minute).Unix(),
			"preferred_username": "zhang.wei"}
		if v.bend != nil {
			v.bend(claims)
		}
		say(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": v.sign(t, claims)})
	})
	return v
}

func (v *service) sign(t *testing.T, claims map[string]any) string {
	t.Helper()
	if claims["alg"] == "none" {
		b, err := json.Marshal(claims)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(b) + "."
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: v.key, KeyID: "k1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A visitor is a browser that trusts the service and does not follow the last redirection.
type visitor struct {
	*http.Client
	home string
}

func (v visitor) get(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	r, err := v.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(b)
}

// refusal is what the sign-in page says.
func (v visitor) refusal(t *testing.T) string {
	t.Helper()
	_, body := v.get(t, v.home+"/api/entrance")
	if why := decode[web.Entrance](t, strings.NewReader(body)).Refusal; why != nil {
		return why.ZH
	}
	return ""
}

// TestSingleSignOn walks the whole way over real sockets: out to the service and back, who is
// let in, who is told why not, and every wrong token.
func TestSingleSignOn(t *testing.T) {
	s, v := newSite(t), newService(t)
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }))
	t.Cleanup(here.Close)
	var err error
	s.Single, err = oidc.New(oidc.Config{Title: fault.Text{ZH: "检务统一认证", EN: "the office's sign-in"}, Issuer: v.URL, ClientID: "mingjian", Redirect: here.URL + "/api/single/return",
		CA: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: v.Certificate().Raw}), Now: s.Now})
	if err != nil {
		t.Fatal(err)
	}
	browse := func() visitor {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		return visitor{&http.Client{Transport: v.Client().Transport, Jar: jar}, here.URL}
	}
	b := browse()
	if _, body := b.get(t, here.URL+"/api/entrance"); !strings.Contains(body, "检务统一认证") || !strings.Contains(body, `"refusal":null`) {
		t.Errorf("the sign-in page is told %s", body)
	}
	b.get(t, here.URL+"/api/single")
	if why := b.refusal(t); !strings.Contains(why, "没有与您的统一登录关联的账号") {
		t.Errorf("nobody is linked: %q", why)
	}
	if why := b.refusal(t); why != "" {
		t.Errorf("said twice: %q", why)
	}
	made, err := s.Accounts.Make(t.Context(), access.CommandLine(access.Home), access.Account{Name: "zhang.wei", Display: "张伟", Role: access.Handler}, password)
	if err != nil {
		t.Fatal(err)
	}
	if w := s.as(t, access.Admin, "POST", "/api/accounts/"+made.ID+"/links", `{"subject":"u-1"}`); w.Code != 204 {
		t.Fatalf("link: %d %s", w.Code, w.Body)
	}
	r, _ := b.get(t, here.URL+"/api/single?to=/clues%3Fstate%3Dfound")
	if got := r.Request.URL.RequestURI(); got != "/clues?state=found" {
		t.Errorf("led to %s", got)
	}
	if _, body := b.get(t, here.URL+"/api/session"); !strings.Contains(body, `"display":"张伟"`) || !strings.Contains(body, `"single":true`) {
		t.Errorf("signed in as %s", body)
	}
	for _, to := range []string{"//evil.example", "https://evil.example", "/\\evil.example", "/api/single/end"} {
		if r, _ := browse().get(t, here.URL+"/api/single?to="+url.QueryEscape(to)); r.Request.URL.String() != here.URL+"/" {
			t.Errorf("%s led to %s", to, r.Request.URL)
		}
	}
	if r, body := b.get(t, here.URL+"/api/single/end"); r.Request.URL.Path != "/end" || !strings.Contains(body, "signed out") || r.Request.URL.Query().Get("post_logout_redirect_uri") != here.URL+"/" {
		t.Errorf("signed out at %s", r.Request.URL)
	}
	entries, err := s.Audit.List(t.Context(), audit.Filter{Object: made.ID})
	if err != nil {
		t.Fatal(err)
	}
	var verbs []string
	for _, e := range entries {
		verbs = append(verbs, string(e.Verb)+e.Detail["via"])
	}
	if got := strings.Join(verbs[:3], " "); got != "make-account link-account sign-inoidc" {
		t.Errorf("recorded %s", got)
	}
	v.forge(t, browse, here.URL)
	if strings.Contains(s.log.String(), "id_token") || strings.Contains(s.log.String(), "u-1") {
		t.Error("the log holds a token or a subject")
	}
}

// forge: nothing that is wrong about a token or about the way back lets anybody in.
func (v *service) forge(t *testing.T, browse func() visitor, here string) {
	t.Helper()
	for name, bend := range map[string]func(map[string]any){
		"another nonce":       func(c map[string]any) { c["nonce"] = "stolen" },
		"for another program": func(c map[string]any) { c["aud"] = "another" },
		"that has expired":    func(c map[string]any) { c["exp"] = dbtest.Monday.Add(-time.Minute).Unix() },
		"signed by nobody":    func(c map[string]any) { c["alg"] = "none" },
		"of another issuer":   func(c map[string]any) { c["iss"] = "https://evil.example" },
	} {
		v.bend = bend
		b := browse()
		b.get(t, here+"/api/single")
		if r, _ := b.get(t, here+"/api/session"); r.StatusCode != 401 {
			t.Errorf("a token %s: %d", name, r.StatusCode)
		}
		if why := b.refusal(t); !strings.Contains(why, "统一登录没有成功") {
			t.Errorf("a token %s: told %q", name, why)
		}
	}
	v.bend = nil
	b := browse()
	b.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if r.URL.Path == "/api/single/return" { // as if somebody had caught the way back
			return http.ErrUseLastResponse
		}
		return nil
	}
	r, _ := b.get(t, here+"/api/single")
	back := r.Header.Get("Location")
	thief := browse()
	thief.get(t, back)
	if r, _ := thief.get(t, here+"/api/session"); r.StatusCode != 401 {
		t.Errorf("in another browser: %d", r.StatusCode)
	}
	b.CheckRedirect = nil
	if b.get(t, back); b.refusal(t) != "" {
		t.Error("its own browser was refused")
	}
	if b.get(t, back); b.refusal(t) == "" {
		t.Error("the same way back was taken twice")
	}
}

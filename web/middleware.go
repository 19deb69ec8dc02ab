package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"path"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

// An exchange is one request and its answer, as far as all parts of this package must
// know it. The part that runs last fills in the route and who it was.
type exchange struct {
	id    string // finds the request in the log
	who   caller
	route string // GET /api/clues/{id}: never the path, which may name people

	again, passed bool      // it was carried out before; whoever sends it again still may
	before        db.Answer // what was answered then
	object        string    // what it was done to, where the answer was lost
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}

// begin gives the request its id and language and logs it when it has been answered. The
// log says who did what and how long it took, and holds nothing that was read or typed.
func (s *Server) begin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := &exchange{id: rand.Text(), who: caller{Lang: lang(r.Header.Get("Accept-Language")), From: access.From{Address: s.address(r), Agent: r.UserAgent()}}}
		w.Header().Set("X-Request-Id", x.id)
		start, rec := s.Now(), &recorder{ResponseWriter: w, status: http.StatusOK}
		most := maxTime
		if isUpload(r) {
			most = maxUploadTime
		}
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), exchangeKey{}, x), most)
		defer cancel()
		next.ServeHTTP(rec, r.WithContext(ctx))
		took := s.Now().Sub(start)
		if s.Observe != nil {
			s.Observe(x.route, rec.status, took)
		}
		s.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("request_id", x.id), slog.String("route", x.route),
			slog.Int("status", rec.status), slog.String("account", x.who.By.ID), slog.Duration("took", took))
	})
}

// address returns where a request comes from. What a web server in front says of it is
// believed only if it is one of ours, and of that only what ours have written: who sends a
// request can write anything before it.
func (s *Server) address(r *http.Request) string {
	last, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	at := last.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.ours(at); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at = before.Unmap()
	}
	return at.String()
}

// ours reports whether a web server of the office is at the address.
func (s *Server) ours(at netip.Addr) bool {
	return slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(at) })
}

// lang returns "en" if English is asked for before Chinese, else "zh".
func lang(header string) string {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return "zh"
	}
	for _, t := range tags {
		if base, _ := t.Base(); base.String() == "zh" || base.String() == "en" {
			return base.String()
		}
	}
	return "zh"
}

// A recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

// WriteHeader remembers the first status, which is the one that is sent.
func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write remembers that a status can no longer be sent.
func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(b)
}

// Unwrap lets the standard library reach what is below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// secured tells browsers to run nothing but our own files, to be framed by nobody and to
// keep no answer of the API. Ant Design writes its styles into the page.
func secured(next http.Handler) http.Handler {
	const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
		"font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into an internal error.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v) // the standard library's way to drop a connection
			default:
				s.refuse(w, r, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// limit bounds what a request may send. Files are larger than anything else.
func (s *Server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(maxBody)
		switch {
		case isUpload(r):
			most = s.Uploads.limit() + 1 // one more, so that the handler sees that it is too much
		case isReceipt(r):
			most = matter.MaxReceipt + 1
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// isUpload reports whether the body of a request is a file.
func isUpload(r *http.Request) bool {
	if r.Method != http.MethodPost {
		return false
	}
	evidence, _ := path.Match("/api/joints/*/files", r.URL.Path)
	return evidence || r.URL.Path == "/api/uploads"
}

// isReceipt reports whether the body of a request is the scan of a receipt.
func isReceipt(r *http.Request) bool {
	scan, _ := path.Match("/api/matters/*/papers/*/receipts", r.URL.Path)
	return scan && r.Method == http.MethodPost
}

// sameOrigin refuses requests that change something and come from another site's page.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, fault.Forbiddenf("拒绝来自其他网站的请求。", "Requests from other sites are refused."))
	}))
	return p.Handler(next)
}

const cookieName = "mingjian_session"

// session finds out who sent the request and lets nobody else near the API, whether or
// not there is such a route.
func (s *Server) session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/") || open(r) {
			next.ServeHTTP(w, r)
			return
		}
		c, err := r.Cookie(cookieName)
		if err != nil {
			s.refuse(w, r, access.Denied())
			return
		}
		who, err := s.Accounts.Session(r.Context(), c.Value)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		x := exchangeOf(r.Context())
		x.who.By, x.who.Session, x.who.Token = who.Account, who, c.Value
		next.ServeHTTP(w, r)
	})
}

// open reports whether the request is for one of the public routes.
func open(r *http.Request) bool {
	method := r.Method
	if method == http.MethodHead { // what watches a server asks so
		method = http.MethodGet
	}
	switch method + " " + r.URL.Path {
	case "POST /api/session", "GET /api/demo", "GET /api/entrance", "GET /api/single", "GET /api/single/return", "GET /api/single/end", "GET /api/health", "GET /api/openapi.json":
		return true
	}
	return false
}

// rest is the pattern of every path of the API that no route takes.
const rest = "/api/"

// unknown answers for every path of the API that is no route, and where one is a route with
// other methods, says with which.
func (s *Server) unknown(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != rest {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) == 0 {
			s.refuse(w, r, fault.NotFoundf("没有这个接口。", "There is no such endpoint."))
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		p := s.fail(r.Context(), fault.Invalidf("此接口不接受这种请求方法。", "The endpoint does not take this method."))
		p.Status = http.StatusMethodNotAllowed
		send(w, p)
	}
}

package web

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/mingjian/mingjian/fault"
)

// A Rate is how many requests are answered: so many a second, and so many at once after a
// pause. The zero value is no limit.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Limits are the rates of requests to the API.
type Limits struct {
	Account Rate // of one account, whatever its sessions
	Address Rate // from one network address, signed in or not
	SignIn  Rate // to sign in, from one network address: each costs a slow hash
}

// A meter counts requests by whom they are from.
type meter struct {
	rate Rate

	mu    sync.Mutex
	of    map[string]*rate.Limiter
	swept time.Time
}

func newMeter(r Rate) *meter { return &meter{rate: r, of: map[string]*rate.Limiter{}} }

// wait counts a request and returns how long it came too early, or 0.
func (m *meter) wait(key string, now time.Time) time.Duration {
	if m.rate.Burst == 0 || key == "" {
		return 0
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sweep(now)
	l := m.of[key]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(m.rate.PerSecond), m.rate.Burst)
		m.of[key] = l
	}
	r := l.ReserveN(now, 1)
	late := r.DelayFrom(now)
	if late > 0 {
		r.CancelAt(now) // what is refused does not count
	}
	return late
}

// sweep forgets, once a minute, whoever has all of their burst again.
func (m *meter) sweep(now time.Time) {
	if now.Sub(m.swept) < time.Minute {
		return
	}
	m.swept = now
	for key, l := range m.of {
		if l.TokensAt(now) >= float64(m.rate.Burst) {
			delete(m.of, key)
		}
	}
}

// slowed refuses requests that come faster than the limits, before they cost anything: by
// address before it is known who asks, and by account after.
func (s *Server) slowed(m *meter, key func(*http.Request) string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			if late := m.wait(key(r), s.Now()); late > 0 {
				s.refuse(w, r, fault.Waiting(late, "请求过于频繁，请稍后再试。", "Too many requests; wait a moment."))
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// byAccount is whose request it is; empty before signing in.
func byAccount(r *http.Request) string { return exchangeOf(r.Context()).who.By.ID }

// byAddress is where a request comes from. A network of IPv6 counts as one address: who has
// one has them all.
func byAddress(r *http.Request) string {
	at, err := netip.ParseAddr(exchangeOf(r.Context()).who.From.Address)
	if err != nil {
		return ""
	}
	if at.Is6() {
		p, err := at.WithZone("").Prefix(64)
		if err != nil {
			return ""
		}
		return p.String()
	}
	return at.String()
}

// bySignIn is byAddress of a request to sign in.
func bySignIn(r *http.Request) string {
	switch r.Method + " " + r.URL.Path {
	case "POST /api/session", "GET /api/single", "GET /api/single/return":
		return byAddress(r)
	}
	return ""
}

package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

const (
	keyHeader = "Idempotency-Key"
	maxKey    = 100     // characters
	maxAnswer = 1 << 18 // bytes of an answer that is kept
)

// changing reports whether a request of this method may change something.
func changing(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}

// nameable reports whether a request can take a key, with which a digest of it and its answer
// are kept. Passwords, identity numbers and codes to sign in with are kept nowhere, and a
// plain digest of them is soon guessed; done twice, these acts come to the same.
func nameable(method, path string) bool {
	return changing(method) && !strings.HasPrefix(path, "/api/session") && !strings.HasPrefix(path, "/api/account")
}

// once lets a request that its sender has named act once: sent again by the same person
// within a day, it is answered as it was the first time and does nothing. The key is kept in
// the transaction of the act, so that neither a crash nor a second request at the same moment
// lets it act twice. What was refused has done nothing and may be sent again. What holds
// secrets takes no key.
func (s *Server) once(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key, x := r.Header.Get(keyHeader), exchangeOf(r.Context())
		if key == "" || !nameable(r.Method, r.URL.Path) || x.who.By.ID == "" || s.Answers == nil {
			next.ServeHTTP(w, r)
			return
		}
		if len(key) > maxKey || strings.TrimSpace(key) != key || !db.Storable(key) {
			s.refuse(w, r, fault.Invalidf("请求标识（Idempotency-Key）须为 100 个字符以内。", "An Idempotency-Key has at most 100 characters and no space at its ends."))
			return
		}
		asked, err := digestOf(r)
		if err != nil {
			s.refuse(w, r, fault.Invalidf("请求的内容不符合要求。", "The request is not what is expected here.").Because(err))
			return
		}
		o := &db.Once{Actor: x.who.By.ID, Key: key, Request: asked}
		if x.before, x.again, err = s.Answers.Answer(r.Context(), o.Actor, key); err != nil {
			s.refuse(w, r, err)
			return
		}
		if x.again && x.before.Request != asked {
			s.refuse(w, r, fault.Invalidf("请求标识（Idempotency-Key）已用于另一请求。", "The Idempotency-Key was used for another request."))
			return
		}
		held := &answer{header: w.Header(), status: http.StatusOK}
		next.ServeHTTP(held, r.WithContext(db.WithOnce(r.Context(), o)))
		if x.again && x.passed {
			s.repeat(w, r, x.before)
			return
		}
		switch {
		case x.again:
		case held.status < 300:
			s.keep(r, o, held)
		case held.status == http.StatusConflict && !o.Spent() && s.meanwhile(r, o, &x.before):
			s.repeat(w, r, x.before)
			return
		}
		held.send(w)
	})
}

// meanwhile reports whether a request that met a conflict met itself: sent twice, the first
// was still being kept when the second looked for its key.
func (s *Server) meanwhile(r *http.Request, o *db.Once, before *db.Answer) bool {
	a, ok, err := s.Answers.Answer(r.Context(), o.Actor, o.Key)
	if err != nil || !ok || a.Request != o.Request {
		return false // it is answered that there is a conflict, which there is
	}
	*before = a
	return true
}

// digestOf is what is kept of a request: not what was typed. A file is told by its name and
// its length.
func digestOf(r *http.Request) (string, error) {
	h := sha256.New()
	h.Write([]byte(r.Method + " " + r.URL.RequestURI() + "\x00"))
	if isUpload(r) {
		return hex.EncodeToString(h.Sum(nil)), nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return "", err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// keep keeps the answer. If that fails the act stands, and its answer is given: sent again,
// the request is told that it was carried out.
func (s *Server) keep(r *http.Request, o *db.Once, a *answer) {
	kept := db.Answer{Status: a.status, Type: a.header.Get("Content-Type"), ETag: a.header.Get("ETag"), Body: a.body.String()}
	if len(kept.Body) > maxAnswer || !db.Storable(kept.Body) {
		kept = db.Answer{}
	}
	if err := s.Answers.KeepAnswer(r.Context(), o, kept); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "an answer is not kept", slog.String("request_id", exchangeOf(r.Context()).id), slog.Any("err", err))
	}
}

// repeat answers as the first time.
func (s *Server) repeat(w http.ResponseWriter, r *http.Request, a db.Answer) {
	for _, name := range []string{"Content-Type", "ETag"} {
		w.Header().Del(name)
	}
	w.Header().Set("Idempotent-Replayed", "true")
	if a.Status == 0 {
		exchangeOf(r.Context()).object = a.Object
		s.refuse(w, r, fault.Conflictf("这一请求已经办理，其答复未能保存；请刷新后查看。", "The request was carried out and its answer was not kept; reload to see what came of it."))
		return
	}
	if a.Type != "" {
		w.Header().Set("Content-Type", a.Type)
	}
	if a.ETag != "" {
		w.Header().Set("ETag", a.ETag)
	}
	w.WriteHeader(a.Status)
	_, _ = io.WriteString(w, a.Body) // whoever asked may be gone
}

// repeated is what the handler of a request that was carried out before returns instead of
// acting. It is never sent: once sends the answer of the first time.
func repeated() error { return fault.Conflictf("重复的请求。", "A repeated request.") }

// An answer is held back until it is known whether it is the one that is sent.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the headers of the real answer.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write keeps a part of the body.
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

func (a *answer) send(w http.ResponseWriter) {
	w.WriteHeader(a.status)
	w.Write(a.body.Bytes()) //nolint:errcheck // whoever asked may be gone
}

// named describes the header of a route that can take a key.
func named(op *huma.Operation) {
	most := maxKey
	op.Parameters = append(op.Parameters, &huma.Param{Name: keyHeader, In: "header", Description: "Names the request: sent again within a day, it acts once and is answered alike.",
		Schema: &huma.Schema{Type: "string", MaxLength: &most}})
}

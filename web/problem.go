package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/fault"
)

// A Problem is the body of every answer that is an error (RFC 9457).
type Problem struct {
	Type      string     `json:"type" doc:"Always about:blank: the kind says what sort of problem it is."`
	Title     string     `json:"title" doc:"A sentence for the person, in the language of the request."`
	Status    int        `json:"status" doc:"The HTTP status."`
	Kind      fault.Kind `json:"kind" enum:"invalid,denied,forbidden,not_found,conflict,too_many,internal" doc:"What sort of failure it was, and so who can mend it."`
	RequestID string     `json:"request_id" doc:"Finds the request in the server's log."`
	Object    string     `json:"object,omitempty" doc:"conflict: id of what the request was done to the first time, where its answer was not kept."`
	Errors    []Mistake  `json:"errors,omitempty" nullable:"false" doc:"invalid: what cannot be used, without the values that were sent."`
}

// A Mistake is one part of a request that cannot be used.
type Mistake struct {
	Location string `json:"location" doc:"Where: body.note, query.limit …"`
	Message  string `json:"message" doc:"What was expected there, in English."`
}

// Error returns the sentence.
func (p *Problem) Error() string { return p.Title }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType returns the media type of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func status(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Denied:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooMany:
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}

// fail is the only place where an error becomes an answer. What nobody classified is our
// fault, is logged in full, and is shown to nobody.
func (s *Server) fail(ctx context.Context, err error) *Problem {
	x := exchangeOf(ctx)
	kind, says := fault.Split(err)
	if kind == fault.Internal {
		s.Log.LogAttrs(ctx, slog.LevelError, "request failed", slog.String("request_id", x.id), slog.String("route", x.route), slog.Any("err", err))
	}
	return &Problem{Type: "about:blank", Title: says.In(x.who.Lang), Status: status(kind), Kind: kind, RequestID: x.id, Object: x.object}
}

// answer is fail for a route, with when to come back.
func (s *Server) answer(ctx context.Context, err error) error {
	p := s.fail(ctx, err)
	if wait := retryAfter(err); wait != "" {
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {wait}})
	}
	return p
}

// retryAfter is the value of that header (RFC 9110, 10.2.3), or empty.
func retryAfter(err error) string {
	wait := fault.Wait(err)
	if wait <= 0 {
		return ""
	}
	return strconv.Itoa(int((wait + time.Second - 1) / time.Second))
}

// refuse answers with err where no route was reached.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if wait := retryAfter(err); wait != "" {
		w.Header().Set("Retry-After", wait)
	}
	send(w, s.fail(r.Context(), err))
}

// send writes an answer that is an error.
func send(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // it holds nothing but text and numbers
	}
	fmt.Fprintf(w, "%s\n", body)
}

// present turns what the router itself says (a body that is no JSON, a parameter out of
// range) into a Problem. The values that were sent are left out: they may be anything,
// and error texts end up in tickets.
func (s *Server) present(c huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	x := exchangeOf(c.Context())
	if m.Status >= http.StatusInternalServerError {
		return s.fail(c.Context(), m), nil
	}
	says := fault.Text{ZH: "请求的内容不符合要求。", EN: "The request is not what is expected here."}
	p := &Problem{Type: "about:blank", Title: says.In(x.who.Lang), Status: m.Status, Kind: fault.Invalid, RequestID: x.id}
	for _, e := range m.Errors {
		if e != nil {
			p.Errors = append(p.Errors, mistake(e))
		}
	}
	return p, nil
}

// mistake keeps the place and the rule. A name that we do not know is itself something
// that was sent.
func mistake(e *huma.ErrorDetail) Mistake {
	m := Mistake{e.Location, e.Message}
	switch {
	case strings.HasPrefix(e.Message, "unexpected property"):
		m.Location, _, _ = strings.Cut(e.Location, ".")
	case e.Location == "" || e.Location == "body":
		m.Message = "cannot be read as the expected JSON"
	}
	return m
}

// Package fault knows the kinds of failure and what a person may be told of each.
//
// A failure that somebody will handle or read gets a kind and a sentence written
// for that person. Everything else stays a plain error: it is ours to mend, it is
// logged in full, and it is shown to nobody.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// A Kind says what sort of failure it was, and so who can mend it.
type Kind string

// The kinds. The zero value is not a kind.
const (
	Invalid   Kind = "invalid"   // what was sent or typed cannot be used as it is
	Denied    Kind = "denied"    // nobody has signed in, or the sign-in has ended
	Forbidden Kind = "forbidden" // the person may see this but not do that
	NotFound  Kind = "not_found" // there is no such thing, or none that this person may see
	Conflict  Kind = "conflict"  // somebody else changed it first, or its state forbids the step
	TooMany   Kind = "too_many"  // tried too often; wait
	Internal  Kind = "internal"  // our fault
)

// A Text is one sentence in the two languages of the program.
type Text struct {
	ZH string `json:"zh" yaml:"zh"` // Chinese, shown first
	EN string `json:"en" yaml:"en"` // English
}

// In returns the sentence in language lang: "en" gives English, anything else
// Chinese. A missing translation gives the other language rather than nothing.
func (t Text) In(lang string) string {
	if (lang == "en" && t.EN != "") || t.ZH == "" {
		return t.EN
	}
	return t.ZH
}

// An Error has a sentence for the person and a cause for the operator.
type Error struct {
	Kind   Kind
	Public Text  // shown to the person; names no table, path of ours or server
	Err    error // logged, never shown; may be nil

	After time.Duration // how long to wait before trying again; 0 if waiting does not help
}

// Error returns the Chinese sentence and the cause, for logs.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Public.In("zh")
	}
	return e.Public.In("zh") + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Because returns a copy of e with cause err.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Waiting returns a TooMany error that is over after wait.
func Waiting(wait time.Duration, zh, en string, args ...any) *Error {
	e := New(TooMany, zh, en, args...)
	e.After = wait
	return e
}

// Wait returns how long whoever got err should wait before trying again, or 0.
func Wait(err error) time.Duration {
	var e *Error
	if errors.As(err, &e) {
		return e.After
	}
	return 0
}

// New returns an error of kind k that tells the person zh or en. Both are
// formatted with the same args, so each must use them in the same order
// (or by index: %[2]s).
func New(k Kind, zh, en string, args ...any) *Error {
	return &Error{Kind: k, Public: Text{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}}
}

// Invalidf returns an Invalid error.
func Invalidf(zh, en string, args ...any) *Error { return New(Invalid, zh, en, args...) }

// Forbiddenf returns a Forbidden error.
func Forbiddenf(zh, en string, args ...any) *Error { return New(Forbidden, zh, en, args...) }

// NotFoundf returns a NotFound error.
func NotFoundf(zh, en string, args ...any) *Error { return New(NotFound, zh, en, args...) }

// Conflictf returns a Conflict error.
func Conflictf(zh, en string, args ...any) *Error { return New(Conflict, zh, en, args...) }

// Split returns the kind of err and the sentence a person may read. An error that
// nobody classified is Internal and says only that the operator can find it in the log.
func Split(err error) (Kind, Text) {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind, e.Public
	}
	return Internal, Text{
		ZH: "程序内部出错，已记入日志，请联系管理员。",
		EN: "The program failed; the cause is in the log. Please tell the administrator.",
	}
}

// Is reports whether err is of kind k.
func Is(err error, k Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == k
}

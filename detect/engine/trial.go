package engine

import (
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// Trial is a dialect that no engine reads. What can be written in it can be written in
// any: it serves to check models without choosing an engine.
type Trial struct{}

var _ Dialect = Trial{}

// Name returns s.
func (Trial) Name(s string) string { return s }

// Text returns s.
func (Trial) Text(s string) string { return s }

// Type returns t.
func (Trial) Type(t standard.Type) string { return string(t) }

// Call returns the name of f and its arguments.
func (Trial) Call(f Function, args ...string) string {
	return string(f) + "(" + strings.Join(args, ", ") + ")"
}

// With returns name and query.
func (Trial) With(name, query string, _ bool) string { return name + " AS (" + query + ")" }

// Components returns what it was given.
func (Trial) Components(nodes, edges string) string { return nodes + "; " + edges }

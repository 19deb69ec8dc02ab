package web_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/web"
)

// A document is as much of an OpenAPI document as the tests look at.
type document struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		Summary     string
		Security    []map[string][]string
		OperationID string `json:"operationId"`
		Parameters  []struct{ Name, Description string }
		Responses   map[string]struct {
			Content map[string]struct{ Schema map[string]any }
		}
	}
	Components struct {
		Schemas map[string]schema
	}
}

// A schema is as much of the description of a type.
type schema struct {
	Properties map[string]struct {
		Description string
		Ref         string `json:"$ref"`
		Items       struct {
			Ref string `json:"$ref"`
		}
		Enum []string
	}
}

func parsed(t *testing.T) (d document) {
	t.Helper()
	if err := json.Unmarshal(web.OpenAPI(), &d); err != nil {
		t.Fatal(err)
	}
	if d.OpenAPI != "3.1.0" || len(d.Paths) < 12 {
		t.Fatalf("got OpenAPI %s with %d paths", d.OpenAPI, len(d.Paths))
	}
	return d
}

// TestEveryRouteAsksWhoYouAre walks the description: a route that somebody adds is tested
// without being named here.
func TestEveryRouteAsksWhoYouAre(t *testing.T) {
	s := newSite(t)
	var open []string
	for path, methods := range parsed(t).Paths {
		for method, op := range methods {
			name := strings.ToUpper(method) + " " + path
			if len(op.Security) == 0 {
				open = append(open, name)
				continue
			}
			concrete := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x")
			body := ""
			if method == "post" {
				body = "{}"
			}
			if w := s.as(t, "", strings.ToUpper(method), concrete, body); w.Code != 401 {
				t.Errorf("%s signed out: %d", name, w.Code)
			}
		}
	}
	slices.Sort(open)
	if want := []string{"GET /api/demo", "GET /api/entrance", "GET /api/health", "GET /api/single", "GET /api/single/end", "GET /api/single/return", "POST /api/session"}; !slices.Equal(open, want) {
		t.Errorf("public are %v, want %v", open, want)
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	d := parsed(t)
	for path, methods := range d.Paths {
		for method, op := range methods {
			if op.Summary == "" {
				t.Errorf("%s %s has no summary", method, path)
			}
			for _, p := range op.Parameters {
				if p.Description == "" {
					t.Errorf("%s %s: parameter %s is not described", method, path, p.Name)
				}
			}
		}
	}
	for name, s := range d.Components.Schemas {
		for field, p := range s.Properties {
			if p.Description == "" {
				t.Errorf("%s.%s is not described", name, field)
			}
		}
	}
}

// TestTypesElsewhereAreDescribedAsTheyAre: words for a field that is gone mislead.
func TestTypesElsewhereAreDescribedAsTheyAre(t *testing.T) {
	schemas := parsed(t).Components.Schemas
	for name, fields := range web.Foreign() {
		for field := range fields {
			if _, ok := schemas[name].Properties[field]; !ok {
				t.Errorf("%s.%s is described but not there", name, field)
			}
		}
	}
}

func TestErrorsAreDescribedAsProblems(t *testing.T) {
	for path, methods := range parsed(t).Paths {
		for method, op := range methods {
			for status, r := range op.Responses {
				if status < "400" {
					continue
				}
				if got := r.Content["application/problem+json"].Schema["$ref"]; got != "#/components/schemas/Problem" {
					t.Errorf("%s %s %s is described as %v", method, path, status, got)
				}
			}
			if _, ok := op.Responses["500"]; !ok {
				t.Errorf("%s %s hides that it can fail", method, path)
			}
		}
	}
}

func TestTheDescriptionIsServed(t *testing.T) {
	w := newSite(t).as(t, "", "GET", "/api/openapi.json", "")
	if w.Code != 200 || w.Body.String() != string(web.OpenAPI()) {
		t.Errorf("got %d, %d bytes", w.Code, w.Body.Len())
	}
	if strings.Contains(w.Body.String(), "$schema") {
		t.Error("bodies have a field that depends on the host")
	}
}

// TestTheInterfaceKnowsThisDescription: the types of the interface are made from the copy.
func TestTheInterfaceKnowsThisDescription(t *testing.T) {
	kept, err := os.ReadFile("../ui/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(bytes.TrimSpace(kept)) != string(bytes.TrimSpace(web.OpenAPI())) {
		t.Error("ui/openapi.json is not the present description: run make api")
	}
}

// TestListsHaveCursors: a list that can grow without end is read page by page; each of the others
// says why it cannot.
func TestListsHaveCursors(t *testing.T) {
	const (
		program = "what the program brings along or the office has set up; it grows with neither cases nor time"
		people  = "as many as people sign in or work here"
		one     = "of one thing, which has few"
	)
	whole := map[string]string{
		"list-kinds": program, "list-petitions": "of one citizen, 200 at most", "list-relations": program, "list-laws": program, "list-limits": program, "list-holidays": program, "list-models": program, "list-procedures": program, "list-standards": program, "list-templates": program, "list-reasons": program, "list-verbs": program,
		"list-demo-accounts": program, "list-registers": program, "list-offices": program, "list-departments": program, "list-partners": program,
		"list-account-sessions": people, "list-sessions": people, "list-presences": people, "list-colleagues": people,
		"list-copies": one + ": at most 28 pairs", "list-paper-versions": one, "list-ties": "of the caller alone",
		"list-backtests": "at most five of a draft",
		"list-drafts":    "at most 500, the last changed: models that one office writes", "list-joints": "at most 200, the last opened; those of one matter by its id",
		"list-recusals": "ties in force of one office", "list-renewals": "of this life of the program",
	}
	for path, methods := range parsed(t).Paths {
		for _, op := range methods {
			if !strings.HasPrefix(op.OperationID, "list-") {
				continue
			}
			cursor := slices.ContainsFunc(op.Parameters, func(p struct{ Name, Description string }) bool { return p.Name == "cursor" })
			if why := whole[op.OperationID]; cursor == (why != "") {
				t.Errorf("%s: cursor %v, reason for none %q: there has to be one of them", path, cursor, why)
			}
			delete(whole, op.OperationID)
		}
	}
	for id := range whole {
		t.Errorf("there is no list %s", id)
	}
}

package web_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/web"
)

// unversioned are the acts on one thing that name no version of it, and why a stale view does no
// harm there. A new act on one thing takes If-Match, a version in its body, or a reason here.
func unversioned() map[string]string {
	const (
		own      = "it is the caller's own sign-in, and the present password or a code is asked"
		ends     = "it ends something; done twice it comes to the same"
		ongoing  = "it begins or stops work that has one state, and says so if it cannot"
		once     = "what it decides is decided once: a second one is refused or takes the place of the first, which stays in the record"
		adds     = "it adds, and overwrites nothing"
		question = "it asks and changes nothing"
	)
	return map[string]string{
		"POST /api/accounts/{id}/passwords": "a password takes the place of whatever was there", "POST /api/accounts/{id}/links": "refused where the account or the subject is linked already",
		"DELETE /api/accounts/{id}/factor": ends, "DELETE /api/accounts/{id}/lock": ends,
		"DELETE /api/accounts/{id}/sessions": ends, "DELETE /api/accounts/{id}/sessions/{session}": ends, "DELETE /api/sessions/{id}": own,
		"DELETE /api/uploads/{id}": ends, "DELETE /api/imports/{id}": ends, "DELETE /api/runs/{id}": ongoing, "DELETE /api/bulks/{id}": ongoing, "DELETE /api/decisions/{id}": once,
		"POST /api/uploads/{id}/match": question, "POST /api/uploads/{id}/preview": question,
		"POST /api/identities/{id}/decisions": once, "POST /api/recusals/{id}/liftings": once, "POST /api/alarms/{id}/findings": once,
		"POST /api/partners/{code}/confirmations": "the fingerprint it confirms is in its body", "POST /api/partners/{code}/ends": ends,
		"POST /api/drafts/{id}/backtests": ongoing, "DELETE /api/drafts/{id}/backtests": ongoing, "POST /api/drafts/{id}/labels": once, "POST /api/drafts/{id}/annex": question, "POST /api/bulks/{id}/undos": once,
		"POST /api/joints/{id}/files": adds, "POST /api/matters/{id}/remedies": ongoing, "POST /api/bulks/{id}/batches": ongoing, "POST /api/clues/{id}/report": question, "POST /api/joints/{id}/matters": adds,
	}
}

// TestActsNameAVersion: whoever changes one thing names the version of it that they were looking
// at, in If-Match or in the body, so that nobody overwrites what they have not seen.
func TestActsNameAVersion(t *testing.T) {
	var d struct {
		Paths      map[string]map[string]act
		Components struct {
			Schemas map[string]struct{ Required []string }
		}
	}
	if err := json.Unmarshal(web.OpenAPI(), &d); err != nil {
		t.Fatal(err)
	}
	used, reasons := map[string]bool{}, unversioned()
	for path, methods := range d.Paths {
		for method, op := range methods {
			if name := strings.ToUpper(method) + " " + path; method != "get" && strings.Contains(path, "{") {
				used[name] = true
				body := d.Components.Schemas[strings.TrimPrefix(op.RequestBody.Content["application/json"].Schema.Ref, "#/components/schemas/")].Required
				versioned := op.matches() || slices.Contains(body, "version") || slices.Contains(body, "seen")
				if versioned == (reasons[name] != "") {
					t.Errorf("%s: names a version %v, reason for none %q: there has to be one of them", name, versioned, reasons[name])
				}
			}
		}
	}
	for name := range reasons {
		if !used[name] {
			t.Errorf("%s: there is no such route", name)
		}
	}
}

// An act is an operation of the description, as far as the test asks.
type act struct {
	Parameters  []struct{ Name, In string }
	RequestBody struct {
		Content map[string]struct {
			Schema struct {
				Ref string `json:"$ref"`
			}
		}
	}
}

func (a act) matches() bool {
	return slices.ContainsFunc(a.Parameters, func(p struct{ Name, In string }) bool { return p.Name == "If-Match" && p.In == "header" })
}

// TestStaleChangesAreRefused: accounts and offices change only as they were seen.
func TestStaleChangesAreRefused(t *testing.T) {
	s := newSite(t)
	w := s.asks(t, access.Admin, "POST", "/api/accounts", `{"name":"lin","role":"handler","password":"`+password+`"}`)
	path := "/api/accounts/" + decode[web.AccountRow](t, w.Body).ID
	tag := s.as(t, access.Admin, "GET", path, "").Header().Get("ETag")
	for _, x := range []struct{ path, body string }{
		{path + "/positions", `{"display":"林","role":"handler","office":"home","department":""}`}, {path + "/states", `{"disabled":true}`},
	} {
		for match, status := range map[string]int{"": 422, `"0"`: 422, `"77"`: 409} {
			if w := s.asks(t, access.Admin, "POST", x.path, x.body, "If-Match", match); w.Code != status {
				t.Errorf("%s with %q: %d %s", x.path, match, w.Code, w.Body)
			}
		}
	}
	if w := s.asks(t, access.Admin, "POST", path+"/states", `{"disabled":true}`, "If-Match", tag); w.Code != 204 {
		t.Errorf("as it was seen: %d %s", w.Code, w.Body)
	}
	if w := s.asks(t, access.Admin, "POST", path+"/states", `{"disabled":false}`, "If-Match", tag); w.Code != 409 {
		t.Errorf("twice with one version: %d", w.Code)
	}
	const home = `{"id":"home","name":"青石县人民检察院","level":"county","division":"","parent":""}`
	for _, x := range []struct {
		match string
		code  int
	}{{"", 409}, {`"9"`, 409}, {`"x"`, 422}, {`"1"`, 204}, {`"1"`, 409}} {
		if w := s.asks(t, access.Admin, "POST", "/api/offices", home, "If-Match", x.match); w.Code != x.code {
			t.Errorf("office with %q: %d %s", x.match, w.Code, w.Body)
		}
	}
}

package web

import (
	"context"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// auditRoutes is what the API can do with the record of who did what.
func (s *Server) auditRoutes(api huma.API) {
	reads := needs(access.ReadAudit)
	route(s, api, also(get("/api/audit", "list-audit", "Who did what, and who looked at what", reads),
		"Of the caller's office or of one below it, looks of administrators included. The look at the record is recorded."), s.listAudit)
	route(s, api, get("/api/verbs", "list-verbs", "The sorts of acts that are recorded, in words", reads), s.listVerbs)
	route(s, api, also(get("/api/looks", "get-looks", "Who looked at one thing, and who took it out", reads),
		"At a clue, matter, court document, import or exchange, by its id. Looks at lists are not among them. The look at the record is recorded."), s.getLooks)
	route(s, api, get("/api/checkpoint", "get-checkpoint", "The newest signed checkpoint of the log", reads), s.getCheckpoint)
	route(s, api, also(get("/api/verification", "get-verification", "What came of the last check of the log", reads), "Since the program started."), s.getVerification)
	route(s, api, also(post("/api/verification", "verify-log", "Check the log from its first entry to its last", reads),
		"Answers at once; GET tells what came of it. Every hash is computed anew and compared with the log, its signed checkpoint and the database. While one runs, no other begins.", http.StatusConflict), s.verifyLog)
}

// An AuditRow is one act as an auditor reads it.
type AuditRow struct {
	ID      string            `json:"id" doc:"Id of the entry."`
	At      time.Time         `json:"at" doc:"When."`
	Actor   string            `json:"actor" doc:"Id of the account; local for the command line."`
	Verb    audit.Verb        `json:"verb" doc:"What was done or looked at."`
	Object  string            `json:"object" doc:"To what."`
	Detail  map[string]string `json:"detail" nullable:"false" doc:"What else was recorded, such as the purpose."`
	Place   int64             `json:"place" doc:"Place in the log that outsiders can check, from 1; 0 while on its way there."`
	Display string            `json:"display" doc:"Name of the account that acted; empty if it is none."`
	Kind    audit.Kind        `json:"kind" enum:"look,export,change,entry,admit,upkeep" doc:"What sort of act it is."`
	Says    fault.Text        `json:"says" doc:"The verb in words."`
	Named   string            `json:"object_display" doc:"Name of the account that it was done to; empty if it is none."`

	Withheld bool `json:"withheld" doc:"It tells of a matter that is known to few others: the details are left out, and, where it was done to that matter, who acted and on what."`
}

// auditRows names the people in entries, of those about which the caller may know.
func (s *Server) auditRows(ctx context.Context, c caller, entries []audit.Entry) ([]AuditRow, error) {
	entries, hidden, err := s.hushed(ctx, c, entries)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.Actor, e.Object)
	}
	names, err := s.Accounts.Names(ctx, unique(ids))
	if err != nil {
		return nil, err
	}
	rows := []AuditRow{}
	for i, e := range entries {
		if e.Detail == nil {
			e.Detail = map[string]string{}
		}
		rows = append(rows, AuditRow{e.ID, e.At, e.Actor, e.Verb, e.Object, e.Detail, e.Place, names[e.Actor].Display, e.Verb.Kind(), e.Verb.In(), names[e.Object].Display, hidden[i]})
	}
	return rows, nil
}

// ofMatter finds ids of matters in what an entry tells.
var ofMatter = regexp.MustCompile(`\bm-[0-9a-z-]+`)

// hushed returns entries without what tells of matters that are known to few and not to the
// caller, and which of them are about one: of these nothing stands but when it was and what sort
// of act. The log itself keeps all of it.
func (s *Server) hushed(ctx context.Context, c caller, entries []audit.Entry) ([]audit.Entry, []bool, error) {
	of := make([][]string, len(entries))
	var ids []string
	for i, e := range entries {
		of[i] = ofMatter.FindAllString(e.Object, -1)
		for _, says := range e.Detail {
			of[i] = append(of[i], ofMatter.FindAllString(says, -1)...)
		}
		ids = append(ids, of[i]...)
	}
	closed := map[string]bool{}
	for part := range slices.Chunk(unique(ids), 500) {
		few, err := s.Matters.Withheld(ctx, c.By, part)
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(closed, few)
	}
	out, hidden := slices.Clone(entries), make([]bool, len(entries))
	for i, e := range entries {
		if closed[e.Object] {
			hidden[i] = true
			out[i] = audit.Entry{ID: e.ID, At: e.At, Verb: e.Verb, Place: e.Place}
		} else if slices.ContainsFunc(of[i], func(id string) bool { return closed[id] }) {
			hidden[i], out[i].Detail = true, nil
		}
	}
	return out, hidden, nil
}

// unique returns each of a list once.
func unique(all []string) (list []string) {
	seen := map[string]bool{}
	for _, x := range all {
		if !seen[x] {
			seen[x] = true
			list = append(list, x)
		}
	}
	return list
}

// AuditPage is one page of the record.
type AuditPage struct {
	Items []AuditRow `json:"items" nullable:"false" doc:"In the order in which the acts took place, or the newest first."`
	Next  *string    `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listAudit(ctx context.Context, c caller, in *struct {
	OfficeQuery
	Cursor string     `query:"cursor" maxLength:"64" doc:"next of the page before; empty for the first page."`
	Limit  int        `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Entries on a page."`
	Newest bool       `query:"newest" doc:"The newest first."`
	Object string     `query:"object" maxLength:"256" doc:"Only of this clue, document, matter, import or account."`
	Actor  string     `query:"actor" maxLength:"64" doc:"Only of this account."`
	Verb   audit.Verb `query:"verb" maxLength:"64" doc:"Only acts of this sort."`
	Kind   audit.Kind `query:"kind" enum:"look,export,change,entry,admit,upkeep" doc:"Only acts of these sorts."`
	From   time.Time  `query:"from" doc:"Not before this moment."`
	Until  time.Time  `query:"until" doc:"Before this moment."`
}) (*struct{ Body AuditPage }, error) {
	office, err := s.audited(ctx, c, in.of(c), in.Object, in.Actor)
	if err != nil {
		return nil, err
	}
	f := audit.Filter{After: in.Cursor, Newest: in.Newest, Actor: in.Actor, Object: in.Object, Office: office, Verbs: in.Kind.Of(), From: in.From, Until: in.Until, Limit: in.Limit}
	if in.Verb != "" {
		f.Verbs = []audit.Verb{in.Verb}
	}
	found, err := s.Audit.List(ctx, f)
	if err != nil {
		return nil, err
	}
	page := AuditPage{}
	if len(found) == in.Limit {
		page.Next = next(found[len(found)-1].ID)
	}
	page.Items, err = s.auditRows(ctx, c, found)
	if in.Actor != "" || in.Object != "" { // that there is something would tell of whom or what it is
		page.Items = slices.DeleteFunc(page.Items, func(r AuditRow) bool { return r.Withheld && r.Object == "" })
	}
	return &struct{ Body AuditPage }{page}, err
}

// audited returns the office whose record may be read, and records that it is: of the first
// that is named, or of all.
func (s *Server) audited(ctx context.Context, c caller, office access.Office, of ...string) (string, error) {
	if err := s.Accounts.Reaches(ctx, c.By, access.ReadAudit, office); err != nil {
		return "", err
	}
	named := ""
	for _, x := range of {
		if named == "" {
			named = x
		}
	}
	return string(office), s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookAudit, Object: named, Office: string(office)})
}

// A VerbRow is a sort of act.
type VerbRow struct {
	ID   audit.Verb `json:"id" doc:"As it stands in the record."`
	Kind audit.Kind `json:"kind" enum:"look,export,change,entry,admit,upkeep" doc:"What sort of act it is."`
	Says fault.Text `json:"says" doc:"It in words."`
}

// VerbList is every sort of act.
type VerbList struct {
	Items []VerbRow `json:"items" nullable:"false" doc:"Those of a kind together."`
}

func (s *Server) listVerbs(context.Context, caller, *struct{}) (*struct{ Body VerbList }, error) {
	out := VerbList{Items: []VerbRow{}}
	for _, k := range audit.Kinds() {
		for _, v := range k.Of() {
			out.Items = append(out.Items, VerbRow{v, k, v.In()})
		}
	}
	return &struct{ Body VerbList }{out}, nil
}

// ForQuery names what somebody looks at something else for.
type ForQuery struct {
	For string `query:"for" maxLength:"64" doc:"Id of the clue or the matter on whose account it is looked at: who looked at that is then told of this look too."`
}

// lookedFor returns the clue or the matter that a look is for. It must be one that the caller
// may read: to others nothing can be ascribed.
func (s *Server) lookedFor(ctx context.Context, c caller, q ForQuery) (string, error) {
	var err error
	switch {
	case q.For == "":
	case strings.HasPrefix(q.For, "m-"):
		_, err = s.Matters.Get(ctx, c.By, matter.ID(q.For))
	default:
		_, err = s.Clues.Get(ctx, c.By, clue.ID(q.For))
	}
	return q.For, err
}

// A LookReport tells who looked at one thing.
type LookReport struct {
	Object     string       `json:"object" doc:"Id of the thing."`
	At         time.Time    `json:"at" doc:"When the report was made."`
	People     []Looker     `json:"people" nullable:"false" doc:"Whoever looked last comes first."`
	Days       []LooksOfDay `json:"days" nullable:"false" doc:"Days on which somebody looked, in order."`
	Items      []AuditRow   `json:"items" nullable:"false" doc:"The newest looks, at most 200."`
	Total      int          `json:"total" doc:"Looks and exports in the report."`
	Whole      bool         `json:"whole" doc:"There were no more: else it tells of the newest 10,000."`
	Checkpoint string       `json:"checkpoint" doc:"Newest checkpoint of the log in short, as it stands on papers; empty before anything is sealed."`
}

// A Looker is somebody who looked at a thing.
type Looker struct {
	Account    string      `json:"account" doc:"Id of the account; local for the command line."`
	Display    string      `json:"display" doc:"Name; empty if it is no account."`
	Role       access.Role `json:"role" doc:"What the person is employed to do now; empty if it is no account."`
	Department string      `json:"department" doc:"Where they work now."`
	Looks      int         `json:"looks" doc:"Times they looked."`
	Exports    int         `json:"exports" doc:"Times they took it out."`
	First      time.Time   `json:"first" doc:"The first time."`
	Last       time.Time   `json:"last" doc:"The last time."`
	Purposes   []string    `json:"purposes" nullable:"false" doc:"What for, where they had to say so."`
}

// LooksOfDay is how often somebody looked on a day.
type LooksOfDay struct {
	Day   law.Date `json:"day" doc:"The day."`
	Looks int      `json:"looks" doc:"Looks and exports."`
}

// mostRows is how many looks a report shows one by one.
const mostRows = 200

func (s *Server) getLooks(ctx context.Context, c caller, in *struct {
	OfficeQuery
	Object string `query:"object" required:"true" minLength:"1" maxLength:"256" doc:"Id of the clue, matter, document, import or exchange."`
}) (*struct{ Body LookReport }, error) {
	office, err := s.audited(ctx, c, in.of(c), in.Object)
	if err != nil {
		return nil, err
	}
	few, err := s.Matters.Withheld(ctx, c.By, []string{in.Object})
	if err != nil {
		return nil, err
	}
	if few[in.Object] {
		return nil, fault.NotFoundf("没有这个案件。", "There is no such matter.")
	}
	found, err := s.Audit.WhoLooked(ctx, in.Object, office)
	if err != nil {
		return nil, err
	}
	if found.Entries, _, err = s.hushed(ctx, c, found.Entries); err != nil {
		return nil, err
	}
	found.Tell()
	out := LookReport{Object: in.Object, At: s.Now(), People: []Looker{}, Days: []LooksOfDay{}, Total: len(found.Entries), Whole: found.Whole}
	if out.Items, err = s.auditRows(ctx, c, found.Entries[:min(len(found.Entries), mostRows)]); err != nil {
		return nil, err
	}
	if out.People, err = s.lookers(ctx, found.Lookers); err != nil {
		return nil, err
	}
	out.Days = lookDays(found.Entries)
	text, err := s.Checkpoint()
	if err != nil {
		return nil, err
	}
	if stamp, ok := audit.StampOf(text); ok {
		out.Checkpoint = stamp.String()
	}
	return &struct{ Body LookReport }{out}, nil
}

func (s *Server) lookers(ctx context.Context, found []audit.Looker) ([]Looker, error) {
	ids := make([]string, len(found))
	for i, l := range found {
		ids[i] = l.Account
	}
	names, err := s.Accounts.Names(ctx, ids)
	if err != nil {
		return nil, err
	}
	people := []Looker{}
	for _, l := range found {
		a := names[l.Account]
		people = append(people, Looker{l.Account, a.Display, a.Role, a.Department, l.Looks, l.Exports, l.First, l.Last, list(l.Purposes)})
	}
	return people, nil
}

// lookDays counts entries, the newest of which comes first, by day.
func lookDays(entries []audit.Entry) []LooksOfDay {
	days := []LooksOfDay{}
	for i := len(entries) - 1; i >= 0; i-- {
		day := law.DateOf(entries[i].At)
		if n := len(days); n == 0 || days[n-1].Day != day {
			days = append(days, LooksOfDay{Day: day})
		}
		days[len(days)-1].Looks++
	}
	return days
}

// A LogCheckpoint is the newest signed statement of the log.
type LogCheckpoint struct {
	Checkpoint string `json:"checkpoint" doc:"Signed note (c2sp.org/tlog-checkpoint); empty before anything is sealed. Keep it elsewhere: a history that is rewritten later does not fit it."`
}

func (s *Server) getCheckpoint(context.Context, caller, *struct{}) (*struct{ Body LogCheckpoint }, error) {
	text, err := s.Checkpoint()
	if err != nil {
		return nil, err
	}
	return &struct{ Body LogCheckpoint }{LogCheckpoint{text}}, nil
}

// A Verifier checks the log while the program runs, one check at a time.
type Verifier interface {
	// Begin begins a check; the error is Conflict while one runs.
	Begin() error
	// Last returns the check that runs or ran last; the zero value if there was none.
	Last() LogCheck
}

// A LogCheck is one check of the log.
type LogCheck struct {
	State    string       `json:"state" enum:"none,running,sound,unsound,failed" doc:"none: there was none since the program started. sound: nothing was changed, removed or reordered. failed: the log could not be read."`
	Began    *time.Time   `json:"began" doc:"When it began; null if there was none."`
	Ended    *time.Time   `json:"ended" doc:"When it ended; null if it did not."`
	Origin   string       `json:"origin" doc:"Name of the log."`
	Key      string       `json:"key" doc:"Public key that it was checked with: to be compared with the one kept elsewhere."`
	Entries  int64        `json:"entries" doc:"Entries that the signed checkpoint covers."`
	Root     string       `json:"root" doc:"Hash over them all."`
	Findings []LogFinding `json:"findings" nullable:"false" doc:"What is wrong; at most 100."`
	More     int          `json:"more" doc:"Further findings."`
}

// A LogFinding is one thing that is wrong with the log.
type LogFinding struct {
	Place int64      `json:"place" doc:"The entry, from 1; 0 if it is not about one entry."`
	File  string     `json:"file" doc:"File within the folder of the log; may be empty."`
	Says  fault.Text `json:"says" doc:"What is wrong."`
}

func (s *Server) getVerification(context.Context, caller, *struct{}) (*struct{ Body LogCheck }, error) {
	last := s.Verifier.Last()
	last.Findings = list(last.Findings)
	if last.State == "" {
		last.State = "none"
	}
	return &struct{ Body LogCheck }{last}, nil
}

func (s *Server) verifyLog(ctx context.Context, c caller, _ *struct{}) (*struct{}, error) {
	if err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.VerifyLog, Object: "log", Office: string(c.By.Office)}); err != nil {
		return nil, err
	}
	return nil, s.Verifier.Begin()
}

package web

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// clueRoutes is what the API can do with clues.
func (s *Server) clueRoutes(api huma.API) {
	const guarded = "409 if the clue has changed since If-Match (or version), is held by somebody else, or cannot take this step."
	on := func(path, id, summary string, right access.Right) huma.Operation {
		return also(post("/api/clues/{id}/"+path, id, summary, of(access.AClue, right, access.ReadClues)), guarded, http.StatusConflict)
	}
	route(s, api, also(get("/api/clues", "list-clues", "Clues, filtered and sorted", needs(access.ReadClues)),
		"Pages follow each other by cursor and are stable while clues are added. A search by q is recorded. What is put aside today is left out unless aside asks for it."), s.listClues)
	route(s, api, also(get("/api/clues/file", "export-clues", "Clues as JSON Lines", needs(access.ExportClues)),
		"The file that mingjian clue export writes, at most 10,000 clues, with a last line that says what it is and carries the newest checkpoint of the log. Names of people, sentences and values of records are left out unless masked is false and a purpose is stated. The export is recorded, with the hash."), s.exportClues)
	route(s, api, also(get("/api/clues/{id}", "get-clue", "Everything about one clue", of(access.AClue, access.ReadClues, access.ReadClues)),
		"The look is recorded. since tells what others did to the clue since the caller last looked."), s.getClue)
	route(s, api, also(get("/api/clues/{id}/report", "report-clue", "A clue as it may leave the office", of(access.AClue, access.ExportClues, access.ReadClues)),
		"Names of persons and numbers are hidden. The look is recorded."), s.reportClue)
	route(s, api, also(post("/api/clues/{id}/report", "take-clue-report", "Take a clue's report out, to be printed or saved", of(access.AClue, access.ExportClues, access.ReadClues)),
		"With the newest checkpoint of the log and its hash. The export is recorded, with the hash."), s.takeReport)
	route(s, api, also(post("/api/clues/{id}/moves", "move-clue", "Take a clue one step", of(access.AClue, access.MoveClues, access.ReadClues)),
		"found to screening or dismissed; screening to accepted, dismissed, transferred or found; dismissed to found. "+guarded, http.StatusConflict), s.moveClue)
	route(s, api, on("suppressions", "suppress-clue", "Put a clue aside until a day, or bring it back", access.MoveClues), s.suppressClue)
	route(s, api, on("holds", "hold-clue", "Hold a clue until a day, or free one's own", access.MoveClues), s.holdClue)
	route(s, api, on("assignments", "assign-clue", "Give a clue to an account until a day, or free it", access.AssignClues), s.assignClue)
	route(s, api, on("merges", "merge-clues", "Merge other clues into a clue, which then answers for all", access.MergeClues), s.mergeClues)
	route(s, api, on("splits", "split-clues", "Take members out of a clue again", access.MergeClues), s.splitClues)
	route(s, api, also(post("/api/claims", "claim-clue", "Begin screening the next clue that nobody has looked at", needs(access.MoveClues)),
		"The first free clue of the filter's order becomes the caller's. Two callers never get the same one. 404 if there is none."), s.claimClue)
	route(s, api, get("/api/reasons", "list-reasons", "Reasons for dismissing a clue", needs(access.ReadClues)), s.listReasons)

	route(s, api, also(post("/api/bulks", "start-bulk", "Choose up to 10,000 clues to be changed together", needs(access.MoveClues)),
		"Nothing is changed yet: POST /api/bulks/{id}/batches carries out the next 500, until state is done. To give clues to somebody else, the caller needs the right assign-clues."), s.startBulk)
	const own = "404 if the caller has not begun it."
	route(s, api, also(get("/api/bulks/{id}", "get-bulk", "How far a change of many clues is", of(access.AClue, access.MoveClues, access.ReadClues)), own), s.getBulk)
	route(s, api, also(post("/api/bulks/{id}/batches", "continue-bulk", "Carry out the next batch of a change, or of taking it back", of(access.AClue, access.MoveClues, access.ReadClues)),
		own+" One transaction for each batch. 409 while another request carries one out.", http.StatusConflict), s.continueBulk)
	route(s, api, also(del("/api/bulks/{id}", "cancel-bulk", "Stop a change between two batches", of(access.AClue, access.MoveClues, access.ReadClues)),
		own+" What was changed stays so until it is taken back.", http.StatusConflict), s.cancelBulk)
	route(s, api, also(post("/api/bulks/{id}/undos", "undo-bulk", "Begin to take a change back", of(access.AClue, access.MoveClues, access.ReadClues)),
		own+" Within 10 minutes of its end. POST /api/bulks/{id}/batches carries it out; clues that anybody has touched since stay as they are.", http.StatusConflict), s.undoBulk)
}

type suppressClueInput struct {
	ClueAct
	Body struct {
		Until   law.Date `json:"until,omitempty" doc:"Last day on which it is aside, ISO; left out, it is brought back."`
		Note    string   `json:"note,omitempty" maxLength:"2000" doc:"Why; at least 4 characters to put it aside."`
		Version int      `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
	}
}

func (s *Server) suppressClue(ctx context.Context, c caller, in *suppressClueInput) (*clueAnswer, error) {
	seen, err := in.seen(in.Body.Version)
	if err != nil {
		return nil, err
	}
	return s.changedClue(ctx, c)(s.Clues.Suppress(ctx, c.By, in.ID, clue.Suppression{Until: in.Body.Until, Note: in.Body.Note, Seen: seen}))
}

// A ClueAct is what every act on one clue carries.
type ClueAct struct {
	ID    clue.ID `path:"id" maxLength:"64" doc:"Id of the clue."`
	Match string  `header:"If-Match" maxLength:"40" doc:"ETag of the clue that the person was looking at."`
}

// seen returns the version that the person was looking at: by If-Match or in the body.
func (a ClueAct) seen(version int) (int, error) {
	n, ok := versionOf(a.Match)
	switch {
	case a.Match == "" && version > 0:
		return version, nil
	case !ok || version > 0 && version != n:
		return 0, fault.Invalidf("请求须带 If-Match（或 version），写明所见线索的版本（ETag），二者不能不同。", "The request needs If-Match (or version) with the ETag of the clue that was seen; the two may not differ.")
	}
	return n, nil
}

// A clueAnswer is one clue, with its version as the ETag.
type clueAnswer struct {
	ETag string `header:"ETag" doc:"Version of the clue; an act sends it back as If-Match."`
	Body ClueDetail
}

// changedClue answers with a clue that somebody has just changed.
func (s *Server) changedClue(ctx context.Context, c caller) func(clue.Detail, error) (*clueAnswer, error) {
	return func(d clue.Detail, err error) (*clueAnswer, error) {
		if err != nil {
			return nil, err
		}
		return s.clueDetail(ctx, c, d)
	}
}

func (s *Server) holdClue(ctx context.Context, c caller, in *struct {
	ClueAct
	Body struct {
		Until   law.Date `json:"until,omitempty" doc:"Last day on which it is the caller's, ISO; left out, the clue is freed."`
		Version int      `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
	}
}) (*clueAnswer, error) {
	seen, err := in.seen(in.Body.Version)
	if err != nil {
		return nil, err
	}
	h := clue.Hold{Until: in.Body.Until, Seen: seen}
	if !h.Until.IsZero() {
		h.Account = c.By.ID
	}
	return s.changedClue(ctx, c)(s.Clues.Hold(ctx, c.By, in.ID, h))
}

func (s *Server) assignClue(ctx context.Context, c caller, in *struct {
	ClueAct
	Body struct {
		Account string   `json:"account,omitempty" maxLength:"64" doc:"Id of the account; left out, the clue is freed."`
		Until   law.Date `json:"until,omitempty" doc:"Last day on which it is theirs, ISO."`
		Note    string   `json:"note,omitempty" maxLength:"2000" doc:"What they should know."`
		Version int      `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
	}
}) (*clueAnswer, error) {
	b := in.Body
	seen, err := in.seen(b.Version)
	if err != nil {
		return nil, err
	}
	return s.changedClue(ctx, c)(s.Clues.Hold(ctx, c.By, in.ID, clue.Hold{Account: b.Account, Until: b.Until, Note: b.Note, Seen: seen}))
}

func (s *Server) mergeClues(ctx context.Context, c caller, in *struct {
	ClueAct
	Body struct {
		Clues   []clue.Pick `json:"clues" minItems:"1" maxItems:"100" doc:"The clues that become members. Each keeps its finding, its history and what was decided of it."`
		Note    string      `json:"note" maxLength:"2000" doc:"Why they are one thing to answer for; at least 4 characters."`
		Version int         `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
	}
}) (*clueAnswer, error) {
	seen, err := in.seen(in.Body.Version)
	if err != nil {
		return nil, err
	}
	return s.changedClue(ctx, c)(s.Clues.Merge(ctx, c.By, in.ID, clue.Merging{Members: in.Body.Clues, Note: in.Body.Note, Seen: seen}))
}

func (s *Server) splitClues(ctx context.Context, c caller, in *struct {
	ClueAct
	Body struct {
		Clues   []clue.ID `json:"clues,omitempty" maxItems:"100" doc:"Ids of the members that are taken out; left out, all."`
		Note    string    `json:"note" maxLength:"2000" doc:"Why; at least 4 characters."`
		Version int       `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
	}
}) (*clueAnswer, error) {
	seen, err := in.seen(in.Body.Version)
	if err != nil {
		return nil, err
	}
	return s.changedClue(ctx, c)(s.Clues.Split(ctx, c.By, in.ID, clue.Splitting{Members: in.Body.Clues, Note: in.Body.Note, Seen: seen}))
}

// A ClueChoice is a filter of clues in the body of a request.
type ClueChoice struct {
	State       []clue.State `json:"state,omitempty" maxItems:"5" enum:"found,screening,accepted,dismissed,transferred" doc:"In any of these states; left out, in all."`
	Model       []string     `json:"model,omitempty" maxItems:"200" doc:"Of any of these models, by id; left out, of all."`
	Court       string       `json:"court,omitempty" maxLength:"200" doc:"With a case of a court whose name contains this."`
	SubjectKind string       `json:"subject_kind,omitempty" enum:"person,organisation,group" doc:"About this kind of subject; left out, all."`
	MinRisk     float64      `json:"min_risk,omitempty" minimum:"0" maximum:"1" doc:"Risk coefficient at least this."`
	Query       string       `json:"q,omitempty" maxLength:"200" doc:"As q of GET /api/clues."`
	Aside       clue.Aside   `json:"aside,omitempty" enum:"only,any" doc:"As aside of GET /api/clues."`
	Holder      string       `json:"holder,omitempty" maxLength:"64" doc:"As holder of GET /api/clues."`
	Free        bool         `json:"free,omitempty" doc:"As free of GET /api/clues."`
	Due         bool         `json:"due,omitempty" doc:"As due of GET /api/clues."`
	News        bool         `json:"news,omitempty" doc:"As news of GET /api/clues."`
}

func (x ClueChoice) filter(c caller) clue.Filter {
	return clue.Filter{States: x.State, Models: x.Model, Court: x.Court, SubjectKind: x.SubjectKind, MinRisk: x.MinRisk, Query: x.Query,
		Aside: x.Aside, Holder: holder(c, x.Holder), Free: x.Free, Due: x.Due, News: news(c, x.News)}
}

// news is the account since whose last look something must have happened; empty if that is not asked.
func news(c caller, asked bool) string {
	if asked {
		return c.By.ID
	}
	return ""
}

// holder is the account that a filter names: me is the caller.
func holder(c caller, name string) string {
	if name == "me" {
		return c.By.ID
	}
	return name
}

func (s *Server) claimClue(ctx context.Context, c caller, in *struct {
	Body struct {
		Until  law.Date   `json:"until" doc:"Last day on which the clue is the caller's, ISO."`
		Filter ClueChoice `json:"filter,omitempty" doc:"Among these; its states do not count."`
		Sort   string     `json:"sort,omitempty" enum:"risk,-risk,amount,-amount,cases,-cases,found_at,-found_at,changed_at,-changed_at,subject,-subject" doc:"Which comes first; greatest risk if left out."`
	}
}) (*clueAnswer, error) {
	f := in.Body.Filter.filter(c)
	f.Sort = in.Body.Sort
	d, err := s.Clues.Claim(ctx, c.By, clue.Claim{Filter: f, Until: in.Body.Until})
	if err != nil {
		return nil, err
	}
	// Whoever claims a clue is shown it: that look is recorded too.
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookClue, Object: string(d.ID), Office: string(d.Office)})
	if err != nil {
		return nil, fmt.Errorf("record the look at clue %s: %w", d.ID, err)
	}
	return s.clueDetail(ctx, c, d)
}

type bulkAnswer struct{ Body clue.Bulk }

func bulk(b clue.Bulk, err error) (*bulkAnswer, error) {
	if err != nil {
		return nil, err
	}
	return &bulkAnswer{b}, nil
}

type bulkID struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the change."`
}

func (s *Server) startBulk(ctx context.Context, c caller, in *struct {
	Body struct {
		Act    clue.BulkAct `json:"act" doc:"What is to be done to each clue."`
		Clues  []clue.Pick  `json:"clues,omitempty" maxItems:"10000" doc:"The clues by id; or filter."`
		Filter *ClueChoice  `json:"filter,omitempty" doc:"All clues that it chooses now; or clues."`
	}
}) (*bulkAnswer, error) {
	choice := clue.Choice{Picks: in.Body.Clues}
	if in.Body.Filter != nil {
		f := in.Body.Filter.filter(c)
		choice.Filter = &f
	}
	return bulk(s.Clues.StartBulk(ctx, c.By, in.Body.Act, choice))
}

func (s *Server) getBulk(ctx context.Context, c caller, in *bulkID) (*bulkAnswer, error) {
	return bulk(s.Clues.Bulk(ctx, c.By, in.ID))
}

func (s *Server) continueBulk(ctx context.Context, c caller, in *bulkID) (*bulkAnswer, error) {
	return bulk(s.Clues.Continue(ctx, c.By, in.ID))
}

func (s *Server) cancelBulk(ctx context.Context, c caller, in *bulkID) (*bulkAnswer, error) {
	return bulk(s.Clues.CancelBulk(ctx, c.By, in.ID))
}

func (s *Server) undoBulk(ctx context.Context, c caller, in *bulkID) (*bulkAnswer, error) {
	return bulk(s.Clues.UndoBulk(ctx, c.By, in.ID))
}

// A ClueSince is what others did to a clue since the caller last looked.
type ClueSince struct {
	Looked string       `json:"looked_at" doc:"When the caller last looked, RFC 3339; empty if never, or if the answer is not to a look."`
	Events []clue.Event `json:"events" nullable:"false" doc:"What others and scans did since, oldest first."`
}

func (s *Server) since(ctx context.Context, c caller, d clue.Detail) (ClueSince, error) {
	x, err := s.Clues.Look(ctx, c.By, d)
	if err != nil {
		return ClueSince{}, err
	}
	out := ClueSince{Events: told(x.Events, c.Lang)}
	if !x.Looked.IsZero() {
		out.Looked = x.Looked.Format("2006-01-02T15:04:05.000000Z07:00")
	}
	return out, nil
}

// happened says in words what an event did besides a move: to put aside, hold, take back.
func happened(e clue.Event) fault.Text {
	switch {
	case e.Kind == clue.PutAside && e.Until.IsZero():
		return fault.Text{ZH: "恢复处理。", EN: "Brought back."}
	case e.Kind == clue.PutAside:
		return fault.Text{ZH: fmt.Sprintf("暂缓至 %s。", e.Until), EN: fmt.Sprintf("Put aside until %s.", e.Until)}
	case e.Kind == clue.Held && e.Until.IsZero():
		return fault.Text{ZH: "不再由专人办理。", EN: "Freed."}
	case e.Kind == clue.Held:
		return fault.Text{ZH: fmt.Sprintf("由%s办理至 %s。", e.Whom, e.Until), EN: fmt.Sprintf("With %s until %s.", e.Whom, e.Until)}
	case e.Kind == clue.WasMerged && e.To == clue.Merged:
		return fault.Text{ZH: fmt.Sprintf("并入线索 %s。", e.Whom), EN: fmt.Sprintf("Merged into clue %s.", e.Whom)}
	case e.Kind == clue.WasMerged:
		return fault.Text{ZH: "其他线索并入。", EN: "Other clues were merged into it."}
	case e.Kind == clue.WasSplit && e.From == clue.Merged:
		return fault.Text{ZH: fmt.Sprintf("从线索 %s 拆出，恢复为%s。", e.Whom, e.To.In().ZH), EN: fmt.Sprintf("Taken out of clue %s: %s again.", e.Whom, e.To.In().EN)}
	case e.Kind == clue.WasSplit:
		return fault.Text{ZH: "拆出已并入的线索。", EN: "Members were taken out."}
	case e.Kind == clue.WasGone && e.Whom != "":
		return fault.Text{ZH: fmt.Sprintf("最近一次扫描不再命中已并入的线索 %s。", e.Whom), EN: fmt.Sprintf("The newest scan no longer finds clue %s, which is merged into it.", e.Whom)}
	case e.Kind == clue.WasGone:
		return fault.Text{ZH: "最近一次扫描不再命中。", EN: "The newest scan no longer finds it."}
	case e.Kind == clue.Undone:
		return fault.Text{ZH: "撤回批量操作，恢复为" + e.To.In().ZH + "。", EN: "A change of many clues was taken back: " + e.To.In().EN + " again."}
	}
	return fault.Text{}
}

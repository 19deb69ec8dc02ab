package matter

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// An ID names one matter: "m-" and digits that sort by the moment it was opened.
type ID string

// A Row is a matter as lists show it.
type Row struct {
	ID        ID            `json:"id" doc:"Made by the program." example:"m-000640d1f8a1b2c3-00000001-0123456789ab"`
	Office    access.Office `json:"-"`
	Procedure string        `json:"procedure" doc:"Id of the procedure it goes by."`
	Called    fault.Text    `json:"procedure_title" doc:"Name of the procedure."`
	Branch    string        `json:"branch" doc:"Line of work."`
	Year      int           `json:"year" doc:"Year of its number."`
	Number    int           `json:"number" doc:"Number among the matters of the procedure opened in the office in that year."`
	Title     string        `json:"title" doc:"What people call it."`
	Origin    string        `json:"origin" doc:"How it began."`
	State     string        `json:"state" doc:"Where it stands."`
	Stands    fault.Text    `json:"state_title" doc:"Name of the state."`
	Outcome   string        `json:"outcome" doc:"How it ended; empty while it is open."`
	Closed    bool          `json:"closed" doc:"It has ended."`
	Waits     string        `json:"waits" doc:"Whose approval it waits for: leader, committee, or empty."`
	Lead      string        `json:"lead" doc:"Display name of who handles it; empty if nobody does."`
	NextDue   law.Date      `json:"next_due" doc:"The next last day; empty if none runs."`
	Overdue   bool          `json:"overdue" doc:"That day has passed."`
	Promised  law.Date      `json:"promised_on" doc:"The day by which what was found was promised to be mended; empty if none was named."`
	Remedied  string        `json:"remedied" doc:"What later data say of that promise: stopped, continues, not_enough; empty until they were asked."`
	Version   int           `json:"state_version" doc:"Counts changes; an act names the version that the person was looking at."`
	OpenedAt  time.Time     `json:"opened_at" doc:"When it was opened here."`
	ChangedAt time.Time     `json:"changed_at" doc:"When anything in it last changed."`
	Urgent    bool          `json:"urgent" doc:"It goes first, by a rule of its procedure."`
	secret    bool          // known to its members and the leaders of its office only
	lead      string        // id of the account
	rules     string        // hash of the text of its procedure
	press     string        // where it stands in the order of urgency
}

// A Detail is everything about one matter.
type Detail struct {
	Row
	Course   Matter     `json:"course" doc:"How it has gone, as its procedure sees it."`
	Members  []Member   `json:"members" nullable:"false" doc:"Who handles it."`
	Parties  []Party    `json:"parties" nullable:"false" doc:"Whom it concerns."`
	Links    []Link     `json:"links" nullable:"false" doc:"Other matters that it belongs to, of those that whoever asks may see."`
	Clues    []clue.ID  `json:"clues" nullable:"false" doc:"Clues it was opened on or that joined it."`
	Tasks    []Task     `json:"tasks" nullable:"false" doc:"Things to do, open ones first."`
	Papers   []PaperRow `json:"papers" nullable:"false" doc:"Papers, in the order in which they were drafted."`
	Evidence []Evidence `json:"evidence" nullable:"false" doc:"Evidence, with who has held it."`
	Events   []Event    `json:"events" nullable:"false" doc:"Everything that was done, oldest first."`
	Choices  []Choice   `json:"choices" nullable:"false" doc:"Steps that whoever asks could take next."`
	Counted  []string   `json:"counted" nullable:"false" doc:"Statistics that it is counted in as it stands."`
	Law      []law.Ref  `json:"law" nullable:"false" doc:"Articles that its procedure rests on."`
	Masked   bool       `json:"masked" doc:"Sensitive fields are hidden: nobody has said what they are needed for."`
	Purpose  string     `json:"purpose" doc:"For what the sensitive fields are shown, as it was recorded; empty while they are hidden."`

	sensitive map[string]bool // fields that the procedure calls so
}

// A Member is somebody who handles a matter.
type Member struct {
	Account string `json:"account" doc:"Id of the account."`
	Display string `json:"display" doc:"Name."`
	Part    string `json:"part" enum:"lead,member" doc:"lead answers for it."`
}

// A Party is somebody whom a matter concerns.
type Party struct {
	ID         string `json:"id" doc:"Made by the program."`
	Kind       string `json:"kind" enum:"person,organisation,court,agency" doc:"What they are."`
	Part       string `json:"part" doc:"Their part: applicant, other side, court …"`
	Name       string `json:"name" doc:"Name."`
	Identifier string `json:"identifier" doc:"Identity or credit code, masked unless a purpose was stated."`
	Note       string `json:"note" doc:"Anything else."`
}

// A Task is one thing to do.
type Task struct {
	ID       string     `json:"id" doc:"Made by the program."`
	Matter   ID         `json:"matter" doc:"Matter it belongs to."`
	Of       string     `json:"matter_title" doc:"What people call the matter."`
	Title    fault.Text `json:"title" doc:"What is to be done."`
	Role     string     `json:"role" doc:"Role of who has to do it, if it comes from a step."`
	Assignee string     `json:"assignee" doc:"Id of the account that has to do it; empty: anybody of the role."`
	Deadline string     `json:"deadline" doc:"Deadline of the matter that it belongs to; empty if to none."`
	Due      law.Date   `json:"due" doc:"Last day; empty if there is none."`
	MadeAt   time.Time  `json:"made_at" doc:"When it was made."`
	Done     bool       `json:"done" doc:"It is done, or needed no longer."`
	DoneAt   time.Time  `json:"done_at" doc:"When; the zero time while it is open."`
	DoneBy   string     `json:"done_by" doc:"Id of who did it; empty if its deadline ended."`
	Version  int        `json:"version" doc:"Counts changes."`

	press string // where it stands in the order of urgency
}

// Evidence is one piece of evidence of a matter.
type Evidence struct {
	ID       string    `json:"id" doc:"Made by the program."`
	Title    string    `json:"title" doc:"What it is."`
	Kind     string    `json:"kind" enum:"document,object,witness,party-statement,audio-video,electronic,expert-opinion,inspection" doc:"Kind of evidence."`
	Source   string    `json:"source" doc:"From whom and how it was obtained."`
	Obtained law.Date  `json:"obtained" doc:"Day on which it was obtained."`
	Proves   string    `json:"proves" doc:"What it is to prove."`
	SHA256   string    `json:"sha256" doc:"Hash of the file; empty if it is no file."`
	Custody  []Custody `json:"custody" nullable:"false" doc:"Who has held it, oldest first."`
}

// EvidenceKinds returns the kinds of evidence, as the procedure laws list them.
func EvidenceKinds() []string {
	return []string{"document", "object", "witness", "party-statement", "audio-video", "electronic", "expert-opinion", "inspection"}
}

// A Custody is one hand that evidence passed into.
type Custody struct {
	At     time.Time `json:"at" doc:"When."`
	By     string    `json:"by" doc:"Display name of who recorded it."`
	Holder string    `json:"holder" doc:"Who has held it since then."`
	Note   string    `json:"note" doc:"Why it changed hands."`
}

// An Event is one thing that was done in a matter. It never changes.
type Event struct {
	N     int             `json:"n" doc:"Counts from 1."`
	At    time.Time       `json:"at" doc:"When it was recorded."`
	Actor string          `json:"actor" doc:"Id of who did it."`
	By    string          `json:"by" doc:"Display name of who did it, as it was then."`
	Kind  string          `json:"kind" enum:"opened,taken,proposed,approved,returned,explained,accepted,recounted,issued,joined,member,party,task,evidence,custody,paper,note,link" doc:"What sort of thing it was."`
	What  string          `json:"what" doc:"Step, deadline, clue … that it was about."`
	On    law.Date        `json:"on" doc:"Day on which it happened; empty where only the moment counts."`
	Body  json.RawMessage `json:"body" doc:"What was given."`
}

// line checks one line of text that a person typed.
func line(zh, en, s string, least, most int) (string, error) {
	s = strings.TrimSpace(s)
	if n := utf8.RuneCountInString(s); n < least || n > most || !db.Storable(s) {
		return "", fault.New(fault.Invalid, "“%[1]s”须为 %[3]d 至 %[4]d 个字，不能有控制字符。", "%[2]s has %[3]d to %[4]d characters, and no control characters.", zh, en, least, most)
	}
	return s, nil
}

// A text is one that a person typed, with its name and how long it may be.
type text struct {
	zh, en      string
	typed       *string
	least, most int
}

// lines checks several texts; it stops at the first that cannot be used.
func lines(all ...text) (err error) {
	for _, x := range all {
		if *x.typed, err = line(x.zh, x.en, *x.typed, x.least, x.most); err != nil {
			return err
		}
	}
	return nil
}

// masked hides all but the ends of an identifier.
func masked(id string) string {
	r := []rune(id)
	if len(r) <= 4 {
		return strings.Repeat("*", len(r))
	}
	return string(r[:2]) + strings.Repeat("*", len(r)-4) + string(r[len(r)-2:])
}

// Cite returns the number of a matter as people write it.
func (r Row) Cite() string { return fmt.Sprintf("〔%d〕%d号", r.Year, r.Number) }

package dispatch

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Law names the article that something rests on.
type Law struct {
	Law     string `json:"law" minLength:"1" maxLength:"200" doc:"Id of the law in the register."`
	Version string `json:"version" minLength:"1" maxLength:"40" doc:"Its version."`
	Article string `json:"article" minLength:"1" maxLength:"40" doc:"The article."`
}

// A Summary tells of a clue what the recipient needs to decide whether it is theirs to
// answer for: nothing in it names or identifies a person.
type Summary struct {
	Model      fault.Text   `json:"model" doc:"Title of the supervision model."`
	ModelID    string       `json:"model_id" maxLength:"200" doc:"Id of the model."`
	Version    int          `json:"version" minimum:"1" doc:"Version of the model."`
	Subject    string       `json:"subject" maxLength:"40" doc:"What the clue is about: person, organisation, group, record."`
	Risk       float64      `json:"risk" minimum:"0" maximum:"1" doc:"Risk coefficient: a reason to look, never a verdict."`
	Cases      int          `json:"cases" minimum:"0" doc:"Number of cases it rests on."`
	Courts     []string     `json:"courts" nullable:"false" maxItems:"1000" doc:"Courts of those cases."`
	Amount     float64      `json:"amount" doc:"Sum claimed in those cases, yuan."`
	From       string       `json:"from" maxLength:"10" doc:"Earliest date of those cases, ISO; empty if unknown."`
	To         string       `json:"to" maxLength:"10" doc:"Latest date, ISO; empty if unknown."`
	Indicators []fault.Text `json:"indicators" nullable:"false" maxItems:"100" doc:"Titles of the indicators that it shows."`
	Against    int          `json:"against" minimum:"0" doc:"How many things speak against it."`
}

// An Offer opens an exchange about a clue.
type Offer struct {
	Summary Summary         `json:"summary" doc:"What may be read before the clue is accepted."`
	Content json.RawMessage `json:"content,omitempty" doc:"The whole finding, as mingjian clue list --json prints it; absent if it follows the acceptance."`
	Due     string          `json:"due" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Day by whose end an answer is asked for."`
	Basis   []Law           `json:"basis" nullable:"false" maxItems:"50" doc:"By what right it is transferred."`
	Duty    []Law           `json:"duty,omitempty" maxItems:"50" doc:"Rules by which the recipient may neither refuse nor return it; absent if there is none."`
	Note    string          `json:"note,omitempty" maxLength:"4000" doc:"What the sender says."`
}

// A Notice is a step that says nothing but itself, and perhaps a note.
type Notice struct {
	Note string `json:"note,omitempty" maxLength:"4000" doc:"What the sender says."`
}

// A Reasoned is a step that must say why.
type Reasoned struct {
	Reason string `json:"reason" minLength:"4" maxLength:"4000" doc:"Why."`
}

// A Content is the whole clue, after it was accepted.
type Content struct {
	Content json.RawMessage `json:"content" doc:"The whole finding, as mingjian clue list --json prints it."`
}

// A JointPlan is who does what in a matter that several agencies work on together. A later
// plan replaces an earlier one.
type JointPlan struct {
	Lead  string `json:"lead" maxLength:"40" doc:"Code of the agency that leads."`
	Tasks []Task `json:"tasks" nullable:"false" maxItems:"500" doc:"What is to be done."`
	Note  string `json:"note,omitempty" maxLength:"4000" doc:"What else was agreed."`
}

// A Task is one thing to do in a joint plan.
type Task struct {
	What string `json:"what" minLength:"1" maxLength:"1000" doc:"What is to be done."`
	Who  string `json:"who" maxLength:"40" doc:"Code of the agency that does it."`
	Due  string `json:"due,omitempty" maxLength:"10" doc:"By when, ISO date."`
	Done string `json:"done,omitempty" maxLength:"10" doc:"Since when it is done, ISO date."`
}

// An Outcome is what came of a clue.
type Outcome struct {
	Code   string  `json:"code" enum:"established,partly,not_established,filed,not_filed,convicted,rectified,other" doc:"What was found or done: established 属实, partly 部分属实, not_established 不属实, filed 已立案, not_filed 不予立案, convicted 已判决, rectified 已整改, other 其他."`
	Says   string  `json:"says" minLength:"1" maxLength:"4000" doc:"In words."`
	Amount float64 `json:"amount,omitempty" minimum:"0" doc:"Loss avoided or recovered, yuan."`
	Number string  `json:"number,omitempty" maxLength:"200" doc:"Number of the case or document of the sender."`
}

// An Inquiry asks for records.
type Inquiry struct {
	Standard      string `json:"standard" minLength:"1" maxLength:"80" doc:"Id of the data standard whose records are asked for."`
	Scope         string `json:"scope" minLength:"1" maxLength:"4000" doc:"Which records: of whom, from when until when."`
	Authorisation string `json:"authorisation" minLength:"1" maxLength:"200" doc:"Number of the document that authorises it."`
	Purpose       string `json:"purpose" minLength:"1" maxLength:"400" doc:"For what."`
	Due           string `json:"due" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"By when."`
	Basis         []Law  `json:"basis" nullable:"false" maxItems:"50" doc:"By what right."`
}

// A Paper is an official document: a suggestion, a protest, a reply, a decision. Its text is
// the attachment.
type Paper struct {
	Number string `json:"number" minLength:"1" maxLength:"200" doc:"Its number."`
	Title  string `json:"title" minLength:"1" maxLength:"400" doc:"Its title."`
	Says   string `json:"says,omitempty" maxLength:"20000" doc:"What it says, if it is not attached."`
	Due    string `json:"due,omitempty" maxLength:"10" doc:"Day by whose end an answer is due; empty if none is."`
	Basis  []Law  `json:"basis" nullable:"false" maxItems:"50" doc:"What it rests on."`
	Adopts string `json:"adopts,omitempty" enum:",yes,partly,no" doc:"Of a reply or decision: whether it does what was asked."`
}

// A Receipts tells what became of dispatches that arrived.
type Receipts struct {
	Items []Received `json:"items" nullable:"false" maxItems:"10000" doc:"One for each."`
}

// A Received is the receipt of one dispatch.
type Received struct {
	ID     string    `json:"id" pattern:"^d-[0-9a-f]{32}$" doc:"The dispatch."`
	SHA256 string    `json:"sha256" pattern:"^[0-9a-f]{64}$" doc:"Hash of the signed text that arrived."`
	At     time.Time `json:"at" doc:"When it arrived."`
	Fate   Fate      `json:"fate" enum:"taken,noted,waiting,unknown,refused" doc:"What became of it."`
	Says   string    `json:"says,omitempty" maxLength:"1000" doc:"Why it was refused."`
	Entry  string    `json:"entry" maxLength:"200" doc:"Its entry in the audit log of the recipient."`
}

// A Fate is what became of a dispatch that arrived.
type Fate string

// The fates.
const (
	Taken   Fate = "taken"   // 已生效
	Noted   Fate = "noted"   // 已收悉，无效果: another step had crossed it
	Waiting Fate = "waiting" // 待前件: one sent before it has not arrived
	Unknown Fate = "unknown" // 种类未识别，已留存
	Refuse  Fate = "refused" // 拒收
)

// In returns the name of the fate for people.
func (f Fate) In() fault.Text {
	return map[Fate]fault.Text{
		Taken: {ZH: "已生效", EN: "taken"}, Noted: {ZH: "已收悉，不生效", EN: "noted, without effect"},
		Waiting: {ZH: "待前件到达", EN: "waiting for one sent before"},
		Unknown: {ZH: "种类未识别，已留存", EN: "kept, not understood"}, Refuse: {ZH: "拒收", EN: "refused"},
	}[f]
}

// A SignedCheckpoint is a checkpoint of the sender's audit log, to be countersigned.
type SignedCheckpoint struct {
	Text string `json:"text" minLength:"1" maxLength:"20000" doc:"The checkpoint as the log signed it."`
}

// data returns an empty value of what the kind carries, or nil for a kind that is not known.
func (k Kind) data() any {
	switch k {
	case ClueOffer:
		return &Offer{}
	case ClueContent:
		return &Content{}
	case ClueRefuse, ClueReturn, ClueInsist, ClueWithdraw, RecordsRefuse, JointDecline:
		return &Reasoned{}
	case CluePreview, ClueAccept, ClueRetake, ClueExpire, Progress, Records, JointJoin:
		return &Notice{}
	case Plan:
		return &JointPlan{}
	case Result, JointEnd:
		return &Outcome{}
	case JointInvite:
		return &Invitation{}
	case JointChange:
		return &JointChanges{}
	case RecordsAsk:
		return &Inquiry{}
	case Suggestion, ProtestRequest, Protest, Reply, RetrialDecision:
		return &Paper{}
	case Receipt:
		return &Receipts{}
	case Checkpoint:
		return &SignedCheckpoint{}
	}
	return nil
}

// Schema returns the JSON Schema of what the kind carries, or nil for a kind that is not
// known.
func (k Kind) Schema() ([]byte, error) {
	registry, s := k.schema()
	if s == nil {
		return nil, nil
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	defs, err := json.Marshal(registry.Map())
	if err != nil {
		return nil, err
	}
	var doc map[string]any
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	doc["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	doc["$id"] = schemaURN + string(k) + ":1"
	doc["title"] = k.In().ZH
	doc["$defs"] = json.RawMessage(defs)
	return json.MarshalIndent(doc, "", "  ")
}

// A shape is the schema of what a kind carries, with what it refers to.
type shape struct {
	registry huma.Registry
	schema   *huma.Schema
}

// shapes holds the shape of every kind, made once: to make one costs more than to use it.
var shapes = sync.OnceValue(func() map[Kind]shape {
	all := map[Kind]shape{}
	for _, k := range append(Kinds(), Receipt, Checkpoint) {
		registry := huma.NewMapRegistry("#/$defs/", huma.DefaultSchemaNamer)
		s := shape{registry, huma.SchemaFromType(registry, reflect.TypeOf(k.data()).Elem())}
		all[k] = s
	}
	return all
})

func (k Kind) schema() (huma.Registry, *huma.Schema) {
	s := shapes()[k]
	return s.registry, s.schema
}

// Read reads what d carries into a value of its kind, checked against the schema.
func (d Dispatch) Read() (any, error) {
	v, err := d.valid()
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(d.Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return nil, badData(d.Kind, err)
	}
	return v, nil
}

// valid checks what d carries against the schema and returns an empty value of its kind.
func (d Dispatch) valid() (any, error) {
	v := d.Kind.data()
	if v == nil {
		return nil, fault.Invalidf("没有移送种类 %q。", "There is no kind of dispatch %q.", d.Kind)
	}
	var loose any
	if err := json.Unmarshal(d.Data, &loose); err != nil {
		return nil, badData(d.Kind, err)
	}
	registry, schema := d.Kind.schema()
	var found huma.ValidateResult
	huma.Validate(registry, schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, loose, &found)
	if len(found.Errors) > 0 {
		return nil, badData(d.Kind, withoutValues(found.Errors))
	}
	if bytes.Contains(d.Data, []byte(`\u0000`)) { // the only way in which JSON can write it
		if err := checkTexts(loose); err != nil {
			return nil, badData(d.Kind, err)
		}
	}
	return v, nil
}

// withoutValues keeps where and what, and leaves out the values, which may be personal.
func withoutValues(errs []error) error {
	var parts []string
	for _, err := range errs {
		var detail *huma.ErrorDetail
		if errors.As(err, &detail) {
			parts = append(parts, detail.Location+": "+detail.Message)
		}
	}
	return errors.New(strings.Join(parts, "; "))
}

func badData(k Kind, err error) error {
	return fault.Invalidf("%s的内容不合格式。", "The data of this %[2]s does not fit its schema.", k.In().ZH, string(k)).Because(err)
}

// checkTexts refuses what the databases cannot keep.
func checkTexts(v any) error {
	switch v := v.(type) {
	case string:
		if !db.Storable(v) || !utf8.ValidString(v) {
			return errors.New("a text has a NUL character")
		}
	case []any:
		for _, x := range v {
			if err := checkTexts(x); err != nil {
				return err
			}
		}
	case map[string]any:
		for k, x := range v {
			if err := errors.Join(checkTexts(k), checkTexts(x)); err != nil {
				return err
			}
		}
	}
	return nil
}

var isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// Due returns the day by which what d carries asks for an answer, or nothing.
func Due(v any) string {
	var due string
	switch v := v.(type) {
	case *Offer:
		due = v.Due
	case *Inquiry:
		due = v.Due
	case *Paper:
		due = v.Due
	case *Invitation:
		due = v.Due
	}
	if !isoDay.MatchString(due) {
		return ""
	}
	return due
}

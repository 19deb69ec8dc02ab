// Package record reads court documents as courts write them. Parse takes the text
// of one document and returns its fields, each with the characters it was read
// from, and a list of what it could not read. It judges nothing: whether a fact
// means anything is for the models to say.
package record

import (
	"encoding/json"
	"strconv"
)

// A Span is a half-open range of characters (Unicode code points, not bytes) of the
// document's text, counted from 0. The zero Span means that the place is not known.
// In JSON it is the array [start, end], or null.
type Span struct{ Start, End int }

// Known reports whether the span names a place.
func (s Span) Known() bool { return s.End > s.Start }

// MarshalJSON writes [start,end], or null for the zero span.
func (s Span) MarshalJSON() ([]byte, error) {
	if !s.Known() {
		return []byte("null"), nil
	}
	b := append(make([]byte, 0, 24), '[') // by hand: a document has hundreds of spans
	b = append(strconv.AppendInt(b, int64(s.Start), 10), ',')
	return append(strconv.AppendInt(b, int64(s.End), 10), ']'), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Span) UnmarshalJSON(b []byte) error {
	var p *[2]int
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	if p == nil {
		*s = Span{}
		return nil
	}
	*s = Span{p[0], p[1]}
	return nil
}

// A Judgment is one court document as the court wrote it. It knows no database, no
// file and no HTTP. Empty means that the document does not say or that the reader
// could not tell; Defects tells which of the two where it matters.
//
// Dates are ISO 8601 (2016-06-22). Amounts are yuan. A masked name (张某, 李某1, 王×)
// is kept as written.
type Judgment struct {
	ID        string    `json:"id"`
	Court     string    `json:"court,omitempty"`      // as written, without the prefix 中华人民共和国 only where the text has none
	CourtCode string    `json:"court_code,omitempty"` // code in the court list (0010000 …); empty if not found there
	CaseNo    string    `json:"case_no,omitempty"`    // normal form: （2018）粤0303民初23663号, full-width round brackets
	DocType   DocType   `json:"doc_type,omitempty"`
	Procedure Procedure `json:"procedure,omitempty"`
	Cause     string    `json:"cause,omitempty"`      // words of the text, ending in 纠纷 or as the cause table writes it; of a criminal paper the charge (盗窃罪), of an administrative suit the act attacked (工伤认定)
	FiledOn   string    `json:"filed_on,omitempty"`   // 立案
	HeardOn   string    `json:"heard_on,omitempty"`   // 开庭
	DecidedOn string    `json:"decided_on,omitempty"` // signature date

	Branch        Branch      `json:"branch,omitempty"`
	CaseNoParts   *CaseNumber `json:"case_no_parts,omitempty"`
	PriorCases    []PriorCase `json:"prior_cases,omitempty"`    // other decisions that the text names by their number
	CourtLevel    int         `json:"court_level,omitempty"`    // 1 supreme, 2 high, 3 intermediate, 4 basic; from the court list, else from the name
	CourtDivision string      `json:"court_division,omitempty"` // six digits of GB/T 2260 of the area the court is named after; of an area that is no more, of its city
	CauseCode     string      `json:"cause_code,omitempty"`     // id in reference/causes.csv, the same for all names that a cause has had
	CauseTable    string      `json:"cause_table,omitempty"`    // version of the table: 2008, 2011, 2020 or 2025, that of the day of filing or decision if it has the cause; empty if none has
	Track         Track       `json:"track,omitempty"`
	Bench         Bench       `json:"bench,omitempty"`
	Announced     *bool       `json:"announced,omitempty"`    // papers were served by public announcement (公告送达)
	ServedOn      string      `json:"served_on,omitempty"`    // ISO date of service, or of its announcement
	AppealCourt   string      `json:"appeal_court,omitempty"` // as written
	AppealDays    int         `json:"appeal_days,omitempty"`  // days for the appeal
	Clerks        []string    `json:"clerks,omitempty"`       // 书记员, 法官助理

	Parties []Party `json:"parties,omitempty"`
	Judges  []Judge `json:"judges,omitempty"`

	Claims      []Claim           `json:"claims,omitempty"`
	Orders      []Order           `json:"orders,omitempty"` // disposition, or terms of the settlement
	Costs       []Cost            `json:"costs,omitempty"`
	Citations   []Citation        `json:"citations,omitempty"`
	Repayments  []Repayment       `json:"repayments,omitempty"`
	Notes       []Note            `json:"notes,omitempty"`
	Securities  []Security        `json:"securities,omitempty"`
	Spouse      string            `json:"spouse,omitempty"` // SpouseJoined or SpouseNotJoined; empty if the text names none
	Evidence    []Evidence        `json:"evidence,omitempty"`
	Objections  []Objection       `json:"objections,omitempty"`
	Enforcement *EnforcementFacts `json:"enforcement,omitempty"`

	ClaimAmount       *float64     `json:"claim_amount,omitempty"`  // principal claimed, or the total claimed where no principal is named
	ClaimForeign      []ForeignSum `json:"claim_foreign,omitempty"` // the same in other currencies, one for each; not part of ClaimAmount but where Yuan says so
	Loans             []Loan       `json:"loans,omitempty"`
	AbsentDefendant   *bool        `json:"absent_defendant,omitempty"`   // at least one defending party did not appear
	DefendantDisputes *bool        `json:"defendant_disputes,omitempty"` // an appearing defending party contests existence, amount, liability or terms; null if none answered
	Guarantee         *bool        `json:"guarantee,omitempty"`          // null unless the case is about a loan
	Outcome           Outcome      `json:"outcome,omitempty"`

	Amounts     []Amount     `json:"amounts,omitempty"`
	Identifiers []Identifier `json:"identifiers,omitempty"` // numbers and signs that tell persons, accounts, vehicles and deeds apart, in their order
	Elements    []Element    `json:"elements,omitempty"`
	Sections    []Section    `json:"sections,omitempty"`
	Defects     []Defect     `json:"defects,omitempty"`

	// Spans holds the place of each single-valued field above, by its JSON name.
	Spans map[string]Span `json:"spans,omitempty"`
	// Confidence holds, by the same names, how sure the reader is: the share of documents in
	// which a value read by the same rule was right on labelled documents, where that has been
	// measured, else one of the steps Formal, Led and Guessed. Lists carry it with each item.
	Confidence map[string]float64 `json:"confidence,omitempty"`

	// Bands are locality-sensitive hashes of the facts and reasoning: two documents
	// that share a band are probably near-identical there. Only Index makes them. Not printed.
	Bands []uint64 `json:"-"`
	// Passages are the fingerprints of the claims, the defence, the facts and the reasoning, in
	// the order of the text, by which copied passages are found. Only Index makes them. Not
	// printed.
	Passages []Passage `json:"-"`
}

// How sure the reader is of a value, by how it was read. docs/accuracy.md tells how often
// values of each step were right.
const (
	Formal  = 0.99 // from its fixed place in the form of the document, checked against a table or a grammar
	Led     = 0.9  // from words that announce it
	Guessed = 0.7  // from what stands around it
)

// A DocType is the kind of paper.
type DocType string

// The kinds of paper a court issues.
const (
	JudgmentDoc  DocType = "judgment"      // 判决书
	Ruling       DocType = "ruling"        // 裁定书
	Mediation    DocType = "mediation"     // 调解书
	Decision     DocType = "decision"      // 决定书, 财产分配方案
	PaymentOrder DocType = "payment_order" // 支付令
	Notice       DocType = "notice"        // 通知书 of any sort, 限制消费令
)

// A Procedure is the kind of proceeding the paper belongs to.
type Procedure string

// The proceedings.
const (
	First             Procedure = "first"          // 一审 (民初, 民撤, old 民一初 …)
	Second            Procedure = "second"         // 二审 (民终, 民辖终)
	Retrial           Procedure = "retrial"        // 再审 (民再, old 民提)
	RetrialReview     Procedure = "retrial_review" // 再审审查 (民申, 民监)
	Enforcement       Procedure = "enforcement"    // 执行 (执, 执恢, 执异 …)
	Special           Procedure = "special"        // 特别程序 (民特: confirmation of mediation …)
	Payment           Procedure = "payment"        // 督促程序 (民督), 公示催告 (民催)
	Bankruptcy        Procedure = "bankruptcy"     // 强制清算与破产 (破, 破申, 强清, 清申)
	Preservation      Procedure = "preservation"   // 诉前、仲裁保全 (财保, 行保, 证保)
	StateCompensation Procedure = "compensation"   // 国家赔偿 (法赔, 委赔)
	Commutation       Procedure = "commutation"    // 减刑、假释、暂予监外执行 (刑更)
	Arbitration       Procedure = "arbitration"    // 仲裁: of arbitrators, commercial or for labour; no court's
)

// An Outcome says how the claim (or appeal, or application) ended.
type Outcome string

// The outcomes.
const (
	Supported Outcome = "supported" // 支持: all of the claim
	Partly    Outcome = "partly"    // 部分支持
	Rejected  Outcome = "rejected"  // 驳回诉讼请求, 驳回上诉, 驳回起诉, 驳回再审申请
	Withdrawn Outcome = "withdrawn" // 撤诉, 按撤诉处理
	Settled   Outcome = "mediated"  // 调解结案
	Remanded  Outcome = "remanded"  // 发回重审, 指令再审
	Enforced  Outcome = "enforced"  // 执行: 执行完毕, 划拨, 查封 …
	Stopped   Outcome = "stopped"   // 终结本次执行, 终结执行, 中止
	OtherEnd  Outcome = "other"     // anything else the disposition says
)

// A Role is what a party is called in the present proceeding.
type Role string

// The roles. A party of an earlier instance only (原审被告 …) is RoleOther.
const (
	Plaintiff  Role = "plaintiff"   // 原告, 反诉被告 if first named 原告
	Defendant  Role = "defendant"   // 被告
	Appellant  Role = "appellant"   // 上诉人
	Appellee   Role = "appellee"    // 被上诉人
	Applicant  Role = "applicant"   // 申请人, 再审申请人, 申请执行人
	Respondent Role = "respondent"  // 被申请人, 被执行人
	ThirdParty Role = "third_party" // 第三人
	Prosecutor Role = "prosecutor"  // 公诉机关, 公益诉讼起诉人, 抗诉机关; side claiming, but none for 抗诉机关
	Accused    Role = "accused"     // 被告人, 上诉人（原审被告人） in criminal cases; side defending
	Victim     Role = "victim"      // 被害人; side third
	RoleOther  Role = "other"       // 原审被告, 案外人 …
)

// A Side is where a party stands in the present proceeding.
type Side string

// The sides.
const (
	Claiming    Side = "claiming"
	Defending   Side = "defending"
	Third       Side = "third"
	SideUnknown Side = "unknown"
)

// A Kind of party.
const (
	Person       = "person"
	Organisation = "organisation"
)

// A Party is one person or organisation in the head of the document.
type Party struct {
	Role     Role   `json:"role"`
	RoleText string `json:"role_text,omitempty"` // as printed: 再审申请人（一审被告、二审上诉人）
	Side     Side   `json:"side"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`             // person or organisation
	Masked   bool   `json:"masked,omitempty"` // the name does not identify anybody
	// Class is what sort of organisation the name says it is (see OrgClass); empty for persons.
	Class    string `json:"class,omitempty"`
	Sex      string `json:"sex,omitempty"`       // male, female
	BornOn   string `json:"born_on,omitempty"`   // ISO date
	Address  string `json:"address,omitempty"`   // as written
	IDNumber string `json:"id_number,omitempty"` // resident ID or unified social credit code, as written
	LegalRep string `json:"legal_rep,omitempty"` // 法定代表人, 负责人, 经营者
	// Where these were read. An address taken from another entry (住址同上) has the place of the
	// words that say so.
	SexSpan      Span `json:"sex_span,omitzero"`
	BornOnSpan   Span `json:"born_on_span,omitzero"`
	AddressSpan  Span `json:"address_span,omitzero"`
	IDNumberSpan Span `json:"id_number_span,omitzero"`
	LegalRepSpan Span `json:"legal_rep_span,omitzero"`
	// Earlier is what the party was called in earlier instances: （一审被告、二审上诉人）.
	Earlier []EarlierRole `json:"earlier,omitempty"`
	// FirstSide is where the party stood in the first instance, whoever appealed or asked for a retrial
	// since: claiming, defending or third. Empty in a first instance, and where its entry does not tell it.
	FirstSide Side `json:"first_side,omitempty"`
	// Counter tells the part in a counterclaim: claiming (反诉原告) or defending (反诉被告).
	Counter Side `json:"counter,omitempty"`
	// Gone tells why somebody is no longer a party: deceased, dissolved, withdrew, replaced.
	Gone string `json:"gone,omitempty"`
	// Follows is the name of the party whose place this one took (承继, 变更).
	Follows string `json:"follows,omitempty"`
	// Formerly is the name the party had before, where its entry tells it (曾用名, 原名称).
	Formerly     string `json:"formerly,omitempty"`
	FormerlySpan Span   `json:"formerly_span,omitzero"`
	// Together is how many persons the name stands for: 32 in 甲等三十二人; 0 for one.
	Together   int     `json:"together,omitempty"`
	Agents     []Agent `json:"agents,omitempty"` // who acts for this party
	NameSpan   Span    `json:"name_span"`        // the name in the head
	LineSpan   Span    `json:"line_span"`        // the party's whole line
	Confidence float64 `json:"confidence"`       // see Judgment.Confidence; of all that its entry tells
}

// An EarlierRole is what a party was called in an earlier instance.
type EarlierRole struct {
	Instance Procedure `json:"instance"` // First, Second or Retrial; empty for 原审
	Role     Role      `json:"role"`
}

// An Agent acts for a party: 委托诉讼代理人, 法定代理人 …
type Agent struct {
	Name       string  `json:"name"`
	Firm       string  `json:"firm,omitempty"` // law firm, legal-aid centre, patent or trademark agency, as written
	Kind       string  `json:"kind,omitempty"` // lawyer, legal_worker, citizen, employee, relative, statutory, legal_aid, patent_agent, trademark_agent
	FirmSpan   Span    `json:"firm_span,omitzero"`
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// A Judge signed the document.
type Judge struct {
	Name       string  `json:"name"`
	Role       string  `json:"role,omitempty"` // presiding, judge, acting, juror, clerk is not a judge
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// An Amount is a sum of money with what it is for.
type Amount struct {
	Kind       string  `json:"kind"`               // claim, principal, awarded, costs
	Yuan       float64 `json:"yuan,omitempty"`     // 0 for a sum of another currency
	Sum        float64 `json:"sum,omitempty"`      // of another currency, in its unit
	Currency   string  `json:"currency,omitempty"` // ISO 4217, empty for yuan
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// A ForeignSum is what is asked or ordered in another currency than the yuan. It is part of no sum
// of yuan unless the text says what it is worth.
type ForeignSum struct {
	Sum      float64 `json:"sum"`            // in the unit of the currency
	Currency string  `json:"currency"`       // ISO 4217
	Yuan     float64 `json:"yuan,omitempty"` // what the text says it is worth (折合人民币68万元)
	Span     Span    `json:"span"`
}

// An Element is a fact of a kind that models ask for, with the words it stands in.
//
// Value is the name of the party for absent, plaintiff_absent, admission, dispute and
// no_defence, and empty where several are meant together or none is named; who says it
// (SaidInClaim, SaidInDefence, SaidByCourt) for iou, uniform_iou, cash, transfer,
// uncorroborated, upfront_interest, third_payee, not_lender, guarantee, mortgage, kin and
// family_use; percent a year for rate; a case number for basis; empty for the others. Of the
// same kind and value only the first is kept. Words that are denied (未以现金) give none. The
// kinds of tagkinds.go and shamkinds.go say for themselves what their value is and how many
// are kept.
type Element struct {
	Kind  ElementKind `json:"kind"`
	Value string      `json:"value,omitempty"` // kind-dependent: a side, a case number, a rate
	Span  Span        `json:"span"`            // the words that say it
	// Confidence is how sure the reader is: for the elements of a field of law (kinds.go) the
	// share of right ones among those that the rule gave on labelled documents, where that has
	// been measured, else one of the steps Formal, Led and Guessed.
	Confidence float64 `json:"confidence"`
}

// An ElementKind names a fact.
type ElementKind string

// The facts the reader marks.
const (
	ElAbsent          ElementKind = "absent"           // a defending party did not appear; value: its name
	ElPlaintiffAbsent ElementKind = "plaintiff_absent" // the claiming party did not come in person, only an agent did
	ElAdmission       ElementKind = "admission"        // a defending party admits claim or facts
	ElNoDefence       ElementKind = "no_defence"       // no defence was filed
	ElDispute         ElementKind = "dispute"          // a defending party contests
	ElWithdrawal      ElementKind = "withdrawal"       // the suit was withdrawn
	ElMediation       ElementKind = "mediation"        // the parties settled before the court
	ElIOU             ElementKind = "iou"              // a note of debt is in evidence
	ElUniformIOU      ElementKind = "uniform_iou"      // the note is a printed or uniform form
	ElCash            ElementKind = "cash"             // delivery in cash is asserted or found
	ElTransfer        ElementKind = "transfer"         // delivery by bank, WeChat or Alipay with record
	ElUncorroborated  ElementKind = "uncorroborated"   // cash or delivery without other evidence
	ElUpfrontInterest ElementKind = "upfront_interest" // interest kept back when the loan was paid out
	ElThirdPayee      ElementKind = "third_payee"      // money asked to be paid to, or routed through, somebody else
	ElNotLender       ElementKind = "not_lender"       // the defence says the plaintiff is not the real lender
	ElReturned        ElementKind = "returned"         // the money went back to the lender at once (资金回流, 走账)
	ElFalseStatement  ElementKind = "false_statement"  // the court says a party stated falsely
	ElAnnouncement    ElementKind = "announcement"     // served by public announcement
	ElGuarantee       ElementKind = "guarantee"        // 保证, 担保
	ElMortgage        ElementKind = "mortgage"         // 抵押, 质押
	ElKin             ElementKind = "kin"              // parties of opposing sides are relatives
	ElRate            ElementKind = "rate"             // interest rate; value: percent a year
	ElSimplified      ElementKind = "simplified"       // 简易程序, 小额诉讼
	ElBasis           ElementKind = "basis"            // enforcement: case number of the document enforced; value: it
	ElFamilyUse       ElementKind = "family_use"       // borrowed for household, housing, schooling, illness
	ElConsumer        ElementKind = "consumer"         // a buyer of goods sues over quality or labels (职业打假)
)

// A Section is a part of the document.
type Section struct {
	Kind string `json:"kind"` // head, parties, procedure, claims, defence, evidence, facts, reasoning, disposition, tail
	Span Span   `json:"span"`
}

// A Defect is something the reader could not read or that contradicts itself.
type Defect struct {
	Field string `json:"field"` // JSON name of the field, or "text"
	Code  string `json:"code"`  // missing, unreadable, contradiction, unusual
	Says  string `json:"says"`  // one Chinese sentence; never quotes personal data
	Span  Span   `json:"span"`  // where, if known
}

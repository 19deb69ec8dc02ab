package lake

// The rows of the tables. Names, order and types of the columns are those of the data
// standards (data/standard/library), which a test checks; columns that the standards
// call derived are computed later and are not in the files. What a document does not
// say is NULL, never "" or 0.

// judgmentRow is a row of the table judgment.
type judgmentRow struct {
	ID                 string   `parquet:"id"`
	CaseNo             string   `parquet:"case_no,optional"`
	Court              string   `parquet:"court,optional,dict"`
	CourtCode          string   `parquet:"court_code,optional,dict"`
	Area               string   `parquet:"area,optional,dict"`
	DocType            string   `parquet:"doc_type,optional,dict"`
	Procedure          string   `parquet:"procedure,optional,dict"`
	Cause              string   `parquet:"cause,optional,dict"`
	FiledOn            *int32   `parquet:"filed_on,optional,date"`
	DecidedOn          *int32   `parquet:"decided_on,optional,date"`
	Outcome            string   `parquet:"outcome,optional,dict"`
	ClaimAmount        *float64 `parquet:"claim_amount,optional"`
	AbsentDefendant    *bool    `parquet:"absent_defendant,optional"`
	DefendantDisputes  *bool    `parquet:"defendant_disputes,optional"`
	Guarantee          *bool    `parquet:"guarantee,optional"`
	Branch             string   `parquet:"branch,optional,dict"`
	CourtLevel         *int64   `parquet:"court_level,optional"`
	CourtDivision      string   `parquet:"court_division,optional,dict"`
	CauseCode          string   `parquet:"cause_code,optional,dict"`
	HeardOn            *int32   `parquet:"heard_on,optional,date"`
	Track              string   `parquet:"track,optional,dict"`
	Bench              string   `parquet:"bench,optional,dict"`
	Announced          *bool    `parquet:"announced,optional"`
	ServedOn           *int32   `parquet:"served_on,optional,date"`
	AppealCourt        string   `parquet:"appeal_court,optional,dict"`
	Spouse             string   `parquet:"spouse,optional,dict"`
	EnforcementEnd     string   `parquet:"enforcement_end,optional,dict"`
	EnforcementApplied *float64 `parquet:"enforcement_applied,optional"`
	EnforcementPaid    *float64 `parquet:"enforcement_paid,optional"`
	Chars              int64    `parquet:"chars"`
	Defects            int64    `parquet:"defects"`
}

// partyRow is a row of the table party.
type partyRow struct {
	Judgment  string `parquet:"judgment,dict"`
	N         int64  `parquet:"n"`
	Role      string `parquet:"role,optional,dict"`
	Side      string `parquet:"side,optional,dict"`
	FirstSide string `parquet:"first_side,optional,dict"`
	Name      string `parquet:"name,optional"`
	Kind      string `parquet:"kind,optional,dict"`
	Masked    bool   `parquet:"masked"`
	Class     string `parquet:"class,optional,dict"`
	Sex       string `parquet:"sex,optional,dict"`
	BornOn    *int32 `parquet:"born_on,optional,date"`
	Address   string `parquet:"address,optional"`
	IDNo      string `parquet:"id_no,optional"`
	LegalRep  string `parquet:"legal_rep,optional"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// agentRow is a row of the table agent.
type agentRow struct {
	Judgment  string `parquet:"judgment,dict"`
	PartyN    int64  `parquet:"party_n"`
	N         int64  `parquet:"n"`
	Name      string `parquet:"name,optional"`
	Firm      string `parquet:"firm,optional,dict"`
	Kind      string `parquet:"kind,optional,dict"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// judgeRow is a row of the table judge.
type judgeRow struct {
	Judgment  string `parquet:"judgment,dict"`
	N         int64  `parquet:"n"`
	Name      string `parquet:"name,optional,dict"`
	Role      string `parquet:"role,optional,dict"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// amountRow is a row of the table amount.
type amountRow struct {
	Judgment  string  `parquet:"judgment,dict"`
	N         int64   `parquet:"n"`
	Kind      string  `parquet:"kind,optional,dict"`
	Yuan      float64 `parquet:"yuan"`
	SpanStart *int64  `parquet:"span_start,optional"`
	SpanEnd   *int64  `parquet:"span_end,optional"`
}

// loanRow is a row of the table loan.
type loanRow struct {
	Judgment    string   `parquet:"judgment,dict"`
	N           int64    `parquet:"n"`
	LentOn      *int32   `parquet:"lent_on,optional,date"`
	Principal   float64  `parquet:"principal,optional"`
	Delivery    string   `parquet:"delivery,optional,dict"`
	Delivered   *float64 `parquet:"delivered,optional"`
	Withheld    *float64 `parquet:"withheld,optional"`
	Transferred *float64 `parquet:"transferred,optional"`
	Rate        *float64 `parquet:"rate,optional"`
	TimesLPR    *float64 `parquet:"times_lpr,optional"`
	DueOn       *int32   `parquet:"due_on,optional,date"`
	Purpose     string   `parquet:"purpose,optional"`
	Lender      string   `parquet:"lender,optional"`
	Borrower    string   `parquet:"borrower,optional"`
	SpanStart   *int64   `parquet:"span_start,optional"`
	SpanEnd     *int64   `parquet:"span_end,optional"`
}

// elementRow is a row of the table element.
type elementRow struct {
	Judgment  string `parquet:"judgment,dict"`
	N         int64  `parquet:"n"`
	Kind      string `parquet:"kind,optional,dict"`
	Value     string `parquet:"value,optional"`
	Words     string `parquet:"words,optional"` // the words that say it, as they stand in the document
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// placeRow is a row of the table place.
type placeRow struct {
	Judgment  string `parquet:"judgment,dict"`
	Field     string `parquet:"field,dict"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// bandRow is a row of the table band.
type bandRow struct {
	Judgment string `parquet:"judgment,dict"`
	N        int64  `parquet:"n"`
	Hash     int64  `parquet:"hash"`
}

// passageRow is a row of the table passage.
type passageRow struct {
	Judgment  string `parquet:"judgment,dict"`
	N         int64  `parquet:"n"`
	Hash      int64  `parquet:"hash"`
	Section   string `parquet:"section,optional,dict"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// defectRow is a row of the table defect.
type defectRow struct {
	Judgment  string `parquet:"judgment,dict"`
	Field     string `parquet:"field,optional,dict"`
	Code      string `parquet:"code,optional,dict"`
	Says      string `parquet:"says,optional,dict"`
	SpanStart *int64 `parquet:"span_start,optional"`
	SpanEnd   *int64 `parquet:"span_end,optional"`
}

// documentRow is a row of the table document.
type documentRow struct {
	ID     string `parquet:"id"`
	Text   string `parquet:"text"`
	Fields string `parquet:"fields"`
	Source string `parquet:"source,optional"`
	SHA256 string `parquet:"sha256"`
	Reader string `parquet:"reader,dict"`
}

func (r judgmentRow) document() string { return r.ID }
func (r partyRow) document() string    { return r.Judgment }
func (r agentRow) document() string    { return r.Judgment }
func (r judgeRow) document() string    { return r.Judgment }
func (r amountRow) document() string   { return r.Judgment }
func (r loanRow) document() string     { return r.Judgment }
func (r elementRow) document() string  { return r.Judgment }
func (r placeRow) document() string    { return r.Judgment }
func (r bandRow) document() string     { return r.Judgment }
func (r passageRow) document() string  { return r.Judgment }
func (r defectRow) document() string   { return r.Judgment }
func (r documentRow) document() string { return r.ID }

package lake

// The rows of the parts that the reader takes from the body of a document. Each tells how
// sure the reader is (record.Judgment.Confidence).

// priorCaseRow is a row of the table prior_case.
type priorCaseRow struct {
	Judgment   string  `parquet:"judgment,dict"`
	N          int64   `parquet:"n"`
	CaseNo     string  `parquet:"case_no,optional"`
	Relation   string  `parquet:"relation,optional,dict"`
	Court      string  `parquet:"court,optional,dict"`
	DocType    string  `parquet:"doc_type,optional,dict"`
	Procedure  string  `parquet:"procedure,optional,dict"`
	DecidedOn  *int32  `parquet:"decided_on,optional,date"`
	Confidence float64 `parquet:"confidence"`
	SpanStart  *int64  `parquet:"span_start,optional"`
	SpanEnd    *int64  `parquet:"span_end,optional"`
}

// claimRow is a row of the table claim.
type claimRow struct {
	Judgment     string   `parquet:"judgment,dict"`
	N            int64    `parquet:"n"`
	Kind         string   `parquet:"kind,optional,dict"`
	Side         string   `parquet:"side,optional,dict"`
	Counterclaim bool     `parquet:"counterclaim"`
	Dropped      bool     `parquet:"dropped"`
	Yuan         *float64 `parquet:"yuan,optional"`
	Words        string   `parquet:"words,optional"`
	Confidence   float64  `parquet:"confidence"`
	SpanStart    *int64   `parquet:"span_start,optional"`
	SpanEnd      *int64   `parquet:"span_end,optional"`
}

// dispositionRow is a row of the table disposition.
type dispositionRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Kind       string   `parquet:"kind,optional,dict"`
	Granted    bool     `parquet:"granted"`
	Agreed     bool     `parquet:"agreed"`
	Yuan       *float64 `parquet:"yuan,optional"`
	Within     string   `parquet:"within,optional"`
	DueOn      *int32   `parquet:"due_on,optional,date"`
	Words      string   `parquet:"words,optional"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// costRow is a row of the table cost.
type costRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Kind       string   `parquet:"kind,optional,dict"`
	Yuan       *float64 `parquet:"yuan,optional"`
	Payers     string   `parquet:"payers,optional"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// citationRow is a row of the table citation.
type citationRow struct {
	Judgment   string  `parquet:"judgment,dict"`
	N          int64   `parquet:"n"`
	Law        string  `parquet:"law,optional,dict"`
	Article    string  `parquet:"article,optional,dict"`
	Paragraph  *int64  `parquet:"paragraph,optional"`
	Item       *int64  `parquet:"item,optional"`
	Confidence float64 `parquet:"confidence"`
	SpanStart  *int64  `parquet:"span_start,optional"`
	SpanEnd    *int64  `parquet:"span_end,optional"`
}

// repaymentRow is a row of the table repayment.
type repaymentRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Yuan       *float64 `parquet:"yuan,optional"`
	PaidOn     *int32   `parquet:"paid_on,optional,date"`
	Of         string   `parquet:"of,optional,dict"`
	SaidBy     string   `parquet:"said_by,optional,dict"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// debtNoteRow is a row of the table debt_note.
type debtNoteRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Kind       string   `parquet:"kind,optional,dict"`
	Wording    string   `parquet:"wording,optional"`
	Yuan       *float64 `parquet:"yuan,optional"`
	Capitals   *float64 `parquet:"capitals,optional"`
	SignedOn   *int32   `parquet:"signed_on,optional,date"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// securityRow is a row of the table security.
type securityRow struct {
	Judgment   string  `parquet:"judgment,dict"`
	N          int64   `parquet:"n"`
	Kind       string  `parquet:"kind,optional,dict"`
	Name       string  `parquet:"name,optional"`
	Over       string  `parquet:"over,optional"`
	Confidence float64 `parquet:"confidence"`
	SpanStart  *int64  `parquet:"span_start,optional"`
	SpanEnd    *int64  `parquet:"span_end,optional"`
}

// evidenceRow is a row of the table evidence.
type evidenceRow struct {
	Judgment   string  `parquet:"judgment,dict"`
	N          int64   `parquet:"n"`
	Kind       string  `parquet:"kind,optional,dict"`
	What       string  `parquet:"what,optional"`
	SaidBy     string  `parquet:"said_by,optional,dict"`
	Confidence float64 `parquet:"confidence"`
	SpanStart  *int64  `parquet:"span_start,optional"`
	SpanEnd    *int64  `parquet:"span_end,optional"`
}

// objectionRow is a row of the table objection.
type objectionRow struct {
	Judgment   string  `parquet:"judgment,dict"`
	N          int64   `parquet:"n"`
	Kind       string  `parquet:"kind,optional,dict"`
	Name       string  `parquet:"name,optional"`
	Confidence float64 `parquet:"confidence"`
	SpanStart  *int64  `parquet:"span_start,optional"`
	SpanEnd    *int64  `parquet:"span_end,optional"`
}

// enforcedPropertyRow is a row of the table enforced_property.
type enforcedPropertyRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Kind       string   `parquet:"kind,optional,dict"`
	Act        string   `parquet:"act,optional,dict"`
	What       string   `parquet:"what,optional"`
	Owner      string   `parquet:"owner,optional"`
	Yuan       *float64 `parquet:"yuan,optional"`
	ActedOn    *int32   `parquet:"acted_on,optional,date"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// distributionRow is a row of the table distribution.
type distributionRow struct {
	Judgment   string   `parquet:"judgment,dict"`
	N          int64    `parquet:"n"`
	Name       string   `parquet:"name,optional"`
	Yuan       *float64 `parquet:"yuan,optional"`
	Confidence float64  `parquet:"confidence"`
	SpanStart  *int64   `parquet:"span_start,optional"`
	SpanEnd    *int64   `parquet:"span_end,optional"`
}

// dispositionPartyRow is a row of the table disposition_party.
type dispositionPartyRow struct {
	Judgment     string `parquet:"judgment,dict"`
	DispositionN int64  `parquet:"disposition_n"`
	N            int64  `parquet:"n"`
	Duty         string `parquet:"duty,optional,dict"`
	Name         string `parquet:"name,optional"`
}

func (r priorCaseRow) document() string        { return r.Judgment }
func (r claimRow) document() string            { return r.Judgment }
func (r dispositionRow) document() string      { return r.Judgment }
func (r costRow) document() string             { return r.Judgment }
func (r citationRow) document() string         { return r.Judgment }
func (r repaymentRow) document() string        { return r.Judgment }
func (r debtNoteRow) document() string         { return r.Judgment }
func (r securityRow) document() string         { return r.Judgment }
func (r evidenceRow) document() string         { return r.Judgment }
func (r objectionRow) document() string        { return r.Judgment }
func (r enforcedPropertyRow) document() string { return r.Judgment }
func (r distributionRow) document() string     { return r.Judgment }
func (r dispositionPartyRow) document() string { return r.Judgment }

package record

// A Loan is one loan the document tells of.
type Loan struct {
	LentOn    string   `json:"lent_on,omitempty"`   // ISO date, or month 2016-06 where the text gives no day
	Principal float64  `json:"principal,omitempty"` // in the currency's unit, as written in the document
	Delivered *float64 `json:"delivered,omitempty"` // as paid out, where the text says so; less than Principal with upfront interest
	Withheld  *float64 `json:"withheld,omitempty"`  // interest kept back from the payment (砍头息)
	// Transferred is the part that went by bank, where the rest is told to be cash.
	Transferred *float64 `json:"transferred,omitempty"`
	Currency    string   `json:"currency,omitempty"`  // ISO 4217, empty for yuan
	Delivery    string   `json:"delivery,omitempty"`  // transfer, cash, mixed, unknown
	Rate        *float64 `json:"rate,omitempty"`      // agreed interest, percent a year; 0 where none was agreed on
	TimesLPR    *float64 `json:"times_lpr,omitempty"` // Rate ÷ one-year loan prime rate of the day of lending; empty before 2019-08-20
	DueOn       string   `json:"due_on,omitempty"`    // ISO date on which it was to be repaid
	Term        string   `json:"term,omitempty"`      // as written: 三个月
	Purpose     string   `json:"purpose,omitempty"`   // as written: 资金周转
	Lender      string   `json:"lender,omitempty"`    // name, where the sentence names a party
	Borrower    string   `json:"borrower,omitempty"`  // name, where the sentence names a party
	// Where the terms were read, which may be another passage than that of the loan.
	DeliveredSpan   Span `json:"delivered_span,omitzero"`
	WithheldSpan    Span `json:"withheld_span,omitzero"`
	TransferredSpan Span `json:"transferred_span,omitzero"`
	RateSpan        Span `json:"rate_span,omitzero"`
	DueOnSpan       Span `json:"due_on_span,omitzero"`
	TermSpan        Span `json:"term_span,omitzero"`
	PurposeSpan     Span `json:"purpose_span,omitzero"`
	Span            Span `json:"span"` // date and sum
	// Confidence tells how sure the reader is of date and principal, see Judgment.Confidence.
	Confidence float64 `json:"confidence,omitempty"`
}

// A Repayment is money that somebody says was paid back.
type Repayment struct {
	Yuan       float64 `json:"yuan,omitempty"`    // 0 where no sum is named
	PaidOn     string  `json:"paid_on,omitempty"` // ISO date or month
	Of         string  `json:"of,omitempty"`      // principal, interest; empty if not told
	By         string  `json:"by"`                // who says so: SaidInClaim, SaidInDefence, SaidByCourt
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// A Note is a paper by which a debt is evidenced.
type Note struct {
	Kind       string   `json:"kind"`               // iou 借条, debt 欠条, receipt 收条, contract 借款合同, plan 还款协议, other
	Wording    string   `json:"wording,omitempty"`  // its words, where the document quotes them
	Yuan       *float64 `json:"yuan,omitempty"`     // the sum in digits
	Capitals   *float64 `json:"capitals,omitempty"` // the sum in capitals (叁拾万元整); differing from Yuan is a defect
	SignedOn   string   `json:"signed_on,omitempty"`
	Span       Span     `json:"span"`
	Confidence float64  `json:"confidence"` // see Judgment.Confidence
}

// A Security is what secures a debt.
type Security struct {
	Kind       string  `json:"kind"`           // surety 保证, joint_surety 连带责任保证, general_surety 一般保证, mortgage 抵押, pledge 质押
	By         string  `json:"by,omitempty"`   // name of who gave it
	Over       string  `json:"over,omitempty"` // what is mortgaged or pledged, as written
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// Whether the borrower's husband or wife is a party.
const (
	SpouseJoined    = "joined"     // sued together
	SpouseNotJoined = "not_joined" // named in the text, but no party
)

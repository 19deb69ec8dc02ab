package record

// EnforcementFacts is what a paper of an enforcement case tells.
type EnforcementFacts struct {
	Basis       []PriorCase `json:"basis,omitempty"`        // the titles enforced; those without a case number (notarial deeds) have Court and DocType only
	AppliedYuan *float64    `json:"applied_yuan,omitempty"` // sum asked for
	PaidYuan    *float64    `json:"paid_yuan,omitempty"`    // sum enforced so far
	OpenYuan    *float64    `json:"open_yuan,omitempty"`    // sum still open
	AppliedOn   string      `json:"applied_on,omitempty"`   // ISO date of the application or docketing
	Properties  []Property  `json:"properties,omitempty"`
	Shares      []Share     `json:"shares,omitempty"` // distribution
	End         string      `json:"end,omitempty"`    // completed 执行完毕, this_round 终结本次执行程序, terminated 终结执行, suspended 中止执行, not_accepted 不予执行, settled 和解; empty while it goes on
	EndReason   string      `json:"end_reason,omitempty"`
	Listed      bool        `json:"listed,omitempty"`     // entered on the list of dishonest debtors (失信)
	Restricted  bool        `json:"restricted,omitempty"` // high consumption restricted (限制消费)
	// Where these were read.
	AppliedYuanSpan Span    `json:"applied_yuan_span,omitzero"`
	PaidYuanSpan    Span    `json:"paid_yuan_span,omitzero"`
	OpenYuanSpan    Span    `json:"open_yuan_span,omitzero"`
	AppliedOnSpan   Span    `json:"applied_on_span,omitzero"`
	EndSpan         Span    `json:"end_span,omitzero"`
	EndReasonSpan   Span    `json:"end_reason_span,omitzero"`
	ListedSpan      Span    `json:"listed_span,omitzero"`
	RestrictedSpan  Span    `json:"restricted_span,omitzero"`
	Span            Span    `json:"span"`       // all that the paper tells after its head
	Confidence      float64 `json:"confidence"` // see Judgment.Confidence
}

// A Property is a thing or money that enforcement took hold of.
type Property struct {
	Kind       string   `json:"kind"`               // house, land, vehicle, deposit, shares, claim, goods, other
	Act        string   `json:"act"`                // seized 查封/扣押/冻结, transferred 扣划, auctioned 拍卖成交, sold 变卖, unsold 流拍, handed_over 以物抵债, released 解除
	What       string   `json:"what,omitempty"`     // as written
	Owner      string   `json:"owner,omitempty"`    // name, where the sentence names a party
	To         string   `json:"to,omitempty"`       // name of who bought it or took it in place of payment
	Yuan       *float64 `json:"yuan,omitempty"`     // price or sum
	ActedOn    string   `json:"acted_on,omitempty"` // ISO date
	Span       Span     `json:"span"`
	Confidence float64  `json:"confidence"` // see Judgment.Confidence
}

// A Share is what one creditor receives of what enforcement brought in: in a distribution (参与分配,
// 财产分配方案), or paid out by the court (发放, 划付).
type Share struct {
	To         string  `json:"to"`
	Yuan       float64 `json:"yuan"`
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

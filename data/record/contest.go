package record

// An Evidence is one piece of evidence the document lists.
type Evidence struct {
	Kind       string  `json:"kind"` // documentary 书证, statement 当事人陈述, physical 物证, audiovisual 视听资料, electronic 电子数据, witness 证人证言, appraisal 鉴定意见, inspection 勘验笔录 (民事诉讼法(2023-09-01) 第六十六条)
	What       string  `json:"what"` // as written: 借条一份
	By         string  `json:"by"`   // who put it in: SaidInClaim, SaidInDefence, SaidByCourt (the court collected it)
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// An Objection is what a defending party says against the claim.
type Objection struct {
	Kind       string  `json:"kind"`         // see the constants
	By         string  `json:"by,omitempty"` // name of who objects, where one is named
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}

// The objections.
const (
	ObForgery      = "forgery"       // the note or signature is not genuine (伪造, 非本人所签)
	ObNotDelivered = "not_delivered" // the money was never paid out; of other causes than loans: the goods, the work or the price never came
	ObRepaid       = "repaid"        // it has been paid back, wholly or partly; of other causes: paid
	ObGambling     = "gambling"      // a gambling debt or other unlawful purpose
	ObCoercion     = "coercion"      // signed under duress or deceit
	ObRolled       = "rolled"        // interest was rolled into the principal
	ObUpfront      = "upfront"       // interest was kept back
	ObRate         = "rate"          // the interest is too high, or was not agreed on
	ObNotParty     = "not_party"     // the wrong lender, borrower or employer is named
	ObLimitation   = "limitation"    // the time for suing has run out
	ObSurety       = "surety"        // no liability as surety, or its period has passed
	ObNotJoint     = "not_joint"     // not a debt of both spouses
	ObAmount       = "amount"        // the sum is wrong
	ObInability    = "inability"     // owes, but cannot pay now
	ObUnaware      = "unaware"       // knew nothing of it
	ObOther        = "other"
)

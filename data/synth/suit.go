package synth

// A paper is a kind of document a court issues.
type paper byte

const (
	judgmentPaper paper = iota
	withdrawnPaper
	deemedPaper // 按撤诉处理
	mediationPaper
	appealPaper
	reviewPaper
	orderPaper // 支付令
	enforcementPaper
)

// typeCode is the part of the case number that tells the kind of proceeding.
func (p paper) typeCode() string {
	switch p {
	case appealPaper:
		return "民终"
	case reviewPaper:
		return "民申"
	case orderPaper:
		return "民督"
	case enforcementPaper:
		return "执"
	}
	return "民初"
}

// stage is how a portal calls the proceeding.
func (p paper) stage() string {
	switch p {
	case appealPaper:
		return "二审"
	case reviewPaper:
		return "申诉、申请再审审查"
	case orderPaper:
		return ""
	case enforcementPaper:
		return "执行"
	}
	return "一审"
}

// A procedure is how a first instance is tried.
type procedure byte

const (
	simple procedure = iota
	ordinary
	small
)

func (p procedure) zh() string {
	return [...]string{"简易程序", "普通程序", "小额诉讼程序"}[p]
}

// A trait is a set of things that are true of a story. Phrases test them by name.
type trait uint64

const (
	iou      trait = 1 << iota
	transfer       // by bank, with a record
	cash
	wechat
	mixed
	uniform    // printed form of note
	upfront    // interest kept back when the money was handed over
	third      // money goes through somebody else's account
	notrail    // no record of where cash came from
	announced  // served by public announcement
	settled    // withdrawn because the parties agreed
	spouseyes  // the spouse is held to pay too
	lawyerfee  // the lawyer's fee is claimed too
	legalaid   // the workers complained to the labour inspectorate first
	thin       // nothing but a handwritten note in evidence
	distant    // the house lies in another province
	premises   // the buyer lives in the house
	arbitrated // the worker went to labour arbitration first
	surcharge  // a late fee is claimed beside the fees
	unused     // the mark was never used
	inuse      // the mark is used, and there is proof
	lease      // what the outsider claims is a lease, not a purchase
	lived      // the outsider lives in the house, and there is proof
)

// traitNames are the blanks by which phrases test the traits, in order.
func traitNames() []string {
	return []string{"iou", "transfer", "cash", "wechat", "mixed", "uniform", "upfront", "third", "notrail",
		"announced", "settled", "spouseyes", "lawyerfee", "legalaid", "thin", "distant",
		"premises", "arbitrated", "surcharge", "unused", "inuse", "lease", "lived"}
}

// A presence is who came to the hearing for a party.
type presence byte

const (
	inPerson presence = iota
	byAgent
	withAgent // both
	absent
)

// A party stands in a suit.
type party struct {
	person *person
	firm   *firm
	agent  *counsel
	came   presence
	stance string // what a defending party says: silent, admit, …
	role   string // guarantor, spouse; empty for the main party of its side
}

func (p *party) name() string {
	if p.firm != nil {
		return p.firm.name
	}
	return p.person.name
}

// A suit is one case with one paper, as planned. Rendering invents nothing that matters
// to the truth: incidental details come from detail, which near-identical suits share.
type suit struct {
	paper  paper
	topic  string // family of phrases
	cause  string // cause of action as courts call it
	court  *court
	judge  *magistrate
	bench  [3]string // others on the panel, and the clerk last
	proc   procedure
	no     string
	id     string
	basis  *suit // the suit appealed, reviewed or enforced
	claims []*party
	oppose []*party

	filed, heard, decided day

	sum    money // principal, price, wages …
	award  money // what the court grants of it
	paid   money // repaid before the suit
	rate   int   // interest per month in hundredths of a percent; 0 for none
	begun  day   // loan, contract, accident
	due    day   // when it should have been paid; 0 for no date
	traits trait
	result string // all, part, none

	payee   string // a third person of the story (whose account, whose car), or what a utility supplies
	drafter uint64 // habit of who drafted the claim
	detail  uint64 // seed of the incidental details
	masked  bool   // names are masked as in published documents
	moves   []move // of money, which banks have on record
}

// A move is money between the first claiming and the first opposing party, by bank.
type move struct {
	back   bool // from the opposing party
	amount money
	at     day
}

func (s *suit) has(t trait) bool { return s.traits&t != 0 }

// other returns the opposing party with the role, or nil.
func (s *suit) other(role string) *party {
	for _, p := range s.oppose {
		if p.role == role {
			return p
		}
	}
	return nil
}

// silentAll reports whether no opposing party came.
func (s *suit) silentAll() bool {
	for _, p := range s.oppose {
		if p.came != absent {
			return false
		}
	}
	return true
}

// contested reports whether the main opposing party came and disputes the claim.
func (s *suit) contested() bool {
	switch s.oppose[0].stance {
	case "silent", "admit", "plead", "":
		return false
	}
	return true
}

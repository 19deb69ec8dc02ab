package access

import "github.com/mingjian/mingjian/fault"

// A Kind is what sort of thing somebody wants to see or touch.
type Kind string

// The kinds.
const (
	Wide     Kind = "office"   // everything of one sort in an office: a list, a count
	AClue    Kind = "clue"     // one clue
	AMatter  Kind = "matter"   // one matter
	Document Kind = "document" // one court document
	AnImport Kind = "import"   // one import of a register, with its rows
	Identity Kind = "identity" // one pair of mentions
	Dispatch Kind = "dispatch" // something sent to or come from another agency
	Person   Kind = "account"  // one account, with its sign-ins
	ATie     Kind = "tie"      // a tie that keeps somebody from a case
	Rule     Kind = "rule"     // a model or a standard
	ADraft   Kind = "draft"    // a model that an office writes
)

// missing says that there is no such thing, which is what whoever may not see it is told.
func (k Kind) missing() error {
	switch k {
	case AClue:
		return fault.NotFoundf("没有这条线索。", "There is no such clue.")
	case AMatter:
		return fault.NotFoundf("没有这个案件。", "There is no such matter.")
	case ADraft:
		return fault.NotFoundf("没有这份模型草稿。", "There is no such draft of a model.")
	case Document:
		return fault.NotFoundf("没有这份文书。", "There is no such document.")
	case AnImport:
		return fault.NotFoundf("没有这个导入批次。", "There is no such import.")
	case Dispatch:
		return fault.NotFoundf("没有这件往来。", "There is no such exchange.")
	case ATie:
		return fault.NotFoundf("没有这项回避。", "There is no such tie.")
	case Person:
		return fault.NotFoundf("没有这个账号。", "There is no such account.")
	}
	return fault.NotFoundf("没有这项内容。", "There is no such thing.")
}

// A Resource is what somebody wants to see or touch, as far as the policy asks. Its zero
// value belongs to nobody, and nobody may touch it.
type Resource struct {
	Kind    Kind
	ID      string
	Office  Office   // whose it is
	Above   []Office // the offices above that one; [Service.Above] knows them; not needed where Office is the actor's own
	Members []string // ids of the accounts that handle it
	Owner   string   // id of the account it belongs to or that sent it; may be empty
	Maker   string   // id of the account whose work is to be approved; may be empty
	Tied    []string // ids of the accounts with a tie to a party, declared or detected
	Agency  string   // the agency it was sent to; may be empty
	State   string   // where it stands
	Secret  bool     // known to its members and the leaders of its office only

	Concerned []string // ids of the accounts that handle the case it is a record about
}

// In returns everything of one sort in an office.
func In(office Office) Resource { return Resource{Kind: Wide, Office: office} }

// A Purpose is why somebody wants to see personal data. Both parts are recorded.
type Purpose struct {
	Says  string // in the person's words
	Basis string // the clue, matter, import or identity it is for: "clue c-…"
}

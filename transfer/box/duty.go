package box

import (
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// A Duty is a rule by which a recipient has to assess a clue itself and may neither refuse nor
// return it.
type Duty struct {
	Branch string       `json:"branch" doc:"Branch of supervision of the models whose clues it is about: what stands before the / of their ids."`
	Law    dispatch.Law `json:"law" doc:"The article."`
}

// DutiesOf returns the rules that bind a sort of agency to clues that are offered to it. One is known:
// a procuratorate to which a lead of public interest is transferred.
func DutiesOf(k node.Kind) []Duty {
	if k != node.Procuratorate {
		return []Duty{}
	}
	return []Duty{{"public-interest", dispatch.Law{Law: "人民检察院公益诉讼办案规则", Version: "2021", Article: "26"}}}
}

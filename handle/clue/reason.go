package clue

import (
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// A Code names why a clue is dismissed. Codes are counted for each model: what a model is
// dismissed for is what it must learn to leave out.
type Code string

// A Reason is a code with its name for people.
type Reason struct {
	Code  Code       `json:"code" doc:"What is sent to dismiss a clue."`
	Title fault.Text `json:"title" doc:"Name of the reason."`
	For   State      `json:"for" enum:"dismissed" doc:"The state that needs it."`
}

// Reasons returns every reason, in the order in which a person is offered them.
func Reasons() []Reason {
	return []Reason{
		{"lawful_business", fault.Text{ZH: "合法经营活动", EN: "Lawful business"}, Dismissed},
		{"genuine_debt", fault.Text{ZH: "真实债权债务", EN: "Genuine debt"}, Dismissed},
		{"same_name", fault.Text{ZH: "同名不同人", EN: "Same name, different people"}, Dismissed},
		{"mass_wage", fault.Text{ZH: "真实群体欠薪", EN: "Genuine wage arrears of many workers"}, Dismissed},
		{"consumer_rights", fault.Text{ZH: "正当维权", EN: "Rightful claims of a consumer"}, Dismissed},
		{"licensed_body", fault.Text{ZH: "持牌机构", EN: "Licensed institution"}, Dismissed},
		{"insufficient", fault.Text{ZH: "线索不足", EN: "Too little to go on"}, Dismissed},
		{"already_handled", fault.Text{ZH: "已办理", EN: "Already handled"}, Dismissed},
		{"data_error", fault.Text{ZH: "数据错误", EN: "Wrong data"}, Dismissed},
		{"other", fault.Text{ZH: "其他", EN: "Other"}, Dismissed},
	}
}

// Valid reports whether c is the code of a reason.
func (c Code) Valid() bool {
	return slices.ContainsFunc(Reasons(), func(r Reason) bool { return r.Code == c })
}

// LookAlike reports whether the reason says that what looked like a wrong was something lawful:
// what the model must learn to tell apart.
func (c Code) LookAlike() bool {
	return slices.Contains([]Code{"lawful_business", "genuine_debt", "mass_wage", "consumer_rights", "licensed_body"}, c)
}

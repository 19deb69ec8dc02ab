package matter

import (
	"encoding/json"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Need is a paper that a step needs, and how far it must have come: approved, sealed or
// served. In a file it is written as the id alone, which means approved, or as id: state.
type Need struct {
	Paper string `yaml:"paper" json:"paper" doc:"Id of the kind of paper."`
	State string `yaml:"state" json:"state" enum:"approved,sealed,served" doc:"How far it must have come."`
}

// needStates returns how far a step can need a paper to have come, in the order in which it goes.
func needStates() []string { return []string{"approved", "sealed", "served"} }

// UnmarshalYAML reads suggestion or suggestion: served.
func (n *Need) UnmarshalYAML(x *yaml.Node) error {
	switch {
	case x.Kind == yaml.ScalarNode:
		n.State = "approved"
		return x.Decode(&n.Paper)
	case x.Kind == yaml.MappingNode && len(x.Content) == 2:
		n.Paper, n.State = x.Content[0].Value, x.Content[1].Value
		return nil
	}
	return fmt.Errorf("line %d: a paper is written as its id, or as id: state", x.Line)
}

// UnmarshalJSON also reads the id alone, as answers had it before.
func (n *Need) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		n.State = "approved"
		return json.Unmarshal(b, &n.Paper)
	}
	type plain Need
	return json.Unmarshal(b, (*plain)(n))
}

// lacks returns why a step cannot be taken for want of a paper; nil if it lacks none.
func (e Engine) lacks(m Matter, s Step, on law.Date) error {
	for _, n := range s.Papers {
		t := e.paperTitle(n.Paper)
		switch {
		case !slices.Contains(m.Issued, n.Paper):
			return refuse("paper:"+n.Paper, fault.Conflictf("须先制发《%[1]s》。", "A paper must be issued first: %[2]s.", t.ZH, t.EN))
		case n.State == "sealed" && !slices.Contains(m.Sealed, n.Paper):
			return refuse("sealed:"+n.Paper, fault.Conflictf("《%[1]s》已批准，尚未用印，不能办理本步骤。", "This paper is approved and not sealed yet; the step needs it sealed: %[2]s.", t.ZH, t.EN))
		case n.State == "served" && m.service(n.Paper) == nil:
			return refuse("served:"+n.Paper, fault.Conflictf("《%[1]s》尚未送达，请先登记送达回证（收件人、收到日期）。", "This paper has not been served; first record its receipt, by whom and on which day: %[2]s.", t.ZH, t.EN))
		case n.State == "served" && on.Before(m.service(n.Paper).On):
			return refuse("day", fault.Invalidf("《%[1]s》于 %[3]s 送达，本步骤的日期不能早于该日。", "The paper %[2]s was served on %[3]s; the day of the step cannot be before that.", t.ZH, t.EN, m.service(n.Paper).On))
		}
	}
	return nil
}

// service returns the newest service of a kind of paper; nil if none was served.
func (m *Matter) service(paper string) *Delivery {
	for _, d := range slices.Backward(m.Served) {
		if d.Paper == paper {
			return &d
		}
	}
	return nil
}

// A Delivery is that a paper was sent and received, as its receipt says.
type Delivery struct {
	Paper    string   `json:"paper" doc:"Kind of paper."`
	Sent     law.Date `json:"sent" doc:"Day on which it was sent or handed over."`
	On       law.Date `json:"on" doc:"Day on which it was received."`
	Receiver string   `json:"receiver" doc:"Who received it."`
}

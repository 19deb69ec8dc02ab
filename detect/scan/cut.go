package scan

import (
	"fmt"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// A Cut is what one step of a model left out because it would have been too much: a person
// with thousands of transfers is not followed through all of them. What was left out may
// hold a wrong, so it is told and never silent.
type Cut struct {
	Step     string     `json:"step"`
	Operator string     `json:"operator"` // cycle, reach, connect, community, near, join
	Nodes    int64      `json:"nodes"`    // entities or documents that were not followed
	Rows     int64      `json:"rows"`     // what of them was left out: transfers, edges, comparisons
	Says     fault.Text `json:"says"`
}

// cut notes what a step left out altogether.
func (r *reader) cut(row engine.Row) {
	c := Cut{Step: text(row["id"]), Operator: text(row["field"])}
	c.Nodes, _ = row["start"].(int64)
	rows, _ := row["number"].(float64)
	c.Rows = int64(rows)
	what := leftOut(c.Operator)
	c.Says = fault.Text{
		ZH: fmt.Sprintf("步骤 %s：%d 个%s数量过多，%d %s未逐一核对。", c.Step, c.Nodes, what.node.ZH, c.Rows, what.rows.ZH),
		EN: fmt.Sprintf("Step %s: %d %s with too many; %d %s were not gone through.", c.Step, c.Nodes, what.node.EN, c.Rows, what.rows.EN)}
	r.result.Cuts = append(r.result.Cuts, c)
}

// notFollowed tells on a finding what was left out of its subject.
func (r *reader) notFollowed(f *Finding) {
	for _, row := range r.rows[models.PartCut] {
		n, _ := row["number"].(float64)
		what := leftOut(text(row["field"]))
		f.Against = append(f.Against, Against{"cut_" + text(row["id"]), "missing", fault.Text{
			ZH: fmt.Sprintf("数量过多：涉及本主体的 %.0f %s未逐一核对，所列可能不全。", n, what.rows.ZH),
			EN: fmt.Sprintf("Too many: %.0f %s of this subject were not gone through, so more may be missing.", n, what.rows.EN)}})
	}
}

// a leaving is what a step leaves out, in words.
type leaving struct{ node, rows fault.Text }

func leftOut(operator string) leaving {
	entities := fault.Text{ZH: "主体", EN: "nodes"}
	switch operator {
	case "cycle":
		return leaving{entities, fault.Text{ZH: "笔往来或路径", EN: "transfers or ways"}}
	case "near":
		return leaving{fault.Text{ZH: "文书", EN: "documents"}, fault.Text{ZH: "次比对", EN: "comparisons"}}
	case "join":
		return leaving{fault.Text{ZH: "记录", EN: "records"}, fault.Text{ZH: "次比对", EN: "comparisons"}}
	default:
		return leaving{entities, fault.Text{ZH: "条关系", EN: "relations"}}
	}
}

package web

import "github.com/mingjian/mingjian/detect/scan"

// A CaseLook is what a model makes of one case, step by step.
type CaseLook struct {
	AsOf     string         `json:"as_of" doc:"Day as of which the case is looked at."`
	Steps    []LookStep     `json:"steps" nullable:"false" doc:"In the order of the rule; the last is the measures of each subject, with the gate."`
	Excluded []scan.Subject `json:"excluded" nullable:"false" doc:"Who is left out as a look-alike."`
	Findings []LookFinding  `json:"findings" nullable:"false" doc:"The findings in short."`
}

// A LookFinding is a finding in short.
type LookFinding struct {
	Subject    string          `json:"subject" doc:"Name of the subject."`
	Risk       float64         `json:"risk" doc:"Risk coefficient, 0 to 1."`
	Indicators []LookIndicator `json:"indicators" nullable:"false" doc:"What it is made of."`
}

// A LookIndicator is what one indicator adds.
type LookIndicator struct {
	ID    string  `json:"id" doc:"Id within the model."`
	Share float64 `json:"share" doc:"What it adds to the risk, or takes away."`
}

// A LookStep is one step with rows.
type LookStep struct {
	Name     string    `json:"name" doc:"Name of the step; empty for the measures."`
	Operator string    `json:"operator" doc:"Its operator; empty for the measures."`
	Columns  []string  `json:"columns" nullable:"false" doc:"Names of the columns."`
	Rows     []LookRow `json:"rows" nullable:"false" doc:"At most 50. Of a step with a condition, the rows that were asked."`
	Total    int       `json:"total" doc:"How many there are."`
}

// A LookRow is a row, and what the step's condition is on it.
type LookRow struct {
	Values []any      `json:"values" nullable:"false" doc:"In the order of the columns; null is unknown."`
	Kept   *bool      `json:"kept" doc:"Whether the condition holds; null where nothing is asked of single rows."`
	Tests  []LookTest `json:"tests" nullable:"false" doc:"Every test of the condition, in the order in which it is written."`
}

// A LookTest is one test of a condition on one row.
type LookTest struct {
	Text    string `json:"text" doc:"As written, with the parameters filled in."`
	Holds   bool   `json:"holds" doc:"Whether it holds."`
	Value   any    `json:"value" doc:"What stands on the left of a comparison; null if it compares nothing."`
	Compare string `json:"compare" doc:"The sign of the comparison; empty if it compares nothing."`
	Needed  any    `json:"needed" doc:"What stands on the right."`
}

func newCaseLook(l scan.Look) CaseLook {
	out := CaseLook{AsOf: l.AsOf, Steps: []LookStep{}, Excluded: []scan.Subject{}, Findings: []LookFinding{}}
	for _, s := range append(l.Steps, l.Totals) {
		out.Steps = append(out.Steps, newLookStep(s))
	}
	for _, f := range l.Findings {
		x := LookFinding{Subject: f.Subject.Name, Risk: f.Risk, Indicators: []LookIndicator{}}
		for _, i := range f.Indicators {
			x.Indicators = append(x.Indicators, LookIndicator{i.ID, i.Share})
		}
		out.Findings = append(out.Findings, x)
	}
	for _, x := range l.Excluded {
		out.Excluded = append(out.Excluded, x.Subject)
	}
	return out
}

func newLookStep(s scan.LookStep) LookStep {
	out := LookStep{Name: s.Step, Operator: s.Operator, Columns: []string{}, Rows: []LookRow{}, Total: s.Total}
	for _, c := range s.Columns {
		out.Columns = append(out.Columns, c.Name)
	}
	for _, r := range s.Rows {
		x := LookRow{Values: []any{}, Tests: []LookTest{}}
		for _, v := range r.Values {
			x.Values = append(x.Values, v)
		}
		if r.Tested != nil {
			x.Kept, x.Tests = &r.Tested.Holds, testsOf(*r.Tested, x.Tests)
		}
		out.Rows = append(out.Rows, x)
	}
	return out
}

// testsOf lists the tests of a condition, down to those that nothing can be taken from.
func testsOf(t scan.Tested, all []LookTest) []LookTest {
	if t.How == "test" {
		return append(all, LookTest{t.Text, t.Holds, t.Value, t.Compare, t.Needed})
	}
	for _, x := range t.Of {
		all = testsOf(x, all)
	}
	return all
}

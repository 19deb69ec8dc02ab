package calibrate

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// Draft returns the file of the model as the report proposes it: the next version, with the
// new weights and the calibration; every other character stays.
func Draft(source []byte, r Report) ([]byte, error) {
	if !r.Proposed {
		return nil, fmt.Errorf("draft of %s: nothing is proposed", r.Model)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil || len(root.Content) == 0 {
		return nil, fmt.Errorf("draft of %s: read the model: %w", r.Model, err)
	}
	lines := strings.SplitAfter(string(source), "\n")
	top := root.Content[0]
	edits := edits{lines}
	version := value(top, "version")
	indicators := value(value(top, "score"), "indicators")
	if version == nil || indicators == nil {
		return nil, fmt.Errorf("draft of %s: the model has no version or no indicators", r.Model)
	}
	edits.scalar(version, strconv.Itoa(r.Version+1))
	for _, x := range indicators.Content {
		for _, w := range r.Weights {
			if id := value(x, "id"); id != nil && id.Value == w.ID && w.New != w.Old {
				edits.scalar(value(x, "weight"), strconv.FormatFloat(w.New, 'f', -1, 64))
			}
		}
	}
	edits.block(top, "yield", yieldBlock(r))
	return []byte(strings.Join(lines, "")), nil
}

func yieldBlock(r Report) string {
	c := r.Calibration
	return fmt.Sprintf("yield:\n  prior: %s\n  source: %s\n  calibration: {decisions: %d, confirmed: %d, offset: %s, slope: %s, pivot: %s, on: %q}\n",
		short(r.Prior), strconv.Quote(r.Source), c.Decisions, c.Confirmed, short(c.Offset), short(c.Slope), short(c.Pivot), c.On)
}

func short(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// value returns the value of a key, or nil.
func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// edits changes single places of a file.
type edits struct{ lines []string }

// scalar puts text in place of a plain value. Values on one line are changed from what is
// left of it, which does not move: columns are counted in characters.
func (e edits) scalar(n *yaml.Node, text string) {
	line := []rune(e.lines[n.Line-1])
	at := n.Column - 1
	e.lines[n.Line-1] = string(line[:at]) + text + string(line[at+len([]rune(n.Value)):])
}

// block puts text in place of a key of the document with its value or, if it is not there,
// before the inputs.
func (e edits) block(top *yaml.Node, key, text string) {
	for i := 0; i < len(top.Content); i += 2 {
		if top.Content[i].Value != key {
			continue
		}
		end := len(e.lines)
		if i+2 < len(top.Content) {
			end = top.Content[i+2].Line - 1
		}
		for end > top.Content[i].Line && strings.HasPrefix(strings.TrimSpace(e.lines[end-1]), "#") {
			end-- // a comment belongs to the key after it
		}
		e.lines[top.Content[i].Line-1] = text
		for n := top.Content[i].Line; n < end; n++ {
			e.lines[n] = ""
		}
		return
	}
	for i := 0; i < len(top.Content); i += 2 {
		if top.Content[i].Value == "inputs" {
			n := top.Content[i].Line - 1
			e.lines[n] = text + e.lines[n]
			return
		}
	}
	e.lines[len(e.lines)-1] += text
}

// Print writes the report for people.
func (r Report) Print(to io.Writer, lang string) error {
	var buf bytes.Buffer
	w := tabwriter.NewWriter(&buf, 0, 4, 2, ' ', 0)
	say := func(zh, en string, args ...any) {
		fmt.Fprintf(w, fault.Text{ZH: zh, EN: en}.In(lang)+"\n", args...)
	}
	say("%s 第 %d 版：已决线索 %d 条，成立 %d 条；先验 %s（%s）", "%s version %d: %d decided clues, %d confirmed; prior %s (%s)",
		r.Model, r.Version, r.Decisions, r.Confirmed, models.Percent(r.Prior), r.Source)
	fmt.Fprintln(w, r.Why.In(lang))
	if r.Proposed {
		say("\n监督点\t现权重\t新权重\t计入的线索", "\nindicator\tnow\tnew\tclues it counted in")
		for _, x := range r.Weights {
			fmt.Fprintf(w, "%s %s\t%.2f\t%.2f\t%d\n", x.ID, x.Title.In(lang), x.Old, x.New, x.Counted)
		}
		say("\n\t对数损失\tBrier", "\n\tlog loss\tBrier")
		say("现在显示的概率\t%.4f\t%.4f", "as shown today\t%.4f\t%.4f", r.Now.LogLoss, r.Now.Brier)
		say("现权重，校准后（未参与拟合的决定）\t%.4f\t%.4f", "present weights, calibrated (decisions left out)\t%.4f\t%.4f", r.Rescaled.LogLoss, r.Rescaled.Brier)
		say("新权重，校准后（未参与拟合的决定）\t%.4f\t%.4f", "new weights, calibrated (decisions left out)\t%.4f\t%.4f", r.Refitted.LogLoss, r.Refitted.Brier)
		say("\n概率（十分位）\t线索\t预期成立\t实际成立", "\nprobability (tenths)\tclues\texpected\tconfirmed")
		for _, d := range r.Table {
			fmt.Fprintf(w, "%.2f–%.2f\t%d\t%.1f\t%d\n", d.From, d.To, d.Decisions, d.Expected*float64(d.Decisions), d.Confirmed)
		}
		say("\n概率：赔率 = 先验赔率 × e^(%.4f + %.4f × (风险 − %.4f))", "\nprobability: odds = prior odds × e^(%.4f + %.4f × (risk − %.4f))", r.Offset, r.Slope, r.Pivot)
	}
	for _, n := range r.Notes {
		fmt.Fprintln(w, "· "+n.In(lang))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := to.Write(buf.Bytes())
	return err
}

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// explain prints why two rows are, or are not, one subject.
func (c *linkTableCmd) explain(a *app, r *match.Result) error {
	x, y, ok := strings.Cut(c.Explain, ",")
	if !ok {
		return usageError{fault.Invalidf("--explain 应写两个编号，以逗号分隔。", "--explain takes two ids with a comma between them.")}
	}
	e, err := r.Explain(strings.TrimSpace(x), strings.TrimSpace(y))
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(e)
	}
	a.printExplanation(a.term.out, e)
	return nil
}

// printExplanation writes the weights one a line, with bars to the left and right of zero.
func (a *app) printExplanation(w io.Writer, e match.Explanation) {
	fmt.Fprintf(w, a.pick("%s 与 %s\n", "%s and %s\n"), e.A, e.B)
	fmt.Fprintf(w, "%+8.2f  %s  %s\n", e.Prior, waterfall(e.Prior), a.pick("起点：任取两行为同一主体的可能", "where it starts: how likely any two rows are one subject"))
	for _, f := range e.Weights {
		fmt.Fprintf(w, a.pick("%+8.2f  %s  %s：%s", "%+8.2f  %s  %s: %s"), f.Bits+f.Frequency, waterfall(f.Bits+f.Frequency), f.Column, f.Level.In(a.lang))
		if f.A != "" || f.B != "" {
			fmt.Fprintf(w, a.pick("（%s | %s）", " (%s | %s)"), f.A, f.B)
		}
		if f.Frequency > 0.05 || f.Frequency < -0.05 {
			fmt.Fprintf(w, a.pick("，其中取值常见程度 %+.2f", ", of which for how common the value is %+.2f"), f.Frequency)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%+8.2f  %s  %s %.6f\n", e.Total, waterfall(e.Total), a.pick("合计（比特）；概率", "in all, in bits; probability"), e.Probability)
	for _, s := range a.remarks(e) {
		fmt.Fprintln(w, s)
	}
}

// remarks says what decides beside the weights.
func (a *app) remarks(e match.Explanation) []string {
	var out []string
	say := func(on bool, zh, en string) {
		if on {
			out = append(out, a.pick(zh, en))
		}
	}
	say(e.Number != "" && !e.Clash, "两行的有效号码相同（"+e.Number+"），据此认定为同一主体。", "Both bear the same valid number ("+e.Number+"), which decides it.")
	say(e.Clash, "号码虽相同，但姓名明显不同，出生日期或电话、住址也不同，不合并。", "The number is the same, but names clearly differ, and so do birth dates or telephone and address: not merged.")
	say(e.Opposed && !e.Masked, "两行的有效号码不同，不合并。", "They bear different valid numbers: not merged.")
	say(e.Masked, "有隐名，未经人工确认不合并。", "One of them is masked: not merged unless a person confirms it.")
	say(e.Unanchored && !e.Masked, "姓名、出生日期、号码均不足以认定（住址、电话可能为一家人共有），不自动合并。", "Neither name, birth date nor number agrees enough (a household may share address and telephone): not merged without asking.")
	say(e.Together, "结果：归为同一主体。", "Result: one entity.")
	say(!e.Together, "结果：未归为同一主体。", "Result: not one entity.")
	return out
}

// waterfall draws a weight as a bar to the left or right of zero, two bits a character.
func waterfall(bits float64) string {
	const half = 12
	n := max(-half, min(half, int(bits/2)))
	if n < 0 {
		return strings.Repeat("·", half+n) + strings.Repeat("▒", -n) + "|" + strings.Repeat("·", half)
	}
	return strings.Repeat("·", half) + "|" + strings.Repeat("█", n) + strings.Repeat("·", half-n)
}

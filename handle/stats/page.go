package stats

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes what every figure means, as docs/figures.md has it.
func Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# 指标口径 · What each figure means\n\n由 `make figures` 按程序中的定义生成，请勿手工修改。\n\nWritten by `make figures` from the declarations that the program counts by; do not edit.\n\n")
	fmt.Fprintf(&b, "每项指标都列出分子、分母、口径，并与上期、去年的同一段时间比较；“截止日”之后发生的不计入。分母小于 %d 的不计算百分比。指标只描述情况：不给院或人排名，不设目标值。\n\n", Least)
	fmt.Fprintf(&b, "Each figure is told with numerator, denominator and cohort, beside the same stretch of the period before and of a year earlier; what happened after the day “as of” is not counted. Of a denominator smaller than %d no rate is given. The figures describe: neither offices nor people are ranked, and there are no targets.\n", Least)
	sets := map[string]Set{}
	for _, s := range Sets() {
		sets[s.ID] = s
	}
	for _, f := range Figures() {
		fmt.Fprintf(&b, "\n## %s · %s\n\n", f.Title.ZH, f.Title.EN)
		above := "分子 numerator"
		if f.Form == Count {
			above = "数量 count"
		}
		fmt.Fprintf(&b, "- %s（`%s`）：%s。%s.\n", above, f.Numerator, sets[f.Numerator].Says.ZH, sentence(sets[f.Numerator].Says.EN))
		if f.Denominator != "" {
			fmt.Fprintf(&b, "- 分母 denominator（`%s`）：%s。%s.\n", f.Denominator, sets[f.Denominator].Says.ZH, sentence(sets[f.Denominator].Says.EN))
		}
		fmt.Fprintf(&b, "- 口径 cohort：%s。%s.\n- 来源 source：%s。%s.\n", f.Cohort.ZH, sentence(f.Cohort.EN), f.Source.ZH, sentence(f.Source.EN))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sentence begins a text with a capital letter.
func sentence(s string) string {
	return strings.ToUpper(s[:1]) + s[1:]
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/detect/scan"
)

// printFindings writes each finding as one line of JSON, with what the findings say of one
// another: which other models point at the subject, and to which cluster it belongs.
func printFindings(a *app, out *bufio.Writer, f scanned) error {
	also := map[string]scan.Corroboration{}
	for _, c := range scan.Corroborate(f.findings, f.cards) {
		if c.Kind == "subject" {
			also[c.ID] = c
		}
	}
	clusters := map[[2]string]scan.Cluster{}
	for _, c := range scan.Clusters(f.findings) {
		for _, m := range c.Members {
			clusters[[2]string{c.Model, m.Subject.ID}] = c
		}
	}
	for _, x := range f.findings {
		line, err := x.Line(a.lang)
		if err != nil {
			return err
		}
		more, err := json.Marshal(together(a, x, also[x.Subject.ID], clusters[[2]string{x.Model, x.Subject.ID}]))
		if err != nil {
			return err
		}
		if len(more) > len("{}") {
			line = append(append(line[:len(line)-1], ','), more[1:]...)
		}
		fmt.Fprintf(out, "%s\n", line)
	}
	return nil
}

// together says what other findings add to one.
func together(a *app, f scan.Finding, also scan.Corroboration, c scan.Cluster) any {
	type combined struct {
		Value float64 `json:"value"`
		Basis string  `json:"basis"`
	}
	type cluster struct {
		ID      string   `json:"id"`
		Members []string `json:"members"`
	}
	var out struct {
		Also     []string  `json:"also_found_by,omitempty"`
		Combined *combined `json:"combined,omitempty"`
		Cluster  *cluster  `json:"cluster,omitempty"`
	}
	if also.ID != "" {
		out.Also = slices.DeleteFunc(also.Models(), func(m string) bool { return m == f.Model })
		out.Combined = &combined{also.Probability.Value, also.Probability.Basis.In(a.lang)}
	}
	if c.ID != "" {
		out.Cluster = &cluster{ID: c.ID}
		for _, m := range c.Members {
			out.Cluster.Members = append(out.Cluster.Members, m.Subject.ID)
		}
	}
	return out
}

// printTogether says how many findings are one matter, and how many subjects several models
// point to.
func printTogether(a *app, out *bufio.Writer, f scanned) {
	members, clusters := 0, scan.Clusters(f.findings)
	for _, c := range clusters {
		members += len(c.Members)
	}
	subjects := 0
	for _, c := range scan.Corroborate(f.findings, f.cards) {
		if c.Kind == "subject" {
			subjects++
		}
	}
	if len(clusters) > 0 {
		fmt.Fprintf(out, a.pick("其中 %d 条命中依据相同案件或者涉及同一相对人，合为 %d 组\n", "%d of the findings rest on the same cases or concern the same other side: %d clusters\n"), members, len(clusters))
	}
	if subjects > 0 {
		fmt.Fprintf(out, a.pick("%d 个主体由多个模型命中\n", "%d subjects are found by several models\n"), subjects)
	}
}

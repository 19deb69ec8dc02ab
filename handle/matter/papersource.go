package matter

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
)

// sources is what a matter knows that the first version of a paper may say.
type sources struct {
	*file
	paper                    PaperRow
	laws                     law.Register
	office                   string
	parties, evidence, clues string
}

// sources asks for what is not in the file of the matter.
func (s *Service) sources(ctx context.Context, tx *db.Tx, f *file, p PaperRow) (out sources, err error) {
	out = sources{file: f, paper: p, laws: s.laws}
	err = tx.QueryRow(ctx, `SELECT name FROM office WHERE id = $1`, string(f.Office)).Scan(&out.office)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return out, fmt.Errorf("get the name of an office: %w", err)
	}
	all, err := parties(ctx, tx, f.ID)
	if err != nil {
		return out, err
	}
	for _, x := range all {
		out.parties += x.Part + "：" + x.Name + "\n"
	}
	list, err := evidence(ctx, tx, f.ID)
	if err != nil {
		return out, err
	}
	for _, x := range list {
		out.evidence += x.Title + "（来源：" + x.Source + "）\n"
	}
	ids, err := texts(ctx, tx, `SELECT clue FROM matter_clue WHERE matter = $1 ORDER BY clue`, string(f.ID))
	if err != nil {
		return out, err
	}
	for _, id := range ids {
		x, err := clue.Facts(ctx, tx, f.by, clue.ID(id))
		if err != nil {
			return out, err
		}
		out.clues += x + "\n"
	}
	return out, nil
}

// first returns the first value of a field: what is known of its sources, a line each with
// its name if there are several.
func (s sources) first(x template.Slot) string {
	var titles, values []string
	for _, from := range x.From {
		title, v := s.source(from)
		if v = strings.TrimSpace(v); v != "" {
			titles, values = append(titles, title), append(values, v)
		}
	}
	if len(values) == 1 {
		return values[0]
	}
	var b strings.Builder
	for i, v := range values {
		if titles[i] != "" {
			b.WriteString(titles[i] + "：")
		}
		b.WriteString(v + "\n")
	}
	return strings.TrimSpace(b.String())
}

// source returns what one source says, and its name.
func (s sources) source(from string) (title, value string) {
	switch from {
	case "@parties":
		return "", s.parties
	case "@evidence":
		return "", s.evidence
	case "@clues":
		return "", s.clues
	case "@handler":
		return "", s.Lead
	case "@opened":
		return "", longDay(s.m.OpenedOn)
	case "@facts":
		return "", s.facts()
	case "@origin":
		return "", originSays(s.Origin)
	case "@law":
		return "", s.articles()
	case "@committee":
		return "", s.committee()
	case "@served":
		if n := len(s.m.Served); n > 0 {
			return "", longDay(s.m.Served[n-1].On)
		}
		return "", ""
	}
	f, asked := s.engine.Fields[from]
	v, known := s.m.Facts[from]
	if !asked || !known || f.Sensitive {
		return "", ""
	}
	if day, err := law.ParseDate(fmt.Sprint(v)); f.isDay() && err == nil {
		return f.Title.ZH, longDay(day)
	}
	return f.Title.ZH, f.words(v)
}

// originSays is how a matter began, as papers say it.
func originSays(origin string) string {
	return map[string]string{
		"clue": "本院通过大数据法律监督发现线索，依职权启动监督", "application": "当事人向本院申请监督", "ex-officio": "本院在履行职责中发现，依职权启动监督",
		"petition": "群众来信来访", "accusation": "控告、举报", "transfer": "其他机关移送", "superior": "上级人民检察院交办", "report": "有关单位或者人员报告",
	}[origin]
}

// articles cites what the paper rests on or, where the procedure does not say, what the
// procedure rests on: whoever drafts takes out what is not needed.
func (s sources) articles() string {
	refs := s.engine.Basis
	if i := slices.IndexFunc(s.engine.Papers, func(p Paper) bool { return p.ID == s.paper.Kind }); i >= 0 && len(s.engine.Papers[i].Law) > 0 {
		refs = s.engine.Papers[i].Law
	}
	return Cite(s.laws, refs).ZH
}

// committee is the last decision of the committee.
func (s sources) committee() string {
	for _, t := range slices.Backward(s.m.Taken) {
		for _, g := range slices.Backward(t.Approvals) {
			if g.By == Committee {
				return longDay(g.On) + " " + g.Decision
			}
		}
	}
	return ""
}

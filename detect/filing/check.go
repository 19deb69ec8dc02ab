package filing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// An Answer is what models say of a filing.
type Answer struct {
	Snapshot string         `json:"snapshot" doc:"The snapshot it was looked up in."`
	AsOf     string         `json:"as_of" doc:"The day as of which the models look."`
	Says     fault.Text     `json:"says" doc:"What the answer is and what it is not."`
	Parties  []Known        `json:"parties" doc:"Whom the parties were taken for, in their order."`
	Touched  []scan.Finding `json:"touched" doc:"What models find about the parties with this filing, the highest risk first."`
	NotAsked []NotAsked     `json:"not_asked" doc:"Models that can only be run over everything."`
}

// A Known is whom a party was taken for.
type Known struct {
	Name   string `json:"name" doc:"As filed."`
	Entity string `json:"entity" doc:"Who it is in the records; made up if nobody known."`
	How    string `json:"how" enum:"identifier,name_and_birth,name,name_and_area,several,nobody" doc:"What tells so."`
}

// A NotAsked is a model that was not asked, and why.
type NotAsked struct {
	Model string     `json:"model" doc:"Id of the model."`
	Why   fault.Text `json:"why" doc:"Why."`
}

// says is what every answer begins with.
func says(touched int) fault.Text {
	if touched == 0 {
		return fault.Text{ZH: "未触及所查监督模型的线索标准。本结果仅供审查立案时参考，不是不予立案或者驳回的理由；没有提示不等于没有问题。",
			EN: "No model that was asked finds anything. This is for the judge's eyes only and no ground to refuse or dismiss the case; that nothing is said does not mean that nothing is wrong."}
	}
	return fault.Text{ZH: fmt.Sprintf("触及%d项监督模型的线索标准，理由见后。本结果仅供审查立案时参考，不是不予立案或者驳回的理由，由法官判断。", touched),
		EN: fmt.Sprintf("%d findings touch this filing; the reasons follow. They are for the judge's eyes only and no ground to refuse or dismiss the case: the judge decides.", touched)}
}

// A Desk answers what models say of filings, on one snapshot that is open and linked.
type Desk struct {
	Snapshot scan.Snapshot // AsOf is the day as of which to look
	Models   []models.Model
	Open     nearby.Open
}

// Check returns what the models say of a filing. Nothing of it is kept.
func (d Desk) Check(ctx context.Context, f Filing) (Answer, error) {
	if err := f.Check(); err != nil {
		return Answer{}, err
	}
	j, text := f.read()
	rows := map[string][]engine.Row{}
	for table, list := range lake.Rows(ID, text, j) {
		for _, row := range list {
			rows[table] = append(rows[table], engine.Row(row))
		}
	}
	delete(rows, "document")
	a := Answer{Snapshot: d.Snapshot.ID, AsOf: d.Snapshot.AsOf.Format(time.DateOnly), Touched: []scan.Finding{}, NotAsked: []NotAsked{}}
	area := j.Area()
	for i, p := range f.Parties {
		k, err := d.who(ctx, p, f.Court, area, i)
		if err != nil {
			return a, err
		}
		a.Parties = append(a.Parties, k)
		rows["party"][i]["entity"] = k.Entity
	}
	if err := d.agents(ctx, rows["agent"]); err != nil {
		return a, err
	}
	search := nearby.Search{Snapshot: d.Snapshot, News: nearby.News{Supposed: rows}, Open: d.Open}
	answers, err := search.Scan(ctx, d.Models)
	if err != nil {
		return a, err
	}
	for _, r := range answers {
		if r.Whole != (fault.Text{}) {
			a.NotAsked = append(a.NotAsked, NotAsked{r.Model.ID, r.Whole})
			continue
		}
		for _, x := range r.Result.Findings {
			if slices.Contains(x.Documents, ID) || slices.ContainsFunc(a.Parties, func(k Known) bool { return k.Entity == x.Subject.ID }) {
				a.Touched = append(a.Touched, x)
			}
		}
	}
	slices.SortStableFunc(a.Touched, func(x, y scan.Finding) int {
		switch {
		case x.Risk > y.Risk:
			return -1
		case x.Risk < y.Risk:
			return 1
		}
		return strings.Compare(x.Model, y.Model)
	})
	a.Says = says(len(a.Touched))
	return a, nil
}

// mentions looks up who bears a name or a number in court documents.
func (d Desk) mentions(ctx context.Context, p Litigant) (list []engine.Row, err error) {
	e := d.Snapshot.Engine
	if !engine.Holds(e, "party") {
		return nil, nil
	}
	q := e.Dialect()
	where := "name = " + q.Text(p.Name)
	if p.IDNo != "" {
		where += " OR id_no = " + q.Text(p.IDNo)
	}
	query := "SELECT DISTINCT p.entity, p.name, p.id_no, p.born_on, p.kind, j.area, j.court FROM (SELECT * FROM party WHERE NOT masked AND kind = " + q.Text(p.Kind) +
		" AND (" + where + ")) p LEFT JOIN judgment j ON j.id = p.judgment LIMIT 5000"
	for row, err := range e.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("look up a party: %w", err)
		}
		list = append(list, row)
	}
	return list, nil
}

// who tells whom a party is taken for: by number; else by whole name and birth date, an
// organisation by its whole name, a person by name within one area; if only one is meant.
func (d Desk) who(ctx context.Context, p Litigant, court, area string, i int) (Known, error) {
	nobody := Known{p.Name, fmt.Sprintf("%s-filing-%d", letter(p.Kind), i+1), "nobody"}
	list, err := d.mentions(ctx, p)
	if err != nil || strings.ContainsAny(p.Name, "某×＊*") {
		return nobody, err
	}
	for _, rule := range []struct {
		how  string
		asks bool
		fits func(engine.Row) bool
	}{
		{"identifier", p.IDNo != "", func(r engine.Row) bool { return r["id_no"] == p.IDNo }},
		{"name_and_birth", p.BornOn != "", func(r engine.Row) bool { return r["name"] == p.Name && dayOf(r["born_on"]) == p.BornOn }},
		{"name", p.Kind == "organisation", func(r engine.Row) bool { return r["name"] == p.Name }},
		{"name_and_area", p.Kind == "person" && p.BornOn == "", func(r engine.Row) bool {
			return r["name"] == p.Name && (r["court"] == court || area != "" && r["area"] == area)
		}},
	} {
		if !rule.asks {
			continue
		}
		var found []string
		for _, r := range list {
			if e, ok := r["entity"].(string); ok && rule.fits(r) && !slices.Contains(found, e) {
				found = append(found, e)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return Known{p.Name, found[0], rule.how}, nil
		default:
			nobody.How = "several"
			return nobody, nil
		}
	}
	return nobody, nil
}

func dayOf(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return ""
}

func letter(kind string) string {
	if kind == "organisation" {
		return "o"
	}
	return "p"
}

// agents tells whom the agents are taken for: by name and firm.
func (d Desk) agents(ctx context.Context, rows []engine.Row) error {
	e := d.Snapshot.Engine
	q := e.Dialect()
	for i, row := range rows {
		row["entity"] = fmt.Sprintf("a-filing-%d", i+1)
		name, _ := row["name"].(string)
		firm, _ := row["firm"].(string)
		if firm == "" || !engine.Holds(e, "agent") {
			continue
		}
		var found []string
		for r, err := range e.Query(ctx, "SELECT DISTINCT entity FROM agent WHERE name = "+q.Text(name)+" AND firm = "+q.Text(firm)+" LIMIT 2") {
			if err != nil {
				return fmt.Errorf("look up an agent: %w", err)
			}
			if s, ok := r["entity"].(string); ok {
				found = append(found, s)
			}
		}
		if len(found) == 1 {
			row["entity"] = found[0]
		}
	}
	return nil
}

package filing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
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
	Index    *nearby.Index // of the snapshot; nil: its tables are gone through
	Abreast  int           // as in nearby.Search
	Most     int           // likewise

	pool *duck.Pool // of a desk that is kept
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
	search := nearby.Search{Snapshot: d.Snapshot, News: nearby.News{Supposed: rows}, Open: d.Open, Index: d.Index, Abreast: d.Abreast, Most: d.Most}
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

// Columns are those by which filings look records up, for nearby.NewIndex.
func Columns() map[string][]string {
	return map[string][]string{"party": {"name", "id_no", "born_on", "kind", "masked"}, "agent": {"name", "firm"}, "judgment": {"court", "area"}}
}

// find returns the records of a data set that have a value in a column.
func (d Desk) find(ctx context.Context, dataset, column, value string) (list []engine.Row, err error) {
	if d.Index != nil {
		return d.Index.Find(dataset, column, value, mostMentions), nil
	}
	e := d.Snapshot.Engine
	if !engine.Holds(e, dataset) {
		return nil, nil
	}
	q := e.Dialect()
	for row, err := range e.Query(ctx, fmt.Sprintf("SELECT * FROM %s WHERE %s = %s LIMIT %d", q.Name(dataset), q.Name(column), q.Text(value), mostMentions)) {
		if err != nil {
			return nil, fmt.Errorf("look up %s by %s: %w", dataset, column, err)
		}
		list = append(list, row)
	}
	return list, nil
}

// mostMentions is how many mentions of a name are looked at.
const mostMentions = 5000

// mentions looks up who bears a name or a number in court documents.
func (d Desk) mentions(ctx context.Context, p Litigant) (list []engine.Row, err error) {
	list, err = d.find(ctx, "party", "name", p.Name)
	if err == nil && p.IDNo != "" {
		var more []engine.Row
		more, err = d.find(ctx, "party", "id_no", p.IDNo)
		list = append(list, more...)
	}
	return slices.DeleteFunc(list, func(r engine.Row) bool { return r["kind"] != p.Kind || r["masked"] != false }), err
}

// near reports whether a mention is of one court or area.
func (d Desk) near(ctx context.Context, mention engine.Row, court, area string) (bool, error) {
	id, _ := mention["judgment"].(string)
	found, err := d.find(ctx, "judgment", "id", id)
	if err != nil || len(found) == 0 {
		return false, err
	}
	return found[0]["court"] == court || area != "" && found[0]["area"] == area, nil
}

// who tells whom a party is taken for: by number; else by whole name and birth date, an
// organisation by its whole name, a person by name within one area; if only one is meant.
func (d Desk) who(ctx context.Context, p Litigant, court, area string, i int) (Known, error) {
	nobody := Known{p.Name, fmt.Sprintf("%s-filing-%d", letter(p.Kind), i+1), "nobody"}
	if strings.ContainsAny(p.Name, "某×＊*") {
		return nobody, nil
	}
	list, err := d.mentions(ctx, p)
	if err != nil {
		return nobody, err
	}
	for _, rule := range []struct {
		how  string
		asks bool
		fits func(engine.Row) (bool, error)
	}{
		{"identifier", p.IDNo != "", func(r engine.Row) (bool, error) { return r["id_no"] == p.IDNo, nil }},
		{"name_and_birth", p.BornOn != "", func(r engine.Row) (bool, error) { return r["name"] == p.Name && dayOf(r["born_on"]) == p.BornOn, nil }},
		{"name", p.Kind == "organisation", func(r engine.Row) (bool, error) { return r["name"] == p.Name, nil }},
		{"name_and_area", p.Kind == "person" && p.BornOn == "", func(r engine.Row) (bool, error) {
			if r["name"] != p.Name {
				return false, nil
			}
			return d.near(ctx, r, court, area)
		}},
	} {
		if !rule.asks {
			continue
		}
		var found []string
		for _, r := range list {
			e, ok := r["entity"].(string)
			if !ok || slices.Contains(found, e) {
				continue
			}
			fits, err := rule.fits(r)
			if err != nil {
				return nobody, err
			}
			if fits {
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
	for i, row := range rows {
		row["entity"] = fmt.Sprintf("a-filing-%d", i+1)
		name, _ := row["name"].(string)
		firm, _ := row["firm"].(string)
		if firm == "" {
			continue
		}
		list, err := d.find(ctx, "agent", "name", name)
		if err != nil {
			return err
		}
		var found []string
		for _, r := range list {
			if s, ok := r["entity"].(string); ok && r["firm"] == firm && !slices.Contains(found, s) {
				found = append(found, s)
			}
		}
		if len(found) == 1 {
			row["entity"] = found[0]
		}
	}
	return nil
}

// Package filing looks at a case that is about to be docketed (立案) with the eyes of the
// models: it is read as if its paper lay in the lake, its parties are looked up among those who
// are known, and the models are asked what it causes. Nothing is kept, nobody is refused: what
// it says is for the judge to look at.
package filing

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

// A Filing is a case as it is brought.
type Filing struct {
	Court   string     `json:"court" maxLength:"100" doc:"Name of the court."`
	Cause   string     `json:"cause" maxLength:"100" doc:"Cause of action, such as 民间借贷纠纷."`
	FiledOn string     `json:"filed_on" maxLength:"10" doc:"Day of the filing, ISO."`
	Amount  float64    `json:"amount,omitempty" minimum:"0" doc:"Principal claimed, yuan."`
	Parties []Litigant `json:"parties" maxItems:"100" doc:"Everybody named as party."`
	Note    string     `json:"note,omitempty" maxLength:"20000" doc:"Text of the IOU or other paper of debt."`
	Facts   string     `json:"facts,omitempty" maxLength:"20000" doc:"Facts and reasons of the complaint."`
}

// A Litigant is somebody who sues or is sued.
type Litigant struct {
	Side    string   `json:"side" enum:"claiming,defending,third" doc:"Where the party stands."`
	Kind    string   `json:"kind" enum:"person,organisation" doc:"Person or organisation."`
	Name    string   `json:"name" maxLength:"100" doc:"Name."`
	IDNo    string   `json:"id_no,omitempty" maxLength:"30" doc:"Resident ID or credit code."`
	BornOn  string   `json:"born_on,omitempty" maxLength:"10" doc:"Date of birth, ISO."`
	Address string   `json:"address,omitempty" maxLength:"300" doc:"Address."`
	Agents  []Deputy `json:"agents,omitempty" maxItems:"10" doc:"Who acts for the party."`
}

// A Deputy acts for a party.
type Deputy struct {
	Name string `json:"name" maxLength:"100" doc:"Name."`
	Firm string `json:"firm,omitempty" maxLength:"200" doc:"Law firm or employer."`
}

const (
	mostParties = 100
	mostText    = 20_000 // characters of a text
	mostName    = 100    // characters of a name
)

// Check says everything that is wrong with a filing at once.
func (f Filing) Check() error {
	var zh, en []string
	must := func(ok bool, chinese, english string) {
		if !ok {
			zh, en = append(zh, chinese), append(en, english)
		}
	}
	must(f.Cause != "", "缺案由（cause）", "cause is missing")
	must(f.Court != "", "缺法院（court）", "court is missing")
	must(isDay(f.FiledOn), "立案日期（filed_on）应写作 2026-03-02 的样子", "filed_on should be written like 2026-03-02")
	must(f.Amount >= 0, "金额（amount）不能为负", "amount cannot be negative")
	must(len(f.Parties) <= mostParties, "当事人超过 100 名", "more than 100 parties")
	must(utf8.RuneCountInString(f.Note) <= mostText && utf8.RuneCountInString(f.Facts) <= mostText, "文字超过两万字", "a text is longer than 20,000 characters")
	must(len(f.Cause) <= 4*mostName && len(f.Court) <= 4*mostName, "案由或法院名称过长", "cause or court is too long")
	sides := map[string]int{}
	for i, p := range f.Parties {
		at := fmt.Sprintf("parties[%d]", i)
		sides[p.Side]++
		must(p.Name != "" && utf8.RuneCountInString(p.Name) <= mostName, at+"：姓名或名称缺失或过长", at+": name is missing or too long")
		must(p.Side == "claiming" || p.Side == "defending" || p.Side == "third", at+"：side 应为 claiming、defending 或 third", at+": side is claiming, defending or third")
		must(p.Kind == "person" || p.Kind == "organisation", at+"：kind 应为 person 或 organisation", at+": kind is person or organisation")
		must(p.BornOn == "" || isDay(p.BornOn), at+"：born_on 应写作 1980-01-31 的样子", at+": born_on should be written like 1980-01-31")
		must(len(p.Agents) <= 10, at+"：代理人超过 10 名", at+": more than 10 agents")
	}
	must(sides["claiming"] > 0 && sides["defending"] > 0, "须有原告（claiming）和被告（defending）", "a claiming and a defending party are needed")
	if len(zh) > 0 {
		return fault.Invalidf("立案材料不完整：%[1]s。", "The filing cannot be used: %[2]s.", strings.Join(zh, "；"), strings.Join(en, "; "))
	}
	return nil
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// paper writes the filing as a court would write its document, so that the same reader reads
// what the complaint and the note tell.
func (f Filing) paper() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n民事判决书\n", f.Court)
	sides := map[string][]string{}
	for _, p := range f.Parties {
		fmt.Fprintf(&b, "%s：%s", roleOf(p.Side), p.Name)
		if p.Address != "" {
			fmt.Fprintf(&b, "，住%s", p.Address)
		}
		b.WriteString("。\n")
		for _, a := range p.Agents {
			fmt.Fprintf(&b, "委托诉讼代理人：%s", a.Name)
			if a.Firm != "" {
				fmt.Fprintf(&b, "，%s律师", a.Firm)
			}
			b.WriteString("。\n")
		}
		sides[p.Side] = append(sides[p.Side], p.Name)
	}
	claiming, defending := strings.Join(sides["claiming"], "、"), strings.Join(sides["defending"], "、")
	fmt.Fprintf(&b, "原告%s与被告%s%s一案，本院立案。\n", claiming, defending, f.Cause)
	fmt.Fprintf(&b, "原告%s向本院提出诉讼请求：判令被告%s偿还%.2f元。\n", claiming, defending, f.Amount)
	fmt.Fprintf(&b, "事实和理由：%s\n%s\n", f.Facts, f.Note)
	return b.String()
}

func roleOf(side string) string {
	switch side {
	case "claiming":
		return "原告"
	case "defending":
		return "被告"
	}
	return "第三人"
}

// pending stands for the number that the case does not have yet.
const pending = "待立案"

// ID is the document id that the filing goes by.
const ID = "filing"

// read reads the filing. What it states in fields of its own counts before what was read.
func (f Filing) read() (record.Judgment, string) {
	text := f.paper()
	j := record.Index(ID, text)
	class := map[string]string{}
	for _, p := range j.Parties {
		class[p.Name] = p.Class
	}
	j.Court, j.Cause, j.FiledOn, j.DecidedOn = f.Court, f.Cause, f.FiledOn, ""
	j.CaseNo = pending // no other case has it
	j.DocType, j.Procedure, j.Branch, j.Outcome = record.JudgmentDoc, "first", "civil", ""
	j.ClaimAmount = &f.Amount
	j.AbsentDefendant, j.DefendantDisputes, j.Parties = nil, nil, nil
	for _, p := range f.Parties {
		x := record.Party{Side: record.Side(p.Side), Role: role(p.Side), Name: p.Name, Kind: p.Kind, Class: class[p.Name], BornOn: p.BornOn, Address: p.Address, IDNumber: p.IDNo}
		x.Masked = strings.ContainsAny(p.Name, "某×＊*")
		for _, a := range p.Agents {
			x.Agents = append(x.Agents, record.Agent{Name: a.Name, Firm: a.Firm, Kind: agentKind(a)})
		}
		j.Parties = append(j.Parties, x)
	}
	return j, text
}

func agentKind(a Deputy) string {
	if strings.HasSuffix(a.Firm, "律师事务所") {
		return "lawyer"
	}
	return ""
}

func role(side string) record.Role {
	switch side {
	case "claiming":
		return "plaintiff"
	case "defending":
		return "defendant"
	}
	return "third_party"
}

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

type lawCmd struct {
	List     lawListCmd     `cmd:"" help:"${law_list}"`
	Show     lawShowCmd     `cmd:"" help:"${law_show}"`
	Calendar lawCalendarCmd `cmd:"" help:"${law_calendar}"`
}

type lawListCmd struct{}

type lawShowCmd struct {
	Law     string `arg:"" help:"${law_name}"`
	Article string `arg:"" optional:"" help:"${law_article}"`
	Version string `help:"${law_version}" placeholder:"DATE"`
}

// lawLine is a version of a law as --json prints it.
type lawLine struct {
	Law      string     `json:"law"`
	Title    string     `json:"title"`
	English  string     `json:"english"`
	Version  string     `json:"version"`
	From     string     `json:"in_force_from"` // empty: not known
	To       string     `json:"in_force_to"`
	Status   law.Status `json:"status"`
	Articles int        `json:"articles"`
	File     string     `json:"file,omitempty"`
	Source   fault.Text `json:"source"` // of an unverified law
	Notes    fault.Text `json:"notes"`
}

// articleLine is an article as --json prints it.
type articleLine struct {
	Law        string          `json:"law"`
	Version    string          `json:"version"`
	Article    string          `json:"article"`
	Cite       fault.Text      `json:"cite"`
	Chapter    string          `json:"chapter,omitempty"`
	Text       string          `json:"text"` // empty: unverified
	Paragraphs []law.Paragraph `json:"paragraphs,omitempty"`
	From       string          `json:"in_force_from"`
	To         string          `json:"in_force_to"`
	Status     law.Status      `json:"status"`
	Caution    *fault.Text     `json:"caution,omitempty"`
	Source     fault.Text      `json:"source"`
}

// Run lists the laws of the register.
func (c *lawListCmd) Run(a *app) error {
	laws, err := law.Load()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for _, e := range laws.Editions() {
		n := len(laws.Articles(e.Law, e.Version))
		if a.json {
			line := lawLine{e.Law, e.Title, e.English, e.Version, e.From, e.To, e.Status, n, e.File, e.Source, notes(e)}
			if err := json.NewEncoder(a.term.out).Encode(line); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\n", e.Law, e.Version, n, a.inForce(e), a.lawStatus(e.Status))
	}
	return w.Flush()
}

func notes(e law.Edition) fault.Text {
	return fault.Text{ZH: strings.TrimSpace(e.Note.ZH + e.Replaced.ZH), EN: strings.TrimSpace(e.Note.EN + " " + e.Replaced.EN)}
}

// inForce says from when until when a law is in force, as far as it is known.
func (a *app) inForce(e law.Edition) string {
	if e.From == "" {
		return a.pick("施行日期不详", "from an unknown day")
	}
	if e.To == "" {
		return fmt.Sprintf(a.pick("%s 起施行", "from %s"), e.From)
	}
	return fmt.Sprintf(a.pick("%s 至 %s 施行", "%s to %s"), e.From, e.To)
}

func (a *app) lawStatus(s law.Status) string {
	return map[law.Status]string{
		law.InForce:    a.pick("登记簿中最新", "newest here"),
		law.Repealed:   a.pick("已被取代", "replaced"),
		law.Unverified: a.pick("未核对", "unverified"),
	}[s]
}

// Run shows one article of a law, or all of them.
func (c *lawShowCmd) Run(a *app) error {
	laws, err := law.Load()
	if err != nil {
		return err
	}
	e, err := c.edition(laws)
	if err != nil {
		return err
	}
	articles := laws.Articles(e.Law, e.Version)
	if c.Article != "" {
		number, ok := law.Number(c.Article)
		if !ok {
			return fault.Invalidf("“%s”不是条文序号；写成 115、307-1 或 第三百零七条之一。", "%q is no number of an article; write 115, 307-1 or 第三百零七条之一.", c.Article)
		}
		articles = slices.DeleteFunc(articles, func(x law.Article) bool { return x.Number != number })
		if len(articles) == 0 {
			why := laws.Absent(e.Law, e.Version, number)
			return fault.NotFoundf("%[1]s。", "%[2]s.", why.ZH, why.EN)
		}
	}
	if a.json {
		return a.encodeArticles(laws, articles)
	}
	a.printArticles(laws, e, articles)
	return nil
}

// edition finds the one version of the one law that is meant.
func (c *lawShowCmd) edition(laws law.Register) (law.Edition, error) {
	found := laws.Find(c.Law)
	if len(found) == 0 {
		return law.Edition{}, fault.NotFoundf("法律登记簿中没有《%s》；用 mingjian law list 查看全部。", "the register has no law called %s; mingjian law list shows all.", c.Law)
	}
	var names, versions []string
	for _, e := range found {
		if !slices.Contains(names, e.Law) {
			names = append(names, e.Law)
		}
		versions = append(versions, e.Version)
	}
	if len(names) > 1 {
		return law.Edition{}, fault.Invalidf("“%s”可能指：%s。", "%s may mean: %s.", c.Law, strings.Join(names, "、"))
	}
	if c.Version == "" {
		newest, _ := laws.Newest(names[0])
		return newest, nil
	}
	if i := slices.Index(versions, c.Version); i >= 0 {
		return found[i], nil
	}
	return law.Edition{}, fault.NotFoundf("《%s》没有 %s 版；有：%s。", "%s has no version %s; it has %s.", names[0], c.Version, strings.Join(versions, "、"))
}

func (a *app) encodeArticles(laws law.Register, articles []law.Article) error {
	out := json.NewEncoder(a.term.out)
	for _, x := range articles {
		line := articleLine{
			Law: x.Law, Version: x.Version, Article: x.Number, Cite: x.Cite(), Chapter: x.Chapter, Text: x.Text,
			Paragraphs: x.Paragraphs(), From: x.From, To: x.To, Status: x.Status, Source: x.Source,
		}
		if says, ok := laws.Caution(x); ok {
			line.Caution = &says
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// printArticles prints a law as one reads it: what it is, then the text under its
// headings.
func (a *app) printArticles(laws law.Register, e law.Edition, articles []law.Article) {
	fmt.Fprintf(a.term.out, "%s（%s）%s %s\n", e.Title, e.Version, a.inForce(e), a.lawStatus(e.Status))
	if n := notes(e).In(a.lang); n != "" {
		fmt.Fprintln(a.term.out, n)
	}
	if len(articles) > 0 {
		if says, ok := laws.Caution(articles[0]); ok && len(articles) == 1 {
			fmt.Fprintln(a.term.out, says.In(a.lang))
		}
	}
	chapter := ""
	for _, x := range articles {
		if x.Chapter != chapter {
			chapter = x.Chapter
			fmt.Fprintf(a.term.out, "\n%s\n", chapter)
		}
		fmt.Fprintf(a.term.out, "\n%s", x.Heading())
		for _, p := range x.Paragraphs() {
			fmt.Fprintf(a.term.out, "  %s\n", strings.Join(append([]string{p.Text}, p.Items...), "\n    "))
		}
		if x.Text == "" {
			fmt.Fprintf(a.term.out, "  "+a.pick("（无文本，未核对；来源：%s）", "(no text, unverified; source: %s)")+"\n", x.Source.In(a.lang))
		}
	}
}

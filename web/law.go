package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// lawRoutes is what the API can do with the texts of laws, the time limits they set and the
// notices of holidays. All of it comes with the program or is published and names nobody: whoever
// has signed in may read it.
func (s *Server) lawRoutes(api huma.API) {
	rules := needs(access.ReadLaws)
	route(s, api, also(get("/api/laws", "list-laws", "Laws of the register, each in all versions", rules), "With the days on which they are in force, as far as they are known here."), s.listLaws)
	route(s, api, also(get("/api/laws/article", "get-article", "One article of one version of a law, word for word", rules), "404 if the register of legal bases has no such version or article.", http.StatusNotFound), s.getArticle)
	route(s, api, also(get("/api/laws/articles", "list-articles", "Articles of a version of a law, or those in which something is said", rules),
		"Without law the newest version of every law is searched; without q the whole of a law is read.", http.StatusNotFound), s.listArticles)
	route(s, api, also(get("/api/limits", "list-limits", "Time limits that the law sets", rules), "With what each is counted from, what stops and extends it, and the articles."), s.listLimits)
	route(s, api, also(get("/api/limits/{id}/deadline", "count-deadline", "The last day of a time limit if its event was on a day, line by line", of(access.Rule, access.ReadLaws, access.ReadLaws)),
		"What if it was served on that day? Nothing is kept. Counted with the calendar of the office."), s.countDeadline)
	route(s, api, also(get("/api/holidays", "list-holidays", "Notices of holidays that deadlines are counted with", rules), "And which notice is missing, and how it is brought in."), s.listHolidays)
}

// A LawEdition is one version of a law in the register of legal bases.
type LawEdition struct {
	Law      string     `json:"law" doc:"Short title, as models cite it."`
	Version  string     `json:"version" doc:"Date of adoption or last amendment, ISO."`
	Title    fault.Text `json:"title" doc:"Full title; in English the short one, which is ours."`
	From     string     `json:"in_force_from" doc:"First day in force, ISO; empty if not known."`
	To       string     `json:"in_force_to" doc:"Last day in force, ISO; empty if it is in force or not known."`
	Status   string     `json:"status" enum:"in_force,repealed,unverified" doc:"Whether the version is the newest that is known here, was replaced, or is not verified."`
	Articles int        `json:"articles" doc:"Articles of it in the register."`
	Note     fault.Text `json:"note" doc:"What a reader must know of the text; empty if nothing."`
}

// LawEditions are the laws of the register.
type LawEditions struct {
	Items []LawEdition `json:"items" nullable:"false" doc:"All versions of all laws in the register."`
}

func (s *Server) listLaws(context.Context, caller, *struct{}) (*struct{ Body LawEditions }, error) {
	out := LawEditions{Items: []LawEdition{}}
	for _, e := range s.Law.Editions() {
		out.Items = append(out.Items, LawEdition{Law: e.Law, Version: e.Version, Title: fault.Text{ZH: e.Title, EN: e.English}, From: e.From, To: e.To, Status: string(e.Status),
			Articles: len(s.Law.Articles(e.Law, e.Version)), Note: fault.Text{ZH: strings.TrimSpace(e.Note.ZH + e.Replaced.ZH), EN: strings.TrimSpace(e.Note.EN + " " + e.Replaced.EN)}})
	}
	return &struct{ Body LawEditions }{out}, nil
}

// A CitedArticle is an article as a citation is read.
type CitedArticle struct {
	LawText
	Title   fault.Text `json:"title" doc:"Full title of the law; in English the short one, which is ours."`
	Chapter string     `json:"chapter" doc:"The headings above it; may be empty."`
	Heading string     `json:"heading" doc:"Its number as it is written: 第十八条."`
	Caution fault.Text `json:"caution" doc:"What has to be known before it is relied on; empty if nothing."`
}

func (s *Server) cited(a law.Article) CitedArticle {
	out := CitedArticle{LawText: LawText{Law: a.Law, Version: a.Version, Article: a.Number, Text: a.Text, InForce: a.From, Status: string(a.Status)},
		Title: fault.Text{ZH: a.Title, EN: a.English}, Chapter: a.Chapter, Heading: a.Heading()}
	out.Caution, _ = s.Law.Caution(a)
	return out
}

func (s *Server) getArticle(_ context.Context, _ caller, in *struct {
	Law     string `query:"law" required:"true" maxLength:"100" doc:"Short title of the law."`
	Version string `query:"version" required:"true" maxLength:"10" doc:"Date of adoption or last amendment, ISO."`
	Article string `query:"article" required:"true" maxLength:"20" doc:"Number of the article in digits: 18, 307-1."`
}) (*struct{ Body CitedArticle }, error) {
	a, ok := s.Law.Get(in.Law, in.Version, in.Article)
	if !ok {
		return nil, &fault.Error{Kind: fault.NotFound, Public: s.Law.Absent(in.Law, in.Version, in.Article)}
	}
	return &struct{ Body CitedArticle }{s.cited(a)}, nil
}

// An ArticlePage is one page of articles.
type ArticlePage struct {
	Items []CitedArticle `json:"items" nullable:"false" doc:"In the order of the law."`
	Next  *string        `json:"next" doc:"Cursor of the next page; null on the last."`
	Total int            `json:"total" doc:"Articles that were found."`
}

// An articleMark is how many articles were shown, of what was asked for.
type articleMark struct {
	Of string `json:"o"`
	N  int    `json:"n"`
}

func (s *Server) listArticles(_ context.Context, _ caller, in *struct {
	Law     string `query:"law" maxLength:"100" doc:"Short title of the law; empty for all."`
	Version string `query:"version" maxLength:"10" doc:"Date of adoption or last amendment, ISO; empty for the newest."`
	Query   string `query:"q" maxLength:"100" doc:"What the article says, all words of it, or its number: 115, 第一百一十五条."`
	Cursor  string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit   int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Articles on a page."`
}) (*struct{ Body ArticlePage }, error) {
	found, err := s.articles(in.Law, in.Version, in.Query)
	if err != nil {
		return nil, err
	}
	of, from := in.Law+"\x00"+in.Version+"\x00"+in.Query, 0
	if in.Cursor != "" {
		var m articleMark
		if !db.ReadCursor(in.Cursor, &m) || m.Of != of || m.N < 0 || m.N > len(found) {
			return nil, fault.Invalidf("翻页标记无效，请从第一页开始。", "The cursor is not one of this list; begin with the first page.")
		}
		from = m.N
	}
	out := ArticlePage{Items: []CitedArticle{}, Total: len(found)}
	till := min(from+in.Limit, len(found))
	for _, a := range found[from:till] {
		out.Items = append(out.Items, s.cited(a))
	}
	if till < len(found) {
		out.Next = next(db.Cursor(articleMark{of, till}))
	}
	return &struct{ Body ArticlePage }{out}, nil
}

// articles are those of a version of a law, or of the newest of each, that say something.
func (s *Server) articles(name, version, query string) (found []law.Article, err error) {
	words := strings.Fields(query)
	if name == "" && len(words) == 0 {
		return nil, fault.Invalidf("请指明法律，或者写明要查找的文字。", "Name a law, or say what is looked for.")
	}
	for _, e := range s.Law.Editions() {
		newest, _ := s.Law.Newest(e.Law)
		wanted := version == e.Version || version == "" && e.Version == newest.Version
		if name != "" && name != e.Law || !wanted {
			continue
		}
		found = append(found, s.Law.Articles(e.Law, e.Version)...)
	}
	if name != "" && len(found) == 0 {
		return nil, &fault.Error{Kind: fault.NotFound, Public: s.Law.Absent(name, version, "1")}
	}
	number, isNumber := law.Number(strings.TrimSpace(query))
	return slices.DeleteFunc(found, func(a law.Article) bool {
		if isNumber && a.Number == number {
			return false
		}
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(a.Text, w) })
	}), nil
}

// A CountedBy is an article on which something rests, with how it is cited.
type CountedBy struct {
	Law     string     `json:"law" doc:"Short title of the law."`
	Version string     `json:"version" doc:"Date of adoption or last amendment, ISO."`
	Article string     `json:"article" doc:"Number of the article in digits: 18, 307-1."`
	Cite    fault.Text `json:"cite" doc:"It as a citation is written."`
}

func (s *Server) countedBy(refs []law.Ref) []CountedBy {
	out := []CountedBy{}
	for _, r := range refs {
		out = append(out, CountedBy{r.Law, r.Version, r.Article, s.Law.Cite(r)})
	}
	return out
}

// A LimitGround is why days of a limit are not counted.
type LimitGround struct {
	ID    string     `json:"id" doc:"As it is named when a deadline is counted."`
	Title fault.Text `json:"title" doc:"It in words."`
}

// A TimeLimit is a time limit that the law sets.
type TimeLimit struct {
	ID        string        `json:"id" doc:"Id of the limit."`
	Title     fault.Text    `json:"title" doc:"Its name."`
	Length    law.Period    `json:"length" doc:"How long it is: 3 months, 15 days, 5 working days."`
	Options   []law.Period  `json:"options" nullable:"false" doc:"Lengths that an office or a decision may choose instead."`
	From      fault.Text    `json:"from" doc:"The event it is counted from."`
	Who       fault.Text    `json:"who" doc:"Who has to act in time."`
	Back      bool          `json:"back" doc:"The act has to be done so long before the event."`
	Excludes  []LimitGround `json:"excludes" nullable:"false" doc:"Why days are not counted."`
	Suspends  []LimitGround `json:"suspends" nullable:"false" doc:"Why the clock stands."`
	Extends   bool          `json:"extends" doc:"It can be extended."`
	Approver  fault.Text    `json:"approver" doc:"Who approves an extension; empty if it cannot be extended."`
	Basis     []CountedBy   `json:"basis" nullable:"false" doc:"Articles."`
	Source    string        `json:"source" doc:"Where it was read, if no article of the register has its text; else empty."`
	Unchecked bool          `json:"unverified" doc:"No article of the register says it."`
}

// TimeLimits are all time limits.
type TimeLimits struct {
	Items []TimeLimit `json:"items" nullable:"false" doc:"In the order of the file."`
}

func (s *Server) listLimits(context.Context, caller, *struct{}) (*struct{ Body TimeLimits }, error) {
	out := TimeLimits{Items: []TimeLimit{}}
	grounds := func(all []law.Ground) []LimitGround {
		list := []LimitGround{}
		for _, g := range all {
			list = append(list, LimitGround{g.ID, g.Title})
		}
		return list
	}
	for _, x := range s.Matters.Clock().Limits.All() {
		l := TimeLimit{ID: x.ID, Title: x.Title, Length: x.Length, Options: list(x.Options), From: x.From, Who: x.Who, Back: x.Back, Excludes: grounds(x.Excludes), Suspends: grounds(x.Suspends),
			Basis: s.countedBy(x.Basis), Source: x.Source, Unchecked: len(x.Basis) == 0}
		if x.Extension != nil {
			l.Extends, l.Approver = true, x.Extension.Approver
		}
		out.Items = append(out.Items, l)
	}
	return &struct{ Body TimeLimits }{out}, nil
}

// A CountedLine is one step of how a deadline was counted.
type CountedLine struct {
	Kind  string      `json:"kind" doc:"length, start, end, extended, excluded, suspended, rest, due or note."`
	Says  fault.Text  `json:"says" doc:"The step in words."`
	Date  law.Date    `json:"date" doc:"The last day as it stands after this step; empty if not known yet."`
	Basis []CountedBy `json:"basis" nullable:"false" doc:"Articles."`
}

// A CountedDeadline is the last day of a limit and how it was found.
type CountedDeadline struct {
	Limit    string        `json:"limit" doc:"Id of the limit."`
	Title    fault.Text    `json:"title" doc:"Its name."`
	Who      fault.Text    `json:"who" doc:"Who has to act in time."`
	From     law.Date      `json:"from" doc:"Day of the event, as asked."`
	Due      law.Date      `json:"due" doc:"The last day; empty while the clock stands."`
	Left     int           `json:"left" doc:"Days that are left from today; below 0 when it has passed; 0 while the clock stands."`
	Lines    []CountedLine `json:"lines" nullable:"false" doc:"Step by step."`
	Cautions []fault.Text  `json:"cautions" nullable:"false" doc:"What must be known before it is relied on."`
}

func (s *Server) countDeadline(_ context.Context, _ caller, in *struct {
	ID        string   `path:"id" maxLength:"64" doc:"Id of the limit."`
	From      law.Date `query:"from" required:"true" doc:"Day of the event: the service, say."`
	Length    string   `query:"length" maxLength:"40" doc:"One of the options of the limit; left out, its own length."`
	Excluded  []string `query:"excluded" maxItems:"50" doc:"Days that are not counted, each with its ground: file-retrieval:2026-03-01..2026-03-10."`
	Suspended []string `query:"suspended" maxItems:"50" doc:"Days on which the clock stands: stay:2026-03-01..2026-03-10; without a last day it stands still."`
	Extended  []string `query:"extended" maxItems:"20" doc:"Extensions, each with the day of approval: 1 month@2026-05-20."`
	Custody   bool     `query:"custody" doc:"Somebody is in custody while it runs."`
}) (*struct{ Body CountedDeadline }, error) {
	f, err := law.Given{From: in.From, Length: in.Length, Excluded: in.Excluded, Suspended: in.Suspended, Extended: in.Extended, Custody: in.Custody}.Facts()
	if err != nil {
		return nil, err
	}
	clock := s.Matters.Clock()
	if f.Length.IsZero() {
		f.Length = clock.Lengths[in.ID]
	}
	if _, ok := clock.Limits.Get(in.ID); !ok {
		return nil, fault.NotFoundf("法定期限中没有“%s”。", "The law has no limit %q.", in.ID)
	}
	d, err := clock.Limits.Deadline(in.ID, f, clock.Calendar)
	if err != nil {
		return nil, err
	}
	out := CountedDeadline{Limit: d.Limit, Title: d.Title, Who: d.Who, From: in.From, Due: d.Due, Lines: []CountedLine{}, Cautions: list(d.Cautions)}
	out.Left, _ = d.Left(law.DateOf(s.Now()))
	for _, l := range d.Lines {
		out.Lines = append(out.Lines, CountedLine{l.Kind, l.Says, l.Date, s.countedBy(l.Basis)})
	}
	return &struct{ Body CountedDeadline }{out}, nil
}

// A HolidayYear is a year whose notice of holidays is known.
type HolidayYear struct {
	Year    int       `json:"year" doc:"The year."`
	Notice  string    `json:"notice" doc:"The notice, as published."`
	Sources []string  `json:"sources" nullable:"false" doc:"Where it was published."`
	Off     []DaysOff `json:"off" nullable:"false" doc:"Days off."`
	Work    []string  `json:"work" nullable:"false" doc:"Saturdays and Sundays on which one works."`
}

// DaysOff are days off in a row.
type DaysOff struct {
	Name string   `json:"name" doc:"The holiday."`
	From law.Date `json:"from" doc:"First day."`
	To   law.Date `json:"to" doc:"Last day."`
}

// Holidays are the notices that deadlines are counted with.
type Holidays struct {
	Items   []HolidayYear `json:"items" nullable:"false" doc:"By year."`
	Missing []int         `json:"missing" nullable:"false" doc:"This year and, from November on, the next, as far as their notice is not known: only weekends count as rest days in them."`
	Says    fault.Text    `json:"says" doc:"Who brings a notice in, and how."`
}

func (s *Server) listHolidays(context.Context, caller, *struct{}) (*struct{ Body Holidays }, error) {
	out, cal := Holidays{Items: []HolidayYear{}, Missing: []int{}}, s.Matters.Clock().Calendar
	for _, year := range cal.Years() {
		n, _ := cal.Notice(year)
		y := HolidayYear{year, n.Title, list(n.Sources), []DaysOff{}, []string{}}
		for _, o := range n.Off {
			y.Off = append(y.Off, DaysOff{o.Name, o.From, o.To})
		}
		for _, d := range n.Work {
			y.Work = append(y.Work, d.String())
		}
		out.Items = append(out.Items, y)
	}
	out.Missing = cal.Missing(law.DateOf(s.Now()))
	file := fmt.Sprint(law.DateOf(s.Now()).Year(), ".yaml")
	out.Says = fault.Text{
		ZH: "放假通知由系统管理员在服务器上更新：mingjian law calendar add " + file + "。变动的期限逐案重新计算、留痕并通知承办人。",
		EN: "The administrator brings a notice in on the server: mingjian law calendar add " + file + ". Deadlines that move are counted anew, recorded, and those who handle the matters are told.",
	}
	return &struct{ Body Holidays }{out}, nil
}

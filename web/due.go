package web

import (
	"context"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A DuePage is one page of the deadlines that run.
type DuePage struct {
	Items []matter.Due `json:"items" nullable:"false" doc:"The most pressing first; what is overdue stays until it has ended."`
	Next  *string      `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listDue(ctx context.Context, c caller, in *struct {
	Cursor    string   `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit     int      `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Deadlines on a page."`
	Whose     string   `query:"whose" enum:"office,court,agency,police,party,superior,other" doc:"Who has to act in time; empty for all."`
	From      law.Date `query:"from" doc:"Due on this day or later."`
	To        law.Date `query:"to" doc:"Due on this day or earlier."`
	Mine      bool     `query:"mine" doc:"Only in matters that the caller handles."`
	ToApprove bool     `query:"to_approve" doc:"Only overdue ones with a reason that waits for approval."`
}) (*struct{ Body DuePage }, error) {
	p, err := s.Matters.Due(ctx, c.By, matter.DueFilter{Whose: in.Whose, From: in.From, To: in.To, Mine: in.Mine, ToApprove: in.ToApprove, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &struct{ Body DuePage }{DuePage{p.Items, next(p.Next)}}, nil
}

// A TaskPage is one page of tasks.
type TaskPage struct {
	Items []matter.Task `json:"items" nullable:"false" doc:"The most pressing first: those of matters that go first, then what is overdue or due soonest, at last those without a day."`
	Next  *string       `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listTasks(ctx context.Context, c caller, in *struct {
	Cursor   string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit    int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Tasks on a page."`
	Done     bool   `query:"done" doc:"Those that are done, instead of the open ones."`
	Mine     bool   `query:"mine" doc:"Only the caller's own."`
	Assignee string `query:"assignee" maxLength:"64" doc:"Only of this account."`
	Overdue  bool   `query:"overdue" doc:"Only those whose last day has passed."`
}) (*struct{ Body TaskPage }, error) {
	p, err := s.Matters.Tasks(ctx, c.By, matter.TaskFilter{Done: in.Done, Mine: in.Mine, Assignee: in.Assignee, Overdue: in.Overdue, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &struct{ Body TaskPage }{TaskPage{p.Items, next(p.Next)}}, nil
}

// A WaitingPaperPage is one page of papers that wait.
type WaitingPaperPage struct {
	Items []matter.WaitingPaper `json:"items" nullable:"false" doc:"The one that waits longest first."`
	Next  *string               `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listPapers(ctx context.Context, c caller, in *struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Papers on a page."`
	State  string `query:"state" enum:"review,approved,sealed" default:"review" doc:"review waits for approval, approved for the seal, sealed for service."`
	Mine   bool   `query:"mine" doc:"Only of matters that the caller handles, as those that wait for the seal or service always are."`
}) (*struct{ Body WaitingPaperPage }, error) {
	p, err := s.Matters.Papers(ctx, c.By, matter.PaperFilter{State: in.State, Mine: in.Mine, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &struct{ Body WaitingPaperPage }{WaitingPaperPage{p.Items, next(p.Next)}}, nil
}

// A CalendarDay is one day of the calendar with what is due on it.
type CalendarDay struct {
	Date law.Date     `json:"date" doc:"The day."`
	Rest bool         `json:"rest" doc:"It is a rest day: a last day that falls on it moves."`
	What fault.Text   `json:"what" doc:"Day of the week, and the holiday or the adjustment."`
	Due  []matter.Due `json:"due" nullable:"false" doc:"Deadlines that end on it."`
}

// A Calendar is the days of a page of the calendar.
type Calendar struct {
	Days    []CalendarDay `json:"days" nullable:"false" doc:"In order."`
	More    bool          `json:"more" doc:"More than 2000 deadlines end in these days; the rest is not shown."`
	Unknown []int         `json:"unknown" nullable:"false" doc:"Years of which no holiday notice is known: only weekends count as rest days in them."`
}

// mostDays is how many days one page of the calendar can have.
const mostDays = 62

// between checks the first and the last day of a calendar.
func between(from, to law.Date, most int) error {
	if from.IsZero() || to.Before(from) || to.DaysSince(from) >= most {
		return fault.Invalidf("日历须给出起止日期，至多 %d 天。", "The calendar needs a first and a last day, at most %d days together.", most)
	}
	return nil
}

func (s *Server) calendar(ctx context.Context, c caller, in *struct {
	From law.Date `query:"from" required:"true" doc:"First day."`
	To   law.Date `query:"to" required:"true" doc:"Last day, at most 61 days later."`
	Mine bool     `query:"mine" doc:"Only deadlines in matters that the caller handles."`
}) (*struct{ Body Calendar }, error) {
	if err := between(in.From, in.To, mostDays); err != nil {
		return nil, err
	}
	out, cal, at := Calendar{Days: []CalendarDay{}, Unknown: []int{}}, s.Matters.Clock().Calendar, map[law.Date]int{}
	for d := in.From; !d.After(in.To); d = d.AddDays(1) {
		at[d] = len(out.Days)
		out.Days = append(out.Days, CalendarDay{d, cal.Rest(d), cal.What(d), []matter.Due{}})
	}
	for y := in.From.Year(); y <= in.To.Year(); y++ {
		if _, ok := cal.Notice(y); !ok {
			out.Unknown = append(out.Unknown, y)
		}
	}
	list, more, err := s.Matters.Calendar(ctx, c.By, matter.DueFilter{From: in.From, To: in.To, Mine: in.Mine})
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		day := &out.Days[at[d.Due]]
		day.Due = append(day.Due, d)
	}
	out.More = more
	return &struct{ Body Calendar }{out}, nil
}

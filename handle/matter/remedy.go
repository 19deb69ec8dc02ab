package matter

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// What later data can say of a wrong that was to be mended.
const (
	Stopped   = "stopped"    // 已停止: the data reach beyond the day, and nothing of after it is found
	Continues = "continues"  // 仍在继续: something of after the day is found
	NotEnough = "not_enough" // 数据不足: the data do not reach beyond the day
)

// A Remedy is what later data say of what was promised.
type Remedy struct {
	Result   string       `json:"result" enum:"stopped,continues,not_enough" doc:"stopped: the data reach beyond the promised day and show nothing of after it. continues: they do. not_enough: they do not reach far enough to tell."`
	Promised law.Date     `json:"promised" doc:"The day by which it was to be mended."`
	On       law.Date     `json:"on" doc:"Day on which the data were looked at."`
	By       Person       `json:"by" doc:"Who had them looked at."`
	Looks    []RemedyLook `json:"looks" nullable:"false" doc:"One for each clue of the matter."`
}

// A RemedyLook is what the model that found a clue says of the same subject now.
type RemedyLook struct {
	Clue     clue.ID       `json:"clue" doc:"The clue."`
	Model    string        `json:"model" doc:"The model that found it and ran again."`
	Version  int           `json:"model_version" doc:"Its version now."`
	Snapshot string        `json:"snapshot" doc:"The data that it looked at."`
	Result   string        `json:"result" enum:"stopped,continues,not_enough" doc:"As of the whole."`
	Later    []RemedyLater `json:"later" nullable:"false" doc:"What it found that is of after the promised day, at most 100."`
	Reach    []RemedyReach `json:"reach" nullable:"false" doc:"How far the data sets reach on which the clue rested."`
}

// A RemedyLater is a record of after the promised day on which the model still finds.
type RemedyLater struct {
	Dataset string   `json:"dataset" doc:"Data set."`
	Record  string   `json:"record" doc:"Its id there."`
	Day     law.Date `json:"day" doc:"Of when it is."`
}

// A RemedyReach is how far a data set reaches.
type RemedyReach struct {
	Dataset string     `json:"dataset" doc:"Data set."`
	Title   fault.Text `json:"title" doc:"Its name."`
	Until   law.Date   `json:"until" doc:"The latest day it has a record of; empty if it has none."`
	Beyond  bool       `json:"beyond" doc:"That is after the promised day."`
}

// Judge says what a look tells: a find of after the day tells that it goes on, whatever else is
// missing; silence tells only if every data set reaches beyond the day.
func (l *RemedyLook) Judge(promised law.Date) {
	enough := len(l.Reach) > 0
	for i, r := range l.Reach {
		l.Reach[i].Beyond = !r.Until.IsZero() && promised.Before(r.Until)
		enough = enough && l.Reach[i].Beyond
	}
	switch {
	case len(l.Later) > 0:
		l.Result = Continues
	case enough:
		l.Result = Stopped
	default:
		l.Result = NotEnough
	}
}

// remedied is what later data said of a promise; of any, if no day is named. Conditions read it.
func (m Matter) remedied(promised string) string {
	if m.Remedy == nil || promised != "" && m.Remedy.Promised.String() != promised {
		return ""
	}
	return m.Remedy.Result
}

// lookedAt is the snapshot whose data were last asked about a promise.
func (m Matter) lookedAt(promised string) string {
	if m.remedied(promised) == "" || len(m.Remedy.Looks) == 0 {
		return ""
	}
	return m.Remedy.Looks[0].Snapshot
}

// A Promise is what a matter waits to see kept.
type Promise struct {
	Day   law.Date // by which it was to be mended
	Clues []clue.ID
}

// Promise returns what later data are to be asked about, for whoever may handle the matter.
func (s *Service) Promise(ctx context.Context, by access.Account, id ID) (p Promise, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := f.permit(access.HandleMatters); err != nil {
			return err
		}
		if p.Day, err = f.promised(); err != nil {
			return err
		}
		if today := law.DateOf(tx.Now); !p.Day.Before(today) {
			return fault.Conflictf("承诺的整改期限 %s 尚未届满。", "The day that was promised, %s, has not passed.", p.Day.String())
		}
		clues, err := texts(ctx, tx, `SELECT clue FROM matter_clue WHERE matter = $1 ORDER BY clue`, string(id))
		for _, c := range clues {
			p.Clues = append(p.Clues, clue.ID(c))
		}
		if err == nil && len(p.Clues) == 0 {
			err = fault.Conflictf("案件没有线索，没有模型可以再次核对。", "The matter rests on no clue, so no model can look again.")
		}
		return err
	})
	return p, err
}

// promise is the day as lists keep it; empty if none was given.
func (f *file) promise() string {
	day, _ := f.m.Facts[f.engine.Promised].(string)
	return day
}

// promised returns the day that the matter has in the field of its procedure.
func (f *file) promised() (law.Date, error) {
	field := f.engine.Promised
	if field == "" {
		return law.Date{}, fault.Conflictf("该办案流程没有整改承诺。", "The procedure knows no promise to mend.")
	}
	day, ok := f.m.Facts[field].(string)
	if !ok {
		title := f.engine.Fields[field].Title
		return law.Date{}, fault.Conflictf("尚未登记“%[1]s”。", "This has not been recorded yet: %[2]s.", title.ZH, title.EN)
	}
	return law.ParseDate(day)
}

// KeepRemedy keeps what later data said of a promise. It may come long after the matter was
// closed. What the program asked by itself is an event, and the members are told, only if the
// answer is another than before: it is asked again with all new data.
func (s *Service) KeepRemedy(ctx context.Context, by access.Account, id ID, p Promise, looks []RemedyLook, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, looks, func(tx *db.Tx, f *file) (audit.Verb, error) {
		day, err := f.promised()
		if err == nil && day != p.Day {
			err = fault.Conflictf("复核期间承诺的整改期限已改为 %s，请重新复核。", "The day that was promised became %s meanwhile; ask again.", day.String())
		}
		if err != nil {
			return "", err
		}
		found := Remedy{Promised: day, On: law.DateOf(f.at), By: personOf(by), Looks: slices.Clone(looks)}
		for i := range found.Looks {
			found.Looks[i].Judge(day)
			if worse(found.Looks[i].Result, found.Result) {
				found.Result = found.Looks[i].Result
			}
		}
		before := f.m.remedied(day.String())
		f.m.Remedy = &found
		if by.ID == program && before == found.Result {
			return audit.CheckRemedy, nil
		}
		f.event("checked", found.Result, found.On, found)
		if by.ID != program {
			return audit.CheckRemedy, nil
		}
		return audit.CheckRemedy, f.tellRemedy(ctx, tx, found)
	})
}

// tellRemedy tells the members what later data say.
func (f *file) tellRemedy(ctx context.Context, tx *db.Tx, r Remedy) error {
	says := map[string]fault.Text{Stopped: {ZH: "问题已停止。", EN: "the wrong has stopped."}, Continues: {ZH: "问题仍在继续，请核实。", EN: "the wrong continues; look into it."},
		NotEnough: {ZH: "数据尚不足以判断。", EN: "there are not enough data to tell."}}[r.Result]
	n := notice{kind: "checked", matter: f.ID, day: r.On, key: string(f.ID) + "/checked/" + r.Promised.String() + "/" + r.Result + "/" + db.Time(f.at), says: fault.Text{
		ZH: "承诺于 " + r.Promised.String() + " 前整改，后续数据显示：" + says.ZH, EN: "It was promised to be mended by " + r.Promised.String() + ", and later data say: " + says.EN}}
	for _, account := range f.members {
		n.account = account
		if _, err := n.put(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// program is who asks later data without anybody having asked for it.
const program = "system"

// Program returns the program as an account.
func Program() access.Account {
	by := access.CommandLine(access.Home)
	by.ID, by.Name, by.Display = program, program, "系统"
	return by
}

// A DuePromise is one whose day has passed and of which the newest data have not been asked.
type DuePromise struct {
	Matter ID
	Promise
}

// PromisesDue returns the promises that are to be looked at in a snapshot: their day has passed,
// this snapshot was not asked yet, and none before has shown that the wrong stopped.
func PromisesDue(ctx context.Context, d *db.DB, snapshot string) (list []DuePromise, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		at := map[ID]int{}
		return rows(ctx, tx, "promises", `SELECT matter.id, matter.promised, matter_clue.clue FROM matter JOIN matter_clue ON matter_clue.matter = matter.id
			WHERE matter.promised <> '' AND matter.promised < $1 AND matter.remedy <> $2 AND matter.looked <> $3 ORDER BY matter.promised, matter.id, matter_clue.clue`,
			[]any{law.DateOf(tx.Now).String(), Stopped, snapshot}, func(r interface{ Scan(...any) error }) error {
				var id ID
				var day string
				var c clue.ID
				if err := r.Scan(&id, &day, &c); err != nil {
					return err
				}
				i, known := at[id]
				if !known {
					i = len(list)
					at[id] = i
					list = append(list, DuePromise{Matter: id})
				}
				list[i].Clues = append(list[i].Clues, c)
				return list[i].Day.UnmarshalText([]byte(day))
			})
	})
	return list, err
}

// KeepChecked is KeepRemedy for the program, whatever the version of the matter is.
func (s *Service) KeepChecked(ctx context.Context, p DuePromise, looks []RemedyLook) (Remedy, error) {
	for try := 1; ; try++ {
		d, err := s.Get(ctx, Program(), p.Matter)
		if err != nil {
			return Remedy{}, err
		}
		d, err = s.KeepRemedy(ctx, Program(), p.Matter, p.Promise, looks, Request{Seen: d.Version})
		if err == nil {
			return *d.Course.Remedy, nil
		}
		if !fault.Is(err, fault.Conflict) || try == 3 {
			return Remedy{}, err
		}
	}
}

// Unanswered notes that a snapshot could not be asked about the promise of a matter, so that it is
// not asked again: the next snapshot is.
func (s *Service) Unanswered(ctx context.Context, id ID, snapshot string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE matter SET looked = $1 WHERE id = $2`, snapshot, string(id)); err != nil {
			return fmt.Errorf("note what was asked about matter %s: %w", id, err)
		}
		return nil
	})
}

// worse reports whether the first result weighs more for the whole than the second.
func worse(a, b string) bool {
	rank := []string{"", Stopped, NotEnough, Continues}
	return cmp.Compare(slices.Index(rank, a), slices.Index(rank, b)) > 0
}

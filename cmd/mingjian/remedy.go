package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// matterVerifyCmd lets the models that found the clues of a matter look at later data.
type matterVerifyCmd struct {
	ID           string `arg:"" optional:"" help:"${matter_id}"`
	Due          bool   `help:"${matter_verifydue}"`
	engineChoice `embed:""`
}

// Run asks later data about one matter, or about all whose promised day has passed, and keeps
// what they say.
func (c *matterVerifyCmd) Run(a *app, parent *matterCmd) error {
	if c.Due == (c.ID != "") {
		return usageError{fault.Invalidf("请写明案件编号，或者用 --due 复核全部到期的。", "Name a matter, or use --due for all that are due.")}
	}
	return a.withMatters(parent.database, func(s *matter.Service) error {
		return a.withStore(parent.database, func(store *db.DB) error {
			r := &remedies{app: a, clues: clue.NewService(store), open: c.open}
			if c.Due {
				if _, err := s.CountAll(a.ctx); err != nil {
					return err
				}
				_, err := r.checkDue(a.ctx, s, store, a.term.out)
				return err
			}
			d, err := s.Get(a.ctx, a.actor(), matter.ID(c.ID))
			if err != nil {
				return err
			}
			p, err := s.Promise(a.ctx, a.actor(), d.ID)
			if err != nil {
				return err
			}
			looks, err := r.look(a.ctx, a.actor(), p, nil)
			if err != nil {
				return err
			}
			if d, err = s.KeepRemedy(a.ctx, a.actor(), d.ID, p, looks, matter.Request{Seen: d.Version}); err != nil {
				return err
			}
			return a.printRemedy(d.Course.Remedy)
		})
	})
}

// printRemedy prints what later data said.
func (a *app) printRemedy(r *matter.Remedy) error {
	if a.json {
		return eachLine(a.term.out, []*matter.Remedy{r})
	}
	says := map[string]string{matter.Stopped: a.pick("已停止", "stopped"), matter.Continues: a.pick("仍在继续", "continues"), matter.NotEnough: a.pick("数据不足，尚不能判断", "not enough data yet")}
	fmt.Fprintf(a.term.out, a.pick("承诺整改期限 %s，复核结果：%s\n", "promised by %s, later data say: %s\n"), r.Promised, says[r.Result])
	for _, l := range r.Looks {
		fmt.Fprintf(a.term.out, "%s  %s  %s\n", l.Clue, l.Model, says[l.Result])
		for _, x := range l.Later {
			fmt.Fprintf(a.term.out, "    %s %s %s\n", x.Day, x.Dataset, x.Record)
		}
		for _, x := range l.Reach {
			if !x.Beyond {
				fmt.Fprintf(a.term.out, a.pick("    %s 的数据只到 %s\n", "    %s reaches only to %s\n"), x.Title.In(a.lang), cmp.Or(x.Until.String(), "-"))
			}
		}
	}
	return nil
}

// remedies runs models again on what came after a promise.
type remedies struct {
	app   *app
	clues *clue.Service
	open  func(a *app, s lake.Snapshot) (engine.Engine, func(), error)
}

// laterAtMost is how many later records of one clue are told.
const laterAtMost = 100

// look runs the model of every clue of one promise again on the newest snapshot.
func (r *remedies) look(ctx context.Context, by access.Account, p matter.Promise, told func(done, total int)) ([]matter.RemedyLook, error) {
	list, err := r.lookAll(ctx, by, []matter.Promise{p}, told)
	if err != nil {
		return nil, err
	}
	return list[0].looks, list[0].err
}

// An answered is what later data say of one promise, or why they say nothing.
type answered struct {
	looks []matter.RemedyLook
	err   error
}

// A question is one finding of which a model is asked again.
type question struct {
	promise, look int // where the answer goes
	scan.Asked
}

// lookAll asks about many promises: the data are opened and linked once, and each model runs once.
func (r *remedies) lookAll(ctx context.Context, by access.Account, promises []matter.Promise, told func(done, total int)) ([]answered, error) {
	if told == nil {
		told = func(int, int) {}
	}
	out, chosen, questions, err := r.questions(ctx, by, promises)
	if err != nil || len(chosen) == 0 {
		return out, err
	}
	steps := len(chosen) + 1
	told(0, steps)
	l, s, err := r.app.snapshot("")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	e, closeEngine, err := r.open(r.app, s)
	if err != nil {
		return nil, err
	}
	defer closeEngine()
	if err := linkage.Link(ctx, e, inputsOf(chosen)...); err != nil {
		return nil, err
	}
	at := scan.Snapshot{Engine: e, ID: s.ID}
	if at.AsOf, err = scan.Latest(ctx, e); err != nil {
		return nil, err
	}
	for i, m := range chosen {
		told(i+1, steps)
		asked := make([]scan.Asked, len(questions[m.ID]))
		for n, q := range questions[m.ID] {
			asked[n] = q.Asked
		}
		since, err := scan.LookAllSince(ctx, at, m, asked)
		if err != nil {
			return nil, err
		}
		for n, q := range questions[m.ID] {
			fillLook(&out[q.promise].looks[q.look], m, s.ID, since[n])
		}
	}
	told(steps, steps)
	return out, nil
}

// questions finds what each model is to be asked. A promise one of whose clues or models is no
// longer here cannot be asked about; the others can.
func (r *remedies) questions(ctx context.Context, by access.Account, promises []matter.Promise) (out []answered, chosen []models.Model, questions map[string][]question, err error) {
	here, err := r.app.chooseModels(nil)
	if err != nil {
		return nil, nil, nil, err
	}
	out, questions = make([]answered, len(promises)), map[string][]question{}
	for i, p := range promises {
		day, err := time.Parse(time.DateOnly, p.Day.String())
		if err != nil {
			return nil, nil, nil, err
		}
		var own []question
		for n, id := range p.Clues {
			d, err := r.clues.Get(ctx, by, id)
			if err == nil {
				if _, ok := modelOf(here, d.Finding.Model); !ok {
					err = fault.Conflictf("监督模型 %s 已不在本机，无法再次核对。", "The model %s is no longer here and cannot look again.", d.Finding.Model)
				}
			}
			if err != nil {
				out[i].err = err
				break
			}
			own = append(own, question{i, n, scan.Asked{Then: d.Finding, Day: day}})
		}
		if out[i].err != nil {
			continue
		}
		out[i].looks = make([]matter.RemedyLook, len(p.Clues))
		for n, q := range own {
			out[i].looks[n].Clue = p.Clues[n]
			questions[q.Then.Model] = append(questions[q.Then.Model], q)
		}
	}
	for _, m := range here {
		if len(questions[m.ID]) > 0 {
			chosen = append(chosen, m)
		}
	}
	return out, chosen, questions, nil
}

func modelOf(list []models.Model, id string) (models.Model, bool) {
	for _, m := range list {
		if m.ID == id {
			return m, true
		}
	}
	return models.Model{}, false
}

// fillLook says what one model found again.
func fillLook(out *matter.RemedyLook, m models.Model, snapshot string, since scan.Since) {
	out.Model, out.Version, out.Snapshot = m.ID, m.Version, snapshot
	out.Later, out.Reach = []matter.RemedyLater{}, []matter.RemedyReach{}
	for _, x := range since.Later[:min(len(since.Later), laterAtMost)] {
		out.Later = append(out.Later, matter.RemedyLater{Dataset: x.Dataset, Record: x.Record, Day: law.DateOf(x.Day)})
	}
	for _, x := range since.Reach {
		reach := matter.RemedyReach{Dataset: x.Standard.Name, Title: x.Standard.Title}
		if !x.Until.IsZero() {
			reach.Until = law.DateOf(x.Until)
		}
		out.Reach = append(out.Reach, reach)
	}
}

// checkDue asks the newest data about every promise whose day has passed and keeps what they say,
// each matter by itself. What cannot be asked about is told and waits for the next snapshot. It
// returns how many were asked about.
func (r *remedies) checkDue(ctx context.Context, s *matter.Service, store *db.DB, out io.Writer) (int, error) {
	snapshot, due, err := r.due(ctx, store)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	promises := make([]matter.Promise, len(due))
	for i, d := range due {
		promises[i] = d.Promise
	}
	list, err := r.lookAll(ctx, matter.Program(), promises, nil)
	if err != nil {
		return 0, err
	}
	count := map[string]int{}
	for i, d := range due {
		kept, err := matter.Remedy{}, list[i].err
		if err == nil {
			kept, err = s.KeepChecked(ctx, d, list[i].looks)
		}
		if kind, _ := fault.Split(err); err != nil && kind == fault.Internal {
			return i, err
		}
		if err != nil {
			fmt.Fprintf(out, r.app.pick("整改复核：案件 %s 未能复核：%v\n", "kept promises: matter %s could not be looked at: %v\n"), d.Matter, r.app.said(err))
			if err := s.Unanswered(ctx, d.Matter, snapshot); err != nil {
				return i, err
			}
		}
		count[kept.Result]++
	}
	_, err = fmt.Fprintf(out, r.app.pick("整改复核：%d 件整改期限已满，已停止 %d，仍在继续 %d，数据不足 %d，未能复核 %d\n", "kept promises: %d are due; stopped %d, continues %d, not enough data %d, could not be looked at %d\n"),
		len(due), count[matter.Stopped], count[matter.Continues], count[matter.NotEnough], count[""])
	return len(due), err
}

// due returns the promises that are to be asked about, and the snapshot that is to be asked.
func (r *remedies) due(ctx context.Context, store *db.DB) (string, []matter.DuePromise, error) {
	l, s, err := r.app.snapshot("")
	if err != nil {
		return "", nil, err
	}
	if err := l.Close(); err != nil {
		return "", nil, err
	}
	list, err := matter.PromisesDue(ctx, store, s.ID)
	return s.ID, list, err
}

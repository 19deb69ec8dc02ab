package main

import (
	"cmp"
	"context"
	"fmt"
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
	ID string `arg:"" help:"${matter_id}"`
}

// Run asks later data and keeps what they say.
func (c *matterVerifyCmd) Run(a *app, parent *matterCmd) error {
	return a.withMatters(parent.database, func(s *matter.Service) error {
		return a.withStore(parent.database, func(store *db.DB) error {
			d, err := s.Get(a.ctx, a.actor(), matter.ID(c.ID))
			if err != nil {
				return err
			}
			p, err := s.Promise(a.ctx, a.actor(), d.ID)
			if err != nil {
				return err
			}
			looks, err := (&remedies{a, clue.NewService(store)}).look(a.ctx, a.actor(), p)
			if err != nil {
				return err
			}
			if d, err = s.KeepRemedy(a.ctx, a.actor(), d.ID, looks, matter.Request{Seen: d.Version}); err != nil {
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
}

// laterAtMost is how many later records of one clue are told.
const laterAtMost = 100

// look runs the model of every clue again on the newest snapshot.
func (r *remedies) look(ctx context.Context, by access.Account, p matter.Promise) (looks []matter.RemedyLook, err error) {
	l, s, err := r.app.snapshot("")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	e, closeEngine, err := r.app.engineOn(s, room{})
	if err != nil {
		return nil, err
	}
	defer closeEngine()
	var found []scan.Finding
	var ids []string
	for _, id := range p.Clues {
		d, err := r.clues.Get(ctx, by, id)
		if err != nil {
			return nil, err
		}
		found, ids = append(found, d.Finding), append(ids, d.Finding.Model)
	}
	chosen, err := r.app.chooseModels(ids)
	if err != nil {
		return nil, err
	}
	if err := linkage.Link(ctx, e, inputsOf(chosen)...); err != nil {
		return nil, err
	}
	for i, f := range found {
		m, ok := modelOf(chosen, f.Model)
		if !ok {
			return nil, fault.Conflictf("监督模型 %s 已不在本机，无法再次核对。", "The model %s is no longer here and cannot look again.", f.Model)
		}
		one, err := lookAgain(ctx, e, s, m, f, p.Day)
		if err != nil {
			return nil, err
		}
		one.Clue = p.Clues[i]
		looks = append(looks, one)
	}
	return looks, nil
}

func modelOf(list []models.Model, id string) (models.Model, bool) {
	for _, m := range list {
		if m.ID == id {
			return m, true
		}
	}
	return models.Model{}, false
}

// lookAgain runs one model again on one subject.
func lookAgain(ctx context.Context, e engine.Engine, s lake.Snapshot, m models.Model, then scan.Finding, day law.Date) (matter.RemedyLook, error) {
	after, err := time.Parse(time.DateOnly, day.String())
	if err != nil {
		return matter.RemedyLook{}, err
	}
	since, err := scan.LookSince(ctx, scan.Snapshot{Engine: e, ID: s.ID}, m, then, after)
	if err != nil {
		return matter.RemedyLook{}, err
	}
	out := matter.RemedyLook{Model: m.ID, Version: m.Version, Snapshot: s.ID, Later: []matter.RemedyLater{}, Reach: []matter.RemedyReach{}}
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
	return out, nil
}

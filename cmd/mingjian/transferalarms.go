package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/transfer/box"
)

type transferAlarmsCmd struct {
	All   bool `help:"${transfer_allalarms}"`
	Limit int  `default:"50" help:"${clue_limit}"`
}

type transferSeenCmd struct {
	ID   string `arg:"" help:"${transfer_alarm}"`
	Note string `required:"" help:"${transfer_finding}"`
}

// Run lists what a partner, or somebody who passes for one, should not have done.
func (c *transferAlarmsCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		list, _, open, err := b.Alarms(a.ctx, box.AlarmFilter{Open: !c.All, Limit: c.Limit})
		if err != nil {
			return err
		}
		return a.printAlarms(list, open)
	})
}

func (a *app) printAlarms(list []box.Alarm, open int64) error {
	if a.json {
		return eachLine(a.term.out, list)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("告警\t来自\t在\t最近\t次数\t事由", "alarm\tfrom\tin\tlast\ttimes\twhat"))
	for _, x := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\n", x.ID, x.Peer, x.Kind.In().In(a.lang), x.Last.Local().Format("2006-01-02 15:04"), x.Times, x.Says.In(a.lang))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.term.out, a.pick("未处理告警 %d 条\n", "%d alarms that nobody has seen to\n"), open)
	return err
}

// Run notes what somebody found about an alarm.
func (c *transferSeenCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		x, err := b.SeeTo(a.ctx, a.actor(), c.ID, c.Note)
		if err != nil {
			return err
		}
		_, _, open, err := b.Alarms(a.ctx, box.AlarmFilter{Limit: 1})
		if err != nil {
			return err
		}
		return a.printAlarms([]box.Alarm{x}, open)
	})
}

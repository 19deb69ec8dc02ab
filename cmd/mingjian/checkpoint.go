package main

import (
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
)

type transferCheckpointCmd struct {
	To string `help:"${transfer_syncto}"`
}

type transferCheckpointsCmd struct {
	Peer  string `arg:"" help:"${node_partner}"`
	Limit int    `default:"50" help:"${clue_limit}"`
	Out   string `short:"o" type:"path" placeholder:"DIR" help:"${transfer_keepout}"`
}

// Run sends the newest checkpoint of the log to partners. It goes with the next letters.
func (c *transferCheckpointCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		if err := a.sealNow(store); err != nil {
			return err
		}
		partners, err := b.Confirmed(a.ctx)
		if err != nil {
			return err
		}
		asked := 0
		for _, p := range partners {
			if c.To != "" && c.To != p.Card.Code {
				continue
			}
			asked++
			if err := a.sendCheckpoint(b, p.Card.Code); err != nil {
				return err
			}
		}
		if asked == 0 {
			return fault.NotFoundf("没有可以见证的伙伴：须已核对指纹。", "There is no partner to witness it: it must be confirmed.")
		}
		return nil
	})
}

func (a *app) sendCheckpoint(b *box.Box, to string) error {
	text, err := audit.Checkpoint(a.auditPlace().Dir)
	if err != nil {
		return err
	}
	sent, err := b.SendCheckpoint(a.ctx, a.actor(), to, text, 0)
	if err != nil || a.json {
		return err
	}
	if sent {
		_, err = fmt.Fprintf(a.term.out, a.pick("检查点将送交 %s\n", "the checkpoint goes to %s\n"), to)
	} else {
		_, err = fmt.Fprintf(a.term.out, a.pick("%s 已有这一检查点\n", "%s has this checkpoint already\n"), to)
	}
	return err
}

// Run lists the checkpoints of a partner's log that are kept here.
func (c *transferCheckpointsCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		list, err := b.Checkpoints(a.ctx, c.Peer, true, c.Limit)
		if err != nil {
			return err
		}
		if c.Out != "" {
			return a.writeCheckpoints(list, c.Out)
		}
		if a.json {
			return eachLine(a.term.out, list)
		}
		w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, a.pick("签名时间\t收到时间\t移送编号", "signed\tcame\tdispatch"))
		for _, x := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\n", x.At.Local().Format(time.DateTime), x.Kept.Local().Format(time.DateTime), x.ID)
		}
		return w.Flush()
	})
}

func (a *app) writeCheckpoints(list []box.Witnessed, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fault.Invalidf("无法新建文件夹 %s。", "The folder %s cannot be made.", dir).Because(err)
	}
	for _, x := range list {
		path := filepath.Join(dir, x.Kept.UTC().Format("20060102T150405Z")+"-"+x.ID+".checkpoint")
		if err := os.WriteFile(path, []byte(x.Text), 0o600); err != nil {
			return fault.Invalidf("无法写入 %s。", "%s cannot be written.", path).Because(err)
		}
		fmt.Fprintln(a.term.out, path)
	}
	return nil
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"k8s.io/klog/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

type auditCmd struct {
	database   `embed:""`
	Verify     auditVerifyCmd     `cmd:"" help:"${audit_verify}"`
	Who        auditWhoCmd        `cmd:"" help:"${audit_who}"`
	Checkpoint auditCheckpointCmd `cmd:"" help:"${audit_checkpoint}"`
	Forget     auditForgetCmd     `cmd:"" help:"${audit_forget}"`
}

// auditPlace is where the log of the home lies. Its key stays outside, because the folder
// of the log is given away.
func (a *app) auditPlace() audit.Place {
	return audit.Place{Dir: filepath.Join(a.home, "audit"), Key: filepath.Join(a.home, "keys", "audit.key")}
}

// sealer opens the log of the home. What its library would print goes nowhere: what fails
// is returned.
func (a *app) sealer(ctx context.Context, store *db.DB) (*audit.Sealer, error) {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	return audit.OpenSealer(ctx, store, a.auditPlace())
}

// sealNow carries what waits into the log, unless a server does so already.
func (a *app) sealNow(store *db.DB) error {
	s, err := a.sealer(a.ctx, store)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.Seal(a.ctx)
	return errors.Join(err, s.Close())
}

type auditVerifyCmd struct {
	Log     string   `arg:"" optional:"" help:"${audit_log}" type:"path"`
	Key     string   `help:"${audit_key}"`
	Earlier []string `help:"${audit_earlier}" placeholder:"FILE" type:"existingfile"`
	Printed []string `help:"${audit_printed}" placeholder:"CHECKPOINT"`
}

// Run checks a log. Given a folder it reads that alone; otherwise it also compares the log
// of the home with the database.
func (c *auditVerifyCmd) Run(a *app, parent *auditCmd) error {
	check := audit.Check{Dir: c.Log, Key: c.Key}
	for _, file := range c.Earlier {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		check.Earlier = append(check.Earlier, string(b))
	}
	for _, text := range c.Printed {
		s, err := audit.ParseStamp(text)
		if err != nil {
			return err
		}
		check.Printed = append(check.Printed, s)
	}
	if c.Log != "" {
		v, err := audit.Verify(check)
		return a.printSoundness(v, err)
	}
	check.Dir = a.auditPlace().Dir
	return a.withStore(parent.database, func(store *db.DB) error {
		if err := a.sealNow(store); err != nil {
			return err
		}
		v, err := audit.VerifyDatabase(a.ctx, check, store)
		if err == nil {
			err = a.looked(store, audit.VerifyLog, "log", string(access.Home))
		}
		return a.printSoundness(v, err)
	})
}

func (a *app) printSoundness(v audit.Verdict, err error) error {
	if err != nil {
		return err
	}
	if a.json {
		if err := json.NewEncoder(a.term.out).Encode(v); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.term.out, a.pick("日志 %s，%d 条，根哈希 %s\n公钥 %s（请与另行保存的公钥核对）\n",
			"log %s, %d entries, root %s\nkey %s (compare it with the one you keep elsewhere)\n"), v.Origin, v.Entries, v.Root, v.Key)
		for _, f := range v.Findings {
			fmt.Fprintf(a.term.out, "%s  %s\n", f.File, f.Says.In(a.lang))
		}
	}
	if len(v.Findings) > 0 {
		return fault.Invalidf("操作记录有 %d 处不对。", "%d things are wrong with the log.", len(v.Findings))
	}
	if !a.json {
		fmt.Fprintln(a.term.out, a.pick("完好：没有改动、删除或调换。", "Sound: nothing was changed, removed or reordered."))
	}
	return nil
}

type auditWhoCmd struct {
	Object string `arg:"" help:"${audit_object}"`
	Limit  int    `help:"${audit_limit}" default:"1000"`
}

// Run prints who did something to a thing or looked at it, and what for.
func (c *auditWhoCmd) Run(a *app, parent *auditCmd) error {
	return a.withStore(parent.database, func(store *db.DB) error {
		list, err := audit.NewLog(store).List(a.ctx, audit.Filter{Object: c.Object, About: true, Limit: c.Limit})
		if err != nil {
			return err
		}
		if err := a.looked(store, audit.LookAudit, c.Object, string(access.Home)); err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
		if !a.json {
			fmt.Fprintln(w, a.pick("时间\t账号\t操作\t目的或说明\t日志位置", "when\taccount\tact\tpurpose\tplace"))
		}
		for _, e := range list {
			if a.json {
				if err := json.NewEncoder(a.term.out).Encode(e); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\n", e.At.Format(time.RFC3339), e.Actor, e.Verb, e.Detail["purpose"], e.Place)
		}
		return w.Flush()
	})
}

type auditCheckpointCmd struct{}

// Run prints the newest checkpoint, to be kept where nobody of this office can change it.
func (c *auditCheckpointCmd) Run(a *app, parent *auditCmd) error {
	return a.withStore(parent.database, func(store *db.DB) error {
		if err := a.sealNow(store); err != nil {
			return err
		}
		text, err := audit.Checkpoint(a.auditPlace().Dir)
		if err != nil {
			return err
		}
		_, err = io.WriteString(a.term.out, text)
		return err
	})
}

type auditForgetCmd struct {
	Entries []string `arg:"" help:"${audit_entry}"`
	Why     string   `help:"${audit_why}" required:""`
}

// Run forgets what entries say beyond their acts. What waits goes into the log first: only
// what stands there has a commitment that outlives it.
func (c *auditForgetCmd) Run(a *app, parent *auditCmd) error {
	return a.withStore(parent.database, func(store *db.DB) error {
		if err := a.sealNow(store); err != nil {
			return err
		}
		log := audit.NewLog(store)
		for _, id := range c.Entries {
			if err := log.Forget(a.ctx, a.actor().ID, id, c.Why); err != nil {
				return err
			}
		}
		fmt.Fprintf(a.term.out, a.pick("已清除 %d 条操作记录的说明。\n", "%d entries were forgotten.\n"), len(c.Entries))
		return a.sealNow(store)
	})
}

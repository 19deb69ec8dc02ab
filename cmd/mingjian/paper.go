package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

type matterPaperCmd struct {
	ID      matter.ID `arg:"" help:"${matter_id}"`
	Paper   string    `arg:"" help:"${paper_id}"`
	Out     string    `short:"o" type:"path" placeholder:"FILE" help:"${paper_out}"`
	PDF     bool      `name:"pdf" help:"${paper_pdf}"`
	Masked  bool      `help:"${paper_masked}"`
	Version int       `help:"${paper_version}"`
}

// Run writes a paper into a file, with the newest checkpoint of the log on it.
func (c *matterPaperCmd) Run(a *app, parent *matterCmd) error {
	rules, err := a.rules()
	if err != nil {
		return err
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		printed := matter.Copy{Version: c.Version, Masked: c.Masked}
		if err := a.sealNow(store); err != nil {
			return err
		}
		text, err := audit.Checkpoint(a.auditPlace().Dir)
		if err != nil {
			return err
		}
		if stamp, ok := audit.StampOf(text); ok {
			printed.Stamp = stamp.Says()
		}
		name, content, err := matter.NewService(store, rules).PaperFile(a.ctx, a.actor(), c.ID, c.Paper, printed)
		if err != nil {
			return err
		}
		name += ".docx"
		if c.PDF {
			name = name[:len(name)-len("docx")] + "pdf"
			if content, err = a.pdf(a.ctx, content); err != nil {
				return err
			}
		}
		sum := sha256.Sum256(content)
		if err := audit.NewLog(store).Record(a.ctx, matter.PaperExport(a.actor(), c.ID, c.Paper, printed, hex.EncodeToString(sum[:]))); err != nil {
			return err
		}
		if c.Out == "" {
			c.Out = name
		}
		if err := os.WriteFile(c.Out, content, 0o600); err != nil {
			return fault.Invalidf("无法写入 %s。", "%s cannot be written.", c.Out).Because(err)
		}
		_, err = fmt.Fprintln(a.term.out, c.Out)
		return err
	})
}

// pdf makes a PDF of a Word document.
func (a *app) pdf(ctx context.Context, docx []byte) ([]byte, error) {
	printed := a.printer()
	if printed == nil {
		return nil, fault.Conflictf("没有安装 LibreOffice，不能生成 PDF；Debian 上安装 libreoffice-writer-nogui，或者去掉 --pdf。",
			"LibreOffice is not installed, so there is no PDF; on Debian install libreoffice-writer-nogui, or leave --pdf out.")
	}
	return printed(ctx, docx)
}

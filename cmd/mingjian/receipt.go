package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

type matterAttachCmd struct {
	ID    matter.ID `arg:"" help:"${matter_id}"`
	Paper string    `arg:"" help:"${paper_id}"`
	Scan  string    `arg:"" type:"existingfile" help:"${receipt_scan}"`
}

// Run keeps the scan of the receipt of a paper that was served.
func (c *matterAttachCmd) Run(a *app, parent *matterCmd) error {
	content, err := readAtMost(c.Scan, matter.MaxReceipt)
	if err != nil {
		return err
	}
	return a.withMatters(parent.database, func(s *matter.Service) error {
		d, err := s.Get(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		d, err = s.AddReceipt(a.ctx, a.actor(), c.ID, c.Paper, filepath.Base(c.Scan), content, matter.Request{Seen: d.Version})
		if err != nil {
			return err
		}
		for _, p := range d.Papers {
			if n := len(p.Receipts); p.ID == c.Paper && n > 0 {
				r := p.Receipts[n-1]
				fmt.Fprintf(a.term.out, a.pick("第 %d 件：%s，%d 字节，sha256 %s\n", "number %d: %s, %d bytes, sha256 %s\n"), r.N, r.Name, r.Size, r.SHA256)
			}
		}
		return nil
	})
}

// readAtMost reads a file that has at most so many bytes, and one more where it has more: what
// keeps it says then that it is too long.
func readAtMost(name string, most int64) (content []byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.Invalidf("无法读取 %s。", "cannot read %s.", name).Because(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, most+1))
}

type receiptCmd struct {
	ID      matter.ID `arg:"" help:"${matter_id}"`
	Paper   string    `arg:"" help:"${paper_id}"`
	N       int       `arg:"" help:"${receipt_n}"`
	Out     string    `short:"o" type:"path" placeholder:"FILE" help:"${paper_out}"`
	Purpose string    `help:"${look_purpose}" placeholder:"TEXT" required:""`
}

// Run writes the scan of a receipt into a file; the look is recorded with its purpose.
func (c *receiptCmd) Run(a *app, parent *matterCmd) error {
	purpose, err := stated(c.Purpose)
	if err != nil {
		return err
	}
	return a.withMatters(parent.database, func(s *matter.Service) error {
		r, content, err := s.Receipt(a.ctx, a.actor(), c.ID, c.Paper, c.N, purpose)
		if err != nil {
			return err
		}
		if c.Out == "" {
			c.Out = filepath.Base(r.Name)
		}
		if err := os.WriteFile(c.Out, content, 0o600); err != nil {
			return fault.Invalidf("无法写入 %s。", "%s cannot be written.", c.Out).Because(err)
		}
		_, err = fmt.Fprintln(a.term.out, c.Out)
		return err
	})
}

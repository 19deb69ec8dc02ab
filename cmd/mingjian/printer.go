package main

import (
	"context"
	"errors"
	"time"

	"github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/fault"
)

const (
	mostPrinting = 2                // papers that are made into PDF at once; LibreOffice takes 200 MB for each
	printingTime = 25 * time.Second // for one, waiting included: less than a request may take
)

// printer returns what makes PDF of papers, or nil if LibreOffice is not installed.
func (a *app) printer() func(context.Context, []byte) ([]byte, error) {
	tools := convert.Find(a.ctx)
	if tools.Office == "" {
		return nil
	}
	room := make(chan struct{}, mostPrinting)
	return func(ctx context.Context, docx []byte) ([]byte, error) {
		ctx, cancel := context.WithTimeout(ctx, printingTime)
		defer cancel()
		select {
		case room <- struct{}{}:
			defer func() { <-room }()
		case <-ctx.Done():
			return nil, printSlow()
		}
		pdf, err := tools.PDF(ctx, docx)
		switch {
		case errors.Is(err, convert.ErrSlow), errors.Is(err, context.DeadlineExceeded):
			return nil, printSlow()
		case errors.Is(err, convert.ErrFailed):
			return nil, fault.Conflictf("LibreOffice 没有生成 PDF；请下载 .docx，并请管理员检查 LibreOffice。", "LibreOffice made no PDF; take the .docx, and ask the administrator to look at LibreOffice.").Because(err)
		}
		return pdf, err
	}
}

func printSlow() error {
	return fault.New(fault.TooMany, "生成 PDF 的时间过长，请稍后再试，或者下载 .docx。", "Making the PDF takes too long; try again later, or take the .docx.")
}

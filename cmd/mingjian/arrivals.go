package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// Arrive imports court documents and, where a desk is kept for that, tells what they cause. What
// the desk has no answer to is left to the next scan: that finds it, because models are noted as
// having looked no further than they have.
func (f *desks) Arrive(ctx context.Context, by access.Account, in web.Arrival) (web.Arrived, error) {
	f.work.Lock()
	defer f.work.Unlock()
	report, err := f.lake.ImportJudgments(ctx, arriving(in.Documents), lake.ImportOptions{Agency: in.Agency, Authorisation: in.Authorisation, Purpose: in.Purpose,
		By: by.Display, RetainUntil: in.RetainUntil, At: f.app.now()})
	if err != nil {
		return web.Arrived{}, err
	}
	out := web.Arrived{Snapshot: report.Snapshot, Counts: web.RowCounts{Read: int64(report.Read), Added: int64(report.Added + report.Kept), Unchanged: int64(report.Unchanged),
		Superseded: int64(report.Superseded + report.Reread), Duplicate: int64(report.Duplicate)}}
	for _, u := range report.Unread {
		out.Unread = append(out.Unread, u.Why)
	}
	err = audit.NewLog(f.store).Record(ctx, audit.Entry{Actor: by.ID, Verb: audit.ImportRecords, Object: report.Snapshot, Office: string(by.Office),
		Detail: map[string]string{"standard": "judgment", "documents": fmt.Sprint(report.Read), "authorisation": in.Authorisation, "snapshot": report.Snapshot}})
	if err != nil {
		return out, err
	}
	if f.tells {
		f.ask(ctx, &out)
	}
	if out.Says == (fault.Text{}) {
		out.Says = fault.Text{ZH: "文书已导入；线索由下一次扫描（mingjian scan --new 或者整体扫描）给出。", EN: "The documents are imported; the next scan (mingjian scan --new, or a whole one) tells of clues."}
	}
	return out, nil
}

// ask carries the desk on and tells what the documents cause. Whatever fails, they are imported.
func (f *desks) ask(ctx context.Context, out *web.Arrived) {
	t, followed, err := f.carry(ctx)
	switch {
	case err != nil:
		f.log.Error("new documents could not be looked at", slog.Any("err", err))
		return
	case !followed:
		out.Says = fault.Text{ZH: "文书已导入；内存索引正在打开，打开后即给出线索。", EN: "The documents are imported; the index is being opened, and clues follow when it is."}
		return
	}
	out.Told = true
	out.Clues = web.ArrivedClues{New: t.New, Changed: t.Changed, Reopened: t.Reopened, Unchanged: t.Unchanged}
	for _, x := range t.left {
		out.NotAsked = append(out.NotAsked, web.ArrivedNotAsked{Model: x.model, Why: x.why})
	}
	out.Says = fault.Text{ZH: fmt.Sprintf("文书已导入，线索已登记：新增 %d，有新事实 %d，重新打开 %d；%d 个模型须整体扫描，未问。", t.New, t.Changed, t.Reopened, len(t.left)),
		EN: fmt.Sprintf("The documents are imported and clues registered: %d new, %d with new facts, %d reopened; %d models need a whole scan and were not asked.", t.New, t.Changed, t.Reopened, len(t.left))}
}

// arriving yields documents as they are imported.
func arriving(list []web.ArrivedDocument) func(func(source.Document, *source.Unread) bool) {
	return func(yield func(source.Document, *source.Unread) bool) {
		for _, d := range list {
			if !yield(source.Document{ID: d.ID, Text: d.Text, Source: d.ID}, nil) {
				return
			}
		}
	}
}

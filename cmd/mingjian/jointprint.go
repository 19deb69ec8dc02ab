package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
	"github.com/mingjian/mingjian/web"
)

// jointWord is what people call a code of a joint matter.
func (a *app) jointWord(code string) string {
	word, ok := map[string]fault.Text{
		"invited": {ZH: "已邀请", EN: "invited"}, "joined": {ZH: "已参加", EN: "takes part"},
		"declined": {ZH: "不参加", EN: "declined"}, "withdrawn": {ZH: "已撤回邀请", EN: "invitation withdrawn"},
		"open": {ZH: "待办", EN: "to do"}, "doing": {ZH: "办理中", EN: "in hand"}, "done": {ZH: "已完成", EN: "done"}, "hindered": {ZH: "遇有障碍", EN: "hindered"},
		"document": {ZH: "书证", EN: "document"}, "object": {ZH: "物证", EN: "object"}, "witness": {ZH: "证人证言", EN: "witness"},
		"party-statement": {ZH: "当事人陈述", EN: "statement of a party"}, "audio-video": {ZH: "视听资料", EN: "audio or video"},
		"electronic": {ZH: "电子数据", EN: "electronic data"}, "expert-opinion": {ZH: "鉴定意见", EN: "expert opinion"}, "inspection": {ZH: "勘验笔录", EN: "record of inspection"},
		"established": {ZH: "属实", EN: "established"}, "partly": {ZH: "部分属实", EN: "partly established"}, "not_established": {ZH: "不属实", EN: "not established"},
		"filed": {ZH: "已立案", EN: "filed"}, "not_filed": {ZH: "不予立案", EN: "not filed"}, "convicted": {ZH: "已判决", EN: "convicted"},
		"rectified": {ZH: "已整改", EN: "rectified"}, "other": {ZH: "其他", EN: "other"},
	}[code]
	if !ok {
		return code
	}
	return word.In(a.lang)
}

// standsJoint is whether a joint matter goes on, or how it ended.
func (a *app) standsJoint(j box.Joint) string {
	if j.Ended.IsZero() {
		return a.pick("办理中", "goes on")
	}
	return a.pick("已办结：", "ended: ") + a.jointWord(j.Code)
}

func (a *app) printJoints(list []box.Joint, self string) error {
	if a.json {
		rows := []web.JointRow{}
		for _, j := range list {
			rows = append(rows, web.JointRow{Joint: j, Leads: j.Lead == self})
		}
		return eachLine(a.term.out, rows)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("联合办案\t牵头机构\t状态\t发起\t名称", "joint matter\tlead\tstate\topened\ttitle"))
	for _, j := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", j.ID, j.Lead, a.standsJoint(j), j.Opened.Local().Format(time.DateOnly), j.Title)
	}
	return w.Flush()
}

// printJoint prints the board: who takes part, the plan, the evidence and its hands.
func (a *app) printJoint(v box.JointView) error {
	d := web.NewJointDetail(v, law.DateOf(a.now()).String())
	if a.json {
		return json.NewEncoder(a.term.out).Encode(d)
	}
	out := a.term.out
	fmt.Fprintf(out, a.pick("%s（%s）\n%s\n状态：%s\n", "%s (%s)\n%s\nstate: %s\n"), d.Title, a.leader(d), d.ID, a.standsJoint(d.Joint))
	for _, line := range []string{d.About, d.Says} {
		if line != "" {
			fmt.Fprintln(out, line)
		}
	}
	if d.Matter != "" {
		fmt.Fprintf(out, a.pick("案件：%s\n", "matter: %s\n"), d.Matter)
	}
	if !d.Leads && !d.Takes && d.Ended.IsZero() {
		fmt.Fprintf(out, a.pick("本机构尚未参加；答复邀请：mingjian transfer show %s\n", "This agency does not take part yet; to answer the invitation: mingjian transfer show %s\n"), d.Exchange)
	}
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("\n机构\t名称\t参加\t往来", "\nagency\tname\tstate\texchange"))
	for _, m := range d.Members {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Code, m.Name.In(a.lang), a.jointWord(m.State), m.Exchange)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	a.printTasks(d.Tasks)
	a.printPieces(d.Evidence)
	return nil
}

func (a *app) leader(d web.JointDetail) string {
	if d.Leads {
		return a.pick("本机构牵头", "this agency leads")
	}
	return fmt.Sprintf(a.pick("%s 牵头", "%s leads"), d.Lead)
}

func (a *app) seenBy(list []string) string {
	if len(list) == 0 {
		return a.pick("全部", "all")
	}
	return strings.Join(list, " ")
}

func (a *app) printTasks(tasks []web.JointTaskRow) {
	if len(tasks) == 0 {
		return
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, a.pick("\n任务\t承办\t期限\t状态\t可见\t内容", "\ntask\twho\tdue\tstate\tseen by\twhat"))
	for _, t := range tasks {
		due, state := t.Due, a.jointWord(t.State)
		if t.Overdue {
			due += a.pick("（已逾期）", " (overdue)")
		}
		if t.Dropped {
			state = a.pick("已取消", "dropped")
		}
		what := t.What
		if t.Note != "" {
			what += a.pick("；", "; ") + t.Note
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, t.Who, due, state, a.seenBy(t.For), what)
	}
}

func (a *app) printPieces(pieces []web.JointPieceRow) {
	if len(pieces) == 0 {
		return
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("\n证据\t提供\t保管\t文件\t可见\t名称", "\nevidence\tfrom\twith\tfile\tseen by\ttitle"))
	for _, p := range pieces {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s（%s）\n", p.ID, p.Owner, p.Holder, a.fileOf(p), a.seenBy(p.For), p.Title, a.jointWord(p.Kind))
	}
	w.Flush()
	for _, p := range pieces {
		for _, h := range p.Hands {
			a.printHand(a.term.out, p, h)
		}
	}
}

// fileOf says whether the file of a piece is here.
func (a *app) fileOf(p web.JointPieceRow) string {
	switch {
	case p.Here:
		return a.pick("已到", "here")
	case p.File != nil:
		return a.pick("尚未到达", "under way")
	case p.SHA256 != "":
		return a.pick("仅哈希", "hash only")
	}
	return "-"
}

// printHand prints one handing on of a piece of evidence.
func (a *app) printHand(w io.Writer, p web.JointPieceRow, h joint.Hand) {
	const minute = "2006-01-02 15:04"
	got := a.pick("尚未签收", "not received yet")
	if !h.Got.IsZero() {
		got = fmt.Sprintf(a.pick("%s 签收 %s %s", "received %s %s %s"), h.Got.Local().Format(minute), h.GotBy, h.GotNote)
		if p.SHA256 != "" {
			same := a.pick("（哈希未核对或者不一致）", "(hash differs or was not compared)")
			if h.SameHash {
				same = a.pick("（哈希一致）", "(same hash)")
			}
			got += same
		}
	}
	fmt.Fprintf(w, a.pick("  移交“%s”：%s %s → %s %s %s；%s\n", "  “%s” handed on: %s %s → %s %s %s; %s\n"), p.Title, h.At.Local().Format(minute), h.From, h.To, h.By, h.Note, got)
}

// printJointLog prints every change in the order in which this agency knows them, and what became
// of it at the others.
func (a *app) printJointLog(v box.JointView) error {
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("\n时间\t由\t变更\t送达", "\ntime\tby\tchange\tways"))
	for _, l := range v.Log {
		var ways []string
		for _, way := range l.Ways {
			fate := way.Fate.In().In(a.lang)
			if way.Fate == "" {
				fate = a.pick("待送达", "not delivered yet")
			}
			arrow := "→ "
			if way.Incoming {
				arrow = "← "
			}
			ways = append(ways, arrow+way.Peer+" "+fate)
		}
		says := a.jointSays(l.JointEvent)
		if l.Why != "" {
			says += a.pick("（不生效：", " (does not count: ") + l.Why + a.pick("）", ")")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.At.Local().Format("2006-01-02 15:04"), l.By, says, strings.Join(ways, a.pick("；", "; ")))
	}
	return w.Flush()
}

// jointSays is a change in a few words.
func (a *app) jointSays(e dispatch.JointEvent) string {
	switch {
	case e.Member != nil:
		return fmt.Sprintf(a.pick("机构 %s：%s", "agency %s: %s"), e.Member.Code, a.jointWord(e.Member.State))
	case e.Task != nil && e.Task.Dropped:
		return a.pick("取消任务：", "task dropped: ") + e.Task.What
	case e.Task != nil:
		return a.pick("任务：", "task: ") + e.Task.What
	case e.Work != nil:
		return fmt.Sprintf(a.pick("任务 %.10s…：%s %s", "task %.10s…: %s %s"), e.Work.Task, a.jointWord(e.Work.State), e.Work.Note)
	case e.Evidence != nil:
		return a.pick("证据：", "evidence: ") + e.Evidence.Title
	case e.Handover != nil:
		return fmt.Sprintf(a.pick("移交 %.10s… 给 %s", "%.10s… handed to %s"), e.Handover.Evidence, e.Handover.To)
	case e.Received != nil:
		return fmt.Sprintf(a.pick("签收 %.10s…", "%.10s… received"), e.Received.Evidence)
	}
	return ""
}

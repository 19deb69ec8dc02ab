package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
)

// worksTogether: the procuratorate, the police and the labour bureau look into the wages together:
// one plan with tasks for each, evidence with its file that goes from hand to hand, one result.
func (s *story) worksTogether() error {
	for _, act := range []func() error{s.invites, s.plansTogether, s.comparesRoster, s.passesOn, s.hears, s.endsTogether} {
		if err := act(); err != nil {
			return err
		}
	}
	return nil
}

// together are the three, the lead first.
func (s *story) together() []*agency { return []*agency{s.house, s.police, s.labour} }

// view is the joint matter as an agency sees it.
func (x *agency) view(id string) (box.JointView, error) {
	return x.carrier.Box.GetJoint(x.ctx, x.actor(), id)
}

// changes makes one change at x and carries it: members speak with the lead only, which passes it on.
func (s *story) changes(x *agency, e dispatch.JointEvent) error {
	if _, err := x.carrier.Box.ChangeJoint(x.ctx, x.actor(), s.joint, 0, e); err != nil {
		return err
	}
	return s.spreads(x)
}

// spreads carries what x has for the lead, and what the lead has for the others.
func (s *story) spreads(x *agency) error {
	if x != s.house {
		if err := x.calls(s.house); err != nil {
			return err
		}
	}
	for _, y := range []*agency{s.police, s.labour} {
		if err := s.house.calls(y); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) invites() error {
	v, err := s.house.carrier.Box.OpenJoint(s.house.ctx, s.house.actor(), box.JointStart{Title: "虚构劳动报酬联合调查", About: "多件追索劳动报酬案疑以虚构的欠薪提起", Due: s.soon(5),
		Basis: investigation(), Members: []string{s.police.code, s.labour.code}})
	if err != nil {
		return err
	}
	s.joint = v.ID
	if err := s.spreads(s.house); err != nil {
		return err
	}
	s.tell(s.house, "牵头联合办案，邀请公安、人社参加（公安进程 %d，人社进程 %d）", "leads a joint investigation and invites police and labour bureau (their processes are %d and %d)", s.police.pid, s.labour.pid)
	for _, x := range []*agency{s.police, s.labour} {
		v, err := x.view(s.joint)
		if err != nil {
			return err
		}
		if err := x.takes(s.house, v.Exchanges[0].ID, dispatch.JointJoin, &dispatch.Notice{}); err != nil {
			return err
		}
		s.tell(x, "参加联合办案", "joins")
	}
	return s.spreads(s.house)
}

// The tasks of the plan, as the story calls them.
const (
	comparing = "比对原告的参保、用工登记"
	hearing   = "询问原告，核查欠条和资金流水"
	reporting = "核实举报人情况"
)

func (s *story) plansTogether() error {
	for _, t := range []dispatch.JointTask{
		{What: comparing, Who: s.labour.code, Due: s.soon(7), For: []string{}},
		{What: hearing, Who: s.police.code, Due: s.soon(20), For: []string{}},
		{What: reporting, Who: s.police.code, Due: s.soon(20), For: []string{s.police.code}},
	} {
		if err := s.changes(s.house, dispatch.JointEvent{Task: &t}); err != nil {
			return err
		}
	}
	for _, x := range s.together() {
		v, err := x.view(s.joint)
		if err != nil {
			return err
		}
		s.tell(x, "看到共同方案中的 %d 项任务", "sees %d tasks of the shared plan", len(v.Board.Tasks))
	}
	return nil
}

// does tells how a task stands.
func (s *story) does(x *agency, what, state, note string) error {
	v, err := x.view(s.joint)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Board.Tasks, func(t joint.Task) bool { return t.What == what })
	if i < 0 {
		return fmt.Errorf("%s does not see the task %s", x.code, what)
	}
	return s.changes(x, dispatch.JointEvent{Work: &dispatch.JointWork{Task: v.Board.Tasks[i].ID, State: state, On: s.soon(0), Note: note}})
}

// comparesRoster: the labour bureau does its task and shares what it found, with the file.
func (s *story) comparesRoster() error {
	content, err := os.ReadFile(filepath.Join(s.registers, "社保参保登记.csv"))
	if err != nil {
		return err
	}
	f, err := s.labour.attach("参保比对表.csv", content)
	if err != nil {
		return err
	}
	err = s.changes(s.labour, dispatch.JointEvent{Evidence: &dispatch.JointEvidence{Title: "参保比对表", Kind: "electronic", SHA256: f.SHA256, File: &dispatch.File{Name: f.Name, Type: f.Type, Size: f.Size},
		Source: "县人社局登记", Obtained: s.soon(0), Proves: "原告在涉案期间由其他单位参保", For: []string{}}})
	if err != nil {
		return err
	}
	s.tell(s.labour, "共享证据“参保比对表”及其文件（%d 字节，SHA-256 %.12s…）", "shares the evidence “roster compared” with its file (%d bytes, SHA-256 %.12s…)", f.Size, f.SHA256)
	if err := s.does(s.labour, comparing, "done", "逐人比对完毕"); err != nil {
		return err
	}
	s.tell(s.labour, "报告任务完成", "tells that its task is done")
	return nil
}

// shared returns the one piece of evidence as an agency sees it.
func (s *story) shared(x *agency) (joint.Piece, error) {
	v, err := x.view(s.joint)
	if err != nil {
		return joint.Piece{}, err
	}
	if len(v.Board.Evidence) != 1 {
		return joint.Piece{}, fmt.Errorf("%s sees %d pieces of evidence", x.code, len(v.Board.Evidence))
	}
	return v.Board.Evidence[0], nil
}

// passesOn: the police open the file, which came through the lead, and take the piece over.
func (s *story) passesOn() error {
	p, err := s.shared(s.police)
	if err != nil {
		return err
	}
	if _, err := s.police.carrier.Box.LookPiece(s.police.ctx, s.police.actor(), s.joint, p.ID); err != nil {
		return err
	}
	if err := s.police.carrier.Files.Sound(p.SHA256); err != nil {
		return err
	}
	s.tell(s.police, "经牵头机构收到文件并打开，哈希一致", "has the file by way of the lead and opens it: the hash is the one that was shared")
	if err := s.changes(s.labour, dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: p.ID, To: s.police.code, Note: "随联合办案移交"}}); err != nil {
		return err
	}
	if err := s.changes(s.police, dispatch.JointEvent{Received: &dispatch.JointReceived{Evidence: p.ID, SHA256: p.SHA256, Note: "完好"}}); err != nil {
		return err
	}
	for _, x := range s.together() {
		if p, err = s.shared(x); err != nil {
			return err
		}
		if p.Holder != s.police.code || len(p.Hands) != 1 || !p.Hands[0].SameHash {
			return fmt.Errorf("%s does not see that the police have the evidence", x.code)
		}
	}
	s.tell(s.police, "签收证据；三方看到同一保管记录", "receives the evidence; all three see the same custody")
	return nil
}

func (s *story) hears() error {
	for _, what := range []string{hearing, reporting} {
		if err := s.does(s.police, what, "done", "笔录已归卷"); err != nil {
			return err
		}
	}
	s.tell(s.police, "报告两项任务完成，其中一项仅与牵头机构可见", "tells that its two tasks are done, one of which only the lead sees")
	return nil
}

// endsTogether: the lead ends it, and every board says the same of what it shows.
func (s *story) endsTogether() error {
	if _, err := s.house.carrier.Box.EndJoint(s.house.ctx, s.house.actor(), s.joint, 0, dispatch.Outcome{Code: "established", Says: "欠薪系虚构，刑事部分由公安机关继续侦查"}); err != nil {
		return err
	}
	if err := s.spreads(s.house); err != nil {
		return err
	}
	lead, err := s.house.view(s.joint)
	if err != nil {
		return err
	}
	for _, x := range s.together() {
		v, err := x.view(s.joint)
		if err != nil {
			return err
		}
		if v.Code != "established" || boardText(v.Board, x.code) != boardText(lead.Board, x.code) {
			return fault.Conflictf("%s 看到的联合办案与牵头机构不一致。", "%s sees the joint matter otherwise than the lead.", x.code)
		}
	}
	s.tell(s.house, "办结联合办案：属实；三方所见一致", "ends the joint investigation: established; all three see the same")
	return nil
}

// boardText is what an agency may see of a board, as text.
func boardText(b joint.Board, code string) string {
	var all []any
	for _, t := range b.Tasks {
		if b.Sees(code, dispatch.JointEvent{Task: &t.JointTask}) {
			all = append(all, t)
		}
	}
	for _, p := range b.Evidence {
		if b.Sees(code, dispatch.JointEvent{Evidence: &p.JointEvidence}) {
			all = append(all, p)
		}
	}
	text, _ := json.Marshal(all) // texts and numbers
	return string(text)
}

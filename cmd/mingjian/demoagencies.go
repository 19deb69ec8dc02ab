package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// demoAgenciesCmd plays the story of a guiding case between five agencies on this machine: an
// employer near bankruptcy invents wage claims, which rank first.
type demoAgenciesCmd struct {
	Dir string `help:"${demoagencies_dir}" type:"path" placeholder:"DIR"`
}

// wageModel is the model whose clue the story begins with.
const wageModel = "civil/sham-wages"

// Run plays the story and leaves the five homes for whoever wants to look.
func (c *demoAgenciesCmd) Run(a *app) error {
	dir := c.Dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "mingjian-agencies-*"); err != nil {
			return err
		}
	} else if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return fault.Conflictf("%s 不是空文件夹。", "%s is not an empty folder.", dir)
	}
	ctx, cancel := context.WithCancel(a.ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	s, err := a.openStory(ctx, g, dir)
	if err != nil {
		cancel()
		return errors.Join(err, g.Wait())
	}
	err = s.play(filepath.Join(dir, "county"))
	cancel()
	err = errors.Join(err, g.Wait())
	for _, x := range s.all() {
		err = errors.Join(err, x.close())
	}
	if err == nil {
		fmt.Fprintf(a.term.out, a.pick("\n五个机构的目录留在 %s，例如：mingjian transfer list --home %s\n", "\nthe homes of the five are left in %s; try mingjian transfer list --home %s\n"), dir, s.house.home)
	}
	return err
}

// A story is five agencies and what has happened between them.
type story struct {
	*app
	house, superior, court, police, labour *agency
	clue                                   clue.Detail
	registers                              string // where the files are that the labour bureau keeps
	offer, request, protest                string // exchanges
	joint                                  string // the joint matter
}

func (s *story) all() []*agency {
	return []*agency{s.house, s.superior, s.court, s.police, s.labour}
}

// openStory sets five agencies up that know each other. The police use SM2, the others Ed25519.
func (a *app) openStory(ctx context.Context, g *errgroup.Group, dir string) (*story, error) {
	s := &story{app: a}
	for _, x := range []struct {
		at       **agency
		code     string
		name, en string
		kind     node.Kind
		suite    seal.Suite
	}{
		{&s.house, "330102-jcy", "青石县人民检察院", "Qingshi County Procuratorate", node.Procuratorate, seal.Usual},
		{&s.superior, "330100-jcy", "青石市人民检察院", "Qingshi Municipal Procuratorate", node.Procuratorate, seal.Usual},
		{&s.court, "330100-fy", "青石市中级人民法院", "Qingshi Intermediate Court", node.Court, seal.Usual},
		{&s.police, "330102-ga", "青石县公安局", "Qingshi County Police", node.Police, seal.National},
		{&s.labour, "330102-rsj", "青石县人力资源和社会保障局", "Qingshi County Labour Bureau", node.Administration, seal.Usual},
	} {
		one, err := a.openAgency(filepath.Join(dir, x.code), x.code, fault.Text{ZH: x.name, EN: x.en}, x.kind, x.suite)
		if err != nil {
			return nil, err
		}
		*x.at = one
	}
	for _, x := range s.all() {
		for _, y := range s.all() {
			if x == y {
				continue
			}
			if err := x.knows(y); err != nil {
				return nil, err
			}
		}
	}
	for _, x := range s.all() {
		if err := x.answer(ctx, g); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// tell prints one line of the timeline.
func (s *story) tell(who *agency, zh, en string, args ...any) {
	fmt.Fprintf(s.term.out, "%s  %s  %s\n", s.now().Local().Format("15:04:05.000"), padded(who.name.In(s.lang), 30), fmt.Sprintf(s.pick(zh, en), args...))
}

// padded fills a text up to a width in columns, where a Chinese character takes two.
func padded(text string, width int) string {
	n := 0
	for _, r := range text {
		n++
		if r > 0x2e80 {
			n++
		}
	}
	return text + strings.Repeat(" ", max(0, width-n))
}

// play is the story, act by act.
func (s *story) play(county string) error {
	fmt.Fprintln(s.term.out, s.pick("虚构的县，虚构的人；五个机构各有自己的进程，每一步都经双向 TLS 送达、签名、记录。\n", "An invented county and invented people; each of the five has a process of its own, and every step between them is signed, recorded and goes over mutual TLS.\n"))
	for _, act := range []func() error{
		func() error { return s.finds(county) },
		s.asksForRecords,
		s.offersToPolice,
		s.worksTogether,
		s.protests,
		s.decides,
		s.closes,
		s.verifies,
	} {
		if err := act(); err != nil {
			return err
		}
	}
	return nil
}

// finds makes the county and runs the model over what the procuratorate has of it.
func (s *story) finds(county string) error {
	given := filepath.Join(county, "court")
	s.registers = filepath.Join(county, "labour")
	if err := writeStory(given, s.registers); err != nil {
		return err
	}
	err := s.quietly(func(a *app) error {
		papers := filepath.Join(given, "judgments.jsonl")
		if _, err := a.importJudgments([]string{papers}, false, lake.ImportOptions{Agency: "示范法院", Authorisation: "示范", Purpose: demoPurpose}); err != nil {
			return err
		}
		if err := os.Remove(papers); err != nil { // what is left are registers
			return err
		}
		return a.demoRegisters(given)
	})
	if err != nil {
		return err
	}
	if _, err := s.scans(); err != nil {
		return err
	}
	if err := s.screens(); err != nil {
		return err
	}
	s.tell(s.house, "监督模型“虚构劳动报酬”发现线索（风险系数 %.2f）：%s", "the model “invented wage claims” finds a clue (risk %.2f): %s", s.clue.Finding.Risk, s.clue.Finding.Summary.In(s.lang))
	s.shows()
	return nil
}

// quietly runs a part of the preparation at the procuratorate without what it prints.
func (s *story) quietly(do func(a *app) error) error {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	quiet := *s.house.app
	quiet.term.out, quiet.term.err = null, null
	return do(&quiet)
}

// scans runs the model and returns how many clues there are.
func (s *story) scans() (int, error) {
	h := s.house
	err := s.quietly(func(a *app) error {
		return (&scanCmd{engineChoice: engineChoice{Engine: "duckdb"}, Model: []string{wageModel}}).scanInto(a, h.store)
	})
	if err != nil {
		return 0, err
	}
	page, err := clue.NewService(h.store).List(h.ctx, h.actor(), clue.Filter{Limit: 1})
	return page.Total, err
}

// screens takes the clue with the highest risk for screening.
func (s *story) screens() error {
	h, clues := s.house, clue.NewService(s.house.store)
	page, err := clues.List(h.ctx, h.actor(), clue.Filter{Limit: 1})
	if err != nil {
		return err
	}
	if len(page.Items) == 0 {
		return fmt.Errorf("the model finds nothing in the invented county")
	}
	s.clue, err = clues.Move(h.ctx, h.actor(), page.Items[0].ID, clue.Move{To: clue.Screening, Seen: page.Items[0].Version})
	return err
}

// shows prints the strongest reasons of the clue.
func (s *story) shows() {
	for _, i := range s.clue.Finding.Indicators {
		if i.Share > 0 {
			fmt.Fprintf(s.term.out, "%44s· %s\n", "", i.Says.In(s.lang))
		}
	}
}

// investigation is the right to investigate.
func investigation() []dispatch.Law {
	return []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "221"}, {Law: "人民检察院组织法", Version: "2018-10-26", Article: "21"}}
}

// soon is the day so many days from now.
func (s *story) soon(days int) string { return s.now().AddDate(0, 0, days).Format(time.DateOnly) }

// asksForRecords: the labour bureau answers a lawful request with its files; the procuratorate
// imports them, and the model looks again.
func (s *story) asksForRecords() error {
	x, err := s.house.opens(s.labour, dispatch.RecordsAsk, &dispatch.Inquiry{Standard: "insurance_enrolment", Scope: "涉案单位及原告的参保情况", Authorisation: "青检调〔2026〕1号",
		Purpose: "核实线索", Due: s.soon(10), Basis: investigation()})
	if err != nil {
		return err
	}
	s.tell(s.house, "向县人社局调取涉案人员参保记录，请于 %s 前提供", "asks the labour bureau for its insurance records, by %s", s.soon(10))
	if err := s.reads(s.labour, x.ID); err != nil {
		return err
	}
	var files []dispatch.Attachment
	f, err := s.labour.carrier.Files.Attach(filepath.Join(s.registers, "社保参保登记.csv"))
	if err != nil {
		return err
	}
	files = append(files, f)
	if err := s.labour.takes(s.house, x.ID, dispatch.Records, &dispatch.Notice{Note: "见所附登记表"}, files...); err != nil {
		return err
	}
	s.tell(s.labour, "提供参保登记表，按哈希值随函送达（SHA-256 %.12s…）", "provides its register, delivered by its hash (SHA-256 %.12s…)", f.SHA256)
	came := filepath.Join(s.house.home, "came")
	if err := os.MkdirAll(came, 0o700); err != nil {
		return err
	}
	for _, f := range files {
		if err := s.house.unpack(f, filepath.Join(came, f.Name)); err != nil {
			return err
		}
	}
	if err := s.quietly(func(a *app) error { return a.demoRegisters(came) }); err != nil {
		return err
	}
	before := s.clue.Finding.Risk
	if _, err := s.scans(); err != nil {
		return err
	}
	if s.clue, err = clue.NewService(s.house.store).Get(s.house.ctx, s.house.actor(), s.clue.ID); err != nil {
		return err
	}
	s.tell(s.house, "导入后模型再次核对：风险系数由 %.2f 变为 %.2f", "imports it and the model looks again: risk %.2f before, %.2f now", before, s.clue.Finding.Risk)
	s.shows()
	return nil
}

// reads is somebody at an agency reading what opened an exchange; the sender of an offer learns
// that it was previewed.
func (s *story) reads(x *agency, id string) error {
	v, err := x.carrier.Box.Get(x.ctx, x.actor(), id)
	if err != nil {
		return err
	}
	for _, i := range v.Items {
		if i.Incoming {
			_, err = x.carrier.Box.See(x.ctx, x.actor(), i.ID)
			return err
		}
	}
	return fault.NotFoundf("%s 没有收到往来 %s。", "%[1]s has not got exchange %[2]s.", x.code, id)
}

// offersToPolice: the crime goes to the police, who read a summary that names nobody, accept, and
// have the whole clue; both agree on who does what.
func (s *story) offersToPolice() error {
	list, err := s.house.chooseModels([]string{wageModel})
	if err != nil {
		return err
	}
	o := box.Offering{To: s.police.code, Title: titleOf(list, wageModel), Due: s.soon(7), Basis: []dispatch.Law{{Law: "刑法", Version: "2023-12-29", Article: "307-1"}, {Law: "虚假诉讼刑事解释", Version: "2018-09-26", Article: "1"}},
		Note: "涉嫌虚假诉讼罪，移送审查立案"}
	x, err := s.house.carrier.Box.OfferClue(s.house.ctx, s.house.actor(), s.clue.ID, o)
	if err != nil {
		return err
	}
	s.offer = x.ID
	if err := s.house.calls(s.police); err != nil {
		return err
	}
	s.tell(s.house, "移送涉嫌虚假诉讼罪线索，请于 %s 前答复", "offers the clue to the police as a crime, answer by %s", o.Due)
	if err := s.reads(s.police, x.ID); err != nil {
		return err
	}
	if err := s.police.calls(s.house); err != nil {
		return err
	}
	s.tell(s.police, "预览不含姓名的摘要", "previews the summary, which names nobody")
	if err := s.police.takes(s.house, x.ID, dispatch.ClueAccept, &dispatch.Notice{Note: "接收，由经侦大队承办"}); err != nil {
		return err
	}
	if err := s.police.calls(s.house); err != nil { // the whole clue follows
		return err
	}
	s.tell(s.police, "接收线索；线索全文随即送达", "accepts; the whole clue follows by itself")
	plan := &dispatch.JointPlan{Lead: s.house.code, Tasks: []dispatch.Task{
		{What: "询问原告、核查资金流水", Who: s.police.code, Due: s.soon(20)}, {What: "调阅审判、执行卷宗", Who: s.house.code, Due: s.soon(10)}}}
	if err := s.house.takes(s.police, x.ID, dispatch.Plan, plan); err != nil {
		return err
	}
	s.tell(s.house, "送达联合查办方案：%d 项任务，各有分工和期限", "sends the joint plan: %d tasks, each with an agency and a day", len(plan.Tasks))
	if err := s.police.takes(s.house, x.ID, dispatch.Progress, &dispatch.Notice{Note: "已立为虚假诉讼案侦查"}); err != nil {
		return err
	}
	s.tell(s.police, "通报进展：已立案侦查", "tells progress: a case has been filed")
	return nil
}

// protests: the superior procuratorate is asked for a protest, and lodges it.
func (s *story) protests() error {
	x, err := s.house.opens(s.superior, dispatch.ProtestRequest, &dispatch.Paper{Number: "青检民提抗〔2026〕1号", Title: "提请抗诉报告书", Says: "八件追索劳动报酬生效判决以虚构的劳动报酬为据，认定事实的主要证据系伪造。",
		Basis: []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "211"}, {Law: "民事诉讼法", Version: "2023-09-01", Article: "219"}}})
	if err != nil {
		return err
	}
	s.request = x.ID
	s.tell(s.house, "提请上级检察院抗诉", "asks the superior procuratorate for a protest")
	if err := s.reads(s.superior, x.ID); err != nil {
		return err
	}
	text, err := s.superior.attach("民事抗诉书.txt", []byte("民事抗诉书\n\n八件生效判决认定事实的主要证据系伪造（民事诉讼法第二百一十一条第三项），依照第二百一十九条提出抗诉。\n"))
	if err != nil {
		return err
	}
	p, err := s.superior.opens(s.court, dispatch.Protest, &dispatch.Paper{Number: "青检民抗〔2026〕1号", Title: "民事抗诉书",
		Basis: []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "211"}, {Law: "民事诉讼法", Version: "2023-09-01", Article: "219"}, {Law: "民事诉讼法", Version: "2023-09-01", Article: "222"}}}, text)
	if err != nil {
		return err
	}
	s.protest = p.ID
	v, err := s.court.carrier.Box.Get(s.court.ctx, s.court.actor(), p.ID)
	if err != nil {
		return err
	}
	if v.Leg == nil || v.Leg.Limit == "" {
		return fmt.Errorf("the protest runs under no clock of the law")
	}
	s.tell(s.superior, "提出抗诉；法院应在 %s 前裁定再审（民事诉讼法第二百二十二条）", "lodges the protest; the court has until %s to order a retrial (Civil Procedure Law, art. 222)", v.Leg.Due)
	return nil
}

// decides: the court orders a retrial, and the procuratorates know.
func (s *story) decides() error {
	if err := s.reads(s.court, s.protest); err != nil {
		return err
	}
	decision := &dispatch.Paper{Number: "（2026）青01民抗1号", Title: "民事裁定书（再审）", Says: "本案由本院再审；再审期间，中止原裁判的执行。", Adopts: "yes", Basis: []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "222"}}}
	if err := s.court.takes(s.superior, s.protest, dispatch.RetrialDecision, decision); err != nil {
		return err
	}
	s.tell(s.court, "裁定再审，中止执行", "orders the retrial and stays enforcement")
	if err := s.superior.takes(s.house, s.request, dispatch.Reply, &dispatch.Paper{Number: "青检民复〔2026〕1号", Title: "提请抗诉审查结果", Says: "已提出抗诉，法院已裁定再审。", Adopts: "yes", Basis: []dispatch.Law{}}); err != nil {
		return err
	}
	s.tell(s.superior, "告知下级院：已抗诉，法院裁定再审", "tells the lower procuratorate: protest lodged, retrial ordered")
	return nil
}

// closes: the police report what came of it, and the clue knows.
func (s *story) closes() error {
	found := &dispatch.Outcome{Code: "established", Says: "原告均未在该单位工作，欠条系事后补写，经营者指使他人虚构欠薪", Amount: s.clue.Finding.Amount, Number: "青公（经）诉字〔2026〕1号"}
	if err := s.police.takes(s.house, s.offer, dispatch.Result, found); err != nil {
		return err
	}
	s.tell(s.police, "反馈结果：属实，移送审查起诉", "tells the result: established, sent for prosecution")
	d, err := clue.NewService(s.house.store).Get(s.house.ctx, s.house.actor(), s.clue.ID)
	if err != nil {
		return err
	}
	last := d.History[len(d.History)-1]
	s.tell(s.house, "线索记有结果：%s", "the clue has the result in its history: %s", last.Note)
	return nil
}

// verifies: every log is sound, partners hold its checkpoints, and a third party can check the
// protest without any of the five.
func (s *story) verifies() error {
	fmt.Fprintln(s.term.out, s.pick("\n核验：", "\nverified:"))
	for _, x := range s.all() {
		if err := x.sealNow(x.store); err != nil {
			return err
		}
		if err := x.witnessed(s.all()); err != nil {
			return err
		}
	}
	for _, x := range s.all() {
		v, err := x.sound()
		if err != nil {
			return err
		}
		fmt.Fprintf(s.term.out, s.pick("  %s 操作记录 %d 条完好，根 %.12s…，检查点由 %d 个机构留存\n", "  %s log of %d entries is sound, root %.12s…, checkpoint held by %d partners\n"),
			padded(x.name.In(s.lang), 32), v.Entries, v.Root, len(s.all())-1)
	}
	return s.proves()
}

// proves checks the protest as an outsider would, from the file alone.
func (s *story) proves() error {
	v, err := s.superior.carrier.Box.Get(s.superior.ctx, s.superior.actor(), s.protest)
	if err != nil {
		return err
	}
	p, err := s.superior.carrier.Box.Proof(s.superior.ctx, s.superior.actor(), v.Items[0].ID)
	if err != nil {
		return err
	}
	if err := s.superior.sealNow(s.superior.store); err != nil {
		return err
	}
	if p.Log, err = s.superior.placeInLog(s.superior.store, v.Items[0].ID); err != nil {
		return err
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	verdict, err := box.Verify(text)
	if err != nil {
		return err
	}
	if verdict.Receipt == nil || verdict.Log == nil {
		return fmt.Errorf("the protest has no receipt or no place in the log")
	}
	fmt.Fprintf(s.term.out, s.pick("  抗诉书 SHA-256 %.16s…：签名、法院回执、日志第 %d 条，第三方仅凭证明文件核验通过\n", "  protest, SHA-256 %.16s…: signature, the court's receipt and entry %d of the log hold, from the proof alone\n"), verdict.SHA256, verdict.Log.Place)
	return nil
}

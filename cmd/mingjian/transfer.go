package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

type transferCmd struct {
	database `embed:""`
	Offer    transferOfferCmd  `cmd:"" help:"${transfer_offer}"`
	List     transferListCmd   `cmd:"" help:"${transfer_list}"`
	Show     transferShowCmd   `cmd:"" help:"${transfer_show}"`
	Read     transferReadCmd   `cmd:"" help:"${transfer_read}"`
	Step     transferStepCmd   `cmd:"" help:"${transfer_step}"`
	Send     transferSendCmd   `cmd:"" help:"${transfer_send}"`
	Pack     transferPackCmd   `cmd:"" help:"${transfer_pack}"`
	Take     transferTakeCmd   `cmd:"" help:"${transfer_take}"`
	Sync     transferSyncCmd   `cmd:"" help:"${transfer_sync}"`
	Answer   transferAnswerCmd `cmd:"" help:"${transfer_answer}"`
	Save     transferSaveCmd   `cmd:"" help:"${transfer_save}"`
	Proof    transferProofCmd  `cmd:"" help:"${transfer_proof}"`
	Verify   transferVerifyCmd `cmd:"" help:"${transfer_verify}"`
	Schema   transferSchemaCmd `cmd:"" help:"${transfer_schema}"`
	Alarms   transferAlarmsCmd `cmd:"" help:"${transfer_alarms}"`
	Seen     transferSeenCmd   `cmd:"" help:"${transfer_seen}"`
	Joint    transferJointCmd  `cmd:"" help:"${joint}"`

	Checkpoint  transferCheckpointCmd  `cmd:"" help:"${transfer_checkpoint}"`
	Checkpoints transferCheckpointsCmd `cmd:"" help:"${transfer_checkpoints}"`
}

type transferOfferCmd struct {
	Clue  string   `arg:"" help:"${transfer_clue}"`
	To    string   `required:"" help:"${node_partner}"`
	Due   string   `required:"" help:"${transfer_due}" placeholder:"YYYY-MM-DD"`
	Basis []string `help:"${transfer_basis}" placeholder:"LAW@VERSION#ARTICLE"`
	Duty  []string `help:"${transfer_duty}" placeholder:"LAW@VERSION#ARTICLE"`
	Whole bool     `help:"${transfer_whole}"`
	Note  string   `help:"${transfer_note}"`
}

type transferListCmd struct {
	Peer  string `help:"${node_partner}"`
	State string `help:"${transfer_state}"`
	Limit int    `default:"50" help:"${clue_limit}"`
}

type transferShowCmd struct {
	ID string `arg:"" help:"${transfer_id}"`
}

type transferReadCmd struct {
	ID string `arg:"" help:"${transfer_dispatch}"`
}

type transferStepCmd struct {
	ID     string `arg:"" help:"${transfer_id}"`
	Kind   string `arg:"" help:"${transfer_kind}"`
	Reason string `help:"${transfer_reason}"`
	Note   string `help:"${transfer_note}"`
	Data   string `type:"path" placeholder:"FILE" help:"${transfer_data}"`
}

type transferSendCmd struct {
	To     string   `required:"" help:"${node_partner}"`
	Kind   string   `arg:"" help:"${transfer_kind}"`
	Data   string   `required:"" type:"path" placeholder:"FILE" help:"${transfer_data}"`
	Attach []string `type:"path" placeholder:"FILE" help:"${transfer_attach}"`
}

type transferPackCmd struct {
	To   string `required:"" help:"${node_partner}"`
	Out  string `required:"" short:"o" type:"path" placeholder:"FILE" help:"${transfer_out}"`
	Part int64  `default:"0" placeholder:"MB" help:"${transfer_part}"`
}

type transferTakeCmd struct {
	Files []string `arg:"" type:"path" help:"${transfer_files}"`
}

type transferSyncCmd struct {
	To string `help:"${transfer_syncto}"`
}

type transferSaveCmd struct {
	ID  string `arg:"" help:"${transfer_dispatch}"`
	Out string `required:"" short:"o" type:"path" placeholder:"DIR" help:"${transfer_folder}"`
}

// withBox runs f with the outbox and inbox of this agency.
func (a *app) withBox(d database, f func(*box.Box, *db.DB) error) error {
	self, err := node.Load(a.nodeDir())
	if err != nil {
		return err
	}
	return a.withStore(d, func(store *db.DB) error {
		b, err := a.box(store, self)
		if err != nil {
			return err
		}
		return f(b, store)
	})
}

func (a *app) files() box.Files { return box.NewFiles(filepath.Join(a.home, "transfer", "files")) }

// Run offers a clue to another agency.
func (c *transferOfferCmd) Run(a *app, t *transferCmd) error {
	basis, err := a.articles(c.Basis)
	if err != nil {
		return err
	}
	duty, err := a.articles(c.Duty)
	if err != nil {
		return err
	}
	list, err := a.chooseModels(nil)
	if err != nil {
		return err
	}
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		d, err := clue.NewService(store).Get(a.ctx, a.actor(), clue.ID(c.Clue))
		if err != nil {
			return err
		}
		x, err := b.OfferClue(a.ctx, a.actor(), d.ID, box.Offering{To: c.To, Title: titleOf(list, d.Model), Due: c.Due, Basis: basis, Duty: duty, Whole: c.Whole, Note: c.Note})
		if err != nil {
			return err
		}
		return a.printExchanges([]box.Exchange{x})
	})
}

// titleOf is the title of a model, or its id if it is no longer there.
func titleOf(list []models.Model, id string) fault.Text {
	for _, m := range list {
		if m.ID == id {
			return fault.Text{ZH: m.Title.ZH, EN: m.Title.EN}
		}
	}
	return fault.Text{ZH: id, EN: id}
}

// articles reads LAW@VERSION#ARTICLE and looks each up in the register.
func (a *app) articles(list []string) ([]dispatch.Law, error) {
	laws, err := law.Load()
	if err != nil {
		return nil, err
	}
	out := []dispatch.Law{}
	for _, s := range list {
		name, rest, ok1 := strings.Cut(s, "@")
		version, article, ok2 := strings.Cut(rest, "#")
		if !ok1 || !ok2 {
			return nil, fault.Invalidf("法律依据应写作“法律@版本#条”，例如 人民检察院民事诉讼监督规则@2021#120；可用 mingjian law list 查看。", "Write a legal basis as LAW@VERSION#ARTICLE; mingjian law list shows them.")
		}
		if _, ok := laws.Get(name, version, article); !ok {
			return nil, fault.Invalidf("法律登记中没有 %s（%s）第%s条。", "The register of laws has no article %[3]s of %[1]s (%[2]s).", name, version, article)
		}
		out = append(out, dispatch.Law{Law: name, Version: version, Article: article})
	}
	return out, nil
}

// Run lists the exchanges, the last changed first.
func (c *transferListCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		list, _, err := b.List(a.ctx, a.actor(), box.Filter{Peer: c.Peer, State: dispatch.State(c.State), Limit: c.Limit})
		if err != nil {
			return err
		}
		return a.printExchanges(list)
	})
}

func (a *app) printExchanges(list []box.Exchange) error {
	if a.json {
		return eachLine(a.term.out, list)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("往来\t对方\t事项\t方向\t状态\t答复期限", "exchange\tpeer\tabout\tside\tstate\tdue"))
	today := a.now().Format("2006-01-02")
	for _, x := range list {
		due := x.Due
		if x.Overdue(today) {
			due += a.pick("（已逾期）", " (overdue)")
		}
		side := a.pick("发出", "out")
		if x.Side == dispatch.Answerer {
			side = a.pick("收到", "in")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", x.ID, x.Peer, x.Opened.In().In(a.lang), side, x.State.In().In(a.lang), due)
	}
	return w.Flush()
}

// Run shows every step of an exchange and what can be done next.
func (c *transferShowCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		v, err := b.Get(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		if a.json {
			return json.NewEncoder(a.term.out).Encode(struct {
				box.Exchange
				Items []box.Item      `json:"items"`
				Next  []dispatch.Kind `json:"next"`
				Leg   *box.Leg        `json:"leg"`
			}{v.Exchange, v.Items, v.Next(), v.Leg})
		}
		if err := a.printExchanges([]box.Exchange{v.Exchange}); err != nil {
			return err
		}
		a.printItems(v)
		return nil
	})
}

func (a *app) printItems(v box.View) {
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("\n时间\t由\t步骤\t结果\t移送编号", "\ntime\tby\tstep\tfate\tdispatch"))
	for _, i := range v.Items {
		fate := i.Fate.In().In(a.lang)
		if i.Fate == "" {
			fate = a.pick("待送达", "not delivered yet")
		}
		if i.Says != "" {
			fate += a.pick("：", ": ") + i.Says
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", i.At.Local().Format("2006-01-02 15:04"), i.By, i.Kind.In().In(a.lang), fate, i.ID)
	}
	w.Flush()
	a.printLeg(v)
	if next := v.Next(); len(next) > 0 {
		fmt.Fprintln(a.term.out, a.pick("\n可以办理：", "\nWhat can be done:"))
		for _, k := range next {
			fmt.Fprintf(a.term.out, "  mingjian transfer step %s %s  （%s）\n", v.ID, k, k.In().In(a.lang))
		}
	}
}

// printLeg says by when the answer is due, and by what.
func (a *app) printLeg(v box.View) {
	l := v.Leg
	if l == nil || l.Due == "" {
		return
	}
	by := a.pick("移送方要求", "as the sender asks")
	if l.From != "" {
		by = fmt.Sprintf(a.pick("%s，自 %s 收到起算", "%s, from its arrival on %s"), l.Title.In(a.lang), l.From)
	}
	late := ""
	if v.Overdue(law.DateOf(a.now()).String()) {
		late = a.pick("，已逾期", ", overdue")
	}
	fmt.Fprintf(a.term.out, a.pick("\n答复期限：%s（%s）%s\n", "\nAnswer due: %s (%s)%s\n"), l.Due, by, late)
}

// Run prints what a dispatch carries; the look is recorded.
func (c *transferReadCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		data, err := b.Look(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		enc := json.NewEncoder(a.term.out)
		enc.SetEscapeHTML(false)
		if !a.json {
			enc.SetIndent("", "  ")
		}
		return enc.Encode(data)
	})
}

// Run takes a step in an exchange.
func (c *transferStepCmd) Run(a *app, t *transferCmd) error {
	kind := dispatch.Kind(c.Kind)
	data, err := stepData(kind, c.Data, c.Reason, c.Note)
	if err != nil {
		return err
	}
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		var x box.Exchange
		err := store.InTx(a.ctx, func(tx *db.Tx) (err error) {
			x, err = b.Send(a.ctx, tx, a.actor(), c.ID, kind, data, 0)
			return err
		})
		if err != nil {
			return err
		}
		return a.printExchanges([]box.Exchange{x})
	})
}

// stepData is what a step carries: a file, a reason, or a note.
func stepData(kind dispatch.Kind, file, reason, note string) (any, error) {
	switch {
	case file != "":
		return dataFile(kind, file)
	case kind.NeedsReason():
		if reason == "" {
			return nil, usageError{fault.Invalidf("“%s”须用 --reason 说明理由。", "Say why with --reason: %[2]s needs it.", kind.In().ZH, string(kind))}
		}
		return &dispatch.Reasoned{Reason: reason}, nil
	}
	return &dispatch.Notice{Note: note}, nil
}

// dataFile reads the data of a kind from a JSON file.
func dataFile(kind dispatch.Kind, file string) (any, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.Invalidf("无法读取 %s。", "%s cannot be read.", file).Because(err)
	}
	v, err := dispatch.Dispatch{Kind: kind, Version: 1, Data: b}.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return v, nil
}

// Run opens an exchange with something else than a clue: a suggestion, a protest, a request.
func (c *transferSendCmd) Run(a *app, t *transferCmd) error {
	kind := dispatch.Kind(c.Kind)
	if kind == dispatch.ClueOffer {
		return usageError{fault.Invalidf("移送线索请用 mingjian transfer offer。", "A clue is offered with mingjian transfer offer.")}
	}
	data, err := dataFile(kind, c.Data)
	if err != nil {
		return err
	}
	var attachments []dispatch.Attachment
	for _, path := range c.Attach {
		x, err := a.files().Attach(path)
		if err != nil {
			return err
		}
		attachments = append(attachments, x)
	}
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		var x box.Exchange
		err := store.InTx(a.ctx, func(tx *db.Tx) (err error) {
			x, err = b.Open(a.ctx, tx, a.actor(), box.Start{To: c.To, Kind: kind, Data: data, Attachments: attachments})
			return err
		})
		if err != nil {
			return err
		}
		return a.printExchanges([]box.Exchange{x})
	})
}

// Run writes a sealed parcel with everything that is to go to a partner.
func (c *transferPackCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		var written []string
		letters, parts, err := b.Pack(a.ctx, a.files(), c.To, c.Part<<20, func(n int) (io.WriteCloser, error) {
			name := c.Out
			if c.Part > 0 {
				name = fmt.Sprintf("%s.%03d", c.Out, n)
			}
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return nil, fault.Conflictf("无法新建 %s（文件是否已存在？）。", "%s cannot be made; is it there already?", name).Because(err)
			}
			written = append(written, name)
			return f, nil
		})
		if err != nil {
			for _, name := range written { // half a parcel is worse than none
				os.Remove(name)
			}
			return err
		}
		if a.json {
			return json.NewEncoder(a.term.out).Encode(map[string]any{"letters": letters, "parts": parts, "files": append([]string{}, written...)})
		}
		if letters == 0 {
			fmt.Fprintln(a.term.out, a.pick("没有需要送往该机构的内容，未生成移送包。", "There is nothing to go to that agency; no parcel was written."))
			return nil
		}
		fmt.Fprintf(a.term.out, a.pick("移送包含 %d 件，共 %d 卷：%s\n", "The parcel holds %d letters in %d parts: %s\n"), letters, parts, strings.Join(written, " "))
		return nil
	})
}

// Run takes a parcel.
func (c *transferTakeCmd) Run(a *app, t *transferCmd) error {
	var parts []io.Reader
	for _, name := range c.Files {
		f, err := os.Open(name)
		if err != nil {
			return fault.Invalidf("无法读取 %s。", "%s cannot be read.", name).Because(err)
		}
		defer f.Close()
		parts = append(parts, f)
	}
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		got, err := b.Unpack(a.ctx, a.files(), parts)
		if err != nil {
			return err
		}
		if err := a.printDelivery(got); err != nil {
			return err
		}
		return errors.Join(got.Refused...)
	})
}

func (a *app) printDelivery(got box.Delivery) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{"from": got.From, "received": append([]dispatch.Received{}, got.Received...), "receipts": got.Receipts, "refused": len(got.Refused)})
	}
	fmt.Fprintf(a.term.out, a.pick("来自 %s：%d 件，回执 %d 份，拒收 %d 件\n", "from %s: %d dispatches, %d receipts, %d refused\n"), got.From, len(got.Received), got.Receipts, len(got.Refused))
	for _, r := range got.Received {
		fmt.Fprintf(a.term.out, "  %s  %s %s\n", r.ID, r.Fate.In().In(a.lang), r.Says)
	}
	return nil
}

// Run writes the attachments of a dispatch into a folder.
func (c *transferSaveCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		list, err := b.Attachments(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		return a.saveFiles(list, c.Out)
	})
}

// saveFiles writes files that are here into a folder, and prints where each lies.
func (a *app) saveFiles(list []dispatch.Attachment, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fault.Invalidf("无法新建文件夹 %s。", "The folder %s cannot be made.", dir).Because(err)
	}
	for _, x := range list {
		if err := a.saveFile(x, dir); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) saveFile(x dispatch.Attachment, dir string) error {
	in, err := a.files().Open(x.SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	path := filepath.Join(dir, x.Name)
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fault.Conflictf("无法新建 %s（文件是否已存在？）。", "%s cannot be made; is it there already?", path).Because(err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	fmt.Fprintln(a.term.out, path)
	return nil
}

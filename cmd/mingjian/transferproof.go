package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

type transferProofCmd struct {
	ID  string `arg:"" help:"${transfer_dispatch}"`
	Out string `required:"" short:"o" type:"path" placeholder:"FILE" help:"${transfer_proofout}"`
}

type transferVerifyCmd struct {
	File      string `arg:"" type:"path" help:"${transfer_prooffile}"`
	Sender    string `placeholder:"FINGERPRINT" help:"${transfer_sender}"`
	Recipient string `placeholder:"FINGERPRINT" help:"${transfer_recipient}"`
}

type transferSchemaCmd struct {
	Kind string `arg:"" optional:"" help:"${transfer_kind}"`
}

// Run writes what a third party needs to check a dispatch.
func (c *transferProofCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		p, err := b.Proof(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		if err := a.sealNow(store); err != nil {
			return err
		}
		if p.Log, err = a.placeInLog(store, c.ID); err != nil {
			return err
		}
		out, err := json.MarshalIndent(p, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, append(out, '\n'), 0o600); err != nil {
			return fault.Invalidf("无法写入 %s。", "%s cannot be written.", c.Out).Because(err)
		}
		return nil
	})
}

// placeInLog proves that a dispatch stands in the log, as sent or as taken.
func (a *app) placeInLog(store *db.DB, id string) (*audit.Inclusion, error) {
	p, err := audit.Prove(a.ctx, store, a.auditPlace().Dir, audit.SendDispatch, id)
	if fault.Is(err, fault.NotFound) {
		p, err = audit.Prove(a.ctx, store, a.auditPlace().Dir, audit.TakeDispatch, id)
	}
	if err != nil {
		return nil, err
	}
	return &p, nil
}

// Run checks a proof. It reads nothing but the file.
func (c *transferVerifyCmd) Run(a *app) error {
	b, err := os.ReadFile(c.File)
	if err != nil {
		return fault.Invalidf("无法读取 %s。", "%s cannot be read.", c.File).Because(err)
	}
	v, err := box.Verify(b)
	if err != nil {
		return err
	}
	for _, x := range []struct {
		card  node.Card
		given string
	}{{v.Sender, c.Sender}, {v.Recipient, c.Recipient}} {
		if x.given != "" && !seal.SameFingerprint(x.given, x.card.Fingerprint()) {
			return fault.Forbiddenf("%s 的指纹与给出的不同：证明中的名片不是该机构的。", "The fingerprint of %s is another than the one given: the card in the proof is not theirs.", x.card.Code)
		}
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{"id": v.Dispatch.ID, "kind": v.Dispatch.Kind, "from": v.Dispatch.From, "to": v.Dispatch.To,
			"at": v.Dispatch.At, "sha256": v.SHA256, "receipt": v.Receipt, "log": v.Log, "sender": v.Sender.Fingerprint(), "recipient": v.Recipient.Fingerprint()})
	}
	a.printVerdict(v)
	return nil
}

func (a *app) printVerdict(v box.Verdict) {
	const when = "2006-01-02 15:04:05"
	d := v.Dispatch
	fmt.Fprintf(a.term.out, a.pick("移送 %s：%s，%s 由 %s 签名，送 %s；签名有效\n", "dispatch %s: %s, signed %s by %s for %s; the signature holds\n"),
		d.ID, d.Kind.In().In(a.lang), d.At.Local().Format(when), d.From, d.To)
	fmt.Fprintf(a.term.out, "SHA-256 %s\n", v.SHA256)
	if v.Receipt == nil {
		fmt.Fprintln(a.term.out, a.pick("没有回执", "there is no receipt"))
	} else {
		fmt.Fprintf(a.term.out, a.pick("回执：%s %s 签收，%s；签名有效\n", "receipt: %s has it since %s, %s; the signature holds\n"),
			d.To, v.Receipt.At.Local().Format(when), v.Receipt.Fate.In().In(a.lang))
	}
	if v.Log != nil {
		fmt.Fprintf(a.term.out, a.pick("操作记录：第 %d 条，%s；检查点有效，公钥 %s\n", "audit log: entry %d, %s; the checkpoint holds, key %s\n"), v.Log.Place, v.Log.At, v.Log.Key)
	}
	fmt.Fprintf(a.term.out, a.pick("请向双方核对指纹：\n  %s %s\n  %s %s\n", "Compare the fingerprints with both:\n  %s %s\n  %s %s\n"),
		v.Sender.Code, v.Sender.Fingerprint(), v.Recipient.Code, v.Recipient.Fingerprint())
}

// Run prints the JSON Schema of what a kind carries, or the kinds.
func (c *transferSchemaCmd) Run(a *app) error {
	if c.Kind == "" {
		for _, k := range append(dispatch.Kinds(), dispatch.Receipt, dispatch.Checkpoint) {
			fmt.Fprintf(a.term.out, "%s%s%s\n", k, strings.Repeat(" ", max(1, 20-len(k))), k.In().In(a.lang))
		}
		return nil
	}
	b, err := dispatch.Kind(c.Kind).Schema()
	if err != nil {
		return err
	}
	if b == nil {
		return fault.NotFoundf("没有移送种类 %q；mingjian transfer schema 列出全部种类。", "There is no kind of dispatch %q; mingjian transfer schema lists them.", c.Kind)
	}
	_, err = fmt.Fprintf(a.term.out, "%s\n", b)
	return err
}

package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

type nodeCmd struct {
	database `embed:""`
	Init     nodeInitCmd    `cmd:"" help:"${node_init}"`
	Card     nodeCardCmd    `cmd:"" help:"${node_card}"`
	Add      nodeAddCmd     `cmd:"" help:"${node_add}"`
	Confirm  nodeConfirmCmd `cmd:"" help:"${node_confirm}"`
	List     nodeListCmd    `cmd:"" help:"${node_list}"`
	End      nodeEndCmd     `cmd:"" help:"${node_end}"`
	Rotate   nodeRotateCmd  `cmd:"" help:"${node_rotate}"`
}

type nodeInitCmd struct {
	Code    string `arg:"" help:"${node_code}"`
	Name    string `required:"" help:"${node_name}"`
	NameEN  string `name:"name-en" help:"${node_nameen}"`
	Kind    string `enum:"procuratorate,court,police,justice,administration,arbitration,administrator,registry" default:"procuratorate" help:"${node_kind}"`
	Address string `help:"${node_address}" placeholder:"https://HOST:PORT"`
	Suite   string `enum:"ed25519,sm2" default:"ed25519" help:"${node_suite}"`
}

type nodeCardCmd struct {
	Out string `short:"o" type:"path" placeholder:"FILE" help:"${node_out}"`
}

type nodeAddCmd struct {
	File string `arg:"" type:"path" help:"${node_file}"`
}

type nodeConfirmCmd struct {
	Code        string `arg:"" help:"${node_partner}"`
	Fingerprint string `arg:"" help:"${node_fingerprint}"`
}

type nodeListCmd struct{}

type nodeEndCmd struct {
	Code string `arg:"" help:"${node_partner}"`
}

type nodeRotateCmd struct {
	Suite   string        `enum:"ed25519,sm2" default:"ed25519" help:"${node_suite}"`
	Overlap time.Duration `default:"720h" help:"${node_overlap}"`
}

func (a *app) nodeDir() string { return filepath.Join(a.home, "node") }

// Run sets this agency up.
func (c *nodeInitCmd) Run(a *app) error {
	name := fault.Text{ZH: c.Name, EN: c.NameEN}
	if name.EN == "" {
		name.EN = c.Name
	}
	s, err := node.Init(a.nodeDir(), node.Agency{Code: c.Code, Name: name, Kind: node.Kind(c.Kind), Address: c.Address}, seal.Suite(c.Suite), a.now(), rand.Reader)
	if err != nil {
		return err
	}
	return a.printSelf(s)
}

func (a *app) printSelf(s *node.Self) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(s.Card)
	}
	_, err := fmt.Fprintf(a.term.out, a.pick("%s（%s，%s）第 %d 号名片\n指纹 %s\n", "%s (%s, %s), card %d\nfingerprint %s\n"),
		s.Card.Name.In(a.lang), s.Card.Code, s.Card.Kind.In().In(a.lang), s.Card.Number, s.Card.Fingerprint())
	return err
}

// Run writes the card that is handed to partners.
func (c *nodeCardCmd) Run(a *app) error {
	s, err := node.Load(a.nodeDir())
	if err != nil {
		return err
	}
	text, err := s.WriteCard(a.now())
	if err != nil {
		return err
	}
	if c.Out == "" {
		_, err = io.WriteString(a.term.out, text)
		return err
	}
	if err := os.WriteFile(c.Out, []byte(text), 0o644); err != nil {
		return fault.Invalidf("无法写入 %s。", "%s cannot be written.", c.Out).Because(err)
	}
	return a.printSelf(s)
}

// withPartners runs f in a transaction of the workflow database.
func (a *app) inTx(d database, f func(ctx context.Context, tx *db.Tx) error) error {
	return a.withStore(d, func(store *db.DB) error {
		return store.InTx(a.ctx, func(tx *db.Tx) error { return f(a.ctx, tx) })
	})
}

// Run reads the card of another agency.
func (c *nodeAddCmd) Run(a *app, n *nodeCmd) error {
	self, err := node.Load(a.nodeDir())
	if err != nil {
		return err
	}
	b, err := os.ReadFile(c.File)
	if err != nil {
		return fault.Invalidf("无法读取名片文件 %s。", "The card %s cannot be read.", c.File).Because(err)
	}
	return a.inTx(n.database, func(ctx context.Context, tx *db.Tx) error {
		signed, err := node.ReadCard(string(b))
		if err == nil && signed.Code == self.Card.Code {
			err = fault.Invalidf("这是本机构自己的名片。", "This is the card of this agency itself.")
		}
		if err != nil {
			return err
		}
		p, err := node.Add(ctx, tx, a.actor(), string(b))
		if err != nil {
			return err
		}
		if err := a.printPartners([]node.Partner{p}); err != nil || a.json || p.Standing == node.Confirmed {
			return err
		}
		_, err = fmt.Fprintf(a.term.out, a.pick("请用电话等另一途径向对方核对指纹，然后运行：\n  mingjian node confirm %s %s\n", "Compare the fingerprint with them by another way, such as the telephone, then run:\n  mingjian node confirm %s %s\n"), p.Card.Code, strings.Split(p.Card.Fingerprint(), "-")[0]+"-…")
		return err
	})
}

// Run notes that the fingerprint of a partner was compared.
func (c *nodeConfirmCmd) Run(a *app, n *nodeCmd) error {
	return a.inTx(n.database, func(ctx context.Context, tx *db.Tx) error {
		p, err := node.Confirm(ctx, tx, a.actor(), c.Code, c.Fingerprint)
		if err != nil {
			return err
		}
		return a.printPartners([]node.Partner{p})
	})
}

// Run ends the exchange with a partner.
func (c *nodeEndCmd) Run(a *app, n *nodeCmd) error {
	return a.inTx(n.database, func(ctx context.Context, tx *db.Tx) error {
		p, err := node.End(ctx, tx, a.actor(), c.Code)
		if err != nil {
			return err
		}
		return a.printPartners([]node.Partner{p})
	})
}

// Run lists the partners.
func (c *nodeListCmd) Run(a *app, n *nodeCmd) error {
	return a.withStore(n.database, func(store *db.DB) error {
		return store.View(a.ctx, func(tx *db.Tx) error {
			list, err := node.Partners(a.ctx, tx)
			if err != nil {
				return err
			}
			return a.printPartners(list)
		})
	})
}

func (a *app) printPartners(list []node.Partner) error {
	if a.json {
		return eachLine(a.term.out, list)
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("代码\t名称\t类别\t名片\t状态\t指纹", "code\tname\tkind\tcard\tstanding\tfingerprint"))
	for _, p := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", p.Card.Code, p.Card.Name.In(a.lang), p.Card.Kind.In().In(a.lang), p.Card.Number, p.Standing.In().In(a.lang), p.Card.Fingerprint())
	}
	return w.Flush()
}

// Run makes a new key. The card changes with it and has to go to every partner.
func (c *nodeRotateCmd) Run(a *app) error {
	s, err := node.Load(a.nodeDir())
	if err != nil {
		return err
	}
	if c.Overlap < 0 {
		return fault.Invalidf("旧密钥的沿用时间不能为负。", "The overlap cannot be negative.")
	}
	if err := s.Rotate(seal.Suite(c.Suite), a.now(), c.Overlap, rand.Reader); err != nil {
		return err
	}
	if err := a.printSelf(s); err != nil || a.json {
		return err
	}
	_, err = fmt.Fprintln(a.term.out, a.pick("请把新名片（mingjian node card）交给每个伙伴；旧密钥仍在沿用期内的，对方无须再核对指纹。", "Give the new card (mingjian node card) to every partner; while the old key still signs, they need not compare the fingerprint again."))
	return err
}

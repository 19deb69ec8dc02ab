package main

import (
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/data/synth"
)

type synthCmd struct {
	Seed      uint64 `help:"${demo_seed}" default:"1"`
	People    int    `help:"${demo_people}" placeholder:"N"`
	Documents int    `help:"${synth_documents}" placeholder:"N"`
	Registers bool   `help:"${synth_registers}" default:"true" negatable:""`
	Out       string `arg:"" help:"${synth_out}" type:"path"`
}

// Run writes an invented county.
func (c *synthCmd) Run(a *app) error {
	s, err := synth.Write(a.ctx, synth.Options{Seed: c.Seed, People: c.People, Documents: c.Documents, Registers: c.Registers}, c.Out)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{
			"documents": s.Documents, "characters": s.Characters, "wrongs": s.Wrongs, "lookalikes": s.Lookalikes,
			"register_files": s.RegisterFiles, "records": s.Records, "bad_rows": s.Spoiled, "entities": s.Entities, "mentions": s.Mentions,
			"register_wrongs": s.RegisterWrongs, "register_lookalikes": s.RegisterLookalikes, "out": c.Out})
	}
	fmt.Fprintf(a.term.out, a.pick("%d 份文书，埋设违法 %d 组、形似而合法 %d 组，写入 %s\n",
		"%d documents, %d wrongs and %d look-alikes planted, written to %s\n"), s.Documents, s.Wrongs, s.Lookalikes, c.Out)
	if c.Registers {
		fmt.Fprintf(a.term.out, a.pick("登记数据 %d 个文件、%d 行（另有坏行 %d），主体 %d 个、提及 %d 处，埋设违法 %d 组、形似而合法 %d 组\n",
			"%d register files with %d rows (and %d bad ones), %d entities named %d times, %d wrongs and %d look-alikes planted\n"),
			s.RegisterFiles, s.Records, s.Spoiled, s.Entities, s.Mentions, s.RegisterWrongs, s.RegisterLookalikes)
	}
	return nil
}

package main

import (
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/data/synth"
)

type synthCmd struct {
	Seed      uint64 `help:"${demo.seed}" default:"1"`
	People    int    `help:"${demo.people}" placeholder:"N"`
	Documents int    `help:"${synth.documents}" placeholder:"N"`
	Out       string `arg:"" help:"${synth.out}" type:"path"`
}

// Run writes an invented county.
func (c *synthCmd) Run(a *app) error {
	s, err := synth.Write(a.ctx, synth.Options{Seed: c.Seed, People: c.People, Documents: c.Documents}, c.Out)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{
			"documents": s.Documents, "characters": s.Characters, "wrongs": s.Wrongs, "lookalikes": s.Lookalikes, "out": c.Out})
	}
	fmt.Fprintf(a.term.out, a.pick("%d 份文书，埋设违法 %d 组、形似而合法 %d 组，写入 %s\n",
		"%d documents, %d wrongs and %d look-alikes planted, written to %s\n"), s.Documents, s.Wrongs, s.Lookalikes, c.Out)
	return nil
}

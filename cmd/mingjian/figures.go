package main

import "github.com/mingjian/mingjian/handle/stats"

type figuresCmd struct{}

// Run prints what each figure of those who lead means.
func (c *figuresCmd) Run(a *app) error { return stats.Markdown(a.term.out) }

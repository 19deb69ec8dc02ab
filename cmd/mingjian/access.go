package main

import "github.com/mingjian/mingjian/access"

type accessCmd struct {
	Matrix accessMatrixCmd `cmd:"" help:"${access_matrix}"`
}

type accessMatrixCmd struct{}

// Run prints who may do what, and the policy that says so.
func (c *accessMatrixCmd) Run(a *app) error { return access.WriteMatrix(a.term.out) }

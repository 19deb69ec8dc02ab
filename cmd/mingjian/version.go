package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/mingjian/mingjian/data/record"
)

type versionCmd struct{}

// Run prints which program this is, so that a result can be repeated with the same one.
func (c *versionCmd) Run(a *app) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]string{
			"version": version, "built": built, "reader": record.ReaderVersion, "go": runtime.Version()})
	}
	fmt.Fprintf(a.term.out, "mingjian %s %s reader %s %s\n", version, built, record.ReaderVersion, runtime.Version())
	return nil
}

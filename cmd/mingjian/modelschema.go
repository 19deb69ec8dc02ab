package main

import (
	"encoding/json"

	"github.com/mingjian/mingjian/detect/models"
)

type modelSchemaCmd struct {
	File string `arg:"" optional:"" enum:"model,cases" default:"model" help:"${model_schema_file}"`
}

// Run prints the JSON Schema of a model's files, for editors.
func (c *modelSchemaCmd) Run(a *app) error {
	schema, err := models.Schema(c.File == "cases")
	if err != nil {
		return err
	}
	out := json.NewEncoder(a.term.out)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(schema)
}

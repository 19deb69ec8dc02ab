// Package examples holds the models of docs/writing-a-model.md, with one of which a new model
// begins.
package examples

import "embed"

// Files holds branch/name/model.yaml and cases.yaml of each.
//
//go:embed civil
var Files embed.FS

// First is the example with which a model begins that begins with nothing.
const First = "civil/repeat-plaintiff"

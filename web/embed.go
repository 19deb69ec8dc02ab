package web

import "embed"

// dist is the built interface. The build puts it there; a program built without it
// serves a plain page that says so.
//
//go:embed all:dist
var dist embed.FS

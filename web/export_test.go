package web

// What the tests outside look at.
var (
	Foreign = foreign
	SPA     = spa
)

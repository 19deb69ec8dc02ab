package web

// What the tests outside look at.
var (
	Codes   = codes
	Foreign = foreign
	SPA     = spa
)

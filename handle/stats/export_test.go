package stats

// For tests.
var (
	WindowOf = windowOf
	Right    = right
	Spoken   = spoken
)

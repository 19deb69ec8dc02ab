package record

// Bands is yet to come.
func Bands(text string) []uint64 { return nil }

func (r *reader) bandText() string { return "" }

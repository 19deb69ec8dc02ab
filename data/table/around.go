package table

// Around returns what stands around the records of a sheet and may say what they all are: the
// name of the sheet, the titles above its headings and the name of the file.
func (s Sheet) Around() []string {
	around := []string{s.Name}
	for _, n := range s.Notes {
		if n.Code == "title" {
			around = append(around, n.Says.ZH)
		}
	}
	return append(around, s.File)
}

package clue

// SetFew chooses how many matches are read and sorted at once.
func (s *Service) SetFew(n int) { s.few = n }

package clue

// SetFew chooses how many matches are read once, and how many are sorted.
func (s *Service) SetFew(n, sorted int) { s.most.few, s.most.sorted = n, sorted }

// SetCounted chooses how far a list counts.
func (s *Service) SetCounted(count, asked int) { s.most.count, s.most.asked = count, asked }

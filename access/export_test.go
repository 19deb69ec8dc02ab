package access

import "github.com/alexedwards/argon2id"

// HashFast makes passwords cheap, so that tests may try many.
func (s *Service) HashFast() {
	s.cost = argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	nobody, err := s.hash("nobody")
	if err != nil {
		panic(err) // it is made of constants
	}
	s.nobody = nobody
}

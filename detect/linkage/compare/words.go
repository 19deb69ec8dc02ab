package compare

import (
	"slices"
	"strings"
)

// words holds categories: the same or not.
type words struct {
	kind Kind
	text []string
}

func (w *words) Add(v string) {
	s := solid(fold(v))
	if w.kind == Sex {
		s = ReadSex(v)
	}
	w.text = append(w.text, s)
}

// ReadSex returns M, F or nothing.
func ReadSex(v string) string {
	switch s := solid(fold(v)); s {
	case "男", "男性", "m", "male", "1", "man":
		return "M"
	case "女", "女性", "f", "female", "2", "woman":
		return "F"
	}
	return ""
}

func (w *words) Note(a int32) Note {
	if w.text[a] == "" {
		return Silent
	}
	return 0
}

func (w *words) Level(a, b int32) uint8 {
	switch {
	case w.text[a] == "" || w.text[b] == "":
		return Missing
	case w.text[a] == w.text[b]:
		return 2
	}
	return Differ
}

func (w *words) Key(_ int, a int32) uint64 {
	if w.text[a] == "" {
		return 0
	}
	return hashText(w.text[a])
}

// emails holds e-mail addresses.
type emails struct{ text, local []string }

func (e *emails) Add(v string) {
	s := strings.ToLower(strings.TrimSpace(v))
	local, _, _ := strings.Cut(s, "@")
	e.text, e.local = append(e.text, s), append(e.local, local)
}

func (e *emails) Note(a int32) Note {
	if e.text[a] == "" {
		return Silent
	}
	return 0
}

func (e *emails) Level(a, b int32) uint8 {
	x, y := []byte(e.text[a]), []byte(e.text[b])
	switch {
	case len(x) == 0 || len(y) == 0:
		return Missing
	case equal(x, y):
		return 4
	case !mayReach(x, y, inCommon(x, y), 0.8):
		return Differ
	case within(x, y, 2) || len(e.local[a]) > 4 && e.local[a] == e.local[b]:
		return 3
	case within(x, y, 4) || jaroWinkler(x, y) >= 0.88 || overlap(sorted(x), sorted(y)) >= 0.92:
		return 2
	}
	return Differ
}

func sorted(x []byte) []byte {
	s := slices.Clone(x)
	slices.Sort(s)
	return s
}

// Key gathers addresses by all of it (0) and by what stands before the @ (1).
func (e *emails) Key(way int, a int32) uint64 {
	s := e.text[a]
	if way == 1 {
		s = e.local[a]
	}
	if s == "" {
		return 0
	}
	return hashText(s)
}

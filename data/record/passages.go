package record

// The passage index is made by winnowing (Schleimer, Wilkerson and Aiken, 2003): of every
// passageWindow hashes of passageLength letters in a row the least is kept. So wherever
// passageLength+passageWindow-1 = 44 letters of two stories are equal they have a common
// fingerprint, and nothing shorter than passageLength ever gives one; on average one of
// (passageWindow+1)/2 = 17 letters begins a fingerprint. A story has two letters for every
// three characters as they were written, so that is one for 25 characters. Twelve letters
// are more than nearly all words and set phrases have; longer ones occur in so many
// documents that whoever compares leaves them out.
const (
	passageLength = 12
	passageWindow = 33
)

// rollPassage is rollBase to the power of passageLength (modulo 2⁶⁴), by which the
// character that leaves the passage has been multiplied.
const rollPassage uint64 = 0x4114e3439eebf211

// A Passage is one fingerprint of the passage index: documents that share it have the same
// passageLength characters there, but for names, numbers and punctuation.
type Passage struct {
	Hash    uint64
	Section string // claims, defence, facts or reasoning
	Span    Span   // the characters it was made of
}

// readSimilarity makes the bands, of the facts and the reasoning or, where these are too
// short, of all that is told, and the passages. The same text gives the same in every run.
func (r *reader) readSimilarity() {
	var found, told sketch
	r.tell(func(s *story) {
		if s.section == secFacts || s.section == secReasoning {
			found.add(s.letters)
		} else {
			told.add(s.letters)
		}
		r.addPassages(s)
	})
	if found.shingles() < minShingles {
		found.join(&told)
	}
	r.j.Bands = found.bands()
}

// addPassages adds the fingerprints of one run. The words of a law are copied by all who
// need them; to bands, which compare whole stories, they do no harm.
func (r *reader) addPassages(s *story) {
	if s.quotes {
		return
	}
	if r.j.Passages == nil {
		r.j.Passages = make([]Passage, 0, len(r.text)/96+8) // as many as most texts have
	}
	winnow(s.letters, func(at int, hash uint64) {
		span := Span{int(s.letters[at].at), r.end(s.letters[at+passageLength-1])}
		r.j.Passages = append(r.j.Passages, Passage{hash, s.section, span})
	})
}

// winnow calls keep with the place and hash of every fingerprint of letters. Of equal hashes
// it keeps the last of a window, and goes on to a later one only when it must, so that a
// word repeated many times gives few ("robust winnowing"). A run too short for a window
// gives one, unless it is shorter than passageLength.
func winnow(letters []letter, keep func(at int, hash uint64)) {
	var recent [64]uint64 // the hashes of the window, at their places modulo 64
	rolling, least, kept := uint64(0), -1, -1
	for i := range letters {
		rolling = rolling*rollBase + uint64(letters[i].char)
		if i >= passageLength {
			rolling -= uint64(letters[i-passageLength].char) * rollPassage
		}
		at := i - passageLength + 1
		if at < 0 {
			continue
		}
		h := (rolling ^ rolling>>32) * rollBase
		recent[at%64] = h
		if least < 0 || h < recent[least%64] {
			least = at
		} else if least <= at-passageWindow {
			least = leastOf(&recent, at)
		}
		if at >= passageWindow-1 && least != kept {
			keep(least, recent[least%64])
			kept = least
		}
	}
	if kept < 0 && least >= 0 {
		keep(least, recent[least%64])
	}
}

// leastOf returns the place of the least hash of the window that ends at place at, the last
// of equal ones.
func leastOf(recent *[64]uint64, at int) int {
	least := at
	for i := at - 1; i > at-passageWindow; i-- {
		if recent[i%64] < recent[least%64] {
			least = i
		}
	}
	return least
}

package record

// maxSentence bounds a sentence in bytes, so that a text without punctuation cannot make
// every look at a sentence a look at the whole text.
const maxSentence = 3 * 2000

// scan goes over the text once and notes where sentences start and where cue words stand.
func (r *reader) scan() {
	l := words()
	r.starts = append(make([]int32, 0, len(r.text)/96+8), 0)
	r.marks = make([]mark, 0, len(r.text)/96+8)
	last := 0
	for i := 0; i < len(r.text); {
		size, stop := r.stopAt(i)
		if size == 3 && !stop {
			r.marks = l.find(r.text, i, r.marks)
		}
		if i-last >= maxSentence && !stop {
			r.starts = append(r.starts, int32(i))
			last = i
		}
		i += size
		if stop {
			r.starts = append(r.starts, int32(i))
			last = i
		}
	}
}

// stopAt returns the length of the character at byte i and whether it ends a sentence: a
// full stop, a semicolon or a line break.
func (r *reader) stopAt(i int) (size int, stop bool) {
	switch c := r.text[i]; {
	case c < 0x80:
		return 1, c == '\n' || c == ';' || c == '.' && pointEnds(r.text, i)
	case c < 0xe0:
		return 2, false
	case c >= 0xf0:
		return 4, false
	case c == 0xe3:
		return 3, r.text[i+1] == 0x80 && r.text[i+2] == 0x82 // 。
	case c == 0xef:
		return 3, r.text[i+1] == 0xbc && r.text[i+2] == 0x9b // ；
	}
	return 3, false
}

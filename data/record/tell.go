package record

// A Run is a stretch of a document as documents are compared: what the parties and the
// court tell of the case, without what differs between suits of one series and without
// what most judgments say or quote of the law.
type Run struct {
	Section string // claims, defence, facts or reasoning
	Letters []Letter
}

// A Letter is one character of a Run. 人 stands for a party's name and 数 for a number, or
// for several in a row; punctuation has no letter.
type Letter struct {
	Char rune
	Span Span // what it stands for
}

// Story returns the runs of one document in the order of its text. The passages of Parse
// are made of the same letters. Papers that hold nothing but formulas have none.
func Story(text string) []Run {
	r := newReader()
	defer r.release()
	r.read("", text)
	c := newCounter(r.text, r.chars)
	var out []Run
	r.tell(func(s *story) {
		if s.quotes {
			return
		}
		w := Run{s.section, make([]Letter, len(s.letters))}
		for i, l := range s.letters {
			w.Letters[i] = Letter{l.char, r.given.span(Span{c.before(int(l.at)), c.before(r.end(l))})}
		}
		out = append(out, w)
	})
	return out
}

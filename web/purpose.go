package web

import (
	"context"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
)

// A LookQuery names what somebody looks at something sensitive for, and why.
type LookQuery struct {
	ForQuery
	Purpose string `query:"purpose" maxLength:"500" doc:"Why it has to be seen, with at least 4 characters; left out, what the caller's role works on a clue or a matter for. It is recorded with the look."`
}

// saysLook describes what a clue or a matter opens.
const saysLook = "Names and numbers are masked unless for names a clue or a matter that the caller may read. The look is recorded, with the purpose."

// checkPurpose refuses a purpose that says nothing.
func checkPurpose(says string) (string, error) {
	says = strings.TrimSpace(says)
	if says != "" && len([]rune(says)) < leastPurpose {
		return "", fault.Invalidf("请用至少 %d 个字写明查看目的。", "Say in at least %d characters why you have to see it.", leastPurpose)
	}
	return says, nil
}

// why returns for what the caller looks at something, and why: in their words or, where they
// work on a clue or a matter and say nothing else, as what their role does with it. Without a
// clue or a matter a purpose has no basis and is none.
func (s *Server) why(ctx context.Context, c caller, q LookQuery) (access.Purpose, error) {
	says, err := checkPurpose(q.Purpose)
	if err != nil {
		return access.Purpose{}, err
	}
	of, err := s.lookedFor(ctx, c, q.ForQuery)
	if err != nil || of == "" {
		return access.Purpose{}, err
	}
	kind := access.AClue
	if strings.HasPrefix(of, "m-") {
		kind = access.AMatter
	}
	if says == "" {
		says = standing(c.By.Role, kind).In(c.Lang)
	}
	return access.Purpose{Says: says, Basis: string(kind) + " " + of}, nil
}

// beyond reports whether a document is looked at for a clue or a matter that does not rest on it:
// no finding of the clue or of its members names it, nor of the clues of the matter, and no field of
// the matter names its case. People follow relations to other cases, so such a look is not refused; it is marked.
func (s *Server) beyond(ctx context.Context, c caller, of string, d Document) (bool, error) {
	if of == "" {
		return false, nil
	}
	clues := []clue.ID{clue.ID(of)}
	if strings.HasPrefix(of, "m-") {
		m, err := s.Matters.Get(ctx, c.By, matter.ID(of))
		if err != nil {
			return false, err
		}
		if names(m, d) {
			return false, nil
		}
		clues = m.Clues
	}
	rests, err := s.Clues.RestsOn(ctx, clues, d.ID, d.Judgment.CaseNo)
	return !rests, err
}

// names reports whether a field of the matter, or the source of a piece of evidence, has the
// document or its case number.
func names(m matter.Detail, d Document) bool {
	says := func(text string) bool {
		return strings.Contains(text, d.ID) || d.Judgment.CaseNo != "" && strings.Contains(text, d.Judgment.CaseNo)
	}
	for _, v := range m.Course.Facts {
		if text, ok := v.(string); ok && says(text) {
			return true
		}
	}
	return slices.ContainsFunc(m.Evidence, func(e matter.Evidence) bool { return says(e.Title) || says(e.Source) })
}

// standing is what a role works on a clue or a matter for.
func standing(r access.Role, kind access.Kind) fault.Text {
	of := fault.Text{ZH: "线索", EN: "the clue"}
	if kind == access.AMatter {
		of = fault.Text{ZH: "案件", EN: "the matter"}
	}
	does := fault.Text{ZH: "办理", EN: "working on "}
	switch r {
	case access.Leader:
		does = fault.Text{ZH: "审核", EN: "reviewing "}
	case access.Analyst:
		does = fault.Text{ZH: "检验模型，核对", EN: "testing the model on "}
	}
	return fault.Text{ZH: does.ZH + of.ZH, EN: does.EN + of.EN}
}

// unmasked reports whether the caller may see court documents as they are.
func (s *Server) unmasked(ctx context.Context, c caller, why access.Purpose) (bool, error) {
	r := access.In(access.Home)
	if c.By.Office != access.Home {
		var err error
		if r.Above, err = s.Accounts.Above(ctx, access.Home); err != nil {
			return false, err
		}
	}
	return access.Decide(c.By, access.ReadSensitive, r, why).Allowed, nil
}

// shown returns a document as the caller may see it: whole with the purpose for which it is
// looked at, or a copy in which nobody can be recognised.
func (s *Server) shown(ctx context.Context, c caller, d Document, why access.Purpose) (Document, error) {
	open, err := s.unmasked(ctx, c, why)
	if err != nil {
		return Document{}, err
	}
	if open {
		d.Purpose = why.Says
		return d, nil
	}
	m := record.Mask(d.Judgment, d.Text)
	if len(m.Doubts) > 0 {
		return Document{}, fault.Forbiddenf("此文书无法可靠地遮盖个人信息，请从线索或案件中打开。", "The names in this document cannot be masked reliably: open it from a clue or a matter.")
	}
	d.Text, d.Judgment, d.Source, d.Masked = m.Text, record.Parse(d.ID, m.Text), "", true
	return d, nil
}

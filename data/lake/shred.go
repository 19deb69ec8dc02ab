package lake

import (
	"encoding/hex"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

// The functions of this file give the rows of one document in one table. Parts of a
// document are numbered from 1, in the order in which they stand in its Judgment.

func judgmentRows(r *reading) []judgmentRow {
	j := r.judgment
	e := j.Enforcement
	if e == nil {
		e = &record.EnforcementFacts{}
	}
	return []judgmentRow{{
		ID: r.ID, CaseNo: j.CaseNo, Court: j.Court, CourtCode: j.CourtCode, Area: j.Area(),
		DocType: string(j.DocType), Procedure: string(j.Procedure), Cause: j.Cause,
		FiledOn: day(j.FiledOn), DecidedOn: day(j.DecidedOn), Outcome: string(j.Outcome),
		ClaimAmount: j.ClaimAmount, AbsentDefendant: j.AbsentDefendant,
		DefendantDisputes: j.DefendantDisputes, Guarantee: j.Guarantee,
		Branch: string(j.Branch), CourtLevel: whole(j.CourtLevel), CourtDivision: j.CourtDivision,
		CauseCode: j.CauseCode, HeardOn: day(j.HeardOn), Track: string(j.Track), Bench: string(j.Bench),
		Announced: j.Announced, ServedOn: day(j.ServedOn), AppealCourt: j.AppealCourt, Spouse: j.Spouse,
		EnforcementEnd: e.End, EnforcementApplied: e.AppliedYuan, EnforcementPaid: e.PaidYuan,
		Chars: int64(utf8.RuneCountInString(r.Text)), Defects: int64(len(j.Defects)),
	}}
}

func partyRows(r *reading) (rows []partyRow) {
	for i, p := range r.judgment.Parties {
		start, end := bounds(p.NameSpan)
		rows = append(rows, partyRow{
			Judgment: r.ID, N: int64(i + 1), Role: string(p.Role), Side: string(p.Side), FirstSide: firstSide(r.judgment.Procedure, p), Name: p.Name,
			Kind: p.Kind, Masked: p.Masked, Class: p.Class, Sex: p.Sex, BornOn: day(p.BornOn),
			Address: p.Address, IDNo: p.IDNumber, LegalRep: p.LegalRep, SpanStart: start, SpanEnd: end,
		})
	}
	return rows
}

// firstSide is where a party stood in the first instance; empty if the document does not tell.
func firstSide(now record.Procedure, p record.Party) string {
	if now == record.First && p.Side != record.SideUnknown {
		return string(p.Side)
	}
	return string(p.FirstSide)
}

func agentRows(r *reading) (rows []agentRow) {
	for i, p := range r.judgment.Parties {
		for _, a := range p.Agents {
			start, end := bounds(a.Span)
			rows = append(rows, agentRow{
				Judgment: r.ID, PartyN: int64(i + 1), N: int64(len(rows) + 1),
				Name: a.Name, Firm: a.Firm, Kind: a.Kind, SpanStart: start, SpanEnd: end,
			})
		}
	}
	return rows
}

func judgeRows(r *reading) (rows []judgeRow) {
	for i, j := range r.judgment.Judges {
		start, end := bounds(j.Span)
		rows = append(rows, judgeRow{r.ID, int64(i + 1), j.Name, j.Role, start, end})
	}
	return rows
}

func amountRows(r *reading) (rows []amountRow) {
	for i, a := range r.judgment.Amounts {
		if a.Currency != "" {
			continue // the table is in yuan
		}
		start, end := bounds(a.Span)
		rows = append(rows, amountRow{r.ID, int64(i + 1), a.Kind, a.Yuan, start, end})
	}
	return rows
}

func loanRows(r *reading) (rows []loanRow) {
	for i, l := range r.judgment.Loans {
		start, end := bounds(l.Span)
		if l.Currency != "" {
			l.Principal, l.Delivered, l.Withheld, l.Transferred = 0, nil, nil, nil // the table is in yuan
		}
		rows = append(rows, loanRow{
			Judgment: r.ID, N: int64(i + 1), LentOn: day(l.LentOn), Principal: l.Principal, Delivery: l.Delivery,
			Delivered: l.Delivered, Withheld: l.Withheld, Transferred: l.Transferred, Rate: l.Rate, TimesLPR: l.TimesLPR, DueOn: day(l.DueOn),
			Purpose: l.Purpose, Lender: l.Lender, Borrower: l.Borrower, SpanStart: start, SpanEnd: end,
		})
	}
	return rows
}

func elementRows(r *reading) (rows []elementRow) {
	if len(r.judgment.Elements) == 0 {
		return nil
	}
	text := []rune(r.Text)
	for i, e := range r.judgment.Elements {
		start, end := bounds(e.Span)
		rows = append(rows, elementRow{r.ID, int64(i + 1), string(e.Kind), e.Value, words(text, e.Span), start, end})
	}
	return rows
}

// words returns the characters of a span; of a long one the beginning, which is enough to
// know the sentence by.
func words(text []rune, s record.Span) string {
	const most = 200
	if !s.Known() || s.End > len(text) {
		return ""
	}
	if s.End-s.Start > most {
		return string(text[s.Start:s.Start+most]) + "…"
	}
	return string(text[s.Start:s.End])
}

func placeRows(r *reading) (rows []placeRow) {
	for _, field := range slices.Sorted(maps.Keys(r.judgment.Spans)) {
		start, end := bounds(r.judgment.Spans[field])
		rows = append(rows, placeRow{r.ID, field, start, end})
	}
	return rows
}

func bandRows(r *reading) (rows []bandRow) {
	for i, hash := range r.judgment.Bands {
		rows = append(rows, bandRow{r.ID, int64(i + 1), int64(hash)})
	}
	return rows
}

func passageRows(r *reading) (rows []passageRow) {
	for i, p := range r.judgment.Passages {
		start, end := bounds(p.Span)
		rows = append(rows, passageRow{r.ID, int64(i + 1), int64(p.Hash), p.Section, start, end})
	}
	return rows
}

func defectRows(r *reading) (rows []defectRow) {
	for _, d := range r.judgment.Defects {
		start, end := bounds(d.Span)
		rows = append(rows, defectRow{r.ID, d.Field, d.Code, d.Says, start, end})
	}
	return rows
}

func documentRows(r *reading) []documentRow {
	return []documentRow{{
		ID: r.ID, Text: r.Text, Fields: r.fields, Source: r.Source,
		SHA256: hex.EncodeToString(r.sum[:]), Reader: r.reader,
	}}
}

// bounds returns the ends of a span, or NULL twice if the place is not known.
func bounds(s record.Span) (start, end *int64) {
	if !s.Known() {
		return nil, nil
	}
	p := &[2]int64{int64(s.Start), int64(s.End)}
	return &p[0], &p[1]
}

// day returns an ISO date as days since 1970-01-01, or NULL. Of a month alone it
// returns the first day: windows of months and years come out right, and the words of
// the document stay in the table document.
func day(iso string) *int32 {
	const month = "2006-01"
	layout := time.DateOnly
	if len(iso) == len(month) {
		layout = month
	}
	t, err := time.Parse(layout, iso)
	if err != nil {
		return nil
	}
	days := int32(t.Unix() / (24 * 60 * 60)) // no remainder: midnight in UTC
	return &days
}

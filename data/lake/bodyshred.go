package lake

import (
	"strings"

	"github.com/mingjian/mingjian/data/record"
)

// The functions of this file give the rows of the parts of one document's body.

func priorCaseRows(r *reading) (rows []priorCaseRow) {
	for i, v := range r.judgment.PriorCases {
		start, end := bounds(v.Span)
		rows = append(rows, priorCaseRow{
			r.ID, int64(i + 1), v.CaseNo, string(v.Relation), v.Court, string(v.DocType), string(v.Procedure), day(v.DecidedOn),
			v.Confidence, start, end,
		})
	}
	return rows
}

func claimRows(r *reading) (rows []claimRow) {
	for i, v := range r.judgment.Claims {
		start, end := bounds(v.Span)
		rows = append(rows, claimRow{
			r.ID, int64(i + 1), string(v.Kind), string(v.By), v.Counter, v.Dropped, v.Yuan, clipped(v.Text),
			v.Confidence, start, end,
		})
	}
	return rows
}

func dispositionRows(r *reading) (rows []dispositionRow) {
	for i, v := range r.judgment.Orders {
		start, end := bounds(v.Span)
		rows = append(rows, dispositionRow{
			r.ID, int64(i + 1), string(v.Kind), v.Granted, v.Agreed, v.Yuan, v.Within, day(v.DueOn), clipped(v.Text),
			v.Confidence, start, end,
		})
	}
	return rows
}

func costRows(r *reading) (rows []costRow) {
	for i, v := range r.judgment.Costs {
		start, end := bounds(v.Span)
		rows = append(rows, costRow{
			r.ID, int64(i + 1), v.Kind, &v.Yuan, strings.Join(v.Payers, "、"),
			v.Confidence, start, end,
		})
	}
	return rows
}

func citationRows(r *reading) (rows []citationRow) {
	for i, v := range r.judgment.Citations {
		start, end := bounds(v.Span)
		rows = append(rows, citationRow{
			r.ID, int64(i + 1), v.Law, v.Article, whole(v.Paragraph), whole(v.Item),
			v.Confidence, start, end,
		})
	}
	return rows
}

func repaymentRows(r *reading) (rows []repaymentRow) {
	for i, v := range r.judgment.Repayments {
		start, end := bounds(v.Span)
		rows = append(rows, repaymentRow{
			r.ID, int64(i + 1), sumOf(v.Yuan), day(v.PaidOn), v.Of, v.By,
			v.Confidence, start, end,
		})
	}
	return rows
}

func debtNoteRows(r *reading) (rows []debtNoteRow) {
	for i, v := range r.judgment.Notes {
		start, end := bounds(v.Span)
		rows = append(rows, debtNoteRow{
			r.ID, int64(i + 1), v.Kind, clipped(v.Wording), v.Yuan, v.Capitals, day(v.SignedOn),
			v.Confidence, start, end,
		})
	}
	return rows
}

func securityRows(r *reading) (rows []securityRow) {
	for i, v := range r.judgment.Securities {
		start, end := bounds(v.Span)
		rows = append(rows, securityRow{
			r.ID, int64(i + 1), v.Kind, v.By, v.Over,
			v.Confidence, start, end,
		})
	}
	return rows
}

func evidenceRows(r *reading) (rows []evidenceRow) {
	for i, v := range r.judgment.Evidence {
		start, end := bounds(v.Span)
		rows = append(rows, evidenceRow{
			r.ID, int64(i + 1), v.Kind, clipped(v.What), v.By,
			v.Confidence, start, end,
		})
	}
	return rows
}

func objectionRows(r *reading) (rows []objectionRow) {
	for i, v := range r.judgment.Objections {
		start, end := bounds(v.Span)
		rows = append(rows, objectionRow{
			r.ID, int64(i + 1), v.Kind, v.By,
			v.Confidence, start, end,
		})
	}
	return rows
}

func enforcedPropertyRows(r *reading) (rows []enforcedPropertyRow) {
	e := r.judgment.Enforcement
	if e == nil {
		return nil
	}
	for i, v := range e.Properties {
		start, end := bounds(v.Span)
		rows = append(rows, enforcedPropertyRow{
			r.ID, int64(i + 1), v.Kind, v.Act, clipped(v.What), v.Owner, v.Yuan, day(v.ActedOn),
			v.Confidence, start, end,
		})
	}
	return rows
}

func distributionRows(r *reading) (rows []distributionRow) {
	e := r.judgment.Enforcement
	if e == nil {
		return nil
	}
	for i, v := range e.Shares {
		start, end := bounds(v.Span)
		rows = append(rows, distributionRow{
			r.ID, int64(i + 1), v.To, &v.Yuan,
			v.Confidence, start, end,
		})
	}
	return rows
}

func dispositionPartyRows(r *reading) (rows []dispositionPartyRow) {
	for i, o := range r.judgment.Orders {
		add := func(duty string, names []string) {
			for _, name := range names {
				rows = append(rows, dispositionPartyRow{r.ID, int64(i + 1), int64(len(rows) + 1), duty, name})
			}
		}
		add("payer", o.Payers)
		add("payee", o.Payees)
	}
	return rows
}

// clipped returns the beginning of a passage, which is enough to know it by.
func clipped(s string) string { return words([]rune(s), record.Span{Start: 0, End: len([]rune(s))}) }

// whole returns a number that counts from 1, or NULL for 0.
func whole(n int) *int64 {
	if n == 0 {
		return nil
	}
	v := int64(n)
	return &v
}

// sumOf returns a sum of money, or NULL for 0.
func sumOf(yuan float64) *float64 {
	if yuan == 0 {
		return nil
	}
	return &yuan
}

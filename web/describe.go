package web

import "maps"

// Words that describe a field of several types.
const (
	saysSpan       = "Characters [start, end) of the document's text in Unicode code points, or null if the place is not known."
	saysConfidence = "How sure the reader is, 0 to 1: the measured share of right values of its rule, else 0.99 (from its fixed place), 0.9 (from words that announce it) or 0.7 (from what stands around it)."
	saysWho        = "Who says so: claim (the claiming side), defence (the defending side) or finding (the court)."
)

// described is what to say of the fields of a type: schema, field, words.
type described map[string]map[string]string

// foreign returns what to say of the fields of types that are defined where nobody knows
// HTTP. A test fails if one is missing or no longer there.
func foreign() described {
	all := described{}
	for _, part := range []described{findingWords(), judgmentWords(), requestWords(), debtWords(), contestWords(), enforcementWords(), standardWords(), deadlineWords()} {
		maps.Copy(all, part)
	}
	return all
}

// findingWords describes what a scan finds.
func findingWords() described {
	return described{
		"Text":    {"zh": "Chinese, shown first.", "en": "English."},
		"Subject": {"kind": "person, organisation, group, or record (a thing that a register lists: a project, a lot).", "id": "Made by linkage; contains no name.", "name": "Name as the documents write it."},
		"Indicator": {
			"id": "Id within the model.", "title": "Name of the indicator.",
			"weight": "What it can add to the risk at most; negative if it speaks against.",
			"degree": "How far it is fulfilled, 0 to 1.", "share": "What it adds to the risk, in points of the coefficient.",
			"value": "The measured value.", "threshold": "Value at which it begins to count.", "full": "Value at which it counts in full.",
			"unit": "Unit of value, threshold and full: cases, share, yuan, days, months, years, people or records.", "says": "The fact as a sentence.",
			"source": "Where the threshold comes from; empty if it is the model author's.",
			"group":  "Indicators of one group tell one fact, of which the strongest counts; empty if it is in none.", "counted_with": "Id of the indicator that counts instead of this one.",
		},
		"Finding": {
			"model": "Id of the model.", "version": "Version of the model.", "snapshot": "Snapshot it was found in.", "subject": "Whom or what it is about.",
			"risk": "Risk coefficient, 0 to 1.", "probability": "That a clue of this model and risk is confirmed.", "summary": "It as a sentence.",
			"indicators": "Red flags, by what they add, the largest first.", "cases": "Case numbers.", "documents": "Ids of the court documents; filing is the one that was filed.",
			"courts": "Names of the courts.", "amount": "Sum claimed in those cases, yuan.", "from": "Earliest date of those cases, ISO; empty if not known.", "to": "Latest date.",
			"records": "What each indicator rests on.", "against": "What speaks against it.", "law": "Legal basis.",
			"actors": "Who else acts in most of its cases, whoever acts in most first. Findings of the model with one in common are one clue.",
		},
		"Actor": {"id": "Id of the entity.", "name": "Name."},
		"Record": {
			"indicator": "Id of the indicator that rests on it.", "dataset": "Name of the data standard.",
			"record_id": "Id of the record of a register, or of the court document.", "field": "Name of the field.", "value": "Its value.", "span": saysSpan,
		},
		"EvidenceRecord": {
			"register": "It is a record of a register, which has no text to open.", "set_title": "Name of the data set.", "field_title": "Name of the field.",
			"says":      "The value in words where it is a code; else the value.",
			"case_no":   "Case number of the court document, which need not be one of the clue's own; empty in a register.",
			"indicator": "Id of the indicator that rests on it.", "dataset": "Name of the data standard.",
			"record_id": "Id of the record of a register, or of the court document for it and its parts.", "field": "Name of the field.", "value": "Its value.", "span": saysSpan,
		},
		"Against":     {"id": "Id within the model.", "kind": "checked: a look-alike that was ruled out. fact: speaks against. missing: data not at hand.", "says": "It as a sentence."},
		"Probability": {"value": "0 to 1; 0 where the finding was made before there was one.", "basis": "What it rests on, as a sentence.", "n": "Decided clues it was calibrated with; 0: not calibrated."},
		"Basis":       {"law": "Short title of the law.", "version": "Date of adoption or last amendment, ISO.", "article": "Number of the article in digits: 18, 307-1."},
	}
}

// deadlineWords describes how a deadline is counted.
func deadlineWords() described {
	return described{
		"Ref": {"law": "Short title of the law.", "version": "Date of adoption or last amendment.", "article": "Number of the article in digits: 18, 307-1."},
		"Line": {"kind": "What was counted: length, start, end, extended, excluded, suspended, rest, due or note.", "says": "It as a sentence.",
			"date": "The last day as it stands after this step; empty if it is not known yet.", "basis": "Articles it rests on."},
		"Granted": {"length": "By how much.", "on": "Day of the approval; empty if it was not stated.", "by": "Who approved."},
		"Stay":    {"from": "First day that is not counted.", "to": "Last day that is not counted; empty while it goes on.", "ground": "Why, as the limit of the law names it."},
	}
}

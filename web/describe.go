package web

// foreign returns what to say of the fields of types that are defined where nobody knows
// HTTP: schema, field, words. A test fails if one is missing or no longer there.
func foreign() map[string]map[string]string {
	const span = "Characters [start, end) of the document's text in Unicode code points, or null if the place is not known."
	return map[string]map[string]string{
		"Text":    {"zh": "Chinese, shown first.", "en": "English."},
		"Subject": {"kind": "person, organisation or group.", "id": "Made by linkage; contains no name.", "name": "Name as the documents write it."},
		"Indicator": {
			"id": "Id within the model.", "title": "Name of the indicator.",
			"weight": "What it can add to the risk at most; negative if it speaks against.",
			"degree": "How far it is fulfilled, 0 to 1.", "share": "What it adds to the risk, in points of the coefficient.",
			"value": "The measured value.", "threshold": "Value at which it begins to count.", "full": "Value at which it counts in full.",
			"unit": "Unit of value, threshold and full: cases, share, yuan, days or people.", "says": "The fact as a sentence.",
			"source": "Where the threshold comes from; empty if it is the model author's.",
		},
		"Record": {
			"indicator": "Id of the indicator that rests on it.", "dataset": "Name of the data standard.",
			"record_id": "Id of the record; of the court document for its parts too.", "field": "Name of the field.", "value": "Its value.", "span": span,
		},
		"Against": {"id": "Id within the model.", "kind": "checked: a look-alike that was ruled out. fact: speaks against. missing: data not at hand.", "says": "It as a sentence."},
		"Basis":   {"law": "Short title of the law.", "version": "Date of adoption or last amendment, ISO.", "article": "Number of the article in digits: 18, 307-1."},
		"Judgment": {
			"id": "Id of the document.", "court": "Court, as written.", "court_code": "Its code in the court list.", "case_no": "Case number in normal form.",
			"doc_type": "Kind of paper.", "procedure": "Kind of proceeding.", "cause": "Cause of action.",
			"filed_on": "Date of filing, ISO.", "heard_on": "Date of hearing, ISO.", "decided_on": "Date of signature, ISO.",
			"parties": "Parties in the head.", "judges": "Who signed.", "claim_amount": "Principal claimed or total claimed, yuan.", "loans": "Loans it tells of.",
			"absent_defendant":   "At least one defending party did not appear.",
			"defendant_disputes": "An appearing defending party contests; absent if none answered.",
			"guarantee":          "The loan was guaranteed; absent unless the case is about a loan.", "outcome": "How the claim ended.",
			"amounts": "Sums of money.", "elements": "Facts that models ask for.", "sections": "Parts of the document.",
			"defects": "What could not be read.", "spans": "Place of each single-valued field, by its name.",
		},
		"Party": {
			"role": "What the party is called in the proceeding.", "role_text": "As printed.", "side": "Where the party stands.", "name": "As written.",
			"kind": "person or organisation.", "masked": "The name identifies nobody.", "class": "Sort of organisation, by its name.",
			"sex": "male or female.", "born_on": "Date of birth, ISO.", "address": "As written.", "id_number": "Resident ID or credit code, as written.",
			"legal_rep": "Who represents it by law.", "agents": "Who acts for the party.",
			"name_span": span, "line_span": span,
		},
		"Agent":   {"name": "As written.", "firm": "Law firm or employer, as written.", "kind": "lawyer, legal_worker, citizen, employee, relative, statutory or legal_aid.", "span": span},
		"Judge":   {"name": "As written.", "role": "presiding, judge, acting or juror.", "span": span},
		"Loan":    {"lent_on": "ISO date, or month.", "principal": "Yuan, as written.", "delivery": "transfer, cash, mixed or unknown.", "span": span},
		"Amount":  {"kind": "claim, principal, awarded or costs.", "yuan": "The sum.", "span": span},
		"Element": {"kind": "What fact it is.", "value": "What the fact names; depends on the kind.", "span": span},
		"Section": {"kind": "head, parties, procedure, claims, defence, evidence, facts, reasoning, disposition or tail.", "span": span},
		"Defect":  {"field": "Field that could not be read, or text.", "code": "missing, unreadable, contradiction or unusual.", "says": "One Chinese sentence.", "span": span},
	}
}

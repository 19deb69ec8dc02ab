package web

// judgmentWords describes what the reader tells of a court document as a whole: the paper,
// its court and who is in it.
func judgmentWords() described {
	return described{
		"Judgment": {
			"id": "Id of the document.", "court": "Court, as written.", "court_code": "Its code in the court list.", "case_no": "Case number in normal form.",
			"doc_type": "Kind of paper.", "procedure": "Kind of proceeding.", "cause": "Cause of action.",
			"filed_on": "Date of filing, ISO.", "heard_on": "Date of hearing, ISO.", "decided_on": "Date of signature, ISO.",
			"branch": "Branch of justice.", "case_no_parts": "The case number taken apart.", "prior_cases": "Other decisions that the text names by their number.",
			"court_level":    "1 supreme, 2 high, 3 intermediate, 4 basic; from the court list, else from the name.",
			"court_division": "Six digits of GB/T 2260 of the area the court is named after; of an area that is no more, of its city.",
			"cause_code":     "Id of the cause, the same for all names that it has had.",
			"cause_table":    "Version of the table of causes, 2008, 2011, 2020 or 2025: that of the day of filing or decision if it has the cause, else the nearest that has its name; absent if none has.",
			"track":          "Form of procedure by which the case is heard.", "bench": "Who decides: one judge or a panel.",
			"announced": "Papers were served by public announcement.", "served_on": "Date of service, or of its announcement, ISO.",
			"appeal_court": "Court of appeal, as written.", "appeal_days": "Days for the appeal.", "clerks": "Names of clerks and judges' assistants.",
			"parties": "Parties in the head.", "judges": "Who signed.",
			"claims": "What is asked.", "orders": "What is ordered, or agreed on in a settlement.", "costs": "Fees that the disposition tells of.",
			"citations": "Articles of law that the text cites.", "repayments": "What somebody says was paid back.", "notes": "Papers by which debts are evidenced.",
			"securities": "What secures the debts.", "spouse": "Whether the borrower's husband or wife is a party; absent if the text names none.",
			"evidence": "Evidence that the document lists.", "objections": "What the defending parties say against the claim.",
			"enforcement":  "What a paper of an enforcement case tells; absent for others.",
			"claim_amount": "Principal claimed or total claimed, yuan.", "claim_foreign": "The same in other currencies, one sum for each; not part of claim_amount but where its worth in yuan is told.", "loans": "Loans it tells of.",
			"absent_defendant":   "At least one defending party did not appear.",
			"defendant_disputes": "An appearing defending party contests; absent if none answered.",
			"guarantee":          "The loan was guaranteed; absent unless the case is about a loan.", "outcome": "How the claim ended.",
			"amounts": "Sums of money.", "identifiers": "Numbers and signs that tell persons, accounts, vehicles and deeds apart.", "elements": "Facts that models ask for.", "sections": "Parts of the document.",
			"defects": "What could not be read.", "spans": "Place of each single-valued field, by its name.",
			"confidence": "How sure the reader is of each single-valued field, 0 to 1, by its name.",
		},
		"CaseNumber": {
			"year": "Year of acceptance.", "court": "Code of the court; before 2016 its short name.", "type": "Type code: 民初.",
			"serial": "Serial number; a range for joined cases.", "part": "Which paper of the same number: 之一.",
		},
		"PriorCase": {
			"case_no": "Case number in normal form; empty for titles without one.", "relation": "What it is to the present case.", "court": "Who issued it, as written.",
			"doc_type": "Kind of paper.", "procedure": "Kind of proceeding, by the type code.", "decided_on": "Its date, ISO.",
			"span": saysSpan, "confidence": saysConfidence,
		},
		"Party": {
			"role": "What the party is called in the proceeding.", "role_text": "As printed.", "side": "Where the party stands.", "first_side": "Where it stood in the first instance; absent in a first instance and where nothing tells it.", "name": "As written.",
			"kind": "Person or organisation.", "masked": "The name identifies nobody.", "class": "Sort of organisation, by its name; absent for persons.",
			"sex": "male or female.", "born_on": "Date of birth, ISO.", "address": "As written.", "id_number": "Resident ID or credit code, as written.",
			"legal_rep": "Who represents it by law.", "agents": "Who acts for the party.",
			"earlier": "What the party was called in earlier instances.", "counter": "Part in a counterclaim: claiming or defending; absent if there is none.",
			"gone": "Why it is no longer a party.", "follows": "Name of the party whose place this one took.",
			"formerly": "Name the party had before.", "together": "How many persons the name stands for; absent for one.",
			"name_span": saysSpan, "line_span": saysSpan, "sex_span": saysSpan, "born_on_span": saysSpan, "address_span": saysSpan, "id_number_span": saysSpan, "legal_rep_span": saysSpan,
			"formerly_span": saysSpan, "confidence": saysConfidence,
		},
		"EarlierRole": {"instance": "The earlier proceeding: first, second or retrial; empty if it is only called the original one.", "role": "What the party was called there."},
		"Agent":       {"name": "As written.", "firm": "Law firm or employer, as written.", "kind": "Why the agent may act.", "firm_span": saysSpan, "span": saysSpan, "confidence": saysConfidence},
		"Judge":       {"name": "As written.", "role": "Part on the bench.", "span": saysSpan, "confidence": saysConfidence},
		"Element":     {"kind": "What fact it is.", "value": "What the fact names; depends on the kind.", "span": saysSpan, "confidence": saysConfidence},
		"Identifier": {
			"kind": "What it is a number of.", "value": "As written.", "valid": "Its check character is right; kinds without one: its form is.",
			"masked": "The document hides a part of it.", "holder": "What a valid identity number says of its holder.",
			"party": "Name of the party in whose entry it stands; absent elsewhere.", "span": saysSpan, "confidence": saysConfidence,
		},
		"Resident": {
			"division": "Code of GB/T 2260, as in the number.", "place": "That division in words, as far as the table has it: the county, else the city or the province.",
			"born_on": "Date of birth, ISO.", "sex": "male or female.",
		},
		"Section": {"kind": "Which part of the document.", "span": saysSpan},
		"Defect":  {"field": "Field that could not be read, or text.", "code": "What is wrong with it.", "says": "One Chinese sentence.", "span": saysSpan},
	}
}

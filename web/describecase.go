package web

// requestWords describes what is asked, what is ordered, and by which law.
func requestWords() described {
	return described{
		"Claim": {
			"text": "The request as written, without its number.", "kind": "What is asked.", "yuan": "The sum asked: the total, where the request names sums.",
			"foreign": "What it asks in other currencies, one sum for each.", "by": "Side that asks.", "counter": "Asked in a counterclaim.", "dropped": "Withdrawn or changed at the hearing.",
			"earlier": "Made in an earlier instance, as this paper reports it.", "span": saysSpan, "confidence": saysConfidence,
		},
		"Order": {
			"text": "The item as written, without its number.", "kind": "What is ordered.", "granted": "False if the item dismisses, refuses or upholds.",
			"yuan":    "The sum to be paid: the total, where the item names sums.",
			"foreign": "What is to be paid in other currencies, one sum for each.",
			"payers":  "Names of who has to pay or act.", "payees": "Names of who is to receive.",
			"within": "Time for it, as written.", "due_on": "The day the item fixes, ISO; the last of several.",
			"agreed": "A term of a settlement, not an order.", "span": saysSpan, "confidence": saysConfidence,
		},
		"Cost": {"kind": "What fee it is.", "yuan": "The fee.", "payers": "Names of who bears it.", "span": saysSpan, "confidence": saysConfidence},
		"Amount": {
			"kind": "claim, principal, awarded or costs.", "yuan": "The sum; absent if it is of another currency.",
			"sum": "A sum of another currency, in its unit.", "currency": "ISO 4217; absent for yuan.", "span": saysSpan, "confidence": saysConfidence,
		},
		"ForeignSum": {
			"sum": "The sum, in the unit of its currency.", "currency": "ISO 4217.",
			"yuan": "What the text says it is worth, yuan; absent if nothing.", "span": saysSpan,
		},
		"Citation": {
			"law": "Title as written, without brackets.", "article": "Number of the article in digits: 206, 120-1.",
			"paragraph": "Paragraph, from 1; absent if none is named.", "item": "Item, from 1; absent if none is named.",
			"span": saysSpan, "confidence": saysConfidence,
		},
	}
}

// debtWords describes loans and what belongs to them.
func debtWords() described {
	return described{
		"Loan": {
			"lent_on": "ISO date, or month.", "principal": "In the currency's unit, as written.", "delivered": "Sum paid out, where the text says so.",
			"withheld": "Interest kept back from the payment.", "transferred": "The part that went by bank, where the rest is told to be cash.", "currency": "ISO 4217; absent for yuan.", "delivery": "How the money was handed over.",
			"rate":      "Agreed interest, percent a year; 0 where none was agreed on.",
			"times_lpr": "The rate divided by the one-year loan prime rate of the day of lending; absent before 2019-08-20.",
			"due_on":    "Day on which it was to be repaid, ISO.", "term": "As written.", "purpose": "As written.",
			"lender": "Name, where the sentence names a party.", "borrower": "Name, where the sentence names a party.",
			"delivered_span": saysSpan, "withheld_span": saysSpan, "transferred_span": saysSpan, "rate_span": saysSpan, "due_on_span": saysSpan, "term_span": saysSpan, "purpose_span": saysSpan,
			"span": saysSpan, "confidence": saysConfidence,
		},
		"Repayment": {
			"yuan": "The sum; absent where none is named.", "paid_on": "ISO date, or month.", "of": "principal or interest; absent if not told.",
			"by": saysWho, "span": saysSpan, "confidence": saysConfidence,
		},
		"Note": {
			"kind": "What paper it is.", "wording": "Its words, where the document quotes them.", "yuan": "The sum in digits.",
			"capitals": "The sum in capitals; differing from yuan is a defect.", "signed_on": "Date of the paper, ISO.",
			"span": saysSpan, "confidence": saysConfidence,
		},
		"Security": {
			"kind": "How the debt is secured.", "by": "Name of who gave it.", "over": "What is mortgaged or pledged, as written.",
			"span": saysSpan, "confidence": saysConfidence,
		},
	}
}

// contestWords describes what the parties put forward.
func contestWords() described {
	return described{
		"Evidence":  {"kind": "Kind of evidence by the law of procedure.", "what": "As written.", "by": "Who put it in: claim, defence or finding (collected by the court).", "span": saysSpan, "confidence": saysConfidence},
		"Objection": {"kind": "What is objected.", "by": "Name of who objects, where one is named.", "span": saysSpan, "confidence": saysConfidence},
	}
}

// enforcementWords describes what a paper of an enforcement case tells.
func enforcementWords() described {
	return described{
		"EnforcementFacts": {
			"basis":        "The titles that are enforced; those without a case number have court and doc_type only.",
			"applied_yuan": "Sum asked for.", "paid_yuan": "Sum enforced so far.", "open_yuan": "Sum still open.",
			"applied_on": "Date of the application or of its docketing, ISO.",
			"properties": "What enforcement took hold of.", "shares": "What each creditor receives in a distribution.",
			"end": "How the enforcement ended; absent while it goes on.", "end_reason": "Why, as written.",
			"listed": "Entered on the list of dishonest debtors.", "restricted": "High consumption is restricted.",
			"applied_yuan_span": saysSpan, "paid_yuan_span": saysSpan, "open_yuan_span": saysSpan, "applied_on_span": saysSpan,
			"end_span": saysSpan, "end_reason_span": saysSpan, "listed_span": saysSpan, "restricted_span": saysSpan,
			"span": saysSpan, "confidence": saysConfidence,
		},
		"Property": {
			"kind": "What sort of thing it is.", "act": "What was done with it.", "what": "As written.", "owner": "Name, where the sentence names a party.",
			"to": "Name of who bought it or took it in place of payment.", "yuan": "Price or sum.", "acted_on": "ISO date.", "span": saysSpan, "confidence": saysConfidence,
		},
		"Share": {"to": "Name of the creditor.", "yuan": "The sum.", "span": saysSpan, "confidence": saysConfidence},
	}
}

package web

// standardWords describes the data standards.
func standardWords() described {
	return described{
		"Standard": {
			"name": "Name of the standard and of its table.", "version": "Raised with every change.", "title": "What the data set is called.",
			"owner": "Agency that owns the data: court, police …", "kind": "register, result, or absent for what was read from court documents.",
			"note": "What one row is.", "aliases": "What files and sheets of it are usually called.",
			"coverage": "What a complete delivery looks like; absent if nobody said so.",
			"known":    "The date field that says since when a row can be known, if not that of the coverage.", "mentions": "Whom each row names.",
			"ties": "Relations that each row states.", "signs": "By what stands in a column it is told from registers with the same headings.", "one_of": "Fields of which a file must have at least one.", "lacks": "What cannot be told where a file has none of some columns.", "fields": "The fields, in their order.",
		},
		"Coverage": {
			"date": "The date field by which months are counted.", "every": "How often rows are expected: month, quarter or year.",
			"by": "The field whose values must each be there.", "days": "By how many days a delivery may lag behind.",
		},
		"Mention": {
			"name": "Its part in the row.", "title": "What the part is called.", "kind": "person, organisation, or the field that says which.",
			"entity": "The derived field that says who it is.", "by": "Trait and the field that tells it.",
			"card":  "The field of the card of the account that is its number.",
			"among": "A population of its own, whose people are not looked for among others.",
			"main":  "The record is about this one; its fields need no part in their headings.", "aliases": "Other words for the part in headings.",
		},
		"Tie": {
			"kind": "What relation, or the field that holds it.", "from": "A mention.", "to": "A mention.",
			"else":   "The address by which a household is known where within has no value.",
			"within": "The field that is the same for all of a household, by which the head is found where no record names it; only for a relation to the head.", "since": "The date field from which it holds.", "until": "The date field until which it holds.",
		},
		"Field": {
			"name": "Name of the field.", "title": "What people call it.", "aliases": "Other usual headings.", "type": "Type of its values.",
			"format": "What a text is: resident_id, credit_code …", "key": "The fields so marked name the row together.",
			"required": "A row without it, and without what may stand in its place, is put aside.", "or": "Fields of which any will do in its place where it is required.", "usual": "Nearly every delivery has it; rows without it are kept, and the import says who misses it.", "instead": "The fields whose column, of the first that has one, is this one where no column is.", "told_in": "Texts of the record in whose words the value is looked for where no cell of its own says it.", "as": "What is looked for there: a fine, a term, a day of release.", "titled": "Where no column tells its code, the title of the list or the name of the sheet or file may.", "ends": "The field whose column tells this one too where no column does: the first day of the period of which this is the last.", "refers": "The standard whose key it holds.", "codes": "The only values allowed, if any.",
			"words": "How codes are called and written.", "unit": "Unit of its values.", "least": "Smallest value that can be right.",
			"most": "Largest value that can be right; today: not in the future.", "derived": "What computes it; absent for what is delivered.",
			"sensitivity": "public, personal or sensitive: who may see it.",
			"known":       "Date fields on whose days the value can be known at the earliest.",
		},
		"Word": {"code": "The code.", "title": "What people call it.", "aliases": "How registers write it.",
			"parts": "Words that say it wherever they stand in a text that is none of the words of a code.", "rest": "What no other code says is this one."},
		"Sign": {"field": "The column that is looked at.", "holds": "Words that most values of such a register hold.", "never": "Words that show that it is another."},
		"Lack": {"fields": "No column of the file is any of these.", "says": "What cannot be told without them."},
	}
}

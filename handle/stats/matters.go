package stats

import "github.com/mingjian/mingjian/fault"

// opened and closed are the matters opened or closed in the period, by the day of the step.
const (
	opened = `SELECT matter.id AS id, matter.office AS office, matter.opened_on AS day, matter.id AS thing, '' AS model, '' AS note
	FROM matter WHERE matter.office IN {offices} AND matter.opened_on >= {from} AND matter.opened_on < {to}`
	closed = `SELECT matter.id AS id, matter.office AS office, matter.closed_on AS day, matter.id AS thing, '' AS model, matter.outcome AS note
	FROM matter WHERE matter.office IN {offices} AND matter.closed_on <> '' AND matter.closed_on >= {from} AND matter.closed_on < {to}`
)

// first keeps to the matters that are cases: no review by a superior, and no further matter on
// a clue on which one was opened before.
const first = ` AND matter.procedure <> 'superior-review' AND NOT EXISTS (
	SELECT 1 FROM matter_clue a JOIN matter_clue b ON b.clue = a.clue WHERE a.matter = matter.id AND b.matter < matter.id)`

// promised are the matters whose promise ended in the period.
const promised = `SELECT matter.id AS id, matter.office AS office, matter.promised AS day, matter.id AS thing, '' AS model, matter.remedy AS note
	FROM matter WHERE matter.office IN {offices} AND matter.promised <> '' AND matter.promised >= {from} AND matter.promised < {to}`

// extended are the times that a deadline of the office was extended in matters closed in the period.
const extended = `SELECT x.matter || '/' || CAST(x.n AS TEXT) AS id, matter.office AS office, x.on_day AS day, x.matter AS thing, '' AS model, x.step AS note
	FROM matter JOIN matter_step x ON x.matter = matter.id JOIN {extends} AS p ON p.a = x.procedure AND p.b = x.step
	WHERE matter.office IN {offices} AND matter.closed_on <> '' AND matter.closed_on >= {from} AND matter.closed_on < {to}`

// stage are the entries into statistics of some stages.
func stage(stages string) string {
	return `SELECT k.matter || '/' || k.statistic AS id, k.office AS office, k.on_day AS day, k.matter AS thing, '' AS model, k.statistic AS note
	FROM matter_count k JOIN {stage ` + stages + `} AS p ON p.a = k.procedure AND p.b = k.statistic
	WHERE k.office IN {offices} AND k.on_day >= {from} AND k.on_day < {to}`
}

// later asks that the matter of k was counted in some stages by the day.
func later(stages string) string {
	return ` AND EXISTS (SELECT 1 FROM matter_count l JOIN {stage ` + stages + `} AS q ON q.a = l.procedure AND q.b = l.statistic
		WHERE l.matter = k.matter AND l.on_day < {then})`
}

// Deadlines that ended in the period, and those that ran then.
const (
	ended = `SELECT t.matter || '/' || CAST(t.n AS TEXT) AS id, t.office AS office, t.ended AS day, t.matter AS thing, '' AS model, t.deadline AS note
	FROM matter_term t WHERE t.office IN {offices} AND t.due <> '' AND t.ended <> '' AND t.ended >= {from} AND t.ended < {to}`
	running = `SELECT t.matter || '/' || CAST(t.n AS TEXT) AS id, t.office AS office, t.due AS day, t.matter AS thing, '' AS model, t.deadline AS note
	FROM matter_term t WHERE t.office IN {offices} AND t.whose = 'office' AND t.due <> '' AND t.started <> '' AND t.started < {then} AND (t.ended = '' OR t.ended >= {then})`
	ours   = ` AND t.whose = 'office'`
	theirs = ` AND t.whose IN ('court', 'agency', 'police')`
	inTime = ` AND t.ended <= t.due`
)

// issued are the papers approved in the period.
const issued = `SELECT d.id AS id, matter.office AS office, d.issued_on AS day, d.matter AS thing, '' AS model, d.kind AS note
	FROM matter_paper d JOIN matter ON matter.id = d.matter
	WHERE matter.office IN {offices} AND d.issued_on <> '' AND d.issued_on >= {from} AND d.issued_on < {to}`

// pending are the matters that were open then, of an age.
const pending = `SELECT matter.id AS id, matter.office AS office, matter.opened_on AS day, matter.id AS thing, '' AS model, '' AS note
	FROM matter WHERE matter.office IN {offices} AND matter.opened_on <> '' AND matter.opened_on < {youngest} AND (matter.closed_on = '' OR matter.closed_on >= {then})`

func matterSets() []Set {
	return []Set{
		{"matters-opened", Matters, fault.Text{ZH: "周期内受理、立案的案件（以启动步骤的日期为准）", EN: "matters opened in the period, by the day of the first step"}, opened},
		{"matters-remedied", Matters, fault.Text{ZH: "其中截止日已提出检察建议、纠正意见、抗诉、起诉或者移送犯罪线索的", EN: "of these, those in which a suggestion, correction, protest, suit or crime lead was made by the day"},
			opened + ` AND EXISTS (SELECT 1 FROM matter_count k JOIN {stage suggestion protest suit crime} AS p ON p.a = k.procedure AND p.b = k.statistic WHERE k.matter = matter.id AND k.on_day < {then})`},
		{"matters-closed", Matters, fault.Text{ZH: "周期内办结的案件", EN: "matters closed in the period"}, closed},
		{"cases", Matters, fault.Text{ZH: "周期内办结的“案”：复查案件和同一线索上的后续案件除外", EN: "cases closed in the period: not reviews by a superior, nor further matters on the same clue"}, closed + first},
		{"items", Matters, fault.Text{ZH: "周期内办结的案件，加上其中每一次延长本院期限", EN: "matters closed in the period, and every extension of a deadline of the office in them"}, closed + ` UNION ALL ` + extended},
		{"remedies", Matters, fault.Text{ZH: "周期内提出的检察建议、纠正意见、通知、抗诉、起诉和移送的犯罪线索", EN: "suggestions, corrections, notices, protests, suits and crime leads made in the period"}, stage("suggestion protest suit crime")},
		{"suggestions", Matters, fault.Text{ZH: "周期内提出的检察建议、纠正意见和通知", EN: "suggestions, corrections and notices made in the period"}, stage("suggestion")},
		{"suggestions-adopted", Matters, fault.Text{ZH: "周期内被采纳的", EN: "those adopted in the period"}, stage("adopted")},
		{"suggestions-answered", Matters, fault.Text{ZH: "周期内被采纳或者未被采纳的", EN: "those adopted or declined in the period"}, stage("adopted declined")},
		{"promises-due", Matters, fault.Text{ZH: "承诺的整改完成日期在周期内的案件（以现在登记的日期为准）", EN: "matters in which something was promised to be mended by a day in the period, as the day stands now"}, promised},
		{"promises-kept", Matters, fault.Text{ZH: "其中截止日整改已经后续数据核实的", EN: "of these, those of which later data showed by the day that the wrong stopped"},
			promised + ` AND EXISTS (SELECT 1 FROM matter_count k JOIN {stage verified} AS p ON p.a = k.procedure AND p.b = k.statistic WHERE k.matter = matter.id AND k.on_day < {then})`},
		{"protests", Matters, fault.Text{ZH: "周期内提出的抗诉", EN: "protests made in the period"}, stage("protest")},
		{"protests-concluded", Matters, fault.Text{ZH: "周期内人民法院审结的抗诉案件", EN: "protests that the court concluded in the period"}, stage("protest-concluded")},
		{"protests-changed", Matters, fault.Text{ZH: "其中改判、发回重审、调解、和解撤诉的", EN: "of these, those changed, remanded, mediated or settled"}, stage("protest-changed")},
		{"suits-decided", Matters, fault.Text{ZH: "周期内人民法院审结的公益诉讼", EN: "public-interest suits that the court decided in the period"}, stage("suit-supported suit-lost")},
		{"suits-supported", Matters, fault.Text{ZH: "其中获得支持的", EN: "of these, those supported"}, stage("suit-supported")},
		{"crimes", Matters, fault.Text{ZH: "周期内移送的犯罪线索", EN: "crime leads handed over in the period"}, stage("crime")},
		{"crimes-filed", Matters, fault.Text{ZH: "其中截止日已立案的", EN: "of these, those filed by the day"}, stage("crime") + later("crime-filed")},
		{"terms-ended", Terms, fault.Text{ZH: "周期内结束的本院期限", EN: "deadlines of the office that ended in the period"}, ended + ours},
		{"terms-in-time", Terms, fault.Text{ZH: "其中在最后一日或者之前结束的", EN: "of these, those that ended by their last day"}, ended + ours + inTime},
		{"replies-ended", Terms, fault.Text{ZH: "周期内结束的法院、行政机关、公安机关期限", EN: "deadlines of courts, agencies and the police that ended in the period"}, ended + theirs},
		{"replies-in-time", Terms, fault.Text{ZH: "其中在最后一日或者之前结束的", EN: "of these, those that ended by their last day"}, ended + theirs + inTime},
		{"terms-running", Terms, fault.Text{ZH: "截止日正在计算的本院期限", EN: "deadlines of the office that ran on the day"}, running},
		{"terms-overdue", Terms, fault.Text{ZH: "其中已逾期的（按现在计算的最后一日）", EN: "of these, those overdue, by the last day as it is counted now"}, running + ` AND t.due < {day}`},
		{"papers-issued", Papers, fault.Text{ZH: "周期内批准的文书", EN: "papers approved in the period"}, issued},
		{"papers-served", Papers, fault.Text{ZH: "其中现在已送达的", EN: "of these, those served by now"}, issued + ` AND d.state = 'served'`},
		{"matters-pending", Matters, fault.Text{ZH: "截止日尚未办结的案件", EN: "matters open on the day"}, pending},
		{"matters-aged", Matters, fault.Text{ZH: "其中启动至截止日的天数在此区间的", EN: "of these, those of that age in days"}, pending + ` AND matter.opened_on >= {oldest}`},
		{"statistic", Matters, fault.Text{ZH: "周期内计入办案流程某一统计项的案件", EN: "matters counted in a statistic of their procedure in the period"}, statistic},
	}
}

// statistic are the entries into one statistic of one procedure.
const statistic = `SELECT k.matter AS id, k.office AS office, k.on_day AS day, k.matter AS thing, '' AS model, k.statistic AS note
	FROM matter_count k WHERE k.office IN {offices} AND k.procedure = {procedure} AND k.statistic = {statistic} AND k.on_day >= {from} AND k.on_day < {to}`

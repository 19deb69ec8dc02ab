package stats

import (
	"strings"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// standsAlone leaves out the clues that were merged into another then: that one is counted.
const standsAlone = ` AND clue.id NOT IN (
	SELECT m.clue FROM clue_event m WHERE m.to_state = 'merged' AND m.at < {then.at}
	   AND NOT EXISTS (SELECT 1 FROM clue_event x WHERE x.clue = m.clue AND x.n > m.n AND x.at < {then.at} AND x.from_state <> x.to_state))`

// decision is the event e by which the clue was decided as it stood then: the last that moved it.
const decision = `e.to_state IN ('accepted', 'dismissed', 'transferred') AND e.from_state <> e.to_state AND e.at < {then.at}
	AND NOT EXISTS (SELECT 1 FROM clue_event x WHERE x.clue = e.clue AND x.n > e.n AND x.at < {then.at} AND x.from_state <> x.to_state)`

// found are the clues found in the period.
const found = `SELECT clue.id AS id, clue.office AS office, clue.found_at AS day, clue.id AS thing, clue.model AS model, '' AS note
	FROM clue WHERE clue.office IN {offices} AND clue.found_at >= {from.at} AND clue.found_at < {to.at}` + standsAlone

// joined, remedied, followed and verified say of a clue that it came into a matter, that something
// was demanded in one, that what was demanded was done, and that later data show it; each as known then.
const (
	joined = ` AND EXISTS (SELECT 1 FROM matter_clue j JOIN matter_event v ON v.matter = j.matter
		WHERE j.clue = clue.id AND v.kind = 'joined' AND v.what = clue.id AND v.at < {then.at})`
	remedied = ` AND EXISTS (SELECT 1 FROM matter_clue j JOIN matter_count k ON k.matter = j.matter
		JOIN {stage suggestion protest suit crime} AS p ON p.a = k.procedure AND p.b = k.statistic
		WHERE j.clue = clue.id AND k.on_day < {then})`
	followed = ` AND EXISTS (SELECT 1 FROM matter_clue j JOIN matter_count k ON k.matter = j.matter
		JOIN {stage adopted protest-changed suit-supported crime-filed} AS p ON p.a = k.procedure AND p.b = k.statistic
		WHERE j.clue = clue.id AND k.on_day < {then})`
	verified = ` AND EXISTS (SELECT 1 FROM matter_clue j JOIN matter_count k ON k.matter = j.matter
		JOIN {stage verified} AS p ON p.a = k.procedure AND p.b = k.statistic
		WHERE j.clue = clue.id AND k.on_day < {then})`
	settled = ` AND EXISTS (SELECT 1 FROM clue_event e WHERE e.clue = clue.id AND ` + decision + `)`
)

// decided are the clues decided in the period, by the decision that stood then.
const decided = `SELECT clue.id AS id, clue.office AS office, e.at AS day, clue.id AS thing, clue.model AS model,
	CASE WHEN e.to_state = 'dismissed' THEN e.reason ELSE e.to_state END AS note
	FROM clue_event e JOIN clue ON clue.id = e.clue LEFT JOIN clue_outcome o ON o.clue = clue.id AND o.at < {then.at}
	WHERE clue.office IN {offices} AND e.at >= {from.at} AND e.at < {to.at} AND ` + decision

// right and silent are [clue.Confirms] and what a result of another agency changes in it, in SQL.
const (
	right  = ` AND (e.to_state = 'accepted' OR e.to_state = 'transferred' AND COALESCE(o.code, '') NOT IN ('not_established', 'not_filed', 'other'))`
	spoken = ` AND NOT (e.to_state = 'dismissed' AND e.reason = 'already_handled') AND NOT (e.to_state = 'transferred' AND COALESCE(o.code, '') = 'other')`
)

// open are the clues that nobody had decided on then, of an age.
const open = `SELECT clue.id AS id, clue.office AS office, clue.found_at AS day, clue.id AS thing, clue.model AS model, '' AS note
	FROM clue WHERE clue.office IN {offices} AND clue.found_at < {youngest.at}` + standsAlone + `
	AND NOT EXISTS (SELECT 1 FROM clue_event e WHERE e.clue = clue.id AND ` + decision + `)`

// lookAlikes is the list of the reasons that say that what looked like a wrong was none.
func lookAlikes() string {
	var codes []string
	for _, r := range clue.Reasons() {
		if r.Code.LookAlike() {
			codes = append(codes, "'"+string(r.Code)+"'")
		}
	}
	return ` AND e.to_state = 'dismissed' AND e.reason IN (` + strings.Join(codes, ", ") + `)`
}

func clueSets() []Set {
	return []Set{
		{"clues-found", Clues, fault.Text{ZH: "周期内首次发现、截止日未并入其他线索的线索", EN: "clues first found in the period and not merged into another"}, found},
		{"clues-settled", Clues, fault.Text{ZH: "其中截止日已作出决定（采用、不成立或者移送）的", EN: "of these, those decided (accepted, dismissed or transferred) by the day"}, found + settled},
		{"clues-joined", Clues, fault.Text{ZH: "其中截止日已立案或者并入案件的", EN: "of these, those in a matter by the day"}, found + joined},
		{"clues-remedied", Clues, fault.Text{ZH: "其中截止日所在案件已提出检察建议、纠正意见、抗诉、起诉或者移送犯罪线索的", EN: "of these, those in whose matter a suggestion, correction, protest, suit or crime lead was made by the day"}, found + joined + remedied},
		{"clues-followed", Clues, fault.Text{ZH: "其中截止日已被采纳、改变、支持或者立案的", EN: "of these, those in which it was adopted, changed, supported or filed by the day"}, found + joined + remedied + followed},
		{"clues-verified", Clues, fault.Text{ZH: "其中截止日整改已经后续数据核实的", EN: "of these, those of which later data showed by the day that the wrong stopped"}, found + joined + remedied + followed + verified},
		{"clues-decided", Clues, fault.Text{ZH: "周期内作出决定的线索（以截止日仍有效的决定为准）", EN: "clues decided in the period, by the decision that stands on the day"}, decided},
		{"clues-judged", Clues, fault.Text{ZH: "周期内作出决定、且能说明模型对错的线索：“已办理”的不成立和移送后结果为“其他”的除外", EN: "clues decided in the period in a way that tells of the model: not those dismissed as handled already, nor transferred with the result other"}, decided + spoken},
		{"clues-confirmed", Clues, fault.Text{ZH: "其中被采用，或者移送后未被认定不成立、不立案的", EN: "of these, those accepted, or transferred and not found baseless"}, decided + spoken + right},
		{"clues-dismissed", Clues, fault.Text{ZH: "周期内决定不成立的线索", EN: "clues dismissed in the period"}, decided + ` AND e.to_state = 'dismissed'`},
		{"clues-lookalike", Clues, fault.Text{ZH: "其中理由为合法经营、真实债权、真实群体欠薪、正当维权或者持牌机构的", EN: "of these, those dismissed as lawful business, genuine debt, genuine wage arrears, rightful claims or a licensed institution"}, decided + lookAlikes()},
		{"clues-open", Clues, fault.Text{ZH: "截止日尚未作出决定的线索", EN: "clues not decided by the day"}, open},
		{"clues-aged", Clues, fault.Text{ZH: "其中发现至截止日的天数在此区间的", EN: "of these, those of that age in days"}, open + ` AND clue.found_at >= {oldest.at}`},
		{"exchanges-sent", Exchanges, fault.Text{ZH: "周期内移送其他机关的线索", EN: "clues offered to another agency in the period"}, sent},
		{"exchanges-answered", Exchanges, fault.Text{ZH: "其中截止日已收到办理结果的", EN: "of these, those of which the result had come by the day"}, sent + ` AND EXISTS (SELECT 1 FROM clue_outcome o WHERE o.clue = x.clue AND o.at < {then.at})`},
	}
}

// sent are the exchanges about a clue that an office began.
const sent = `SELECT x.id AS id, x.office AS office, x.opened_at AS day, x.clue AS thing, COALESCE(clue.model, '') AS model, x.state AS note
	FROM exchange x LEFT JOIN clue ON clue.id = x.clue
	WHERE x.office IN {offices} AND x.side = 'starter' AND x.clue <> '' AND x.opened_at >= {from.at} AND x.opened_at < {to.at}`

package web

import "strings"

// Codes that several fields take.
const (
	roleCodes      = "plaintiff defendant appellant appellee applicant respondent third_party prosecutor accused victim other"
	sideCodes      = "claiming defending third unknown"
	procedureCodes = "first second retrial retrial_review enforcement special payment bankruptcy preservation compensation commutation arbitration"
	docTypeCodes   = "judgment ruling mediation decision payment_order notice award deed"
	outcomeCodes   = "supported partly rejected withdrawn mediated remanded enforced stopped other"
	speakerCodes   = "claim defence finding"
	kindCodes      = "person organisation"
	reliefCodes    = "principal interest penalty damages wages costs support joint priority rescind declare perform cease apologise " +
		"divorce custody divide reverse uphold remit dismiss withdraw execute sentence other"
	objectionCodes = "forgery not_delivered repaid gambling coercion rolled upfront rate not_party limitation surety not_joint amount " +
		"inability unaware other"
	classCodes = "bank micro_lender guarantor pawn leasing factoring asset_manager consumer_finance insurer property_manager " +
		"utility telecom government collective village company other"
)

// unread in front of codes says that the field may be empty too.
const unread = "- "

// codes returns the codes that the fields of court documents take: schema, field, codes
// parted by spaces. They are written out here and not taken from data/record, because a code
// that is new there needs words in the interface first; a test compares the two.
func codes() map[string]map[string]string {
	head := map[string]string{"doc_type": unread + docTypeCodes, "procedure": unread + procedureCodes, "outcome": unread + outcomeCodes}
	return map[string]map[string]string{
		"DocumentHead": head,
		"DocumentRow":  head,
		"PartyRow":     {"role": roleCodes, "side": sideCodes, "kind": kindCodes},
		"Judgment": {
			"doc_type": docTypeCodes, "procedure": procedureCodes, "outcome": outcomeCodes,
			"branch": "civil criminal administrative compensation enforcement bankruptcy",
			"track":  "ordinary simplified small_claims", "bench": "sole panel", "spouse": "joined not_joined",
		},
		"PriorCase": {"relation": "reviewed enforced related", "doc_type": docTypeCodes, "procedure": procedureCodes},
		"Party": {
			"role": roleCodes, "side": sideCodes, "first_side": "claiming defending third", "kind": kindCodes, "class": classCodes, "sex": "male female",
			"counter": "claiming defending", "gone": "deceased dissolved withdrew replaced",
		},
		"EarlierRole":      {"instance": unread + "first second retrial", "role": roleCodes},
		"Agent":            {"kind": "lawyer legal_worker citizen employee relative statutory legal_aid patent_agent trademark_agent"},
		"Judge":            {"role": "presiding judge acting juror"},
		"Claim":            {"kind": reliefCodes, "by": sideCodes},
		"Order":            {"kind": reliefCodes},
		"Cost":             {"kind": "acceptance preservation notice appraisal application attorney other"},
		"Identifier":       {"kind": identifierCodes},
		"Resident":         {"sex": "male female"},
		"Amount":           {"kind": "claim principal awarded costs"},
		"Loan":             {"delivery": "transfer cash mixed unknown"},
		"Repayment":        {"of": "principal interest", "by": speakerCodes},
		"Note":             {"kind": "iou debt receipt contract plan other"},
		"Security":         {"kind": "surety joint_surety general_surety mortgage pledge"},
		"Evidence":         {"kind": "documentary statement physical audiovisual electronic witness appraisal inspection", "by": speakerCodes},
		"Objection":        {"kind": objectionCodes},
		"EnforcementFacts": {"end": "completed this_round terminated suspended not_accepted settled"},
		"Property": {
			"kind": "house land vehicle deposit shares claim goods other",
			"act":  "seized transferred auctioned sold unsold handed_over released",
		},
		"Element": {"kind": elementCodes},
		"Section": {"kind": "head parties procedure claims defence evidence facts reasoning disposition tail"},
		"Defect":  {"code": "missing unreadable contradiction unusual"},
	}
}

// enum takes codes apart.
func enum(codes string) (all []any) {
	for _, c := range strings.Fields(codes) {
		if c+" " == unread {
			c = ""
		}
		all = append(all, c)
	}
	return all
}

// identifierCodes are the kinds of numbers and signs that tell somebody or something apart, in the order of data/record.
const identifierCodes = "resident_id credit_code organisation_code mobile landline bank_account plate email passport travel_permit " +
	"wechat qq alipay online_account licence deed account_tail"

// elementCodes are the kinds of facts, in the order of data/record.
const elementCodes = "absent plaintiff_absent admission no_defence dispute withdrawal mediation iou uniform_iou cash transfer " +
	"uncorroborated upfront_interest third_payee not_lender returned false_statement announcement guarantee mortgage kin rate " +
	"simplified basis family_use consumer " +
	// of the fields of law
	"assignment loan_amount loan_proof lender_institution repay_loan borrower_organisation joint_surety demand " +
	"pay_interest surety_contract written_promise surety_void refusal surety_released surety_not_liable " +
	"company_pledgor short_lending several_borrowers debt_transfer rate_unclear employment_ended pay_wages severance " +
	"wages_unpaid employment no_labour_contract labour_contract overtime double_wages injury_pay not_arbitrated " +
	"no_dismissal_damages layoff no_bonus taken_from_worker special_work death_benefit notice_given employer_gone " +
	"settlement children custody joint_property maintenance real_estate separated second_suit monthly_maintenance " +
	"divorce_granted joint_debt property_before ground_for_divorce duties_neglected child_outside_marriage " +
	"help_after_divorce agreement_not_kept divorce_damages separated_two_years child_with_other_parent own_property " +
	// of sham suits
	"wages_admitted insolvency bankruptcy_accepted claim_declared claim_refused wage_priority insider_creditor no_work_proof pressed " +
	"seized lease_before rent_settled occupied distribution_asked debt_for_asset title_by_settlement price_low " +
	"price_unpaid purchase_limit divorce_pending spouse_unaware disability appraiser repair_shop not_owner " +
	"not_assessed insurance_assigned seal_changed no_resolution mark_unused well_known_mark mass_suits mediator " +
	"confirmation payment_order notary notarised_debt award sham_arbitration award_by_consent assignor assignee assignee_tied circle accident uninsured " +
	"rolled_interest paid_before_suit performed nothing_done mark_bad_faith shared_contact " +
	"lease_made price market_value house_at mark agency agreement_made perform_by notarised award_made sanctioned"

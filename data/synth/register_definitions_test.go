package synth

import (
	"slices"
	"strings"
)

// The wrongs by what the law says of them, each worked out from the clean records alone.

func pensionInCustody(f *facts) found {
	out, held := found{}, f.by("custody", "person")
	for _, x := range f.rows["pension_payment"] {
		from := x.day("month")
		for _, c := range held[x.key("person")] {
			to := c.day("held_to")
			if c.text("measure") == "服刑" && c.day("held_from") <= from && (to == 0 || to >= monthOf(from, 1)) {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

func paidAfterDeath(register string) func(*facts) found {
	return func(f *facts) found {
		out, dead := found{}, f.by("death", "person")
		for _, x := range f.rows[register] {
			for _, c := range dead[x.key("person")] {
				if x.day("month") > c.day("died_on") {
					out[x.key("person")] = true
				}
			}
		}
		return out
	}
}

func missedRecall(f *facts) found {
	out, held := found{}, f.by("custody", "person")
	for _, x := range f.rows["community_correction"] {
		until := x.day("ended_on")
		if until == 0 {
			until = f.g.asOf
		}
		for _, c := range held[x.key("person")] {
			if c.day("held_from") > x.day("from_on") && c.day("held_from") < until && !strings.Contains(x.text("end_reason"), "收监") {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

// enforcedFines are the enforcements of criminal fines by the number of the sentence.
func enforcedFines(f *facts) map[string]fact {
	out := map[string]fact{}
	for _, x := range f.rows["enforcement_case"] {
		if x.text("kind") == "刑事涉财产执行" {
			out[x.text("basis_no")] = x
		}
	}
	return out
}

func lateTransfer(f *facts) found {
	out, fines := found{}, enforcedFines(f)
	for _, x := range f.rows["sentence"] {
		if e, ok := fines[x.text("case_no")]; ok && e.day("filed_on")-x.day("effective_on") > 60 {
			out[x.key("convict")] = true
		}
	}
	return out
}

func neverTransferred(f *facts) found {
	out, fines := found{}, enforcedFines(f)
	for _, x := range f.rows["sentence"] {
		if _, ok := fines[x.text("case_no")]; !ok && x.sum("paid") < x.sum("fine") && x.day("effective_on") < f.g.asOf-90 {
			out[x.key("convict")] = true
		}
	}
	return out
}

func shellActive(f *facts) found {
	out, taxed, staffed := found{}, f.by("tax_payment", "taxpayer"), f.by("insurance_payment", "employer")
	convicted := f.by("sentence", "convict")
	for _, x := range f.rows["company"] {
		k := x.key("company")
		if len(convicted[k]) > 0 && x.text("status") == "存续" && len(taxed[k]) == 0 && len(staffed[k]) == 0 {
			out[k] = true
		}
	}
	return out
}

func schoolStaff(f *facts) found {
	out, convicted := found{}, f.by("sentence", "convict")
	for _, x := range f.rows["school_staff"] {
		for _, c := range convicted[x.key("person")] {
			left := x.day("left_on")
			if strings.Contains(c.text("charge"), "猥亵") && (left == 0 || left > c.day("effective_on")) {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

func drivingRevoked(f *facts) found {
	out, fines := found{}, f.by("penalty", "party")
	for _, x := range f.rows["driving_licence"] {
		for _, c := range fines[x.key("person")] {
			if r := x.day("revoked_on"); r != 0 && strings.HasSuffix(c.text("authority"), "交通警察大队") && c.day("act_on") > r {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

func drugLicence(f *facts) found {
	out, orders := found{}, f.by("drug_detox", "person")
	for _, x := range f.rows["driving_licence"] {
		for _, c := range orders[x.key("person")] {
			if x.text("status") == "正常" && c.text("kind") != "自愿戒毒" && c.day("decided_on") > x.day("first_issued_on") {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

func drinkLicence(f *facts) found {
	out, fines, convicted := found{}, f.by("penalty", "party"), f.by("sentence", "convict")
	for _, x := range f.rows["driving_licence"] {
		k := x.key("person")
		drunk := slices.ContainsFunc(fines[k], func(c fact) bool { return strings.HasPrefix(c.text("act"), "醉酒驾驶") })
		if x.text("status") == "正常" && drunk && len(convicted[k]) > 0 {
			out[k] = true
		}
	}
	return out
}

func doubleMarriage(f *facts) found {
	out, byPerson, dead := found{}, map[string][]fact{}, f.by("death", "person")
	dissolved := map[[2]string]day{} // by courts, as the judgments say
	for _, m := range f.g.weddings {
		if m.dissolved != 0 {
			dissolved[[2]string{m.husband.key(), m.wife.key()}] = m.dissolved
		}
	}
	for _, x := range f.rows["marriage"] {
		byPerson[x.key("husband")] = append(byPerson[x.key("husband")], x)
		byPerson[x.key("wife")] = append(byPerson[x.key("wife")], x)
	}
	ends := func(x fact) day {
		end := day(1 << 30)
		for _, e := range []day{x.day("ended_on"), dissolved[[2]string{x.key("husband"), x.key("wife")}]} {
			if e != 0 {
				end = min(end, e)
			}
		}
		for _, role := range []string{"husband", "wife"} {
			for _, c := range dead[x.key(role)] {
				end = min(end, c.day("died_on"))
			}
		}
		return end
	}
	for k, list := range byPerson {
		for _, a := range list {
			for _, b := range list {
				if a.row != b.row && a.day("registered_on") <= b.day("registered_on") && b.day("registered_on") < ends(a) && ends(b) > b.day("registered_on") {
					out[k] = true
				}
			}
		}
	}
	return out
}

// absence tells on which days somebody can have been nowhere.
func absence(f *facts) func(key string, at day) bool {
	dead, held := f.by("death", "person"), f.by("custody", "person")
	return func(key string, at day) bool {
		return slices.ContainsFunc(dead[key], func(c fact) bool { return c.day("died_on") < at }) ||
			slices.ContainsFunc(held[key], func(c fact) bool {
				to := c.day("held_to")
				return c.day("held_from") <= at && (to == 0 || to > at)
			})
	}
}

func borrowedMarriage(f *facts) found {
	out, absent := found{}, absence(f)
	for _, x := range f.rows["marriage"] {
		for _, role := range []string{"husband", "wife"} {
			if absent(x.key(role), x.day("registered_on")) {
				out[x.key(role)] = true
			}
		}
	}
	return out
}

func borrowedCompany(f *facts) found {
	out, absent := found{}, absence(f)
	for _, x := range f.rows["company"] {
		if absent(x.key("representative"), x.day("established_on")) {
			out[x.key("company")] = true
		}
	}
	return out
}

// stillListed reports whether an entry of the list came after an event or outlasted it
// by a quarter of a year.
func stillListed(f *facts, x fact, event day) bool {
	removed := x.day("removed_on")
	if removed == 0 {
		removed = f.g.asOf
	}
	return x.day("listed_on") > event || removed > event+90
}

func deadListed(f *facts) found {
	out, dead := found{}, f.by("death", "person")
	for _, x := range f.rows["dishonest_debtor"] {
		for _, c := range dead[x.key("debtor")] {
			if stillListed(f, x, c.day("died_on")) {
				out[x.key("debtor")] = true
			}
		}
	}
	return out
}

func bankruptListed(f *facts) found {
	out, cases := found{}, f.by("bankruptcy_case", "debtor")
	for _, x := range f.rows["dishonest_debtor"] {
		for _, c := range cases[x.key("debtor")] {
			if c.text("status") != "不予受理" && stillListed(f, x, c.day("accepted_on")) {
				out[x.key("debtor")] = true
			}
		}
	}
	return out
}

func estateMoved(f *facts) found {
	out, listed, kin := found{}, f.by("dishonest_debtor", "debtor"), f.kin()
	for _, x := range f.rows["estate_transfer"] {
		k := x.key("seller")
		for _, c := range listed[k] {
			if x.day("registered_on") > c.day("listed_on") && 2*x.sum("price") < x.sum("assessed_price") && kin(k, x.key("buyer")) {
				out[k] = true
			}
		}
	}
	return out
}

func debtAssigned(f *facts) found {
	out, kin := found{}, f.kin()
	listed := map[string][]fact{} // by name: a docket gives the third party by name alone
	for _, x := range f.rows["dishonest_debtor"] {
		listed[x.whom("debtor").called()] = append(listed[x.whom("debtor").called()], x)
	}
	for _, x := range f.rows["docket"] {
		for _, c := range listed[x.text("other_parties")] {
			if x.day("filed_on") > c.day("listed_on") && kin(x.key("plaintiff"), c.key("debtor")) {
				out[c.key("debtor")] = true
			}
		}
	}
	return out
}

func noBenefit(f *facts) found {
	out := found{}
	for _, x := range f.rows["auction"] {
		if x.sum("start_price") < x.sum("priority_amount") {
			out[x.key("owner")] = true
		}
	}
	return out
}

func shortNotice(f *facts) found {
	out := found{}
	for _, x := range f.rows["auction"] {
		want := map[string]day{"第一次拍卖房产": 30, "第一次拍卖机动车": 15, "第二次拍卖房产": 15, "第二次拍卖机动车": 7}[x.text("round")+x.text("kind")]
		if x.day("started_on")-x.day("announced_on") < want {
			out[x.key("owner")] = true
		}
	}
	return out
}

func priceFloor(f *facts) found {
	out, first := found{}, map[string]money{}
	for _, x := range f.rows["auction"] {
		if x.text("round") == "第一次拍卖" {
			first[x.text("title")+x.key("owner")] = x.sum("start_price")
		}
	}
	for _, x := range f.rows["auction"] {
		floor := x.sum("appraisal_price") * 70 / 100
		if x.text("round") != "第一次拍卖" {
			floor = first[x.text("title")+x.key("owner")] * 80 / 100
		}
		if x.sum("start_price") < floor {
			out[x.key("owner")] = true
		}
	}
	return out
}

// siteWithout finds sites that began and of which a register says nothing, or too late.
func siteWithout(register string) func(*facts) found {
	return func(f *facts) found {
		out, has := found{}, map[string]bool{}
		for _, x := range f.rows[register] {
			has[x.text("project_no")] = true
		}
		for _, x := range f.rows["construction_project"] {
			if s := x.day("started_on"); s != 0 && s >= lawBegins() && s < f.g.asOf-60 && !has[x.text("project_no")] {
				out[x.text("project_no")] = true
			}
		}
		return out
	}
}

func dustGap(f *facts) found {
	out, paid := found{}, map[string]bool{}
	for _, x := range f.rows["tax_payment"] {
		if x.text("tax") == "环境保护税" {
			paid[x.key("taxpayer")+x.text("project")] = true
		}
	}
	for _, x := range f.rows["construction_project"] {
		if s := x.day("started_on"); s != 0 && s < f.g.asOf-90 && !paid[x.key("contractor")+x.text("name")] {
			out[x.text("project_no")] = true
		}
	}
	return out
}

func farmlandGap(f *facts) found {
	out, paid := found{}, map[string]bool{}
	for _, x := range f.rows["tax_payment"] {
		paid[x.key("taxpayer")+x.text("tax")] = true
	}
	for _, x := range f.rows["penalty"] {
		if strings.Contains(x.text("act"), "占用耕地") && !paid[x.key("party")+"耕地占用税"] {
			out[x.key("party")] = true
		}
	}
	return out
}

func elderFee(f *facts) found {
	out := found{}
	for _, x := range f.rows["outpatient_visit"] {
		r := x.whom("person").(*resident)
		if x.text("number_kind") == "普通号" && x.sum("registration_fee") > 0 && r.age(x.day("visited_on")) >= 60 {
			out[r.key()] = true
		}
	}
	return out
}

func tortFund(f *facts) found {
	out, paid := found{}, f.by("medical_payment", "person")
	for _, s := range f.g.w.suits {
		if s.topic != "traffic" || s.basis != nil || s.award == 0 || s.paper != judgmentPaper && s.paper != mediationPaper || s.claims[0].person == nil {
			continue
		}
		k := f.g.resident(s.claims[0].person).key()
		for _, c := range paid[k] {
			if at := c.day("admitted_on"); at >= s.begun && at <= s.begun+3 && c.sum("fund") > 0 {
				out[k] = true
			}
		}
	}
	return out
}

func minorAlone(f *facts) found {
	out := found{}
	for _, x := range f.rows["minor_hotel_stay"] {
		r := x.whom("person").(*resident)
		if r.age(x.day("checked_in_on")) < 18 && x.text("accompanied") == "否" && x.text("guardian_informed") == "否" && x.text("reported") == "否" {
			out[r.key()] = true
		}
	}
	return out
}

func notHelped(f *facts) found {
	out, poor, helped := found{}, f.by("hardship", "person"), map[string]bool{}
	for _, x := range f.rows["allowance_payment"] {
		if x.text("kind") == "临时救助金" {
			helped[x.key("person")] = true
		}
	}
	hurt := map[string]bool{}
	for _, s := range f.g.w.suits {
		hurt[s.no] = s.topic == "traffic"
	}
	for _, x := range f.rows["enforcement_case"] {
		k := x.key("applicant")
		if x.text("closed_how") == "终结本次执行程序" && hurt[x.text("case_no")] && len(poor[k]) > 0 && !helped[k] {
			out[k] = true
		}
	}
	return out
}

func circles(f *facts) found {
	out, from := found{}, f.by("bank_transfer", "payer")
	near := func(a, b fact) bool {
		return b.day("made_on") >= a.day("made_on") && b.day("made_on") <= a.day("made_on")+7 && b.sum("amount")*100 >= a.sum("amount")*90
	}
	for k, list := range from {
		for _, a := range list {
			for _, b := range from[a.key("payee")] {
				for _, c := range from[b.key("payee")] {
					if c.key("payee") == k && near(a, b) && near(b, c) {
						out[k], out[b.key("payer")], out[c.key("payer")] = true, true, true
					}
				}
			}
		}
	}
	return out
}

func shamDeed(f *facts) found {
	out, kin, enforced := found{}, f.kin(), f.by("enforcement_case", "debtor")
	for _, x := range f.rows["notarised_debt"] {
		c := x.day("certified_on")
		if c != 0 && c-x.day("deed_on") <= 60 && kin(x.key("creditor"), x.key("debtor")) && len(enforced[x.key("debtor")]) > 0 {
			out[x.key("creditor")] = true
		}
	}
	return out
}

func shamClaim(f *facts) found {
	out, kin, cases := found{}, f.kin(), f.by("bankruptcy_case", "debtor")
	for _, x := range f.rows["bankruptcy_claim"] {
		for _, c := range cases[x.key("debtor")] {
			if x.day("arisen_on") > c.day("accepted_on")-365 && kin(x.key("creditor"), c.key("representative")) {
				out[x.key("debtor")] = true
			}
		}
	}
	return out
}

func shamAwards(f *facts) found {
	out, insured, enforced := found{}, map[string]bool{}, f.by("enforcement_case", "debtor")
	for _, x := range f.rows["insurance_enrolment"] {
		insured[x.key("person")+x.key("employer")] = true
	}
	type batch struct {
		boss string
		on   day
	}
	n := map[batch]int{}
	for _, x := range f.rows["labour_award"] {
		if x.text("contested") == "无" && x.text("closed_how") == "调解" && !insured[x.key("applicant")+x.key("respondent")] {
			n[batch{x.key("respondent"), x.day("closed_on")}]++
		}
	}
	for b, k := range n {
		if k >= 5 && len(enforced[b.boss]) > 0 {
			out[b.boss] = true
		}
	}
	return out
}

func claimRing(f *facts) found {
	out, n := found{}, map[string]int{}
	for _, x := range f.rows["vehicle_claim"] {
		if x.key("claimant") != x.key("owner") {
			k := x.text("repair_shop") + x.text("appraiser") + x.text("agent")
			if n[k]++; n[k] >= 5 {
				out[x.key("claimant")] = true
			}
		}
	}
	return out
}

func lateAgreement(f *facts) found {
	out := found{}
	for _, x := range f.rows["mediation_confirmation"] {
		if x.day("due_on") < x.day("agreed_on") {
			out[x.key("applicant")] = true
		}
	}
	return out
}

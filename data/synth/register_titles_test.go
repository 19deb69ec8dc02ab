package synth

import "strings"

// The wrongs about titles and funds by what the law says of them, worked out from the clean
// records alone.

// belong reports whether two people or companies belong together: one household, or the
// heads of the companies are.
func (f *facts) belong() func(a, b string) bool {
	head := map[string]string{}
	for _, x := range f.rows["company"] {
		head[x.key("company")] = x.key("representative")
	}
	kin := f.kin()
	behind := func(k string) string {
		if h := head[k]; h != "" {
			return h
		}
		return k
	}
	return func(a, b string) bool {
		a, b = behind(a), behind(b)
		return a == b || kin(a, b)
	}
}

// earlier reports whether somebody else enforced against the debtor before a day.
func (f *facts) earlier() func(debtor, creditor string, at day) bool {
	by := f.by("enforcement_case", "debtor")
	return func(debtor, creditor string, at day) bool {
		for _, x := range by[debtor] {
			if k := x.key("applicant"); k != creditor && k != "" && x.day("filed_on") < at {
				return true
			}
		}
		return false
	}
}

// run are the enforcements by the number of their title.
func (f *facts) run() map[string]fact {
	out := map[string]fact{}
	for _, x := range f.rows["enforcement_case"] {
		out[x.text("basis_no")] = x
	}
	return out
}

func shamOrder(f *facts) found {
	out, belong, earlier, run := found{}, f.belong(), f.earlier(), f.run()
	for _, x := range f.rows["payment_order"] {
		a, b := x.key("applicant"), x.key("respondent")
		if _, ok := run[x.text("case_no")]; ok && x.text("objected") == "无异议" && belong(a, b) && earlier(b, a, x.day("filed_on")) {
			out[b] = true
		}
	}
	return out
}

func shamCommercialAward(f *facts) found {
	out, belong, earlier := found{}, f.belong(), f.earlier()
	for _, x := range f.rows["enforcement_case"] {
		a, b := x.key("applicant"), x.key("debtor")
		if strings.HasPrefix(x.text("basis_kind"), "仲裁") && belong(a, b) && earlier(b, a, x.day("filed_on")) {
			out[b] = true
		}
	}
	return out
}

func shamRelation(f *facts) found {
	out, n, back := found{}, map[string]int{}, map[string]map[string]bool{}
	for _, x := range f.rows["insurance_payment"] {
		if x.text("kind") == "补缴" {
			k := x.key("employer")
			if back[k] == nil {
				back[k] = map[string]bool{}
			}
			back[k][x.key("person")] = true
		}
	}
	for _, x := range f.rows["labour_award"] {
		if x.text("cause") == "确认劳动关系" && x.text("contested") == "无" && x.day("closed_on")-x.day("filed_on") <= 31 {
			n[x.key("respondent")]++
		}
	}
	for k, c := range n {
		if c >= 5 && len(back[k]) >= 2 {
			out[k] = true
		}
	}
	return out
}

// shamShare looks at people of no paper: insiders who sue their firm in a paper are a wrong
// of their own.
func shamShare(f *facts) found {
	out, belong := found{}, f.belong()
	by, paid := f.by("enforcement_case", "debtor"), f.by("bank_transfer", "payer")
	for _, x := range f.rows["enforcement_case"] {
		a, b := x.key("applicant"), x.key("debtor")
		r, ok := x.whom("applicant").(*resident)
		if !ok || r.court || !strings.HasPrefix(x.text("basis_kind"), "民事") || !belong(a, b) {
			continue
		}
		lent := money(0)
		for _, p := range paid[a] {
			if p.key("payee") == b {
				lent += p.sum("amount")
			}
		}
		for _, y := range by[b] {
			if s := y.day("seized_on"); y.key("applicant") != a && s != 0 && s < x.day("effective_on") && lent == 0 {
				out[a] = true
			}
		}
	}
	return out
}

func shamConfirmed(f *facts) found {
	out, belong, earlier, run := found{}, f.belong(), f.earlier(), f.run()
	for _, x := range f.rows["mediation_confirmation"] {
		a, b := x.key("applicant"), x.key("respondent")
		if _, ok := run[x.text("case_no")]; ok && belong(a, b) && earlier(b, a, x.day("agreed_on")) {
			out[b] = true
		}
	}
	return out
}

func chronicUnseen(f *facts) found {
	seen := map[string][]day{}
	for _, x := range f.rows["outpatient_visit"] {
		seen[x.key("person")] = append(seen[x.key("person")], x.day("visited_on"))
	}
	for _, x := range f.rows["medical_payment"] {
		if x.text("kind") == "住院" {
			seen[x.key("person")] = append(seen[x.key("person")], x.day("admitted_on"))
		}
	}
	out := found{}
	for _, x := range f.rows["medical_payment"] {
		if x.text("kind") != "门诊慢特病" {
			continue
		}
		none := true
		for _, at := range seen[x.key("person")] {
			if s := x.day("settled_on"); at < s && at >= s-365 {
				none = false
			}
		}
		if none {
			out[x.key("person")] = true
		}
	}
	return out
}

func raisedInCorrection(f *facts) found {
	out, under := found{}, f.by("community_correction", "person")
	for _, x := range f.rows["pension_payment"] {
		if x.sum("increase") == 0 {
			continue
		}
		for _, c := range under[x.key("person")] {
			until := c.day("ended_on")
			if until == 0 {
				until = c.day("to_on")
			}
			if at := x.day("adjusted_on"); c.day("from_on") <= at && at < until {
				out[x.key("person")] = true
			}
		}
	}
	return out
}

func fuelUntaxed(f *facts) found {
	out, taxed := found{}, map[string]money{}
	for _, x := range f.rows["tax_payment"] {
		if x.text("tax") == "增值税" {
			taxed[x.key("taxpayer")] += x.sum("paid")
		}
	}
	for _, x := range f.rows["company"] {
		c, ok := x.whom("company").(*company)
		if ok && c.line == "加油站" && x.text("status") == "存续" && x.day("established_on") < date(2024, 7, 1) && taxed[c.key()] == 0 {
			out[c.key()] = true
		}
	}
	return out
}

// drivingUntaxed are the driving schools whose fees of 2024 are above what small taxpayers have
// free, and whose tax at the lowest rate stands for less than half of them.
func drivingUntaxed(f *facts) found {
	out, fees, taxed := found{}, map[string]money{}, map[string]money{}
	for _, x := range f.rows["driving_trainee"] {
		if x.text("status") != "退学" {
			fees[x.key("school")] += x.sum("fee")
		}
	}
	for _, x := range f.rows["tax_payment"] {
		if x.text("tax") == "增值税" {
			taxed[x.key("taxpayer")] += x.sum("paid")
		}
	}
	for school, sum := range fees {
		if sum > 1200000*yuan && taxed[school]*100*2 < sum {
			out[school] = true
		}
	}
	return out
}

// lateDocketing are the suits of first instance that were docketed after the seven days of
// 民事诉讼法(2023-09-01) 第一百二十六条, holidays allowed for.
func lateDocketing(f *facts) found {
	out := found{}
	for _, x := range f.rows["docket"] {
		if x.text("case_type") == "民事" && x.text("procedure") == "一审" && x.text("closed_how") != "不予受理" && x.day("filed_on") > x.day("received_on")+7+8 {
			out[x.key("plaintiff")] = true
		}
	}
	return out
}

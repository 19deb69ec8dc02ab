package synth

import (
	"maps"
	"slices"
	"testing"
)

// facts are the clean records of one county, before anybody writes them down wrong.
type facts struct {
	g    *registry
	rows map[string][]fact
}

// A fact is one record with its register.
type fact struct {
	*row
	b *register
}

func (f fact) cell(field string) cell {
	n := 0
	for i, c := range f.b.Columns {
		if f.b.from[i].role >= 0 {
			continue
		}
		if c.Field == field {
			return f.vals[n]
		}
		n++
	}
	panic("no field " + field + " in " + f.b.Standard)
}

func (f fact) day(field string) day     { return day(f.cell(field).N) }
func (f fact) text(field string) string { return f.cell(field).S }
func (f fact) sum(field string) money   { return money(f.cell(field).N) }

// whom returns who stands in a role; nil for nobody.
func (f fact) whom(role string) entity { return f.who[slices.Index(f.b.Roles, role)] }

func (f fact) key(role string) string {
	if e := f.whom(role); e != nil {
		return e.key()
	}
	return ""
}

func gatherFacts(t *testing.T, o Options) *facts {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	g, err := newRegistry(c.w)
	if err != nil {
		t.Fatal(err)
	}
	f := &facts{g: g, rows: map[string][]fact{}}
	for _, b := range g.books {
		for r := range g.rows(b.Standard) {
			f.rows[b.Standard] = append(f.rows[b.Standard], fact{r, b})
		}
	}
	return f
}

// by groups the records of a register by who stands in a role.
func (f *facts) by(register, role string) map[string][]fact {
	out := map[string][]fact{}
	for _, x := range f.rows[register] {
		out[x.key(role)] = append(out[x.key(role)], x)
	}
	return out
}

// kin reports who lives with whom.
func (f *facts) kin() func(a, b string) bool {
	house := map[string]string{}
	for _, x := range f.rows["household"] {
		house[x.key("person")] = x.text("household_no")
	}
	return func(a, b string) bool { return house[a] != "" && house[a] == house[b] }
}

type found map[string]bool

// definitions are the wrongs by what the law says of them, over the records alone.
func definitions() map[string]func(*facts) found {
	return map[string]func(*facts) found{
		"pension_in_custody": pensionInCustody, "pension_after_death": paidAfterDeath("pension_payment"), "allowance_after_death": paidAfterDeath("allowance_payment"),
		"missed_recall": missedRecall, "late_fine_transfer": lateTransfer, "fine_never_transferred": neverTransferred, "shell_active": shellActive,
		"school_staff_offence": schoolStaff, "driving_after_revocation": drivingRevoked, "licence_after_drugs": drugLicence, "licence_after_drink": drinkLicence,
		"double_marriage": doubleMarriage, "borrowed_identity_marriage": borrowedMarriage, "borrowed_identity_company": borrowedCompany,
		"dead_enforcee_listed": deadListed, "bankrupt_enforcee_listed": bankruptListed, "estate_moved_after_listing": estateMoved, "debt_assigned_after_listing": debtAssigned,
		"auction_no_benefit": noBenefit, "auction_short_notice": shortNotice, "auction_price_floor": priceFloor,
		"wage_account_missing": siteWithout("wage_account"), "wage_deposit_missing": siteWithout("wage_deposit"), "wage_guarantee_missing": siteWithout("wage_guarantee"),
		"roster_missing": siteWithout("payroll"), "dust_tax_gap": dustGap, "farmland_tax_gap": farmlandGap,
		"elderly_outpatient_fee": elderFee, "medical_fund_for_tort": tortFund, "minor_in_hotel": minorAlone, "hardship_not_helped": notHelped,
		"circular_transfer": circles, "sham_notarised_debt": shamDeed, "sham_bankruptcy_claim": shamClaim,
		"sham_payment_order": shamOrder, "sham_arbitration_award": shamCommercialAward, "sham_labour_relation": shamRelation,
		"sham_distribution": shamShare, "sham_confirmation": shamConfirmed, "chronic_unseen": chronicUnseen,
		"raised_in_correction": raisedInCorrection, "fuel_untaxed": fuelUntaxed, "driving_untaxed": drivingUntaxed, "late_docketing": lateDocketing,
		"sham_wage_arbitration": shamAwards, "vehicle_claim_ring": claimRing, "late_mediation_agreement": lateAgreement,
	}
}

// TestWrongsAreThosePlanted works every wrong out anew from the clean records and finds
// the planted ones and no other: nothing is planted by accident, and no look-alike is a
// wrong.
func TestWrongsAreThosePlanted(t *testing.T) {
	for _, o := range []Options{{Seed: 8, People: 3000}, {Seed: 2, People: 3000}, {Seed: 3, People: 12000}} {
		f := gatherFacts(t, o)
		planted := f.planted()
		all := definitions()
		for _, c := range wrongdoings() {
			def := all[c.class]
			if def == nil {
				t.Errorf("%s has no definition here", c.class)
				continue
			}
			got := def(f)
			delete(all, c.class)
			if len(planted[c.class]) == 0 {
				t.Errorf("seed %d: no %s was planted", o.Seed, c.class)
			}
			if !maps.Equal(got, planted[c.class]) {
				t.Errorf("seed %d: %s by definition: %v\nplanted: %v", o.Seed, c.class, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(planted[c.class])))
			}
		}
		for class := range all {
			t.Errorf("%s is defined and never planted", class)
		}
	}
}

// planted are the subjects of the planted wrongs by class.
func (f *facts) planted() map[string]found {
	out := map[string]found{}
	for _, s := range f.g.stories {
		if s.kind != Wrong {
			continue
		}
		if out[s.class] == nil {
			out[s.class] = found{}
		}
		for _, k := range f.subjects(s) {
			out[s.class][k] = true
		}
	}
	return out
}

func (f *facts) subjects(s *story) (keys []string) {
	switch s.class {
	case "wage_account_missing", "wage_deposit_missing", "wage_guarantee_missing", "roster_missing", "dust_tax_gap":
		for _, p := range f.g.projects {
			if p.story == s {
				keys = append(keys, p.no)
			}
		}
	case "circular_transfer":
		for _, e := range s.who {
			keys = append(keys, e.key())
		}
	case "late_mediation_agreement":
		for i := 0; i < len(s.who); i += 2 {
			keys = append(keys, s.who[i].key())
		}
	default:
		keys = []string{s.who[0].key()}
	}
	return keys
}

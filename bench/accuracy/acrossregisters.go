package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
)

// meant says which models look for a class of wrong that shows across registers. Models
// know nothing of classes; this is the only place where the two meet.
func meant() map[string][]string {
	return map[string][]string{
		"pension_in_custody":          {"public-interest/pension-in-custody"},
		"pension_after_death":         {"public-interest/pension-after-death"},
		"allowance_after_death":       {"public-interest/allowance-after-death"},
		"missed_recall":               {"criminal/missed-recall"},
		"late_fine_transfer":          {"criminal/late-property-penalty"},
		"fine_never_transferred":      {"criminal/untransferred-property-penalty"},
		"shell_active":                {"criminal/convicted-shell-company"},
		"school_staff_offence":        {"public-interest/school-staff-inquiry"},
		"driving_after_revocation":    {"criminal/driving-after-revocation"},
		"licence_after_drugs":         {"administrative/licence-after-drugs"},
		"licence_after_drink":         {"administrative/licence-after-drink"},
		"double_marriage":             {"administrative/double-marriage"},
		"borrowed_identity_marriage":  {"administrative/borrowed-identity-marriage"},
		"borrowed_identity_company":   {"administrative/borrowed-identity-company"},
		"dead_enforcee_listed":        {"civil/dead-enforcee-listed"},
		"bankrupt_enforcee_listed":    {"civil/bankrupt-enforcee-listed"},
		"estate_moved_after_listing":  {"civil/estate-moved-after-listing", "civil/house-sale"},
		"debt_assigned_after_listing": {"civil/debt-reassigned"},
		"auction_no_benefit":          {"civil/auction-no-benefit"},
		"auction_short_notice":        {"civil/auction-notice"},
		"auction_price_floor":         {"civil/auction-price-floor"},
		"wage_account_missing":        {"administrative/wage-account-missing"},
		"wage_deposit_missing":        {"administrative/wage-deposit-missing"},
		"wage_guarantee_missing":      {"administrative/wage-guarantee-missing"},
		"roster_missing":              {"administrative/roster-missing"},
		"dust_tax_gap":                {"public-interest/dust-tax-gap"},
		"farmland_tax_gap":            {"public-interest/farmland-tax-gap"},
		"elderly_outpatient_fee":      {"public-interest/elderly-outpatient-fee"},
		"medical_fund_for_tort":       {"public-interest/medical-fund-for-tort"},
		"minor_in_hotel":              {"public-interest/minors-in-hotels"},
		"hardship_not_helped":         {"public-interest/judicial-assistance-leads"},
		"circular_transfer":           {"civil/circular-transfer"},
		"sham_notarised_debt":         {"civil/notarised-debt"},
		"sham_bankruptcy_claim":       {"civil/bankruptcy-claim"},
		"sham_wage_arbitration":       {"civil/sham-wages"},
		"vehicle_claim_ring":          {"civil/vehicle-claim-ring"},
		"late_mediation_agreement":    {"civil/judicial-confirmation"},
		"sham_payment_order":          {"civil/payment-order"},
		"sham_arbitration_award":      {"civil/sham-arbitration"},
		"sham_labour_relation":        {"civil/sham-labour-relation"},
		"sham_distribution":           {"civil/enforcement-objection"},
		"sham_confirmation":           {"civil/judicial-confirmation", "civil/enforcement-objection"},
		"chronic_unseen":              {"public-interest/chronic-benefit-unseen"},
		"raised_in_correction":        {"public-interest/pension-increase-in-correction"},
		"fuel_untaxed":                {"public-interest/fuel-tax-gap"},
		"driving_untaxed":             {"public-interest/driving-school-tax-gap"},
		"late_docketing":              {"civil/late-docketing"},
	}
}

// A story is a planted wrong or look-alike that shows across registers.
type story struct {
	Kind, Class, Alike, Strength string
	People                       []struct{ Name string }
	Records                      []struct{ Standard, File, Row string }
	Undelivered                  []string
}

// A sighting is a finding as far as stories need it: whom it names and which rows of which
// files it rests on.
type sighting struct {
	model, name, kind string
	at                map[place]bool
}

// acrossRegisters scores the models that compare registers on the county whose registers
// were imported and linked.
func (m *measure) acrossRegisters(dir, home string, s lake.Snapshot) error {
	stories, err := storiesOf(filepath.Join(dir, "registers.truth.jsonl"))
	if err != nil {
		return err
	}
	out, err := m.command("scan", "--json", "--home", home)
	if err != nil {
		return err
	}
	found, err := sightings(out, s)
	if err != nil {
		return err
	}
	return m.scoreStories(stories, found)
}

func storiesOf(path string) ([]story, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all, err := lines[story](b)
	return slices.DeleteFunc(all, func(x story) bool { return x.Kind != "wrong" && x.Kind != "lookalike" }), err
}

// sightings tells where in the files as delivered the findings rest.
func sightings(out []byte, s lake.Snapshot) ([]sighting, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	e, err := duck.Open(ctx, duck.Options{Tables: s.Tables()})
	if err != nil {
		return nil, err
	}
	defer e.Close()
	rows, err := rowsOfRecords(ctx, e, s)
	if err != nil {
		return nil, err
	}
	findings, err := lines[struct {
		Model   string
		Subject struct{ Name, Kind string }
		Records []struct {
			Dataset  string
			RecordID string `json:"record_id"`
		}
	}](out)
	if err != nil {
		return nil, err
	}
	var found []sighting
	for _, f := range findings {
		x := sighting{f.Model, f.Subject.Name, f.Subject.Kind, map[place]bool{}}
		for _, r := range f.Records {
			if at, ok := rows[r.Dataset+" "+r.RecordID]; ok {
				x.at[place{dataset: r.Dataset, file: at.file, row: at.row}] = true
			}
		}
		found = append(found, x)
	}
	return found, nil
}

// tells reports whether a finding is about a story: it rests on one of its records, and
// names one of its people or is about a thing.
func (x sighting) tells(s story) bool {
	named := x.kind == "record" || slices.ContainsFunc(s.People, func(p struct{ Name string }) bool { return p.Name == x.name })
	return named && slices.ContainsFunc(s.Records, func(r struct{ Standard, File, Row string }) bool {
		return x.at[place{dataset: r.Standard, file: r.File, row: r.Row}]
	})
}

// exactKey says which models join registers by equal keys (who somebody is, credit code, case
// number) and find by one fact alone: some indicator carries half of the score or more. Those
// of false litigation weigh signs, whatever their weights.
func exactKey() (map[string]bool, error) {
	exact, family := map[string]bool{}, falseLitigation()
	for m, err := range models.All() {
		if err != nil {
			return nil, err
		}
		alone := slices.ContainsFunc(m.Score.Indicators, func(i models.Indicator) bool { return i.Weight >= 0.5 })
		exact[m.ID] = alone && family[m.ID] == nil
	}
	return exact, nil
}

// ofExact sums what exact-key models found, and of the classes that are for such models alone
// what was found of them.
func ofExact(exact map[string]bool, byModel, byClass map[string]*synth.Rate) (precision, recall synth.Rate, n int) {
	for id, r := range byModel {
		if exact[id] {
			n++
			precision.Hits, precision.Of = precision.Hits+r.Hits, precision.Of+r.Of
		}
	}
	for class, r := range byClass {
		if !slices.ContainsFunc(meant()[class], func(id string) bool { return !exact[id] }) {
			recall.Hits, recall.Of = recall.Hits+r.Hits, recall.Of+r.Of
		}
	}
	return precision, recall, n
}

// scoreStories writes precision by model, recall by class and alarms by look-alike.
func (m *measure) scoreStories(stories []story, found []sighting) error {
	byModel, classes, strengths, alarms := map[string]*synth.Rate{}, map[string]*synth.Rate{}, map[string]*synth.Rate{}, map[string]*synth.Rate{}
	looksFor := map[string][]string{} // model → classes
	for class, ids := range meant() {
		for _, id := range ids {
			looksFor[id] = append(looksFor[id], class)
		}
	}
	for _, x := range found {
		if classes := looksFor[x.model]; len(classes) > 0 {
			tally(byModel, x.model, slices.ContainsFunc(stories, func(s story) bool { return s.Kind == "wrong" && slices.Contains(classes, s.Class) && x.tells(s) }))
		}
	}
	unseen := 0
	for _, s := range stories {
		seen := slices.ContainsFunc(found, func(x sighting) bool { return slices.Contains(meant()[s.Class], x.model) && x.tells(s) })
		switch {
		case s.Kind == "lookalike":
			tally(alarms, s.Class+", "+s.Alike, seen)
		case len(s.Undelivered) > 0:
			unseen++
		default:
			tally(classes, s.Class, seen)
			tally(strengths, s.Strength, seen)
		}
	}
	exact, err := exactKey()
	if err != nil {
		return err
	}
	precision, recall, n := ofExact(exact, byModel, classes)
	m.printStories(byModel, classes, strengths, alarms, unseen, func(p io.Writer) {
		fmt.Fprintf(p, "\nThe %d exact-key models together: they join registers by equal keys (who somebody is, credit code, case number), and one fact alone decides "+
			"(an indicator carries half of the score or more; models of false litigation weigh signs and are not among them). The goal is 0.98.\n\n| exact-key models | hits | of | rate |\n|---|---|---|---|\n", n)
		fmt.Fprintf(p, "| precision | %d | %d | %.3f |\n| recall | %d | %d | %.3f |\n", precision.Hits, precision.Of, precision.Value(), recall.Hits, recall.Of, recall.Value())
	})
	return nil
}

func (m *measure) printStories(byModel, classes, strengths, alarms map[string]*synth.Rate, unseen int, exact func(io.Writer)) {
	p := &m.page
	fmt.Fprintf(p, "\n### Wrongs that show across registers\n\nThe same county, after `mingjian link`. A finding is right if it rests on a record of a planted wrong of a class that the model is meant for and "+
		"names one of its people (or is about a thing); models that also read papers (house-sale, sham-wages, enforcement-objection) find wrongs planted in suits, which count as neither right here nor planted. %d planted wrongs lie in months or offices that were not delivered and are left out.\n", unseen)
	exact(p)
	table := func(title string, rates map[string]*synth.Rate) {
		fmt.Fprintf(p, "\n| %s | hits | of | rate |\n|---|---|---|---|\n", title)
		sum := synth.Rate{}
		for _, name := range slices.Sorted(maps.Keys(rates)) {
			row(p, name, *rates[name])
			sum.Hits, sum.Of = sum.Hits+rates[name].Hits, sum.Of+rates[name].Of
		}
		row(p, "all", sum)
	}
	table("precision of", byModel)
	table("recall of", classes)
	table("recall of wrongs that are", strengths)
	table("alarms on the look-alike", alarms)
}

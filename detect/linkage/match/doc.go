// Package match finds which mentions of a table are one person or one organisation, and says
// why. It knows no database, no lake and no data standard: it is given columns of values, and
// the kind of each column.
//
//	t := match.NewTable(match.Field{Name: "姓名", Kind: compare.Name}, match.Field{Name: "出生日期", Kind: compare.Birth})
//	t.Add("row 1", "王一", "1970-03-05") // … one call a mention
//	r, err := match.Link(ctx, t, match.Options{Seed: 1, Earlier: entities, Decisions: decisions})
//
// What happens in Link:
//
//   - Mentions are put in an order that depends on their content, so that nothing depends on
//     the order of the rows or the number of cores.
//   - Valid numbers (resident ID, credit code) link with certainty, unless names and birth
//     dates both clearly differ: that is a Conflict and is not merged.
//   - Rules that gather mentions by the keys they share are chosen by what they cost and what
//     they find. A block that is too large is divided; what is lost that way is reported in
//     Result.Blocks.
//   - The levels of all comparisons are counted among random pairs (u), and among the pairs
//     that rules find, by expectation maximisation (m). The weight of a level is log2(m/u);
//     rare values weigh more than common ones.
//   - Clusters grow from the strongest pair down. A pair joins two clusters only from
//     Options.Merge on, if something that belongs to one subject agrees (name, birth date,
//     number, e-mail), if no valid numbers differ, and if the members of the two clusters are
//     on average more likely one subject than not; a pair of the same names and the same
//     telephone or number needs no such average, since most members tell neither. All other
//     likely pairs are candidates.
//   - A masked mention (张某, 李某1, 王×) is never merged without a decision of a person. Where
//     other columns speak for it, it is a candidate with a probability.
//   - Decisions hold in every run: same joins, different keeps apart, unsure leaves to people.
//   - An entity keeps its name from run to run by Options.Earlier.
//
// A Result can explain each pair (Explain), be saved (Save, Load) and take new mentions
// without comparing the old ones again (Add).
package match

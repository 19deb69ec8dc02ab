package access

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// A Relation is how somebody stands to what they want to see or touch.
type Relation struct {
	ID   string
	Name fault.Text
	Of   func(a Account) Resource
}

// Relations returns every relation that the policy tells apart.
func Relations() []Relation {
	const own, other, up Office = "own", "other", "up"
	return []Relation{
		{"own", fault.Text{ZH: "本院", EN: "own office"}, func(Account) Resource { return In(own) }},
		{"member", fault.Text{ZH: "本院，承办组成员", EN: "own office, a member"}, func(a Account) Resource {
			return Resource{Office: own, Members: []string{a.ID}}
		}},
		{"theirs", fault.Text{ZH: "本院，属于本人或发给本单位", EN: "own office, theirs or sent to their agency"}, func(a Account) Resource {
			return Resource{Office: own, Owner: a.ID, Agency: a.Department}
		}},
		{"maker", fault.Text{ZH: "本院，本人承办且起草", EN: "own office, a member and the maker"}, func(a Account) Resource {
			return Resource{Office: own, Members: []string{a.ID}, Maker: a.ID}
		}},
		{"tied", fault.Text{ZH: "本院，应当回避", EN: "own office, tied to a party"}, func(a Account) Resource {
			return Resource{Office: own, Members: []string{a.ID}, Owner: a.ID, Tied: []string{a.ID}}
		}},
		{"concerned", fault.Text{ZH: "本院，记录的是本人承办的案件", EN: "own office, a record about a case of theirs"}, func(a Account) Resource { return Resource{Office: own, Concerned: []string{a.ID}} }},
		{"secret", fault.Text{ZH: "本院，限定知悉范围", EN: "own office, secret"}, func(Account) Resource { return Resource{Office: own, Secret: true} }},
		{"below", fault.Text{ZH: "下级院", EN: "an office below"}, func(Account) Resource { return Resource{Office: other, Above: []Office{own, up}} }},
		{"above", fault.Text{ZH: "上级院", EN: "an office above"}, func(Account) Resource { return Resource{Office: up} }},
		{"other", fault.Text{ZH: "其他院", EN: "another office"}, func(a Account) Resource {
			return Resource{Office: other, Above: []Office{up}, Members: []string{a.ID}, Owner: a.ID, Agency: a.Department}
		}},
	}
}

// stranger is an account of the role in the office of Relations.
func stranger(r Role) Account {
	return Account{ID: "a-1", Role: r, Office: "own", Department: "agency"}
}

// A Table is who may do what to things that they stand to in one way.
type Table struct {
	ID     string
	Name   fault.Text
	Grants []Grant
}

// A Grant is a right with the roles that have it.
type Grant struct {
	Right Right
	Roles []Role // in the order of [Roles]
}

// Matrix returns who may do what, as the policy decides it: for every relation the rights
// that somebody has. Personal cells are with a stated purpose and basis.
func Matrix() []Table {
	var all []Table
	for _, rel := range Relations() {
		t := Table{ID: rel.ID, Name: rel.Name}
		for _, right := range Rights() {
			g := Grant{Right: right}
			for _, role := range Roles() {
				if a := stranger(role); Decide(a, right, rel.Of(a), Purpose{"purpose", "clue c-1"}).Allowed {
					g.Roles = append(g.Roles, role)
				}
			}
			if len(g.Roles) > 0 {
				t.Grants = append(t.Grants, g)
			}
		}
		all = append(all, t)
	}
	return all
}

// Concerns returns, for every statement of the policy, the roles about which it decides
// something: by its id, in the order of [Roles].
func Concerns() map[string][]Role {
	about := map[string][]Role{}
	for _, role := range Roles() {
		a := stranger(role)
		disabled := a
		disabled.Disabled = true
		for _, rel := range Relations() {
			for _, right := range Rights() {
				for _, d := range []Decision{
					Decide(a, right, rel.Of(a), Purpose{"purpose", "clue c-1"}), Decide(a, right, rel.Of(a), Purpose{}), Decide(disabled, right, rel.Of(a), Purpose{}),
				} {
					for _, id := range d.By {
						if !slices.Contains(about[id], role) {
							about[id] = append(about[id], role)
						}
					}
				}
			}
		}
	}
	return about
}

// WriteMatrix writes, in Markdown, who may do what to what, as the policy decides it, and
// then the policy itself.
func WriteMatrix(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# 谁可以做什么 · Who may do what\n\n由 `make access-matrix` 按权限规则逐项计算得出，请勿手工修改。" +
		"查看个人信息和敏感内容（read-records、read-sensitive）以写明目的和依据为前提。\n\nComputed from the policy by `make access-matrix`; do not edit. " +
		"read-records and read-sensitive are with a stated purpose and basis.\n" +
		"\n湖内的文书、登记数据、隔离数据和主体认定一律属于 home 院：表中“本院”“下级院”等对这些内容而言，均以 home 院为准。\n\n" +
		"Documents, registers, quarantine and who is who in the lake belong to the office home: what the tables say of own office, office below and so on is " +
		"for them said of home.\n")
	for _, rel := range Relations() {
		fmt.Fprintf(&b, "\n## %s · %s\n\n| 权限 right |", rel.Name.ZH, rel.Name.EN)
		for _, role := range Roles() {
			fmt.Fprintf(&b, " %s %s |", role.In().ZH, role.In().EN)
		}
		b.WriteString("\n|---|" + strings.Repeat(":-:|", len(Roles())) + "\n")
		for _, right := range Rights() {
			fmt.Fprintf(&b, "| %s `%s` |", right.In().ZH, right)
			for _, role := range Roles() {
				a := stranger(role)
				mark := " "
				if Decide(a, right, rel.Of(a), Purpose{"purpose", "clue c-1"}).Allowed {
					mark = " ✓ "
				}
				b.WriteString(mark + "|")
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("\n## 权限规则 · The policy\n\n禁止优先于许可；没有规则许可的，一律不许。\nA prohibition wins over a permission; what no rule permits is denied.\n")
	for _, s := range Statements() {
		kind := "许可 permits"
		if s.Forbid {
			kind = "禁止 forbids"
		}
		fmt.Fprintf(&b, "\n### %s（%s）\n\n%s\n\n%s\n", s.ID, kind, s.Says.ZH, s.Says.EN)
		if s.Law != "" {
			fmt.Fprintf(&b, "\n依据 legal basis：%s\n", s.Law)
		}
		fmt.Fprintf(&b, "\n```cedar\n%s\n```\n", s.Cedar)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

package access_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

const purpose = "核对线索"

// may lists what each role may do in its own office, so that a change of the policy is a
// change of this table. The words after ":" are what it may do beyond that, by relation.
var may = map[access.Role]map[string]string{
	access.Handler: {
		"": "read-numbers read-models review-tests read-standards read-laws read-clues move-clues merge-clues export-clues read-documents check-filings decide-identity read-records read-sensitive " +
			"open-matters read-dispatches send-dispatches",
		"member": "read-matters handle-matters", "owner": "own-account",
	},
	access.Analyst: {
		"": "read-numbers read-models read-standards read-laws draft-models review-tests read-clues read-documents decide-identity import-records read-records read-sensitive", "owner": "own-account",
	},
	access.Leader: {
		"": "read-numbers read-figures export-figures read-models approve-models review-tests read-standards read-laws read-clues move-clues assign-clues merge-clues export-clues read-documents check-filings decide-identity read-sensitive forget-imports " +
			"read-matters open-matters assign-matters approve-matters decide-recusal read-dispatches send-dispatches manage-partners read-audit",
		"member": "handle-matters", "owner": "own-account",
		"below": "read-numbers read-figures export-figures read-clues read-documents read-sensitive read-matters read-audit",
	},
	access.Admin: {
		"":      "read-numbers read-models read-standards read-laws import-records forget-imports read-audit manage-accounts manage-offices manage-partners",
		"owner": "own-account", "below": "read-audit manage-accounts manage-offices",
	},
	access.Liaison: {"": "read-standards read-laws", "owner": "own-account read-dispatches"},
	access.Citizen: {"": "read-laws file-petitions", "owner": "own-account"},
	"":             {"owner": "own-account"}, "prosecutor-general": {"owner": "own-account"},
}

// recusable are the rights that a tie to a party takes away.
const recusable = "read-clues move-clues assign-clues merge-clues decide-identity read-records read-sensitive read-documents read-matters handle-matters approve-matters " +
	"assign-matters read-dispatches send-dispatches decide-recusal"

func has(list string, r access.Right) bool { return slices.Contains(strings.Fields(list), string(r)) }

// TestPolicy tries every right of every role in every relation.
func TestPolicy(t *testing.T) {
	for role, table := range may {
		for _, right := range append(access.Rights(), "") {
			own := has(table[""], right)
			member := own || has(table["member"], right)
			owner := own || has(table["owner"], right)
			for _, tc := range []struct {
				name string
				of   access.Resource
				want bool
			}{
				{"own office", access.Resource{}, own},
				{"a member", access.Resource{Members: []string{"a-0", "a-1"}}, member},
				{"others are members", access.Resource{Members: []string{"a-2"}, Owner: "a-2", Maker: "a-2", Tied: []string{"a-2"}, Agency: "another"}, own},
				{"theirs, or sent to their agency", access.Resource{Owner: "a-1", Agency: "agency"}, owner},
				{"the maker", access.Resource{Members: []string{"a-1"}, Maker: "a-1"}, member && right != access.ApproveMatters && right != access.ApproveModels && right != access.DecideRecusal},
				{"tied", access.Resource{Members: []string{"a-1"}, Tied: []string{"a-2", "a-1"}}, member && !has(recusable, right)},
				{"secret", access.Resource{Secret: true}, own && role == access.Leader},
				{"secret, a member", access.Resource{Secret: true, Members: []string{"a-1"}}, member},
				{"below", access.Resource{Office: "town", Above: []access.Office{"own", "province"}}, has(table["below"], right)},
				{"below, a member there", access.Resource{Office: "town", Above: []access.Office{"own"}, Members: []string{"a-1"}, Secret: true},
					has(table["below"], right)},
				{"above", access.Resource{Office: "province", Members: []string{"a-1"}, Agency: "agency"}, false},
				{"beside", access.Resource{Office: "next", Above: []access.Office{"province"}, Members: []string{"a-1"}, Agency: "agency"}, false},
				{"nobody's", access.Resource{Office: "-"}, false},
			} {
				if tc.of.Office == "" {
					tc.of.Office = "own"
				}
				a := access.Account{ID: "a-1", Role: role, Office: "own", Department: "agency"}
				why := access.Purpose{Says: purpose, Basis: "clue c-1"}
				got := access.Decide(a, right, tc.of, why)
				if got.Allowed != tc.want {
					t.Errorf("%s, %s, %s: %v by %v", role, right, tc.name, got.Allowed, got.By)
				}
				if !got.Allowed && (got.Says.ZH == "" || got.Says.EN == "") {
					t.Errorf("%s, %s, %s: nothing is said", role, right, tc.name)
				}
				if (right == access.ReadRecords || right == access.ReadSensitive) && (access.Decide(a, right, tc.of, access.Purpose{Says: purpose}).Allowed ||
					access.Decide(a, right, tc.of, access.Purpose{Basis: "clue c-1"}).Allowed) {
					t.Errorf("%s, %s: personal cells without purpose or basis", role, tc.name)
				}
				if a.Disabled = true; access.Decide(a, right, tc.of, why).Allowed {
					t.Errorf("%s, %s, %s: although disabled", role, right, tc.name)
				}
			}
		}
	}
}

// TestNobody: the zero account may do nothing, and nobody may do anything to nobody's.
func TestNobody(t *testing.T) {
	for _, right := range access.Rights() {
		if access.Could(access.Account{}, right) || access.May(access.Account{}, right, access.Home) {
			t.Errorf("nobody may %s", right)
		}
		for _, role := range access.Roles() {
			if access.Decide(access.Account{ID: "a-1", Role: role, Office: "own"}, right, access.Resource{}, access.Purpose{}).Allowed {
				t.Errorf("%s may %s what belongs to nobody", role, right)
			}
		}
		if !access.Decide(access.CommandLine("x"), right, access.Resource{Office: "own", Secret: true, Members: []string{"a"}}, access.Purpose{Says: "a", Basis: "b"}).Allowed {
			t.Errorf("the command line may not %s", right)
		}
	}
	if access.May(access.Account{ID: "a-1", Role: "local", Office: access.Home, Disabled: true}, access.ReadClues, access.Home) {
		t.Error("a disabled command line may")
	}
}

// TestCheck: what is not seen is not found, what is seen and not allowed is forbidden, and
// who is tied to a party is told so.
func TestCheck(t *testing.T) {
	a := access.Account{ID: "a-1", Role: access.Analyst, Office: "own"}
	for _, tc := range []struct {
		name  string
		by    access.Account
		right access.Right
		of    access.Resource
		kind  fault.Kind
		says  string
	}{
		{"seen, not to be moved", a, access.MoveClues, access.Resource{Kind: access.AClue, Office: "own"}, fault.Forbidden, "不能处理"},
		{"of another office", a, access.MoveClues, access.Resource{Kind: access.AClue, Office: "other"}, fault.NotFound, "没有这条线索"},
		{"tied", a, access.ReadClues, access.Resource{Kind: access.AClue, Office: "own", Tied: []string{"a-1"}}, fault.Forbidden, "应当回避"},
		{"tied, of another office", a, access.ReadClues, access.Resource{Kind: access.AClue, Office: "other", Above: []access.Office{"up"}}, fault.NotFound, "没有这条线索"},
		{"own work", access.Account{ID: "a-1", Role: access.Leader, Office: "own"}, access.ApproveMatters,
			access.Resource{Kind: access.AMatter, Office: "own", Maker: "a-1"}, fault.Forbidden, "不得审批自己"},
	} {
		sees := access.ReadClues
		if tc.of.Kind == access.AMatter {
			sees = access.ReadMatters
		}
		err := access.Check(tc.by, tc.right, sees, tc.of, access.Purpose{})
		if _, says := fault.Split(err); !fault.Is(err, tc.kind) || !strings.Contains(says.ZH, tc.says) {
			t.Errorf("%s: got %v", tc.name, err)
		}
	}
}

// TestTheLawThatIsCited: each statement's legal basis is an article that exists.
func TestTheLawThatIsCited(t *testing.T) {
	register, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[string]string{"第十条": "10", "第六条": "6", "第二十九条": "29", "第二十四条": "24", "第四十七条": "47"}
	cited := 0
	for _, s := range access.Statements() {
		for one := range strings.SplitSeq(s.Law, "；") {
			if one == "" {
				continue
			}
			cited++
			name, article, _ := strings.Cut(one, " ")
			name, version, _ := strings.Cut(strings.TrimSuffix(name, ")"), "(")
			if found, ok := register.Get(name, version, numbers[article]); !ok || found.Text == "" {
				t.Errorf("%s cites %s, which is not there", s.ID, one)
			}
		}
	}
	if cited < 4 {
		t.Errorf("only %d articles are cited", cited)
	}
}

// TestThePageIsThePolicy: docs/access.md is what the policy decides now.
func TestThePageIsThePolicy(t *testing.T) {
	var b bytes.Buffer
	if err := access.WriteMatrix(&b); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile("../docs/access.md")
	if err != nil || !bytes.Equal(kept, b.Bytes()) {
		t.Errorf("docs/access.md is old (%v): make access-matrix", err)
	}
}

// TestEveryRightIsUsed: a right that no statement names could never be had, one that the
// policy misspells could never be used.
func TestEveryRightIsUsed(t *testing.T) {
	var all strings.Builder
	for _, s := range access.Statements() {
		all.WriteString(s.Cedar)
	}
	for _, right := range access.Rights() {
		if named := strings.Contains(all.String(), `Action::"`+string(right)+`"`); !named && right != access.RegisterClues { // the command line's alone
			t.Errorf("no statement names %s", right)
		}
		if right.In().ZH == "" || right.In().ZH == string(right) {
			t.Errorf("%s has no name", right)
		}
	}
	for part := range strings.SplitSeq(all.String(), `Action::"`) {
		name, _, ok := strings.Cut(part, `"`)
		if ok && !strings.Contains(name, " ") && !slices.Contains(access.Rights(), access.Right(name)) && !strings.HasPrefix(part, "@") && !strings.HasPrefix(part, "\n") {
			t.Errorf("the policy names a right that is none: %s", name)
		}
	}
}

func BenchmarkMay(b *testing.B) {
	a := access.Account{ID: "a-1", Role: access.Handler, Office: "own"}
	for b.Loop() {
		if !access.May(a, access.ReadClues, "own") {
			b.Fatal(fmt.Sprint(a))
		}
	}
}

// TestEveryRightIsAsked: a right that no code asks promises what nobody has, so that an auditor
// reads of it in vain.
func TestEveryRightIsAsked(t *testing.T) {
	names := regexp.MustCompile(`(?m)^\t(\w+) +Right = "([a-z-]+)"`)
	source, err := os.ReadFile("right.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	use := regexp.MustCompile(`\baccess\.(\w+)`)
	own := regexp.MustCompile(`\b[A-Z]\w+`)
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "access/right.go") {
			return err
		}
		b, err := os.ReadFile(path)
		if filepath.Dir(path) == "../access" {
			for _, m := range own.FindAllString(string(b), -1) {
				asked[m] = true
			}
		}
		for _, m := range use.FindAllStringSubmatch(string(b), -1) {
			asked[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := names.FindAllStringSubmatch(string(source), -1)
	if len(found) != len(access.Rights()) {
		t.Errorf("%d rights are declared, %d listed", len(found), len(access.Rights()))
	}
	for _, m := range found {
		if !asked[m[1]] {
			t.Errorf("nothing asks %s", m[2])
		}
	}
}

// TestRecordsOfInterference: who handles the case that a record is about does not read the
// record, whatever they are; whoever wrote it does, and nobody outside the office.
func TestRecordsOfInterference(t *testing.T) {
	kept := strings.Fields("read-matters handle-matters approve-matters assign-matters read-sensitive")
	why := access.Purpose{Says: purpose, Basis: "matter m-1"}
	for _, role := range access.Roles() {
		a := access.Account{ID: "a-1", Role: role, Office: "own"}
		for _, right := range access.Rights() {
			plain := access.Resource{Office: "own", Members: []string{"a-1"}, Secret: true}
			before := access.Decide(a, right, plain, why).Allowed
			plain.Concerned = []string{"a-2", "a-1"}
			if got := access.Decide(a, right, plain, why).Allowed; got != (before && !slices.Contains(kept, string(right))) {
				t.Errorf("%s, %s: %v of a record about their own case", role, right, got)
			}
			plain.Owner = "a-1"
			if got := access.Decide(a, right, plain, why).Allowed; got != (before || right == access.OwnAccount) {
				t.Errorf("%s, %s: %v of the record they wrote", role, right, got)
			}
		}
	}
}

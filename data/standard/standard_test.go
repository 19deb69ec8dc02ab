package standard

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mingjian/mingjian/fault"
)

func TestLibraryLoads(t *testing.T) {
	lib, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"judgment", "party", "agent", "judge", "amount", "loan", "element", "place", "band", "passage", "defect", "document"} {
		if _, ok := lib[name]; !ok {
			t.Errorf("there is no standard %s", name)
		}
	}
	if f, ok := lib["party"].Field("name"); !ok || f.Sensitivity != Personal {
		t.Errorf("a party's name must be personal, got %+v", f)
	}
}

// sound is a register with nothing wrong.
const sound = `name: boat
version: 1
kind: register
title: {zh: 船舶登记, en: Boats}
owner: transport
note: {zh: 每船一行。, en: One row a boat.}
coverage: {date: registered_on, every: month, days: 30}
mentions:
  - {name: owner, title: {zh: 船主, en: Owner}, kind: person, entity: owner_entity, by: {name: owner, id_no: owner_id_no}}
  - {name: buyer, title: {zh: 买方, en: Buyer}, kind: person, entity: buyer_entity, by: {name: buyer}}
ties:
  - {kind: creditor, from: owner, to: buyer, since: registered_on}
fields:
  - {name: boat_no, title: {zh: 船号, en: Number}, type: text, key: true, required: true, sensitivity: public}
  - {name: owner, title: {zh: 船主姓名, en: Owner}, type: text, format: person_name, sensitivity: personal}
  - {name: owner_id_no, title: {zh: 船主身份证号, en: Resident ID}, type: text, format: resident_id, sensitivity: sensitive}
  - {name: buyer, title: {zh: 买方姓名, en: Buyer}, type: text, sensitivity: personal}
  - {name: registered_on, title: {zh: 登记日期, en: Registered on}, type: date, least: "1949-10-01", most: today, sensitivity: public}
  - {name: price, title: {zh: 价格, en: Price}, type: number, unit: yuan, least: "0", most: "1000", sensitivity: public}
  - name: kind
    title: {zh: 船种, en: Kind}
    type: text
    sensitivity: public
    words:
      - {code: sail, title: {zh: 帆船, en: Sail}, aliases: ["1"]}
      - {code: motor, title: {zh: 机动船, en: Motor}, aliases: ["2"]}
  - {name: owner_entity, title: {zh: 船主主体, en: Owner}, type: text, derived: linkage, sensitivity: public}
  - {name: buyer_entity, title: {zh: 买方主体, en: Buyer}, type: text, derived: linkage, sensitivity: public}
`

func TestEveryFaultIsReportedAtOnce(t *testing.T) {
	_, err := load(fstest.MapFS{
		"a.yaml": {Data: []byte("name: a\nversion: 1\ntitel: {zh: 甲}\n")},
		"b.yaml": {Data: []byte("name: c\nversion: 0\ntitle: {zh: 乙, en: B}\nowner: court\nfields:\n  - {name: x, title: {zh: 某, en: x}, type: float, sensitivity: public}\n")},
	}, "library", nil)
	kind, says := fault.Split(err)
	if kind != fault.Invalid {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"library/a.yaml:3:", "titel", "library/b.yaml:1: name \"c\" is not the file's name", "b.yaml:2: version must be", `b.yaml:6: field x: unknown type "float"`} {
		if !strings.Contains(says.EN, want) {
			t.Errorf("error does not say %q:\n%v", want, says.EN)
		}
	}
}

func TestChecks(t *testing.T) {
	if _, err := load(fstest.MapFS{"boat.yaml": {Data: []byte(sound)}}, "x", nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"owner: transport", "owner: navy", `x/boat.yaml:5: there is no owner "navy"`},
		{"kind: register", "kind: list", "boat.yaml:3: there is no kind"},
		{"date: registered_on", "date: price", `boat.yaml:7: coverage: "price" is no date field`},
		{"every: month", "every: week", "coverage: every"},
		{"days: 30", "days: 30, by: harbour", "coverage: there is no field"},
		{"kind: person, entity: owner_entity", "kind: men, entity: owner_entity", `boat.yaml:9: mention owner: kind "men"`},
		{"entity: owner_entity", "entity: price", `mention owner: "price" must be a field of its own`},
		{"entity: buyer_entity", "entity: owner_entity", `mention buyer: "owner_entity" must be a field of its own`},
		{"id_no: owner_id_no", "id_no: registered_on", "mention owner: field registered_on cannot tell id_no"},
		{"id_no: owner_id_no", "id_no: nothing", "there is no field \"nothing\""},
		{"id_no: owner_id_no", "shoe: owner_id_no", "unknown trait"},
		{"kind: creditor", "kind: friend", `boat.yaml:12: there is no tie "friend"`},
		{"from: owner", "from: captain", `boat.yaml:12: tie: "captain" is no mention`},
		{"since: registered_on", "since: price", "is no date field"},
		{"key: true, required: true", "key: true", "boat.yaml:14: field boat_no: a key must be required"},
		{"format: resident_id", "format: passport", "boat.yaml:16: field owner_id_no: text has no format"},
		{"unit: yuan", "unit: shells", "unknown unit"},
		{"format: person_name", "unit: yuan", "only numbers have a unit"},
		{`least: "0"`, `least: "much"`, `boat.yaml:19: field price: least "much" is no number`},
		{`least: "0"`, `least: "2000"`, "least is more than most"},
		{"most: today", `most: "tomorrow"`, "is no date"},
		{"en: Sail}", "en: \"\"}", `boat.yaml:20: field kind: the word for "sail" needs`},
		{`aliases: ["2"]`, `aliases: ["1"]`, `"1" is both sail and motor`},
		{"zh: 买方姓名, en: Buyer}", "zh: 买方姓名, en: Buyer}, aliases: [船主 姓名]", `boat.yaml:17: alias "船主 姓名" is given to the fields owner and buyer`},
		{"name: price", "name: owner", "boat.yaml:19: field name \"owner\""},
		{"name: price", "name: raw", "is filled by the import"},
		{"unit: yuan", "unit: yuan, refers: harbour", "refers to unknown standard"},
		{"title: {zh: 价格, en: Price}", "title: {zh: 价格}", "title needs zh and en"},
		{"sensitivity: personal}\n  - {name: registered_on", "sensitivity: secret}\n  - {name: registered_on", "unknown sensitivity"},
		{"unit: yuan", "unit: yuan, known: [price]", `boat.yaml:19: field price: known: "price" is no date field`},
		{"unit: yuan", "unit: yuan, known: [sold_on]", `known: "sold_on" is no date field`},
		{"kind: register", "known: price\nkind: register", `boat.yaml:3: known: "price" is no date field`},
		{"version: 1", "version: 1\nversion: 2", "already"},
		{sound, sound + "---\nname: x\n", "a file holds one standard"},
	} {
		if !strings.Contains(sound, c.from) {
			t.Fatalf("the standard does not hold %q", c.from)
		}
		_, err := load(fstest.MapFS{"boat.yaml": {Data: []byte(strings.Replace(sound, c.from, c.to, 1))}}, "x", nil)
		if _, says := fault.Split(err); err == nil || !strings.Contains(says.EN, c.want) {
			t.Errorf("%s for %s: got %v, want %s", c.to, c.from, says.EN, c.want)
		}
	}
}

// office writes files of an office and loads them with the program's.
func office(t *testing.T, files map[string]string) (Library, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := LoadWith(dir)
	if err == nil {
		return lib, ""
	}
	_, says := fault.Split(err)
	return lib, says.EN
}

func TestAnOfficeAddsStandards(t *testing.T) {
	lib, says := office(t, map[string]string{"boat.yaml": sound, "ours.yaml": `extends: marriage
aliases: [婚登台账]
mentions:
  - {name: husband, aliases: [新郎]}
fields:
  - {name: certificate_no, aliases: [喜帖号]}
  - name: kind
    words:
      - {code: marriage, aliases: [喜结良缘]}
      - {code: blessing, title: {zh: 祝福, en: Blessing}}
  - {name: photo_no, title: {zh: 照片编号, en: Photograph}, type: text, sensitivity: personal}
`, "more.yaml": "extends: boat\nfields:\n  - {name: price, aliases: [船价]}\n", "readme.txt": "no standard"})
	if says != "" {
		t.Fatal(says)
	}
	for _, c := range []struct{ standard, heading, field string }{
		{"marriage", "喜帖号", "certificate_no"}, {"marriage", "新郎证件号码", "husband_id_no"}, {"marriage", "照片编号", "photo_no"},
		{"boat", "船价", "price"}, {"boat", "船主证件号码", "owner_id_no"},
	} {
		if m := Match(lib[c.standard], []string{c.heading}, nil)[0]; m.Field != c.field {
			t.Errorf("%s is %q, want %s", c.heading, m.Field, c.field)
		}
	}
	kind, _ := lib["marriage"].Field("kind")
	if !slices.Contains(kind.Codes, "blessing") || !kind.writes("喜结良缘") {
		t.Errorf("got %+v", kind)
	}
	if got := lib["marriage"].Fields; got[len(got)-1].Name != Raw || len(got) != len(standards(t)["marriage"].Fields)+1 {
		t.Errorf("the columns of the import do not come last, or twice: %+v", got)
	}
	before := standards(t)["marriage"]
	if f, _ := before.Field("kind"); slices.Contains(f.Codes, "blessing") || Match(before, []string{"喜帖号"}, nil)[0].Field != "" {
		t.Error("the standards of the program were changed")
	}
}

func TestWhatAnOfficeMayNotDo(t *testing.T) {
	for text, want := range map[string]string{
		"extends: marriage\nversion: 7\n":                                                                                     "marriage.yaml:2: version cannot be changed",
		"extends: marriage\nfields:\n  - {name: husband, type: integer}\n":                                                    "marriage.yaml:3: of field husband only aliases and words",
		"extends: marriage\nfields:\n  - {name: husband, sensitivity: public}\n":                                              "marriage.yaml:3: of field husband only aliases and words",
		"extends: marriage\nmentions:\n  - {name: husband, kind: organisation}\n":                                             "marriage.yaml:3: of mention husband only aliases",
		"extends: marriage\nfields:\n  - {name: wife, aliases: [男方姓名]}\n":                                                     "marriage.yaml:3: alias \"男方姓名\" is given to the fields husband and wife",
		"extends: marriage\nfields:\n  - {name: x, title: {zh: 某, en: X}, type: text, required: true, sensitivity: public}\n": "marriage.yaml:3: added field x cannot be key, required or usual",
		"extends: marriage\nfields:\n  - {name: kind, words: [{code: new, title: {zh: 新}}]}\n":                                "marriage.yaml:3: field kind: the word for \"new\" needs",
		"extends: wedding\n": "marriage.yaml:1: there is no standard \"wedding\" to extend",
		strings.Replace(sound, "name: boat", "name: marriage", 1): "marriage.yaml:1: there is a standard \"marriage\"",
		"extends: [": "unreadable",
	} {
		if _, says := office(t, map[string]string{"marriage.yaml": text}); !strings.Contains(says, want) {
			t.Errorf("%s\ngot %s, want %s", text, says, want)
		}
	}
}

func TestAFolderThatIsNotThereAddsNothing(t *testing.T) {
	lib, err := LoadWith(filepath.Join(t.TempDir(), "standards"))
	if err != nil || len(lib) != len(standards(t)) {
		t.Errorf("got %d standards, %v", len(lib), err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(sound)
	f.Add("extends: marriage\nfields:\n  - {name: husband, aliases: [新郎]}\n")
	f.Add("a: &a [*a]\n")
	base := standards(f)
	f.Fuzz(func(t *testing.T, text string) {
		lib, err := load(fstest.MapFS{"boat.yaml": {Data: []byte(text)}}, "x", base)
		if err == nil && len(lib) < len(base) {
			t.Errorf("standards got lost")
		}
		if s, ok := lib["boat"]; ok && err == nil {
			checkMatched(t, s, []string{"姓名"}, Match(s, []string{"姓名"}, nil))
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		files, _ := fs.Sub(library, "library")
		if _, err := load(files, "library", nil); err != nil {
			b.Fatal(err)
		}
	}
}

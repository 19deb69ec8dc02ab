package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

const office = "清溪县人民检察院"

// key returns a key that is the same in every run, so that packages are too.
func key(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func standards(t testing.TB) standard.Library {
	t.Helper()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func laws(t testing.TB) law.Register {
	t.Helper()
	r, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// example is the model of the manual, changed as the test needs it.
func example(t testing.TB, replace ...string) models.Model {
	t.Helper()
	dir := filepath.Join("..", "..", "docs", "examples", "civil", "repeat-plaintiff")
	card, err := os.ReadFile(filepath.Join(dir, "model.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadFile(filepath.Join(dir, "cases.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Read([]byte(strings.NewReplacer(replace...).Replace(string(card))), cases)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func packed(t testing.TB, m models.Model, publisher string, seed byte) Package {
	t.Helper()
	p, err := Make(m, standards(t), laws(t), Label{publisher, "2026-11-28"}, key(seed))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func archive(t testing.TB, p Package) []byte {
	t.Helper()
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRoundTrip: the same model and key give the same bytes, and what was packed is read.
func TestRoundTrip(t *testing.T) {
	m := example(t)
	b := archive(t, packed(t, m, office, 1))
	if !bytes.Equal(b, archive(t, packed(t, m, office, 1))) {
		t.Error("the bytes of the package differ from one time to the next")
	}
	p, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(p.Model(), m.Source) || !bytes.Equal(p.Cases(), m.CaseSource) || p.Manifest.Publisher != office || p.Manifest.Version != m.Version {
		t.Errorf("read %+v", p.Manifest)
	}
	if p.Fingerprint() != Fingerprint(Public(key(1))) || p.Sum() == "" {
		t.Error("the fingerprint is not that of the key")
	}
	for lang, words := range map[string][]string{
		"zh": {"# 反复起诉", "《民事诉讼法》（2023-09-01）第一百一十五条", "`judgment`", "银行", "look-alike"},
		"en": {"# Repeat plaintiff", "Civil Procedure Law (2023-09-01), art. 115", "`case_no`", "the author's choice"},
	} {
		for _, w := range words {
			if !strings.Contains(string(p.Card(lang)), w) {
				t.Errorf("the card (%s) does not say %q:\n%s", lang, w, p.Card(lang))
			}
		}
	}
}

// TestContract: the contract names what the rule reads and nothing else.
func TestContract(t *testing.T) {
	p := packed(t, example(t), office, 1)
	i := slices.IndexFunc(p.Manifest.Needs, func(n Need) bool { return n.Standard == "party" })
	if i < 0 {
		t.Fatalf("party is not needed: %+v", p.Manifest.Needs)
	}
	var fields []string
	for _, f := range p.Manifest.Needs[i].Fields {
		fields = append(fields, f.Name)
	}
	for name, want := range map[string]bool{"entity": true, "masked": true, "side": true, "address": false, "sex": false} {
		if slices.Contains(fields, name) != want {
			t.Errorf("party.%s needed: %v; fields %v", name, !want, fields)
		}
	}
	if !bytes.Contains(p.Parts["contract/party.json"], []byte("https://json-schema.org/")) {
		t.Error("the contract is no JSON Schema")
	}
}

func TestLacks(t *testing.T) {
	m := packed(t, example(t), office, 1).Manifest
	if lacks := m.Lacks(standards(t)); len(lacks) > 0 {
		t.Errorf("the standards of the program lack %v", lacks)
	}
	lib := standards(t)
	delete(lib, "place")
	party := lib["party"]
	party.Version++
	party.Fields = slices.DeleteFunc(slices.Clone(party.Fields), func(f standard.Field) bool { return f.Name == "masked" })
	for i := range party.Fields {
		if party.Fields[i].Name == "side" {
			party.Fields[i].Type = standard.TypeInteger
		}
	}
	lib["party"] = party
	said := ""
	for _, x := range m.Lacks(lib) {
		said += x.EN + "\n" + x.ZH + "\n"
	}
	for _, want := range []string{"standard place", "standards/place.yaml", "has no field masked", "缺少字段 masked", "field side of the standard party must be of type text and is integer"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	if d := m.Differs(lib); len(d) != 1 || !strings.Contains(d[0].EN, "standard party") {
		t.Errorf("differs: %v", d)
	}
}

// An entryOf is one file of an archive as a forger makes it.
type entryOf struct {
	name   string
	b      []byte
	method uint16
}

func zipped(t testing.TB, entries ...entryOf) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: e.method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func entries(p Package) (all []entryOf) {
	for _, name := range append([]string{manifestName, signatureName}, slices.Sorted(maps.Keys(p.Parts))...) {
		all = append(all, entryOf{name: name, b: slices.Clone(p.file(name))})
	}
	return all
}

// forgeries are packages that must be refused, with a word of the reason.
func forgeries(t *testing.T) map[string]struct {
	b    []byte
	says string
} {
	t.Helper()
	p := packed(t, example(t), office, 1)
	with := func(change func([]entryOf) []entryOf) []byte { return zipped(t, change(entries(p))...) }
	set := func(name string, f func([]byte) []byte) []byte {
		return with(func(all []entryOf) []entryOf {
			for i := range all {
				if all[i].name == name {
					all[i].b = f(all[i].b)
				}
			}
			return all
		})
	}
	add := func(e ...entryOf) []byte { return with(func(all []entryOf) []entryOf { return append(all, e...) }) }
	resigned := p
	resigned.Manifest.Key = Public(key(2)) // says that another signed
	if err := resigned.sign(key(1)); err != nil {
		t.Fatal(err)
	}
	newer := p
	newer.Manifest.Format = "mingjian-model-package/2"
	if err := newer.sign(key(1)); err != nil {
		t.Fatal(err)
	}
	hidden := p
	hidden.Manifest.Publisher = "某院\u202e" // turns the direction of writing
	if err := hidden.sign(key(1)); err != nil {
		t.Fatal(err)
	}
	climbing := p
	climbing.Manifest.Model = "civil/../../escape"
	if err := climbing.sign(key(1)); err != nil {
		t.Fatal(err)
	}
	partial := p
	partial.Parts = maps.Clone(p.Parts)
	delete(partial.Parts, casesName)
	if err := partial.sign(key(1)); err != nil {
		t.Fatal(err)
	}
	whole := archive(t, p)
	return map[string]struct {
		b    []byte
		says string
	}{
		"nothing":                 {nil, "no sound package"},
		"no archive":              {[]byte("id: civil/x"), "no sound package"},
		"cut off":                 {whole[:len(whole)/2], "no sound package"},
		"no manifest":             {zipped(t, entries(p)[2:]...), "no sound package"},
		"model changed":           {set(modelName, func(b []byte) []byte { return append(b, '\n') }), "was changed"},
		"cases changed":           {set(casesName, func(b []byte) []byte { return bytes.Replace(b, []byte("want"), []byte("wAnt"), 1) }), "was changed"},
		"manifest changed":        {set(manifestName, func(b []byte) []byte { return bytes.Replace(b, []byte(office), []byte("别处人民检察院"), 1) }), "signature of the package is wrong"},
		"manifest with more":      {set(manifestName, func(b []byte) []byte { return append(b, "{}"...) }), "no sound package"},
		"unknown field":           {set(manifestName, func(b []byte) []byte { return bytes.Replace(b, []byte("{"), []byte(`{"x":1,`), 1) }), "no sound package"},
		"signature of another":    {set(signatureName, func(b []byte) []byte { return ed25519.Sign(key(2), p.manifest) }), "signature of the package is wrong"},
		"short signature":         {set(signatureName, func(b []byte) []byte { return b[:10] }), "signature of the package is wrong"},
		"key of another":          {archive(t, resigned), "signature of the package is wrong"},
		"newer format":            {archive(t, newer), "a newer program"},
		"hidden publisher":        {archive(t, hidden), "can be shown"},
		"climbing id":             {archive(t, climbing), "malformed model id"},
		"part missing":            {with(func(all []entryOf) []entryOf { return all[:len(all)-1] }), "missing or was changed"},
		"no cases":                {archive(t, partial), "has no cases.yaml"},
		"part added":              {add(entryOf{name: "contract/extra.json", b: []byte("{}")}), "not in the signed manifest"},
		"twice":                   {add(entryOf{name: modelName, b: []byte("id: x")}), "does not belong there"},
		"out of the folder":       {add(entryOf{name: "../../home/evil.yaml", b: []byte("x")}), "does not belong there"},
		"absolute":                {add(entryOf{name: "/etc/passwd", b: []byte("x")}), "does not belong there"},
		"backslashes":             {add(entryOf{name: `..\evil.yaml`, b: []byte("x")}), "does not belong there"},
		"folder":                  {add(entryOf{name: "contract/"}), "does not belong there"},
		"bomb":                    {add(entryOf{name: "contract/bomb.json", b: make([]byte, maxPart+1), method: zip.Deflate}), "too large"},
		"many bombs":              {add(bombs(5)...), "too large"},
		"too many parts":          {zipped(t, slices.Repeat([]entryOf{{name: "card.zh.md"}}, maxParts+1)...), "too many parts"},
		"too large":               {make([]byte, MaxSize+1), "too large"},
		"unknown way to compress": {bytes.ReplaceAll(add(entryOf{name: "contract/x.json", b: []byte("{}"), method: zip.Deflate}), []byte{8, 0, 8, 0, 0, 0}, []byte{8, 0, 99, 0, 0, 0}), "no sound package"},
	}
}

// bombs are parts that are small in the archive and large together.
func bombs(n int) (all []entryOf) {
	for i := range n {
		all = append(all, entryOf{"contract/b" + string(rune('a'+i)) + ".json", make([]byte, maxPart), zip.Deflate})
	}
	return all
}

func TestForgeries(t *testing.T) {
	for name, c := range forgeries(t) {
		t.Run(name, func(t *testing.T) {
			_, err := Read(c.b)
			if err == nil {
				t.Fatal("accepted")
			}
			if kind, says := fault.Split(err); kind == fault.Internal || !strings.Contains(says.EN, c.says) || says.ZH == "" {
				t.Errorf("%s: %q, want %q", kind, says.EN, c.says)
			}
		})
	}
}

func TestMakeRefuses(t *testing.T) {
	for _, l := range []Label{{"", "2026-11-28"}, {" x", "2026-11-28"}, {"某\n院", "2026-11-28"}, {strings.Repeat("院", 81), "2026-11-28"}, {office, ""}, {office, "28.11.2026"}} {
		if _, err := Make(example(t), standards(t), laws(t), l, key(1)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", l, err)
		}
	}
}

func TestReadFile(t *testing.T) {
	if _, err := ReadFile(filepath.Join(t.TempDir(), "none")); !fault.Is(err, fault.NotFound) {
		t.Errorf("no file: %v", err)
	}
	if _, err := ReadFile(t.TempDir()); !fault.Is(err, fault.Invalid) {
		t.Errorf("a folder: %v", err)
	}
}

// TestOldPackage: a package that was made once is read for ever.
func TestOldPackage(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "fuzz", "FuzzRead", "sound"))
	if err != nil {
		t.Fatal(err)
	}
	_, quoted, ok := strings.Cut(string(b), "[]byte(")
	text, err := strconv.Unquote(strings.TrimSuffix(strings.TrimSpace(quoted), ")"))
	if !ok || err != nil {
		t.Fatal(err)
	}
	if p, err := Read([]byte(text)); err != nil || p.Manifest.Model != id || p.Manifest.Publisher != office {
		t.Errorf("%+v, %v", p.Manifest, err)
	}
}

// FuzzRead: whatever the bytes, reading ends in a package or in a fault that a person can
// read; and a package that is read is signed by the key in it.
func FuzzRead(f *testing.F) {
	// A sound package and the forgeries are in testdata.
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Read(b)
		if err != nil {
			if kind, _ := fault.Split(err); kind == fault.Internal {
				t.Fatalf("no sentence for a person: %v", err)
			}
			return
		}
		if !ed25519.Verify(p.Manifest.Key, p.manifest, p.signature) || p.Manifest.check() != nil || len(p.Model()) == 0 && len(p.Parts) == 0 {
			t.Fatalf("accepted %+v", p.Manifest)
		}
		if _, err := Read(archive(t, p)); err != nil {
			t.Fatalf("read, written and not read again: %v", err)
		}
	})
}

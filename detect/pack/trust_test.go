package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// TestTrust: nobody is trusted unless a person names the fingerprint, and a publisher who
// comes with another key is refused.
func TestTrust(t *testing.T) {
	mine, other := Fingerprint(Public(key(1))), Fingerprint(Public(key(2)))
	known := Publishers{[]Publisher{{Name: office, Fingerprint: mine, Since: "2026-01-01"}}}
	changed := known.With(Manifest{Publisher: office, Key: Public(key(2))}, "2026-06-01")
	for _, c := range []struct {
		name  string
		trust Publishers
		from  string // publisher
		seed  byte
		print string // --trust
		want  Verdict
		says  string
	}{
		{"unknown", Publishers{}, office, 1, "", Verdict{}, "is not trusted yet"},
		{"unknown and named", Publishers{}, office, 1, mine, Verdict{}, ""},
		{"named without dashes", Publishers{}, office, 1, strings.ToUpper(strings.ReplaceAll(mine, "-", " ")), Verdict{}, ""},
		{"another is named", Publishers{}, office, 1, other, Verdict{}, "not with " + other},
		{"known", known, office, 1, "", Verdict{Known: true}, ""},
		{"known, another is named", known, office, 1, other, Verdict{}, "not with " + other},
		{"known by another name", known, "别处人民检察院", 1, "", Verdict{}, "is that of"},
		{"another key", known, office, 2, "", Verdict{}, "warning: until now"},
		{"another key, named", known, office, 2, other, Verdict{Changed: mine}, ""},
		{"after the change", changed, office, 2, "", Verdict{Known: true}, ""},
		{"the old key after the change", changed, office, 1, "", Verdict{}, "with a new key since"},
		{"back to the old key", changed, office, 1, mine, Verdict{Changed: other}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.trust.Check(Manifest{Publisher: c.from, Key: Public(key(c.seed))}, c.print)
			if c.says == "" {
				if err != nil || got != c.want {
					t.Errorf("got %+v, %v, want %+v", got, err, c.want)
				}
				return
			}
			if _, says := fault.Split(err); !fault.Is(err, fault.Forbidden) || !strings.Contains(says.EN, c.says) {
				t.Errorf("got %+v, %v, want %q", got, err, c.says)
			}
		})
	}
	if !changed.Has(office, mine) || !changed.List[0].Former || len(changed.List) != 2 || known.List[0].Former {
		t.Errorf("after a change of key: %+v; before: %+v", changed, known)
	}
}

func TestPublishersFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "publishers.json")
	if p, err := LoadPublishers(path); err != nil || len(p.List) > 0 {
		t.Errorf("without a file: %v %v", p, err)
	}
	p := Publishers{}.With(Manifest{Publisher: office, Key: Public(key(1))}, "2026-11-28")
	if err := p.Save(path); err != nil {
		t.Fatal(err)
	}
	read, err := LoadPublishers(path)
	if err != nil || len(read.List) != 1 || read.List[0] != p.List[0] {
		t.Errorf("read %v, %v", read, err)
	}
	if err := os.WriteFile(path, []byte(`[{"nmae":"x"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadPublishers(path); !fault.Is(err, fault.Invalid) {
		t.Errorf("a file that says something else: %v", err)
	}
}

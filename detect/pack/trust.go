package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// A Publisher is somebody whose packages this office installs.
type Publisher struct {
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Since       string `json:"since"`            // ISO date on which the office trusted the key
	Former      bool   `json:"former,omitempty"` // replaced by another key: good for what is installed, for nothing new
}

// Publishers are those whom an office trusts. They lie in a file of its home.
type Publishers struct{ List []Publisher }

// LoadPublishers reads the file, which need not exist.
func LoadPublishers(path string) (Publishers, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Publishers{}, nil
	}
	if err != nil {
		return Publishers{}, fmt.Errorf("read the publishers: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	var p Publishers
	if err := d.Decode(&p.List); err != nil {
		return Publishers{}, fault.Invalidf("受信任发布者文件 %s 无法读取；请改正或从备份恢复。", "the file of trusted publishers %s cannot be read; mend it or restore it from a backup.", path).Because(err)
	}
	return p, nil
}

// Save writes the file whole or not at all.
func (p Publishers) Save(path string) error {
	b, err := json.MarshalIndent(p.List, "", "  ")
	if err != nil {
		return fmt.Errorf("write the publishers: %w", err)
	}
	temp := path + ".tmp"
	if err := writeFile(temp, append(b, '\n')); err != nil {
		return fmt.Errorf("write the publishers: %w", err)
	}
	return os.Rename(temp, path)
}

// A Verdict says how a package's publisher is known.
type Verdict struct {
	Known   bool   `json:"known"`             // the key was trusted before
	Changed string `json:"changed,omitempty"` // the publisher had this key until now, and the person trusts the new one
}

// Check decides whether the key of m is trusted: because it was before, or because the
// person who installs names its fingerprint (trust), having compared it with the
// publisher by another way than the one by which the package came.
func (p Publishers) Check(m Manifest, trust string) (Verdict, error) {
	print := Fingerprint(m.Key)
	if trust != "" && !sameFingerprint(trust, print) {
		return Verdict{}, fault.Forbiddenf("模型包的密钥指纹是 %s，不是所给的 %s；不能安装。", "the package is signed with the key %s, not with %s as given; it cannot be installed.", print, trust)
	}
	if i := slices.IndexFunc(p.List, func(x Publisher) bool { return x.Fingerprint == print }); i >= 0 {
		return p.known(p.List[i], m, trust)
	}
	old := slices.IndexFunc(p.List, func(x Publisher) bool { return x.Name == m.Publisher && !x.Former })
	switch {
	case old >= 0 && trust == "":
		return Verdict{}, fault.Forbiddenf(
			"警告：发布者“%s”此前的密钥指纹是 %s，此包用的是 %s。可能有人冒用其名。请另行向发布者核实；确属更换密钥的，用 --trust %s 安装。",
			"warning: until now %q signed with the key %s; this package is signed with %s. Somebody may be using the name. Ask the publisher by another way; if the key was really changed, install with --trust %s.",
			m.Publisher, p.List[old].Fingerprint, print, print)
	case old >= 0:
		return Verdict{Changed: p.List[old].Fingerprint}, nil
	case trust == "":
		return Verdict{}, fault.Forbiddenf(
			"发布者“%s”尚未受信任。请另行（例如电话）向其核对密钥指纹 %s，一致的，用 --trust %s 安装。",
			"the publisher %q is not trusted yet. Compare the fingerprint %s with them by another way, such as the telephone; if it is theirs, install with --trust %s.",
			m.Publisher, print, print)
	}
	return Verdict{}, nil
}

// known decides on a key that the office has seen before.
func (p Publishers) known(x Publisher, m Manifest, trust string) (Verdict, error) {
	switch {
	case x.Name != m.Publisher:
		return Verdict{}, fault.Forbiddenf("此密钥（%s）属于发布者“%s”，包上写的却是“%s”；不能安装。", "the key %s is that of %q, but the package says %q; it cannot be installed.", x.Fingerprint, x.Name, m.Publisher)
	case x.Former && trust == "":
		return Verdict{}, fault.Forbiddenf("发布者“%s”已改用新密钥，此包却用旧密钥 %s 签署；请向其核实。", "%q has signed with a new key since, and this package is signed with the old one, %s; ask them.", x.Name, x.Fingerprint)
	case x.Former:
		return Verdict{Changed: p.current(x.Name)}, nil
	}
	return Verdict{Known: true}, nil
}

func (p Publishers) current(name string) string {
	for _, x := range p.List {
		if x.Name == name && !x.Former {
			return x.Fingerprint
		}
	}
	return ""
}

// With returns the publishers with that of m trusted from a day on; another key that it
// had is a former one.
func (p Publishers) With(m Manifest, since string) Publishers {
	list := slices.Clone(p.List)
	print, found := Fingerprint(m.Key), false
	for i, x := range list {
		if x.Fingerprint == print {
			list[i].Former, found = false, true
		} else if x.Name == m.Publisher {
			list[i].Former = true
		}
	}
	if !found {
		list = append(list, Publisher{Name: m.Publisher, Fingerprint: print, Since: since})
	}
	return Publishers{list}
}

// Has reports whether the key is or was trusted under this name.
func (p Publishers) Has(name, fingerprint string) bool {
	return slices.ContainsFunc(p.List, func(x Publisher) bool { return x.Name == name && x.Fingerprint == fingerprint })
}

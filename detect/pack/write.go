package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/law"
)

// A Label says who answers for a package and when it was made.
type Label struct {
	Publisher string
	Created   string // ISO date
}

// Make puts a model into a package and signs it. The same model, label and key always
// give the same package.
func Make(m models.Model, lib standard.Library, laws law.Register, l Label, key ed25519.PrivateKey) (Package, error) {
	p := Package{Manifest: Manifest{
		Format: format, Model: m.ID, Version: m.Version, Title: m.Title,
		Publisher: l.Publisher, Created: l.Created, Key: Public(key),
	}}
	if err := p.Manifest.check(); err != nil {
		return Package{}, err
	}
	p.Manifest.Needs = needs(m, lib)
	p.Parts = map[string][]byte{
		modelName: m.Source, casesName: m.CaseSource,
		cardZHName: []byte(card(m, p.Manifest, laws, "zh")), cardENName: []byte(card(m, p.Manifest, laws, "en")),
	}
	for _, n := range p.Manifest.Needs {
		b, err := json.MarshalIndent(standard.Schema(lib[n.Standard]), "", "  ")
		if err != nil {
			return Package{}, fmt.Errorf("write the contract of %s: %w", n.Standard, err)
		}
		p.Parts[contractName(n.Standard)] = append(b, '\n')
	}
	return p, p.sign(key)
}

func contractName(standard string) string { return "contract/" + standard + ".json" }

func (p *Package) sign(key ed25519.PrivateKey) error {
	p.Manifest.Parts = nil
	for _, name := range slices.Sorted(maps.Keys(p.Parts)) {
		sum := sha256.Sum256(p.Parts[name])
		p.Manifest.Parts = append(p.Manifest.Parts, Part{name, len(p.Parts[name]), hex.EncodeToString(sum[:])})
	}
	b, err := json.MarshalIndent(p.Manifest, "", "  ")
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	p.manifest = append(b, '\n')
	p.signature = ed25519.Sign(key, p.manifest)
	return nil
}

// Bytes returns the package as a zip archive. Nothing is compressed and no time is
// written, so that the same package always has the same bytes.
func (p Package) Bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Concat([]string{manifestName, signatureName}, slices.Sorted(maps.Keys(p.Parts))) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return nil, fmt.Errorf("write package: %w", err)
		}
		if _, err := f.Write(p.file(name)); err != nil {
			return nil, fmt.Errorf("write package: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write package: %w", err)
	}
	if out.Len() > MaxSize {
		return nil, tooLarge()
	}
	return out.Bytes(), nil
}

// file returns one file of the package.
func (p Package) file(name string) []byte {
	switch name {
	case manifestName:
		return p.manifest
	case signatureName:
		return p.signature
	}
	return p.Parts[name]
}

// needs is the data contract of m.
func needs(m models.Model, lib standard.Library) []Need {
	list := []Need{}
	reads := models.Reads(m, lib)
	for _, name := range slices.Sorted(maps.Keys(reads)) {
		s := lib[name]
		n := Need{Standard: name, Version: s.Version, Title: s.Title, Fields: []NeedField{}}
		for _, field := range reads[name] {
			f, _ := s.Field(field)
			n.Fields = append(n.Fields, NeedField{f.Name, f.Type, f.Title})
		}
		list = append(list, n)
	}
	return list
}

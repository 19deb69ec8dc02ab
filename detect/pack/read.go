package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"regexp"

	"github.com/mingjian/mingjian/fault"
)

// The limits of a package. A model is some tens of kilobytes.
const (
	MaxSize       = 16 << 20 // of the file, and of all parts together
	maxPart       = 4 << 20
	maxParts      = 128
	signatureSize = ed25519.SignatureSize
)

// partName is what a part may be called; nothing else is read, whatever the archive holds.
var partName = regexp.MustCompile(`^(manifest\.json|manifest\.sig|model\.yaml|cases\.yaml|card\.(zh|en)\.md|contract/[a-z][a-z0-9_]{0,60}\.json)$`)

func damaged(because error) error {
	return fault.Invalidf("这不是完好的模型包；请向发布者重新索取。", "this is no sound package of a model; ask the publisher for it again.").Because(because)
}

func tooLarge() error {
	return fault.Invalidf("模型包过大（上限 %d MB，单个部分 %d MB）。", "the package is too large (at most %d MB, a part %d MB).", MaxSize>>20, maxPart>>20)
}

// ReadFile reads the package in a file.
func ReadFile(path string) (Package, error) {
	f, err := os.Open(path)
	if err != nil {
		return Package{}, fault.NotFoundf("无法读取 %s。", "%s cannot be read.", path).Because(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return Package{}, fault.Invalidf("无法读取 %s。", "%s cannot be read.", path).Because(err)
	}
	return Read(b)
}

// Read reads a package and proves that it is whole: every part has the hash that the
// manifest gives, nothing is missing or added, and the manifest is signed with the key in
// it. Whether that key is to be trusted is another question (Publishers.Check).
func Read(b []byte) (Package, error) {
	if len(b) > MaxSize {
		return Package{}, tooLarge()
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return Package{}, damaged(err)
	}
	files, err := unzip(r)
	if err != nil {
		return Package{}, err
	}
	return assemble(files)
}

// unzip reads the parts into memory; no name in the archive is ever a path on this machine.
func unzip(r *zip.Reader) (map[string][]byte, error) {
	if len(r.File) > maxParts {
		return nil, fault.Invalidf("模型包的部分过多（%d，上限 %d）。", "the package has too many parts (%d, at most %d).", len(r.File), maxParts)
	}
	files, total := map[string][]byte{}, 0
	for _, f := range r.File {
		if _, twice := files[f.Name]; twice || !partName.MatchString(f.Name) {
			return nil, fault.Invalidf("模型包中有不该有的文件：%.80q。", "the package holds a file that does not belong there: %.80q.", f.Name)
		}
		b, err := inflate(f, min(maxPart, MaxSize-total))
		if err != nil {
			return nil, err
		}
		files[f.Name] = b
		total += len(b)
	}
	return files, nil
}

// inflate reads one part and no more than most bytes of it, whatever its header says.
func inflate(f *zip.File, most int) ([]byte, error) {
	if f.UncompressedSize64 > uint64(most) {
		return nil, tooLarge()
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return nil, damaged(err)
	}
	if len(b) > most {
		return nil, tooLarge()
	}
	return b, nil
}

// assemble proves the parts and puts them together.
func assemble(files map[string][]byte) (Package, error) {
	p := Package{Parts: map[string][]byte{}, manifest: files[manifestName], signature: files[signatureName]}
	if err := p.open(); err != nil {
		return Package{}, err
	}
	for _, x := range p.Manifest.Parts {
		b, ok := files[x.Name]
		if sum := sha256.Sum256(b); !ok || x.Size != len(b) || x.SHA256 != hex.EncodeToString(sum[:]) {
			return Package{}, fault.Invalidf("模型包的部分 %.80q 缺失或被改动过。", "the part %.80q of the package is missing or was changed.", x.Name)
		}
		p.Parts[x.Name] = b
	}
	for name := range files {
		if _, ok := p.Parts[name]; !ok && name != manifestName && name != signatureName {
			return Package{}, fault.Invalidf("模型包中的 %q 不在签名的清单里。", "the file %q of the package is not in the signed manifest.", name)
		}
	}
	for _, name := range []string{modelName, casesName, cardZHName, cardENName} {
		if _, ok := p.Parts[name]; !ok {
			return Package{}, fault.Invalidf("模型包中缺少 %s。", "the package has no %s.", name)
		}
	}
	return p, nil
}

// open decodes the manifest and proves its signature.
func (p *Package) open() error {
	d := json.NewDecoder(bytes.NewReader(p.manifest))
	d.DisallowUnknownFields()
	if err := d.Decode(&p.Manifest); err != nil {
		return damaged(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return damaged(errors.New("the manifest does not end where it should"))
	}
	if err := p.Manifest.check(); err != nil {
		return err
	}
	if len(p.Manifest.Key) != ed25519.PublicKeySize || len(p.signature) != signatureSize || !ed25519.Verify(p.Manifest.Key, p.manifest, p.signature) {
		return fault.Forbiddenf("模型包的签名不对：清单被改动过，或不是用其中的密钥签的。不能安装。", "the signature of the package is wrong: the manifest was changed, or signed with another key than the one in it. It cannot be installed.")
	}
	return nil
}

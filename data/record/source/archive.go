package source

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

const (
	// maxSwell is how many times larger than itself an archive may be unpacked.
	// Court documents as text shrink to a third, the most repetitive JSON to a
	// fortieth; a bomb to a thousandth.
	maxSwell = 200
	// freeSwell is how many bytes may always be unpacked.
	freeSwell = 64 << 20
)

var errSwollen = errors.New("unpacks to far more than it holds")

var errLocked = errors.New("is protected by a password")

// A valve is a stream being unpacked that stops when it grows out of proportion.
type valve struct {
	r   io.Reader
	in  func() int64 // packed bytes so far, or in all
	out *int64       // unpacked bytes so far; members of one archive share it
}

// Read unpacks, or returns errSwollen.
func (v *valve) Read(p []byte) (int, error) {
	n, err := v.r.Read(p)
	if *v.out += int64(n); *v.out > freeSwell && *v.out/maxSwell > v.in() {
		return 0, errSwollen
	}
	return n, err
}

// A counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

// Read reads.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// zip reads the members of a ZIP archive in the order of their names. Nothing is ever
// written to disk, so a member's path can point nowhere.
func (w *walk) zip(e entry) bool {
	z, err := zip.NewReader(e.at, e.size)
	if err != nil {
		return w.salvage(e)
	}
	if k, is := office(z.File); is && k.form == formWord {
		return w.docx(e)
	} else if is {
		return w.refuse(e.source, k.says(e.source))
	}
	type member struct {
		name string
		file *zip.File
	}
	var members []member
	for _, f := range z.File {
		if name := decodeName(f.Name); !hiddenMember(name) && !f.FileInfo().IsDir() {
			members = append(members, member{name, f})
		}
	}
	slices.SortStableFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	out := new(int64)
	for _, m := range members {
		if !w.zipMember(e, m.name, m.file, out) {
			return false
		}
	}
	return len(members) > 0 || w.refuse(e.source, saysEmpty(e.source))
}

func (w *walk) zipMember(e entry, name string, f *zip.File, out *int64) bool {
	source := e.source + "!" + name
	if f.Flags&flagEncrypted != 0 {
		return w.refuse(source, saysLocked(source))
	}
	r, err := f.Open()
	if err != nil {
		return w.refuse(source, saysError(source, err))
	}
	defer r.Close()
	return w.member(source, name, &valve{r: r, in: func() int64 { return e.size }, out: out})
}

// member reads one member of an archive.
func (w *walk) member(source, name string, r io.Reader) bool {
	return w.entry(entry{source: source, name: name, r: r, member: true})
}

// office knows an office document by its members, for one whose first member gave
// nothing away.
func office(files []*zip.File) (kind, bool) {
	for _, f := range files {
		switch f.Name {
		case "[Content_Types].xml":
			return wordKind(), true
		case "OFD.xml":
			return kind{formOffice, "OFD 版式文件", "an OFD file"}, true
		}
	}
	return kind{}, false
}

// tar reads the members of a TAR archive as they come.
func (w *walk) tar(e entry) bool {
	t := tar.NewReader(e.r)
	for n := 0; ; {
		h, err := t.Next()
		if err == io.EOF {
			return n > 0 || w.refuse(e.source, saysEmpty(e.source))
		}
		if err != nil {
			return w.refuse(e.source, tarError(e.source, err))
		}
		name := decodeName(h.Name)
		if h.Typeflag != tar.TypeReg || hiddenMember(name) {
			continue
		}
		n++
		if !w.member(e.source+"!"+name, name, t) {
			return false
		}
	}
}

func tarError(source string, err error) fault.Text {
	if errors.Is(err, tar.ErrHeader) {
		return saysDamaged(source)
	}
	return saysError(source, err)
}

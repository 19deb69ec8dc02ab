package source

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/binary"
	"io"
	"strings"
)

// From the ZIP specification, PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.9.
const (
	localSignature      = 0x04034b50
	descriptorSignature = 0x08074b50
	localSize           = 30
	flagEncrypted       = 1 << 0
	flagDescriptor      = 1 << 3 // sizes follow the data instead of standing before it
)

// A local is what stands before each member of a ZIP archive.
type local struct {
	flags, method uint16
	packed        int64
	name          string
}

// salvage reads a ZIP archive whose directory is missing, because it was cut off: the
// members that arrived still stand one after the other, each with a header. Then it
// says that the archive is incomplete.
func (w *walk) salvage(e entry) bool {
	br := bufio.NewReaderSize(io.NewSectionReader(e.at, 0, e.size), 64<<10)
	out, read := new(int64), 0
	for {
		h, err := nextLocal(br)
		if err != nil {
			break
		}
		goOn, more := w.salvageMember(e, h, br, out)
		if !goOn {
			return false
		}
		read++
		if !more {
			break
		}
	}
	return w.refuse(e.source, saysCut(e.source, read))
}

// salvageMember reads one member. Besides whether to go on it reports whether the next
// member can be found.
func (w *walk) salvageMember(e entry, h local, br *bufio.Reader, out *int64) (goOn, more bool) {
	source := e.source + "!" + h.name
	var body io.Reader
	switch {
	case h.flags&flagEncrypted != 0:
		return w.refuse(source, saysLocked(source)), false
	case h.method == zip.Deflate:
		body = flate.NewReader(br) // a deflated stream knows where it ends
	case h.method == zip.Store && h.flags&flagDescriptor == 0:
		body = io.LimitReader(br, h.packed)
	default:
		return w.refuse(source, saysMethod(source)), false
	}
	body = &valve{r: body, in: func() int64 { return e.size }, out: out}
	goOn = true
	if !hiddenMember(h.name) && !strings.HasSuffix(h.name, "/") {
		goOn = w.member(source, h.name, body)
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return goOn, false
	}
	return goOn, h.flags&flagDescriptor == 0 || skipDescriptor(br) == nil
}

// nextLocal reads the header of the next member.
func nextLocal(br *bufio.Reader) (local, error) {
	var b [localSize]byte
	if _, err := io.ReadFull(br, b[:]); err != nil {
		return local{}, err
	}
	le := binary.LittleEndian
	if le.Uint32(b[:]) != localSignature {
		return local{}, zip.ErrFormat
	}
	name := make([]byte, le.Uint16(b[26:]))
	if _, err := io.ReadFull(br, name); err != nil {
		return local{}, err
	}
	_, err := br.Discard(int(le.Uint16(b[28:])))
	return local{
		flags:  le.Uint16(b[6:]),
		method: le.Uint16(b[8:]),
		packed: int64(le.Uint32(b[18:])),
		name:   decodeName(string(name)),
	}, err
}

// skipDescriptor passes over the sizes that follow a member: checksum and two sizes of
// four bytes, with or without a signature before them.
func skipDescriptor(br *bufio.Reader) error {
	b, err := br.Peek(4)
	if err != nil {
		return err
	}
	n := 12
	if binary.LittleEndian.Uint32(b) == descriptorSignature {
		n += 4
	}
	_, err = br.Discard(n)
	return err
}

package parcel

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// A part is one part of a parcel, read up to its frames.
type part struct {
	header Header
	in     *bufio.Reader
}

// frames reads the stream of a parcel off the frames of its parts.
type frames struct {
	header Header
	key    seal.Key
	parts  []part // the first is being read
	n      uint64
	piece  []byte
	last   bool
}

// inOrder sorts the parts of a parcel, in whatever order they were given.
func inOrder(readers []io.Reader, keyOf func(string) (seal.Key, bool)) (*frames, error) {
	var parts []part
	for _, r := range readers {
		in := bufio.NewReaderSize(r, 64<<10)
		h, err := ReadHeader(in)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{h, in})
	}
	if len(parts) == 0 {
		return nil, fault.Invalidf("没有给出移送包。", "No parcel was given.")
	}
	slices.SortFunc(parts, func(a, b part) int { return a.header.Part - b.header.Part })
	for i, p := range parts {
		want := parts[0].header
		want.Part = i + 1
		if p.header.ID != want.ID {
			return nil, fault.Invalidf("给出的文件不属于同一移送包。", "The files belong to different parcels.")
		}
		if p.header.Part != want.Part {
			return nil, missing(want.Part)
		}
		if p.header != want {
			return nil, broken(nil)
		}
	}
	key, ok := keyOf(parts[0].header.Key)
	if !ok {
		return nil, fault.Forbiddenf("移送包是封给密钥 %s 的，本机构没有这一密钥。", "The parcel is sealed for the key %s, which this agency does not have.", parts[0].header.Key)
	}
	return &frames{header: parts[0].header, key: key, parts: parts}, nil
}

func missing(n int) error {
	return fault.Invalidf("移送包缺少第 %d 卷。", "Part %d of the parcel is missing.", n)
}

func (f *frames) Read(b []byte) (int, error) {
	for len(f.piece) == 0 {
		if f.last {
			return 0, f.ended()
		}
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, f.piece)
	f.piece = f.piece[n:]
	return n, nil
}

// ended is [io.EOF] if nothing stands behind the last frame.
func (f *frames) ended() error {
	n, err := f.parts[0].in.Read(make([]byte, 1))
	if n > 0 || len(f.parts) > 1 {
		return broken(errors.New("something stands behind the end"))
	}
	return err
}

// next opens the next frame. That it is the last is known by how it was bound.
func (f *frames) next() error {
	var size [4]byte
	_, err := io.ReadFull(f.parts[0].in, size[:])
	if errors.Is(err, io.EOF) { // the part ends where a frame would begin
		if len(f.parts) == 1 {
			return missing(f.parts[0].header.Part + 1)
		}
		f.parts = f.parts[1:]
		return nil
	}
	n := binary.BigEndian.Uint32(size[:])
	if err != nil || n > maxFrame {
		return broken(err)
	}
	sealed := make([]byte, n)
	if _, err := io.ReadFull(f.parts[0].in, sealed); err != nil {
		return broken(err)
	}
	head := f.header
	if f.piece, err = f.key.Open(bound(head, f.n, false), sealed); err != nil {
		if f.piece, err = f.key.Open(bound(head, f.n, true), sealed); err != nil {
			return err
		}
		f.last = true
	}
	f.n++
	return nil
}

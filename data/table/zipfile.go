package table

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The bounds on what is unpacked. Sheets of real workbooks swell thirtyfold, seldom a
// hundredfold; a bomb a thousandfold.
const (
	maxSwell   = 400       // how many times larger than packed
	freeSwell  = 256 << 20 // bytes that may always be unpacked
	maxPart    = 16 << 30  // bytes of one part in any case
	maxMembers = 1000      // files in an archive, sheets in a workbook
)

var errSwollen = errors.New("unpacks to far more than it holds")

// A valve is a file being unpacked that stops when it grows out of proportion.
type valve struct {
	r    io.ReadCloser
	out  int64
	most int64
}

// unpack opens a file of an archive.
func unpack(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	most := min(int64(f.CompressedSize64), maxPart) * maxSwell
	return &valve{r: r, most: min(max(most, freeSwell), maxPart)}, nil
}

// Read reads, or returns errSwollen.
func (v *valve) Read(p []byte) (int, error) {
	n, err := v.r.Read(p)
	if v.out += int64(n); v.out > v.most {
		return 0, errSwollen
	}
	return n, err
}

// Close closes.
func (v *valve) Close() error { return v.r.Close() }

// container opens a file that begins as ZIP archives do: a workbook, or an archive of tables.
func (b *Book) container(ctx context.Context, in input, o Options) ([]*grid, error) {
	z, err := zip.NewReader(in.at, in.size)
	if err != nil {
		return nil, broken(in.name, err)
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	switch {
	case parts["xl/workbook.bin"] != nil:
		return nil, refuse("“%s”是二进制工作簿（.xlsb），无法读取，请另存为 XLSX。", "%q is a binary workbook (.xlsb), which cannot be read; save it as XLSX.", in.name)
	case parts["mimetype"] != nil && parts["content.xml"] != nil:
		return nil, refuse("“%s”是 ODS 表格，请用 WPS 或 LibreOffice 另存为 XLSX。", "%q is an ODS spreadsheet; save it as XLSX.", in.name)
	case parts["word/document.xml"] != nil, parts["ppt/presentation.xml"] != nil, parts["ofd.xml"] != nil:
		return nil, refuse("“%s”是文档，不是表格；请让提供方导出 XLSX 或 CSV。", "%q is a document and no table; ask for an export as XLSX or CSV.", in.name)
	case parts["[content_types].xml"] != nil:
		return openWorkbook(ctx, in, parts)
	}
	return nil, b.archive(ctx, in, z, o)
}

// archive opens every member of an archive as a file of its own. A member that is no table
// is noted; an archive without any table is refused.
func (b *Book) archive(ctx context.Context, in input, z *zip.Reader, o Options) error {
	members := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool {
		name := memberName(f)
		return f.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(f.Name, "__MACOSX/")
	})
	if len(members) > maxMembers {
		return refuse("“%s”中的文件超过 %d 个，请分批导入。", "There are more than %[2]d files in %[1]q; import them in parts.", in.name, maxMembers)
	}
	slices.SortStableFunc(members, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range members {
		if err := b.member(ctx, f, o); err != nil {
			b.Notes = append(b.Notes, memberProblem(memberName(f), err))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return nil
}

// member opens one file of an archive. It is unpacked into a temporary file, because rows
// may be read more than once and workbooks are read from their end.
func (b *Book) member(ctx context.Context, f *zip.File, o Options) error {
	if f.Flags&1 != 0 {
		return refuse("“%s”有密码，请先解压。", "%q has a password; unpack it first.", memberName(f))
	}
	r, err := unpack(f)
	if err != nil {
		return broken(memberName(f), err)
	}
	defer r.Close()
	tmp, err := os.CreateTemp("", "mingjian-table-*")
	if err != nil {
		return fmt.Errorf("unpack %s: %w", f.Name, err)
	}
	b.close = append(b.close, func() error { return errors.Join(tmp.Close(), os.Remove(tmp.Name())) })
	size, err := io.Copy(tmp, r)
	if err != nil {
		return broken(memberName(f), err)
	}
	if head := make([]byte, 2); size > 2 {
		if _, err := tmp.ReadAt(head, 0); err == nil && string(head) == "PK" && nested(tmp, size) {
			return refuse("“%s”是压缩包中的压缩包，请先解压。", "%q is an archive within an archive; unpack it first.", memberName(f))
		}
	}
	name := memberName(f)
	return guard(name, func() error { return b.add(ctx, input{at: tmp, size: size, name: name}, o) })
}

// nested reports whether a file is an archive and no office file.
func nested(at io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(at, size)
	return err == nil && !slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.EqualFold(f.Name, "[Content_Types].xml") })
}

// memberName returns the base name of a file in an archive. Names that are not UTF-8 come
// from Chinese Windows.
func memberName(f *zip.File) string {
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	if utf8.ValidString(name) {
		return name
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "?")
	}
	return decoded
}

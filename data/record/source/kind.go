package source

import (
	"bytes"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/charset"
	"github.com/mingjian/mingjian/fault"
)

// A form is what has to be done with a file.
type form int

const (
	formText    form = iota // read it; all that sniff does not know is taken for text
	formZip                 // open it as a folder
	formTar                 // open it as a folder
	formGzip                // unpack it and look again
	formPage                // a web page; read what it shows
	formWord                // an office document of the new kind; read it if it is of Word
	formPDF                 // read its text, or recognise that of its pages
	formOld                 // a document of a word processor that LibreOffice reads
	formOffice              // a document of a kind that is not read
	formPicture             // a photograph or scan; recognise its text
	formTable               // a spreadsheet
	formPacked              // an archive of a kind that is not read
	formAlien               // a program, a film, a database
)

// A kind is what a file really is.
type kind struct {
	form   form
	zh, en string // what it is; "en" begins with its article
}

// A magic is the bytes by which a kind of file is known.
type magic struct {
	at    int
	bytes string
	kind  kind
}

// magics are tried in order. Sources: the formats' own specifications.
func magics() []magic {
	return []magic{
		{0, "%PDF-", kind{formPDF, "PDF 文件", "a PDF file"}},
		{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kind{formOld, "旧版 Word 或 Excel 文件", "an old Word or Excel file"}},
		{0, `{\rtf`, kind{formOld, "RTF 文档", "an RTF document"}},
		{0, "\xFF\xD8\xFF", kind{formPicture, "JPEG 图片", "a JPEG picture"}},
		{0, "\x89PNG\r\n\x1A\n", kind{formPicture, "PNG 图片", "a PNG picture"}},
		{0, "GIF87a", kind{formPicture, "GIF 图片", "a GIF picture"}},
		{0, "GIF89a", kind{formPicture, "GIF 图片", "a GIF picture"}},
		{0, "II*\x00", kind{formPicture, "TIFF 图片", "a TIFF picture"}},
		{0, "MM\x00*", kind{formPicture, "TIFF 图片", "a TIFF picture"}},
		{8, "WEBP", kind{formPicture, "WebP 图片", "a WebP picture"}},
		{4, "ftyphei", kind{formPicture, "HEIC 照片", "a HEIC photograph"}},
		{4, "ftypmif1", kind{formPicture, "HEIC 照片", "a HEIC photograph"}},
		{4, "ftyp", kind{formAlien, "视频文件", "a video"}},
		{0, "ID3\x03", kind{formAlien, "音频文件", "a sound recording"}},
		{0, "MZ\x90\x00", kind{formAlien, "Windows 程序", "a Windows program"}},
		{0, "MZ\x00\x00", kind{formAlien, "Windows 程序", "a Windows program"}},
		{0, "\x7FELF", kind{formAlien, "Linux 程序", "a Linux program"}},
		{0, "SQLite format 3\x00", kind{formAlien, "SQLite 数据库", "an SQLite database"}},
		{0, "PAR1\x15", kind{formTable, "Parquet 表格", "a Parquet table"}},
		{0, "Rar!\x1A\x07", kind{formPacked, "RAR 压缩包", "a RAR archive"}},
		{0, "7z\xBC\xAF\x27\x1C", kind{formPacked, "7z 压缩包", "a 7z archive"}},
		{0, "\xFD7zXZ\x00", kind{formPacked, "xz 压缩文件", "an xz file"}},
		{4, "1AY&SY", kind{formPacked, "bzip2 压缩文件", "a bzip2 file"}},
		{0, "\x28\xB5\x2F\xFD", kind{formPacked, "zstd 压缩文件", "a zstd file"}},
		{0, "\x1F\x8B\x08", kind{formGzip, "gzip 压缩文件", "a gzip file"}},
		{257, "ustar", kind{formTar, "TAR 压缩包", "a TAR archive"}},
		{0, "PK\x05\x06", kind{formZip, "ZIP 压缩包", "a ZIP archive"}},
	}
}

// sniff tells from its first bytes what a file really is; only where they say nothing
// does the name decide. The earlier what cannot be read is known by its right name the
// better the advice.
func sniff(head []byte, name string) kind {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return sniffZip(head)
	}
	for _, m := range magics() {
		if len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) {
			return m.kind
		}
	}
	if bytes.HasPrefix(head, []byte("BM")) && bytes.IndexByte(head[:min(len(head), 14)], 0) > 0 {
		return kind{formPicture, "BMP 图片", "a BMP picture"}
	}
	if k, ok := sniffMarkup(head); ok {
		return k
	}
	return sniffName(name)
}

// sniffZip tells office documents, which are ZIP archives inside, from archives of
// documents, by the name of the first member.
func sniffZip(head []byte) kind {
	const nameAt = 30
	first := head[min(nameAt, len(head)):]
	for _, start := range []string{"[Content_Types].xml", "_rels/", "docProps/", "customXml/", "word/", "xl/", "ppt/"} {
		if bytes.HasPrefix(first, []byte(start)) {
			return wordKind()
		}
	}
	if bytes.HasPrefix(first, []byte("mimetype")) {
		return kind{formOld, "OpenDocument 文档", "an OpenDocument file"}
	}
	if bytes.HasPrefix(first, []byte("OFD.xml")) || bytes.HasPrefix(first, []byte("Doc_0/")) {
		return kind{formOffice, "OFD 版式文件", "an OFD file"}
	}
	return kind{formZip, "ZIP 压缩包", "a ZIP archive"}
}

// wordKind is the kind of office documents that are ZIP archives inside.
func wordKind() kind {
	return kind{formWord, "Word、Excel 等办公文档", "a Word, Excel or other office document"}
}

// sniffMarkup knows web pages and XML, whose tags would be read as words, and the
// scripts from which a page of China Judgments Online is made in the browser.
func sniffMarkup(head []byte) (kind, bool) {
	if enc := charset.MarkedUTF16(head); enc != nil {
		head, _ = enc.NewDecoder().Bytes(head)
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte(charset.MarkUTF8)), " \t\r\n"))
	xml := bytes.HasPrefix(start, []byte("<?xml"))
	if startsPage(start) || xml && bytes.Contains(start, []byte("<html")) {
		return kind{formPage, "网页（HTML）", "a web page (HTML)"}, true
	}
	if xml {
		return kind{formOffice, "XML 文件", "an XML file"}, true
	}
	return kind{}, false
}

// sniffName goes by the name alone: the bytes are those of no known kind.
func sniffName(name string) kind {
	end := ending(name)
	is := func(ends ...string) bool { return slices.Contains(ends, end) }
	switch {
	case is(".csv", ".tsv", ".xls", ".xlsx", ".et"):
		return kind{formTable, "表格文件", "a table"}
	case is(".html", ".htm", ".xhtml"):
		return kind{formPage, "网页（HTML）", "a web page (HTML)"}
	case is(".docx"):
		return wordKind()
	case is(".pdf"): // some begin with other bytes
		return kind{formPDF, "PDF 文件", "a PDF file"}
	case is(".doc", ".wps", ".ofd", ".rtf", ".odt"):
		return kind{formOffice, strings.ToUpper(end[1:]) + " 文件", "a file of type " + strings.ToUpper(end[1:])}
	}
	return kind{form: formText}
}

// says tells the person that the source is of kind k, and what to do about it.
func (k kind) says(source string) fault.Text {
	switch k.form {
	case formPicture:
		return say("%[1]s 是%[2]s，里面没有文字；请加上 --convert 由 Tesseract 识别，或先做文字识别（OCR），存成纯文本（.txt）后再导入。",
			"%[1]s is %[3]s and holds no text; add --convert to have Tesseract recognise it, or recognise the text (OCR) elsewhere, save it as plain text (.txt) and import that.", source, k.zh, k.en)
	case formOld:
		return say("%[1]s 是%[2]s，不能直接读取；请加上 --convert 由 LibreOffice 转换，或另存为 .docx 或纯文本（.txt）后再导入。",
			"%[1]s is %[3]s, which cannot be read as it is; add --convert to have LibreOffice convert it, or save it as .docx or plain text (.txt) and import that.", source, k.zh, k.en)
	case formTable:
		return say("%[1]s 是%[2]s，不是文书；表格请用 mingjian import table 导入。",
			"%[1]s is %[3]s, not a document; import tables with mingjian import table.", source, k.zh, k.en)
	case formOffice, formPDF:
		return say("%[1]s 是%[2]s，尚不能直接读取；请另存为 .docx 或纯文本（.txt）后再导入。",
			"%[1]s is %[3]s, which cannot be read yet; save it as .docx or plain text (.txt) and import that.", source, k.zh, k.en)
	case formPacked, formZip, formTar, formGzip:
		return say("%[1]s 是%[2]s，在这里不能打开；请先解压，再导入里面的文件。",
			"%[1]s is %[3]s that cannot be opened here; unpack it and import the files in it.", source, k.zh, k.en)
	default:
		return say("%[1]s 是%[2]s，不是文书；请检查是否放错了文件。",
			"%[1]s is %[3]s, not a document; check whether it is there by mistake.", source, k.zh, k.en)
	}
}

package source

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/data/record/source/sheet"
	"github.com/mingjian/mingjian/fault"
)

// pictureKind is the kind of pages that are pictures.
func pictureKind() kind { return kind{formPicture, "扫描件", "a scan"} }

// old reads a document of an older word processor by having it converted to .docx.
func (w *walk) old(e entry, k kind) bool {
	b, err := io.ReadAll(&bounded{r: e.r, left: docxFactor * w.max})
	if err != nil {
		return w.refuse(e.source, w.docxError(e.source, err))
	}
	converted, err := w.tools.Docx(w.ctx, b, officeEnding(b))
	if err != nil {
		return w.refuse(e.source, toolError(e.source, k, err))
	}
	e.r, e.at, e.size = nil, bytes.NewReader(converted), int64(len(converted))
	return w.docx(e)
}

// officeEnding returns the ending by which LibreOffice knows what b is.
func officeEnding(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte(`{\rtf`)):
		return ".rtf"
	case bytes.HasPrefix(b, []byte("PK")):
		return ".odt"
	default:
		return ".doc" // also what WPS calls .wps
	}
}

// picture reads a picture of a page, or of several.
func (w *walk) picture(e entry, k kind) bool {
	b, err := io.ReadAll(&bounded{r: e.r, left: docxFactor * w.max})
	if err != nil {
		return w.refuse(e.source, w.docxError(e.source, err))
	}
	pages, err := w.tools.Recognise(w.ctx, b)
	if err != nil {
		return w.refuse(e.source, toolError(e.source, k, err))
	}
	d := Document{ID: baseName(e.name), Source: e.source, Text: sheet.Text(pages), Recognised: len(pages)}
	if blank(d.Text) {
		return w.refuse(e.source, saysNothingRecognised(e.source))
	}
	return w.found(d)
}

// toolError says why a file of kind k was not converted.
func toolError(source string, k kind, err error) fault.Text {
	zh, en, packages := "LibreOffice", "LibreOffice", convert.OfficePackage
	if k.form == formPicture {
		zh, en, packages = "Tesseract（含简体中文）", "Tesseract (with simplified Chinese)", convert.OCRPackages
	}
	switch {
	case errors.Is(err, convert.ErrAbsent):
		return say("%[1]s 是%[2]s，需要 %[4]s，而本机没有安装；请安装 Debian 软件包 %[6]s 后重试。",
			"%[1]s is %[3]s and needs %[5]s, which is not installed here; install the Debian packages %[6]s and try again.", source, k.zh, k.en, zh, en, packages)
	case errors.Is(err, convert.ErrSlow), errors.Is(err, context.DeadlineExceeded):
		return saysSlow(source)
	default:
		return say("%[1]s 是%[2]s，%[4]s 没能读出来；请打开检查是否损坏，另存为 .docx 或纯文本（.txt）后再导入。",
			"%[1]s is %[3]s that %[5]s could not read; open it to see whether it is damaged, save it as .docx or plain text (.txt) and import that.", source, k.zh, k.en, zh, en)
	}
}

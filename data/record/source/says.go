package source

import (
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// say formats one sentence in both languages. Both use the args in the same order, or
// by index if one leaves some out.
func say(zh, en string, args ...any) fault.Text {
	return fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

func saysEmpty(source string) fault.Text {
	return say("%s 是空的，没有文字；请检查导出是否完整。",
		"%s is empty; check whether its export was complete.", source)
}

func saysID(source string) fault.Text {
	return say("%s 的编号不能用：编号不可为空，不可超过 %d 个字，也不可含换行等控制字符；请改正后再导入。",
		"the id of %s cannot be used: it must not be empty, longer than %d characters, or hold line breaks or other control characters; correct it and import again.", source, maxID)
}

func saysLink(source string) fault.Text {
	return say("%s 是指向另一个文件夹的链接，没有跟随；如需导入，请直接写出那个文件夹。",
		"%s is a link to another folder and was not followed; name that folder itself to import it.", source)
}

func saysSpecial(source string) fault.Text {
	return say("%s 是管道、设备等特殊文件，没有打开；请改用普通文件。",
		"%s is a pipe, a device or another special file and was not opened; use an ordinary file.", source)
}

func saysGarbled(source string) fault.Text {
	return say("%s 不是文字：用 UTF-8、GB18030、UTF-16 都读不通；请确认它是纯文本，或另存为 UTF-8 后再导入。",
		"%s is not text: it makes no sense as UTF-8, GB18030 or UTF-16; make sure that it is plain text, or save it as UTF-8 and import again.", source)
}

func saysTooBig(source string, limit int64) fault.Text {
	return say("%s 超过一份文书的上限 %s；请检查是否把许多文书并成了一个文件，分开后再导入。",
		"%s is larger than the %s that one document may have; check whether many documents were put into one file, separate them and import again.", source, size(limit))
}

func saysSwollen(source string) fault.Text {
	return say("%s 解压后大得反常（超过压缩前的 %d 倍），已停止读取；请核实来源，解压检查后再导入。",
		"%s grows beyond all measure when unpacked (more than %d times) and was not read further; verify where it comes from, unpack and inspect it before importing.", source, maxSwell)
}

func saysDamaged(source string) fault.Text {
	return say("%s 已损坏或不完整；请重新取得或重新压缩后再导入。",
		"%s is damaged or incomplete; get it again or pack it again, and import that.", source)
}

func saysDocx(source string) fault.Text {
	return say("%s 不是完整的 Word 文档（.docx），里面的文字读不出来；请重新取得，或用 Word、WPS 打开后另存为 .docx 或纯文本（.txt）再导入。",
		"%s is not a whole Word document (.docx): the text in it cannot be read; get it again, or open it in Word or WPS, save it as .docx or plain text (.txt) and import that.", source)
}

func saysPDF(source string) fault.Text {
	return say("%s 不是完整的 PDF 文件，里面的文字读不出来；请重新取得，或打开后另存为纯文本（.txt）再导入。",
		"%s is not a whole PDF file: the text in it cannot be read; get it again, or open it, save it as plain text (.txt) and import that.", source)
}

func saysLockedPDF(source string) fault.Text {
	return say("%s 有密码保护；请用密码打开，另存为没有密码的 PDF 后再导入。",
		"%s is protected by a password; open it with the password, save it as a PDF without one and import that.", source)
}

func saysSlow(source string) fault.Text {
	return say("%s 读取的时间长得反常，已停止；请核实来源，打开检查，另存为纯文本（.txt）后再导入。",
		"%s takes beyond all measure to read and was given up; verify where it comes from, open and inspect it, save it as plain text (.txt) and import that.", source)
}

func saysManyPages(source string) fault.Text {
	return say("%s 超过一份文书的上限 %d 页；请检查是否把许多文书并成了一个文件，分开后再导入。",
		"%s has more than the %d pages that one document may have; check whether many documents were put into one file, separate them and import again.", source, maxPages)
}

func saysScan(source string) fault.Text {
	return say("%s 是扫描的 PDF，里面只有图片，没有可用的文字；请加上 --convert 由 Tesseract 识别，或先做文字识别（OCR），存成纯文本（.txt）后再导入。",
		"%s is a scanned PDF: it holds pictures and no text that can be used; add --convert to have Tesseract recognise it, or recognise the text (OCR) elsewhere, save it as plain text (.txt) and import that.", source)
}

// saysPictures names the pages, which are counted from 0, as people count them.
func saysPictures(source string, pages []int) fault.Text {
	numbers := make([]string, len(pages))
	for i, p := range pages {
		numbers[i] = strconv.Itoa(p + 1)
	}
	return say("%[1]s 的第 %[2]s 页是图片，没有读；其余各页已经读了。请加上 --convert 由 Tesseract 识别后再导入。",
		"of %[1]s these pages are pictures and were not read: %[3]s; the others were. Add --convert to have Tesseract recognise them and import again.", source, strings.Join(numbers, "、"), strings.Join(numbers, ", "))
}

func saysNothingRecognised(source string) fault.Text {
	return say("%s 是图片，从中没有识别出文字；请检查是否放正、是否清晰，重新扫描后再导入。",
		"%s is a picture in which no text was recognised; check that it is upright and sharp, scan it again and import that.", source)
}

func saysNoPageText(source string) fault.Text {
	return say("%s 是没有显示文字的网页，正文可能要由浏览器另行载入；请在浏览器中打开，复制正文存成纯文本（.txt）后再导入。",
		"%s is a web page that shows no text; perhaps a browser loads it from elsewhere. Open it in a browser, save the text as plain text (.txt) and import that.", source)
}

func saysCut(source string, read int) fault.Text {
	return say("%s 不完整：缺少末尾的目录，可能没有传完；已从中逐个找出 %d 个文件，其余无法读取。请重新取得后再导入。",
		"%s is incomplete: the directory at its end is missing, perhaps because the transfer broke off; %d files were found in it one by one, the rest cannot be read. Get it again and import that.", source, read)
}

func saysLocked(source string) fault.Text {
	return say("%s 有密码保护；请用密码解压后再导入。",
		"%s is protected by a password; unpack it with the password and import that.", source)
}

func saysMethod(source string) fault.Text {
	return say("%s 的压缩方式不能读取；请解压，或重新压缩为普通 ZIP 后再导入。",
		"%s is packed by a method that cannot be read; unpack it, or pack it again as an ordinary ZIP, and import that.", source)
}

func saysJSON(source string, at int64) fault.Text {
	return say("%s 不是完整的 JSON（第 %d 字节处）；一份文书须是一个 {\"id\":…,\"text\":…}，请改正后再导入。",
		"%s is not whole JSON (at byte %d); a document must be one {\"id\":…,\"text\":…}. Correct it and import again.", source, at)
}

func saysNoText(source string) fault.Text {
	return say("%s 没有 \"text\"，也没有别的装全文的字段（qwContent、Html、content、正文、全文等）；请补上 \"text\" 后再导入。",
		"%s has no \"text\", nor another field that holds a document (qwContent, Html, content, 正文, 全文 and so on); add \"text\" and import again.", source)
}

func saysNotLines(source string) fault.Text {
	return say("%s 不是 JSON Lines：开头许多行没有一行是完整的 JSON；请检查文件，转换后再导入。",
		"%s is not JSON Lines: of many lines at its start none is whole JSON; check the file, convert it and import again.", source)
}

func saysNoObjects(source string) fault.Text {
	return say("%s 是 JSON，但里面没有对象可读成文书；一份文书须是一个 {\"id\":…,\"text\":…}，请转换后再导入。",
		"%s is JSON without an object that is a document; a document must be one {\"id\":…,\"text\":…}. Convert it and import again.", source)
}

func saysCutObject(source string) fault.Text {
	return say("%s 不完整：文件在这里中断；此前的已经读了，请重新取得后再导入。",
		"%s is incomplete: the file breaks off here; what came before was read. Get it again and import that.", source)
}

// saysError turns what the system or an unpacker reported into a sentence.
func saysError(source string, err error) fault.Text {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errSwollen):
		return saysSwollen(source)
	case errors.Is(err, fs.ErrNotExist):
		return say("没有找到 %s；请检查路径是否写对。", "there is no %s; check the path.", source)
	case errors.Is(err, fs.ErrPermission):
		return say("没有读取 %s 的权限；请让管理员开放读取权限。", "%s may not be read; ask the administrator for permission to read it.", source)
	case errors.Is(err, zip.ErrAlgorithm):
		return saysMethod(source)
	case errors.As(err, &corrupt), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat),
		errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return saysDamaged(source)
	default:
		return say("读取 %s 时出错（%v）；请检查磁盘或网络后重试。", "reading %s failed (%v); check the disk or the network and try again.", source, err)
	}
}

// size writes a number of bytes as people do.
func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d B", n)
}

package pdf

import (
	"image"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/mingjian/mingjian/data/record/source/sheet"
)

const (
	// mostCharacters is how many characters of a page are read: fifty times as many
	// as the densest printed page has.
	mostCharacters = 200_000
	// widest is how many pixels the longer side of a drawn page may have: A3.
	widest = 3400
	// dots is how many pixels an inch of a drawn page has. Tesseract got 2.4 to 4.3 % of
	// the characters wrong with 200 of them on pages set as courts do, in large type,
	// and 6.6 % with the 300 that are advised for books.
	dots = 200
	// inch is how many units of a PDF page make an inch.
	inch = 72
)

// Page returns the text layer of page i, counted from 0.
func (f *File) Page(i int) (sheet.Page, error) {
	var p sheet.Page
	loaded, err := f.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: i})
	if err != nil {
		return p, f.reason(err)
	}
	defer f.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) //nolint:errcheck // frees memory, nothing else
	page := requests.Page{ByReference: &loaded.Page}
	size, err := f.pdfium.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return p, f.reason(err)
	}
	p.Width, p.Height = size.Width, size.Height
	if p.Picture, err = f.covered(page, p.Width*p.Height); err != nil {
		return p, err
	}
	text, err := f.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return p, f.reason(err)
	}
	defer f.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) //nolint:errcheck // as above
	p.Lines, err = f.lines(text.TextPage, p.Height)
	return p, err
}

// covered reports whether one picture covers half of a page of that area, or something
// that may hold one.
func (f *File) covered(page requests.Page, area float64) (bool, error) {
	const most = 1000 // objects looked at: a scan has few
	objects, err := f.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false, f.reason(err)
	}
	for i := range min(objects.Count, most) {
		object, err := f.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return false, f.reason(err)
		}
		is, err := f.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			return false, f.reason(err)
		}
		if is.Type != enums.FPDF_PAGEOBJ_IMAGE && is.Type != enums.FPDF_PAGEOBJ_FORM {
			continue
		}
		box, err := f.pdfium.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object.PageObject})
		if err == nil && float64(box.Right-box.Left)*float64(box.Top-box.Bottom) > area/2 {
			return true, nil
		}
	}
	return false, nil
}

// lines returns the lines of a text page. PDFium ends each with a line break that it
// makes up; of the boxes only those at both ends of a line are asked for, as each costs.
func (f *File) lines(text references.FPDF_TEXTPAGE, height float64) ([]sheet.Line, error) {
	count, err := f.pdfium.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil, f.reason(err)
	}
	var lines []sheet.Line
	r := row{file: f, text: text, height: height}
	for i := range min(count.Count, mostCharacters) {
		c, err := f.pdfium.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			return nil, f.reason(err)
		}
		if unit := uint16(c.Unicode); unit != '\r' && unit != '\n' { // #nosec G115 -- PDFium gives UTF-16
			r.add(i, unit)
			continue
		}
		if lines, err = r.end(lines); err != nil {
			return nil, err
		}
	}
	return r.end(lines)
}

// A row is the line that is being read.
type row struct {
	file        *File
	text        references.FPDF_TEXTPAGE
	height      float64 // of the page
	units       []uint16
	first, last int // characters with something to see
}

func (r *row) add(i int, unit uint16) {
	const softHyphen = 0xFFFE // PDFium's mark for a hyphen at the end of a line
	if unit == 0 || unit == softHyphen {
		return
	}
	if unit != ' ' && unit != 0x3000 && unit != 0xA0 {
		if len(strings.TrimSpace(string(utf16.Decode(r.units)))) == 0 {
			r.first = i
		}
		r.last = i
	}
	r.units = append(r.units, unit)
}

// end adds the line to lines, unless there is nothing in it, and begins the next.
func (r *row) end(lines []sheet.Line) ([]sheet.Line, error) {
	text := strings.TrimRight(string(utf16.Decode(r.units)), " ")
	r.units = r.units[:0]
	if strings.TrimSpace(text) == "" {
		return lines, nil
	}
	l := sheet.Line{Text: text, Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
	for _, i := range []int{r.first, r.last} {
		if err := r.stretch(&l, i); err != nil {
			return nil, err
		}
	}
	return append(lines, l), nil
}

// stretch makes the box of l hold character i.
func (r *row) stretch(l *sheet.Line, i int) error {
	box, err := r.file.pdfium.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: i})
	if err != nil {
		return r.file.reason(err)
	}
	l.Left, l.Right = min(l.Left, float64(box.Rect.Left)), max(l.Right, float64(box.Rect.Right))
	l.Top, l.Bottom = min(l.Top, r.height-float64(box.Rect.Top)), max(l.Bottom, r.height-float64(box.Rect.Bottom))
	return nil
}

// Draw returns a picture of page i, counted from 0, with 200 dots an inch, or fewer
// if the page is larger than any paper that a court uses.
func (f *File) Draw(i int) (image.Image, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: i}}
	size, err := f.pdfium.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, f.reason(err)
	}
	fit := min(1, widest/(max(size.Width, size.Height)*dots/inch))
	drawn, err := f.pdfium.RenderPageInPixels(&requests.RenderPageInPixels{
		Page:   page,
		Width:  max(1, int(size.Width*dots/inch*fit)),
		Height: max(1, int(size.Height*dots/inch*fit)),
	})
	if err != nil {
		return nil, f.reason(err)
	}
	defer drawn.Cleanup()
	picture := image.NewRGBA(drawn.Result.Image.Bounds()) // the one drawn lies in PDFium's memory
	copy(picture.Pix, drawn.Result.Image.Pix)
	return picture, nil
}

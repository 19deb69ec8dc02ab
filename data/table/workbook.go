package table

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
)

// maxSmall is how many bytes the small parts of a workbook may have: its list of sheets,
// relations and styles.
const maxSmall = 64 << 20

// A workbook is an open XLSX file.
type workbook struct {
	name   string
	parts  map[string]*zip.File // by lower-case name
	days   Calendar
	styles []look // by number of the style
	shared sharedStrings
}

// A workbookXML is xl/workbook.xml.
type workbookXML struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"` // r:id, of either edition of the norm
	} `xml:"sheets>sheet"`
}

// A relationsXML is a part that says which part is meant by which identifier.
type relationsXML struct {
	Relations []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// openWorkbook opens an XLSX file and surveys its sheets.
func openWorkbook(ctx context.Context, in input, parts map[string]*zip.File) ([]*grid, error) {
	w := &workbook{name: in.name, parts: parts}
	main := w.main()
	var book workbookXML
	if err := w.decode(main, &book); err != nil {
		return nil, err
	}
	var relations relationsXML
	if err := w.decode(relationsOf(main), &relations); err != nil {
		return nil, err
	}
	w.days = SerialsFrom1900
	if book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true" {
		w.days = SerialsFrom1904
	}
	targets := map[string]string{}
	for _, r := range relations.Relations {
		target := resolve(main, r.Target)
		switch kind := path.Base(r.Type); kind {
		case "worksheet":
			targets[r.ID] = target
		case "styles":
			if err := w.readStyles(target); err != nil {
				return nil, err
			}
		case "sharedStrings":
			if err := w.readShared(target); err != nil {
				return nil, err
			}
		}
	}
	if len(book.Sheets) > maxMembers {
		return nil, refuse("“%s”的工作表超过 %d 张。", "%q has more than %d sheets.", in.name, maxMembers)
	}
	var grids []*grid
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			if target := targets[a.Value]; a.Name.Local == "id" && a.Name.Space != "" && target != "" {
				grids = append(grids, w.grid(s.Name, s.State, target))
			}
		}
	}
	return w.survey(ctx, grids)
}

// main returns the name of the part with the list of sheets.
func (w *workbook) main() string {
	var relations relationsXML
	if w.decode("_rels/.rels", &relations) == nil {
		for _, r := range relations.Relations {
			if path.Base(r.Type) == "officeDocument" {
				return resolve("", r.Target)
			}
		}
	}
	return "xl/workbook.xml"
}

// resolve returns the part that a relation of the part from means.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return path.Join(path.Dir(from), target)
}

// relationsOf returns the part with the relations of a part.
func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// part opens a part.
func (w *workbook) part(name string) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, errors.New("there is no part " + name)
	}
	return unpack(f)
}

// decode reads a small part.
func (w *workbook) decode(name string, v any) error {
	r, err := w.part(name)
	if err != nil {
		return broken(w.name, err)
	}
	defer r.Close()
	if err := xml.NewDecoder(io.LimitReader(r, maxSmall)).Decode(v); err != nil {
		return broken(w.name, err)
	}
	return nil
}

// grid returns a sheet as a grid that nobody has surveyed yet.
func (w *workbook) grid(name, state, part string) *grid {
	g := &grid{file: w.name, name: name, format: FormatXLSX, days: w.days, hidden: state == "hidden" || state == "veryHidden"}
	g.lines = func() iter.Seq2[line, error] { return w.lines(g, part) }
	g.survey = func(ctx context.Context) error { return w.surveySheet(ctx, g, part) }
	return g
}

// survey goes through all sheets once, for what must be known before the first row: merged
// cells, which stand behind the rows, and numbers that have lost digits.
func (w *workbook) survey(ctx context.Context, grids []*grid) ([]*grid, error) {
	used := 0
	for _, g := range grids {
		if err := g.survey(ctx); err != nil {
			return nil, err
		}
		if g.width > 0 {
			used++
		}
	}
	for _, g := range grids {
		g.several = used > 1
		slices.SortStableFunc(g.merges, func(a, b rect) int { return cmp.Compare(a.top, b.top) })
	}
	return grids, nil
}

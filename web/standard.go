package web

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A StandardRow is a data standard in the list.
type StandardRow struct {
	Name    string        `json:"name" doc:"Name of the standard and of its table."`
	Version int           `json:"version" doc:"Version of the standard."`
	Title   fault.Text    `json:"title" doc:"What the data set is called."`
	Owner   string        `json:"owner" doc:"Agency that owns the data: court, police …"`
	Kind    standard.Kind `json:"kind" doc:"register: rows of another agency's register. result: worked out by the program. Empty: read from court documents."`
	Note    fault.Text    `json:"note" doc:"What one row is."`
	Fields  int           `json:"fields" doc:"How many fields a delivery can fill."`
	Found   []fault.Text  `json:"found" nullable:"false" doc:"Names of the fields for which q found the standard; empty where its own name fits, or without q."`
}

// Standards are the data standards at hand.
type Standards struct {
	Items []StandardRow `json:"items" nullable:"false" doc:"Registers first, then what was read from documents, then what was worked out; each by owner and name."`
}

func (s *Server) listStandards(_ context.Context, _ caller, in *struct {
	Query string `query:"q" maxLength:"200" doc:"Part of a name, of a usual heading or of the agency's code, of the data set or of one of its fields."`
	Kind  string `query:"kind" enum:"register,result,reading" doc:"Only this kind; reading is what was read from court documents."`
}) (*struct{ Body Standards }, error) {
	out := Standards{Items: []StandardRow{}}
	for _, st := range s.Standards {
		if in.Kind != "" && in.Kind != cmp.Or(string(st.Kind), "reading") {
			continue
		}
		if found, ok := finds(st, in.Query); ok {
			out.Items = append(out.Items, StandardRow{st.Name, st.Version, st.Title, st.Owner, st.Kind, st.Note, len(st.Columns()), found})
		}
	}
	kinds := []standard.Kind{standard.Register, standard.Reading, standard.Result}
	slices.SortFunc(out.Items, func(a, b StandardRow) int {
		return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Name, b.Name))
	})
	return &struct{ Body Standards }{out}, nil
}

// finds reports whether a standard is what query looks for, and by which of its fields if
// its own names do not say so.
func finds(st standard.Standard, query string) ([]fault.Text, bool) {
	query, fields := strings.ToLower(strings.TrimSpace(query)), []fault.Text{}
	says := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(w), query) })
	}
	if says(append(st.Aliases, st.Name, st.Title.ZH, st.Title.EN, st.Owner)...) {
		return fields, true
	}
	for _, f := range st.Fields {
		if says(append(f.Aliases, f.Name, f.Title.ZH, f.Title.EN)...) {
			fields = append(fields, f.Title)
		}
	}
	return fields, len(fields) > 0
}

// standardPath names a standard in a path.
type standardPath struct {
	Name string `path:"name" maxLength:"64" doc:"Name of the standard."`
}

func (s *Server) getStandard(_ context.Context, _ caller, in *standardPath) (*struct{ Body standard.Standard }, error) {
	st, err := s.standard(in.Name)
	if err != nil {
		return nil, err
	}
	return &struct{ Body standard.Standard }{st}, nil
}

func (s *Server) standard(name string) (standard.Standard, error) {
	st, ok := s.Standards[name]
	if !ok {
		return st, fault.NotFoundf("没有这个数据标准。", "There is no such data standard.")
	}
	return st, nil
}

// A file is an answer that a browser saves under a name.
type file struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

// attachment is the header by which a browser saves an answer. Names are ours: plain ASCII.
func attachment(name string) string { return `attachment; filename="` + name + `"` }

func (s *Server) getStandardSchema(_ context.Context, _ caller, in *standardPath) (*file, error) {
	st, err := s.standard(in.Name)
	if err != nil {
		return nil, err
	}
	body, err := json.MarshalIndent(standard.Schema(st), "", "  ")
	if err != nil {
		return nil, err
	}
	return &file{"application/schema+json", attachment(st.Name + ".schema.json"), append(body, '\n')}, nil
}

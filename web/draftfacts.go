package web

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// DatasetFacts are what the present snapshot has of a data set, for those who write models.
type DatasetFacts struct {
	Dataset string       `json:"dataset" doc:"Name of the standard."`
	Rows    int64        `json:"rows" doc:"Records of it."`
	Fields  []FieldFacts `json:"fields" nullable:"false" doc:"The fields that are stored, in the order of the standard; none if there is no such data."`
}

// FieldFacts are what the present snapshot has of a field.
type FieldFacts struct {
	Field   string   `json:"field" doc:"Name of the field."`
	Filled  int64    `json:"filled" doc:"Records that have it."`
	Samples []string `json:"samples" nullable:"false" doc:"Its most frequent values, cut short; none of a field that is not public."`
	Hidden  bool     `json:"hidden" doc:"The field is not public: no values are shown."`
}

// A LawEdition is one version of a law in the register of legal bases.
type LawEdition struct {
	Law     string     `json:"law" doc:"Short title, as models cite it."`
	Version string     `json:"version" doc:"Date of adoption or last amendment, ISO."`
	Title   fault.Text `json:"title" doc:"Full title; in English the short one, which is ours."`
}

// LawEditions are the laws that models may rest on.
type LawEditions struct {
	Items []LawEdition `json:"items" nullable:"false" doc:"All versions of all laws in the register."`
}

// factRoutes is what helps people to fill a model in.
func (s *Server) factRoutes(api huma.API) {
	write := needs(access.DraftModels)
	route(s, api, also(get("/api/fieldfacts/{dataset}", "get-field-facts", "How often each field of a data set is filled, and values of the public ones", write.inHome()), "Of the present snapshot."), s.fieldFacts)
	route(s, api, get("/api/laws", "list-laws", "Laws that models may rest on", needs(access.ReadModels)), s.listLaws)
}

func (s *Server) fieldFacts(ctx context.Context, _ caller, in *struct {
	Dataset string `path:"dataset" maxLength:"64" doc:"Name of the standard."`
}) (*struct{ Body DatasetFacts }, error) {
	f, err := s.Workshop.Facts(ctx, in.Dataset)
	if err != nil {
		return nil, err
	}
	f.Fields = list(f.Fields)
	return &struct{ Body DatasetFacts }{f}, nil
}

func (s *Server) listLaws(context.Context, caller, *struct{}) (*struct{ Body LawEditions }, error) {
	return &struct{ Body LawEditions }{LawEditions{list(s.Workshop.Laws())}}, nil
}

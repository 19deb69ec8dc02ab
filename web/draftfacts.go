package web

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
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

// factRoutes is what helps people to fill a model in.
func (s *Server) factRoutes(api huma.API) {
	write := needs(access.DraftModels)
	route(s, api, also(get("/api/fieldfacts/{dataset}", "get-field-facts", "How often each field of a data set is filled, and values of the public ones", write.inHome()), "Of the present snapshot."), s.fieldFacts)
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

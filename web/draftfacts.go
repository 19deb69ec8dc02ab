package web

import (
	"context"
	"net/http"

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
	route(s, api, also(get("/api/laws/article", "get-article", "One article of one version of a law, word for word", needs(access.ReadModels)), "404 if the register of legal bases has no such version or article.", http.StatusNotFound), s.getArticle)
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

// A CitedArticle is an article as a citation is read.
type CitedArticle struct {
	LawText
	Title   fault.Text `json:"title" doc:"Full title of the law; in English the short one, which is ours."`
	Caution fault.Text `json:"caution" doc:"What has to be known before it is relied on; empty if nothing."`
}

func (s *Server) getArticle(_ context.Context, _ caller, in *struct {
	Law     string `query:"law" required:"true" maxLength:"100" doc:"Short title of the law."`
	Version string `query:"version" required:"true" maxLength:"10" doc:"Date of adoption or last amendment, ISO."`
	Article string `query:"article" required:"true" maxLength:"20" doc:"Number of the article in digits: 18, 307-1."`
}) (*struct{ Body CitedArticle }, error) {
	a, ok := s.Law.Get(in.Law, in.Version, in.Article)
	if !ok {
		return nil, &fault.Error{Kind: fault.NotFound, Public: s.Law.Absent(in.Law, in.Version, in.Article)}
	}
	out := CitedArticle{LawText: LawText{Law: a.Law, Version: a.Version, Article: a.Number, Text: a.Text, InForce: a.From, Status: string(a.Status)},
		Title: fault.Text{ZH: a.Title, EN: a.English}}
	out.Caution, _ = s.Law.Caution(a)
	return &struct{ Body CitedArticle }{out}, nil
}

func (s *Server) listLaws(context.Context, caller, *struct{}) (*struct{ Body LawEditions }, error) {
	return &struct{ Body LawEditions }{LawEditions{list(s.Workshop.Laws())}}, nil
}

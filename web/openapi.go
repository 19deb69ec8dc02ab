package web

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/data/record"
)

// config is huma's own, without what it would add to bodies ($schema, which depends on
// the host) and without its page of documentation, which loads scripts from elsewhere.
func (s *Server) config() huma.Config {
	cfg := huma.DefaultConfig("明鉴 Mingjian", "1")
	cfg.Info.Description = "Clues for legal supervision, found in court documents. Texts for people are objects with zh and en. " +
		"Errors are application/problem+json in the language of Accept-Language (zh or en)."
	cfg.CreateHooks = nil
	cfg.DocsPath, cfg.SchemasPath, cfg.OpenAPIPath = "", "", "" // Handler serves the description itself
	cfg.Transformers = []huma.Transformer{s.present}
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: cookieName, Description: "Set by POST /api/session."},
	}
	cfg.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	// A span is written as [start, end] or null, whatever its Go fields are.
	cfg.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[record.Span](), reflect.TypeFor[[]int]())
	return cfg
}

// schemaName names a type in the description. Types of matters, of figures and of tests on
// history are called as those of court documents are, and so get a word before their names.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if strings.HasSuffix(t.PkgPath(), "/handle/matter") && t.Name() != "" {
		return "Matter" + name
	}
	if strings.HasSuffix(t.PkgPath(), "/handle/stats") && t.Name() != "" {
		return "Figure" + strings.TrimPrefix(name, "Figure")
	}
	if strings.HasSuffix(t.PkgPath(), "/detect/backtest") && t.Name() != "" {
		return "History" + name
	}
	return name
}

// describe returns the description of the API, with the words that the router could not
// know: what an error looks like, and the fields of types that know nothing of HTTP.
func describe(api huma.API) []byte {
	doc := api.OpenAPI()
	schemas := doc.Components.Schemas
	problem := schemas.Schema(reflect.TypeFor[Problem](), true, "")
	for _, path := range doc.Paths {
		for _, op := range []*huma.Operation{path.Get, path.Post, path.Delete} {
			describeErrors(op, problem)
		}
	}
	delete(schemas.Map(), "ErrorModel")
	delete(schemas.Map(), "ErrorDetail")
	for name, fields := range foreign() {
		describeFields(schemas.Map()[name], fields)
	}
	for name, fields := range codes() {
		for field, all := range fields {
			schemas.Map()[name].Properties[field].Enum = enum(all)
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		panic(err) // it is made of what huma itself built
	}
	return b
}

func describeErrors(op *huma.Operation, problem *huma.Schema) {
	if op == nil {
		return
	}
	for _, r := range op.Responses {
		if body := r.Content["application/problem+json"]; body != nil {
			body.Schema = problem
		}
	}
}

func describeFields(s *huma.Schema, fields map[string]string) {
	for name, p := range s.Properties {
		p.Description = fields[name]
		p.Nullable = p.Nullable && strings.HasSuffix(name, "span") // lists are never null
	}
}

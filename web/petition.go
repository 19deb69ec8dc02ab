package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/matter"
)

// petitionRoutes is what the API can do for citizens.
func (s *Server) petitionRoutes(api huma.API) {
	mine := needs(access.FilePetitions)
	route(s, api, also(get("/api/petitions", "list-petitions", "The petitions that the caller sent, and where they stand", mine), "The newest first, 200 at most."), s.listPetitions)
	route(s, api, also(post("/api/petitions", "send-petition", "Send a petition to the office where one is registered", mine), "It is registered at once; the answer says by when the office has to reply. The act is recorded.", http.StatusConflict), s.sendPetition)
}

// PetitionList is the petitions of one citizen.
type PetitionList struct {
	Items []matter.Petition `json:"items" nullable:"false" doc:"The newest first."`
}

func (s *Server) listPetitions(ctx context.Context, c caller, _ *struct{}) (*struct{ Body PetitionList }, error) {
	all, err := s.Matters.Petitions(ctx, c.By)
	return &struct{ Body PetitionList }{PetitionList{all}}, err
}

// A PetitionRequest is a petition that somebody sends.
type PetitionRequest struct {
	Kind string `json:"kind" enum:"litigation,accusation,suggestion,own_office,other" doc:"What it is about: a court case, an accusation, a suggestion, this office itself, or something else."`
	Text string `json:"text" minLength:"4" maxLength:"10000" doc:"What the citizen has to say."`
}

func (s *Server) sendPetition(ctx context.Context, c caller, in *struct{ Body PetitionRequest }) (*struct{ Body matter.Petition }, error) {
	p, err := s.Matters.SendPetition(ctx, c.By, in.Body.Kind, in.Body.Text)
	return &struct{ Body matter.Petition }{p}, err
}

package web

import (
	"context"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

// A ProcedureRow is a procedure as the list shows it.
type ProcedureRow struct {
	ID      string     `json:"id" doc:"Id of the procedure."`
	Version int        `json:"version" doc:"Its version."`
	Branch  string     `json:"branch" doc:"Line of work."`
	Title   fault.Text `json:"title" doc:"Name for people."`
	Summary fault.Text `json:"summary" doc:"What it is for."`
	Origins []string   `json:"origins" nullable:"false" doc:"How such a matter may begin."`
}

// Procedures are the procedures by which matters can be opened.
type Procedures struct {
	Items []ProcedureRow `json:"items" nullable:"false" doc:"By id."`
}

func (s *Server) listProcedures(context.Context, caller, *struct{}) (*struct{ Body Procedures }, error) {
	out, all := Procedures{Items: []ProcedureRow{}}, s.Matters.Procedures()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		p := all[id]
		out.Items = append(out.Items, ProcedureRow{p.ID, p.Version, p.Branch, p.Title, p.Summary, p.Origins})
	}
	return &struct{ Body Procedures }{out}, nil
}

func (s *Server) getProcedure(_ context.Context, _ caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the procedure."`
}) (*struct{ Body *matter.Procedure }, error) {
	p, err := s.Matters.Procedures().Get(in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body *matter.Procedure }{p}, nil
}
